public import CaseFile

/// Dates as people write them, and as screens print them: the day before the month, always.
extension Spoken {
  /// A day, a month or a year: `20/10/2026`, `20 oct. 2026`, `2026-10-20`, `10/2026`, `2026`, `hier`, `in 3 days`.
  ///
  /// - Parameters:
  ///   - today: the local day, for the words that count from it.
  ///   - nearest: which day `20/10` means; nil where nobody can tell, and it is refused.
  /// - Throws: `RuleBroken.hourNotKept` for a date with an hour, which no date of ours has; `centuryMissing` for a year of
  ///   two digits; `yearMissing` for a day and a month of which nobody can tell the year; `leapDayWithoutYear` for a 29
  ///   February that the meant year does not have; `noSuchDay` for what reads as a date and is in no calendar; `invalidDate`
  ///   for what does not read as one.
  public static func date(
    _ typed: String, today: CalendarDate, nearest: NearestDay? = nil
  ) throws(RuleBroken) -> CalendarDate {
    let key = WordKey.key(typed.filter { $0 != "," })
    guard !holdsOddNumber(typed), counted(key, today) == nil || !holdsSign(typed) else {
      throw .invalidDate(trimmed(typed))
    }
    if let date = plain(key, today) { return date }
    if let short = dayAndMonth(typed) {
      return try date(short, today: today, nearest: nearest, typed: trimmed(typed))
    }
    if lacksCentury(key) { throw .centuryMissing(trimmed(typed)) }
    if let beforeHour = withoutHour(key) {
      if let short = dayAndMonth(beforeHour) {
        _ = try date(short, today: today, nearest: nearest, typed: trimmed(typed))
        throw .hourNotKept(trimmed(typed))
      }
      if plain(beforeHour, today) != nil { throw .hourNotKept(trimmed(typed)) }
      if isWhole(beforeHour) { throw .noSuchDay(trimmed(typed)) }
    }
    throw isWhole(key) ? .noSuchDay(trimmed(typed)) : .invalidDate(trimmed(typed))
  }

  /// The day that a day and a month mean, where somebody can tell.
  private static func date(
    _ short: (day: Int, month: Int), today: CalendarDate, nearest: NearestDay?, typed: String
  ) throws(RuleBroken) -> CalendarDate {
    if let nearest {
      return try nearest.date(day: short.day, month: short.month, from: today, typed: typed)
    }
    // A leap year has every day that any year has.
    let isDay = CalendarDate(year: 2000, month: short.month, day: short.day) != nil
    throw isDay ? .yearMissing(typed) : .noSuchDay(typed)
  }

  /// Whether something reads as a whole date, which no calendar may have.
  private static func isWhole(_ key: String) -> Bool {
    count(key) != nil || written(key) != nil
  }

  /// The same, for what needs a day.
  public static func wholeDay(
    _ typed: String, today: CalendarDate, nearest: NearestDay? = nil
  ) throws(RuleBroken) -> CalendarDate {
    let date = try date(typed, today: today, nearest: nearest)
    guard date.isWholeDay else { throw .wholeDayNeeded(trimmed(typed)) }
    return date
  }

  /// `20/10`, `le 20.10`, `20 octobre`, `Oct 20`: a day and a month, and no year; nil for anything else. With a hyphen
  /// nobody can tell which of two numbers is the month.
  static func dayAndMonth(_ typed: String) -> (day: Int, month: Int)? {
    guard !holdsSign(typed), !holdsOddNumber(typed) else { return nil }
    let key = WordKey.key(typed)
    var parts = key.split { " /.".contains($0) }.map(String.init)
    if let first = parts.first, articles.contains(first) { parts.removeFirst() }
    guard parts.count == 2 else { return nil }
    if let month = months[parts[1]] { return dayOfMonth(parts[0]).map { ($0, month) } }
    if let month = months[parts[0]] { return dayOfMonth(parts[1]).map { ($0, month) } }
    let isJoined =
      key.hasSuffix(parts.joined(separator: "/")) || key.hasSuffix(parts.joined(separator: "."))
    guard isJoined, let day = dayOfMonth(parts[0]), let month = month(parts[1]) else { return nil }
    return (day, month)
  }

  /// Whether a date, or the day of a moment, was typed without its year.
  public static func leavesOutYear(_ typed: String) -> Bool {
    dayAndMonth(typed) != nil || momentParts(typed).map { dayAndMonth($0.day) != nil } ?? false
  }

