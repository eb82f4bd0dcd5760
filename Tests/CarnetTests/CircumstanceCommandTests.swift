import Foundation
import Testing

@Suite("How a consent came about is typed, shown and asked again")
struct CircumstanceCommandTests {
  @Test(
    "Interpreted by a fellow detainee it is recorded and told so; the release asks again; no other day is a year"
  )
  func askedAgain() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    let given = try office.run(
      "consentement", "donner", stage.file, "--vers", "Oseille", "--volets", "droits", "--preuve",
      "courrier", "--explique-en", "arabe", "--interprete", "codétenu", "--dit-le", "hier", "--but",
      "hébergement, accès aux droits", "--lu-a-voix-haute", "--tuteur", "Wilma")
    #expect(given.code == 0 && given.out.contains("reposée après la sortie"), "\(given)")
    let row = try #require(try stage.consents().first)
    let consent = try #require(row["consent"] as? String)
    let told = try #require(row["circumstances"] as? [String: Any])
    #expect(told["interpreter"] as? String == "codetenu" && told["guardian"] as? String == "Wilma")
    #expect(told["purposes"] as? [String] == ["hebergement", "acces_droits"])
    #expect(told["readAloud"] as? Bool == true && told["constrained"] == nil)
    _ = try office.done(
      "consent", "give", stage.file, "--to", "Oseille", "--volets", "agenda", "--proof", "letter",
      "--explained-in", "fr", "--until", "12 mois")
    let ends = try stage.consents().map { $0["until"] as? String }
    #expect(ends.count == 2 && ends[0] == ends[1] && ends[0] != nil, "\(ends)")
    let page = try office.run("consent", "show", consent)
    #expect(page.out.contains("Interprète : codétenu\n"), "\(page)")
    #expect(page.out.contains("Texte lu : non noté\n"), "\(page)")
    let released = try office.run("release", stage.file)
    #expect(released.out.contains("À redemander à la personne"), "\(released)")
    let again = try office.done("release", stage.file).object()
    #expect(again["toAskAgain"] as? [String] == [consent], "\(again)")
    _ = try office.done("consent", "withdraw", consent)
    #expect(try office.done("release", stage.file).object()["toAskAgain"] == nil)
    let copy = try office.run("export", stage.file, "--format", "text", "--out", "-")
    #expect(copy.out.contains("codétenu"), "\(copy)")
  }

  @Test("A day to come is refused with the option in hand, and a refusal has its day too")
  func refused() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    let late = try office.run(
      "consent", "refuse", stage.file, "--to", "Oseille", "--signed", "demain", "--json")
    #expect(late.code == 64 && late.err.contains("signedInFuture"), "\(late)")
    #expect(try stage.consents().isEmpty)
    _ = try office.done(
      "consent", "refuse", stage.file, "--to", "Oseille", "--signed", "hier", "--interpreter",
      "telephone")
    let told = try stage.consents().first?["circumstances"] as? [String: Any]
    #expect(told?["interpreter"] as? String == "telephone", "\(String(describing: told))")
  }
}
