import Testing

@Suite("What somebody gives is written, also where she had read it so")
struct GivenIsWrittenTests {
  /// A right of Claire's whose state Driss changed, and which Claire saw on a list only.
  private static func right() throws -> (office: Office, right: String) {
    let (office, _, file) = try StaleSaveTests.office("Un.\n")
    let right = try office.as(
      "Claire", "right", "add", file, "--right", "carte_identite", "--state", "a_ouvrir"
    ).text("record")
    _ = try office.as("Driss", "right", "edit", right, "--state", "accorde")
    _ = try office.as("Claire", "right", "list", file)
    return (office, right)
  }

  @Test(
    "A state that she gives again stands beside the one that a colleague wrote, and she is told")
  func state() throws {
    let (office, right) = try Self.right()
    let told = try office.run(
      "right", "edit", right, "--state", "a_ouvrir", "--who", "la_personne", "--as", "Claire")
    #expect(told.code == 0 && told.out.contains("Un champ a plusieurs versions"), "\(told)")
    #expect(told.out.contains("Driss a écrit ce que vous n’aviez pas vu"), "\(told)")
    let shown = try office.as("Claire", "right", "show", right).object()
    let conflicts = shown["conflicts"] as? [[String: Any]] ?? []
    let values = conflicts.first?["values"] as? [[String: Any]] ?? []
    #expect(Set(values.compactMap { $0["value"] as? String }) == ["a_ouvrir", "accorde"])
    #expect(
      Set((shown["fields"] as? [String: Any])?["state"] as? [String] ?? [])
        == ["a_ouvrir", "accorde"], "\(shown)")
    // No word that it reads well chooses one.
    let settling = try office.run("record", "settle", right, "--as", "Claire")
    #expect(settling.code == 77 && settling.err.contains("carnet droit modifier"), "\(settling)")
    #expect(try office.as("Claire", "right", "history", right).list().count == 3)
    // Now that she has read both, what she gives is what stands.
    let settled = try office.as("Claire", "right", "edit", right, "--state", "a_ouvrir").object()
    #expect(settled["state"] as? String == "current")
    let again = try office.run("right", "edit", right, "--state", "a_ouvrir", "--as", "Claire")
    #expect(again.out.contains("c’est déjà le cas"), "\(again)")
  }

  @Test("It is so already where the colleague wrote the same")
  func same() throws {
    let (office, right) = try Self.right()
    _ = try office.as("Driss", "right", "edit", right, "--state", "a_ouvrir")
    let told = try office.run("right", "edit", right, "--state", "a_ouvrir", "--as", "Claire")
    #expect(told.out.contains("c’est déjà le cas"), "\(told)")
  }

  @Test(
    "A title that she gives again stands too; her text as she had read it adds nothing, and says so"
  )
  func note() throws {
    let (office, note, _) = try StaleSaveTests.office("Un.\n")
    _ = try office.as("Driss", "note", "edit", note, "-", input: "Un, et deux.\n")
    let told = try office.run("note", "edit", note, "-", "--as", "Claire", input: "Un.\n")
    #expect(told.code == 0 && !told.out.contains("déjà le cas"), "\(told)")
    #expect(told.out.contains("Driss") && told.out.contains("carnet note montrer"), "\(told)")
    let answer = try office.as("Claire", "note", "edit", note, "-", input: "Un.\n").object()
    #expect(answer["overtaken"] as? Bool == true)
    #expect(try office.as("Claire", "note", "history", note).list().count == 2)
    let (other, titled, _) = try StaleSaveTests.office("Un.\n")
    _ = try other.as("Driss", "note", "edit", titled, "--title", "Ailleurs")
    let edited = try other.as("Claire", "note", "edit", titled, "--title", "Papiers").object()
    #expect(edited["state"] as? String == "conflict", "\(edited)")
  }

  @Test("A name that she gives again stands beside the other one, and she is told who wrote it")
  func name() throws {
    let (office, _, file) = try StaleSaveTests.office("Un.\n")
    _ = try office.as("Claire", "person", "show", file)
    _ = try office.as("Driss", "person", "edit", file, "--name", "Samira D.")
    let told = try office.run(
      "person", "edit", file, "--name", "Samira Delacroix", "--as", "Claire")
    #expect(told.code == 0 && told.out.contains("Driss a écrit"), "\(told)")
    #expect(told.out.contains("carnet personne montrer"), "\(told)")
    let shown = try office.as("Claire", "person", "show", file).object()
    #expect((shown["conflicts"] as? [[String: Any]])?.count == 1, "\(shown)")
  }
}

@Suite("A history shows every field")
struct WholeHistoryTests {
  @Test(
    "Titles, dates and emptied fields of older versions are in histories and in the person’s copy")
  func fields() throws {
    let (office, note, file) = try StaleSaveTests.office("Un.\n")
    _ = try office.as(
      "Claire", "note", "edit", note, "--title", "Logement", "--happened", "2026-11-03")
    _ = try office.as("Claire", "note", "edit", note, "--happened", "")
    let rows = try office.as("Claire", "note", "history", note).list()
    let fields = rows.map { $0["fields"] as? [String: Any] ?? [:] }
    #expect(fields.map { $0["title"] as? String } == ["Papiers", "Logement", "Logement"])
    #expect(fields.map { $0["happened"] as? String } == [nil, "2026-11-03", nil])
    #expect(rows.last?["changed"] as? [String] == ["happened"])
    _ = try office.as("Claire", "person", "edit", file, "--aliases", "Sam")
    let told = [
      try office.run("note", "history", note, "--as", "Claire").out,
      try office.run("record", "history", note, "--as", "Claire").out,
      try office.run("export", file, "--format", "text", "--out", "-", "--as", "Claire").out,
      try office.run("export", file, "--format", "html", "--out", "-", "--as", "Claire").out,
    ]
    for words in told {
      #expect(words.contains("Papiers") && words.contains("03/11/2026"), "\(words)")
      #expect(words.contains("vidé"), "\(words)")
    }
    let card = try office.run("person", "history", file, "--as", "Claire").out
    #expect(card.contains("Samira Delacroix") && card.contains("Sam\n"), "\(card)")
  }
}
