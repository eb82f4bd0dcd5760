import Words

/// The page of a command: all its words come from `Words`, its shape from here.
struct HelpPage {
  private let path: [Interface]
  private let words: Phrasebook
  private let width: Int
  private let command: Interface
  private let takes: Interface.Arguments

  /// - Parameter path: from `carnet` down to the command, which is there.
  init(path: [Interface], words: Phrasebook, width: Int) throws {
    (self.path, self.words, self.width) = (path, words, width)
    command = path[path.count - 1]
    takes = try command.arguments()
  }

  /// Ends with a newline.
  var text: String {
    let head = words.helpHeadings
    var parts = [wrapped(head.overview + " " + command.abstract)]
    if !command.discussion.isEmpty { parts.append(wrapped(command.discussion)) }
    parts.append(usage)
    let rows = [
      (head.arguments, takes.positionals.map { ($0.label(in: words), $0.abstract ?? "") }),
      (head.options, optionRows),
      (
        head.commands,
        command.commands.map { ($0.spellings.joined(separator: ", "), $0.abstract) }
      ),
    ]
    parts += rows.filter { !$0.1.isEmpty }.map { $0.0 + "\n" + $0.1.map(row).joined() }
      .map(withoutEnd)
    if !command.commands.isEmpty {
      parts.append(
        "  "
          + words.moreHelp("\(typedPath) <\(words.helpHeadings.command)> --\(words.option("help"))")
      )
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var typedPath: String { words.typed(path.map(\.commandName).joined(separator: " ")) }

  private var usage: String {
    var line = words.helpHeadings.usage + " " + typedPath
    if !command.commands.isEmpty { return line + " <\(words.helpHeadings.command)>" }
    for argument in takes.positionals {
      let place = argument.synopsis(in: words) + (argument.isRepeating ? "…" : "")
      line += argument.isOptional ? " [\(place)]" : " " + place
    }
    for option in takes.options {
      let place = option.synopsis(in: words)
      line +=
        option.isOptional || option.kind == .flag || option.isRepeating
        ? " [\(place)]" : " " + place
    }
    return line
  }

  private var optionRows: [(String, String)] {
    var rows = takes.options.map { ($0.label(in: words), $0.abstract ?? "") }
    let help = OptionSpelling.names(of: "help", in: words).map { "--" + $0 }
    rows.append(((["-h"] + help).joined(separator: ", "), words.helpOfHelp))
    if path.count == 1 {
      let version = OptionSpelling.names(of: "version", in: words).map { "--" + $0 }
      rows.append((version.joined(separator: ", "), words.helpOfVersion))
    }
    return rows
  }

  // MARK: Columns

  private static let column = 26

  /// A label and what it does, beside it or, when the label is long, below it.
  private func row(_ label: String, _ does: String) -> String {
    let indent = String(repeating: " ", count: Self.column)
    let lines = lines(does, width - Self.column)
    guard let first = lines.first else { return "  \(label)\n" }
    let isShort = label.count + 3 < Self.column
    var text = "  " + label
    if isShort {
      text += String(repeating: " ", count: Self.column - 2 - label.count) + first + "\n"
    } else {
      text += "\n" + indent + first + "\n"
    }
    return text + lines.dropFirst().map { indent + $0 + "\n" }.joined()
  }

  private func wrapped(_ text: String) -> String { lines(text, width).joined(separator: "\n") }

  /// Broken at spaces alone: never at one that does not break.
  private func lines(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= max(width, 20) {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  private func withoutEnd(_ text: String) -> String {
    text.utf8.last == 0x0A ? String(text.dropLast()) : text
  }
}

extension Interface.Argument {
  /// `--nom, --name <NOM>`: every way to write it in the language.
  fileprivate func label(in words: Phrasebook) -> String {
    let value = valueName.map { "<\($0)>" } ?? ""
    guard name != nil else { return value }
    let names = namesShown(in: words).map { "--" + $0 }.joined(separator: ", ")
    return kind == .flag ? names : names + " " + value
  }
}
