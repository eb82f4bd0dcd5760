import CaseFile
import Words

/// What somebody typed, read against our commands and options: in English or French, options anywhere, values that
/// begin with a dash. What is not understood is told before the parser sees it.
struct Typed {
  enum Wish {
    case run
    case help
    case version
  }

  private(set) var wish = Wish.run
  /// From `carnet` down to the command.
  private(set) var path: [Interface]
  /// Canonical, for the parser: the command, its options, then what stands by its place.
  var arguments: [String] {
    path.dropFirst().map(\.commandName) + options.flatMap(\.arguments)
      + (positionals.isEmpty ? [] : ["--"] + positionals)
  }

  private struct Option {
    /// As it was typed.
    let typed: String
    let name: String
    /// Nil for a flag.
    let value: String?
    /// For the parser: after `=`, so that a value may begin with a dash; of its own when it is empty.
    let arguments: [String]
  }

  private let words: Phrasebook
  private var options: [Option] = []
  private(set) var positionals: [String] = []
  /// The kind that was named before what a command for any kind is done to.
  private(set) var kind: RecordType?
  /// What looked like an option and is none.
  private var unknown: [String] = []

  /// - Throws: `CommandFailure` with `InputFact.usage`.
  init(_ arguments: [String], in interface: Interface, words: Phrasebook) throws {
    self.words = words
    path = [interface]
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        for word in rest { try take(word: word) }
        break
      }
      if argument.utf8.starts(with: "--".utf8) {
        try take(option: argument, &rest)
      } else if argument == "-h" || argument == "-?" {
        wish = .help
      } else if path.count == 1, argument == "-v" || argument == "-V" {
        wish = .version
      } else if isShortOption(argument) {
        unknown.append(argument)
      } else {
        try take(word: argument)
      }
    }
    // A chapter alone says what there is.
    if wish == .run, !current.commands.isEmpty {
      try checkGroup()
      wish = .help
    }
    // Help is shown whatever else was typed: that is what it is for.
    if wish == .run { try check(current.arguments(naming: kind)) }
  }

  private var current: Interface { path[path.count - 1] }

  /// One dash and letters: we have none of those but `-h`. `-12` and `-5 °C` are words.
  private func isShortOption(_ argument: String) -> Bool {
    let letters = argument.unicodeScalars.dropFirst()
    return argument.utf8.first == UInt8(ascii: "-") && !letters.isEmpty
      && letters.allSatisfy { ("a"..."z").contains($0) || ("A"..."Z").contains($0) }
  }

  // MARK: Words

  private mutating func take(word: String) throws(CommandFailure) {
    let commands = current.commands
    guard !commands.isEmpty else {
      if kind == nil, positionals.isEmpty, let kinds = current.declared?.namedKinds,
        let named = Spoken.kind(word, among: kinds)
      {
        kind = named
      } else {
        positionals.append(word)
      }
      return
    }
    if Self.helps.contains(where: { CommandWord.isSame($0, word) }) {
      wish = .help
      return
    }
    let found = commands.first { command in
      command.spellings.contains { CommandWord.isSame($0, word) }
    }
    guard let found else {
      let isWish = path.count == 1 && OptionSpelling.canonical(word) == "version"
      let near =
        isWish
        ? ["--" + words.option("version")]
        : words.nearest(to: word, among: commands.flatMap { $0.spellings.map { ($0, []) } })
      throw fault(.unknownCommand(word, near: near))
    }
    path.append(found)
  }

  private static let helps = ["help", "aide", "hulp"]

  // MARK: Options

  private mutating func take(option argument: String, _ rest: inout ArraySlice<String>)
    throws(CommandFailure)
  {
    let parts = argument.dropFirst(2).split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false
    ).map(String.init)
    if let name = current.declared?.field(parts[0])?.code
      ?? current.declared?.fileOption(parts[0])
    {
      let value =
        try parts.count > 1 ? parts[1] : Self.next(&rest, after: "--" + parts[0], words)
      options.append(Option(typed: "--" + parts[0], name: name, value: value, arguments: []))
      return
    }
    guard let name = OptionSpelling.canonical(parts[0]) else {
      unknown.append("--" + parts[0])
      return
    }
    let value = parts.count > 1 ? parts[1] : nil
    if name == "help" {
      wish = .help
    } else if name == "version" {
      wish = .version
    } else if OptionSpelling.flags.contains(name) {
      if let value { throw fault(.unexpectedValue(option: "--" + parts[0], value: value)) }
      keep(name, typed: parts[0], value: nil, ["--\(name)"])
    } else {
      let given: String
      if let value {
        given = value
      } else if let usual = OptionSpelling.usual[name], !Self.hasValue(rest) {
        given = usual
      } else {
        let first = try Self.next(&rest, after: "--" + parts[0], words)
        given = name == "sas" ? Self.digits(from: first, &rest) : first
      }
      keep(
        name, typed: parts[0], value: given,
        given.isEmpty ? ["--\(name)", ""] : ["--\(name)=\(given)"])
    }
  }

  private static let wishes = ["help", "version"]

  private mutating func keep(
    _ name: String, typed: String, value: String?, _ arguments: [String]
  ) {
    options.append(Option(typed: "--" + typed, name: name, value: value, arguments: arguments))
  }

  /// The value that follows an option: anything that is not itself an option of ours.
  private static func next(
    _ rest: inout ArraySlice<String>, after option: String, _ words: Phrasebook
  ) throws(CommandFailure) -> String {
    guard hasValue(rest), let value = rest.popFirst() else {
      throw CommandFailure(.input(.usage(words.usage(.missingValue(option)))))
    }
    return value
  }

  private static func hasValue(_ rest: ArraySlice<String>) -> Bool {
    rest.first.map { $0 != "--" && !isOption($0) } ?? false
  }

  /// The twelve digits of a comparison, typed as they are shown and without quotes: the groups that follow belong to the
  /// first one.
  private static func digits(from first: String, _ rest: inout ArraySlice<String>) -> String {
    func isGroup(_ text: String) -> Bool {
      !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    var groups = [first]
    while isGroup(groups[groups.count - 1]), let next = rest.first, isGroup(next),
      groups.reduce(next.utf8.count, { $0 + $1.utf8.count }) <= 12
    {
      groups.append(rest.removeFirst())
    }
    return groups.joined(separator: " ")
  }

  private static func isOption(_ text: String) -> Bool {
    guard text.utf8.starts(with: "--".utf8) else { return text == "-h" }
    let name = text.dropFirst(2).split(separator: "=", omittingEmptySubsequences: false)[0]
    return OptionSpelling.canonical(String(name)) != nil
  }

  // MARK: Whether the command takes it

  private func check(_ taken: Interface.Arguments) throws(CommandFailure) {
    let own = taken.options
    let foreign = options.first { option in
      !own.contains { $0.names?.contains { $0.name == option.name } == true }
    }
    if let strange = unknown.first ?? foreign?.typed {
      let names = own.flatMap { option in
        option.spellings.isEmpty
          ? option.name.map(OptionSpelling.spellings) ?? [] : option.spellings
      }
      let near = words.nearest(to: strange, among: names.map { ("--" + $0, []) })
      throw fault(.unknownOption(strange, near: near))
    }
    for single in own where single.kind == .option && !single.isRepeating {
      try checkGivenOnce(single)
    }
    let places = taken.positionals
    if positionals.count > places.count, places.last?.isRepeating != true {
      throw fault(.unexpected(Array(positionals.dropFirst(places.count))))
    }
    let absentPlaces = places.dropFirst(positionals.count).filter { !$0.isOptional }
    let absentOptions = own.filter { wanted in
      !wanted.isOptional && wanted.kind == .option
        && !options.contains { $0.name == wanted.name }
    }
    let missing = (Array(absentPlaces) + absentOptions).map { $0.synopsis(in: words) }
    guard missing.isEmpty else { throw fault(.missing(missing)) }
  }

  /// A chapter alone shows its page, in another language too; an option that it does not know, or that is for a command,
  /// is told.
  private func checkGroup() throws(CommandFailure) {
    if let strange = unknown.first {
      let wishes = (path.count == 1 ? Self.wishes : ["help"]).flatMap(OptionSpelling.spellings)
      let commands = current.commands.flatMap(\.spellings)
      let near = words.nearest(
        to: strange, among: (wishes.map { "--" + $0 } + commands).map { ($0, []) })
      throw fault(.unknownOption(strange, near: near))
    }
    for option in options {
      guard option.name == "lang", let value = option.value else {
        throw fault(.missing(["<\(words.helpHeadings.command)>"]))
      }
      guard Spoken.language(value) != nil else {
        throw CommandFailure(.rule(.unknownScreenLanguage(value)))
      }
    }
  }

  /// Of two values for what takes one, none is dropped without a word; the same one twice is one.
  private func checkGivenOnce(_ single: Interface.Argument) throws(CommandFailure) {
    let given = options.filter { option in
      single.names?.contains { $0.name == option.name } == true
    }
    var values: [String] = []
    for value in given.compactMap(\.value) where !values.contains(value) { values.append(value) }
    guard values.count > 1 else { return }
    throw fault(.twice(option: "--" + single.shown(in: words), values: values))
  }

  // MARK: What a declared command was given

  /// The value of an option that takes one, by its canonical name.
  func value(of name: String) -> String? { options.last { $0.name == name }?.value }

  /// What was given to an option, each time.
  func values(of name: String) -> [String] {
    options.filter { $0.name == name }.compactMap(\.value)
  }

  func holds(flag name: String) -> Bool { options.contains { $0.name == name } }

  /// Those of every command, for the parser.
  var commonArguments: [String] {
    options.filter { !$0.arguments.isEmpty && Self.common.contains($0.name) }.flatMap(\.arguments)
  }

  private static let common = [
    "home", "as", "passphrase-file", "lang", "json", "without-peers", "clock-is-right",
  ]

  private func fault(_ fault: UsageFault) -> CommandFailure {
    CommandFailure(.input(.usage(words.usage(fault))))
  }
}

extension Phrasebook {
  /// The name of an option in the language, without hyphens.
  func option(_ canonical: String) -> String {
    OptionSpelling.names(of: canonical, in: self).first ?? canonical
  }
}

extension Interface {
  /// The canonical name and the French ones.
  var spellings: [String] { [commandName] + aliases }
}

extension Interface.Argument {
  /// `<CASE>`, `--name <NAME>`, in the words of the language.
  func synopsis(in words: Phrasebook) -> String {
    let value = valueName.map { "<\($0)>" } ?? ""
    guard let name else { return value }
    let follows = OptionSpelling.usual[name] == nil ? value : "[\(value)]"
    return "--\(shown(in: words))" + (kind == .flag || name.isEmpty ? "" : " " + follows)
  }

  /// The name of an option in the language, without hyphens.
  func shown(in words: Phrasebook) -> String {
    spellings.first ?? name.map(words.option) ?? ""
  }

  /// Every way to write it that help shows, without hyphens.
  func namesShown(in words: Phrasebook) -> [String] {
    guard let name, let first = spellings.first else {
      return OptionSpelling.names(of: self.name ?? "", in: words)
    }
    let code = name.split(separator: "_").joined(separator: "-")
    return first == code ? [first] : [first, code]
  }
}
