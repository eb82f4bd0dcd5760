import CaseFile
import Envelope
import Foundation
import GRDB
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("In whatever order statements come, the ledger ends the same", .timeLimit(.minutes(30)))
struct OrderTests {
  private static let seeds: [UInt64] = [960, 961, 962]

  @Test("Independent statements may be handed in in any order", arguments: seeds)
  func independent(seed: UInt64) throws {
    let history = try History(seed)
    let expected = try history.outcome(of: history.statements, together: true)
    #expect(expected.rows.contains { $0.hasPrefix("owed") }, "seed \(seed): nothing to answer")
    for turn in 0..<3 {
      let order = history.shuffled { _ in false }
      let found = try history.outcome(of: order, together: turn > 0)
      #expect(found.waited == 0, "seed \(seed)")
      expectSame(found.rows, expected.rows, seed)
    }
  }

  @Test(
    "What waited for something and was freed has the same effects as what came in order",
    arguments: seeds)
  func freed(seed: UInt64) throws {
    let history = try History(seed)
    let expected = try history.outcome(of: history.statements, together: false)
    var waited = 0
    for turn in 0..<3 {
      let order = history.shuffled { statement in
        // It waits for nobody: what it is handed in before is seen by none.
        if case .withdrawal = statement.act { false } else { true }
      }
      let found = try history.outcome(of: order, together: turn > 0)
      waited += found.waited
      expectSame(found.rows, expected.rows, seed)
    }
    #expect(waited > 0, "seed \(seed)")
  }

  private func expectSame(_ found: Set<String>, _ expected: Set<String>, _ seed: UInt64) {
    #expect(found.subtracting(expected).sorted() == [], "seed \(seed): too much")
    #expect(expected.subtracting(found).sorted() == [], "seed \(seed): missing")
  }

  @Test("A record of an erasure is obeyed before what ended in its case file is settled")
  func erasureFirst() throws {
    let two = try TwoServices(963)
    let note = try two.town.write(two.prison, two.file, .droits, "Un mot.")
    _ = try two.prison.notebook.eraseNote(note.description, at: two.town.now)
    let log = LogID.own(two.file)
    let record = try #require(
      try two.prison.notebook.read { try $0.statements(in: log) }.last {
        if case .ownRecord(let subject, _, _, _, _) = $0.act {
          Erasure.document(subject) == note
        } else {
          false
        }
      })
    let reactions = Reaction.following(record, on: two.prison.notebook.service, from: .ourselves)
    guard case .ask(.record(record.id, erases: note, seen: _, by: record.author))? = reactions.first
    else {
      Issue.record("\(reactions)")
      return
    }
    #expect(reactions.dropFirst() == [.ask(.ended(in: two.file))])
  }

  @Test("Keys of what another process forgot leave this one's keyring too")
  func forgottenElsewhere() throws {
    let two = try TwoServices(964)
    let note = try two.town.write(two.prison, two.file, .droits, "Un mot.")
    let consent = try two.give([.droits], past: .all)
    try two.meet()
    let other = try two.town.open(
      two.housing.folder, worker: "Marc", operator: two.housing.operator)
    #expect(try two.reads(other) == ["Un mot."])
    let epochs = try two.epochs(of: note)
    let keyring = try other.notebook.worker().keyring
    #expect(epochs.allSatisfy { keyring.holds($0) })
    try two.withdraw(consent)
    try two.meet()
    #expect(try two.reads(other).isEmpty)
    #expect(epochs.allSatisfy { !keyring.holds($0) })
  }
}

/// What a service states and writes in two case files for another one, which has heard of the first part alone.
private struct History {
  let two: TwoServices
  private let files: [CaseID]
  /// Each after all that it leans on.
  private(set) var statements: [ProvenStatement] = []
  private var changes: [(change: SealedEnvelope, secret: [UInt8]?)] = []
  /// Of each of them, those that it leans on.
  private var past: [StatementID: Set<StatementID>] = [:]
  private var given: [Int: [Volet: ConsentID]] = [:]
  private var notes: [DocumentID] = []

