public import Envelope
import CaseFile
import Notebook

/// A calendar file of the appointments that are to come, as RFC 5545 has it: nothing of whom, of what, nor of which service.
extension Phrasebook {
  /// - Parameter withPlace: whether the place that others may be told stands in it.
  public func calendar(_ page: AgendaPage, withPlace: Bool, at now: Instant) -> String {
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//agenda//agenda 1//EN", "CALSCALE:GREGORIAN",
    ]
    var entries: [String: Int] = [:]
    for row in page.late + page.rows where row.isAppointment && !row.isOver {
      guard let moment = row.moment, let start = Self.utc(moment.milliseconds) else { continue }
      // While people left several moments of one, each is an entry.
      let number = entries[row.entry, default: 0]
      entries[row.entry] = number + 1
      lines += [
        "BEGIN:VEVENT", "UID:" + row.entry + (number == 0 ? "" : "-\(number + 1)"),
        "DTSTAMP:" + (Self.utc(now.milliseconds) ?? start), "DTSTART:" + start,
      ]
      if let minutes = row.minutes,
        let end = Self.utc(moment.milliseconds + Int64(minutes) * 60_000)
      {
        lines.append("DTEND:" + end)
      }
      lines.append("SUMMARY:" + Self.escaped(say("Rendez-vous", "Appointment", "Afspraak")))
      let place = row.placesTold.joined(separator: " / ")
      if withPlace, !place.isEmpty { lines.append("LOCATION:" + Self.escaped(place)) }
      lines.append("END:VEVENT")
    }
    lines.append("END:VCALENDAR")
    return lines.map { Self.folded($0) + "\r\n" }.joined()
  }

  /// `20261203T093000Z`; nil outside the years that have four digits.
  private static func utc(_ milliseconds: Int64) -> String? {
    guard let moment = LocalMoment(milliseconds: milliseconds, offset: 0),
      let month = moment.date.month, let day = moment.date.day
    else { return nil }
    return digits(moment.date.year, 4) + digits(month, 2) + digits(day, 2) + "T"
      + digits(moment.hour, 2) + digits(moment.minute, 2) + digits(moment.second, 2) + "Z"
  }

  /// A text as a value: on one line, its marks escaped.
  static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in Visible.line(text).unicodeScalars {
      if scalar == "\\" || scalar == ";" || scalar == "," { escaped.append("\\") }
      escaped.append(scalar)
    }
    return String(escaped)
  }

  /// No line is longer than 75 bytes; what goes on begins with a space, and no scalar is cut.
  static func folded(_ line: String) -> String {
    var folded = ""
    var count = 0
    for scalar in line.unicodeScalars {
      let size = String(scalar).utf8.count
      if count + size > 75 {
        folded += "\r\n "
        count = 1
      }
      folded.unicodeScalars.append(scalar)
      count += size
    }
    return folded
  }
}
