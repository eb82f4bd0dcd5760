import ArgumentParser
import Words

/// A command that does something.
protocol CarnetCommand: ParsableCommand {
  static var command: Command { get }
  var common: CommonOptions { get }
  func run(with context: CommandContext) async throws
}

/// A command that only holds others.
protocol CommandGroup: ParsableCommand {
  static var command: Command { get }
  static var contents: [any ParsableCommand.Type] { get }
}

extension CarnetCommand {
  static var configuration: CommandConfiguration { .of(command) }
}

extension CommandGroup {
  static var configuration: CommandConfiguration { .of(command, contents) }
}

extension CommandConfiguration {
  /// Names, aliases and help of a command in the language of this call.
  static func of(_ command: Command, _ contents: [any ParsableCommand.Type] = []) -> Self {
    let help = Call.current.words.help(command)
    let name = command.rawValue.lastWord
    let french = [command.frenchName.lastWord] + command.otherFrenchNames
    return CommandConfiguration(
      commandName: name, abstract: help.abstract, discussion: help.discussion,
      subcommands: contents, aliases: french.filter { $0 != name })
  }
}

extension Command {
  /// French words that people use for it besides the alias that help shows.
  fileprivate var otherFrenchNames: [String] { Self.otherFrenchNames[self] ?? [] }

  private static let otherFrenchNames: [Command: [String]] = [
    .sync: ["synchroniser"], .pair: ["apparier"], .release: ["liberation"],
  ]
}

extension String {
  fileprivate var lastWord: String { split(separator: " ").last.map(String.init) ?? self }
}

/// The command line whole.
struct Carnet: CommandGroup {
  static let command = Command.carnet
  static let contents: [any ParsableCommand.Type] = [
    Init.self, WorkerGroup.self, PassphraseGroup.self, Serve.self, SessionGroup.self,
    PairGroup.self, CaseGroup.self,
    PersonGroup.self, ConsentGroup.self, Release.self, Sync.self, Status.self,
    AgendaCommand.self, CaseloadCommand.self, RequestsCommand.self, HandoverCommand.self,
    Search.self,
    Log.self, Verify.self, Doctor.self, Export.self, ServiceGroup.self,
  ]
}
