import Foundation
import Testing

/// A home in which one row of the database was lost or altered after two case files were written.
private struct DamagedHome {
  let office: Office
  /// Samira, with two notes.
  let file: String
  /// Her note in the volet `droits`: it stands second in the ledger, after her card.
  let note: String
  /// Paul, whose rows are whole.
  let other: String

  init() throws {
    let made = try Template.copy()
    (office, file, note) = (made.office, made.file, made.note)
    _ = try office.done(
      "note", "add", file, "--volet", "logement", "--title", "Toit", input: "Un logement social.\n")
    other = try office.openCase("Paul Martin")
    _ = try office.addNote("Un autre logement.\n", to: other)
  }

  /// Alters the database as `sql` says; `:note` is the row of the note, `:card` that of the card of Samira.
  func damage(_ sql: String) throws {
    let told = try office.shell(
      """
      python3 - <<'P'
      import sqlite3
      base = sqlite3.connect("a/ledger.db")
      note = base.execute("select number from document where id = ?", (bytes.fromhex("\(note)"),)).fetchone()[0]
      base.execute("delete from checkpoint")
      names = {"note": note, "card": 1}
      sql = "\(sql)"
      base.execute(sql, {name: names[name] for name in names if ":" + name in sql})
      assert base.total_changes > 0
      base.commit()
      P
      """)
    #expect(told.code == 0, "\(told)")
  }

  func told(_ words: String..., json: Bool = false) throws -> Program.Answer {
    try office.start(words + (json ? ["--json"] : [])).wait()
  }
}

/// What is done to the rows of one note.
private let damages = [
  "delete from note_secret where document = :note",
  "update note_secret set bytes = zeroblob(length(bytes)) where document = :note",
  "update change set envelope = zeroblob(length(envelope)) where document = :note",
  // The key under which the first note of `droits` began its month.
  "delete from attachment where number = 19",
  "update attachment set sealed = zeroblob(length(sealed)) where number = 19",
]

@Suite("What a damaged row is of says so, and the rest is shown")
struct DamagedRowTests {
  @Test("A list shows the others, and the damaged note in its place", arguments: damages)
  func listed(_ sql: String) throws {
    let home = try DamagedHome()
    try home.damage(sql)
    let list = try home.told("note", "list", home.file, json: true)
    #expect(list.code == 0, "\(list)")
    let notes = try list.list()
    #expect(notes.contains { $0["title"] as? String == "Toit" }, "\(list)")
    let damaged = notes.first { $0["note"] as? String == home.note }
    #expect(damaged?["state"] as? String == "damaged", "\(list)")
    #expect(damaged?["volet"] as? String == "droits", "\(list)")
    #expect(list.err.contains("abîmé sur cet appareil : 1 note ou fiche."), "\(list)")
    let page = try home.told("note", "list", home.file)
    #expect(page.out.contains("abîmée sur cet appareil"), "\(page)")
    #expect(page.out.contains(home.note.prefix(8)), "\(page)")
  }

  @Test("A search finds the others and says that one was not searched", arguments: damages)
  func searched(_ sql: String) throws {
    let home = try DamagedHome()
    try home.damage(sql)
    let search = try home.told("search", "logement", json: true)
    #expect(search.code == 0, "\(search)")
    #expect(try search.list().count == 2, "\(search)")
    #expect(search.err.contains("abîmé sur cet appareil : 1 note ou fiche."), "\(search)")
  }

  @Test("The person’s copy says which note it could not open", arguments: ["text", "html"])
  func copied(_ format: String) throws {
    for sql in damages {
      let home = try DamagedHome()
      try home.damage(sql)
      let copy = try home.told("export", home.file, "--format", format, "--out", "-")
      #expect(copy.code == 0, "\(copy)")
      #expect(copy.out.contains("Un logement social."), "\(copy)")
      #expect(copy.out.contains("Note \(home.note.prefix(8)), abîmée sur l’appareil"), "\(copy)")
      #expect(copy.out.contains("où elle a été faite : 1 note ou fiche."), "\(copy)")
      #expect(copy.err.contains("abîmé sur cet appareil : 1 note ou fiche."), "\(copy)")
    }
  }

