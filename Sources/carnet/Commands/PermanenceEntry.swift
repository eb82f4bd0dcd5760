import CaseFile
import Envelope
import Notebook
import Words

/// Late entry: what became of a list, line by line or person by person.
extension RecordErrand {
  func enterLate(with context: CommandContext) async throws {
    let volet = try typed.value(of: "volet").map { try Spoken.volet($0) }
    let written = try typed.value(of: "written").map { try context.date($0, nearest: .last) }
    let entering = PermanenceEntering(
      volet: volet ?? PermanenceEntering.usualVolet, written: written)
    let name = permanenceName(with: context)
    let source = typed.positionals.count > 1 ? place(1) : nil
    let notebook = try context.openAsWorker()
    try notebook.checkLateEntry()
    // Asked before anybody types: what names no permanence is told while nothing is there to be lost.
    let isAsked = source == nil && Terminal.isConversation && !context.json
    let sheet = try notebook.permanence(name, isWhole: isAsked, at: context.now)
    var entry = LateEntry(notebook: notebook, name: name, entering: entering, context: context)
    if isAsked {
      if let day = sheet.moment?.day, context.today.isWhole(before: day) {
        context.warn(.record(.listDoubt(.toCome(day))))
      }
      try entry.ask(sheet)
    } else {
      try entry.read(try context.text(source ?? "-"), isKept: (source ?? "-") == "-")
    }
    await context.ring()
    try entry.report()
    if let state = context.words.stateToSay(of: sheet, after: entry.recorded, on: context.today) {
      Terminal.complain(state)
    }
    context.tellUnwrittenLooks(of: notebook)
    guard entry.unwritten.isEmpty else {
      throw CommandFailure(.record(.linesUnwritten(entry.unwritten.count)))
    }
  }
}

/// One late entry, with what was written of it and what was not.
private struct LateEntry {
  let notebook: WorkerSession
  let name: PermanenceName
  let entering: PermanenceEntering
  let context: CommandContext
  private(set) var recorded: [PermanenceRecorded] = []
  private(set) var unwritten: [UnwrittenLine] = []
  /// Whether what was written was told already, person by person.
  private var isTold = false

  init(
    notebook: WorkerSession, name: PermanenceName, entering: PermanenceEntering,
    context: CommandContext
  ) {
    (self.notebook, self.name) = (notebook, name)
    (self.entering, self.context) = (entering, context)
  }

  /// Every line by itself: what does not read, or is refused, stops none of the others.
  ///
  /// - Parameter isKept: the lines stand in no file: those that were not written are kept in one.
  mutating func read(_ text: String, isKept: Bool) throws {
    var rest = text.split(whereSeparator: \.isNewline).map(String.init).filter {
      $0.contains { !$0.isWhitespace }
    }[...]
    var entries: Set<String> = []
    do {
      while let line = rest.first {
        try write(line, &entries)
        rest.removeFirst()
      }
    } catch {
      // The disk, or the keys: nothing more can be written now.
      if isKept { keep(unwritten.map(\.text) + rest) }
      throw error
    }
    if isKept { keep(unwritten.map(\.text)) }
  }

  private mutating func write(_ text: String, _ entries: inout Set<String>) throws {
    let line: PermanenceLine
    do throws(PermanenceLineFault) {
      line = try Spoken.permanenceLine(text)
    } catch {
      return unwritten.append(UnwrittenLine(text, .unread(error)))
    }
    let isAbove = recorded.contains { $0.isMeant(by: line.entry) }
    guard entries.insert(line.entry).inserted, !isAbove else {
      return unwritten.append(UnwrittenLine(text, .twice))
    }
    do {
      recorded.append(
        try notebook.recordPermanence(
          name, line, entering, zone: context.zone, at: context.now))
    } catch let error as NotebookError {
      guard let fact = Diagnosis(folder: context.home, clock: context.clock).fact(of: error) else {
        throw error
      }
      unwritten.append(UnwrittenLine(text, .refused(fact)))
    }
  }

  /// Person by person: of whoever has no outcome yet. An empty answer leaves one for later; a line that does not read is
  /// asked again.
  mutating func ask(_ sheet: PermanenceSheet) throws {
    isTold = true
    do {
      for entry in sheet.entries where entry.values["outcome"] == nil {
        let number = entry.listNumber.flatMap { sheet.sharedNumbers.contains($0) ? nil : $0 }
        try ask(entry, number.map(String.init) ?? entry.record.description)
      }
    } catch {
      // Who leaves has what she answered; what did not read is kept.
      keep(unwritten.map(\.text))
      throw error
    }
    keep(unwritten.map(\.text))
  }

  private mutating func ask(_ entry: StructuredRecord, _ number: String) throws {
    for attempt in 1...3 {
      let answer = try Terminal.answer(to: context.words.outcomeQuestion(entry))
      guard answer.contains(where: { !$0.isWhitespace }) else { return }
      let before = unwritten.count
      var entries: Set<String> = []
      do {
        try write("\(number) \(answer)", &entries)
      } catch {
        keep(["\(number) \(answer)"])
        throw error
      }
      guard unwritten.count > before, let last = unwritten.last else {
        return Terminal.complain(recorded.last.map(context.words.permanenceRecorded) ?? "")
      }
      Terminal.complain(context.words.unwritten(last))
      if attempt < 3 { unwritten.removeLast() }
    }
  }

  private func keep(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    context.keep(lines.joined(separator: "\n") + "\n")
  }

  func report() throws {
    try context.report(
      .object([
        ("recorded", .array(recorded.map(context.words.json))),
        ("unwritten", .array(unwritten.map(\.json))),
      ]),
      (isTold ? "" : recorded.map(context.words.permanenceRecorded).joined())
        + unwritten.map(context.words.unwritten).joined())
    if !isTold, let day = recorded.lazy.compactMap(\.ahead).first {
      context.warn(.record(.listDoubt(.toCome(day))))
    }
  }
}
