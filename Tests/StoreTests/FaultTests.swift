import CRDT
import Envelope
import Dispatch
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Store

@Suite("Disks that fail")
struct FaultTests {
  let folder = Result { try TemporaryFolder() }

  struct Refused: Error {}

  /// Everything that can be told of a ledger, as one value.
  static func state(_ ledger: Ledger) throws -> [String] {
    try ledger.read { reader throws in
      var facts = try reader.allDocuments().flatMap { document in
        try reader.changes(of: document).map { "change \($0.id)" }
          + reader.heads(of: document).map { "head \($0)" }
          + ["secret \(reader.noteSecret(of: document) ?? [])"]
      }
      for kind in LogKind.allCases {
        for log in try reader.logs(of: kind) {
          facts += try reader.statements(in: log).map { "statement \($0.id)" }
        }
      }
      facts += try reader.accesses().map { "access \($0.line)" }
      facts += try reader.peers().map { "peer \($0)" }
      for peer in try reader.peers() {
        facts.append("feeds \(try reader.feedState(peer: peer.node))")
        facts.append("held \(try reader.holds(peer: peer.node))")
        facts.append("pending \(try reader.pendingItems(peer: peer.node, control: false))")
      }
      return facts + ["incarnation \(try reader.incarnation)"]
    }
  }

  /// A life in a list of writes.
  static func script() throws -> [(Ledger) throws -> Void] {
    let author = Author()
    let (document, gone) = (author.id(DocumentKind.self), author.newEpoch())
    let secret = try author.secret(of: document)
    let genesis = try author.genesis()
    let first = try author.change(of: document, secret: secret)
    let second = try author.change(
      of: document, secret: secret, sequence: 2, parents: [first.id], epoch: gone)
    let peer = PeerRow(node: author.id(), state: .verified, name: "CPAS")
    let feed = author.id(FeedKind.self)
    return [
      { try $0.write { _ = try $0.insertStatement(genesis) } },
      { try $0.write { try $0.savePeer(peer) } },
      { ledger in
        var chance = SplitMix(seed: 3)
        try ledger.write { try $0.openFeeds(peer: peer.node, using: &chance) }
      },
      { ledger in
        try ledger.write { writer throws in
          try writer.insertChange(first, secret: secret)
          try writer.enqueue(.change(first.id), to: peer.node, control: false)
        }
      },
      { ledger in
        try ledger.write { writer throws in
          try writer.insertChange(second, secret: secret)
          try writer.enqueue(.change(second.id), to: peer.node, control: false)
          _ = try writer.outgoing(
            peer: peer.node, control: false, after: 0, byteLimit: 1 << 20
          ) { _ in .send }
        }
      },
      { try $0.write { try $0.acknowledge(peer: peer.node, control: false, position: 1) } },
      { ledger in
        try ledger.write {
          _ = try $0.received(
            peer: peer.node, control: true, feed: feed, position: 1, item: .statement(genesis.id))
        }
      },
      { try $0.write { _ = try $0.purge(epochs: [gone]) } },
      { try $0.write { try $0.appendAccess([1, 2, 3], in: AccessMonth(number: 24_322)) } },
      { _ = try $0.bumpIncarnation() },
      { try $0.truncateLog() },
      { try $0.write { try $0.removePeer(peer.node) } },
    ]
  }

  @Test("When the nth commit fails, for every n, the ledger is as before it, and goes on")
  func sweep() throws {
    let folder = try folder.get()
    // The states after each write of a disk that never fails.
    let sound = try Home.create(folder.path + "/sound")
    var states = [try Self.state(sound)]
    for step in try Self.script() {
      try step(sound)
      states.append(try Self.state(sound))
    }
    let count = states.count - 1
    for failing in 1...count {
      let home = folder.path + "/\(failing)"
      _ = try Home.create(home)
      let ledger = try Home.open(
        home, gate: CommitGate { if $0 == failing { throw Refused() } })
      var failed = 0
      for (index, step) in try Self.script().enumerated() {
        do {
          try step(ledger)
        } catch is Refused {
          failed += 1
          #expect(try Self.state(ledger) == states[index], "commit \(failing), write \(index)")
          // Another process, and the same one after a power cut, see the same.
          #expect(try Self.state(Home.open(home)) == states[index])
          try step(ledger)
        }
        // A false alarm of restoration may advance the incarnation by one more.
        let facts = try Self.state(ledger)
        #expect(facts.dropLast() == states[index + 1].dropLast(), "commit \(failing)")
      }
      // The truncation of the log is no commit.
      #expect(failed == (failing == count ? 0 : 1))
      #expect(try ledger.checkIntegrity())
    }
  }

