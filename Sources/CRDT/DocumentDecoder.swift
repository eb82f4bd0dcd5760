/// Reads the columns of a document. Whatever they hold, the outcome is a document or an error.
struct DocumentDecoder {
  private typealias Token = DocumentCodec.Token
  private typealias OtherToken = DocumentCodec.OtherToken

  private var document = Document()
  private var objects: [(isRegister: Bool, isText: Bool, number: Int)] = []

  private var names: ByteReader
  private var parents: ByteReader
  private var counts: ByteReader
  private var tokens: ByteReader
  private var low: ByteReader
  private var high: ByteReader
  private var lengths: ByteReader
  private var numbers: ByteReader
  private var values: ByteReader
  private var raw: ByteReader

  private var current = -1
  private var expected: UInt32 = 0

  init(columns: [[UInt8]]) throws(CodecError) {
    func reader(_ column: DocumentCodec.Column) -> ByteReader {
      ByteReader(columns[column.rawValue])
    }
    names = reader(.names)
    parents = reader(.parents)
    counts = reader(.counts)
    tokens = reader(.tokens)
    low = reader(.low)
    high = reader(.high)
    lengths = reader(.lengths)
    numbers = reader(.numbers)
    values = reader(.values)
    raw = reader(.raw)
    guard let arena = TextArena(utf8: columns[DocumentCodec.Column.text.rawValue]) else {
      throw .invalidText
    }
    document.arena = arena
    var keys = reader(.objects)
    try readObjects(&keys)
  }

  private mutating func readObjects(_ reader: inout ByteReader) throws(CodecError) {
    for _ in 0..<(try reader.count(eachAtLeast: 3)) {
      let family = try reader.byte()
      let key = try reader.key()
      switch family {
      case 0:
        guard document.names.register(key) == nil else { throw .malformedHistory }
        objects.append((true, false, document.registerNumber(key)))
      case 1:
        guard document.names.text(key) == nil else { throw .malformedHistory }
        objects.append((false, true, document.textNumber(key)))
      case 2:
        guard document.names.list(key) == nil else { throw .malformedHistory }
        objects.append((false, false, document.listNumber(key)))
      case _: throw .unknownTag
      }
    }
    try reader.expectEnd()
  }

  mutating func document(
    _ name: ((_ label: UInt64, _ number: Int) -> ChangeID)?
  ) throws(CodecError) -> Document {
    var seen: [UInt64: Int] = [:]
    while !parents.isAtEnd {
      let parents = try readParents()
      let id: ChangeID
      if let name {
        let label = try names.integer()
        id = name(label, seen[label, default: 0])
        seen[label, default: 0] += 1
      } else {
        id = try names.id()
      }
      guard document.past.number(of: id) == nil else { throw .repeatedName }
      try readChange(id, parents)
    }
    try readWaiting()
    guard document.log.next == document.arena.count else { throw .malformedHistory }
    for reader in [names, counts, tokens, low, high, lengths, numbers, values, raw] {
      try reader.expectEnd()
    }
    return document
  }

  private mutating func readParents() throws(CodecError) -> [UInt32] {
    let number = document.past.count
    let code = try parents.integer()
    if code == 0 {
      guard number > 0 else { throw .malformedHistory }
      return [UInt32(number - 1)]
    }
    guard code - 1 <= UInt64(parents.remaining) else { throw .truncated }
    var found: [UInt32] = []
    for _ in 1..<code {
      let distance = try parents.integer()
      guard distance > 0, distance <= UInt64(number) else { throw .malformedHistory }
      let parent = UInt32(number - Int(distance))
      guard found.last.map({ $0 < parent }) ?? true else { throw .malformedHistory }
      found.append(parent)
    }
    return found
  }

  private mutating func readChange(_ id: ChangeID, _ parents: [UInt32]) throws(CodecError) {
    let count = try counts.integer()
    if count == 1 {
      var body = try raw.part()
      let change = Change(
        id: id, parents: parents.map { document.past.ids[Int($0)] },
        operations: try OperationCodec.decode(Array(body.rest())))
      document.merge([change])
      guard document.refused[id] != nil else { throw .malformedHistory }
      return
    }
    guard count & 1 == 0, count >> 1 <= UInt64(tokens.remaining) else { throw .truncated }
    document.past.append(id, parents: parents, firstEntry: document.log.entries.count)
    var operations = count >> 1
    while operations > 0 {
      if try readOperation() { operations -= 1 }
    }
  }

