import ArgumentParser
import CaseFile
import Envelope
import Notebook
import Replica
import Words

struct ConsentExtend: CarnetCommand {
  static let command = Command.consentExtend
  @Argument(help: .option(.ownConsent)) var consent: String
  @Option(help: .option(.withdrawnFrom)) var to: String?
  @Option(help: .option(.addedVolets)) var volets: [String] = []
  @Option(help: .option(.laterEnd)) var until: String?
  @Flag(help: .option(.bothWays)) var bothWays = false
  @Option(help: .option(.proof)) var proof: String
  @Option(help: .option(.explainedIn)) var explainedIn: String
  @OptionGroup var said: SaidOptions
  @OptionGroup var agreed: AgreedOptions
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let asked = ConsentExtension(
      isRenewal: false, adding: volets.isEmpty ? [] : try context.volets(volets),
      until: try until.map { context.end(of: try context.lastDay($0)) }, bothWays: bothWays,
      proof: try Spoken.proof(proof), explainedIn: try Spoken.spokenLanguage(explainedIn),
      circumstances: try agreed.circumstances(beside: try said.circumstances(context)))
    try await context.extend(consent, to: to, asked)
  }
}

struct ConsentRenew: CarnetCommand {
  static let command = Command.consentRenew
  @Argument(help: .option(.ownConsent)) var consent: String
  @Option(help: .option(.withdrawnFrom)) var to: String?
  @Option(help: .option(.until)) var until: String?
  @Option(help: .option(.proof)) var proof: String
  @Option(help: .option(.explainedIn)) var explainedIn: String
  @OptionGroup var said: SaidOptions
  @OptionGroup var agreed: AgreedOptions
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let usual = Spoken.usualLastDay(today: context.today) ?? context.today
    let asked = ConsentExtension(
      isRenewal: true, until: context.end(of: try until.map(context.lastDay) ?? usual),
      proof: try Spoken.proof(proof), explainedIn: try Spoken.spokenLanguage(explainedIn),
      circumstances: try agreed.circumstances(beside: try said.circumstances(context)))
    try await context.extend(consent, to: to, asked)
  }
}

struct ConsentNarrow: CarnetCommand {
  static let command = Command.consentNarrow
  @Argument(help: .option(.ownConsent)) var consent: String
  @Option(help: .option(.withdrawnFrom)) var to: String?
  @Option(help: .option(.narrowedVolets)) var volets: [String]
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let named = try context.volets(volets)
    let notebook = try context.openAsWorker()
    if !context.json, Terminal.isConversation {
      let change = try notebook.consentNarrowing(consent, to: to, volets: named, at: context.now)
      Terminal.complain(context.words.consentChange(try context.row(change, notebook)))
    }
    let done = try notebook.narrowConsent(consent, to: to, volets: named, at: context.now)
    try await context.telling {
      await context.ring()
      let row = try context.row(done.change, notebook)
      let report = try context.report(done.withdrawal, of: notebook)
      let number = done.withdrawal.consent.description
      try context.report(
        row.json(now: number),
        try context.about(done.change.former.caseFile, in: notebook)
          + context.words.consentWithdrawn(report)
          + context.words.receiptReplaced(row, by: number))
    }
  }
}

extension CommandContext {
  /// Of what changes and what stays the person is asked on a terminal; elsewhere she was asked before.
  fileprivate func extend(
    _ consent: String, to other: String?, _ asked: ConsentExtension
  ) async throws {
    if let until = asked.until, until <= now, let day = clock.lastDay(before: until) {
      throw CommandFailure(.record(.untilInThePast(day)))
    }
    let notebook = try openAsWorker()
    let change = try notebook.consentExtension(asked, of: consent, to: other, at: now)
    let file = change.former.caseFile.description
    try notebook.checkConsenting(change.left + change.added)
    let past: Past = change.former.past ?? Past.none
    if past.alone != Past.none {
      let telling = try notebook.tellingPrison(of: file, in: change.added, at: now)
      if !telling.isEmpty { warn(.record(.sharedTellsPrison(telling.map(TellingRow.init)))) }
    }
    if !json, Terminal.isConversation {
      if change.isNew { Terminal.complain(words.readBeforeConsent) }
      guard try Terminal.asks(words.askConsentChange(try row(change, notebook))) else {
        throw CommandFailure(.input(.saidNo))
      }
    }
    let done = try notebook.extendConsent(asked, of: consent, to: other, zone: zone, at: now)
    try await telling {
      try notebook.packBacklogsIfPossible(at: now)
      await ring()
      let row = try row(done.change, notebook)
      let number = done.consent.description
      let summary = try notebook.consent(done.consent, of: file, at: now)
      let beside = try notebook.liveConsents(
        of: file, to: done.change.former.recipientName, at: now
      )
      .filter { $0.consent != done.consent }
      try report(
        row.json(now: number),
        try about(done.change.former.caseFile, in: notebook) + words.consentChange(row)
          + (summary.map {
            words.consentGiven(clock.row($0), beside: beside.map(clock.row))
          } ?? "") + words.receiptReplaced(row, by: number))
      if let day = row.until { warnOfEnd(day) }
    }
  }

  fileprivate func row(
    _ change: ConsentChange, _ notebook: WorkerSession
  ) throws -> ConsentChangeRow {
    let exchanges = try notebook.replica.status().filter {
      $0.service == change.former.recipientName
    }
    return clock.row(change, lastExchange: exchanges.compactMap(\.lastExchange).max())
  }

  fileprivate func lastDay(_ typed: String) throws -> CalendarDate {
    let day = try Spoken.lastDay(typed, today: today)
    warnOfYear(typed, day)
    return day
  }
}
