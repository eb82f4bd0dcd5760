/// Bounds of the use cases. Protocol/limits.md, "The notebook".
public enum NotebookLimits {
  /// Hours that an invitation stays good.
  static let invitationHours: Int64 = 24
  /// Changes of one device and one epoch that wait for a peer and are worth a bundle; fewer travel alone.
  static let leastBundled = 16
  /// Looks kept in memory while the disk takes no row of the access log; beyond, reading is refused.
  static let unwrittenLooks = 4096
  /// Notes that a search shows when nobody says how many.
  public static let searchHits = 100
  /// Milliseconds after which what is written in a shared volet gets another key: seven days.
  static let coverMilliseconds: Int64 = 604_800_000
  /// Notes of which an image of the reading room is worth its bytes; fewer are as soon read.
  static let leastImage = 500
  /// Case files more than those of which something is told that are looked at before an overview is worth a transaction.
  static let leastOverlooked = 16
  /// How often in a row what follows from a keyed duty is carried out; the rest waits for the next session.
  static let dutyRounds = 16
  /// How often in a row a case file is put in order while each time something follows; the rest waits for the next time.
  static let maintenanceRounds = 4
}
