/// Why a side says Bye before all is done: the words of the wire. Protocol/replication.md, section 8.
public enum Goodbye: String, Hashable, CaseIterable, Sendable {
  /// It was asked to stop.
  case stopped
  case violation
  /// No version that both speak.
  case version
  /// The other side said nothing for too long.
  case timeout
  /// The other side holds another set than was sent.
  case mismatch
  /// It cannot go on: its disk, or a defect.
  case fault
  /// Too much that the other side sent waits for what it leans on.
  case full
  /// The speaker knows the other side's key as one that was removed.
  case removed

  /// The frame that says it.
  public var frame: [UInt8] { SessionFrame.bye(rawValue).raw.bytes }
}
