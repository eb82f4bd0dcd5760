/// Judges changes, one after another, and finds the objects and the local versions of everything they
/// name.
///
/// Looks at operations of the causal past only, so the verdict is the same on every replica, however
/// much more each of them knows. Its storage serves one change after another.
struct Resolution {
  /// What an operation works on, and what it can be named for.
  struct Target {
    let kind: OperationLog.Kind
    /// The register, or the text or list, by its number.
    let object: UInt32
    let versions: VersionRange
  }

  /// What the document lends while a change is judged: keys that the change is the first to use are
  /// numbered here.
  var names = ObjectNames()
  var pasts = Pasts()

  /// The numbers of the parents, ascending.
  var parents: [UInt32] = []
  /// The operations of the change itself, so far.
  private(set) var operations: [Target] = []
  /// The local versions named, in the order of the operations and of the names in each.
  private var versions: [LocalVersion] = []
  private var taken = 0

  private var next: LocalVersion = 0
  /// How many local versions more can be numbered.
  private var room = 0
  /// Whether something was named that was neither a parent nor known to everybody.
  private(set) var asksPasts = false
  /// The change named last, and its number.
  private var lastNamed: (id: ChangeID, number: Int)?
  /// The key looked up last.
  private var lastKey: (key: String, family: ObjectNames.Family, number: UInt32)?

  enum Verdict: Equatable {
    case applies
    /// It means nothing in the document.
    case refused(MergeRefusal)
    /// The local versions that it makes cannot be numbered, whatever else.
    case hasNoRoom
  }

  /// What becomes of a change in a document, whose names and pasts are lent and whose ``parents`` are
  /// found.
  mutating func verdict(on change: Change, in document: Document) -> Verdict {
    // Mostly one or two each: taking them out is less work than removing a range of them.
    while !operations.isEmpty { operations.removeLast() }
    while !versions.isEmpty { versions.removeLast() }
    (taken, next, asksPasts) = (0, document.log.next, false)
    room = Int(OperationLog.capacity) - Int(next)
    let whole = room
    let known = names.counts
    guard let refusal = refusal(of: change, document) else { return .applies }
    names.forget(beyond: known)
    lastKey = nil
    let most = change.operations.reduce(0) { $0 + $1.mostElements }
    return most > whole ? .hasNoRoom : .refused(refusal)
  }

  private mutating func refusal(of change: Change, _ document: Document) -> MergeRefusal? {
    guard change.operations.count <= OperationLimits.operations else {
      return MergeRefusal(operation: OperationLimits.operations, reason: .beyondLimits)
    }
    for index in change.operations.indices {
      if let reason = reason(against: index, of: change, document) {
        return MergeRefusal(operation: index, reason: reason)
      }
    }
    return nil
  }

  /// The next of the local versions that the change names.
  mutating func take() -> LocalVersion {
    taken += 1
    return versions[taken - 1]
  }

  /// The next of them, as many.
  mutating func take(_ count: Int) -> ArraySlice<LocalVersion> {
    taken += count
    return versions[taken - count..<taken]
  }

