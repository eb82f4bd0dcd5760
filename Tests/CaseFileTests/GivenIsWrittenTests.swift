import CRDT
import CaseFile
import Testing

/// What somebody gives in an edit is in the record afterwards, whatever the version that she began from held.
@Suite("What is given is written")
struct GivenIsWrittenTests {
  private static let kind = RecordType(
    code: "thing", version: 1, volets: [.droits],
    fields: [
      RecordField("line", .line(.line)), RecordField("name", .name), RecordField("day", .date),
      RecordField("number", .integer(0...9)), RecordField("yes", .flag),
      RecordField("code", .code(.rightState)), RecordField("codes", .codes(.requestTheme)),
      RecordField("lines", .lines(.line)), RecordField("prose", .prose(.prose)),
    ])

  /// Two or three values of each field that are easily met again.
  private static let choices: [String: [[String]]] = [
    "line": [["un"], ["deux"], []], "name": [["Ana"], ["Bo"]], "day": [["2026"], ["2027-01"], []],
    "number": [["1"], ["2"], []], "yes": [["true"], ["false"]],
    "code": [["a_ouvrir"], ["accorde"], ["refuse"]],
    "codes": [["papiers"], ["papiers", "emploi"], ["emploi"]],
    "lines": [["un", "deux"], ["un"], ["deux", "trois"], ["zéro", "un", "deux"]],
    "prose": [["Un mot."], ["Deux mots."], ["Trois."]],
  ]

  private func record(_ document: Document) throws -> Record {
    try #require(Record(document, among: [Self.kind]))
  }

  /// Merges an edit of a version; an empty one changes nothing.
  private func merge(
    _ edit: RecordEdit, from base: Document, number: Int, into whole: inout Document
  ) throws {
    guard !edit.operations.isEmpty else { return }
    let id = try #require(
      ChangeID([UInt8](repeating: 0, count: 30) + [UInt8(number / 256), UInt8(number % 256)]))
    whole.merge([Change(id: id, parents: base.frontier, operations: edit.operations)])
  }

  @Test(
    "Whatever the version it began from, it stands alone or beside the others", arguments: 1...60)
  func law(seed: UInt64) throws {
    var dice = Seeded(state: seed)
    var whole = Document()
    whole.merge([
      Change(
        id: try #require(ChangeID([UInt8](repeating: 255, count: 32))), parents: [],
        operations: try RecordEdit.creation(
          Self.kind, ["code": ["a_ouvrir"], "prose": ["Un mot."]], in: .droits))
    ])
    for number in 1...40 {
      let head = try #require(whole.history.randomElement(using: &dice))
      let isPresent = Bool.random(using: &dice)
      let base = isPresent ? whole : whole.at([head])
      let field = try #require(Self.kind.fields.randomElement(using: &dice))
      let given = try #require(Self.choices[field.code]?.randomElement(using: &dice))
      var edit = RecordEdit(base, Self.kind, in: .droits, beside: whole)
      try edit.set(field.code, given)
      let (read, before) = (try record(base).texts(field.code), try record(whole))
      try merge(edit, from: base, number: number, into: &whole)
      let after = try record(whole)
      let told = "seed \(seed), \(number): \(field.code) \(given), read \(read)"
      switch field.storage {
      case .register:
        let values = after[field.code].values.map(\.value)
        #expect(values.contains(given.first) || given.isEmpty && values.isEmpty, "\(told)")
        // Nothing is written only where it is so already.
        if edit.operations.isEmpty {
          #expect(before.texts(field.code) == given, "\(told)")
          #expect(!before[field.code].isConflicting, "\(told)")
        }
      case .members, .list:
        #expect(Set(given).isSubset(of: after.texts(field.code)), "\(told)")
      case .text:
        #expect(edit.operations.isEmpty == (read == given), "\(told)")
        if read == given {
          #expect(after.texts(field.code) == before.texts(field.code), "\(told)")
        }
      }
    }
  }

  @Test("A value that was changed since stands beside the change, for a person to settle")
  func beside() throws {
    var whole = Document()
    let first = try #require(ChangeID([UInt8](repeating: 1, count: 32)))
    let creation = try RecordEdit.creation(
      Self.kind, ["code": ["a_ouvrir"], "codes": ["papiers"]], in: .droits)
    whole.merge([Change(id: first, parents: [], operations: creation)])
    let base = whole
    var other = RecordEdit(base, Self.kind, in: .droits)
    try other.set("code", ["accorde"])
    try other.set("codes", ["emploi"])
    try merge(other, from: base, number: 2, into: &whole)
    var hers = RecordEdit(base, Self.kind, in: .droits, beside: whole)
    try hers.set("code", ["a_ouvrir"])
    try hers.set("codes", ["papiers"])
    try merge(hers, from: base, number: 3, into: &whole)
    let merged = try record(whole)
    #expect(merged.state == .conflict)
    #expect(Set(merged["code"].texts) == ["a_ouvrir", "accorde"])
    #expect(merged.texts("codes") == ["papiers", "emploi"])
    #expect(merged.conflicts.map(\.field.code) == ["code", "codes"])
    // What stands as it is asked is written no second time.
    var again = RecordEdit(base, Self.kind, in: .droits, beside: base)
    try again.set("code", ["a_ouvrir"])
    #expect(again.operations.isEmpty)
  }

  @Test("A deletion that somebody took back since is asked for again")
  func deletions() throws {
    var whole = Document()
    let first = try #require(ChangeID([UInt8](repeating: 1, count: 32)))
    whole.merge([
      Change(
        id: first, parents: [],
        operations: try RecordEdit.creation(Self.kind, ["code": ["refuse"]], in: .droits))
    ])
    var deletion = RecordEdit(whole, Self.kind, in: .droits)
    deletion.delete()
    try merge(deletion, from: whole, number: 2, into: &whole)
    let base = whole
    var kept = RecordEdit(base, Self.kind, in: .droits)
    kept.keep()
    try merge(kept, from: base, number: 3, into: &whole)
    #expect(try record(whole).state == .current)
    var again = RecordEdit(base, Self.kind, in: .droits, beside: whole)
    again.delete()
    try merge(again, from: base, number: 4, into: &whole)
    #expect(try record(whole).state == .deleteRequested)
  }
}
