/// What tells of a prison beside the words of everybody: what the places of a service are called, and the numbers that a
/// prison or a court gave the person. Protocol/records.md, "What is only told".
public struct PrisonHints: Hashable, Sendable {
  /// What places are called.
  public let names: [String]
  /// Each as it is compared, without what cuts it, the longest first.
  let numbers: [String]

  /// Nothing but the words of everybody.
  public static let none = PrisonHints()

  /// - Parameter numbers: as they are written; one of fewer than four letters and digits is any other.
  public init(names: [String] = [], numbers: [String] = []) {
    self.names = names
    self.numbers = Set(numbers.flatMap(Self.forms)).sorted {
      ($1.utf8.count, $0) < ($0.utf8.count, $1)
    }
  }

  /// The number, and its digits alone where they are enough to know it by.
  private static func forms(of number: String) -> [String] {
    let words = PrisonWords.words(of: number).map(\.folded)
    let whole = words.drop { !$0.contains(where: isDigit) }.joined()
    let digits = whole.split { !isDigit($0) }.map(String.init)
    return [whole].filter { $0.count >= 4 && $0.contains(where: isDigit) }
      + digits.filter { $0.count >= 5 }
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  /// Whether a text may hold such a number at all: whoever asks may be spared reading them.
  public static func mayHoldNumber(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.properties.numericType != nil }
  }

  /// How many words at the beginning are one of the numbers, however it is cut; nil for none.
  func count(ofNumberIn words: some Sequence<String>) -> Int? {
    numbers.lazy.compactMap { number in
      var rest = number[...]
      var count = 0
      for word in words where !rest.isEmpty {
        guard rest.hasPrefix(word) else { return nil }
        rest = rest.dropFirst(word.count)
        count += 1
      }
      return rest.isEmpty ? count : nil
    }.first
  }
}

extension RecordType {
  /// The numbers by which a prison or a court knows the person: what a record holds whose code tells one.
  public func prisonNumbers(_ values: RecordValues) -> [String] {
    guard self == .ofNumbers, let kind = self["kind"],
      (values[kind.code] ?? []).contains(where: { kind.vocabulary?[$0]?.isPenal == true })
    else { return [] }
    return values["value"] ?? []
  }
}
