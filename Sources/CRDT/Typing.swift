// Editing by position: what a draft does, and what a history coded by positions does again.
extension Document {
  /// Inserts a text before the visible scalar at `position`, in one operation or, beyond the limit
  /// of one, several that continue each other. Continues the last operation of the draft when it
  /// stands right behind it.
  mutating func type(_ text: String, in number: Int, at position: UInt32) {
    var text = text
    text.withUTF8 { utf8 in
      if utf8.count <= OperationLimits.textBytes {
        type(utf8: utf8, in: number, at: position)
      } else {
        typeInPieces(utf8, in: number, at: position)
      }
    }
  }

  private mutating func typeInPieces(
    _ utf8: UnsafeBufferPointer<UInt8>, in number: Int, at position: UInt32
  ) {
    var position = position
    var rest = utf8[...]
    while !rest.isEmpty {
      var end = min(rest.startIndex + OperationLimits.textBytes, rest.endIndex)
      while end < rest.endIndex, rest[end] & 0xC0 == 0x80 { end -= 1 }
      let before = log.next
      type(utf8: UnsafeBufferPointer(rebasing: rest[..<end]), in: number, at: position)
      position += log.next - before
      rest = rest[end...]
    }
  }

  /// Inserts valid UTF-8 within the limit of one operation.
  private mutating func type(
    utf8: UnsafeBufferPointer<UInt8>, in number: Int, at position: UInt32
  ) {
    guard !utf8.isEmpty else { return }
    let place = position == 0 ? nil : sequences[number].tree.place(ofVisible: position - 1)
    let left = place.map { sequences[number].tree.element(at: $0) }
    if continuesLastInsertion(left, in: number, by: utf8.count) {
      lastInsertionBytes += utf8.count
    } else {
      logTyped(.insertText, behind: place, left, in: number)
      lastInsertionBytes = utf8.count
    }
    let first = log.next
    if utf8.count == 1 {
      arena.append(ascii: utf8[0])
      log.next += 1
    } else {
      log.next += arena.append(utf8: utf8)
    }
    sequences[number].tree.insert(first, count: log.next - first, behind: place)
    sequences[number].tree.noteTyped(until: position + (log.next - first))
    if sequences[number].branches.isBuilt, log.firsts[log.entries.count - 1] == first {
      enter(log.entries.count - 1, in: number)
    }
  }

  /// Types one more letter, below 128, right behind what the last operation of the draft typed.
  /// False, with nothing done, when that cannot be.
  @inline(__always)
  mutating func typeMore(_ letter: UInt8, in number: Int, at position: UInt32) -> Bool {
    guard lastInsertionBytes < OperationLimits.textBytes,
      sequences[number].tree.extend(at: position, log.next, 1)
    else { return false }
    arena.append(ascii: letter)
    log.next += 1
    lastInsertionBytes += 1
    return true
  }

  /// Whether what stands left is the last element of all, inserted by the last operation of the
  /// draft, which has room.
  @inline(__always)
  private func continuesLastInsertion(
    _ left: LocalVersion?, in number: Int, by bytes: Int
  ) -> Bool {
    let last = log.entries.count - 1
    guard let left, left &+ 1 == log.next, last >= draftStart else { return false }
    let entry = log.entries[last]
    guard entry.kind == .insertText, entry.object == number else { return false }
    return lastInsertionBytes + bytes <= OperationLimits.textBytes
  }

  /// Logs an insertion right behind a visible element, or before everything: right of the element
  /// when nothing hangs there yet, otherwise left of what follows.
  private mutating func logTyped(
    _ kind: OperationLog.Kind, behind place: SpanTree.Place?, _ left: LocalVersion?, in number: Int
  ) {
    let following =
      place.map { sequences[number].tree.element(after: $0) } ?? sequences[number].tree.first
    var entry = OperationLog.Entry(
      kind: kind, object: UInt32(number), first: left ?? OperationLog.origin,
      second: following ?? OperationLog.end)
    if let following, hasRightChild(left) {
      entry.first = following
      entry.second = OperationLog.leftSide
    } else if let left {
      log.entries[log.entry(of: left)].hangsRight = true
    }
    log.append(entry)
  }

  /// Whether something hangs right of an element, or of the origin of a sequence that is not empty.
  private func hasRightChild(_ element: LocalVersion?) -> Bool {
    guard let element else { return true }
    let entry = log.entry(of: element)
    return element + 1 < log.end(of: entry) || log.entries[entry].hangsRight
  }

  /// Removes visible elements of a text, in one operation or, beyond the limit of one, several.
  mutating func removeVisible(_ count: UInt32, at position: UInt32, from number: Int) {
    log.append(
      OperationLog.Entry(
        kind: .removeText, object: UInt32(number), first: UInt32(log.ranges.count), second: 0))
    removeMore(count, at: position, from: number, inFront: false)
  }

  /// Removes visible elements that come right behind, or in front of, what the last operation
  /// removed.
  mutating func removeMore(
    _ count: UInt32, at position: UInt32, from number: Int, inFront: Bool
  ) {
    let last = log.entries.count - 1
    let first = Int(log.entries[last].first)
    if count == 1, first < log.ranges.count {
      let element = sequences[number].tree.remove(at: position)
      removeMore(element, inFront: inFront, firstRange: first)
    } else if inFront {
      var found: ContiguousArray<VersionRange> = []
      sequences[number].tree.remove(at: position, count: count, into: &found, from: 0)
      if let end = found.last, first < log.ranges.count, end.end == log.ranges[first].first {
        log.ranges[first] = VersionRange(
          first: end.first, count: end.count + log.ranges[first].count)
        found.removeLast()
      }
      if !found.isEmpty { log.ranges.insert(contentsOf: found, at: first) }
    } else {
      sequences[number].tree.remove(at: position, count: count, into: &log.ranges, from: first)
    }
    log.entries[last].second = UInt32(log.ranges.count - first)
    divideLastRemoval()
  }

  private mutating func removeMore(_ element: LocalVersion, inFront: Bool, firstRange: Int) {
    let lastRange = log.ranges.count - 1
    if inFront, log.ranges[firstRange].first == element + 1 {
      log.ranges[firstRange].first = element
      log.ranges[firstRange].count += 1
    } else if inFront {
      log.ranges.insert(VersionRange(first: element, count: 1), at: firstRange)
    } else if log.ranges[lastRange].end == element {
      log.ranges[lastRange].count += 1
    } else {
      log.ranges.append(VersionRange(first: element, count: 1))
    }
  }

  /// Keeps each removal within the number of ranges that an operation may name.
  private mutating func divideLastRemoval() {
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
    let place = position == 0 ? nil : sequences[number].tree.place(ofVisible: position - 1)
    let left = place.map { sequences[number].tree.element(at: $0) }
    logTyped(.insertItem, behind: place, left, in: number)
    let first = log.next
    append(value)
    sequences[number].tree.insert(first, count: 1, behind: place)
    if sequences[number].branches.isBuilt { enter(log.entries.count - 1, in: number) }
  }

  mutating func removeItem(at position: UInt32, from number: Int) {
    let place = sequences[number].tree.place(ofVisible: position)
    let item = sequences[number].tree.element(at: place)
    log.append(
      OperationLog.Entry(
        kind: .removeItem, object: UInt32(number), first: UInt32(log.ranges.count), second: 1))
    log.ranges.append(VersionRange(first: item, count: 1))
    sequences[number].tree.hide(place, 1)
  }
}

extension SpanTree {
  @inline(__always)
  func element(at place: Place) -> LocalVersion {
    spans[place.leaf * Self.leafCapacity + place.slot].first + place.offset
  }
}
