public import Envelope
import GRDB

/// Why a home is an older self of what it was. Protocol/vault.md, "Older selves".
public enum Regress: Hashable, Sendable {
  /// The database is older than the last one that was written in this folder.
  case older
  /// So many confirmed transactions are not in the database: its log was altered after a crash, or it was put back alone.
  case lost(UInt64)
  /// The files are not those that were last written here, or were overwritten: a copy of the folder, or a backup.
  case copied
  /// A peer holds more of what this node sent than this node remembers.
  case told

  fileprivate var bytes: [UInt8] {
    switch self {
    case .older: [1]
    case .lost(let count): [2] + (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) }
    case .copied: [3]
    case .told: [4]
    }
  }

  fileprivate init(bytes: [UInt8]) throws(StoreError) {
    switch (bytes.first, bytes.count) {
    case (1, 1): self = .older
    case (2, 9): self = .lost(bytes.dropFirst().reduce(0) { $0 << 8 | UInt64($1) })
    case (3, 1): self = .copied
    case (4, 1): self = .told
    case _: throw .damaged
    }
  }
}

extension LedgerReader {
  /// Why this home last began anew; nil when it never did.
  public func regress() throws -> Regress? {
    try meta(MetaKey.regress).map { try Regress(bytes: $0) }
  }

  /// How often this home was moved or copied: it began anew in other files than before.
  var moves: UInt64 { get throws { try counter(MetaKey.moves) } }

  /// Confirmed transactions that were lost here in all.
  public func lostCommits() throws -> UInt64 { try counter(MetaKey.lost) }

  /// Peers that were not read whole since then, ascending.
  public func unreadPeers() throws -> [SigningKey] {
    try rows("SELECT peer FROM unread_peer WHERE own_word = 0 ORDER BY peer").map { try $0.id(0) }
  }

  /// Those of other services who say, by their own word, that they hold more of ours than is known here.
  public func doubters() throws -> [SigningKey] {
    try rows("SELECT peer FROM unread_peer WHERE own_word = 1 ORDER BY peer").map { try $0.id(0) }
  }

  public func isUnread(_ peer: SigningKey) throws -> Bool {
    try exists("SELECT 1 FROM unread_peer WHERE peer = ?", .id(peer))
  }
}

extension LedgerWriter {
  /// This home is an older self: every one of `peers` is to be read, and the sequences that may have been used are passed
  /// over.
  public func beginAnew(
    after regress: Regress, unread peers: [SigningKey],
    using chance: inout some RandomNumberGenerator
  ) throws {
    try setMeta(MetaKey.regress, regress.bytes)
    try forgetWords()
    if case .lost(let count) = regress {
      try set(counter: MetaKey.lost, to: try lostCommits() &+ count)
    }
    for peer in peers {
      try run(
        """
        INSERT INTO unread_peer (peer) VALUES (?) ON CONFLICT DO UPDATE SET own_word = 0
        """, .id(peer))
    }
    try passOver(try counter(MetaKey.sequences), using: &chance)
  }

  /// Another service says that it holds more of ours than is known here. That may be true, or a lie: nothing is claimed
  /// of it until it was read, sequences that may have been used are passed over, and nothing else waits.
  public func doubt(
    after peer: SigningKey, using chance: inout some RandomNumberGenerator
  ) throws {
    try run("INSERT OR IGNORE INTO unread_peer (peer, own_word) VALUES (?, 1)", .id(peer))
    try passOver(try counter(MetaKey.sequences), using: &chance)
  }

  /// A change came from elsewhere that one of the devices used here made, and not here: a twin made it, or an older self
  /// that is told. What is made here from now on takes sequences beyond it, out of the other's reach.
  public func passOver(
    _ sequence: UInt64, using chance: inout some RandomNumberGenerator
  ) throws {
    guard sequence >= (try counter(MetaKey.sequences)) else { return }
    // More than one device writes in one document; less than another restore of the same copy would hit.
    let step = UInt64.random(in: (1 << 32)...(1 << 40), using: &chance)
    try set(counter: MetaKey.sequences, to: min(sequence &+ step, 1 << 62))
  }

  /// For who cannot open the folder anew now; `Ledger.bumpIncarnation` keeps the file beside the database in step.
  public func advanceIncarnation() throws { try setIncarnation(try incarnation + 1) }

  /// All that a peer knows was replayed here.
  public func setRead(_ peer: SigningKey) throws {
    try run("DELETE FROM unread_peer WHERE peer = ?", .id(peer))
  }
}

/// Keys of the rows of `meta` that the store keeps for itself.
enum MetaKey {
  static let incarnation = "incarnation"
  /// Transactions so far.
  static let commits = "commits"
  /// Which files these are.
  static let place = "place"
  /// Which file the ledger is.
  static let file = "file"
  /// How often it was another file than before.
  static let moves = "moves"
  static let regress = "regress"
  static let lost = "lost"
  /// The least sequence that a change made here takes.
  static let sequences = "sequences"
  /// How often words were destroyed here.
  static let removals = "removals"
  /// How often epochs were purged.
  static let purges = "purges"
  /// How often something of a peer was written down.
  static let peers = "peers"
}
