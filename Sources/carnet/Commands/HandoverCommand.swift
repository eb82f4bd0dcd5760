import ArgumentParser
import CaseFile
import Envelope
import Notebook
import Words

struct HandoverCommand: CarnetCommand {
  static let command = Command.handover
  @Argument(help: .option(.listedCases)) var files: [String] = []
  @Option(help: .option(.handTo)) var to: String?
  @Option(help: .option(.handFrom)) var from: String?
  @Flag(help: .option(.handList)) var list = false
  @Option(help: .option(.handText)) var text: String?
  @Option(help: .option(.handVolet)) var volet: String?
  @Option(help: .option(.handPaper)) var paper: String?
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    if list {
      guard files.isEmpty else {
        throw CommandFailure(.input(.usage(context.words.usage(.unexpected(files)))))
      }
      return try showList(with: context)
    }
    guard text == "-", !Terminal.inputIsTerminal else {
      return try await tell(try await handOver(nil, with: context), with: context)
    }
    // What was piped stands in no file: whatever refuses it, it is kept.
    let piped = try context.text("-")
    let done: Done
    do {
      done = try await handOver(piped, with: context)
    } catch {
      context.keep(piped)
      throw error
    }
    try await tell(done, with: context)
  }

  /// What passed, and where it is told.
  private struct Done {
    let notebook: WorkerSession
    let plan: HandoverPlan
    let page: HandoverPage
    let papers: WrittenPage?
    let handed: [HandedOver]
  }

  /// - Parameter piped: the text for the colleague, where it was read from standard input already.
  private func handOver(_ piped: String?, with context: CommandContext) async throws -> Done {
    guard let to else { throw context.missing("to") }
    guard !files.isEmpty else { throw CommandFailure(.input(.usage(noCase(context)))) }
    let volet = try volet.map { try Spoken.volet($0) } ?? WorkerSession.usualVoletOfHandover
    // Where no file can be written nothing is looked at.
    let papers = try WrittenPage(paper, with: context)
    let notebook = try context.openAsWorker()
    let plan = try notebook.handoverPlan(
      of: files, to: to, leaving: from, today: context.today,
      day: { [clock = context.clock] in clock.day(of: $0) }, at: context.now)
    let page = context.clock.page(plan, today: context.today)
    guard text == nil || plan.files.count == 1 else {
      throw CommandFailure(.record(.noteForSeveral))
    }
    // Said before anything is written, and beside what a program reads.
    Terminal.complain(context.words.handover(page))
    let asked = try asking(plan, in: volet, of: notebook, with: context)
    let begin = { (file: CaseID) in
      try context.begin(
        .new(kind: RecordType.note.code, volet: volet.rawValue, file: file.description),
        in: notebook)
    }
    let save = { (notes: [CaseID: String]) in
      try notebook.handOver(plan, notes: notes, in: volet, zone: context.zone, at: context.now)
    }
    let handed =
      if let piped {
        try save(Dictionary(asked.map { ($0, piped) }) { first, _ in first })
      } else {
        try await withNotes(for: asked[...], [:], begin, with: context, save)
      }
    return Done(notebook: notebook, plan: plan, page: page, papers: papers, handed: handed)
  }

  private func tell(_ done: Done, with context: CommandContext) async throws {
    try await context.telling {
      await context.ring()
      let text = try done.papers?.write(context.words.handoverPaper(done.page))
      let rows = done.handed.map(context.clock.row)
      let by = done.notebook.workerName ?? ""
      let told = context.words.handedOver(rows, to: done.plan.to, by: by)
      if paper == "-", !context.json {
        Terminal.complain(told)
      } else {
        try context.report(
          .present([
            ("to", .string(done.plan.to)), ("by", .string(by)),
            ("handed", .array(rows.map(\.json))),
            ("whole", .flag(done.plan.isWhole)), ("text", text),
          ]), told)
      }
      for doubt in done.handed.flatMap(\.written).flatMap(\.doubts) {
        context.warn(.record(.doubt(doubt)))
      }
    }
    context.tellUnwrittenLooks(of: done.notebook)
  }

  private func showList(with context: CommandContext) throws {
    let notebook = try context.openAsWorker()
    try notebook.maintainIfPossible(at: context.now)
    let caseload = try notebook.handoverList(
      of: from, today: context.today, day: { [clock = context.clock] in clock.day(of: $0) },
      at: context.now)
    let page = context.clock.page(caseload, today: context.today)
    try context.show(page.handoverJSON, context.words.handoverList(page), of: notebook)
  }

  private func noCase(_ context: CommandContext) -> String {
    let value = context.words.help(OptionName.listedCases).value ?? ""
    return context.words.usage(.missing(["<\(value)>"]))
  }

  /// Of whom a note is asked: where one was given, or somebody sits here who may write it.
  private func asking(
    _ plan: HandoverPlan, in volet: Volet, of notebook: WorkerSession, with context: CommandContext
  ) throws -> [CaseID] {
    // A text that was given is written for who follows already, too.
    let ids = plan.files.filter { text != nil || !$0.isTheirs }.map(\.entry.caseFile)
    let isGiven = text != nil || self.volet != nil
    let isAsked = Terminal.isConversation && !context.json
    guard text != nil || isAsked, ids.count < 2 || context.mayOpenEditor else { return [] }
    do {
      for id in ids { try notebook.checkWriting(.note, in: volet, of: id.description) }
    } catch let error as NotebookError {
      // Nobody is kept from handing over by a note that she may not write and did not ask for.
      if isGiven { throw error }
      return []
    }
    return ids
  }

  /// One text after another, each kept until all of it is saved.
  private func withNotes(
    for files: ArraySlice<CaseID>, _ notes: [CaseID: String],
    _ begin: (CaseID) throws -> Writing, with context: CommandContext,
    _ save: ([CaseID: String]) async throws -> [HandedOver]
  ) async throws -> [HandedOver] {
    guard let file = files.first else { return try await save(notes) }
    let writing = text == nil ? try begin(file) : nil
    return try await context.withText(of: text, for: writing) { words in
      try await withNotes(
        for: files.dropFirst(), notes.merging([file: words]) { _, last in last }, begin,
        with: context, save)
    }
  }
}
