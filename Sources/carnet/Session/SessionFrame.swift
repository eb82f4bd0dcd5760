import Foundation

/// What is said on the socket of an agent. Protocol/agent.md, "Frames".
enum SessionFrame {
  /// The agent, to whoever comes.
  struct Greeting: Codable, Sendable {
    let version: Int
    /// The file of the program that it runs: another one opens for itself.
    let program: String
    let worker: String
    /// Milliseconds since 1970.
    let opened: Int64
    /// Seconds without a command until it locks.
    let delay: Int
    /// Seconds until it locks when nobody comes; nil while a command is under way.
    let rest: Int?
    /// The zone that it tells moments in, as `TZ` names it; nil for that of the machine.
    let zone: String?
  }

  /// What a command asks of the agent.
  enum Wish: Codable, Sendable {
    /// Opens the session: said once, by the command that starts the agent; the passphrase follows.
    case open(Asked, delay: Int)
    /// Carries out a command.
    case call(Asked)
    case lock
  }

  /// A command, with what it reads of the process that somebody started.
  struct Asked: Codable, Sendable {
    let arguments: [String]
    let variables: [String: String]
    /// What relative paths start from.
    let folder: String
    let inputIsTerminal: Bool
    let outputIsTerminal: Bool
    let errorIsTerminal: Bool
    /// Of the terminal of standard output.
    let size: [Int]?
  }

  /// What the agent asks of the command, one thing after another: each gets one answer, but the first and the last.
  enum Turn: Codable, Sendable {
    /// The command is begun: before this nothing was done.
    case taken
    /// Writes the body to a stream.
    case write(Int32)
    /// Shows the body page by page.
    case page
    /// Whether something waits on standard input that nobody types.
    case waits
    /// Shows the body and gives one line that is typed.
    case ask
    /// The bytes of a file that was named, or of standard input.
    case read(String, limit: Int)
    /// The text of a note, from there.
    case text(String, limit: Int)
    /// A new file of that name beside its place, then what is in it, then its name.
    case newFile(String)
    case fill
    case publish
    /// A place in memory for a text that is written in an editor, with its mark, or that of an earlier text; opens the
    /// editor on the body; what was written; leaves the place, which keeps a text that was not saved.
    case draft(DraftMark, takenUp: String?)
    case edit(String)
    case written(limit: Int)
    case leave(isSaved: Bool)
    /// Keeps the body, which was typed and not saved.
    case keep
    /// The command came to its end.
    case end(Int32)
  }

  /// What comes back.
  struct Answer: Codable, Sendable {
    var outcome = Outcome.done
    /// Of the system; 0 when it refused nothing.
    var reason: Int32 = 0

    static let done = Answer()
    static func failed(_ outcome: Outcome) -> Answer { Answer(outcome: outcome) }
  }

  /// What became of what was asked.
  enum Outcome: String, Codable, Sendable {
    case done
    /// The answer to a question is no, or nothing is there.
    case no
    case tooLong
    case missing
    case closed
    case unreadable
    case twice
    case notUTF8
    case exists
    case cannotWrite
    case diskFull
    case editorFailed
    case unanswered
  }
}
