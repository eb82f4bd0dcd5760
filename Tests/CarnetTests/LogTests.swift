import Foundation
import Testing

@Suite("The log names people, functions and volets")
struct LogTests {
  @Test("A person, a function, and all volets instead of numbers and codes; no worker, no device")
  func names() throws {
    let made = try Template.copy()
    let office = made.office
    _ = try office.done("export", made.file, "--format", "text", "--out", "c.txt")
    _ = try office.done("note", "show", made.note)
    let log = try office.run("log").out
    #expect(log.contains("Samira Delacroix"), "\(log)")
    #expect(log.contains("référent·e") && log.contains("a lu"), "\(log)")
    #expect(!log.contains("Claire") && !log.contains("appareil"), "\(log)")
    #expect(log.contains("tous les volets"), "\(log)")
    #expect(log.contains("droits"), "\(log)")
    // The number of the line alone.
    for line in log.split(separator: "\n").dropFirst() {
      #expect(line.dropFirst(8).firstMatch(of: #/[0-9a-f]{8}/#) == nil, "\(line)")
    }
    #expect(!log.contains("contact, projet"), "\(log)")
    // Scripts read the numbers and the codes, as before.
    let events = try #require(
      try office.done("log", made.file).object()["events"] as? [[String: Any]])
    let row = try #require(events.first)
    #expect(row["case"] as? String == made.file)
    #expect(row["function"] as? String == "referent", "\(row)")
  }

  @Test("Reading the log is told in it, and so is a copy that holds it")
  func readings() throws {
    let made = try Template.copy()
    let office = made.office
    func readings() throws -> Int {
      let events = try office.done("log", made.file).object()["events"] as? [[String: Any]]
      return (events ?? []).count { $0["action"] as? String == "logRead" }
    }
    let before = try readings()
    #expect(try readings() == before + 1)
    let copy = try office.run(
      "export", made.file, "--format", "json", "--with-log", "--out", "-")
    #expect(copy.code == 0 && copy.out.contains("\"function\""), "\(copy)")
    #expect(!copy.out.contains("\"worker\""), "\(copy)")
    #expect(try readings() == before + 3)
  }

  @Test("A name is asked for with a reason, and by nobody agreed to alone")
  func asked() throws {
    let made = try Template.copy()
    let office = made.office
    _ = try office.done("note", "show", made.note)
    let events = try office.done("log", made.file).object()["events"] as? [[String: Any]]
    let line = try #require(
      events?.last { $0["action"] as? String == "read" }?["line"] as? String)
    let unasked = try office.run("case", "reader", line, "--agree", "--json")
    #expect(unasked.lastError == #"{"error":"readerNotAsked","exit":64}"#, "\(unasked)")
    let reason = "Elle demande qui a lu sa note."
    let asked = try office.done("case", "reader", line, "--why", reason).object()
    #expect(asked["reason"] as? String == reason && asked["name"] == nil, "\(asked)")
    let alone = try office.run("suivi", "lecture", String(line.prefix(6)), "--d-accord", "--json")
    #expect(alone.lastError == #"{"error":"ownReaderRequest","exit":77}"#, "\(alone)")
    for words in [[], ["--why", "x", "--agree"]] {
      let odd = try office.start(["case", "reader", line] + words).wait()
      #expect(odd.code == 64, "\(odd)")
    }
    #expect(try office.run("case", "reader", "abcdef01", "--agree").code == 66)
    let log = try office.run("log", made.file).out
    #expect(log.contains(reason) && log.contains("suivi lecture"), "\(log)")
    #expect(!log.contains("référent·e (Claire)"), "\(log)")
  }

  @Test("Closing a case file and opening it again are told as that, not as writing")
  func closing() throws {
    let made = try Template.copy()
    let office = made.office
    func deeds() throws -> [String] {
      let events = try office.done("log", made.file).object()["events"] as? [[String: Any]]
      return (events ?? []).compactMap { $0["action"] as? String }
    }
    let before = try deeds()
    _ = try office.done("case", "close", made.file)
    _ = try office.done("case", "reopen", made.file)
    let after = try deeds()
    #expect(after.filter { $0.hasPrefix("case") } == ["caseClosed", "caseReopened"], "\(after)")
    #expect(after.count { $0 == "write" } == before.count { $0 == "write" }, "\(after)")
    let log = try office.run("log", made.file).out
    #expect(log.contains("a clos le suivi") && log.contains("a rouvert le suivi"), "\(log)")
  }
}
