extension HelpRow {
  static let exchange: [Command: HelpRow] = [
    .sync: HelpRow(
      "Échange maintenant avec un appareil, ou avec tous",
      "Exchange now with a device, or with all",
      "Wissel nu uit met een toestel of met alle"),
    .status: HelpRow(
      "Montre, par appareil, ce qui est envoyé, reçu et en attente",
      "Show, for each device, what was sent, received and waits",
      "Toon per toestel wat verstuurd, ontvangen en in afwachting is"),
    .bundle: HelpRow(
      "Les enveloppes portées sur une clé",
      "Bundles carried on a stick",
      "Pakketten op een stick"),
    .bundleMake: HelpRow(
      "Fait une enveloppe chiffrée pour un service",
      "Make an encrypted bundle for a service",
      "Maak een versleuteld pakket voor een dienst",
      discussion: (
        "Qui la porte ne peut pas la lire. Elle n’est dite reçue qu’au retour de l’accusé.",
        "Whoever carries it cannot read it. It is called received only when the receipt comes back.",
        "Wie het draagt, kan het niet lezen. Het heet pas ontvangen als het ontvangstbewijs terug is."
      )),
    .bundleOpen: HelpRow(
      "Ouvre une enveloppe reçue",
      "Open a received bundle",
      "Open een ontvangen pakket"),
    .export: HelpRow(
      "Écrit la copie d’un suivi pour la personne",
      "Write the copy of a case file for the person",
      "Schrijf de kopie van een dossier voor de persoon",
      discussion: (
        "Formats : text, html, json. Ne contient que ce que votre service a écrit, sans les numéros à ne pas utiliser, que --unsafe y met. Ses propres mots viennent d’abord, et une correction à côté de ce qui était écrit. --large-print écrit en gros caractères. Le fichier n’est pas chiffré.",
        "Formats: text, html, json. Holds only what your service wrote, without the numbers that are not to be used, which --unsafe puts there. Her own words come first, and a correction beside what was written. --large-print writes it in large print. The file is not encrypted.",
        "Formaten: text, html, json. Bevat enkel wat uw dienst schreef, zonder de nummers die niet te gebruiken zijn, die --unsafe erin zet. De eigen woorden staan vooraan, en een verbetering naast wat er stond. --large-print schrijft grote letters. Het bestand is niet versleuteld."
      )),
    .search: HelpRow(
      "Cherche des mots dans les volets que vous pouvez lire",
      "Search words in the volets that you may read",
      "Zoek woorden in de luiken die u mag lezen"),
    .log: HelpRow(
      "Montre ce qui a été consulté et fait, par jour et par fonction",
      "Show what was consulted and done, by day and by function",
      "Toon wat geraadpleegd en gedaan werd, per dag en per functie",
      discussion: (
        "Sans le contenu ni les noms : deux personnes décident d’en dire un (« carnet case reader »). Lire le journal y est noté aussi.",
        "Without content or names: two workers decide to tell one (“carnet case reader”). Reading the log is noted in it too.",
        "Zonder inhoud of namen: twee medewerkers beslissen er een te zeggen (“carnet case reader”). Ook het lezen van het logboek staat erin."
      )),
    .verify: HelpRow(
      "Vérifie chaque signature et chaque manque",
      "Verify each signature and each gap",
      "Controleer elke handtekening en elke leemte"),
    .device: HelpRow(
      "Les appareils du service",
      "The devices of the service",
      "De toestellen van de dienst"),
    .deviceLost: HelpRow(
      "Écarte un appareil perdu ou volé",
      "Put aside a lost or stolen device",
      "Sluit een verloren of gestolen toestel uit",
      discussion: (
        "Rien n’est effacé à distance. Les clés changent à la prochaine ouverture.",
        "Nothing is erased from afar. The keys change at the next opening.",
        "Er wordt niets vanop afstand gewist. De sleutels wijzigen bij de volgende opening."
      )),
    .backup: HelpRow(
      "Les sauvegardes",
      "Backups",
      "Reservekopieën"),
    .backupMake: HelpRow(
      "Écrit une sauvegarde chiffrée",
      "Write an encrypted backup",
      "Schrijf een versleutelde reservekopie"),
    .backupRestore: HelpRow(
      "Reprend une sauvegarde dans un dossier vide",
      "Restore a backup into an empty folder",
      "Zet een reservekopie terug in een lege map"),
    .doctor: HelpRow(
      "Examine l’appareil et dit ce qui manque",
      "Examine the device and say what is missing",
      "Onderzoek het toestel en zeg wat ontbreekt",
      discussion: (
        "Ne demande aucune phrase de passe et ne nomme personne. Chaque ligne dit quoi faire. Sort avec 0 quand tout est en ordre.",
        "Asks for no passphrase and names nobody. Each line says what to do. Ends with 0 when all is in order.",
        "Vraagt geen wachtzin en noemt niemand. Elke regel zegt wat te doen. Eindigt met 0 als alles in orde is."
      )),
  ]
}
