import Foundation
import Testing

@Suite("Who was removed is told so, and never to look after the network", .timeLimit(.minutes(30)))
struct RemovalTests {
  @Test(
    "A removed laptop, whatever invitations are open and whoever answers: what she wrote is there still"
  )
  func laptop() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    let file = try office.openCase("Samira Delacroix")
    let node = try town.join("c")
    _ = try office.addNote("Écrite sans réseau.\n", to: file, home: "c", as: "driss")
    // An invitation that nobody has used lets strangers in: the laptop is none.
    _ = try office.done("pair", "invite", "--address", town.address, as: "operator")
    _ = try office.done("pair", "remove", node, as: "operator")
    for _ in 0..<2 {
      let answer = try office.run("sync", "--json", home: "c", as: nil)
      #expect(answer.lastError == #"{"error":"deviceRemoved","exit":77}"#, "\(answer)")
    }
    let told = try office.run("sync", home: "c", as: nil)
    #expect(told.code == 77 && told.err.contains("retiré du service"), "\(told)")
    #expect(!told.err.contains("réseau"), "\(told)")
    #expect(try office.run("status", home: "c", as: nil).out.contains("retiré du service"))
    // Nobody answers any more: the same.
    town.serving.kill()
    _ = try town.serving.wait()
    let later = try office.run("sync", home: "c", as: nil)
    #expect(later.code == 77 && later.err.contains("retiré du service"), "\(later)")
    // What would be decided for others is refused, with where to do it: none of it would arrive.
    let note = try office.addNote("Écrite après.\n", to: file, home: "c", as: "driss")
    for act in [
      ["consent", "withdraw", file], ["case", "close", file], ["note", "erase", note],
      ["consent", "refuse", file, "--to", "Bastide"], ["release", file, "--on", "2026-11-20"],
    ] {
      let refused = try office.start(act + ["--json"], home: "c", as: "driss").wait()
      #expect(refused.lastError == #"{"error":"leftService","exit":77}"#, "\(act): \(refused)")
    }
    let withdrawal = try office.run("consent", "withdraw", file, home: "c", as: "driss")
    #expect(withdrawal.err.contains("au guichet du service qui reçoit"), "\(withdrawal)")
    // As the sentence says: it is there, and can be handed over.
    _ = try office.done(
      "export", file, "--format", "text", "--out", office.file("remise").path, home: "c",
      as: "driss")
    #expect(
      ["Écrite sans réseau", "Écrite après"].allSatisfy(
        try String(contentsOf: office.file("remise"), encoding: .utf8).contains))
  }

  @Test("A removed laptop on which everybody's access has ended is not told to be opened as before")
  func shut() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    let node = try town.join("c")
    _ = try office.done(
      "worker", "add", "Lila", "--role", "referent", "--new-passphrase-file", "operator",
      home: "c", as: "operator")
    _ = try office.done("sync", home: "c", as: nil)
    _ = try office.admit("Lila")
    _ = try office.done("sync", home: "c", as: nil)
    _ = try office.done("worker", "end", "Lila", as: "operator")
    let devices =
      try office.done("worker", "list").list().first { $0["name"] as? String == "Claire" }?[
        "devices"] as? [[String: Any]]
    let away = devices?.first { $0["here"] as? Bool == false }?["device"] as? String
    _ = try office.done(
      "worker", "end", "Claire", "--device", try #require(away), as: "operator")
    _ = try office.done("sync", home: "c", as: nil)
    _ = try office.done("pair", "remove", node, as: "operator")
    let answer = try office.run("sync", "--json", home: "c", as: nil)
    #expect(answer.lastError == #"{"error":"removedAndShut","exit":77}"#, "\(answer)")
    for told in [
      try office.run("sync", home: "c", as: nil), try office.run("status", home: "c", as: nil),
    ] {
      let words = told.out + told.err
      #expect(words.contains("plus personne n’y ouvre les notes"), "\(words)")
      #expect(!words.contains("comme avant") && !words.contains("part avec les échanges"))
    }
    #expect(
      try office.run("status", home: "c", as: nil).out.contains(
        "reste sur cet appareil, et n’en part plus"))
  }

  @Test(
    "A laptop that its own service removed is sent to no other service for an invitation, and is no service that is verified"
  )
  func elsewhere() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let node = try town.join("c")
    let serving = try office.start(
      ["serve", "--listen", "127.0.0.1:0", "--json"], home: "b", as: "operator")
    defer { serving.kill() }
    let line = try JSONSerialization.jsonObject(with: Data(try serving.firstLine().utf8))
    let address = try #require((line as? [String: String])?["listen"])
    /// The laptop meets Oseille; what Oseille's operator is told.
    func meet() throws -> String {
      let invitation = try office.done(
        "pair", "invite", "--address", address, home: "b", as: "operator"
      ).text("invitation")
      let accepted = try office.done("pair", "accept", invitation, home: "c", as: "operator")
      let sas = try accepted.text("sas")
      _ = try office.done(
        "pair", "confirm", try accepted.text("peer"), "--sas", sas, home: "c", as: "operator")
      let told = try office.run("pair", "confirm", node, "--sas", sas, home: "b", as: "operator")
      #expect(told.code == 0, "\(told)")
      return told.out
    }
    #expect(try meet().contains("Ormeval est vérifié"))
    #expect(try office.run("sync", "Oseille", home: "c", as: nil).code == 0)
    _ = try office.done("pair", "remove", node, as: "operator")
    _ = try office.done("sync", home: "b", as: nil)
    // It has not heard yet: what is confirmed is a device, and of no service that is proven.
    let confirmed = try meet()
    #expect(confirmed.contains("l’appareil \(node.prefix(8)) est vérifié"), "\(confirmed)")
    #expect(!confirmed.contains("non prouvé est vérifié"), "\(confirmed)")
    let removed = try office.run("pair", "remove", node, home: "b", as: "operator")
    #expect(removed.out.hasPrefix("L’autre appareil n’est plus appairé"), "\(removed)")
    #expect(try office.run("sync", home: "c", as: nil).code == 77)
    let told = try office.run("sync", "Oseille", home: "c", as: nil)
    let named = try office.run("sync", "Oseille", "--json", home: "c", as: nil)
    #expect(named.lastError == #"{"error":"pairingEndedByRemoval","exit":77}"#, "\(named)")
    #expect(told.err.contains("votre propre service a retiré"), "\(told)")
    #expect(!told.err.contains("nouvelle invitation"), "\(told)")
    #expect(try !office.run("status", home: "c", as: nil).out.contains("nouvelle invitation"))
    // It meets nobody any more, and says so before anything is said to anybody: the invitation serves another one.
    let invitation = try office.done(
      "pair", "invite", "--address", address, home: "b", as: "operator"
    ).text("invitation")
    for command in [["pair", "accept", invitation], ["pair", "invite", "--address", "h:1"]] {
      let answer = try office.start(command, home: "c", as: "operator").wait()
      #expect(answer.code == 77 && answer.err.contains("a retiré cet appareil"), "\(answer)")
    }
    try office.found("d", "Bastide", worker: "Driss")
    _ = try office.done("pair", "accept", invitation, home: "d", as: "operator")
  }

  @Test("A laptop that is removed while it exchanges is told in the middle of it")
  func live() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    let node = try town.join("c")
    let serving = try office.start(
      ["serve", "--listen", "127.0.0.1:0"], home: "c", as: "operator")
    defer { serving.kill() }
    #expect(try serving.firstLine().contains("127.0.0.1"))
    _ = try office.done("sync", home: "c", as: nil)
    _ = try office.done("pair", "remove", node, as: "operator")
    // Through the door of `serve`, which then says what it was told.
    let answer = try office.run("sync", "--json", home: "c", as: nil)
    #expect(answer.lastError == #"{"error":"deviceRemoved","exit":77}"#, "\(answer)")
    _ = try office.run("status", home: "c", as: nil)
    serving.terminate()
    let ended = try serving.wait()
    #expect(ended.code == 0)
    #expect(ended.err.components(separatedBy: "retiré du service").count == 2, "\(ended)")
    #expect(!ended.err.contains("réseau"), "\(ended)")
  }

  @Test(
    "A service that ended the pairing says so; a stranger, and a failed comparison, learn nothing")
  func strangers() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    _ = try office.done("pair", "remove", "Oseille", as: "operator")
    let removed = try office.run("sync", home: "b", as: nil)
    #expect(removed.code == 77 && removed.err.contains("retiré de sa liste"), "\(removed)")
    // Paired again by a new invitation, and all is as it was.
    _ = try town.pair()
    #expect(try town.sync()["rootsEqual"] as? Bool == true)
    #expect(try !office.run("status", home: "b", as: nil).out.contains("retiré de sa liste"))

    try office.found("d", "Orme", worker: "Driss")
    let invitation = try office.done("pair", "invite", "--address", town.address, as: "operator")
      .text("invitation")
    let accepted = try office.done("pair", "accept", invitation, home: "d", as: "operator")
    _ = try office.done(
      "pair", "confirm", "Ormeval", "--sas", try accepted.text("sas"), home: "d", as: "operator")
    _ = try office.run("pair", "confirm", "Orme", "--sas", "0000 0000 0000", as: "operator")
    let stranger = try office.run("sync", "--json", home: "d", as: nil)
    #expect(stranger.lastError == #"{"error":"notAccepted","exit":77}"#, "\(stranger)")
  }

  /// Whoever follows the person is told of the note, keeps it with her, and is told no more.
  private func decide(about note: String, of file: String, _ office: Office) throws {
    #expect(try office.run("status").out.contains("décider avec la personne"))
    let people = try #require(try office.done("caseload").object()["people"] as? [[String: Any]])
    #expect(people.first { $0["case"] as? String == file }?["orphans"] as? Int == 1, "\(people)")
    let list = try office.done("note", "orphans").object()
    let orphan = try #require((list["orphans"] as? [[String: Any]])?.first)
    try expectShape(
      orphan,
      [
        "record": .id(32), "kind": .text, "case": .id(32), "person": .text, "volet": .text,
        "author": .text, "since": .moment, "marks": .list, "causes": .list,
      ])
    let cause = try #require((orphan["causes"] as? [[String: Any]])?.first)
    #expect(cause["cause"] as? String == "accessEnded" && cause["worker"] as? String == "Lila")
    let page = try office.run("note", "orphelines")
    #expect(page.out.contains("l’accès de Lila avait pris fin"), "\(page)")
    #expect(page.out.contains("carnet note garder") && page.out.contains("carnet note effacer"))
    let early = try office.run("note", "keep", note, "--agreed-on", "1/1/2090", "--json")
    #expect(early.lastError.contains("agreedToCome"), "\(early)")
    let old = try office.run("note", "keep", note, "--agreed-on", "1900", "--json")
    #expect(old.lastError.contains("agreedTooEarly"), "\(old)")
    let now = Calendar.current.dateComponents([.year, .month, .day], from: Date())
    let day = String(format: "%02d/%02d/%04d", now.day ?? 0, now.month ?? 0, now.year ?? 0)
    let kept = try office.run("note", "garder", note, "--decide-le", day)
    #expect(kept.code == 0 && kept.out.contains(day), "\(kept)")
    #expect(try office.done("note", "show", note).object()["marks"] == nil)
    let history = try office.run("note", "history", note)
    #expect(history.out.contains("Gardée dans ce suivi"), "\(history)")
    let none = try office.done("note", "orphans").object()
    #expect((none["orphans"] as? [Any])?.isEmpty == true, "\(none)")
    #expect(try !office.run("status").out.contains("décider avec la personne"))
    let again = try office.done("note", "keep", note, "--agreed-on", day).object()
    #expect(again["unchanged"] as? Bool == true, "\(again)")
  }

  @Test(
    "A worker whose access was ended elsewhere is told by the next exchange, and her words leave")
  func worker() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    let file = try office.openCase("Samira Delacroix")
    _ = try town.join("c")
    _ = try office.done(
      "worker", "add", "Lila", "--role", "referent", "--new-passphrase-file", "operator",
      home: "c", as: "operator")
    _ = try office.done("sync", home: "c", as: nil)
    _ = try office.admit("Lila")
    _ = try office.done("sync", home: "c", as: nil)
    func lila(_ arguments: String...) throws -> Program.Answer {
      try office.start(
        arguments + ["--as", "Lila"], home: "c", as: "operator", input: Data("Sa note.\n".utf8)
      ).wait()
    }
    let added = try lila("note", "add", file, "--volet", "droits", "--title", "Vu", "-")
    #expect(added.code == 0, "\(added)")
    _ = try office.done("worker", "end", "Lila", as: "operator")
    let told = try office.run("sync", home: "c", as: nil)
    #expect(told.code == 0 && told.err.contains("L’accès de « Lila » a pris fin"), "\(told)")
    #expect(try office.run("status", home: "c", as: nil).out.contains("« Lila » a pris fin"))
    let refused = try lila("note", "list", file)
    #expect(refused.code == 77, "\(refused)")
    let note = try #require(try office.done("note", "list", file).list().first)
    #expect(note["author"] as? String == "Lila", "\(note)")
    #expect(note["marks"] as? [String] == ["arrivedLate"], "\(note)")
    let page = try office.run("note", "show", try #require(note["note"] as? String))
    #expect(page.out.contains("sa date ne peut pas être vérifiée"), "\(page)")
    try decide(about: try #require(note["note"] as? String), of: file, office)
  }
}
