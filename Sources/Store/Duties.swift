public import Envelope
import GRDB

/// What follows from a deletion and is not done yet: the log is to be emptied, and then an order is to be answered.
/// Protocol/vault.md, "Duties".
public struct Duty: Hashable, Sendable {
  /// What to say once the log is empty.
  public struct Answer: Hashable, Sendable {
    public let order: StatementID
    public let share: ShareID

    public init(to order: StatementID, in share: ShareID) {
      (self.order, self.share) = (order, share)
    }
  }

  let number: Int64
  /// Nil when nobody waits for an answer.
  public let answer: Answer?
}

extension LedgerReader {
  /// In the order in which they were taken on.
  public func duties() throws -> [Duty] {
    try rows("SELECT number, share, statement FROM duty ORDER BY number").map { row in
      Duty(
        number: try row.integer(0),
        answer: try row.isNull(1) ? nil : Duty.Answer(to: row.id(2), in: row.id(1)))
    }
  }
}

extension LedgerWriter {
  /// Takes on a duty in the transaction that deletes. Never shared with another one that waits: who empties the log
  /// after this commit may have read the duties before it.
  public func owe(_ answer: Duty.Answer? = nil) throws {
    if answer == nil, owesLog { return }
    owesLog = true
    try run(
      "INSERT INTO duty (share, statement) VALUES (?, ?)",
      answer.map { .id($0.share) } ?? .null, answer.map { .id($0.order) } ?? .null)
  }

  /// The log was emptied after this duty was taken on, and its answer stands in this transaction.
  ///
  /// - Returns: false when another process has done it.
  public func settle(_ duty: Duty) throws -> Bool {
    try run("DELETE FROM duty WHERE number = ?", .integer(duty.number))
    return changed > 0
  }
}
