public import Envelope
import GRDB

/// How far a log goes, kept apart from its rows: a log that lost its newest statements reads as a shorter one that is whole,
/// and nothing in it would tell. Protocol/vault.md, "Ends of logs".
struct LogEnd: Equatable {
  /// Statements, known to this version or not; traces are none.
  var count: UInt64 = 0
  /// All their ids, one over the other by exclusive or: whatever their order.
  var sum = [UInt8](repeating: 0, count: StatementKind.length)
  /// What came since some of them are gone, in order: some of these, or others that were never counted.
  var late: [StatementID] = []

  init() {}

  init(of ids: some Sequence<StatementID>) {
    for id in ids { add(id) }
  }

  mutating func add(_ id: StatementID) {
    count += 1
    for (place, byte) in id.bytes.enumerated() { sum[place] ^= byte }
  }

  // MARK: Bytes

  init?(bytes: [UInt8]) {
    let (length, rest) = (StatementKind.length, bytes.dropFirst(8))
    guard rest.count >= length, rest.count % length == 0 else { return nil }
    count = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    sum = Array(rest.prefix(length))
    var late = rest.dropFirst(length)
    while !late.isEmpty {
      guard let id = StatementID(late.prefix(length)) else { return nil }
      self.late.append(id)
      late = late.dropFirst(length)
    }
  }

  var bytes: [UInt8] { Number.bytes(Int64(bitPattern: count)) + sum + late.flatMap(\.bytes) }

  // MARK: Coming back

  /// Those that came late and were never counted, when what is found now is what was counted and these; nil while something is
  /// missing.
  func newcomers(in found: LogEnd) -> [StatementID]? {
    guard found.count >= count else { return nil }
    var known = LateSums()
    for id in late {
      guard known.add(id.bytes) else { return nil }
    }
    guard let places = known.places(of: zip(found.sum, sum).map { $0 ^ $1 }),
      UInt64(places.count) == found.count - count
    else { return nil }
    return places.map { late[$0] }
  }
}

/// Which of several ids come to a sum, by exclusive or. Of so few ids no two choices come to one.
private struct LateSums {
  private typealias Row = (sum: [UInt8], places: UInt64)
  /// By their first bit.
  private var rows: [Int: Row] = [:]
  private var count = 0

  /// False for one that others among them come to.
  mutating func add(_ id: [UInt8]) -> Bool {
    let row = reduced((id, 1 << UInt64(count)))
    guard let first = Self.firstBit(of: row.sum) else { return false }
    rows[first] = row
    count += 1
    return true
  }

  func places(of sum: [UInt8]) -> [Int]? {
    let row = reduced((sum, 0))
    guard Self.firstBit(of: row.sum) == nil else { return nil }
    return (0..<count).filter { row.places >> UInt64($0) & 1 == 1 }
  }

  private func reduced(_ start: Row) -> Row {
    var row = start
    while let first = Self.firstBit(of: row.sum), let other = rows[first] {
      row = (zip(row.sum, other.sum).map { $0 ^ $1 }, row.places ^ other.places)
    }
    return row
  }

  private static func firstBit(of sum: [UInt8]) -> Int? {
    sum.firstIndex { $0 != 0 }.map { $0 * 8 + sum[$0].leadingZeroBitCount }
  }
}

/// Bounds of the ends of logs.
enum LogEndLimits {
  /// Statements that come to a log from which some are gone and are remembered; fewer than the bits of a word. So few that
  /// nobody finds ids which come to the same sum otherwise.
  static let late = 24
}

extension LedgerReader {
  /// How many statements of a log are not here although they were: at least one where its rows are others than were kept,
  /// and none where the log ends as it did. Needs the control key.
  public func missingStatements(in log: LogID) throws -> Int {
    let found = LogEnd(of: try statementIDs(in: log))
    guard let kept = try keptEnd(LogEndName(log)) else { return found.count == 0 ? 0 : 1 }
    return missing(found, of: kept)
  }

