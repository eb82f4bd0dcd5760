import CRDT
import Envelope
import Testing

@testable import Store

@Suite("Bundles in the ledger")
struct BundleTests {
  let folder = Result { try TemporaryFolder() }
  let author = Author()

  /// Five notes of a change each, kept and queued for two peers, and a bundle of the first four.
  private struct Backlog {
    let ledger: Ledger
    let peers: [SigningKey]
    let ids: [ChangeID]
    let bundle: ProvenBundle
    let secretRow: [UInt8]

    var carried: ArraySlice<ChangeID> { ids.prefix(4) }
    var item: FeedEntry { .bundle(bundle.id) }
  }

  private func backlog() throws -> Backlog {
    let ledger = try Home.create(folder.get().home)
    let peers = [author.id(SigningKeyKind.self), author.id(SigningKeyKind.self)]
    var changes: [(change: ProvenEnvelope, secret: [UInt8])] = []
    for _ in 0..<5 {
      let document = author.id(DocumentKind.self)
      let secret = try author.secret(of: document)
      changes.append((try author.change(of: document, secret: secret), secret))
    }
    let made = try author.bundle(Array(changes.prefix(4)))
    try ledger.write { writer throws in
      for (change, secret) in changes { try writer.insertChange(change, secret: secret) }
      for peer in peers {
        try writer.openFeeds(peer: peer, using: &author.chance)
        for (change, _) in changes {
          try writer.enqueue(.change(change.id), to: peer, control: false)
        }
      }
      try writer.insertBundle(made.bundle, secretRow: made.secretRow)
    }
    return Backlog(
      ledger: ledger, peers: peers, ids: changes.map(\.change.id), bundle: made.bundle,
      secretRow: made.secretRow)
  }

  private func send(
    _ writer: LedgerWriter, _ peer: SigningKey, after: UInt64 = 0,
    permit: (FeedEntry) throws -> Permission = { _ in .send }
  ) throws -> [FeedEntry?] {
    try writer.outgoing(
      peer: peer, control: false, after: after, byteLimit: 1 << 20, permit: permit
    ).items.map(\.item)
  }

