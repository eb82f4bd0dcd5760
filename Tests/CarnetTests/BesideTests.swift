import Foundation
import Testing

/// What one consent does to another that stands beside it is said before it is done.
@Suite("A consent beside another")
struct BesideTests {
  typealias Stage = ConsentInHandsTests.Stage

  /// A consent both ways that Oseille answers from a case file of its own.
  private func answered(_ volets: String) throws -> (stage: Stage, consent: String, own: String) {
    let stage = try Stage()
    let consent = try stage.give(volets, "--both-ways")
    _ = try stage.town.sync()
    let share = try #require(try stage.received().first?["shared"] as? String)
    let own = try stage.office.openCase("Samira", home: "b", as: "driss")
    _ = try stage.office.done("case", "link", share, own, home: "b", as: "driss")
    return (stage, consent, own)
  }

  private func giveDroits(_ stage: Stage, _ more: String...) throws -> Program.Answer {
    try stage.office.start(
      [
        "consent", "give", stage.file, "--to", "Oseille", "--volets", "droits", "--until",
        "2099-01-31", "--proof", "letter", "--explained-in", "ar",
      ] + more
    ).wait()
  }

  @Test(
    "A consent one way beside an answered one is asked about, and what it ends is said and shown")
  func oneWay() throws {
    let (stage, first, own) = try answered("droits,logement")
    let office = stage.office
    try stage.write("droits", "Réponse.", in: own, home: "b", as: "driss")
    try stage.write("logement", "Chez elle.", in: own, home: "b", as: "driss")
    _ = try stage.town.sync()
    let unsaid = try giveDroits(stage, "--json")
    #expect(unsaid.lastError == #"{"error":"answersBesideConsent","exit":64}"#, "\(unsaid)")
    let told = try giveDroits(stage)
    #expect(told.code == 64 && told.err.contains("Mes papiers, mes droits, mon argent"), "\(told)")
    #expect(!told.err.contains("mon logement"), "\(told)")
    #expect(try giveDroits(stage, "--one-way", "--both-ways").code == 64)
    #expect(try stage.consents().count == 1)
    #expect(try stage.reads(home: "a", as: "claire") == ["Réponse.", "Chez elle."])

    let done = try giveDroits(stage, "--one-way")
    #expect(
      done.code == 0
        && done.out.contains("Oseille ne répond plus dans : Mes papiers, mes droits, mon argent."),
      "\(done)")
    #expect(done.out.contains("ne se lit plus ici"), "\(done)")
    #expect(try stage.reads(home: "a", as: "claire") == ["Chez elle."])
    try stage.settle()
    let page = try office.run("case", "list", "--received")
    #expect(
      page.out.contains("un accord plus récent de votre service va dans un seul sens"), "\(page)")
    #expect(!page.out.contains("a repris") && !page.out.contains("par erreur"), "\(page)")
    let list = try office.run("consent", "list", stage.file)
    #expect(
      list.out.contains("Dans les deux sens, sauf : Mes papiers, mes droits, mon argent"), "\(list)"
    )
    let older = try #require(
      try stage.consents().first { $0["consent"] as? String == first })
    #expect(older["oneWay"] as? [String] == ["droits"])
    let narrowed = try #require(
      ConsentInHandsTests.events(older).first { $0["event"] as? String == "narrowed" })
    #expect(
      narrowed["cause"] as? String == "oneWay" && narrowed["volets"] as? [String] == ["droits"])

    let again = try giveDroits(stage, "--both-ways")
    #expect(again.code == 0, "\(again)")
    _ = try stage.town.sync()
    let next = try stage.write("droits", "De nouveau.", in: own, home: "b", as: "driss")
    #expect(next.out.contains("Sera transmis à : Ormeval"), "\(next)")
    _ = try stage.town.sync()
    #expect(try stage.reads(home: "a", as: "claire") == ["Chez elle.", "De nouveau."])
  }

  @Test("An answer tells each volet that it lost, and a withdrawal at the counter changes no past")
  func each() throws {
    let (stage, first, own) = try answered("droits,logement,emploi")
    let office = stage.office
    func consent(_ id: String) throws -> [String: Any] {
      try #require(try stage.consents().first { $0["consent"] as? String == id })
    }
    func lost() throws -> [String] {
      let answer = try #require(
        try office.done("consent", "list", own, home: "b", as: "driss").list().first)
      return ConsentInHandsTests.events(answer).filter {
        ["narrowed", "withdrawn"].contains($0["event"] as? String)
      }.map { event in
        let volets = (event["volets"] as? [String] ?? []).joined(separator: ",")
        return "\(event["event"] ?? "") \(volets) \(event["cause"] ?? "")"
      }
    }
    let share = try #require(try stage.received().first?["shared"] as? String)
    for volet in ["droits", "logement", "emploi"] {
      try stage.write(volet, "Là.")
      try stage.write(volet, "Ici.", in: own, home: "b", as: "driss")
    }
    try stage.settle()
    #expect(try giveDroits(stage, "--one-way", "--keep-past").code == 0)
    try stage.settle()
    let later = try #require(
      try stage.consents().first { $0["consent"] as? String != first }?["consent"] as? String)
    _ = try office.done("consent", "withdraw", first, "--volets", "logement")
    try stage.settle()
    #expect(try lost() == ["narrowed droits answered", "narrowed logement answered"])
    _ = try office.done("consent", "withdraw", share, home: "b", as: "driss")
    try stage.settle()
    #expect(
      try lost() == [
        "narrowed droits answered", "narrowed logement answered", "withdrawn  answered",
      ])

    // What went one way went one way until the end, and each consent tells what was erased of it.
    let older = try consent(first)
    #expect(older["status"] as? String == "withdrawn", "\(older)")
    #expect(older["oneWay"] as? [String] == ["droits"], "\(older)")
    #expect(
      ConsentInHandsTests.events(older).contains { $0["cause"] as? String == "oneWay" }, "\(older)")
    func attested(_ row: [String: Any]) -> [[String]] {
      ConsentInHandsTests.events(row).filter { $0["event"] as? String == "purgeAttested" }
        .map { $0["volets"] as? [String] ?? [] }
    }
    #expect(attested(older) == [["logement"], ["droits", "emploi"]], "\(older)")
    #expect(attested(try consent(later)) == [["droits"]])
    let receipt = try office.run("consent", "receipt", first).out
    #expect(
      receipt.contains("les deux sens, sauf : Mes papiers, mes droits, mon argent"), "\(receipt)")

    // The log of the case file there says what was done with it.
    let log = try office.done("log", own, home: "b", as: "driss").object()
    let deeds = (log["events"] as? [[String: Any]] ?? []).compactMap { $0["action"] as? String }
    #expect(deeds.filter { $0 == "consentWithdrawn" }.count == 1, "\(log)")
    #expect(deeds.filter { $0 == "caseLinked" }.count == 1, "\(log)")
  }

  @Test("Giving again both ways what a later consent one way had narrowed is no repetition")
  func bothWaysAgain() throws {
    let (stage, _, own) = try answered("droits")
    #expect(try giveDroits(stage, "--one-way").code == 0)
    let again = try giveDroits(stage, "--both-ways")
    #expect(again.code == 0, "\(again)")
    let twice = try giveDroits(stage, "--both-ways", "--json")
    #expect(twice.lastError == #"{"error":"consentAlreadyGiven","exit":64}"#, "\(twice)")
    _ = try stage.town.sync()
    try stage.write("droits", "Réponse.", in: own, home: "b", as: "driss")
    _ = try stage.town.sync()
    #expect(try stage.reads(home: "a", as: "claire") == ["Réponse."])
  }

  @Test("Who writes in a linked file answers a consent given anew, without looking at a list first")
  func answersAnew() throws {
    let (stage, _, own) = try answered("droits")
    let office = stage.office
    try stage.write("droits", "Avant.", in: own, home: "b", as: "driss")
    _ = try stage.town.sync()
    _ = try office.done("consent", "withdraw", "Samira Delacroix")
    _ = try stage.town.sync()
    #expect(try giveDroits(stage, "--both-ways").code == 0)
    _ = try stage.town.sync()
    let page = try office.run("consent", "list", own, home: "b", as: "driss")
    #expect(
      page.out.contains("Ormeval : donné") && page.out.contains("Ormeval : retiré"), "\(page)")
    let said = try stage.write("droits", "Après.", in: own, home: "b", as: "driss")
    #expect(said.out.contains("Sera transmis à : Ormeval"), "\(said)")
    _ = try stage.town.sync()
    #expect(try stage.reads(home: "a", as: "claire") == ["Après."])
  }

  @Test("A note written first in a linked file answers a consent given anew")
  func writesAnew() throws {
    let (stage, _, own) = try answered("droits")
    try stage.write("droits", "Avant.", in: own, home: "b", as: "driss")
    _ = try stage.town.sync()
    _ = try stage.office.done("consent", "withdraw", "Samira Delacroix")
    _ = try stage.town.sync()
    #expect(try giveDroits(stage, "--both-ways").code == 0)
    _ = try stage.town.sync()
    let said = try stage.write("droits", "Après.", in: own, home: "b", as: "driss")
    #expect(said.out.contains("Sera transmis à : Ormeval"), "\(said)")
    _ = try stage.town.sync()
    #expect(try stage.reads(home: "a", as: "claire") == ["Après."])
  }

  // Never 6
  @Test(
    "A refusal recorded elsewhere without knowing of a consent is asked about until somebody decides"
  )
  func refusalApart() throws {
    let stage = try Stage()
    let office = stage.office
    _ = try stage.town.join("c")
    try meetOseille(from: "c", office)
    _ = try stage.give("droits")
    let refused = try office.run(
      "consent", "refuse", stage.file, "--to", "Oseille", home: "c", as: "driss")
    #expect(refused.code == 0, "\(refused)")
    #expect(!refused.out.contains("Oseille ne reçoit rien et"), "\(refused)")
    #expect(refused.out.contains("pour ce que cet appareil en sait"), "\(refused)")
    for _ in 0..<2 { _ = try office.done("sync", home: "c", as: nil) }
    for (home, person) in [("a", "claire"), ("c", "driss")] {
      let page = try office.run("case", "show", stage.file, home: home, as: person)
      #expect(page.out.contains("a refusé"), "\(page)")
      #expect(page.out.contains("carnet consentement refuser"), "\(page)")
      let status = try office.run("status", "--as", "Claire", home: home, as: person)
      #expect(status.out.contains("a refusé"), "\(status)")
    }
    _ = try office.done("consent", "refuse", stage.file, "--to", "Oseille", "--keep")
    let after = try office.run("case", "show", stage.file)
    #expect(!after.out.contains("a refusé"), "\(after)")
    #expect(try !office.run("status", "--as", "Claire").out.contains("a refusé"))
  }

  /// Oseille is paired with a further device of the first service too, and hears from it.
  private func meetOseille(from home: String, _ office: Office) throws {
    let serving = try office.start(
      ["serve", "--listen", "127.0.0.1:0", "--json"], home: home, as: nil)
    defer { serving.kill() }
    let ready = try JSONSerialization.jsonObject(with: Data(serving.firstLine().utf8))
    let address = try #require((ready as? [String: String])?["listen"])
    let invitation = try office.done(
      "pair", "invite", "--address", address, home: home, as: "operator"
    ).text("invitation")
    let accepted = try office.done("pair", "accept", invitation, home: "b", as: "operator")
    let (sas, peer) = (try accepted.text("sas"), try accepted.text("peer"))
    let waiting = try office.done("pair", "list", home: home, as: "operator").list().first {
      $0["sas"] as? String == sas
    }
    let guest = try #require(waiting?["peer"] as? String)
    _ = try office.done("pair", "confirm", peer, "--sas", sas, home: "b", as: "operator")
    _ = try office.done("pair", "confirm", guest, "--sas", sas, home: home, as: "operator")
    for _ in 0..<2 { _ = try office.done("sync", home: "b", as: nil) }
  }

  @Test("What is left of a consent that has run out is not said to go on")
  func narrowedAfterItsEnd() throws {
    let stage = try Stage()
    let office = stage.office
    let end = Calendar.current.dateComponents(
      [.year, .month, .day], from: Date().addingTimeInterval(2 * 86_400))
    let (year, month, day) = (end.year ?? 0, end.month ?? 0, end.day ?? 0)
    let consent = try office.done(
      "consent", "give", stage.file, "--to", "Oseille", "--volets", "droits,logement", "--until",
      String(format: "%04d-%02d-%02d", year, month, day), "--proof", "letter", "--explained-in",
      "ar"
    ).text("consent")
    _ = try stage.town.sync()
    let done = try office.shell(
      "faketime -f '+5d' carnet consent withdraw \(consent) --volets droits --as Claire")
    #expect(done.code == 0 && !done.out.contains("continue pour"), "\(done)")
    #expect(
      done.out.contains(String(format: "a pris fin le %02d/%02d/%04d", day, month, year)),
      "\(done)")
    #expect(!done.out.contains("Confirmation"), "\(done)")
  }

  @Test("The numbers that are shown for a person are taken where they are asked for")
  func numbers() throws {
    let stage = try Stage()
    let office = stage.office
    let consent = try stage.give("droits")
    _ = try stage.town.sync()
    let namesake = try office.done(
      "case", "open", "--name", "Samira Delacroix", "--born", "1985", home: "b", as: "driss"
    ).text("case")
    let vague = try office.run("consent", "withdraw", "Samira", home: "b", as: "driss")
    #expect(vague.code == 64 && vague.err.contains(namesake.prefix(8)), "\(vague)")
    let none = try office.run(
      "consent", "withdraw", String(namesake.prefix(8)), "--json", home: "b", as: "driss")
    #expect(none.lastError == #"{"error":"unknownConsent","exit":66}"#, "\(none)")
    let paper = try office.run("consent", "receipt", String(stage.file.prefix(8)))
    #expect(paper.code == 0 && paper.out.contains("Samira Delacroix"), "\(paper)")
    let done = try office.done("consent", "withdraw", String(stage.file.prefix(8)))
    #expect(try done.text("consent") == consent)
  }
}
