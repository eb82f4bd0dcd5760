import CRDT
import Envelope
import Testing

@testable import Store

@Suite("Feeds")
struct FeedTests {
  let folder = Result { try TemporaryFolder() }
  let author = Author()

  /// `count` changes of one document, stored, with the peer's feeds open.
  func prepare(
    _ ledger: Ledger, _ count: Int, size: Int = 10
  ) throws -> (peer: SigningKey, items: [FeedEntry]) {
    let (peer, document) = (author.id(SigningKeyKind.self), author.id(DocumentKind.self))
    let secret = try author.secret(of: document)
    let items = try ledger.write { writer in
      try writer.openFeeds(peer: peer, using: &author.chance)
      return try (1...count).map { number in
        let change = try author.change(
          of: document, secret: secret, sequence: UInt64(number),
          text: String(repeating: "a", count: size))
        try writer.insertChange(change, secret: secret)
        return FeedEntry.change(change.id)
      }
    }
    return (peer, items)
  }

  func send(
    _ writer: LedgerWriter, _ peer: SigningKey, after: UInt64 = 0, limit: Int = 1 << 20,
    permit: (FeedEntry) -> Permission = { _ in .send }
  ) throws -> (items: [OutgoingItem], more: Bool) {
    try writer.outgoing(
      peer: peer, control: false, after: after, byteLimit: limit, permit: permit)
  }

