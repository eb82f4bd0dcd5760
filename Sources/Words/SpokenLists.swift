public import CaseFile

/// What every value is called, by whoever types it. The names that screens show are among them.
extension Spoken {
  static let volets: [Choice<Volet>] = Volet.allCases.map { volet in
    Choice(
      value: volet, code: volet.code,
      french: [Phrasebook(.french).shortName(volet), Phrasebook(.french).volet(volet)],
      english: [Phrasebook(.english).shortName(volet), Phrasebook(.english).volet(volet)],
      dutch: [Phrasebook(.dutch).shortName(volet), Phrasebook(.dutch).volet(volet)])
  }

  static let roles: [Choice<Role>] = Role.allCases.map { role in
    let short: [String] =
      switch role {
      case .chefService: ["chef", "cheffe"]
      case .operateurNoeud: ["opérateur", "opératrice"]
      case .dpo: ["dpo"]
      case .referent, .intervenant, .psychologue, .juriste, .criminologue, .secretariat,
        .stagiaire, .benevole:
        []
      }
    return Choice(
      value: role, code: role.code, french: [Phrasebook(.french).role(role)] + short,
      english: [Phrasebook(.english).role(role)], dutch: [Phrasebook(.dutch).role(role)])
  }

  static let countries: [Choice<Country>] = Country.allCases.map { country in
    switch country {
    case .france:
      Choice(
        value: country, code: country.code, french: ["France"], english: ["France"],
        dutch: ["Frankrijk"])
    case .belgium:
      Choice(
        value: country, code: country.code, french: ["Belgique"], english: ["Belgium"],
        dutch: ["België"])
    }
  }

  static let languages: [Choice<Language>] = Language.allCases.map { language in
    Choice(
      value: language, code: language.code, french: [Phrasebook(.french).name(of: language)],
      english: [Phrasebook(.english).name(of: language)],
      dutch: [Phrasebook(.dutch).name(of: language)])
  }

  /// Tags of the languages that are often met at a counter.
  static let spokenLanguages: [Choice<String>] =
    languages.map {
      Choice(
        value: $0.code, code: $0.code, french: $0.french, english: $0.english, dutch: $0.dutch)
    } + [
      spoken("ar", "arabe", "Arabic", "Arabisch"),
      spoken("de", "allemand", "German", "Duits"), spoken("es", "espagnol", "Spanish", "Spaans"),
      spoken("it", "italien", "Italian", "Italiaans"),
      spoken("pt", "portugais", "Portuguese", "Portugees"),
      spoken("ro", "roumain", "Romanian", "Roemeens"),
      spoken("ru", "russe", "Russian", "Russisch"), spoken("tr", "turc", "Turkish", "Turks"),
      spoken("uk", "ukrainien", "Ukrainian", "Oekraïens"),
      spoken("pl", "polonais", "Polish", "Pools"), spoken("sq", "albanais", "Albanian", "Albanees"),
      spoken("fa", "persan", "Persian", "Perzisch"), spoken("ps", "pachto", "Pashto", "Pasjtoe"),
      spoken("so", "somali", "Somali", "Somalisch"),
      spoken("ti", "tigrigna", "Tigrinya", "Tigrinya"),
      spoken("ln", "lingala", "Lingala", "Lingala"), spoken("wo", "wolof", "Wolof", "Wolof"),
      spoken("ff", "peul", "Fula", "Fula"), spoken("zh", "chinois", "Chinese", "Chinees"),
    ]

  private static func spoken(
    _ code: String, _ french: String, _ english: String, _ dutch: String
  ) -> Choice<String> {
    Choice(value: code, code: code, french: [french], english: [english], dutch: [dutch])
  }

  static let formats: [Choice<ExportFormat>] = ExportFormat.allCases.map { format in
    switch format {
    case .text:
      Choice(
        value: format, code: format.rawValue, french: ["texte"], english: ["text"],
        dutch: ["tekst"])
    case .html:
      Choice(
        value: format, code: format.rawValue, french: ["html", "page"], english: ["html", "page"],
        dutch: ["html", "pagina"])
    case .json:
      Choice(
        value: format, code: format.rawValue, french: ["json"], english: ["json"],
        dutch: ["json"])
    }
  }
}

extension Phrasebook {
  /// One word for a volet, to type and for the columns of a table.
  public func shortName(_ volet: Volet) -> String {
    switch volet {
    case .contact: say("contact", "contact", "contact")
    case .projet: say("projet", "plan", "plan")
    case .droits: say("droits", "rights", "rechten")
    case .logement: say("logement", "housing", "wonen")
    case .emploi: say("emploi", "work", "werk")
    case .proches: say("proches", "family", "naasten")
    case .agenda: say("agenda", "appointments", "afspraken")
    case .sejour: say("séjour", "residence", "verblijf")
    case .justice: say("justice", "law", "justitie")
    case .sante: say("santé", "health", "gezondheid")
    case .confie: say("confié", "confided", "toevertrouwd")
    case .equipe: say("équipe", "team", "team")
    case .interne: say("interne", "internal", "intern")
    }
  }

  func name(of language: Language) -> String {
    switch language {
    case .french: say("français", "French", "Frans")
    case .dutch: say("néerlandais", "Dutch", "Nederlands")
    case .english: say("anglais", "English", "Engels")
    }
  }
}
