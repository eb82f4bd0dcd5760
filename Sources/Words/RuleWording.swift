import CaseFile

extension RuleBroken {
  var wording: Wording {
    switch self {
    case .unknownVolet(let given):
      unknown("unknownVolet", given, ("volet", "volet", "luik"), Spoken.volets)
    case .unknownRole(let given):
      unknown("unknownRole", given, ("rôle", "role", "rol"), Spoken.roles)
    case .unknownCountry(let given):
      unknown("unknownCountry", given, ("pays", "country", "land"), Spoken.countries)
    case .unknownCode(let vocabulary, let given):
      unknown(
        "unknownCode", given, Labels.of(vocabulary).three, Spoken.choices(vocabulary))
    case .unknownScreenLanguage(let given):
      unknown(
        "unknownScreenLanguage", given,
        ("langue du programme", "language of the program", "taal van het programma"),
        Spoken.languages)
    case .unknownLanguage(let given):
      unknown(
        "unknownLanguage", given, ("langue", "language", "taal"), Spoken.languages,
        more: (
          "pour une explication aussi arabe, ukrainien, tr…",
          "for an explanation also Arabic, Ukrainian, tr…",
          "voor een uitleg ook Arabisch, Oekraïens, tr…"
        ))
    case .unknownProof(let given):
      unknown(
        "unknownProof", given, ("preuve d’accord", "proof of consent", "bewijs van toestemming"),
        Spoken.proofs, more: ("oral:NOM", "oral:NAME", "mondeling:NAAM"))
    case .unknownPast(let given):
      unknown(
        "unknownPast", given, ("passé", "reach into the past", "verleden"), Spoken.pasts,
        more: Spoken.pastSince)
    case .unknownEffective(let given):
      unknown(
        "unknownEffective", given, ("prise d’effet", "time of effect", "ingang"),
        Spoken.effectives, more: ("20/10/2026", "20/10/2026", "20/10/2026"))
    case .centuryMissing(let text): Self.centuryMissingRow(text)
    case .leapDayWithoutYear(let text): Self.leapDayWithoutYearRow(text)
    case .hourNotKept(let text): Self.hourNotKeptRow(text)
    case .invalidDate(let text): Self.invalidDateRow(text)
    case .noSuchDay(let text): Self.noSuchDayRow(text)
    case .yearMissing(let text): Self.yearMissingRow(text)
    case .invalidYear(let text): Self.invalidYearRow(text)
    case .noSuchHour(let text): Self.noSuchHourRow(text)
    case .wholeDayNeeded(let text): Self.wholeDayNeededRow(text)
    case .implausibleBirth(let date): Self.implausibleBirthRow(date)
    case .deathToCome(let date): Self.deathToComeRow(date)
    case .deathBeforeBirth(let date, let born): Self.deathBeforeBirthRow(date, born: born)
    case .signedInFuture(let date): Self.signedInFutureRow(date)
    case .empty(let field): Self.emptyRow(field)
    case .tooLong(let field, let maximum, let found): Self.tooLongRow(field, maximum, found)
    case .tooMany(let field, let maximum, let found): Self.tooManyRow(field, maximum, found)
    case .invalidMoment(let text): Self.invalidMomentRow(text)
    case .invalidNumber(let field, let text, let range): Self.invalidNumberRow(field, text, range)
    case .invalidFlag(let text): Self.invalidFlagRow(text)
    case .invalidReference(let text, let kind): Self.invalidReferenceRow(text, kind)
    case .severalValues(let field): Self.severalValuesRow(field)
    case .kindNotInVolet(let kind, let volet): Self.kindNotInVoletRow(kind, volet)
    case .penalElsewhere(let field, let code, let volet):
      Self.penalElsewhereRow(field, code, volet)
    case .codeOff(let vocabulary, let code): Self.codeOffRow(vocabulary, code)
    case .nationalNumber(let field): Self.nationalNumberRow(field)
    case .roleMayNotRead(let role, let volet): Self.roleMayNotReadRow(role, volet)
    case .roleMayNotWrite(let role, let volet): Self.roleMayNotWriteRow(role, volet)
    case .recordOfColleague(let role, let volet): Self.recordOfColleagueRow(role, volet)
    case .coSignedOnly(let role, let volet): Self.coSignedOnlyRow(role, volet)
    case .ownCoSignature: Self.ownCoSignatureRow
    case .roleMayNotWriteKind(let role, let kind): Self.roleMayNotWriteKindRow(role, kind)
    case .roleMayNotAdmit(let role): Self.roleMayNotAdmitRow(role)
    case .roleAboveOwn(let role, let above, let others):
      Self.roleAboveOwnRow(role, above, others)
    case .roleMayNotAct(let role, let others): Self.roleMayNotActRow(role, others)
    case .roleMayNotConsent(let role, let volet, let others):
      Self.roleMayNotConsentRow(role, volet, others)
    case .voletNotShareable(let volet): Self.voletNotShareableRow(volet)
    case .noteDeleted: Self.noteDeletedRow
    case .recordDeleted: Self.recordDeletedRow
    case .cardStays: Self.cardStaysRow
    }
  }

