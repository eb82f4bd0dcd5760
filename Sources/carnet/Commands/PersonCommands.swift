import ArgumentParser
import CaseFile
import Envelope
import Notebook
import Words

struct PersonGroup: CommandGroup {
  static let command = Command.person
  static let contents: [any ParsableCommand.Type] = [PersonEdit.self, PersonHistory.self]
}

struct PersonEdit: CarnetCommand {
  static let command = Command.personEdit
  @Argument(help: .option(.caseFile)) var file: String
  @Option(help: .option(.personName)) var name: String?
  @Option(help: .option(.born)) var born: String?
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let born = try born.map(context.date)
    let notebook = try context.openAsWorker()
    let done = try notebook.editPerson(
      file, name: name, born: born, zone: context.zone, at: context.now)
    let keepers =
      done.changed ? try notebook.keepersOfFormerName(of: done.caseFile, at: context.now) : []
    try await context.telling {
      await context.ring()
      let namesakes =
        done.changed ? try context.warnOfNamesakes(of: done.caseFile, in: notebook) : nil
      try context.report(
        .present([
          ("case", .string(done.caseFile.description)), ("changed", .flag(done.changed)),
          ("namesakes", namesakes),
        ]),
        context.words.personEdited(changed: done.changed, keepers: keepers))
    }
  }
}

struct PersonHistory: CarnetCommand {
  static let command = Command.personHistory
  @Argument(help: .option(.caseFile)) var file: String
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    let rows = try notebook.personHistory(file, at: context.now).map(context.row)
    try context.show(.array(rows.map(\.json)), context.words.personHistory(rows), of: notebook)
  }
}

extension CommandContext {
  func row(_ version: CardVersion) -> CardRow {
    CardRow(
      change: "\(version.change)", author: version.author,
      entered: moment(version.entered, zone: version.zone), names: version.names,
      born: version.born)
  }
}
