import ArgumentParser
import Words

/// A command that does something.
protocol Errand: ParsableCommand {
  static var command: Command { get }
  var common: CommonOptions { get }
  func run(at desk: Desk) async throws
}

/// A command that only holds others.
protocol Chapter: ParsableCommand {
  static var command: Command { get }
  static var contents: [any ParsableCommand.Type] { get }
}

extension Errand {
  static var configuration: CommandConfiguration { .of(command) }
}

extension Chapter {
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
  fileprivate var otherFrenchNames: [String] {
    switch self {
    case .sync: ["synchroniser"]
    case .pair: ["apparier"]
    case .release: ["liberation"]
    case _: []
    }
  }
}

extension String {
  fileprivate var lastWord: String { split(separator: " ").last.map(String.init) ?? self }
}

/// The command line whole.
struct Carnet: Chapter {
  static let command = Command.carnet
  static let contents: [any ParsableCommand.Type] = [
    Init.self, WorkerChapter.self, Serve.self, PairChapter.self, CaseChapter.self,
    PersonChapter.self,
    NoteChapter.self, ConsentChapter.self, Release.self, Sync.self, Status.self, Search.self,
    Log.self, Verify.self, Export.self,
  ]
}
