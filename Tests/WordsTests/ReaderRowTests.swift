import CaseFile
import Notebook
import Testing

@testable import Words

@Suite("That a name of the access log was asked for, in words")
struct ReaderRowTests {
  private static let told = ReaderRow(
    line: "7f31", caseID: "c0", function: "referent", at: morning, by: "Inès",
    reason: "Elle demande.", agreedAt: afternoon, agreedBy: "Awa")
  private static let untold = ReaderRow(
    line: "7f31", caseID: "c0", function: "referent", at: morning, agreedAt: afternoon)

  @Test("Whoever is not told reads a function and a day: no name, no reason and no hour")
  func rows() {
    let line = LogRow(
      line: "7f31", at: morning, function: "referent", action: "readerAsked", caseID: "c0")
    for language in Language.allCases {
      let words = Phrasebook(language)
      let open = words.log([line], asked: [Self.told])
      #expect(open.contains("Inès") && open.contains("Elle demande.") && open.contains("Awa"))
      let shut = words.log([line], asked: [Self.untold])
      let hour = words.moment(morning)
      #expect(open.contains(hour) && !shut.contains(hour), "\(shut)")
      for word in ["Inès", "Elle demande.", "Awa"] { #expect(!shut.contains(word), "\(shut)") }
      #expect(shut.contains(words.day(morning)))
    }
    let json = Self.untold.json.text
    #expect(
      json.contains("\"decided\":true") && !json.contains("asked") && !json.contains("agreed"))
  }
}
