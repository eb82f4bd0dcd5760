import CaseFile
import Envelope
import Wire

/// When a consent begins, as far as is known here. Protocol/consent.md, 6.4 and 6.4.1.
struct ConsentBeginning: Equatable {
  /// Nil of one that waits for a release which nobody recorded, or for what this version does not know.
  let moment: Instant?
  /// The release that it waits or waited for.
  let release: DatedRelease?

  /// It does not begin here.
  static let never = ConsentBeginning(moment: nil, release: nil)

  private init(moment: Instant?, release: DatedRelease?) {
    (self.moment, self.release) = (moment, release)
  }

  /// - Parameters:
  ///   - day: of one that waits for a day, when that begins.
  ///   - releases: in the log's order.
  ///   - moment: when the consent was first recorded.
  ///   - isKnown: whether whoever recorded it knew of a release.
  init(
    _ effective: Effective?, on day: Instant, among releases: [DatedRelease],
    recorded moment: Instant, where isKnown: (StatementID) -> Bool
  ) {
    switch effective {
    case .now, .on: self.init(moment: day, release: nil)
    case .release:
      let release = releases.counting(for: moment, where: isKnown)
      self.init(moment: release?.on, release: release)
    case nil: self = .never
    }
  }

  /// Whether its moment has come.
  func hasCome(at now: Instant) -> Bool { moment.map { $0 <= now } ?? false }
}

/// A recorded release.
struct DatedRelease: Equatable {
  let statement: StatementID
  /// When its local day began.
  let on: Instant
  /// `YYYY-MM-DD`.
  let date: String

  /// Nil for any other record.
  init?(_ record: OwnRecord) {
    guard case .release(let release) = record.sealed.record else { return nil }
    statement = record.statement
    on = Instant(milliseconds: Int64(clamping: release.on))
    date = release.date
  }

  /// Whether its day was not over yet at some moment.
  func isOnOrAfter(_ moment: Instant) -> Bool {
    moment.milliseconds < on.milliseconds + Self.day
  }

  /// Milliseconds.
  private static let day: Int64 = 86_400_000
}

extension [DatedRelease] {
  /// The release with which a consent begins that was first recorded at some moment. One whose day was over then begins
  /// nothing: it is of an earlier detention, or corrects one that was known then.
  fileprivate func counting(
    for moment: Instant, where isKnown: (StatementID) -> Bool
  ) -> DatedRelease? {
    let wasKnown = contains { !$0.isOnOrAfter(moment) && isKnown($0.statement) }
    let last = wasKnown ? last { $0.isOnOrAfter(moment) } : last
    return last.flatMap { $0.isOnOrAfter(moment) ? $0 : nil }
  }
}
