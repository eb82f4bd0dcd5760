import CaseFile

/// What a field of a record refuses, in words.
extension RuleBroken {
  static func invalidMomentRow(_ text: String) -> Wording {
    let text = Visible.line(text)
    return Wording(
      "invalidMoment", .usage,
      "« \(text) » ne dit pas un jour et une heure. Rien n’a été enregistré. Écrivez jour/mois/année et l’heure, par exemple 3/12/2026 10:30, ou « demain 10h ».",
      "“\(text)” does not say a day and an hour. Nothing was saved. Write day/month/year and the hour, for example 3/12/2026 10:30, or “tomorrow 10:00”.",
      "“\(text)” noemt geen dag en uur. Er is niets bewaard. Schrijf dag/maand/jaar en het uur, bijvoorbeeld 3/12/2026 10:30, of “morgen 10:00”."
    )
  }

  static func invalidNumberRow(
    _ field: FieldName, _ text: String, _ range: ClosedRange<Int64>
  ) -> Wording {
    let (text, words) = (Visible.line(text), field.words)
    let (least, most) = ("\(range.lowerBound)", "\(range.upperBound)")
    return Wording(
      "invalidNumber", .usage,
      "\(words.0) : « \(text) » n’est pas un nombre entier de \(least) à \(most). Rien n’a été enregistré. Écrivez-le en chiffres.",
      "\(words.1): “\(text)” is not a whole number from \(least) to \(most). Nothing was saved. Write it in digits.",
      "\(words.2): “\(text)” is geen geheel getal van \(least) tot \(most). Er is niets bewaard. Schrijf het in cijfers."
    )
  }

  static func invalidFlagRow(_ text: String) -> Wording {
    let text = Visible.line(text)
    return Wording(
      "invalidFlag", .usage,
      "« \(text) » n’est ni oui ni non. Rien n’a été enregistré. Écrivez « oui » ou « non ».",
      "“\(text)” is neither yes nor no. Nothing was saved. Write “yes” or “no”.",
      "“\(text)” is ja noch nee. Er is niets bewaard. Schrijf “ja” of “nee”.")
  }

  /// - Parameter kind: where it is one of the whole service, which the list of no case file shows.
  static func invalidReferenceRow(_ text: String, _ kind: RecordType?) -> Wording {
    let text = Visible.line(text)
    func list(_ language: Language) -> String {
      let words = Phrasebook(language)
      let line = "carnet \(kind?.commandNames[0] ?? "record") list"
      return words.typed(line) + (kind == nil ? " " + (words.help(.caseFile).value ?? "") : "")
    }
    return Wording(
      "invalidReference", .usage,
      "« \(text) » n’est pas le numéro d’une fiche \(kind == nil ? "de ce suivi" : "de ce type"). Rien n’a été enregistré. « \(list(.french)) » montre leurs numéros.",
      "“\(text)” is not the number of a record of this \(kind == nil ? "case file" : "kind"). Nothing was saved. “\(list(.english))” shows their numbers.",
      "“\(text)” is niet het nummer van een fiche van \(kind == nil ? "dit dossier" : "deze soort"). Er is niets bewaard. “\(list(.dutch))” toont hun nummers."
    )
  }

  static func severalValuesRow(_ field: FieldName) -> Wording {
    let words = field.words
    return Wording(
      "severalValues", .usage,
      "\(words.0) : une seule valeur y a sa place. Rien n’a été enregistré. Donnez-en une.",
      "\(words.1): it holds one value. Nothing was saved. Give one.",
      "\(words.2): er past één waarde. Er is niets bewaard. Geef er één.")
  }

  static func tooManyRow(_ field: FieldName, _ maximum: Int, _ found: Int) -> Wording {
    let words = field.words
    return Wording(
      "tooMany", .badData,
      "\(words.0) : \(found) valeurs, et la limite est de \(maximum). Rien n’a été enregistré. Donnez-en moins.",
      "\(words.1): \(found) values, and the limit is \(maximum). Nothing was saved. Give fewer.",
      "\(words.2): \(found) waarden, en de grens is \(maximum). Er is niets bewaard. Geef er minder."
    )
  }

  static var recordDeletedRow: Wording {
    Wording(
      "recordDeleted", .notFound,
      "Cette fiche a été supprimée. Rien n’a été changé. « carnet record history » montre ce qui y était écrit ; « carnet record restore » la reprend.",
      "This record was deleted. Nothing was changed. “carnet record history” shows what it said; “carnet record restore” brings it back.",
      "Deze fiche is verwijderd. Er is niets gewijzigd. “carnet record history” toont wat erin stond; “carnet record restore” haalt ze terug."
    )
  }

