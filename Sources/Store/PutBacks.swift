public import Envelope
import GRDB

/// This home was an older self, and no device of its service has said what followed. Kept until one does; for good once
/// somebody knows. Protocol/vault.md, "Older selves".
public struct PutBack: Hashable, Sendable {
  /// Nil: not kept yet.
  public fileprivate(set) var number: Int64?
  /// The last entry that the copy has in the access log of this node; nil: none.
  public var since: Instant?
  /// The first moment at which somebody opened the home afterwards; nil: nobody has yet.
  public var noticed: Instant?
  /// The disk lost confirmed writes; otherwise the files were those of a copy.
  public var isLoss: Bool
  /// Who said that it is known, and when.
  public var known: Known?

  public struct Known: Hashable, Sendable {
    public let at: Instant
    /// Empty: the operator, of a loss.
    public let worker: String

    public init(at: Instant, worker: String) { (self.at, self.worker) = (at, worker) }
  }

  public init(since: Instant?, isLoss: Bool) { (self.since, self.isLoss) = (since, isLoss) }

  /// A copy of which nobody has said that it is known. Losses have acknowledgements of their own.
  public var isOpen: Bool { !isLoss && known == nil }
}

extension LedgerReader {
  /// In order of time.
  public func putBacks() throws -> [PutBack] {
    try rows("SELECT number, sealed FROM put_back ORDER BY number").map { row in
      let number = try row.integer(0)
      let bytes = try opened(row.bytes(1), in: .putBack, row: Number.bytes(number))
      let parts = try Pair.split(bytes)
      guard parts.first.count == 25, let name = String(validating: parts.second, as: UTF8.self)
      else { throw StoreError.damaged }
      let has = parts.first[0]
      func moment(_ place: Int) -> Instant? {
        guard has & (1 << UInt8(place)) != 0 else { return nil }
        let bytes = parts.first[(1 + place * 8)..<(9 + place * 8)]
        return Instant(
          milliseconds: Int64(bitPattern: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }))
      }
      var found = PutBack(since: moment(0), isLoss: has & 8 != 0)
      (found.number, found.noticed) = (number, moment(1))
      found.known = moment(2).map { PutBack.Known(at: $0, worker: name) }
      return found
    }
  }
}

extension LedgerWriter {
  /// Keeps it, in the place of what was kept of it before.
  public func save(_ putBack: PutBack) throws {
    let last = try row("SELECT coalesce(max(number), 0) FROM put_back")?.integer(0)
    guard let last else { throw StoreError.damaged }
    let number = putBack.number ?? last + 1
    let moments = [putBack.since, putBack.noticed, putBack.known?.at]
    var has: UInt8 = putBack.isLoss ? 8 : 0
    for (place, moment) in moments.enumerated() where moment != nil { has |= 1 << UInt8(place) }
    let head = [has] + moments.flatMap { Number.bytes($0?.milliseconds ?? 0) }
    let bytes = Pair.join(head, Array((putBack.known?.worker ?? "").utf8))
    try run(
      "INSERT OR REPLACE INTO put_back (number, sealed) VALUES (?, ?)", .integer(number),
      .bytes(sealed(bytes, in: .putBack, row: Number.bytes(number))))
  }

  /// What was not known is known now: it needs no line any more.
  public func remove(_ putBack: PutBack) throws {
    guard let number = putBack.number else { return }
    try run("DELETE FROM put_back WHERE number = ?", .integer(number))
  }
}
