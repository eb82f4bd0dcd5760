extension HelpRow {
  static let pair: [Command: HelpRow] = [
    .pair: HelpRow(
      "Les appareils avec lesquels celui-ci échange",
      "The devices this one exchanges with",
      "De toestellen waarmee dit toestel uitwisselt",
      discussion: (
        "Appairage n’est pas partage : rien n’est transmis sans accord enregistré.",
        "Pairing is not sharing: nothing is sent without a recorded consent.",
        "Koppelen is niet delen: niets wordt verstuurd zonder vastgelegde toestemming."
      )),
    .pairInvite: HelpRow(
      "Prépare une invitation pour un autre appareil",
      "Prepare an invitation for another device",
      "Bereid een uitnodiging voor een ander toestel voor",
      discussion: (
        "Elle sert une seule fois. Avec --own, pour un appareil de son propre service.",
        "It serves once. With --own, for a device of one’s own service.",
        "Ze dient één keer. Met --own voor een toestel van de eigen dienst."
      )),
    .pairAccept: HelpRow(
      "Accepte une invitation et montre les chiffres à comparer",
      "Accept an invitation and show the digits to compare",
      "Aanvaard een uitnodiging en toon de cijfers om te vergelijken"),
    .pairConfirm: HelpRow(
      "Confirme avec les chiffres lus par l’autre",
      "Confirm with the digits that the other reads out",
      "Bevestig met de cijfers die de ander voorleest",
      discussion: (
        "Des chiffres différents annulent l’invitation.",
        "Different digits void the invitation.",
        "Andere cijfers doen de uitnodiging vervallen."
      )),
    .pairAddress: HelpRow(
      "Retient l’adresse d’un appareil appairé",
      "Keep the address of a paired device",
      "Bewaar het adres van een gekoppeld toestel"),
    .pairList: HelpRow(
      "Montre les appareils appairés et leur état",
      "Show the paired devices and their state",
      "Toon de gekoppelde toestellen en hun staat"),
    .pairRemove: HelpRow(
      "Cesse tout échange avec un appareil",
      "Stop all exchange with a device",
      "Stop elke uitwisseling met een toestel",
      discussion: (
        "Ce qu’il a déjà reçu y reste. Un appareil de votre propre service est nommé par son numéro : il en sort pour de bon.",
        "What it already received stays there. A device of your own service is named by its number: it leaves the service for good.",
        "Wat het al ontving, blijft daar. Een toestel van uw eigen dienst wordt met het nummer genoemd: het verlaat de dienst voorgoed."
      )),
  ]
}
