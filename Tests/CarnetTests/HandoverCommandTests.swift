import Foundation
import Testing

@Suite("A follow-up passes to a colleague, over the program")
struct HandoverCommandTests {
  @Test("What passes is said first, a note is written or said to be left out, and nothing twice")
  func command() throws {
    let made = try Template.copy()
    let (office, file) = (made.office, made.file)
    let several = try office.openCase("Kaïs D.")
    _ = try office.done(
      "worker", "add", "Driss", "--role", "intervenant", "--new-passphrase-file", "driss",
      as: "operator")
    _ = try office.done(
      "period", "add", file, "--referent", "Claire", "--status", "ouvert", "--as", "Claire")
    let list = try office.run("handover", "--list", "--as", "Claire")
    #expect(list.out.contains("1 suivi à transmettre. 0 rendez-vous la semaine"), "\(list)")
    let refused = try office.run(
      "handover", file, several, "--to", "Driss", "--text", "-", "--json", "--as", "Claire",
      input: "Un mot.")
    #expect(refused.lastError == #"{"error":"noteForSeveral","exit":64}"#)
    let told = try office.run(
      "transmettre", "samira", "--vers", "driss", "--texte", "-", "--papier", "page.html", "--json",
      "--as", "Claire", input: "Rappeler mardi.\n")
    #expect(told.code == 0 && told.err.contains("À transmettre à Driss"), "\(told)")
    let handed = try #require((try told.object()["handed"] as? [[String: Any]])?.first)
    #expect(handed["changed"] as? Bool == true && handed["from"] as? [String] == ["Claire"])
    let note = try #require(handed["note"] as? String)
    #expect(try office.run("note", "show", note, "--as", "Claire").out.contains("Rappeler mardi."))
    let paper = try String(contentsOf: office.file("page.html"), encoding: .utf8)
    #expect(paper.contains("Samira D.") && !paper.contains("Delacroix"))
    #expect(
      try office.run("handover", "--list", "--as", "Claire").out.contains(
        "Aucun suivi à transmettre"))
    // Claire writes the period still: she may take it back, and is told whose hand it was.
    let back = try office.run("handover", file, "--to", "Claire", "--as", "Claire")
    #expect(back.code == 0 && back.out.contains("L’historique dit qui a transmis"), "\(back)")
    // Of a case file that is closed nothing passes, and her words stand in no file of hers.
    _ = try office.done("case", "close", file, "--as", "Claire")
    let piped = try office.run(
      "handover", file, "--to", "Driss", "--text", "-", "--lang", "en", "--as", "Claire",
      input: "Trop tard.\n")
    let kept = try #require(piped.err.firstMatch(of: #/kept in [^\/]*(\/\S+note\.txt)/#))
    #expect(piped.code == 77, "\(piped)")
    #expect(try String(contentsOfFile: String(kept.1), encoding: .utf8) == "Trop tard.\n")
    for line in [["handover", file], ["handover", "--to", "Driss"]] {
      let missing = try office.start(line + ["--json", "--as", "Claire"]).wait()
      #expect(missing.lastError == #"{"error":"usage","exit":64}"#, "\(missing)")
    }
  }
}
