import CRDT
import CaseFile
import Envelope
import Foundation
import GRDB
import Replication
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("What is kept of notes", .timeLimit(.minutes(30)))
struct KeptNotesTests {
  private func told(_ note: RecordSummary) -> String {
    let values = RecordValues(note.values.byField.filter { $0.key != "text" })
    return "\(note.record) in \(note.place) \(note.volet.code) \(note.type?.name ?? "?") \(values) "
      + "\(note.state) \(note.marks) began: \(note.creation) by \(note.authors) of \(note.service) "
      + "co-signed: \(note.coSigners) deleted: \(note.deletion.map { "\($0)" } ?? "-") \(note.version) \(note.isOfService)"
  }

  /// Nil for whoever may read nothing here.
  private func listed(_ office: Office, _ file: CaseID, _ town: Town) throws -> [String]? {
    do {
      return try office.notebook.listNotes(file.description, deleted: true, at: town.now)
        .map(told)
    } catch is NotebookError {
      return nil
    }
  }

  /// The slow twin: every document of the case file, opened.
  private func opened(_ office: Office, _ file: CaseID, _ town: Town) throws -> [String] {
    try office.notebook.read { ledger in
      try office.notebook.records(
        in: .own(file), of: .note, deleted: true, ledger, at: town.now
      ).map { told($0.summary) }
    }
  }

  private func row(_ office: Office, _ file: CaseID) throws -> [UInt8]? {
    try office.notebook.read { try $0.keptNotes(of: file) }
  }

  /// One deed by chance, of whoever can do it.
  private func act(
    _ step: Int, _ dice: Seed, _ offices: [Office], _ file: CaseID, _ notes: inout [DocumentID],
    _ town: Town
  ) throws {
    func some<T>(_ list: [T]) -> T { list[Int(dice.next() % UInt64(list.count))] }
    let (office, volet) = (some(offices), some([Volet.projet, .logement, .sante]))
    let notebook = office.notebook
    let deed = dice.next() % 14
    guard deed > 3, deed < 11, !notes.isEmpty else {
      switch deed {
      case 11:
        _ = try offices[0].notebook.addServiceRecord(
          .roleAccess,
          [
            "role": ["intervenant"], "volet": [volet.code],
            "access": [some(["ses_notes", "lecture_cosignee", "rien", "lecture_ecriture"])],
          ], zone: 60, at: town.now)
      case 12, 13:
        // Nobody is at work there once she has ended.
        _ = try town.exchange(
          offices[0].notebook, step < 40 ? offices[1].notebook : offices[1].operator)
      case _:
        notes.append(try town.write(office, file, volet, "Un mot \(step).", title: "Titre \(step)"))
      }
      return
    }
    let note = some(notes).description
    switch deed {
    case 4, 5:
      _ = try notebook.editNote(
        note, NoteRevision(kind: nil, title: "Autre \(step)", happened: nil, text: nil), zone: 60,
        at: town.now)
    case 6:
      _ = try notebook.editNote(
        note, NoteRevision(kind: nil, title: nil, happened: nil, text: "Un seul mot \(step)."),
        zone: 60, at: town.now)
    case 7: _ = try notebook.deleteNote(note, zone: 60, at: town.now)
    case 8:
      let versions = try notebook.noteHistory(note, at: town.now)
      _ = try notebook.restoreNote(note, some(versions).change.description, zone: 60, at: town.now)
    case 9 where step.isMultiple(of: 2): _ = try notebook.settleNote(note, zone: 60, at: town.now)
    case 9:
      _ = try notebook.showNote(note, at: town.now)
      _ = try notebook.coSignNote(note, zone: 60, at: town.now)
    case _: _ = try notebook.eraseNote(note, at: town.now)
    }
  }

