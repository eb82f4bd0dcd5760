import Foundation
import Testing

/// Somebody whose command is killed under her editor, in one office.
private final class Interruption {
  let office: Office
  let file: String
  let note: String

  init() throws {
    let made = try Template.copy()
    (office, file, note) = (made.office, made.file, made.note)
  }

  deinit {
    // Where the test took it up, nothing is left.
    if let folder = try? folder { try? FileManager.default.removeItem(atPath: folder) }
  }

  /// Of the last text that an editor opened on.
  var folder: String {
    get throws {
      let path = try String(contentsOf: office.file("where"), encoding: .utf8)
        .trimmingCharacters(in: .whitespacesAndNewlines)
      return (path as NSString).deletingLastPathComponent
    }
  }

  var isThere: Bool { get throws { FileManager.default.fileExists(atPath: try folder) } }

  /// Opens the editor on a text, does something to the file in it, and is killed with it: the shell line of an editor is the
  /// child of the program.
  func kill(_ command: String, while writing: String) throws {
    let answer = try write(
      command,
      "\(writing)\nread -r line < /proc/$PPID/stat\nset -- $line\nkill -9 $4\n")
    #expect(answer.out.contains("code 137"), "\(answer)")
  }

  /// The same, left as it should be.
  func write(_ command: String, _ writing: String, keys: String = "") throws -> Program.Answer {
    try Data("#!/bin/sh\necho \"$1\" > where\n\(writing)\n".utf8).write(to: office.file("edit.sh"))
    return try office.atTerminal(
      "\(command) --lang en; echo code $?", keys: keys, editor: "sh ./edit.sh")
  }

  /// What is said of the last text that an editor opened on.
  var mark: [String: Any] {
    get throws {
      let data = try Data(contentsOf: URL(fileURLWithPath: try folder + "/mark"))
      return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
  }

  /// As if it had been begun, or told of, at another time.
  func change(_ body: (inout [String: Any]) -> Void) throws {
    var changed = try mark
    body(&changed)
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: try folder + "/mark"))
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: JSONSerialization.data(withJSONObject: changed))
    try handle.close()
  }

  func days(ago: Int64) -> Int64 {
    Int64(Date().timeIntervalSince1970 * 1000) - ago * 24 * 60 * 60 * 1000
  }

  var add: String { "carnet note add \(file) --volet droits" }

  /// What the next command of somebody says beside its answer.
  func heard(by person: String = "claire") throws -> String {
    let all = try office.run(
      "note", "list", file, "--lang", "en", "--as", person.capitalized, as: person
    ).err
    // That the home is a copy is said each time.
    return all.split(separator: "\n").filter { !$0.contains("comes from a copy") }
      .joined(separator: "\n")
  }

  func texts() throws -> [String] {
    try office.done("note", "list", file).list().map { row in
      let note = try #require(row["note"] as? String)
      return try office.done("note", "show", note).text("text")
    }
  }
}

@Suite("A text whose command was killed under the editor")
struct LeftDraftTests {
  @Test("It is told once, with what it is written for, and gone on with by the same command")
  func takenUp() throws {
    let stage = try Interruption()
    // Nobody tells of it while she writes.
    try stage.kill(
      stage.add,
      while: "echo 'First line.' > \"$1\"\ncarnet note list \(stage.file) --lang en 2> during")
    let during = try String(contentsOf: stage.office.file("during"), encoding: .utf8)
    #expect(!during.contains("was not saved"), "\(during)")
    let told = try stage.heard()
    #expect(told.contains("was not saved"), "\(told)")
    #expect(told.contains("Samira Delacroix"), "\(told)")
    #expect(told.contains(try stage.folder), "\(told)")
    #expect(told.contains("carnet note add \(stage.file) --volet droits"), "\(told)")
    #expect(!told.contains("First line."), "\(told)")
    #expect(try stage.heard() == "")
    let answer = try stage.write(stage.add, "echo 'Second line.' >> \"$1\"", keys: "y\n")
    #expect(answer.out.contains("code 0"), "\(answer)")
    #expect(try stage.texts().contains("First line.\nSecond line.\n"))
    #expect(try !stage.isThere)
  }

  @Test("It is thrown away only where she says so")
  func thrownAway() throws {
    let stage = try Interruption()
    try stage.kill(stage.add, while: "echo 'Not this.' > \"$1\"")
    let first = try stage.folder
    // Gone already where the test passes.
    defer { try? FileManager.default.removeItem(atPath: first) }
    _ = try stage.write(stage.add, "echo 'Another.' > \"$1\"", keys: "n\nn\n")
    #expect(FileManager.default.fileExists(atPath: first))
    _ = try stage.write(stage.add, "echo 'A third.' > \"$1\"", keys: "n\ny\n")
    #expect(!FileManager.default.fileExists(atPath: first))
    let texts = try stage.texts()
    #expect(texts.contains("Another.\n") && texts.contains("A third.\n"), "\(texts)")
    #expect(!texts.contains("Not this.\n"))
  }

