import CaseFile
import Notebook
import Testing

@testable import Words

/// Protocol/consent.md, 13.7.
@Suite("How a consent came about, in words")
struct CircumstanceTests {
  private func row(_ status: ConsentStatus = .given) throws -> ConsentRow {
    ConsentRow(
      id: "c1", to: "Oseille", volets: [.droits], past: .none, effective: .now,
      until: try day("2027-11-03"), bothWays: false, status: status,
      events: [.init(event: status == .refused ? .refused : .given, at: morning, by: "Claire")],
      proof: status == .refused ? nil : .letter)
  }

  private func held() throws -> ConsentRow {
    var row = try row()
    row.circumstances.signed = try day("2026-11-10")
    row.circumstances.explainedBy = "Ibtissam"
    (row.circumstances.interpreter, row.circumstances.interpreterName) = ("codetenu", "Odon")
    (row.circumstances.isConstrained, row.circumstances.isReadAloud) = (true, true)
    row.circumstances.purposes = ["hebergement", "soins"]
    return row
  }

  private func plain(_ text: String) -> String { text.replacing("\u{A0}", with: " ") }

  // Never 12
  @Test("What nobody recorded is said where one consent is shown, and in no list")
  func missing() throws {
    let french = Phrasebook(.french)
    for row in [try row(), try row(.refused)] {
      let page = plain(french.consentPage(row))
      #expect(page.contains("  Interprète : non noté\n"), "\(page)")
      #expect(page.contains("But : non noté") == (row.status == .given), "\(page)")
      #expect(!french.consentList([row]).contains("non noté"))
    }
    let list = plain(french.consentList([try held()]))
    for line in [
      "Dit le : 10/11/2026", "Expliqué par : Ibtissam", "Interprète : codétenu, Odon",
      "Lu à voix haute : oui", "Contexte contraint : oui",
      // The second one is a code that nobody here knows.
      "But : hébergement, soins (écrit avec une version plus récente)",
    ] {
      #expect(list.contains("  " + line + "\n"), "\(line): \(list)")
    }
  }

  @Test(
    "The paper that she carries says who else will know, and neither who interpreted nor that she is held"
  )
  func paper() throws {
    for language in Language.allCases {
      let words = Phrasebook(language)
      let receipt = ConsentReceipt(
        person: "Idriss", from: "Ormeval", consent: try held(), proof: .letter,
        explainedIn: try LanguageTag(parsing: "ar"), givenAt: morning, recordedBy: "Claire")
      for easy in [false, true] {
        let paper = words.consentReceipt(receipt, easy: easy)
        #expect(paper.contains(words.whatSharingTells), "\(paper)")
        let telling = [words.label("codetenu", of: .interpreterKind), "Odon"]
        for word in telling + ["contraint", "onstrained", "edwongen"] {
          #expect(!paper.contains(word), "\(word): \(paper)")
        }
      }
      #expect(words.consentReceipt(receipt, easy: false).contains("Ibtissam"))
      #expect(
        words.consentGiven(try held()).contains(words.asksAgainLater(try held().circumstances)))
    }
    #expect(Phrasebook(.french).asksAgainLater(try row().circumstances).isEmpty)
    #expect(try row().circumstances.json == nil)
  }

  static let lasting = [
    ("1 jour", "2026-10-21"), ("1 mois", "2026-11-20"), ("6 mois", "2027-04-20"),
    ("12 months", "2027-10-20"), ("6 maanden", "2027-04-20"), ("dans 6 mois", "2027-04-20"),
    ("3/12/2026", "2026-12-03"),
  ]

  @Test("The end of a consent is typed as a day or by how long it lasts", arguments: lasting)
  func lastDay(_ typed: String, _ wanted: String) throws {
    let today = try day("2026-10-20")
    #expect(try Spoken.lastDay(typed, today: today).description == wanted)
    #expect(Spoken.usualLastDay(today: today)?.description == "2027-10-20")
    for odd in ["-6 mois", "1,5 mois", "6", "0 mois"] {
      #expect(throws: RuleBroken.self, "\(odd)") { try Spoken.lastDay(odd, today: today) }
    }
  }
}
