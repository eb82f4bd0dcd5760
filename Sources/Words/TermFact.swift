import CaseFile

/// The sentences about somebody who works here for a time.
extension AccessFact {
  static func termOverRow(_ name: String, _ role: Role, _ last: CalendarDate?) -> Wording {
    let (stay, day) = (stay(role), days(last))
    return Wording(
      "termOver", .refused,
      "\(name), votre \(stay.french) s’est terminé le \(day.french) : cette fois, rien n’a été ouvert ni enregistré. Ce que vous avez écrit reste, vos brouillons aussi. Pour continuer, parlez-en à la direction du service ; l’opérateur prolonge : carnet worker extend NOM --until DATE.",
      "\(name), your \(stay.english) ended on \(day.english): nothing was opened or saved this time. What you wrote stays, and so do your drafts. To go on, ask the head of the service; the operator extends it: carnet worker extend NAME --until DATE.",
      "\(name), uw \(stay.dutch) liep af op \(day.dutch): deze keer is niets geopend of bewaard. Wat u schreef, blijft, en uw ontwerpen ook. Om door te gaan, spreekt u de leiding van de dienst aan; de operator verlengt: carnet worker extend NAAM --until DATUM."
    )
  }

  static func termOverByClockRow(
    _ name: String, _ role: Role, _ last: CalendarDate?
  ) -> Wording {
    let (stay, day) = (stay(role), days(last))
    return Wording(
      "termOverByClock", .refused,
      "\(name), cet appareil a montré une date après le \(day.french), dernier jour de votre \(stay.french), et personne ne sait si son horloge avait raison. Cette fois, rien n’a été ouvert ni enregistré ; ce que vous avez écrit reste, vos brouillons aussi. Si elle s’est trompée, faites-la remettre à l’heure ; puis un·e collègue qui n’est pas là pour un temps, ou l’opérateur, tape ici : carnet worker list --clock-is-right. Sinon, l’opérateur prolonge : carnet worker extend NOM --until DATE.",
      "\(name), this device has shown a date after \(day.english), the last day of your \(stay.english), and nobody knows whether its clock was right. Nothing was opened or saved this time; what you wrote stays, and so do your drafts. If it was wrong, have it set; then a colleague who is not here for a time, or the operator, types here: carnet worker list --clock-is-right. Otherwise the operator extends it: carnet worker extend NAME --until DATE.",
      "\(name), dit toestel heeft een datum na \(day.dutch) getoond, de laatste dag van uw \(stay.dutch), en niemand weet of de klok juist was. Deze keer is niets geopend of bewaard; wat u schreef, blijft, en uw ontwerpen ook. Was ze fout, laat ze dan gelijkzetten; daarna typt een collega die hier niet voor een tijd is, of de operator, hier: carnet worker list --clock-is-right. Anders verlengt de operator: carnet worker extend NAAM --until DATUM."
    )
  }

  static func termPassedRow(_ name: String, _ role: Role, _ last: CalendarDate?) -> Wording {
    let (stay, day) = (stay(role), days(last))
    return Wording(
      "termPassed", .success,
      "\(stay.the) \(de: name) s’est terminé le \(day.french), et ses clés servent encore. L’opérateur y met fin (carnet worker end NOM) ou prolonge (carnet worker extend NOM --until DATE). Ce qui attend une cosignature reste à cosigner.",
      "The \(stay.english) of \(name) ended on \(day.english), and their keys still serve. The operator ends the access (carnet worker end NAME) or extends it (carnet worker extend NAME --until DATE). What waits for a co-signature is still to be co-signed.",
      "\(stay.dutch.capitalisedFirst) van \(name) liep af op \(day.dutch), en de sleutels werken nog. De operator beëindigt de toegang (carnet worker end NAAM) of verlengt (carnet worker extend NAAM --until DATUM). Wat op medeondertekening wacht, is nog mee te ondertekenen."
    )
  }

  static func termNearsRow(_ name: String, _ role: Role, _ last: CalendarDate?) -> Wording {
    let (stay, day) = (stay(role), days(last))
    return Wording(
      "termNears", .success,
      "\(stay.the) \(de: name) se termine le \(day.french). Pour prolonger, l’opérateur tape : carnet worker extend NOM --until DATE.",
      "The \(stay.english) of \(name) ends on \(day.english). To extend it the operator types: carnet worker extend NAME --until DATE.",
      "\(stay.dutch.capitalisedFirst) van \(name) loopt af op \(day.dutch). Om te verlengen typt de operator: carnet worker extend NAAM --until DATUM."
    )
  }

  static func termMissingRow(_ role: Role) -> Wording {
    Wording(
      "termMissing", .usage,
      "Qui travaille comme \(Phrasebook(.french).role(role)) est là pour un temps : son dernier jour manque. Personne n’a été inscrit. Ajoutez --until DATE ; il se prolonge ensuite.",
      "Whoever works as \(Phrasebook(.english).role(role)) is here for a time: their last day is missing. Nobody was enrolled. Add --until DATE; it can be extended afterwards.",
      "Wie werkt als \(Phrasebook(.dutch).role(role)) is hier voor een tijd: de laatste dag ontbreekt. Er is niemand ingeschreven. Voeg --until DATUM toe; die kan later verlengd worden."
    )
  }

  static func termOutOfRangeRow(_ days: Int) -> Wording {
    Wording(
      "termOutOfRange", .usage,
      "Le dernier jour est aujourd’hui au plus tôt, et dans \(days) jours au plus tard. Rien n’a été changé. Donnez une autre date ; elle se prolonge ensuite.",
      "The last day is today at the earliest, and \(days) days away at the latest. Nothing was changed. Give another date; it can be extended afterwards.",
      "De laatste dag is ten vroegste vandaag en ten laatste over \(days) dagen. Er is niets gewijzigd. Geef een andere datum; die kan later verlengd worden."
    )
  }

  /// What somebody of a role does here for a time, without an article.
  private static func stay(_ role: Role) -> (
    french: String, the: String, english: String, dutch: String
  ) {
    switch role {
    case .stagiaire: ("stage", "Le stage", "placement", "stage")
    case .benevole: ("bénévolat", "Le bénévolat", "volunteering", "vrijwilligerswerk")
    case .referent, .intervenant, .psychologue, .juriste, .criminologue, .chefService,
      .secretariat, .operateurNoeud, .dpo:
      ("accès", "L’accès", "access", "toegang")
    }
  }

  private static func days(
    _ day: CalendarDate?
  ) -> (french: String, english: String, dutch: String) {
    guard let day else { return ("–", "–", "–") }
    return (
      Phrasebook(.french).date(day), Phrasebook(.english).date(day), Phrasebook(.dutch).date(day)
    )
  }
}
