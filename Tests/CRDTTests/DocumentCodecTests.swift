import Testing

@testable import CRDT

@Suite("The bytes of a document")
struct DocumentCodecTests {
  private static let packings = [DocumentCodec.Packing.plain, .compact]

  private func town(_ seed: UInt64, steps: Int, dishonest: Int) -> Town {
    var town = Town(seed: seed)
    town.live(steps: steps / 2)
    town.live(steps: steps / 2, dishonest: dishonest)
    return town
  }

  @Test("A document read back is the same, and goes on the same", arguments: Seeds.all)
  func roundTrip(seed: UInt64) throws {
    print("seed \(seed)")
    var town = town(seed, steps: 60, dishonest: Int(seed % 3) * 35)
    let later = town.changes.suffix(15)
    // Some changes wait for others that never come.
    let some = town.changes.dropLast(15).filter { _ in !town.generator.chance(seed % 2 == 0 ? 4 : 0)
    }
    let document = Document(some.shuffled(using: &town.generator))
    for packing in Self.packings {
      let bytes = DocumentCodec.encode(document, packing)
      var back = try DocumentCodec.decode(bytes)
      #expect(back == document)
      #expect(back.changes == document.changes)
      #expect(DocumentCodec.encode(back, packing) == bytes)
      try back.checkInvariants()
      var other = document
      back.merge(later)
      other.merge(later)
      #expect(back == other)
      try back.checkInvariants()
    }
  }

  @Test("The bytes say nothing of the order of arrival", arguments: Seeds.all)
  func canonical(seed: UInt64) {
    print("seed \(seed)")
    var town = town(seed, steps: 40, dishonest: 20)
    let expected = DocumentCodec.encode(Document(town.changes), .plain)
    for _ in 0..<4 {
      let document = Document(town.changes.shuffled(using: &town.generator))
      #expect(DocumentCodec.encode(document, .plain) == expected)
    }
  }

  @Test("A long draft read back can be edited on", arguments: Seeds.few)
  func longDraft(seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SplitMix64(seed: seed)
    var edit = Document().edit()
    var length = 0
    for _ in 0..<4_000 {
      let offset = Int.random(in: 0...length, using: &generator)
      if generator.chance(40) {
        let count = min(Int.random(in: 1...6, using: &generator), length - offset)
        edit.removeText("t", at: offset, count: count)
        length -= count
      } else {
        let word = generator.chance(50) ? "é" : "abc"
        edit.insertText("t", word, at: offset)
        length += word.unicodeScalars.count
      }
      if generator.chance(2) { edit.set("r", .integer(Int64(length))) }
      if generator.chance(2) { edit.insertText("u", "autre", at: 0) }
    }
    let document = edit.committed(as: id(seed))
    let back = try DocumentCodec.decode(DocumentCodec.encode(document, .compact))
    #expect(back == document)
    #expect(back.changes == document.changes)
    try back.checkInvariants()
    func more(_ document: Document) -> [Operation] {
      var edit = document.edit()
      edit.removeText("t", at: length / 3, count: 40)
      edit.insertText("t", "suite", at: length / 2)
      return edit.operations
    }
    #expect(more(back) == more(document))
  }

