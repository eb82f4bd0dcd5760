/// What the program tells the shell: numbers of `sysexits.h`, stable for scripts.
public enum ExitCode: Int32, CaseIterable, Hashable, Sendable {
  case success = 0
  /// The command was written wrongly.
  case usage = 64
  /// Bad data: altered or unreadable input.
  case badData = 65
  /// No such case file, note, peer or file.
  case notFound = 66
  /// The peer cannot be reached.
  case unreachable = 69
  /// A defect of the program itself.
  case defect = 70
  /// Something cannot be created.
  case cannotCreate = 73
  /// The disk, or another input or output, failed.
  case inputOutput = 74
  /// Busy: try again.
  case busy = 75
  /// The peer broke the protocol.
  case protocolBroken = 76
  /// Refused: passphrase, role, consent, authentication string.
  case refused = 77
  /// Made by a newer version.
  case newerVersion = 78
}
