import Envelope
import GRDB
import Testing

@testable import Store

@Suite("What is missing at the end of a log is told")
struct LogEndTests {
  let folder = Result { try TemporaryFolder() }

  /// A ledger with two logs of three statements each.
  private func prepare() throws -> (ledger: Ledger, share: LogID, kept: [ProvenStatement]) {
    let ledger = try Home.create(folder.get().home)
    let author = Author()
    let share = author.id(ShareKind.self)
    let own = LogID.own(author.id())
    let kept = try (0..<3).map { _ in try author.withdrawal(in: share) }
    try ledger.write { writer throws in
      for statement in kept {
        try writer.insertStatement(statement)
        try writer.insertStatement(author.record(in: own))
      }
    }
    return (ledger, .share(share), kept)
  }

  private func alter(_ ledger: Ledger, _ sql: String, _ arguments: StatementArguments = []) throws {
    try ledger.queue.write { database in
      try database.execute(sql: "PRAGMA defer_foreign_keys = ON")
      try database.execute(sql: sql, arguments: arguments)
      #expect(database.changesCount > 0, "\(sql)")
    }
  }

  private func lose(_ statement: ProvenStatement, _ ledger: Ledger) throws {
    try alter(
      ledger, "DELETE FROM statement WHERE id = ?",
      [SQLValue.bytes(statement.id.bytes).databaseValue])
  }

  @Test("Whichever statement is lost, it is missed in its log and in no other")
  func anyOne() throws {
    for number in 0..<3 {
      let (ledger, share, kept) = try Self().prepare()
      #expect(try ledger.checkIntegrity())
      try lose(kept[number], ledger)
      try ledger.read { reader throws in
        #expect(try reader.missingStatements(in: share) == 1)
        for log in try reader.logs(of: .own) {
          #expect(try reader.missingStatements(in: log) == 0)
        }
      }
      #expect(try !ledger.checkIntegrity())
    }
  }

  @Test("What comes back is missed no more, and what is new counts once")
  func healed() throws {
    let (ledger, share, kept) = try prepare()
    try lose(kept[2], ledger)
    try lose(kept[1], ledger)
    for (statement, left) in [(kept[2], 1), (kept[1], 0)] {
      try ledger.write { try $0.insertStatement(statement) }
      #expect(try ledger.read { try $0.missingStatements(in: share) } == left)
    }
    guard case .share(let id) = share else { return }
    let newer = try Author(seed: 7).withdrawal(in: id)
    try ledger.write { writer throws in
      try writer.insertUnknownStatement(id: newer.id, log: share, bytes: newer.bytes)
      try writer.insertStatement(newer)
    }
    #expect(try ledger.read { try $0.missingStatements(in: share) } == 0)
    #expect(try ledger.checkIntegrity())
  }

  @Test(
    "In whatever order what is new comes among what comes back, the log is whole once all is back")
  func healedAmongNew() throws {
    for order in Self.orders(of: [0, 1, 2, 3]) {
      let (ledger, share, kept) = try Self().prepare()
      guard case .share(let id) = share else { return }
      let author = Author(seed: 7)
      let coming = [
        kept[1], kept[2], try author.withdrawal(in: id), try author.withdrawal(in: id),
      ]
      try lose(kept[1], ledger)
      try lose(kept[2], ledger)
      var back: Set<Int> = []
      for place in order {
        try ledger.write { try $0.insertStatement(coming[place]) }
        back.insert(place)
        let isWhole = try ledger.read { try $0.missingStatements(in: share) } == 0
        #expect(isWhole == back.isSuperset(of: [0, 1]), "\(order), \(back)")
      }
      #expect(try ledger.checkIntegrity(), "\(order)")
      // It is counted on from there.
      try lose(coming[3], ledger)
      #expect(try ledger.read { try $0.missingStatements(in: share) } == 1, "\(order)")
    }
  }

  private static func orders(of places: [Int]) -> [[Int]] {
    guard places.count > 1 else { return [places] }
    return places.flatMap { first in
      orders(of: places.filter { $0 != first }).map { [first] + $0 }
    }
  }

  @Test("A log that got more than is remembered stays cut short, whatever comes back")
  func tooMuch() throws {
    for number in [LogEndLimits.late - 1, LogEndLimits.late] {
      let (ledger, share, kept) = try Self().prepare()
      guard case .share(let id) = share else { return }
      try lose(kept[0], ledger)
      let author = Author(seed: 7)
      for _ in 0..<number {
        let newer = try author.withdrawal(in: id)
        try ledger.write { try $0.insertStatement(newer) }
        #expect(try ledger.read { try $0.missingStatements(in: share) } == 1)
      }
      try ledger.write { try $0.insertStatement(kept[0]) }
      let isWhole = try ledger.read { try $0.missingStatements(in: share) } == 0
      #expect(isWhole == (number < LogEndLimits.late))
    }
  }

  @Test(
    "A log whose row is gone or is of another kind is still named, and is cut short",
    arguments: ["DELETE FROM log WHERE kind = 2", "UPDATE log SET kind = 7 WHERE kind = 2"])
  func row(_ sql: String) throws {
    let (ledger, share, _) = try prepare()
    try ledger.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = OFF") }
    try alter(ledger, sql)
    try ledger.read { reader throws in
      #expect(try reader.logs(of: .share) == [share])
      #expect(try reader.logs(of: .share, prefix: Array(share.bytes.prefix(4))) == [share])
      #expect(try reader.missingStatements(in: share) == 3)
    }
    #expect(try !ledger.checkIntegrity())
  }

  @Test("A row that names another kind gives that kind no statement of it")
  func anotherKind() throws {
    let (ledger, share, _) = try prepare()
    try alter(ledger, "UPDATE log SET kind = 1 WHERE kind = 2")
    try ledger.read { reader throws in
      #expect(try reader.missingStatements(in: share) == 3)
      #expect(try reader.statements(in: share).isEmpty)
      guard let mistaken = CaseID(share.bytes) else { return }
      #expect(try reader.statements(in: .own(mistaken)).isEmpty)
    }
    #expect(try !ledger.checkIntegrity())
  }

  @Test("A log that went with its end is missed among all of them")
  func whole() throws {
    let (ledger, _, _) = try prepare()
    try alter(
      ledger, "DELETE FROM statement WHERE log = (SELECT number FROM log WHERE kind = 2)")
    try alter(ledger, "DELETE FROM log WHERE kind = 2")
    try alter(ledger, "DELETE FROM log_end WHERE kind = 2")
    #expect(try !ledger.checkIntegrity())
  }

  @Test(
    "An end that is gone or altered is no end, and stops no statement from being kept",
    arguments: [
      "DELETE FROM log_end", "UPDATE log_end SET sealed = zeroblob(length(sealed))",
      "UPDATE log_end SET kind = kind + 4",
    ])
  func end(_ sql: String) throws {
    let (ledger, share, _) = try prepare()
    try alter(ledger, sql)
    guard case .share(let id) = share else { return }
    let newer = try Author(seed: 7).withdrawal(in: id)
    #expect(try ledger.write { try $0.insertStatement(newer) })
    #expect(try ledger.read { try $0.missingStatements(in: share) } == 1)
    #expect(try !ledger.checkIntegrity())
  }
}
