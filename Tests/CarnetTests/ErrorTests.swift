import Foundation
import Testing

@Suite("What goes wrong has one name and one exit code")
struct ErrorTests {
  /// A command, `CASE` and `NOTE` standing for what is there, and how it must fail.
  struct Bad: CustomTestStringConvertible, Sendable {
    let line: String
    let error: String
    let exit: Int32
    var person = "claire"
    var input = ""

    var testDescription: String { line }

    init(
      _ line: String, _ error: String, _ exit: Int32, as person: String = "claire",
      input: String = ""
    ) {
      (self.line, self.error, self.exit) = (line, error, exit)
      (self.person, self.input) = (person, input)
    }
  }

  static let terms = "--proof letter --explained-in fr"
  static let bad: [Bad] = [
    Bad("case show CASE", "wrongPassphrase", 77, as: "driss"),
    Bad("worker list", "wrongPassphrase", 77, as: "driss"),
    Bad("case list --as Personne", "unknownWorker", 66),
    Bad("case list --passphrase-file nowhere", "fileMissing", 66),
    Bad("case show 0123456789abcdef0123456789abcdef", "unknownCase", 66),
    Bad("case show zz", "unknownCase", 66),
    Bad("note list ffffffffffffffffffffffffffffffff", "unknownCase", 66),
    Bad("note show 0123456789abcdef", "unknownNote", 66),
    Bad("note delete 0123456789abcdef", "unknownNote", 66),
    Bad("case link ffffffff CASE", "unknownShared", 66),
    Bad("consent withdraw abcdef", "unknownConsent", 66),
    Bad("consent refuse CASE --to Nulle-Part", "unknownService", 66),
    Bad("pair remove Nulle-Part", "unknownPeer", 66, as: "operator"),
    Bad("pair confirm Nulle-Part --sas 1", "unknownPeer", 66, as: "operator"),
    Bad("sync Nulle-Part", "unknownPeer", 66),
    Bad("note add CASE --volet cuisine -", "unknownVolet", 64),
    Bad("note add CASE --volet droits --kind roman -", "unknownCode", 64),
    Bad("note add CASE --volet droits --happened 2026-02-30 -", "noSuchDay", 64),
    Bad("note add CASE --volet droits --written naguère -", "invalidDate", 64),
    Bad("note add CASE --volet droits nowhere.txt", "fileMissing", 66),
    Bad("note add CASE --volet droits --title X -", "empty", 64),
    Bad("note add CASE --volet droits --title X", "empty", 64, input: "\n"),
    Bad("note add CASE --volet droits --title X -", "empty", 64, input: "\u{FEFF}\r\n \u{A0}\t"),
    Bad("note add CASE --volet droits --title X -", "empty", 64, input: "\u{200B}\u{2060}\0"),
    Bad("note add CASE --volet droits --title \u{A0}\u{200B} -", "empty", 64, input: "Vu."),
    Bad("note edit NOTE -", "empty", 64),
    Bad("note edit NOTE -", "empty", 64, input: "\n\n"),
    Bad("note edit NOTE -", "empty", 64, input: "\u{FEFF}"),
    Bad("note edit NOTE --title \u{FEFF} -", "empty", 64, input: "Vu."),
    Bad("note add CASE --volet droits .", "fileUnreadable", 74),
    Bad("case open --name X --born 1990-13", "noSuchDay", 64),
    Bad("worker add Awa --role patron", "unknownRole", 64, as: "operator"),
    Bad(
      "worker add Claire --role referent --new-passphrase-file driss", "workerExists", 73,
      as: "operator"),
    Bad(
      "worker add Awa --role referent --new-passphrase-file void", "fileMissing", 66, as: "operator"
    ),
    Bad(
      "worker add Awa --role referent --new-passphrase-file /dev/null", "emptyPassphrase", 64,
      as: "operator"),
    Bad("init --service Autre", "alreadyAHome", 73, as: "operator"),
    Bad("init --service Autre --kind usine --home b", "unknownCode", 64, as: "operator"),
    Bad("init --service Autre --country DE --home b", "unknownCountry", 64, as: "operator"),
    Bad("init --home b", "usage", 64, as: "operator"),
    Bad("case list --home b", "notAHome", 66),
    Bad(
      "consent give CASE --to X --volets cuisine --until 2099-01-01 \(terms)", "unknownVolet", 64),
    Bad(
      "consent give CASE --to X --volets confie --until 2099-01-01 \(terms)", "voletNotShareable",
      77),
    Bad(
      "consent give CASE --to X --volets interne --until 2099-01-01 \(terms)", "voletNotShareable",
      77),
    Bad(
      "consent give CASE --to X --volets droits --until 2001-01-01 \(terms)", "untilInThePast", 64),
    Bad("consent give CASE --to X --volets droits --until 2099-01 \(terms)", "wholeDayNeeded", 64),
    Bad(
      "consent give CASE --to X --volets droits --until 2099-01-01 \(terms)", "unknownService", 66),
    Bad(
      "consent give CASE --to X --volets droits --until 2099-01-01 --proof geste --explained-in fr",
      "unknownProof", 64),
    Bad(
      "consent give CASE --to X --volets droits --until 2099-01-01 \(terms) --effective 2099-02-01",
      "untilBeforeEffect", 64),
    Bad(
      "consent give CASE --to X --volets droits --until 2099-01-01 \(terms) --effective naguère",
      "unknownEffective", 64),
    Bad("consent give CASE --to X --volets droits", "usage", 64),
    Bad("release CASE --on 2026", "wholeDayNeeded", 64),
    Bad("export CASE --format pdf --out c.pdf", "unknownFormat", 64),
    Bad("export CASE --format text --out claire", "fileExists", 73),
    Bad("export CASE --format text --out nowhere/c.txt", "cannotWrite", 73),
    Bad("pair invite --address nowhere", "badAddress", 64, as: "operator"),
    Bad("pair accept M4D9-N469", "invitationUnreadable", 65, as: "operator"),
    Bad("init --join M4D9-N469 --home b", "invitationUnreadable", 65, as: "operator"),
    Bad("serve --listen 127.0.0.1", "badAddress", 64),
    Bad("case list --lang de", "unknownScreenLanguage", 64),
    Bad("case list --sideways", "usage", 64),
    Bad("agenda CASE", "usage", 64),
    Bad("cuisine", "usage", 64),
    Bad("status --key-file nowhere", "fileMissing", 66),
    Bad("status --key-file claire", "keyFileUnreadable", 65),
  ]