  static var cardStaysRow: Wording {
    Wording(
      "cardStays", .refused,
      "La fiche de la personne vient avec son suivi : elle ne s’ajoute pas, ne se supprime pas et ne s’efface pas. Rien n’a été changé. « carnet person edit » la corrige.",
      "The card of the person comes with her case file: it is not added, deleted or erased. Nothing was changed. “carnet person edit” corrects it.",
      "De fiche van de persoon hoort bij het dossier: ze wordt niet toegevoegd, verwijderd of gewist. Er is niets gewijzigd. “carnet person edit” verbetert ze."
    )
  }

  static func kindNotInVoletRow(_ kind: RecordType, _ volet: Volet) -> Wording {
    let names = kind.labels.three
    func list(_ language: Language) -> String {
      Phrasebook(language).home(of: kind)
    }
    return Wording(
      "kindNotInVolet", .usage,
      "Une fiche « \(names.0) » ne s’écrit pas dans le volet « \(Phrasebook(.french).volet(volet)) ». Rien n’a été enregistré. Volets possibles : \(list(.french)).",
      "A record “\(names.1)” is not written in the volet “\(Phrasebook(.english).volet(volet))”. Nothing was saved. Possible volets: \(list(.english)).",
      "Een fiche “\(names.2)” wordt niet in het luik “\(Phrasebook(.dutch).volet(volet))” geschreven. Er is niets bewaard. Mogelijke luiken: \(list(.dutch))."
    )
  }

  static func roleMayNotWriteKindRow(_ role: Role, _ kind: RecordType) -> Wording {
    let names = kind.labels.three
    func own(_ language: Language) -> String { Phrasebook(language).role(role) }
    func others(_ language: Language) -> String {
      guard case .service(let writers) = kind.home else { return "–" }
      return writers.map { Phrasebook(language).role($0) }.joined(separator: ", ")
    }
    return Wording(
      "roleMayNotWriteKind", .refused,
      "Une fiche « \(names.0) » vaut pour tout le service, et votre rôle (\(own(.french))) n’en écrit pas. Rien n’a été enregistré. Parlez-en à une personne dont c’est le rôle : \(others(.french)).",
      "A record “\(names.1)” holds for the whole service, and your role (\(own(.english))) does not write one. Nothing was saved. Talk to somebody whose role it is: \(others(.english)).",
      "Een fiche “\(names.2)” geldt voor de hele dienst, en uw rol (\(own(.dutch))) schrijft er geen. Er is niets bewaard. Spreek met iemand die deze rol heeft: \(others(.dutch))."
    )
  }

  static func roleAboveOwnRow(_ role: Role, _ above: Role, _ others: [Role]) -> Wording {
    func name(_ role: Role, _ language: Language) -> String { Phrasebook(language).role(role) }
    func list(_ language: Language) -> String {
      others.map { name($0, language) }.joined(separator: ", ")
    }
    return Wording(
      "roleAboveOwn", .refused,
      "Votre rôle (\(name(role, .french))) n’admet pas quelqu’un dont le rôle (\(name(above, .french))) peut davantage. Rien n’a été enregistré. Demandez-le à une personne dont c’est le rôle : \(list(.french)).",
      "Your role (\(name(role, .english))) does not admit somebody whose role (\(name(above, .english))) may do more. Nothing was recorded. Ask somebody whose role it is: \(list(.english)).",
      "Uw rol (\(name(role, .dutch))) laat niemand toe van wie de rol (\(name(above, .dutch))) meer mag. Er is niets vastgelegd. Vraag het aan iemand die deze rol heeft: \(list(.dutch))."
    )
  }

  static func roleMayNotAdmitRow(_ role: Role) -> Wording {
    func own(_ language: Language) -> String { Phrasebook(language).role(role) }
    return Wording(
      "roleMayNotAdmit", .refused,
      "Votre rôle (\(own(.french))) ne lit pas ce que les personnes écrivent, et n’admet donc personne à le lire. Rien n’a été enregistré. Demandez-le à un·e collègue qui le lit.",
      "Your role (\(own(.english))) does not read what people write, and so admits nobody to read it. Nothing was recorded. Ask a colleague who reads it.",
      "Uw rol (\(own(.dutch))) leest niet wat mensen schrijven, en laat dus niemand toe om het te lezen. Er is niets vastgelegd. Vraag het aan een collega die het leest."
    )
  }