  @Test("An error thrown by the body undoes the whole transaction and comes out as it is")
  func thrown() throws {
    let ledger = try Home.create(folder.get().home)
    #expect(throws: Refused.self) {
      try ledger.write { writer throws in
        try writer.appendAccess([1], in: AccessMonth(number: 24_322))
        throw Refused()
      }
    }
    #expect(try ledger.read { try $0.accesses().map(\.line) } == [])
  }

  @Test("A full disk is said, loses nothing, and is no trouble once there is room")
  func full() throws {
    let ledger = try Home.create(folder.get().home)
    let author = Author()
    let document = author.id(DocumentKind.self)
    let secret = try author.secret(of: document)
    try ledger.limitSize(pages: 120)
    var (kept, error): (Int, StoreError?) = (0, nil)
    for number in 1...200 where error == nil {
      let change = try author.change(
        of: document, secret: secret, sequence: UInt64(number),
        text: String(repeating: "x", count: 4000))
      do {
        try ledger.write { try $0.insertChange(change, secret: secret) }
        kept += 1
      } catch let refused as StoreError {
        error = refused
      }
    }
    #expect(error == .diskFull)
    #expect(kept > 10)
    #expect(try ledger.read { try $0.changes(of: document) }.count == kept)
    #expect(try ledger.checkIntegrity())
    try ledger.limitSize(pages: 10_000)
    try ledger.write { try $0.appendAccess([1], in: AccessMonth(number: 24_322)) }
    #expect(try ledger.read { try $0.accesses().map(\.line) } == [[1]])
  }

  @Test("A connection that may not write says so")
  func queryOnly() throws {
    let ledger = try Home.create(folder.get().home)
    try ledger.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = 1") }
    #expect(throws: StoreError.readOnly) {
      try ledger.write { try $0.appendAccess([1], in: AccessMonth(number: 24_322)) }
    }
    #expect(try ledger.read { try $0.accesses().map(\.line) } == [])
  }

  @Test("A folder that may not be written to says so, and one that holds no home too")
  func readOnlyFolder() throws {
    let folder = try folder.get()
    var ledger: Ledger? = try Home.create(folder.home)
    try ledger?.write { try $0.appendAccess([1], in: AccessMonth(number: 24_322)) }
    ledger = nil
    let before = try folder.bytes()
    for path in [folder.home, folder.home + "/ledger.db"] { #expect(chmod(path, 0o555) == 0) }
    // To root a mode is no obstacle: this thread alone becomes nobody for the file system.
    let user = UInt32(bitPattern: setfsuid(65_534))
    if user == 0 {
      #expect(chmod(folder.home, 0o555) != 0)
      #expect(throws: StoreError.cannotCreate) { try Ledger.create(at: folder.home + "/new") }
      #expect(throws: StoreError.readOnly) { try Ledger.open(at: folder.home) }
    }
    _ = setfsuid(user)
    #expect(try folder.bytes() == before)
    for path in [folder.home, folder.home + "/ledger.db"] { #expect(chmod(path, 0o700) == 0) }
    #expect(try Home.open(folder.home).read { try $0.accesses().map(\.line) } == [[1]])
  }

  @Test("The version of the data is that of what a transaction sees")
  func version() throws {
    let folder = try folder.get()
    let (first, second) = (try Home.create(folder.home), try Home.open(folder.home))
    let before = try first.read { reader in
      let seen = try reader.dataVersion
      try second.write { try $0.setMeta("test", [1]) }
      let still = try reader.dataVersion
      #expect(still == seen)
      return seen
    }
    let after = try first.write { writer in
      try writer.setMeta("test", [2])
      return try writer.dataVersion
    }
    #expect(after != before)
    let later = try first.read { try $0.dataVersion }
    #expect(later == after)
  }

  @Test("Two connections that write at once lose nothing and give no number twice")
  func together() throws {
    let folder = try folder.get()
    let home = folder.home
    let first = try Home.create(home)
    let version = try first.read { try $0.dataVersion }
    let numbers = Mutex<[UInt64]>([])
    DispatchQueue.concurrentPerform(iterations: 4) { writer in
      do {
        let ledger = try Home.open(home)
        for number in 0..<25 {
          let count = try ledger.write {
            let count = try $0.advance(counter: "shared")
            try $0.appendAccess([UInt8(writer), UInt8(number)], in: AccessMonth(number: 24_322))
            return count
          }
          numbers.withLock { $0.append(count) }
        }
      } catch {
        Issue.record(error)
      }
    }
    #expect(numbers.withLock { $0.sorted() } == Array(1...100))
    #expect(try first.read { try $0.dataVersion } != version)
    let accesses = try first.read { try $0.accesses().map(\.line) }
    #expect(Set(accesses).count == 100)
    for writer in 0..<4 {
      // Each one's own are in the order in which it wrote them.
      #expect(accesses.filter { $0[0] == writer }.map { $0[1] } == Array(0..<25))
    }
  }

  @Test("A ledger that another one keeps too long is busy, and nothing was written")
  func busy() throws {
    let home = try folder.get().home
    let first = try Home.create(home)
    let second = try Ledger.open(at: home, gate: nil, busySeconds: 0.05)
    second.unlock(Home.seal, using: SystemRandomNumberGenerator())
    try first.write { writer throws in
      // The lock is taken before the first word is read: what is read stays true until the commit.
      #expect(try writer.counter("shared") == 0)
      #expect(throws: StoreError.busy) {
        try second.write { try $0.appendAccess([2], in: AccessMonth(number: 24_322)) }
      }
      try writer.appendAccess([1], in: AccessMonth(number: 24_322))
      #expect(throws: StoreError.busy) {
        try second.write { try $0.appendAccess([2], in: AccessMonth(number: 24_322)) }
      }
      #expect(try second.read { try $0.accesses().map(\.line) } == [])
    }
    #expect(try second.read { try $0.accesses().map(\.line) } == [[1]])
  }
}

@_silgen_name("setfsuid") private func setfsuid(_ user: UInt32) -> Int32
