import CRDT
import Envelope
import Foundation
import GRDB
import Testing

@testable import Store

@Suite("Purge")
struct PurgeTests {
  let folder = Result { try TemporaryFolder() }
  let author = Author()

  @Test("Two services may use one name: what the one loses, the other keeps")
  func sameNames() throws {
    let ledger = try Home.create(folder.get().home)
    let document = author.id(DocumentKind.self)
    let secrets = try (0..<3).map { _ in try author.secret(of: document) }
    let changes = try secrets.map { try author.change(of: document, secret: $0) }
    let others: [ServiceID] = [author.id(), author.id()]
    let owners: [ServiceID?] = [others[0], others[1], nil]
    let brought = author.id(SigningKeyKind.self)
    let row = Array("row".utf8)
    let logs: [LogID] = [.share(author.id()), .share(author.id())]
    try ledger.write { writer throws in
      for index in 0..<3 {
        #expect(
          try writer.insertChange(changes[index], secret: secrets[index], of: owners[index]))
      }
      // Ours has its name, whoever came first.
      #expect(try writer.document(given: document, by: nil) == document)
      #expect(try writer.allDocuments().count == 3)
      #expect(try writer.documents(in: author.volet) == [document])
      for index in 0..<3 {
        let name = try #require(try writer.document(given: document, by: owners[index]))
        #expect(try writer.changes(of: name) == [changes[index]])
        #expect(try writer.noteSecret(of: name) == secrets[index])
        #expect(try writer.noteSecret(with: changes[index].id) == secrets[index])
        #expect(try writer.holds(change: changes[index].id, of: owners[index]))
        #expect(try !writer.holds(change: changes[index].id, of: owners[(index + 1) % 3]))
      }
      try writer.received(
        peer: brought, control: false, feed: author.id(), position: 1, item: .change(changes[0].id))

      try writer.eraseNoteSecret(of: document, of: others[1])
      #expect(try writer.purge(epochs: [author.epoch], of: others[0], broughtBy: []).changes == 1)
      #expect(try writer.isFrom(brought, .change(changes[0].id)))
      #expect(try !writer.insertChange(changes[0], secret: secrets[0], of: others[0]))
      #expect(try writer.changes(of: document) == [changes[2]])
      #expect(try writer.noteSecret(with: changes[1].id) == nil)
      #expect(try writer.noteSecret(of: document) == secrets[2])
      #expect(try !writer.isErased(document))
      try writer.readmit(epochs: [author.epoch], of: others[1])
      #expect(try writer.isRefused(epoch: author.epoch, of: others[0]))

      for log in logs { try writer.putAttachment(row, for: log) }
      try writer.removeAttachment(AttachmentID(of: row), of: logs[0])
      #expect(try writer.attachment(AttachmentID(of: row), in: logs[0]) == nil)
      #expect(try writer.attachment(AttachmentID(of: row), in: logs[1]) == row)
      try writer.putAttachment(row, for: logs[0])
      #expect(try writer.attachment(AttachmentID(of: row), in: logs[0]) == nil)
      try writer.removeAttachment(AttachmentID(of: row), of: logs[1])
      #expect(try !writer.holds(attachment: AttachmentID(of: row)))
    }
    #expect(try ledger.checkIntegrity())
  }

  @Test("A purge takes changes, secrets, empty documents and feed places, and refuses their names")
  func purge() throws {
    let ledger = try Home.create(folder.get().home)
    let (kept, gone) = (author.epoch, author.newEpoch())
    let (mixed, whole) = (author.id(DocumentKind.self), author.id(DocumentKind.self))
    let (mixedSecret, wholeSecret) = (
      try author.secret(of: mixed), try author.secret(of: whole, epoch: gone)
    )
    let first = try author.change(of: mixed, secret: mixedSecret, epoch: kept)
    let middle = try author.change(
      of: mixed, secret: mixedSecret, sequence: 2, parents: [first.id], epoch: gone)
    let last = try author.change(
      of: mixed, secret: mixedSecret, sequence: 3, parents: [middle.id], epoch: kept)
    let alone = try author.change(of: whole, secret: wholeSecret, epoch: gone)
    let (peer, sender) = (author.id(SigningKeyKind.self), author.id(SigningKeyKind.self))
    try ledger.write { writer throws in
      for change in [first, middle, last] { try writer.insertChange(change, secret: mixedSecret) }
      try writer.insertChange(alone, secret: wholeSecret)
      try writer.openFeeds(peer: peer, using: &author.chance)
      for change in [middle, first] {
        try writer.enqueue(.change(change.id), to: peer, control: false)
      }
      _ = try writer.outgoing(peer: peer, control: false, after: 0, byteLimit: 1 << 20) { _ in .send
      }
      try writer.enqueue(.change(alone.id), to: peer, control: false)
      try writer.received(
        peer: sender, control: false, feed: author.id(), position: 1, item: .change(alone.id))

      var count = PurgeCount()
      (count.changes, count.secrets, count.documents, count.feedItems) = (2, 1, 1, 3)
      #expect(try writer.purge(epochs: [gone]) == count)
      #expect(try writer.purge(epochs: [gone]) == PurgeCount())

      #expect(try writer.changes(of: mixed) == [first, last])
      #expect(try writer.heads(of: mixed) == [first.id, last.id].sorted())
      #expect(try writer.missingParents(of: mixed) == [])
      #expect(try writer.allDocuments() == [mixed])
      #expect(try writer.noteSecret(of: whole) == nil)
      #expect(try writer.noteSecret(of: mixed) == mixedSecret)
      let device = author.device.publicKey
      #expect(try writer.nextSequence(device: device, document: mixed) == 4)
      for name in [gone.bytes, middle.id.bytes, alone.id.bytes] {
        #expect(try writer.isRefused(name: name))
      }
      #expect(try !writer.insertChange(middle, secret: mixedSecret))
      #expect(try !writer.insertChange(alone, secret: wholeSecret))
      #expect(try writer.changeCount() == 2)
      let again = try writer.outgoing(peer: peer, control: false, after: 0, byteLimit: 1 << 20) {
        _ in .send
      }
      #expect(again.items.map(\.position) == [1, 2])
      #expect(again.items.map(\.item) == [nil, .change(first.id)])
      #expect(try writer.heldItems(peer: sender, control: false, through: 9) == [])
    }
    #expect(try ledger.checkIntegrity())
  }

  @Test("An epoch is refused before anything of it came")
  func early() throws {
    let ledger = try Home.create(folder.get().home)
    let document = author.id(DocumentKind.self)
    let secret = try author.secret(of: document)
    let change = try author.change(of: document, secret: secret)
    try ledger.write { writer throws in
      #expect(try writer.purge(epochs: [author.epoch]) == PurgeCount())
      #expect(try !writer.insertChange(change, secret: secret))
      #expect(try writer.allDocuments() == [])
    }
  }

  @Test("After the log is truncated, no purged byte is left in any file", arguments: [20, 70_000])
  func bytes(size: Int) throws {
    let folder = try folder.get()
    let ledger = try Home.create(folder.home)
    var sealed: [[UInt8]] = []
    let gone = author.newEpoch()
    try ledger.write { writer throws in
      for index in 0..<30 {
        let document = author.id(DocumentKind.self)
        let epoch = index.isMultiple(of: 3) ? gone : author.epoch
        let secret = try author.secret(of: document, epoch: epoch)
        let change = try author.change(
          of: document, secret: secret, epoch: epoch, text: String(repeating: "e", count: size))
        try writer.insertChange(change, secret: secret)
        if epoch == gone { sealed += [Array(change.bytes.suffix(60)), Array(secret.suffix(40))] }
      }
    }
    let attachment = (0..<500).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let id = try ledger.write { try $0.putAttachment(attachment) }
    let row = try ledger.queue.read {
      try [UInt8](Data.fetchOne($0, sql: "SELECT sealed FROM attachment") ?? Data())
    }
    sealed.append(Array(row.prefix(60)))
    let before = try folder.bytes()
    for needle in sealed { #expect(before.contains(bytes: needle)) }
    try ledger.write { writer throws in
      #expect(try writer.purge(epochs: [gone]).changes == 10)
      try writer.removeAttachment(id)
    }
    try ledger.truncateLog()
    let after = try folder.bytes()
    for needle in sealed { #expect(!after.contains(bytes: needle)) }
    #expect(try ledger.checkIntegrity())
  }

  @Test(
    "While another connection reads or writes, the log is not emptied, which is said without waiting",
    .timeLimit(.minutes(30)))
  func busy() throws {
    let folder = try folder.get()
    let ledger = try Home.create(folder.home)
    let other = try Home.open(folder.home)
    // Whoever waited would wait for longer than a test may last.
    let patient = try Ledger.open(at: folder.home, gate: nil, busySeconds: 3600)
    try other.read { reader throws in
      #expect(try reader.changeCount() == 0)
      try ledger.write { try $0.setMeta("key", [1]) }
      #expect(try !patient.truncateLog())
    }
    try other.write { writer throws in
      try writer.setMeta("key", [2])
      #expect(try !patient.truncateLog())
    }
    #expect(try patient.truncateLog())
    #expect(try patient.pragma("busy_timeout") == 3_600_000.databaseValue)
  }

  // Never 24
  @Test("Whatever is deleted leaves a duty in its transaction; what deletes nothing leaves none")
  func duties() throws {
    let ledger = try Home.create(folder.get().home)
    let document = author.id(DocumentKind.self)
    let secret = try author.secret(of: document)
    let change = try author.change(of: document, secret: secret)
    let order = StatementID(using: &author.chance)
    let answer = Duty.Answer(to: order, in: author.id())
    try ledger.write { try $0.insertChange(change, secret: secret) }
    let row = try ledger.write { try $0.putAttachment([1, 2, 3]) }
    func owed(_ body: (LedgerWriter) throws -> Void) throws -> [Duty.Answer?] {
      try ledger.write { try body($0) }
      let duties = try ledger.read { try $0.duties() }
      try ledger.write { writer throws in
        for duty in duties {
          #expect(try writer.settle(duty))
          #expect(try !writer.settle(duty))
        }
      }
      return duties.map(\.answer)
    }
    #expect(try owed { try $0.eraseNoteSecret(of: document) } == [nil])
    #expect(try owed { try $0.eraseNoteSecret(of: document) } == [])
    #expect(try owed { try $0.removeAttachment(row) } == [nil])
    #expect(try owed { try $0.removeAttachment(row) } == [])
    #expect(
      try owed {
        _ = try $0.purge(epochs: [author.epoch])
        try $0.owe(answer)
      } == [nil, answer])
    #expect(try owed { _ = try $0.purge(epochs: [author.epoch]) } == [])
    // A duty that somebody else settles late is never taken for a later one.
    let first = try ledger.write { writer -> [Duty] in
      try writer.owe()
      return try writer.duties()
    }
    try ledger.write { writer throws in for duty in first { #expect(try writer.settle(duty)) } }
    try ledger.write { try $0.owe() }
    try ledger.write { writer throws in for duty in first { #expect(try !writer.settle(duty)) } }
    #expect(try ledger.read { try $0.duties() }.count == 1)
  }
}
