import CRDT
import CaseFile
import Consent
import Envelope
import Foundation
import Replication
import Store
import SwiftProtobuf
import Testing
import Wire

@testable import Notebook
@testable import Replica

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
    #expect(try !notebook.listNotes(file.description, at: town.now).contains { $0.record == note })
    #expect(try notebook.search("zibeline", at: town.now).isEmpty)
    let copy = try notebook.exportCase(file.description, withLog: false, at: town.now)
    #expect(!copy.records.contains { $0.detail.summary.record == note })
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

  // Never 24
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
    #expect(try office.notebook.search("zibeline", at: town.now).map(\.summary.record) == [note])
    let droits = try office.notebook.showCase(file.description, at: town.now).volets
    #expect(droits.first { $0.volet == .droits }?.notes == 2)

    let erased = try office.notebook.eraseNote(note.description, at: town.now)
    #expect(erased.record == note && erased.answers.isEmpty)
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
    #expect(try fresh.notebook.accessLog(nil).events.filter { $0.action == "erase" }.count == 1)
    let said = try Picture(fresh.notebook).statements
    _ = try fresh.notebook.eraseNote(note.description, at: town.now)
    #expect(try Picture(fresh.notebook).statements == said)
    #expect(throws: NotebookError.self) {
      let card = try fresh.notebook.read { ledger in try ledger.allDocuments()[0] }
      #expect(card != note && card != kept)
      _ = try fresh.notebook.eraseNote(card.description, at: town.now)
    }
  }

  @Test("is erased on a node that nobody has unlocked, and a late edit lands on both, unread")
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
    try branch.notebook.replica.refresh()
    for office in [main, branch] {
      #expect(try changes(note, office).count == 2)
      try expectGone(note, of: file, office, town)
    }
    #expect(try !stands(secret, in: main))
    // Dan wrote without knowing: the key waits for him alone, and goes once his words are his again.
    #expect(try stands(secret, in: branch))
    let given = try branch.notebook.keepWords(zone: 0, at: town.now) { _, _ in
      "Rendu"
    } lines: { _, _ in
      []
    }
    #expect(given.count == 1)
    #expect(try !stands(secret, in: branch))
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
    #expect(
      try main.notebook.eraseNote(note.description, at: town.now).answers.map(\.service) == [
        "Maison"
      ])
    let received = try secret(of: sent, housing)
    let first = try main.notebook.eraseNote(sent.description, at: town.now)
    #expect(first.answers.map(\.state) == [.waiting])
    for other in [branch, housing] {
      let (summary, _) = try town.exchange(main.notebook, other.notebook)
      #expect(summary.rootsEqual == true)
    }
    #expect(town.refusals.isEmpty)
    #expect(try changes(note, branch).count == 1)
    try expectGone(note, of: file, branch, town)
    #expect(try changes(note, housing).isEmpty)
    // What a service has read, it has read; it was asked to forget, did, and says so.
    #expect(try town.texts(housing, share.description).isEmpty)
    #expect(try !stands(received, in: housing))
    #expect(try stands(sent.bytes, in: housing))
    let again = try main.notebook.eraseNote(sent.description, at: town.now)
    #expect(again.answers.map(\.isAttested) == [true])
    _ = try main.notebook.withdraw(given.consent.description, volets: nil, at: town.now)
    try town.exchange(main.notebook, housing.notebook)
    #expect(try !stands(received, in: housing))
    #expect(try !stands(unsent, in: housing))
    #expect(try housing.notebook.search("lu", at: town.now).isEmpty)
  }

  /// Two paired services, three shared notes of the first one, and a case file of the second linked both ways.
  private func shared(seed: UInt64) throws -> (
    town: Town, main: Office, housing: Office, file: CaseID, share: ShareID, notes: [DocumentID]
  ) {
    let town = Town(seed: seed)
    let main = try town.office("Permanence", worker: "Inès")
    let housing = try town.office("Maison", worker: "Marc")
    try town.pair(main, housing)
    let file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    _ = try main.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits], bothWays: true), for: file.description, zone: 0,
      at: town.now)
    let notes = try ["Corneille.", "Zibeline.", "Grive."].map {
      try town.write(main, file, .droits, $0)
    }
    try town.exchange(main.notebook, housing.notebook)
    let share = try #require(try housing.notebook.listReceived(at: town.now).first?.share)
    return (town, main, housing, file, share, notes)
  }

  @Test(
    "is forgotten by a service that received it, unlocked or not, and a late edit lands unreadable")
  func recipient() throws {
    let (town, main, housing, file, share, notes) = try shared(seed: 75)
    let (secret, kept) = (try secret(of: notes[1], housing), try secret(of: notes[0], housing))
    #expect(try housing.notebook.search("zibeline", at: town.now).count == 1)
    _ = try main.notebook.eraseNote(notes[1].description, at: town.now)
    #expect(try town.exchange(main.notebook, housing.operator).0.rootsEqual == true)
    try housing.notebook.replica.refresh()
    #expect(try !stands(secret, in: housing))
    #expect(try stands(kept, in: housing))
    #expect(try town.texts(housing, share.description) == ["Corneille.", "Grive."])
    #expect(try housing.notebook.search("zibeline", at: town.now).isEmpty)
    #expect(throws: NotebookError.self) {
      try housing.notebook.showNote(notes[1].description, at: town.now)
    }
    #expect(try changes(notes[1], housing) == changes(notes[1], main))
    #expect(try housing.notebook.verify().isSound)
    // An older copy that brings the words again brings them for nothing.
    try main.notebook.replica.startFeedsAnew()
    let (summary, _) = try town.exchange(main.notebook, housing.notebook)
    #expect(summary.rootsEqual == true && summary.refused == 0)
    #expect(try !stands(secret, in: housing))
    #expect(
      try main.notebook.eraseNote(notes[1].description, at: town.now).answers.map(\.isAttested) == [
        true
      ])
    try expectGone(notes[1], of: file, main, town)
  }

  @Test("is asked back by the node that sent it, when another node erased it meanwhile")
  func sentElsewhere() throws {
    let town = Town(seed: 76)
    let main = try town.office("Permanence", worker: "Inès")
    let branch = try town.branch(of: main, worker: "Dan", role: .referent)
    let housing = try town.office("Maison", worker: "Marc")
    let file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let note = try town.write(main, file, .droits, "La zibeline.")
    try town.exchange(main.notebook, branch.notebook)
    // The branch does not know of the consent that the main office acts on.
    try town.pair(main, housing)
    _ = try main.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits], past: .all), for: file.description, zone: 0,
      at: town.now)
    try town.exchange(main.notebook, housing.notebook)
    let secret = try secret(of: note, housing)
    #expect(try branch.notebook.eraseNote(note.description, at: town.now).answers.isEmpty)
    try town.exchange(branch.notebook, main.notebook)
    try main.notebook.maintain(at: town.now)
    try town.exchange(main.notebook, housing.notebook)
    #expect(try !stands(secret, in: housing))
    #expect(
      try main.notebook.eraseNote(note.description, at: town.now).answers.map(\.isAttested) == [
        true
      ])
  }

  @Test("is nothing that a service can order of notes that are not its own")
  func notTheirs() throws {
    let (town, main, housing, _, share, _) = try shared(seed: 77)
    let theirs = try housing.notebook.openCase(name: "Anouk", born: nil, zone: 0, at: town.now)
    _ = try housing.notebook.link(
      share.description, to: theirs.description, samePerson: true, at: town.now)
    let own = try town.write(housing, theirs, .droits, "À nous.")
    try town.exchange(housing.notebook, main.notebook)
    // The owner of the first share knows the note by the return share, and orders it forgotten in its own.
    _ = try main.notebook.write(at: town.now) { ledger in
      try main.notebook.state(
        .erasure(documents: [own]), in: .share(share), as: .worker, into: ledger, at: town.now)
    }
    try town.exchange(main.notebook, housing.notebook)
    #expect(try town.texts(housing, theirs.description) == ["À nous."])
    #expect(try housing.notebook.read { try $0.noteSecret(of: own) } != nil)
  }

  // Never 7
  @Test("A service cannot lay a change of its own into a note of another service")
  func stolenName() throws {
    let (town, main, housing, file, share, notes) = try shared(seed: 78)
    let theirs = try housing.notebook.openCase(name: "Anouk", born: nil, zone: 0, at: town.now)
    _ = try housing.notebook.link(
      share.description, to: theirs.description, samePerson: true, at: town.now)
    let own = try town.write(housing, theirs, .droits, "À nous.")
    try town.exchange(housing.notebook, main.notebook)
    let forged = try forge(own, like: notes[0], by: main)
    let outcome = try housing.notebook.write(at: town.now) { ledger in
      try housing.notebook.replica.admit(
        forged.change, secret: forged.secret, from: .peer(main.notebook.node, own: false),
        into: ledger, at: town.now)
    }
    // Another document, which the other service calls by the same name.
    let forgedID = try ChangeCodec.prove(forged.change).id
    #expect(outcome == .admitted(.change(forgedID)))
    #expect(
      try housing.notebook.read { try $0.changes(of: own).map(\.id) }.contains(forgedID) == false)
    #expect(try town.texts(housing, theirs.description) == ["À nous."])
    // Another node of the service, which has the forgery and not the note.
    let late = try town.branch(of: housing, worker: "Lou", role: .referent)
    _ = file
    #expect(try town.texts(late, theirs.description) == ["À nous."])
    try late.notebook.write(at: town.now) { ledger in
      try ledger.removeDocument(own)
      let outcome = try late.notebook.replica.admit(
        forged.change, secret: forged.secret, from: .peer(housing.notebook.node, own: true),
        into: ledger, at: town.now)
      // It came with the others, as the document of the other service that it is.
      #expect(outcome == .known(.change(forgedID)))
    }
    try housing.notebook.replica.startFeedsAnew()
    try town.exchange(housing.notebook, late.notebook)
    #expect(try town.texts(late, theirs.description) == ["À nous."])
    // The forgery holds no operation, and is named as what nobody will ever read of its service.
    let found = try late.notebook.verify()
    #expect((found.badSignatures, found.gaps, found.parked) == (0, 0, 0))
    #expect(found.unreadable.map(\.service) == ["Permanence"])
    #expect(found.unreadable.map(\.changes) == [1])
  }

  /// A first change of a document under somebody else's name for it, sealed like a note of `office`.
  private func forge(
    _ name: DocumentID, like note: DocumentID, by office: Office
  ) throws -> (change: SealedEnvelope, secret: [UInt8]) {
    try office.notebook.read { ledger in
      let model = try #require(try ledger.changes(of: note).first)
      let room = try office.notebook.worker()
      var chance = Seed(99).chance
      let secret = try room.keyring.makeNoteSecret(
        document: name, epoch: model.header.epoch, using: &chance)
      var header = model.header
      (header.document, header.secretHash) = (name, secret.hash)
      let change = try room.keyring.sealChange(
        header: header,
        content: ChangeContent(
          author: "X", role: "referent", clock: HybridClock(raw: 1 << 40), zone: 0, operations: []),
        secretRow: secret.row, author: room.keys.signing)
      return (SealedEnvelope(bytes: change.bytes), secret.row)
    }
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
    try office.notebook.write(at: town.now) { ledger in
      _ = try office.notebook.replica.park(
        change, row, from: .ourselves, because: .wrap, into: ledger)
    }
    _ = try office.notebook.eraseNote(note.description, at: town.now)
    let parked = try office.notebook.read { ledger in try ledger.parked() }
    for item in parked {
      #expect(try WireParkedItem(serializedBytes: item.bytes).secret.isEmpty)
    }
    try office.notebook.write(at: town.now) { ledger in
      _ = try office.notebook.replica.admit(
        SealedEnvelope(bytes: change.bytes), secret: row, from: .ourselves, into: ledger,
        at: town.now)
      #expect(try ledger.noteSecret(of: note) == nil)
      try ledger.restoreSecret(try #require(row), of: change)
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
    #expect(try branch.notebook.read { ledger in try !ledger.isErased(note) })
  }
}

extension ErasureAnswer {
  fileprivate var isAttested: Bool {
    if case .attested = state { true } else { false }
  }
}
