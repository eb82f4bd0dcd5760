// Editing by position: what a draft does, and what a history coded by positions does again.
extension Document {
  /// Inserts a text of so many scalars before the visible one at `position`, within the limit of one
  /// operation.
  mutating func type(
    _ utf8: some Collection<UInt8>, scalars count: UInt32, in number: Int, at position: UInt32
  ) {
    let place = position == 0 ? nil : sequences[number].place(ofVisible: position - 1)
    let left = place.map { sequences[number].element(at: $0) }
    arena.append(utf8: utf8, scalars: count)
    insert(typed(.insertText, behind: place, left, in: number), count, behind: place)
  }

  /// Inserts a text beyond the limit of one operation, in several that continue each other.
  mutating func typeInPieces(_ utf8: [UInt8], in number: Int, at position: UInt32) {
    var position = position
    var rest = utf8[...]
    while !rest.isEmpty {
      var end = min(rest.startIndex + OperationLimits.textBytes, rest.endIndex)
      while end < rest.endIndex, rest[end] & 0xC0 == 0x80 { end -= 1 }
      let count = UInt32(TextArena.scalarCount(rest[..<end]))
      type(rest[..<end], scalars: count, in: number, at: position)
      position += count
      rest = rest[end...]
    }
  }

  /// The entry of an insertion right behind a visible element, or before everything: right of the
  /// element when nothing hangs there yet, otherwise left of what follows.
  func typed(
    _ kind: OperationLog.Kind, behind place: SpanTree.Place?, _ left: LocalVersion?, in number: Int
  ) -> OperationLog.Entry {
    let following =
      place.map { sequences[number].element(after: $0) } ?? sequences[number].first
    if let following, hasRightChild(left) {
      return OperationLog.Entry(
        kind: kind, object: UInt32(number), first: following, second: OperationLog.leftSide)
    }
    return OperationLog.Entry(
      kind: kind, object: UInt32(number), first: left ?? OperationLog.origin,
      second: following ?? OperationLog.end)
  }

  /// Logs an insertion that ``typed(_:behind:_:in:)`` gave, of the next `count` local versions, and
  /// places it.
  mutating func insert(
    _ entry: OperationLog.Entry, _ count: UInt32, behind place: SpanTree.Place?
  ) {
    let number = Int(entry.object)
    if entry.second != OperationLog.leftSide, entry.first != OperationLog.origin {
      log.entries[log.entry(of: entry.first)].hangsRight = true
    }
    log.append(entry)
    sequences[number].insert(log.next, count: count, behind: place)
    log.next += count
    enter(log.entries.count - 1)
  }

  /// Whether something hangs right of an element, or of the origin of a sequence that is not empty.
  private func hasRightChild(_ element: LocalVersion?) -> Bool {
    guard let element else { return true }
    let entry = log.entry(of: element)
    return element + 1 < log.end(of: entry) || log.entries[entry].hangsRight
  }

  /// Removes visible elements of a text, in one operation or, beyond the limit of one, several.
  mutating func removeVisible(_ count: UInt32, at position: UInt32, from number: Int) {
    let first = log.ranges.count
    sequences[number].remove(at: position, count: count, into: &log.ranges)
    log.append(
      OperationLog.Entry(
        kind: .removeText, object: UInt32(number), first: UInt32(first),
        second: UInt32(log.ranges.count - first)))
    // Fewer elements than an operation may name ranges are fewer ranges.
    if count > OperationLimits.references { divideLastRemoval(from: first) }
  }

  /// Keeps each removal within the number of ranges that an operation may name, each of which lies
  /// within one insertion.
  private mutating func divideLastRemoval(from first: Int) {
    let parts = log.ranges[first...].flatMap { cut($0) }
    log.ranges.replaceSubrange(first..., with: parts)
    log.entries[log.entries.count - 1].second = UInt32(parts.count)
    let limit = UInt32(OperationLimits.references)
    while let last = log.entries.last, last.second > limit {
      log.entries[log.entries.count - 1].second = limit
      log.append(
        OperationLog.Entry(
          kind: last.kind, object: last.object, first: last.first + limit,
          second: last.second - limit))
    }
  }

  /// Inserts an item before the visible one at `position`.
  mutating func insertItem(_ value: Value, in number: Int, at position: UInt32) {
    let place = position == 0 ? nil : sequences[number].place(ofVisible: position - 1)
    let left = place.map { sequences[number].element(at: $0) }
    let entry = typed(.insertItem, behind: place, left, in: number)
    log.note(value)
    arena.append(ascii: 0)
    insert(entry, 1, behind: place)
  }

  mutating func removeItem(at position: UInt32, from number: Int) {
    let place = sequences[number].place(ofVisible: position)
    let item = sequences[number].element(at: place)
    log.append(
      OperationLog.Entry(
        kind: .removeItem, object: UInt32(number), first: UInt32(log.ranges.count), second: 1))
    log.ranges.append(VersionRange(first: item, count: 1))
    sequences[number].hide(place, 1)
  }
}

extension SpanTree {
  @inline(__always)
  func element(at place: Place) -> LocalVersion {
    spans[place.leaf * Self.leafCapacity + place.slot].first + place.offset
  }
}
