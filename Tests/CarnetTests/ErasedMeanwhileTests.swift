import Foundation
import Testing

@Suite("A note erased while a colleague wrote in it", .serialized, .timeLimit(.minutes(30)))
struct ErasedMeanwhileTests {
  @Test("His words come back to him, it is said where, and nothing else of the note is anywhere")
  func comesBack() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    let file = try office.openCase("Samira Delacroix")
    let note = try office.addNote("Elle parle de son frère.\n", to: file)
    try town.branch("c", worker: "Hugo", as: "driss")
    _ = try office.done(
      "note", "edit", note, "-", home: "c", as: "driss",
      input: "Elle parle de son frère.\nRendez-vous lundi à neuf heures.\n")

    let erased = try office.run("note", "erase", String(note.prefix(6)))
    #expect(erased.code == 0, "\(erased)")
    for word in ["« Papiers »", "Samira Delacroix", "Claire", "droits"] {
      #expect(erased.out.contains(word), "\(word): \(erased)")
    }
    #expect(erased.out.contains("lui est rendu dans une nouvelle note"), "\(erased)")
    let synced = try office.run("sync", home: "c", as: nil)
    #expect(synced.code == 0 && synced.err.contains("ajouté sans le savoir"), "\(synced)")
    let status = try office.run("status", home: "c", as: nil)
    #expect(status.err.contains("ajouté sans le savoir"), "\(status)")

    let listed = try office.run("note", "list", file, home: "c", as: "driss")
    #expect(listed.code == 0, "\(listed)")
    #expect(listed.err.contains("Claire a effacé une note (Samira Delacroix"), "\(listed)")
    #expect(listed.out.contains("Ajouté à une note effacée le"), "\(listed)")
    let again = try office.run("note", "list", file, home: "c", as: "driss")
    #expect(!again.err.contains("effacé"), "\(again)")
    _ = try office.done("sync", home: "c", as: nil)
    for (home, person) in [("a", "claire"), ("c", "driss")] {
      let notes = try office.done("note", "list", file, home: home, as: person).list()
      #expect(notes.count == 1, "\(home): \(notes)")
      let id = try #require(notes.first?["note"] as? String)
      let text = try office.done("note", "show", id, home: home, as: person).text("text")
      #expect(text == "Rendez-vous lundi à neuf heures.\n", "\(home)")
      #expect(try office.done("search", "frère", home: home, as: person).list().isEmpty)
      #expect(try office.run("verify", home: home, as: person).code == 0)
    }
  }

  @Test("On a terminal it is asked first, with what it is; no leaves everything as it was")
  func asked() throws {
    let made = try Template.copy()
    let line = "carnet note erase \(made.note); echo code $?"
    let no = try made.office.atTerminal(line, keys: "n\n")
    #expect(no.out.contains("Papiers") && no.out.contains("Samira Delacroix"), "\(no)")
    #expect(no.out.contains("code 77"), "\(no)")
    #expect(try made.office.done("note", "list", made.file).list().count == 1)
    let yes = try made.office.atTerminal(line, keys: "o\n")
    #expect(yes.out.contains("code 0"), "\(yes)")
    #expect(try made.office.done("note", "list", made.file).list().isEmpty)
  }
}

extension TwoServicesTests.Town {
  /// A further node of the first service in `home`, with a worker of its own, admitted.
  func branch(_ home: String, worker: String, as person: String) throws {
    let invitation = try office.done(
      "pair", "invite", "--own", "--address", address, as: "operator"
    ).text("invitation")
    let joined = try office.done("init", "--join", invitation, home: home, as: "operator")
    let sas = try joined.text("sas")
    _ = try office.done("pair", "confirm", try joined.text("node"), "--sas", sas, as: "operator")
    _ = try office.done(
      "pair", "confirm", try joined.text("peer"), "--sas", sas, home: home, as: "operator")
    _ = try office.done("sync", home: home, as: nil)
    _ = try office.done(
      "worker", "add", worker, "--role", "referent", "--new-passphrase-file", person, home: home,
      as: "operator")
    _ = try office.done("sync", home: home, as: nil)
    _ = try office.admit(worker)
    _ = try office.done("sync", home: home, as: nil)
  }
}
