import CRDT
import CaseFile
import Testing

@Suite("What a record says in a sheet, and how old it is")
struct SheetValueTests {
  private static let kind = RecordType(
    code: "thing", version: 1, home: .service(writers: [.referent]), isPublished: true,
    fields: [
      RecordField("name", .name, isRequired: true), RecordField("codes", .codes(.requestTheme)),
      RecordField("seen", .date, staleAfter: 6), RecordField("by", .line(.line), staysHere: true),
      RecordField("lines", .lines(.line)), RecordField("open", .flag),
    ])

  private func record(_ values: [String: [String]]) throws -> Record {
    var document = Document()
    let id = try #require(ChangeID([UInt8](repeating: 1, count: 32)))
    document.merge([
      Change(
        id: id, parents: [],
        operations: try RecordEdit.creation(Self.kind, values, in: .ofService))
    ])
    return try #require(Record(document, among: [Self.kind]))
  }

  private func told(_ values: [String: [String]]) throws -> [String] {
    Self.kind.published(try record(values).values).map { "\($0.field)=\($0.value)" }
  }

  @Test("Its values stand in the order of the declaration, whatever the order of writing")
  func order() throws {
    let one = try told([
      "open": ["true"], "lines": ["b", "a"], "codes": ["sante", "papiers"], "name": ["N"],
      "by": ["Zoé"], "seen": ["2026-04"],
    ])
    #expect(
      one == [
        "name=N", "codes=papiers", "codes=sante", "seen=2026-04", "lines=b", "lines=a",
        "open=true",
      ])
    #expect(
      try told([
        "name": ["N"], "codes": ["papiers", "sante"], "lines": ["b", "a"], "open": ["true"],
        "seen": ["2026-04"], "by": ["Ana"],
      ]) == one)
  }

  @Test("What is published comes back as it was, but for what stays here")
  func round() throws {
    let values = ["name": ["N"], "codes": ["papiers"], "lines": ["b", "a"], "open": ["false"]]
    var given = values
    given["by"] = ["Zoé"]
    let entries = Self.kind.published(try record(given).values)
    #expect(Self.kind.copied(entries) == values)
    #expect(Self.kind.shown(entries).byField == values)
    let hostile = entries + [("by", "Zoé"), ("name", "M"), ("codes", "lune"), ("orbit", "1")]
    #expect(Self.kind.copied(hostile) == values)
    #expect(Self.kind.shown(hostile).byField["codes"] == ["papiers", "lune"])
    let many = (0..<100).map { (field: "lines", value: "\($0)") }
    #expect(Self.kind.copied(many)["lines"]?.count == Limits.lines)
  }

  @Test(
    "It is told how old a date is from six whole months on, of several by the latest",
    arguments: [
      ("2026-05-30", nil, "2026-11-29"), ("2026-05-30", 6, "2026-11-30"),
      ("2026-03-15", 8, "2026-11-30"), ("2024-11", 23, "2026-11-29"), ("2025", 11, "2026-12-30"),
      ("2027-01-01", nil, "2026-11-30"), ("hier", nil, "2026-11-30"),
    ] as [(String, Int?, String)])
  func age(date: String, months: Int?, today: String) throws {
    let today = try CalendarDate(parsing: today)
    #expect(Self.kind.staleMonths(["seen": [date]], on: today) == months)
    #expect(Self.kind.staleMonths(["seen": [date, "2026-11-20"]], on: today) == nil)
    #expect(Self.kind.staleMonths([:], on: today) == nil)
    #expect(RecordType.note.staleMonths(["happened": ["2020"]], on: today) == nil)
  }
}