  @Test(
    "After whatever was written, merged, deleted, restored, erased, forbidden or ended, a list shows what reading everything shows",
    arguments: 0..<10)
  func histories(_ seed: Int) throws {
    let town = Town(seed: UInt64(7200 + seed))
    let dice = Seed(UInt64(7200 + seed))
    let main = try town.office("Maison", worker: "Marc")
    let other = try town.branch(of: main, worker: "Nadia")
    let file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    var notes: [DocumentID] = []
    for step in 0..<60 {
      town.tickOne()
      do {
        // What she writes afterwards without having heard is marked.
        if step == 40 { _ = try main.operator.endWorker(name: "Nadia", at: town.now) }
        try act(step, dice, [main, other], file, &notes, town)
      } catch is NotebookError {
        // What cannot be done now is not done.
      } catch ReplicaError.statementRefused(.author) {
        // Who has ended and has heard of it states nothing.
        try #require(step > 40, "seed \(seed), step \(step)")
      }
      for office in [main, other] {
        try office.notebook.replica.refresh()
        guard let shown = try listed(office, file, town) else { continue }
        let whole = try opened(office, file, town)
        #expect(shown == whole, "seed \(seed), step \(step)")
      }
    }
    #expect(try row(main, file) != nil)
  }

  @Test(
    "What did not open is listed as it reads once it opens, and as closed once it no longer does")
  func keys() throws {
    let town = Town(seed: 7210)
    let office = try town.office("Maison", worker: "Marc")
    let notebook = office.notebook
    let file = try notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let note = try town.write(office, file, .droits, "Un mot.", title: "Titre")
    try town.write(office, file, .droits, "Un autre.", title: "Autre")
    let (secret, change) = try notebook.read { ledger in
      (
        try #require(try ledger.noteSecret(of: note)),
        try #require(try ledger.changes(of: note).first)
      )
    }
    let disk = try DatabaseQueue(path: office.folder + "/ledger.db")
    try disk.write {
      try $0.execute(
        sql: "DELETE FROM note_secret WHERE document = (SELECT number FROM document WHERE id = ?)",
        arguments: [Data(note.bytes)])
    }
    func states() throws -> [RecordSummary.State] {
      let found = try notebook.listNotes(file.description, at: town.now)
      let whole = try opened(office, file, town)
      #expect(found.map(told) == whole)
      return found.map(\.state)
    }
    #expect(try states() == [.current, .damaged])
    #expect(try states() == [.current, .damaged])
    try notebook.replica.write(at: town.now) { try $0.restoreSecret(secret, of: change) }
    #expect(try states() == [.current, .current])
    #expect(try states() == [.current, .current])
    // A kind that is known no longer is one of a newer version.
    notebook.kinds = notebook.kinds.filter { $0 != .note }
    #expect(try states() == [.newer, .newer])
    #expect(try states() == [.newer, .newer])
    notebook.kinds = RecordType.all
    #expect(try states() == [.current, .current])
  }

  @Test("A list opens what came since the last one, and is kept again once enough came")
  func costs() throws {
    let town = Town(seed: 7211)
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    for number in 0..<40 { try town.write(office, file, .droits, "Note \(number).") }
    func cost() throws -> Int {
      let before = office.notebook.tally.documents
      _ = try office.notebook.listNotes(file.description, at: town.now)
      return office.notebook.tally.documents - before
    }
    #expect(try cost() >= 40)
    #expect(try cost() == 0)
    let first = try row(office, file)
    try town.write(office, file, .droits, "Une de plus.")
    // A document without a checkpoint is looked up up to three times.
    #expect(try (1...3).contains(cost()))
    #expect(try (1...3).contains(cost()))
    #expect(try row(office, file) == first)
    for number in 0..<2 { try town.write(office, file, .droits, "Encore \(number).") }
    #expect(try (3...9).contains(cost()))
    #expect(try row(office, file) != first)
    #expect(try cost() == 0)
  }

