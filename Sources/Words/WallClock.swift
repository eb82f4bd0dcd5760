public import CaseFile
public import Envelope

/// The clock that hangs where somebody reads: what it says now, and how far it stands from UTC.
///
///     let clock = WallClock(now: now, isForProgram: false) { zone(at: $0) }
///     words.day(clock.local(consent.givenAt))
public struct WallClock: Sendable {
  public let now: Instant
  /// Whether a program reads, and is told moments in UTC.
  public let isForProgram: Bool
  private let zone: @Sendable (Instant) -> Int

  /// - Parameter zone: minutes east of UTC at a moment.
  public init(now: Instant, isForProgram: Bool, zone: @escaping @Sendable (Instant) -> Int) {
    (self.now, self.isForProgram, self.zone) = (now, isForProgram, zone)
  }

  /// A moment as it is told: in the zone of the place to a person, in UTC to a program.
  public func moment(_ instant: Instant) -> ZonedMoment {
    isForProgram ? .utc(instant) : local(instant)
  }

  /// A moment in the zone of the clock that made it, to a person.
  public func moment(_ instant: Instant, zone: Int) -> ZonedMoment {
    guard !isForProgram else { return .utc(instant) }
    return ZonedMoment(milliseconds: instant.milliseconds, offset: zone)
      .judged(at: now.milliseconds)
  }

  /// A moment of which only the day is told.
  public func local(_ instant: Instant) -> ZonedMoment {
    ZonedMoment(milliseconds: instant.milliseconds, offset: zone(instant))
  }

  /// The day that holds a moment here; nil outside the years 1 to 9999.
  public func day(of instant: Instant) -> CalendarDate? {
    LocalMoment(milliseconds: instant.milliseconds, offset: zone(instant))?.date
  }

  /// The last day here before an exclusive end.
  public func lastDay(before end: Instant) -> CalendarDate? {
    day(of: Instant(milliseconds: end.milliseconds - 1))
  }
}

extension ZonedMoment {
  fileprivate static func utc(_ instant: Instant) -> ZonedMoment {
    ZonedMoment(milliseconds: instant.milliseconds, offset: 0)
  }
}
