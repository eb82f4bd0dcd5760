import Foundation
import Testing

/// A name that was received never silently means somebody of our own who is called almost so.
@Suite("A name is not somebody else's")
struct SomebodyElseTests {
  @Test(
    "The name of a received person does not open the case file of another whose name begins like it"
  )
  func beginning() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    _ = try office.done("person", "edit", stage.file, "--name", "Samira Z.", "--born", "1991")
    _ = try stage.give("droits")
    try stage.write("droits", "Reçu.")
    _ = try stage.town.sync()
    let own = try office.done(
      "case", "open", "--name", "Samira Zed", "--born", "1970", home: "b", as: "driss"
    ).text("case")
    _ = try office.addNote("Une autre femme.", to: own, home: "b", as: "driss")
    let list = try office.run("note", "list", "Samira Z.", home: "b", as: "driss")
    #expect(list.out.contains("Personne : Samira Z., naissance : 1991"), "\(list)")
    let notes = try office.done("note", "list", "Samira Z.", home: "b", as: "driss").list()
    #expect(notes.count == 1 && notes.first?["service"] as? String == "Ormeval", "\(notes)")
    let expected = #"{"error":"severalPeople","exit":64}"#
    for command in [
      ["case", "close", "Samira Z."], ["consent", "list", "Samira Z."],
      ["export", "Samira Z.", "--format", "text", "--out", "copie.txt"],
      ["note", "list", "Samira"],
    ] {
      let answer = try office.start(command + ["--json"], home: "b", as: "driss").wait()
      #expect(answer.lastError == expected, "\(command): \(answer)")
      #expect(answer.err.contains("1991") && answer.err.contains("1970"), "\(answer)")
    }
    #expect(!FileManager.default.fileExists(atPath: office.file("copie.txt").path))
    _ = try office.addNote("Toujours ouvert.", to: own, home: "b", as: "driss")
    let right = try office.run(
      "export", "Samira Z. 1970", "--format", "text", "--out", "copie.txt", home: "b", as: "driss")
    #expect(right.code == 0 && right.out.contains("Personne : Samira Zed"), "\(right)")
  }

  @Test(
    "Of somebody whose share is linked, her name lists what was received with what was written here"
  )
  func linked() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    _ = try stage.give("droits", "--past", "all")
    try stage.write("droits", "Reçu.")
    _ = try stage.town.sync()
    let own = try office.openCase("Samira Delacroix", home: "b", as: "driss")
    let apart = try office.run("note", "list", "Samira", "--json", home: "b", as: "driss")
    #expect(apart.lastError == #"{"error":"severalPeople","exit":64}"#, "\(apart)")
    let share = try #require(try stage.received().first?["shared"] as? String)
    _ = try office.done("case", "link", share, own, home: "b", as: "driss")
    let received = try office.done("note", "list", "Samira", home: "b", as: "driss").list()
    #expect(received.map { $0["service"] as? String } == ["Ormeval"], "\(received)")
    _ = try office.addNote("D’ici.", to: own, home: "b", as: "driss")
    let both = try office.done("note", "list", "Samira", home: "b", as: "driss").list()
    #expect(both.map { $0["service"] as? String } == ["Ormeval", "Oseille"], "\(both)")
    #expect(try office.done("note", "list", own, home: "b", as: "driss").list().count == 1)
  }
}
