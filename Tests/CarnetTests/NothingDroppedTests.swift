import Foundation
import Testing

@Suite("Nothing that was typed is dropped without a word")
struct NothingDroppedTests {
  static func give(_ file: String, _ more: [String]) -> [String] {
    ["consent", "give", file, "--to", "Nulle-Part", "--proof", "papier", "--explained-in", "fr"]
      + more
  }

  @Test(
    "A list of volets that names none records nothing, given or withdrawn",
    arguments: [",", "", ", ,", ";", "et", " "])
  func noVolet(_ list: String) throws {
    let made = try Template.copy()
    let given = try made.office.start(
      Self.give(made.file, ["--until", "dans 1 an", "--volets", list, "--json"])
    ).wait()
    #expect(given.lastError == #"{"error":"noVoletNamed","exit":64}"#, "\(given)")
    let withdrawn = try made.office.run("consent", "withdraw", "ab12", "--volets", list, "--json")
    #expect(withdrawn.lastError == #"{"error":"noVoletNamed","exit":64}"#, "\(withdrawn)")
  }

  @Test("A list that is given twice is one list")
  func listTwice() throws {
    let made = try Template.copy()
    // Both are read: the second is no volet, and neither is the first of the next line.
    for volets in [["droits", "cuisine"], ["cuisine", "droits"]] {
      let answer = try made.office.start(
        Self.give(
          made.file,
          ["--until", "dans 1 an", "--volets", volets[0], "--volets=\(volets[1])", "--json"])
      ).wait()
      #expect(answer.lastError == #"{"error":"unknownVolet","exit":64}"#, "\(answer)")
    }
  }

  /// Two different values for what takes one.
  static let twice: [[String]] = [
    ["note", "add", "CASE", "--volet", "droits", "--volet", "sante", "TEXT"],
    [
      "note", "add", "CASE", "--volet", "droits", "--happened", "hier", "--quand", "demain", "TEXT",
    ],
    ["note", "add", "CASE", "--volet", "droits", "--title", "a", "--titre=b", "TEXT"],
    ["case", "open", "--name", "Awa", "--nom", "Lila"],
    ["person", "edit", "CASE", "--name", "Awa", "--nom", "Lila"],
    ["person", "edit", "CASE", "--born", "1990", "--naissance", "1991"],
    ["search", "acte", "--limit", "1", "--nombre", "2"],
    ["case", "list", "--lang", "fr", "--langue", "nl"],
    ["case", "list", "--as", "Claire", "--comme=Awa"],
    ["export", "CASE", "--format", "text", "--out", "a", "--sortie", "b"],
  ]

  @Test("Two values for an option that takes one are refused and both are named", arguments: twice)
  func twoValues(_ line: [String]) throws {
    let made = try Template.copy()
    try Data("Un mot.\n".utf8).write(to: made.office.file("text"))
    let words = line.map { $0 == "CASE" ? made.file : $0 == "TEXT" ? "text" : $0 }
    let answer = try made.office.start(words).wait()
    #expect(answer.code == 64, "\(answer)")
    #expect(
      answer.err.contains("prend une seule valeur, et il y en a 2")
        || answer.err.contains("neemt één waarde, en er zijn er 2"), "\(answer)")
    #expect(try made.office.done("note", "list", made.file).list().count == 1)
  }

  @Test("A text that is piped to an edit becomes the text, or the edit says that it waits")
  func pipedEdit() throws {
    let made = try Template.copy()
    let note = try #require(
      try made.office.done(
        "note", "add", made.file, "--volet", "droits", input: "Avant.\n"
      ).object()["note"] as? String)
    let alone = try made.office.run("note", "edit", note, input: "Des mots nouveaux.\n")
    #expect(alone.code == 0, "\(alone)")
    func text() throws -> String? {
      try made.office.done("note", "show", note).object()["text"] as? String
    }
    #expect(try text() == "Des mots nouveaux.\n")
    let beside = try made.office.run(
      "note", "edit", note, "--title", "Titre", "--json", input: "D’autres mots.\n")
    #expect(beside.lastError == #"{"error":"inputUnread","exit":64}"#, "\(beside)")
    #expect(try made.office.done("note", "show", note).object()["title"] as? String != "Titre")
    let both = try made.office.run(
      "note", "edit", note, "--title", "Titre", "-", input: "D’autres mots.\n")
    #expect(both.code == 0, "\(both)")
    #expect(try text() == "D’autres mots.\n")
    let quiet = try made.office.run("note", "edit", note, "--title", "Autre titre")
    #expect(quiet.code == 0, "\(quiet)")
  }

  @Test("The same value twice is one, and a flag twice is that flag")
  func sameTwice() throws {
    let made = try Template.copy()
    let answer = try made.office.run(
      "note", "list", made.file, "--lang", "fr", "--langue=fr", "--json", "--json", "--deleted",
      "--supprimees")
    #expect(answer.code == 0, "\(answer)")
    #expect(try answer.list().count == 1)
  }

  @Test("Two addresses are two addresses")
  func addresses() throws {
    let office = try Office()
    try office.found("a", "Ormeval", worker: "Claire")
    let answer = try office.run(
      "pair", "invite", "--address", "127.0.0.1:1", "--address", "127.0.0.1:2", as: "operator")
    #expect(answer.code == 0, "\(answer)")
  }

  @Test("An end with a decimal comma is no end, and one without its century says so")
  func dates() throws {
    let made = try Template.copy()
    for (typed, name) in [
      ("dans 1,5 an", "invalidDate"), ("dans -3 mois", "invalidDate"),
      ("in 0 months", "invalidDate"), ("1/4/80", "centuryMissing"),
    ] {
      let answer = try made.office.start(
        Self.give(made.file, ["--until", typed, "--volets", "droits", "--json"])
      ).wait()
      #expect(answer.lastError == #"{"error":"\#(name)","exit":64}"#, "\(typed): \(answer)")
    }
  }
}

@Suite("A passphrase becomes no note")
struct PassphraseAsNoteTests {
  @Test(
    "However standard input is called, it is read once",
    arguments: ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0", "-"])
  func oneInput(_ name: String) throws {
    let made = try Template.copy()
    for line in ["< claire", "< <(cat claire)", "<<< \"$(cat claire)\""] {
      let answer = try made.office.shell(
        "carnet note add \(made.file) --volet droits - --passphrase-file \(name) --json \(line)")
      #expect(answer.lastError == #"{"error":"inputTwice","exit":64}"#, "\(line): \(answer)")
    }
    #expect(try made.office.done("note", "list", made.file).list().count == 1)
  }

  @Test("The file of the passphrase is not the text either, by either of its names")
  func oneFile() throws {
    let made = try Template.copy()
    for text in ["claire", "./claire", "$PWD/claire", "- < claire"] {
      let answer = try made.office.shell(
        "carnet note add \(made.file) --volet droits --json --passphrase-file claire \(text)")
      #expect(answer.lastError == #"{"error":"inputTwice","exit":64}"#, "\(text): \(answer)")
    }
    #expect(try made.office.done("note", "list", made.file).list().count == 1)
    let apart = try made.office.shell(
      "carnet case list --passphrase-file /dev/stdin < claire")
    #expect(apart.code == 0, "\(apart)")
  }
}