  static func recordOfColleagueRow(_ role: Role, _ volet: Volet) -> Wording {
    func own(_ language: Language) -> String { Phrasebook(language).role(role) }
    func place(_ language: Language) -> String { Phrasebook(language).volet(volet) }
    return Wording(
      "recordOfColleague", .refused,
      "Ceci n’est pas de vous : dans le volet « \(place(.french)) », votre rôle (\(own(.french))) ne lit et n’écrit que ce que vous avez commencé. Rien n’a été montré ni changé. Si le suivi en a besoin, parlez-en à la personne qui l’a écrit.",
      "This is not yours: in the volet “\(place(.english))”, your role (\(own(.english))) reads and writes only what you began. Nothing was shown or changed. If the follow-up needs it, talk to whoever wrote it.",
      "Dit is niet van u: in het luik “\(place(.dutch))” leest en schrijft uw rol (\(own(.dutch))) enkel wat u zelf begon. Er is niets getoond of gewijzigd. Heeft de opvolging dit nodig, spreek dan met wie het schreef."
    )
  }

  static func coSignedOnlyRow(_ role: Role, _ volet: Volet) -> Wording {
    func own(_ language: Language) -> String { Phrasebook(language).role(role) }
    func place(_ language: Language) -> String { Phrasebook(language).volet(volet) }
    return Wording(
      "coSignedOnly", .refused,
      "Dans le volet « \(place(.french)) », ce que votre rôle (\(own(.french))) écrit est cosigné : vous y écrivez des notes et modifiez les vôtres, rien d’autre. Rien n’a été changé. Demandez-le à une personne qui écrit dans ce volet.",
      "In the volet “\(place(.english))”, what your role (\(own(.english))) writes is co-signed: you write notes there and change your own, and nothing else. Nothing was changed. Ask somebody who writes in that volet.",
      "In het luik “\(place(.dutch))” wordt wat uw rol (\(own(.dutch))) schrijft mee ondertekend: u schrijft er notities en wijzigt uw eigen notities, niets anders. Er is niets gewijzigd. Vraag het aan iemand die in dit luik schrijft."
    )
  }

  static var ownCoSignatureRow: Wording {
    Wording(
      "ownCoSignature", .refused,
      "Une partie de cette note est de vous, écrite pour être cosignée : personne ne cosigne ses propres mots. Rien n’a été changé. Demandez-le à un·e collègue.",
      "Part of this note is yours, written to be co-signed: nobody co-signs her own words. Nothing was changed. Ask a colleague.",
      "Een deel van deze notitie is van u, geschreven om mee ondertekend te worden: niemand ondertekent de eigen woorden mee. Er is niets gewijzigd. Vraag het aan een collega."
    )
  }

  static func roleMayNotActRow(_ role: Role, _ others: [Role]) -> Wording {
    func own(_ language: Language) -> String { Phrasebook(language).role(role) }
    return Wording(
      "roleMayNotAct", .refused,
      "Votre rôle (\(own(.french))) ne décide pas d’un suivi : l’ouvrir, le clore, corriger la fiche de la personne, noter une sortie ou un refus. Rien n’a été fait. Demandez-le à une personne dont c’est le rôle : \(named(others, .french)).",
      "Your role (\(own(.english))) does not decide on a case file: opening or closing it, correcting the card of the person, recording a release or a refusal. Nothing was done. Ask somebody whose role it is: \(named(others, .english)).",
      "Uw rol (\(own(.dutch))) beslist niet over een dossier: het openen of sluiten, de fiche van de persoon verbeteren, een vrijlating of een weigering noteren. Er is niets gedaan. Vraag het aan iemand die deze rol heeft: \(named(others, .dutch))."
    )
  }

  static func roleMayNotConsentRow(_ role: Role, _ volet: Volet, _ others: [Role]) -> Wording {
    func own(_ language: Language) -> String { Phrasebook(language).role(role) }
    func about(_ language: Language) -> String { Phrasebook(language).volet(volet) }
    return Wording(
      "roleMayNotConsent", .refused,
      "Votre rôle (\(own(.french))) n’enregistre pas d’accord sur le volet « \(about(.french)) ». Aucun accord n’a été enregistré. Demandez-le à une personne dont c’est le rôle : \(named(others, .french)).",
      "Your role (\(own(.english))) records no consent for the volet “\(about(.english))”. No consent was recorded. Ask somebody whose role it is: \(named(others, .english)).",
      "Uw rol (\(own(.dutch))) legt geen toestemming vast voor het luik “\(about(.dutch))”. Er is geen toestemming vastgelegd. Vraag het aan iemand die deze rol heeft: \(named(others, .dutch))."
    )
  }

