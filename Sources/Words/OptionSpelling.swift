import CaseFile

/// How options are written: in English, and in French for whoever prefers it. Help shows both in French.
public enum OptionSpelling {
  /// French names by canonical names, both without hyphens in front.
  public static let french: [String: String] = [
    "home": "dossier", "as": "comme", "passphrase-file": "fichier-phrase",
    "new-passphrase-file": "fichier-nouvelle-phrase", "key-file": "fichier-cle",
    "lang": "langue", "json": "json", "service": "service", "kind": "type", "country": "pays",
    "join": "rejoindre", "role": "role", "listen": "ecouter", "address": "adresse",
    "own": "propre", "sas": "chiffres", "name": "nom", "born": "naissance", "received": "recus",
    "volet": "volet", "title": "titre", "happened": "quand", "written": "ecrit-le", "to": "vers",
    "volets": "volets", "until": "jusqu-au", "proof": "preuve", "explained-in": "explique-en",
    "past": "passe", "effective": "effet", "both-ways": "deux-sens",
    "one-way": "un-sens", "on": "le",
    "format": "format", "out": "sortie", "with-log": "avec-journal", "help": "aide",
    "version": "version", "withdraw": "retirer", "keep": "garder", "ended": "termines",
    "easy": "simple", "from": "depuis", "deleted": "supprimees",
    "without-peers": "sans-les-autres", "clock-is-right": "horloge-juste",
    "only-copy": "seule-copie", "acknowledge": "prendre-acte", "limit": "nombre",
    "worker": "intervenant",
    "worker-passphrase-file": "fichier-phrase-intervenant", "code": "code", "device": "appareil",
    "same-person": "meme-personne",
  ]

  /// The canonical name of what was typed without its hyphens: any case, with or without accents; nil for another.
  ///
  /// - Parameter known: every canonical name.
  public static func canonical(_ typed: String, among known: [String]) -> String? {
    let wanted = WordKey.key(typed)
    return known.first { name in spellings(of: name).contains { WordKey.key($0) == wanted } }
  }

  /// The names of an option, the one of the language first.
  public static func names(of canonical: String, in words: Phrasebook) -> [String] {
    switch words.language {
    case .french: spellings(of: canonical).reversed()
    case .english, .dutch: [canonical]
    }
  }

  /// Every name of an option, the canonical one first.
  public static func spellings(of canonical: String) -> [String] {
    guard let name = french[canonical], name != canonical else { return [canonical] }
    return [canonical, name]
  }
}
