public import Envelope
import GRDB

/// What this node came to know and what only the keys of somebody who works there can carry out: kept in the transaction
/// that it follows from, locked or not, until a session has done it. Protocol/vault.md, "Duties".
public enum KeyedDuty: Hashable, Sendable {
  /// In a case file something was taken back or ended, or given by a node that had not heard of that.
  case settle(CaseID)
  /// A received share was linked, or a link of it undone.
  case settleReturns(of: ShareID)
  /// A service can be given something now that could not before.
  case issueWaiting

  fileprivate var row: (kind: Int64, subject: [UInt8]) {
    switch self {
    case .settle(let id): (1, id.bytes)
    case .settleReturns(let share): (2, share.bytes)
    case .issueWaiting: (3, [])
    }
  }

  fileprivate init(kind: Int64, subject: [UInt8]) throws {
    switch (kind, CaseID(subject), ShareID(subject)) {
    case (1, let id?, _): self = .settle(id)
    case (2, _, let share?): self = .settleReturns(of: share)
    case (3, _, _): self = .issueWaiting
    case _: throw StoreError.damaged
    }
  }
}

extension LedgerReader {
  /// In the order in which they were taken on, each once.
  public func keyedDuties() throws -> [KeyedDuty] {
    try rows("SELECT kind, subject FROM keyed_duty ORDER BY number").map { row in
      try KeyedDuty(kind: row.integer(0), subject: row.bytes(1))
    }
  }
}

extension LedgerWriter {
  /// Takes on a duty, in the transaction that it follows from. One that waits already is not taken on twice.
  public func owe(_ duty: KeyedDuty) throws {
    owesKeys = true
    let (kind, subject) = duty.row
    try run(
      "INSERT OR IGNORE INTO keyed_duty (kind, subject) VALUES (?, ?)", .integer(kind),
      .bytes(subject))
  }

  /// In the transaction that carries it out, and before that: what follows from it is taken on again.
  public func settle(_ duty: KeyedDuty) throws {
    let (kind, subject) = duty.row
    try run(
      "DELETE FROM keyed_duty WHERE kind = ? AND subject = ?", .integer(kind), .bytes(subject))
  }
}
