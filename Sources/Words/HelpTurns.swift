/// Of what ends a follow-up, or asks whether it goes on.
extension HelpOptions.Row {
  static let diedOn = Self(
    "DATE", "Jour du décès, ou mois, ou année", "Day of the death, or month, or year",
    "Dag van het overlijden, of maand, of jaar")
  static let deathLearntFrom = Self("WORDS", "Qui l’a dit", "Who said so", "Wie het zei")
  static let goingOn = Self(
    "CONSENT|SERVICE|ALL", "Partage qui continue, ou « tous »",
    "Sharing that goes on, or “all”",
    "Delen dat verdergaat, of “alle”")
  static let stopping = Self(
    "CONSENT|SERVICE|ALL", "Partage qui s’arrête, ou « tous »", "Sharing that stops, or “all”",
    "Delen dat stopt, of “alle”")
  static let deathUndone = Self(
    nil, "C’était une erreur : le décès n’est plus noté",
    "It was a mistake: the death is recorded no more",
    "Het was een vergissing: het overlijden is niet meer genoteerd")
}
