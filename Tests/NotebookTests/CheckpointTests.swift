import CRDT
import CaseFile
import Envelope
import Foundation
import GRDB
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("Checkpoints of documents")
struct CheckpointTests {
  /// Everything that a reader sees of a case file.
  private func answers(_ office: Office, _ file: CaseID, _ town: Town) throws -> [String] {
    let notebook = office.notebook
    var said = ["\(try notebook.listNotes(file.description, at: town.now))"]
    for note in try notebook.listNotes(file.description, at: town.now) {
      let typed = note.record.description
      said.append("\(try notebook.showNote(typed, at: town.now))")
      said.append("\(try notebook.noteHistory(typed, at: town.now))")
    }
    let copy = try notebook.exportCase(file.description, withLog: false, at: town.now)
    said.append("\(copy.records)")
    said.append("\(try notebook.search("mot", at: town.now))")
    said.append("\(try notebook.showCase(file.description, at: town.now))")
    return said
  }

  private func count(_ office: Office) throws -> Int {
    try office.notebook.read { ledger in try ledger.checkpointCount() }
  }

  private func throwAway(_ office: Office) throws {
    try office.notebook.commit { ledger in try ledger.removeCheckpoints() }
  }

  private func edit(
    _ office: Office, _ note: DocumentID, _ town: Town, text: String?, title: String? = nil
  ) throws {
    town.tickOne()
    _ = try office.notebook.editNote(
      note.description, NoteRevision(kind: nil, title: title, happened: nil, text: text), zone: 60,
      at: town.now)
  }

