import Foundation
import Testing

@Suite("People who come back, and the devices that they work on", .timeLimit(.minutes(30)))
struct DevicesOfPeopleTests {
  /// A laptop `c` of the first service, on which `name` works, admitted.
  private func laptop(_ town: TwoServicesTests.Town, _ name: String) throws {
    _ = try town.join("c")
    try enrol(town, name)
  }

  private func enrol(
    _ town: TwoServicesTests.Town, _ name: String, as typed: String? = nil,
    passphrase: String = "operator"
  ) throws {
    let office = town.office
    _ = try office.done(
      "worker", "add", typed ?? name, "--role", "referent", "--new-passphrase-file", passphrase,
      home: "c", as: "operator")
    _ = try office.done("sync", home: "c", as: nil)
    _ = try office.admit(typed ?? name)
    _ = try office.done("sync", home: "c", as: nil)
  }

  @Test(
    "Somebody whose access was ended is enrolled again under her name on her own device, wherever it was ended",
    arguments: [["a"], ["c"], ["a", "c"]])
  func again(endedOn homes: [String]) throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    try laptop(town, "Élodie")
    let sheet = try office.done("worker", "recovery", "--as", "Élodie", home: "c", as: "operator")
    for home in homes {
      _ = try office.done("worker", "end", "Élodie", home: home, as: "operator")
    }
    _ = try office.done("sync", home: "c", as: nil)
    let refused = try office.run("case", "list", "--as", "Élodie", home: "c", as: "operator")
    #expect(refused.code == 77 && refused.err.contains("l’opérateur l’ajoute de nouveau"))
    // As it is read, not as it is written; with a passphrase of its own.
    try enrol(town, "Élodie", as: "Elodie", passphrase: "claire")
    let back = try office.run("case", "list", "--as", "elodie", home: "c", as: "claire")
    #expect(back.code == 0, "\(back)")
    #expect(try office.run("case", "list", "--as", "Élodie", home: "c", as: "operator").code == 77)
    let codes = sheet.err.split(separator: "\n").filter { $0.hasPrefix("    ") }.joined()
    try Data(codes.utf8).write(to: office.file("sheet"))
    let void = try office.run(
      "case", "list", "--as", "Elodie", "--json", home: "c", as: "sheet")
    #expect(void.lastError == #"{"error":"recoveryVoid","exit":77}"#, "\(void)")
    for told in [
      try office.run("sync", home: "c", as: nil), try office.run("status", home: "c", as: nil),
    ] { #expect(!(told.out + told.err).contains("a pris fin"), "\(told)") }
    // And ended once more, she is told so.
    _ = try office.done("worker", "end", "Elodie", as: "operator")
    let last = try office.run("sync", home: "c", as: nil)
    #expect(last.err.contains("« Elodie » a pris fin"), "\(last)")
  }

