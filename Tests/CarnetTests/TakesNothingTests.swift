import Foundation
import Testing

@Suite("Whose disk takes nothing is said to both, and nobody looks after the network")
struct TakesNothingTests {
  /// Two services that exchange, and a note that waits to leave.
  private func town() throws -> TwoServicesTests.Town {
    let town = try TwoServicesTests.Town()
    _ = try town.pair()
    _ = try town.sync()
    let office = town.office
    let file = try office.openCase("Samira", home: "b", as: "driss")
    _ = try office.done(
      "consent", "give", file, "--to", "Ormeval", "--volets", "droits", "--until", "2099-01-31",
      "--proof", "letter", "--explained-in", "ar", "--past", "all", home: "b", as: "driss")
    _ = try office.addNote("Un mot.\n", to: file, home: "b", as: "driss")
    return town
  }

  private func expect(_ answer: Program.Answer, _ errors: [String], _ code: Int32) {
    #expect(answer.code == code, "\(answer)")
    #expect(errors.contains { answer.lastError.contains($0) }, "\(answer)")
    for word in ["vérifié", "réseau est revenu"] {
      #expect(!answer.err.contains(word), "\(answer)")
    }
  }

  /// The limit of what a running process may write to files, in bytes.
  private func limit(_ run: Run, _ bytes: String, in office: Office) throws {
    let answer = try office.shell("prlimit --pid \(run.identifier) --fsize=\(bytes):")
    try answer.expectSuccess()
  }

  @Test("Our own full disk is said, of a peer that is verified: alone, and through a running serve")
  func ours() throws {
    let town = try town()
    let office = town.office
    let home = ["CARNET_HOME": office.file("b").path, "CARNET_PASSPHRASE_FILE": "driss"]
    let alone = try office.shell("ulimit -f 0; exec carnet sync --json", environment: home)
    expect(alone, ["diskFull", "inputOutput"], 74)

    let serving = try office.start(["serve", "--listen", "127.0.0.1:0"], home: "b", as: nil)
    defer { serving.kill() }
    _ = try serving.firstLine()
    _ = try town.sync()
    _ = try office.addNote("Encore un mot.\n", to: "Samira", home: "b", as: "driss")
    try limit(serving, "0", in: office)
    let through = try office.run("sync", "--json", home: "b", as: "driss")
    if through.code != 0 { expect(through, ["diskFull", "inputOutput"], 74) }
    try limit(serving, "unlimited", in: office)
    _ = try office.done("sync", home: "b", as: "driss")
    #expect(try office.done("case", "list", "--received").list().count == 1)
  }

  @Test("A ledger that another process holds is said to be busy, and the peer stays verified")
  func busy() throws {
    let town = try town()
    let answer = try town.office.shell(
      """
      python3 -c 'import sqlite3, subprocess, sys
      base = sqlite3.connect("b/ledger.db", isolation_level=None)
      base.execute("begin immediate")
      sys.exit(subprocess.run(["carnet", "sync", "--json"]).returncode)'
      """,
      environment: [
        "CARNET_HOME": town.office.file("b").path, "CARNET_PASSPHRASE_FILE": "driss",
      ])
    expect(answer, ["busy"], 75)
  }

  @Test(
    "The other side's full disk: it says so once while it lasts, the sender hears it, all arrives")
  func theirs() throws {
    let town = try town()
    let office = town.office
    try limit(town.serving, "0", in: office)
    for _ in 0..<3 {
      expect(
        try office.run("sync", "--json", home: "b", as: "driss"), ["peerTakesNothing"], 69)
    }
    let told = try office.run("sync", home: "b", as: "driss")
    #expect(told.err.contains("Le réseau n’est pas en cause. Téléphonez"), "\(told)")
    try limit(town.serving, "unlimited", in: office)
    #expect(try office.run("sync", home: "b", as: "driss").code == 0)
    let share = try #require(
      try office.done("case", "list", "--received").list().first?["shared"] as? String)
    #expect(try office.done("note", "list", share).list().count == 1)
    // It took again: the next time is told anew.
    _ = try office.addNote("Encore un mot.\n", to: "Samira", home: "b", as: "driss")
    try limit(town.serving, "0", in: office)
    expect(try office.run("sync", "--json", home: "b", as: "driss"), ["peerTakesNothing"], 69)
    try limit(town.serving, "unlimited", in: office)
    town.serving.terminate()
    let ended = try town.serving.wait()
    let said = ended.err.components(separatedBy: "Le disque de cet appareil ne prend plus rien.")
    #expect(said.count == 3, "\(ended)")
    #expect(ended.err.contains("renverront"), "\(ended)")
  }

  @Test("A pairing that a full disk stops says on which side, and goes on once there is room")
  func pairing() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    func invite() throws -> String {
      try office.done("pair", "invite", "--address", town.address, as: "operator")
        .text("invitation")
    }
    let first = try invite()
    try limit(town.serving, "0", in: office)
    let theirs = try office.run("pair", "accept", first, home: "b", as: "operator")
    #expect(theirs.code == 69 && theirs.err.contains("ne peut rien garder"), "\(theirs)")
    try limit(town.serving, "unlimited", in: office)
    _ = try office.done("pair", "accept", first, home: "b", as: "operator")

    let second = try invite()
    let home = ["CARNET_HOME": office.file("b").path, "CARNET_PASSPHRASE_FILE": "operator"]
    try office.found("d", "Bastide", worker: "Driss")
    let ours = try office.shell(
      "ulimit -f 0; exec carnet pair accept \(second)",
      environment: home.merging(["CARNET_HOME": office.file("d").path]) { $1 })
    #expect(ours.code == 74 && ours.err.contains("Le disque de cet appareil"), "\(ours)")
    // As it says: the invitation is used, and a new one does.
    #expect(try office.run("pair", "accept", second, home: "d", as: "operator").code == 77)
    _ = try office.done("pair", "accept", try invite(), home: "d", as: "operator")
  }
}
