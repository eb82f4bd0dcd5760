import ArgumentParser
import CaseFile
import Foundation
import Words

/// A command, as its type declares it, or as a kind of record does. What it takes is asked of the parser for one command at
/// a time: of all of them that lasts longer than most errands.
struct Interface {
  private enum Source {
    case type(any ParsableCommand.Type)
    case declared(DeclaredCommand)
  }

  private let source: Source
  let commandName: String
  let aliases: [String]
  let abstract: String
  let discussion: String
  /// What stands below a chapter; empty for a command that does something.
  private(set) var commands: [Interface]

  init(_ type: any ParsableCommand.Type) {
    let configuration = type.configuration
    source = .type(type)
    commandName = configuration.commandName ?? ""
    (aliases, abstract) = (configuration.aliases, configuration.abstract)
    discussion = configuration.discussion
    commands = configuration.subcommands.map { Interface($0) }
  }

  init(_ declared: DeclaredCommand) {
    source = .declared(declared)
    (commandName, aliases) = (declared.name, declared.aliases)
    (abstract, discussion) = (declared.help.abstract, declared.help.discussion)
    commands = declared.commands.map { Interface($0) }
  }

  /// The command line whole: what types declare, and behind the person what kinds of record do.
  static func whole(kinds: [RecordType] = RecordType.all) -> Interface {
    var whole = Interface(Carnet.self)
    guard let person = whole.commands.firstIndex(where: { $0.commandName == "person" }) else {
      return whole
    }
    whole.commands[person].commands.insert(
      contentsOf: DeclaredCommand.ofPerson.map { Interface($0) }, at: 0)
    whole.commands.insert(
      contentsOf: DeclaredCommand.all(of: kinds).map { Interface($0) }, at: person + 1)
    return whole
  }

  /// Nil for a command that a type declares.
  var declared: DeclaredCommand? {
    if case .declared(let command) = source { command } else { nil }
  }

  /// What the parser says that the command itself takes.
  ///
  /// - Parameter kind: the kind of record that was named first, where the command is for any.
  /// - Throws: what the decoder says, when the parser describes itself in another way than the one we know.
  func arguments(naming kind: RecordType? = nil) throws -> Arguments {
    switch source {
    case .type(let type):
      let dump = try JSONDecoder().decode(Dump.self, from: Data(type._dumpHelp().utf8))
      return Arguments(all: dump.command.arguments ?? [])
    case .declared(let command):
      guard commands.isEmpty else { return Arguments(all: []) }
      return Arguments(
        all: command.arguments(naming: kind) + (try Interface(CommonAlone.self).arguments().options)
      )
    }
  }

  private struct Dump: Decodable {
    struct Command: Decodable {
      let arguments: [Argument]?
    }
    let command: Command
  }

  /// What a command takes.
  struct Arguments {
    let all: [Argument]

    var positionals: [Argument] { all.filter { $0.kind == .positional } }

    /// Without `--help`, which every command has.
    var options: [Argument] { all.filter { $0.kind != .positional && $0.name != "help" } }
  }

  struct Argument: Decodable {
    enum Kind: String, Decodable {
      case positional
      case option
      case flag
    }
    struct Name: Decodable {
      let name: String
    }

    let kind: Kind
    let preferredName: Name?
    let names: [Name]?
    let valueName: String?
    let abstract: String?
    let isOptional: Bool
    let isRepeating: Bool
    /// How an option of a kind of record is written, the name of the language first; empty for every other one, whose
    /// spellings `OptionSpelling` knows.
    var spellings: [String] = []

    private enum CodingKeys: CodingKey {
      case kind, preferredName, names, valueName, abstract, isOptional, isRepeating
    }

    /// Without hyphens; nil for a positional one.
    var name: String? { preferredName?.name }
  }
}

extension Interface.Argument {
  init(
    _ kind: Kind, _ name: String?, value: String?, _ abstract: String, isOptional: Bool,
    isRepeating: Bool = false, spellings: [String] = []
  ) {
    self.init(
      kind: kind, preferredName: name.map { Name(name: $0) },
      names: name.map { [Name(name: $0)] }, valueName: value, abstract: abstract,
      isOptional: isOptional, isRepeating: isRepeating, spellings: spellings)
  }
}

/// The options of every command, by themselves.
struct CommonAlone: ParsableCommand {
  @OptionGroup var common: CommonOptions
}
