import CaseFile

/// What is told once, where it is saved, of a record that may be just so.
extension RecordDoubt {
  var wording: Wording {
    switch self {
    case .unsaid(let reason, let field, let code): Self.unsaid(reason, field, code)
    case .unwritten(let field): Self.unwritten(field.words)
    case .unsaidAgain(let reason): Self.unsaidAgain(reason)
    case .younger(let years, let day, let field, let code): Self.younger(years, day, field, code)
    case .crossed(let first, let last): Self.crossed(first.words, last.words)
    case .leftApart(let field, let volet): Self.leftApart(field.words, volet)
    case .slipOutdated(let field): Self.slipOutdated(field.words)
    case .ahead(let field, let code, let day): Self.ahead(field, code, day)
    case .movedBack(let field, let day): Self.movedBack(field.words, day)
    case .followerUnknown(let field, let name, let known):
      Self.followerUnknown(field.words, name, known)
    case .followerUnfit(let field, let name, let role): Self.followerUnfit(field.words, name, role)
    case .tellsPrison(let field, let words, let volet, let instead):
      Self.tellsPrison(field, words, volet, instead)
    case .slipTellsPrison(let field, let words, let instead):
      Self.slipTellsPrison(field, words, instead)
    case .unsafeReminder(let field, let code): Self.unsafeReminder(field, code)
    case .unsafeNumber(let field): Self.unsafeNumber(field.words)
    case .numberShared(let field, let volet): Self.numberShared(field.words, volet)
    case .slipLeavesOut(let field): Self.slipLeavesOut(field.words)
    case .beforeQuiet(let field, let until): Self.beforeQuiet(field.words, until)
    case .likeNationalNumber(let field): Self.likeNationalNumber(field.words)
    case .dayMovesNothing(let reads, let unread): Self.dayMovesNothing(reads, unread)
    case .reachBack(let field, let use): Self.reachBack(field.words, use)
    }
  }

  /// A field with one of its codes, as people read them.
  static func choice(
    _ field: FieldName, _ code: String
  ) -> (french: String, english: String, dutch: String) {
    let labels = field.vocabulary.map { Labels.of(code, in: $0) ?? Labels(unlabelled: code) }
    func told(_ language: Language, _ field: String) -> String {
      let words = Phrasebook(language)
      // Without a vocabulary it is a yes or a no.
      return words.labelled(field, labels?.said(in: words) ?? words.flag(code))
    }
    return (
      told(.french, field.words.0), told(.english, field.words.1), told(.dutch, field.words.2)
    )
  }

  private static func unsaid(_ reason: FieldName, _ field: FieldName, _ code: String) -> Wording {
    let told = choice(field, code)
    return Wording(
      "fieldUnsaid", .success,
      "« \(told.french) », et rien n’est écrit sous « \(reason.words.0) ». La fiche est enregistrée ainsi ; complétez-la quand vous le saurez.",
      "“\(told.english)”, and nothing is written under “\(reason.words.1)”. The record is saved like that; complete it when you know.",
      "“\(told.dutch)”, en er staat niets bij “\(reason.words.2)”. De fiche is zo bewaard; vul ze aan wanneer u het weet."
    )
  }

  private static func unwritten(_ field: (String, String, String)) -> Wording {
    Wording(
      "wordsUnwritten", .success,
      "Rien n’est écrit sous « \(field.0) ». La fiche est enregistrée ainsi ; complétez-la avec la personne.",
      "Nothing is written under “\(field.1)”. The record is saved like that; complete it with the person.",
      "Er staat niets bij “\(field.2)”. De fiche is zo bewaard; vul ze aan met de persoon."
    )
  }

  private static func unsaidAgain(_ reason: FieldName) -> Wording {
    Wording(
      "unsaidAgain", .success,
      "Ce suivi a déjà une fiche de ce type, et rien n’est écrit sous « \(reason.words.0) ». La fiche est enregistrée ainsi ; complétez-la quand vous le saurez.",
      "This case file has a record of this kind already, and nothing is written under “\(reason.words.1)”. The record is saved like that; complete it when you know.",
      "Dit dossier heeft al een fiche van deze soort, en er staat niets bij “\(reason.words.2)”. De fiche is zo bewaard; vul ze aan wanneer u het weet."
    )
  }