  @Test("What erases a note takes the row away in its own transaction, and nothing comes back")
  func erased() throws {
    let town = Town(seed: 7212)
    let office = try town.office("Maison", worker: "Marc")
    let notebook = office.notebook
    let file = try notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let note = try town.write(office, file, .droits, "Un mot.", title: "Secret")
    let shown = try #require(try listed(office, file, town))
    #expect(shown.contains { $0.contains("Secret") })
    #expect(try row(office, file) != nil)
    // Read before the erasure and kept after it: as another process may.
    var fresh = FreshNotes()
    try notebook.replica.write(at: town.now) { try $0.removeKeptNotes(of: file) }
    _ = try notebook.read {
      try notebook.listedNotes(in: .own(file), deleted: true, &fresh, $0, at: town.now)
    }
    #expect(fresh.rows[file]?.entries.count == 1)
    try notebook.replica.write(at: town.now) { try $0.eraseNoteSecret(of: note) }
    #expect(try row(office, file) == nil)
    notebook.keep(fresh, at: town.now)
    #expect(try row(office, file) == nil)
    #expect(try listed(office, file, town) == [])
    #expect(try row(office, file) != nil)
  }

  @Test("A row that was altered, or is of another case file or another node, is as none")
  func altered() throws {
    let town = Town(seed: 7213)
    let office = try town.office("Maison", worker: "Marc")
    let notebook = office.notebook
    let files = try ["A. V.", "B. W."].map { name in
      town.tickOne()
      return try notebook.openCase(name: name, born: nil, zone: 0, at: town.now)
    }
    for (file, title) in zip(files, ["Ici", "Là"]) {
      try town.write(office, file, .droits, "Un mot.", title: title)
      _ = try listed(office, file, town)
    }
    let branch = try town.branch(of: office, worker: "Nadia")
    try town.exchange(office.notebook, branch.notebook)
    try town.write(branch, files[0], .droits, "Un mot de plus.", title: "Ailleurs")
    _ = try listed(branch, files[0], town)
    let right = try opened(office, files[0], town)
    let good = try #require(try row(office, files[0]))
    var flipped = good
    flipped[good.count / 2] ^= 1
    let others = [try row(office, files[1]), try row(branch, files[0])].compactMap(\.self)
    try #require(others.count == 2)
    for bad in [[], Array(good.dropLast()), flipped] + others {
      try notebook.replica.write(at: town.now) { try $0.keepNotes(bad, of: files[0]) }
      #expect(try listed(office, files[0], town) == right)
      #expect(try row(office, files[0]) != bad)
    }
  }

  @Test("What is written of notes reads back by the same kinds, and nothing else does")
  func bytes() throws {
    let town = Town(seed: 7214)
    let office = try town.office("Maison", worker: "Marc")
    let notebook = office.notebook
    let file = try notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let note = try town.write(office, file, .droits, "Un mot.", title: "Titre")
    _ = try notebook.deleteNote(note.description, zone: 60, at: town.now)
    try town.write(office, file, .projet, "Un autre.")
    var fresh = FreshNotes()
    _ = try notebook.read {
      try notebook.listedNotes(in: .own(file), deleted: true, &fresh, $0, at: town.now)
    }
    let kept = try #require(fresh.rows[file])
    #expect(kept.entries.count == 2 && kept.entries.contains { $0.deletion != nil })
    #expect(!kept.entries.contains { $0.values["text"] != nil })
    let digest = KeptNotes.digest(of: RecordType.all)
    let bytes = kept.bytes(by: digest)
    #expect(KeptNotes(bytes: bytes, by: digest) == kept)
    #expect(KeptNotes(bytes: bytes, by: KeptNotes.digest(of: [.right])) == nil)
    for count in 0..<bytes.count {
      #expect(KeptNotes(bytes: Array(bytes.prefix(count)), by: digest) == nil)
    }
    #expect(KeptNotes(bytes: bytes + [0], by: digest) == nil)
  }
}
