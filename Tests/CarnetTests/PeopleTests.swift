import Foundation
import Testing

@Suite("Names, passphrases and devices of people")
struct PeopleTests {
  @Test(
    "A passphrase opens however it is typed or kept",
    arguments: ["nfd", "bom", "crlf", "utf16", "wide", "keyboard"])
  func passphraseForms(form: String) throws {
    let office = try Office()
    let phrase = "le café naïf de l’été"
    try Data((phrase + "\n").utf8).write(to: office.file("claire"))
    try office.found("a", "Ormeval", worker: "Claire")
    let forms = [
      "nfd": Data(phrase.decomposedStringWithCanonicalMapping.utf8),
      "bom": Data(("\u{FEFF}" + phrase).utf8), "crlf": Data((phrase + "\r\n").utf8),
      "utf16": Data([0xFF, 0xFE]) + phrase.data(using: .utf16LittleEndian)!,
      "keyboard": Data(phrase.replacing("’", with: "'").utf8),
      "wide": Data(phrase.replacing("le ", with: "ｌｅ ").utf8),
    ]
    try #require(forms[form]).write(to: office.file("other"))
    #expect(try office.run("case", "list", as: "other").code == 0)
  }

  @Test("One made from a file of Windows is typed without its line end")
  func madeFromFile() throws {
    let office = try Office()
    try Data("\u{FEFF}une phrase assez longue\r\n".utf8).write(to: office.file("claire"))
    try office.found("a", "Ormeval", worker: "Claire")
    try Data("une phrase assez longue".utf8).write(to: office.file("typed"))
    #expect(try office.run("case", "list", as: "typed").code == 0)
  }

  @Test(
    "A passphrase that would soon be guessed is refused, the operator's and a worker's",
    arguments: ["abcde", "elevensigns", "aaaaaaaaaaaaaaaaaa", "    \t       "])
  func floor(_ weak: String) throws {
    let office = try Office()
    try Data(weak.utf8).write(to: office.file("weak"))
    let born = try office.run(
      "init", "--service", "Ormeval", "--worker", "Claire", "--worker-passphrase-file", "claire",
      "--json", as: "weak")
    #expect(born.lastError == #"{"error":"weakPassphrase","exit":64}"#)
    let first = try office.run(
      "init", "--service", "Ormeval", "--worker", "Claire", "--worker-passphrase-file", "weak",
      "--json", as: "operator")
    #expect(first.lastError == #"{"error":"weakPassphrase","exit":64}"#)
    #expect(!FileManager.default.fileExists(atPath: office.file("a/ledger.db").path))
    try office.found("a", "Ormeval", worker: "Claire")
    let added = try office.run(
      "worker", "add", "Driss", "--role", "referent", "--new-passphrase-file", "weak", "--json",
      as: "operator")
    #expect(added.lastError == #"{"error":"weakPassphrase","exit":64}"#)
  }

  @Test(
    "A passphrase that nobody could type again is refused where it is made",
    arguments: [
      Data("une phrase assez longue\net une autre ligne\n".utf8),
      Data("une phrase en latin ".utf8) + Data([0xE0]),
      Data("une phrase \u{7}assez longue".utf8),
    ])
  func untypable(_ phrase: Data) throws {
    let office = try Office()
    try phrase.write(to: office.file("odd"))
    try office.found("a", "Ormeval", worker: "Claire")
    let added = try office.run(
      "worker", "add", "Driss", "--role", "referent", "--new-passphrase-file", "odd", "--json",
      as: "operator")
    #expect(added.lastError == #"{"error":"untypablePassphrase","exit":64}"#, "\(added)")
    #expect(try office.done("worker", "list", as: "operator").list().count == 1)
  }

