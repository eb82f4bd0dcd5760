import CRDT
import Envelope
import GRDB
import Testing

@testable import Store

@Suite("The cost of a note does not grow with the number of notes")
struct QueryPlanTests {
  let folder = Result { try TemporaryFolder() }

  /// Statements that list a whole table because that is what is asked for, or a table that stays small.
  static let listings = [
    "FROM slot", "FROM peer", "FROM invitation", "FROM parked", "FROM access_event",
    "FROM equivocation", "SELECT id FROM document ORDER BY number", "SELECT count(*)",
  ]

  @Test("With 20,000 rows, no statement of daily work scans a table or sorts")
  func plans() throws {
    let ledger = try Home.create(folder.get().home)
    let author = Author()
    let document = author.id(DocumentKind.self)
    let secret = try author.secret(of: document)
    let first = try author.change(of: document, secret: secret)
    try fill(ledger, 20_000, like: first)
    let seen = Seen()
    ledger.queue.writeWithoutTransaction { database in
      database.trace { event in
        if case .statement(let statement) = event { seen.insert(statement.sql) }
      }
    }
    try work(ledger, author, document, secret, first)
    try ledger.queue.writeWithoutTransaction { database in
      database.trace(options: [])
      #expect(seen.statements.count > 50)
      for sql in seen.statements.sorted()
      where ["SELECT", "INSERT", "UPDATE", "DELETE"].contains(where: { sql.hasPrefix($0) }) {
        let unbound = sql.count { $0 == "?" }
        let plan = try Row.fetchAll(
          database, sql: "EXPLAIN QUERY PLAN " + sql,
          arguments: StatementArguments(Array(repeating: DatabaseValue.null, count: unbound))
        ).map { try $0.text(3) }
        if Self.listings.contains(where: { sql.contains($0) }) { continue }
        for line in plan where line.hasPrefix("SCAN") || line.contains("TEMP B-TREE") {
          #expect(line == "SCAN CONSTANT ROW", "\(line): \(sql)")
        }
      }
    }
  }

  final class Seen {
    private(set) var statements: Set<String> = []
    func insert(_ sql: String) { statements.insert(sql) }
  }

  /// Rows by the thousand, made by SQLite: what they say does not matter here.
  private func fill(_ ledger: Ledger, _ count: Int, like change: ProvenEnvelope) throws {
    try ledger.queue.write { database in
      try database.execute(
        sql: """
          WITH RECURSIVE row (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM row WHERE n < \(count))
          INSERT INTO document (id, owner, given, volet, mark)
          SELECT randomblob(16), x'', randomblob(16), randomblob(16), 0 FROM row;
          INSERT INTO change (id, document, volet, stratum, epoch, device, sequence, envelope)
          SELECT randomblob(32), number, volet, x'01', randomblob(32), x'02', 1, x'03'
          FROM document;
          INSERT INTO outbox (peer, control, kind, item, position)
          SELECT x'04', 0, 1, id, arrival FROM change;
          INSERT INTO log (kind, id) SELECT 1, id FROM document;
          INSERT INTO statement (id, log, known, sealed)
          SELECT randomblob(32), number, 1, x'05' FROM log;
          INSERT INTO own_subject SELECT randomblob(16), id FROM log;
          INSERT INTO refused SELECT randomblob(32) FROM document;
          INSERT INTO inbox SELECT id, x'04', 1, 0, x'06', arrival FROM change;
          """)
    }
  }

