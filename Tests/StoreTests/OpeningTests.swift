import Envelope
import Foundation
import GRDB
import Testing

@testable import Store

@Suite("Opening a home")
struct OpeningTests {
  let folder = Result { try TemporaryFolder() }

  @Test("The live connection is durable, wipes what it deletes, and is in WAL mode")
  func pragmas() throws {
    let ledger = try Home.create(folder.get().home)
    #expect(try ledger.pragma("synchronous") == 2.databaseValue)
    #expect(try ledger.pragma("journal_mode") == "wal".databaseValue)
    #expect(try ledger.pragma("secure_delete") == 1.databaseValue)
    #expect(try ledger.pragma("foreign_keys") == 1.databaseValue)
    #expect(try ledger.pragma("busy_timeout") == 5000.databaseValue)
    try ledger.write { try $0.setMeta("key", [1]) }
    #expect(try ledger.pragma("synchronous") == 2.databaseValue)
    let again = try Home.open(folder.get().home)
    #expect(try again.pragma("synchronous") == 2.databaseValue)
  }

  @Test("Every table is strict")
  func strict() throws {
    let ledger = try Home.create(folder.get().home)
    let loose = try ledger.queue.read {
      try String.fetchAll(
        $0,
        sql:
          "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name <> 'sqlite_sequence'"
      )
    }
    #expect(loose == ["sqlite_schema"])
  }

  @Test("The folder and its files are for their owner alone")
  func permissions() throws {
    let home = try folder.get().home
    let ledger = try Home.create(home + "/deep/inside")
    try ledger.write { try $0.setMeta("key", [1]) }
    let manager = FileManager.default
    for path in [home, home + "/deep", home + "/deep/inside"] {
      #expect(try manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o700)
    }
    let files = try manager.contentsOfDirectory(atPath: home + "/deep/inside").sorted()
    #expect(files == ["commits", "incarnation", "ledger.db", "ledger.db-shm", "ledger.db-wal"])
    for file in files {
      let path = home + "/deep/inside/" + file
      #expect(try manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test("A folder is made a home once")
  func once() throws {
    let home = try folder.get().home
    #expect(throws: StoreError.notAHome) { try Ledger.open(at: home) }
    let ledger = try Home.create(home)
    try ledger.write { try $0.setMeta("key", [1]) }
    #expect(throws: StoreError.alreadyAHome) { try Ledger.create(at: home) }
    #expect(try ledger.read { try $0.meta("key") } == [1])
    #expect(throws: StoreError.notAHome) { try Ledger.open(at: home + "/ledger.db") }
    #expect(throws: StoreError.cannotCreate) { try Ledger.create(at: home + "/ledger.db/in") }
  }

  @Test("A creation that fails leaves no home, and can be tried again")
  func failedCreation() throws {
    let home = try folder.get().home
    #expect(throws: StoreError.diskFull) {
      try Ledger.create(at: home, gate: CommitGate { _ in throw StoreError.diskFull })
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: home) == [])
    #expect(throws: StoreError.notAHome) { try Ledger.open(at: home) }
    #expect(try Ledger.create(at: home).schemaVersion == Int(Schema.version))
  }

  @Test("A ledger of a newer version is refused, and left as it is")
  func newer() throws {
    let home = try folder.get().home
    try Home.create(home).queue.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA user_version = \(Schema.version + 1)")
    }
    #expect(throws: StoreError.newerVersion) { try Ledger.open(at: home) }
    #expect(throws: StoreError.newerVersion) { try Ledger.open(at: home) }
  }

  @Test("A database that is not ours is refused, and not written to")
  func foreign() throws {
    let home = try folder.get().home
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    let queue = try DatabaseQueue(path: home + "/ledger.db")
    try queue.write { try $0.execute(sql: "CREATE TABLE mine (a)") }
    try queue.close()
    let before = try folder.get().bytes()
    #expect(throws: StoreError.damaged) { try Ledger.open(at: home) }
    #expect(try folder.get().bytes() == before)
  }

  @Test("A copy taken in mid-work opens with all that was committed")
  func abandonment() throws {
    let folder = try folder.get()
    let ledger = try Home.create(folder.home)
    for number in 1...20 {
      try ledger.write { try $0.appendAccess([UInt8(number)], in: AccessMonth(number: 24_322)) }
      let copy = try Home.open(folder.copyHome(to: "cut-\(number)"))
      #expect(try copy.read { try $0.accesses() }.count == number)
      #expect(try copy.checkIntegrity())
    }
  }

  @Test("An older database in the folder is seen as a restoration until a new incarnation")
  func restored() throws {
    let folder = try folder.get()
    var ledger: Ledger? = try Home.create(folder.home)
    #expect(ledger?.wasRestored == false)
    try ledger?.truncateLog()
    let old = try Data(contentsOf: URL(fileURLWithPath: folder.home + "/ledger.db"))
    #expect(try ledger?.bumpIncarnation() == 2)
    ledger = nil
    #expect(try Home.open(folder.home).wasRestored == false)
    try old.write(to: URL(fileURLWithPath: folder.home + "/ledger.db"))
    let restored = try Home.open(folder.home)
    #expect(restored.wasRestored)
    #expect(try restored.bumpIncarnation() == 3)
    #expect(try Home.open(folder.home).wasRestored == false)
    try FileManager.default.removeItem(atPath: folder.home + "/incarnation")
    #expect(try Home.open(folder.home).wasRestored)
  }
}