  @Test(
    "What is asked of that one note alone is damage, and nothing is written in it",
    arguments: damages)
  func alone(_ sql: String) throws {
    let home = try DamagedHome()
    try home.damage(sql)
    for words in [
      ["note", "show", home.note], ["note", "history", home.note],
      ["note", "edit", home.note, "--title", "T"], ["note", "delete", home.note], ["verify"],
    ] {
      let told = try home.office.start(words + ["--json"]).wait()
      #expect(told.lastError == #"{"error":"damaged","exit":65}"#, "\(words): \(told)")
      // Verify counts what it can; an altered change ends it before.
      let isTold = told.out.isEmpty || words == ["verify"] && told.out.contains(#""ok":false"#)
      #expect(isTold, "\(words): \(told)")
    }
  }

  @Test(
    "The list of case files shows the others beside one whose own row is damaged",
    arguments: [
      "delete from attachment where number = 17",
      "update attachment set sealed = zeroblob(length(sealed)) where number = 17",
    ])
  func caseFile(_ sql: String) throws {
    let home = try DamagedHome()
    try home.damage(sql)
    let list = try home.told("case", "list", json: true)
    #expect(list.code == 0, "\(list)")
    let rows = try list.list()
    #expect(rows.contains { $0["name"] as? String == "Paul Martin" }, "\(list)")
    let damaged = rows.first { $0["case"] as? String == home.file }
    #expect(damaged?["damaged"] as? Bool == true, "\(list)")
    #expect(list.err.contains("abîmé sur cet appareil : 1 suivi ou partage."), "\(list)")
    let search = try home.told("search", "logement", json: true)
    #expect(try search.list().count == 1, "\(search)")
    #expect(search.err.contains("abîmé sur cet appareil : 1 suivi ou partage."), "\(search)")
    for words in [
      ["note", "list", home.file], ["case", "show", home.file], ["note", "show", home.note],
      ["export", home.file, "--format", "text", "--out", "-"], ["verify"],
    ] {
      let told = try home.office.start(words + ["--json"]).wait()
      #expect(told.lastError == #"{"error":"damaged","exit":65}"#, "\(words): \(told)")
    }
    #expect(try home.told("note", "list", home.other, json: true).list().count == 1)
  }

  @Test(
    "A damaged card is a name that does not open here, and not somebody without a name",
    arguments: [
      "delete from note_secret where document = :card",
      "update change set envelope = zeroblob(length(envelope)) where document = :card",
    ])
  func card(_ sql: String) throws {
    let home = try DamagedHome()
    try home.damage(sql)
    for words in [["case", "list"], ["case", "show", home.file]] {
      let told = try home.office.start(words).wait()
      #expect(told.code == 0, "\(told)")
      #expect(told.out.contains("(nom abîmé sur cet appareil)"), "\(told)")
      #expect(!told.out.contains("sans nom"), "\(told)")
      #expect(told.err.contains("abîmé sur cet appareil : 1 suivi ou partage."), "\(told)")
    }
    let copy = try home.told("export", home.file, "--format", "text", "--out", "-")
    #expect(copy.out.contains("Copie du suivi – (nom abîmé sur cet appareil)"), "\(copy)")
    #expect(copy.out.contains("Un logement social."), "\(copy)")
    for words in [
      ["person", "edit", home.file, "--name", "Samira"], ["person", "history", home.file],
    ] {
      let told = try home.office.start(words + ["--json"]).wait()
      #expect(told.lastError == #"{"error":"damaged","exit":65}"#, "\(words): \(told)")
    }
  }

  @Test(
    "A recorded decision that is damaged is said to be missing from the lists and from the copy",
    arguments: [
      "delete from attachment where number = (select max(number) from attachment)",
      """
      update attachment set sealed = zeroblob(length(sealed)) \
      where number = (select max(number) from attachment)
      """,
    ])
  func record(_ sql: String) throws {
    let home = try DamagedHome()
    _ = try home.office.done("release", home.file, "--on", "2026-11-03")
    try home.damage(sql)
    for words in [["consent", "list", home.file], ["case", "show", home.file]] {
      let told = try home.office.start(words).wait()
      #expect(told.code == 0, "\(told)")
      #expect(told.err.contains("1 décision notée"), "\(told)")
    }
    let list = try home.told("case", "list", json: true)
    let row = try list.list().first { $0["case"] as? String == home.file }
    #expect(row?["status"] as? String == "unknown", "\(list)")
    let copy = try home.told("export", home.file, "--format", "text", "--out", "-")
    #expect(copy.code == 0, "\(copy)")
    #expect(copy.out.contains("Il manque dans cette copie"), "\(copy)")
    #expect(copy.out.contains("Un logement social."), "\(copy)")
    let verify = try home.told("verify", json: true)
    #expect(verify.lastError == #"{"error":"damaged","exit":65}"#, "\(verify)")
  }

  /// Takes away the row that came last.
  private func loseLastRow(_ office: Office) throws {
    let lost = try office.shell(
      """
      python3 -c 'import sqlite3
      base = sqlite3.connect("a/ledger.db")
      base.execute("delete from attachment where number = (select max(number) from attachment)")
      base.commit()'
      """)
    #expect(lost.code == 0, "\(lost)")
  }

  @Test("A planned consent does not begin beside a lost record, which may say that it must not")
  func nothingBegins() throws {
    let stage = try ConsentInHandsTests.Stage()
    try stage.write("droits", "D’avant.")
    _ = try stage.give("droits", "--past", "all", "--effective", "release")
    _ = try stage.office.done("consent", "refuse", stage.file, "--to", "Oseille", "--keep")
    try loseLastRow(stage.office)
    let released = try stage.office.done("release", stage.file).object()
    #expect(released["effective"] as? [String] == [], "\(released)")
    _ = try stage.town.sync()
    #expect(try stage.received().isEmpty)
    let given = try stage.office.run(
      "consent", "give", stage.file, "--to", "Oseille", "--volets", "logement", "--until",
      "2099-01-31", "--proof", "letter", "--explained-in", "fr", "--json")
    #expect(given.lastError == #"{"error":"damaged","exit":65}"#, "\(given)")
  }

  @Test("A case file whose closing the disk lost is closed: that is said in clear")
  func closedStill() throws {
    let stage = try ConsentInHandsTests.Stage()
    _ = try stage.give("droits", "--past", "all", "--effective", "release")
    _ = try stage.office.done("case", "close", stage.file)
    try loseLastRow(stage.office)
    let released = try stage.office.run("release", stage.file, "--json")
    #expect(released.lastError == #"{"error":"caseClosed","exit":77}"#, "\(released)")
    let cases = try stage.office.done("case", "list").list()
    #expect(cases.first?["status"] as? String == "closed", "\(cases)")
  }
}
