import Foundation
import Testing

@Suite("What is given to a command is taken as it is, or refused")
struct GivenTests {
  /// Each command with a letter of Latin-1 where a name or a title stands.
  private static let latin = [
    #"case open --name $'Ren\xe9e'"#, #"note add FILE --volet droits --title $'D\xe9m' -"#,
    #"person edit FILE --name=$'Ren\xe9e'"#, #"search $'\xe9t\xe9'"#,
    #"worker add $'In\xe8s' --role referent --new-passphrase-file driss"#,
    #"note list FILE --as $'In\xe8s'"#,
  ]

  @Test("A word that is not UTF-8 is refused, and nothing is recorded of it", arguments: latin)
  func words(_ words: String) throws {
    let made = try Template.copy()
    let before = try made.office.done("case", "list").out
    let command = words.replacingOccurrences(of: "FILE", with: made.file)
    let person = words.hasPrefix("worker") ? "operator" : "claire"
    let answer = try made.office.shell(
      "echo texte | carnet \(command) --json", environment: ["CARNET_PASSPHRASE_FILE": person])
    #expect(answer.lastError == #"{"error":"wordNotUTF8","exit":65}"#, "\(answer)")
    #expect(answer.out == "" && answer.err.contains("terminal sur UTF-8"), "\(answer)")
    #expect(try made.office.done("case", "list").out == before)
    #expect(try made.office.done("note", "list", made.file).list().count == 1)
    #expect(try made.office.done("worker", "list").list().count == 1)
  }

  @Test("So is a variable that names somebody; letters in UTF-8 are kept")
  func variable() throws {
    let made = try Template.copy()
    let answer = try made.office.shell(
      #"CARNET_WORKER=$'In\xe8s' carnet note list \#(made.file) --json"#)
    #expect(answer.lastError == #"{"error":"wordNotUTF8","exit":65}"#, "\(answer)")
    #expect(answer.err.contains("CARNET_WORKER=In"), "\(answer)")
    let kept = try made.office.shell(#"carnet case open --name $'Ren\xc3\xa9e' --json"#)
    #expect(kept.code == 0, "\(kept)")
    #expect(try made.office.run("case", "list").out.contains("Renée"))
  }

  @Test(
    "A bracket that is not closed makes no address",
    arguments: ["[::1", "[::1:7447", "::1:7447", "::1]:7447", "[]:7447", "a[b:7447"])
  func brackets(_ address: String) throws {
    let made = try Template.copy()
    for words in [["serve", "--listen", address], ["pair", "invite", "--address", address]] {
      let answer = try made.office.start(words + ["--json"], as: "operator").wait()
      #expect(answer.lastError == #"{"error":"badAddress","exit":64}"#, "\(words): \(answer)")
    }
  }

  @Test(
    "A folder whose path is too long is told as that, in a sentence that can be read",
    arguments: [
      String(repeating: "a", count: 5000), String(repeating: "a", count: 300),
      String(repeating: String(repeating: "a", count: 90) + "/", count: 7),
    ])
  func longPath(_ name: String) throws {
    let made = try Template.copy()
    let home = made.office.file(name).path
    for words in [
      ["note", "list", "x"],
      [
        "init", "--service", "S", "--worker", "Claire", "--worker-passphrase-file", "claire",
      ],
    ] {
      let answer = try made.office.start(
        words + ["--json"], as: "operator", environment: ["CARNET_HOME": home]
      ).wait()
      #expect(answer.lastError == #"{"error":"pathTooLong","exit":64}"#, "\(words): \(answer)")
      #expect(answer.err.count < 500, "\(answer)")
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: made.office.folder.path)
    #expect(!left.contains { $0.hasPrefix("aaa") })
  }

  @Test(
    "With a worker named in the environment, what either does is done with either's passphrase")
  func eitherPassphrase() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    for (name, person) in [("Driss", "operator"), ("Driss", "driss"), ("Lila", "operator")] {
      let named = ["CARNET_WORKER": name]
      for words in [
        ["sync"], ["status"], ["pair", "list"], ["verify"], ["worker", "list"],
      ] {
        let answer = try office.start(words, home: "b", as: person, environment: named).wait()
        #expect(answer.code == 0, "\(name), \(person), \(words): \(answer)")
      }
      let serving = try office.start(
        ["serve", "--listen", "127.0.0.1:0"], home: "b", as: person, environment: named)
      #expect(try serving.firstLine().contains("127.0.0.1"), "\(name), \(person)")
      serving.terminate()
      #expect(try serving.wait().code == 0)
    }
    // A passphrase that is neither's still opens nothing, and the operator's still opens no note.
    let named = ["CARNET_WORKER": "Driss"]
    let wrong = try office.run("sync", "--json", home: "b", as: "claire", environment: named)
    #expect(wrong.lastError == #"{"error":"wrongPassphrase","exit":77}"#, "\(wrong)")
    let closed = try office.run(
      "case", "list", "--json", home: "b", as: "operator", environment: named)
    #expect(closed.lastError == #"{"error":"workerNeeded","exit":77}"#, "\(closed)")
  }
}
