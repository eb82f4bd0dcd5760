import Foundation
import Testing

@Suite("An older copy put back where it stood is noticed", .serialized, .timeLimit(.minutes(30)))
struct PutBackTests {
  /// How an older copy, `b.old`, takes the place of the home `b`.
  enum Manner: String, CaseIterable {
    /// Again and again, so that the file system gives the number of the deleted file again, if it does that at all.
    case deletedAndCopied = """
      before=$(stat -c %i b/ledger.db)
      for turn in $(seq 50); do
        rm -rf b && cp -a b.old b || exit 1
        [ "$(stat -c %i b/ledger.db)" = "$before" ] && exit 0
      done
      true
      """
    case overwritten = "rm -f b/*-wal b/*-shm && cp -a b.old/. b/"
  }

  @Test(
    "Its notes come back from the other service, nothing is claimed before, and a withdrawal stays",
    arguments: Manner.allCases)
  func putBack(_ manner: Manner) throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Rose", home: "b", as: "driss")
    func write(_ text: String) throws {
      _ = try office.addNote(text + "\n", to: file, home: "b", as: "driss")
    }
    func give(_ volet: String) throws -> String {
      try office.done(
        "consent", "give", file, "--to", "Ormeval", "--volets", volet, "--until", "2099-01-31",
        "--proof", "letter", "--explained-in", "fr", "--past", "all", home: "b", as: "driss"
      ).text("consent")
    }
    func texts(_ home: String, _ person: String, _ place: String) throws -> Set<String> {
      let notes = try office.done("note", "list", place, home: home, as: person).list()
      return Set(
        try notes.map {
          let id = try #require($0["note"] as? String)
          return try office.done("note", "show", id, home: home, as: person).text("text")
        })
    }
    _ = try give("droits")
    let contact = try give("contact")
    try write("Avant la copie.")
    _ = try town.sync()
    #expect(try office.shell("cp -a b b.old").code == 0)
    try write("Après la copie.")
    _ = try office.done("consent", "withdraw", contact, home: "b", as: "driss")
    _ = try town.sync()
    let put = try office.shell(manner.rawValue)
    #expect(put.code == 0, "\(put)")

    let read = try office.run("note", "list", file, home: "b", as: "driss")
    #expect(read.code == 0, "\(read)")
    #expect(read.err.contains("ont été relus"), "\(read)")
    #expect(try texts("b", "driss", file) == ["Avant la copie.\n", "Après la copie.\n"])
    let consents = try office.done("consent", "list", file, home: "b", as: "driss").list()
    let withdrawn = try #require(consents.first { $0["consent"] as? String == contact })
    #expect(withdrawn["status"] as? String != "given", "\(withdrawn)")

    try write("Ensuite.")
    #expect(try town.sync()["rootsEqual"] as? Bool == true)
    let share = try #require(
      try office.done("case", "list", "--received").list().first?["shared"] as? String)
    let all: Set = ["Avant la copie.\n", "Après la copie.\n", "Ensuite.\n"]
    #expect(try texts("a", "claire", share) == all)
    #expect(try texts("b", "driss", file) == all)
    for (home, person) in [("a", "claire"), ("b", "driss")] {
      let verified = try office.run("verify", home: home, as: person)
      #expect(verified.code == 0, "\(verified)")
    }
  }

  @Test(
    "Whom it had ended stays ended, and what was agreed to since is listed and can be taken back")
  func forgotEnding() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    func driss(_ arguments: String..., input: String = "") throws -> Program.Answer {
      try office.start(
        arguments + ["--as", "Driss"], home: "b", as: "driss", input: Data(input.utf8)
      ).wait()
    }
    let file = try office.openCase("Rose", home: "b", as: "driss")
    let added = try office.done(
      "worker", "add", "Lila", "--role", "referent", "--new-passphrase-file", "operator",
      home: "b", as: "operator")
    let devices = try #require(added.json() as? [String: Any])["devices"] as? [[String: Any]]
    let digits = try #require(devices?.first?["device"] as? String)
    #expect(try driss("worker", "admit", "Lila", "--device", digits).code == 0)
    _ = try town.sync()
    #expect(try office.shell("cp -a b b.old").code == 0)

    _ = try office.done("worker", "end", "Lila", home: "b", as: "operator")
    let given = try driss(
      "consent", "give", file, "--to", "Ormeval", "--volets", "logement", "--until", "2027-10-01",
      "--proof", "letter", "--explained-in", "fr", "--past", "all")
    #expect(given.code == 0, "\(given)")
    _ = try driss(
      "note", "add", file, "--volet", "logement", "--title", "Toit", "-", input: "Un mot.\n")
    _ = try town.sync()
    let share = try #require(
      try office.done("case", "list", "--received").list().first?["shared"] as? String)
    #expect(try office.done("note", "list", share).list().count == 1)
    #expect(try office.shell(Manner.overwritten.rawValue).code == 0)

    let list = try driss("consent", "list", "Rose")
    #expect(list.code == 0 && list.out.contains("retrouvé par l’autre service"), "\(list)")
    #expect(!list.out.contains("seulement à partir de l’accord"), "\(list)")
    // What its paper says is not known any more: it is refused in words of its own, by name and by number.
    let again = try driss("consent", "list", "Rose", "--json").list()
    let number = try #require(again.first?["consent"] as? String)
    for named in ["Rose", number, String(number.prefix(8))] {
      let paper = try driss("consent", "receipt", named, "--json")
      #expect(paper.lastError == #"{"error":"paperForgotten","exit":66}"#, "\(paper)")
      #expect(paper.out.isEmpty && paper.err.contains("L’accord vaut toujours"), "\(paper)")
    }
    let lila = try office.start(
      ["case", "list", "--as", "Lila"], home: "b", as: "operator", input: Data()
    ).wait()
    #expect(lila.code != 0 && lila.err.contains("a pris fin"), "\(lila)")
    let written = try driss(
      "note", "add", file, "--volet", "logement", "--title", "Encore", "-", input: "Deux.\n")
    #expect(written.out.contains("Sera transmis à : Ormeval"), "\(written)")
    _ = try town.sync()
    #expect(try office.done("note", "list", share).list().count == 2)
    let withdrawn = try driss("consent", "withdraw", "Rose")
    #expect(withdrawn.code == 0 && withdrawn.out.contains("Retrait enregistré"), "\(withdrawn)")
    _ = try town.sync()
    #expect(try office.done("case", "list", "--received").list().isEmpty)
    let verified = try driss("verify")
    #expect(verified.code == 0, "\(verified)")
  }
}
