import Foundation
import Testing

@Suite("Partners and the sheet of the service, on the command line")
struct SheetCommandTests {
  private func add(_ office: Office, _ name: String, _ theme: String) throws -> String {
    try office.done(
      "partner", "add", "--name", name, "--theme", theme, "--verified-on", "10/1/2020",
      "--verified-by", "Zoé", "--phone", "0470 00 00 00"
    ).text("record")
  }

  @Test("One is written, found by its theme, and told as verified long ago without being blocked")
  func partners() throws {
    let made = try Template.copy()
    let record = try add(made.office, "Maison d’Ormeval", "logement")
    _ = try add(made.office, "Régie du Lac", "emploi")
    let rows = try made.office.done("partner", "list", "--theme", "logement").list()
    #expect(rows.compactMap { $0["record"] as? String } == [record])
    #expect(try made.office.done("partenaire", "list", "--themes", "santé").list().isEmpty)
    for line in [
      ["partner", "list", "--lang", "fr"], ["partner", "show", record, "--lang", "fr"],
    ] {
      let page = try made.office.start(line, as: "claire").wait()
      #expect(page.code == 0 && page.out.lowercased().contains("vérifié il y a"), "\(page)")
    }
    _ = try made.office.done("partner", "edit", record, "--full", "yes")
    #expect(try made.office.done("partner", "list", "--full", "oui").list().count == 1)
  }

  @Test(
    "A paired service lists what was published beside its own, copies it, and sees it withdrawn")
  func published() throws {
    let town = try TwoServicesTests.Town()
    _ = try town.pair()
    _ = try town.sync()
    let office = town.office
    let record = try add(office, "Maison d’Ormeval", "logement")
    let answer = try office.run("partner", "publish", record, "--lang", "fr")
    #expect(answer.code == 0 && answer.out.contains("Oseille"), "\(answer)")
    let own = try #require(try office.done("partner", "list").list().first)
    try expectShape(own["published"], ["on": .moment, "current": .flag])
    _ = try town.sync()
    let row = try #require(
      try office.done("partner", "list", home: "b", as: "driss").list().first)
    try expectShape(
      row,
      [
        "sheet": .id(32), "kind": .text, "service": .text, "serviceId": .id(64),
        "published": .moment, "fields": .any, "incomplete": .flag,
      ])
    #expect(row["service"] as? String == "Ormeval")
    let fields = try #require(row["fields"] as? [String: Any])
    #expect(fields["name"] as? String == "Maison d’Ormeval" && fields["verified_by"] == nil)
    let page = try office.run("partner", "list", "--lang", "fr", home: "b", as: "driss")
    #expect(page.out.contains("Ormeval") && page.out.contains("vérifié il y a"), "\(page)")
    let sheet = try #require(row["sheet"] as? String)
    let shown = try office.run(
      "partner", "show", String(sheet.prefix(8)), "--lang", "fr", home: "b", as: "driss")
    for part in ["Publiée par Ormeval", "Maison d’Ormeval", "logement", "0470 00 00 00"] {
      #expect(shown.out.contains(part), "\(part): \(shown)")
    }
    let copy = try office.done("partner", "copy", String(sheet.prefix(8)), home: "b", as: "driss")
      .text("record")
    let deleted = try office.run("partner", "delete", record, "--lang", "fr")
    #expect(deleted.code == 0 && deleted.err.contains("reste publiée"), "\(deleted)")
    _ = try office.done("partner", "withdraw", String(sheet.prefix(8)))
    _ = try town.sync()
    let left = try office.done("partner", "list", home: "b", as: "driss").list()
    #expect(left.compactMap { $0["record"] as? String } == [copy])
    #expect(left.allSatisfy { $0["sheet"] == nil })
  }

  // Never 21
  @Test("The sheet of the service is one page that stands alone, and is published like a partner")
  func service() throws {
    let made = try Template.copy()
    let office = made.office
    let none = try office.run("service", "sheet", "--json")
    #expect(none.code == 66 && none.lastError.contains("nothingWritten"), "\(none)")
    _ = try office.done(
      "service-sheet", "add", "--does", "Un café & un lit", "--how-to-ask", "Donnez ce papier.",
      "--never-told", "Rien à la justice.", "--full", "yes", "--full-since", "11/2026")
    let page = try office.run("service", "sheet", "--lang", "fr")
    #expect(page.code == 0, "\(page)")
    for part in [
      "<!DOCTYPE html>", "lang=\"fr\"", "Un café &amp; un lit", "complet", "11/2026",
      "Comment demander", "Donnez ce papier.", "Rien à la justice.",
    ] {
      #expect(page.out.contains(part), "\(part): \(page)")
    }
    for part in ["<script", "http://", "https://", "<img", "Claire"] {
      #expect(!page.out.contains(part), "\(part)")
    }
    #expect(try office.run("service", "sheet", "--lang", "nl").out.contains("Hoe vragen"))
    let file = office.file("page.html").path
    _ = try office.done("service", "sheet", "--out", file)
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("</html>"))
    let taken = try office.run("service", "sheet", "--out", file)
    #expect(taken.code != 0, "\(taken)")
    #expect(try office.done("service", "publish").list().count == 1)
    #expect(try office.done("service", "withdraw").list().first?["changed"] as? Bool == true)
    #expect(try office.done("service", "withdraw").list().isEmpty)
  }
}
