import Foundation
import Testing

@Suite("Disks fail, and nothing is lost in silence")
struct DiskTests {
  @Test("A truncated ledger is said to be damaged")
  func truncated() throws {
    let made = try Template.copy()
    let ledger = made.office.file("a/ledger.db")
    let whole = try Data(contentsOf: ledger)
    try whole.prefix(whole.count / 2).write(to: ledger)
    let answer = try made.office.run("note", "list", made.file, "--json")
    #expect(answer.lastError == #"{"error":"damaged","exit":65}"#, "\(answer)")
    try Data().write(to: ledger)
    let empty = try made.office.run("note", "list", made.file, "--json")
    #expect([65, 66].contains(empty.code), "\(empty)")
  }

  @Test("Flipped bytes never make the program fall, and are never read as something else")
  func flipped() throws {
    let made = try Template.copy()
    let ledger = made.office.file("a/ledger.db")
    let whole = try Data(contentsOf: ledger)
    for step in 1..<16 {
      var altered = whole
      altered[altered.startIndex + step * whole.count / 16] ^= 0x41
      try altered.write(to: ledger)
      let answer = try made.office.run("note", "show", made.note, "--json")
      #expect([0, 65, 66, 74, 77, 78].contains(answer.code), "byte \(step)/16: \(answer)")
      if answer.code == 0 {
        #expect(try answer.text("text") == "Elle demande son acte de naissance.\n")
      } else {
        #expect(answer.out == "")
      }
    }
  }

  @Test(
    "A pipe or a folder in the place of a file of the home is damage, and nobody waits for it",
    arguments: ["commits", "incarnation", "ledger.db", "ledger.db-wal", "ledger.db-journal"])
  func notAFile(_ name: String) throws {
    let made = try Template.copy()
    for replace in ["mkfifo", "mkdir"] {
      let line = """
        rm -rf a/\(name); \(replace) a/\(name)
        timeout 20 carnet note list \(made.file) --json && exit 99 || exit $?
        """
      let answer = try made.office.shell(line)
      #expect(answer.lastError == #"{"error":"damaged","exit":65}"#, "\(replace): \(answer)")
    }
  }

  @Test("A pipe in the place of the boot key is damage; a passphrase may come through one")
  func pipes() throws {
    let made = try Template.copy()
    let given = try made.office.shell(
      "mkfifo p; cat claire > p & timeout 20 carnet note list \(made.file) --passphrase-file p")
    #expect(given.code == 0, "\(given)")
    let key = try made.office.shell(
      "rm a/boot.key; mkfifo a/boot.key; unset CARNET_PASSPHRASE_FILE; timeout 20 carnet verify --json"
    )
    #expect(key.lastError == #"{"error":"damaged","exit":65}"#, "\(key)")
  }

  @Test("A home whose database is gone is damaged, and no other is made in its place")
  func noLedger() throws {
    let made = try Template.copy()
    try FileManager.default.removeItem(at: made.office.file("a/ledger.db"))
    for words in [["note", "list", made.file], ["verify"], ["status"]] {
      let told = try made.office.start(words).wait()
      #expect(told.code == 65 && told.err.contains("ledger.db, n’y est plus"), "\(told)")
      #expect(!told.err.contains("carnet creer"), "\(told)")
    }
    let again = [
      "init", "--service", "Autre", "--worker", "Claire", "--worker-passphrase-file", "claire",
      "--json",
    ]
    for removed in ["", "boot.key", "commits"] {
      if !removed.isEmpty {
        try FileManager.default.removeItem(at: made.office.file("a/\(removed)"))
      }
      let told = try made.office.start(again, as: "operator").wait()
      #expect(told.lastError == #"{"error":"ledgerMissing","exit":65}"#, "\(removed): \(told)")
    }
    #expect(!FileManager.default.fileExists(atPath: made.office.file("a/ledger.db").path))
  }

