import Foundation
import Testing

@Suite("A withdrawal that the disk lost gives nobody anything")
struct CutShortTests {
  @Test("Verify tells it, the share sends nothing more, and the withdrawal is said again")
  func withdrawal() throws {
    let stage = try ConsentInHandsTests.Stage()
    let consent = try stage.give("droits", "--past", "all")
    try stage.write("droits", "Avant.")
    _ = try stage.town.sync()
    #expect(try stage.reads() == ["Avant."])
    #expect(try stage.office.run("verify").code == 0)
    try keep(stage.office)
    _ = try stage.office.done("consent", "withdraw", consent)
    try loseWhatCame(stage.office)

    let verify = try stage.office.run("verify", "--json")
    #expect(verify.code == 65, "\(verify)")
    #expect(verify.out.contains(#""missing":"#), "\(verify)")
    let told = try stage.office.run("verify")
    #expect(told.err.contains("Ce peut être un retrait"), "\(told)")
    let shown = try stage.office.run("case", "show", stage.file)
    #expect(shown.code == 0 && shown.err.contains("abîmé sur cet appareil"), "\(shown)")

    try stage.write("droits", "Après.")
    _ = try stage.town.sync()
    #expect(try stage.reads() == ["Avant."])
    let given = try stage.office.run(
      "consent", "give", stage.file, "--to", "Oseille", "--volets", "logement", "--until",
      "2099-01-31", "--proof", "letter", "--explained-in", "fr", "--json")
    #expect(given.lastError == #"{"error":"damaged","exit":65}"#, "\(given)")

    _ = try stage.office.done("consent", "withdraw", consent)
    try stage.settle()
    #expect(try stage.reads().isEmpty)
  }

  @Test("A case file whose log the disk lost stands on the list, and stops no other")
  func hidden() throws {
    let (office, file) = try { ($0.office, $0.file) }(Template.copy())
    let other = try office.openCase("Paul Martin")
    try alter(
      office, "update log set kind = 2 where id = ?", "bytes.fromhex('\(file)')")
    let list = try office.run("case", "list", "--json")
    #expect(list.code == 0, "\(list)")
    let rows = try list.list()
    #expect(rows.first { $0["case"] as? String == file }?["damaged"] as? Bool == true, "\(list)")
    #expect(rows.contains { $0["case"] as? String == other }, "\(list)")
    for words in [["note", "list", file], ["case", "show", file], ["verify"]] {
      let told = try office.start(words + ["--json"]).wait()
      #expect(told.lastError == #"{"error":"damaged","exit":65}"#, "\(words): \(told)")
    }
    _ = try office.addNote("Rien d’autre.\n", to: other)
    #expect(try office.done("note", "list", other).list().count == 1)
  }

  /// Notes which statements stand in the ledger.
  private func keep(_ office: Office) throws {
    let told = try office.shell(
      """
      python3 -c 'import sqlite3
      base = sqlite3.connect("a/ledger.db")
      print(base.execute("select max(arrival) from statement").fetchone()[0])' > arrival
      """)
    #expect(told.code == 0, "\(told)")
  }

  private func loseWhatCame(_ office: Office) throws {
    let told = try office.shell(
      """
      python3 -c 'import sqlite3
      base = sqlite3.connect("a/ledger.db")
      base.execute("delete from statement where arrival > ?", (int(open("arrival").read()),))
      assert base.total_changes > 0
      base.commit()'
      """)
    #expect(told.code == 0, "\(told)")
  }

  private func alter(_ office: Office, _ sql: String, _ value: String) throws {
    let told = try office.shell(
      """
      python3 - <<'P'
      import sqlite3
      base = sqlite3.connect("a/ledger.db")
      base.execute("\(sql)", (\(value),))
      assert base.total_changes > 0
      base.commit()
      P
      """)
    #expect(told.code == 0, "\(told)")
  }
}
