import CaseFile

/// How options are written: in English, and in French or Dutch for whoever prefers it. Help in these languages shows
/// their own name first.
public enum OptionSpelling {
  /// French names by canonical names, both without hyphens in front.
  public static let french: [String: String] = [
    "home": "dossier", "as": "comme", "passphrase-file": "fichier-phrase",
    "new-passphrase-file": "fichier-nouvelle-phrase", "key-file": "fichier-cle",
    "lang": "langue", "json": "json", "service": "service", "kind": "type", "country": "pays",
    "join": "rejoindre", "role": "role", "listen": "ecouter", "address": "adresse",
    "own": "propre", "sas": "chiffres", "name": "nom", "born": "naissance", "received": "recus",
    "volet": "volet", "to": "vers",
    "volets": "volets", "until": "jusqu-au", "proof": "preuve", "explained-in": "explique-en",
    "past": "passe", "effective": "effet", "both-ways": "deux-sens",
    "one-way": "un-sens", "keep-past": "garder-passe", "from-now": "desormais", "on": "le",
    "format": "format", "out": "sortie", "with-log": "avec-journal", "help": "aide",
    "version": "version", "withdraw": "retirer", "keep": "garder", "ended": "termines",
    "easy": "simple", "from": "depuis", "deleted": "supprimees",
    "without-peers": "sans-les-autres", "clock-is-right": "horloge-juste",
    "only-copy": "seule-copie", "acknowledge": "prendre-acte", "limit": "nombre",
    "worker": "intervenant",
    "worker-passphrase-file": "fichier-phrase-intervenant", "code": "code", "device": "appareil",
    "same-person": "meme-personne", "delay": "delai", "request": "demande",
    "week": "semaine", "case": "suivi", "mine": "les-miens", "paper": "papier",
    "ical": "calendrier",
    "with-place": "avec-lieu", "given": "remis", "unsafe": "a-risque", "all": "tous",
    "question": "objet", "for": "pour", "written": "ecrit-le", "year": "annee",
    "list": "liste", "text": "texte", "agreed-on": "decide-le",
    "signed": "dit-le", "explained-by": "explique-par", "interpreter": "interprete",
    "interpreter-name": "nom-interprete", "read-aloud": "lu-a-voix-haute",
    "refusal-offered": "refus-propose", "no-consequence": "sans-consequence",
    "constrained": "contraint", "aim": "but", "guardian": "tuteur", "indicated-by": "dit-par",
    "notice": "texte-lu", "why": "raison", "handing": "remise", "inside": "a-linterieur",
    "large-print": "gros-caracteres", "agree": "d-accord", "learnt-from": "appris-par",
    "sheet-file": "fichier-feuille", "operator": "operateur", "undo": "annuler",
    "continue": "continuer", "stop": "arreter", "because": "motif",
  ]