  @Test("A note whose key the disk lost is damage, not something to wait for")
  func lostRow() throws {
    let made = try Template.copy()
    let lost = try made.office.shell(
      """
      python3 -c 'import sqlite3
      base = sqlite3.connect("a/ledger.db")
      base.execute("delete from note_secret")
      base.execute("delete from checkpoint")
      base.commit()'
      """)
    #expect(lost.code == 0, "\(lost)")
    for words in [
      ["note", "show", made.note], ["note", "history", made.note],
      ["note", "edit", made.note, "--title", "T"], ["verify"],
    ] {
      let told = try made.office.start(words + ["--json"]).wait()
      #expect(told.lastError == #"{"error":"damaged","exit":65}"#, "\(words): \(told)")
      let isTold = words == ["verify"] ? told.out.contains(#""ok":false"#) : told.out.isEmpty
      #expect(isTold, "\(words): \(told)")
    }
    let told = try made.office.run("verify")
    #expect(told.err.contains("qu’aucun appareil ne peut rendre : 2"), "\(told)")
    #expect(!told.err.contains("peut encore arriver"), "\(told)")
  }

  @Test("A notebook of a newer version is left alone")
  func newerVersion() throws {
    let made = try Template.copy()
    let ledger = made.office.file("a/ledger.db")
    var bytes = try Data(contentsOf: ledger)
    // The user version stands at byte 60 of the header, big-endian.
    bytes[bytes.startIndex + 60] = 0x7F
    try bytes.write(to: ledger)
    let answer = try made.office.run("case", "list", "--json")
    #expect(answer.lastError == #"{"error":"newerVersion","exit":78}"#, "\(answer)")
    #expect(try Data(contentsOf: ledger) == bytes)
  }

  @Test(
    "Who asks a disk that takes nothing to erase a note is told that nothing was erased, and nothing was",
    arguments: [
      ("fr", "ni effacé"), ("nl", "of gewist"), ("en", "or erased"),
    ])
  func fullErasing(language: String, says: String) throws {
    let made = try Template.copy()
    let answer = try made.office.shell(
      "ulimit -f 0; exec carnet note erase \(made.note) --lang \(language)")
    #expect(answer.code == 74 && answer.out.isEmpty, "\(answer)")
    #expect(answer.err.contains(says), "\(answer)")
    let note = try made.office.done("note", "show", made.note)
    #expect(note.out.contains("acte de naissance"), "\(note)")
  }

  @Test("A full disk keeps what was there")
  func full() throws {
    let made = try Template.copy()
    let text = String(repeating: "Un long texte. ", count: 12_000)
    try Data(text.utf8).write(to: made.office.file("long.txt"))
    // Blocks of 1024 bytes: enough to open, not enough for the note.
    let answer = try made.office.shell(
      "ulimit -f 200; carnet note add \(made.file) --volet droits long.txt --json")
    #expect(answer.code == 74, "\(answer)")
    #expect(answer.out == "")
    #expect(["diskFull", "inputOutput"].contains { answer.lastError.contains($0) }, "\(answer)")
    #expect(try made.office.done("note", "list", made.file).list().count == 1)
    #expect(try made.office.done("verify").object()["ok"] as? Bool == true)
  }

  @Test("An answer that cannot be written is a failure")
  func noOutput() throws {
    let made = try Template.copy()
    #expect(try made.office.shell("carnet case list --json >/dev/full").code == 74)
  }

  @Test("Two commands that write at once both succeed")
  func twoAtOnce() throws {
    let made = try Template.copy()
    let runs = try (0..<4).map { number in
      try made.office.start(
        ["note", "add", made.file, "--volet", "droits", "--json"],
        input: Data("note \(number)\n".utf8))
    }
    for run in runs {
      let answer = try run.wait()
      #expect(answer.code == 0, "\(answer)")
    }
    #expect(try made.office.done("note", "list", made.file).list().count == 5)
    #expect(try made.office.done("verify").object()["ok"] as? Bool == true)
  }

  /// Every moment at which the program asks the system for a durable write, and the last word of its answer.
  @Test(
    "What was confirmed survives kill -9, and the rest is whole or absent",
    arguments: [("pwrite64", 3), ("fdatasync", 1), ("ftruncate", 1), ("write", 1)])
  func killed(call: String, step: Int) throws {
    let made = try Template.copy()
    var confirmed: Set<String> = [made.note]
    var killed = 0
    for number in stride(from: 1, to: 200, by: step) {
      let answer = try made.office.shell(
        """
        echo 'note \(number)' | strace -f -qq -o /dev/null -e trace=\(call) \
          -e inject=\(call):signal=KILL:when=\(number) carnet note add \(made.file) --volet droits --json -
        """)
      if !answer.out.isEmpty { confirmed.insert(try answer.text("note")) }
      if answer.code == 0 { break }
      #expect(answer.code == 128 + SIGKILL, "\(answer)")
      killed += 1
    }
    #expect((1..<60).contains(killed), "\(call) was met \(killed) times")
    let listed = try made.office.done("note", "list", made.file).list()
    let notes = Set(listed.compactMap { $0["note"] as? String })
    #expect(confirmed.isSubset(of: notes))
    for note in notes {
      let text = try made.office.done("note", "show", note).text("text")
      #expect(text.hasSuffix("\n"))
    }
    #expect(try made.office.done("verify").object()["ok"] as? Bool == true)
  }
}

extension Program.Answer {
  func expectSuccess() throws { try #require(code == 0, "\(self)") }
}
