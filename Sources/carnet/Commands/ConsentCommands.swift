import ArgumentParser
import CaseFile
import Envelope
import Notebook
import Words

struct ConsentChapter: Chapter {
  static let command = Command.consent
  static let contents: [any ParsableCommand.Type] = [
    ConsentGive.self, ConsentRefuse.self, ConsentWithdraw.self, ConsentList.self,
    ConsentPaper.self,
  ]
}

struct ConsentGive: Errand {
  static let command = Command.consentGive
  @Argument(help: .option(.caseFile)) var file: String
  @Option(help: .option(.to)) var to: String
  @Option(help: .option(.volets)) var volets: [String]
  @Option(help: .option(.until)) var until: String
  @Option(help: .option(.proof)) var proof: String
  @Option(help: .option(.explainedIn)) var explainedIn: String
  @Option(help: .option(.past)) var past: String?
  @Option(help: .option(.effective)) var effective: String?
  @Flag(help: .option(.bothWays)) var bothWays = false
  @Flag(help: .option(.oneWay)) var oneWay = false
  @Flag(help: .option(.keepPast)) var keepPast = false
  @Flag(help: .option(.fromNow)) var fromNow = false
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    guard !(bothWays && oneWay) else {
      let options = ["both-ways", "one-way"].map { "--" + desk.words.option($0) }
      throw Refusal(.input(.usage(desk.words.usage(.together(options)))))
    }
    guard !(keepPast && fromNow) else {
      let options = ["keep-past", "from-now"].map { "--" + desk.words.option($0) }
      throw Refusal(.input(.usage(desk.words.usage(.together(options)))))
    }
    let lastDay = try desk.wholeDay(until)
    var terms = try terms(until: lastDay, at: desk)
    let notebook = try desk.openAsWorker()
    let endsAnswers = try endsAnswers(&terms, notebook, desk)
    if fromNow || keepPast, terms.past != .none {
      let options = ["past", fromNow ? "from-now" : "keep-past"].map {
        "--" + desk.words.option($0)
      }
      throw Refusal(.input(.usage(desk.words.usage(.together(options)))))
    }
    let keeps = try keepsEarlier(terms, until: lastDay, notebook, desk)
    let earlier = try notebook.earlierWords(besides: terms, for: file, at: desk.now).volets
    let given = try notebook.giveConsent(
      terms, for: file, endingAnswers: endsAnswers, keepingEarlier: keeps, zone: desk.zone,
      at: desk.now)
    try await desk.telling {
      try notebook.packBacklogsIfPossible(at: desk.now)
      await desk.ring()
      let summary = try notebook.consent(given.consent, at: desk.now)
      let beside = try notebook.liveConsents(of: file, to: to, at: desk.now).filter {
        $0.consent != given.consent
      }
      let ended = try given.endedEarlier.map { done in
        desk.words.earlierEnds(done.consent.description)
          + desk.words.consentWithdrawn(try desk.report(done, of: notebook))
      }
      try desk.report(
        .consent(
          given.consent, desk.status(given.status), ended: given.endedEarlier.map(\.consent)),
        try desk.about(summary?.caseFile, in: notebook)
          + (try summary.map {
            desk.words.consentGiven(
              desk.row($0), beside: beside.map(desk.row), ended: given.endedAnswers,
              earlier: given.status == .planned && keeps == false ? earlier : [])
              + ended.joined()
              + (try beginning(of: $0, notebook, desk)) + (try arrival(of: $0, notebook, desk))
          } ?? "")
      )
      desk.warnOfEnd(lastDay)
    }
  }

  /// Whether it may end what that service sends back: as it was said, or, on a terminal, as the person decides. When she
  /// keeps that, it goes both ways.
  private func endsAnswers(
    _ terms: inout ConsentTerms, _ notebook: Notebook, _ desk: Desk
  ) throws -> Bool {
    guard !oneWay, !bothWays, !desk.json, Terminal.isConversation else { return oneWay }
    let (service, volets) = try notebook.answers(endedBy: terms, for: file, at: desk.now)
    guard !volets.isEmpty else { return false }
    guard let ends = try Terminal.decides(desk.words.askEndingAnswers(volets, of: service)) else {
      return false
    }
    terms.bothWays = !ends
    return ends
  }

  /// Whether what an earlier consent lets be read stays so: as it was said, or, on a terminal, as the person decides. Nil
  /// when nobody said.
  private func keepsEarlier(
    _ terms: ConsentTerms, until day: CalendarDate, _ notebook: Notebook, _ desk: Desk
  ) throws -> Bool? {
    guard !keepPast, !fromNow else { return keepPast }
    guard !desk.json, Terminal.isConversation else { return nil }
    let (service, volets) = try notebook.earlierWords(besides: terms, for: file, at: desk.now)
    guard !volets.isEmpty else { return nil }
    return try Terminal.decides(desk.words.askEarlier(volets, by: service, until: day))
  }

  /// Of one that begins with a release: when, as far as anybody knows.
  private func beginning(
    of consent: ConsentSummary, _ notebook: Notebook, _ desk: Desk
  ) throws -> String {
    guard consent.effective == Effective.release.code else { return "" }
    let release = try notebook.release(of: consent.consent, in: consent.caseFile)
    let begins = try release.beginning.map(desk.wholeDay).map(desk.beginning)
    if let begins, let until = consent.until, until <= begins, let day = release.beginning {
      return desk.words.endsBeforeRelease(on: day)
    }
    return desk.words.beginsWithRelease(
      on: release.beginning, earlier: release.earlier, hasBegun: consent.status == .given)
  }

  /// Said where nothing can arrive: neither this device nor another of the service exchanges with that one.
  private func arrival(
    of consent: ConsentSummary, _ notebook: Notebook, _ desk: Desk
  ) throws -> String {
    let arrives =
      try notebook.hasOtherNodes() || notebook.isMet(consent.recipientName)
    return arrives ? "" : desk.words.consentDoesNotArrive(consent.recipientName)
  }

  private func terms(until day: CalendarDate, at desk: Desk) throws -> ConsentTerms {
    let named = try desk.volets(volets)
    let end = desk.end(of: day)
    guard end > desk.now else { throw Refusal(.record(.untilInThePast(day))) }
    let effective = try effective.map { try Spoken.effective($0, today: desk.today) } ?? .now
    var begins: Instant?
    if case .on(let date) = effective { begins = desk.beginning(of: date) }
    if let begins, begins >= end { throw Refusal(.record(.untilBeforeEffect)) }
    return ConsentTerms(
      recipient: to, volets: named, until: end,
      proof: try Spoken.proof(proof), explainedIn: try Spoken.spokenLanguage(explainedIn),
      past: try past.map { try Spoken.past($0, today: desk.today) } ?? .none, effective: effective,
      effectiveAt: begins, bothWays: bothWays)
  }
}

