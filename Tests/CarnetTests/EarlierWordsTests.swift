import Foundation
import Testing

/// What an earlier consent lets be read goes on under a later one only when the person says so, and what is said of a consent
/// that took another's place, or was overtaken, is so.
@Suite("A consent from now on beside an earlier one")
struct EarlierWordsTests {
  typealias Stage = ConsentInHandsTests.Stage

  private func giveDroits(
    _ stage: Stage, until: String = "2098-06-30", _ more: String...
  ) throws -> Program.Answer {
    try stage.office.start(
      [
        "consent", "give", stage.file, "--to", "Oseille", "--volets", "droits", "--until", until,
        "--proof", "letter", "--explained-in", "ar",
      ] + more
    ).wait()
  }

  @Test("What an earlier consent lets be read is asked about, and ends with a consent from now on")
  func ends() throws {
    let stage = try Stage()
    let office = stage.office
    try stage.write("droits", "Avant.")
    let first = try stage.give("droits,logement", "--past", "all")
    _ = try stage.town.sync()
    #expect(try stage.reads() == ["Avant."])
    let unsaid = try giveDroits(stage, "--json")
    #expect(unsaid.lastError == #"{"error":"earlierBesideConsent","exit":64}"#, "\(unsaid)")
    let told = try giveDroits(stage)
    #expect(told.code == 64 && told.err.contains("Mes papiers, mes droits, mon argent"), "\(told)")
    #expect(!told.err.contains("mon logement") && told.err.contains("--garder-passe"), "\(told)")
    #expect(try giveDroits(stage, "--keep-past", "--from-now").code == 64)
    #expect(try giveDroits(stage, "--past", "all", "--from-now").code == 64)
    #expect(try stage.consents().count == 1)

    let done = try giveDroits(stage, "--from-now")
    #expect(done.code == 0 && done.out.contains("Retrait enregistré"), "\(done)")
    #expect(done.out.contains("l’accord d’avant, \(first.prefix(8)), laissait lire"), "\(done)")
    #expect(done.out.contains("Nous demandons à Oseille d’effacer"), "\(done)")
    try stage.write("droits", "Après.")
    try stage.write("logement", "Chez elle.")
    try stage.settle()
    #expect(try stage.reads() == ["Après.", "Chez elle."])
    let older = try #require(try stage.consents().first { $0["consent"] as? String == first })
    #expect(older["volets"] as? [String] == ["logement"], "\(older)")
    let narrowed = ConsentInHandsTests.events(older).first { $0["event"] as? String == "narrowed" }
    #expect(narrowed?["cause"] as? String == "fromNow", "\(older)")
    let page = try office.run("consent", "list", stage.file)
    #expect(page.out.contains("remonte moins loin"), "\(page)")
    #expect(page.out.contains("effacement attesté"), "\(page)")
  }

  @Test("One since a day asks what becomes of what is from before it, and says so")
  func since() throws {
    let stage = try Stage()
    let old = try stage.office.run(
      "note", "add", stage.file, "--volet", "droits", "--happened", "5/5/2020", "-", home: "a",
      as: "claire", input: "Il y a longtemps.\n")
    #expect(old.code == 0, "\(old)")
    try stage.write("droits", "Ce matin.")
    _ = try stage.give("droits", "--past", "all")
    _ = try stage.town.sync()
    let unknown = try giveDroits(stage, "--past", "naguère")
    #expect(unknown.code == 64 && unknown.err.contains("depuis:MM/AAAA"), "\(unknown)")
    let told = try giveDroits(stage, "--past", "depuis:1/2021")
    #expect(told.code == 64 && told.err.contains("ce qui est d’avant le "), "\(told)")
    #expect(try stage.consents().count == 1)
    let done = try giveDroits(stage, "--past", "depuis:1/2021", "--from-now")
    #expect(done.code == 0 && done.out.contains("Retrait enregistré"), "\(done)")
    #expect(done.out.contains("Demandé depuis le 01/01/2021"), "\(done)")
    try stage.settle()
    #expect(try stage.reads() == ["Ce matin."])
  }

