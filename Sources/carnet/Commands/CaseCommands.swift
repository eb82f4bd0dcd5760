import ArgumentParser
import CaseFile
import Envelope
import Notebook
import Replica
import Words

struct CaseGroup: CommandGroup {
  static let command = Command.caseFile
  static let contents: [any ParsableCommand.Type] = [
    CaseOpen.self, CaseList.self, CaseShow.self, CaseLink.self,
    CaseUnlink.self, CaseClose.self, CaseReopen.self, CaseDeath.self, CaseReturn.self,
    CaseCall.self, CaseReader.self,
  ]
}

struct CaseOpen: CarnetCommand {
  static let command = Command.caseOpen
  @Option(help: .option(.personName)) var name: String
  @Option(help: .option(.born)) var born: String?
  @Option(help: .option(.request)) var request: String?
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let name = try Names.tidy(name, .personName)
    let born = try born.map { try context.date($0) }
    let notebook = try context.openAsWorker()
    func open(_ words: String?) throws -> (file: CaseID, request: DocumentID?) {
      try notebook.openCase(
        name: name, born: born, request: words, zone: context.zone, at: context.now)
    }
    let isIncoming = request == GivenTexts.input
    let (id, asked) =
      isIncoming ? try await context.withText(of: request, open) : try open(request)
    try await context.telling {
      await context.ring()
      let namesakes = try context.warnOfNamesakes(of: id, in: notebook)
      try context.report(
        .present([
          ("case", .string(id.description)), ("request", asked.map { .string($0.description) }),
          ("namesakes", namesakes),
        ]),
        context.words.caseOpened(id: id.description, name: name))
      if asked == nil, try notebook.beginsWithRequest() { context.warn(.record(.noRequestYet)) }
    }
  }
}

struct CaseList: CarnetCommand {
  static let command = Command.caseList
  @Argument(help: .option(.listedName)) var name: [String] = []
  @Flag(help: .option(.received)) var received = false
  @Flag(help: .option(.ended)) var ended = false
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let name = name.isEmpty ? nil : name.joined(separator: " ")
    let notebook = try context.openAsWorker()
    try notebook.maintainIfPossible(at: context.now)
    await context.ring()
    if received {
      let rows = try notebook.listReceived(named: name, at: context.now).map(context.clock.row)
      let gone = try notebook.listEnded(named: name, at: context.now).map(context.clock.row)
      // A program that lists what it may read is not given what ended; whoever watches it is told all the same.
      if context.json, !ended { Terminal.complain(context.words.endedList(gone)) }
      try context.show(
        .array(rows.map(\.json) + (ended ? gone.map(\.json) : [])),
        context.words.receivedList(rows, ended: gone, named: name))
    } else {
      let rows = try notebook.listCases(named: name).map(context.clock.row)
      let elsewhere =
        try rows.isEmpty ? name.map { try notebook.countReceived(named: $0, at: context.now) } : nil
      try context.show(
        .array(rows.map(\.json)),
        context.words.caseList(rows, named: name, received: elsewhere ?? 0))
      context.tellDamage(files: rows.count(where: { $0.isCardDamaged || $0.status == .unknown }))
    }
  }
}

struct CaseShow: CarnetCommand {
  static let command = Command.caseShow
  @Argument(help: .option(.caseFile)) var file: String
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    try notebook.maintainIfPossible(file, at: context.now)
    let found = try notebook.showCase(file, at: context.now)
    let page = context.clock.page(found)
    try context.show(page.json, context.words.casePage(page), of: notebook)
    context.tellDamage(
      files: found.summary.isCardDamaged ? 1 : 0, records: found.damagedRecords)
  }
}

struct CaseLink: CarnetCommand {
  static let command = Command.caseLink
  @Argument(help: .option(.shared)) var shared: String
  @Argument(help: .option(.caseFile)) var file: String
  @Flag(help: .option(.samePerson)) var samePerson = false
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    let done = try notebook.link(shared, to: file, samePerson: samePerson, at: context.now)
    try await context.telling {
      await context.ring()
      let page = context.clock.page(done)
      try context.report(
        page.json,
        page.unchanged
          ? context.words.sentence(.record(.caseAlreadyLinked)) + "\n"
          : context.words.caseLinked(page))
    }
  }
}