struct ConsentRefuse: Errand {
  static let command = Command.consentRefuse
  @Argument(help: .option(.caseFile)) var file: String
  @Option(help: .option(.to)) var to: String
  @Flag(help: .option(.refusalWithdraws)) var withdraw = false
  @Flag(help: .option(.refusalKeeps)) var keep = false
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    guard !(withdraw && keep) else {
      let options = ["withdraw", "keep"].map { "--" + desk.words.option($0) }
      throw Refusal(.input(.usage(desk.words.usage(.together(options)))))
    }
    let notebook = try desk.openAsWorker()
    let refused = try notebook.refuseConsent(
      for: file, to: to, beside: try choice(notebook, desk), at: desk.now)
    try await desk.telling {
      await desk.ring()
      let withdrawn = try refused.withdrawn.map { try desk.report($0, of: notebook) }
      try desk.report(
        .object([
          ("consent", .string(refused.consent.description)),
          ("status", .string(desk.status(refused.status).rawValue)),
          ("withdrawn", .array(refused.withdrawn.map { .string($0.consent.description) })),
          ("kept", .array(refused.kept.map { .string($0.consent.description) })),
        ]),
        try desk.about(notebook.consent(refused.consent, at: desk.now)?.caseFile, in: notebook)
          + desk.words.consentRefused(
            to: refused.service, kept: refused.kept.map(desk.row), withdrawn: withdrawn,
            since: refused.recordedBefore.map(desk.local),
            hasOtherDevices: try notebook.hasOtherNodes()))
    }
  }

  /// What was asked for; on a terminal the person decides. Nil elsewhere, and when nothing is in force or planned.
  private func choice(_ notebook: Notebook, _ desk: Desk) throws -> BesideRefusal? {
    if withdraw { return .withdraw }
    if keep { return .keep }
    guard !desk.json, Terminal.isConversation else { return nil }
    let live = try notebook.consentsBesideRefusal(of: file, to: to, at: desk.now)
    guard let first = live.first else { return nil }
    return try Terminal.decides(
      desk.words.askBesideRefusal(live.map(desk.row), to: first.recipientName)
    ).map { $0 ? .withdraw : .keep }
  }
}