  @Test("What only an earlier consent allowed and had not left does not leave by one from now on")
  func neverLeft() throws {
    let stage = try Stage()
    try stage.write("droits", "Avant.")
    _ = try stage.give("droits", "--past", "all")
    let done = try giveDroits(stage, "--from-now")
    #expect(done.code == 0 && done.out.contains("n’est partie d’ici vers Oseille"), "\(done)")
    #expect(!done.out.contains("d’effacer ce que ce service a reçu"), "\(done)")
    try stage.write("droits", "Après.")
    try stage.settle()
    #expect(try stage.reads() == ["Après."])
  }

  @Test("Kept, it stays readable until the new end, and every page says so")
  func kept() throws {
    let stage = try Stage()
    let office = stage.office
    try stage.write("droits", "Avant.")
    let end = Calendar.current.dateComponents(
      [.year, .month, .day], from: Date().addingTimeInterval(2 * 86_400))
    let day = String(format: "%04d-%02d-%02d", end.year ?? 0, end.month ?? 0, end.day ?? 0)
    #expect(try giveDroits(stage, until: day, "--past", "all").code == 0)
    _ = try stage.town.sync()
    let done = try giveDroits(stage, "--keep-past")
    let words = "à partir de l’accord, et ce qu’un accord d’avant laissait déjà lire"
    #expect(done.code == 0 && done.out.contains(words), "\(done)")
    _ = try stage.town.sync()
    #expect(try stage.consents().map { $0["past"] as? String } == ["all", "kept"])
    let page = try office.run("consent", "list", stage.file)
    #expect(page.out.contains(words) && !page.out.contains("seulement à partir"), "\(page)")
    let paper = try office.run("consent", "receipt", "Samira", "--to", "Oseille")
    #expect(paper.code == 0 && paper.out.contains(words), "\(paper)")
    let easy = try office.run("consent", "receipt", "Samira", "--easy")
    #expect(easy.out.contains("seulement ce que j’avais déjà permis"), "\(easy)")
    let later = try office.shell(
      "faketime -f '+5d' carnet note list Samira --as Driss",
      environment: [
        "CARNET_HOME": office.file("b").path, "CARNET_PASSPHRASE_FILE": office.file("driss").path,
      ])
    #expect(later.code == 0 && later.out.contains("Note"), "\(later)")
    let twice = try giveDroits(stage, "--json")
    #expect(twice.lastError == #"{"error":"consentAlreadyGiven","exit":64}"#, "\(twice)")
  }

  @Test("What is kept of an earlier past is said to go on, and a late note about it goes there")
  func goesOn() throws {
    let stage = try Stage()
    try stage.write("droits", "Avant.")
    #expect(try giveDroits(stage, until: "2098-01-31", "--past", "all").code == 0)
    _ = try stage.town.sync()
    let said = "ce qui sera écrit sur ce temps-là y part aussi"
    let kept = try giveDroits(stage, "--keep-past")
    #expect(kept.code == 0 && kept.out.contains(said), "\(kept)")
    _ = try stage.office.done(
      "note", "add", stage.file, "--volet", "droits", "--when", "hier", "-",
      input: "Sur la veille.\n")
    _ = try stage.town.sync()
    let reads = try stage.reads()
    #expect(reads.contains("Sur la veille."), "\(reads)")
  }

  @Test("A consent planned from now on ends, on its day, what another one had begun meanwhile")
  func planned() throws {
    let stage = try Stage()
    let office = stage.office
    try stage.write("droits", "Avant.")
    let planned = try giveDroits(stage, "--effective", "release")
    #expect(planned.code == 0, "\(planned)")
    _ = try stage.give("droits", "--past", "all")
    _ = try stage.town.sync()
    #expect(try stage.reads() == ["Avant."])
    let asked = try giveDroits(stage, until: "2097-01-01", "--effective", "release", "--json")
    #expect(asked.lastError == #"{"error":"earlierBesideConsent","exit":64}"#, "\(asked)")
    let done = try office.run("release", stage.file)
    #expect(done.code == 0 && done.err.contains("ce qu’un accord d’avant laissait lire"), "\(done)")
    try stage.write("droits", "Dehors.")
    try stage.settle()
    #expect(try stage.reads() == ["Dehors."])
  }

