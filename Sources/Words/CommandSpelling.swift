import CaseFile

/// How commands are named in the sentences that people read: as they are typed in the language of the sentence. French has
/// names of its own for them, English and Dutch sentences say the canonical ones.
enum CommandSpelling {
  /// A sentence of ours in which each command stands by its own name: `carnet suivi lister` for `carnet case list`. What
  /// people wrote does not come through here.
  static func named(_ literal: String, in language: Language) -> String {
    guard language == .french else { return literal }
    var text = ""
    var rest = literal[...]
    while let program = rest.firstRange(of: "carnet ") {
      text += rest[..<program.upperBound]
      rest = rest[program.upperBound...]
      guard let (name, end) = command(at: rest) else { continue }
      text += name
      rest = rest[end...]
    }
    return text + rest
  }

  /// The longest command that a text begins with, in French, and where it ends.
  private static func command(at text: Substring) -> (String, String.Index)? {
    var words = [text.prefix(while: isInName)]
    while words.count < 3, let last = words.last, text[last.endIndex...].first == " " {
      words.append(text[last.endIndex...].dropFirst().prefix(while: isInName))
    }
    while let last = words.last {
      if let name = french[words.joined(separator: " ")] { return (name, last.endIndex) }
      words.removeLast()
    }
    return nil
  }

  private static func isInName(_ character: Character) -> Bool {
    ("a"..."z").contains(character) || character == "-" || character == "_"
  }

  /// By canonical names, those of each kind of record among them.
  static let french: [String: String] = {
    var names = Dictionary(
      uniqueKeysWithValues: Command.allCases.map { ($0.rawValue, $0.frenchName) })
    let deeds = Command.allCases.map(\.rawValue).filter { $0.hasPrefix("record ") }.map {
      String($0.dropFirst("record ".count))
    }
    for kind in RecordType.all {
      let own = kind.frenchCommandName
      for code in [kind.code, kind.commandNames[0]] where names[code] == nil {
        names[code] = own
      }
      for deed in deeds {
        let done = Command(rawValue: "record " + deed)?.frenchName.split(separator: " ").last ?? ""
        for code in [kind.code, kind.commandNames[0]] where names["\(code) \(deed)"] == nil {
          names["\(code) \(deed)"] = "\(own) \(done)"
        }
        for code in [kind.code, kind.commandNames[0]] {
          names["record \(deed) \(code)"] = "\(Command.record.frenchName) \(done) \(own)"
        }
      }
    }
    return names
  }()
}

extension Phrasebook {
  /// A command line of ours as somebody types it in the language: `carnet droit ajouter` for `carnet right add`.
  public func typed(_ line: String) -> String { CommandSpelling.named(line, in: language) }
}
