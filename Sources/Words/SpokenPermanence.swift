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
}

/// One line for each person: the number on the list, what became of it, minutes, words.
///
///     3 vu 30 Il a reçu sa carte.
///     4 empêché parloir
extension Spoken {
  /// A line as somebody types it. An outcome, and what stood in the way, go by their codes, by what they are called in any of
  /// our languages, or by the beginning of a word that begins no other. What stood in the way may be typed alone.
  public static func permanenceLine(
    _ typed: String
  ) throws(PermanenceLineFault) -> PermanenceLine {
    var rest = LineRest(typed)
    guard let entry = rest.next.flatMap({ listEntry($0.trimmed(of: ".):")) }) else {
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
    let minutes = rest.takeMinutes()
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

  mutating func drop(_ count: Int) { words = words.dropFirst(count) }

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

  /// A whole number of minutes, with or without their name behind it.
  mutating func takeMinutes() -> Int? {
    guard let next else { return nil }
    let digits = next.prefix { $0.isASCII && $0.isNumber }
    let unit = next.dropFirst(digits.count).lowercased()
    guard let minutes = Int(digits), (1...Limits.appointmentMinutes).contains(minutes),
      ["", "'", "’", "m", "mn", "min"].contains(unit)
    else { return nil }
    drop(1)
    if unit.isEmpty, ["min", "mn", "minutes", "minuten"].contains(self.next?.lowercased()) {
      drop(1)
    }
    return minutes
  }
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
