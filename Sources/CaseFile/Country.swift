/// The country whose words and law a service works with.
public enum Country: String, CaseIterable, Hashable, Sendable {
  case france = "FR"
  case belgium = "BE"

  public init?(code: String) { self.init(rawValue: code) }

  public var code: String { rawValue }

  public init(parsing code: String) throws(RuleBroken) {
    guard let country = Country(code: code) else { throw .unknownCountry(code) }
    self = country
  }
}