  @Test("Who works on another device, or worked here once, is not told to be nobody")
  func elsewhere() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    try laptop(town, "Lila")
    let there = try office.run("case", "list", "--as", "lila")
    #expect(
      there.code == 66 && there.err.contains("« Lila » travaille dans ce service"), "\(there)")
    #expect(there.err.contains("carnet intervenant appareil") && there.err.contains("--code"))
    let nobody = try office.run("case", "list", "--as", "Personne", "--json")
    #expect(nobody.lastError == #"{"error":"unknownWorker","exit":66}"#)
    let ended = try office.run("worker", "end", "Lila", as: "operator")
    #expect(ended.code == 0 && ended.out.contains("a pris fin"), "\(ended)")
    let again = try office.run("worker", "end", "lila", as: "operator")
    #expect(again.code == 0 && again.out.contains("avait déjà pris fin le "), "\(again)")
    #expect(again.out.contains("Rien n’a été changé"))
    for answer in [
      try office.run("case", "list", "--as", "Lila", "--json"),
      try office.run("worker", "admit", "Lila", "--as", "Claire", "--json"),
    ] { #expect(answer.lastError == #"{"error":"endedWorker","exit":77}"#, "\(answer)") }
    // Without the key of the machine nobody knows who works where: nothing is said of it.
    try FileManager.default.removeItem(at: office.file("a/boot.key"))
    let unknown = try office.run("case", "list", "--as", "Lila", "--json")
    #expect(unknown.lastError == #"{"error":"workerNotHere","exit":66}"#, "\(unknown)")
  }

  @Test("The digits of a device that is ended are told as that, whoever works on another one")
  func endedDigits() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    try laptop(town, "Lila")
    let old = try digitsOf("Lila", office)
    _ = try office.done("worker", "end", "Lila", as: "operator")
    _ = try office.done("sync", home: "c", as: nil)
    // Enrolled again, as somebody new, not admitted yet.
    _ = try office.done(
      "worker", "add", "Lila", "--role", "referent", "--new-passphrase-file", "claire", home: "c",
      as: "operator")
    _ = try office.done("sync", home: "c", as: nil)
    let answer = try office.run("worker", "admit", "Lila", "--device", old, "--as", "Claire")
    #expect(answer.code == 77, "\(answer)")
    #expect(answer.err.contains("« Lila » par l’appareil \(old) a pris fin"), "\(answer)")
    #expect(!answer.err.contains("sous son nom"), "\(answer)")
    // Her own further device, ended, beside the one that works.
    let claire = try digits(office, "c")
    _ = try office.done("worker", "end", "Claire", "--device", claire, as: "operator")
    let hers = try office.run(
      "worker", "admit", "Claire", "--device", claire, "--as", "Claire", "--json")
    #expect(hers.lastError == #"{"error":"deviceEnded","exit":77}"#, "\(hers)")
    // What it says to do is done.
    #expect(try office.admit("Lila").code == 0)
  }

  private func digitsOf(_ name: String, _ office: Office) throws -> String {
    let workers = try office.done("worker", "list", "--as", "Claire").list()
    let devices = workers.filter { $0["name"] as? String == name }
      .flatMap { $0["devices"] as? [[String: Any]] ?? [] }
    return try #require(devices.first?["device"] as? String)
  }

  @Test("A further device keeps the name and the role of who works on it, and ends by itself")
  func furtherDevice() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    try laptop(town, "Lila")
    _ = try office.done(
      "worker", "end", "Claire", "--device", try digits(office, "c"), as: "operator")
    _ = try office.done("sync", home: "c", as: nil)
    #expect(try office.run("case", "list").code == 0)
    #expect(try office.run("case", "list", "--as", "Claire", home: "c", as: "driss").code == 77)
    let code = try office.done("worker", "device", "--as", "Claire").text("code")
    func add(_ name: String, _ more: String...) throws -> Program.Answer {
      try office.start(
        ["worker", "add", name, "--code", code, "--new-passphrase-file", "driss"] + more,
        home: "c", as: "operator"
      ).wait()
    }
    let other = try add("claire", "--role", "stagiaire")
    #expect(other.code == 64 && other.err.contains("référent·e"), "\(other)")
    #expect(other.err.contains("carnet intervenant terminer"), "\(other)")
    let added = try add("claire")
    #expect(added.code == 0 && added.out.contains("Claire (référent·e)"), "\(added)")
    _ = try office.done("sync", home: "c", as: nil)
    let list = try office.done("worker", "list", "--as", "Claire").list()
    #expect(
      list.map { "\($0["name"] ?? "") \($0["role"] ?? "")" }.sorted()
        == ["Claire referent", "Lila referent"])
    _ = try office.admit("Claire")
    _ = try office.done("sync", home: "c", as: nil)
    #expect(try office.run("case", "list", "--as", "Claire", home: "c", as: "driss").code == 0)
    try endedHereAlone(town, add)
    let whole = try office.run("worker", "end", "Claire", as: "operator")
    #expect(whole.out.contains("tous ses appareils"), "\(whole)")
    let nothing = try office.run(
      "worker", "add", "Awa", "--new-passphrase-file", "driss", "--json", as: "operator")
    #expect(nothing.lastError == #"{"error":"usage","exit":64}"#, "\(nothing)")
  }

  /// Claire's device of `c` ends, and nothing else of her access: what is told there is so, and what it advises works.
  private func endedHereAlone(
    _ town: TwoServicesTests.Town, _ add: (String, String...) throws -> Program.Answer
  ) throws {
    let office = town.office
    for home in ["a", "c"] {
      _ = try office.done(
        "worker", "end", "Claire", "--device", try digits(office, "c"), home: home, as: "operator")
      _ = try office.done("sync", home: "c", as: nil)
      let refused = try office.run("case", "list", "--as", "Claire", home: "c", as: "driss")
      #expect(refused.code == 77 && refused.err.contains("par cet appareil a pris fin"))
      #expect(refused.err.contains("--code"), "\(refused)")
      #expect(!refused.err.contains("l’ajoute de nouveau"), "\(refused)")
      let json = try office.run("case", "list", "--as", "Claire", "--json", home: "c", as: "driss")
      #expect(json.lastError == #"{"error":"endedByDevice","exit":77}"#, "\(json)")
      // Of who was ended here nothing is left that could be told at each opening.
      if home == "a" {
        let status = try office.run("status", home: "c", as: nil).out
        #expect(status.contains("« Claire » par cet appareil a pris fin"), "\(status)")
        #expect(status.contains("L’accès par un autre appareil reste"), "\(status)")
      }
      #expect(try add("claire").code == 0)
      _ = try office.done("sync", home: "c", as: nil)
      _ = try office.admit("Claire")
      _ = try office.done("sync", home: "c", as: nil)
      #expect(try office.run("case", "list", "--as", "Claire", home: "c", as: "driss").code == 0)
    }
  }

  /// Digits of Claire's device that is not here.
  private func digits(_ office: Office, _ home: String) throws -> String {
    let claire = try office.done("worker", "list", "--as", "Claire").list()
      .first { $0["name"] as? String == "Claire" }
    let devices = try #require(claire?["devices"] as? [[String: Any]])
    let away = devices.first { $0["here"] as? Bool == false && $0["state"] as? String != "ended" }
    return try #require(away?["device"] as? String)
  }

  @Test("A second recovery sheet says that the first one is void, and the first one says so too")
  func recovery() throws {
    let office = try Template.copy().office
    func sheet(_ name: String) throws -> String {
      let page = try office.run("worker", "recovery").out
      let code = page.split(separator: "\n").filter { $0.hasPrefix("    ") }.joined()
      try Data(code.utf8).write(to: office.file(name))
      return page
    }
    let first = try sheet("first")
    #expect(!first.contains("détruisez"), "\(first)")
    #expect(first.contains("à la place de la phrase de passe") && first.contains("remplace"))
    #expect(try office.run("case", "list", as: "first").code == 0)
    let second = try sheet("second")
    #expect(second.contains("n’ouvre plus rien : détruisez-la"), "\(second)")
    #expect(try office.run("case", "list", as: "second").code == 0)
    let void = try office.run("case", "list", as: "first")
    #expect(void.code == 77 && void.err.contains("une nouvelle remplace l’ancienne"), "\(void)")
    #expect(!void.err.contains("touche majuscule"), "\(void)")
    let help = try office.run("worker", "recovery", "--help").out
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(help.contains("remplace") && help.contains("à la place de la phrase"), "\(help)")
  }
}
