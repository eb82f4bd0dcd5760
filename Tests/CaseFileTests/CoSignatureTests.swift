import CRDT
import CaseFile
import Testing

@Suite("What a co-signature covers")
struct CoSignatureTests {
  private static func id(_ number: UInt8) throws -> ChangeID {
    try #require(ChangeID([UInt8](repeating: number, count: 32)))
  }

  /// A note that waits.
  private func waiting() throws -> Document {
    var document = Document()
    let operations = try RecordEdit.creation(
      .note, ["text": ["Un mot."]], in: .projet, isToCoSign: true)
    document.merge([Change(id: try Self.id(1), parents: [], operations: operations)])
    return document
  }

  private func change(
    _ number: UInt8, of document: Document, _ body: (inout RecordEdit) throws -> Void
  ) throws -> Change {
    var edit = RecordEdit(document, .note, in: .projet)
    try body(&edit)
    return Change(
      id: try Self.id(number), parents: document.frontier, operations: edit.operations)
  }

  private func stands(_ document: Document, _ changes: Change...) throws -> CoSignature? {
    var merged = document
    merged.merge(changes)
    return try #require(Record(merged)).coSignature
  }

  private func rewrite(_ text: String, asking: Bool) -> (inout RecordEdit) throws -> Void {
    { edit in
      try edit.set("text", [text])
      if asking { edit.askCoSignature() }
    }
  }

  @Test("It stands until somebody who does not write alone writes, after it or without knowing it")
  func covers() throws {
    let note = try waiting()
    #expect(try stands(note) == .waits([Self.id(1)]))
    let signed = try change(2, of: note) { $0.coSign() }
    let beside = try change(3, of: note, rewrite("Un autre mot.", asking: true))
    #expect(try stands(note, signed) == .given([Self.id(2)]))
    #expect(try stands(note, signed, beside) == .waits([Self.id(3)]))
    var both = note
    both.merge([signed])
    let after = try change(4, of: both, rewrite("Encore un mot.", asking: true))
    #expect(try stands(both, after) == .waits([Self.id(4)]))
    // The words of whoever writes alone need nobody.
    let alone = try change(5, of: both, rewrite("Une phrase.", asking: false))
    #expect(try stands(both, alone) == .given([Self.id(2)]))
    both.merge([after])
    #expect(try stands(both, change(6, of: both) { $0.coSign() }) == .given([Self.id(6)]))
  }

  @Test("Two who co-sign without knowing of each other are both told, and nobody has to choose")
  func several() throws {
    let note = try waiting()
    let (one, other) = (
      try change(2, of: note) { $0.coSign() }, try change(3, of: note) { $0.coSign() }
    )
    #expect(try stands(note, one, other) == .given([Self.id(2), Self.id(3)]))
    var merged = note
    merged.merge([one, other])
    #expect(try #require(Record(merged)).state == .current)
  }

  @Test("It is no field: no writer, no value, nothing in an older version that is brought back")
  func noField() throws {
    var note = try waiting()
    let then = try #require(Record(note))
    note.merge([try change(2, of: note) { $0.coSign() }])
    let now = try #require(Record(note))
    #expect(now.values == then.values)
    #expect(Record.writers(of: note) == [try Self.id(1)])
    let restored = try change(3, of: note) { $0.restore(then) }
    #expect(restored.operations.isEmpty)
    #expect(try #require(note.change(Self.id(1))).operations.count > 1)
    #expect(Record.coSignature(of: try #require(note.change(Self.id(1)))) == .asked)
    #expect(Record.coSignature(of: try #require(note.change(Self.id(2)))) == .given)
  }

  @Test("Only a kind that is co-signed asks, and only with what it writes")
  func asks() throws {
    #expect(RecordType.all.filter(\.isCoSigned) == [.note])
    let right = try RecordEdit.creation(
      .request, ["words": ["Un logement."]], in: .projet, isToCoSign: true)
    #expect(try right == RecordEdit.creation(.request, ["words": ["Un logement."]], in: .projet))
    #expect(try change(2, of: waiting()) { $0.askCoSignature() }.operations.isEmpty)
  }

  @Test("Who writes with a co-signature writes notes and changes its own, and nothing else")
  func matrix() throws {
    let matrix = AccessMatrix.standard
    try matrix.checkWrite(.note, .stagiaire, .projet)
    let refused = RuleBroken.coSignedOnly(.stagiaire, .projet)
    #expect(throws: refused) { try matrix.checkWrite(.note, .stagiaire, .projet, own: false) }
    #expect(throws: refused) { try matrix.checkWrite(.request, .stagiaire, .projet) }
    #expect(throws: refused) { try matrix.checkWrite(.stagiaire, .projet) }
    #expect(throws: RuleBroken.roleMayNotWrite(.stagiaire, .logement)) {
      try matrix.checkWrite(.note, .stagiaire, .logement)
    }
    let cells = Role.allCases.flatMap { role in
      Volet.allCases.filter { matrix.isCoSigned(role, $0) }.map { "\(role.code) \($0.code)" }
    }
    #expect(cells == ["stagiaire projet", "stagiaire droits"])
  }
}
