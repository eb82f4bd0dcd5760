import Foundation
import Testing

/// Each command that only reads, and what it must say of the one note of the template.
private let readings: [(words: String, says: String)] = [
  ("case list", "Samira Delacroix"), ("case show FILE", "Samira Delacroix"),
  ("note list FILE", "Papiers"), ("note show NOTE", "acte de naissance"),
  ("note history NOTE", "acte de naissance"), ("search naissance", "naissance"),
  ("consent list FILE", "[]"), ("log", "\"action\""), ("verify", "\"ok\":true"), ("status", "[]"),
]
/// Those of them that the access log has no row for.
private let unlogged = ["case list", "verify", "status"]

@Suite("Reading goes on where nothing can be written")
struct ReadingOnFullDiskTests {
  /// Runs a command of `Template` in a shell that was first told `limit`. Its streams go through pipes, which no
  /// limit of files touches.
  private func read(_ words: String, _ made: Template.Made, under limit: String) throws
    -> Program.Answer
  {
    let command = words.replacingOccurrences(of: "FILE", with: made.file)
      .replacingOccurrences(of: "NOTE", with: made.note)
    return try made.office.shell(
      """
      set -o pipefail
      { { ( \(limit) carnet \(command) --json ) 2>&3 | cat; } 3>&1 1>&4 | cat >&2; } 4>&1
      """)
  }

  private func expectReading(_ made: Template.Made, under limit: String) throws {
    for reading in readings {
      let answer = try read(reading.words, made, under: limit)
      #expect(answer.code == 0, "\(reading.words): \(answer)")
      #expect(answer.out.contains(reading.says), "\(reading.words): \(answer)")
      let isSaid = answer.err.contains("noter dans le journal")
      let isLogged = unlogged.contains(reading.words)
      #expect(isSaid != isLogged, "\(reading.words): \(answer)")
    }
  }

  /// Actions in the access log, in order, without the readings of it.
  private func actions(_ made: Template.Made) throws -> [String] {
    let events = try made.office.done("log").object()["events"] as? [[String: Any]]
    return try #require(events).compactMap { $0["action"] as? String }.filter { $0 != "logRead" }
  }

  @Test("A disk that takes no byte refuses what is written and nothing that is read")
  func full() throws {
    let made = try Template.copy()
    let before = try actions(made)
    try expectReading(made, under: "ulimit -f 0; exec")
    let refused = try read("case open --name X", made, under: "ulimit -f 0; exec")
    #expect(refused.code == 74, "\(refused)")
    #expect(refused.out == "")
    #expect(try actions(made) == before)
    _ = try made.office.done("note", "show", made.note)
    #expect(try actions(made) == before + ["read"])
    #expect(try made.office.done("verify").object()["ok"] as? Bool == true)
  }

  @Test("So does a disk that fills up while another process keeps the notebook open")
  func fullBesideServe() throws {
    let made = try Template.copy()
    let serving = try made.office.start(["serve", "--listen", "127.0.0.1:0", "--json"], as: nil)
    defer { serving.terminate() }
    _ = try serving.firstLine()
    try expectReading(made, under: "ulimit -f 0; exec")
  }

  @Test("A folder that may not be written to is read, and refuses what is written")
  func readOnly() throws {
    let made = try Template.copy()
    let home = made.office.file("a").path
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0o444], ofItemAtPath: home + "/ledger.db")
    try files.setAttributes([.posixPermissions: 0o555], ofItemAtPath: home)
    defer {
      // Nothing is lost when the folder stays as it is: it is the test's own, and temporary.
      try? files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: home)
    }
    // The superuser may write everywhere, unless that capability is given up.
    let limit = geteuid() == 0 ? "exec setpriv --bounding-set=-dac_override" : "exec"
    try expectReading(made, under: limit)
    let refused = try read("case open --name X", made, under: limit)
    #expect(refused.lastError == #"{"error":"readOnly","exit":74}"#, "\(refused)")
    #expect(try files.contentsOfDirectory(atPath: home).contains("ledger.db-wal") == false)
  }
}
