import Foundation
import Testing

@Suite("A notebook that comes from an older copy says so", .serialized, .timeLimit(.minutes(30)))
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
    #expect(try verified.object()["ok"] as? Bool == false, "\(verified)")
    let kept = try office.done("note", "list", file).list().count
    #expect(kept < 4)
    // Writing goes on, and the loss stays said.
    _ = try office.addNote("Note écrite après.\n", to: file)
    #expect(try office.run("verify", as: nil).code == 65)
    // Until somebody says that it is known; it stays in the history.
    let known = try office.run("verify", "--acknowledge")
    #expect(known.code == 0 && known.out.contains("Claire en a pris acte le "), "\(known)")
    let later = try office.done("verify", as: nil).object()
    #expect(later["ok"] as? Bool == true)
    let losses = try #require(later["acknowledged"] as? [[String: Any]])
    #expect(losses.count == 1 && losses.first?["by"] as? String == "Claire", "\(later)")
    #expect((losses.first?["lost"] as? Int ?? 0) > 0)
    let again = try office.run("verify", "--acknowledge", as: "operator")
    #expect(again.code == 0 && again.err.contains("Rien à faire"), "\(again)")
    #expect(try office.run("verify", "--acknowledge", "--json", as: "driss").code == 77)
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
    // What stood in its own logs alone, no other service can know.
    let after = try office.run("case", "list", home: "c", as: "driss")
    #expect(after.err.contains("personne ne peut le savoir d’ici"), "\(after)")
    #expect(!after.err.contains("pas encore tout relu"), "\(after)")

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
    #expect(second.code == 0, "\(second)")
    #expect(
      second.err.components(separatedBy: "personne ne peut le savoir d’ici").count == 2,
      "\(second)")
    let unsaid = try made.office.run("verify", "--acknowledge", "--json", as: "operator")
    #expect(unsaid.lastError == #"{"error":"workerNeeded","exit":77}"#, "\(unsaid)")
    let known = try made.office.run("verify", "--acknowledge")
    #expect(known.code == 0 && known.out.contains("Claire en a pris acte le "), "\(known)")
    let third = try made.office.run("note", "list", made.file)
    #expect(third.code == 0 && third.err.isEmpty, "\(third)")
  }

  /// The only peer is another service, which never held the note.
  @Test(
    "An only node that is put back says what nobody can know, until a worker knows; its copies always do"
  )
  func putBackAmongOthers() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Copie Ancienne", home: "b", as: "driss")
    let note = try office.addNote("Cyan à effacer.\n", to: file, home: "b", as: "driss")
    let later = try office.openCase("Toute Neuve", home: "b", as: "driss")
    #expect(try office.shell("cp -a b b.old").code == 0)
    _ = try office.done("note", "erase", note, home: "b", as: "driss")
    _ = try office.addNote("Vert perdu.\n", to: file, home: "b", as: "driss")
    func export(_ format: String, log: Bool = false, of file: String) throws -> String {
      let answer = try office.start(
        ["export", file, "--format", format, "--out", "-"] + (log ? ["--with-log"] : []),
        home: "b", as: "driss"
      ).wait()
      #expect(answer.code == 0, "\(answer)")
      return answer.out
    }
    #expect(try export("text", of: file).contains("Ses mots sont détruits"))
    #expect(try office.shell("mv b b.gone && mv b.old b").code == 0)
    for _ in 0..<2 { #expect(try office.run("sync", home: "b", as: "operator").code == 0) }

    let warning = "personne ne peut le savoir d’ici"
    for command in [
      ["note", "list", file], ["note", "show", note], ["case", "show", file], ["status"],
    ] {
      let answer = try office.start(command, home: "b", as: "driss").wait()
      #expect(answer.code == 0, "\(command): \(answer)")
      #expect(answer.err.components(separatedBy: warning).count == 2, "\(command): \(answer)")
    }
    let line = "ce carnet a été remis d’après une copie plus ancienne"
    let verified = try office.run("verify", home: "b", as: "driss")
    #expect(verified.out.contains(line) && verified.out.contains("--prendre-acte"), "\(verified)")
    let found = try office.done("verify", home: "b", as: "driss").object()
    let restored = try #require((found["restored"] as? [[String: Any]])?.first)
    #expect(restored["since"] is String && restored["noticed"] is String, "\(restored)")
    #expect(restored["acknowledged"] == nil)

    for isKnown in [false, true] {
      if isKnown {
        #expect(try office.run("verify", "--acknowledge", home: "b", as: "driss").code == 0)
        let quiet = try office.run("note", "list", file, home: "b", as: "driss")
        #expect(quiet.code == 0 && !quiet.err.contains("copie"), "\(quiet)")
        #expect(
          try office.done("verify", home: "b", as: "driss").object()["ok"] as? Bool == true)
      }
      let text = try export("text", log: true, of: file)
      #expect(text.components(separatedBy: "Entre le ").count == 3, "the copy and its log: \(text)")
      #expect(text.contains(line), "\(text)")
      #expect(try export("json", of: file).contains("\"restored\""))
      #expect(try export("html", of: later).contains(line))
      let log = try office.run("log", file, home: "b", as: "driss")
      #expect(log.out.contains(line), "\(log)")
    }
    // A case file opened since lacks nothing.
    let fresh = try office.openCase("Après", home: "b", as: "driss")
    #expect(try !export("text", of: fresh).contains(line))
  }

  @Test("A loss that is known is not told anew when the folder moves")
  func knownLossMoves() throws {
    let office = try Office()
    try office.found("a", "Ormeval", worker: "Claire")
    let file = try office.openCase("Samira")
    #expect(try office.shell("cp -a a/ledger.db old.db").code == 0)
    _ = try office.addNote("Une note.\n", to: file)
    #expect(try office.shell("rm -f a/ledger.db-*; cp old.db a/ledger.db").code == 0)
    let known = try office.run("verify", "--acknowledge")
    #expect(known.code == 0 && known.err.contains("Le disque a perdu"), "\(known)")
    #expect(try office.run("verify").err.isEmpty)
    #expect(try office.shell("cp -a a b && rm -rf a && mv b a").code == 0)
    let moved = try office.run("verify")
    #expect(moved.code == 0 && !moved.err.contains("Le disque a perdu"), "\(moved)")
    #expect(moved.out.contains("Claire en a pris acte le "), "\(moved)")
  }

  @Test(
    "What began by a clock that was ahead is named when the clock is right again, and nothing waits that does not"
  )
  func begunAhead() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    func driss(_ arguments: String...) throws -> Program.Answer {
      try office.start(arguments, home: "b", as: "driss").wait()
    }
    func plan(_ name: String, _ days: Int) throws -> String {
      let file = try office.openCase(name, home: "b", as: "driss")
      return try office.done(
        "consent", "give", file, "--to", "Ormeval", "--volets", "droits", "--until",
        "dans 6 mois", "--proof", "letter", "--explained-in", "fr", "--past", "all",
        "--effective", "dans \(days) jours", home: "b", as: "driss"
      ).text("consent")
    }
    let early = try plan("Samira", 10)
    let ahead = try office.shell(
      "faketime '+20 days' carnet status --as Driss",
      environment: ["CARNET_HOME": office.file("b").path, "CARNET_PASSPHRASE_FILE": "driss"])
    #expect(ahead.err.contains("prend effet"), "\(ahead)")
    let back = try driss("sync", "--as", "Driss")
    #expect(back.code == 0 && back.err.contains("a reculé"), "\(back)")
    #expect(!back.err.contains("attend que"), "nothing waits: \(back)")
    for part in ["Samira", "Ormeval", "consentement retirer \(early.prefix(8))"] {
      #expect(back.err.contains(part), "\(part): \(back)")
    }
    // The machine by itself opens no record, and says nothing of what it cannot know.
    let machine = try office.run("sync", home: "b", as: nil)
    #expect(machine.err.contains("a reculé") && !machine.err.contains("prévu"), "\(machine)")
    _ = try plan("Rose", 15)
    let both = try driss("case", "list")
    #expect(both.err.contains("attend que") && both.err.contains("donne déjà"), "\(both)")
    // Whoever says that the clock is right hears it too; a withdrawal waits for no clock.
    #expect(try driss("case", "list", "--clock-is-right").err.contains("donne déjà"))
    #expect(try driss("consent", "withdraw", early).code == 0)
    #expect(try !driss("case", "list", "--clock-is-right").err.contains("donne déjà"))
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
    // What that clock began gives already: said as long as somebody speaks of clocks.
    #expect(try office.run("case", "list", "--clock-is-right").err.contains("donne déjà"))
    #expect(try office.run("case", "list").err.isEmpty)
  }

  @Test("A clock that jumps while serve runs is said once, and issues nothing")
  func jump() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Samira")
    _ = try office.done(
      "consent", "give", file, "--to", "Oseille", "--volets", "droits", "--until", "2099-01-31",
      "--proof", "letter", "--explained-in", "fr", "--past", "all", "--effective",
      "2059-01-31")
    town.serving.terminate()
    _ = try town.serving.wait()
    let clock = office.file("clock")
    try Data("+0\n".utf8).write(to: clock)
    let serving = try Run(
      "/bin/bash",
      [
        "-c",
        """
        export FAKETIME_TIMESTAMP_FILE=$PWD/clock FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_NO_CACHE=1
        faketime -f +0 bash -c 'unset FAKETIME; echo $$ > pid; exec "$0" serve --listen "$1"' "$0" "$1"
        """, Program.path, town.address,
      ], input: Data(),
      environment: [
        "CARNET_HOME": office.file("a").path, "LANG": "fr", "CARNET_PASSPHRASE_FILE": "claire",
      ], in: office.folder)
    // The wrapper of the clock passes no signal on.
    func signal(_ name: String) { _ = try? office.shell("kill -\(name) $(cat pid)") }
    defer { signal("KILL") }
    #expect(try serving.firstLine().contains("127.0.0.1"))
    try Data("+33y\n".utf8).write(to: clock)
    // Each exchange looks at the clock first.
    for _ in 0..<2 { _ = try office.run("sync", "--json", as: nil) }
    try Data("+0\n".utf8).write(to: clock)
    _ = try office.run("sync", "--json", as: nil)
    #expect(
      try office.done("consent", "list", file).list().first?["status"] as? String == "planned")
    signal("TERM")
    let ended = try serving.wait()
    #expect(ended.code == 0, "\(ended)")
    #expect(ended.err.components(separatedBy: "trente jours").count == 2, "\(ended)")
  }
}