  private var town: Town { two.town }
  private var prison: WorkerSession { two.prison.notebook }

  init(_ seed: UInt64) throws {
    two = try TwoServices(seed)
    files = [
      two.file,
      try two.prison.notebook.openCase(name: "B. W.", born: nil, zone: 0, at: two.town.now),
    ]
    // A sister of the recipient is to hear of everything too.
    _ = try town.branch(of: two.housing, worker: "Lila")
    try give(.droits, in: 0)
    try write(.droits, in: 0)
    try two.meet()
    let known = Set(try stated().map(\.id))
    try erase()
    for _ in 0..<5 { try step() }
    try admit()
    for _ in 0..<5 { try step() }
    for file in files.indices { try give(.logement, in: file) }
    try withdraw(in: 1)
    statements = try stated().filter { !known.contains($0.id) }
    for statement in statements {
      let leansOn = (statement.parents + statement.controlHeads).filter { past[$0] != nil }
      past[statement.id] = leansOn.reduce(Set(leansOn)) { $0.union(past[$1] ?? []) }
    }
    changes = try written()
  }

  /// What the shares say from now on leans on it.
  private func admit() throws {
    _ = try two.prison.operator.addWorker(
      name: "Odile", role: .referent, passphrase: Town.passphrase, at: town.now)
    try prison.admitAdded("Odile", at: town.now)
  }

  private mutating func step() throws {
    let file = Int(town.seed.next() % 2)
    let volet: Volet = town.seed.next() % 2 == 0 ? .droits : .logement
    switch town.seed.next() % 5 {
    case 0, 1: try write(volet, in: file)
    case 2: try give(volet, in: file)
    case 3: try withdraw(in: file)
    case _: try erase()
    }
  }

  private mutating func write(_ volet: Volet, in file: Int) throws {
    notes.append(try town.write(two.prison, files[file], volet, "Un mot."))
  }

  private mutating func give(_ volet: Volet, in file: Int) throws {
    guard given[file]?[volet] == nil else { return }
    town.tickOne()
    let past: Past = town.seed.next() % 2 == 0 ? .all : .none
    given[file, default: [:]][volet] = try prison.giveConsent(
      try town.terms(to: "Maison", [volet], past: past), for: files[file].description, zone: 0,
      at: town.now
    ).consent
  }

  private mutating func withdraw(in file: Int) throws {
    guard let (volet, consent) = given[file]?.min(by: { $0.value < $1.value }) else { return }
    town.tickOne()
    _ = try prison.withdraw(consent.description, volets: nil, at: town.now)
    given[file]?[volet] = nil
  }

  private mutating func erase() throws {
    guard let note = notes.popLast() else { return }
    town.tickOne()
    _ = try prison.eraseNote(note.description, at: town.now)
  }

  /// What the other service may hear: the log of the service, and the shares.
  private func stated() throws -> [ProvenStatement] {
    try prison.read { ledger in
      let logs = [LogID.service(prison.service)] + (try ledger.logs(of: .share))
      return try logs.flatMap { try ledger.statements(in: $0) }
    }
  }

  private func written() throws -> [(change: SealedEnvelope, secret: [UInt8]?)] {
    try prison.read { ledger in
      try ledger.allDocuments().flatMap { document in
        try ledger.changes(of: document).map { change in
          (
            SealedEnvelope(bytes: change.bytes),
            change.header.parents.isEmpty ? try ledger.noteSecret(of: document) : nil
          )
        }
      }
    }
  }

