/// Judges one change, and finds the local versions of everything it names.
///
/// Looks at operations of the causal past only, so the verdict is the same on every replica, however
/// much more each of them knows.
struct Resolution {
  /// What an operation can be named for.
  private struct Target {
    var kind: OperationLog.Kind
    var key: ExactString
    var versions: VersionRange
  }

  /// The numbers of the parents, ascending.
  private let parents: [UInt32]
  /// The changes outside the causal past, descending; known once something other than the parents
  /// is named.
  private(set) var concurrent: [UInt32]?
  /// The operations of the change itself, so far.
  private var earlier: [Target] = []
  private var next: LocalVersion

  /// The local versions named, in the order of the operations and of the names in each.
  private(set) var versions: [LocalVersion] = []

  /// The change named last, and its number.
  private var lastNamed: (id: ChangeID, number: Int)?

  /// `next` is the first local version that the change would make.
  init(from next: LocalVersion, parents: [UInt32]) {
    (self.next, self.parents) = (next, parents)
  }

  /// Why the change means nothing in a document; `nil` when it can be applied.
  mutating func refusal(of change: Change, in document: Document) -> Refusal? {
    guard change.operations.count <= OperationLimits.operations else {
      return Refusal(operation: OperationLimits.operations, reason: .beyondLimits)
    }
    earlier.reserveCapacity(change.operations.count)
    versions.reserveCapacity(2 * change.operations.count)
    for (index, operation) in change.operations.enumerated() {
      if let reason = reason(against: operation, document) {
        return Refusal(operation: index, reason: reason)
      }
    }
    return nil
  }

  private mutating func reason(
    against operation: Operation, _ document: Document
  ) -> Refusal.Reason? {
    guard operation.isWithinLimits else { return .beyondLimits }
    switch operation {
    case .set(let key, _, let overwrites):
      let key = ExactString(key)
      for reference in overwrites {
        let reason = resolve(reference, .set, key, offset: 0, count: 1, document)
        if let reason { return reason }
      }
      note(.set, key, 1)
    case .insertText(let key, let placement, let text):
      let key = ExactString(key)
      guard !text.isEmpty else { return .empty }
      if let reason = resolve(placement, .insertText, key, document) { return reason }
      note(.insertText, key, UInt32(operation.elementCount))
    case .removeText(let key, let ranges):
      let key = ExactString(key)
      guard !ranges.isEmpty else { return .empty }
      for range in ranges {
        guard range.count > 0 else { return .empty }
        let reason = resolve(
          range.run, .insertText, key, offset: range.offset, count: range.count, document)
        if let reason { return reason }
      }
      note(.removeText, key, 0)
    case .insertItem(let key, let placement, _):
      let key = ExactString(key)
      if let reason = resolve(placement, .insertItem, key, document) { return reason }
      note(.insertItem, key, 1)
    case .removeItem(let key, let item):
      let key = ExactString(key)
      if let reason = resolve(item, .insertItem, key, offset: 0, count: 1, document) {
        return reason
      }
      note(.removeItem, key, 0)
    case .unknown(let kind, _):
      guard OperationCodec.Kind(rawValue: kind) == nil else { return .reservedKind }
      note(.unknown, ExactString(""), 0)
    }
    return nil
  }

  private mutating func note(_ kind: OperationLog.Kind, _ key: ExactString, _ count: UInt32) {
    let versions = VersionRange(first: next, count: count)
    earlier.append(Target(kind: kind, key: key, versions: versions))
    next += count
  }

  private mutating func resolve(
    _ placement: Placement, _ kind: OperationLog.Kind, _ key: ExactString,
    _ document: Document
  ) -> Refusal.Reason? {
    switch placement {
    case .left(let anchor):
      return resolve(anchor.run, kind, key, offset: anchor.offset, count: 1, document)
    case .right(let anchor, let before):
      if let anchor {
        let reason = resolve(anchor.run, kind, key, offset: anchor.offset, count: 1, document)
        if let reason { return reason }
      }
      guard let before else { return nil }
      return resolve(before.run, kind, key, offset: before.offset, count: 1, document)
    }
  }

  private mutating func resolve(
    _ reference: Reference, _ kind: OperationLog.Kind, _ key: ExactString, offset: UInt32,
    count: UInt32, _ document: Document
  ) -> Refusal.Reason? {
    let found: VersionRange?
    switch reference {
    case .own(let index):
      guard index < earlier.count else { return .notEarlier }
      let target = earlier[Int(index)]
      found = target.kind == kind && target.key == key ? target.versions : nil
    case .past(let id):
      guard let number = number(of: id.change, document), isPast(number, document) else {
        return .outsidePast
      }
      found = past(number, id.index, kind, key, document)
    }
    guard let found, UInt64(offset) + UInt64(count) <= UInt64(found.count) else {
      return .noSuchTarget
    }
    versions.append(found.first + offset)
    return nil
  }

  private mutating func number(of id: ChangeID, _ document: Document) -> Int? {
    if let lastNamed, lastNamed.id == id { return lastNamed.number }
    guard let number = document.past.number(of: id) else { return nil }
    lastNamed = (id, number)
    return number
  }

  private mutating func isPast(_ number: Int, _ document: Document) -> Bool {
    if parents.contains(UInt32(number)) { return true }
    let concurrent = concurrent ?? document.concurrent(with: parents)
    self.concurrent = concurrent
    guard !concurrent.isEmpty else { return true }
    let slot = concurrent.partitioningIndex { $0 <= number }
    return slot == concurrent.count || concurrent[slot] != number
  }

  /// What an admitted operation made, `nil` if it is no such operation of that key.
  private func past(
    _ number: Int, _ index: UInt32, _ kind: OperationLog.Kind, _ key: ExactString,
    _ document: Document
  ) -> VersionRange? {
    guard index < document.operationCount(of: number) else { return nil }
    let entry = document.past.entryStarts[number] + Int(index)
    let found = document.log.entries[entry]
    guard found.kind == kind, document.key(of: found) == key else { return nil }
    return document.log.versions(of: entry)
  }
}

extension Document {
  /// The operations of an admitted change that the log holds: none of a refused one.
  func operationCount(of number: Int) -> Int {
    let starts = past.entryStarts
    let end = number + 1 < starts.count ? starts[number + 1] : log.entries.count
    return end - starts[number]
  }

  /// The key of what a logged operation works on.
  func key(of entry: OperationLog.Entry) -> ExactString? {
    switch entry.kind {
    case .insertText, .insertItem, .removeText, .removeItem:
      ExactString(names.sequences[Int(entry.object)].key)
    case .set: ExactString(names.registers[Int(entry.object)])
    case .unknown: nil
    }
  }
}
