import Foundation
import Testing

/// What the person decided is what happens, and what is said is what happened: through the program, from outside.
@Suite("Consent in the worker's hands")
struct ConsentInHandsTests {
  /// Two paired services and a case file of the first.
  final class Stage {
    let town: TwoServicesTests.Town
    let file: String
    var office: Office { town.office }

    init() throws {
      town = try TwoServicesTests.Town()
      _ = try town.pair()
      _ = try town.sync()
      file = try town.office.openCase("Samira Delacroix")
    }

    func give(_ volets: String, _ more: String...) throws -> String {
      let arguments =
        [
          "consent", "give", file, "--to", "Oseille", "--volets", volets, "--until", "2099-01-31",
          "--proof", "letter", "--explained-in", "ar", "--json",
        ] + more
      let answer = try office.start(arguments).wait()
      try #require(answer.code == 0, "\(answer)")
      return try answer.text("consent")
    }

    @discardableResult
    func write(
      _ volet: String, _ text: String, in file: String? = nil, home: String = "a",
      as person: String = "claire"
    ) throws -> Program.Answer {
      let answer = try office.run(
        "note", "add", file ?? self.file, "--volet", volet, "--title", "Note", "-", home: home,
        as: person, input: text + "\n")
      try #require(answer.code == 0, "\(answer)")
      return answer
    }

    func received(home: String = "b", as person: String = "driss") throws -> [[String: Any]] {
      try office.done("case", "list", "--received", home: home, as: person).list()
    }

    /// Everything that a service reads of what it received.
    func reads(home: String = "b", as person: String = "driss") throws -> Set<String> {
      var texts: Set<String> = []
      for row in try received(home: home, as: person) {
        let share = try #require(row["shared"] as? String)
        for note in try office.done("note", "list", share, home: home, as: person).list() {
          let id = try #require(note["note"] as? String)
          texts.insert(
            try office.done("note", "show", id, home: home, as: person).text("text")
              .trimmingCharacters(in: .newlines))
        }
      }
      return texts
    }

    /// News goes there and back, and each side puts in order what there is to put in order.
    func settle() throws {
      for _ in 0..<2 {
        _ = try town.sync()
        _ = try received(home: "a", as: "claire")
        _ = try received()
      }
      _ = try town.sync()
    }

    func consents(home: String = "a", as person: String = "claire", of file: String? = nil) throws
      -> [[String: Any]]
    {
      try office.done("consent", "list", file ?? self.file, home: home, as: person).list()
    }
  }

  static func events(_ row: [String: Any]?) -> [[String: Any]] {
    row?["events"] as? [[String: Any]] ?? []
  }

  // Never 6
  @Test("A refusal beside a live consent asks what becomes of it, and does what it is told")
  func refusal() throws {
    let stage = try Stage()
    let office = stage.office
    _ = try stage.give("droits")
    try stage.write("droits", "Avant le refus.")
    _ = try stage.town.sync()
    let unsaid = try office.run("consent", "refuse", stage.file, "--to", "Oseille", "--json")
    #expect(unsaid.lastError == #"{"error":"consentsBesideRefusal","exit":64}"#)
    let told = try office.run("consent", "refuse", stage.file, "--to", "Oseille")
    #expect(told.code == 64 && told.err.contains("Mes papiers, mes droits, mon argent"))
    let both = try office.run(
      "consent", "refuse", stage.file, "--to", "Oseille", "--keep", "--withdraw")
    #expect(both.code == 64)
    #expect(try stage.consents().count == 1)
    let kept = try office.run("consent", "refuse", stage.file, "--to", "Oseille", "--keep")
    #expect(kept.code == 0 && !kept.out.contains("ne reçoit rien"), "\(kept)")
    #expect(kept.out.contains("Ce qui était convenu reste"), "\(kept)")
    try stage.write("droits", "Toujours partagé.")
    _ = try stage.town.sync()
    #expect(try stage.reads() == ["Avant le refus.", "Toujours partagé."])
    let ended = try office.run("consent", "refuse", stage.file, "--to", "Oseille", "--withdraw")
    #expect(ended.code == 0 && ended.out.contains("Retrait enregistré"), "\(ended)")
    let after = try stage.write("droits", "Après le refus.")
    #expect(after.out.contains("Oseille (aucun accord)"), "\(after)")
    _ = try stage.town.sync()
    #expect(try stage.reads().isEmpty)
    let alone = try office.run("consent", "refuse", stage.file, "--to", "Oseille")
    #expect(alone.code == 0 && alone.out.contains("Oseille ne reçoit rien"), "\(alone)")
  }

