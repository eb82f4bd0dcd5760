public import CaseFile

/// A value that a person may name: by its code, or by what it is called in any of our languages.
struct Choice<Value: Sendable>: Sendable {
  let value: Value
  let code: String
  /// Each a word that may be typed; the first is the one that is offered.
  let french: [String]
  let english: [String]
  let dutch: [String]

  func offered(in language: Language) -> String {
    let names =
      switch language {
      case .french: french
      case .english: english
      case .dutch: dutch
      }
    return names.first ?? code
  }

  var keys: [String] {
    [WordKey.key(code)] + (french + english + dutch).flatMap(WordKey.keys)
  }
}

/// Closed lists of values, as people type them: codes and names, any case, with or without accents.
public enum Spoken {
  static func find<Value: Sendable>(_ typed: String, _ choices: [Choice<Value>]) -> Value? {
    let wanted = WordKey.key(typed)
    return choices.first { $0.keys.contains(wanted) }?.value
  }

  /// A volet, by its code or by what it is called in any of our languages.
  public static func volet(_ typed: String) throws(RuleBroken) -> Volet {
    guard let volet = find(typed, volets) else { throw .unknownVolet(typed) }
    return volet
  }

  /// Several volets for a consent, each named once and shareable, in the order of `Volet.allCases`: separated by
  /// commas, semicolons, blanks or `et`. A name that holds commas itself is read whole.
  public static func shareableVolets(_ typed: String) throws(RuleBroken) -> [Volet] {
    var named: Set<Volet> = []
    let pieces = typed.split { $0 == "," || $0 == ";" }.map(String.init)
    var start = 0
    while start < pieces.count {
      var found: (end: Int, volet: Volet)?
      for end in stride(from: min(pieces.count, start + 4), to: start, by: -1) where found == nil {
        let joined = pieces[start..<end].joined(separator: ",")
        found = find(joined, volets).map { (end, $0) }
      }
      if let found {
        named.insert(found.volet)
        start = found.end
      } else {
        named.formUnion(try severalVolets(pieces[start]))
        start += 1
      }
    }
    for volet in Volet.allCases where named.contains(volet) && !volet.isShareable {
      throw .voletNotShareable(volet)
    }
    return Volet.allCases.filter(named.contains)
  }

  /// Volets without commas between them.
  private static func severalVolets(_ piece: String) throws(RuleBroken) -> [Volet] {
    let words = piece.split { $0.isWhitespace }.map(String.init)
    let named = words.filter { !["et", "and", "en", "&"].contains($0.lowercased()) }
    let volets = named.compactMap { find($0, Self.volets) }
    guard volets.count == named.count else { throw .unknownVolet(trimmed(piece)) }
    return volets
  }

  /// A role, by its code or by what it is called in any of our languages.
  public static func role(_ typed: String) throws(RuleBroken) -> Role {
    guard let role = find(typed, roles) else { throw .unknownRole(typed) }
    return role
  }

  /// A country, by its code or by its name in any of our languages.
  public static func country(_ typed: String) throws(RuleBroken) -> Country {
    guard let country = find(typed, countries) else { throw .unknownCountry(typed) }
    return country
  }

  /// A language of our sentences, by its name or code, or by a tag or locale that begins with it, as `nl-BE` and
  /// `en_GB.UTF-8`; nil for another.
  public static func language(_ typed: String) -> Language? {
    if let language = find(typed, languages) { return language }
    let typed = trimmed(typed)
    return typed.contains { "-_.@".contains($0) } ? Language(locale: typed.lowercased()) : nil
  }

  /// The screens of a language, with the words of a country where a tag or locale says which, as `fr-BE` and
  /// `fr_BE.UTF-8`; nil for a language that is none of ours.
  public static func screens(_ typed: String) -> Phrasebook? {
    guard let language = language(typed) else { return nil }
    let tag = trimmed(typed).prefix { $0 != "." && $0 != "@" }
    let parts = tag.split { "-_".contains($0) }
    return Phrasebook(
      language, of: parts.count == 2 ? Country(code: parts[1].uppercased()) : nil)
  }

  /// Any language of the world: by the name of one of ours or of one that is often met, or by its tag.
  public static func spokenLanguage(_ typed: String) throws(RuleBroken) -> LanguageTag {
    try LanguageTag(parsing: find(typed, spokenLanguages) ?? trimmed(typed))
  }

  /// The form of a copy; nil for another.
  public static func format(_ typed: String) -> ExportFormat? { find(typed, formats) }

  /// A whole number from 1; nil for anything else.
  public static func count(_ typed: String) -> Int? {
    guard let count = Int(trimmed(typed)), count > 0 else { return nil }
    return count
  }

  /// Seconds of a time that is typed as `15` minutes, `90s` or `2h`; nil for anything else.
  public static func seconds(_ typed: String) -> Int? {
    let typed = trimmed(typed).lowercased()
    let digits = typed.prefix { $0.isASCII && $0.isNumber }
    let unit = trimmed(String(typed.dropFirst(digits.count)))
    let scales = ["": 60, "m": 60, "min": 60, "s": 1, "h": 3600, "u": 3600]
    guard let count = count(String(digits)), let scale = scales[unit] else { return nil }
    let (seconds, isTooLong) = count.multipliedReportingOverflow(by: scale)
    return isTooLong ? nil : seconds
  }

  static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
