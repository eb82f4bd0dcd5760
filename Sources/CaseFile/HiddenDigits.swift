/// Numbers and addresses that are not to be used, as they are found in any other text, however they are cut there, and
/// covered in it. Protocol/records.md, "How she is reached".
public struct HiddenDigits: Hashable, Sendable {
  /// By the last digits of each number, which are the same with the code of a country and without: what was written before
  /// them.
  private var numbers: [[UInt8]: Set<[UInt8]>] = [:]
  /// What may be a part of two numbers, since several were written in one row: it is found where nothing but what cuts numbers
  /// stands between its digits.
  private var doubtful: Set<[UInt8]> = []
  /// What is written of a number alone: enough of its digits in a row.
  private var parts: Set<[UInt8]> = []
  private var addresses: Set<HiddenAddress> = []

  /// - Parameters:
  ///   - hidden: numbers and addresses that are not to be used, as they are written.
  ///   - remarks: what stands beside them, of which only numbers count.
  ///   - shown: numbers and addresses that may be used: a text that holds one is left alone.
  public init(_ hidden: [String] = [], remarks: [String] = [], shown: [String] = []) {
    for text in hidden where !text.isEmpty {
      for written in Self.written(in: text) {
        insert(written)
        if !written.isDoubtful { parts.formUnion(Self.parts(of: written)) }
      }
      if Self.runs(in: text, across: Self.isSeparator).isEmpty {
        addresses.formUnion(HiddenAddress.all(in: text))
      }
    }
    for text in remarks {
      for written in Self.written(in: text) { insert(written) }
    }
    for text in shown {
      for written in Self.written(in: text) {
        numbers[written.key] = nil
        doubtful.remove(written.key)
        parts.subtract(Self.parts(of: written))
      }
      let used = HiddenAddress.all(in: text).map(\.words)
      addresses = addresses.filter { !used.contains($0.words) }
    }
  }

  /// Nothing is to be covered.
  public var isEmpty: Bool { numbers.isEmpty && doubtful.isEmpty && addresses.isEmpty }

  /// Whether a text holds one of them.
  public func stand(in text: String) -> Bool { !ranges(in: Array(text.unicodeScalars)).isEmpty }