  /// The same of the statements of all logs together: a log that is gone with what was kept of its end.
  func missingStatements() throws -> Int {
    let found = LogEnd(of: try rows("SELECT id FROM statement").map { try $0.id(0) })
    guard let kept = try keptEnd(.all) else { return found.count == 0 ? 0 : 1 }
    return missing(found, of: kept)
  }

  private func missing(_ found: LogEnd, of kept: LogEnd?) -> Int {
    guard let kept else { return 1 }
    if found == kept { return 0 }
    return kept.count > found.count ? Int(clamping: kept.count - found.count) : 1
  }

  fileprivate func statementIDs(in log: LogID) throws -> [StatementID] {
    try rows(
      """
      SELECT statement.id FROM log JOIN statement ON statement.log = log.number
      WHERE log.kind = ? AND log.id = ?
      """, .kind(log), .bytes(log.bytes)
    ).map { try $0.id(0) }
  }

  /// Nil when nothing is kept; nil within when what is kept does not open.
  fileprivate func keptEnd(_ name: LogEndName) throws -> LogEnd?? {
    let row = try row(
      "SELECT sealed FROM log_end WHERE kind = ? AND id = ?", .integer(name.kind), .bytes(name.id))
    guard let row else { return nil }
    guard seal != nil else { throw StoreError.locked }
    do {
      return .some(LogEnd(bytes: try opened(row.bytes(0), in: .logEnd, row: name.bytes)))
    } catch StoreError.damaged {
      return .some(nil)
    }
  }
}

extension LedgerWriter {
  /// In the transaction that keeps a statement, before its row stands. One that comes to a log from which some are gone may
  /// be one of these: which of them were, is known once all are back.
  func moveEnd(of log: LogID, over id: StatementID) throws {
    let (name, present) = (LogEndName(log), try count(in: log))
    var end = LogEnd()
    var counted = [id]
    switch try keptEnd(name) {
    case nil:
      guard present == 0 else { return }
      end.add(id)
    // One that does not open is left so: it is told until people have looked.
    case .some(nil): return
    case .some(let kept?):
      end = kept
      if kept.late.isEmpty, present >= kept.count {
        end.add(id)
      } else {
        guard !kept.late.contains(id), kept.late.count < LogEndLimits.late else { return }
        end.late.append(id)
        let found = LogEnd(of: try statementIDs(in: log) + [id])
        if let new = end.newcomers(in: found) {
          (end, counted) = (found, new)
        } else {
          counted = []
        }
      }
    }
    try keep(end, name)
    for id in counted { try moveEndOfAll(over: id) }
  }

  private func count(in log: LogID) throws -> UInt64 {
    try row(
      """
      SELECT count(*) FROM log JOIN statement ON statement.log = log.number
      WHERE log.kind = ? AND log.id = ?
      """, .kind(log), .bytes(log.bytes))?.count(0) ?? 0
  }

  /// One that is gone is left so.
  private func moveEndOfAll(over id: StatementID) throws {
    var end = LogEnd()
    switch try keptEnd(.all) {
    case nil:
      guard try row("SELECT max(arrival) FROM statement")?.isNull(0) ?? true else { return }
    case .some(nil): return
    case .some(let kept?): end = kept
    }
    end.add(id)
    try keep(end, .all)
  }

  private func keep(_ end: LogEnd, _ name: LogEndName) throws {
    try run(
      """
      INSERT INTO log_end (kind, id, sealed) VALUES (?, ?, ?)
      ON CONFLICT (kind, id) DO UPDATE SET sealed = excluded.sealed
      """, .integer(name.kind), .bytes(name.id),
      .bytes(sealed(end.bytes, in: .logEnd, row: name.bytes)))
  }
}

/// Which end: that of a log, or that of all of them together.
private struct LogEndName {
  let kind: Int64
  let id: [UInt8]

  init(_ log: LogID) { (kind, id) = (LogKind(log).rawValue, log.bytes) }

  private init(kind: Int64) { (self.kind, id) = (kind, []) }

  static let all = LogEndName(kind: -1)

  var bytes: [UInt8] { Number.bytes(kind) + id }
}