  /// Dutch names by canonical names, in the same way.
  public static let dutch: [String: String] = [
    "home": "map", "as": "als", "passphrase-file": "wachtzin-bestand",
    "new-passphrase-file": "nieuwe-wachtzin-bestand", "key-file": "sleutel-bestand",
    "lang": "taal", "json": "json", "service": "dienst", "kind": "soort", "country": "land",
    "join": "aansluiten", "role": "rol", "listen": "luisteren", "address": "adres",
    "own": "eigen", "sas": "cijfers", "name": "naam", "born": "geboren",
    "received": "ontvangen", "volet": "luik", "to": "naar", "volets": "luiken", "until": "tot",
    "proof": "bewijs", "explained-in": "uitgelegd-in", "past": "verleden",
    "effective": "ingang", "both-ways": "beide-richtingen", "one-way": "een-richting",
    "on": "op", "format": "formaat", "out": "uitvoer", "with-log": "met-logboek",
    "help": "hulp", "version": "versie", "withdraw": "intrekken", "keep": "behouden",
    "ended": "beeindigd", "easy": "eenvoudig", "from": "vanaf", "deleted": "verwijderd",
    "without-peers": "zonder-de-anderen", "clock-is-right": "klok-juist",
    "only-copy": "enige-kopie", "acknowledge": "kennisnemen", "limit": "aantal",
    "worker": "medewerker", "worker-passphrase-file": "wachtzin-medewerker-bestand",
    "code": "code", "device": "toestel", "same-person": "zelfde-persoon",
    "keep-past": "verleden-houden", "from-now": "voortaan", "delay": "wachttijd",
    "request": "vraag",
    "week": "week-van", "case": "opvolging", "mine": "van-mij", "paper": "papier",
    "ical": "kalender",
    "with-place": "met-plaats", "given": "meegegeven", "unsafe": "onveilig", "all": "allemaal",
    "question": "onderwerp", "for": "voor", "written": "geschreven-op", "year": "jaar",
    "list": "lijst", "text": "tekst", "agreed-on": "beslist-op",
    "signed": "gezegd-op", "explained-by": "uitgelegd-door", "interpreter": "tolk",
    "interpreter-name": "naam-tolk", "read-aloud": "voorgelezen",
    "refusal-offered": "weigering-gezegd", "no-consequence": "zonder-gevolg",
    "constrained": "gedwongen", "aim": "doel", "guardian": "bewindvoerder",
    "indicated-by": "gezegd-door", "notice": "gelezen-tekst",
    "why": "waarom", "handing": "overhandiging", "inside": "binnen",
    "large-print": "grote-letters", "agree": "akkoord", "learnt-from": "vernomen-van",
    "undo": "ongedaan", "continue": "doorgaan", "stop": "stoppen", "because": "reden",
    "sheet-file": "blad-bestand", "operator": "operator",
  ]

  /// Those that no value follows.
  public static let flags: Set<String> = [
    "acknowledge", "agree", "all", "both-ways", "clock-is-right", "constrained", "deleted", "easy",
    "ended",
    "from-now", "given",
    "help", "inside", "json", "keep", "keep-past", "large-print", "list", "mine", "no-consequence",
    "one-way", "only-copy", "operator", "own", "read-aloud", "received", "refusal-offered",
    "same-person",
    "undo", "unsafe",
    "version", "with-log", "with-place", "withdraw", "without-peers",
  ]

  /// Those that may stand without a value, with the one that is meant then.
  public static let usual = ["week": "today"]

  /// The canonical name of what was typed without its hyphens: any case, with or without accents; nil for another.
  public static func canonical(_ typed: String) -> String? {
    canonicals[WordKey.key(typed)]
  }

  private static let canonicals = Dictionary(
    french.keys.flatMap { name in spellings(of: name).map { (WordKey.key($0), name) } },
    uniquingKeysWith: min)

  /// The names of an option in a language, its own one first, then the canonical one.
  public static func names(of canonical: String, in words: Phrasebook) -> [String] {
    let own =
      switch words.language {
      case .french: french[canonical]
      case .english: String?.none
      case .dutch: dutch[canonical]
      }
    guard let own, own != canonical else { return [canonical] }
    return [own, canonical]
  }

  /// A sentence of ours in which each option stands by its own name in the language: `--propre` for `--own`. What people
  /// wrote does not come through here.
  static func named(_ literal: String, in language: Language) -> String {
    let own: [String: String]
    switch language {
    case .french: own = french
    case .dutch: own = dutch
    case .english: return literal
    }
    guard literal.contains("--") else { return literal }
    var text = ""
    var rest = literal[...]
    while let dashes = rest.firstRange(of: "--") {
      text += rest[..<dashes.upperBound]
      rest = rest[dashes.upperBound...]
      let name = rest.prefix { $0 == "-" || ("a"..."z").contains($0) }
      text += own[String(name)] ?? String(name)
      rest = rest[name.endIndex...]
    }
    return text + rest
  }

  /// Every name of an option, the canonical one first.
  public static func spellings(of canonical: String) -> [String] {
    [canonical]
      + [french[canonical], dutch[canonical]].compactMap { $0 }.filter { $0 != canonical }
  }
}
