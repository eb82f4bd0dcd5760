import CaseFile
import SampleKinds
import Testing
import Words

@testable import carnet

@Suite("One more kind of record costs a declaration")
struct DeclaredKindTests {
  /// One that holds for the whole service.
  private static let vault = RecordType(
    code: "vault", version: 1, home: .service(writers: [.referent]),
    fields: [RecordField("volet", .line(.line), isRequired: true)])

  private static var interface: Interface { .whole(kinds: RecordType.all + [.vehicle, vault]) }
  private static let words = Phrasebook(.english)

  private func typed(_ words: String...) throws -> Typed {
    try Typed(words, in: Self.interface, words: Self.words)
  }

  @Test("Its commands and its options are there, and its values are read by its fields")
  func parsing() throws {
    let add = try typed(
      "vehicle", "add", "Kaïs", "--plate", "AB-123", "--insured-until", "31/03/2027", "--drivers",
      "Ana", "--drivers", "Bo", "--volet", "projet", "--json")
    let command = try #require(add.path.last?.declared)
    #expect(command.deed == .add && command.kind == .vehicle)
    #expect(add.positionals == ["Kaïs"] && add.value(of: "volet") == "projet")
    #expect(add.values(of: "drivers") == ["Ana", "Bo"])
    #expect(add.commonArguments == ["--json"])
    let today = try CalendarDate(parsing: "2026-11-30")
    let insured = try #require(RecordType.vehicle["insured_until"])
    #expect(
      try Spoken.values(add.values(of: "insured_until"), of: insured, today: today) { _, _, _ in 60
      }
        == ["2027-03-31"])
    #expect(command.prose?.code == "remarks")
    let other = try typed("record", "list", "vehicle", "Kaïs")
    #expect(other.kind == .vehicle && other.positionals == ["Kaïs"])
    let edit = try typed("record", "edit", "vehicle", "7f31", "--plate=", "--from", "aa")
    #expect(edit.values(of: "plate") == [""] && edit.value(of: "from") == "aa")
  }

  @Test("A kind of the service takes no case file and no volet, and a field of it may be called so")
  func serviceKind() throws {
    let add = try typed("vault", "add", "--volet", "en bas")
    #expect(add.positionals.isEmpty && add.values(of: "volet") == ["en bas"])
    #expect(
      try typed("record", "add", "vault", "--volet", "en bas").path.last?.declared?.kind
        == Self.vault)
    #expect(try typed("vault", "list", "--deleted").holds(flag: "deleted"))
    #expect(try typed("record", "list", "vault").kind == Self.vault)
    for words in [
      ["vault", "add", "Kaïs", "--volet", "x"], ["vault", "add"], ["vault", "list", "Kaïs"],
      ["record", "list", "vault", "Kaïs"], ["record", "list", "vehicle"], ["vehicle", "list"],
    ] {
      #expect(throws: CommandFailure.self, "\(words)") {
        try Typed(words, in: Self.interface, words: Self.words)
      }
    }
  }

  @Test("A list is narrowed by each field that holds choices, by the name of one of them too")
  func narrowing() throws {
    let list = try typed("request", "list", "Kaïs", "--theme", "papiers", "--status", "recue")
    #expect(list.values(of: "themes") == ["papiers"] && list.values(of: "status") == ["recue"])
    #expect(try typed("partner", "list", "--full", "no").values(of: "full") == ["no"])
    let record = RecordValues(["themes": ["papiers", "sante"]])
    for (wanted, isKept) in [
      ([:], true), (["themes": ["sante", "emploi"]], true), (["themes": ["emploi"]], false),
      (["themes": ["sante"], "full": ["true"]], false), (["full": ["false"]], true),
    ] as [([String: [String]], Bool)] {
      #expect(Narrowing(wanted).keeps(record) == isKept, "\(wanted)")
    }
    for words in [
      ["partner", "list", "--phone", "1"], ["partner", "publish"], ["vault", "publish"],
    ] {
      #expect(throws: CommandFailure.self, "\(words)") {
        try Typed(words, in: Self.interface, words: Self.words)
      }
    }
    #expect(try typed("partner", "publish", "aaaa", "bbbb").positionals == ["aaaa", "bbbb"])
  }

  @Test("What is wrong is told as for every command")
  func refusals() throws {
    for words in [
      ["vehicle", "add", "Kaïs"], ["vehicle", "add", "--plate", "A"],
      ["vehicle", "add", "Kaïs", "--plate", "A", "--plate", "B"],
      ["vehicle", "add", "Kaïs", "--plate"], ["vehicle", "add", "Kaïs", "--colour", "red"],
      ["vehicle", "add", "Kaïs", "a", "b", "--plate", "A"], ["vehicle", "ad"],
      ["right", "add", "Kaïs", "--plate", "A"],
    ] {
      #expect(throws: CommandFailure.self, "\(words)") {
        try Typed(words, in: Self.interface, words: Self.words)
      }
    }
  }

  @Test("Help shows its fields")
  func help() throws {
    let add = try typed("vehicle", "add", "--help")
    #expect(add.wish == .help)
    let page = try HelpPage(path: add.path, words: Self.words, width: 80).text
    for part in ["--plate <", "--insured-until <", "--remarks <", "--volet <", "[<"] {
      #expect(page.contains(part), "\(part) in \(page)")
    }
    #expect(!page.contains("[--plate"))
  }

  @Test("Of several proses each is given by words, by a file, or one of them by the input")
  func proses() throws {
    func given(_ words: String...) throws -> GivenTexts {
      let typed = try Typed(
        ["assessment", "add", "Kaïs"] + words, in: Self.interface, words: Self.words)
      return try GivenTexts(of: typed.path.last?.declared?.kind, typed)
    }
    let both = try given(
      "--needs-file", "a.txt", "--souhaits-dits-fichier=b.txt", "--needs-seen", "-")
    #expect(both.files.map(\.field.code) == ["needs", "wishes"])
    #expect(both.files.map(\.path) == ["a.txt", "b.txt"] && both.incoming?.code == "needs_seen")
    #expect(try given("--needs-file", "-").incoming?.code == "needs")
    #expect(try given("--needs", "Dormir.").isEmpty)
    for words in [
      ["--needs", "-", "--wishes", "-"], ["--needs", "Dormir.", "--needs-file", "a.txt"],
      ["--needs", "-", "--wishes-file", "-"],
    ] {
      #expect(throws: CommandFailure.self, "\(words)") {
        let typed = try Typed(
          ["assessment", "add", "Kaïs"] + words, in: Self.interface, words: Self.words)
        _ = try GivenTexts(of: .assessment, typed)
      }
    }
    // Where there is one prose, its place names the file.
    #expect(throws: CommandFailure.self) { try typed("vehicle", "add", "K", "--remarks-file", "a") }
  }
}
