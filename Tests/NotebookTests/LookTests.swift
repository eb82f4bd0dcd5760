import CaseFile
import Envelope
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("A look that the disk takes no row for")
struct LookTests {
  private func actions(_ office: Office) throws -> [String] {
    try office.notebook.accessLog(nil).events.map(\.action)
  }

  /// Rows on the disk.
  private func rows(_ office: Office) throws -> Int {
    try office.notebook.read { ledger in try ledger.accesses().count }
  }

  // Never 22
  @Test("is shown, counted, told in the copy of the log, and written with the next write")
  func kept() throws {
    let town = Town(seed: 60)
    let disk = Disk()
    let office = try town.office("Permanence", worker: "Inès", gate: disk.gate)
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let note = try town.write(office, file, .droits, "Un mot.")
    let typed = note.description
    let looks: [() throws -> Bool] = [
      { try office.notebook.showNote(typed, at: town.now).text == "Un mot." },
      { try office.notebook.noteHistory(typed, at: town.now).count == 1 },
      { try office.notebook.listNotes(file.description, at: town.now).count == 1 },
      { try office.notebook.search("mot", at: town.now).count == 1 },
      { try office.notebook.showCase(file.description, at: town.now).born == nil },
      { try office.notebook.listConsents(file.description, at: town.now).isEmpty },
    ]
    let before = try actions(office)
    // A search leaves a line of its own, and one for the case file whose words it shows.
    for (look, unwritten) in zip(looks, [1, 2, 3, 5, 6, 7]) {
      disk.fail(after: 0)
      #expect(try look())
      #expect(office.notebook.unwrittenLooks == unwritten)
    }
    disk.fail(after: 0)
    let copy = try office.notebook.exportCase(file.description, withLog: true, at: town.now)
    #expect(copy.records.count == 1)
    #expect(copy.log?.events.last?.action == "logRead")
    let seen = ["read", "read", "read", "search", "search", "read", "read", "export", "logRead"]
    #expect(try actions(office) == before + seen)
    #expect(try rows(office) == before.count)
    try town.write(office, file, .droits, "Un autre.")
    #expect(office.notebook.unwrittenLooks == 0)
    #expect(try actions(office) == before + seen + ["write"])
    #expect(try rows(office) == before.count + 10)
    #expect(
      try town.open(office.folder, worker: "Inès").notebook.accessLog(nil).events.map(\.action)
        == before + seen + ["write"])
  }

  @Test("stays to be written when only the writing down fails, and the write before it holds")
  func writeHolds() throws {
    let town = Town(seed: 61)
    let disk = Disk()
    let office = try town.office("Permanence", worker: "Inès", gate: disk.gate)
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    disk.fail(after: 0)
    _ = try office.notebook.listNotes(file.description, at: town.now)
    disk.fail(after: 1)
    try town.write(office, file, .droits, "Un mot.")
    disk.heal()
    #expect(office.notebook.unwrittenLooks == 1)
    #expect(try town.texts(office, file.description) == ["Un mot."])
    #expect(office.notebook.unwrittenLooks == 0)
  }

  @Test("does not excuse a busy ledger: it can be logged in a moment")
  func busy() throws {
    let town = Town(seed: 62)
    var isBusy = false
    let gate = CommitGate { _ in if isBusy { throw StoreError.busy } }
    let office = try town.office("Permanence", worker: "Inès", gate: gate)
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    isBusy = true
    #expect(throws: StoreError.busy) {
      try office.notebook.listNotes(file.description, at: town.now)
    }
    #expect(office.notebook.unwrittenLooks == 0)
  }

  // Never 22
  @Test("is refused once too many wait in memory")
  func bounded() throws {
    let town = Town(seed: 63)
    var isFull = false
    let gate = CommitGate { _ in if isFull { throw StoreError.diskFull } }
    let office = try town.office("Permanence", worker: "Inès", gate: gate)
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    isFull = true
    for _ in 0..<NotebookLimits.unwrittenLooks {
      try office.notebook.log(
        [Look(action: .read, place: .own(file), volets: [])], at: town.now)
    }
    #expect(throws: StoreError.diskFull) {
      try office.notebook.listNotes(file.description, at: town.now)
    }
    isFull = false
    #expect(try office.notebook.listNotes(file.description, at: town.now).isEmpty)
    #expect(office.notebook.unwrittenLooks == 0)
  }

  @Test("is all that a disk with no page left refuses a reader")
  func noPageLeft() throws {
    let town = Town(seed: 64)
    let office = try town.office("Permanence", worker: "Inès")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let note = try town.write(office, file, .droits, String(repeating: "Un mot. ", count: 500))
    try office.notebook.ledger.limitSize(pages: 1)
    var unwritten = 0
    for _ in 0..<64 {
      _ = try office.notebook.showNote(note.description, at: town.now)
      unwritten = max(unwritten, office.notebook.unwrittenLooks)
    }
    #expect(unwritten > 0, "the rows all found room")
    #expect(throws: StoreError.diskFull) {
      try town.write(office, file, .droits, String(repeating: "Long. ", count: 9_000))
    }
  }
}
