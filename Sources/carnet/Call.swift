import CaseFile
import Foundation
import Words

/// What is known of a command before it is parsed: its words, and how to answer even when it cannot be parsed.
struct Call: Sendable {
  let arguments: [String]
  let words: Phrasebook
  /// Whether the answer is one JSON value.
  let json: Bool
  let surroundings: Surroundings
  /// What was said of the home in this command.
  let told = Told()
  /// The process that somebody started, where an agent carries out its command.
  let client: FarClient?
  /// What that agent holds open.
  let session: HeldSession?

  /// The command that the present task carries out: that of the process, but in an agent.
  @TaskLocal static var current = Call(
    arguments: Array(CommandLine.arguments.dropFirst()), surroundings: .ofProcess)

  init(
    arguments: [String], surroundings: Surroundings, client: FarClient? = nil,
    session: HeldSession? = nil
  ) {
    (self.arguments, self.surroundings) = (arguments, surroundings)
    (self.client, self.session) = (client, session)
    let options = arguments.prefix { $0 != "--" }
    json = options.contains("--json")
    words = Self.words(named: Self.language(in: Array(options)), surroundings)
  }

  /// A path as this process reads it: of another one's folder, where that one started the command.
  func path(_ typed: String) -> String {
    guard let client, typed.utf8.first != UInt8(ascii: "/") else { return typed }
    return client.folder + "/" + typed
  }

  private static func language(in arguments: [String]) -> String? {
    OptionSpelling.spellings(of: "lang").lazy
      .compactMap { value(of: "--" + $0, in: arguments) }.first
  }

  private static func value(of option: String, in arguments: [String]) -> String? {
    let assignment = option + "="
    for (position, argument) in arguments.enumerated().reversed() {
      if argument.utf8.starts(with: assignment.utf8) {
        return String(argument.unicodeScalars.dropFirst(assignment.unicodeScalars.count))
      }
      if argument == option, position + 1 < arguments.count { return arguments[position + 1] }
    }
    return nil
  }

  /// The locale's language when `code` is none of ours; French when nothing is said.
  private static func words(named code: String?, _ surroundings: Surroundings) -> Phrasebook {
    if let code, let words = Spoken.screens(code) { return words }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { surroundings[$0] }.first
    return locale.flatMap(Spoken.screens) ?? Phrasebook(.french)
  }
}

/// The environment that the program was started in.
struct Surroundings: Sendable {
  private let variables: [String: String]

  /// Of the process.
  static let ofProcess = Surroundings(ProcessInfo.processInfo.environment)

  /// Of the command.
  static var current: Surroundings { Call.current.surroundings }

  init(_ variables: [String: String]) { self.variables = variables }

  /// Nil for a variable that is not set, or set to nothing.
  subscript(name: String) -> String? {
    variables[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The folder of the notebook: the one named, or `CARNET_HOME`, or the user's own.
  func home(_ named: String?) -> String {
    if let home = named ?? self["CARNET_HOME"] { return home }
    if let data = self["XDG_DATA_HOME"], data.utf8.first == UInt8(ascii: "/") {
      return data + "/carnet"
    }
    return (self["HOME"] ?? ".") + "/.local/share/carnet"
  }

  /// Those that a command reads, for who carries it out elsewhere.
  var read: [String: String] {
    variables.filter { name, value in
      !value.isEmpty && (name.hasPrefix("CARNET_") || Self.names.contains(name))
    }
  }

  private static let names: Set = [
    "LC_ALL", "LC_MESSAGES", "LANG", "HOME", "XDG_DATA_HOME", "TZ", "VISUAL", "EDITOR",
  ]
}
