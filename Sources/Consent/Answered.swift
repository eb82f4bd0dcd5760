public import Envelope

/// What one volet of a return share answers: a volet of the share of the other direction, and the consent that gave it
/// both ways. Protocol/consent.md, section 9.
public struct Answered: Hashable, Sendable, Comparable {
  public let share: ShareID
  public let consent: ConsentID
  /// A tag of `share`.
  public let volet: VoletTag

  public init(share: ShareID, consent: ConsentID, volet: VoletTag) {
    (self.share, self.consent, self.volet) = (share, consent, volet)
  }

  /// Nil when the grant answers nothing, or does not list the volet.
  public init?(_ grant: Grant, for tag: VoletTag) {
    guard let citation = grant.cites, let position = grant.volets.firstIndex(of: tag),
      citation.volets.indices.contains(position)
    else { return nil }
    self.init(
      share: citation.share, consent: citation.consent, volet: citation.volets[position])
  }

  public static func < (left: Answered, right: Answered) -> Bool {
    (left.share, left.consent, left.volet) < (right.share, right.consent, right.volet)
  }
}