  @Test(
    "Where nothing was written nobody is asked, and what was replaced is named once, or with its state"
  )
  func replaced() throws {
    let stage = try Stage()
    let office = stage.office
    let first = try stage.give("droits")
    let second = try giveDroits(stage, "--json").text("consent")
    let out = try office.run("release", stage.file).out
    #expect(out.contains(second.prefix(8)) && !out.contains("(\(first.prefix(8)))"), "\(out)")
    let paper = try office.run("consent", "receipt", "Samira", "--to", "Oseille")
    #expect(paper.code == 0 && paper.out.contains(second), "\(paper)")
    let third = try stage.give("logement")
    let several = try office.run("consent", "receipt", "Samira")
    #expect(several.code == 64 && !several.err.contains(first.prefix(8)), "\(several)")
    #expect(
      several.err.contains("donné, enregistré le") && several.err.contains("jusqu’au 30/06/2098"),
      "\(several)")
    let vague = try office.run("consent", "withdraw", "Samira")
    #expect(vague.code == 64 && !vague.err.contains(first.prefix(8)), "\(vague)")
    #expect(vague.err.contains(third.prefix(8)), "\(vague)")
    let closed = try office.run("case", "close", stage.file)
    let ended = closed.out.components(separatedBy: "Votre service met fin au partage").count - 1
    #expect(ended == 2, "\(closed)")
  }

  @Test("A plan that another device had put into effect is not said to have sent nothing")
  func overtaken() throws {
    let stage = try Stage()
    let office = stage.office
    _ = try stage.town.join("c")
    try stage.write("droits", "Un secret.")
    try stage.write("logement", "Une adresse.")
    let plan = try stage.give("droits,logement", "--effective", "release", "--past", "all")
    _ = try office.done("sync", home: "c", as: nil)
    _ = try office.done("release", stage.file)
    _ = try stage.town.sync()
    #expect(try stage.reads() == ["Un secret.", "Une adresse."])

    let part = try office.run(
      "consent", "withdraw", plan, "--volets", "logement", home: "c", as: "driss")
    #expect(part.code == 0 && part.out.contains("pour ce que cet appareil en sait"), "\(part)")
    #expect(!part.out.contains("rien n’a été transmis par lui"), "\(part)")
    for _ in 0..<2 { _ = try office.done("sync", home: "c", as: nil) }
    let news = try office.run("consent", "list", stage.file, home: "c", as: "driss")
    #expect(news.err.contains("avait été mis en œuvre par un autre appareil"), "\(news)")
    #expect(news.err.contains("mon logement") && news.err.contains("Oseille"), "\(news)")
    let again = try office.run("consent", "list", stage.file, home: "c", as: "driss")
    #expect(!again.err.contains("avait été mis en œuvre"), "\(again)")
    _ = try office.done("sync", home: "c", as: nil)
    try stage.settle()
    #expect(try stage.reads() == ["Un secret."])
  }

  @Test("A withdrawal of what had never left says so, on both sides")
  func neverSent() throws {
    let stage = try Stage()
    let office = stage.office
    try stage.write("droits", "Jamais.")
    let consent = try stage.give("droits", "--past", "all")
    let done = try office.run("consent", "withdraw", consent)
    #expect(done.code == 0 && done.out.contains("n’était parti d’ici vers Oseille"), "\(done)")
    #expect(!done.out.contains("Confirmation"), "\(done)")
    try stage.settle()
    let page = try office.run("case", "list", "--received", home: "b", as: "driss")
    #expect(!page.out.contains("Ce que vous en aviez reçu"), "\(page)")
    #expect(!page.out.contains("Samira"), "\(page)")
  }
}
