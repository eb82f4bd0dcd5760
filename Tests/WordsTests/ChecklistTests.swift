import CaseFile
import Testing

@testable import Words

@Suite("Going through a catalogue")
struct ChecklistTests {
  @Test("Of a right it is told since when, why, and what was seen for it, by whom and when")
  func told() throws {
    func row(_ id: String, _ type: RecordType, _ values: [String: [String]]) -> RecordRow {
      RecordRow(
        id: id, caseID: "ccdd", volet: .droits, type: type, values: values, author: "Inès",
        service: "Rive", entered: nil)
    }
    let right = row(
      "aa11", .right,
      [
        "right": ["rsa"], "state": ["refuse"], "state_since": ["2026-11-02"],
        "refusal_reason": ["Hors délai"], "lead_days": ["41"],
      ])
    func proof(_ id: String, of right: String, by name: String) -> RecordRow {
      row(
        id, .rightProof,
        [
          "paper": ["carte_identite"], "right": [right], "seen_by": [name],
          "seen_on": ["2026-11-14"],
        ])
    }
    let (seen, other) = (
      proof("bb22", of: "aa11", by: "Claire"), proof("cc33", of: "dd", by: "Omar")
    )
    let list = try #require(
      Checklist(of: .right, [right], proofs: [seen, other], isWhole: true, in: .france))
    let text = french.checklist(list)
    for words in ["02/11/2026", "Hors délai", "carte d’identité", "Claire", "14/11/2026"] {
      #expect(text.contains(words), "\(words): \(text)")
    }
    #expect(!text.contains("Omar") && !text.contains(/\b41\b/), "\(text)")
    #expect(list.json.text.contains("Claire") && !list.json.text.contains("Omar"))
    var page = RecordPage(row: right)
    #expect(!french.recordPage(page).contains("Claire"))
    page.proofs = [seen]
    #expect(french.recordPage(page).contains("Claire – 14/11/2026"), "\(french.recordPage(page))")
    #expect(page.recordJSON.text.contains("\"proofs\""))
  }

  @Test("Of what the reader may not read nobody says that it was not discussed yet")
  func unread() throws {
    let whole = try #require(Checklist(of: .right, [], isWhole: true, in: .belgium))
    let partial = try #require(Checklist(of: .right, [], isWhole: false, in: .belgium))
    let begun = french.value("non_aborde", of: try #require(RecordType.right["state"]))
    #expect(french.checklist(whole).contains(begun))
    #expect(whole.json.text.contains("non_aborde"))
    for language in Language.allCases {
      let words = Phrasebook(language)
      #expect(words.checklist(partial) != words.checklist(whole))
    }
    #expect(!french.checklist(partial).contains(begun))
    #expect(french.checklist(partial).contains("rien que vous puissiez lire"))
    #expect(!partial.json.text.contains("state") && !partial.json.text.contains("fields"))
  }

  @Test(
    "A right for those of 18 to 25 says so, and that a person is not where her birth leaves no doubt"
  )
  func ages() throws {
    let today = try CalendarDate(parsing: "2026-11-30")
    func text(_ born: [String], _ words: Phrasebook = french) throws -> String {
      let list = try #require(
        Checklist(of: .right, [], isWhole: true, born: born, on: today, in: .france))
      #expect(
        list.json.text.contains(#""ages":[18,25]"#)
          == words.checklist(list).contains("– hors de 18–25")
          || words.language != .french)
      return words.checklist(list)
    }
    for born in ["2014", "2008-12-01", "2000-11", "1984"] {
      #expect(try text([born]).contains("hors de 18–25 ans"), "\(born)")
    }
    for born in [["2008-11-30"], ["2008"], ["2000"], ["2000-12-01"], [], ["1984", "2003"]] {
      #expect(try !text(born).contains("hors de"), "\(born)")
    }
    for language in Language.allCases {
      let words = Phrasebook(language)
      #expect(words.label("cej", of: .rightKind).contains("18–25"))
      #expect(try text(["1984"], words) != text(["2003"], words))
    }
  }
}