  @Test("A bad command says nothing on standard output and one name at the end", arguments: bad)
  func refused(_ bad: Bad) throws {
    let made = try Template.copy()
    let words = bad.line.split(separator: " ").map { word in
      word == "CASE" ? made.file : word == "NOTE" ? made.note : String(word)
    }
    let answer = try made.office.start(
      words + ["--json"], as: bad.person, input: Data(bad.input.utf8)
    ).wait()
    #expect(answer.code == bad.exit, "\(answer)")
    #expect(answer.out == "")
    #expect(answer.lastError == #"{"error":"\#(bad.error)","exit":\#(bad.exit)}"#)
    #expect(answer.err.split(separator: "\n").count >= 2, "a sentence stands above: \(answer)")
  }

  @Test("A text that is not UTF-8 is refused, and so is one that is too long")
  func texts() throws {
    let made = try Template.copy()
    let latin = try made.office.start(
      ["note", "add", made.file, "--volet", "droits", "--json"], input: Data([0x63, 0xE9, 0x0A])
    ).wait()
    #expect(latin.lastError == #"{"error":"notUTF8","exit":65}"#)
    let long = try made.office.start(
      ["note", "add", made.file, "--volet", "droits", "--json"],
      input: Data(repeating: 0x61, count: 256 * 1024 + 1)
    ).wait()
    #expect(long.lastError == #"{"error":"fileTooLong","exit":65}"#)
    let whole = try made.office.start(
      ["note", "add", made.file, "--volet", "droits", "--json"],
      input: Data(repeating: 0x61, count: 256 * 1024)
    ).wait()
    #expect(whole.code == 0, "\(whole)")
  }

