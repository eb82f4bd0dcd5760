import Envelope
import Store

/// The slots of a home, those that the disk altered apart. Protocol/keys.md, "Slots".
struct StoredSlots {
  /// What is left of an altered slot.
  struct Damaged {
    let label: [UInt8]
    /// Nil when it can no longer be read.
    let kind: SlotKind?
  }

  let sound: [KeySlot]
  let damaged: [Damaged]
  /// Whether a slot stands under another label than its own.
  let areMislaid: Bool
  private let salt: [UInt8]

  init(_ rows: [SlotRow], salt: [UInt8]) throws {
    var sound: [KeySlot] = []
    var damaged: [Damaged] = []
    var areMislaid = false
    for row in rows {
      do {
        let slot = try KeySlot(bytes: row.bytes)
        areMislaid = areMislaid || slot.label != row.label
        sound.append(slot)
      } catch EnvelopeError.unknownVersion(let version) {
        throw EnvelopeError.unknownVersion(version)
      } catch {
        damaged.append(Damaged(label: row.label, kind: try Self.kind(of: row, salt)))
      }
    }
    (self.sound, self.damaged, self.areMislaid, self.salt) = (sound, damaged, areMislaid, salt)
  }

  /// Every slot is as it was written, under its label.
  var areSound: Bool { damaged.isEmpty && !areMislaid }

  /// The labels of the two slots that bear no name are known; the others say their kind themselves.
  private static func kind(of row: SlotRow, _ salt: [UInt8]) throws -> SlotKind? {
    for kind in [SlotKind.boot, .operator]
    where try KeySlot.label(kind: kind, name: "", homeSalt: salt) == row.label { return kind }
    return switch KeySlot.claimedKind(ofAltered: row.bytes) {
    case .worker: .worker
    case .recovery: .recovery
    case .boot, .operator, nil: nil
    }
  }

  func label(_ kind: SlotKind, _ name: String) throws -> [UInt8] {
    try KeySlot.label(kind: kind, name: name, homeSalt: salt)
  }

  /// Whether there is a slot of that kind and name, sound or not.
  func contains(_ kind: SlotKind, _ name: String) throws -> Bool {
    let label = try label(kind, name)
    return sound.contains { $0.label == label } || damaged.contains { $0.label == label }
  }

  /// The only slot of a kind that bears no name. Nil when there is none.
  ///
  /// - Throws: `NotebookError.slotDamaged` when it is altered.
  func only(_ kind: SlotKind) throws -> KeySlot? {
    if let slot = sound.first(where: { $0.kind == kind }) { return slot }
    if damaged.contains(where: { $0.kind == kind }) { throw NotebookError.slotDamaged(kind) }
    return nil
  }

  /// The slot of that kind and name, folded. Nil when there is none.
  ///
  /// - Throws: `NotebookError.slotDamaged` when it is altered.
  func named(_ kind: SlotKind, _ name: String) throws -> KeySlot? {
    let label = try label(kind, name)
    if let slot = sound.first(where: { $0.kind == kind && $0.label == label }) { return slot }
    if damaged.contains(where: { $0.label == label }) { throw NotebookError.slotDamaged(kind) }
    return nil
  }

  /// The slot of a worker who did not say who it is. Nil when there is none.
  ///
  /// - Throws: `NotebookError.severalWorkers`; `.slotDamaged` when what is there is altered.
  func anybodys(_ kind: SlotKind) throws -> KeySlot? {
    let mine = sound.filter { $0.kind == kind }
    let lost = damaged.count { $0.kind == kind }
    guard mine.count + lost < 2 else { throw NotebookError.severalWorkers }
    if let slot = mine.first { return slot }
    // A slot that no longer says what it opens may be this one.
    if lost > 0 || damaged.contains(where: { $0.kind == nil }) {
      throw NotebookError.slotDamaged(kind)
    }
    return nil
  }
}
