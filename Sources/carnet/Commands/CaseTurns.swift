import ArgumentParser
import CaseFile
import Envelope
import Notebook
import Replica
import Words

struct CaseDeath: CarnetCommand {
  static let command = Command.caseDeath
  @Argument(help: .option(.caseFile)) var file: String
  @Option(help: .option(.diedOn)) var on: String?
  @Option(help: .option(.deathLearntFrom)) var learntFrom: String?
  @Flag(help: .option(.deathUndone)) var undo = false
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    guard !undo else { return try await takeBack(context) }
    guard let on else { throw context.missing("on") }
    let day = try context.date(on, nearest: .last)
    let notebook = try context.openAsWorker()
    let due = context.toCome(of: file, in: notebook)
    let done = try notebook.recordDeath(
      file, on: day, source: learntFrom, zone: context.zone, at: context.now)
    try await context.telling {
      await context.ring()
      let page = try context.page(done.closing, due, in: notebook)
      try context.report(
        page.json(ofDeath: !done.written.isUnchanged),
        try context.about(done.closing.caseFile, in: notebook)
          + context.words.deathRecorded(
            page, on: day.description, replacing: done.replaced))
    }
  }

  private func takeBack(_ context: CommandContext) async throws {
    guard on == nil, learntFrom == nil else {
      let options = ["undo", on == nil ? "learnt-from" : "on"].map {
        "--" + context.words.option($0)
      }
      throw CommandFailure(.input(.usage(context.words.usage(.together(options)))))
    }
    let notebook = try context.openAsWorker()
    let done = try notebook.takeBackDeath(file, zone: context.zone, at: context.now)
    try await context.telling {
      await context.ring()
      try context.report(
        .object([
          ("case", .string(done.caseFile.description)),
          ("changed", .flag(!done.wasNotRecorded)), ("reopened", .flag(done.isReopened)),
        ]),
        try context.about(done.caseFile, in: notebook)
          + context.words.deathTakenBack(
            wasNotRecorded: done.wasNotRecorded, isReopened: done.isReopened,
            staysClosed: done.staysClosed))
    }
  }
}

struct CaseReturn: CarnetCommand {
  static let command = Command.caseReturn
  @Argument(help: .option(.caseFile)) var file: String
  @OptionGroup var going: GoingOnOptions
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    let asked = try notebook.consentsAtReturn(of: file, at: context.now)
    let named = try notebook.consentsToName(of: file, at: context.now)
    let decided = try going.decisions(among: asked, naming: named, with: context)
    let done = try notebook.decideAtReturn(file, decided, at: context.now)
    try await context.telling {
      await context.ring()
      try context.report(
        .object([
          ("case", .string(done.caseFile.description)),
          ("kept", .strings(done.kept.map(\.consent.description))),
          ("stopped", .strings(done.stopped.map(\.consent.description))),
        ]),
        try context.about(done.caseFile, in: notebook)
          + context.words.decidedOnShares(
            kept: done.kept.map(context.clock.row), stopped: done.stopped.map(context.clock.row)))
    }
  }
}

/// What becomes of each share when the person changes place.
struct GoingOnOptions: ParsableArguments {
  @Option(name: .customLong("continue"), help: .option(.goingOn)) var goingOn: [String] = []
  @Option(help: .option(.stopping)) var stop: [String] = []

