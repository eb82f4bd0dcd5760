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
    #expect(!text.contains("Omar") && !text.contains("41"), "\(text)")
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
}
