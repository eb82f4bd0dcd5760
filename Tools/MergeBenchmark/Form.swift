import CRDT

// The forms that `Tools/merge-peers/form.py` writes: numbers of 32 bits, little-endian; a text is its
// count of UTF-8 bytes and the bytes; a list is its count and its members.

/// `removed` scalars at `position` go, `inserted` comes.
struct Patch {
  let position: Int
  let removed: Int
  let inserted: String
}

/// Consecutive edits of one author, the line of work they continue, and what a replica does to stand where the author stood: the
/// replica begins empty if `isFresh`, then merges `merges`.
struct PlannedChange {
  let id: ChangeID
  let line: Int
  let replica: Int
  let isFresh: Bool
  let parents: [Int]
  let merges: [Int]
  let patches: [Patch]
}

/// A trace, cut into changes.
struct History {
  let isConcurrent: Bool
  let end: String
  /// How many leading changes only bring the start content.
  let setup: Int
  let changes: [PlannedChange]
  /// Another causal order of the changes.
  let second: [Int]

  init(_ bytes: [UInt8]) throws(Misuse) {
    var form = try FormReader(bytes, mark: "CMH1")
    isConcurrent = try form.number() != 0
    end = try form.text()
    setup = try form.number()
    changes = try form.list { form throws(Misuse) in
      _ = try form.number()
      let line = try form.number()
      let id = ChangeNames.name(line: UInt64(line), number: try form.number())
      return PlannedChange(
        id: id, line: line, replica: try form.number(), isFresh: try form.number() != 0,
        parents: try form.numbers(), merges: try form.numbers(),
        patches: try form.list { form throws(Misuse) in
          Patch(
            position: try form.number(), removed: try form.number(), inserted: try form.text())
        })
    }
    second = try form.numbers()
  }

  /// The line of work of each change.
  var lines: [ChangeID: UInt64] {
    Dictionary(uniqueKeysWithValues: changes.map { ($0.id, UInt64($0.line)) })
  }
}

/// A note of the case file.
struct Note: Equatable {
  let registers: [(String, String)]
  let body: String

  static func list(_ bytes: [UInt8]) throws(Misuse) -> [Note] {
    var form = try FormReader(bytes, mark: "CMN1")
    return try form.list { form throws(Misuse) in
      Note(
        registers: try form.list { form throws(Misuse) in (try form.text(), try form.text()) },
        body: try form.text())
    }
  }

  /// Compared by bytes: nothing may be normalised.
  static func == (left: Self, right: Self) -> Bool {
    isSame(left.body, right.body)
      && left.registers.elementsEqual(right.registers) {
        isSame($0.0, $1.0) && isSame($0.1, $1.1)
      }
  }
}

/// Equal by UTF-8 bytes.
func isSame(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }

struct FormReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8], mark: String) throws(Misuse) {
    self.bytes = bytes
    guard bytes.starts(with: mark.utf8) else { throw .form }
    position = mark.utf8.count
  }

  mutating func number() throws(Misuse) -> Int {
    let four = try range(4)
    return bytes.withUnsafeBytes {
      Int(UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: four.lowerBound, as: UInt32.self)))
    }
  }

  private mutating func range(_ count: Int) throws(Misuse) -> Range<Int> {
    guard count <= bytes.count - position else { throw .form }
    position += count
    return position - count..<position
  }

  mutating func text() throws(Misuse) -> String {
    String(decoding: bytes[try blockRange()], as: UTF8.self)
  }

  mutating func block() throws(Misuse) -> [UInt8] { Array(bytes[try blockRange()]) }

  /// Where a block of bytes stands.
  mutating func blockRange() throws(Misuse) -> Range<Int> { try range(try number()) }

  mutating func numbers() throws(Misuse) -> [Int] {
    try list { form throws(Misuse) in try form.number() }
  }

  mutating func list<Member>(
    _ member: (inout FormReader) throws(Misuse) -> Member
  ) throws(Misuse) -> [Member] {
    var members: [Member] = []
    for _ in 0..<(try number()) { members.append(try member(&self)) }
    return members
  }
}

struct FormWriter {
  private(set) var bytes: [UInt8]

  init(mark: String) { bytes = Array(mark.utf8) }

  mutating func number(_ number: Int) {
    for shift in stride(from: 0, to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  mutating func block(_ block: [UInt8]) {
    number(block.count)
    bytes += block
  }
}
