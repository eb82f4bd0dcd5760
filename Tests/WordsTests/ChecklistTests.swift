import CaseFile
import Testing

@testable import Words

@Suite("Going through a catalogue")
struct ChecklistTests {
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
