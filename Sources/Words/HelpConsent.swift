extension HelpRow {
  static let consent: [Command: HelpRow] = [
    .consent: HelpRow(
      "Les accords de la personne",
      "The consents of the person",
      "De toestemmingen van de persoon"),
    .consentGive: HelpRow(
      "Enregistre l’accord de la personne",
      "Record the person’s consent",
      "Leg de toestemming van de persoon vast",
      discussion: (
        "Recueilli avec elle, volet par volet, jusqu’à une date. Sans autre choix : rien du passé, tout de suite, un seul sens, 12 mois. Refuser ne change rien à sa situation avec la justice. À lire à la personne : Ce service saura que nous vous suivons. Notre nom dit avec qui nous travaillons.",
        "Taken with her, volet by volet, until a date. Unless chosen otherwise: nothing of the past, at once, one way, 12 months. Refusing changes nothing in her situation with the law. To read to the person: That service will know that we follow you. Our name says whom we work with.",
        "Samen opgenomen, luik per luik, tot een datum. Zonder andere keuze: niets uit het verleden, meteen, één richting, 12 maanden. Weigeren verandert niets aan haar situatie bij justitie. Om voor te lezen: Die dienst zal weten dat wij u begeleiden. Onze naam zegt met wie wij werken."
      )),
    .consentExtend: HelpRow(
      "Étend un accord : d’autres volets, les deux sens, plus longtemps",
      "Extend a consent: more volets, both ways, for longer",
      "Breid een toestemming uit: meer luiken, beide richtingen, langer",
      discussion: (
        "Un nouvel accord prend la place de l’ancien, dont le reste ne change pas. Sur un terminal, ce qui change et ce qui reste est montré d’abord, et sans oui rien n’est changé. Donnez à la personne le nouveau récépissé.",
        "A new consent takes the place of the former one, the rest of which stays. On a terminal what changes and what stays is shown first, and without a yes nothing is changed. Give the person the new receipt.",
        "Een nieuwe toestemming neemt de plaats van de vorige in, waarvan de rest blijft. Op een terminal wordt eerst getoond wat verandert en wat blijft, en zonder ja verandert er niets. Geef de persoon het nieuwe ontvangstbewijs."
      )),
    .consentNarrow: HelpRow(
      "Restreint un accord : des volets ne sont plus partagés",
      "Narrow a consent: some volets are shared no more",
      "Beperk een toestemming: luiken worden niet meer gedeeld",
      discussion: (
        "Aucune raison n’est demandée. Comme un retrait pour ces volets ; rien d’autre ne change. S’il n’en resterait rien : « carnet consent withdraw ».",
        "No reason is asked. As a withdrawal in these volets; nothing else changes. Where nothing would be left: “carnet consent withdraw”.",
        "Er wordt geen reden gevraagd. Zoals een intrekking voor deze luiken; niets anders verandert. Als er niets zou overblijven: “carnet consent withdraw”."
      )),
    .consentRenew: HelpRow(
      "Renouvelle un accord, pour les mêmes volets et plus longtemps",
      "Renew a consent, in the same volets and for longer",
      "Vernieuw een toestemming, voor dezelfde luiken en langer",
      discussion: (
        "Aussi d’un accord arrivé à son terme : c’est alors un nouvel accord. Un accord retiré ne se renouvelle pas.",
        "Of one that has run out too: then it is a new consent. One that was withdrawn is not renewed.",
        "Ook van een afgelopen toestemming: dan is het een nieuwe. Een ingetrokken toestemming wordt niet vernieuwd."
      )),
    .consentRefuse: HelpRow(
      "Enregistre un refus",
      "Record a refusal",
      "Leg een weigering vast",
      discussion: (
        "L’autre service n’en saura rien. S’il reçoit déjà par un accord, dites si celui-ci prend fin (--withdraw) ou reste (--keep).",
        "The other service will not know of it. If it receives by a consent already, say whether that one ends (--withdraw) or stays (--keep).",
        "De andere dienst zal er niets van weten. Ontvangt die al door een toestemming, zeg dan of ze eindigt (--withdraw) of blijft (--keep)."
      )),
    .consentWithdraw: HelpRow(
      "Enregistre un retrait, en entier ou pour des volets",
      "Record a withdrawal, whole or for some volets",
      "Leg een intrekking vast, geheel of voor luiken",
      discussion: (
        "Aucune raison n’est demandée. Possible auprès du service qui transmet comme de celui qui reçoit. L’envoi s’arrête et l’effacement est demandé ; personne ne peut effacer à distance.",
        "No reason is asked. Possible with the service that sends and with the one that receives. Sending stops and erasure is asked; nobody can erase from afar.",
        "Er wordt geen reden gevraagd. Kan bij de dienst die doorgeeft en bij wie ontvangt. Het versturen stopt en wissen wordt gevraagd; niemand kan vanop afstand wissen."
      )),
    .consentList: HelpRow(
      "Montre les accords d’un suivi et leur histoire",
      "Show the consents of a case file and their history",
      "Toon de toestemmingen van een dossier en hun geschiedenis"),
    .consentShow: HelpRow(
      "Montre un accord en entier, et ce que personne n’en a noté",
      "Show a consent whole, and what nobody recorded of it",
      "Toon een toestemming volledig, en wat niemand ervan noteerde"),
    .consentReceipt: HelpRow(
      "Écrit le papier que la personne garde",
      "Write the paper that the person keeps",
      "Schrijf het papier dat de persoon bewaart",
      discussion: (
        "Avec --easy, en phrases courtes et simples.",
        "With --easy, in short plain sentences.",
        "Met --easy in korte, eenvoudige zinnen."
      )),
    .release: HelpRow(
      "Note la sortie ; les accords prévus prennent effet",
      "Record the release; planned consents take effect",
      "Leg de vrijlating vast; geplande toestemmingen gaan in",
      discussion: (
        "Sans accord prévu, rien n’est transmis. À une nouvelle sortie, dites de chaque partage d’avant s’il continue (--continue) ou s’arrête (--stop). Corriger la date arrête ce que --stop nomme, et rien d’autre.",
        "Without a planned consent nothing is sent. On another release, say of each earlier sharing whether it goes on (--continue) or stops (--stop). Correcting the day stops what --stop names, and nothing else.",
        "Zonder geplande toestemming wordt niets verstuurd. Bij een nieuwe vrijlating zegt u van elk delen van vroeger of het verdergaat (--continue) of stopt (--stop). De dag verbeteren stopt wat --stop noemt, en niets anders."
      )),
  ]
}
