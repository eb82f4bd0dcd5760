import CRDT

/// Which deletions stand, and whether one of them had seen the whole record.
struct Deletion {
  let state: RecordState?
  /// Those that nobody took back, sorted.
  let standing: [ChangeID]

  /// A record is deleted when some deletion that nobody took back has every other change in its causal past. Two deletions
  /// that each saw a part do not add up to one that saw the whole.
  init(_ document: Document) {
    let standing = Set(
      document.values(RecordKeys.deleted).filter { $0.1 == .flag(true) }.map(\.0.change))
    self.standing = standing.sorted()
    guard !standing.isEmpty else {
      state = nil
      return
    }
    let edits = Self.edits(of: document)
    let sawAll = standing.sorted().contains { deletion in
      let past = Self.past(of: deletion, in: document)
      return edits.allSatisfy { $0.id == deletion || past.contains($0.id) }
    }
    state = sawAll ? .deleted : .deleteRequested
  }

  /// The changes that write something and stand.
  static func edits(of document: Document) -> [Change] {
    document.changes.filter { document.refused[$0.id] == nil && !writesNothing($0) }
  }

  /// A deletion, or somebody's word that the record reads well.
  static func writesNothing(_ change: Change) -> Bool {
    change.operations.allSatisfy { operation in
      if case .set(RecordKeys.deleted, .flag(true), _) = operation { true } else { false }
    }
  }

  static func past(of change: ChangeID, in document: Document) -> Set<ChangeID> {
    var past: Set<ChangeID> = []
    var waiting = document.change(change)?.parents ?? []
    while let next = waiting.popLast() {
      guard past.insert(next).inserted else { continue }
      waiting.append(contentsOf: document.change(next)?.parents ?? [])
    }
    return past
  }
}
