public import Envelope

/// What the recipient of a share is to have something for. Protocol/consent.md, 8.2, 7.11 and 10.2.
public enum ReadingPurpose: Hashable, Sendable {
  /// It came, and is kept. No clock counts: an end hides, and refuses nothing.
  case keeping
  /// It is shown where it was received.
  case showing(at: Instant)
  /// It is new here, and its owner queues it. No clock counts: what an end holds back is not lost.
  case offering
  /// Its owner gives it a position in a feed, or sends it.
  case sending(at: Instant)

  fileprivate var isByOwner: Bool {
    switch self {
    case .keeping, .showing: false
    case .offering, .sending: true
    }
  }

  fileprivate var clock: Instant? {
    switch self {
    case .keeping, .offering: nil
    case .showing(let at), .sending(let at): at
    }
  }
}

/// What a node knows beside the statements of a share, and what therefore stops some of it: nothing, where a share is
/// judged by its statements alone.
public struct ReadingRestraint: Hashable, Sendable {
  /// Volets that the person took back, as our own records say, and that the share does not take back yet.
  public var takenBack: Set<VoletTag> = []
  /// Volets of which nothing leaves, since a closing ended the consents and the share does not say it yet.
  public var heldBack: Set<VoletTag> = []
  /// No end is judged by an earlier moment: the clock went back. Protocol/vault.md, "Clock".
  public var earliest = Instant(milliseconds: .min)

  public init() {}
}

extension ShareView {
  /// The one rule: whether the recipient may have what stands in a place, for one purpose or another. Whoever offers,
  /// numbers, sends, keeps or shows asks this and nothing else.
  ///
  /// What may be sent at some moment may be offered; what may be offered may be kept. The clock is asked last: what is
  /// refused as `.expired` would be allowed but for that, and is held back rather than dropped.
  ///
  ///     view.judge(change.header.place, for: .sending(at: now)).isAllowed
  ///
  /// - Parameters:
  ///   - cited: the shares of the other direction; without them a return share lets nothing be read.
  ///   - restraint: what is known beside the statements.
  public func judge(
    _ place: SealedPlace, for purpose: ReadingPurpose, cited: [ShareView] = [],
    under restraint: ReadingRestraint = ReadingRestraint()
  ) -> Judgement {
    let read = judgeReading(place, cited: cited)
    guard read.isAllowed else { return read }
    guard !restraint.takenBack.contains(place.volet) else { return .refused(.withdrawn) }
    if purpose.isByOwner {
      guard !restraint.heldBack.contains(place.volet),
        allowance(place.volet, at: nil, cited: cited, of: .sending) != nil,
        rules.sentWraps.live[place.epoch, default: []].contains(where: { $0.start.place == place })
      else { return .refused(.ceased) }
    }
    guard let clock = purpose.clock.map({ max($0, restraint.earliest) }) else { return .allowed }
    let sides: [Side] = purpose.isByOwner ? [.reading, .sending] : [.reading]
    let isOpen = sides.allSatisfy {
      allowance(place.volet, at: clock, cited: cited, of: $0) != nil
    }
    return isOpen ? .allowed : .refused(.expired)
  }

  /// Whether the recipient may read it, whatever the clock says.
  private func judgeReading(_ place: SealedPlace, cited: [ShareView]) -> Judgement {
    switch closure {
    case .newerVersion: return .waiting(.newerVersion)
    case .broken: return .refused(.broken)
    case .otherParties: return .refused(.otherParties)
    case .full: return .refused(.full)
    case nil: break
    }
    guard effective(place.volet) != nil else { return whyNothing(place.volet) }
    guard allowance(place.volet, at: nil, cited: cited) != nil else {
      return .refused(.citedClosed)
    }
    func isHere(_ wrap: ShareRules.Wrap) -> Bool { wrap.start.place == place }
    if rules.opened.live[place.epoch, default: []].contains(where: isHere) { return .allowed }
    if isPurged(place.epoch) { return .refused(.purged) }
    let wasValid = rules.opened.ofEpoch[place.epoch, default: []].contains(where: isHere)
    return wasValid ? .refused(.withdrawn) : .waiting(.wrap)
  }

  private func whyNothing(_ tag: VoletTag) -> Judgement {
    if !rules.suspendedSurvivors(tag).isEmpty { return .waiting(.anchor) }
    if rules.consents.grants[tag] != nil || rules.consents.suspended[tag] != nil {
      return .refused(.withdrawn)
    }
    let isNamed = rules.consents.ofConsent.values.joined().contains {
      grant($0)?.volets.contains(tag) ?? false
    }
    return .refused(isNamed ? .void : .notGranted)
  }
}

extension Judgement {
  /// What several places say together of one thing: what one of them allows is allowed; what is held back by the clock
  /// alone, or waits, may come; of equals, the first. Refused as `.otherLog` when no place says anything.
  /// Protocol/consent.md, 8.6.
  public static func together(_ judgements: some Sequence<Judgement>) -> Judgement {
    judgements.reduce(.refused(.otherLog)) { $1.weight > $0.weight ? $1 : $0 }
  }

  private var weight: Int {
    switch self {
    case .allowed: 4
    case .refused(.expired): 3
    case .waiting: 2
    case .refused(.otherLog): 0
    case .refused: 1
    }
  }
}
