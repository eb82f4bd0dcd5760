import CRDT
import CaseFile
import Envelope
import Foundation
import Replication
import Store
import SwiftProtobuf
import Testing
import Wire

@testable import Notebook

@Suite("An erased note")
struct ErasureTests {
  /// Twelve bytes in a row are nowhere by chance.
  private static let window = 12

  /// Whether any twelve bytes of `secret` stand in a file of the home, its write-ahead log included.
  private func stands(_ secret: [UInt8], in office: Office) throws -> Bool {
    let home = URL(fileURLWithPath: office.folder)
    for name in try FileManager.default.subpathsOfDirectory(atPath: office.folder) {
      let bytes = try Data(contentsOf: home.appendingPathComponent(name))
      for start in 0...(secret.count - Self.window) {
        if bytes.range(of: Data(secret[start..<(start + Self.window)])) != nil { return true }
      }
    }
    return false
  }

  /// The sealed part of a note secret's row: the epoch's name before it stays on the disk by right.
  private func secret(of note: DocumentID, _ office: Office) throws -> [UInt8] {
    let row = try #require(
      try office.notebook.read { ledger in try ledger.noteSecret(of: note) })
    let wire = try WireNoteSecret(serializedBytes: row)
    #expect(EpochID(wire.epoch) != nil)
    return Array(row.dropFirst(36))
  }

  private func changes(_ note: DocumentID, _ office: Office) throws -> Set<ChangeID> {
    try office.notebook.read { ledger in Set(try ledger.changes(of: note).map(\.id)) }
  }

  private func heads(_ note: DocumentID, _ office: Office) throws -> [ChangeID] {
    try office.notebook.read { ledger in try ledger.heads(of: note) }
  }

  private func revision(_ text: String) -> NoteRevision {
    NoteRevision(kind: nil, title: nil, happened: nil, text: text)
  }

  /// Nothing that a reader can ask for shows the note.
  private func expectGone(
    _ note: DocumentID, of file: CaseID, _ office: Office, _ town: Town
  ) throws {
    let notebook = office.notebook
    let typed = note.description
    #expect(try !notebook.listNotes(file.description, at: town.now).contains { $0.note == note })
    #expect(try notebook.search("zibeline", at: town.now).isEmpty)
    let copy = try notebook.exportCase(file.description, withLog: false, at: town.now)
    #expect(!copy.notes.contains { $0.detail.summary.note == note })
    let acts: [() throws -> Void] = [
      { _ = try notebook.showNote(typed, at: town.now) },
      { _ = try notebook.noteHistory(typed, at: town.now) },
      { _ = try notebook.editNote(typed, self.revision("Encore."), zone: 0, at: town.now) },
      { _ = try notebook.deleteNote(typed, zone: 0, at: town.now) },
    ]
    for act in acts {
      do {
        try act()
        Issue.record("the note is still there")
      } catch NotebookError.noteErased {
        continue
      }
    }
    let verified = try notebook.verify()
    #expect(verified.isSound, "\(verified)")
  }

  @Test("leaves neither words nor key, here or in a fresh opening; ids and causality remain")
  func owner() throws {
    let town = Town(seed: 70)
    let office = try town.office("Permanence", worker: "Inès")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let kept = try town.write(office, file, .droits, "Un mot qui reste.")
    let note = try town.write(office, file, .droits, "La zibeline.", title: "Confié")
    _ = try office.notebook.editNote(
      note.description, revision("La zibeline et le reste."), zone: 0, at: town.now)
    let secret = try secret(of: note, office)
    _ = try office.notebook.showNote(note.description, at: town.now)
    let checkpoint = try #require(
      try office.notebook.read { ledger in try ledger.checkpoint(of: note) })
    #expect(try stands(Array(checkpoint.prefix(64)), in: office))
    let (before, ends) = (try changes(note, office), try heads(note, office))
    #expect(before.count == 2)
    #expect(try stands(secret, in: office))
    #expect(try office.notebook.search("zibeline", at: town.now).map(\.note) == [note])
    let droits = try office.notebook.showCase(file.description, at: town.now).volets
    #expect(droits.first { $0.volet == .droits }?.notes == 2)

    let erased = try office.notebook.eraseNote(note.description, at: town.now)
    #expect(erased.note == note && erased.received.isEmpty)
    #expect(try !stands(secret, in: office))
    #expect(try !stands(Array(checkpoint.prefix(64)), in: office))
    let left = try office.notebook.read { ledger in try ledger.checkpointCount() }
    #expect(left == 0)
    #expect(try stands(note.bytes, in: office))
    #expect(try changes(note, office) == before)
    #expect(try heads(note, office) == ends)
    try expectGone(note, of: file, office, town)
    let fewer = try office.notebook.showCase(file.description, at: town.now).volets
    #expect(fewer.first { $0.volet == .droits }?.notes == 1)

    let fresh = try town.open(office.folder, worker: "Inès")
    try expectGone(note, of: file, fresh, town)
    #expect(try town.texts(fresh, file.description) == ["Un mot qui reste."])
    #expect(try fresh.notebook.accessLog(nil).filter { $0.action == "erase" }.count == 1)
    let said = try Picture(fresh.notebook).statements
    _ = try fresh.notebook.eraseNote(note.description, at: town.now)
    #expect(try Picture(fresh.notebook).statements == said)
    #expect(throws: NotebookError.self) {
      let card = try fresh.notebook.read { ledger in try ledger.allDocuments()[0] }
      #expect(card != note && card != kept)
      _ = try fresh.notebook.eraseNote(card.description, at: town.now)
    }
  }

  @Test("is erased on a node that nobody has unlocked, and a late edit lands on both, unreadable")
  func otherNode() throws {
    let town = Town(seed: 71)
    let main = try town.office("Permanence", worker: "Inès")
    let branch = try town.branch(of: main, worker: "Dan", role: .referent)
    let file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let note = try town.write(main, file, .droits, "La zibeline.")
    try town.exchange(main.notebook, branch.notebook)
    let secret = try secret(of: note, branch)
    _ = try branch.notebook.editNote(
      note.description, revision("La zibeline, vue d’ailleurs."), zone: 0, at: town.now)
    _ = try main.notebook.eraseNote(note.description, at: town.now)
    #expect(try stands(secret, in: branch))
    let (summary, _) = try town.exchange(main.notebook, branch.operator)
    #expect(summary.rootsEqual == true)
    try branch.notebook.refresh()
    for office in [main, branch] {
      #expect(try changes(note, office).count == 2)
      #expect(try !stands(secret, in: office))
      try expectGone(note, of: file, office, town)
    }
    #expect(try heads(note, main) == heads(note, branch))
    #expect(town.refusals.isEmpty)
  }

  @Test(
    "reaches a node that never held it as ids alone, and never a service that had not received it")
  func unheld() throws {
    let town = Town(seed: 72)
    let main = try town.office("Permanence", worker: "Inès")
    let branch = try town.branch(of: main, worker: "Dan", role: .referent)
    let housing = try town.office("Maison", worker: "Marc")
    try town.pair(main, housing)
    let file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let given = try main.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits]), for: file.description, zone: 0, at: town.now)
    let sent = try town.write(main, file, .droits, "Déjà lu.")
    try town.exchange(main.notebook, housing.notebook)
    let share = try #require(try housing.notebook.listReceived(at: town.now).first?.share)
    let note = try town.write(main, file, .droits, "La zibeline.")
    let unsent = try secret(of: note, main)
    #expect(try main.notebook.eraseNote(note.description, at: town.now).received == ["Maison"])
    let received = try secret(of: sent, housing)
    #expect(try main.notebook.eraseNote(sent.description, at: town.now).received == ["Maison"])
    for other in [branch, housing] {
      let (summary, _) = try town.exchange(main.notebook, other.notebook)
      #expect(summary.rootsEqual == true)
    }
    #expect(town.refusals.isEmpty)
    #expect(try changes(note, branch).count == 1)
    try expectGone(note, of: file, branch, town)
    #expect(try changes(note, housing).isEmpty)
    // What a service has read, it has read; a withdrawal asks it to forget.
    #expect(try town.texts(housing, share.description) == ["Déjà lu."])
    #expect(try stands(received, in: housing))
    #expect(try stands(sent.bytes, in: housing))
    _ = try main.notebook.withdraw(given.consent.description, volets: nil, at: town.now)
    try town.exchange(main.notebook, housing.notebook)
    #expect(try !stands(received, in: housing))
    #expect(try !stands(sent.bytes, in: housing))
    #expect(try !stands(unsent, in: housing))
    #expect(try housing.notebook.search("lu", at: town.now).isEmpty)
  }

  @Test("does not take its key back from an older copy, nor from what is parked")
  func oldCopies() throws {
    let town = Town(seed: 73)
    let office = try town.office("Permanence", worker: "Inès")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let note = try town.write(office, file, .droits, "La zibeline.")
    let secret = try secret(of: note, office)
    let (change, row) = try office.notebook.read { ledger in
      (try #require(try ledger.changes(of: note).first), try ledger.noteSecret(of: note))
    }
    try office.notebook.write { ledger in
      let parked = WireParkedItem.with {
        $0.change = .init(change.bytes)
        $0.secret = .init(row ?? [])
      }
      _ = try office.notebook.park(
        .change(change.id), parked, from: .ourselves, because: "waiting", into: ledger)
    }
    _ = try office.notebook.eraseNote(note.description, at: town.now)
    let parked = try office.notebook.read { ledger in try ledger.parked() }
    for item in parked {
      #expect(try WireParkedItem(serializedBytes: item.bytes).secret.isEmpty)
    }
    try office.notebook.write { ledger in
      _ = try office.notebook.admit(
        SealedEnvelope(bytes: change.bytes), secret: row, from: .ourselves, into: ledger,
        at: town.now)
      #expect(try ledger.noteSecret(of: note) == nil)
      _ = try ledger.insertChange(change, secret: row)
      #expect(try ledger.noteSecret(of: note) == nil)
    }
    #expect(try !stands(secret, in: office))
  }

  @Test("was erased by somebody whose role writes there, in a case file of the service")
  func refused() throws {
    let town = Town(seed: 74)
    let main = try town.office("Permanence", worker: "Inès")
    let branch = try town.branch(of: main, worker: "Sol", role: .secretariat)
    let file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let note = try town.write(main, file, .sante, "La zibeline.")
    try town.exchange(main.notebook, branch.notebook)
    #expect(throws: NotebookError.self) {
      try branch.notebook.eraseNote(note.description, at: town.now)
    }
    #expect(throws: NotebookError.self) { try branch.operator.eraseNote("abcd", at: town.now) }
    #expect(try branch.notebook.read { ledger in try !ledger.isErased(note) })
  }
}