  @Test(
    "A name that is read as somebody else's is taken",
    arguments: [
      "Élodie", "E\u{301}lodie", "Élodie ", "É\u{200B}lodie", "ÉLODIE", "Elodie", "\u{202E}Élodie",
      "É\u{AD}lodie", "Ｅlodie", "Él\u{FE0F}odie",
    ])
  func alike(_ name: String) throws {
    let made = try Template.copy()
    let office = made.office
    _ = try office.done(
      "worker", "add", "Élodie", "--role", "referent", "--new-passphrase-file", "driss",
      as: "operator")
    let again = try office.run(
      "worker", "add", name, "--role", "referent", "--new-passphrase-file", "driss", "--json",
      as: "operator")
    #expect(again.lastError == #"{"error":"workerExists","exit":73}"#)
  }

  @Test(
    "A name of which nothing is seen names nobody",
    arguments: ["\u{200B}\u{200D}", "\u{3164}", " \u{2060} ", "\u{202E}", "\u{2800}"])
  func invisible(_ name: String) throws {
    let office = try Template.copy().office
    for command in [
      ["case", "open", "--name", name, "--json"],
      [
        "worker", "add", name, "--role", "referent", "--new-passphrase-file", "driss", "--json",
      ],
    ] {
      let answer = try office.start(
        command, as: command[0] == "case" ? "claire" : "operator"
      ).wait()
      #expect(answer.lastError == #"{"error":"empty","exit":64}"#)
    }
  }