struct ConsentWithdraw: Errand {
  static let command = Command.consentWithdraw
  @Argument(help: .option(.consent)) var consent: String
  @Option(help: .option(.withdrawnFrom)) var to: String?
  @Option(help: .option(.withdrawnVolets)) var volets: [String] = []
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let named = volets.isEmpty ? nil : try desk.volets(volets)
    let notebook = try desk.openAsWorker()
    let done = try notebook.withdraw(consent, to: to, volets: named, at: desk.now)
    try await desk.telling {
      await desk.ring()
      let report = done.status == .refused ? nil : try desk.report(done, of: notebook)
      let sentences =
        report.map(desk.words.consentWithdrawn)
        ?? desk.words.sentence(.record(.nothingToDo)) + "\n"
      let file = try notebook.consent(done.consent, at: desk.now)?.caseFile
      try desk.report(
        report.map { $0.json(of: done.consent.description, desk.status(done.status)) }
          ?? .consent(done.consent, desk.status(done.status)),
        try desk.about(file, in: notebook) + sentences)
    }
  }
}

struct ConsentPaper: Errand {
  static let command = Command.consentReceipt
  @Argument(help: .option(.ownConsent)) var consent: String
  @Option(help: .option(.withdrawnFrom)) var to: String?
  @Flag(help: .option(.easy)) var easy = false
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsWorker()
    let (summary, person) = try notebook.receipt(of: consent, to: to, at: desk.now)
    let service = try notebook.serviceName()
    let paper: String
    if let refusal = desk.refusal(summary, person: person, from: service) {
      paper = desk.words.refusalPaper(refusal, easy: easy)
    } else {
      let later = try summary.replaced.keys.compactMap { try notebook.consent($0, at: desk.now) }
      guard let receipt = desk.receipt(summary, person: person, from: service, later: later)
      else { throw Refusal(.lookup(.unknown(.consent, consent))) }
      paper = desk.words.consentReceipt(receipt, easy: easy)
    }
    try desk.show(desk.row(summary).json, paper, of: notebook)
  }
}

struct ConsentList: Errand {
  static let command = Command.consentList
  @Argument(help: .option(.caseFile)) var file: String
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsWorker()
    try notebook.tendIfPossible(file, at: desk.now)
    let rows = try notebook.listConsents(file, at: desk.now).map(desk.row)
    try desk.show(
      .array(rows.map(\.json)), desk.found(file, in: notebook) + desk.words.consentList(rows),
      of: notebook)
    desk.tellDamage(records: try notebook.damagedRecords(of: file))
  }
}

struct Release: Errand {
  static let command = Command.release
  @Argument(help: .option(.caseFile)) var file: String
  @Option(help: .option(.releasedOn)) var on: String?
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let day = try on.map(desk.wholeDay) ?? desk.today
    let notebook = try desk.openAsWorker()
    let done = try notebook.release(
      file, on: day, begins: desk.beginning(of: day), at: desk.now)
    try await desk.telling {
      try notebook.packBacklogsIfPossible(at: desk.now)
      await desk.ring()
      let consents = try notebook.listConsents(done.caseFile.description, at: desk.now)
      let begun = consents.filter { done.effective.contains($0.consent) }
      let all = consents.filter {
        $0.status == .planned && $0.effective == Effective.release.code
      }
      // Of before: those given since wait for the next one.
      let planned = try all.filter { consent in
        try notebook.release(of: consent.consent, in: done.caseFile).beginning == day.description
      }
      let later = all.filter { consent in !planned.contains { $0.consent == consent.consent } }
      // What ends before that day does not begin on it.
      let waiting = planned.filter { $0.until.map { $0 > desk.beginning(of: day) } ?? true }
      let tooShort = planned.filter { consent in !waiting.contains { $0.consent == consent.consent }
      }
      let running = consents.filter { consent in
        [.given, .suspended].contains(consent.status) && !consent.isReplaced
          && !begun.contains { $0.consent == consent.consent }
      }
      try desk.report(
        .object([
          ("case", .string(done.caseFile.description)),
          ("effective", .array(done.effective.map { .string($0.description) })),
        ]),
        try desk.about(done.caseFile, in: notebook)
          + desk.words.released(
            on: day, begun: begun.map(\.recipientName), waiting: waiting.map(\.recipientName),
            later: later.map(\.recipientName), tooShort: tooShort.map(desk.row),
            running: running.map(desk.row)))
      desk.warnOfRelease(day)
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
