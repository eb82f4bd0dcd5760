import ArgumentParser
import Foundation

/// A command, as its type declares it. What it takes is asked of the parser for one command at a time: of all of them that
/// lasts longer than most errands.
struct Interface {
  private let type: any ParsableCommand.Type
  private let configuration: CommandConfiguration
  /// What stands below a chapter; empty for a command that does something.
  let commands: [Interface]

  init(_ type: any ParsableCommand.Type) {
    self.type = type
    configuration = type.configuration
    commands = configuration.subcommands.map(Interface.init)
  }

  var commandName: String { configuration.commandName ?? "" }
  var aliases: [String] { configuration.aliases }
  var abstract: String { configuration.abstract }
  var discussion: String { configuration.discussion }

  /// What the parser says that the command itself takes.
  ///
  /// - Throws: what the decoder says, when the parser describes itself in another way than the one we know.
  func arguments() throws -> Arguments {
    let dump = try JSONDecoder().decode(Dump.self, from: Data(type._dumpHelp().utf8))
    return Arguments(all: dump.command.arguments ?? [])
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

    /// Without hyphens; nil for a positional one.
    var name: String? { preferredName?.name }
  }
}
