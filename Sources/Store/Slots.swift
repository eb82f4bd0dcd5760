import GRDB

/// One way to open the node's keys: opaque bytes under an opaque label.
public struct SlotRow: Hashable, Sendable {
  public var label: [UInt8]
  public var bytes: [UInt8]

  public init(label: [UInt8], bytes: [UInt8]) { (self.label, self.bytes) = (label, bytes) }
}

extension LedgerReader {
  /// In order of first saving. Readable before `unlock`.
  public func slots() throws -> [SlotRow] {
    try rows("SELECT label, bytes FROM slot ORDER BY number").map {
      SlotRow(label: try $0.bytes(0), bytes: try $0.bytes(1))
    }
  }
}

extension LedgerWriter {
  /// Replaces the slot of that label. What another one held stands in the log until that is emptied: a duty.
  public func saveSlot(label: [UInt8], bytes: [UInt8]) throws {
    let former = try slots().first { $0.label == label }
    guard former?.bytes != bytes else { return }
    try run(
      "INSERT INTO slot (label, bytes) VALUES (?, ?) ON CONFLICT (label) DO UPDATE SET bytes = excluded.bytes",
      .bytes(label), .bytes(bytes))
    if former != nil { try owe() }
  }

  /// What was kept for whoever it was of goes with it. What it held stands in the log until that is emptied: a duty.
  public func removeSlot(label: [UInt8]) throws {
    try run("DELETE FROM slot WHERE label = ?", .bytes(label))
    if changed > 0 { try owe() }
    try forgetWords()
  }
}
