import Foundation
import Testing

@Suite("What a sentence says is so")
struct WhatIsSoTests {
  /// Bob, in a role that reads no note on health, beside Claire.
  private func withVolunteer() throws -> (office: Office, file: String) {
    let office = try Office()
    try office.found("a", "Ormeval", worker: "Claire")
    let file = try office.openCase("Samira")
    _ = try office.done("note", "add", file, "--volet", "sante", input: "Rien pour Driss.\n")
    _ = try office.done(
      "worker", "add", "Driss", "--role", "volunteer", "--until", "demain",
      "--new-passphrase-file", "driss", as: "operator")
    _ = try office.admit("Driss")
    return (office, file)
  }

  @Test("Who may not read what there is hears that nothing is for them, not that nothing is")
  func nothingForThem() throws {
    let (office, file) = try withVolunteer()
    let sentences = [
      "fr": "Aucune note que vous puissiez lire ici.", "en": "No note here that you may read.",
      "nl": "Geen notitie hier die u mag lezen.",
    ]
    for (language, sentence) in sentences {
      for words in [["case", "show", file], ["note", "list", file]] {
        let told = try office.start(
          words + ["--as", "Driss", "--lang", language], as: "driss"
        ).wait()
        #expect(told.code == 0 && told.out.contains(sentence), "\(told)")
        #expect(!told.out.contains("pour l’instant") && !told.out.contains("yet"), "\(told)")
      }
    }
  }

  @Test("Ending somebody who was never admitted promises nothing that does not happen")
  func endedBeforeAdmission() throws {
    let office = try Office()
    try office.found("a", "Ormeval", worker: "Claire")
    _ = try office.done(
      "worker", "add", "Driss", "--role", "referent", "--new-passphrase-file", "driss",
      as: "operator")
    let before = try office.done("verify", "--as", "Claire").object()["statements"] as? Int
    let told = try office.run("worker", "end", "Driss", as: "operator")
    #expect(told.code == 0 && told.out.contains("Personne ne l’avait admis·e"), "\(told)")
    #expect(!told.out.contains("La clé du service change"), "\(told)")
    #expect(!told.out.contains("gardent son nom"), "\(told)")
    _ = try office.done("case", "list", "--as", "Claire")
    let after = try office.done("verify", "--as", "Claire").object()["statements"] as? Int
    #expect(after == before.map { $0 + 1 }, "a root was made")
  }

  @Test("Ending somebody who was admitted promises a new key, and makes it")
  func endedAfterAdmission() throws {
    let (office, _) = try withVolunteer()
    let told = try office.run("worker", "end", "Driss", as: "operator")
    #expect(told.out.contains("gardent son nom"), "\(told)")
    #expect(told.out.contains("La clé du service change à la prochaine ouverture"), "\(told)")
    let before = try office.done("verify", as: nil).object()["statements"] as? Int
    _ = try office.done("case", "list", "--as", "Claire")
    let after = try office.done("verify", as: nil).object()["statements"] as? Int
    #expect(try #require(after) > #require(before), "no root was made")
  }

  /// A bell, an escape, one of eight bits, a reversal of reading, a NUL, and line breaks of other scripts.
  private static let harmful = "A\u{0}\u{7}\u{1B}[2J\u{9B}31m\u{202E}B\u{2028}C\u{2029}D"
  private static let signs: [Unicode.Scalar] = [
    "\u{0}", "\u{7}", "\u{1B}", "\u{9B}", "\u{202E}", "\u{2028}", "\u{2029}",
  ]

  @Test("Signs that act on a terminal are made visible in whatever shows a note, also into a file")
  func visible() throws {
    let office = try Office()
    try office.found("a", "Ormeval", worker: "Claire")
    let file = try office.openCase("Samira")
    let note = try office.addNote(Self.harmful + "\n", to: file)
    let commands = [
      ["note", "show", note], ["note", "history", note], ["search", "31m"],
      ["export", file, "--format", "text", "--out", "-"],
      ["export", file, "--format", "html", "--out", "-"],
      ["note", "show", note, "--json"], ["note", "history", note, "--json"],
      ["export", file, "--format", "json", "--out", "-"],
    ]
    for words in commands {
      let told = try office.start(words).wait()
      #expect(told.code == 0 && told.out.contains("31m"), "\(words): \(told)")
      let found = Self.signs.filter { told.out.unicodeScalars.contains($0) }
      #expect(found.isEmpty, "\(words): \(found.map(\.value))")
    }
    // Nothing is lost: a program gets every sign.
    #expect(try office.done("note", "show", note).text("text") == Self.harmful + "\n")
  }

  @Test("A request to erase that has left is said to have left, until it is attested")
  func erasureOnItsWay() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Samira")
    _ = try office.done(
      "consent", "give", file, "--to", "Oseille", "--volets", "droits", "--until", "2099-01-31",
      "--proof", "paper-signature", "--explained-in", "fr", "--past", "all")
    let note = try office.addNote("À effacer.\n", to: file)
    _ = try town.sync()
    // The other side's reader keeps its answer back: it is asked, and cannot attest yet.
    let reader = try DutyTests.Reader(office, home: "b")
    let first = try office.run("note", "erase", note)
    #expect(first.out.contains("La demande part au prochain échange"), "\(first)")
    _ = try town.sync()
    let second = try office.run("note", "erase", note)
    #expect(!second.out.contains("part au prochain échange"), "\(second)")
    #expect(
      second.out.contains("Oseille : demandé et envoyé, pas encore attesté (dernier échange : "),
      "\(second)")
    let english = try office.run("note", "erase", note, "--lang", "en")
    #expect(
      english.out.contains("Oseille: asked and sent, not attested yet (last exchange: "),
      "\(english)")
    try reader.end()
    _ = try office.done("case", "list", home: "b", as: "driss")
    _ = try town.sync()
    let third = try office.run("note", "erase", note)
    #expect(third.out.contains("Oseille : effacement attesté le "), "\(third)")
  }
}