  /// `1,5` or `-3`: no number of ours, and another one once its sign is left out.
  static func holdsOddNumber(_ typed: String) -> Bool {
    var before: Character = " "
    var isSign = false
    for character in typed {
      let isDigit = character.isWholeNumber
      if isDigit, isSign { return true }
      let opens = before.isWhitespace || before == ":"
      isSign =
        character == ","
        ? before.isWholeNumber : signs.contains(character) && opens
      before = character
    }
    return false
  }

  private static let signs = "-−–—‐‑+"

  /// Whether a sign stands anywhere but behind a letter, as it does in `il-y-a`.
  static func holdsSign(_ typed: String) -> Bool {
    var before: Character = " "
    for character in typed {
      if signs.contains(character), !before.isLetter { return true }
      before = character
    }
    return false
  }

  /// `1/4/80`, `1 avril 80`: all but the century.
  private static func lacksCentury(_ key: String) -> Bool {
    var parts = key.split { " /.".contains($0) }.map(String.init)
    if let first = parts.first, articles.contains(first) { parts.removeFirst() }
    guard parts.count == 3, parts[2].utf8.count == 2, let short = number(parts[2]) else {
      return false
    }
    return [1900, 2000].contains { dayMonthYear(Array(parts[..<2]) + [String($0 + short)]) != nil }
  }

  private static func plain(_ key: String, _ today: CalendarDate) -> CalendarDate? {
    if let offset = days[key] { return CalendarDate(daysSince1970: today.daysSince1970 + offset) }
    if let counted = counted(key, today) { return counted }
    return written(key).flatMap { CalendarDate(year: $0.year, month: $0.month, day: $0.day) }
  }

  /// The numbers of a date, whether a calendar has it or not.
  private struct Written {
    let year: Int
    var month: Int?
    var day: Int?
  }

  private static func written(_ key: String) -> Written? {
    var parts = key.split { " /.".contains($0) }.map(String.init)
    if let first = parts.first, parts.count > 1, articles.contains(first) { parts.removeFirst() }
    guard parts.allSatisfy({ $0.utf8.count <= 9 }) else { return nil }
    switch parts.count {
    case 1: return fourDigits(parts[0]).map { Written(year: $0) }
    case 2: return monthAndYear(parts)
    case 3: return dayMonthYear(parts)
    case _: return nil
    }
  }

  private static let articles: Set<String> = ["le", "the", "on", "op", "de"]

  /// `10 2026`, `octobre 2026`, `2026 10`.
  private static func monthAndYear(_ parts: [String]) -> Written? {
    if let year = fourDigits(parts[0]), let month = number(parts[1]), parts[1].utf8.count == 2 {
      return Written(year: year, month: month)
    }
    guard let year = fourDigits(parts[1]), let month = month(parts[0]) else { return nil }
    return Written(year: year, month: month)
  }

  /// `20 10 2026`, `1er octobre 2026`, `20 Oct 2026`, `Oct 20 2026`, `2026 10 20`.
  private static func dayMonthYear(_ parts: [String]) -> Written? {
    if let year = fourDigits(parts[0]), parts[1].utf8.count <= 2, parts[2].utf8.count <= 2,
      let month = number(parts[1]), let day = number(parts[2])
    {
      return Written(year: year, month: month, day: day)
    }
    guard let year = fourDigits(parts[2]) else { return nil }
    if let day = dayOfMonth(parts[0]), let month = month(parts[1]) {
      return Written(year: year, month: month, day: day)
    }
    guard let month = months[parts[0]], let day = dayOfMonth(parts[1]) else { return nil }
    return Written(year: year, month: month, day: day)
  }

  /// A year by itself; nil for anything else.
  public static func year(_ typed: String) -> Int? {
    let typed = trimmed(typed)
    return typed.utf8.count == 4 ? number(typed).flatMap { $0 > 0 ? $0 : nil } : nil
  }

  /// Four digits: nobody knows which century two of them mean.
  private static func fourDigits(_ text: String) -> Int? {
    text.utf8.count == 4 ? number(text) : nil
  }

  private static func dayOfMonth(_ text: String) -> Int? {
    for ending in ["er", "st", "nd", "rd", "th"] where text.hasSuffix(ending) {
      return number(String(text.dropLast(2)))
    }
    return text.utf8.count <= 2 ? number(text) : nil
  }

  private static func month(_ text: String) -> Int? {
    months[text] ?? (text.utf8.count <= 2 ? number(text) : nil)
  }