  @Test("Positions are dense, given when first sent, and the same when sent again")
  func dense() throws {
    let ledger = try Home.create(folder.get().home)
    let (peer, items) = try prepare(ledger, 6)
    try ledger.write { writer throws in
      for item in items.prefix(3) {
        #expect(try writer.enqueue(item, to: peer, control: false))
        #expect(try !writer.enqueue(item, to: peer, control: false))
      }
      #expect(try writer.feedState(peer: peer).content?.lastAllotted == 0)
      #expect(try writer.pending(peer: peer) == 3)
      let first = try send(writer, peer)
      #expect(first.items.map(\.position) == [1, 2, 3])
      #expect(first.items.map(\.item) == items.prefix(3).map { $0 })
      #expect(!first.more)
      for item in items.dropFirst(3) { try writer.enqueue(item, to: peer, control: false) }
      try writer.acknowledge(peer: peer, control: false, position: 2)
      #expect(try writer.pending(peer: peer) == 4)
      #expect(try send(writer, peer, after: 2).items.map(\.position) == [3, 4, 5, 6])
      #expect(try send(writer, peer, after: 2).items.map(\.position) == [3, 4, 5, 6])
      #expect(try send(writer, peer, after: 0).items.count == 6)
      #expect(try send(writer, peer, after: .max).items == [])
      #expect(
        try writer.sentItems(peer: peer, control: false, through: 2) == Array(items.prefix(2)))
      try writer.acknowledge(peer: peer, control: false, position: 1)
      #expect(try writer.feedState(peer: peer).content?.acked == 2)
      try writer.acknowledge(peer: peer, control: false, position: .max)
      #expect(try writer.feedState(peer: peer).content?.acked == 6)
      #expect(try writer.pending(peer: peer) == 0)
      #expect(try writer.feedState(peer: peer).control?.lastAllotted == 0)
    }
  }

  @Test("What may not be sent takes no position; what may no longer be sent leaves an empty one")
  func permit() throws {
    let ledger = try Home.create(folder.get().home)
    let (peer, items) = try prepare(ledger, 5)
    try ledger.write { writer throws in
      for item in items { try writer.enqueue(item, to: peer, control: false) }
      let first = try send(writer, peer) {
        $0 == items[1] ? .drop : $0 == items[2] ? .hold : .send
      }
      #expect(first.items.map(\.item) == [items[0], items[3], items[4]])
      #expect(first.items.map(\.position) == [1, 2, 3])
      #expect(try !writer.isEnqueued(items[1], to: peer))
      #expect(try writer.isEnqueued(items[2], to: peer))
      let second = try send(writer, peer) { $0 == items[3] ? .drop : .send }
      #expect(second.items.map(\.item) == [items[0], nil, items[4], items[2]])
      #expect(second.items.map(\.position) == [1, 2, 3, 4])
      #expect(try writer.item(peer: peer, control: false, at: 3) == items[4])
      #expect(try writer.item(peer: peer, control: false, at: 2) == nil)
      #expect(try writer.withdrawFromFeeds(peer: peer, epochs: [author.epoch]) == 3)
      #expect(try send(writer, peer).items.map(\.item) == [nil, nil, nil, nil])
      #expect(try writer.pending(peer: peer) == 0)
    }
  }

  @Test("A batch holds one item, or as many as there is room for", arguments: [0, 1, 3000, 70_000])
  func limits(limit: Int) throws {
    let ledger = try Home.create(folder.get().home)
    let (peer, items) = try prepare(ledger, 150, size: 900)
    try ledger.write { writer throws in
      for item in items { try writer.enqueue(item, to: peer, control: false) }
      var (position, sent, more) = (UInt64(0), [FeedEntry?](), true)
      while more {
        let batch = try send(writer, peer, after: position, limit: limit)
        #expect(!batch.items.isEmpty)
        #expect(batch.items.count == 1 || batch.items.reduce(0) { $0 + $1.byteCount } <= limit)
        #expect(
          try writer.feedState(peer: peer).content?.lastAllotted == batch.items.last?.position)
        sent += batch.items.map(\.item)
        (position, more) = (batch.items.last?.position ?? 0, batch.more)
      }
      #expect(sent == items.map { $0 })
      // The same again, now that all have positions.
      let again = try send(writer, peer, after: 0, limit: limit)
      #expect(again.more == (again.items.count < items.count))
    }
  }

  @Test("A restarted feed has a new id and sends everything again, in the old order")
  func restart() throws {
    let ledger = try Home.create(folder.get().home)
    let (peer, items) = try prepare(ledger, 4)
    try ledger.write { writer throws in
      for item in items { try writer.enqueue(item, to: peer, control: false) }
      _ = try send(writer, peer)
      try writer.withdraw(items[2], from: peer)
      try writer.acknowledge(peer: peer, control: false, position: 3)
      let old = try writer.feedState(peer: peer)
      try writer.restartFeed(peer: peer, control: false, using: &author.chance)
      let new = try writer.feedState(peer: peer)
      #expect(new.content?.feed != old.content?.feed)
      #expect(new.content?.acked == 0)
      #expect(new.control == old.control)
      let again = try send(writer, peer)
      #expect(again.items.map(\.item) == [items[0], items[1], items[3]])
      #expect(again.items.map(\.position) == [1, 2, 3])
    }
  }

  @Test("What is held moves by one, in order, and anew with another feed")
  func received() throws {
    let ledger = try Home.create(folder.get().home)
    let (peer, items) = try prepare(ledger, 3)
    let (old, new) = (author.id(FeedKind.self), author.id(FeedKind.self))
    try ledger.write { writer throws in
      func take(_ feed: FeedID, _ position: UInt64, _ item: FeedEntry?) throws -> Bool {
        try writer.received(
          peer: peer, control: false, feed: feed, position: position, item: item)
      }
      try writer.enqueue(items[0], to: peer, control: false)
      #expect(try writer.holds(peer: peer).content == nil)
      #expect(try !take(old, 0, items[0]))
      #expect(try !take(old, 2, items[0]))
      #expect(try take(old, 1, items[0]))
      #expect(try !take(old, 1, items[0]))
      #expect(try !take(old, .max, items[0]))
      #expect(try take(old, 2, nil))
      #expect(try take(old, 3, items[1]))
      #expect(try writer.holds(peer: peer).content == HeldFeed(feed: old, position: 3))
      #expect(try writer.holds(peer: peer).control == nil)
      #expect(
        try writer.heldItems(peer: peer, control: false, through: 3) == [items[0], items[1]])
      #expect(try !writer.isEnqueued(items[0], to: peer))
      #expect(try writer.isFrom(peer, items[1]))
      #expect(try !writer.isFrom(author.id(), items[1]))
      #expect(try take(new, 1, items[1]))
      #expect(try writer.heldItems(peer: peer, control: false, through: 9) == [items[1]])
      #expect(try writer.isFrom(peer, items[0]))
      try writer.removePeer(peer)
      #expect(try writer.holds(peer: peer).content == nil)
      #expect(try writer.feedState(peer: peer).content == nil)
      #expect(throws: StoreError.noFeed) { try send(writer, peer) }
    }
  }
}
