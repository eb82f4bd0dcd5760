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
}
