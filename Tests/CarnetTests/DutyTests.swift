import Foundation
import Testing

@Suite("Words are called destroyed when they are", .serialized, .timeLimit(.minutes(30)))
struct DutyTests {
  /// Another program that reads the ledger of a home until it is told to stop.
  final class Reader {
    private let run: Run
    private let stop: URL

    init(_ office: Office, home: String) throws {
      stop = office.file("stop-" + UUID().uuidString)
      try #require(mkfifo(stop.path, 0o600) == 0)
      let ledger = office.file(home).appendingPathComponent("ledger.db").path
      run = try Run(
        "/usr/bin/env",
        [
          "python3", "-c",
          """
          import signal, sqlite3, sys
          signal.alarm(300)
          ledger = sqlite3.connect(sys.argv[1], isolation_level=None)
          ledger.execute("BEGIN")
          ledger.execute("SELECT count(*) FROM change").fetchone()
          print("reading", flush=True)
          # Until whoever holds the other end lets go.
          open(sys.argv[2]).read()
          """, ledger, stop.path,
        ], input: Data(), environment: [:], in: office.folder)
      #expect(try run.firstLine() == "reading")
    }

    func end() throws {
      try FileHandle(forWritingTo: stop).close()
      #expect(try run.wait().code == 0)
    }
  }

  /// The bytes of the row of a note's secret, but for the name of its epoch.
  private func secret(of note: String, home: String, _ office: Office) throws -> Data {
    let answer = try office.shell(
      """
      python3 -c 'import sqlite3, sys
      print(sqlite3.connect(sys.argv[1]).execute("SELECT hex(bytes) FROM note_secret JOIN document ON document.number = note_secret.document WHERE document.id = ?", (bytes.fromhex(sys.argv[2]),)).fetchone()[0])' \
      \(office.file(home).path)/ledger.db \(note)
      """)
    let digits = Array(answer.out.utf8.prefix { $0 != UInt8(ascii: "\n") })
    return Data(
      stride(from: 72, to: digits.count, by: 2).compactMap {
        UInt8(String(decoding: digits[$0..<($0 + 2)], as: UTF8.self), radix: 16)
      })
  }

  private func stands(_ secret: Data, home: String, _ office: Office) throws -> Bool {
    try office.bytes(of: home).contains { file in
      (0...(secret.count - 12)).contains {
        file.bytes.range(of: secret.subdata(in: $0..<($0 + 12))) != nil
      }
    }
  }

  @Test("by who erases a note while another program reads, and by the next command")
  func owner() throws {
    let made = try Template.copy()
    let office = made.office
    let secret = try secret(of: made.note, home: "a", office)
    #expect(secret.count > 40)
    #expect(try stands(secret, home: "a", office))
    let reader = try Reader(office, home: "a")
    let erased = try office.done("note", "erase", made.note).object()
    #expect(erased["finished"] as? Bool == false)
    let said = try office.run("note", "erase", made.note)
    #expect(said.out.contains("pas encore détruits"), "\(said)")
    #expect(!said.out.contains("sont détruits sur cet appareil"), "\(said)")
    #expect(try stands(secret, home: "a", office))
    try reader.end()
    // Any opening takes it up.
    _ = try office.done("case", "list")
    #expect(try !stands(secret, home: "a", office))
    let again = try office.run("note", "erase", made.note)
    #expect(again.out.contains("sont détruits sur cet appareil"), "\(again)")
  }

  @Test("by a service that is asked to forget, and its exchanges go on while somebody reads")
  func recipient() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Samira")
    let note = try office.addNote("Revu avec elle.\n", to: file)
    let consent = try office.done(
      "consent", "give", file, "--to", "Oseille", "--volets", "droits", "--until", "2099-01-31",
      "--proof", "letter", "--explained-in", "fr", "--past", "all"
    ).text("consent")
    _ = try town.sync()
    let secret = try secret(of: note, home: "b", office)
    #expect(try stands(secret, home: "b", office))
    let attested = { try self.isAttested(file, office) }
    let reader = try Reader(office, home: "b")
    _ = try office.done("consent", "withdraw", consent)
    #expect(try town.sync()["rootsEqual"] as? Bool == true)
    #expect(try stands(secret, home: "b", office))
    #expect(try !attested())
    try reader.end()
    var done = false
    for _ in 0..<20 where !done {
      _ = try town.sync()
      done = try attested()
    }
    #expect(done)
    #expect(try !stands(secret, home: "b", office))
  }

  /// Whether the history of the case file says that the recipient attested.
  private func isAttested(_ file: String, _ office: Office) throws -> Bool {
    try office.run("consent", "list", file).out.contains("effacement attesté")
  }
}
