import Foundation
import Testing

/// One byte of one column is altered, in a home of two case files that exchanges with another service.
@Suite("An altered byte ends no command in a crash, and a pairing that it hits stops none")
struct FlippedByteTests {
  /// Alters one value of a column of the row that came last (or first), in the very file: another file is another copy of
  /// the home. Prints how many columns there are; 2 when the database takes no such value.
  private static let script = """
    import os, shutil, sqlite3, sys
    home, place = "a/", int(sys.argv[1])
    for end in ("-wal", "-shm"):
      if os.path.exists(home + "ledger.db" + end): os.unlink(home + "ledger.db" + end)
    for name in ("ledger.db", "commits"):
      if not os.path.exists("kept." + name): shutil.copyfile(home + name, "kept." + name)
      with open("kept." + name, "rb") as kept, open(home + name, "r+b") as file:
        file.write(kept.read())
        file.truncate()
    base = sqlite3.connect(home + "ledger.db")
    base.execute("pragma foreign_keys = off")
    columns = []
    names = "select name from sqlite_master where type = 'table' order by name"
    for table in [row[0] for row in base.execute(names)]:
      if table in ("meta", "sqlite_sequence"): continue
      info = base.execute("pragma table_info(%s)" % table).fetchall()
      keys = [row[1] for row in info if row[5]]
      for column in [row[1] for row in info]:
        if base.execute("select count(*) from " + table).fetchone()[0]:
          columns.append((table, column, keys))
    if place < 0:
      print(len(columns))
      sys.exit()
    table, column, keys = columns[place]
    order = ", ".join(key + " " + sys.argv[2] for key in keys)
    row = base.execute("select %s, %s from %s order by %s limit 1"
      % (column, ", ".join(keys), table, order)).fetchone()
    value = row[0]
    if isinstance(value, int): value ^= 1
    elif isinstance(value, bytes) and value:
      middle = len(value) // 2
      value = value[:middle] + bytes([value[middle] ^ 1]) + value[middle + 1:]
    else: sys.exit(2)
    try:
      base.execute("update %s set %s = ? where %s"
        % (table, column, " and ".join(key + " is ?" for key in keys)), (value,) + row[1:])
    except sqlite3.Error: sys.exit(2)
    base.commit()
    base.close()
    print(table + "." + column)
    """

  @Test("In every column of every table, whatever is asked")
  func sweep() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    _ = try stage.give("droits", "--past", "all", "--both-ways")
    try stage.write("droits", "Un logement.")
    let other = try office.openCase("Paul Martin")
    _ = try office.addNote("Autre chose.\n", to: other)
    try stage.settle()
    stage.town.serving.kill()
    _ = try stage.town.serving.wait()
    try Data(Self.script.utf8).write(to: office.file("flip.py"))
    let counted = try office.shell("python3 flip.py -1 desc")
    let count = try #require(Int(counted.out.trimmingCharacters(in: .newlines)), "\(counted)")
    let isWhole = ProcessInfo.processInfo.environment["CARNET_SWEEP"] != nil
    for order in isWhole ? ["desc", "asc"] : ["desc"] {
      for place in 0..<count {
        let altered = try office.shell("python3 flip.py \(place) \(order)")
        guard altered.code != 2 else { continue }
        try #require(altered.code == 0, "\(altered)")
        let what = altered.out.trimmingCharacters(in: .newlines) + " " + order
        try check(stage, other, what)
      }
    }
  }

  private func check(_ stage: ConsentInHandsTests.Stage, _ other: String, _ what: String) throws {
    for words in [
      ["case", "list"], ["note", "list", stage.file], ["note", "list", other], ["status"],
      ["verify"], ["note", "add", other, "--volet", "droits", "--title", "Encore", "-"],
    ] {
      let told = try stage.office.start(words + ["--json"], input: Data("Encore.\n".utf8)).wait()
      // Damaged, not found (what names it is damaged), done and untold; an admission that reads as newer than this program.
      let codes: [Int32] = [0, 65, 66, 74] + (what.hasPrefix("statement.known") ? [77] : [])
      #expect(codes.contains(told.code), "\(what), \(words): \(told)")
      #expect(told.code == 0 || told.lastError.contains("\"error\""), "\(what), \(words): \(told)")
      if what.hasPrefix("peer."), words != ["verify"] {
        #expect(told.code == 0, "\(what), \(words): \(told)")
      }
      if words == ["status"], told.code == 0, what.hasPrefix("peer.") {
        #expect(told.err.contains("appareil appairé"), "\(what): \(told)")
      }
    }
  }
}
