/// Why an item of a peer was not kept: the numbers of the wire. Protocol/replication.md, section 6.
///
/// What is not the sender's to say has one code, whether it is known here or not.
public enum RefusalCode: Int, Hashable, CaseIterable, Sendable {
  /// Read from a peer of a later version; never sent.
  case unknown = 0
  /// Not the one encoding of what it claims to be, or outside a bound.
  case malformed = 1
  /// The signature is not the named key's.
  case signature = 2
  /// It says what this version cannot judge.
  case newer = 3
  /// Not for this sender to say: another log, another volet, known here or not.
  case notYours = 4
  /// Its author may not sign this, as far as it knew.
  case author = 5
  /// It does not fit what stands before it.
  case misplaced = 6
  /// An anchor leaves it out, a later consent replaced it, or its share is broken.
  case void = 7
  /// No consent lets the receiver read this volet.
  case closed = 8
  /// Its epoch was ordered forgotten.
  case purged = 9
  /// The detachable row that its header names by hash is missing, or is another one.
  case row = 10
  /// A bundle holds a note whose words were erased.
  case erased = 11
  /// A bundle cannot be judged yet: its changes may come one by one.
  case notYet = 12

  /// The name that the table gives it.
  public var name: String {
    switch self {
    case .unknown: "unknown"
    case .malformed: "malformed"
    case .signature: "signature"
    case .newer: "newer"
    case .notYours: "notYours"
    case .author: "author"
    case .misplaced: "misplaced"
    case .void: "void"
    case .closed: "closed"
    case .purged: "purged"
    case .row: "row"
    case .erased: "erased"
    case .notYet: "notYet"
    }
  }
}
