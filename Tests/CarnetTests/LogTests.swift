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
}
