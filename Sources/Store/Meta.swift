import GRDB

extension LedgerReader {
  /// The bytes kept under a key, in clear.
  public func meta(_ key: String) throws -> [UInt8]? {
    try row("SELECT value FROM meta WHERE key = ?", .text(key))?.bytes(0)
  }

  /// Zero when it was never advanced.
  public func counter(_ key: String) throws -> UInt64 {
    guard let bytes = try meta(key) else { return 0 }
    guard bytes.count == 8 else { throw StoreError.damaged }
    return bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Which life of this home it is: other bytes once it began anew.
  public var life: [UInt8] {
    get throws {
      let (count, place) = (try incarnation, try meta(MetaKey.place) ?? [])
      return (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * UInt64($0))) } + place
    }
  }

  public var incarnation: UInt64 { get throws { max(try counter(MetaKey.incarnation), 1) } }
}

extension LedgerWriter {
  public func setMeta(_ key: String, _ value: [UInt8]) throws {
    try run(
      "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
      .text(key), .bytes(value))
  }

  public func removeMeta(_ key: String) throws {
    try run("DELETE FROM meta WHERE key = ?", .text(key))
  }

  /// The next value of a counter, from 1.
  public func advance(counter key: String) throws -> UInt64 {
    let next = try counter(key) &+ 1
    try set(counter: key, to: next)
    return next
  }

  func setIncarnation(_ value: UInt64) throws {
    try set(counter: MetaKey.incarnation, to: value)
  }

  public func set(counter key: String, to value: UInt64) throws {
    try setMeta(key, (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * UInt64($0))) })
  }
}
