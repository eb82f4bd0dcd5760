extension HelpRow {
  /// Of those who are followed.
  static let followed: [Command: HelpRow] = [
    .caseload: HelpRow(
      "Montre qui est suivi, et ce qui presse d’abord",
      "Show who is followed, what is urgent first",
      "Toon wie opgevolgd wordt, wat dringt eerst",
      discussion: (
        "Une ligne par personne : les vôtres et celles que personne ne suit, sauf si vous en demandez d’autres. Ce que vous ne pouvez pas lire n’y est pas. Rien ne compte ni ne classe par intervenant·e.",
        "A line for each person: yours and those whom nobody follows, unless you ask for others. What you may not read is not there. Nothing counts or orders by worker.",
        "Een lijn per persoon: de uwe en wie niemand opvolgt, tenzij u andere vraagt. Wat u niet mag lezen, staat er niet. Niets telt of rangschikt per medewerker."
      )),
    .requests: HelpRow(
      "Montre les demandes sans réponse",
      "Show the requests without an answer",
      "Toon de vragen zonder antwoord",
      discussion: (
        "De tous les suivis ouverts, la plus ancienne d’abord.",
        "Of all open case files, the oldest first.", "Van alle open dossiers, de oudste eerst."
      )),
  ]
}

/// Of those who are followed.
extension HelpOptions.Row {
  static let followedBy = Self(
    "NAME", "Seulement les personnes que suit cet·te intervenant·e",
    "Only those whom this worker follows", "Enkel wie deze medewerker opvolgt")
  static let everybody = Self(
    nil, "Toutes les personnes suivies par le service", "All those whom the service follows",
    "Iedereen die de dienst opvolgt")
}
