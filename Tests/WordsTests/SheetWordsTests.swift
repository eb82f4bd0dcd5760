import CaseFile
import Envelope
import Notebook
import Testing

@testable import Words

@Suite("Sheets, in words")
struct SheetWordsTests {
  private static let day = ZonedMoment(milliseconds: 1_795_694_400_000, offset: 60)

  private static func row(_ values: [String: [String]], _ months: Int? = nil) -> SheetRow {
    SheetRow(
      id: String(repeating: "ab", count: 16), service: "Oseille",
      serviceID: String(repeating: "cd", count: 32), type: .partner, values: values,
      published: day, isIncomplete: months != nil, staleMonths: months)
  }

  private static func outcome(isUnchanged: Bool) throws -> SheetOutcome {
    SheetOutcome(
      record: nil, sheet: try #require(SheetID([UInt8](repeating: 1, count: 16))),
      isUnchanged: isUnchanged)
  }

  @Test("What is told of sheets is French, and differs in each language")
  func sentences() throws {
    let (fresh, same) = (
      try Self.outcome(isUnchanged: false), try Self.outcome(isUnchanged: true)
    )
    func all(_ book: Phrasebook) -> [String] {
      [
        book.sheetsPublished([fresh], to: ["Oseille"]), book.sheetsPublished([fresh], to: []),
        book.sheetsPublished([same], to: []), book.sheetsWithdrawn([fresh]),
        book.sheetsWithdrawn([same]), book.verifiedAgo(8), book.verifiedAgo(24),
        book.sheetCopied(id: "ab", from: "Oseille", isPartial: true),
        book.stillPublished("abcdef0123", of: .partner),
        book.stillPublished("abcdef0123", of: .serviceSheet),
        book.sheetPage(Self.row(["name": ["Quai"], "phone": ["1"]], 7)),
        book.servicePageWritten("page.html"),
        book.sheetList([Self.row(["name": ["Quai"], "full": ["true"]], 7)]),
      ]
    }
    let said = Language.allCases.map { all(Phrasebook($0)) }
    for index in said[0].indices { #expect(Set(said.map { $0[index] }).count == 3) }
    for text in all(Phrasebook(.french)) { #expect(FrenchFaults.of(text) == [], "\(text)") }
    #expect(Phrasebook(.english).verifiedAgo(8) == "verified 8 months ago")
    #expect(Phrasebook(.english).verifiedAgo(25) == "verified 2 years ago")
  }

  @Test("A list says from whom and since when, what is full, and how old it is")
  func list() {
    let book = Phrasebook(.english)
    #expect(book.sheetList([]) == "")
    let text = book.sheetList([Self.row(["name": ["Quai\u{1B}[31m"], "full": ["true"]], 7)])
    for part in ["Oseille", book.day(Self.day), "full", "verified 7 months ago", "Quai"] {
      #expect(text.contains(part), "\(part): \(text)")
    }
    #expect(!text.contains("\u{1B}"))
    #expect(!book.sheetList([Self.row(["name": ["Quai"], "full": ["false"]])]).contains("full"))
  }

  @Test("The page of a service escapes what people wrote, and leaves out what nobody wrote")
  func page() throws {
    let page = ServicePage(
      service: "A <b>", values: ["does": ["x", "y & z"], "languages": ["fr", "nl"]],
      printed: try CalendarDate(parsing: "2026-11-30"))
    let text = Phrasebook(.english).servicePage(page)
    #expect(text.contains("<h1>A &lt;b&gt;</h1>") && text.contains("<li>y &amp; z</li>"))
    #expect(text.contains("French, Dutch") && text.contains("30 Nov 2026"))
    for title in ["For whom", "Where", "Telephone", "full", "never told"] {
      #expect(!text.contains("<h2>\(title)") && !text.contains("the service is full"), "\(title)")
    }
    var full = page
    full.values["full"] = ["true"]
    #expect(Phrasebook(.french).servicePage(full).contains("complet"))
  }
}
