import Foundation
import Testing

@Suite("Two services, real processes, one line between them")
struct TwoServicesTests {
  /// Two paired services; the first one serves.
  final class Town {
    let office: Office
    let serving: Run
    let address: String
    /// The id of the second service.
    let oseille: String

    init() throws {
      office = try Office()
      try office.found("a", "Ormeval", worker: "Claire")
      oseille = try office.found("b", "Oseille", worker: "Driss")
      serving = try office.start(["serve", "--listen", "127.0.0.1:0", "--json"], as: nil)
      let line = try serving.firstLine()
      let ready = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
      address = try #require(ready?["listen"])
      #expect(ready?.keys.sorted() == ["listen"])
    }

    deinit { serving.kill() }

    /// Pairs and verifies both sides; the string that they compared.
    func pair() throws -> String {
      let invitation = try office.done("pair", "invite", "--address", address, as: "operator")
        .text("invitation")
      let accepted = try office.done("pair", "accept", invitation, home: "b", as: "operator")
      try expectShape(try accepted.json(), ["peer": .id(64), "service": .text, "sas": .text])
      let sas = try accepted.text("sas")
      let row = try #require(try office.done("pair", "list", as: "operator").list().first)
      try expectShape(row, Shapes.peer, optional: ["sas": .text, "verifiedOn": .moment])
      #expect(row["sas"] as? String == sas && row["state"] as? String == "proven")
      for (home, peer) in [("a", "Oseille"), ("b", "Ormeval")] {
        let confirmed = try office.done(
          "pair", "confirm", peer, "--sas", sas, home: home, as: "operator")
        try expectShape(
          try confirmed.json(), Shapes.peer, optional: ["sas": .text, "verifiedOn": .moment])
        #expect(try confirmed.text("state") == "verified")
      }
      return sas
    }

    /// A further device of the first service, in the home called `home`: Claire works on it too.
    func join(_ home: String) throws -> String {
      let invitation = try office.done(
        "pair", "invite", "--own", "--address", address, as: "operator"
      ).text("invitation")
      let joined = try office.done("init", "--join", invitation, home: home, as: "operator")
      let (sas, node) = (try joined.text("sas"), try joined.text("node"))
      _ = try office.done("pair", "confirm", node, "--sas", sas, as: "operator")
      _ = try office.done(
        "pair", "confirm", try joined.text("peer"), "--sas", sas, home: home, as: "operator")
      _ = try office.done("sync", home: home, as: nil)
      _ = try office.done(
        "worker", "add", "Claire", "--role", "referent", "--new-passphrase-file", "driss",
        "--code", try office.done("worker", "device").text("code"), home: home, as: "operator")
      _ = try office.done("sync", home: home, as: nil)
      _ = try office.admit("Claire")
      _ = try office.done("sync", home: home, as: nil)
      return node
    }

    func sync() throws -> [String: Any] {
      let rows = try office.done("sync", home: "b", as: nil).list()
      let row = try #require(rows.first)
      try expectShape(
        row,
        [
          "peer": .id(64), "sent": .number, "received": .number, "refused": .number,
          "bytesSent": .number, "bytesReceived": .number, "roundTrips": .number,
          "rootsEqual": .flag,
        ])
      return row
    }
  }

