/// Writes the columns of a document: operations as positions in the text as it stood, merged, when
/// they were admitted; by name where a position does not say it all.
struct DocumentEncoder {
  private typealias Token = DocumentCodec.Token
  private typealias OtherToken = DocumentCodec.OtherToken

  /// The document, admitted in coding order.
  private let source: Document
  /// The same, as far as it is written.
  private var twin = Document()

  private var names = ByteWriter()
  private var parents = ByteWriter()
  private var counts = ByteWriter()
  private var tokens = ByteWriter()
  private var low = ByteWriter()
  private var high = ByteWriter()
  private var lengths = ByteWriter()
  private var numbers = ByteWriter()
  private var values = ByteWriter()
  private var raw = ByteWriter()

  /// The numbers of sequences and registers in order of first use, as they are written.
  private var objects = CodedObjects()
  /// The text that tokens work on, and the position behind what the last one did.
  private var current = -1
  private var expected: UInt32 = 0

  init(_ source: Document) {
    self.source = source
    twin.names = source.names
    twin.registers = source.registers.map { _ in Register() }
    twin.sequences = source.sequences.map { _ in
      var sequence = SpanTree()
      sequence.buildIndex()
      return sequence
    }
  }

  var columns: [[UInt8]] {
    DocumentCodec.Column.allCases.map { column in
      switch column {
      case .objects: objects.bytes(source.names)
      case .names: names.bytes
      case .parents: parents.bytes
      case .counts: counts.bytes
      case .tokens: tokens.bytes
      case .low: low.bytes
      case .high: high.bytes
      case .lengths: lengths.bytes
      case .numbers: numbers.bytes
      case .values: values.bytes
      case .text: source.arena.bytes
      case .raw: raw.bytes
      }
    }
  }

  mutating func encode(_ naming: DocumentCodec.Naming) {
    for number in 0..<source.past.count {
      encodeParents(of: number)
      let id = source.past.ids[number]
      switch naming {
      case .stored: names.write(id)
      case .derived(let label): names.write(label(id))
      }
      let start = source.past.entryStarts[number]
      twin.past.append(id, parents: Array(source.past.parents(of: number)), firstEntry: start)
      if let refused = source.refusedOperations[id] {
        counts.write(1)
        raw.write(counted: OperationCodec.encode(refused))
        continue
      }
      let count = source.operationCount(of: number)
      counts.write(count << 1)
      for entry in start..<start + count { encode(entry) }
    }
    encodeWaiting()
  }

  /// 0 for a change that saw the one before it and no other; else how many parents, and one, then
  /// how far back each stands.
  private mutating func encodeParents(of number: Int) {
    let found = source.past.parents(of: number)
    if found.count == 1, let only = found.first, Int(only) == number - 1 {
      parents.write(0)
      return
    }
    parents.write(found.count + 1)
    for parent in found { parents.write(number - Int(parent)) }
  }

  private mutating func encodeWaiting() {
    let waiting = source.waiting.keys.sorted().compactMap { source.waiting[$0] }
    raw.write(waiting.count)
    for change in waiting {
      raw.write(change.id)
      raw.write(change.parents.count)
      for parent in change.parents { raw.write(parent) }
      raw.write(counted: OperationCodec.encode(change.operations))
    }
  }

  private mutating func encode(_ entry: Int) {
    let row = source.log.entries[entry]
    switch row.kind {
    case .insertText: encodeText(entry, row)
    case .removeText: encodeRemoval(entry, row)
    case .insertItem: encodeItem(entry, row)
    case .removeItem: encodeItemRemoval(entry, row)
    case .set: encodeWrite(entry, row)
    case .unknown:
      write(.unknown)
      let payload = source.log.payloads[Int(row.first)]
      raw.write(payload.kind)
      raw.write(counted: payload.bytes)
      twin.log.append(kind: payload.kind, payload: payload.bytes)
    }
  }

  // MARK: Insertions

  private mutating func encodeText(_ entry: Int, _ row: OperationLog.Entry) {
    let count = source.log.versions(of: entry).count
    select(Int(row.object))
    guard let (position, place) = derivedPosition(of: row) else {
      write(.insertTextNamed)
      writePlacement(row)
      numbers.write(count)
      hangInTwin(entry, row)
      return
    }
    write(.insertHere, .insertBefore, .insertBehind, position, length: count)
    expected = position + count
    twin.insert(row.fresh, count, behind: place)
  }

