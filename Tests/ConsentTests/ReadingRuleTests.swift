import Envelope
import Testing

@testable import Consent

/// One rule for whoever offers, numbers, sends, keeps and shows; a slow twin from the formulas of Protocol/consent.md, 8.2
/// and 7.11, is asked beside it wherever the convergent rule is (``ShareRuleTests``).
@Suite("Whether the recipient of a share may have something")
struct ReadingRuleTests {
  private static let moments = [99, 100, 101].map { Instant(milliseconds: $0) }

  private static var purposes: [ReadingPurpose] {
    [.keeping, .offering] + moments.flatMap { [.showing(at: $0), .sending(at: $0)] }
  }

  /// Nothing but the statements; what our records say was taken back; what a closing holds back; a clock that went back.
  private static var restraints: [ReadingRestraint] {
    var takenBack = ReadingRestraint()
    takenBack.takenBack = [Counter.tags[0]]
    var heldBack = ReadingRestraint()
    heldBack.heldBack = [Counter.tags[1], Counter.tags[0]]
    var late = ReadingRestraint()
    late.earliest = Instant(milliseconds: 100)
    return [ReadingRestraint(), takenBack, heldBack, late]
  }

  /// The same, from the formulas.
  private static func twin(
    _ oracle: ShareOracle, _ start: EpochStart, _ purpose: ReadingPurpose,
    _ restraint: ReadingRestraint
  ) -> Bool {
    func isOpen(_ end: Instant??, at clock: Instant?) -> Bool {
      guard let end else { return false }
      guard let end, let clock else { return true }
      return max(clock, restraint.earliest) < end
    }
    let clock: Instant? =
      switch purpose {
      case .keeping, .offering: nil
      case .showing(let at), .sending(let at): at
      }
    let reads =
      !restraint.takenBack.contains(start.volet) && oracle.isLive(start)
      && isOpen(oracle.effective(start.volet).map(\.until), at: clock)
    switch purpose {
    case .keeping, .showing: return reads
    case .offering, .sending:
      return reads && !restraint.heldBack.contains(start.volet)
        && oracle.isLive(start, andSeen: oracle.ceasings(start.volet))
        && isOpen(oracle.sending(start.volet).map(\.until), at: clock)
    }
  }

  /// Where rule and twin differ, or where those who ask the rule would not agree; nil when they do.
  static func difference(
    _ view: ShareView, _ oracle: ShareOracle, _ start: EpochStart
  ) -> String? {
    for restraint in restraints {
      func judge(_ purpose: ReadingPurpose) -> Judgement {
        view.judge(start.place, for: purpose, under: restraint)
      }
      for purpose in purposes
      where judge(purpose).isAllowed != twin(oracle, start, purpose, restraint) {
        return "\(purpose) in \(start.volet) under \(restraint)"
      }
      for at in moments {
        // What leaves was offered, what was offered is kept, and what leaves now could be shown now.
        let chain: [ReadingPurpose] = [.sending(at: at), .offering, .keeping]
        for (narrow, wide) in zip(chain, chain.dropFirst())
        where judge(narrow).isAllowed && !judge(wide).isAllowed {
          return "\(narrow) and not \(wide) in \(start.volet)"
        }
        if judge(.sending(at: at)).isAllowed, !judge(.showing(at: at)).isAllowed {
          return "sent and not shown in \(start.volet)"
        }
        // Held back, and not dropped, exactly when the clock alone speaks against it.
        let isHeld = judge(.sending(at: at)) == .refused(.expired)
        guard isHeld == (judge(.offering).isAllowed && !judge(.sending(at: at)).isAllowed) else {
          return "held back in \(start.volet)"
        }
      }
    }
    return nil
  }

  @Test("Of several shares, what one allows is allowed, and what the clock alone stops may come")
  func together() {
    let judgements: [Judgement] = [
      .refused(.otherLog), .refused(.withdrawn), .refused(.purged), .waiting(.wrap),
      .refused(.expired), .allowed,
    ]
    #expect(Judgement.together([]) == .refused(.otherLog))
    for (index, last) in judgements.enumerated() {
      let upTo = judgements[...index]
      let expected = last == .refused(.purged) ? .refused(.withdrawn) : last
      #expect(Judgement.together(upTo) == expected)
      #expect(
        Judgement.together(upTo.reversed()) == (last == .refused(.purged) ? last : expected))
    }
  }
}
