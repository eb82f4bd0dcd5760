/// A day, an hour and a minute as the clock on a wall shows them, and how far that clock stands from UTC.
///
/// Written `YYYY-MM-DDTHH:MM+HH:MM`. The hour on the wall is what people agreed on: it is kept as it was said.
public struct WrittenMoment: Hashable, Sendable {
  /// A whole day.
  public let day: CalendarDate
  public let hour: Int
  public let minute: Int
  /// Minutes east of UTC.
  public let offset: Int

  /// Nil unless it is a whole day and an hour of the clock, in a zone of at most fourteen hours either way.
  public init?(day: CalendarDate, hour: Int, minute: Int, offset: Int) {
    guard day.isWholeDay, (0...23).contains(hour), (0...59).contains(minute),
      (-840...840).contains(offset)
    else { return nil }
    (self.day, self.hour, self.minute, self.offset) = (day, hour, minute, offset)
  }

  /// Since 1970 in UTC.
  public var milliseconds: Int64 {
    day.beginning(offset: offset) + Int64(hour * 60 + minute) * 60_000
  }
}

extension WrittenMoment: CustomStringConvertible {
  /// - Throws: ``RuleBroken/invalidMoment(_:)`` for anything but what ``description`` writes.
  public init(parsing text: String) throws(RuleBroken) {
    guard let moment = Self.read(Array(text.utf8)), moment.description == text else {
      throw .invalidMoment(text)
    }
    self = moment
  }

  private static func read(_ bytes: [UInt8]) -> WrittenMoment? {
    guard bytes.count == 22 else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      Int(String(decoding: bytes[range], as: UTF8.self))
    }
    let day: CalendarDate
    do throws(RuleBroken) {
      day = try CalendarDate(parsing: String(decoding: bytes[0..<10], as: UTF8.self))
    } catch {
      return nil
    }
    guard let hour = number(11..<13), let minute = number(14..<16), let east = number(17..<19),
      let rest = number(20..<22)
    else { return nil }
    let sign = bytes[16] == UInt8(ascii: "-") ? -1 : 1
    return WrittenMoment(day: day, hour: hour, minute: minute, offset: sign * (east * 60 + rest))
  }

  public var description: String {
    let zone = offset < 0 ? "-" : "+"
    return "\(day)T\(Self.two(hour)):\(Self.two(minute))"
      + "\(zone)\(Self.two(abs(offset) / 60)):\(Self.two(abs(offset) % 60))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension WrittenMoment: Comparable {
  /// By when it is; of two at once, the one further west comes first.
  public static func < (left: Self, right: Self) -> Bool {
    (left.milliseconds, left.offset) < (right.milliseconds, right.offset)
  }
}
