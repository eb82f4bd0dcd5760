public import CaseFile

extension Phrasebook {
  /// After a consent for the past since a day was recorded, when it can be kept from a later day on only.
  public func sinceRounded(from asked: CalendarDate, to day: CalendarDate) -> String {
    say(
      "Demandé depuis le \(date(asked)) : le passé se partage depuis le jour d’ouverture du suivi, puis par mois entiers. Cet accord vaut à partir du \(date(day)) ; rien d’avant n’est transmis par lui.\n",
      "Asked for since \(date(asked)): the past is shared from the day on which the case file was opened, then by whole months. This consent goes from \(date(day)) on; nothing of before is sent by it.\n",
      "Gevraagd sinds \(date(asked)): het verleden wordt gedeeld vanaf de dag waarop het dossier geopend werd, dan per volle maand. Deze toestemming geldt vanaf \(date(day)); niets van daarvoor wordt erdoor verstuurd.\n"
    )
  }

  /// Beside it, when the person left an earlier consent as it was: what is written of that time goes on too.
  public var earlierGoesOn: String {
    say(
      "Ce qu’un accord plus ancien laisse lire du temps d’avant reste lisible jusqu’au nouveau terme, et ce qui sera écrit sur ce temps-là y part aussi.\n",
      "What an earlier consent lets be read of the time before stays readable until the new end, and what will be written about that time goes there too.\n",
      "Wat een vroegere toestemming van de tijd ervoor laat lezen, blijft leesbaar tot het nieuwe einde, en wat over die tijd nog geschreven wordt, vertrekt ook.\n"
    )
  }

  /// After one since a day of this month was recorded, of which only what is written from now on can be given apart.
  ///
  /// - Parameter today: the local day.
  public func sinceNow(from asked: CalendarDate, today: CalendarDate) -> String {
    let month = CalendarDate(year: today.year, month: today.month, day: 1) ?? today
    return say(
      "Demandé depuis le \(date(asked)) : le passé se partage par mois entiers, et ce mois-ci n’est pas fini. Cet accord vaut à partir de maintenant, le \(date(today)) ; rien de ce qui est déjà écrit n’est transmis par lui. Si la personne veut que tout ce mois-ci soit transmis : --past depuis:\(date(month)).\n",
      "Asked for since \(date(asked)): the past is shared by whole months, and this month is not over. This consent goes from now, \(date(today)), on; nothing that is already written is sent by it. If the person wants all of this month to be sent: --past since:\(date(month)).\n",
      "Gevraagd sinds \(date(asked)): het verleden wordt per volle maand gedeeld, en deze maand is niet voorbij. Deze toestemming geldt vanaf nu, \(date(today)); niets van wat al geschreven is, wordt erdoor verstuurd. Wil de persoon dat heel deze maand verstuurd wordt: --past sinds:\(date(month)).\n"
    )
  }
}
