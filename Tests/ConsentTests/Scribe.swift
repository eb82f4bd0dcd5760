import Envelope

@testable import Consent

/// Writes claims of one log, unsigned: the rules never look at a signature, and small scopes are many.
struct Scribe {
  let log: LogID
  private(set) var claims: [Claim] = []
  private var chance: SeededChance

  init(log: LogID, seed: UInt64) {
    self.log = log
    chance = SeededChance(seed)
  }

  var graph: StatementGraph { Self.graph(log, claims) }

  static func graph(_ log: LogID, _ claims: [Claim]) -> StatementGraph {
    var graph = StatementGraph(log: log)
    for claim in claims { graph.insert(claim) }
    return graph
  }

  /// `parents` nil: everything written so far.
  @discardableResult
  mutating func write(
    _ act: Act, by author: SigningKey, after parents: [StatementID]? = nil,
    knowing heads: [StatementID] = [], id: StatementID? = nil
  ) -> StatementID {
    let claim = Claim(
      id: id ?? StatementID.drawn(&chance), log: log, parents: parents ?? graph.heads,
      author: author, controlHeads: heads, at: Instant(milliseconds: 0), act: act)
    claims.append(claim)
    return claim.id
  }
}

extension Identifier {
  /// Of any length, from a seed.
  static func drawn(_ chance: inout SeededChance) -> Self {
    guard let drawn = Self((0..<Kind.length).map { _ in UInt8.random(in: 0...255, using: &chance) })
    else { preconditionFailure("as many bytes as the kind has") }
    return drawn
  }

  /// The same for the same number.
  static func number(_ number: UInt64) -> Self {
    var chance = SeededChance(number)
    return drawn(&chance)
  }
}
