import Foundation
import Testing

@Suite("A consent is changed in one act, through the program")
struct ConsentChangeCommandTests {
  @Test(
    "An extension names the new receipt, and a narrowing what had left before its keys were taken back"
  )
  func acts() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    let former = try stage.give("droits")
    try stage.write("droits", "Partagé.")
    _ = try stage.town.sync()
    let extended = try office.done(
      "consent", "extend", "Samira", "--volets", "logement", "--until", "2099-06-30", "--both-ways",
      "--proof", "letter", "--explained-in", "ar")
    let new = try extended.text("consent")
    #expect(try extended.text("former") == former && extended.text("receipt") == new)
    #expect(try extended.object()["added"] as? [String] == ["logement"])
    let paper = try office.run("consent", "receipt", former)
    #expect(paper.code == 0 && paper.out.contains("remplacé"), "\(paper)")
    try stage.write("logement", "Toit.")
    _ = try stage.town.sync()
    #expect(try stage.reads() == ["Partagé.", "Toit."])
    let narrowed = try office.run("consent", "narrow", "Samira", "--volets", "logement")
    #expect(narrowed.code == 0, "\(narrowed)")
    #expect(narrowed.out.contains("Déjà transmis à Oseille : 1 note"), "\(narrowed)")
    #expect(narrowed.out.contains("consentement recepisse \(new.prefix(8))"), "\(narrowed)")
    try stage.settle()
    #expect(try stage.reads() == ["Partagé."])
  }

  @Test("What cannot be changed this way says why and what to do, in every language of the program")
  func refused() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    let consent = try stage.give("droits")
    let all = try office.run("consent", "narrow", consent, "--volets", "droits", "--json")
    #expect(all.lastError == #"{"error":"consentUnchanged","exit":64}"#, "\(all)")
    let shorter = try office.run(
      "consent", "renew", consent, "--until", "2098-01-31", "--proof", "letter", "--explained-in",
      "ar")
    #expect(shorter.code == 64 && shorter.err.contains("consentement donner"), "\(shorter)")
    _ = try office.done("consent", "withdraw", consent)
    let gone = try office.run(
      "consent", "renew", consent, "--until", "2099-06-30", "--proof", "letter", "--explained-in",
      "ar")
    #expect(gone.code == 64 && gone.err.contains("retiré cet accord"), "\(gone)")
    #expect(try stage.consents().count == 1)
  }
}
