import Glibc
import Words

/// What the program was given, as bytes: read as text, what is not UTF-8 would be repaired, and letters of a name lost.
enum GivenBytes {
  /// The variables that name somebody. A path is bytes to the system, and says so itself when it leads nowhere.
  private static let names = ["CARNET_WORKER"]

  /// Looks at every word of the command and at what names somebody, before anything of them is read.
  ///
  /// - Throws: `CommandFailure` with `InputFact.wordNotUTF8`.
  static func check() throws(CommandFailure) {
    let words = (0..<Int(CommandLine.argc)).lazy.compactMap { CommandLine.unsafeArgv[$0] }
    for word in words.dropFirst() { try check(word, as: "") }
    for name in names {
      if let value = getenv(name) { try check(value, as: name + "=") }
    }
  }

  private static func check(
    _ bytes: UnsafePointer<CChar>, as name: String
  ) throws(CommandFailure) {
    guard String(validatingCString: bytes) == nil else { return }
    throw CommandFailure(.input(.wordNotUTF8(name + String(cString: bytes))))
  }
}
