import CRDT
import Envelope
import GRDB
import Testing

@testable import Store

@Suite("Control rows")
struct RowTests {
  let folder = Result { try TemporaryFolder() }

  @Test("Statements come back in order of arrival, once each, by log")
  func statements() throws {
    let ledger = try Home.create(folder.get().home)
    let author = Author()
    let (genesis, own) = (try author.genesis(), LogID.own(author.id()))
    let records = try (0..<5).map { try author.record(in: own, subject: [$0]) }
    try ledger.write { writer throws in
      #expect(try writer.insertStatement(genesis))
      for record in records.reversed() { #expect(try writer.insertStatement(record)) }
      #expect(try !writer.insertStatement(records[2]))
    }
    try ledger.read { reader throws in
      #expect(try reader.statements(in: own) == Array(records.reversed()))
      #expect(try reader.statements(in: genesis.log) == [genesis])
      #expect(try reader.statement(genesis.id) == genesis)
      #expect(try reader.statement(author.id()) == nil)
      #expect(try reader.logs(of: .own) == [own])
      #expect(try reader.logs(of: .share) == [])
      #expect(try reader.logs(of: .own, prefix: Array(own.bytes.prefix(3))) == [own])
      #expect(try reader.logs(of: .own, prefix: own.bytes) == [own])
      #expect(try reader.logs(of: .own, prefix: own.bytes + [0]) == [])
      #expect(try reader.logs(of: .own, prefix: []) == [own])
      #expect(try reader.logs(of: .own, prefix: [255, 255, 255]) == [])
    }
  }

  @Test("A statement of a later version is kept, closes its log, and opens it once understood")
  func unknown() throws {
    let ledger = try Home.create(folder.get().home)
    let author = Author()
    let share = author.id(ShareKind.self)
    let statement = try author.withdrawal(in: share)
    try ledger.write { writer throws in
      #expect(try !writer.hasUnknown(.share(share)))
      #expect(
        try writer.insertUnknownStatement(
          id: statement.id, log: .share(share), bytes: statement.bytes))
      #expect(
        try !writer.insertUnknownStatement(
          id: statement.id, log: .share(share), bytes: statement.bytes))
      #expect(try writer.hasUnknown(.share(share)))
      #expect(try !writer.hasUnknown(.share(author.id())))
      #expect(try writer.statements(in: .share(share)) == [])
      #expect(try writer.unknownStatements(in: .share(share)).map(\.bytes) == [statement.bytes])
      #expect(try writer.insertStatement(statement))
      #expect(try !writer.hasUnknown(.share(share)))
      #expect(try writer.statements(in: .share(share)) == [statement])
    }
  }

  @Test("A removed attachment is refused for ever")
  func attachments() throws {
    let ledger = try Home.create(folder.get().home)
    try ledger.write { writer throws in
      let id = try writer.putAttachment([1, 2, 3])
      let empty = try writer.putAttachment([])
      #expect(try writer.attachment(id) == [1, 2, 3])
      #expect(try writer.attachment(empty) == [])
      try writer.removeAttachment(id)
      #expect(try writer.attachment(id) == nil)
      #expect(try writer.putAttachment([1, 2, 3]) == id)
      #expect(try writer.attachment(id) == nil)
      #expect(try writer.isRefused(name: id.bytes))
      #expect(try !writer.isRefused(name: empty.bytes))
    }
  }

  @Test("Volet tags, meta, counters, slots, parked rows and accesses come back")
  func small() throws {
    let ledger = try Home.create(folder.get().home)
    let author = Author()
    let (own, share) = (LogID.own(author.id()), LogID.share(author.id()))
    let tags: [VoletTag] = (0..<3).map { _ in author.id() }
    try ledger.write { writer throws in
      for tag in tags.sorted(by: >) { try writer.bind(tag, to: own) }
      try writer.bind(tags[0], to: share)
      #expect(try writer.log(of: tags[0]) == share)
      #expect(try writer.tags(of: own) == tags.dropFirst().sorted(by: >))
      #expect(try writer.log(of: author.id()) == nil)
      #expect(try writer.advance(counter: "notes") == 1)
      #expect(try writer.advance(counter: "notes") == 2)
      #expect(try writer.counter("other") == 0)
      try writer.saveSlot(label: [2], bytes: [1])
      try writer.saveSlot(label: [1], bytes: [1])
      try writer.saveSlot(label: [2], bytes: [9])
      try writer.saveSlot(label: [3], bytes: [3])
      try writer.removeSlot(label: [3])
      try writer.park(id: [1], bytes: [4, 5])
      try writer.park(id: [2], bytes: [])
      try writer.park(id: [1], bytes: [6])
      try writer.appendAccess([1], in: AccessMonth(number: 24_322))
      try writer.appendAccess([2], in: AccessMonth(number: 24_322))
    }
    ledger.lock()
    #expect(try ledger.read { try $0.slots() }.map(\.bytes) == [[9], [1]])
    #expect(try ledger.read { try $0.counter("notes") } == 2)
    #expect(throws: StoreError.locked) { try ledger.read { try $0.parked() } }
    #expect(throws: StoreError.locked) {
      try ledger.write { try $0.appendAccess([3], in: AccessMonth(number: 24_322)) }
    }
    ledger.unlock(Home.seal, using: SystemRandomNumberGenerator())
    #expect(
      try ledger.read { try $0.parked() } == [
        ParkedRow(number: 2, id: [2], bytes: []),
        ParkedRow(number: 3, id: [1], bytes: [6]),
      ])
    #expect(try ledger.read { try $0.accesses().map(\.line) } == [[1], [2]])
  }

  @Test("Peers come back whole; an invitation is consumed once")
  func peers() throws {
    let ledger = try Home.create(folder.get().home)
    let author = Author()
    var peer = PeerRow(node: author.id(), state: .invited)
    let full = PeerRow(
      node: author.id(), service: author.id(), state: .verified, own: true, name: "CPAS d'Élouges",
      addresses: ["[::1]:4000", "hôte:1"], sas: "1234 5678 9012",
      verifiedOn: Instant(milliseconds: 5), lastExchange: Instant(milliseconds: -6),
      rootsEqual: false, sent: 1, received: 2, refused: 3, operatorKey: author.id())
    let invitation = author.id(InvitationKind.self)
    try ledger.write { writer throws in
      try writer.savePeer(peer)
      try writer.savePeer(full)
      peer.state = .removed
      try writer.savePeer(peer)
      #expect(try writer.peers() == [peer, full])
      #expect(try writer.peer(full.node) == full)
      peer.sent = 7
      try writer.savePeer(peer)
      #expect(try writer.peers() == [peer, full])
      #expect(try writer.peer(peer.node) == peer)
      #expect(try writer.peer(author.id()) == nil)
      #expect(try !writer.consumeInvitation(invitation))
      try writer.saveInvitation(invitation, bytes: [1, 2], expires: Instant(milliseconds: 9))
      #expect(try writer.consumeInvitation(invitation))
      #expect(try !writer.consumeInvitation(invitation))
      try writer.saveInvitation(invitation, bytes: [3], expires: Instant(milliseconds: 9))
      #expect(try !writer.consumeInvitation(invitation))
      #expect(try writer.invitation(invitation)?.bytes == [3])
      #expect(try writer.invitations().count == 1)
    }
  }

  @Test("A sealed row moved to another place does not open")
  func moved() throws {
    let ledger = try Home.create(folder.get().home)
    try ledger.write { writer throws in
      try writer.park(id: [1], bytes: [1])
      try writer.park(id: [2], bytes: [2])
    }
    try ledger.queue.write {
      try $0.execute(
        sql: "UPDATE parked SET sealed = (SELECT sealed FROM parked WHERE id = x'01')")
    }
    #expect(throws: StoreError.damaged) { try ledger.read { try $0.parked() } }
    #expect(try !ledger.checkIntegrity())
  }

  @Test("The files hold no name and no word, in clear or half-written")
  func sealed() throws {
    let folder = try folder.get()
    let ledger = try Home.create(folder.home)
    let author = Author()
    let genesis = try author.genesis(name: "SPIP de Lille-Annœullin")
    let document = author.id(DocumentKind.self)
    let secret = try author.secret(of: document)
    let change = try author.change(of: document, secret: secret, text: "mot-témoin d'une note")
    let peer = author.id(SigningKeyKind.self)
    try ledger.write { writer throws in
      try writer.insertStatement(genesis)
      try writer.insertUnknownStatement(
        id: author.id(), log: genesis.log, bytes: Array("énoncé futur".utf8))
      try writer.insertChange(change, secret: secret)
      try writer.savePeer(
        PeerRow(
          node: peer, state: .proven, name: "CPAS de Dour", addresses: ["cpas.example:4100"],
          sas: "1111 2222 3333"))
      try writer.saveInvitation(
        author.id(), bytes: Array("jeton secret".utf8), expires: Instant(milliseconds: 1))
      try writer.putAttachment(Array("carte de Sofia".utf8))
      try writer.park(id: [1], bytes: Array("octets rangés".utf8))
      try writer.appendAccess(Array("Sofia a lu".utf8), in: AccessMonth(number: 24_322))
    }
    let bytes = try folder.bytes()
    for word in [
      "Lille", "Ann", "spip", "énoncé", "témoin", "Sofia", "asp", "CPAS", "cpas.example", "1111",
      "jeton", "carte de", "rang", "a lu",
    ] where bytes.contains(bytes: Array(word.utf8)) {
      // Three letters may stand in ciphertext by accident: a longer word may not.
      #expect(word.utf8.count < 4, "found \(word)")
    }
    #expect(bytes.contains(bytes: change.bytes))
    #expect(try ledger.checkIntegrity())
  }
}