  @Test("A consent carries a volet, a link answers it, a withdrawal ends it")
  func sharing() throws {
    let town = try Town()
    let office = town.office
    _ = try town.pair()
    #expect(try town.sync()["rootsEqual"] as? Bool == true)
    let file = try office.openCase("Samira Delacroix")
    let before = try office.run(
      "note", "add", file, "--volet", "droits", "-", input: "Un texte partagé.\n")
    #expect(before.out.contains("Pas transmis à : Oseille"))
    let given = try office.done(
      "consent", "give", file, "--to", "Oseille", "--volets", "contact,droits", "--until",
      "2099-01-31", "--proof", "oral-witness:Awa", "--explained-in", "ar", "--past", "all",
      "--both-ways")
    try expectShape(try given.json(), ["consent": .id(32), "status": .one(of: ["given"])])
    _ = try town.sync()
    let shared = try #require(
      try office.done("case", "list", "--received", home: "b", as: "driss").list().first)
    try expectShape(shared, Shapes.received, optional: ["linkedTo": .id(32), "alike": .list])
    #expect(shared["until"] as? String == "2099-01-31")
    let share = try #require(shared["shared"] as? String)
    let note = try #require(
      try office.done("note", "list", share, home: "b", as: "driss").list().first)
    try expectShape(note, Shapes.note)
    let id = try #require(note["note"] as? String)
    #expect(
      try office.done("note", "show", id, home: "b", as: "driss").text("text")
        == "Un texte partagé.\n")
    let edit = try office.run(
      "note", "edit", id, "--title", "Le nôtre", "--json", home: "b", as: "driss")
    #expect(edit.lastError == #"{"error":"noteReceived","exit":77}"#)
    let own = try office.openCase("Samira", home: "b", as: "driss")
    try expectShape(
      try office.done("case", "link", share, own, home: "b", as: "driss").json(),
      ["case": .id(32), "shared": .id(32), "replaced": .list, "left": .list])
    _ = try office.addNote("Vu chez nous.\n", to: own, home: "b", as: "driss")
    // The one that brings what came while it ended compares, too.
    for _ in 0..<5 where try town.sync()["rootsEqual"] as? Bool != true {}
    #expect(try office.done("case", "list", "--received").list().count == 1)
    let page = try office.done("case", "show", file).object()
    #expect((page["shares"] as? [Any])?.count == 1)

    let status = try #require(try office.done("status", as: nil).list().first)
    try expectShape(
      status,
      [
        "peer": .id(64), "service": .text, "sent": .number, "received": .number,
        "pending": .number, "refused": .number, "lastExchange": .moment, "rootsEqual": .flag,
      ])
    let consent = try given.text("consent")
    let outside = try office.run("consent", "withdraw", consent, "--volets", "sante", "--json")
    #expect(outside.lastError == #"{"error":"voletNotInConsent","exit":64}"#)
    try expectShape(
      try office.done("consent", "withdraw", consent).json(),
      [
        "consent": .id(32), "status": .one(of: ["withdrawn"]), "to": .text, "volets": .list,
        "left": .list, "sent": .list, "along": .list,
        "confirmation": .one(of: ["awaited", "none"]),
      ], optional: ["sentCounts": .any, "holders": .list])
    _ = try town.sync()
    #expect(try office.done("case", "list", "--received", home: "b", as: "driss").out == "[]\n")
    let listed = try office.done("consent", "list", file).list()
    for row in listed {
      try expectShape(row, Shapes.consent, optional: ["holders": .list])
      for event in try #require(row["events"] as? [Any]) {
        try expectShape(
          event, ["event": .text, "at": .moment, "by": .text],
          optional: ["volets": .list, "cause": .text, "beside": .id(32), "carriedOutBy": .text])
      }
    }
    let events = (listed.first?["events"] as? [[String: Any]])?.compactMap {
      $0["event"] as? String
    }
    #expect(events == ["given", "withdrawn", "purgeAsked", "purgeAttested"])
  }

  @Test(
    "Many notes cross as one bundle between machines that nobody has opened, and open when somebody reads"
  )
  func bundle() throws {
    let town = try Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Samira Delacroix")
    let texts = (1...16).map { "Rendez-vous \($0) à la mission locale, le dossier suit.\n" }
    for text in texts { _ = try office.addNote(text, to: file) }
    _ = try office.done(
      "consent", "give", file, "--to", "Oseille", "--volets", "droits", "--until", "2099-01-31",
      "--proof", "letter", "--explained-in", "fr", "--past", "all")
    let row = try town.sync()
    #expect(row["rootsEqual"] as? Bool == true && row["refused"] as? Int == 0)
    #expect(try #require(row["received"] as? Int) >= texts.count)
    let locked = try office.done("verify", home: "b", as: nil).object()
    #expect(locked["unopened"] as? Int == 1 && locked["changes"] as? Int == 0)
    #expect(locked["ok"] as? Bool == true)
    let told = try office.run("verify", home: "b", as: nil)
    #expect(told.out.contains("Paquets reçus et pas encore ouverts : 1."))
    let shared = try #require(
      try office.done("case", "list", "--received", home: "b", as: "driss").list().first)
    let share = try #require(shared["shared"] as? String)
    let notes = try office.done("note", "list", share, home: "b", as: "driss").list()
    let shown = try notes.map { note in
      try office.done(
        "note", "show", try #require(note["note"] as? String), home: "b", as: "driss"
      ).text("text")
    }
    #expect(shown == texts)
    let open = try office.done("verify", home: "b", as: "driss").object()
    #expect(open["unopened"] as? Int == 0 && open["changes"] as? Int == texts.count)
    #expect(open["ok"] as? Bool == true)
  }

  // Never 6, 30
  @Test("A planned consent takes effect at the release; a refusal is told to nobody")
  func release() throws {
    let town = try Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Kaïs")
    let planned = try office.done(
      "consent", "give", file, "--to", "Oseille", "--volets", "droits", "--until", "2099-01-31",
      "--proof", "letter", "--explained-in", "fr", "--effective", "release")
    #expect(try planned.text("status") == "planned")
    let refused = try office.done("consent", "refuse", file, "--to", "Oseille", "--keep")
    #expect(try refused.text("status") == "refused")
    _ = try town.sync()
    #expect(try office.done("case", "list", "--received", home: "b", as: "driss").out == "[]\n")
    let released = try office.done("release", file).object()
    try expectShape(released, ["case": .id(32), "effective": .list])
    #expect(released["effective"] as? [String] == [try planned.text("consent")])
    _ = try town.sync()
    #expect(
      try office.done("case", "list", "--received", home: "b", as: "driss").list().count == 1)
  }

  @Test("An exchange that some answered and others did not tells both, and is no success")
  func partly() throws {
    let town = try Town()
    let office = town.office
    _ = try town.pair()
    try office.found("c", "Tanneurs", worker: "Claire")
    let serving = try office.start(
      ["serve", "--listen", "127.0.0.1:0", "--json"], home: "c", as: nil)
    defer { serving.kill() }
    let line = try serving.firstLine()
    let ready = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
    let invitation = try office.done(
      "pair", "invite", "--address", try #require(ready?["listen"]), home: "c", as: "operator"
    ).text("invitation")
    let sas = try office.done("pair", "accept", invitation, home: "b", as: "operator").text("sas")
    for (home, peer) in [("b", "Tanneurs"), ("c", "Oseille")] {
      _ = try office.done("pair", "confirm", peer, "--sas", sas, home: home, as: "operator")
    }
    let whole = try office.run("sync", "--json", home: "b", as: nil)
    #expect(whole.code == 0, "\(whole)")
    serving.kill()
    _ = try serving.wait()
    let partly = try office.run("sync", "--json", home: "b", as: nil)
    #expect(partly.lastError == #"{"error":"partlyExchanged","exit":69}"#, "\(partly)")
    let rows = try partly.list()
    #expect(rows.count == 2 && rows.filter { $0["error"] == nil }.count == 1, "\(rows)")
    let told = try office.run("sync", home: "b", as: nil)
    #expect(told.code == 69 && told.err.contains("pas avec : Tanneurs"), "\(told)")
    #expect(told.out.contains("Ormeval") && told.out.contains("Tanneurs"), "\(told)")
    #expect(try office.run("sync", "Ormeval", home: "b", as: nil).code == 0)
  }

  @Test("A wrong string voids the invitation, and a used one is refused")
  func wrongString() throws {
    let town = try Town()
    let office = town.office
    let invitation = try office.done("pair", "invite", "--address", town.address, as: "operator")
      .text("invitation")
    _ = try office.done("pair", "accept", invitation, home: "b", as: "operator")
    let wrong = try office.run(
      "pair", "confirm", "Ormeval", "--sas", "0000 0000 0000", "--json", home: "b", as: "operator")
    #expect(wrong.lastError == #"{"error":"wrongString","exit":77}"#)
    let again = try office.run("pair", "accept", invitation, "--json", home: "b", as: "operator")
    #expect(again.code == 77, "\(again)")
    #expect(again.lastError.contains("invitation"), "\(again)")
  }

  @Test(
    "Digits typed with what people put between them pair; what is no twelve digits cancels nothing")
  func typedDigits() throws {
    let town = try Town()
    let office = town.office
    let invitation = try office.done("pair", "invite", "--address", town.address, as: "operator")
      .text("invitation")
    let sas = try office.done("pair", "accept", invitation, home: "b", as: "operator").text("sas")
    func confirm(_ typed: String, home: String, _ peer: String) throws -> Program.Answer {
      try office.run(
        "pair", "confirm", peer, "--sas", typed, "--json", home: home, as: "operator")
    }
    for malformed in ["1464", sas + "1", sas.replacingOccurrences(of: " ", with: "/"), "douze"] {
      let answer = try confirm(malformed, home: "b", "Ormeval")
      #expect(answer.lastError == #"{"error":"digitsMalformed","exit":64}"#, "\(answer)")
    }
    let hyphens = sas.replacingOccurrences(of: " ", with: "-")
    #expect(try confirm(hyphens, home: "b", "Ormeval").text("state") == "verified")
    let narrow = sas.replacingOccurrences(of: " ", with: "\u{202F}")
    #expect(try confirm(narrow, home: "a", "Oseille").text("state") == "verified")
  }

  @Test(
    "After wrong digits the side that typed them says so, and a new device begins again in place")
  func cancelled() throws {
    let town = try Town()
    let office = town.office
    func invite() throws -> String {
      try office.done("pair", "invite", "--own", "--address", town.address, as: "operator")
        .text("invitation")
    }
    let joined = try office.done("init", "--join", try invite(), home: "c", as: "operator")
    let peer = try joined.text("peer")
    let wrong = try office.run(
      "pair", "confirm", peer, "--sas", "0000-0000-0000", "--json", home: "c", as: "operator")
    #expect(wrong.lastError == #"{"error":"wrongString","exit":77}"#, "\(wrong)")
    let after = try office.run(
      "pair", "confirm", peer, "--sas", try joined.text("sas"), home: "c", as: "operator")
    #expect(after.code == 77 && after.err.contains("a été annulé"), "\(after)")
    #expect(after.err.contains("appairer inviter --propre"), "\(after)")
    let entering = try office.run("init", "--join", try invite(), home: "c", as: "operator")
    #expect(entering.code == 73 && entering.err.contains("carnet appairer accepter"), "\(entering)")
    let again = try office.done("pair", "accept", try invite(), home: "c", as: "operator")
    let sas = try again.text("sas")
    _ = try office.done("pair", "confirm", peer, "--sas", sas, home: "c", as: "operator")
    _ = try office.done(
      "pair", "confirm", try joined.text("node"), "--sas", sas, as: "operator")
    #expect(try office.run("sync", home: "c", as: nil).code == 0)
    // A device that its service has enrolled is not met anew by such an invitation.
    let enrolled = try office.run(
      "pair", "accept", try invite(), "--json", home: "c", as: "operator")
    #expect(enrolled.lastError == #"{"error":"invitationIsOwn","exit":77}"#, "\(enrolled)")
  }

  @Test("An invitation that meets another device on its port says so, and can still be used")
  func otherDevice() throws {
    let town = try Town()
    let office = town.office
    // Ormeval serves at that address; the invitation is of a third service.
    try office.found("c", "Tanneurs", worker: "Claire")
    let invitation = try office.done(
      "pair", "invite", "--address", town.address, home: "c", as: "operator"
    ).text("invitation")
    let met = try office.run("pair", "accept", invitation, "--json", home: "b", as: "operator")
    #expect(met.lastError == #"{"error":"otherDeviceAnswers","exit":77}"#, "\(met)")
    let told = try office.run("pair", "accept", invitation, home: "b", as: "operator")
    #expect(told.err.contains("À « \(town.address) » répond un autre appareil"), "\(told)")
    #expect(!told.err.contains("comparé"), "\(told)")
    for home in ["a", "b"] {
      #expect(try office.done("pair", "list", home: home, as: "operator").list().isEmpty)
    }
    let own = try office.done(
      "pair", "invite", "--own", "--address", town.address, home: "c", as: "operator"
    ).text("invitation")
    let joined = try office.run("init", "--join", own, "--json", home: "d", as: "operator")
    #expect(joined.lastError == #"{"error":"otherDeviceAnswers","exit":77}"#, "\(joined)")
    // The right device takes the place of the other one.
    town.serving.kill()
    _ = try town.serving.wait()
    let serving = try office.start(
      ["serve", "--listen", town.address, "--json"], home: "c", as: nil)
    defer { serving.kill() }
    _ = try serving.firstLine()
    _ = try office.done("pair", "accept", invitation, home: "b", as: "operator")
  }

  @Test("A further node of one's own service receives everything of it")
  func ownNode() throws {
    let town = try Town()
    let office = town.office
    let file = try office.openCase("Samira Delacroix")
    _ = try office.addNote("Pour nos deux bureaux.\n", to: file)
    let invitation = try office.done(
      "pair", "invite", "--own", "--address", town.address, as: "operator"
    ).text("invitation")
    let other = try office.run("pair", "accept", invitation, "--json", home: "b", as: "operator")
    #expect(other.lastError == #"{"error":"invitationIsOwn","exit":77}"#)
    let joined = try office.done("init", "--join", invitation, home: "c", as: "operator")
    try expectShape(
      try joined.json(),
      ["service": .text, "serviceId": .id(64), "node": .id(64), "peer": .id(64), "sas": .text])
    let sas = try joined.text("sas")
    _ = try office.done(
      "pair", "confirm", try joined.text("node"), "--sas", sas, as: "operator")
    _ = try office.done(
      "pair", "confirm", try joined.text("peer"), "--sas", sas, home: "c", as: "operator")
    _ = try office.done("sync", home: "c", as: nil)
    _ = try office.done(
      "worker", "add", "Claire", "--role", "referent", "--new-passphrase-file", "driss",
      "--code", try office.done("worker", "device").text("code"), home: "c", as: "operator")
    _ = try office.done("sync", home: "c", as: nil)
    _ = try office.admit("Claire")
    _ = try office.done("sync", home: "c", as: nil)
    #expect(
      try office.done("note", "list", file, home: "c", as: "driss").list().count == 1)
    _ = try office.done("pair", "remove", try joined.text("node"), as: "operator")
    let removed = try office.run("sync", home: "c", as: nil)
    #expect(removed.code == 77 && removed.err.contains("retiré du service"), "\(removed)")
  }

  @Test("One serve to a folder, one program to a port, and a clean end")
  func serving() throws {
    let town = try Town()
    let office = town.office
    let second = try office.run("serve", "--listen", "127.0.0.1:0", "--json", as: nil)
    #expect(second.lastError == #"{"error":"serveRuns","exit":75}"#)
    let taken = try office.run("serve", "--listen", town.address, "--json", home: "b", as: nil)
    #expect(taken.lastError == #"{"error":"cannotListen","exit":73}"#)
    town.serving.terminate()
    let ended = try town.serving.wait()
    #expect(ended.code == 0, "\(ended)")
    #expect(ended.out.split(separator: "\n").count == 1)
    let next = try office.start(["serve", "--listen", "127.0.0.1:0"], as: nil)
    #expect(try next.firstLine().hasPrefix("Joignable sur 127.0.0.1:"))
    next.terminate()
    #expect(try next.wait().code == 0)
  }

  // Never 20, 31
  @Test("No file of a home holds a word of what is known, while serving and after")
  func silence() throws {
    let town = try Town()
    let office = town.office
    _ = try town.pair()
    let file = try office.openCase("Samira Delacroix")
    _ = try office.addNote("Elle attend la réponse du préfet.\n", to: file)
    _ = try office.done(
      "consent", "give", file, "--to", "Oseille", "--volets", "contact,droits", "--until",
      "2099-01-31", "--proof", "oral-witness:Zéphyrine", "--explained-in", "fr", "--past", "all")
    _ = try town.sync()
    _ = try office.done("search", "préfet")
    try expectSilence(office)
    town.serving.terminate()
    _ = try town.serving.wait()
    try expectSilence(office)
  }

  private func expectSilence(_ office: Office) throws {
    let words = [
      "Samira", "Delacroix", "préfet", "attend", "Papiers", "droits", "contact", "Zéphyrine",
      "Claire", "Driss", "Ormeval", "Oseille", "referent", "passphrase", "127.0.0.1",
    ]
    for home in ["a", "b"] {
      let files = try office.bytes(of: home)
      #expect(files.contains { $0.name == "ledger.db" })
      for (name, bytes) in files {
        for word in words {
          #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word) stands in \(home)/\(name)")
        }
      }
    }
  }
}
