import Foundation
import Testing

@Suite("Passphrases are changed, and recovered, at the command line", .timeLimit(.minutes(30)))
struct PassphraseCommandTests {
  private func office() throws -> Office {
    let office = try Template.copy().office
    for (name, text) in [
      ("second", "tulipe wagon marée lente"), ("short", "court"),
    ] { try Data(text.utf8).write(to: office.file(name)) }
    return office
  }

  private func sheet(_ office: Office) throws -> String {
    let page = try office.run("worker", "recovery").out
    let code = page.split(separator: "\n").filter { $0.hasPrefix("    ") }.joined(separator: "\n")
    try Data(code.utf8).write(to: office.file("sheet"))
    return page
  }

  private func expect(_ answer: Program.Answer, _ error: String, _ code: Int) {
    #expect(answer.lastError == #"{"error":"\#(error)","exit":\#(code)}"#, "\(answer)")
  }

  // Open with the new passphrase in `changeWorker`.
  @Test(
    "Claire changes hers: the former one opens nothing, her session locks, the operator's stays")
  func changes() throws {
    let office = try office()
    #expect(try office.run("session", "open").code == 0)
    #expect(try office.run("case", "list", as: nil).code == 0)
    let told = try office.run("passphrase", "change", "--new-passphrase-file", "second")
    #expect(told.code == 0, "\(told)")
    #expect(told.out.contains("L’ancienne n’y ouvre plus rien"), "\(told)")
    let isLocked = "La session qui était ouverte sur cet appareil est fermée."
    #expect(told.out.contains(isLocked), "\(told)")
    #expect(try office.run("session", "show", as: nil).out.contains("Aucune session"))
    #expect(told.out.contains("Une copie du dossier faite avant"), "\(told)")
    #expect(told.out.contains("carnet intervenant secours"), "\(told)")
    #expect(told.err.contains("24 signes, longue"), "\(told)")
    expect(try office.run("case", "list", "--json"), "wrongPassphrase", 77)
    #expect(try office.run("case", "list", as: "second").out.contains("Samira"))
    let again = try office.run(
      "passphrase", "change", "--new-passphrase-file", "claire", as: "second")
    #expect(again.code == 0 && !again.out.contains(isLocked), "\(again)")
    #expect(
      try office.run("passphrase", "change", "--new-passphrase-file", "second", as: "claire").code
        == 0)
    #expect(try office.run("case", "list", as: nil).code != 0)
    #expect(try office.run("worker", "list", as: "operator").code == 0)
    let log = try office.done("log", as: "second").object()
    let events = try #require(log["events"] as? [[String: Any]])
    #expect(events.contains { $0["action"] as? String == "passphraseChanged" }, "\(events)")
  }

  @Test("The operator's is changed by the operator alone")
  func operators() throws {
    let office = try office()
    let words = ["passphrase", "change", "--operator", "--new-passphrase-file", "second", "--json"]
    expect(try office.start(words, as: "claire").wait(), "operatorNeeded", 77)
    let changed = try office.start(words, as: "operator").wait()
    #expect(try changed.object()["worker"] is NSNull, "\(changed)")
    #expect(try changed.object()["goneFromDisk"] as? Bool == true, "\(changed)")
    expect(try office.run("pair", "invite", "--json", as: "operator"), "wrongPassphrase", 77)
    #expect(try office.run("worker", "list", as: "second").code == 0)
    #expect(try office.run("case", "list").code == 0)
  }

  @Test("A wrong present one, the same one and one too weak change nothing")
  func refused() throws {
    let office = try office()
    func change(_ file: String, as person: String) throws -> Program.Answer {
      try office.run(
        "passphrase", "change", "--new-passphrase-file", file, "--json", as: person)
    }
    expect(try change("second", as: "driss"), "wrongPassphrase", 77)
    expect(try change("claire", as: "claire"), "samePassphrase", 64)
    expect(try change("short", as: "claire"), "weakPassphrase", 64)
    expect(try change("absent", as: "claire"), "fileMissing", 66)
    #expect(try office.run("case", "list").code == 0)
  }

  // Print the code of `Passphrase` instead of the slip.
  @Test("Claire forgot hers: the sheet says how, a slip is told by its group, and she is back in")
  func recovers() throws {
    let office = try office()
    let page = try sheet(office)
    #expect(page.contains("carnet intervenant recuperer Claire"), "\(page)")
    let forgotten = try office.run("case", "list", as: "second")
    #expect(forgotten.err.contains("carnet intervenant recuperer NOM"), "\(forgotten)")
    func recover(_ name: String, _ file: String) throws -> Program.Answer {
      try office.run(
        "worker", "recover", name, "--sheet-file", file, "--new-passphrase-file", "second",
        "--json", as: nil)
    }
    var code = Array(try String(contentsOf: office.file("sheet"), encoding: .utf8))
    let last = try #require(code.lastIndex { $0.isLetter || $0.isNumber })
    code[last] = code[last] == "7" ? "8" : "7"
    try Data(String(code).utf8).write(to: office.file("slip"))
    let slip = try recover("Claire", "slip")
    expect(slip, "sheetMistyped", 77)
    #expect(slip.err.contains("groupe 15 (ligne 2, groupe 7 de la ligne)"), "\(slip)")
    expect(try recover("Personne", "sheet"), "unknownWorker", 66)
    #expect(try office.run("case", "list").code == 0)
    let back = try recover("claire", "sheet")
    #expect(try back.text("worker") == "Claire", "\(back)")
    #expect(try back.object()["hasSheet"] as? Bool == true)
    expect(try office.run("case", "list", "--json"), "wrongPassphrase", 77)
    #expect(try office.run("case", "list", as: "second").out.contains("Samira"))
    // The sheet goes on, until another is made.
    #expect(try office.run("case", "list", as: "sheet").code == 0)
    _ = try office.done("worker", "recovery", as: "second")
    expect(try recover("Claire", "sheet"), "recoveryVoid", 77)
  }

  // Remove the former slot in a transaction before that of the new one.
  @Test(
    "Killed at any moment of the change, one of the two opens, and never both",
    arguments: [("pwrite64", 2), ("fdatasync", 1), ("ftruncate", 1), ("write", 1)])
  func killed(call: String, step: Int) throws {
    let office = try office()
    var (present, next) = ("claire", "second")
    var killed = 0
    for number in stride(from: 1, to: 200, by: step) {
      let answer = try office.shell(
        """
        CARNET_PASSPHRASE_FILE=\(present) strace -f -qq -o /dev/null -e trace=\(call) \
          -e inject=\(call):signal=KILL:when=\(number) \
          carnet passphrase change --new-passphrase-file \(next) --json
        """)
      let opening = try [present, next].filter {
        try office.run("case", "list", as: $0).code == 0
      }
      try #require(opening.count == 1, "\(call) \(number): \(opening) \(answer)")
      if answer.code == 0 {
        #expect(opening == [next])
        break
      }
      #expect(answer.code == 128 + SIGKILL, "\(answer)")
      killed += 1
      if opening == [next] { (present, next) = (next, present) }
    }
    #expect((1..<80).contains(killed), "\(call) was met \(killed) times")
    #expect(try office.run("verify", as: next).code == 0)
  }
}