  /// As it was said; on a terminal the rest of what is asked about, one by one, and that stops without a yes.
  ///
  /// - Parameter all: what may be named beside, asked about or not, and what goes on no more.
  func decisions(
    among asked: [ConsentSummary],
    naming all: (open: [ConsentSummary], stopped: [ConsentSummary]), with context: CommandContext
  ) throws -> ShareDecisions {
    var decided = ShareDecisions(
      keeping: try named(goingOn, among: all.open, or: all.stopped, areOver: true),
      stopping: try named(stop, among: all.open, or: all.stopped, areOver: false))
    let saysBothOfAll = goingOn.contains(where: Self.isAll) && stop.contains(where: Self.isAll)
    guard decided.keeping.isDisjoint(with: decided.stopping), !saysBothOfAll else {
      let options = ["continue", "stop"].map { "--" + context.words.option($0) }
      throw CommandFailure(.input(.usage(context.words.usage(.together(options)))))
    }
    var open: [ConsentSummary] {
      asked.filter {
        !decided.keeping.contains($0.consent) && !decided.stopping.contains($0.consent)
      }
    }
    // Of all, those of which nothing else was said.
    if goingOn.contains(where: Self.isAll) { decided.keeping.formUnion(open.map(\.consent)) }
    // Of a release that asks about none, what is in force: what waits for it is named.
    if stop.contains(where: Self.isAll) {
      let running = all.open.filter { $0.status != .planned }.map(\.consent)
      let others = Set(running).subtracting(decided.keeping)
      decided.stopping.formUnion(others.union(open.map(\.consent)))
    }
    guard !context.json, Terminal.isConversation else { return decided }
    for consent in open {
      if try Terminal.asks(context.words.askGoingOn(context.clock.row(consent))) {
        decided.keeping.insert(consent.consent)
      } else {
        decided.stopping.insert(consent.consent)
      }
    }
    return decided
  }

  /// By the number or its beginning, or by the name of the service. Of what was stopped before, that it stops is so already,
  /// and that it goes on nobody can say.
  private func named(
    _ typed: [String], among open: [ConsentSummary], or stopped: [ConsentSummary], areOver: Bool
  ) throws -> Set<ConsentID> {
    var found: Set<ConsentID> = []
    for name in typed where !Self.isAll(name) {
      let meant = open.filter { Self.is($0, named: name) }
      found.formUnion(meant.map(\.consent))
      guard meant.isEmpty else { continue }
      guard let over = stopped.last(where: { Self.is($0, named: name) }) else {
        throw CommandFailure(.lookup(.unknown(.consent, name)))
      }
      if areOver { throw CommandFailure(.record(.shareStopped(over.recipientName))) }
    }
    return found
  }

  private static func `is`(_ consent: ConsentSummary, named name: String) -> Bool {
    name.count >= 4 && consent.consent.description.hasPrefix(name.lowercased())
      || CommandWord.isSame(name, consent.recipientName)
  }

  private static func isAll(_ typed: String) -> Bool {
    ["all", "tous", "tout", "alle"].contains { CommandWord.isSame(typed, $0) }
  }
}

extension CommandContext {
  /// What closing a case file did; what took the place of another consent is told for both.
  ///
  /// - Parameter due: what was to come of it.
  func page(
    _ closed: ClosingReport, _ due: [Due.Matter], in notebook: WorkerSession
  ) throws -> ClosingPage {
    var page = ClosingPage(
      id: closed.caseFile.description, wasClosed: closed.wasClosed,
      withdrawn: closed.withdrawn.filter { !$0.isReplaced }.map(\.inClosing),
      ended: closed.ended.map(\.inClosing), cancelled: closed.cancelled.map(\.inClosing))
    page.hasOtherDevices = try notebook.replica.hasOtherNodes()
    page.appointments = due.count { $0 == .appointment }
    page.deadlines = due.count - page.appointments
    return page
  }

  /// What the agenda holds of a case file from now on. Nobody is kept from closing it by what cannot be read.
  func toCome(of file: String, in notebook: WorkerSession) -> [Due.Matter] {
    guard let last = CalendarDate(year: today.year + 100, month: 12, day: 31) else { return [] }
    let query = AgendaQuery(
      today...last, of: file, today: today, day: { [clock] in clock.day(of: $0) })
    do {
      return try notebook.agenda(query, at: now).items.compactMap { item in
        switch item.subject {
        case .record(_, _, let due):
          item.isOver || item.isLate || due.matter.outlastsClosing ? nil : due.matter
        case .consentEnds, .consentBegins, .release: nil
        }
      }
    } catch {
      return []
    }
  }
}