  private static func younger(
    _ years: Int, _ day: FieldName, _ field: FieldName, _ code: String
  ) -> Wording {
    let told = choice(field, code)
    return Wording(
      "youngerThanMeant", .success,
      "D’après la naissance écrite, la personne a moins de \(years) ans à la date « \(day.words.0) », et « \(told.french) » n’est pas écrit. La fiche est enregistrée ainsi, et rien n’est bloqué ; écrivez-le, avec qui l’a admise et pourquoi.",
      "By the birth that is written the person is under \(years) on the date “\(day.words.1)”, and “\(told.english)” is not written. The record is saved like that, and nothing is in the way; write it, with who admitted her and why.",
      "Volgens de genoteerde geboorte is de persoon jonger dan \(years) op de datum “\(day.words.2)”, en “\(told.dutch)” staat er niet. De fiche is zo bewaard en niets is geblokkeerd; schrijf het op, met wie toeliet en waarom."
    )
  }

  private static func crossed(
    _ first: (String, String, String), _ last: (String, String, String)
  ) -> Wording {
    Wording(
      "datesCrossed", .success,
      "La date « \(last.0) » est avant la date « \(first.0) ». La fiche est enregistrée ainsi ; vérifiez les deux dates.",
      "The date “\(last.1)” is before the date “\(first.1)”. The record is saved like that; check both dates.",
      "De datum “\(last.2)” ligt voor de datum “\(first.2)”. De fiche is zo bewaard; ga beide datums na."
    )
  }

  private static func leftApart(_ field: (String, String, String), _ volet: Volet) -> Wording {
    func name(_ language: Language) -> String { Phrasebook(language).volet(volet) }
    return Wording(
      "leftApart", .success,
      "« \(field.0) » reste tel qu’avant : cela se trouve dans le volet « \(name(.french)) », où votre rôle n’écrit pas. Le reste est enregistré ; demandez à un·e collègue qui y écrit.",
      "“\(field.1)” stays as it was: it stands in the volet “\(name(.english))”, in which your role does not write. The rest is saved; ask a colleague who writes there.",
      "“\(field.2)” blijft zoals het was: het staat in het luik “\(name(.dutch))”, waarin uw rol niet schrijft. De rest is bewaard; vraag het aan een collega die er schrijft."
    )
  }

  private static func ahead(_ field: FieldName, _ code: String, _ date: CalendarDate) -> Wording {
    let told = choice(field, code)
    func day(_ language: Language) -> String { Phrasebook(language).date(date) }
    return Wording(
      "outcomeAhead", .success,
      "« \(told.french) », et le jour est à venir : \(day(.french)). C’est enregistré ainsi ; vérifiez le jour, et si c’est une erreur, redites l’issue quand elle sera connue.",
      "“\(told.english)”, and the day is still to come: \(day(.english)). It is saved like that; check the day, and if it is a slip, say again what became of it when you know.",
      "“\(told.dutch)”, en de dag moet nog komen: \(day(.dutch)). Het is zo bewaard; ga de dag na, en is het een vergissing, zeg dan opnieuw wat ervan kwam zodra u het weet."
    )
  }

  private static func movedBack(
    _ field: (String, String, String), _ date: CalendarDate
  ) -> Wording {
    func day(_ language: Language) -> String { Phrasebook(language).date(date) }
    return Wording(
      "movedBack", .success,
      "« \(field.0) » : ce moment est déjà passé (\(day(.french))). C’est enregistré ainsi ; vérifiez le jour et l’heure.",
      "“\(field.1)”: this moment is past already (\(day(.english))). It is saved like that; check the day and the hour.",
      "“\(field.2)”: dit moment is al voorbij (\(day(.dutch))). Het is zo bewaard; ga de dag en het uur na."
    )
  }