  private mutating func encodeItem(_ entry: Int, _ row: OperationLog.Entry) {
    values.write(source.log.value(of: source.log.firsts[entry]))
    if let (position, place) = derivedPosition(of: row) {
      write(.insertItem)
      numbers.write(objects.number(ofSequence: Int(row.object)))
      numbers.write(position)
      twin.insert(row.fresh, 1, behind: place)
    } else {
      write(.insertItemNamed)
      numbers.write(objects.number(ofSequence: Int(row.object)))
      writePlacement(row)
      hangInTwin(entry, row)
    }
  }

  /// Where an editor would have inserted to get this very entry; `nil` if nowhere.
  private mutating func derivedPosition(
    of row: OperationLog.Entry
  ) -> (position: UInt32, behind: SpanTree.Place?)? {
    let number = Int(row.object)
    var position = 0
    if row.second == OperationLog.leftSide {
      position = twin.sequences[number].position(of: row.first)
    } else if row.first != OperationLog.origin {
      let place = twin.sequences[number].place(of: row.first)
      position = twin.sequences[number].position(of: row.first)
      if twin.sequences[number].isVisible(place) { position += 1 }
    }
    let place =
      position == 0
      ? nil : twin.sequences[number].place(ofVisible: UInt32(position) - 1)
    let left = place.map { twin.sequences[number].element(at: $0) }
    let typed = twin.typed(row.kind, behind: place, left, in: number)
    guard typed.first == row.first, typed.second == row.second else { return nil }
    return (UInt32(position), place)
  }

  /// The parent, 0 for the origin; then 0 for a left child, 1 for a right origin at the end, the
  /// right origin. Elements are counted back from the next one, from 1; right origins from 2.
  private mutating func writePlacement(_ row: OperationLog.Entry) {
    let next = twin.log.next
    numbers.write(row.first == OperationLog.origin ? 0 : next - row.first)
    switch row.second {
    case OperationLog.leftSide: numbers.write(0)
    case OperationLog.end: numbers.write(1)
    case let rightOrigin: numbers.write(1 + next - rightOrigin)
    }
  }

  private mutating func hangInTwin(_ entry: Int, _ row: OperationLog.Entry) {
    twin.log.append(row.fresh)
    twin.log.next += source.log.versions(of: entry).count
    twin.hang(entry)
  }

  // MARK: Removals

  private mutating func encodeRemoval(_ entry: Int, _ row: OperationLog.Entry) {
    let number = Int(row.object)
    select(number)
    let ranges = source.cutRanges(of: entry)
    if let (position, count) = visiblePosition(of: ranges, in: number) {
      write(.removeHere, .removeBefore, .removeBehind, position, length: count)
      expected = position
      twin.removeVisible(count, at: position, from: number)
    } else {
      write(.removeTextNamed)
      numbers.write(ranges.count)
      for range in ranges {
        numbers.write(twin.log.next - range.first)
        numbers.write(range.count)
      }
      twin.remove(ranges, .removeText, from: number)
    }
  }

  private mutating func encodeItemRemoval(_ entry: Int, _ row: OperationLog.Entry) {
    let number = Int(row.object)
    let ranges = source.cutRanges(of: entry)
    if let (position, _) = visiblePosition(of: ranges, in: number) {
      write(.removeItem)
      numbers.write(objects.number(ofSequence: number))
      numbers.write(position)
    } else {
      write(.removeItemNamed)
      numbers.write(objects.number(ofSequence: number))
      numbers.write(twin.log.next - (ranges.first?.first ?? 0))
    }
    twin.remove(ranges, .removeItem, from: number)
  }

  /// Where these ranges are what stands visible, in this order; `nil` if nowhere.
  private mutating func visiblePosition(
    of ranges: [VersionRange], in number: Int
  ) -> (position: UInt32, count: UInt32)? {
    guard let first = ranges.first?.first else { return nil }
    let place = twin.sequences[number].place(of: first)
    guard twin.sequences[number].isVisible(place),
      twin.sequences[number].shows(ranges, from: place), areWhole(ranges)
    else { return nil }
    let count = ranges.reduce(0) { $0 + $1.count }
    return (UInt32(twin.sequences[number].position(of: first)), count)
  }

  /// Whether no range could be one with the next, as those that a removal by position leaves.
  private func areWhole(_ ranges: [VersionRange]) -> Bool {
    zip(ranges, ranges.dropFirst()).allSatisfy { range, next in
      range.end != next.first || twin.log.end(of: twin.log.entry(of: range.first)) == range.end
    }
  }

  // MARK: Registers

