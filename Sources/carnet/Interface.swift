import ArgumentParser
import Foundation

/// The commands and what each takes, as the parser knows them.
struct Interface: Decodable {
  struct Command: Decodable {
    let commandName: String
    let aliases: [String]?
    let abstract: String?
    let discussion: String?
    let subcommands: [Command]?
    let arguments: [Argument]?

    /// Those that help shows; the parser's own `help` is ours.
    var commands: [Command] { (subcommands ?? []).filter { $0.commandName != "help" } }

    var positionals: [Argument] { (arguments ?? []).filter { $0.kind == .positional } }

    /// Without `--help`, which every command has.
    var options: [Argument] {
      (arguments ?? []).filter { $0.kind != .positional && $0.name != "help" }
    }
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

  let command: Command

  /// - Throws: what the decoder says, when the parser describes itself in another way than the one we know.
  static func whole() throws -> Interface {
    try JSONDecoder().decode(Interface.self, from: Data(Carnet._dumpHelp().utf8))
  }

  /// Every option of every command, by its canonical name: whether a value follows.
  var options: [String: Bool] {
    var found: [String: Bool] = [:]
    var open = [command]
    while let next = open.popLast() {
      for option in next.options {
        for name in option.names ?? [] { found[name.name] = option.kind == .option }
      }
      open += next.commands
    }
    return found
  }
}
