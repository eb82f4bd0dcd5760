import CaseFile

/// Why the rules refuse a statement of our own, in words; what a worker can do nothing about has none.
enum RuleReasons {
  /// - Parameter reason: the name of a refusal, as the judge gives it.
  /// - Returns: what stands between parentheses, with a blank before them; empty for a reason without words.
  static func parenthesis(_ reason: String, _ language: Language) -> String {
    guard let words = words[reason] else { return "" }
    let text =
      switch language {
      case .french: words.french.text
      case .english: words.english
      case .dutch: words.dutch
      }
    return " (\(text))"
  }

  private static let words: [String: (french: French, english: String, dutch: String)] = [
    "ended": ("l’accès a pris fin", "the access has ended", "de toegang is beëindigd"),
    "notAdmitted": ("pas encore admis·e", "not admitted yet", "nog niet toegelaten"),
    "notEnrolled": (
      "appareil pas encore inscrit", "device not enrolled yet", "toestel nog niet ingeschreven"
    ),
    "notOperator": (
      "cela revient à l’opérateur", "this is for the operator", "dit is voor de operator"
    ),
    "unknownNode": ("appareil inconnu", "unknown device", "onbekend toestel"),
    "unknownDevice": ("appareil inconnu", "unknown device", "onbekend toestel"),
    "notNew": ("c’est déjà fait", "it is done already", "het is al gedaan"),
    "notGranted": ("aucun accord", "no consent", "geen toestemming"),
    "withdrawn": ("l’accord est retiré", "the consent is withdrawn", "toestemming ingetrokken"),
    "expired": (
      "l’accord est arrivé à son terme", "the consent is over", "de toestemming is afgelopen"
    ),
    "purged": ("déjà effacé", "erased already", "al gewist"),
    "newerVersion": ("version plus récente", "newer version", "nieuwere versie"),
  ]
}