struct CaseUnlink: CarnetCommand {
  static let command = Command.caseUnlink
  @Argument(help: .option(.shared)) var shared: String
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let done = try context.openAsWorker().unlink(shared, at: context.now)
    try await context.telling {
      await context.ring()
      let page = context.clock.page(done)
      try context.report(
        page.json,
        page.unchanged
          ? context.words.sentence(.record(.shareNotLinked)) + "\n"
          : context.words.caseUnlinked(page))
    }
  }
}

struct CaseClose: CarnetCommand {
  static let command = Command.caseClose
  @Argument(help: .option(.caseFile)) var file: String
  @Flag(help: .option(.alsoWithdraw)) var withdraw = false
  @Option(help: .option(.closingReason)) var because: String?
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let reasons = try reasons(with: context)
    let notebook = try context.openAsWorker()
    let shared = try notebook.listConsents(file, at: context.now).filter(\.isWithdrawable)
    let due = context.toCome(of: file, in: notebook)
    let closed = try notebook.closeCase(
      file, withdrawing: try withdraw || askWithdrawal(shared, with: context), because: reasons,
      zone: context.zone, at: context.now)
    try await context.telling {
      await context.ring()
      var page = try context.page(closed, due, in: notebook)
      page.goingOn = closed.goingOn.map(\.record.description)
      page.over = closed.over.map(\.record.description)
      if reasons.contains("deces") {
        page.leavesDeathUnsaid = try notebook.deathToTell(of: closed.caseFile) == nil
      }
      try context.report(
        page.json, try context.about(closed.caseFile, in: notebook) + context.words.caseClosed(page)
      )
    }
  }

  /// As the field of a period takes them, in any of our languages.
  private func reasons(with context: CommandContext) throws -> [String] {
    guard let because, let period = RecordType.ofFollowUp,
      let field = period.followUp.flatMap({ period[$0.overBecause] })
    else { return [] }
    return try Spoken.values([because], of: field, today: context.today, zone: context.zone)
  }

  /// On a terminal; elsewhere nobody is asked, and nothing is withdrawn.
  private func askWithdrawal(
    _ shared: [ConsentSummary], with context: CommandContext
  ) throws -> Bool {
    guard !shared.isEmpty, !context.json else { return false }
    return try Terminal.asks(
      context.words.askWithdrawal(shared.filter { !$0.isReplaced }.map(\.inClosing)))
  }
}

struct CaseReopen: CarnetCommand {
  static let command = Command.caseReopen
  @Argument(help: .option(.caseFile)) var file: String
  @Option(help: .option(.reopeningReason)) var because: String?
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    let reason = because.flatMap { $0.contains { !$0.isWhitespace } ? $0 : nil }
    let opened = try notebook.reopenCase(
      file, because: reason, zone: context.zone, at: context.now)
    try await context.telling {
      await context.ring()
      try context.report(
        opened.caseFile.inCase,
        try context.about(opened.caseFile, in: notebook)
          + context.words.caseReopened(wasOpen: opened.wasOpen)
          + (opened.wasOpen && reason == nil
            ? ""
            : context.words.reopenedBecause(
              opened.period?.record.description, file: opened.caseFile.description)))
      for doubt in opened.period?.doubts ?? [] { context.warn(.record(.doubt(doubt))) }
      if !opened.wasOpen, let days = try notebook.deathRecorded(of: opened.caseFile) {
        context.warn(.record(.deathStands(days)))
      }
    }
  }
}

extension ConsentSummary {
  var inClosing: ClosedConsent {
    ClosedConsent(
      id: consent.description, to: recipientName,
      volets: isReplaced ? volets : notReplaced)
  }
}

extension CaseID {
  fileprivate var inCase: JSONValue { .object([("case", .string(description))]) }
}
