import Envelope
import Store

@testable import Notebook
@testable import Replica

/// A disk that refuses one commit, chosen beforehand.
final class Disk {
  private var untilFailure: Int?
  private(set) var commits = 0
  private(set) lazy var gate = CommitGate { [unowned self] _ in try self.commit() }

  /// The commit after `count` further ones fails.
  func fail(after count: Int) { untilFailure = count }

  func heal() { untilFailure = nil }

  private func commit() throws {
    commits += 1
    guard let left = untilFailure else { return }
    guard left > 0 else {
      untilFailure = nil
      throw StoreError.diskFull
    }
    untilFailure = left - 1
  }

  /// Commits that `body` makes.
  func counting(_ body: () throws -> Void) rethrows -> Int {
    let before = commits
    try body()
    return commits - before
  }
}

/// Everything a ledger holds, by name: two equal pictures are two equal ledgers.
struct Picture: Equatable {
  var statements: [String] = []
  var changes: [String] = []
  var accesses = 0
  var parked = 0
  var slots: [[UInt8]] = []
  var pending: [Int] = []

  init(_ notebook: Notebook) throws {
    try notebook.ledger.read { ledger in
      for kind in [LogKind.service, .own, .share] {
        for log in try ledger.logs(of: kind) {
          statements += try ledger.statements(in: log).map(\.id.description)
        }
      }
      for document in try ledger.allDocuments() {
        changes += try ledger.changes(of: document).map { "\($0.id)" }
      }
      accesses = try ledger.accesses().count
      parked = try ledger.parkedCount()
      slots = try ledger.slots().map(\.bytes)
      for peer in try ledger.peers().sorted(by: { $0.node < $1.node }) {
        pending.append(try ledger.pending(peer: peer.node))
      }
    }
  }
}