  @Test("Names that follow from labels need not be stored")
  func derivedNames() throws {
    var town = Town(seed: 5)
    town.live(steps: 30)
    func name(_ label: UInt64, _ number: Int) -> ChangeID { id(label * 1000 + UInt64(number)) }
    // The same town again, its changes named by author and number.
    var documents = Array(repeating: Document(), count: 2)
    var labels: [ChangeID: UInt64] = [:]
    for step in 0..<20 {
      let author = step % 3 == 0 ? 1 : 0
      if step % 5 == 0 { documents[author].merge(documents[1 - author].changes) }
      let number = labels.values.count { $0 == UInt64(author) }
      let id = name(UInt64(author), number)
      labels[id] = UInt64(author)
      documents[author].write(id) { $0.insertText("t", town.word(), at: step) }
    }
    documents[0].merge(documents[1].changes)
    let known = labels
    let naming = DocumentCodec.Naming.derived { known[$0] ?? 9 }
    let bytes = DocumentCodec.encode(documents[0], .plain, naming: naming)
    let back = try DocumentCodec.decode(bytes, naming: name)
    #expect(back == documents[0])
    #expect(bytes.count + 600 < DocumentCodec.encode(documents[0], .plain).count)
    #expect(throws: CodecError.repeatedName) {
      try DocumentCodec.decode(bytes) { _, _ in plainID(1) }
    }
  }

  // MARK: Bytes of any origin

  private static let sample: Document = {
    var town = Town(seed: 3)
    town.live(steps: 6)
    town.live(steps: 8, dishonest: 60)
    var document = Document(town.changes.dropFirst().shuffled(using: &town.generator))
    document.merge(town.changes.prefix(1))
    document.merge([
      Change(
        id: plainID(2), parents: [],
        operations: [
          .unknown(kind: 99, payload: [1, 2]),
          .set(key: "r", value: .text("à"), overwrites: []),
          .insertText(
            key: "t", placement: .right(of: nil, before: nil),
            text: String(repeating: "long ", count: 20)),
        ]),
      Change(id: plainID(8), parents: [plainID(9)], operations: []),
    ])
    return document
  }()

  private func expectRefusedOrSound(_ bytes: [UInt8]) {
    do throws(CodecError) {
      let document = try DocumentCodec.decode(bytes)
      #expect(throws: Never.self) { try document.checkInvariants() }
      #expect(document.text("t").utf8.count <= bytes.count * 3)
    } catch {
      // Refused, which is what is asked of altered bytes.
    }
  }

  @Test("Cut anywhere, or one byte longer, it is refused")
  func cut() {
    for packing in Self.packings {
      let bytes = DocumentCodec.encode(Self.sample, packing)
      for count in bytes.indices {
        #expect(throws: CodecError.self) { try DocumentCodec.decode(Array(bytes.prefix(count))) }
      }
      for byte in [0, 1, 0x80, 0xFF] as [UInt8] {
        #expect(throws: CodecError.trailingBytes) { try DocumentCodec.decode(bytes + [byte]) }
      }
    }
  }

  @Test("Any bit flipped, any byte replaced: refused, or a sound document")
  func altered() {
    let bytes = DocumentCodec.encode(Self.sample, .plain)
    for position in bytes.indices {
      for bit in 0..<8 {
        var altered = bytes
        altered[position] ^= 1 << bit
        expectRefusedOrSound(altered)
      }
      for byte in [0, 1, 7, 0x7F, 0x80, 0xFF] as [UInt8] {
        var altered = bytes
        altered[position] = byte
        expectRefusedOrSound(altered)
      }
    }
  }

  @Test("Columns that a liar announces cost no memory")
  func liar() {
    var writer = ByteWriter()
    writer.write(DocumentCodec.format)
    for _ in DocumentCodec.Column.allCases { writer.write((1 << 40) as UInt64) }
    #expect(throws: CodecError.beyondLimits) { try DocumentCodec.decode(writer.bytes) }
    // One insertion of 2^32 letters in an empty text.
    var columns: [[UInt8]] = DocumentCodec.Column.allCases.map { _ in [] }
    columns[DocumentCodec.Column.objects.rawValue] = [1, 1, 1, 0x74]
    columns[DocumentCodec.Column.names.rawValue] = plainID(1).bytes
    columns[DocumentCodec.Column.parents.rawValue] = [1]
    columns[DocumentCodec.Column.counts.rawValue] = [2]
    columns[DocumentCodec.Column.tokens.rawValue] = [6, 31 << 3]
    columns[DocumentCodec.Column.lengths.rawValue] = [0xFF, 0xFF, 0xFF, 0xFF, 0x0E]
    columns[DocumentCodec.Column.numbers.rawValue] = [0]
    columns[DocumentCodec.Column.raw.rawValue] = [0]
    #expect(throws: CodecError.malformedHistory) {
      try DocumentCodec.decode(DocumentCodec.pack(columns, .plain))
    }
  }
}
