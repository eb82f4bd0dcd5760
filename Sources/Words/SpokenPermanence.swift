import CaseFile
public import Notebook

/// Why a line of a late entry does not read.
public enum PermanenceLineFault: Error, Hashable, Sendable {
  /// It does not begin with a number of the list, nor with an id.
  case noNumber
  /// Nothing stands behind the number.
  case noOutcome
  /// What stands there is no outcome.
  case unknown(String)
  /// What stands there may be several: their codes.
  case several(String, [String])
  /// A number of minutes that no meeting has.
  case minutes(String)
}

/// One line for each person: the number on the list, what became of it, minutes, words. Behind the first three may stand a
/// comma, a semicolon or a colon.
///
/// ```text
/// 3 vu 30 Il a reçu sa carte.
/// 3, vu, 1 h 30, Il a reçu sa carte.
/// 4 empêché parloir
/// ```
extension Spoken {
  /// A line as somebody types it. An outcome, and what stood in the way, go by their codes, by what they are called in any of
  /// our languages, or by the beginning of a word that begins no other. What stood in the way may be typed alone.
  public static func permanenceLine(
    _ typed: String
  ) throws(PermanenceLineFault) -> PermanenceLine {
    var rest = LineRest(typed)
    guard let entry = rest.next.flatMap({ listEntry($0.trimmed(of: ".):,;")) }) else {
      throw .noNumber
    }
    rest.drop(1)
    guard let word = rest.next else { throw .noOutcome }
    let outcomes = choices(.contactOutcome)
    // “Other” alone says nothing of what became of it.
    let hindrances = choices(.preventedBy).filter { $0.value != "autre" }
    var outcome: String
    var hindrance: String?
    if let (code, count) = rest.whole(outcomes) {
      outcome = code
      rest.drop(count)
    } else if let (code, count) = rest.whole(hindrances) {
      (outcome, hindrance) = (prevented, code)
      rest.drop(count)
    } else {
      let beginnings = rest.beginning(outcomes, atLeast: 2) + rest.beginning(hindrances, atLeast: 2)
      guard beginnings.count < 2 else { throw .several(String(word), beginnings) }
      guard let code = beginnings.first else { throw .unknown(String(word)) }
      let isHindrance = hindrances.contains { $0.value == code }
      (outcome, hindrance) = isHindrance ? (prevented, code) : (code, nil)
      rest.drop(1)
    }
    if outcome == prevented, hindrance == nil {
      if let (code, count) = rest.whole(choices(.preventedBy)) {
        hindrance = code
        rest.drop(count)
      } else if let code = rest.beginning(hindrances, atLeast: 4).only {
        hindrance = code
        rest.drop(1)
      }
    }
    let minutes = try rest.takeMinutes()
    let words = rest.text
    return PermanenceLine(
      entry: entry, outcome: outcome, preventedBy: hindrance, minutes: minutes,
      words: words.isEmpty ? nil : words)
  }

  /// A number, or what may be the beginning of an id; nil for anything else.
  private static func listEntry(_ word: String) -> String? {
    if word.utf8.count < 4 {
      return Int(word).flatMap { (1...Limits.permanencePlaces).contains($0) ? String($0) : nil }
    }
    let isID =
      word.utf8.count <= 32 && word.utf8.allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
    return isID ? word.lowercased() : nil
  }

  private static let prevented = "empeche_prison"
}

/// What is not read yet of a line.
private struct LineRest {
  private var words: ArraySlice<Substring>
  private let line: String

  init(_ line: String) {
    self.line = line
    words = line.split(whereSeparator: \.isWhitespace)[...]
  }

  var next: Substring? { words.first }

  /// With the signs that stand alone behind what is dropped.
  mutating func drop(_ count: Int) {
    words = words.dropFirst(count).drop { $0.allSatisfy(",;:".contains) }
  }

  /// As it was typed.
  var text: String {
    guard let first = words.first, let last = words.last else { return "" }
    return String(line[first.startIndex..<last.endIndex])
  }

  /// A choice that the next words name whole, the longest first.
  func whole(_ choices: [Choice<String>]) -> (code: String, count: Int)? {
    for count in stride(from: min(6, words.count), to: 0, by: -1) {
      let joined = words.prefix(count).joined(separator: " ").spoken
      if let code = Spoken.find(joined, choices) { return (code, count) }
    }
    return nil
  }

  /// The choices of which the next word is a beginning.
  func beginning(_ choices: [Choice<String>], atLeast length: Int) -> [String] {
    let key = WordKey.key((next.map(String.init) ?? "").spoken)
    guard key.count >= length else { return [] }
    return choices.filter { choice in choice.keys.contains { $0.hasPrefix(key) } }.map(\.value)
  }

