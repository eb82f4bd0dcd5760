import GRDB

/// Asked before each commit; when it throws, SQLite rolls the transaction back for real.
///
/// For tests and the simulator: the disk that fails at the nth commit.
public final class CommitGate {
  private let ask: (Int) throws -> Void
  /// Commits asked for so far, refused ones included.
  public private(set) var commits = 0

  /// `ask` is given the number of the commit, from 1, over all ledgers that share the gate.
  public init(_ ask: @escaping (_ commit: Int) throws -> Void) { self.ask = ask }

  fileprivate func pass() throws {
    commits += 1
    try ask(commits)
  }
}

/// Puts a gate before the commits of one connection.
final class GateObserver: TransactionObserver {
  private let gate: CommitGate

  init(_ gate: CommitGate) { self.gate = gate }

  func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
  func databaseDidChange(with event: DatabaseEvent) {}
  func databaseWillCommit() throws { try gate.pass() }
  func databaseDidCommit(_ db: Database) {}
  func databaseDidRollback(_ db: Database) {}
}
