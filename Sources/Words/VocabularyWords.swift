public import CaseFile

/// The person-facing name matters more than the code: she must recognise her life.
extension Phrasebook {
  /// The name of a volet on the person's sheet.
  public func volet(_ volet: Volet) -> String {
    switch volet {
    case .contact:
      say(
        "Qui je suis et comment me joindre", "Who I am and how to reach me",
        "Wie ik ben en hoe u mij bereikt")
    case .projet:
      say("Mes demandes et mon projet", "My requests and my plan", "Mijn vragen en mijn plan")
    case .droits:
      say(
        "Mes papiers, mes droits, mon argent", "My papers, my rights, my money",
        "Mijn papieren, rechten, geld")
    case .logement: say("Où je dors, mon logement", "Where I sleep, my home", "Waar ik woon")
    case .emploi: say("Mon travail, ma formation", "My work and training", "Werk en opleiding")
    case .proches:
      say("Ma famille et mes proches", "My family and those close to me", "Mijn naasten")
    case .agenda: say("Mes rendez-vous", "My appointments", "Mijn afspraken")
    case .sejour: say("Ma situation de séjour", "My residence status", "Verblijfssituatie")
    case .justice:
      say("Ma situation avec la justice", "My situation with the law", "Mijn situatie bij justitie")
    case .sante: say("Ma santé", "My health", "Mijn gezondheid")
    case .confie: say("Ce que je confie", "What I confide", "Wat ik toevertrouw")
    case .equipe: say("Organisation de l’équipe", "How the team works", "Teamorganisatie")
    case .interne:
      say(
        "Ce qui ne sort pas du service", "What does not leave the service",
        "Wat de dienst niet verlaat")
    }
  }

  /// The names of volets, in a row.
  public func volets(_ volets: [Volet]) -> String {
    volets.map(volet).joined(separator: say(" ; ", "; ", "; "))
  }

  /// The role of this code; the code itself when a newer version gave it.
  func role(code: String) -> String {
    do throws(RuleBroken) {
      return role(try Role(parsing: code))
    } catch {
      return Visible.line(code)
    }
  }

  /// What a role is called.
  public func role(_ role: Role) -> String {
    switch role {
    case .referent: say("référent·e", "referent", "referent")
    case .intervenant: say("intervenant·e", "worker", "medewerker")
    case .psychologue: say("psychologue", "psychologist", "psycholoog")
    case .juriste: say("juriste", "lawyer", "jurist")
    case .criminologue: say("criminologue", "criminologist", "criminoloog")
    case .chefService: say("chef·fe de service", "head of service", "diensthoofd")
    case .secretariat: say("secrétariat", "office", "secretariaat")
    case .stagiaire: say("stagiaire", "trainee", "stagiair")
    case .benevole: say("bénévole", "volunteer", "vrijwilliger")
    case .operateurNoeud: say("opérateur de nœud", "node operator", "node-operator")
    case .dpo:
      say("délégué·e à la protection des données", "data protection officer", "DPO")
    }
  }

  /// How the person said yes, in words.
  public func proof(_ proof: ProofOfConsent) -> String {
    switch proof {
    case .paperSignature:
      say("signature sur papier", "signature on paper", "handtekening op papier")
    case .screenSignature:
      say("signature à l’écran", "signature on screen", "handtekening op scherm")
    case .oralWitness(let name):
      say(
        "de vive voix, devant \(Visible.line(name))", "aloud, before \(Visible.line(name))",
        "mondeling, voor \(Visible.line(name))")
    case .letter: say("courrier", "letter", "brief")
    case .phoneCallback: say("rappel téléphonique", "phone call-back", "telefonisch teruggebeld")
    }
  }

  /// What of the past a consent lets be read, in words.
  public func past(_ past: Past) -> String {
    switch past {
    case .none:
      say(
        "seulement à partir de l’accord", "only from the consent on", "enkel vanaf de toestemming")
    case .kept:
      say(
        "à partir de l’accord, et ce qu’un accord d’avant laissait déjà lire",
        "from the consent on, and what an earlier one let be read already",
        "vanaf de toestemming, en wat een eerdere al liet lezen")
    case .all:
      say("tout ce qui est déjà écrit", "all that is already written", "alles wat er al is")
    case .since(let day):
      say("à partir du \(date(day))", "from \(date(day)) on", "vanaf \(date(day))")
    case .sinceKept(let day):
      say(
        "à partir du \(date(day)), et ce qu’un accord d’avant laissait déjà lire",
        "from \(date(day)) on, and what an earlier consent let be read already",
        "vanaf \(date(day)), en wat een eerdere toestemming al liet lezen")
    }
  }

  /// When a consent begins, in words.
  public func effective(_ effective: Effective) -> String {
    switch effective {
    case .now: say("tout de suite", "at once", "meteen")
    case .release:
      say("le jour de la sortie", "on the day of the release", "op de dag van de vrijlating")
    case .on(let day): say("le \(date(day))", "on \(date(day))", "op \(date(day))")
    }
  }

  /// The language in which something was explained: by its name where we have one, else by its tag.
  func spokenLanguage(_ tag: LanguageTag) -> String {
    if let language = Language(locale: tag.code) { return name(of: language) }
    return Spoken.spokenLanguages.first { $0.code == tag.code }?.offered(in: language) ?? tag.code
  }
}
