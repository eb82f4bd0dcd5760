import CaseFile
import Envelope
import Notebook
import Words

/// What is done with a permanence: its list, its two papers, and what became of it.
extension RecordErrand {
  /// By its number, or by its day. A day without its year is that of whatever permanence there is, of before or to come:
  /// of two, none is guessed.
  func permanenceName(with context: CommandContext) -> PermanenceName {
    let nearest: [NearestDay?] = [nil, .last, .next]
    let days = nearest.compactMap {
      // A number is no day.
      try? Spoken.wholeDay(named, today: context.today, nearest: $0)
    }
    return PermanenceName(named, days: Set(days))
  }

  func showPermanence(with context: CommandContext) throws {
    let notebook = try context.openAsWorker()
    let sheet = try notebook.permanence(permanenceName(with: context), at: context.now)
    try context.show(context.words.json(sheet), context.words.permanence(sheet), of: notebook)
  }

  func prepare(with context: CommandContext) async throws {
    let question = try typed.value(of: "question").map {
      try Spoken.code($0, of: .permanenceQuestion)
    }
    let notebook = try context.openAsWorker()
    let prepared = try notebook.preparePermanence(
      permanenceName(with: context), with: Array(typed.positionals.dropFirst()),
      question: question,
      zone: context.zone, at: context.now)
    try await context.telling {
      await context.ring()
      try context.report(prepared.json, context.words.prepared(prepared))
      for doubt in context.words.doubts(prepared) { context.warn(doubt) }
    }
  }

  func takeOff(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    let made = try notebook.takeOffPermanence(
      permanenceName(with: context), place(1), zone: context.zone, at: context.now)
    try await context.telling {
      await context.ring()
      try context.report(context.json(made), context.words.takenOff)
    }
    context.tellUnwrittenLooks(of: notebook)
  }

  func printPaper(with context: CommandContext) async throws {
    let code = try Spoken.code(typed.value(of: "for") ?? "", of: .paperReader)
    let reader = PaperReader(rawValue: code) ?? .worker
    let out = typed.value(of: "out") ?? "-"
    // Where no file can be written nothing is printed.
    let page = try WrittenPage(out, with: context)
    let notebook = try context.openAsWorker()
    let printed = try notebook.printPermanence(
      permanenceName(with: context), for: reader, today: context.today, zone: context.zone,
      at: context.now)
    await context.ring()
    let text = try page?.write(context.words.permanencePaper(printed))
    // Standard output holds the list and nothing else.
    if out == "-", !context.json { return context.tellUnwrittenLooks(of: notebook) }
    try context.report(
      .present([("number", .count(printed.number)), ("file", .string(out)), ("text", text)]),
      context.words.permanencePrinted(printed.number, to: out))
    context.tellUnwrittenLooks(of: notebook)
  }

  func tellPaperBack(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    let back = try notebook.paperIsBack(
      permanenceName(with: context), place(1), today: context.today, zone: context.zone,
      at: context.now)
    try await context.telling {
      await context.ring()
      try context.report(
        .object([("number", .count(back.number)), ("wasBack", .flag(back.wasBack))]),
        context.words.paperBack(back))
    }
  }

  /// The figure of a convention, with its rule.
  func count(with context: CommandContext) throws {
    let year = try typed.value(of: "year").map { typed in
      guard let year = Spoken.year(typed) else { throw RuleBroken.invalidYear(typed) }
      return year
    }
    let notebook = try context.openAsWorker()
    let count = try notebook.countConvention(
      named, year: year, today: context.today,
      day: { [clock = context.clock] in clock.day(of: $0) }, at: context.now)
    try context.show(
      context.words.json(count, today: context.today),
      context.words.convention(count, today: context.today), of: notebook)
  }
}

extension DeclaredCommand.Deed {
  /// Those of a permanence, beside what is done with every record.
  static func ofPermanences(_ kind: RecordType) -> [Self] {
    if kind == .convention { return [.count] }
    return kind == .permanence ? [.prepare, .takeOff, .paper, .paperBack, .late] : []
  }
}

extension DeclaredCommand {
  /// What the commands of a permanence take.
  func permanenceArguments(of deed: Deed) -> [Interface.Argument] {
    switch deed {
    case .prepare:
      [place(.permanence), place(.listedCases, isRepeating: true), option(.question, "question")]
    case .takeOff: [place(.permanence), place(.listed)]
    case .paper:
      [
        place(.permanence), option(.paperReader, "for", isOptional: false), option(.out, "out"),
      ]
    case .paperBack: [place(.permanence), place(.paperNumber)]
    case .late:
      [
        place(.permanence), place(.outcomeLines, isOptional: true),
        option(.wordsVolet, "volet"), option(.writtenOn, "written"),
      ]
    case .count: [place(.convention), option(.year, "year")]
    case .add, .edit, .list, .show, .history, .restore, .settle, .coSign, .orphans, .keep, .delete,
      .erase,
      .checklist, .correct, .showCard, .move, .outcome, .slip, .publish, .withdraw, .copy:
      []
    }
  }
}
