public import Envelope
import GRDB

/// Somebody knows that the disk lost confirmed writes. Kept for good. Protocol/vault.md, "Older selves".
public struct Acknowledgement: Hashable, Sendable {
  /// Confirmed transactions that had been lost by then, in all.
  public let lost: UInt64
  public let at: Instant
  /// A worker; nil: the operator.
  public let worker: String?

  public init(lost: UInt64, at: Instant, worker: String?) {
    (self.lost, self.at, self.worker) = (lost, at, worker)
  }
}

extension LedgerReader {
  /// In order of time.
  public func acknowledgements() throws -> [Acknowledgement] {
    try rows("SELECT number, sealed FROM acknowledgement ORDER BY number").map { row in
      let bytes = try opened(
        row.bytes(1), in: .acknowledgement, row: Number.bytes(try row.integer(0)))
      let parts = try Pair.split(bytes)
      guard parts.first.count == 17 else { throw StoreError.damaged }
      let name = String(validating: parts.second, as: UTF8.self)
      guard let name else { throw StoreError.damaged }
      return Acknowledgement(
        lost: Self.number(parts.first[0..<8]),
        at: Instant(milliseconds: Int64(bitPattern: Self.number(parts.first[8..<16]))),
        worker: parts.first[16] == 0 ? nil : name)
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension LedgerWriter {
  public func acknowledge(_ acknowledgement: Acknowledgement) throws {
    let number = try row("SELECT coalesce(max(number), 0) + 1 FROM acknowledgement")?.integer(0)
    guard let number else { throw StoreError.damaged }
    let head =
      Number.bytes(Int64(bitPattern: acknowledgement.lost))
      + Number.bytes(acknowledgement.at.milliseconds)
    let bytes = Pair.join(
      head + [acknowledgement.worker == nil ? 0 : 1], Array((acknowledgement.worker ?? "").utf8))
    try run(
      "INSERT INTO acknowledgement (number, sealed) VALUES (?, ?)", .integer(number),
      .bytes(sealed(bytes, in: .acknowledgement, row: Number.bytes(number))))
  }
}