  private static func followerUnknown(
    _ field: (String, String, String), _ typed: String, _ known: [String]
  ) -> Wording {
    let name = Visible.line(typed)
    func near(_ language: Language) -> String {
      let words = Phrasebook(language)
      let found = words.nearest(to: typed, among: known.map { ($0, []) }).map(Visible.line)
      guard !found.isEmpty else { return "" }
      let list = found.joined(separator: ", ")
      return words.say(
        " Noms proches : \(list).", " Names near it: \(list).", " Namen die erop lijken: \(list).")
    }
    return Wording(
      "followerUnknown", .success,
      "« \(field.0) » : personne ne s’appelle « \(name) » parmi celles et ceux qui travaillent ici.\(near(.french)) C’est enregistré ainsi ; vérifiez le nom.",
      "“\(field.1)”: nobody who works here is called “\(name)”.\(near(.english)) It is saved like that; check the name.",
      "“\(field.2)”: niemand die hier werkt heet “\(name)”.\(near(.dutch)) Het is zo bewaard; ga de naam na."
    )
  }

  private static func followerUnfit(
    _ field: (String, String, String), _ typed: String, _ role: Role
  ) -> Wording {
    let name = Visible.line(typed)
    func own(_ language: Language) -> String { Phrasebook(language).role(role) }
    return Wording(
      "followerUnfit", .success,
      "« \(field.0) » : \(name) (\(own(.french))) est là pour un temps, ou n’écrit pas qui suit une personne. C’est enregistré ainsi ; si c’est une erreur, nommez quelqu’un d’autre.",
      "“\(field.1)”: \(name) (\(own(.english))) is here for a time, or does not write who follows a person. It is saved like that; if it is a slip, name somebody else.",
      "“\(field.2)”: \(name) (\(own(.dutch))) is hier voor een tijd, of schrijft niet wie iemand volgt. Het is zo bewaard; is het een vergissing, noem dan iemand anders."
    )
  }

  private static func slipOutdated(_ field: (String, String, String)) -> Wording {
    Wording(
      "slipOutdated", .success,
      "« \(field.0) » : le papillon qui a été remis porte l’ancien moment. Il n’est plus noté comme remis ; donnez-en un nouveau.",
      "“\(field.1)”: the slip that was handed over bears the former moment. It no longer stands as handed over; give a new one.",
      "“\(field.2)”: het briefje dat werd meegegeven vermeldt het vorige moment. Het staat niet meer als meegegeven; geef een nieuw."
    )
  }

  private static func likeNationalNumber(_ field: (String, String, String)) -> Wording {
    Wording(
      "likeNationalNumber", .success,
      "« \(field.0) » contient ce qui ressemble à un numéro national ou de sécurité sociale, peut-être avec un chiffre faux. C’est enregistré ainsi ; si c’en est un, enlevez-le : Carnet n’en garde aucun.",
      "“\(field.1)” holds what reads as a national number or one of social security, perhaps with a wrong digit. It is saved like that; if it is one, take it out: Carnet keeps none.",
      "“\(field.2)” bevat wat lijkt op een rijksregisternummer of een nummer van sociale zekerheid, misschien met een fout cijfer. Het is zo bewaard; is het er een, haal het dan weg: Carnet bewaart er geen."
    )
  }

  private static func dayMovesNothing(_ reads: [String], _ unread: [String]) -> Wording {
    func readers(_ language: Language) -> String {
      let words = Phrasebook(language)
      let goes = reads.map(Visible.line).joined(separator: ", ")
      let stays = unread.map(Visible.line).joined(separator: ", ")
      let told = [
        reads.isEmpty
          ? nil
          : words.say(
            " Elle va toujours à : \(goes).", " It still goes to: \(goes).",
            " Ze gaat nog altijd naar: \(goes)."),
        unread.isEmpty
          ? nil
          : words.say(
            " Elle ne va pas à : \(stays).", " It does not go to: \(stays).",
            " Ze gaat niet naar: \(stays)."),
      ]
      return told.compactMap(\.self).joined()
    }
    return Wording(
      "dayMovesNothing", .success,
      "La date est changée, mais pas qui reçoit cette fiche : cela s’est décidé à son premier enregistrement.\(readers(.french)) Si cela doit changer, effacez-la et écrivez-la à nouveau avec la bonne date.",
      "The date is changed, but not who gets this record: that was decided when it was first saved.\(readers(.english)) If that is to change, erase it and write it again with the right date.",
      "De datum is gewijzigd, maar niet wie deze fiche krijgt: dat werd beslist toen ze voor het eerst werd bewaard.\(readers(.dutch)) Moet dat veranderen, wis ze dan en schrijf ze opnieuw met de juiste datum."
    )
  }

