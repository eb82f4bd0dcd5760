extension HelpRow {
  /// Of a follow-up that passes to a colleague.
  static let handover: [Command: HelpRow] = [
    .handover: HelpRow(
      "Transmet des suivis à un·e collègue",
      "Hand case files over to a colleague",
      "Draag dossiers over aan een collega",
      discussion: (
        "Dit d’abord ce qui passe, puis demande la note de transmission, qui peut manquer. Tout est écrit, ou rien. Le fait qui peut écrire la période de suivi, et l’historique dit qui ; un·e co-référent·e reste. Ce qui était écrit garde son auteur. Le papier est pour le·la collègue : il ne se remet à personne d’autre.",
        "Says first what passes, then asks for a note for the colleague, which may be left out. All of it is written, or nothing. Whoever may write the period of follow-up does it, and the history says who; a co-referent stays. What was written keeps its author. The paper is for the colleague: it is handed to nobody else.",
        "Zegt eerst wat overgaat en vraagt dan de overdrachtsnotitie, die mag ontbreken. Alles wordt geschreven, of niets. Wie de opvolgingsperiode mag schrijven, doet het, en de geschiedenis zegt wie; een co-referent blijft. Wat geschreven was, behoudt zijn auteur. Het papier is voor de collega: het wordt aan niemand anders gegeven."
      ))
  ]
}

/// Of a follow-up that passes to a colleague.
extension HelpOptions.Row {
  static let handTo = Self(
    "NAME", "Collègue du service à qui les suivis passent",
    "Colleague of the service to whom the case files pass",
    "Collega van de dienst aan wie de dossiers overgaan")
  static let handFrom = Self(
    "NAME", "Qui suivait jusqu’ici, si ce n’est pas la personne référente",
    "Who followed until now, where it is not the referent",
    "Wie tot nu opvolgde, als het niet de referent is")
  static let handList = Self(
    nil, "Montre seulement ce qui est à transmettre ; n’écrit rien",
    "Only show what is to be handed over; writes nothing",
    "Toon enkel wat over te dragen is; schrijft niets")
  static let handText = Self(
    "FILE|-", "Note de transmission d’un seul suivi : fichier, ou « - »",
    "Note for the colleague, of one case file: a file, or “-”",
    "Overdrachtsnotitie van één dossier: bestand, of “-”")
  static let handVolet = Self(
    "VOLET", "Volet de cette note (sinon celui de l’équipe)",
    "Volet of that note (else that of the team)",
    "Luik van die notitie (anders dat van het team)")
  static let handPaper = Self(
    "FILE|-", "Page à imprimer pour le·la collègue (HTML)",
    "Page to print for the colleague (HTML)", "Blad om af te drukken voor de collega (HTML)")
}
