import Foundation
import Testing

/// After a release is recorded: what begins, what does not, and what goes on whatever is recorded.
@Suite("What a release is said to do")
struct ReleaseToldTests {
  @Test("A release that is corrected does not stop what had begun, and says so")
  func corrected() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    let consent = try stage.give("droits", "--effective", "release")
    _ = try office.done("release", stage.file)
    let later = try office.run("release", stage.file, "--on", "2098-12-15")
    #expect(!later.out.contains("rien de plus n’est transmis"), "\(later)")
    #expect(later.out.contains("continuent") && later.out.contains(consent.prefix(8)), "\(later)")
    #expect(later.out.contains("carnet consentement retirer"), "\(later)")
    #expect(try stage.write("droits", "Dedans.").out.contains("Sera transmis à : Oseille"))
  }

  @Test("One that begins nothing names what is sent all the same")
  func beside() throws {
    let stage = try ConsentInHandsTests.Stage()
    let none = try stage.office.run("release", stage.file)
    #expect(none.out.contains("à elle seule, elle ne transmet rien"), "\(none)")
    let consent = try stage.give("droits")
    let told = try stage.office.run("release", stage.file)
    #expect(told.out.contains("continuent") && told.out.contains(consent.prefix(8)), "\(told)")
  }

  @Test(
    "Of the consents that wait for it, those that end before are set apart, and a service is named once"
  )
  func tooShort() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    _ = try stage.give("droits", "--effective", "release")
    _ = try stage.give("logement", "--effective", "release")
    let short = try office.done(
      "consent", "give", stage.file, "--to", "Oseille", "--volets", "emploi", "--until",
      "2098-06-30", "--proof", "letter", "--explained-in", "ar", "--effective", "release"
    ).text("consent")
    let told = try office.run("release", stage.file, "--on", "2098-12-15")
    #expect(told.out.contains("les accords prévus pour : Oseille.\n"), "\(told)")
    let before = told.out.components(separatedBy: "Finissent avant le 15/12/2098").last ?? ""
    #expect(before != told.out && before.contains(short.prefix(8)), "\(told)")
    #expect(!before.contains("31/01/2099"), "\(told)")
    let given = try office.run(
      "consent", "give", stage.file, "--to", "Oseille", "--volets", "agenda", "--until",
      "2098-06-30", "--proof", "letter", "--explained-in", "ar", "--effective", "release")
    #expect(given.out.contains("tel quel, il ne prend pas effet"), "\(given)")
  }

  @Test("A correction stops what it names, by whatever word, and says what it cannot take up again")
  func correctionStops() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    let consent = try stage.give("droits")
    _ = try office.done("release", stage.file)
    let unknown = try office.run("release", stage.file, "--stop", "Ortie", "--json")
    #expect(unknown.lastError == #"{"error":"unknownConsent","exit":66}"#, "\(unknown)")
    let stopped = try office.done("release", stage.file, "--stop", "Oseille").object()
    #expect(stopped["stopped"] as? [String] == [consent], "\(stopped)")
    // It is so already.
    #expect(try office.run("release", stage.file, "--arreter", "Oseille").code == 0)
    let back = try office.run("release", stage.file, "--continue", "Oseille", "--json")
    #expect(back.lastError == #"{"error":"shareStopped","exit":77}"#, "\(back)")
    let other = try stage.give("logement")
    let all = try office.done("sortie", stage.file, "--arreter", "tous").object()
    #expect(all["stopped"] as? [String] == [other], "\(all)")
  }
}
