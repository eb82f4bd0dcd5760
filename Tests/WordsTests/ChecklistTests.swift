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
