import ArgumentParser
import CaseFile
import Envelope
import Notebook
import Words

struct CaseChapter: Chapter {
  static let command = Command.caseFile
  static let contents: [any ParsableCommand.Type] = [
    CaseOpen.self, CaseList.self, CaseShow.self, CaseLink.self,
    CaseUnlink.self, CaseClose.self, CaseReopen.self,
  ]
}

struct CaseOpen: Errand {
  static let command = Command.caseOpen
  @Option(help: .option(.personName)) var name: String
  @Option(help: .option(.born)) var born: String?
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let name = try Names.tidy(name, .personName)
    let born = try born.map(desk.date)
    let notebook = try desk.openAsWorker()
    let id = try notebook.openCase(name: name, born: born, zone: desk.zone, at: desk.now)
    try await desk.telling {
      await desk.ring()
      let namesakes = try desk.warnOfNamesakes(of: id, in: notebook)
      try desk.report(
        .present([("case", .string(id.description)), ("namesakes", namesakes)]),
        desk.words.caseOpened(id: id.description, name: name))
    }
  }
}

struct CaseList: Errand {
  static let command = Command.caseList
  @Flag(help: .option(.received)) var received = false
  @Flag(help: .option(.ended)) var ended = false
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsWorker()
    try notebook.tendIfPossible(at: desk.now)
    await desk.ring()
    if received {
      let rows = try notebook.listReceived(at: desk.now).map(desk.row)
      let gone = try notebook.listEnded(at: desk.now).map(desk.row)
      // A program that lists what it may read is not given what ended; whoever watches it is told all the same.
      if desk.json, !ended { Terminal.complain(desk.words.endedList(gone)) }
      try desk.show(
        .array(rows.map(\.json) + (ended ? gone.map(\.json) : [])),
        desk.words.receivedList(rows, ended: gone))
    } else {
      let rows = try notebook.listCases().map(desk.row)
      try desk.show(.array(rows.map(\.json)), desk.words.caseList(rows))
      desk.tellDamage(files: rows.count(where: { $0.isCardDamaged || $0.status == .unknown }))
    }
  }
}

struct CaseShow: Errand {
  static let command = Command.caseShow
  @Argument(help: .option(.caseFile)) var file: String
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsWorker()
    try notebook.tendIfPossible(file, at: desk.now)
    let found = try notebook.showCase(file, at: desk.now)
    let page = desk.page(found)
    try desk.show(page.json, desk.words.casePage(page), of: notebook)
    desk.tellDamage(
      files: found.summary.isCardDamaged ? 1 : 0, records: found.damagedRecords)
  }
}

struct CaseLink: Errand {
  static let command = Command.caseLink
  @Argument(help: .option(.shared)) var shared: String
  @Argument(help: .option(.caseFile)) var file: String
  @Flag(help: .option(.samePerson)) var samePerson = false
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsWorker()
    let done = try notebook.link(shared, to: file, samePerson: samePerson, at: desk.now)
    try await desk.telling {
      await desk.ring()
      let page = LinkPage(done)
      try desk.report(
        page.json,
        page.unchanged
          ? desk.words.sentence(.record(.caseAlreadyLinked)) + "\n" : desk.words.caseLinked(page))
    }
  }
}

struct CaseUnlink: Errand {
  static let command = Command.caseUnlink
  @Argument(help: .option(.shared)) var shared: String
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let done = try desk.openAsWorker().unlink(shared, at: desk.now)
    try await desk.telling {
      await desk.ring()
      let page = LinkPage(done)
      try desk.report(
        page.json,
        page.unchanged
          ? desk.words.sentence(.record(.shareNotLinked)) + "\n" : desk.words.caseUnlinked(page))
    }
  }
}

extension LinkPage {
  fileprivate init(_ done: LinkReport) {
    self.init(
      caseID: done.caseFile?.description, shared: done.share.description, from: done.from,
      unchanged: done.unchanged, replaced: done.replaced.map(\.description),
      left: done.left.map {
        Left(
          caseID: $0.caseFile.description, service: $0.service, volets: $0.volets, notes: $0.notes)
      }, received: done.people.map { PersonRow($0.received) },
      own: done.people.map { PersonRow($0.own) })
  }
}

struct CaseClose: Errand {
  static let command = Command.caseClose
  @Argument(help: .option(.caseFile)) var file: String
  @Flag(help: .option(.alsoWithdraw)) var withdraw = false
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsWorker()
    let shared = try notebook.listConsents(file, at: desk.now).filter(\.isWithdrawable)
    let closed = try notebook.closeCase(
      file, withdrawing: try withdraw || askWithdrawal(shared, at: desk), at: desk.now)
    try await desk.telling {
      await desk.ring()
      // What took the place of another is told for both.
      var page = ClosingPage(
        id: closed.caseFile.description, wasClosed: closed.wasClosed,
        withdrawn: closed.withdrawn.filter { !$0.isReplaced }.map(\.inClosing),
        ended: closed.ended.map(\.inClosing), cancelled: closed.cancelled.map(\.inClosing))
      page.hasOtherDevices = try notebook.hasOtherNodes()
      try desk.report(
        page.json, try desk.about(closed.caseFile, in: notebook) + desk.words.caseClosed(page))
    }
  }

  /// On a terminal; elsewhere nobody is asked, and nothing is withdrawn.
  private func askWithdrawal(_ shared: [ConsentSummary], at desk: Desk) throws -> Bool {
    guard !shared.isEmpty, !desk.json else { return false }
    return try Terminal.asks(
      desk.words.askWithdrawal(shared.filter { !$0.isReplaced }.map(\.inClosing)))
  }
}

struct CaseReopen: Errand {
  static let command = Command.caseReopen
  @Argument(help: .option(.caseFile)) var file: String
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsWorker()
    let opened = try notebook.reopenCase(file, at: desk.now)
    try await desk.telling {
      await desk.ring()
      try desk.report(
        opened.caseFile.inCase,
        try desk.about(opened.caseFile, in: notebook)
          + desk.words.caseReopened(wasOpen: opened.wasOpen))
    }
  }
}

extension ConsentSummary {
  fileprivate var inClosing: ClosedConsent {
    ClosedConsent(
      id: consent.description, to: recipientName,
      volets: (isReplaced ? volets : notReplaced).compactMap(Volet.init(code:)))
  }
}

extension CaseID {
  fileprivate var inCase: JSONValue { .object([("case", .string(description))]) }
}
