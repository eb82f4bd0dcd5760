/// Where something sealed stands, as its header says in clear: all that the rule of reading asks of it.
/// Protocol/change.md.
///
/// ```swift
/// share.judge(change.header.place, for: .offering).isAllowed
/// ```
public struct SealedPlace: Hashable, Sendable {
  public let volet: VoletTag
  public let stratum: StratumID
  /// The epoch whose key seals it.
  public let epoch: EpochID

  public init(volet: VoletTag, stratum: StratumID, epoch: EpochID) {
    (self.volet, self.stratum, self.epoch) = (volet, stratum, epoch)
  }
}

extension ChangeHeader {
  public var place: SealedPlace { SealedPlace(volet: volet, stratum: stratum, epoch: epoch) }
}

extension EpochStart {
  /// Of whatever is sealed under it.
  public var place: SealedPlace { SealedPlace(volet: volet, stratum: stratum, epoch: epoch) }
}
