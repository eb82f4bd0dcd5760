import Foundation
import Testing

@Suite("Words are found as people write them")
struct SearchTests {
  @Test("Whatever the script, the case, the ligature and the ending")
  func spellings() throws {
    let made = try Template.copy()
    let office = made.office
    let text = """
      Андрей et Γιώργος ont vu Frau Weiß ; le dossier est con\u{FB01}rmé. ＣＡＦ : ren\u{AD}dez-vous avec
      l’intervenant·e, 昨天在公園見面, مُحَمَّد aussi.

      """
    let note = try office.addNote(text, to: made.file)
    for words in [
      "Андрей", "АНДРЕЙ", "Γιώργος", "ΓΙΩΡΓΟΣ", "Weiß", "WEISS", "confirmé", "CONFIRMÉ", "caf",
      "rendez-vous",
      "intervenante", "公園", "محمد",
    ] {
      let found = try office.done("search", words).list()
      #expect(found.map { $0["note"] as? String } == [note], "\(words)")
    }
    #expect(try office.done("search", "園公").list().isEmpty)
  }

  @Test("A record is found by what its codes are called, in any of our languages")
  func labels() throws {
    let made = try Template.copy()
    let office = made.office
    let right = try office.done(
      "right", "add", made.file, "--right", "rsa", "--state", "a_ouvrir", "--who", "la_personne"
    ).text("record")
    for words in ["à ouvrir", "te openen", "to open", "a ouvrir", "de persoon", "the person"] {
      let found = try office.done("search", words).list()
      #expect(found.map { $0["record"] as? String } == [right], "\(words)")
    }
    #expect(try office.done("search", "suspendu").list().isEmpty)
    #expect(try office.run("search", "te", "openen", "--lang", "nl").out.contains("te openen"))
  }

  @Test("What is found says whom it is about, and her birth where two have one name")
  func whose() throws {
    let made = try Template.copy()
    let office = made.office
    let other = try office.openCase("Kaïs Denis")
    _ = try office.addNote("Un acte de naissance.\n", to: other)
    func found() throws -> [String: [String: Any]] {
      let hits = try office.done("search", "naissance").list()
      return Dictionary(
        hits.map { ($0["case"] as? String ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    }
    let people = try found()
    #expect(people[made.file]?["person"] as? String == "Samira Delacroix", "\(people)")
    #expect(people[other]?["person"] as? String == "Kaïs Denis", "\(people)")
    #expect(people.values.allSatisfy { $0["born"] == nil }, "\(people)")
    let page = try office.run("search", "naissance").out
    #expect(page.contains("Samira Delacroix") && page.contains("Kaïs Denis"), "\(page)")
    _ = try office.done("person", "edit", other, "--name", "SAMIRA DELACROIX", "--born", "1991")
    #expect(try found()[other]?["born"] as? String == "1991")
    #expect(try found()[made.file]?["born"] is NSNull)
    let apart = try office.run("search", "naissance").out
    #expect(
      apart.contains("(naissance : 1991)") && apart.contains("(naissance inconnue)"), "\(apart)")
  }

  @Test("More notes than are shown: the newest are, and it is said")
  func more() throws {
    let made = try Template.copy()
    let office = made.office
    let second = try office.addNote("Une visite.\n", to: made.file)
    let third = try office.addNote(
      "Une visite, puis une autre, longue visite au bureau.\n", to: made.file)
    // The home is a copy, which is said until somebody knows.
    _ = try office.done("verify", "--acknowledge")
    let all = try office.done("search", "visite")
    #expect(try all.list().map { $0["note"] as? String } == [third, second])
    #expect(all.err.isEmpty)
    let one = try office.done("search", "visite", "--limit", "1")
    #expect(try one.list().map { $0["note"] as? String } == [third])
    #expect(one.err.hasPrefix("1 note ou fiche montrée sur 2 trouvées"))
    #expect(try office.run("search", "visite", "--nombre", "1").out.contains("sur 2 trouvées"))
  }
}
