/// The page that `--help` shows: headings and placeholders. What each command and option does stands in `Help…`.
public struct HelpHeadings: Hashable, Sendable {
  public var overview: String
  public var usage: String
  public var arguments: String
  public var options: String
  public var commands: String
  /// Stands for a command of the chapter.
  public var command: String
  /// Stands for the options of every command.
  public var commonOptions: String
}

extension Phrasebook {
  public var helpHeadings: HelpHeadings {
    HelpHeadings(
      overview: say("EN BREF :", "OVERVIEW:", "IN HET KORT:"),
      usage: say("ÉCRIRE :", "USAGE:", "SCHRIJF:"),
      arguments: say("ARGUMENTS :", "ARGUMENTS:", "ARGUMENTEN:"),
      options: say("OPTIONS :", "OPTIONS:", "OPTIES:"),
      commands: say("COMMANDES :", "COMMANDS:", "OPDRACHTEN:"),
      command: say("commande", "command", "opdracht"),
      commonOptions: say("POUR TOUTES :", "FOR ALL OF THEM:", "VOOR ALLE:"))
  }

  /// Of the option that shows the page.
  public var helpOfHelp: String { say("Montre cette aide", "Show this help", "Toon deze hulp") }

  /// Of the option that tells the version.
  public var helpOfVersion: String {
    say("Dit quelle version est installée", "Tell which version is installed", "Toon de versie")
  }

  /// At the end of the page of a chapter.
  public func moreHelp(_ command: String) -> String {
    say("« \(command) » en dit plus.", "“\(command)” says more.", "“\(command)” zegt meer.")
  }

  /// What `--version` answers.
  public func version(_ number: String) -> String { "Carnet \(number)\n" }

  /// What stands for a value, between angle brackets: `FILE` is `FICHIER` in French.
  public func placeholder(_ name: String) -> String {
    name.split(separator: "|", omittingEmptySubsequences: false).map { part in
      Self.placeholders[String(part)].map { say($0.french, $0.english, $0.dutch) } ?? String(part)
    }.joined(separator: "|")
  }

  private static let placeholders: [String: (french: French, english: Told, dutch: Told)] = [
    "DIR": ("DOSSIER", "FOLDER", "MAP"), "FILE": ("FICHIER", "FILE", "BESTAND"),
    "NAME": ("NOM", "NAME", "NAAM"), "KIND": ("TYPE", "KIND", "SOORT"),
    "ROLE": ("RÔLE", "ROLE", "ROL"), "HOST:PORT": ("HÔTE:PORT", "HOST:PORT", "HOST:POORT"),
    "DIGITS": ("CHIFFRES", "DIGITS", "CIJFERS"), "CASE": ("SUIVI", "CASE", "DOSSIER"),
    "SHEET": ("FICHE", "SHEET", "BLAD"), "SHARED": ("PARTAGE", "SHARE", "DELING"),
    "TITLE": ("TITRE", "TITLE", "TITEL"),
    "DATE": ("DATE", "DATE", "DATUM"), "NOTE": ("NOTE", "NOTE", "NOTITIE"),
    "WORDS": ("MOTS", "WORDS", "WOORDEN"), "PROOF": ("PREUVE", "PROOF", "BEWIJS"),
    "LANG": ("LANGUE", "LANGUAGE", "TAAL"), "PAST": ("PASSÉ", "PAST", "VERLEDEN"),
    "EFFECT": ("EFFET", "EFFECT", "INGANG"), "CONSENT": ("ACCORD", "CONSENT", "TOESTEMMING"),
    "PEER": ("APPAREIL", "DEVICE", "TOESTEL"), "SERVICE": ("SERVICE", "SERVICE", "DIENST"),
    "INVITATION": ("INVITATION", "INVITATION", "UITNODIGING"),
    "DELAY": ("DÉLAI", "DELAY", "WACHTTIJD"), "VOLET": ("VOLET", "VOLET", "LUIK"),
    "VOLETS": ("VOLETS", "VOLETS", "LUIKEN"),
    "FORMAT": ("FORMAT", "FORMAT", "FORMAAT"), "COUNTRY": ("PAYS", "COUNTRY", "LAND"),
    "RECORD": ("FICHE", "RECORD", "FICHE"), "CODE": ("CHOIX", "CHOICE", "KEUZE"),
    "MOMENT": ("QUAND", "WHEN", "WANNEER"), "YES": ("OUI", "YES", "JA"),
    "NO": ("NON", "NO", "NEE"),
    "YEAR": ("ANNÉE", "YEAR", "JAAR"), "PLACE": ("RANG", "PLACE", "PLAATS"),
    "LINE": ("LIGNE", "LINE", "REGEL"), "REASON": ("MOTIF", "REASON", "REDEN"),
    "REASONS": ("MOTIFS", "REASONS", "REDENEN"),
    "HANDING": ("REMISE", "HANDING", "OVERHANDIGING"), "ALL": ("TOUS", "ALL", "ALLE"),
    "NUMBER": ("NOMBRE", "NUMBER", "AANTAL"), "VERSION": ("VERSION", "VERSION", "VERSIE"),
  ]
}