  /// Why an operation means nothing. It is taken apart where it stands, so that it is copied once.
  private mutating func reason(
    against index: Int, of change: Change, _ document: Document
  ) -> MergeRefusal.Reason? {
    switch change.operations[index] {
    case .set(let key, let value, let overwrites):
      guard OperationLimits.allow(key: key), OperationLimits.allow(value: value),
        overwrites.count <= OperationLimits.references
      else { return .beyondLimits }
      let object = number(of: key, .register)
      for reference in overwrites {
        let reason = resolve(reference, .set, object, offset: 0, count: 1, document)
        if let reason { return reason }
      }
      guard takeRoom(1) else { return .beyondLimits }
      note(.set, object, 1)
    case .insertText(let key, let placement, var text):
      guard OperationLimits.allow(key: key), OperationLimits.allow(text: text) else {
        return .beyondLimits
      }
      guard !text.isEmpty else { return .empty }
      let object = number(of: key, .text)
      if let reason = resolve(placement, .insertText, object, document) { return reason }
      guard takeRoom(text.utf8.count) else { return .beyondLimits }
      note(.insertText, object, UInt32(text.withUTF8 { TextArena.scalarCount($0) }))
    case .removeText(let key, let ranges):
      guard OperationLimits.allow(key: key), ranges.count <= OperationLimits.references else {
        return .beyondLimits
      }
      guard !ranges.isEmpty else { return .empty }
      let object = number(of: key, .text)
      for range in ranges {
        guard range.count > 0 else { return .empty }
        let reason = resolve(
          range.run, .insertText, object, offset: range.offset, count: range.count, document)
        if let reason { return reason }
      }
      note(.removeText, object, 0)
    case .insertItem(let key, let placement, let value):
      guard OperationLimits.allow(key: key), OperationLimits.allow(value: value) else {
        return .beyondLimits
      }
      let object = number(of: key, .list)
      if let reason = resolve(placement, .insertItem, object, document) { return reason }
      guard takeRoom(1) else { return .beyondLimits }
      note(.insertItem, object, 1)
    case .removeItem(let key, let item):
      guard OperationLimits.allow(key: key) else { return .beyondLimits }
      let object = number(of: key, .list)
      if let reason = resolve(item, .insertItem, object, offset: 0, count: 1, document) {
        return reason
      }
      note(.removeItem, object, 0)
    case .unknown(let kind, let payload):
      guard payload.count <= OperationLimits.payloadBytes else { return .beyondLimits }
      guard OperationCodec.Kind(rawValue: kind) == nil else { return .reservedKind }
      note(.unknown, 0, 0)
    }
    return nil
  }

  /// Takes room for as many elements, at most; false when there is none, whatever else is wrong.
  private mutating func takeRoom(_ count: Int) -> Bool {
    room -= count
    return room >= 0
  }

  private mutating func note(_ kind: OperationLog.Kind, _ object: UInt32, _ count: UInt32) {
    let versions = VersionRange(first: next, count: count)
    operations.append(Target(kind: kind, object: object, versions: versions))
    next += count
  }

  private mutating func number(of key: String, _ family: ObjectNames.Family) -> UInt32 {
    if let lastKey, lastKey.family == family, ExactString(lastKey.key) == ExactString(key) {
      return lastKey.number
    }
    let number = UInt32(names.number(of: key, family))
    lastKey = (key, family, number)
    return number
  }

  // MARK: Names

  private mutating func resolve(
    _ placement: Placement, _ kind: OperationLog.Kind, _ object: UInt32, _ document: Document
  ) -> MergeRefusal.Reason? {
    switch placement {
    case .left(let anchor): return resolve(anchor, kind, object, document)
    case .right(let anchor, let before):
      if let anchor, let reason = resolve(anchor, kind, object, document) { return reason }
      guard let before else { return nil }
      return resolve(before, kind, object, document)
    }
  }

  private mutating func resolve(
    _ anchor: Anchor, _ kind: OperationLog.Kind, _ object: UInt32, _ document: Document
  ) -> MergeRefusal.Reason? {
    resolve(anchor.run, kind, object, offset: anchor.offset, count: 1, document)
  }

  private mutating func resolve(
    _ reference: Reference, _ kind: OperationLog.Kind, _ object: UInt32, offset: UInt32,
    count: UInt32, _ document: Document
  ) -> MergeRefusal.Reason? {
    let found: VersionRange?
    switch reference {
    case .own(let index):
      guard index < operations.count else { return .notEarlier }
      let target = operations[Int(index)]
      found = target.kind == kind && target.object == object ? target.versions : nil
    case .past(let id):
      guard let number = number(of: id.change, document), isPast(number, document) else {
        return .outsidePast
      }
      found = past(number, id.index, kind, object, document)
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
    if asksPasts { return pasts.contains(number) }
    if parents.last == UInt32(number) || parents.first == UInt32(number) { return true }
    // Whoever has seen all heads has seen everything.
    if parents == document.past.heads { return true }
    asksPasts = true
    pasts.choose(parents, in: document.past)
    return pasts.contains(number)
  }

  /// What an admitted operation made, `nil` if it is no such operation on that object.
  private func past(
    _ number: Int, _ index: UInt32, _ kind: OperationLog.Kind, _ object: UInt32,
    _ document: Document
  ) -> VersionRange? {
    guard index < document.operationCount(of: number) else { return nil }
    let entry = document.past.entryStarts[number] + Int(index)
    let found = document.log.entries[entry]
    guard found.kind == kind, found.object == object else { return nil }
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
}
