import CaseFile
import Envelope
import GRDB
import Replication
import Store
import Testing

@testable import Notebook

@Suite("The gate, as a stranger's peer tries it")
struct GateTests {
  /// A case file of one office whose rights are shared with another one that has exchanged already.
  private func shared(seed: UInt64) throws -> (town: Town, giver: Office, taker: Office, CaseID) {
    let town = Town(seed: seed)
    let giver = try town.office("Permanence", worker: "Inès")
    let taker = try town.office("Maison", worker: "Marc")
    try town.pair(giver, taker)
    let file = try giver.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    _ = try giver.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits], past: .all), for: file.description, zone: 0,
      at: town.now)
    try town.write(giver, file, .droits, "Un mot avant.")
    try town.exchange(giver.notebook, taker.notebook)
    return (town, giver, taker, file)
  }

  private func change(
    of note: DocumentID, in office: Office
  ) throws -> (change: ProvenEnvelope, row: [UInt8]) {
    try office.notebook.read { ledger in
      (
        try #require(try ledger.changes(of: note).first),
        try #require(try ledger.noteSecret(of: note))
      )
    }
  }

  private func hand(
    _ change: ProvenEnvelope, _ row: [UInt8]?, to office: Office, from peer: Office, own: Bool,
    at now: Instant
  ) throws -> Admission {
    try office.notebook.write { ledger in
      try office.notebook.admit(
        SealedEnvelope(bytes: change.bytes), secret: row,
        from: .peer(peer.notebook.node, own: own), into: ledger, at: now)
    }
  }

  @Test("A change with another row than its header names is refused, and comes with the right one")
  func wrongRow() throws {
    let (town, giver, taker, file) = try shared(seed: 301)
    let note = try town.write(giver, file, .droits, "La bonne ligne.")
    let (change, row) = try change(of: note, in: giver)
    var other = row
    other[other.count - 1] ^= 1
    for bad in [other, [], [1, 2, 3], nil] {
      #expect(
        try hand(change, bad, to: taker, from: giver, own: false, at: town.now) == .refused(.row))
      #expect(try !taker.notebook.read { try $0.holds(change: change.id) })
    }
    #expect(
      try hand(change, row, to: taker, from: giver, own: false, at: town.now)
        == .admitted(.change(change.id)))
    #expect(
      try taker.notebook.showNote(note.description, at: town.now).text == "La bonne ligne.")
  }

  @Test("A wrong row does not hide in what waits")
  func wrongRowThatWaits() throws {
    let (town, giver, taker, file) = try shared(seed: 302)
    // Sealed under an epoch that the receiver knows nothing of yet.
    let note = try town.write(giver, file, .droits, "Attend.")
    let (change, row) = try change(of: note, in: giver)
    let late = try town.branch(of: taker, worker: "Lou")
    let before = try late.notebook.read { try $0.parkedCount() }
    #expect(
      try hand(change, row.dropLast() + [0xAA], to: late, from: taker, own: true, at: town.now)
        == .refused(.row))
    #expect(try late.notebook.read { try $0.parkedCount() } == before)
  }

  /// What a disk may do.
  private static func loseRows(of office: Office) throws {
    let queue = try DatabaseQueue(path: office.folder + "/ledger.db")
    try queue.write { try $0.execute(sql: "DELETE FROM note_secret") }
    try queue.close()
    try office.notebook.refresh()
  }

  @Test("A row that the disk lost is missed, asked for again, and comes back")
  func lostRow() throws {
    let (town, giver, taker, file) = try shared(seed: 303)
    let note = try town.write(giver, file, .droits, "Perdue puis retrouvée.")
    try town.exchange(giver.notebook, taker.notebook)
    try Self.loseRows(of: taker)
    #expect(try !taker.notebook.verify().isSound)
    try town.exchange(giver.notebook, taker.notebook)
    #expect(
      try taker.notebook.showNote(note.description, at: town.now).text == "Perdue puis retrouvée.")
    #expect(try taker.notebook.verify().isSound)
  }

  @Test("What is not the sender's to say has one answer, whether it is known here or not")
  func oneAnswer() throws {
    let (town, giver, taker, file) = try shared(seed: 304)
    let prober = try town.office("Clinique", worker: "Odile")
    let ignorant = try town.office("Mission", worker: "Paul")
    try town.pair(prober, taker)
    try town.pair(prober, ignorant)
    try town.pair(prober, giver)
    let note = try town.write(giver, file, .droits, "Pas pour la clinique.")
    try town.exchange(giver.notebook, taker.notebook)
    let (change, row) = try change(of: note, in: giver)
    let statements = try giver.notebook.read { ledger in
      try (ledger.logs(of: .service) + ledger.logs(of: .own) + ledger.logs(of: .share)).flatMap {
        try ledger.statements(in: $0)
      }.filter { $0.log != .service(prober.notebook.service) }
    }
    #expect(statements.count > 8)
    for receiver in [taker, ignorant] {
      for statement in statements {
        let outcome = try receiver.notebook.write { ledger in
          try receiver.notebook.admit(
            SealedStatement(bytes: statement.bytes), attachments: [],
            from: .peer(prober.notebook.node, own: false), into: ledger, at: town.now)
        }
        #expect(outcome == .refused(.notYours), "\(statement.log)")
      }
      #expect(
        try hand(change, row, to: receiver, from: prober, own: false, at: town.now)
          == .refused(.notYours))
      #expect(
        try hand(change, nil, to: receiver, from: prober, own: false, at: town.now)
          == .refused(.notYours))
    }
  }
}