  private static func named(_ roles: [Role], _ language: Language) -> String {
    let words = Phrasebook(language)
    guard !roles.isEmpty else { return words.say("aucun à présent", "none at present", "nu geen") }
    return roles.map(words.role).joined(separator: ", ")
  }

  static func penalElsewhereRow(_ field: FieldName, _ code: String?, _ volet: Volet) -> Wording {
    let words = field.words
    let labels = code.flatMap { code in
      field.vocabulary.flatMap { Labels.of(code, in: $0) } ?? Labels(unlabelled: code)
    }
    func told(_ language: Language, _ field: String) -> String {
      let words = Phrasebook(language)
      return labels.map { words.labelled(field, $0.said(in: words)) } ?? field
    }
    return Wording(
      "penalElsewhere", .refused,
      "« \(told(.french, words.0)) » dit une prison ou une mesure de justice, et le volet « \(Phrasebook(.french).volet(volet)) » peut être partagé sans elle. Rien n’a été enregistré. Écrivez-le dans une fiche du volet « \(Phrasebook(.french).volet(.justice)) ».",
      "“\(told(.english, words.1))” tells of a prison or a measure, and the volet “\(Phrasebook(.english).volet(volet))” may be shared without it. Nothing was saved. Write it in a record of the volet “\(Phrasebook(.english).volet(.justice))”.",
      "“\(told(.dutch, words.2))” verraadt een gevangenis of een maatregel, en het luik “\(Phrasebook(.dutch).volet(volet))” kan zonder gedeeld worden. Er is niets bewaard. Schrijf het in een fiche van het luik “\(Phrasebook(.dutch).volet(.justice))”."
    )
  }
}

extension RecordType {
  var labels: Labels { Labels.of(code, in: .kind) ?? Labels(unlabelled: code) }

  /// What one of its fields is called.
  func labels(of field: RecordField) -> Labels {
    Labels.of(name(of: field).name, in: .field) ?? Labels(unlabelled: field.code)
  }
}

extension FieldName {
  /// The field of a kind that this version declares; nil for anything else.
  private var declared: (type: RecordType, field: RecordField)? {
    let parts = name.split(separator: ".").map(String.init)
    guard parts.count == 2, let type = RecordType.all.first(where: { $0.code == parts[0] }),
      let field = type[parts[1]]
    else { return nil }
    return (type, field)
  }

  var vocabulary: Vocabulary? { declared?.field.vocabulary }

  /// In French, English and Dutch, to begin a sentence.
  var words: (String, String, String) {
    switch self {
    case .noteTitle: ("Titre de la note", "Title of the note", "Titel van de notitie")
    case .noteText: ("Texte de la note", "Text of the note", "Tekst van de notitie")
    case .personName: ("Nom de la personne", "Name of the person", "Naam van de persoon")
    case .serviceName: ("Nom du service", "Name of the service", "Naam van de dienst")
    case .workerName: ("Nom de l’intervenant·e", "Name of the worker", "Naam van de medewerker")
    case .witnessName: ("Nom du témoin", "Name of the witness", "Naam van de getuige")
    case .explainerName: ("Qui l’a expliqué", "Who explained it", "Wie het uitlegde")
    case .interpreterName:
      ("Nom de l’interprète", "Name of the interpreter", "Naam van de tolk")
    case .guardianName: ("Nom du tuteur", "Name of the guardian", "Naam van de bewindvoerder")
    case .noticeVersion:
      ("Version du texte lu", "Version of the text", "Versie van de gelezen tekst")
    case .readerReason:
      (
        "Raison de demander un nom", "Reason for asking for a name",
        "Reden om een naam te vragen"
      )
    case _: declaredWords
    }
  }

  private var declaredWords: (String, String, String) {
    guard let (type, field) = declared else {
      return Labels(unlabelled: name.split(separator: ".").last.map(String.init) ?? name).three
    }
    let (kind, label) = (type.labels.three, type.labels(of: field).three)
    return (
      "\(label.0.capitalisedFirst) (\(kind.0))", "\(label.1.capitalisedFirst) (\(kind.1))",
      "\(label.2.capitalisedFirst) (\(kind.2))"
    )
  }
}
