/// Bounds of the node tier. Protocol/limits.md, "The notebook".
package enum ReplicaLimits {
  /// Milliseconds until a caller must have said what for.
  package static let openingMilliseconds: Int64 = 15_000
  /// Milliseconds that a pairing may last, from the first byte to the last.
  package static let pairingMilliseconds: Int64 = 60_000
  /// Items of one peer parked until they can be judged; what comes beyond is not acknowledged.
  package static let parkedItems = 4096
  /// Bytes of these.
  package static let parkedBytes = 32 << 20
  /// Items of a peer that one transaction takes, so that nobody else waits long for the ledger.
  package static let itemsAtOnce = 64
  /// Bytes of these, after which it takes no further one: what a statement orders costs as much as it names.
  package static let bytesAtOnce = 128 << 10
  /// Milliseconds that a clock may stand before the last moment seen here without a word.
  package static let clockStep: UInt64 = 3_600_000
  /// Milliseconds after which a clock is asked about: thirty days.
  package static let clockLeap: UInt64 = 2_592_000_000
  /// Milliseconds after which a node tells the others of its service that it logged nothing since.
  package static let accessSilence: Int64 = 86_400_000
}
