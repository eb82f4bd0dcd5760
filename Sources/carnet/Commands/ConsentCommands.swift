import ArgumentParser
import CaseFile
import Envelope
import Notebook
import Replica
import Words

struct ConsentGroup: CommandGroup {
  static let command = Command.consent
  static let contents: [any ParsableCommand.Type] = [
    ConsentGive.self, ConsentExtend.self, ConsentNarrow.self, ConsentRenew.self, ConsentRefuse.self,
    ConsentWithdraw.self, ConsentList.self,
    ConsentShow.self, ConsentPaper.self,
  ]
}

struct ConsentGive: CarnetCommand {
  static let command = Command.consentGive
  @Argument(help: .option(.caseFile)) var file: String
  @Option(help: .option(.to)) var to: String
  @Option(help: .option(.volets)) var volets: [String]
  @Option(help: .option(.until)) var until: String?
  @Option(help: .option(.proof)) var proof: String
  @Option(help: .option(.explainedIn)) var explainedIn: String
  @Option(help: .option(.past)) var past: String?
  @Option(help: .option(.effective)) var effective: String?
  @Flag(help: .option(.bothWays)) var bothWays = false
  @Flag(help: .option(.oneWay)) var oneWay = false
  @Flag(help: .option(.keepPast)) var keepPast = false
  @Flag(help: .option(.fromNow)) var fromNow = false
  @OptionGroup var said: SaidOptions
  @OptionGroup var agreed: AgreedOptions
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    guard !(bothWays && oneWay) else {
      let options = ["both-ways", "one-way"].map { "--" + context.words.option($0) }
      throw CommandFailure(.input(.usage(context.words.usage(.together(options)))))
    }
    guard !(keepPast && fromNow) else {
      let options = ["keep-past", "from-now"].map { "--" + context.words.option($0) }
      throw CommandFailure(.input(.usage(context.words.usage(.together(options)))))
    }
    let lastDay = try lastDay(context)
    var terms = try terms(until: lastDay, with: context)
    let notebook = try context.openAsWorker()
    // Before anything is looked for: a refusal does not depend on what is there.
    try notebook.checkConsenting(terms.volets)
    if !context.json, Terminal.isConversation {
      Terminal.complain(context.words.readBeforeConsent)
    }
    let endsAnswers = try endsAnswers(&terms, notebook, context)
    if fromNow || keepPast, terms.past == .all {
      let options = ["past", fromNow ? "from-now" : "keep-past"].map {
        "--" + context.words.option($0)
      }
      throw CommandFailure(.input(.usage(context.words.usage(.together(options)))))
    }
    let keeps = try keepsEarlier(terms, until: lastDay, notebook, context)
    if terms.past != .none {
      let telling = try notebook.tellingPrison(of: file, in: terms.volets, at: context.now)
      if !telling.isEmpty {
        context.warn(.record(.sharedTellsPrison(telling.map(TellingRow.init))))
      }
    }
    let earlier = try notebook.earlierWords(
      besides: terms, for: file, zone: context.zone, at: context.now)
    let given = try notebook.giveConsent(
      terms, for: file, endingAnswers: endsAnswers, keepingEarlier: keeps, zone: context.zone,
      at: context.now)
    try await context.telling {
      try notebook.packBacklogsIfPossible(at: context.now)
      await context.ring()
      let summary = try notebook.consent(given.consent, of: file, at: context.now)
      let beside = try notebook.liveConsents(of: file, to: to, at: context.now).filter {
        $0.consent != given.consent
      }
      let ended = try given.endedEarlier.map { done in
        context.words.earlierEnds(done.consent.description)
          + context.words.consentWithdrawn(try context.report(done, of: notebook))
      }
      if let file = summary?.caseFile, let days = try notebook.deathToTell(of: file) {
        context.warn(.record(.deathStands(days)))
      }
      try context.report(
        .consent(
          given.consent, context.clock.status(given.status),
          ended: given.endedEarlier.map(\.consent)),
        try context.about(summary?.caseFile, in: notebook)
          + (try summary.map {
            context.words.consentGiven(
              context.clock.row($0), beside: beside.map(context.clock.row),
              ended: given.endedAnswers,
              earlier: given.status == .planned && keeps == false ? earlier.volets : [],
              before: earlier.before)
              + rounded(terms.past, to: given.isRoundedToNow ? nil : $0.past?.firstDay, context)
              + (keeps == true && !earlier.volets.isEmpty ? context.words.earlierGoesOn : "")
              + ended.joined()
              + (try beginning(of: $0, notebook, context))
              + (try arrival(of: $0, notebook, context))
          } ?? "")
      )
      context.warnOfEnd(lastDay)
    }
  }

  /// Whether it may end what that service sends back: as it was said, or, on a terminal, as the person decides. When she
  /// keeps that, it goes both ways.
  private func endsAnswers(
    _ terms: inout ConsentTerms, _ notebook: WorkerSession, _ context: CommandContext
  ) throws -> Bool {
    guard !oneWay, !bothWays, !context.json, Terminal.isConversation else { return oneWay }
    let (service, volets) = try notebook.answers(endedBy: terms, for: file, at: context.now)
    guard !volets.isEmpty else { return false }
    guard let ends = try Terminal.decides(context.words.askEndingAnswers(volets, of: service))
    else {
      return false
    }
    terms.bothWays = !ends
    return ends
  }

  /// Whether what an earlier consent lets be read stays so: as it was said, or, on a terminal, as the person decides. Nil
  /// when nobody said.
  private func keepsEarlier(
    _ terms: ConsentTerms, until day: CalendarDate, _ notebook: WorkerSession,
    _ context: CommandContext
  ) throws -> Bool? {
    guard !keepPast, !fromNow else { return keepPast }
    guard !context.json, Terminal.isConversation else { return nil }
    let found = try notebook.earlierWords(
      besides: terms, for: file, zone: context.zone, at: context.now)
    guard !found.volets.isEmpty else { return nil }
    return try Terminal.decides(
      context.words.askEarlier(found.volets, before: found.before, by: found.service, until: day))
  }

  /// Of one for the past since a day: from which day on it goes, when that is a later one, or that it goes from now on.
  private func rounded(
    _ asked: Past, to kept: CalendarDate?, _ context: CommandContext
  ) -> String {
    guard let asked = asked.firstDay else { return "" }
    guard let kept else { return context.words.sinceNow(from: asked, today: context.today) }
    return kept == asked ? "" : context.words.sinceRounded(from: asked, to: kept)
  }

  /// Of one that begins with a release: when, as far as anybody knows.
  private func beginning(
    of consent: ConsentSummary, _ notebook: WorkerSession, _ context: CommandContext
  ) throws -> String {
    guard consent.effective == .release else { return "" }
    let release = try notebook.release(of: consent.consent, in: consent.caseFile)
    let begins = try release.beginning.map { try context.wholeDay($0) }
      .map(context.beginning)
    if let begins, let until = consent.until, until <= begins, let day = release.beginning {
      return context.words.endsBeforeRelease(on: day)
    }
    return context.words.beginsWithRelease(
      on: release.beginning, earlier: release.earlier, hasBegun: consent.status == .given)
  }

  /// Said where nothing can arrive and the consent itself does not say why: neither this device nor another of the service exchanges with that one.
  private func arrival(
    of consent: ConsentSummary, _ notebook: WorkerSession, _ context: CommandContext
  ) throws -> String {
    let arrives =
      try consent.unpaired != nil
      || notebook.replica.hasOtherNodes() || notebook.replica.isMet(consent.recipientName)
    return arrives ? "" : context.words.consentDoesNotArrive(consent.recipientName)
  }

  private func terms(until day: CalendarDate, with context: CommandContext) throws -> ConsentTerms {
    let named = try context.volets(volets)
    let end = context.end(of: day)
    guard end > context.now else { throw CommandFailure(.record(.untilInThePast(day))) }
    let effective = try effective.map { try Spoken.effective($0, today: context.today) } ?? .now
    var begins: Instant?
    if case .on(let date) = effective {
      begins = context.beginning(of: date)
      context.warnOfYear(self.effective ?? "", date)
    }
    if let begins, begins >= end { throw CommandFailure(.record(.untilBeforeEffect)) }
    return ConsentTerms(
      recipient: to, volets: named, until: end,
      proof: try Spoken.proof(proof), explainedIn: try Spoken.spokenLanguage(explainedIn),
      past: try past.map { try Spoken.past($0, today: context.today) } ?? .none,
      effective: effective,
      effectiveAt: begins, bothWays: bothWays,
      circumstances: try agreed.circumstances(beside: try said.circumstances(context)))
  }

  private func lastDay(_ context: CommandContext) throws -> CalendarDate {
    let today = context.today
    guard let until else { return Spoken.usualLastDay(today: today) ?? today }
    let day = try Spoken.lastDay(until, today: today)
    context.warnOfYear(until, day)
    return day
  }
}