  // Never 6
  @Test("A refusal beside a planned consent asks too, and the day brings nothing that it ended")
  func refusalBesidePlanned() throws {
    let stage = try Stage()
    let office = stage.office
    let planned = try stage.give("droits", "--effective", "release")
    let unsaid = try office.run("consent", "refuse", stage.file, "--to", "Oseille", "--json")
    #expect(unsaid.lastError == #"{"error":"consentsBesideRefusal","exit":64}"#)
    let done = try office.done("consent", "refuse", stage.file, "--to", "Oseille", "--withdraw")
    #expect(try done.object()["withdrawn"] as? [String] == [planned])
    #expect(!done.err.contains("effacer") && !done.err.contains("Confirmation"), "\(done)")
    let released = try office.done("release", stage.file)
    #expect(try released.object()["effective"] as? [String] == [])
    try stage.write("droits", "Après la sortie.")
    _ = try stage.town.sync()
    #expect(try stage.received().isEmpty)
  }

  @Test("A volet withdrawn from a consent both ways stops both ways")
  func bothWays() throws {
    let stage = try Stage()
    let office = stage.office
    let consent = try stage.give("droits,logement", "--both-ways")
    _ = try stage.town.sync()
    let share = try #require(try stage.received().first?["shared"] as? String)
    let own = try office.openCase("Samira", home: "b", as: "driss")
    _ = try office.done("case", "link", share, own, home: "b", as: "driss")
    for volet in ["droits", "logement"] {
      let said = try stage.write(volet, "Réponse \(volet).", in: own, home: "b", as: "driss")
      #expect(said.out.contains("Sera transmis à : Ormeval"), "\(said)")
    }
    _ = try stage.town.sync()
    #expect(
      try stage.reads(home: "a", as: "claire") == ["Réponse droits.", "Réponse logement."])
    _ = try office.done("consent", "withdraw", consent, "--volets", "logement")
    _ = try stage.town.sync()
    let next = try stage.write("logement", "Pas pour eux.", in: own, home: "b", as: "driss")
    #expect(!next.out.contains("Sera transmis"), "\(next)")
    let other = try stage.write("droits", "Encore.", in: own, home: "b", as: "driss")
    #expect(other.out.contains("Sera transmis à : Ormeval"), "\(other)")
    try stage.settle()
    #expect(try stage.reads(home: "a", as: "claire") == ["Réponse droits.", "Encore."])
    // Nobody at Oseille decided that: it was carried out there.
    let answer = try #require(try stage.consents(home: "b", as: "driss", of: own).first)
    let narrowed = try #require(Self.events(answer).first { $0["event"] as? String == "narrowed" })
    #expect(narrowed["by"] as? String == "" && narrowed["carriedOutBy"] as? String == "Driss")
    #expect(narrowed["volets"] as? [String] == ["logement"])
    #expect(narrowed["cause"] as? String == "answered")
  }

  // Never 14
  @Test("What is said of a withdrawal is what was sent, asked and answered")
  func withdrawalSentences() throws {
    let stage = try Stage()
    let office = stage.office
    let planned = try stage.give("agenda", "--effective", "release")
    let unstarted = try office.run("consent", "withdraw", planned)
    #expect(unstarted.out.contains("n’avait pas pris effet"), "\(unstarted)")
    #expect(!unstarted.out.contains("effacer") && !unstarted.out.contains("Confirmation"))
    let consent = try stage.give("droits,logement,projet")
    let unsent = try office.run("consent", "withdraw", consent, "--volets", "projet")
    #expect(!unsent.out.contains("effacer"), "\(unsent)")
    #expect(
      unsent.out.contains(
        "L’accord continue pour : Mes papiers, mes droits, mon argent ; Où je dors, mon logement."
      ), "\(unsent)")
    try stage.write("droits", "Droits.")
    _ = try stage.town.sync()
    let whole = try office.run("consent", "withdraw", consent)
    #expect(
      whole.out.contains(
        "d’effacer ce que ce service a reçu dans : Mes papiers, mes droits, mon argent.\n"),
      "\(whole)")
    #expect(whole.out.contains("Confirmation : en attente"), "\(whole)")
    _ = try stage.town.sync()
    let again = try office.run("consent", "withdraw", consent)
    #expect(again.out.contains("Confirmation : effacement attesté"), "\(again)")
    #expect(!again.out.contains("en attente") && !again.out.contains("Retrait enregistré"))
    let list = try office.run("consent", "list", stage.file)
    #expect(list.out.contains("retiré de l’accord : Mes demandes et mon projet"), "\(list)")
    let refused = try office.done("consent", "refuse", stage.file, "--to", "Oseille")
    let nothing = try office.run("consent", "withdraw", try refused.text("consent"))
    #expect(nothing.code == 0 && !nothing.out.contains("Retrait enregistré"), "\(nothing)")
  }

  @Test("Beside another consent nothing says that there is none")
  func beside() throws {
    let stage = try Stage()
    let office = stage.office
    let first = try office.run(
      "consent", "give", stage.file, "--to", "Oseille", "--volets", "droits", "--until",
      "2098-01-31", "--proof", "letter", "--explained-in", "ar")
    #expect(first.out.contains("Rien d’autre."), "\(first)")
    let other = try stage.write("logement", "Chez nous.")
    #expect(!other.out.contains("aucun accord"), "\(other)")
    let second = try office.run(
      "consent", "give", stage.file, "--to", "Oseille", "--volets", "droits,logement", "--until",
      "2099-01-31", "--proof", "letter", "--explained-in", "ar")
    #expect(!second.out.contains("Rien d’autre"), "\(second)")
    #expect(second.out.contains("31/01/2098"), "\(second)")
    let release = try office.run("release", stage.file)
    #expect(!release.out.contains("rien n’est transmis"), "\(release)")
    // The older one ends, and the renewal with it: it is said, and written.
    let rows = try stage.consents()
    let older = try #require(rows.first?["consent"] as? String)
    let renewed = try #require(rows.last?["consent"] as? String)
    let done = try office.run("consent", "withdraw", older)
    #expect(done.out.contains("L’accord \(renewed.prefix(8)) prend fin avec lui"), "\(done)")
    let left = try #require(try stage.consents().last)
    #expect(left["volets"] as? [String] == ["logement"])
    let narrowed = try #require(Self.events(left).last { $0["event"] as? String == "narrowed" })
    #expect(narrowed["cause"] as? String == "beside" && narrowed["beside"] as? String == older)
    #expect(narrowed["by"] as? String == "")
  }

  @Test(
    "How she said so and in what language stand where they are looked for, and each deed has its line"
  )
  func evidence() throws {
    let stage = try Stage()
    let office = stage.office
    let consent = try stage.give("droits", "--effective", "release")
    let row = try #require(try stage.consents().first)
    #expect(row["proof"] as? String == "letter" && row["explainedIn"] as? String == "ar")
    #expect(Self.events(row).map { $0["event"] as? String } == ["planned"])
    let list = try office.run("consent", "list", stage.file)
    #expect(list.out.contains("Comment : courrier\n"), "\(list)")
    #expect(list.out.contains("Expliqué en : arabe\n"), "\(list)")
    #expect(list.out.contains("– prévu – Claire\n"), "\(list)")
    let receipt = try office.run("consent", "receipt", consent)
    #expect(receipt.out.contains("Comment : courrier\n"), "\(receipt)")
    #expect(receipt.out.contains("Personne : Samira Delacroix\n"), "\(receipt)")
    _ = try office.done("release", stage.file)
    let effective = try #require(
      Self.events(try stage.consents().first).last { $0["event"] as? String == "effective" })
    #expect(effective["carriedOutBy"] as? String == "Claire" && effective["by"] as? String == "")
    let page = try office.run("case", "show", stage.file)
    #expect(page.out.contains("Sortie : "), "\(page)")
    _ = try office.done("consent", "refuse", stage.file, "--to", "Oseille", "--keep")
    _ = try office.done("consent", "withdraw", consent)
    let events = try #require(
      office.done("log", stage.file).object()["events"] as? [[String: Any]])
    let actions = events.compactMap { $0["action"] as? String }
    for action in ["consentPlanned", "release", "consentRefused", "consentWithdrawn"] {
      #expect(actions.contains(action), "\(actions)")
    }
  }

  @Test(
    "The recipient is told that a share ended, by whom and since when, and nothing that it must forget"
  )
  func toldThere() throws {
    let stage = try Stage()
    let office = stage.office
    let consent = try stage.give("droits,logement")
    try stage.write("droits", "Un mot.")
    _ = try stage.town.sync()
    _ = try office.done("consent", "withdraw", consent, "--volets", "logement")
    _ = try stage.town.sync()
    let part = try office.run("case", "list", "--received", home: "b", as: "driss")
    #expect(part.out.contains("(Où je dors, mon logement), terminé le"), "\(part)")
    let hers = try office.done("case", "list", "samira", "--received", home: "b", as: "driss")
    #expect(try hers.list().count == 1)
    let nobody = try office.run("case", "list", "Awa", "--recus", home: "b", as: "driss")
    #expect(nobody.code == 0 && nobody.out.contains("« Awa »"), "\(nobody)")
    #expect(!nobody.out.contains("Samira"), "\(nobody)")
    _ = try office.done("consent", "withdraw", consent)
    _ = try stage.town.sync()
    let told = try office.run("case", "list", "--received", home: "b", as: "driss")
    #expect(told.out.contains("la personne a retiré son accord, dit auprès d’Ormeval"), "\(told)")
    #expect(told.out.contains("effacé de cet appareil"), "\(told)")
    #expect(!told.out.contains("Samira") && !told.out.contains("papiers"), "\(told)")
    let machine = try office.done("case", "list", "--received", home: "b", as: "driss")
    #expect(machine.out == "[]\n" && machine.err.contains("terminé le"))
    let rows = try office.done(
      "case", "list", "--received", "--ended", home: "b", as: "driss"
    ).list()
    // One for each time that she said so: what went first, and the rest.
    #expect(rows.count == 2, "\(rows)")
    for row in rows {
      try expectShape(
        row,
        [
          "shared": .id(32), "from": .text, "ended": .one(of: ["withdrawnThere"]), "at": .moment,
          "forgottenAt": .moment, "volets": .list,
        ])
    }
  }

  @Test("A withdrawal said to the service that receives is obeyed by both and told as it was said")
  func counter() throws {
    let stage = try Stage()
    let office = stage.office
    let consent = try stage.give("droits,logement", "--both-ways")
    try stage.write("droits", "Droits.")
    try stage.write("logement", "Logement.")
    _ = try stage.town.sync()
    let share = try #require(try stage.received().first?["shared"] as? String)
    let own = try office.openCase("Samira", home: "b", as: "driss")
    _ = try office.done("case", "link", share, own, home: "b", as: "driss")
    try stage.write("droits", "Réponse.", in: own, home: "b", as: "driss")
    _ = try stage.town.sync()
    #expect(try stage.reads(home: "a", as: "claire") == ["Réponse."])
    let unknown = try office.run(
      "consent", "withdraw", "Personne", "--json", home: "b", as: "driss")
    #expect(unknown.lastError == #"{"error":"unknownConsent","exit":66}"#)
    let part = try office.run(
      "consent", "withdraw", String(share.prefix(8)), "--volets", "logement", home: "b",
      as: "driss")
    #expect(part.code == 0, "\(part)")
    #expect(try stage.reads() == ["Droits."])
    let whole = try office.run("consent", "withdraw", "samira delacroix", home: "b", as: "driss")
    #expect(whole.code == 0 && whole.out.contains("prévu pour plus tard"), "\(whole)")
    #expect(try stage.reads().isEmpty)
    #expect(
      try !stage.write("droits", "Chez nous.", in: own, home: "b", as: "driss").out.contains(
        "Sera transmis"))
    try stage.settle()
    #expect(try stage.reads(home: "a", as: "claire").isEmpty)
    #expect(try !stage.write("droits", "Plus pour eux.").out.contains("Sera transmis"))
    try stage.settle()
    #expect(try stage.reads().isEmpty)
    let row = try #require(try stage.consents().first { $0["consent"] as? String == consent })
    #expect(row["status"] as? String == "withdrawn")
    let said = Self.events(row).filter { $0["cause"] as? String == "counter" }
    #expect(said.map { $0["event"] as? String } == ["narrowed", "withdrawn"], "\(row)")
    #expect(said.allSatisfy { $0["by"] as? String == "" })
    let list = try office.run("consent", "list", stage.file)
    #expect(list.out.contains("dit au guichet d’Oseille"), "\(list)")
    let there = try office.run("case", "list", "--received", home: "b", as: "driss")
    #expect(there.out.contains("dit auprès de votre service"), "\(there)")
    let again = try office.run("consent", "withdraw", share, home: "b", as: "driss")
    #expect(again.code == 0 && again.out.contains("avait déjà pris fin"), "\(again)")
  }
}
