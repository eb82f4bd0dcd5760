/// A closed list of codes that a field may hold: data of the field, in `Protocol/vocabularies`. Protocol/records.md,
/// "Vocabularies".
///
///     Vocabulary.suspensionCause["detention"]?.isPenal   // true
public struct Vocabulary: Hashable, Sendable {
  /// One code. It never changes meaning; what it is called may change.
  public struct Code: Hashable, Sendable {
    public let code: String
    /// The day from which it is written, `YYYY-MM-DD`.
    public let validFrom: String
    /// The last day on which it was written; nil while it is.
    public let validTo: String?
    /// The code that is written since; nil when none took its place.
    public let supersededBy: String?
    /// Whoever reads it learns that a person has to do with a prison or a court.
    public let isPenal: Bool
    /// The country whose law has it; nil where both do.
    public let country: Country?
    /// Known, and written by nobody: what it names is not kept here.
    public let isOff: Bool

    public init(
      _ code: String, from validFrom: String, to validTo: String? = nil,
      then supersededBy: String? = nil, isPenal: Bool = false, in country: Country? = nil,
      isOff: Bool = false
    ) {
      (self.code, self.validFrom, self.validTo) = (code, validFrom, validTo)
      (self.supersededBy, self.isPenal, self.country) = (supersededBy, isPenal, country)
      self.isOff = isOff
    }
  }

  /// Stable, such as `right-state`.
  public let name: String
  /// In the order in which people read them.
  public let codes: [Code]

  public init(_ name: String, _ codes: [Code]) { (self.name, self.codes) = (name, codes) }

  /// Nil for a code that this version does not know.
  public subscript(code: String) -> Code? { codes.first { $0.code == code } }

  /// Every code, those that are written no more too.
  var known: [String] { codes.map(\.code) }

  /// Those that are written today.
  public var offered: [Code] { codes.filter { $0.validTo == nil && !$0.isOff } }

  /// Those of a country first, then those of the other one; what both have stands with the first.
  public func offered(first country: Country) -> [Code] {
    func isForeign(_ code: Code) -> Bool { code.country.map { $0 != country } ?? false }
    return offered.filter { !isForeign($0) } + offered.filter(isForeign)
  }

  ///
  ///     try Vocabulary.access.check("lecture")
  /// - Throws: ``RuleBroken/codeOff(_:_:)`` for one that nobody writes; ``RuleBroken/unknownCode(_:_:)`` for a code that is
  ///   not written today.
  public func check(_ code: String) throws(RuleBroken) {
    if self[code]?.isOff == true { throw .codeOff(self, code) }
    guard let known = self[code], known.validTo == nil else { throw .unknownCode(self, code) }
  }
}
