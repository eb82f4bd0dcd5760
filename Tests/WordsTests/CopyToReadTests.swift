import CaseFile
import Foundation
import Notebook
import Testing

@testable import Words

@Suite("The copy is hers to read")
struct CopyToReadTests {
  private static func copy(_ row: RecordRow, _ history: [RecordVersionRow] = []) -> CaseExport {
    var export = sampleExport()
    export.log = nil
    export.volets = [
      .init(volet: row.volet, records: [.init(page: RecordPage(row: row), history: history)])
    ]
    return export
  }

  private static func said(
    _ words: String, _ standing: RecordSummary.State = .current
  ) -> RecordRow {
    RecordRow(
      id: "7f32", caseID: "c0", volet: .droits, type: .contribution, values: ["words": [words]],
      author: "Claire", service: "Oseille", entered: afternoon, standing: standing)
  }

  @Test("What she said comes before what others wrote, and once more at its place")
  func ownWords() throws {
    for format in [ExportFormat.text, .html] {
      let page = french.export(Self.copy(Self.said("Je veux mes papiers.")), as: format)
      let places = page.ranges(of: "Je veux mes papiers.")
      // There as a title and as words.
      #expect(places.count == 3, "\(page)")
      let volet = try #require(page.ranges(of: "Mes papiers, mes droits, mon argent").last)
      let title = try #require(page.firstRange(of: "Ce que vous avez dit"))
      #expect(
        places.contains { title.upperBound < $0.lowerBound && $0.upperBound < volet.lowerBound },
        "\(page)")
      let gone = french.export(Self.copy(Self.said("Je veux mes papiers.", .deleted)), as: format)
      #expect(!gone.contains("Ce que vous avez dit"))
    }
  }

  @Test("What was corrected stands beside what it became, its versions behind; what was not, alone")
  func corrected() throws {
    func version(_ words: String, _ author: String) -> RecordVersionRow {
      RecordVersionRow(
        change: "aa", author: author, entered: morning, type: .contribution,
        values: ["words": [words]])
    }
    let history = [version("Je dors chez ma tante.", "Hugo"), version("Je dors seule.", "Claire")]
    let page = french.export(Self.copy(Self.said("Je dors seule."), history), as: .html)
    let table = try #require(
      page.firstMatch(of: #/<table class="beside">.*?<\/table>/#.dotMatchesNewlines()))
    let columns = table.output.components(separatedBy: "<td>")
    try #require(columns.count == 3, "\(table.output)")
    #expect(columns[1].contains("chez ma tante") && !columns[1].contains("seule"))
    #expect(columns[2].contains("seule") && !columns[2].contains("chez ma tante"))
    #expect(columns[0].contains("D’abord\u{A0}: Hugo") && columns[0].contains("Maintenant"))
    let behind = page[table.range.upperBound...]
    #expect(behind.contains("chez ma tante") && behind.contains("Version d’Hugo"), "\(behind)")
    let same = french.export(
      Self.copy(Self.said("Je dors seule."), [history[1], history[1]]), as: .html)
    #expect(!same.contains("class=\"beside\""))
  }

  @Test("In large print no letter is below 18 points, and the words are the same")
  func large() throws {
    let export = sampleExport()
    let page = french.export(export, as: .html, isLarge: true)
    let sizes = page.matches(of: #/font(?:-size)?: (\d+)(\w+)/#)
    #expect(!sizes.isEmpty)
    for size in sizes {
      let points = try #require(Int(size.1))
      #expect(size.2 == "pt" && points >= 18, "\(size.0)")
    }
    func body(_ page: String) -> String { page.components(separatedBy: "</style>").last ?? "" }
    #expect(body(page) == body(french.export(export, as: .html)))
  }

  @Test("It counts what was erased, and says that its titles were not read by the field")
  func counted() {
    var export = sampleExport()
    for format in [ExportFormat.text, .html] {
      let copy = french.export(export, as: format)
      #expect(copy.contains("Effacées, et pas dans cette copie\u{A0}: 1."), "\(copy)")
      #expect(copy.contains("projet, non relu"))
    }
    export.erased = []
    #expect(!french.export(export, as: .text).contains("Effacées"))
  }

  @Test("For the inside it leaves out health, justice, the log and other services, and says so")
  func inside() throws {
    func record(_ volet: Volet, _ words: String) throws -> CaseExport.ExportedVolet {
      var row = Self.said(words)
      row.volet = volet
      return .init(volet: volet, records: [.init(page: RecordPage(row: row))])
    }
    var export = sampleExport()
    export.volets = [
      try record(.droits, "Mes papiers d’abord."), try record(.sante, "Mon dos."),
      try record(.justice, "Mon sursis."), try record(.interne, "Par le greffe."),
    ]
    func plain(
      _ id: String, _ volet: Volet, _ type: RecordType, _ values: [String: [String]]
    ) -> CaseExport.ExportedVolet {
      let row = RecordRow(
        id: id, caseID: "c0", volet: volet, type: type, values: values, author: "Claire",
        service: "Oseille", entered: afternoon, standing: .current)
      let version = RecordVersionRow(
        change: "aa", author: "Claire", entered: morning, type: type, values: values)
      return .init(
        volet: volet, records: [.init(page: RecordPage(row: row), history: [version])])
    }
    // What stands apart of a record that may be shared stays out, and so does whom she was sent to.
    export.volets += [
      plain(
        "7f33", .droits, .right,
        ["state": ["suspendu"], "suspended_because": ["detention"], "her_words": ["Le RSA."]]),
      plain("7f34", .projet, .referral, ["sent_to": ["Le Lac"], "reason": ["Un essai."]]),
    ]
    export.releases = [.init(on: "2026-11-03", by: Signed(author: "Hugo", entered: morning))]
    export.erased[0].volet = .droits
    export.erased[0].answers = [
      ErasureAnswerRow(service: "Haute-Rive", state: .attested(afternoon))
    ]
    for format in ExportFormat.allCases {
      let whole = french.export(export, as: format)
      let copy = french.export(export.forInside, as: format)
      let suspended = format == .json ? "\"detention\"" : "Suspendu parce que"
      for told in [
        "Mon dos.", "Mon sursis.", "Par le greffe.", "Haute-Rive", "Un essai.", suspended,
      ] {
        #expect(whole.contains(told) && !copy.contains(told), "\(told): \(copy)")
      }
      #expect(copy.contains("Mes papiers d’abord.") && copy.contains("Le RSA."))
      #expect(!copy.contains("2026-11-03") && !copy.contains("03/11/2026"), "\(copy)")
      #expect(!copy.contains("consulté ce suivi") && !copy.contains("\"log\""))
      #expect(copy.contains(format == .json ? "\"omittedInside\": 4" : "laissées de côté\u{A0}: 4"))
    }
  }

  @Test("What became of each paper is told, and after a release those that lie here")
  func handings() {
    let row = HandingRow(
      paper: .copy, how: "garde_ici", isForInside: false,
      by: Signed(author: "Claire", entered: morning))
    var export = sampleExport()
    export.handings = [row]
    #expect(french.export(export, as: .text).contains("gardé ici jusqu’à la sortie – Claire"))
    #expect(french.papersKept([row]).contains("Copie du suivi"))
    #expect(french.papersKept([]).isEmpty)
  }
}
