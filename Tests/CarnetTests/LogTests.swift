import Foundation
import Testing

@Suite("The log names people, devices and volets")
struct LogTests {
  @Test("A person, this device, and all volets instead of numbers and codes")
  func names() throws {
    let made = try Template.copy()
    let office = made.office
    _ = try office.done("export", made.file, "--format", "text", "--out", "c.txt")
    _ = try office.done("note", "show", made.note)
    let log = try office.run("log").out
    #expect(log.contains("Samira Delacroix"), "\(log)")
    #expect(log.contains("cet appareil"), "\(log)")
    #expect(log.contains("tous les volets"), "\(log)")
    #expect(log.contains("droits"), "\(log)")
    #expect(log.firstMatch(of: #/[0-9a-f]{8}/#) == nil, "\(log)")
    #expect(!log.contains("contact, projet"), "\(log)")
    // Scripts read the numbers and the codes, as before.
    let events = try #require(
      try office.done("log", made.file).object()["events"] as? [[String: Any]])
    let row = try #require(events.first)
    #expect(row["case"] as? String == made.file)
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