  /// The text with a mark in the place of each of them.
  public func covering(_ text: String, with mark: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let covered = ranges(in: scalars)
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

  private func ranges(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    guard !isEmpty else { return [] }
    var found: [Range<Int>] = []
    if !numbers.isEmpty || !doubtful.isEmpty {
      found += Self.runs(in: scalars, across: Self.isAnything).flatMap {
        ranges(ofWhole: $0, in: scalars)
      }
      found += Self.runs(in: scalars, across: Self.isSeparator).compactMap(range(ofPart:))
    }
    guard !addresses.isEmpty else { return found }
    let words = HiddenAddress.words(in: scalars)
    return found + addresses.flatMap { $0.ranges(in: words) }
  }

  // MARK: Numbers as they are written

  /// Fewer are a year, an hour, a price.
  private static let leastDigits = 6
  /// What tells a number from others, counted from its end: a code of a country, and the zero in its place, stand before.
  private static let keyDigits = 8
  /// A number has no more, with two zeros and the code of a country.
  private static let mostDigits = 15
  /// What may stand before these.
  private static let prefixDigits = 6

  private struct Written {
    let key: [UInt8]
    let before: [UInt8]
    /// It may be a part of two numbers.
    var isDoubtful = false

    init(_ digits: some Sequence<UInt8>) {
      let digits = Array(digits)
      (key, before) = (digits.suffix(keyDigits), digits.dropLast(keyDigits))
    }
  }

  private mutating func insert(_ written: Written) {
    if written.isDoubtful {
      doubtful.insert(written.key)
    } else {
      numbers[written.key, default: []].insert(written.before)
    }
  }

  /// The numbers that a text holds, whichever signs cut them. In a run that is longer than any number several stand: each that
  /// begins with a zero, and every part.
  private static func written(in text: String) -> [Written] {
    let runs = [isSeparator, isAnything].flatMap { Self.runs(in: text, across: $0) }
    return runs.flatMap { run in
      let digits = run.map(\.digit)
      guard digits.count > mostDigits else { return [Written(digits)] }
      let parts = (keyDigits...digits.count).map { end in
        var part = Written(digits[..<end].suffix(keyDigits))
        part.isDoubtful = true
        return part
      }
      return parts
        + apart(run).filter { (leastDigits...mostDigits).contains($0.count) }.map { Written($0) }
    }
  }

  /// Of several numbers that are written one after the other each: a zero begins the next one.
  private static func apart(_ run: Run) -> [[UInt8]] {
    run.reduce(into: (numbers: [[UInt8]](), last: Int?.none)) { found, next in
      let begins = next.digit == 0 && found.last.map { next.at - $0 > 1 } == true
      if found.numbers.isEmpty || begins && (found.numbers.last?.count ?? 0) >= keyDigits {
        found.numbers.append([])
      }
      found.numbers[found.numbers.count - 1].append(next.digit)
      found.last = next.at
    }.numbers
  }

  /// As many digits in a row as are no year and no hour, without the zeros that begin the number; not those of one that
  /// stands alone, which is found whole.
  private static func parts(of written: Written) -> [[UInt8]] {
    let digits = Array((written.before + written.key).drop { $0 == 0 })
    guard digits.count > leastDigits else { return [] }
    return (leastDigits...digits.count).flatMap { count in
      (0...(digits.count - count)).map { Array(digits[$0..<$0 + count]) }
    }
  }

  // MARK: Digits of a text

  /// Digits with nothing but what may stand between two of one number: each with where it stands.
  private typealias Run = [(digit: UInt8, at: Int)]

  private static func runs(in text: String, across cut: (Unicode.Scalar) -> Bool) -> [Run] {
    runs(in: Array(text.unicodeScalars), across: cut)
  }

  private static func runs(
    in scalars: [Unicode.Scalar], across cut: (Unicode.Scalar) -> Bool
  ) -> [Run] {
    var runs: [Run] = []
    var run: Run = []
    func end() {
      if run.count >= leastDigits { runs.append(run) }
      run = []
    }
    for (index, scalar) in scalars.enumerated() {
      if let digit = digit(scalar) {
        if let last = run.last, index - last.at > Limits.cutScalars + 1 { end() }
        run.append((digit, index))
      } else if !run.isEmpty, !cut(scalar) {
        end()
      }
    }
    end()
    return runs
  }

  /// What people put between the groups of one number.
  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool { separators.contains(scalar) }

  private static func isAnything(_: Unicode.Scalar) -> Bool { true }

  private static let separators: Set<Unicode.Scalar> = [
    " ", "\u{A0}", "\u{202F}", "\u{2009}", "\t", "\n", "\r", ".", "-", "\u{2010}", "\u{2011}",
    "\u{2013}", "/", "(", ")", "_", "\u{200B}", "\u{2060}", "\u{AD}",
  ]

  private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
    if scalar.isASCII { return (48...57).contains(scalar.value) ? UInt8(scalar.value - 48) : nil }
    guard scalar.properties.numericType == .decimal else { return nil }
    return scalar.properties.numericValue.flatMap { UInt8(exactly: $0) }
  }

  /// Where a run holds one of the numbers, with what stands before its last digits. A number that is shorter than those is
  /// found where nothing but what cuts numbers stands between its digits.
  private func ranges(ofWhole run: Run, in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    let digits = run.map { $0.digit }
    return digits.indices.flatMap { start -> [Range<Int>] in
      (Self.leastDigits...Self.keyDigits).compactMap { count in
        let end = start + count
        guard end <= digits.count else { return nil }
        let key = Array(digits[start..<end])
        let before = numbers[key]
        guard before != nil || doubtful.contains(key),
          before != nil && count == Self.keyDigits
            || Self.areTogether(run[start..<end], in: scalars)
        else { return nil }
        let first = Self.beginning(of: run, from: start, before ?? [], in: scalars)
        return run[first].at..<run[end - 1].at + 1
      }
    }
  }

  private static func areTogether(_ digits: Run.SubSequence, in scalars: [Unicode.Scalar]) -> Bool {
    zip(digits, digits.dropFirst()).allSatisfy { digit, next in
      scalars[(digit.at + 1)..<next.at].allSatisfy(isSeparator)
    }
  }

  /// Back over the digits that were written before those of the number, then over those that hang on it.
  private static func beginning(
    of run: Run, from start: Int, _ before: Set<[UInt8]>, in scalars: [Unicode.Scalar]
  ) -> Int {
    let same = before.map { prefix in
      zip(prefix.reversed(), run[..<start].reversed()).prefix { $0 == $1.digit }.count
    }
    let first = start - (same.max() ?? 0)
    var hanging = first
    while hanging > 0, areTogether(run[(hanging - 1)...hanging], in: scalars) { hanging -= 1 }
    return start - hanging > prefixDigits ? first : hanging
  }

  /// Where a run is a part of one of the numbers and nothing else.
  private func range(ofPart run: Run) -> Range<Int>? {
    guard let first = run.first, let last = run.last, run.count <= Self.mostDigits,
      parts.contains(Array(run.map { $0.digit }.drop { $0 == 0 }))
    else { return nil }
    return first.at..<last.at + 1
  }
}