struct ConsentRefuse: CarnetCommand {
  static let command = Command.consentRefuse
  @Argument(help: .option(.caseFile)) var file: String
  @Option(help: .option(.to)) var to: String
  @Flag(help: .option(.refusalWithdraws)) var withdraw = false
  @Flag(help: .option(.refusalKeeps)) var keep = false
  @OptionGroup var said: SaidOptions
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    guard !(withdraw && keep) else {
      let options = ["withdraw", "keep"].map { "--" + context.words.option($0) }
      throw CommandFailure(.input(.usage(context.words.usage(.together(options)))))
    }
    let circumstances = try said.circumstances(context)
    let notebook = try context.openAsWorker()
    let refused = try notebook.refuseConsent(
      for: file, to: to, beside: try choice(notebook, context), circumstances: circumstances,
      zone: context.zone, at: context.now)
    try await context.telling {
      await context.ring()
      let withdrawn = try refused.withdrawn.map { try context.report($0, of: notebook) }
      try context.report(
        .object([
          ("consent", .string(refused.consent.description)),
          ("status", .string(context.clock.status(refused.status).rawValue)),
          ("withdrawn", .array(refused.withdrawn.map { .string($0.consent.description) })),
          ("kept", .array(refused.kept.map { .string($0.consent.description) })),
        ]),
        try context.about(
          notebook.consent(refused.consent, of: file, at: context.now)?.caseFile, in: notebook)
          + context.words.consentRefused(
            to: refused.service, kept: refused.kept.map(context.clock.row), withdrawn: withdrawn,
            since: refused.recordedBefore.map(context.local),
            hasOtherDevices: try notebook.replica.hasOtherNodes()))
    }
  }

  /// What was asked for; on a terminal the person decides. Nil elsewhere, and when nothing is in force or planned.
  private func choice(_ notebook: WorkerSession, _ context: CommandContext) throws -> BesideRefusal?
  {
    if withdraw { return .withdraw }
    if keep { return .keep }
    guard !context.json, Terminal.isConversation else { return nil }
    let live = try notebook.consentsBesideRefusal(of: file, to: to, at: context.now)
    guard let first = live.first else { return nil }
    return try Terminal.decides(
      context.words.askBesideRefusal(live.map(context.clock.row), to: first.recipientName)
    ).map { $0 ? .withdraw : .keep }
  }
}

