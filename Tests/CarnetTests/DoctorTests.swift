import Foundation
import Testing

@Suite("What a machine lacks is told to whoever looks after it")
struct DoctorTests {
  private func rows(_ office: Office, _ words: String...) throws -> [String: (String, Int)] {
    let told = try office.start(["doctor", "--json"] + words, as: nil).wait()
    // A debug build is itself something to look after.
    #expect(told.lastError == #"{"error":"needsCare","exit":74}"#, "\(told)")
    return try told.list().reduce(into: [:]) { found, row in
      let subject = try #require(row["check"] as? String)
      found[subject] = (
        try #require(row["state"] as? String), try #require(row["count"] as? Int)
      )
    }
  }

  // Leave a subject out of `Doctor.run`; take sheets for slots.
  @Test("It asks for no passphrase, counts sheets, and says of each line how it stands")
  func counts() throws {
    let office = try Template.copy().office
    let before = try rows(office)
    #expect(before.count == 11)
    #expect(before["sheets"]?.0 == "care" && before["sheets"]?.1 == 1)
    for subject in ["clock", "permissions", "coreDumps", "slots", "peers", "parked", "duties"] {
      #expect(before[subject]?.0 == "well", "\(subject) \(before)")
    }
    _ = try office.done("worker", "recovery")
    #expect(try rows(office)["sheets"]?.0 == "well")
  }

  // Let `openAsMachine` throw where there is no key.
  @Test("Without the key of the device it tells the rest, and what it cannot tell")
  func locked() throws {
    let office = try Template.copy().office
    try FileManager.default.removeItem(at: office.file("a/boot.key"))
    let found = try rows(office)
    #expect(found["clock"]?.0 == "locked" && found["peers"]?.0 == "locked", "\(found)")
    #expect(found["slots"]?.0 == "well")
  }

  // Let `advice` or a label say the service, or leave a sentence without its end.
  @Test("It names nobody, in any language, and each line ends", arguments: ["fr", "en", "nl"])
  func names(language: String) throws {
    let office = try Template.copy().office
    let told = try office.run("doctor", "--lang", language, as: nil)
    #expect(told.code == 74)
    let lines = told.out.split(separator: "\n")
    #expect(lines.count == 11 && lines.allSatisfy { $0.hasSuffix(".") }, "\(told)")
    for word in ["Claire", "Samira", "Delacroix", "Ormeval", "Papiers"] {
      #expect(!told.out.contains(word) && !told.err.contains(word), "\(told)")
    }
  }

  @Test("Where there is no notebook it says so")
  func nothing() throws {
    let told = try Office().run("doctor", "--json", as: nil)
    #expect(told.lastError == #"{"error":"notAHome","exit":66}"#, "\(told)")
  }
}