  @Test("A bundle goes instead of what it carries, to the peers it was queued for and to no other")
  func carrying() throws {
    let backlog = try backlog()
    try backlog.ledger.write { writer throws in
      let (peer, other) = (backlog.peers[0], backlog.peers[1])
      try writer.carry(backlog.carried, by: backlog.bundle.id, to: peer)
      #expect(try writer.carried(by: backlog.bundle.id, to: peer) == Array(backlog.carried))
      #expect(try writer.pending(peer: peer) == 2)
      #expect(try Set(writer.pendingChanges(to: peer)) == Set(backlog.ids))
      #expect(try send(writer, peer) == [.change(backlog.ids[4]), backlog.item])
      #expect(try send(writer, other) == backlog.ids.map { .change($0) })
      #expect(
        try writer.sentItems(peer: peer, control: false, through: 2)
          == [.change(backlog.ids[4]), backlog.item])
      #expect(try writer.carriedBeyondOne(to: peer, after: 0, through: 2) == 3)
      #expect(try writer.carriedBeyondOne(to: peer, after: 2, through: 2) == 0)
      // What is carried counts as queued: it is not queued again.
      #expect(try !writer.enqueue(.change(backlog.ids[0]), to: peer, control: false))
      try writer.acknowledge(peer: peer, control: false, position: 2)
      #expect(try writer.pending(peer: peer) == 0)
      #expect(try writer.pendingChanges(to: peer).isEmpty)
    }
  }

  @Test(
    "A bundle that is dropped on the way leaves its changes to be sent one by one, in that very batch"
  )
  func dropping() throws {
    let backlog = try backlog()
    try backlog.ledger.write { writer throws in
      let peer = backlog.peers[0]
      try writer.carry(backlog.carried, by: backlog.bundle.id, to: peer)
      let sent = try send(writer, peer) { item in
        guard item == backlog.item else { return .send }
        try writer.uncarry(backlog.bundle.id, to: peer)
        return .drop
      }
      #expect(sent == [.change(backlog.ids[4])] + backlog.carried.map { .change($0) })
      #expect(try writer.carried(by: backlog.bundle.id, to: peer).isEmpty)
    }
  }

  @Test("A feed that begins anew sends each change alone, whatever became of the bundle")
  func restarting() throws {
    for isAcknowledged in [false, true] {
      let backlog = try BundleTests().backlog()
      try backlog.ledger.write { writer throws in
        let peer = backlog.peers[0]
        try writer.carry(backlog.carried, by: backlog.bundle.id, to: peer)
        _ = try send(writer, peer)
        if isAcknowledged {
          try writer.acknowledge(peer: peer, control: false, position: 2)
          try writer.removeDeliveredBundles()
          #expect(try !writer.holds(bundle: backlog.bundle.id))
        }
        try writer.restartFeed(peer: peer, control: false, using: &author.chance)
        #expect(try send(writer, peer) == backlog.ids.map { .change($0) })
        // They are items like any other again: one that is withdrawn now leaves its position empty.
        try writer.withdraw(.change(backlog.ids[1]), from: peer)
        var left: [FeedEntry?] = backlog.ids.map { .change($0) }
        left[1] = nil
        #expect(try send(writer, peer) == left)
      }
    }
  }

  @Test("A bundle stays until the last peer that it was queued for has it")
  func delivery() throws {
    let backlog = try backlog()
    try backlog.ledger.write { writer throws in
      for peer in backlog.peers {
        try writer.carry(backlog.carried, by: backlog.bundle.id, to: peer)
        _ = try send(writer, peer)
      }
      try writer.acknowledge(peer: backlog.peers[0], control: false, position: 2)
      try writer.removeDeliveredBundles()
      #expect(try writer.bundle(backlog.bundle.id)?.bundle == backlog.bundle)
      #expect(try writer.bundle(backlog.bundle.id)?.secretRow == backlog.secretRow)
      try writer.acknowledge(peer: backlog.peers[1], control: false, position: 2)
      try writer.removeDeliveredBundles()
      #expect(try writer.bundle(backlog.bundle.id) == nil)
    }
  }

  @Test("A change that is withdrawn or purged is carried no more")
  func withdrawing() throws {
    let backlog = try backlog()
    try backlog.ledger.write { writer throws in
      let peer = backlog.peers[0]
      try writer.carry(backlog.carried, by: backlog.bundle.id, to: peer)
      #expect(try writer.withdraw(.change(backlog.ids[1]), from: peer))
      #expect(try writer.carried(by: backlog.bundle.id, to: peer).count == 3)
      // The peer sent one of them itself meanwhile.
      try writer.received(
        peer: peer, control: false, feed: author.id(), position: 1, item: .change(backlog.ids[2]))
      #expect(try writer.carried(by: backlog.bundle.id, to: peer).count == 2)
      #expect(try writer.holds(bundle: backlog.bundle.id))
      _ = try writer.purge(epochs: [author.epoch])
      #expect(try !writer.holds(bundle: backlog.bundle.id))
      #expect(try writer.pendingChanges(to: peer).isEmpty)
      for peer in backlog.peers {
        #expect(try send(writer, peer).allSatisfy { $0 == nil || $0 == backlog.item })
      }
    }
  }

  @Test("Erasing a note takes bundles made here with it, and leaves those that wait to be opened")
  func erasing() throws {
    let backlog = try backlog()
    let document = backlog.bundle.header.documents[0]
    try backlog.ledger.write { writer throws in
      try writer.eraseNoteSecret(of: document)
      #expect(try !writer.holds(bundle: backlog.bundle.id))
      try writer.insertBundle(
        backlog.bundle, secretRow: backlog.secretRow, from: (backlog.peers[0], true))
      try writer.eraseNoteSecret(of: document)
      let received = try writer.received(bundle: backlog.bundle.id)
      #expect(received?.bundle == backlog.bundle)
      #expect(received?.peer == backlog.peers[0])
      #expect(received?.own == true)
      #expect(try writer.bundles(in: .unopened) == [backlog.bundle.id])
      #expect(try !writer.insertBundle(backlog.bundle, secretRow: backlog.secretRow))
    }
  }

  @Test("A bundle that the disk altered is damaged, never another bundle")
  func damage() throws {
    let backlog = try backlog()
    try backlog.ledger.write { writer throws in
      var bytes = backlog.bundle.bytes
      bytes[bytes.count / 2] ^= 1
      try writer.run(
        "UPDATE bundle SET envelope = ? WHERE id = ?", .bytes(bytes), .id(backlog.bundle.id))
      #expect(throws: StoreError.damaged) { try writer.bundle(backlog.bundle.id) }
    }
  }
}