  /// A day of every kind of work, except listings of everything.
  private func work(
    _ ledger: Ledger, _ author: Author, _ document: DocumentID, _ secret: [UInt8],
    _ first: ProvenEnvelope
  ) throws {
    let (peer, share) = (author.id(SigningKeyKind.self), author.id(ShareKind.self))
    let statement = try author.withdrawal(in: share)
    let second = try author.change(
      of: document, secret: secret, sequence: 1, parents: [first.id, author.changeID()])
    try ledger.write { writer throws in
      try writer.insertChange(first, secret: secret)
      try writer.insertChange(second)
      try writer.insertStatement(statement)
      try writer.insertUnknownStatement(id: author.id(), log: .share(share), bytes: [1])
      let attachment = try writer.putAttachment([1])
      _ = try writer.attachment(attachment)
      _ = try writer.attachment(attachment, in: .share(share))
      try writer.bind(author.volet, to: .share(share))
      try writer.bind(author.volet, sharedIn: share, by: author.id())
      try writer.openFeeds(peer: peer, using: &author.chance)
      try writer.enqueue(.change(first.id), to: peer, control: false)
      try writer.enqueue(.statement(statement.id), to: peer, control: true)
      for control in [true, false] {
        _ = try writer.outgoing(peer: peer, control: control, after: 0, byteLimit: 99) { _ in
          .send
        }
        try writer.number(peer: peer, control: control) { _ in .send }
        try writer.acknowledge(peer: peer, control: control, position: 1)
        try writer.refusedByPeer(peer: peer, control: control, position: 1)
        _ = try writer.sentItems(peer: peer, control: control, through: 1)
        _ = try writer.heldItems(peer: peer, control: control, through: 1)
        _ = try writer.item(peer: peer, control: control, at: 1)
        _ = try writer.pendingItems(peer: peer, control: control)
        try writer.received(
          peer: peer, control: control, feed: author.id(), position: 1, item: .change(second.id))
        _ = try writer.heldItems(peer: peer, control: control, through: 1)
      }
      _ = try (writer.pending(peer: peer), writer.isFrom(peer, .change(first.id)))
      _ = try (writer.changes(of: document), writer.change(first.id), writer.place(of: first.id))
      _ = try (writer.heads(of: document), writer.missingParents(of: document))
      _ = try (writer.document(document), writer.documents(in: author.volet))
      _ = try (writer.documents(prefix: [1], limit: 9), writer.documents(marked: .orphan))
      _ = try (writer.noteSecret(of: document), writer.changeCount(of: document))
      _ = try writer.nextSequence(device: peer, document: document)
      _ = try writer.changes(arrivedAfter: 20_000, limit: 10)
      let position = try writer.position()
      _ = try (writer.documents(changedAfter: position), writer.logs(grownAfter: position))
      _ = try writer.documents(of: author.id(), changedAfter: 20_000)
      _ = try (writer.statements(in: .share(share)), writer.statement(statement.id))
      _ = try (writer.unknownStatements(in: .share(share)), writer.hasUnknown(.share(share)))
      _ = try (writer.logs(of: .own, prefix: [1]), writer.holds(statement: statement.id))
      _ = try (writer.touched(after: 20_000), writer.caseOverview(), writer.caseFiles(of: share))
      _ = try (writer.caseFiles(recordedAbout: [1]), writer.caseFiles(recordedAboutPrefix: [1]))
      _ = try (writer.log(of: author.volet), writer.tags(of: .share(share)))
      _ = try (writer.shares(of: author.volet, by: author.id()), writer.givers(of: author.volet))
      _ = try (writer.document(given: document, by: nil), writer.noteSecret(with: first.id))
      _ = try (writer.holds(change: first.id, of: nil), writer.holdsChanges(under: author.epoch))
      _ = try (writer.shares(of: author.volet), writer.peer(peer), writer.invitation(author.id()))
      let bundle = try author.bundle([(first, secret)])
      try writer.insertBundle(bundle.bundle, secretRow: bundle.secretRow, from: (peer, true))
      try writer.enqueue(.change(second.id), to: peer, control: false)
      _ = try writer.queuedChanges(to: peer, by: author.device.publicKey)
      try writer.carry([second.id], by: bundle.bundle.id, to: peer)
      _ = try (writer.bundle(bundle.bundle.id), writer.received(bundle: bundle.bundle.id))
      _ = try (writer.bundles(in: .unopened), writer.pendingChanges(to: peer))
      _ = try writer.carriedBeyondOne(to: peer, after: 0, through: 9)
      try writer.uncarry(bundle.bundle.id, to: peer)
      try writer.set(bundle: bundle.bundle.id, .made)
      try writer.removeDeliveredBundles()
      try writer.forgetHeldContent(through: .bundle(bundle.bundle.id))
      try writer.removeBundle(bundle.bundle.id)
      try writer.mark(document, .orphan)
      try writer.restartFeed(peer: peer, control: false, using: &author.chance)
      try writer.withdrawFromFeeds(peer: peer, epochs: [author.epoch])
      try writer.appendAccess([1], in: AccessMonth(number: 24_322))
      try writer.eraseNoteSecret(of: document)
      _ = try writer.purge(epochs: [author.epoch])
      try writer.removeAttachment(attachment)
      try writer.removePeer(peer)
    }
  }
}

extension Author {
  func changeID() throws -> ChangeID {
    try #require(ChangeID(id(StatementKind.self).bytes))
  }
}
