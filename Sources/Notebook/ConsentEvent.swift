/// Something that happens to a consent. Protocol/consent.md, "The life of a consent".
public enum ConsentEvent: String, CaseIterable, Hashable, Sendable {
  case planned
  case given
  case refused
  case effective
  /// Forgotten here, and found again in what the other service gave back.
  case recovered
  case narrowed
  /// Another consent of the same act takes its place, with more volets, both ways or for longer.
  case extended
  /// Another consent of the same act takes its place in the same volets, for longer.
  case renewed
  case withdrawn
  case purgeAsked
  case purgeAttested
  case purgeRefused
  case expired
  /// The service goes on with the follow-up, and stopped this share when the person changed place.
  case stopped
  case ceased
  /// Planned, and the case file was closed before the day came.
  case cancelled
  /// Opened by a link to a received share, which was undone.
  case unlinked
  /// Opened by a link to a received share, about which people here disagree.
  case disputed

  /// `nil` for a code that this version does not know.
  public init?(code: String) { self.init(rawValue: code) }

  /// The stable code, in records and in JSON.
  public var code: String { rawValue }

  /// Whether somebody states it in a record of the own log; every other one follows from what was stated elsewhere.
  public var isRecorded: Bool {
    switch self {
    case .planned, .given, .refused, .effective, .recovered, .narrowed, .extended, .renewed,
      .withdrawn, .stopped, .unlinked:
      true
    case .purgeAsked, .purgeAttested, .purgeRefused, .expired, .ceased, .cancelled, .disputed:
      false
    }
  }
}