  /// The statements in another order: each after all that it leans on, or wherever it falls if it may be early.
  func shuffled(early: (ProvenStatement) -> Bool) -> [ProvenStatement] {
    var left = statements
    var come: Set<StatementID> = []
    var order: [ProvenStatement] = []
    while !left.isEmpty {
      let free = left.indices.filter { index in
        early(left[index]) || come.isSuperset(of: past[left[index].id] ?? [])
      }
      let next = left.remove(at: free[Int(town.seed.next() % UInt64(free.count))])
      come.insert(next.id)
      order.append(next)
    }
    return order
  }

  /// The rows of the recipient's ledger once these were handed in, then what was written.
  ///
  /// - Parameter together: in one transaction.
  /// - Returns: also how many of the statements had to wait.
  func outcome(
    of order: [ProvenStatement], together: Bool
  ) throws -> (rows: Set<String>, waited: Int) {
    let path = town.folder()
    try FileManager.default.copyItem(atPath: two.housing.folder, toPath: path)
    let replica = try town.openAsTheSame(path, worker: "Marc").notebook.replica
    let origin = Origin.peer(prison.node, own: false)
    var waited = 0
    for part in together ? [order] : order.map({ [$0] }) {
      let rows = try part.map(rows(with:))
      // Nothing is answered: a receipt says what its node had heard of before.
      try replica.write { ledger in
        for (statement, rows) in zip(part, rows) {
          let outcome = try replica.admit(
            SealedStatement(bytes: statement.bytes), attachments: rows, from: origin, into: ledger,
            at: town.now)
          switch outcome {
          case .admitted: break
          case .known: waited += 1
          case .refused, .full: Issue.record("\(outcome): \(statement.act)")
          }
        }
      }
    }
    try replica.write { ledger in
      for (change, secret) in changes {
        _ = try replica.admit(change, secret: secret, from: origin, into: ledger, at: town.now)
      }
    }
    return (try Self.rows(of: path), waited)
  }

  private func rows(with statement: ProvenStatement) throws -> [[UInt8]] {
    try prison.read { ledger in
      try statement.act.attachments.filter { $0.audience == .bothSides }.compactMap {
        try ledger.attachment($0.id)
      }
    }
  }

  /// What follows from statements, but for the numbers that tell when it came.
  private static func rows(of folder: String) throws -> Set<String> {
    let questions = [
      "SELECT 'statement ' || hex(id) FROM statement",
      "SELECT 'trace ' || hex(id) FROM trace",
      "SELECT 'attachment ' || hex(id) FROM attachment",
      "SELECT 'place ' || hex(attachment) || ' ' || hex(place) FROM attachment_place",
      "SELECT 'refused ' || hex(name) FROM refused",
      "SELECT 'tag ' || hex(tag) || ' ' || kind || ' ' || hex(log) FROM volet_tag",
      "SELECT 'about ' || hex(subject) || ' ' || hex(case_file) FROM own_subject",
      "SELECT 'shared ' || hex(tag) || ' ' || hex(owner) || ' ' || hex(share) FROM shared_volet",
      "SELECT 'document ' || hex(owner) || ' ' || hex(given) || ' ' || mark FROM document",
      "SELECT 'change ' || hex(id) FROM change",
      """
      SELECT 'secret ' || hex(given) FROM note_secret
      JOIN document ON document.number = note_secret.document
      """,
      "SELECT 'queued ' || hex(peer) || ' ' || hex(item) FROM outbox WHERE item IS NOT NULL",
      "SELECT 'parked ' || hex(peer) || ' ' || hex(id) FROM parked",
      "SELECT 'awaited ' || hex(missing) FROM parked_wait",
      "SELECT 'owed ' || hex(share) || ' ' || hex(statement) FROM duty WHERE share IS NOT NULL",
      "SELECT 'for keys ' || kind || ' ' || hex(subject) FROM keyed_duty",
      "SELECT 'kept ' || hex(document) || ' ' || hex(device) FROM kept_back",
    ]
    return try DatabaseQueue(path: folder + "/ledger.db").read { database in
      try Set(questions.flatMap { try String.fetchAll(database, sql: $0) })
    }
  }
}
