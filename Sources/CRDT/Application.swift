// Applying the operations of a change that was found to mean something.
extension Document {
  /// Logs an operation and lets it take effect. `named` holds the local versions of what it names.
  mutating func apply(_ operation: Operation, naming named: inout ArraySlice<LocalVersion>) {
    switch operation {
    case .set(let key, let value, let overwrites):
      let replaced = Array(named.prefix(overwrites.count))
      named = named.dropFirst(overwrites.count)
      write(value, in: registerNumber(key), replacing: replaced)
    case .insertText(let key, let placement, let text):
      let (parent, rightOrigin) = Self.take(placement, from: &named)
      let entry = logInsertion(.insertText, textNumber(key), parent, rightOrigin)
      var text = text
      log.next += text.withUTF8 { arena.append(utf8: $0) }
      hang(entry)
    case .removeText(let key, let ranges):
      let found = zip(ranges, named).map { VersionRange(first: $1, count: $0.count) }
      named = named.dropFirst(ranges.count)
      remove(found, .removeText, from: textNumber(key))
    case .insertItem(let key, let placement, let value):
      let (parent, rightOrigin) = Self.take(placement, from: &named)
      let entry = logInsertion(.insertItem, listNumber(key), parent, rightOrigin)
      append(value)
      hang(entry)
    case .removeItem(let key, _):
      let found = named.prefix(1).map { VersionRange(first: $0, count: 1) }
      named = named.dropFirst(1)
      remove(found, .removeItem, from: listNumber(key))
    case .unknown(let kind, let payload):
      hasUnknownOperations = true
      log.append(kind: kind, payload: payload)
    }
  }

  private static func take(
    _ placement: Placement, from named: inout ArraySlice<LocalVersion>
  ) -> (parent: LocalVersion, rightOrigin: LocalVersion) {
    switch placement {
    case .left: return (named.removeFirst(), OperationLog.leftSide)
    case .right(let anchor, let before):
      let parent = anchor == nil ? OperationLog.origin : named.removeFirst()
      return (parent, before == nil ? OperationLog.end : named.removeFirst())
    }
  }

  private mutating func logInsertion(
    _ kind: OperationLog.Kind, _ object: Int, _ parent: LocalVersion, _ rightOrigin: LocalVersion
  ) -> Int {
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

  mutating func write(_ value: Value, in register: Int, replacing replaced: [LocalVersion]) {
    log.note(value)
    arena.append(ascii: 0)
    replay(write: register, replacing: replaced)
  }

  /// Logs a write whose value and whose byte in the arena are there already.
  mutating func replay(write register: Int, replacing replaced: [LocalVersion]) {
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
    log.append(
      OperationLog.Entry(
        kind: kind, object: UInt32(object), first: UInt32(log.ranges.count),
        second: UInt32(ranges.count)))
    log.ranges.append(contentsOf: ranges)
    sequences[object].buildIndex()
    for range in ranges { hide(range, in: object) }
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
