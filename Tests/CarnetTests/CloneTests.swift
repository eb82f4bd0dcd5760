import Foundation
import Testing

@Suite(
  "Two live copies of a home become two devices, and nothing is lost", .timeLimit(.minutes(30)))
struct CloneTests {
  private func texts(_ file: String, home: String, _ office: Office) throws -> Set<String> {
    let notes = try office.done("note", "list", file, home: home, as: "driss").list()
    return Set(
      try notes.map {
        try office.done(
          "note", "show", try #require($0["note"] as? String), home: home, as: "driss"
        ).text("text")
      })
  }

  /// Serves a home until the test ends; its address.
  private func serve(_ home: String, _ office: Office) throws -> (run: Run, address: String) {
    let run = try office.start(
      ["serve", "--listen", "127.0.0.1:0", "--json"], home: home, as: nil)
    let line = try run.firstLine()
    let ready = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
    return (run, try #require(ready?["listen"]))
  }

  @Test(
    "A copy is noticed by all, takes keys of its own in its folder, and both hold every sentence")
  func separate() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Samira Delacroix", home: "b", as: "driss")
    let first = try office.addNote("Avant la copie.\n", to: file, home: "b", as: "driss")
    _ = try office.done(
      "consent", "give", file, "--to", "Ormeval", "--volets", "droits", "--until", "2099-01-31",
      "--proof", "letter", "--explained-in", "fr", "--past", "all", home: "b", as: "driss")
    _ = try town.sync()
    #expect(try office.shell("cp -a b c && rm -f c/*.sock").code == 0)

    // Both write, both exchange, until the copy stops.
    var stopped: Program.Answer?
    for number in 0..<4 where stopped == nil {
      for home in ["c", "b"] {
        _ = try office.addNote("\(home) \(number).\n", to: file, home: home, as: "driss")
        let edited = try office.run(
          "note", "edit", first, "--title", "\(home) \(number)", home: home, as: "driss")
        #expect(edited.code == 0, "\(edited)")
        let answer = try office.run("sync", home: home, as: nil)
        if home == "b" { #expect(answer.code == 0, "\(answer)") }
        if home == "c", answer.code == 77 { stopped = answer }
      }
    }
    let answer = try #require(stopped)
    #expect(answer.err.contains("carnet creer --rejoindre INVITATION"), "\(answer)")
    #expect(try office.run("case", "list", home: "b", as: "driss").err.contains("autre copie"))
    #expect(try office.run("status", as: nil).out.contains("utilisé deux fois"))
    // While two go under one key nobody says that both ends hold the same.
    let compared = try office.run("sync", home: "b", as: nil)
    #expect(compared.out.contains("personne ne peut dire"), "\(compared)")
    let unsent = try office.addNote("Pas encore partie.\n", to: file, home: "c", as: "driss")
    #expect(try office.run("sync", home: "c", as: nil).code == 77)

    // Keys of its own, in its folder.
    let other = try serve("b", office)
    defer { other.run.kill() }
    let invitation = try office.done(
      "pair", "invite", "--own", "--address", other.address, home: "b", as: "operator"
    ).text("invitation")
    let before = try office.run("init", "--join", invitation, "--json", home: "b", as: "operator")
    #expect(before.code != 0, "the one that serves does not leave itself: \(before)")
    let joined = try office.done(
      "init", "--join", invitation, "--worker-passphrase-file", "driss", home: "c", as: "operator")
    let (sas, node) = (try joined.text("sas"), try joined.text("node"))
    #expect(joined.err.contains("Tout ce qui y est écrit reste"), "\(joined)")
    #expect(joined.err.contains("Driss y travaille avec la même phrase de passe"), "\(joined)")
    #expect(try joined.text("peer") != node)
    _ = try office.done("pair", "confirm", node, "--sas", sas, home: "b", as: "operator")
    _ = try office.done(
      "pair", "confirm", try joined.text("peer"), "--sas", sas, home: "c", as: "operator")
    for _ in 0..<2 { _ = try office.done("sync", home: "c", as: nil) }
    #expect(try office.done("note", "show", unsent, home: "b", as: "driss").code == 0)
    let mine = try texts(file, home: "c", office)
    #expect(mine == (try texts(file, home: "b", office)))
    #expect(mine.isSuperset(of: ["Avant la copie.\n", "Pas encore partie.\n", "c 0.\n", "b 0.\n"]))
    // It works, under the same passphrase and a device of its own.
    let later = try office.addNote("Après.\n", to: file, home: "c", as: "driss")
    _ = try office.done("sync", home: "c", as: nil)
    #expect(
      try office.done("note", "show", later, home: "b", as: "driss").text("text") == "Après.\n")
    let devices = try office.done("worker", "list", home: "b", as: "driss").list()
      .flatMap { $0["devices"] as? [[String: Any]] ?? [] }
    #expect(devices.count == 2 && Set(devices.compactMap { $0["node"] as? String }).count == 2)

    // Through the other one it reaches the other service, and nobody is accused.
    _ = try office.done("sync", home: "b", as: nil)
    for home in ["b", "c"] {
      let verified = try office.done("verify", home: home, as: nil).object()
      #expect(verified["ok"] as? Bool == true, "\(home): \(verified)")
      let listed = try office.run("case", "list", home: home, as: "driss")
      #expect(!listed.err.contains("copie"), "\(home): \(listed)")
      #expect(
        try office.done("sync", home: home, as: nil).list().allSatisfy {
          $0["rootsEqual"] as? Bool == true || $0["error"] as? String == "noAddress"
        })
    }
    #expect(try office.done("verify", as: nil).object()["ok"] as? Bool == true)
    let status = try office.run("status", as: nil)
    #expect(!status.out.contains("deux fois"), "\(status)")
    let share = try #require(
      try office.done("case", "list", "--received").list().first?["shared"] as? String)
    let received = try office.done("note", "list", share).list().count
    #expect(received == mine.count + 1)
  }

  /// Both homes write and exchange, until one of them stops, or both where `both` says so; who did.
  private func stopped(
    _ file: String, both: Bool, _ office: Office
  ) throws -> [String: Program.Answer] {
    var stopped: [String: Program.Answer] = [:]
    for number in 0..<5 where stopped.count < (both ? 2 : 1) {
      for home in ["b", "c"] {
        _ = try office.addNote("\(home) \(number).\n", to: file, home: home, as: "driss")
        let answer = try office.run("sync", home: home, as: nil)
        if answer.code == 77 { stopped[home] = answer }
      }
    }
    return stopped
  }

  private func prepare() throws -> (town: TwoServicesTests.Town, file: String) {
    let town = try TwoServicesTests.Town()
    _ = try town.pair()
    _ = try town.sync()
    let file = try town.office.openCase("Samira Delacroix", home: "b", as: "driss")
    _ = try town.office.done(
      "consent", "give", file, "--to", "Ormeval", "--volets", "droits", "--until", "2099-01-31",
      "--proof", "letter", "--explained-in", "fr", "--past", "all", home: "b", as: "driss")
    _ = try town.sync()
    return (town, file)
  }

  /// Gives the copy keys of its own by the way that was printed, with both ends confirmed.
  private func giveKeys(_ office: Office) throws {
    let other = try serve("b", office)
    defer { other.run.kill() }
    let invitation = try office.done(
      "pair", "invite", "--own", "--address", other.address, home: "b", as: "operator"
    ).text("invitation")
    let joined = try office.done(
      "init", "--join", invitation, "--worker-passphrase-file", "driss", home: "c", as: "operator")
    let (sas, node) = (try joined.text("sas"), try joined.text("node"))
    _ = try office.done("pair", "confirm", node, "--sas", sas, home: "b", as: "operator")
    _ = try office.done(
      "pair", "confirm", try joined.text("peer"), "--sas", sas, home: "c", as: "operator")
    for _ in 0..<3 { _ = try office.done("sync", home: "c", as: nil) }
  }

  /// Both hold every sentence, exchange again, and speak of no copy any more.
  private func checkSettled(_ file: String, _ office: Office) throws {
    let mine = try texts(file, home: "c", office)
    #expect(mine == (try texts(file, home: "b", office)))
    #expect(mine.isSuperset(of: ["b 0.\n", "c 0.\n"]))
    for _ in 0..<2 {
      let sent = try office.run("sync", home: "b", as: nil)
      #expect(sent.code == 0, "\(sent)")
    }
    let later = try office.addNote("Après.\n", to: file, home: "b", as: "driss")
    _ = try office.run("sync", home: "b", as: nil)
    let share = try #require(
      try office.done("case", "list", "--received").list().first?["shared"] as? String)
    #expect(
      try office.done("note", "list", share).list().contains { $0["note"] as? String == later })
    #expect(try !office.run("case", "list", home: "b", as: "driss").err.contains("copie"))
  }

  @Test(
    "A home that once began anew, and stands where it stood, is the original: its copy alone stops",
    arguments: ["chmod -R go-rwx b", "cp -a b n && rm -rf b && mv n b"])
  func begunAnew(before: String) throws {
    let (town, file) = try prepare()
    let office = town.office
    #expect(try office.shell(before).code == 0)
    if before.hasPrefix("cp") {
      // A move, settled by an exchange.
      for _ in 0..<2 { _ = try office.done("sync", home: "b", as: nil) }
    }
    #expect(try office.shell("cp -a b c && rm -f c/*.sock").code == 0)
    let stopped = try stopped(file, both: false, office)
    #expect(Array(stopped.keys) == ["c"], "\(stopped)")
    #expect(try office.run("sync", home: "b", as: nil).code == 0)
    try giveKeys(office)
    try checkSettled(file, office)
  }

  @Test("Of two copies that both stopped, one lets the other in, and both go on")
  func bothStopped() throws {
    let (town, file) = try prepare()
    let office = town.office
    // The original is moved too: nothing tells it from its copy.
    let moved = "cp -a b c && rm -f c/*.sock && cp -a b n && rm -rf b && mv n b"
    #expect(try office.shell(moved).code == 0)
    let stopped = try stopped(file, both: true, office)
    #expect(stopped.count == 2, "\(stopped)")
    try giveKeys(office)
    try checkSettled(file, office)
  }

  @Test("A home that is no copy is not joined a second time")
  func noCopy() throws {
    let office = try Office()
    try office.found("a", "Ormeval", worker: "Claire")
    let invitation = try office.done(
      "pair", "invite", "--own", "--address", "127.0.0.1:1", as: "operator"
    ).text("invitation")
    let again = try office.run("init", "--join", invitation, "--json", as: "operator")
    #expect(again.lastError == #"{"error":"joinsOnce","exit":73}"#, "\(again)")
  }
}
