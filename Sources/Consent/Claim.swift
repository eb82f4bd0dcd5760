import Envelope

/// What a proven statement says, without its bytes: all that the rules look at.
///
/// The only way in from outside is a `ProvenStatement`, whose signature was checked.
struct Claim: Equatable, Sendable {
  var id: StatementID
  var log: LogID
  var parents: [StatementID]
  var author: SigningKey
  var controlHeads: [StatementID]
  var at: Instant
  /// Nil for a trace: what a refused statement said is not kept.
  var act: Act?
}

extension Claim {
  init(_ statement: ProvenStatement) {
    self.init(
      id: statement.id, log: statement.log, parents: statement.parents, author: statement.author,
      controlHeads: statement.controlHeads, at: statement.at, act: statement.act)
  }

  init(_ trace: StatementTrace) {
    self.init(
      id: trace.id, log: trace.log, parents: trace.parents, author: trace.author, controlHeads: [],
      at: Instant(milliseconds: 0), act: nil)
  }

  var isTrace: Bool { act == nil }

  var isWithdrawal: Bool { if case .withdrawal = act { true } else { false } }
}