  private func unknown<Value: Sendable>(
    _ name: String, _ given: String, _ what: (String, String, String), _ choices: [Choice<Value>],
    more: (String, String, String)? = nil
  ) -> Wording {
    let given = Visible.line(Spoken.trimmed(given))
    func list(_ language: Language, _ more: String?) -> String {
      (choices.map { $0.offered(in: language) } + [more].compactMap { $0 }).joined(separator: ", ")
    }
    func hint(_ language: Language) -> String {
      let near = Nearness.nearest(
        to: given, among: choices.map { ($0.offered(in: language), $0.keys) })
      let question = Phrasebook(language).didYouMean(near)
      return question.isEmpty ? "" : " " + question.prefix(1).uppercased() + question.dropFirst()
    }
    return Wording(
      name, .usage,
      "« \(given) » n’est pas connu comme \(what.0). Rien n’a été enregistré.\(hint(.french)) Choix possibles : \(list(.french, more?.0)).",
      "“\(given)” is not a known \(what.1). Nothing was saved.\(hint(.english)) Possible choices: \(list(.english, more?.1)).",
      "“\(given)” is niet bekend als \(what.2). Er is niets bewaard.\(hint(.dutch)) Mogelijke keuzes: \(list(.dutch, more?.2))."
    )
  }

  private static func implausibleBirthRow(_ date: CalendarDate) -> Wording {
    func day(_ language: Language) -> String { Phrasebook(language).date(date) }
    return Wording(
      "implausibleBirth", .usage,
      "« \(day(.french)) » ne peut pas être une date de naissance. Rien n’a été enregistré. Vérifiez la date ; l’année seule suffit, et la date peut manquer.",
      "“\(day(.english))” cannot be a date of birth. Nothing was saved. Check the date; the year alone will do, and it may be absent.",
      "“\(day(.dutch))” kan geen geboortedatum zijn. Er is niets bewaard. Ga de datum na; het jaar alleen volstaat, en hij mag ontbreken."
    )
  }

  private static func deathToComeRow(_ date: CalendarDate) -> Wording {
    func day(_ language: Language) -> String { Phrasebook(language).date(date) }
    return Wording(
      "deathToCome", .usage,
      "« \(day(.french)) » est encore à venir : ce ne peut pas être la date d’un décès. Rien n’a été enregistré. Vérifiez la date ; le mois ou l’année seuls suffisent.",
      "“\(day(.english))” is still to come: it cannot be the date of a death. Nothing was saved. Check the date; the month or the year alone will do.",
      "“\(day(.dutch))” moet nog komen: dat kan geen datum van overlijden zijn. Er is niets bewaard. Ga de datum na; de maand of het jaar alleen volstaat."
    )
  }

  private static func deathBeforeBirthRow(_ date: CalendarDate, born: CalendarDate) -> Wording {
    func days(_ language: Language) -> (String, String) {
      let book = Phrasebook(language)
      return (book.date(date), book.date(born))
    }
    let (french, english, dutch) = (days(.french), days(.english), days(.dutch))
    return Wording(
      "deathBeforeBirth", .usage,
      "Un décès (\(french.0)) ne peut pas venir avant la naissance (\(french.1)). Rien n’a été enregistré. Vérifiez les deux dates ; « carnet person edit » corrige la naissance.",
      "A death (\(english.0)) cannot come before the birth (\(english.1)). Nothing was saved. Check both dates; “carnet person edit” corrects the birth.",
      "Een overlijden (\(dutch.0)) kan niet vóór de geboorte (\(dutch.1)) komen. Er is niets bewaard. Ga beide datums na; “carnet person edit” verbetert de geboorte."
    )
  }

  private static func signedInFutureRow(_ date: CalendarDate) -> Wording {
    func day(_ language: Language) -> String { Phrasebook(language).date(date) }
    return Wording(
      "signedInFuture", .usage,
      "Le \(day(.french)) est encore à venir : la personne n’a pu le dire ce jour-là. Rien n’a été enregistré. Vérifiez --signed ; sans cette option, c’est aujourd’hui.",
      "\(day(.english)) is still to come: the person cannot have said so on that day. Nothing was recorded. Check --signed; without that option it is today.",
      "\(day(.dutch)) moet nog komen: de persoon kan dat toen niet gezegd hebben. Er is niets vastgelegd. Ga --signed na; zonder die optie is het vandaag."
    )
  }

