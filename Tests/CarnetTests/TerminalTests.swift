import Foundation
import Testing

/// A person at a terminal: `script` of util-linux gives the program one, `timeout` bounds every wait.
extension Office {
  /// A shell line on a terminal of 80 columns and some rows; what was typed is `keys`.
  func atTerminal(_ line: String, keys: String = "", rows: Int = 24, editor: String? = nil) throws
    -> Program.Answer
  {
    var script = "#!/bin/bash\nstty rows \(rows) cols 80\nunset EDITOR VISUAL PAGER\n"
    if let editor { script += "export EDITOR='\(editor)'\n" }
    script += line + "\n"
    try Data(script.utf8).write(to: file("line.sh"))
    try Data(keys.utf8).write(to: file("keys"))
    // The typist waits for a sign of the program before each line, never for the clock.
    return try shell(
      "timeout -k 5 60 script -qec 'bash line.sh' /dev/null < keys | tr -d '\\r' | cat -v")
  }
}

@Suite("At a terminal")
struct TerminalTests {
  @Test("A note without text says how to end it, and takes what is typed")
  func typed() throws {
    let made = try Template.copy()
    let answer = try made.office.atTerminal(
      "carnet note add \(made.file) --volet droits --lang en; echo code $?",
      keys: "One line.\n\u{4}")
    #expect(answer.out.contains("Ctrl-D"), "\(answer)")
    #expect(answer.out.contains("Saved on this device."), "\(answer)")
    #expect(answer.out.contains("code 0"), "\(answer)")
    let notes = try made.office.done("note", "list", made.file).list()
    #expect(notes.count == 2)
  }

  @Test("With EDITOR the text is written there, and no file is left")
  func editor() throws {
    let made = try Template.copy()
    try Data("#!/bin/sh\necho 'From the editor.' > \"$2\"\necho \"$2\" > where\n".utf8)
      .write(to: made.office.file("edit.sh"))
    let answer = try made.office.atTerminal(
      "carnet note add \(made.file) --volet droits --title Edited --lang en; echo code $?",
      editor: "sh ./edit.sh --wait")
    #expect(answer.out.contains("code 0"), "\(answer)")
    let place = try String(contentsOf: made.office.file("where"), encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(!FileManager.default.fileExists(atPath: place), "\(place)")
    #expect(!place.hasPrefix(made.office.folder.path) && !place.hasPrefix("/tmp"), "\(place)")
    let row = try #require(
      try made.office.done("note", "list", made.file).list().first {
        $0["title"] as? String == "Edited"
      })
    let note = try #require(row["note"] as? String)
    #expect(
      try made.office.done("note", "show", note).object()["text"] as? String
        == "From the editor.\n")
  }

  @Test("A text that cannot be saved stays where the sentence says")
  func keptText() throws {
    let made = try Template.copy()
    try Data("#!/bin/sh\necho 'Words to keep.' > \"$1\"\n".utf8)
      .write(to: made.office.file("edit.sh"))
    let answer = try made.office.atTerminal(
      "carnet note add ffffffff --volet droits --lang en; echo code $?",
      editor: "sh ./edit.sh")
    #expect(answer.out.contains("code 66"), "\(answer)")
    let kept = try #require(
      answer.out.firstMatch(of: #/kept in [^\/]*(\/\S+note\.txt)/#), "\(answer)")
    let path = String(kept.1)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "Words to keep.\n")
    try FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
  }

  @Test("An editor that fails saves nothing")
  func failingEditor() throws {
    let made = try Template.copy()
    let answer = try made.office.atTerminal(
      "carnet note add \(made.file) --volet droits --json; echo code $?", editor: "false")
    #expect(answer.out.contains(#"{"error":"editorFailed","exit":74}"#), "\(answer)")
    #expect(answer.out.contains("code 74"))
    #expect(try made.office.done("note", "list", made.file).list().count == 1)
  }

  @Test("A page longer than the terminal goes through the pager, a short one and JSON do not")
  func pager() throws {
    let made = try Template.copy()
    let pager = "export PAGER='sed s/^/PAGED:/';"
    let long = try made.office.atTerminal("\(pager) carnet --help", rows: 10)
    #expect(long.out.contains("PAGED:"), "\(long)")
    let short = try made.office.atTerminal("\(pager) carnet case list", rows: 24)
    #expect(!short.out.contains("PAGED:") && short.out.contains("Samira"), "\(short)")
    let json = try made.office.atTerminal("\(pager) carnet log --json", rows: 1)
    #expect(!json.out.contains("PAGED:"), "\(json)")
    let piped = try made.office.atTerminal("\(pager) carnet --help | cat", rows: 10)
    #expect(!piped.out.contains("PAGED:"), "\(piped)")
    let absent = try made.office.atTerminal("export PAGER=no-such-pager; carnet --help", rows: 10)
    #expect(absent.out.contains("COMMANDES"), "\(absent)")
  }

  @Test("The pager keeps no history, starts nothing and writes nothing")
  func securePager() throws {
    let made = try Template.copy()
    let answer = try made.office.atTerminal(
      "export PAGER='env | grep ^LESS; cat >/dev/null'; carnet --help", rows: 10)
    #expect(answer.out.contains("LESSSECURE=1"), "\(answer)")
    #expect(answer.out.contains("LESSHISTFILE=-"), "\(answer)")
  }
}
