import CaseFile
import Replication

/// Why the rules refuse what we would write ourselves, in words; what a worker can do nothing about has none.
enum RuleReasons {
  /// - Returns: what stands between parentheses, with a blank before them; empty for a reason without words.
  static func parenthesis(_ reason: RefusalCode, _ language: Language) -> String {
    guard let words = words(reason) else { return "" }
    let text =
      switch language {
      case .french: words.french.text
      case .english: words.english
      case .dutch: words.dutch
      }
    return " (\(text))"
  }

  private static func words(
    _ reason: RefusalCode
  ) -> (french: French, english: String, dutch: String)? {
    switch reason {
    case .author:
      (
        "cet appareil, ou cette personne, n’en a pas ou plus le droit",
        "this device, or this person, may not, or no longer",
        "dit toestel, of deze persoon, mag dat niet of niet meer"
      )
    case .notYours:
      (
        "cela revient à un autre service", "this is for another service",
        "dit komt een andere dienst toe"
      )
    case .closed:
      ("aucun accord ne le permet", "no consent allows it", "geen toestemming laat het toe")
    case .void:
      (
        "autre chose l’a remplacé depuis", "something else has replaced it since",
        "iets anders heeft het sindsdien vervangen"
      )
    case .misplaced:
      (
        "cela ne suit pas ce qui est déjà écrit", "it does not follow what is written already",
        "het volgt niet op wat er al staat"
      )
    case .purged, .erased: ("déjà effacé", "erased already", "al gewist")
    case .newer: ("version plus récente", "newer version", "nieuwere versie")
    case .unknown, .malformed, .signature, .row, .notYet: nil
    }
  }
}