  /// A case file with notes of one, two and more changes, one of them read.
  private func written(_ town: Town, gate: CommitGate? = nil) throws -> (
    office: Office, file: CaseID, notes: [DocumentID]
  ) {
    let office = try town.office("Permanence", worker: "Inès", gate: gate)
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 60, at: town.now)
    let notes = try (0..<3).map { number -> DocumentID in
      let note = try town.write(office, file, .droits, "Un mot \(number).")
      for step in 0..<number {
        try edit(office, note, town, text: "Un mot \(number), revu \(step) fois.")
      }
      return note
    }
    return (office, file, notes)
  }

  @Test("Two nodes that write apart and together read the same with and without", arguments: 0..<4)
  func sameAnswers(seed: Int) throws {
    let town = Town(seed: UInt64(80 + seed))
    let main = try town.office("Maison", worker: "Marc")
    let branch = try town.branch(of: main, worker: "Lila")
    let file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 60, at: town.now)
    let notes = try ["Un mot.", "Autre mot."].map { try town.write(main, file, .projet, $0) }
    try town.exchange(main.notebook, branch.notebook)
    let choice = Seed(UInt64(seed))
    for step in 0..<10 {
      let office = choice.next() % 2 == 0 ? main : branch
      let note = notes[Int(choice.next() % 2)]
      switch choice.next() % 6 {
      case 0: try town.exchange(main.notebook, branch.notebook)
      case 1: try edit(office, note, town, text: nil, title: "Titre \(step)")
      case 2: _ = try office.notebook.listNotes(file.description, at: town.now)
      case _: try edit(office, note, town, text: "Un mot \(step).\nAutre \(choice.next() % 9).")
      }
      for office in [main, branch] {
        let from = try answers(office, file, town)
        #expect(try answers(office, file, town) == from)
        try throwAway(office)
        #expect(try count(office) == 0)
        #expect(try answers(office, file, town) == from, "seed \(seed), step \(step)")
      }
    }
    #expect(try count(main) > 0)
    try town.exchange(main.notebook, branch.notebook)
    #expect(try town.texts(main, file.description) == town.texts(branch, file.description))
    try throwAway(branch)
    try town.exchange(main.notebook, branch.notebook)
    #expect(try count(branch) == 0, "a checkpoint crossed the wire")
  }

  @Test("Reading from one opens no change, and without it the changes are needed")
  func opensNoChange() throws {
    let town = Town(seed: 90)
    let (office, file, notes) = try written(town)
    let before = try office.notebook.listNotes(file.description, at: town.now).count
    #expect(before == 3)
    // Notes of one change have none; the card of the person neither.
    #expect(try count(office) == 2)
    let other = try DatabaseQueue(path: office.folder + "/ledger.db")
    try other.write { try $0.execute(sql: "UPDATE change SET envelope = x'00'") }
    let page = try office.notebook.showNote(notes[2].description, at: town.now)
    #expect(page.text == "Un mot 2, revu 1 fois.")
    #expect(page.summary.author == "Inès")
    #expect(throws: StoreError.damaged) {
      try office.notebook.showNote(notes[0].description, at: town.now)
    }
    try throwAway(office)
    #expect(throws: StoreError.damaged) {
      try office.notebook.showNote(notes[2].description, at: town.now)
    }
  }

  @Test("Whatever is wrong with one, it is passed over and made again")
  func wrong() throws {
    let town = Town(seed: 91)
    let (office, file, notes) = try written(town)
    let outdated = try { () -> [UInt8] in
      _ = try office.notebook.listNotes(file.description, at: town.now)
      return try row(of: notes[2], office)
    }()
    try edit(office, notes[2], town, text: "Un mot 2, tout autre.")
    let right = try answers(office, file, town)
    let (good, others) = (try row(of: notes[2], office), try row(of: notes[1], office))
    #expect(good != outdated && good != others)
    var flipped = good
    flipped[flipped.count / 2] ^= 1
    for bad in [[], [0], Array(good.dropLast()), flipped, others, outdated, good + [0]] {
      try office.notebook.write(at: town.now) { ledger in
        try replace(bad, of: notes[2], ledger)
      }
      #expect(try row(of: notes[2], office) == bad)
      #expect(try answers(office, file, town) == right)
      #expect(try row(of: notes[2], office) != bad)
    }
  }

  @Test("One that names a change which is not here, or another history, is passed over")
  func otherHistory() throws {
    let town = Town(seed: 92)
    let (office, file, notes) = try written(town)
    let right = try answers(office, file, town)
    let records = try office.notebook.read { ledger -> [[UInt8]] in
      let opened = try office.notebook.openWhole(notes[2], ledger)
      var (missing, foreign, headless) = (opened, opened, opened)
      let first = try #require(opened.document.history.first)
      missing.authors[first] = nil
      foreign.document = try office.notebook.openWhole(notes[1], ledger).document
      headless.document = opened.document.at([first])
      return [missing, foreign, headless].compactMap { CheckpointRecord($0)?.bytes }
    }
    #expect(records.count == 3)
    for record in records {
      try office.notebook.write(at: town.now) { ledger in
        let secret = try ledger.noteSecret(of: notes[2]) ?? []
        let sealed = try office.notebook.worker().keyring.sealCheckpoint(
          record, of: notes[2], secretRow: secret, using: &office.notebook.chance)
        try replace(sealed, of: notes[2], ledger)
      }
      // Authors are told by the record alone: one that lacks some is ours to make, not to believe.
      let history = try office.notebook.noteHistory(notes[2].description, at: town.now)
      #expect(
        history.map(\.text) == ["Un mot 2.", "Un mot 2, revu 0 fois.", "Un mot 2, revu 1 fois."])
    }
    try throwAway(office)
    #expect(try answers(office, file, town) == right)
    let bytes = records[0]
    for length in 0..<min(bytes.count, 400) {
      #expect(CheckpointRecord(bytes: Array(bytes.prefix(length))) == nil)
    }
  }

  @Test("A purge and an erasure take them along")
  func destroyed() throws {
    let town = Town(seed: 93)
    let (prison, file, notes) = try written(town)
    let housing = try town.office("Maison", worker: "Marc")
    try town.pair(prison, housing)
    let given = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits], past: .all), for: file.description, zone: 0,
      at: town.now)
    try town.exchange(prison.notebook, housing.notebook)
    let share = try #require(try housing.notebook.listReceived(at: town.now).first?.share)
    #expect(try town.texts(housing, share.description).count == 3)
    #expect(try count(housing) == 2)
    _ = try prison.notebook.withdraw(given.consent.description, volets: nil, at: town.now)
    try town.exchange(prison.notebook, housing.operator)
    try housing.notebook.replica.refresh()
    #expect(try count(housing) == 0)
    _ = try prison.notebook.listNotes(file.description, at: town.now)
    #expect(try count(prison) == 2)
    _ = try prison.notebook.eraseNote(notes[2].description, at: town.now)
    #expect(try count(prison) == 1)
    let epoch = try prison.notebook.read { ledger in
      try #require(try ledger.changes(of: notes[1]).first).header.epoch
    }
    try prison.notebook.write(at: town.now) { ledger in
      let kept = try ledger.checkpoint(of: notes[1]) ?? []
      try ledger.eraseNoteSecret(of: notes[1])
      try ledger.saveCheckpoint(kept, of: notes[1], epoch: epoch)
      #expect(try ledger.checkpointCount() == 0)
    }
  }

  @Test("Where the disk has room for the row of the log alone, the row goes")
  func noRoom() throws {
    let town = Town(seed: 94)
    let disk = Disk()
    let (office, file, _) = try written(town, gate: disk.gate)
    let rows = try office.notebook.accessLog(nil).events.count
    disk.fail(after: 0)
    #expect(try office.notebook.listNotes(file.description, at: town.now).count == 3)
    #expect(office.notebook.unwrittenLooks == 0)
    #expect(try office.notebook.accessLog(nil).events.count == rows + 1)
    #expect(try count(office) == 0)
    // What is kept of the notes would open none of them.
    try office.notebook.commit { try $0.removeKeptNotes(of: file) }
    _ = try office.notebook.listNotes(file.description, at: town.now)
    #expect(try count(office) == 2)
  }

  private func row(of note: DocumentID, _ office: Office) throws -> [UInt8] {
    try #require(try office.notebook.read { ledger in try ledger.checkpoint(of: note) })
  }

  private func replace(_ sealed: [UInt8], of note: DocumentID, _ ledger: LedgerWriter) throws {
    let epoch = try #require(try ledger.changes(of: note).first).header.epoch
    try ledger.saveCheckpoint(sealed, of: note, epoch: epoch)
  }
}