  private static func number(_ text: String) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }

  /// `il y a 3 jours`, `dans 2 mois`, `3 days ago`, `over 2 weken`.
  static func counted(_ key: String, _ today: CalendarDate) -> CalendarDate? {
    guard let (number, unit) = count(key) else { return nil }
    switch unit {
    case .days(let length):
      return CalendarDate(daysSince1970: today.daysSince1970 + number * length)
    case .months(let length): return moved(today, by: number * length)
    }
  }

  /// How many, less than none where it is past, and of what.
  private static func count(_ key: String) -> (Int, Unit)? {
    var words = key.split(separator: " ").map(String.init)
    var sign = 1
    if words.starts(with: ["il", "y", "a"]) {
      (sign, words) = (-1, Array(words.dropFirst(3)))
    } else if let first = words.first, ["dans", "in", "over"].contains(first) {
      words.removeFirst()
    } else if let last = words.last, ["ago", "geleden"].contains(last) {
      (sign, words) = (-1, words.dropLast())
    } else {
      return nil
    }
    guard words.count == 2, words[0].utf8.count <= 4, let unit = units[words[1]],
      let count = number(words[0]) ?? (ones.contains(words[0]) ? 1 : nil), count > 0
    else { return nil }
    return (sign * count, unit)
  }

  /// The same day some months away, or the last one of a shorter month.
  private static func moved(_ date: CalendarDate, by months: Int) -> CalendarDate? {
    let all = date.year * 12 + (date.month ?? 1) - 1 + months
    guard all >= 12 else { return nil }
    for day in stride(from: date.day ?? 1, to: 0, by: -1) {
      if let found = CalendarDate(year: all / 12, month: all % 12 + 1, day: day) { return found }
    }
    return nil
  }

  private enum Unit {
    case days(Int)
    case months(Int)
  }

  private static let units: [String: Unit] = [
    "jour": .days(1), "jours": .days(1), "day": .days(1), "days": .days(1), "dag": .days(1),
    "dagen": .days(1), "semaine": .days(7), "semaines": .days(7), "week": .days(7),
    "weeks": .days(7), "weken": .days(7), "mois": .months(1), "month": .months(1),
    "months": .months(1), "maand": .months(1), "maanden": .months(1), "an": .months(12),
    "ans": .months(12), "annee": .months(12), "annees": .months(12), "year": .months(12),
    "years": .months(12), "jaar": .months(12), "jaren": .months(12),
  ]

  private static let ones: Set<String> = ["un", "une", "a", "an", "one", "een"]

  /// Days from today.
  private static let days: [String: Int] = [
    "avant hier": -2, "hier": -1, "aujourd hui": 0, "demain": 1, "apres demain": 2,
    "eergisteren": -2, "gisteren": -1, "vandaag": 0, "morgen": 1, "overmorgen": 2,
    "yesterday": -1, "today": 0, "tomorrow": 1,
  ]

  private static let months: [String: Int] = {
    let names = [
      ["janvier", "janv", "jan", "january", "januari"],
      ["fevrier", "fevr", "fev", "feb", "february", "februari"],
      ["mars", "mar", "march", "maart", "mrt"], ["avril", "avr", "apr", "april"],
      ["mai", "may", "mei"], ["juin", "jun", "june", "juni"],
      ["juillet", "juil", "jul", "july", "juli"], ["aout", "aug", "august", "augustus"],
      ["septembre", "sept", "sep", "september"], ["octobre", "oct", "october", "oktober", "okt"],
      ["novembre", "nov", "november"], ["decembre", "dec", "december"],
    ]
    var months: [String: Int] = [:]
    for (position, list) in names.enumerated() {
      for name in list { months[name] = position + 1 }
    }
    return months
  }()

  /// What stands before an hour such as `14:30`, `14h30`, `14 h`, `a 14 h 30`, `3 pm`; nil when no hour ends the text.
  private static func withoutHour(_ key: String) -> String? {
    let clock =
      #/^(.*?)[ t](?:a |at |om |vers )?\d{1,2} ?[h:u.] ?(?:\d{2})?(?::\d{2})? ?(?:uur|am|pm)?z?$/#
    let half = #/^(.*?) (?:at |om )?\d{1,2} ?(?:am|pm|uur)$/#
    let match = key.wholeMatch(of: clock)?.1 ?? key.wholeMatch(of: half)?.1
    return match.flatMap { $0.isEmpty ? nil : String($0) }
  }
}
