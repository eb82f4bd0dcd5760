import CaseFile
import Testing

@testable import Words

@Suite("What is read before somebody calls")
struct CallTests {
  private static func way(
    _ values: [String: [String]], in volet: Volet = .contact, hidden: Set<String> = [],
    isStale: Bool = false
  ) throws -> CallPage.Way {
    var row = RecordRow(
      id: "7f31aabb7f31aabb", caseID: "c0ffee", volet: volet, type: .contactPoint, values: values,
      author: "Claire", service: "Oseille", entered: nil)
    row.hidden = hidden
    let rule = try #require(RecordType.contactPoint.reachRule(RecordValues(values)))
    return CallPage.Way(row: row, rule: rule, isStale: isStale)
  }

  static func page(hidesWhere: Bool = true) throws -> CallPage {
    CallPage(
      caseID: "c0ffee00c0ffee00",
      person: PersonRow(id: "c0ffee00c0ffee00", name: "Samira Delacroix"),
      card: [
        "name": ["Samira Delacroix"], "no_contact_before": ["2026-12-24"], "languages": ["ar"],
        "interpreter": ["true"],
      ],
      ways: [
        try way(
          [
            "kind": ["telephone"], "safe": ["oui"], "value": ["0470 00 00 00"],
            "hide_origin": ["true"], "no_message": ["true"], "knows_detention": ["oui"],
            "verified": ["2024-01"], "remark": ["Sa sœur, avant la maison d’arrêt"],
          ], isStale: true),
        try way(
          ["kind": ["via_prison"], "safe": ["oui"], "value": ["Bâtiment B"]], in: .interne),
        try way(
          ["kind": ["telephone"], "safe": ["non"], "holder": ["un voisin"]], hidden: ["value"]),
      ], hidesWhere: hidesWhere, today: try CalendarDate(parsing: "2026-11-30"))
  }

  private static func places(_ words: [String], in text: String) throws -> [String.Index] {
    try words.map { try #require(text.firstRange(of: $0), "\($0): \(text)").lowerBound }
  }

  @Test("What keeps her safe stands before the first number, in this order")
  func order() throws {
    let text = Phrasebook(.french).callPage(try Self.page()).replacing("\u{A0}", with: " ")
      .replacing("\u{202F}", with: " ")
    let found = try Self.places(
      [
        "Ne plus solliciter avant", "Ne pas dire où est la personne", "Sans risque",
        "ne pas laisser de message", "ne pas dire d’où on appelle", "Masquez votre numéro",
        "0470 00 00 00", "À vérifier",
      ], in: text)
    #expect(found == found.sorted(), "\(text)")
    #expect(text.contains("--a-risque") && text.contains("carnet contact ajouter c0ffee00"))
    #expect(text.contains("arabe"))
  }

  @Test("She is left alone until her day, and the line is gone once it has come")
  func leftAlone() throws {
    var page = try Self.page()
    #expect(Phrasebook(.english).callPage(page).contains("Do not contact before"))
    page.today = try CalendarDate(parsing: "2026-12-24")
    #expect(!Phrasebook(.english).callPage(page).contains("Do not contact before"))
  }

  // Never 2
  @Test("The sheet on paper says not to tell where she is, whoever knows, and leads to no prison")
  func paper() throws {
    for hidesWhere in [true, false] {
      let page = try Self.page(hidesWhere: hidesWhere)
      let text = Phrasebook(.french).callSheet(page)
      for word in ["Ne pas dire où est la personne.", "0470 00 00 00", "Samira D.", "équipe"] {
        #expect(text.contains(word), "\(word): \(text)")
      }
      for word in ["Delacroix", "prison", "Bâtiment", "un voisin", "qui répond sait", "arrêt"] {
        #expect(!text.contains(word), "\(word): \(text)")
      }
      #expect(!text.contains("c0ffee"), "\(text)")
      #expect(Phrasebook(.french).callPage(page).contains("avant la maison d’arrêt"))
      #expect(Phrasebook(.french).callPage(page).contains("où est la personne.") == hidesWhere)
    }
  }

  @Test("On a list the rule stands before the number, and what is hidden is said to be there")
  func lists() throws {
    let page = try Self.page()
    let text = Phrasebook(.english).recordList(page.ways.map(\.row), of: .contactPoint)
    let found = try Self.places(["safe, leave no message", "0470 00 00 00"], in: text)
    #expect(found == found.sorted())
    #expect(text.contains("not to be used") && text.contains("--unsafe"), "\(text)")
    #expect(page.ways[2].row.recordJSON.text.contains(#""hidden":["value"]"#))
  }
}
