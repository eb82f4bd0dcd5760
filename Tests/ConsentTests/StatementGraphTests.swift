import Envelope
import Testing

@testable import Consent

@Suite("A log as a set")
struct StatementGraphTests {
  static let log = LogID.share(Counter.share)

  /// Statements that each come after any of the earlier ones.
  static func claims(_ count: Int, seed: UInt64) -> [Claim] {
    var chance = SeededChance(seed)
    var claims: [Claim] = []
    for _ in 0..<count {
      let parents = claims.filter { _ in Int.random(in: 0..<3, using: &chance) == 0 }.map(\.id)
      claims.append(
        Claim(
          id: .drawn(&chance), log: log, parents: parents.sorted(), author: .number(1),
          controlHeads: [], at: Instant(milliseconds: 0), act: Counter.withdrawal()))
    }
    return claims
  }

  @Test("Pasts, heads and what is missing are those found by walking", arguments: 0..<40)
  func walking(seed: UInt64) {
    var chance = SeededChance(seed)
    let arrived = Self.claims(12, seed: seed).filter { _ in
      Int.random(in: 0..<6, using: &chance) > 0
    }
    let walk = Walk(arrived)
    let graph = Scribe.graph(Self.log, arrived.shuffled(using: &chance))
    let complete = arrived.filter { walk.past($0.id) != nil }
    #expect(graph.count == complete.count)
    for claim in arrived {
      let past = walk.past(claim.id)
      #expect(graph.contains(claim.id))
      #expect(graph.isComplete(claim.id) == (past != nil))
      #expect(Set(graph.past(of: claim.id)) == past ?? [])
      for other in complete where past != nil {
        #expect(graph.isInPast(other.id, of: claim.id) == past?.contains(other.id))
      }
    }
    let parents = Set(complete.flatMap(\.parents))
    #expect(graph.heads == complete.map(\.id).filter { !parents.contains($0) }.sorted())
    let missing = Set(arrived.flatMap(\.parents)).subtracting(arrived.map(\.id))
    #expect(graph.missing == missing.sorted())
    let order = graph.order
    for (place, id) in order.enumerated() {
      #expect(Set(graph.past(of: id)).isSubset(of: order[..<place]))
    }
  }

  @Test("Every order of arrival gives one graph")
  func everyOrder() {
    let claims = Self.claims(5, seed: 3)
    let expected = Scribe.graph(Self.log, claims)
    for order in permutations(claims) {
      let graph = Scribe.graph(Self.log, order + order)
      #expect(graph == expected)
      #expect(graph.order == expected.order)
      #expect(graph.heads == expected.heads)
    }
  }

  @Test("Another log's statement, a double and an orphan are told apart")
  func insertions() {
    let claims = Self.claims(1, seed: 1)
    var graph = StatementGraph(log: .share(.number(5)))
    #expect(graph.insert(claims[0]) == .otherLog)
    graph = StatementGraph(log: Self.log)
    var orphan = claims[0]
    (orphan.id, orphan.parents) = (.number(3), [claims[0].id])
    #expect(graph.insert(orphan) == .waiting)
    #expect(graph.insert(orphan) == .duplicate)
    #expect(graph.insert(claims[0]) == .inserted)
    #expect(graph.heads == [orphan.id])
    var own = claims[0]
    (own.id, own.parents) = (.number(4), [.number(4)])
    #expect(graph.insert(own) == .waiting)
    #expect(graph.count == 2)
  }

  @Test("A chain of thousands completes from its far end, without recursion")
  func longChain() {
    var claims: [Claim] = []
    for number in 0..<3000 {
      var claim = Self.claims(1, seed: 1)[0]
      claim.id = .number(UInt64(number))
      claim.parents = claims.last.map { [$0.id] } ?? []
      claims.append(claim)
    }
    let graph = Scribe.graph(Self.log, claims.reversed())
    #expect(graph.count == 3000)
    #expect(graph.order == claims.map(\.id))
  }
}