  @Test("A name is kept composed, with its blanks in order and nothing hidden in it")
  func tidy() throws {
    let office = try Template.copy().office
    _ = try office.openCase("  Jose\u{301}\u{200B}  \u{202E}Pe\u{301}rez\t")
    let names = try office.done("case", "list").list().compactMap { $0["name"] as? String }
    let kept = try #require(names.first { $0.hasPrefix("Jos") })
    #expect(
      Array(kept.unicodeScalars)
        == Array("José Pérez".precomposedStringWithCanonicalMapping.unicodeScalars))
  }

  @Test("Nobody is admitted without the digits of one device, read on it")
  func admission() throws {
    let office = try Template.copy().office
    let added = try office.run(
      "worker", "add", "Driss", "--role", "referent", "--new-passphrase-file", "driss",
      as: "operator")
    let bare = try office.run("worker", "admit", "Driss", "--as", "Claire", "--json")
    #expect(bare.lastError == #"{"error":"deviceNotNamed","exit":64}"#)
    let digits = try #require(added.out.firstMatch(of: /\d{5}-\d{5}-\d{5}-\d{5}/)).output
    #expect(bare.err.contains(digits))
    let waiting = try office.run("case", "list", "--as", "Driss", as: "driss")
    #expect(waiting.code == 77 && waiting.err.contains(digits))
    let wrong = try office.run(
      "worker", "admit", "Driss", "--device", "00000-00000-00000-00000", "--as", "Claire", "--json")
    #expect(wrong.lastError == #"{"error":"unknownDevice","exit":66}"#)
    let states = try office.done("worker", "list", "--as", "Claire").list().map {
      "\($0["name"] ?? "") \($0["state"] ?? "")"
    }
    #expect(states.sorted() == ["Claire admitted", "Driss added"])
    _ = try office.done("worker", "admit", "Driss", "--device", String(digits), "--as", "Claire")
    #expect(try office.run("case", "list", "--as", "Driss", as: "driss").code == 0)
    let list = try office.run("worker", "list", as: "operator").out
    #expect(list.contains(digits) && list.contains("(ici)"))
  }

  @Test("Each is told what the other one does, not about Caps Lock")
  func wrongHat() throws {
    let office = try Template.copy().office
    #expect(
      try office.run("pair", "invite", "--json", as: "claire").lastError
        == #"{"error":"operatorNeeded","exit":77}"#)
    // What both may see opens with either.
    #expect(try office.run("pair", "list", "--json", as: "claire").code == 0)
    #expect(
      try office.run("case", "list", "--json", as: "operator").lastError
        == #"{"error":"workerNeeded","exit":77}"#)
    #expect(
      try office.run("case", "list", "--json", as: "driss").lastError
        == #"{"error":"wrongPassphrase","exit":77}"#)
  }

  @Test("A folder that others may enter is closed to them, and no link in it is followed")
  func openFolder() throws {
    let office = try Office()
    let manager = FileManager.default
    try manager.createDirectory(at: office.file("a"), withIntermediateDirectories: true)
    try manager.setAttributes([.posixPermissions: 0o777], ofItemAtPath: office.file("a").path)
    try Data("precious".utf8).write(to: office.file("victim"))
    try manager.createSymbolicLink(
      at: office.file("a/incarnation.new"), withDestinationURL: office.file("victim"))
    try office.found("a", "Ormeval", worker: "Claire")
    let mode = try manager.attributesOfItem(atPath: office.file("a").path)[.posixPermissions]
    #expect(mode as? Int == 0o700)
    #expect(try String(contentsOf: office.file("victim"), encoding: .utf8) == "precious")
  }

  @Test("A notebook that was opened to others is closed to them at the next command")
  func openedFolder() throws {
    let office = try Template.copy().office
    let manager = FileManager.default
    // Somebody reads meanwhile, so that the log stands there.
    let reading = try office.start(["serve", "--listen", "127.0.0.1:0", "--json"], as: nil)
    defer { reading.kill() }
    _ = try reading.firstLine()
    let before = try office.run("case", "list")
    let files = ["a/ledger.db", "a/ledger.db-wal", "a/boot.key"]
    func mode(_ name: String) throws -> Int? {
      try manager.attributesOfItem(atPath: office.file(name).path)[.posixPermissions] as? Int
    }
    for name in files {
      try manager.setAttributes([.posixPermissions: 0o664], ofItemAtPath: office.file(name).path)
    }
    try manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: office.file("a").path)
    let told = try office.run("case", "list")
    #expect(told.code == 0 && told.err == before.err, "\(told)")
    for name in files { #expect(try mode(name) == 0o600, "\(name)") }
    #expect(try mode("a") == 0o700)
    // What stands behind a link is somebody else’s affair.
    try manager.moveItem(at: office.file("a/boot.key"), to: office.file("key"))
    try manager.setAttributes([.posixPermissions: 0o644], ofItemAtPath: office.file("key").path)
    try manager.createSymbolicLink(
      at: office.file("a/boot.key"), withDestinationURL: office.file("key"))
    #expect(try office.run("case", "list").code == 0)
    #expect(try mode("key") == 0o644)
    // What only the owner lacks stays lacking.
    try manager.setAttributes([.posixPermissions: 0o555], ofItemAtPath: office.file("a").path)
    #expect(try office.run("case", "list").code == 0)
    #expect(try mode("a") == 0o500)
    try manager.setAttributes([.posixPermissions: 0o700], ofItemAtPath: office.file("a").path)
  }

  @Test("No passphrase stays in the memory of serve, and no core file will hold what does")
  func memory() throws {
    let office = try Office()
    let phrase = "cafés naïfs de l’été prochain"
    try Data((phrase.decomposedStringWithCanonicalMapping + "\n").utf8).write(
      to: office.file("claire"))
    try office.found("a", "Ormeval", worker: "Claire")
    for (person, words) in [
      ("claire", [phrase, phrase.decomposedStringWithCanonicalMapping]),
      ("operator", ["the long passphrase of operator"]),
    ] {
      let serve = try office.start(["serve", "--listen", "127.0.0.1:0", "--json"], as: person)
      defer { serve.kill() }
      #expect(try serve.firstLine().contains("listen"))
      let memory = ProcessMemory(process: serve.identifier)
      #expect(try memory.occurrences(of: words).allSatisfy { $0 == 0 })
      // What the program does hold is found, so the search can fail.
      #expect(try memory.occurrences(of: [person]).allSatisfy { $0 > 0 })
      let limits = try String(
        contentsOfFile: "/proc/\(serve.identifier)/limits", encoding: .utf8)
      #expect(limits.contains(/Max core file size +0 +0/))
    }
  }
}
