/// Bounds of the use cases. Protocol/limits.md, "The notebook".
public enum NotebookLimits {
  /// Hours that an invitation stays good.
  static let invitationHours: Int64 = 24
  /// Milliseconds until a caller must have said what for.
  static let openingMilliseconds: Int64 = 15_000
  /// Milliseconds that a pairing may last, from the first byte to the last.
  static let pairingMilliseconds: Int64 = 60_000
  /// Items of one peer parked until they can be judged; what comes beyond is not acknowledged.
  static let parkedItems = 4096
  /// Bytes of these.
  static let parkedBytes = 32 << 20
  /// Items of a peer that one transaction takes, so that nobody else waits long for the ledger.
  static let itemsAtOnce = 64
  /// Bytes of these, after which it takes no further one: what a statement orders costs as much as it names.
  static let bytesAtOnce = 128 << 10
  /// Changes of one device and one epoch that wait for a peer and are worth a bundle; fewer travel alone.
  static let leastBundled = 16
  /// Milliseconds that a clock may stand before the last moment seen here without a word.
  static let clockStep: UInt64 = 3_600_000
  /// Milliseconds after which a clock is asked about: thirty days.
  static let clockLeap: UInt64 = 2_592_000_000
  /// Looks kept in memory while the disk takes no row of the access log; beyond, reading is refused.
  static let unwrittenLooks = 4096
  /// Notes that a search shows when nobody says how many.
  public static let searchHits = 100
  /// Milliseconds after which what is written in a shared volet gets another key: seven days.
  static let coverMilliseconds: Int64 = 604_800_000
  /// Milliseconds after which a node tells the others of its service that it logged nothing since.
  static let accessSilence: Int64 = 86_400_000
}
