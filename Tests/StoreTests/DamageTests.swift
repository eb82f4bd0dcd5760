import CRDT
import Envelope
import Foundation
import GRDB
import Testing

@testable import Store

@Suite("Damaged files")
struct DamageTests {
  let folder = Result { try TemporaryFolder() }

  /// A closed home with something of everything, and what it says.
  func prepare() throws -> (bytes: [UInt8], facts: [String]) {
    let folder = try folder.get()
    let ledger = try Home.create(folder.home)
    for step in try FaultTests.script().dropLast() { try step(ledger) }
    let author = Author(seed: 2)
    try ledger.write { writer throws in
      for _ in 0..<12 {
        let document = author.id(DocumentKind.self)
        let secret = try author.secret(of: document)
        try writer.insertChange(author.change(of: document, secret: secret), secret: secret)
        try writer.insertStatement(author.record(in: .own(author.id())))
        try writer.putAttachment(document.bytes)
      }
    }
    try ledger.truncateLog()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.home + "/ledger.db"))
    return (Array(bytes), try FaultTests.state(ledger))
  }

  /// What a seal or a signature vouches for. Places in feeds are not: a wrong one is found by the proof that ends
  /// each exchange.
  static func sealed(_ facts: [String]) -> [String] {
    let unsealed = ["feeds ", "held ", "pending ", "incarnation "]
    return facts.filter { fact in !unsealed.contains { fact.hasPrefix($0) } }
  }

  /// A typed error, a ledger that says it is damaged, or the whole truth: nothing else, and no trap.
  func check(_ bytes: [UInt8], _ facts: [String], _ what: Comment) throws {
    let home = try folder.get().path + "/damaged"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: home + "/ledger.db"))
    try Data("2\n".utf8).write(to: URL(fileURLWithPath: home + "/incarnation"))
    defer {
      for file in ["/ledger.db-wal", "/ledger.db-shm"] { unlink(home + file) }
    }
    do {
      let ledger = try Home.open(home)
      let sound = try ledger.checkIntegrity()
      let found = try FaultTests.state(ledger)
      if sound { #expect(Self.sealed(found) == Self.sealed(facts), what) }
    } catch is StoreError {
      // A typed error is what is wanted.
    } catch {
      Issue.record("\(error) \(what)")
    }
  }

  @Test("A file cut short at any size gives a typed error")
  func truncated() throws {
    let (bytes, facts) = try prepare()
    for size in [0, 1, 15, 16, 99, 100, 101, 511, 512, 1024, 4095, 4096, 4097] {
      try check(Array(bytes.prefix(size)), facts + ["cut"], "cut at \(size)")
    }
    for pages in 1..<(bytes.count / 4096) {
      try check(Array(bytes.prefix(pages * 4096)), facts + ["cut"], "cut at page \(pages)")
    }
  }

  @Test("An altered byte anywhere gives a typed error, or the truth")
  func flipped() throws {
    let (bytes, facts) = try prepare()
    // Every byte of the header, then one in so many; CARNET_SWEEP=1 takes them all.
    let step = ProcessInfo.processInfo.environment["CARNET_SWEEP"].flatMap { Int($0) } ?? 997
    let places = Array(0..<100) + Array(stride(from: 100, to: bytes.count, by: max(1, step)))
    var chance = SplitMix(seed: 11)
    for place in places {
      var damaged = bytes
      damaged[place] ^= UInt8.random(in: 1...255, using: &chance)
      try check(damaged, facts, "byte \(place): \(bytes[place]) became \(damaged[place])")
    }
  }

  @Test("A column that holds another type than it should is damage, never a trap")
  func types() throws {
    try DatabaseQueue().read { database in
      let row = try #require(
        try Row.fetchOne(database, sql: "SELECT NULL, 'text', x'00', 1.5, 7, -1"))
      for column in [-1, 0, 1, 3, 4, 9] {
        #expect(throws: StoreError.damaged) { try row.bytes(column) }
      }
      for column in [0, 1, 2, 3, 9] {
        #expect(throws: StoreError.damaged) { try row.integer(column) }
        #expect(throws: StoreError.damaged) { try row.count(column) }
      }
      for column in [0, 2, 3, 4, 9] {
        #expect(throws: StoreError.damaged) { try row.text(column) }
      }
      #expect(throws: StoreError.damaged) { try row.count(5) }
      #expect(throws: StoreError.damaged) { try row.id(2, as: DocumentKind.self) }
      #expect(throws: StoreError.damaged) { try row.changeID(2) }
      #expect(throws: StoreError.damaged) { try row.log(kind: 4, id: 2) }
    }
  }

  @Test("A log that is cut short or altered loses at most its last commits, whole")
  func writeAheadLog() throws {
    let folder = try folder.get()
    let ledger = try Home.create(folder.home)
    try ledger.truncateLog()
    for number in 1...8 {
      try ledger.write { try $0.appendAccess([UInt8(number)], in: AccessMonth(number: 24_322)) }
    }
    let copy = try folder.copyHome(to: "copy")
    let log = try Array(Data(contentsOf: URL(fileURLWithPath: copy + "/ledger.db-wal")))
    let file = try Data(contentsOf: URL(fileURLWithPath: copy + "/ledger.db"))
    var chance = SplitMix(seed: 12)
    for place in stride(from: 0, to: log.count, by: 331) {
      for cut in [true, false] {
        var damaged = cut ? Array(log.prefix(place)) : log
        if !cut { damaged[place] ^= UInt8.random(in: 1...255, using: &chance) }
        unlink(copy + "/ledger.db-shm")
        try file.write(to: URL(fileURLWithPath: copy + "/ledger.db"))
        try Data(damaged).write(to: URL(fileURLWithPath: copy + "/ledger.db-wal"))
        let found = try Home.open(copy).read { try $0.accesses().map(\.line) }
        #expect(found == (0..<found.count).map { [UInt8($0 + 1)] })
        #expect(found.count < 9)
      }
    }
  }
}
