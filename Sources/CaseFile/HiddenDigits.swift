/// Numbers and addresses that are not to be used, as they are found in any other text, however the digits are cut there, and
/// covered in it. Protocol/records.md, "How she is reached".
public struct HiddenDigits: Hashable, Sendable {
  /// The last digits of each number: the same with the code of a country and without.
  private var keys: Set<[UInt8]> = []
  /// Addresses, in lower case.
  private var literals: Set<[Unicode.Scalar]> = []

  /// - Parameters:
  ///   - hidden: numbers and addresses that are not to be used, as they are written.
  ///   - remarks: what stands beside them, of which only numbers count.
  ///   - shown: numbers and addresses that may be used: a text that holds one is left alone.
  public init(_ hidden: [String] = [], remarks: [String] = [], shown: [String] = []) {
    for text in hidden where !text.isEmpty {
      let numbers = Self.keys(in: text)
      keys.formUnion(numbers)
      let words = Self.lowercased(text)
      if numbers.isEmpty, words.count >= Self.leastDigits { literals.insert(words) }
    }
    for text in remarks { keys.formUnion(Self.keys(in: text)) }
    for text in shown {
      keys.subtract(Self.keys(in: text))
      literals.remove(Self.lowercased(text))
    }
  }

  /// Nothing is to be covered.
  public var isEmpty: Bool { keys.isEmpty && literals.isEmpty }

  /// Whether a text holds one of them.
  public func stand(in text: String) -> Bool { covering(text, with: "") != text }

  /// The text with a mark in the place of each of them.
  public func covering(_ text: String, with mark: String) -> String {
    guard !isEmpty else { return text }
    let scalars = Array(text.unicodeScalars)
    var covered = Self.runs(in: scalars).flatMap { run in ranges(in: run) }
    covered += literals.flatMap { Self.ranges(of: $0, in: scalars) }
    guard !covered.isEmpty else { return text }
    var shown = String.UnicodeScalarView()
    var next = 0
    for range in covered.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.upperBound > next
    {
      if range.lowerBound >= next {
        shown.append(contentsOf: scalars[next..<range.lowerBound])
        shown.append(contentsOf: mark.unicodeScalars)
      }
      next = range.upperBound
    }
    shown.append(contentsOf: scalars[next...])
    return String(shown)
  }

  // MARK: Digits

  /// Fewer are a year, an hour, a price.
  private static let leastDigits = 6
  /// What tells a number from others, counted from its end: a code of a country, and the zero in its place, stand before.
  private static let keyDigits = 8
  /// A number has no more, with two zeros and the code of a country.
  private static let mostDigits = 15
  /// What may stand before these.
  private static let prefixDigits = 6
  /// Between two digits of one number.
  private static let separators: Set<Unicode.Scalar> = [
    " ", "\u{A0}", "\u{202F}", "\u{2009}", "\t", "\n", "\r", ".", "-", "\u{2010}", "\u{2011}",
    "\u{2013}", "/", "(", ")", "_", "\u{200B}", "\u{2060}", "\u{AD}",
  ]
  private static let mostSeparators = 12

  /// Digits with nothing but separators between them: each with where it stands.
  private typealias Run = [(digit: UInt8, at: Int)]

  private static func runs(in scalars: [Unicode.Scalar]) -> [Run] {
    var runs: [Run] = []
    var run: Run = []
    func end() {
      if run.count >= leastDigits { runs.append(run) }
      run = []
    }
    for (index, scalar) in scalars.enumerated() {
      if let digit = digit(scalar) {
        if let last = run.last, index - last.at > mostSeparators { end() }
        run.append((digit, index))
      } else if !run.isEmpty, !separators.contains(scalar) {
        end()
      }
    }
    end()
    return runs
  }

  private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
    if scalar.isASCII { return (48...57).contains(scalar.value) ? UInt8(scalar.value - 48) : nil }
    guard scalar.properties.numericType == .decimal else { return nil }
    return scalar.properties.numericValue.flatMap { UInt8(exactly: $0) }
  }

  /// Of a run that is longer than any number every part, since several numbers stand in it.
  private static func keys(in text: String) -> Set<[UInt8]> {
    var keys: Set<[UInt8]> = []
    for run in runs(in: Array(text.unicodeScalars)) {
      let digits = run.map { $0.digit }
      let firstEnd = digits.count > mostDigits ? keyDigits : digits.count
      for end in firstEnd...digits.count { keys.insert(Array(digits[..<end].suffix(keyDigits))) }
    }
    return keys
  }

  /// Where a run holds one of the numbers, with what stands before its last digits.
  private func ranges(in run: Run) -> [Range<Int>] {
    let digits = run.map { $0.digit }
    return keys.flatMap { key in
      digits.indices.compactMap { start -> Range<Int>? in
        guard digits[start...].starts(with: key) else { return nil }
        let first = start > Self.prefixDigits ? start : 0
        return run[first].at..<run[start + key.count - 1].at + 1
      }
    }
  }

  // MARK: Addresses

  private static func lowercased(_ text: String) -> [Unicode.Scalar] {
    Array(text.lowercased().unicodeScalars)
  }

  /// Scalar by scalar: one whose lower case is several is found as it was written alone.
  private static func ranges(
    of words: [Unicode.Scalar], in scalars: [Unicode.Scalar]
  ) -> [Range<Int>] {
    guard let first = words.first, words.count <= scalars.count else { return [] }
    func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
      let mapped = scalar.properties.lowercaseMapping.unicodeScalars
      return mapped.count == 1 ? mapped.first ?? scalar : scalar
    }
    return (0...(scalars.count - words.count)).compactMap { start in
      guard lower(scalars[start]) == first,
        words.indices.allSatisfy({ lower(scalars[start + $0]) == words[$0] })
      else { return nil }
      return start..<start + words.count
    }
  }
}
