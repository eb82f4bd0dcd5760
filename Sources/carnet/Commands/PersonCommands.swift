import ArgumentParser
import CaseFile
import Envelope
import Notebook
import Words

/// Beside these, what the kind `person` declares: `DeclaredCommand.ofPerson`.
struct PersonGroup: CommandGroup {
  static let command = Command.person
  static let contents: [any ParsableCommand.Type] = [PersonHistory.self]
}

struct PersonHistory: CarnetCommand {
  static let command = Command.personHistory
  @Argument(help: .option(.caseFile)) var file: String
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    let rows = try notebook.personHistory(file, at: context.now).map(context.clock.row)
    try context.show(.array(rows.map(\.json)), context.words.recordHistory(rows), of: notebook)
  }
}

extension CommandContext {
  /// Changes fields of the card of a person; who else may keep her former name, and who may be taken for her, is told.
  func correct(_ file: String, _ values: [String: [String]]) async throws {
    let notebook = try openAsWorker()
    let done = try notebook.editPerson(file, values, zone: zone, at: now)
    let (changed, outcome) = (!done.written.isUnchanged, clock.outcome(done.written))
    let isRenamed = changed && !Set(values.keys).isDisjoint(with: ["name", "born"])
    let keepers = isRenamed ? try notebook.keepersOfFormerName(of: done.caseFile, at: now) : []
    try await telling {
      await ring()
      let namesakes = isRenamed ? try warnOfNamesakes(of: done.caseFile, in: notebook) : nil
      try report(
        .present(
          [
            ("case", .string(done.caseFile.description)), ("changed", .flag(changed)),
            ("namesakes", namesakes),
          ] + outcome.pairs),
        words.personEdited(outcome, changed: changed, keepers: keepers))
      try warnOfDates(values, of: .person)
      if let days = values["deceased"], !days.isEmpty, try notebook.isOpen(done.caseFile) {
        warn(.record(.deathEndsNothing))
      }
    }
  }
}