  @Test("A colleague is told that it is there, and neither what it says nor of whom")
  func ofSomebodyElse() throws {
    let stage = try Interruption()
    _ = try stage.office.done(
      "worker", "add", "Driss", "--role", "juriste", "--new-passphrase-file", "driss",
      as: "operator")
    _ = try stage.office.admit("Driss")
    let add = "\(stage.add) --as Claire"
    try stage.kill(add, while: "echo 'For her alone.' > \"$1\"")
    let told = try stage.heard(by: "driss")
    #expect(told.contains("Claire was writing a text"), "\(told)")
    for hidden in ["For her alone.", "Samira", stage.file, try stage.folder] {
      #expect(!told.contains(hidden), "\(told)")
    }
    #expect(try stage.heard(by: "driss") == "")
    let offered = try stage.office.atTerminal(
      "CARNET_PASSPHRASE_FILE=driss \(stage.add) --as Driss --lang en; echo code $?", keys: "y\n",
      editor: "false")
    #expect(!offered.out.contains("Go on with"), "\(offered)")
    #expect(try stage.heard().contains("was not saved"))
  }

  @Test("Other words of a note start from what she read, whatever was written meanwhile")
  func editedMeanwhile() throws {
    let stage = try Interruption()
    let edit = "carnet note edit \(stage.note)"
    try stage.kill(edit, while: "sed -i 's/$/ Il écrit./' \"$1\"")
    #expect(try stage.heard().contains("carnet note edit \(stage.note)"))
    _ = try stage.office.done(
      "note", "edit", stage.note, "-", input: "Hier. Elle demande son acte de naissance.\n")
    let answer = try stage.write(edit, "true", keys: "y\n")
    #expect(answer.out.contains("code 0"), "\(answer)")
    #expect(
      try stage.office.done("note", "show", stage.note).text("text")
        == "Hier. Elle demande son acte de naissance. Il écrit.\n")
  }

  // Never 31
  @Test("Nothing is told of a file in which nobody wrote, and nothing of it is left")
  func unwritten() throws {
    let stage = try Interruption()
    try stage.kill("carnet note edit \(stage.note)", while: "true")
    #expect(try stage.isThere)
    #expect(try stage.heard() == "")
    #expect(try !stage.isThere)
  }

  @Test(
    "Its author is told again when its end is near, and nothing is left of it after the day that she was told, and never before"
  )
  func over() throws {
    let stage = try Interruption()
    try stage.kill(stage.add, while: "echo 'First line.' > \"$1\"")
    // Somebody who was away for months and was never told loses nothing.
    try stage.change { $0["begun"] = stage.days(ago: 100) }
    #expect(try stage.heard().contains("was not saved"))
    #expect(try stage.heard() == "")
    let kept = try #require(try stage.mark["until"] as? NSNumber)
    #expect(kept.int64Value > stage.days(ago: -6))
    // Told while it was new, and again in its last week.
    try stage.change {
      ($0["begun"], $0["until"]) = (stage.days(ago: 20), nil)
    }
    #expect(try stage.heard() == "")
    try stage.change { $0["begun"] = stage.days(ago: 24) }
    #expect(try stage.heard().contains("at the latest"))
    #expect(try stage.heard() == "")
    #expect(try stage.isThere)
    try stage.change { $0["until"] = stage.days(ago: 1) }
    let told = try stage.heard()
    #expect(told.contains("was thrown away"), "\(told)")
    #expect(try !stage.isThere)
    #expect(try stage.heard() == "")
  }

  @Test(
    "Her copy says that a draft about her exists, of which function and since when, and no word of it"
  )
  func inHerCopy() throws {
    let stage = try Interruption()
    try stage.kill(stage.add, while: "echo 'For her alone.' > \"$1\"")
    let first = try stage.folder
    defer { try? FileManager.default.removeItem(atPath: first) }
    try stage.kill("carnet note edit \(stage.note)", while: "echo 'Otherwise.' >> \"$1\"")
    let other = try stage.office.done("case", "open", "--name", "Idriss").text("case")
    let copy = try stage.office.run(
      "export", stage.file, "--format", "text", "--out", "-", "--lang", "en"
    ).out
    #expect(copy.components(separatedBy: "A draft about you exists").count == 3, "\(copy)")
    #expect(copy.contains("(referent, since"), "\(copy)")
    for hidden in ["For her alone.", "Otherwise."] { #expect(!copy.contains(hidden), "\(copy)") }
    let ofOther = try stage.office.run(
      "export", other, "--format", "text", "--out", "-", "--lang", "en"
    ).out
    #expect(!ofOther.contains("A draft about you"), "\(ofOther)")
  }

  @Test("With an open session it is told and gone on with as well")
  func inSession() throws {
    let stage = try Interruption()
    let session = try OpenSession(
      Template.Made(office: stage.office, file: stage.file, note: stage.note))
    let add = "env -u CARNET_PASSPHRASE_FILE \(stage.add)"
    try stage.kill(add, while: "echo 'First line.' > \"$1\"")
    let told = try session.run("note", "list", stage.file, "--lang", "en").err
    #expect(told.contains("Samira Delacroix"), "\(told)")
    let answer = try stage.write(add, "echo 'Second line.' >> \"$1\"", keys: "y\n")
    #expect(answer.out.contains("code 0"), "\(answer)")
    #expect(try stage.texts().contains("First line.\nSecond line.\n"))
    #expect(try !stage.isThere)
  }
}
