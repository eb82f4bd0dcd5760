import Envelope
import Testing

@testable import Consent

/// The rule against itself written a second time.
@Suite("The convergent rule agrees with its formulas")
struct ShareRuleTests {
  static let starts = [Counter.start(0), Counter.start(1)]

  /// Two offices; the owner's first worker is ended, or is not yet.
  struct Stage {
    let owner: ServiceView
    let ownerOracle: ServiceOracle
    let recipient: ServiceView
    let recipientOracle: ServiceOracle
    let office: Office
    let other: Office
    let before: [StatementID]
    let after: [StatementID]
    let counter: Counter

    init(ended: Bool) {
      var office = Office(1)
      let other = Office(2)
      before = office.staffed
      after = ended ? office.end(0) : office.staffed
      (owner, recipient) = (office.view, other.view)
      ownerOracle = ServiceOracle(office.service, office.scribe.claims)
      recipientOracle = ServiceOracle(other.service, other.scribe.claims)
      counter = Counter(owner: office.service, recipient: other.service)
      (self.office, self.other) = (office, other)
    }

    func view(_ claims: [Claim]) -> ShareView {
      ShareView(claims: claims, owner: owner, recipient: recipient)
    }

    func oracle(_ claims: [Claim]) -> ShareOracle {
      ShareOracle(claims, ownerOracle, recipientOracle)
    }
  }

  /// What one worker may write in a small scope.
  enum Move: CaseIterable {
    case grantByA, grantByB, withdrawByA, withdrawByB, anchorOnA, wrapByA, ceaseByB
  }

  static func claim(
    _ move: Move, _ number: Int, parents: [StatementID], stage: Stage, seed: UInt64
  ) -> Claim {
    let (a, b) = (stage.office.devices[0], stage.office.devices[1])
    let act: Act
    switch move {
    case .grantByA, .grantByB:
      act = stage.counter.grant(
        UInt64(number), until: number == 1 ? 100 : nil, bothWays: number % 2 == 0)
    case .withdrawByA, .withdrawByB: act = Counter.withdrawal(purge: [Counter.epochs[0]])
    case .anchorOnA: act = .anchor(authors: [a], heads: parents.sorted())
    case .wrapByA: act = Counter.wrap()
    case .ceaseByB: act = .ceased(consent: .number(1), volets: [Counter.tags[0]])
    }
    let isByA = [.grantByA, .withdrawByA, .wrapByA].contains(move)
    return Claim(
      id: .number(seed), log: .share(Counter.share), parents: parents.sorted(),
      author: isByA ? a : b, controlHeads: isByA ? stage.before : stage.after,
      at: Instant(milliseconds: 0), act: act)
  }

  /// Every way to choose a few moves, each after any set of the earlier ones.
  static func scopes(
    of size: Int, moves: [Move], stage: Stage, visit: ([Claim]) -> Void
  ) {
    func extend(_ claims: [Claim]) {
      guard claims.count < size else { return visit(claims) }
      for move in moves {
        for chosen in 0..<(1 << claims.count) {
          let parents = claims.indices.filter { chosen & (1 << $0) != 0 }.map { claims[$0].id }
          let seed = UInt64(claims.count * 1000 + chosen)
          extend(
            claims + [
              claim(move, claims.count, parents: parents, stage: stage, seed: 40_000 + seed * 7)
            ])
        }
      }
    }
    extend([])
  }

  /// Where view and oracle differ, in words; nil when they agree.
  static func difference(_ view: ShareView, _ oracle: ShareOracle) -> String? {
    for tag in Counter.tags {
      let expected = oracle.effective(tag)
      let found = view.effective(tag)
      guard (expected == nil) == (found == nil) else { return "effective \(tag)" }
      let sent = oracle.sending(tag)
      let sending = view.allowance(tag, at: nil, of: .sending)
      guard sending?.consents == sent?.consents.sorted(), sending?.until == sent?.until,
        sending?.bothWays == sent?.bothWays
      else { return "sending \(tag)" }
      guard let expected, let found else { continue }
      guard found.consents == expected.consents.sorted(), found.until == expected.until,
        found.bothWays == expected.bothWays
      else { return "allowance \(tag)" }
    }
    for start in starts {
      let isLive = view.liveWraps(start.volet).contains { $0.start == start }
      guard isLive == oracle.isLive(start) else { return "wrap of \(start.volet)" }
      if let difference = ReadingRuleTests.difference(view, oracle, start) { return difference }
    }
    guard view.purged == oracle.purged(starts) else { return "purged" }
    for (claim, _) in oracle.complete {
      switch claim.act {
      case .grant, .epochsWrapped, .erasure:
        let isValid = view.judgement(of: claim.id) == .allowed
        guard isValid == (oracle.verdict(claim) == .valid) else { return "verdict \(claim.id)" }
        let isSuspended = view.judgement(of: claim.id) == .waiting(.anchor)
        guard isSuspended == (oracle.verdict(claim) == .suspended) else {
          return "suspension \(claim.id)"
        }
      default: break
      }
    }
    return nil
  }

  @Test("Every history of three statements, in every order", arguments: [false, true])
  func smallScopes(ended: Bool) {
    let stage = Stage(ended: ended)
    var cases = 0
    Self.scopes(of: 3, moves: Move.allCases, stage: stage) { claims in
      cases += 1
      let oracle = stage.oracle(claims)
      let orders = permutations(claims)
      for order in cases % 8 == 0 ? orders : [claims.reversed()] {
        if let difference = Self.difference(stage.view(order), oracle) {
          Issue.record("\(difference) of \(order.map(\.act))")
        }
      }
    }
    #expect(cases == 8 * 343)
  }

  @Test("Every history of four grants, withdrawals and anchors")
  func fourStatements() {
    let stage = Stage(ended: true)
    var cases = 0
    Self.scopes(
      of: 4, moves: [.grantByA, .withdrawByB, .anchorOnA], stage: stage
    ) { claims in
      cases += 1
      if let difference = Self.difference(stage.view(claims), stage.oracle(claims)) {
        Issue.record("\(difference) of \(claims.map(\.act))")
      }
    }
    #expect(cases == 64 * 81)
  }
}