  @Test("Without a file and without a terminal nobody is asked")
  func noTerminal() throws {
    let made = try Template.copy()
    let answer = try made.office.shell(
      "unset CARNET_PASSPHRASE_FILE; setsid --wait carnet case list --json </dev/null")
    #expect(answer.code == 64)
    #expect(answer.lastError == #"{"error":"passphraseMissing","exit":64}"#)
    // The file that is asked for is the one that is missing.
    let added = try made.office.shell(
      "export CARNET_PASSPHRASE_FILE=operator; setsid --wait carnet worker add Driss --role intervenant </dev/null"
    )
    #expect(added.code == 64 && added.err.contains("--fichier-nouvelle-phrase"), "\(added)")
    let born = try made.office.shell(
      "export CARNET_HOME=b CARNET_PASSPHRASE_FILE=operator; setsid --wait carnet init --service B --worker Driss </dev/null"
    )
    #expect(born.code == 64 && born.err.contains("--fichier-phrase-intervenant"), "\(born)")
  }

  @Test("Exactly one line end at the end of a passphrase file is not part of it")
  func oneNewline() throws {
    let made = try Template.copy()
    for (end, code) in [("", 0), ("\n", 0), ("\n\n", 77), (" \n", 77), ("\r\n", 0)] {
      try Data(("the long passphrase of claire" + end).utf8).write(to: made.office.file("typed"))
      #expect(
        try made.office.run("case", "list", as: "typed").code == code, "\(end.debugDescription)")
    }
  }

  @Test("An invitation with one character altered is refused as unreadable")
  func alteredInvitation() throws {
    let made = try Template.copy()
    let office = made.office
    let text = try office.done("pair", "invite", "--address", "127.0.0.1:1", as: "operator")
      .text("invitation")
    var altered = Array(text.utf8)
    let place = altered.count / 2
    altered[place] = altered[place] == UInt8(ascii: "7") ? UInt8(ascii: "8") : UInt8(ascii: "7")
    if text.utf8.elementsEqual(altered) || altered[place - 1] == 0 { altered[place + 1] = 0x38 }
    let answer = try office.run(
      "pair", "accept", String(decoding: altered, as: UTF8.self), "--json", as: "operator")
    #expect(answer.lastError == #"{"error":"invitationUnreadable","exit":65}"#)
    let own = try office.run("pair", "accept", text, "--json", as: "operator")
    #expect(own.lastError == #"{"error":"pairedWithItself","exit":77}"#)
  }

  @Test("A node that nobody answers at is unreachable")
  func unreachable() throws {
    let office = try Office()
    try office.found("a", "Ormeval", worker: "Claire")
    try office.found("b", "Oseille", worker: "Driss")
    let text = try office.done("pair", "invite", "--address", "127.0.0.1:1", as: "operator")
      .text("invitation")
    let answer = try office.run("pair", "accept", text, "--json", home: "b", as: "operator")
    #expect(answer.code == 69)
    #expect(answer.lastError == #"{"error":"inviterUnreachable","exit":69}"#)
    let silent = try office.run("pair", "invite", "--json", as: "operator")
    #expect(silent.lastError == #"{"error":"nowhereToBeReached","exit":64}"#, "\(silent)")
  }

  @Test("An invitation has the address that was given when the node was born, and no port 0")
  func bornWithAddress() throws {
    let office = try Office()
    let born = ["--service", "Ormeval", "--worker", "Claire", "--worker-passphrase-file", "claire"]
    let free = try office.start(
      ["init", "--address", "127.0.0.1:0", "--json"] + born, as: "operator"
    ).wait()
    #expect(free.lastError == #"{"error":"badAddress","exit":64}"#, "\(free)")
    let made = try office.start(
      ["init", "--address", "127.0.0.1:1", "--json"] + born, as: "operator"
    )
    .wait()
    try #require(made.code == 0, "\(made)")
    try office.found("b", "Oseille", worker: "Driss")
    let text = try office.done("pair", "invite", as: "operator").text("invitation")
    // Somebody is called there, and nobody answers.
    let answer = try office.run("pair", "accept", text, "--lang", "en", home: "b", as: "operator")
    #expect(answer.code == 69 && answer.err.contains("127.0.0.1:1"), "\(answer)")
  }
}