  private mutating func readWaiting() throws(CodecError) {
    var waiting: [Change] = []
    for _ in 0..<(try raw.count(eachAtLeast: ChangeID.byteCount + 2)) {
      let id = try raw.id()
      var parents: [ChangeID] = []
      for _ in 0..<(try raw.count(eachAtLeast: ChangeID.byteCount)) { parents.append(try raw.id()) }
      var body = try raw.part()
      let operations = try OperationCodec.decode(Array(body.rest()))
      guard parents.contains(where: { document.past.number(of: $0) == nil }) else {
        throw .malformedHistory
      }
      waiting.append(Change(id: id, parents: parents, operations: operations))
    }
    let admitted = document.past.count
    document.merge(waiting)
    guard document.past.count == admitted else { throw .malformedHistory }
  }

  // MARK: Operations

  /// Reads a token; false for one that is no operation.
  private mutating func readOperation() throws(CodecError) -> Bool {
    let byte = try tokens.byte()
    guard let token = Token(rawValue: byte & 7) else { throw .unknownTag }
    switch token {
    case .insertHere: try insert(byte, 0)
    case .insertBefore: try insert(byte, -1)
    case .insertBehind: try insert(byte, 1)
    case .removeHere: try remove(byte, 0)
    case .removeBefore: try remove(byte, -1)
    case .removeBehind: try remove(byte, 1)
    case .other:
      guard let other = OtherToken(rawValue: byte >> 3) else { throw .unknownTag }
      return try readOther(other)
    }
    return true
  }

  /// The position that a token means.
  @inline(__always)
  private mutating func point(_ sign: Int64) throws(CodecError) -> Int64 {
    guard sign != 0 else { return Int64(expected) }
    let low = try low.byte()
    let high = try high.smallInteger()
    return Int64(expected) + sign * (Int64(high) << 8 + Int64(low) + 1)
  }

  @inline(__always)
  private mutating func length(_ byte: UInt8) throws(CodecError) -> UInt32 {
    let short = UInt32(byte >> 3)
    guard short == DocumentCodec.longLength else { return short }
    let (length, overflow) = short.addingReportingOverflow(try lengths.smallInteger())
    guard !overflow else { throw .beyondLimits }
    return length
  }

  private mutating func insert(_ byte: UInt8, _ sign: Int64) throws(CodecError) {
    let position = try point(sign)
    let count = try length(byte)
    guard current >= 0, position >= 0,
      position <= document.sequences[current].visible
    else { throw .malformedHistory }
    try checkRoom(count)
    insert(.insertText, count, in: current, at: UInt32(position))
    expected = UInt32(position) + count
  }

  private func checkRoom(_ count: UInt32) throws(CodecError) {
    guard count > 0, count <= document.arena.count - document.log.next else {
      throw .malformedHistory
    }
  }

  private mutating func insert(
    _ kind: OperationLog.Kind, _ count: UInt32, in number: Int, at position: UInt32
  ) {
    let place =
      position == 0 ? nil : document.sequences[number].place(ofVisible: position - 1)
    let left = place.map { document.sequences[number].element(at: $0) }
    document.insert(
      document.typed(kind, behind: place, left, in: number), count, behind: place)
  }

  private mutating func remove(_ byte: UInt8, _ sign: Int64) throws(CodecError) {
    let end = try point(sign)
    let count = try length(byte)
    guard current >= 0, count > 0, end >= Int64(count),
      end <= document.sequences[current].visible
    else { throw .malformedHistory }
    expected = UInt32(end) - count
    document.removeVisible(count, at: expected, from: current)
  }