  private mutating func encodeWrite(_ entry: Int, _ row: OperationLog.Entry) {
    let register = Int(row.object)
    let overwritten = source.log.overwritten(by: entry)
    let value = source.log.value(of: source.log.firsts[entry])
    // Sorting what stands costs no more than naming it did.
    let isOverAll =
      overwritten.count == twin.registers[register].count
      && overwritten.elementsEqual(twin.standing(in: register))
    if isOverAll {
      write(.set)
      numbers.write(objects.number(ofRegister: register))
    } else {
      write(.setNamed)
      numbers.write(objects.number(ofRegister: register))
      numbers.write(overwritten.count)
      for version in overwritten { numbers.write(twin.log.next - version) }
    }
    values.write(value)
    twin.write(value, in: register, replacing: overwritten)
  }

  // MARK: Tokens

  private mutating func select(_ number: Int) {
    guard number != current else { return }
    write(.text)
    numbers.write(objects.number(ofSequence: number))
    current = number
    expected = 0
  }

  private mutating func write(_ other: OtherToken) {
    tokens.write(byte: Token.other.rawValue | other.rawValue << 3)
  }

  /// A position against the expected one, and a length; that of a removal is its end, for who
  /// removes backwards begins at the cursor.
  private mutating func write(
    _ here: Token, _ before: Token, _ behind: Token, _ position: UInt32, length: UInt32
  ) {
    let point = Int64(position) + (here == .removeHere ? Int64(length) : 0)
    let distance = point - Int64(expected)
    let token = distance == 0 ? here : distance < 0 ? before : behind
    let short = min(length, DocumentCodec.longLength)
    tokens.write(byte: token.rawValue | UInt8(truncatingIfNeeded: short) << 3)
    if distance != 0 {
      let magnitude = distance.magnitude - 1
      low.write(byte: UInt8(truncatingIfNeeded: magnitude))
      high.write(magnitude >> 8)
    }
    if short == DocumentCodec.longLength { lengths.write(length - short) }
  }
}

/// The numbers of sequences and registers in the bytes of a document: in order of first use.
struct CodedObjects {
  private var order: [(isRegister: Bool, number: Int)] = []
  private var sequences: [Int: Int] = [:]
  private var registers: [Int: Int] = [:]

  mutating func number(ofSequence number: Int) -> Int {
    if let known = sequences[number] { return known }
    sequences[number] = order.count
    order.append((false, number))
    return order.count - 1
  }

  mutating func number(ofRegister number: Int) -> Int {
    if let known = registers[number] { return known }
    registers[number] = order.count
    order.append((true, number))
    return order.count - 1
  }

  /// For each object its family (0 register, 1 text, 2 list) and its key.
  func bytes(_ names: ObjectNames) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(order.count)
    for object in order {
      if object.isRegister {
        writer.write(byte: 0)
        writer.write(counted: names.registers[object.number].utf8)
      } else {
        writer.write(byte: names.sequences[object.number].isText ? 1 : 2)
        writer.write(counted: names.sequences[object.number].key.utf8)
      }
    }
    return writer.bytes
  }
}

extension OperationLog.Entry {
  /// The entry as it was when it was logged.
  var fresh: Self {
    var entry = self
    entry.hangsRight = false
    return entry
  }
}

extension Document {
  /// What a removal took, each range within one insertion.
  func cutRanges(of entry: Int) -> [VersionRange] {
    log.ranges(of: entry).flatMap { cut($0) }
  }

  /// The writes that stand in a register, sorted by name.
  func standing(in register: Int) -> [LocalVersion] {
    let live = registers[register].standing
    guard live.count > 1 else { return live }
    return live.sorted { name(of: $0).operation < name(of: $1).operation }
  }
}

extension SpanTree {
  func isVisible(_ place: Place) -> Bool {
    !spans[place.leaf * Self.leafCapacity + place.slot].isRemoved
  }

  /// Whether what stands visible from a visible place on begins with these ranges.
  func shows(_ ranges: [VersionRange], from place: Place) -> Bool {
    var (leaf, slot, offset) = (place.leaf, place.slot, place.offset)
    for range in ranges {
      var rest = range
      while rest.count > 0 {
        while slot == leaves[leaf].count || slot == 0 && leaves[leaf].visible == 0 {
          guard leaves[leaf].next != Self.none else { return false }
          leaf = Int(leaves[leaf].next)
          slot = 0
        }
        let span = spans[leaf * Self.leafCapacity + slot]
        if !span.isRemoved {
          guard span.first + offset == rest.first else { return false }
          let taken = min(rest.count, span.count - offset)
          rest = VersionRange(first: rest.first + taken, count: rest.count - taken)
          offset += taken
          if offset < span.count { continue }
        }
        slot += 1
        offset = 0
      }
    }
    return true
  }
}
