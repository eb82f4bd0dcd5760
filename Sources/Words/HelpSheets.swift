extension HelpRow {
  /// What is published for paired services, and the sheet of the service itself.
  static let sheets: [Command: HelpRow] = [
    .recordPublish: HelpRow(
      "Publie des fiches pour les services appairés",
      "Publish records for paired services",
      "Publiceer fiches voor gekoppelde diensten",
      discussion: (
        "Elles sont lues telles qu’elles sont maintenant, sans votre nom ni qui les a vérifiées. Les modifier ensuite ne publie rien. Publiez-en plusieurs à la fois plutôt que celle dont il est question aujourd’hui.",
        "They are read as they stand now, without your name or who verified them. Editing them afterwards publishes nothing. Publish several at once rather than the one that matters today.",
        "Ze worden gelezen zoals ze nu zijn, zonder uw naam of wie ze nakeek. Ze daarna wijzigen publiceert niets. Publiceer er liever meerdere tegelijk dan enkel die waarover het vandaag gaat."
      )),
    .recordWithdraw: HelpRow(
      "Retire des fiches publiées",
      "Withdraw published records",
      "Trek gepubliceerde fiches in",
      discussion: (
        "Les services appairés ne les voient plus comme actuelles après leur prochain échange. Ce qu’ils ont lu ou copié leur reste.",
        "Paired services see them as current no more after their next exchange. What they read or copied stays with them.",
        "Gekoppelde diensten zien ze na hun volgende uitwisseling niet meer als actueel. Wat ze lazen of kopieerden, houden ze."
      )),
    .recordCopy: HelpRow(
      "Reprend la fiche d’un service appairé parmi les vôtres",
      "Copy the sheet of a paired service into your own records",
      "Neem het blad van een gekoppelde dienst over in uw eigen fiches",
      discussion: (
        "La copie est à vous : elle ne suit pas ce que l’autre service change. Sa source est ce service.",
        "The copy is yours: it does not follow what the other service changes. Its source is that service.",
        "De kopie is van u: ze volgt niet wat de andere dienst wijzigt. Haar bron is die dienst."
      )),
    .service: HelpRow(
      "La fiche du service lui-même",
      "The sheet of the service itself",
      "Het blad van de dienst zelf"),
    .serviceSheet: HelpRow(
      "Imprime la fiche du service, en grands caractères",
      "Print the sheet of the service, in large print",
      "Druk het blad van de dienst af, in grote letters",
      discussion: (
        "Une page à remettre ou à afficher, en mots simples ; --lang choisit la langue de ses titres. Elle se remplit avec « carnet service-sheet add » et « edit ».",
        "One page to hand out or to put up, in plain words; --lang chooses the language of its titles. It is filled in with “carnet service-sheet add” and “edit”.",
        "Eén blad om af te geven of op te hangen, in eenvoudige woorden; --lang kiest de taal van de titels. Het wordt ingevuld met “carnet service-sheet add” en “edit”."
      )),
    .servicePublish: HelpRow(
      "Publie la fiche du service pour les services appairés",
      "Publish the sheet of the service for paired services",
      "Publiceer het blad van de dienst voor gekoppelde diensten"),
    .serviceWithdraw: HelpRow(
      "Retire la fiche publiée du service",
      "Withdraw the published sheet of the service",
      "Trek het gepubliceerde blad van de dienst in"),
  ]
}
