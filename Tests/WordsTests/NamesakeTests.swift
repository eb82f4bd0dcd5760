import CaseFile
import Testing

@testable import Words

@Suite("Who may be taken for another, in words")
struct NamesakeTests {
  @Test(
    "A namesake is told by her age, by what else she is called and by the last contact, and no more",
    arguments: [
      ("1990-12-01", "35 ans"), ("1990-11-30", "36 ans"), ("1990", "environ 36 ans"),
      ("1990 / 1991", "naissance"), (nil, "naissance inconnue"),
    ])
  func told(_ born: String?, _ age: String) throws {
    var row = PersonRow(id: "c0ffee00c0ffee00", name: "Aïcha Diallo", born: born)
    (row.otherNames, row.lastContact) = (["Benali"], try CalendarDate(parsing: "2026-02-03"))
    let text = Phrasebook(.french).namesakes(
      [row], today: try CalendarDate(parsing: "2026-11-30")
    ).replacing("\u{A0}", with: " ")
    for words in [age, "aussi : Benali", "dernier contact : 03/02/2026", "c0ffee00"] {
      #expect(text.contains(words), "\(words): \(text)")
    }
    if born != "1990 / 1991" { #expect(!text.contains("1990"), "\(text)") }
    #expect(row.json.text.contains(#""otherNames":["Benali"]"#))
  }
}
