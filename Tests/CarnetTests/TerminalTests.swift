import Foundation
import Testing

/// A person at a terminal: `script` of util-linux gives the program one, `timeout` bounds every wait.
extension Office {
  /// A shell line on a terminal, where `key` is typed once the program has shown `sign`: a key that
  /// is a signal comes to whoever is there.
  func atTerminal(_ line: String, key: String, after sign: String) throws -> Program.Answer {
    let script =
      "#!/bin/bash\nstty rows 24 cols 80\nunset EDITOR VISUAL PAGER\ntrap : INT\n\(line)\n"
    try Data(script.utf8).write(to: file("line.sh"))
    try Data(sign.utf8).write(to: file("sign"))
    try Data(
      """
      sign=$(cat sign)
      rm -f typed; mkfifo typed; exec 3<>typed
      timeout -k 5 60 script -qec "bash line.sh" /dev/null <&3 | {
        LC_ALL=C
        seen=
        while IFS= read -r -d '' -N1 byte; do
          printf %s "$byte"
          seen+=$byte
          if [ -n "$sign" ] && [[ $seen == *"$sign"* ]]; then printf '\(key)' >&3; sign=; fi
        done
      } | tr -d '\\r' | cat -v

      """.utf8
    ).write(to: file("typist.sh"))
    return try shell("bash typist.sh")
  }

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

  // Never 31
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

  @Test("The words of a request are rewritten there too, from what was read")
  func rewritten() throws {
    let made = try Template.copy()
    let office = made.office
    try Data("I want my papers.\n".utf8).write(to: office.file("words"))
    let request = try office.done("request", "add", made.file, "--channel", "courrier", "words")
      .text("record")
    try Data("#!/bin/sh\nsed -i 's/papers/papers back/' \"$1\"\n".utf8)
      .write(to: office.file("edit.sh"))
    let answer = try office.atTerminal(
      "carnet request edit \(request) --lang en; echo code $?", editor: "sh ./edit.sh")
    #expect(answer.out.contains("code 0"), "\(answer)")
    let shown = try office.done("request", "show", request).object()
    let fields = try #require(shown["fields"] as? [String: Any])
    #expect(fields["words"] as? String == "I want my papers back.\n", "\(fields)")
    // Without an editor, and for a kind that has no text, nothing is to be done.
    #expect(try office.run("request", "edit", request, "--json").lastError.contains("nothingToDo"))
  }

  @Test("A text that cannot be saved stays where the sentence says")
  func keptText() throws {
    let made = try Template.copy()
    // Somebody closes the case file while she writes.
    try Data("#!/bin/sh\ncarnet case close \(made.file)\necho 'Words to keep.' > \"$1\"\n".utf8)
      .write(to: made.office.file("edit.sh"))
    let answer = try made.office.atTerminal(
      "carnet note add \(made.file) --volet droits --lang en; echo code $?",
      editor: "sh ./edit.sh")
    #expect(answer.out.contains("code 77"), "\(answer)")
    let kept = try #require(
      answer.out.firstMatch(of: #/kept in [^\/]*(\/\S+note\.txt)/#), "\(answer)")
    let path = String(kept.1)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "Words to keep.\n")
    try FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
  }

  /// What would be refused, and its code.
  static let hopeless = [
    ("note add ffffffff --volet droits", 66), ("note add CLOSED --volet droits", 77),
    ("note add FILE --volet equipe --as Driss", 77), ("note edit ffffffff -", 66),
    ("note edit GONE -", 66),
  ]

  @Test("What would be refused is refused before anybody writes", arguments: hopeless)
  func refusedFirst(_ line: String, _ code: Int) throws {
    let made = try Template.copy()
    let office = made.office
    let closed = try office.openCase("Awa Diop")
    let gone = try office.addNote("Rien.\n", to: made.file)
    _ = try office.done("note", "delete", gone)
    _ = try office.done("case", "close", closed)
    _ = try office.done(
      "worker", "add", "Driss", "--role", "juriste", "--new-passphrase-file", "driss",
      as: "operator")
    _ = try office.admit("Driss")
    try Data("#!/bin/sh\ntouch written\n".utf8).write(to: office.file("edit.sh"))
    let words = line.replacing("FILE", with: made.file).replacing("CLOSED", with: closed)
      .replacing("GONE", with: gone)
    let person =
      line.contains("Driss") ? "CARNET_PASSPHRASE_FILE=driss " : "CARNET_WORKER=Claire "
    let answer = try office.atTerminal(
      "\(person)carnet \(words) --lang en; echo code $?", keys: "Words.\n\u{4}",
      editor: "sh ./edit.sh")
    #expect(answer.out.contains("code \(code)"), "\(answer)")
    #expect(!answer.out.contains("Ctrl-D"), "\(answer)")
    #expect(!FileManager.default.fileExists(atPath: office.file("written").path))
  }

