import CaseFile
import Words

/// The proses of a record of which the command line names no word: each stands in a file, and one of them may come in.
struct GivenTexts {
  /// The one for which `-` stands.
  let incoming: RecordField?
  /// Those that stand in files.
  let files: [(field: RecordField, path: String)]

  /// - Throws: `InputFact.inputTwice` where one is given twice, or two would come in.
  init(of kind: RecordType?, _ typed: Typed) throws {
    var incoming: [RecordField] = []
    var files: [(field: RecordField, path: String)] = []
    for field in kind?.fields.filter(\.isProse) ?? [] {
      let words = typed.values(of: field.code)
      let named = typed.values(of: field.fileOption)
      guard words.isEmpty || named.isEmpty else { throw CommandFailure(.input(.inputTwice)) }
      if let path = (words == [Self.input] ? words : named).last {
        if path == Self.input { incoming.append(field) } else { files.append((field, path)) }
      }
    }
    guard incoming.count <= 1 else { throw CommandFailure(.input(.inputTwice)) }
    (self.incoming, self.files) = (incoming.first, files)
  }

  var isEmpty: Bool { incoming == nil && files.isEmpty }

  func hold(_ field: RecordField) -> Bool {
    incoming == field || files.contains { $0.field == field }
  }

  /// What stands for standard input.
  static let input = "-"
}

extension RecordField {
  /// The option that names the file of a prose, canonical.
  var fileOption: String { code + "_file" }
}

extension DeclaredCommand {
  /// The proses whose file an option names: where there is one prose, its place does.
  private var proses: [RecordField] {
    prose == nil && deed?.takesFields == true ? kind?.fields.filter(\.isProse) ?? [] : []
  }

  /// The option of a file, by what was typed for it without its hyphens.
  func fileOption(_ typed: String) -> String? {
    proses.first { field in
      spellings(ofFileOf: field).contains { CommandWord.isSame($0, typed) }
    }?.fileOption
  }

  /// Behind the option of the prose itself.
  func fileArgument(of field: RecordField) -> Interface.Argument? {
    guard let kind, proses.contains(field) else { return nil }
    let help = Call.current.words.helpOfFile(of: field, in: kind)
    return Interface.Argument(
      .option, field.fileOption, value: help.value, help.text, isOptional: true,
      spellings: spellings(ofFileOf: field))
  }

  private func spellings(ofFileOf field: RecordField) -> [String] {
    kind?.fileOptionNames(of: field, in: Call.current.words) ?? []
  }
}
