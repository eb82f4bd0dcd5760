import ArgumentParser
import CaseFile
import Envelope
import Notebook
import Words

struct PersonChapter: Chapter {
  static let command = Command.person
  static let contents: [any ParsableCommand.Type] = [PersonEdit.self, PersonHistory.self]
}

struct PersonEdit: Errand {
  static let command = Command.personEdit
  @Argument(help: .option(.caseFile)) var file: String
  @Option(help: .option(.personName)) var name: String?
  @Option(help: .option(.born)) var born: String?
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let born = try born.map(desk.date)
    let notebook = try desk.openAsWorker()
    let done = try notebook.editPerson(
      file, name: name, born: born, zone: desk.zone, at: desk.now)
    let keepers =
      done.changed ? try notebook.keepersOfFormerName(of: done.caseFile, at: desk.now) : []
    try await desk.telling {
      await desk.ring()
      let namesakes =
        done.changed ? try desk.warnOfNamesakes(of: done.caseFile, in: notebook) : nil
      try desk.report(
        .present([
          ("case", .string(done.caseFile.description)), ("changed", .flag(done.changed)),
          ("namesakes", namesakes),
        ]),
        desk.words.personEdited(changed: done.changed, keepers: keepers))
    }
  }
}

struct PersonHistory: Errand {
  static let command = Command.personHistory
  @Argument(help: .option(.caseFile)) var file: String
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsWorker()
    let rows = try notebook.personHistory(file, at: desk.now).map(desk.row)
    try desk.show(.array(rows.map(\.json)), desk.words.personHistory(rows), of: notebook)
  }
}

extension Desk {
  func row(_ version: CardVersion) -> CardRow {
    CardRow(
      change: "\(version.change)", author: version.author,
      entered: moment(version.entered, zone: version.zone), names: version.names,
      born: version.born)
  }
}
