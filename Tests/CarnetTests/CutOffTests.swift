import Foundation
import Testing

@Suite("After a service ended the pairing, each side says what is so", .timeLimit(.minutes(30)))
struct CutOffTests {
  // Never 13
  @Test(
    "Where it was ended: nothing new is promised, neither of what was received nor of a withdrawal")
  func ended() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    let consent = try stage.give("droits", "--past", "all")
    try stage.write("droits", "Un mot.")
    _ = try stage.town.sync()
    let share = try #require(try stage.received().first?["shared"] as? String)
    _ = try office.done("pair", "remove", "Ormeval", home: "b", as: "operator")
    let listed = try office.run("case", "list", "--received", home: "b", as: "driss")
    #expect(listed.out.contains("Plus aucun échange avec ce service"), "\(listed)")
    #expect(try stage.received().first?["cutOff"] as? Bool == true)
    let there = try office.run("consent", "withdraw", share, home: "b", as: "driss")
    #expect(there.code == 0, "\(there)")
    #expect(!there.out.contains("l’apprend au prochain échange"), "\(there)")
    #expect(there.out.contains("n’échange plus avec Ormeval"), "\(there)")

    _ = try office.done("pair", "remove", "Oseille", as: "operator")
    let here = try office.run("consent", "withdraw", consent)
    #expect(here.code == 0, "\(here)")
    for word in ["Nous demandons", "en attente"] { #expect(!here.out.contains(word), "\(here)") }
    #expect(here.out.contains("la demande d’effacer ne peut pas y arriver"), "\(here)")
  }

  @Test(
    "Where the service has another device too: what had left is told all the same, and what cannot leave is never promised",
    arguments: [false, true])
  func unpaired(withAnother: Bool) throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    if withAnother { _ = try stage.town.join("c") }
    let consent = try stage.give("droits", "--past", "all")
    _ = try stage.give("logement")
    try stage.write("droits", "Un mot.")
    _ = try stage.town.sync()
    let before = try office.run("status", as: "operator")
    #expect(!before.out.contains("L’appairage"), "\(before)")
    let removed = try office.run("pair", "remove", "Oseille", as: "operator")
    #expect(removed.out.contains("2 accords restent en vigueur"), "\(removed)")

    let note = try stage.write("droits", "Un autre.")
    #expect(!note.out.contains("Sera transmis à : Oseille"), "\(note)")
    #expect(!note.out.contains(", Oseille"), "\(note)")
    #expect(note.out.contains("Pas transmis à : Oseille (l’appairage"), "\(note)")
    let listed = try office.run("consent", "list", stage.file)
    #expect(listed.out.contains("appairage terminé"), "\(listed)")
    #expect(listed.out.contains("L’appairage avec Oseille a pris fin : rien n’en part"))
    let ended = try stage.consents().map { $0["pairingEnded"] as? String }
    #expect(ended == Array(repeating: withAnother ? "here" : "whole", count: 2))
    let given = try office.run(
      "consent", "give", stage.file, "--to", "Oseille", "--volets", "contact", "--until",
      "2099-01-31", "--proof", "letter", "--explained-in", "ar")
    // A service without another device knows nobody of that name any more.
    #expect(given.code == (withAnother ? 0 : 66), "\(given)")
    #expect(
      given.out.contains("rien n’en part de cet appareil tant que") == withAnother, "\(given)")
    let paper = try office.run("consent", "receipt", consent)
    #expect(paper.out.contains("n’échange plus avec Oseille"), "\(paper)")
    for person in ["operator", "claire"] {
      let status = try office.run("status", as: person)
      #expect(status.out.contains("a pris fin avec : Oseille"), "\(status)")
    }

    let told = try office.run("consent", "withdraw", consent)
    #expect(!told.out.contains("Rien de cet accord"), "\(told)")
    #expect(told.out.contains("des notes dans : Mes papiers, mes droits, mon argent"), "\(told)")
    #expect(told.out.contains("l’accord lui-même, qui nomme la personne"), "\(told)")
    #expect(told.out.contains("la demande d’effacer ne peut pas y arriver"), "\(told)")
    #expect(!told.out.contains("en attente"), "\(told)")
    let after = try office.run("consent", "list", stage.file)
    #expect(after.out.contains("si la demande d’effacer n’y était pas arrivée"), "\(after)")

    guard !withAnother else { return }
    // Paired again, nothing of it is said any more, and the request leaves.
    _ = try stage.town.pair()
    try stage.settle()
    #expect(try stage.reads().isEmpty)
    let anew = try office.run("consent", "list", stage.file)
    #expect(!anew.out.contains("appairage"), "\(anew)")
    #expect(try !office.run("status", as: "operator").out.contains("a pris fin avec"))
  }

  @Test(
    "Where it was told of: a note, a consent, a withdrawal and the list of devices say that nothing gets there"
  )
  func told() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    func run(_ words: String..., input: String = "") throws -> Program.Answer {
      try office.start(words, home: "b", as: "driss", input: Data(input.utf8)).wait()
    }
    func give(_ volet: String) throws -> Program.Answer {
      try run(
        "consent", "give", "Samira", "--to", "Ormeval", "--volets", volet, "--until", "2099-01-31",
        "--proof", "letter", "--explained-in", "ar")
    }
    #expect(try run("sync").code == 0)
    #expect(try run("case", "open", "--name", "Samira").code == 0)
    #expect(try give("droits").code == 0)
    #expect(try run("sync").code == 0)
    _ = try office.done("pair", "remove", "Oseille", as: "operator")
    let sync = try run("sync")
    #expect(sync.code == 77 && sync.err.contains("retiré de sa liste"), "\(sync)")

    let note = try run(
      "note", "add", "Samira", "--volet", "droits", "--title", "Note", "-", input: "Un mot.\n")
    #expect(
      note.out.contains("Pas transmis à : Ormeval (n’échange plus avec cet appareil)"), "\(note)")
    #expect(!note.out.contains("Sera transmis"), "\(note)")
    let status = try run("status")
    #expect(!status.out.contains("identiques"), "\(status)")
    #expect(status.out.contains("  n’échange plus"), "\(status)")
    let rows = try office.done("status", home: "b", as: "driss").list()
    #expect(rows.count == 1 && rows.allSatisfy { $0["rootsEqual"] is NSNull }, "\(rows)")
    let given = try give("logement")
    #expect(given.out.contains("L’appairage avec Ormeval a pris fin : rien n’en part"), "\(given)")
    let withdrawn = try run("consent", "withdraw", "Samira", "--volets", "logement")
    #expect(!withdrawn.out.contains("en attente"), "\(withdrawn)")
    let consent =
      try office.done("consent", "list", "Samira", home: "b", as: "driss").list()
      .first { ($0["volets"] as? [String])?.contains("droits") == true }?["consent"] as? String
    let last = try run("consent", "withdraw", try #require(consent))
    #expect(last.code == 0 && !last.out.contains("en attente"), "\(last)")
    #expect(last.out.contains("la demande d’effacer ne peut pas y arriver"), "\(last)")
  }
}