  private mutating func readOther(_ token: OtherToken) throws(CodecError) -> Bool {
    switch token {
    case .text:
      current = try sequence(isText: true)
      expected = 0
      return false
    case .set, .setNamed: try readWrite(isNamed: token == .setNamed)
    case .insertTextNamed:
      guard current >= 0 else { throw .malformedHistory }
      let placement = try placement(.insertText, in: current)
      try hang(.insertText, placement, try numbers.smallInteger(), in: current)
    case .removeTextNamed:
      guard current >= 0 else { throw .malformedHistory }
      try removeNamed(.removeText, in: current)
    case .insertItem:
      let number = try sequence(isText: false)
      let position = try numbers.smallInteger()
      guard position <= document.sequences[number].visible else { throw .malformedHistory }
      try checkRoom(1)
      document.log.note(try values.value())
      insert(.insertItem, 1, in: number, at: position)
    case .insertItemNamed:
      let number = try sequence(isText: false)
      let placement = try placement(.insertItem, in: number)
      document.log.note(try values.value())
      try hang(.insertItem, placement, 1, in: number)
    case .removeItem:
      let number = try sequence(isText: false)
      let position = try numbers.smallInteger()
      guard position < document.sequences[number].visible else { throw .malformedHistory }
      document.removeItem(at: position, from: number)
    case .removeItemNamed:
      let number = try sequence(isText: false)
      let item = try element(try numbers.smallInteger(), .insertItem, in: number)
      document.remove([VersionRange(first: item, count: 1)], .removeItem, from: number)
    case .unknown:
      let kind = try raw.integer()
      guard OperationCodec.Kind(rawValue: kind) == nil else { throw .unknownTag }
      var payload = try raw.part()
      document.log.append(kind: kind, payload: Array(payload.rest()))
      document.hasUnknownOperations = true
    }
    return true
  }

  private mutating func sequence(isText: Bool) throws(CodecError) -> Int {
    let number = try numbers.integer()
    guard number < UInt64(objects.count) else { throw .malformedHistory }
    let object = objects[Int(number)]
    guard !object.isRegister, object.isText == isText else { throw .malformedHistory }
    return object.number
  }

  // MARK: Names

  /// An element of a sequence, counted back from the next local version.
  private func element(
    _ back: UInt32, _ kind: OperationLog.Kind, in number: Int
  ) throws(CodecError) -> LocalVersion {
    guard back > 0, back <= document.log.next else { throw .malformedHistory }
    let version = document.log.next - back
    let entry = document.log.entries[document.log.entry(of: version)]
    guard entry.kind == kind, entry.object == number else { throw .malformedHistory }
    return version
  }

  private mutating func placement(
    _ kind: OperationLog.Kind, in number: Int
  ) throws(CodecError) -> (first: LocalVersion, second: LocalVersion) {
    let back = try numbers.smallInteger()
    let parent = back == 0 ? OperationLog.origin : try element(back, kind, in: number)
    switch try numbers.smallInteger() {
    case 0:
      guard parent != OperationLog.origin else { throw .malformedHistory }
      return (parent, OperationLog.leftSide)
    case 1: return (parent, OperationLog.end)
    case let origin: return (parent, try element(origin - 1, kind, in: number))
    }
  }

  private mutating func hang(
    _ kind: OperationLog.Kind, _ placement: (first: LocalVersion, second: LocalVersion),
    _ count: UInt32, in number: Int
  ) throws(CodecError) {
    try checkRoom(count)
    document.log.append(
      OperationLog.Entry(
        kind: kind, object: UInt32(number), first: placement.first, second: placement.second))
    document.log.next += count
    document.hang(document.log.entries.count - 1)
  }

  private mutating func removeNamed(
    _ kind: OperationLog.Kind, in number: Int
  ) throws(CodecError) {
    var ranges: [VersionRange] = []
    let count = try numbers.count(atMost: OperationLimits.references, eachAtLeast: 2)
    guard count > 0 else { throw .malformedHistory }
    for _ in 0..<count {
      let first = try element(try numbers.smallInteger(), .insertText, in: number)
      let length = try numbers.smallInteger()
      let end = document.log.end(of: document.log.entry(of: first))
      guard length > 0, length <= end - first else { throw .malformedHistory }
      ranges.append(VersionRange(first: first, count: length))
    }
    document.remove(ranges, kind, from: number)
  }

  private mutating func readWrite(isNamed: Bool) throws(CodecError) {
    let number = try numbers.integer()
    guard number < UInt64(objects.count), objects[Int(number)].isRegister else {
      throw .malformedHistory
    }
    let register = objects[Int(number)].number
    var overwritten: [LocalVersion] = []
    if !isNamed {
      overwritten = document.standing(in: register)
    } else {
      for _ in 0..<(try numbers.count(atMost: OperationLimits.references, eachAtLeast: 1)) {
        overwritten.append(try element(try numbers.smallInteger(), .set, in: register))
      }
    }
    try checkRoom(1)
    document.log.note(try values.value())
    document.replay(write: register, replacing: overwritten[...])
  }
}
