public import Envelope
import GRDB

/// When something last came of each log and into the volets of each case file, counted from 1: whatever was made of them
/// before is older. Protocol/vault.md, "Summaries of case files".
public struct Touches {
  fileprivate var logs: [LogID: Int64] = [:]
  fileprivate var words: [CaseID: Int64] = [:]
  /// Whom each is asked of when it is asked for; nil where all were read at once.
  fileprivate var reader: LedgerReader?

  /// The last touch of a log; 0 for one of which nothing came yet.
  public func last(of log: LogID) -> Int64 {
    reader.map { $0.lastTouch(LogKind(log).rawValue, log.bytes) } ?? logs[log] ?? 0
  }

  /// The last change that came into a volet of a case file, or went; 0 when none did.
  public func lastWords(of id: CaseID) -> Int64 {
    reader.map { $0.lastTouch(TouchKind.words, id.bytes) } ?? words[id] ?? 0
  }
}

/// Of what something came after a touch.
public struct Touched: Hashable, Sendable {
  /// Case files of whose own log or words something did.
  public internal(set) var caseFiles: Set<CaseID> = []
  public internal(set) var shares: Set<ShareID> = []
  /// Something came of the log of a service.
  public internal(set) var isOfServices = false
}

/// Which row of `touched`.
struct TouchName: Hashable {
  let kind: Int64
  let subject: [UInt8]
}

/// What a row of `touched` is about: a log, or the words of a case file.
private enum TouchKind {
  static let words: Int64 = 3
}

extension LedgerReader {
  public func touches() throws -> Touches {
    var found = Touches()
    for row in try rows("SELECT kind, subject, number FROM touched WHERE number > 0") {
      let (kind, number) = (try row.integer(0), try row.integer(2))
      if kind == TouchKind.words {
        found.words[try row.id(1)] = number
      } else {
        found.logs[try row.log(kind: 0, id: 1)] = number
      }
    }
    return found
  }

  /// The same for whoever looks at one case file, and at once: each is read when it is asked for.
  public func touchesWhenAsked() -> Touches {
    var touches = Touches()
    touches.reader = self
    return touches
  }

  /// What cannot be read counts as touched: whatever was made before is made anew.
  fileprivate func lastTouch(_ kind: Int64, _ subject: [UInt8]) -> Int64 {
    let name = TouchName(kind: kind, subject: subject)
    if !isWriting, let known = touchesRead[name] { return known }
    do {
      let row = try row(
        "SELECT number FROM touched WHERE kind = ? AND subject = ?", .integer(kind),
        .bytes(subject))
      let last = try row?.integer(0) ?? 0
      touchesRead[name] = last
      return last
    } catch {
      return .max
    }
  }

  /// The number of the last touch; 0 before the first.
  public func lastTouch() throws -> Int64 {
    guard let row = try row("SELECT max(number) FROM touched"), try !row.isNull(0) else { return 0 }
    return try row.integer(0)
  }

  /// Logs and words of which something came after a touch.
  public func touched(after number: Int64) throws -> Touched {
    var found = Touched()
    for row in try rows("SELECT kind, subject FROM touched WHERE number > ?", .integer(number)) {
      if try row.integer(0) == TouchKind.words {
        found.caseFiles.insert(try row.id(1))
        continue
      }
      switch try row.log(kind: 0, id: 1) {
      case .own(let id): found.caseFiles.insert(id)
      case .share(let share): found.shares.insert(share)
      case .service: found.isOfServices = true
      }
    }
    return found
  }

  /// What was last made of all case files together, sealed by the caller; nil when nothing is kept.
  public func caseOverview() throws -> [UInt8]? {
    try row("SELECT sealed FROM case_overview WHERE number = 1")?.bytes(0)
  }

  /// What was last made of a case file, sealed by the caller; nil when nothing is kept.
  public func caseSummary(of id: CaseID) throws -> [UInt8]? {
    try row("SELECT sealed FROM case_summary WHERE case_file = ?", .id(id))?.bytes(0)
  }
}

extension LedgerWriter {
  /// Replaces what was kept.
  public func keepCaseSummary(_ sealed: [UInt8], of id: CaseID) throws {
    try run(
      """
      INSERT INTO case_summary (case_file, sealed) VALUES (?, ?)
      ON CONFLICT (case_file) DO UPDATE SET sealed = excluded.sealed
      """, .id(id), .bytes(sealed))
  }

  /// Replaces what was kept of all case files together.
  public func keepCaseOverview(_ sealed: [UInt8]) throws {
    try run(
      """
      INSERT INTO case_overview (number, sealed) VALUES (1, ?)
      ON CONFLICT (number) DO UPDATE SET sealed = excluded.sealed
      """, .bytes(sealed))
  }

  /// Throws what is kept of a case file away, which loses nothing.
  public func removeCaseSummary(of id: CaseID) throws {
    try run("DELETE FROM case_summary WHERE case_file = ?", .id(id))
  }

  /// In the transaction in which something of a log comes or goes.
  func touch(_ log: LogID) throws { try touch(LogKind(log).rawValue, log.bytes) }

  /// The same of the words in a volet, where it is one of our case files.
  func touchWords(in volet: VoletTag) throws {
    guard case .own(let id)? = try log(of: volet) else { return }
    try touch(TouchKind.words, id.bytes)
  }

  /// What was made of a case file with words that go now goes with them.
  func forgetSummary(ofCaseWith volet: VoletTag) throws {
    guard case .own(let id)? = try log(of: volet) else { return }
    try removeCaseSummary(of: id)
    if changed > 0 { try owe() }
    try removeKeptRecords(of: id)
    if changed > 0 { try owe() }
    try removeKeptNotes(of: id)
    if changed > 0 { try owe() }
    try touch(TouchKind.words, id.bytes)
  }

  private func touch(_ kind: Int64, _ subject: [UInt8]) throws {
    try run(
      """
      INSERT INTO touched (kind, subject, number) VALUES (?, ?, ?)
      ON CONFLICT (kind, subject) DO UPDATE SET number = excluded.number
      """, .integer(kind), .bytes(subject), .integer(try lastTouch() + 1))
  }
}
