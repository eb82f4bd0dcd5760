import CaseFile
import Consent
import Envelope
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("Several people at one replica")
struct SeatTests {
  /// Driss, who comes to work on the node of an office, at a notebook of his own over its replica.
  private func driss(at office: Office, _ town: Town) throws -> WorkerSession {
    _ = try office.operator.addWorker(
      name: "Driss", role: .intervenant, passphrase: Town.passphrase, at: town.now)
    try office.notebook.admitAdded("Driss", at: town.now)
    return try WorkerSession.open(
      beside: office.notebook.replica, with: .worker(name: "Driss", passphrase: Town.passphrase))
  }

  private func write(_ notebook: WorkerSession, _ text: String, _ file: CaseID, _ town: Town) throws
  {
    town.tickOne()
    _ = try notebook.addNote(
      NoteDraft(
        volet: .projet, kind: "entretien", title: nil, happened: nil, written: nil, text: text),
      to: file.description, zone: 60, at: town.now)
  }

  private func texts(_ notebook: WorkerSession, _ place: String, _ town: Town) throws -> Set<String>
  {
    Set(
      try notebook.listNotes(place, at: town.now).map {
        try notebook.showNote($0.record.description, at: town.now).text
      })
  }

  @Test(
    "Each signs and is logged under her own name, and reads what the other wrote a moment ago")
  func twoAtOnce() throws {
    let town = Town(seed: 910)
    let office = try town.office("Prison", worker: "Claire")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 60, at: town.now)
    let (claire, driss) = (office.notebook, try driss(at: office, town))
    try write(claire, "De Claire.", file, town)
    try write(driss, "De Driss.", file, town)
    for reader in [claire, driss] {
      #expect(try texts(reader, file.description, town) == ["De Claire.", "De Driss."])
    }
    #expect([claire.workerName, driss.workerName] == ["Claire", "Driss"])
    let listed = try claire.listNotes(file.description, at: town.now)
    #expect(Set(listed.flatMap(\.authors)) == ["Claire", "Driss"])
    let written = try claire.accessLog(nil, at: town.now).events.filter { $0.action == "write" }
    #expect(Set(written.map(\.worker)) == ["Claire", "Driss"])
  }

  @Test("One locks while the other writes: nothing is lost, and the one reads and writes no more")
  func oneLocks() throws {
    let town = Town(seed: 911)
    let office = try town.office("Prison", worker: "Claire")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 60, at: town.now)
    let (claire, driss) = (office.notebook, try driss(at: office, town))
    try write(driss, "Avant.", file, town)
    town.tickOne()
    let operations = try RecordEdit.creation(
      .note, ["kind": ["entretien"], "text": ["Pendant."]], in: .projet)
    try claire.write(at: town.now) { ledger in
      let projet = try claire.tag(of: .projet, in: file, ledger)
      // In the middle of what she writes.
      driss.lock()
      _ = try claire.create(
        operations, in: projet, case: file, zone: 60, into: ledger, at: town.now)
    }
    #expect(driss.workerName == nil)
    #expect(throws: NotebookError.self) { try write(driss, "Après.", file, town) }
    #expect(throws: NotebookError.self) { try texts(driss, file.description, town) }
    #expect(try texts(claire, file.description, town) == ["Avant.", "Pendant."])
    // He comes back, and finds everything.
    let again = try WorkerSession.open(
      beside: claire.replica, with: .worker(name: "Driss", passphrase: Town.passphrase))
    #expect(try texts(again, file.description, town) == ["Avant.", "Pendant."])
  }

  @Test("What is purged leaves the keyring of everybody at the replica")
  func purged() throws {
    let two = try TwoServices(912)
    let town = two.town
    let marc = two.housing.notebook
    let driss = try driss(at: two.housing, town)
    let consent = try two.give([.droits], past: .all)
    try town.write(two.prison, two.file, .droits, "Un mot.")
    try two.meet()
    let share = try #require(try marc.listReceived(at: town.now).first).share
    let epochs = try marc.read { ledger in
      try marc.replica.share(share, ledger)?.wraps.map(\.start.epoch) ?? []
    }
    #expect(!epochs.isEmpty)
    for reader in [marc, driss] {
      #expect(try texts(reader, share.description, town) == ["Un mot."])
      #expect(try epochs.contains(where: try reader.worker().keyring.holds))
    }
    try two.withdraw(consent)
    try two.meet()
    for reader in [marc, driss] {
      _ = try reader.read { try $0.keyedDuties() }
      #expect(try !epochs.contains(where: try reader.worker().keyring.holds))
    }
  }

  @Test("Work that asks for a worker is done by nobody else, and by nobody once she has locked")
  func workOfWorkers() async throws {
    let town = Town(seed: 914)
    let office = try town.office("Prison", worker: "Claire")
    let now = town.now
    let claire = try WorkerSession.open(
      at: office.folder, with: .worker(name: "Claire", passphrase: Town.passphrase),
      chance: Seed(915).chance)
    claire.lock()
    let seats = [
      SharedReplica(
        try Notebook.open(
          at: office.folder, with: .operator(passphrase: Town.passphrase), chance: Seed(916).chance),
        clock: { now }),
      SharedReplica(claire, clock: { now }),
    ]
    for shared in seats {
      #expect(try await shared.work { notebook, _ in try notebook.workers().count } == 1)
      await #expect {
        try await shared.work(as: WorkerSession.self) { _, _ in }
      } throws: { error in
        if case NotebookError.workerOnly = error { true } else { false }
      }
    }
  }

  @Test("A passphrase opens nothing beside a replica that it would not open alone")
  func wrongPassphrase() throws {
    let town = Town(seed: 913)
    let office = try town.office("Prison", worker: "Claire")
    let other = Passphrase(Array("une autre phrase, aussi longue".utf8))
    #expect(throws: NotebookError.self) {
      try WorkerSession.open(
        beside: office.notebook.replica, with: .worker(name: "Claire", passphrase: other))
    }
    #expect(throws: NotebookError.self) {
      try WorkerSession.open(
        beside: office.notebook.replica, with: .worker(name: "Zoé", passphrase: Town.passphrase))
    }
  }
}
