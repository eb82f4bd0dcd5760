import Foundation
import Testing

@Suite("Words that were erased are nowhere", .serialized)
struct ErasureTests {
  /// Stands in the notes that are erased, and nowhere else in the world.
  private static let marker = "zibelineXQ7amarante"
  /// Stands in the note that stays.
  private static let control = "corneilleKW3turquin"

  /// Everything that a worker can ask of a place, in fresh processes whose memory is searched before they end: how
  /// often the marker and the control stand there, command by command.
  private func memory(
    _ office: Office, home: String, as person: String, place: String, kept: String
  ) throws -> [[Int]] {
    let commands = [
      ["note", "list", place], ["search", "revu"], ["note", "show", kept],
      ["note", "history", kept],
    ]
    return try commands.map { words in
      let run = try HeldRun(
        words + ["--json"],
        environment: [
          "CARNET_HOME": office.file(home).path, "CARNET_PASSPHRASE_FILE": person, "LANG": "fr",
        ], in: office.folder)
      #expect(run.waitUntilHeld(), "\(words): the answer is too short to be held")
      let counts = try run.occurrences(of: [Self.marker, Self.control])
      let answer = try run.finish()
      #expect(answer.contains(Self.control), "\(words): \(answer)")
      return counts
    }
  }

  /// The files of a home in which `needle` stands.
  private func files(of home: String, _ office: Office, with needle: [UInt8]) throws -> [String] {
    try office.bytes(of: home).filter { $0.bytes.range(of: Data(needle)) != nil }.map(\.name)
  }

  private func bytes(hexadecimal: String) -> [UInt8] {
    let digits = Array(hexadecimal.utf8)
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(decoding: digits[$0..<($0 + 2)], as: UTF8.self), radix: 16)
    }
  }

  /// A note so long that every answer about it has to be held.
  private func writeKept(in file: String, _ office: Office) throws -> String {
    let long = String(repeating: "n", count: 300)
    let words = (0..<30).map { "corneille\($0)\(long)" }.joined(separator: " ")
    for _ in 0..<2 { try addLongTitle(to: file, office) }
    return try office.done(
      "note", "add", file, "--volet", "droits", "--title", longTitle,
      input:
        "Revu. \(Self.control) \(words)\n"
    ).text("note")
  }

  private var longTitle: String { "Papiers \(Self.control) " + String(repeating: "𝒜", count: 470) }

  private func addLongTitle(to file: String, _ office: Office) throws {
    _ = try office.done(
      "note", "add", file, "--volet", "droits", "--title", longTitle, input: "Rien.\n")
  }

  @Test("in the files and the memory of the service that wrote them")
  func owner() throws {
    let office = try Office()
    try office.found("a", "Ormeval", worker: "Claire")
    let file = try office.openCase("Samira")
    let kept = try writeKept(in: file, office)
    let note = try office.addNote("Revu avec elle : \(Self.marker).\n", to: file)
    _ = try office.done(
      "note", "edit", note, "--title", "Titre \(Self.marker)", "-",
      input: "Revu : \(Self.marker) !\n")
    let before = try memory(office, home: "a", as: "claire", place: file, kept: kept)
    // The positive control: what lists and searches everything had the words in memory.
    #expect(before[0][0] > 0 && before[1][0] > 0, "\(before)")
    #expect(before.allSatisfy { $0[1] > 0 }, "\(before)")
    #expect(try office.done("search", Self.marker).list().count == 1)
    #expect(try files(of: "a", office, with: Array(Self.marker.utf8)) == [])
    #expect(try !files(of: "a", office, with: bytes(hexadecimal: note)).isEmpty)

    let answer = try office.run("note", "erase", note)
    #expect(answer.code == 0, "\(answer)")
    #expect(answer.out.contains("détruits"))
    let after = try memory(office, home: "a", as: "claire", place: file, kept: kept)
    #expect(after.allSatisfy { $0[0] == 0 }, "\(after)")
    #expect(after.allSatisfy { $0[1] > 0 }, "\(after)")
    #expect(try office.done("search", Self.marker).list().isEmpty)
    #expect(try files(of: "a", office, with: Array(Self.marker.utf8)) == [])
    #expect(try !files(of: "a", office, with: bytes(hexadecimal: note)).isEmpty, "the id remains")
    for words in [["note", "show", note], ["note", "history", note]] {
      let refused = try office.start(words + ["--json"]).wait()
      #expect(refused.lastError == #"{"error":"noteErased","exit":66}"#, "\(refused)")
    }
    _ = try office.done("export", file, "--format", "json", "--out", "copy.json")
    let copy = try Data(contentsOf: office.file("copy.json"))
    #expect(copy.range(of: Data(Self.marker.utf8)) == nil)
    #expect(copy.range(of: Data(Self.control.utf8)) != nil)
    #expect(try office.done("verify").object()["ok"] as? Bool == true)
  }

  /// What asks a recipient to forget.
  enum Order: CaseIterable { case withdrawal, erasure }

  @Test(
    "in the files and the memory of a service that received them, when it is asked to forget",
    arguments: Order.allCases)
  func recipient(order: Order) throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Samira")
    let note = try office.addNote("Revu avec elle : \(Self.marker).\n", to: file)
    let consent = try office.done(
      "consent", "give", file, "--to", "Oseille", "--volets", "droits", "--until", "2099-01-31",
      "--proof", "letter", "--explained-in", "fr", "--past", "all"
    ).text("consent")
    _ = try town.sync()
    let theirs = try office.openCase("Samira", home: "b", as: "driss")
    let long = String(repeating: "n", count: 300)
    let words = (0..<30).map { "corneille\($0)\(long)" }.joined(separator: " ")
    let kept = try office.done(
      "note", "add", theirs, "--volet", "droits", "--title", longTitle, home: "b", as: "driss",
      input: "Revu. \(Self.control) \(words)\n"
    ).text("note")
    for _ in 0..<2 {
      _ = try office.done(
        "note", "add", theirs, "--volet", "droits", "--title", longTitle, home: "b", as: "driss",
        input: "Rien.\n")
    }
    let before = try memory(office, home: "b", as: "driss", place: theirs, kept: kept)
    #expect(before[1][0] > 0, "\(before)")
    #expect(try !files(of: "b", office, with: bytes(hexadecimal: note)).isEmpty)

    switch order {
    case .withdrawal: _ = try office.done("consent", "withdraw", consent)
    case .erasure:
      let asked = try office.done("note", "erase", note).object()
      #expect(asked["asked"] as? [String] == ["Oseille"] && asked["attested"] as? [String] == [])
    }
    _ = try town.sync()
    let after = try memory(office, home: "b", as: "driss", place: theirs, kept: kept)
    #expect(after.allSatisfy { $0[0] == 0 && $0[1] > 0 }, "\(after)")
    #expect(try files(of: "b", office, with: Array(Self.marker.utf8)) == [])
    guard order == .withdrawal else {
      // The id of an erased note stays, and its owner hears that it is done.
      #expect(try !files(of: "b", office, with: bytes(hexadecimal: note)).isEmpty)
      let told = try office.run("note", "erase", note)
      #expect(told.out.contains("Oseille : effacement attesté le "), "\(told)")
      return
    }
    // Of a purged note not even the id stays: only the names of its changes, to refuse them.
    #expect(try files(of: "b", office, with: bytes(hexadecimal: note)) == [])
  }
}