struct ConsentWithdraw: CarnetCommand {
  static let command = Command.consentWithdraw
  @Argument(help: .option(.consent)) var consent: String
  @Option(help: .option(.withdrawnFrom)) var to: String?
  @Option(help: .option(.withdrawnVolets)) var volets: [String] = []
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let named = volets.isEmpty ? nil : try context.volets(volets)
    let notebook = try context.openAsWorker()
    let done = try notebook.withdraw(consent, to: to, volets: named, at: context.now)
    try await context.telling {
      await context.ring()
      let report = done.status == .refused ? nil : try context.report(done, of: notebook)
      let sentences =
        report.map(context.words.consentWithdrawn)
        ?? context.words.sentence(.record(.nothingToDo)) + "\n"
      let file = try notebook.consent(done.consent, at: context.now)?.caseFile
      try context.report(
        report.map { $0.json(of: done.consent.description, context.clock.status(done.status)) }
          ?? .consent(done.consent, context.clock.status(done.status)),
        try context.about(file, in: notebook) + sentences)
    }
  }
}

struct ConsentPaper: CarnetCommand {
  static let command = Command.consentReceipt
  @Argument(help: .option(.ownConsent)) var consent: String
  @Option(help: .option(.withdrawnFrom)) var to: String?
  @Flag(help: .option(.easy)) var easy = false
  @Option(help: .option(.handing)) var handing: String?
  @Flag(help: .option(.inside)) var inside = false
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let how = try handing.map { try Spoken.code($0, of: .handing) }
    let notebook = try context.openAsWorker()
    let (summary, person) = try notebook.receipt(of: consent, to: to, at: context.now)
    let service = try notebook.serviceName()
    let paper: String
    if let refusal = context.clock.refusal(summary, person: person, from: service) {
      paper = context.words.refusalPaper(refusal, easy: easy)
    } else {
      let later = try summary.replaced.keys.compactMap {
        try notebook.consent($0, of: summary.caseFile.description, at: context.now)
      }
      guard
        let receipt = context.clock.receipt(summary, person: person, from: service, later: later)
      else { throw CommandFailure(.lookup(.unknown(.consent, consent))) }
      paper = context.words.consentReceipt(receipt, easy: easy)
    }
    if let how {
      try notebook.recordHanding(
        of: .receipt(summary.consent), in: summary.caseFile, how: how, isForInside: inside,
        at: context.now)
      await context.ring()
    }
    tellHanding(how, of: context.clock.row(summary), with: context)
    try context.show(context.clock.row(summary).json, paper, of: notebook)
  }

  /// Before anything of it is shown.
  private func tellHanding(_ how: String?, of row: ConsentRow, with context: CommandContext) {
    guard !context.json else { return }
    if inside { Terminal.complain(context.words.insideReceiptBefore(row)) }
    if how == nil, Terminal.isConversation { Terminal.complain(context.words.askHanding) }
  }
}

