import CaseFile
import Testing

@Suite("What is odd in a record is told where it is saved, and refused by nobody")
struct RecordDoubtTests {
  private func doubts(
    _ type: RecordType, _ values: [String: [String]], in volet: Volet = .droits,
    giving: Set<String>? = nil, mayWrite: (Volet) -> Bool = { _ in true }
  ) throws -> [RecordDoubt] {
    let record = try #require(Record(try RecordEdit.creation(type, values, in: volet)))
    return record.doubts(giving: giving ?? Set(values.keys), in: volet, mayWrite: mayWrite)
  }

  private func name(_ field: String) -> FieldName { FieldName("right." + field) }

  @Test(
    "A refusal, a suspension and a step of the service are told without their reason, and not with it"
  )
  func unsaid() throws {
    let cases = [
      ("state", "refuse", "refusal_reason"), ("state", "suspendu", "suspended_because"),
      ("who", "le_service", "who_reason"),
    ]
    for (field, code, reason) in cases {
      let told = RecordDoubt.unsaid(name(reason), where: name(field), is: code)
      #expect(try doubts(.right, [field: [code]]) == [told])
      #expect(try doubts(.right, [field: [code]], giving: ["right"]).isEmpty)
      let given = reason == "suspended_because" ? "radiation" : "Parce que."
      #expect(try doubts(.right, [field: [code], reason: [given]], in: .justice).isEmpty)
    }
    #expect(try doubts(.right, ["state": ["suspendu"]]) { $0 != .justice }.isEmpty)
    #expect(try doubts(.right, ["state": ["accorde"], "who": ["ensemble"]]).isEmpty)
  }

  @Test("Two dates in the wrong order are told; a month or a year that may be in order is not")
  func crossed() throws {
    let told = [RecordDoubt.crossed(name("state_since"), name("valid_until"))]
    func dates(_ since: String, _ until: String) throws -> [RecordDoubt] {
      try doubts(.right, ["state_since": [since], "valid_until": [until]])
    }
    #expect(try dates("2026-05-02", "2026-05-01") == told)
    #expect(try dates("2026-05-02", "2025") == told)
    #expect(try dates("2026-05-02", "2026-05-02").isEmpty)
    #expect(try dates("2026-05-02", "2026-05").isEmpty)
    #expect(try dates("2026-05-02", "2026").isEmpty)
  }

  @Test(
    "A prison that is written down is found in three languages, however it is typed",
    arguments: [
      ("Écrou 12345", "ecrou"), ("son n° d’ÉCROU : 12", "ecrou"),
      ("Cellule 214, aile B", "cellule 214"),
      ("à la maison d'arrêt", "maison d arret"), ("Maison d’arret", "maison d arret"),
      ("in de Gevangenis", "gevangenis"), ("cel 12", "cel 12"), ("in prison", "prison"),
      ("cell 4B", "cell 4b"), ("elle sort de détention", "detention"),
    ])
  func found(text: String, word: String) throws {
    #expect(PrisonWords.found(in: text) == [word], "\(text)")
    let told = RecordDoubt.tellsPrison(FieldName("note.text"), words: word, .droits)
    #expect(try doubts(.note, ["text": [text]]) == [told])
    for volet in [Volet.justice, .confie, .equipe, .interne] {
      #expect(try doubts(.note, ["text": [text]], in: volet).isEmpty)
    }
  }

  @Test(
    "What only looks like it is not told",
    arguments: [
      "la cellule familiale", "une maison d’accueil", "cellulaire 12", "celle 4", "emprisonner",
      "Elle veut ses papiers.", "excel 12", "12 cellules",
    ])
  func harmless(text: String) { #expect(PrisonWords.found(in: text).isEmpty, "\(text)") }

  @Test("It is told once: what stood there before is not told again")
  func once() throws {
    func note(_ text: String) throws -> Record {
      try #require(Record(try RecordEdit.creation(.note, ["text": [text]], in: .droits)))
    }
    let before = try note("Sort de prison.")
    let same = try note("Sort de prison lundi.")
    let more = try note("Sort de prison, cellule 214.")
    #expect(same.doubts(giving: ["text"], in: .droits, after: before).isEmpty)
    #expect(more.doubts(giving: ["text"], in: .droits, after: before).count == 1)
    #expect(same.doubts(giving: ["title"], in: .droits).isEmpty)
  }

  @Test("What is expected of a kind is about fields and codes that it has")
  func declared() {
    for type in RecordType.all {
      for expectation in type.expectations {
        switch expectation {
        case .said(let reason, let field, let values):
          #expect(type[reason] != nil && !values.isEmpty)
          let known = type[field]?.vocabulary?.codes.map(\.code) ?? ["true", "false"]
          #expect(Set(values).isSubset(of: known))
        case .saidAgain(let reason):
          #expect(type[reason] != nil && !type.isOfService)
        case .ordered(let first, let last):
          #expect(type[first]?.content == .date && type[last]?.content == .date)
        }
      }
      guard let checklist = type.checklist else { continue }
      #expect(type[checklist.field]?.vocabulary != nil)
      // What stands apart is on no list.
      #expect(checklist.columns.allSatisfy { type[$0]?.isDiscreet == false })
    }
  }
}
