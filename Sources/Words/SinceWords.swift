public import CaseFile

extension Phrasebook {
  /// After a consent for the past since a day was recorded, when it can be kept from a later day on only.
  public func sinceRounded(from asked: CalendarDate, to day: CalendarDate) -> String {
    say(
      "Demandé depuis le \(date(asked)) : le passé se partage par mois entiers, et rien d’avant le \(date(day)) n’est transmis.\n",
      "Asked for since \(date(asked)): the past is shared by whole months, and nothing of before \(date(day)) is sent.\n",
      "Gevraagd sinds \(date(asked)): het verleden wordt per volle maand gedeeld, en niets van voor \(date(day)) wordt verstuurd.\n"
    )
  }
}
