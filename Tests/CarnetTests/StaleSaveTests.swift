import Foundation
import Testing

@Suite("An edit starts from what was seen")
struct StaleSaveTests {
  /// Claire and Driss on one node, with a note of Claire's.
  static func office(_ text: String) throws -> (office: Office, note: String, file: String) {
    let made = try Template.copy()
    let office = made.office
    _ = try office.done(
      "worker", "add", "Driss", "--role", "referent", "--new-passphrase-file", "driss",
      as: "operator")
    _ = try office.admit("Driss")
    let note = try office.addNoteAs("Claire", text, to: made.file)
    return (office, note, made.file)
  }

  // Never 12
  @Test("A stale save merges with what a colleague wrote, and says so")
  func stale() throws {
    let (office, note, file) = try Self.office("Allergie : aucune. Vit chez sa sœur. Travaille.\n")
    _ = try office.as("Driss", "note", "show", note)
    _ = try office.as(
      "Claire", "note", "edit", note, "-",
      input: "Allergie : arachide. Vit chez sa sœur. Travaille.\n")
    let saved = try office.as(
      "Driss", "note", "edit", note, "-",
      input: "Allergie : aucune. Vit chez sa sœur. Travaille peu.\n"
    ).object()
    let shown = try office.as("Driss", "note", "show", note).object()
    #expect(
      shown["text"] as? String == "Allergie : arachide. Vit chez sa sœur. Travaille peu.\n")
    #expect((saved["unseen"] as? [[String: Any]])?.map { $0["author"] as? String } == ["Claire"])
    #expect(saved["apart"] as? Bool == false)
    #expect(shown["authors"] as? [String] == ["Claire", "Driss"])
    let row = try office.as("Claire", "note", "list", file).list().first {
      $0["note"] as? String == note
    }
    #expect(row?["authors"] as? [String] == ["Claire", "Driss"])
    #expect(try office.run("note", "list", file, "--as", "Claire").out.contains("Claire, Driss"))
  }

  @Test("A named version is the base, an unknown one is refused, and fields are kept like texts")
  func named() throws {
    let (office, note, _) = try Self.office("Un.\n")
    let version = try office.as("Driss", "note", "show", note).text("version")
    _ = try office.as("Claire", "note", "edit", note, "--title", "Titre de Claire")
    _ = try office.as("Driss", "note", "show", note)
    let saved = try office.as(
      "Driss", "note", "edit", note, "--title", "Titre de Driss", "--from", version
    ).object()
    #expect(saved["state"] as? String == "conflict")
    #expect(saved["replaced"] == nil)
    let french = try office.as(
      "Driss", "note", "modifier", note, "--title", "Le bon", "--depuis",
      try office.as("Driss", "note", "show", note).text("version"))
    #expect(try french.text("state") == "current")
    for unknown in ["ffffffffffff", "zz", version + "+ffffffffffff", ""] {
      let refused = try office.run(
        "note", "edit", note, "--title", "X", "--from", unknown, "--json", "--as", "Driss",
        as: "driss")
      #expect(refused.lastError == #"{"error":"unknownVersion","exit":66}"#, "\(unknown)")
    }
  }

  @Test("Whoever never saw the note is told what she replaced")
  func blind() throws {
    let (office, note, _) = try Self.office("Les mots de Claire.\n")
    let saved = try office.as("Driss", "note", "edit", note, "-", input: "Les mots de Driss.\n")
    let replaced = try #require(try saved.object()["replaced"] as? [String: Any])
    #expect(replaced["text"] as? String == "Les mots de Claire.\n")
    #expect(saved.err.contains("Les mots de Claire."))
    let version = try #require(replaced["version"] as? String)
    _ = try office.as("Driss", "note", "restore", note, version)
    #expect(try office.as("Claire", "note", "show", note).text("text") == "Les mots de Claire.\n")
    #expect(try office.as("Claire", "note", "history", note).list().count == 3)
    _ = try office.as("Driss", "note", "show", note)
    let seen = try office.as("Driss", "note", "edit", note, "-", input: "Encore.\n").object()
    #expect(seen["replaced"] == nil)
  }

  @Test("A list is not reading: what a list hides is merged, not replaced")
  func listing() throws {
    let (office, note, file) = try Self.office("Un. Deux.\n")
    _ = try office.as("Driss", "note", "show", note)
    _ = try office.as("Claire", "note", "edit", note, "-", input: "Un, revu. Deux.\n")
    _ = try office.as("Driss", "note", "list", file)
    _ = try office.as("Driss", "note", "edit", note, "-", input: "Un. Deux, revu.\n")
    #expect(try office.as("Driss", "note", "show", note).text("text") == "Un, revu. Deux, revu.\n")
  }

  @Test("Saved from an older window, what her last save had added is shown to her as replaced")
  func ownWindows() throws {
    let (office, note, _) = try Self.office("Un.\n")
    func save(_ text: String) throws -> [String: Any]? {
      try office.as("Claire", "note", "edit", note, "-", input: text).object()["replaced"]
        as? [String: Any]
    }
    _ = try office.as("Claire", "note", "show", note)
    #expect(try save("Un. De la fenêtre A.\n") == nil)
    let replaced = try #require(try save("Un. De la fenêtre B.\n"))
    #expect(replaced["text"] as? String == "Un. De la fenêtre A.\n")
    // What keeps her lines, or follows a look, needs no such word.
    #expect(try save("Un. De la fenêtre B.\nEt puis.\n") == nil)
    _ = try office.as("Claire", "note", "show", note)
    #expect(try save("Deux.\n") == nil)
  }

  @Test("A note that a colleague deleted is not deleted twice, and nobody is said to have written")
  func deletedTwice() throws {
    let (office, note, _) = try Self.office("Un.\n")
    _ = try office.as("Driss", "note", "show", note)
    _ = try office.as("Claire", "note", "delete", note)
    let again = try office.run("note", "delete", note, "--as", "Driss", as: "driss")
    #expect(again.code == 66 && again.err.contains("a été supprimée"), "\(again)")
    #expect(try office.as("Driss", "note", "history", note).list().count == 2)
  }

  @Test("An edit based before a deletion keeps the note; a deletion that had not seen an edit asks")
  func deletions() throws {
    let (office, note, file) = try Self.office("Un.\n")
    _ = try office.as("Driss", "note", "show", note)
    #expect(try office.as("Claire", "note", "delete", note).text("state") == "deleted")
    #expect(try office.as("Claire", "note", "list", file).list().count == 1)
    #expect(
      try office.as("Driss", "note", "edit", note, "-", input: "Un, gardé.\n").text("state")
        == "deleteRequested")
    let shown = try office.as("Driss", "note", "show", note).object()
    #expect(shown["text"] as? String == "Un, gardé.\n")
    #expect((shown["deletion"] as? [String: Any])?["author"] as? String == "Claire")
    // What did not take is told as what it is, in the history and in what the person receives.
    let told = try office.as("Driss", "note", "history", note).list()
    #expect(told.filter { $0["deletionAsked"] as? Bool == true }.count == 1, "\(told)")
    #expect(!told.contains { $0["deleted"] as? Bool == true }, "\(told)")
    for words in [
      try office.run("note", "history", note, "--as", "Driss", as: "driss").out,
      try office.run(
        "export", file, "--format", "text", "--out", "-", "--as", "Driss", as: "driss"
      ).out,
      try office.run(
        "export", file, "--format", "html", "--out", "-", "--as", "Driss", as: "driss"
      ).out,
    ] {
      #expect(words.contains("a demandé de supprimer la note"), "\(words)")
      #expect(!words.contains("a supprimé la note"), "\(words)")
    }
    #expect(
      try office.run("case", "show", file, "--as", "Driss", as: "driss").out
        .contains("dont 1 à relire"))
    let asked = try office.as("Claire", "note", "delete", note)
    #expect(try asked.text("state") == "deleteRequested")
    #expect(asked.err.contains("n’est pas supprimée"))
    // She asked once more: he reads that before he says that it reads well.
    _ = try office.as("Driss", "note", "show", note)
    _ = try office.as("Driss", "note", "settle", note)
    #expect(try office.as("Driss", "note", "show", note).text("state") == "current")
    _ = try office.as("Claire", "note", "show", note)
    #expect(try office.as("Claire", "note", "delete", note).text("state") == "deleted")
    let later = try office.as("Claire", "note", "history", note).list()
    #expect(later.filter { $0["deleted"] as? Bool == true }.count == 1, "\(later)")
    #expect(later.last?["deleted"] as? Bool == true, "\(later)")
    #expect(later.filter { $0["deletionAsked"] as? Bool == true }.count == 2, "\(later)")
    _ = try office.as("Claire", "note", "restore", note, try office.first(note))
    #expect(try office.as("Claire", "note", "show", note).text("text") == "Un.\n")
    _ = try office.as("Claire", "note", "erase", note)
    let refused = try office.run(
      "note", "edit", note, "--title", "X", "--from", "abcd", "--json", "--as", "Claire")
    #expect(refused.lastError == #"{"error":"noteErased","exit":66}"#)
  }

  @Test("What was removed apart is shown with both sentences, until it is said to read well")
  func apart() throws {
    let (office, note, file) = try Self.office("Allergie : pénicilline, arachide.\n")
    let version = try office.as("Claire", "note", "show", note).text("version")
    _ = try office.as("Claire", "note", "edit", note, "-", input: "Allergie : arachide.\n")
    let saved = try office.as(
      "Driss", "note", "edit", note, "-", "--from", version, input: "Allergie : pénicilline.\n")
    #expect(try saved.object()["apart"] as? Bool == true)
    // Whoever only looks at a list, a search or the case file is told too.
    func marks(_ words: String...) throws -> [String] {
      let answer = try office.start(
        words + ["--json", "--as", "Claire"], as: "claire"
      ).wait()
      let row = try answer.list().first { $0["note"] as? String == note }
      return try #require(row)["marks"] as? [String] ?? []
    }
    func counted() throws -> String {
      try office.run("case", "show", file, "--as", "Claire").out
    }
    #expect(try marks("note", "list", file) == ["apart"])
    #expect(try marks("search", "allergie") == ["apart"])
    // What each side left is shown, so it is found, although the merged text has lost it.
    #expect(try marks("search", "pénicilline") == ["apart"])
    for words in [["note", "list", file], ["search", "allergie"]] {
      let answer = try office.start(words + ["--as", "Claire"], as: "claire").wait()
      #expect(answer.out.contains("à relire"), "\(answer)")
    }
    #expect(try counted().contains("dont 1 à relire"))
    let page = try office.run("case", "show", file, "--json", "--as", "Claire").object()
    let volets = page["volets"] as? [[String: Any]] ?? []
    #expect(volets.compactMap { $0["unsettled"] as? Int } == [1], "\(page)")
    #expect(
      try office.run("note", "settle", note, "--json", "--as", "Driss", as: "driss").lastError
        == #"{"error":"noteNotRead","exit":77}"#)
    let shown = try office.as("Driss", "note", "show", note).object()
    let stretch = try #require((shown["conflicts"] as? [[String: Any]])?.first)
    let values = try #require(stretch["values"] as? [[String: Any]])
    #expect(
      Set(values.map { "\($0["author"] ?? "") \($0["value"] ?? "")" }) == [
        "Claire Allergie : arachide.", "Driss Allergie : pénicilline.",
      ])
    let shownPage = try office.run("note", "show", note, "--as", "Driss", as: "driss").out
    #expect(
      shownPage.contains("Allergie : arachide.") && shownPage.contains("Allergie : pénicilline."))
    _ = try office.as("Driss", "note", "accorder", note)
    #expect(
      (try office.as("Driss", "note", "show", note).object()["conflicts"] as? [Any])?.isEmpty
        == true)
    #expect(try marks("note", "list", file).isEmpty)
    #expect(try marks("search", "allergie").isEmpty)
    #expect(try !counted().contains("à relire"))
  }

  @Test("One change has one hour, wherever its reader is")
  func hours() throws {
    let (office, note, _) = try Self.office("Un.\n")
    let far = ["TZ": "XYZ-9"]
    let version = try office.as("Driss", "note", "show", note).text("version")
    for title in ["Premier", "Second"] {
      _ = try office.run(
        "note", "edit", note, "--title", title, "--from", version, "--as", "Claire",
        environment: far)
    }
    let shown = try office.run("note", "show", note, "--as", "Claire").out
    let told = try office.run("note", "history", note, "--as", "Claire").out
    let hours = shown.matches(of: #/écrit par Claire \(([^)]*)\)/#).map { String($0.1) }
    #expect(hours.count == 2)
    for hour in hours { #expect(told.contains(hour), "\(hour) in \(told)") }
  }

  @Test("The copy says what was deleted and holds its words, and what was erased without them")
  func copy() throws {
    let (office, kept, file) = try Self.office("Un mot gardé.\n")
    let deleted = try office.addNoteAs("Claire", "Un mot supprimé.\n", to: file)
    let erased = try office.addNoteAs("Claire", "Un mot effacé.\n", to: file)
    _ = try office.as("Claire", "note", "delete", deleted)
    _ = try office.as("Driss", "note", "erase", erased)
    #expect(try office.run("note", "list", file, "--as", "Claire").out.contains("1 note supprimée"))
    #expect(
      try office.as("Claire", "note", "list", file, "--deleted").list().contains {
        $0["note"] as? String == deleted && $0["state"] as? String == "deleted"
      })
    let history = try office.as("Claire", "note", "history", deleted).list()
    #expect(history.last?["deleted"] as? Bool == true)
    for format in ["text", "html", "json"] {
      _ = try office.as(
        "Claire", "export", file, "--format", format, "--out", "copy.\(format)", "--with-log")
      let copy = try String(contentsOf: office.file("copy.\(format)"), encoding: .utf8)
      #expect(copy.contains("Un mot gardé.") && copy.contains("Un mot supprimé."))
      #expect(!copy.contains("Un mot effacé."))
    }
    let text = try String(contentsOf: office.file("copy.text"), encoding: .utf8)
      .replacingOccurrences(of: "\u{A0}", with: " ")
    #expect(text.contains("Suppression demandée par : Claire, "))
    #expect(
      text.contains("une note ou une fiche effacée le ")
        && text.contains("par Driss. Ses mots sont détruits."))
    #expect(text.contains("Vos droits") && text.contains("Autorité de protection des données"))
    #expect(text.contains("Aucun accord de partage n’est enregistré"))
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: office.file("copy.json")))
    let erasures = (json as? [String: Any])?["erased"] as? [[String: Any]]
    #expect(erasures?.map { $0["by"] as? String } == ["Driss"])
    _ = kept
  }
}

extension Office {
  /// A command of one of two workers that must succeed, in JSON.
  func `as`(
    _ worker: String, _ arguments: String..., input: String = ""
  ) throws -> Program.Answer {
    let answer = try start(
      arguments + ["--json", "--as", worker], as: worker.lowercased(), input: Data(input.utf8)
    ).wait()
    try #require(answer.code == 0, "\(worker) \(arguments): \(answer)")
    return answer
  }

  fileprivate func addNoteAs(_ worker: String, _ text: String, to file: String) throws -> String {
    try `as`(worker, "note", "add", file, "--volet", "droits", "--title", "Papiers", input: text)
      .text("note")
  }

  /// The oldest version of a note.
  fileprivate func first(_ note: String) throws -> String {
    let history = try `as`("Claire", "note", "history", note).list()
    return try #require(history.first?["change"] as? String)
  }
}
