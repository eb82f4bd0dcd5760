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
  var act: Act
}

extension Claim {
  init(_ statement: ProvenStatement) {
    self.init(
      id: statement.id, log: statement.log, parents: statement.parents, author: statement.author,
      controlHeads: statement.controlHeads, at: statement.at, act: statement.act)
  }
}
