extension HelpRow {
  /// The same of kinds that live in no case file, where it is said otherwise.
  static let recordsOfService: [Command: HelpRow] = [
    .recordAdd: HelpRow(
      "Écrit une fiche du service, hors de tout suivi",
      "Write a record of the service, in no case file",
      "Schrijf een fiche van de dienst, buiten elk dossier"),
    .recordList: HelpRow(
      "Montre les fiches du service",
      "Show the records of the service",
      "Toon de fiches van de dienst"),
  ]

  /// Of records of whatever kind; of one kind they say the same.
  static let records: [Command: HelpRow] = [
    .record: HelpRow(
      "Les fiches d’un suivi : demandes, droits, rendez-vous…",
      "The records of a case file: requests, rights, appointments…",
      "De fiches van een dossier: vragen, rechten, afspraken…"),
    .recordTypes: HelpRow(
      "Montre les types de fiche, leurs volets et leurs champs",
      "Show the kinds of record, their volets and their fields",
      "Toon de soorten fiches, hun luiken en hun velden"),
    .recordAdd: HelpRow(
      "Écrit une fiche dans un suivi",
      "Write a record in a case file",
      "Schrijf een fiche in een dossier",
      discussion: (
        "Ce qui n’est pas encore su peut manquer. Un texte vient du fichier, ou de l’entrée avec « - ».",
        "What is not known yet may be absent. A text comes from the file, or from the input with “-”.",
        "Wat nog niet gekend is, mag ontbreken. Een tekst komt uit het bestand, of uit de invoer met “-”."
      )),
    .recordEdit: HelpRow(
      "Modifie une fiche, ou choisit entre plusieurs versions",
      "Edit a record, or choose between several versions",
      "Wijzig een fiche of kies tussen versies",
      discussion: (
        "Ce qui n’est pas nommé reste ; une valeur vide vide le champ. La modification part de ce que vous avez lu en dernier : ce qu’un·e collègue a écrit depuis est réuni avec le vôtre. Sans rien d’autre, le texte s’ouvre dans l’éditeur de EDITOR.",
        "What is not named stays; an empty value empties the field. The edit starts from what you read last: what a colleague wrote since is merged with yours. With nothing else, the text opens in the editor of EDITOR.",
        "Wat niet genoemd is, blijft; een lege waarde maakt het veld leeg. De wijziging vertrekt van wat u het laatst las: wat een collega sindsdien schreef, wordt samengevoegd. Zonder iets anders gaat de tekst open in de editor van EDITOR."
      )),
    .recordDelete: HelpRow(
      "Supprime une fiche",
      "Delete a record",
      "Verwijder een fiche",
      discussion: (
        "Si quelqu’un y écrivait en même temps, elle reste et la suppression devient une demande.",
        "If somebody was writing in it meanwhile, it stays and the deletion becomes a request.",
        "Schreef iemand er intussen in, dan blijft ze en wordt het een verzoek."
      )),
    .recordErase: HelpRow(
      "Efface les mots d’une fiche, pour toujours",
      "Erase the words of a record, for ever",
      "Wis de woorden van een fiche, voorgoed",
      discussion: (
        "Personne ne peut revenir en arrière. Un autre service qui l’a reçue est prié d’en faire autant ; la même commande, plus tard, dit s’il l’a attesté.",
        "Nobody can take it back. Another service that received it is asked to do the same; the same command, later, says whether it has attested it.",
        "Niemand kan terug. Een andere dienst die ze ontving, wordt gevraagd hetzelfde te doen; hetzelfde commando zegt later of die het bevestigd heeft."
      )),
    .recordList: HelpRow(
      "Montre les fiches d’un suivi ou d’un partage reçu",
      "Show the records of a case file or of a received share",
      "Toon de fiches van een dossier of een ontvangen deling"),
    .rightChecklist: HelpRow(
      "Montre chaque droit du pays, avec où il en est",
      "Show each right of the country, and how far it is",
      "Toon elk recht van het land, met de stand ervan",
      discussion: (
        "Un droit dont il n’y a pas de fiche que vous puissiez lire est « pas encore abordé ». Ce qui est dans un volet que vous ne lisez pas n’y est pas.",
        "A right without a record that you may read is “not discussed yet”. What is in a volet that you do not read is not there.",
        "Een recht zonder fiche die u mag lezen is “nog niet besproken”. Wat in een luik zit dat u niet leest, staat er niet."
      )),
    .recordShow: HelpRow(
      "Montre une fiche, avec toutes ses versions à accorder",
      "Show a record, with all versions to settle",
      "Toon een fiche, met alle af te stemmen versies"),
    .recordHistory: HelpRow(
      "Montre chaque version d’une fiche, la plus ancienne d’abord",
      "Show each version of a record, oldest first",
      "Toon elke versie van een fiche, oudste eerst"),
    .recordRestore: HelpRow(
      "Reprend une version antérieure d’une fiche, ou une fiche supprimée",
      "Bring back an older version of a record, or a deleted record",
      "Neem een oudere versie van een fiche terug, of een verwijderde fiche",
      discussion: (
        "C’est une nouvelle modification : tout ce qui a été écrit depuis reste dans l’historique.",
        "It is a new change: everything written since stays in the history.",
        "Het is een nieuwe wijziging: alles wat sindsdien geschreven is, blijft in de geschiedenis."
      )),
    .recordSettle: HelpRow(
      "Dit qu’une fiche écrite séparément se lit bien telle qu’elle est",
      "Say that a record written apart reads well as it stands",
      "Zeg dat een los van elkaar geschreven fiche goed leest",
      discussion: (
        "Lisez-la d’abord avec « carnet record show ». Si quelqu’un avait demandé de la supprimer, elle est gardée.",
        "Read it first with “carnet record show”. If somebody had asked to delete it, it is kept.",
        "Lees ze eerst met “carnet record show”. Had iemand gevraagd ze te verwijderen, dan blijft ze."
      )),
  ]
}