  /// Where to write it instead: in the field that stands apart, or in a volet that is not shared as a whole.
  private static func written(instead: FieldName?, _ language: Language) -> String {
    let words = Phrasebook(language)
    guard let names = instead?.words else {
      let (justice, interne) = (words.volet(.justice), words.volet(.interne))
      return words.say(
        "écrivez-le plutôt dans le volet « \(justice) » ou « \(interne) »",
        "write it in the volet “\(justice)” or “\(interne)” instead",
        "schrijf het in het luik “\(justice)” of “\(interne)”")
    }
    return words.say(
      "écrivez-le plutôt sous « \(names.0) », qui est écrit à part et n’est pas partagé",
      "write it under “\(names.1)” instead, which stands apart and is not shared",
      "schrijf het bij “\(names.2)”, dat apart staat en niet gedeeld wordt")
  }

  private static func slipTellsPrison(
    _ field: FieldName, _ typed: String, _ instead: FieldName?
  ) -> Wording {
    let found = Visible.line(typed)
    return Wording(
      "slipTellsPrison", .success,
      "« \(field.words.0) », imprimé sur ce papillon, contient « \(found) » : qui le trouve peut deviner une prison. Si c’est le cas, \(written(instead: instead, .french)), et mettez ici un nom neutre.",
      "“\(field.words.1)”, printed on this slip, holds “\(found)”: whoever finds it may guess a prison. If it does, \(written(instead: instead, .english)), and put a neutral name here.",
      "“\(field.words.2)”, gedrukt op dit briefje, bevat “\(found)”: wie het vindt kan een gevangenis vermoeden. Is dat zo, \(written(instead: instead, .dutch)), en zet hier een neutrale naam."
    )
  }

  private static func tellsPrison(
    _ field: FieldName, _ typed: String, _ volet: Volet, _ instead: FieldName?
  ) -> Wording {
    let found = Visible.line(typed)
    func name(_ volet: Volet, _ language: Language) -> String { Phrasebook(language).volet(volet) }
    return Wording(
      "tellsPrison", .success,
      "« \(field.words.0) » contient « \(found) » : cela peut laisser deviner une prison, et le volet « \(name(volet, .french)) » peut être partagé. La fiche est enregistrée ainsi ; si c’est le cas, \(written(instead: instead, .french)), et enlevez-le ici.",
      "“\(field.words.1)” holds “\(found)”, which may tell a prison, and the volet “\(name(volet, .english))” may be shared. The record is saved like that; if it does, \(written(instead: instead, .english)), and take it out here.",
      "“\(field.words.2)” bevat “\(found)”, wat een gevangenis kan verraden, en het luik “\(name(volet, .dutch))” kan gedeeld worden. De fiche is zo bewaard; is dat zo, \(written(instead: instead, .dutch)), en haal het hier weg."
    )
  }

  private static func reachBack(
    _ field: (String, String, String), _ use: ReachRule.Use
  ) -> Wording {
    func rule(_ language: Language) -> String { Phrasebook(language).told(use) }
    return Wording(
      "reachBack", .success,
      "« \(field.0) » est maintenant celui de la version reprise, et non plus celui d’avant, avec cette règle : \(rule(.french)). Vérifiez avec la personne s’il est encore bon, et s’il peut être utilisé.",
      "“\(field.1)” is now the one of the version that was brought back, and no longer the one before, under this rule: \(rule(.english)). Check with the person whether it still holds, and whether it may be used.",
      "“\(field.2)” is nu dat van de teruggehaalde versie, en niet meer dat van daarvoor, met deze regel: \(rule(.dutch)). Ga met de persoon na of het nog klopt, en of het gebruikt mag worden."
    )
  }
}
