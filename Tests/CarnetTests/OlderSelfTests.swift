import Foundation
import Testing

@Suite("A notebook that comes from an older copy says so", .serialized, .timeLimit(.minutes(10)))
struct OlderSelfTests {
  private func copy(_ home: String, to other: String, _ office: Office) throws {
    let answer = try office.shell("cp -a \(home) \(other) && rm -f \(other)/*.sock")
    #expect(answer.code == 0, "\(answer)")
  }

  @Test("A bit that flips in the log left by a crash: what was confirmed and is gone is said")
  func flippedBit() throws {
    let office = try Office()
    try office.found("a", "Ormeval", worker: "Claire")
    let file = try office.openCase("Samira")
    // A serve keeps the log open; the machine dies with it.
    let serving = try office.start(["serve", "--listen", "127.0.0.1:0", "--json"], as: nil)
    _ = try serving.firstLine()
    for number in 0..<4 { _ = try office.addNote("Note \(number).\n", to: file) }
    serving.kill()
    _ = try serving.wait()
    let log = office.file("a").appendingPathComponent("ledger.db-wal")
    var bytes = try Data(contentsOf: log)
    #expect(bytes.count > 20_000)
    // In the last quarter: some of the notes are before it.
    bytes[bytes.count * 3 / 4] ^= 1
    try bytes.write(to: log)
    let verified = try office.run("verify", "--json", as: nil)
    #expect(verified.code == 65, "\(verified)")
    #expect(verified.lastError == #"{"error":"lostWrites","exit":65}"#, "\(verified)")
    let kept = try office.done("note", "list", file).list().count
    #expect(kept < 4)
    // Writing goes on, and the loss stays said.
    _ = try office.addNote("Note écrite après.\n", to: file)
    #expect(try office.run("verify", as: nil).code == 65)
  }

  @Test(
    "A copy reads its peers before it shows anything, stops without them, and goes on when told to")
  func copied() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Driss et Samira", home: "b", as: "driss")
    for other in ["c", "d"] { try copy("b", to: other, office) }
    let read = try office.run("note", "list", file, "--json", home: "c", as: "driss")
    #expect(read.code == 0, "\(read)")
    #expect(read.err.contains("ont été relus"), "\(read)")
    #expect(try !office.run("case", "list", home: "c", as: "driss").err.contains("copie"))

    town.serving.kill()
    _ = try town.serving.wait()
    let stopped = try office.run("case", "list", "--json", home: "d", as: "driss")
    #expect(stopped.lastError == #"{"error":"peersUnread","exit":75}"#, "\(stopped)")
    #expect(stopped.out.isEmpty)
    let told = try office.run("case", "list", "--without-peers", home: "d", as: "driss")
    #expect(told.code == 0 && told.out.contains("Driss et Samira"), "\(told)")
    for _ in 0..<2 {
      let later = try office.run("case", "list", home: "d", as: "driss")
      #expect(later.code == 0, "\(later)")
      #expect(later.err.contains("n’est pas encore tout relu"), "the banner stays: \(later)")
    }
    // Where it stands is not claimed.
    let status = try office.run("status", home: "d", as: nil)
    #expect(status.out.contains("à relire"), "\(status)")
    #expect(!status.out.contains("identiques"), "\(status)")
  }

  @Test("A copy of the only device says what nobody can know, and works")
  func only() throws {
    let made = try Template.copy()
    let first = try made.office.run("note", "list", made.file)
    #expect(first.code == 0, "\(first)")
    #expect(first.err.contains("personne ne peut le savoir d’ici"), "\(first)")
    #expect(first.out.contains("Papiers"))
    let second = try made.office.run("note", "list", made.file)
    #expect(second.code == 0 && second.err.isEmpty, "\(second)")
  }

  @Test("A clock of 2060 issues no planned consent, and says so; confirmed, it does")
  func clockAhead() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Samira")
    _ = try office.done(
      "consent", "give", file, "--to", "Oseille", "--volets", "droits", "--until", "2099-01-31",
      "--proof", "letter", "--explained-in", "fr", "--past", "all", "--effective",
      "2059-01-31")
    func status(_ clock: String, _ extra: String = "") throws -> Program.Answer {
      try office.shell("faketime '\(clock)' carnet status --as Claire \(extra)")
    }
    func consent() throws -> String? {
      try office.done("consent", "list", file).list().first?["status"] as? String
    }
    #expect(try consent() == "planned")
    let ahead = try status("2060-01-01 12:00:00")
    #expect(ahead.code == 0 && ahead.err.contains("trente jours"), "\(ahead)")
    #expect(try consent() == "planned")
    #expect(try status("2060-01-01 12:00:00", "--clock-is-right").code == 0)
    #expect(try consent() == "given")
    let back = try office.run("case", "list")
    #expect(back.code == 0 && back.err.contains("a reculé"), "\(back)")
    #expect(try office.run("case", "list", "--clock-is-right").err.isEmpty)
    #expect(try office.run("case", "list").err.isEmpty)
  }
}
