import Foundation
import Testing

@Suite("A permanence from its list to its figure", .timeLimit(.minutes(10)))
struct PermanenceCommandTests {
  /// A permanence of a convention in a prison, with one person on its list.
  private struct Stage {
    let office: Office
    let file: String
    let permanence: String

    init() throws {
      let made = try Template.copy()
      (office, file) = (made.office, made.file)
      _ = try office.done(
        "meeting_place", "add", "--name", "Prison de Rive", "--kind", "prison", "--neutral-name",
        "Quai Nord 5")
      _ = try office.done(
        "convention", "add", "--name", "Rive", "--begins", "2026-01-01", "--objective", "135")
      permanence = try office.done(
        "permanence", "add", "--when", "17/11/2026 9:30", "--place", "prison de rive",
        "--convention", "rive", "--slots", "9"
      ).text("record")
      _ = try office.done("permanence", "prepare", permanence, file, "--question", "papiers")
    }
  }

  // Never 2
  @Test("What the worker's paper and the screen hold of a person is a first name and an initial")
  func papers() throws {
    let stage = try Stage()
    let office = stage.office
    let screen = try office.run("permanence", "montrer", "17/11/2026").out
    #expect(screen.contains("Samira D.") && screen.contains("papiers"), "\(screen)")
    #expect(screen.contains("à voir") && !screen.contains("Delacroix"), "\(screen)")
    let twice = try office.done("permanence", "prepare", stage.permanence, stage.file).object()
    #expect(twice["added"] as? [Int] == [] && twice["already"] as? [Int] == [1])
    let worker = try office.run("permanence", "feuille", stage.permanence, "--pour", "worker")
    #expect(worker.code == 0 && worker.out.contains("Samira D."), "\(worker)")
    for word in ["Delacroix", "Prison", "Ormeval", stage.file, stage.permanence] {
      #expect(!worker.out.contains(word), "\(word): \(worker)")
    }
    let path = office.file("list.html").path
    let staff = try office.done(
      "permanence", "paper", stage.permanence, "--for", "staff", "--out", path)
    #expect(try staff.object()["number"] as? Int == 2)
    let list = try String(contentsOfFile: path, encoding: .utf8)
    #expect(list.contains("Samira Delacroix") && !list.contains("papiers"), "\(list)")
    // Never over a file that is there, and nothing is numbered for it.
    #expect(
      try office.run("permanence", "paper", stage.permanence, "--for", "staff", "--out", path).code
        != 0)
    let out = try office.done("permanence", "show", stage.permanence).object()
    #expect((out["papers"] as? [[String: Any]])?.count == 2)
    #expect(try office.run("permanence", "back", stage.permanence, "1").code == 0)
    let after = try office.run("permanence", "show", stage.permanence).out
    #expect(after.contains("2 (surveillance") && !after.contains("1 (intervenant"), "\(after)")
    let told = try office.done(
      "permanence", "paper", stage.permanence, "--for", "worker"
    ).object()
    #expect(told["number"] as? Int == 3, "\(told)")
    #expect((told["text"] as? String)?.contains("Samira D.") == true, "\(told)")
  }

  @Test(
    "Two whom the paper does not tell apart are named, and two lists of one day by their numbers")
  func doubts() throws {
    let stage = try Stage()
    let office = stage.office
    let second = try office.done("case", "open", "--name", "Samira Dubois").text("case")
    let alike = try office.run("permanence", "prepare", stage.permanence, second)
    #expect(alike.code == 0, "\(alike)")
    for word in ["n° 1 (Samira D.)", "n° 2 (Samira D.)"] {
      #expect(alike.err.contains(word), "\(word): \(alike)")
    }
    #expect(!alike.err.contains("Delacroix") && !alike.err.contains("Dubois"), "\(alike)")
    let other = try office.done("permanence", "add", "--when", "17/11/2026 14:00").text("record")
    let several = try office.run("permanence", "show", "17/11/2026")
    #expect(several.code == 64, "\(several)")
    for word in [
      String(stage.permanence.prefix(8)), String(other.prefix(8)), "9 h 30", "14 h 00",
      "Prison de Rive",
    ] {
      #expect(several.err.contains(word), "\(word): \(several)")
    }
    let none = try office.run("permanence", "show", "18/11/2026")
    #expect(none.code == 66 && none.err.contains("carnet permanence lister"), "\(none)")
    let listed = try office.run("permanence", "list").out
    #expect(listed.contains(String(other.prefix(8))), "\(listed)")
  }

  // Never 12
  @Test("A line that does not read is repeated and kept, and stops none of the others")
  func lateEntry() throws {
    let stage = try Stage()
    let office = stage.office
    let entered = try office.run(
      "permanence", "saisir", stage.permanence, "-",
      input: "bonjour à toutes\n1 vu 30 Elle a sa carte.\n1 refuse Deux fois.\n8 vu\n")
    #expect(entered.code == 65, "\(entered)")
    for word in ["bonjour à toutes", "1 refuse Deux fois.", "8 vu"] {
      #expect(entered.out.contains(word), "\(word): \(entered)")
    }
    let shown = try office.done("permanence", "show", stage.permanence).object()
    let row = try #require((shown["list"] as? [[String: Any]])?.first)
    #expect(row["outcome"] as? String == "vu" && row["minutes"] as? Int == 30, "\(row)")
    #expect(try office.run("search", "carte").out.contains("Elle a sa carte"))
    let again = try office.run(
      "permanence", "record", stage.permanence, "-", input: "1 transféré\n")
    #expect(again.code == 0 && again.out.contains("phase"), "\(again)")
    // Everybody has an outcome: the state is somebody's to say.
    #expect(again.err.contains("--status tenue"), "\(again)")
    _ = try office.done("permanence", "edit", stage.permanence, "--status", "tenue")
    let after = try office.run(
      "permanence", "record", stage.permanence, "-", input: "1 transféré\n")
    #expect(!after.err.contains("--status"), "\(after)")
    let figure = try office.done("convention", "count", "rive", "--year", "2026").object()
    #expect(figure["counted"] as? Int == 0 && figure["objective"] as? Int == 135)
    #expect((figure["notCounted"] as? [String: String]) == ["notSeen": "masked"], "\(figure)")
    _ = try office.done("permanence", "record", stage.permanence, "-", input: "1 vu\n")
    let page = try office.run("convention", "compter", "rive", "--annee", "2026").out
    #expect(page.contains("1 / 135") && page.contains("Règle"), "\(page)")
    #expect(page.contains("données de cet appareil"), "\(page)")
    #expect(!page.contains("Claire"), "\(page)")
  }
}
