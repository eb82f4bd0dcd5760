extension HelpOptions {
  /// Of what ends a follow-up, or asks whether it goes on.
  static func ofTurns(_ option: OptionName) -> Row {
    switch option {
    case .diedOn:
      Row(
        "DATE", "Jour du décès, ou mois, ou année", "Day of the death, or month, or year",
        "Dag van het overlijden, of maand, of jaar")
    case .deathLearntFrom: Row("WORDS", "Qui l’a dit", "Who said so", "Wie het zei")
    case .goingOn:
      Row(
        "CONSENT|SERVICE|ALL", "Partage qui continue, ou « tous »",
        "Sharing that goes on, or “all”",
        "Delen dat verdergaat, of “alle”")
    case .stopping:
      Row(
        "CONSENT|SERVICE|ALL", "Partage qui s’arrête, ou « tous »", "Sharing that stops, or “all”",
        "Delen dat stopt, of “alle”")
    case _:
      Row(
        nil, "C’était une erreur : le décès n’est plus noté",
        "It was a mistake: the death is recorded no more",
        "Het was een vergissing: het overlijden is niet meer genoteerd")
    }
  }
}