  private static func emptyRow(_ field: FieldName) -> Wording {
    let words = field.words
    return Wording(
      "empty", .usage,
      "\(words.0) : il n’y a rien d’écrit. Rien n’a été enregistré. Écrivez au moins un caractère.",
      "\(words.1): nothing is written there. Nothing was saved. Write at least one character.",
      "\(words.2): er staat niets. Er is niets bewaard. Schrijf minstens één teken.")
  }

  private static func tooLongRow(_ field: LimitedField, _ maximum: Int, _ found: Int) -> Wording {
    let words = field.name.words
    let unit =
      field.limit.unit == .bytes
      ? ("octets", "bytes", "bytes") : ("caractères", "characters", "tekens")
    // Of a text alone two can be made.
    let two =
      field == .noteText
      ? (", ou écrivez deux notes", ", or write two notes", " of schrijf twee notities")
      : ("", "", "")
    return Wording(
      "tooLong", .badData,
      "\(words.0) : \(found) \(unit.0), et la limite est de \(maximum). Rien n’a été coupé ni enregistré. Raccourcissez\(two.0).",
      "\(words.1): \(found) \(unit.1), and the limit is \(maximum). Nothing was cut or saved. Shorten it\(two.1).",
      "\(words.2): \(found) \(unit.2), en de grens is \(maximum). Er is niets ingekort of bewaard. Maak het korter\(two.2)."
    )
  }

  private static func roleMayNotReadRow(_ role: Role, _ volet: Volet) -> Wording {
    return Wording(
      "roleMayNotRead", .refused,
      "Votre rôle (\(Phrasebook(.french).role(role))) ne lit pas le volet « \(Phrasebook(.french).volet(volet)) ». Rien n’a été montré. Si le suivi en a besoin, parlez-en à la personne référente du dossier.",
      "Your role (\(Phrasebook(.english).role(role))) does not read the volet “\(Phrasebook(.english).volet(volet))”. Nothing was shown. If the follow-up needs it, talk to the referent of the case file.",
      "Uw rol (\(Phrasebook(.dutch).role(role))) leest het luik “\(Phrasebook(.dutch).volet(volet))” niet. Er is niets getoond. Heeft de opvolging dit nodig, spreek dan met de referent van het dossier."
    )
  }

  private static func roleMayNotWriteRow(_ role: Role, _ volet: Volet) -> Wording {
    return Wording(
      "roleMayNotWrite", .refused,
      "Votre rôle (\(Phrasebook(.french).role(role))) n’écrit pas dans le volet « \(Phrasebook(.french).volet(volet)) ». Rien n’a été enregistré : gardez votre texte. Choisissez un autre volet, ou confiez-le à la personne référente.",
      "Your role (\(Phrasebook(.english).role(role))) does not write in the volet “\(Phrasebook(.english).volet(volet))”. Nothing was saved: keep your text. Choose another volet, or hand it to the referent.",
      "Uw rol (\(Phrasebook(.dutch).role(role))) schrijft niet in het luik “\(Phrasebook(.dutch).volet(volet))”. Er is niets bewaard: houd uw tekst. Kies een ander luik of geef het aan de referent."
    )
  }

  private static func voletNotShareableRow(_ volet: Volet) -> Wording {
    return Wording(
      "voletNotShareable", .refused,
      "Le volet « \(Phrasebook(.french).volet(volet)) » ne se partage pas en entier. Aucun accord n’a été enregistré. Retirez-le de la liste et recommencez.",
      "The volet “\(Phrasebook(.english).volet(volet))” is not shared as a whole. No consent was recorded. Take it off the list and start again.",
      "Het luik “\(Phrasebook(.dutch).volet(volet))” wordt niet in zijn geheel gedeeld. Er is geen toestemming vastgelegd. Haal het van de lijst en begin opnieuw."
    )
  }

  private static var noteDeletedRow: Wording {
    Wording(
      "noteDeleted", .notFound,
      "Cette note a été supprimée. Rien n’a été changé. « carnet note history » montre ce qui y était écrit ; « carnet note restore » la reprend.",
      "This note was deleted. Nothing was changed. “carnet note history” shows what it said; “carnet note restore” brings it back.",
      "Deze notitie is verwijderd. Er is niets gewijzigd. “carnet note history” toont wat erin stond; “carnet note restore” haalt ze terug."
    )
  }
}
