import Envelope
import Replica
import Store

/// What is told of a home to whoever looks after its machine: counts, and nobody's name.
/// Protocol/vault.md, "Looking after a machine".
public struct Checkup: Hashable, Sendable {
  /// Slots of workers, of their recovery sheets, slots that the disk altered, and those that cost less to guess than a new one.
  public var workers = 0
  public var sheets = 0
  public var damagedSlots = 0
  public var cheapSlots = 0
  /// Deletions of which traces wait to leave the disk.
  public var duties = 0
  /// Items that came and wait for something else.
  public var parked = 0

  /// Workers of this node without a recovery sheet.
  public var withoutSheet: Int { max(0, workers - sheets) }
}

extension Notebook {
  /// Looks at the home in `folder`, whose keys stay closed.
  ///
  /// - Throws: `StoreError` when the folder is no sound home.
  public static func checkup(at folder: String) throws -> Checkup {
    let ledger = try Ledger.open(at: folder)
    let slots = try homeSlots(ledger)
    var found = Checkup()
    found.damagedSlots = slots.damaged.count
    for slot in slots.sound {
      switch slot.kind {
      case .worker: found.workers += 1
      case .recovery: found.sheets += 1
      case .boot, .operator: break
      }
      if let cost = slot.cost, cost.memory < Stretching.cost.memory { found.cheapSlots += 1 }
    }
    (found.duties, found.parked) = try ledger.read {
      (try $0.duties().count, try $0.parkedCount())
    }
    return found
  }
}
