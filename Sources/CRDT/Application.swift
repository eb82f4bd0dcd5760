// Applying the operations of a change that was found to mean something.
extension Document {
  /// Logs an operation of a change that was judged and lets it take effect.
  mutating func apply(_ index: Int, of change: Change, _ resolution: inout Resolution) {
    let target = resolution.operations[index]
    let object = Int(target.object)
    switch change.operations[index] {
    case .set(_, let value, let overwrites):
      write(value, in: object, replacing: resolution.take(overwrites.count))
    case .insertText(_, let placement, var text):
      let entry = logInsertion(.insertText, object, placement, &resolution)
      text.withUTF8 { arena.append(utf8: $0, scalars: target.versions.count) }
      log.next += target.versions.count
      hang(entry)
    case .removeText(_, let ranges):
      let first = log.ranges.count
      for range in ranges {
        log.ranges.append(VersionRange(first: resolution.take(), count: range.count))
      }
      removeLogged(from: first, .removeText, object)
    case .insertItem(_, let placement, let value):
      let entry = logInsertion(.insertItem, object, placement, &resolution)
      append(value)
      hang(entry)
    case .removeItem:
      let first = log.ranges.count
      log.ranges.append(VersionRange(first: resolution.take(), count: 1))
      removeLogged(from: first, .removeItem, object)
    case .unknown(let kind, let payload):
      hasUnknownOperations = true
      log.append(kind: kind, payload: payload)
    }
  }

  private mutating func logInsertion(
    _ kind: OperationLog.Kind, _ object: Int, _ placement: Placement,
    _ resolution: inout Resolution
  ) -> Int {
    let parent: LocalVersion
    let rightOrigin: LocalVersion
    switch placement {
    case .left: (parent, rightOrigin) = (resolution.take(), OperationLog.leftSide)
    case .right(let anchor, let before):
      parent = anchor == nil ? OperationLog.origin : resolution.take()
      rightOrigin = before == nil ? OperationLog.end : resolution.take()
    }
    log.append(
      OperationLog.Entry(
        kind: kind, object: UInt32(object), first: parent, second: rightOrigin))
    return log.entries.count - 1
  }

  /// Gives a value the next local version, and the arena a byte for it.
  private mutating func append(_ value: Value) {
    log.note(value)
    log.next += 1
    arena.append(ascii: 0)
  }

  mutating func write(
    _ value: Value, in register: Int, replacing replaced: ArraySlice<LocalVersion>
  ) {
    log.note(value)
    arena.append(ascii: 0)
    replay(write: register, replacing: replaced)
  }

  /// Logs a write whose value and whose byte in the arena are there already.
  mutating func replay(write register: Int, replacing replaced: ArraySlice<LocalVersion>) {
    log.append(
      OperationLog.Entry(
        kind: .set, object: UInt32(register), first: UInt32(log.overwritten.count),
        second: UInt32(replaced.count)))
    log.overwritten.append(contentsOf: replaced)
    for version in replaced { registers[register].remove(version) }
    registers[register].append(log.next)
    log.next += 1
  }

  mutating func remove(
    _ ranges: [VersionRange], _ kind: OperationLog.Kind, from object: Int
  ) {
    let first = log.ranges.count
    log.ranges.append(contentsOf: ranges)
    removeLogged(from: first, kind, object)
  }

  /// Logs a removal of the ranges that were added to the log last, from `first` on, and removes them.
  private mutating func removeLogged(
    from first: Int, _ kind: OperationLog.Kind, _ object: Int
  ) {
    log.append(
      OperationLog.Entry(
        kind: kind, object: UInt32(object), first: UInt32(first),
        second: UInt32(log.ranges.count - first)))
    sequences[object].buildIndex()
    for range in first..<log.ranges.count { hide(log.ranges[range], in: object) }
  }

  /// Marks elements as removed, but for those that are known to be so.
  private mutating func hide(_ range: VersionRange, in sequence: Int) {
    var first = range.first
    var steps = 0
    while first < range.end {
      let known = hidden.range(endingBehind: first)
      let end = min(range.end, max(first, known?.first ?? .max))
      steps += 1 + sequences[sequence].hide(VersionRange(first: first, count: end - first))
      first = max(end, known?.end ?? end)
    }
    if steps > HiddenVersions.few { hidden.add(range) }
  }
}

extension SpanTree {
  /// Marks elements as removed, wherever they stand and whatever they are now; says in how many parts.
  mutating func hide(_ range: VersionRange) -> Int {
    var range = range
    var parts = 0
    while range.count > 0 {
      parts += 1
      let place = place(of: range.first)
      let span = spans[place.leaf * Self.leafCapacity + place.slot]
      let count = min(range.count, span.count - place.offset)
      hide(place, count)
      range = VersionRange(first: range.first + count, count: range.count - count)
    }
    return parts
  }
}
