import CRDT

/// Which deletions stand, and whether one of them had seen the whole record.
struct Deletion {
  let state: RecordState?
  /// Those that nobody took back, sorted.
  let standing: [ChangeID]
  /// Those of them that had seen all that stands, sorted.
  let effective: [ChangeID]

  /// A record is deleted when some deletion that nobody took back has every other change in its causal past. Two deletions
  /// that each saw a part do not add up to one that saw the whole.
  init(_ document: Document) {
    let standing = Set(
      document.values(RecordKeys.deleted).filter { $0.1 == .flag(true) }.map(\.0.change))
    self.standing = standing.sorted()
    guard !standing.isEmpty else {
      (state, effective) = (nil, [])
      return
    }
    let edits = Self.edits(of: document)
    effective = standing.sorted().filter { deletion in
      let past = Self.past(of: deletion, in: document)
      return edits.allSatisfy { $0.id == deletion || past.contains($0.id) }
    }
    state = effective.isEmpty ? .deleteRequested : .deleted
  }

  /// The deletions of its record whose authors had seen all that stands in a companion, sorted: what they wrote in it says
  /// so. Such a word is never taken back: the deletion is, in the record.
  static func seeing(companion document: Document) -> [ChangeID] {
    let edits = edits(of: document)
    let found = document.changes.flatMap { change -> [ChangeID] in
      let named = document.refused[change.id] == nil ? deletions(namedBy: change) : []
      guard !named.isEmpty else { return [] }
      let past = past(of: change.id, in: document)
      return edits.allSatisfy { $0.id == change.id || past.contains($0.id) } ? named : []
    }
    return Set(found).sorted()
  }

  /// The deletions of its record that a change of a companion knows of.
  static func deletions(namedBy change: Change) -> [ChangeID] {
    change.operations.compactMap { operation in
      if case .set(RecordKeys.deletedWith, .text(let name), _) = operation {
        ChangeID(hexadecimal: name)
      } else {
        nil
      }
    }
  }

  /// The changes that write something and stand.
  static func edits(of document: Document) -> [Change] {
    document.changes.filter {
      document.refused[$0.id] == nil && !writesNothing($0) && !$0.keepsNumberAlone
    }
  }

  /// A deletion, what it leaves in a companion, or somebody's word that the record reads well.
  static func writesNothing(_ change: Change) -> Bool {
    change.operations.allSatisfy { operation in
      switch operation {
      case .set(RecordKeys.deleted, .flag(true), _), .set(RecordKeys.deletedWith, .text, _): true
      case .set, .insertText, .removeText, .insertItem, .removeItem, .unknown: false
      }
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

extension ChangeID {
  /// Nil for what is not its 64 small hexadecimal digits.
  fileprivate init?(hexadecimal name: String) {
    let digits = Array(name.utf8)
    guard digits.count == 2 * Self.byteCount else { return nil }
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Self.value(digits[start]), let low = Self.value(digits[start + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    self.init(bytes)
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case _: nil
    }
  }
}