  /// A whole number of minutes, with or without their name behind it, or hours of one digit with what is over; nil where
  /// something else stands there.
  mutating func takeMinutes() throws(PermanenceLineFault) -> Int? {
    guard let found = SpokenMinutes(words) else { return nil }
    guard let minutes = found.minutes, (1...Limits.appointmentMinutes).contains(minutes) else {
      throw .minutes(found.words.joined(separator: " "))
    }
    drop(found.words.count)
    return minutes
  }
}

/// How long it took, as somebody types it: `30`, `30 min`, `1h30`, `1 h 30`.
private struct SpokenMinutes {
  /// The words that say it.
  let words: ArraySlice<Substring>
  /// Nil for more than a number holds.
  let minutes: Int?

  private static let signs = ",;:."
  private static let minuteNames = ["'", "’", "m", "mn", "min", "mins", "minutes", "minuten"]
  private static let hourNames = ["h", "u", "heure", "heures", "hour", "hours", "uur", "uren"]

  /// Nil where the words begin with something else.
  init?(_ words: ArraySlice<Substring>) {
    guard let first = words.first, let (digits, unit) = Self.number(first) else { return nil }
    let isEnd = Self.isEnd(first)
    let next = isEnd ? nil : words.dropFirst().first
    let named = next.map { $0.trimmed(of: Self.signs).lowercased() } ?? ""
    if unit.isEmpty, Self.minuteNames.contains(named) {
      self.init(words.prefix(2), Int(digits))
    } else if unit.isEmpty, digits.utf8.count == 1, Self.hourNames.contains(named) {
      let isWhole = next.map(Self.isEnd) ?? true
      self.init(hours: digits, words.prefix(2), isWhole ? [] : words.dropFirst(2))
    } else if unit.isEmpty || Self.minuteNames.contains(unit) {
      self.init(words.prefix(1), Int(digits))
    } else if digits.utf8.count == 1, Self.hourNames.contains(unit) {
      self.init(hours: digits, words.prefix(1), isEnd ? [] : words.dropFirst())
    } else if digits.utf8.count == 1, let over = Self.over(unit) {
      self.init(words.prefix(1), Int(digits).map { $0 * 60 + over })
    } else {
      return nil
    }
  }

  private init(_ words: ArraySlice<Substring>, _ minutes: Int?) {
    (self.words, self.minutes) = (words, minutes)
  }

  /// Hours, with the minutes of the word that follows, if it says any.
  private init(
    hours: String, _ words: ArraySlice<Substring>, _ rest: ArraySlice<Substring>
  ) {
    let whole = Int(hours).map { $0 * 60 }
    guard let next = rest.first, let (digits, unit) = Self.number(next), digits.utf8.count <= 2,
      unit.isEmpty || Self.minuteNames.contains(unit), let over = Int(digits), over < 60
    else {
      self.init(words, whole)
      return
    }
    let after = Self.isEnd(next) ? nil : rest.dropFirst().first
    let named = after.map { $0.trimmed(of: Self.signs).lowercased() } ?? ""
    let isNamed = unit.isEmpty && Self.minuteNames.contains(named)
    let count = words.count + (isNamed ? 2 : 1)
    self.init((words + rest).prefix(count), whole.map { $0 + over })
  }

  /// The digits with which a word begins, and what stands behind them, without the signs at its end.
  private static func number(_ word: Substring) -> (digits: String, unit: String)? {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty else { return nil }
    return (String(digits), word.dropFirst(digits.count).trimmed(of: signs).lowercased())
  }

  /// Minutes behind hours in one word: `h30`, `u30`, `h30min`.
  private static func over(_ unit: String) -> Int? {
    guard let name = unit.first, "hu".contains(name),
      let (digits, rest) = number(unit.dropFirst()), digits.utf8.count == 2,
      rest.isEmpty || minuteNames.contains(rest), let over = Int(digits), over < 60
    else { return nil }
    return over
  }

  /// Whether a sign stands at the end of a word: what follows says something else.
  private static func isEnd(_ word: Substring) -> Bool { word.last.map(",;:".contains) ?? false }
}

extension String {
  /// As a word of ours is compared: an inclusive ending is one with its word, and a sign behind it says nothing.
  fileprivate var spoken: String { filter { $0 != "·" }.trimmed(of: ",;:.") }
}

extension StringProtocol {
  /// Without these signs behind it.
  fileprivate func trimmed(of signs: String) -> String {
    var rest = Substring(self)
    while let last = rest.last, signs.contains(last) { rest.removeLast() }
    return String(rest)
  }
}

extension [String] {
  fileprivate var only: String? { count == 1 ? self[0] : nil }
}
