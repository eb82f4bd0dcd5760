/// A language that screens and receipts are written in.
public enum Language: String, CaseIterable, Hashable, Sendable {
  case french = "fr"
  case dutch = "nl"
  case english = "en"

  public init?(code: String) { self.init(rawValue: code) }

  public var code: String { rawValue }

  public init(parsing code: String) throws(RuleBroken) {
    guard let language = Language(code: code) else { throw .unknownLanguage(code) }
    self = language
  }

  /// The language of a POSIX locale such as `fr_BE.UTF-8`; `nil` when it is none of ours.
  public init?(locale: String) {
    let primary = locale.prefix { $0 != "_" && $0 != "." && $0 != "-" && $0 != "@" }
    self.init(code: primary.lowercased())
  }
}

/// The language in which something was explained to a person: any language of the world, as a short
/// BCP 47 tag such as `fr`, `ar` or `pt-BR`.
public struct LanguageTag: Hashable, Sendable {
  public let code: String

  public init(parsing code: String) throws(RuleBroken) {
    let parts = code.split(separator: "-", omittingEmptySubsequences: false)
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    guard let primary = parts.first, (2...3).contains(primary.utf8.count),
      primary.utf8.allSatisfy(isLetter), parts.count <= 4,
      parts.dropFirst().allSatisfy({ part in
        (2...8).contains(part.utf8.count) && part.utf8.allSatisfy { isLetter($0) || isDigit($0) }
      })
    else { throw .unknownLanguage(code) }
    guard Self.known.contains(primary.lowercased()) else { throw .unknownLanguage(code) }
    self.code = code
  }
}