struct ConsentList: CarnetCommand {
  static let command = Command.consentList
  @Argument(help: .option(.caseFile)) var file: String
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    try notebook.maintainIfPossible(file, at: context.now)
    let found = try notebook.listConsents(file, at: context.now)
    let sent = try notebook.transmitted(of: file, at: context.now)
    let exchanges = try notebook.replica.status()
    let rows = found.map { consent in
      var row = context.clock.row(consent)
      row.sent = sent.first { $0.service == consent.recipient }.map { sent in
        let last = exchanges.filter { $0.service == consent.recipientName }
        return context.clock.row(
          sent, to: consent.recipientName, lastExchange: last.compactMap(\.lastExchange).max())
      }
      return row
    }
    try context.show(
      .array(rows.map(\.json)), context.found(file, in: notebook) + context.words.consentList(rows),
      of: notebook)
    context.tellDamage(records: try notebook.damagedRecords(of: file))
  }
}

struct ConsentShow: CarnetCommand {
  static let command = Command.consentShow
  @Argument(help: .option(.ownConsent)) var consent: String
  @Option(help: .option(.withdrawnFrom)) var to: String?
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    let found = try notebook.showConsent(consent, to: to, at: context.now)
    let row = context.clock.row(found)
    try context.show(
      row.json, try context.about(found.caseFile, in: notebook) + context.words.consentPage(row),
      of: notebook)
  }
}

