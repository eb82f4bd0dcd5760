import Foundation
import Testing

@Suite("Closing a case file, from outside")
struct ClosingTests {
  private func give(
    _ town: TwoServicesTests.Town, _ file: String, effective: String = "now"
  ) throws -> String {
    try town.office.done(
      "consent", "give", file, "--to", "Oseille", "--volets", "droits", "--until", "2027-11-30",
      "--proof", "letter", "--explained-in", "fr", "--past", "all", "--effective", effective
    ).text("consent")
  }

  private func received(_ town: TwoServicesTests.Town) throws -> [[String: Any]] {
    try town.office.done("case", "list", "--received", home: "b", as: "driss").list()
  }

  @Test("The service ends it: nothing new leaves, nothing is taken back, and both sides say so")
  func ends() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Samira Delacroix")
    let consent = try give(town, file)
    let planned = try give(town, file, effective: "release")
    _ = try office.addNote("Avant la clôture.\n", to: file)
    _ = try town.sync()
    let closed = try office.run("case", "close", file)
    #expect(closed.code == 0, "\(closed)")
    #expect(closed.out.contains("Votre service met fin au partage – Oseille"))
    #expect(closed.out.contains("Accord prévu annulé – Oseille"))
    #expect(closed.out.contains("Clore n’est pas un retrait de la personne"))
    let late = try office.run(
      "note", "add", file, "--volet", "droits", "--json", input: "Après la clôture.\n")
    #expect(late.lastError == #"{"error":"caseClosed","exit":77}"#)
    #expect(late.err.contains("carnet suivi rouvrir"))
    let release = try office.run("release", file, "--json")
    #expect(release.lastError == #"{"error":"caseClosed","exit":77}"#)
    _ = try office.done("status", as: nil)
    _ = try town.sync()
    let row = try #require(try received(town).first)
    #expect(Kind.day.holds(row["ceasedOn"] as Any))
    let share = try #require(row["shared"] as? String)
    #expect(try office.done("note", "list", share, home: "b", as: "driss").list().count == 1)
    let told = try office.run("case", "list", "--received", home: "b", as: "driss")
    #expect(told.out.contains("a mis fin à ce partage"))
    #expect(told.out.contains("Ce que vous avez reçu reste"))
    let rows = try office.done("consent", "list", file).list()
    #expect(rows.map { $0["status"] as? String } == ["ceased", "ceased"])
    #expect(rows.map { $0["consent"] as? String } == [consent, planned])
    let events = rows.compactMap { $0["events"] as? [[String: Any]] }
      .map { $0.compactMap { $0["event"] as? String } }
    #expect(events[0] == ["given", "ceased"])
    #expect(events[1].last == "cancelled")
    let again = try office.run("case", "close", file)
    #expect(again.code == 0 && again.out.contains("déjà clos"))
  }

  @Test("Withdrawing on the same occasion is her act, asked for by name, and purges")
  func alsoWithdraws() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Samira Delacroix")
    _ = try give(town, file)
    _ = try office.addNote("Avant la clôture.\n", to: file)
    _ = try town.sync()
    let closed = try office.done("case", "close", file, "--withdraw").object()
    #expect((closed["withdrawn"] as? [Any])?.count == 1)
    #expect((closed["ended"] as? [Any])?.isEmpty == true)
    _ = try town.sync()
    #expect(try received(town).isEmpty)
    let rows = try office.done("consent", "list", file).list()
    #expect(rows.map { $0["status"] as? String } == ["withdrawn"])
  }

  @Test("Opened again, it takes notes and consents; what ended stays ended")
  func reopens() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Samira Delacroix")
    _ = try give(town, file)
    _ = try office.done("case", "close", file)
    let opened = try office.run("case", "reopen", file)
    #expect(opened.code == 0 && opened.out.contains("recueillez un nouvel accord"))
    let note = try office.run(
      "note", "add", file, "--volet", "droits", "-", input: "Repris.\n")
    #expect(note.out.contains("Pas transmis à") && !note.out.contains("Sera transmis"))
    _ = try town.sync()
    let share = try #require(try received(town).first?["shared"] as? String)
    #expect(try office.done("note", "list", share, home: "b", as: "driss").list().isEmpty)
    _ = try give(town, file)
    _ = try town.sync()
    #expect(try received(town).contains { $0["ceasedOn"] == nil })
    #expect(try office.run("case", "reopen", file).out.contains("déjà ouvert"))
  }

  @Test("A death ends the sharing and says whom it tells; the other side reads of a closing")
  func death() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Samira Delacroix")
    _ = try give(town, file)
    _ = try office.addNote("Avant.\n", to: file)
    _ = try town.sync()
    let plain = try office.run("person", "edit", file, "--deceased", "2026-11-01")
    #expect(plain.code == 0 && plain.err.contains("carnet suivi deces"), "\(plain)")
    let none = try office.run("case", "death", file)
    #expect(none.code == 64, "\(none)")
    let died = try office.run(
      "suivi", "deces", file, "--le", "02/11/2026", "--appris-par", "le greffe")
    #expect(died.code == 0 && died.out.contains("Le partage s’arrête – Oseille"), "\(died)")
    #expect(died.out.contains("Carnet ne prévient personne"))
    _ = try town.sync()
    let told = try office.run("case", "list", "--received", home: "b", as: "driss")
    #expect(told.out.contains("a mis fin à ce partage") && !told.out.contains("écès"), "\(told)")
    let opened = try office.run("case", "reopen", file)
    #expect(opened.code == 0 && opened.err.contains("--annuler"), "\(opened)")
    let undone = try office.done("case", "death", file, "--undo").object()
    #expect(undone["changed"] as? Bool == true && undone["reopened"] as? Bool == false)
    let again = try office.run("case", "death", file, "--undo", "--on", "2026-11-02")
    #expect(again.code == 64, "\(again)")
  }

  @Test("The page of a case file tells a recorded death, and nothing of one that was taken back")
  func deathShown() throws {
    let made = try Template.copy()
    _ = try made.office.done("case", "death", made.file, "--on", "2026-11-02")
    let told = try made.office.run("suivi", "montrer", made.file)
    #expect(told.out.contains("Décès noté : 02/11/2026."), "\(told)")
    #expect(
      try made.office.done("case", "show", made.file).object()["deceased"] as? [String]
        == ["2026-11-02"])
    _ = try made.office.done("case", "death", made.file, "--undo")
    let after = try made.office.run("case", "show", made.file)
    #expect(after.code == 0 && !after.out.contains("Décès"), "\(after)")
  }

  @Test(
    "Why a follow-up ends is written also where no period goes on, and closing again is no error")
  func reasonWithoutPeriod() throws {
    let made = try Template.copy()
    let closed = try made.office.run("suivi", "clore", made.file, "--motif", "a_sa_demande")
    #expect(closed.code == 0 && closed.out.contains("Période close, avec son motif"), "\(closed)")
    func reasons() throws -> [[String]?] {
      try made.office.done("period", "list", made.file).list().map {
        ($0["fields"] as? [String: Any])?["closure_reasons"] as? [String]
      }
    }
    #expect(try reasons() == [["a_sa_demande"]])
    let again = try made.office.run("case", "close", made.file, "--because", "a_sa_demande")
    #expect(again.code == 0 && again.out.contains("déjà clos"), "\(again)")
    let other = try made.office.run("case", "close", made.file, "--because", "deces", "--json")
    #expect(other.lastError == #"{"error":"caseClosed","exit":77}"#, "\(other)")
    #expect(try reasons().count == 1)
  }

  @Test("The help of closing says what becomes of appointments, and that is what happens")
  func appointmentsStay() throws {
    let made = try Template.copy()
    let help = try made.office.run("suivi", "clore", "--help").out.replacing(#/\s+/#, with: " ")
    #expect(help.contains("ils quittent l’agenda"), "\(help)")
    let added = try made.office.done(
      "appointment", "add", made.file, "--when", "3/12/2099 10:30"
    ).text("record")
    func agenda() throws -> String {
      try made.office.run("agenda", "--from", "2099-12-01", "--until", "2099-12-31").out
    }
    #expect(try agenda().contains("10 h 30"))
    let closed = try made.office.run("case", "close", made.file)
    #expect(closed.out.contains("plus dans l’agenda : 1 rendez-vous"), "\(closed)")
    #expect(try !agenda().contains("10 h 30"))
    let shown = try made.office.run("appointment", "show", added)
    #expect(shown.code == 0 && !shown.out.contains("annulé"), "\(shown)")
    _ = try made.office.done("case", "reopen", made.file)
    #expect(try agenda().contains("10 h 30"))
  }

  @Test("On a return each sharing is asked about: without a choice it refuses with the list")
  func returns() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Samira Delacroix")
    let consent = try give(town, file)
    let unsaid = try office.run("case", "return", file, "--json")
    #expect(unsaid.lastError == #"{"error":"consentsToDecide","exit":64}"#, "\(unsaid)")
    #expect(unsaid.err.contains("Oseille") && unsaid.err.contains(consent.prefix(4)))
    let kept = try office.done("case", "return", file, "--continue", "oseille").object()
    #expect(kept["kept"] as? [String] == [consent])
    let both = try office.run(
      "suivi", "retour", file, "--continuer", "tous", "--arreter", "tous")
    #expect(both.code == 64, "\(both)")
    let stopped = try office.run("suivi", "retour", file, "--arreter", "tous")
    #expect(stopped.code == 0 && stopped.out.contains("Arrêté par votre service"), "\(stopped)")
    let rows = try office.done("consent", "list", file).list()
    #expect(rows.map { $0["status"] as? String } == ["stopped"])
    let paper = try office.run("consent", "receipt", consent)
    #expect(paper.out.contains("arrêter ce partage") && !paper.out.contains("prison"), "\(paper)")
  }
}