  @Test("A note is edited where it stands, from what was read there")
  func editedInPlace() throws {
    let made = try Template.copy()
    // A colleague writes while the editor is open: both stay.
    try Data(
      """
      #!/bin/sh
      cp "$1" before
      sed 's/$/ Il écrit./' "$1" > next
      carnet note edit \(made.note) --title 'Pendant ce temps' >/dev/null
      cat next > "$1"

      """.utf8
    ).write(to: made.office.file("edit.sh"))
    let answer = try made.office.atTerminal(
      "carnet note edit \(made.note) --lang en; echo code $?", editor: "sh ./edit.sh")
    #expect(answer.out.contains("code 0"), "\(answer)")
    #expect(
      try String(contentsOf: made.office.file("before"), encoding: .utf8)
        == "Elle demande son acte de naissance.\n")
    let note = try made.office.done("note", "show", made.note)
    #expect(try note.text("text") == "Elle demande son acte de naissance. Il écrit.\n")
    #expect(try note.text("title") == "Pendant ce temps")
    let unchanged = try made.office.atTerminal(
      "carnet note edit \(made.note); echo code $?", editor: "true")
    #expect(unchanged.out.contains("code 0"), "\(unchanged)")
    #expect(unchanged.out.contains("Rien n"), "\(unchanged)")
    #expect(!unchanged.out.contains("Enregistr"), "\(unchanged)")
    #expect(try made.office.done("note", "history", made.note).list().count == 3)
    let nowhere = try made.office.run("note", "edit", made.note, "--json")
    #expect(nowhere.lastError == #"{"error":"nothingToDo","exit":0}"#, "\(nowhere)")
  }

  /// What she answers to a refusal beside her consent, and how the consent stands afterwards.
  static let answers = [("oui\n", "withdrawn"), ("non\n", "given"), ("peut-être\nn\n", "given")]

  @Test(
    "A refusal beside a consent asks at a terminal, and does what is answered", arguments: answers)
  func refusal(_ keys: String, _ status: String) throws {
    let stage = try ConsentInHandsTests.Stage()
    let consent = try stage.give("droits")
    let answer = try stage.office.atTerminal(
      "carnet consent refuse \(stage.file) --to Oseille; echo code $?", keys: keys)
    #expect(answer.out.contains("code 0"), "\(answer)")
    let row = try stage.consents().first { $0["consent"] as? String == consent }
    #expect(row?["status"] as? String == status, "\(answer)")
    #expect(answer.out.contains("Retrait enregistr") == (status == "withdrawn"), "\(answer)")
  }

  @Test("Closing asks at a terminal whether she withdraws too; silence is no", arguments: answers)
  func closing(_ keys: String, _ status: String) throws {
    let stage = try ConsentInHandsTests.Stage()
    let consent = try stage.give("droits")
    let answer = try stage.office.atTerminal(
      "carnet case close \(stage.file); echo code $?", keys: keys)
    #expect(answer.out.contains("code 0"), "\(answer)")
    let row = try stage.consents().first { $0["consent"] as? String == consent }
    #expect(
      row?["status"] as? String == (status == "withdrawn" ? "withdrawn" : "ceased"), "\(answer)")
  }

  /// What she says to the end of what comes back, and which way the new consent goes.
  static let directions = [("oui\n", false), ("non\n", true), ("peut-être\n\nn\n", true)]

  @Test(
    "A consent beside an answer asks at a terminal whether that ends, and goes the way that is said",
    arguments: directions)
  func direction(_ keys: String, _ isBothWays: Bool) throws {
    let stage = try ConsentInHandsTests.Stage()
    let first = try answered(stage)
    let answer = try stage.office.atTerminal(
      Self.oneWay(stage.file) + "; echo code $?", keys: keys)
    #expect(answer.out.contains("code 0"), "\(answer)")
    #expect(answer.out.contains("La personne veut-elle que cela prenne fin"), "\(answer)")
    #expect(answer.out.contains("Dans les deux sens") == isBothWays, "\(answer)")
    let rows = try stage.consents()
    let second = rows.first { $0["consent"] as? String != first }
    #expect(rows.count == 2 && second?["bothWays"] as? Bool == isBothWays, "\(rows)")
    let back = try stage.received(home: "a", as: "claire")
    #expect(back.isEmpty != isBothWays, "\(back)")
  }

  @Test(
    "A question that is answered three times with neither records nothing, and says how to say it")
  func neither() throws {
    let stage = try ConsentInHandsTests.Stage()
    _ = try answered(stage)
    let answer = try stage.office.atTerminal(
      Self.oneWay(stage.file) + "; echo code $?", keys: "a\nb\nc\n")
    #expect(answer.out.contains("code 64") && answer.out.contains("--un-sens"), "\(answer)")
    #expect(try stage.consents().count == 1)
  }

  /// She agreed both ways, and that service answers.
  private func answered(_ stage: ConsentInHandsTests.Stage) throws -> String {
    let consent = try stage.give("droits", "--both-ways")
    _ = try stage.town.sync()
    let share = try #require(try stage.received().first?["shared"] as? String)
    let theirs = try stage.office.openCase("Samira Delacroix", home: "b", as: "driss")
    _ = try stage.office.done("case", "link", share, theirs, home: "b", as: "driss")
    try stage.settle()
    #expect(try stage.received(home: "a", as: "claire").count == 1)
    return consent
  }

  private static func oneWay(_ file: String) -> String {
    "carnet consent give \(file) --to Oseille --volets droits --until 2098-12-31 --proof letter --explained-in ar"
  }

  /// The keys that leave a question, with the code of the command and what it says then.
  static let leaving = [
    (#"\003"#, "code 130", "Interrompu. Rien de ce que vous demandiez n"),
    (#"\004"#, "code 77", "sans r"),
  ]

  @Test("Who leaves a question at a terminal is told that nothing was recorded", arguments: leaving)
  func left(_ key: String, _ code: String, _ said: String) throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    _ = try answered(stage)
    let note = try office.addNote("À garder.\n", to: stage.file)
    let before = try stage.consents()
    var questions = [
      (Self.oneWay(stage.file), "[oui/non] "),
      ("carnet consent refuse \(stage.file) --to Oseille", "[oui/non] "),
      ("carnet case close \(stage.file)", "[non] "), ("carnet note erase \(note)", "(o/N) "),
    ]
    // Ctrl-C ends the program around this one, and the shell waits for that one alone.
    if key == #"\004"# {
      questions.append(("faketime '2060-01-01 12:00:00' carnet case open --name Rose", "(o/N) "))
    }
    for (line, sign) in questions {
      let answer = try office.atTerminal(line + "; echo code $?", key: key, after: sign)
      #expect(answer.out.contains(code) && answer.out.contains(said), "\(line): \(answer)")
    }
    let after = try stage.consents()
    #expect(NSArray(array: before) == NSArray(array: after), "\(after)")
    #expect(try office.done("note", "show", note).text("text") == "À garder.\n")
    let cases = try office.done("case", "list").list()
    #expect(cases.count == 1 && cases.first?["status"] as? String == "open", "\(cases)")
  }

  @Test("Ctrl-C in a text that is typed, and at a passphrase, leaves nothing and says so")
  func interrupted() throws {
    let made = try Template.copy()
    let office = made.office
    for (line, sign) in [
      ("carnet note add \(made.file) --volet droits", "Ctrl-C."),
      ("carnet case open --name Rose --passphrase-file -", "phrase de passe"),
    ] {
      let answer = try office.atTerminal(line + "; echo code $?", key: #"\003"#, after: sign)
      #expect(answer.out.contains("code 130"), "\(line): \(answer)")
      #expect(answer.out.contains("Interrompu. Rien de ce que vous demandiez n"), "\(answer)")
    }
    #expect(try office.done("note", "list", made.file).list().count == 1)
    #expect(try office.done("case", "list").list().count == 1)
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

  @Test("An editor that fails, or is not there, leaves no words in memory when nobody wrote any")
  func nothingWritten() throws {
    let made = try Template.copy()
    for editor in ["false", "no-such-editor"] {
      let answer = try made.office.atTerminal(
        """
        mkdir -p /dev/shm/carnet-test-$$; export XDG_RUNTIME_DIR=/dev/shm/carnet-test-$$
        carnet note edit \(made.note) --lang en; echo code $?
        echo left $(ls $XDG_RUNTIME_DIR | grep -c '^carnet-......$'); rm -r $XDG_RUNTIME_DIR
        """, editor: editor)
      #expect(answer.out.contains("code 74") && answer.out.contains("left 0"), "\(answer)")
      #expect(!answer.out.contains("kept in"), "\(answer)")
    }
    // Who wrote before the editor failed finds the words again.
    try Data("#!/bin/sh\necho More. >> \"$1\"\nexit 1\n".utf8)
      .write(to: made.office.file("edit.sh"))
    let written = try made.office.atTerminal(
      "carnet note edit \(made.note) --lang en", editor: "sh ./edit.sh")
    let kept = try #require(
      written.out.firstMatch(of: #/kept in [^\/]*(\/\S+note\.txt)/#), "\(written)")
    let text = try String(contentsOfFile: String(kept.1), encoding: .utf8)
    #expect(text == "Elle demande son acte de naissance.\nMore.\n")
    // Memory is given back whatever the test says.
    try? FileManager.default.removeItem(
      atPath: (String(kept.1) as NSString).deletingLastPathComponent)
  }

  @Test("A version that is none is refused before the editor opens")
  func wrongVersion() throws {
    let made = try Template.copy()
    try Data("#!/bin/sh\ntouch opened\n".utf8).write(to: made.office.file("edit.sh"))
    let answer = try made.office.atTerminal(
      "carnet note edit \(made.note) --from ffff --json; ls", editor: "sh ./edit.sh")
    #expect(answer.out.contains(#"{"error":"unknownVersion","exit":66}"#), "\(answer)")
    #expect(!answer.out.contains("opened"), "\(answer)")
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