struct Release: CarnetCommand {
  static let command = Command.release
  @Argument(help: .option(.caseFile)) var file: String
  @Option(help: .option(.releasedOn)) var on: String?
  @OptionGroup var going: GoingOnOptions
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let day = try on.map { try context.wholeDay($0) } ?? context.today
    let notebook = try context.openAsWorker()
    let begins = context.beginning(of: day)
    let asked = try notebook.consentsAtRelease(of: file, begins: begins, at: context.now)
    let named = try notebook.consentsToName(of: file, at: context.now)
    let decided = try going.decisions(among: asked, naming: named, with: context)
    let done = try notebook.release(
      file, on: day, begins: begins, decided: decided, at: context.now)
    try await context.telling {
      try notebook.packBacklogsIfPossible(at: context.now)
      await context.ring()
      let consents = try notebook.listConsents(done.caseFile.description, at: context.now)
      let begun = consents.filter { done.effective.contains($0.consent) }
      let all = consents.filter {
        $0.status == .planned && $0.effective == .release
      }
      // Of before: those given since wait for the next one.
      let planned = try all.filter { consent in
        try notebook.release(of: consent.consent, in: done.caseFile).beginning == day.description
      }
      let later = all.filter { consent in !planned.contains { $0.consent == consent.consent } }
      // What ends before that day does not begin on it.
      let waiting = planned.filter { $0.until.map { $0 > context.beginning(of: day) } ?? true }
      let tooShort = planned.filter { consent in !waiting.contains { $0.consent == consent.consent }
      }
      let running = consents.filter { consent in
        [.given, .suspended].contains(consent.status) && !consent.isReplaced
          && !begun.contains { $0.consent == consent.consent }
      }
      let again = consents.filter(\.isToAskAgain)
      let papers = try notebook.papersKept(in: done.caseFile).map(context.clock.row)
      let stopped = consents.filter { decided.stopping.contains($0.consent) }
      try context.report(
        .present([
          ("case", .string(done.caseFile.description)),
          ("effective", .array(done.effective.map { .string($0.description) })),
          ("stopped", stopped.isEmpty ? nil : .strings(stopped.map(\.consent.description))),
          ("toAskAgain", again.isEmpty ? nil : .strings(again.map(\.consent.description))),
          ("papersKept", papers.isEmpty ? nil : .array(papers.map(\.json))),
        ]),
        try context.about(done.caseFile, in: notebook)
          + context.words.released(
            on: day, begun: begun.map(\.recipientName), waiting: waiting.map(\.recipientName),
            later: later.map(\.recipientName), tooShort: tooShort.map(context.clock.row),
            running: running.map(context.clock.row))
          + context.words.sharesStopped(stopped.map(context.clock.row))
          + context.words.toAskAgain(again.map(context.clock.row))
          + context.words.papersKept(papers))
      context.warnOfRelease(day)
    }
  }
}

extension JSONValue {
  /// - Parameter ended: earlier consents that this one ended, when there are any.
  fileprivate static func consent(
    _ id: ConsentID, _ status: ConsentStatus, ended: [ConsentID] = []
  ) -> JSONValue {
    .present([
      ("consent", .string(id.description)), ("status", .string(status.rawValue)),
      ("withdrawn", ended.isEmpty ? nil : .strings(ended.map(\.description))),
    ])
  }
}

extension CommandContext {
  /// What a withdrawal came to, with what is known now of how it gets there.
  func report(_ done: Withdrawal, of notebook: WorkerSession) throws -> WithdrawalReport {
    let exchanges = try notebook.replica.status().filter { $0.service == done.service }
    return clock.report(
      done, try notebook.consent(done.consent, at: now),
      lastExchange: exchanges.compactMap(\.lastExchange).max(),
      hasOtherDevices: try notebook.replica.hasOtherNodes(),
      isMet: try notebook.replica.isMet(done.service))
  }
}
