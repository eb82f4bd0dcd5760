extension HelpRow {
  /// Of permanences.
  static let permanence: [Command: HelpRow] = [
    .permanenceShow: HelpRow(
      "Montre qui est à voir, qui a été vu·e et quelles feuilles sont dehors",
      "Show who is to be seen, who was, and which sheets are out",
      "Toon wie te zien is, wie gezien is en welke bladen buiten zijn",
      discussion: (
        "De chaque personne, le prénom et une initiale. Qui a été orienté·e ici et n’a jamais été vu·e reste montré·e. Rien n’est compté par intervenant·e.",
        "Of each person the first name and an initial. Who was referred here and never seen stays shown. Nothing is counted by worker.",
        "Van elke persoon de voornaam en een initiaal. Wie hierheen doorverwezen en nooit gezien is, blijft getoond. Niets wordt per medewerker geteld."
      )),
    .permanencePrepare: HelpRow(
      "Met des personnes sur la liste d’une permanence",
      "Put people on the list of a drop-in", "Zet mensen op de lijst van een permanentie",
      discussion: (
        "Les numéros se suivent. Une personne qui y est déjà n’est pas ajoutée une seconde fois.",
        "The numbers follow. A person who is there already is not added twice.",
        "De nummers volgen. Wie er al op staat, wordt niet nog eens toegevoegd."
      )),
    .permanenceTakeOff: HelpRow(
      "Enlève une personne de la liste", "Take a person off the list",
      "Haal een persoon van de lijst",
      discussion: (
        "Par son numéro ou par son suivi. Une personne dont l’issue est notée reste.",
        "By number or by case file. A person whose outcome is recorded stays.",
        "Met het nummer of het dossier. Een persoon van wie de uitkomst genoteerd is, blijft."
      )),
    .permanencePaper: HelpRow(
      "Imprime une des deux feuilles d’une permanence",
      "Print one of the two sheets of a drop-in", "Druk een van de twee bladen af",
      discussion: (
        "Celle de l’intervenant·e : prénom, initiale, objet neutre, place pour écrire. La liste de mouvement : nom et numéro d’écrou s’il est noté, sans l’objet. Chaque impression a un numéro et reste dehors jusqu’à « carnet permanence back ».",
        "The worker’s: first name, initial, a neutral matter, room to write. The movement list: name and prison number where it is recorded, without the matter. Each printing has a number and is out until “carnet permanence back”.",
        "Dat van de medewerker: voornaam, initiaal, neutraal onderwerp, plaats om te schrijven. De bewegingslijst: naam en opsluitingsnummer als het genoteerd is, zonder onderwerp. Elke afdruk heeft een nummer en blijft buiten tot “carnet permanence back”."
      )),
    .permanenceBack: HelpRow(
      "Dit qu’une feuille est rentrée", "Say that a sheet came back",
      "Zeg dat een blad terug is"),
    .permanenceRecord: HelpRow(
      "Saisit après coup ce que la liste est devenue",
      "Enter afterwards what became of the list", "Voer achteraf in wat er van de lijst kwam",
      discussion: (
        "Une ligne par personne : numéro, issue, minutes, mots ; « 3 vu 30 Il a sa carte. », « 4 empêché parloir ». Sur un terminal, la question est posée personne par personne. Une ligne qui ne se lit pas est redite et gardée ; les autres sont écrites. Recommencer change ce qui était noté. Les mots deviennent une note du volet qui ne sort jamais du service, sauf si vous en nommez un autre.",
        "One line for each person: number, outcome, minutes, words; “3 seen 30 He has his card.”, “4 empeche parloir”. On a terminal the question is asked person by person. A line that does not read is repeated and kept; the others are written. To do it again changes what was recorded. The words become a note in the volet that never leaves the service, unless you name another one.",
        "Eén regel per persoon: nummer, uitkomst, minuten, woorden; “3 gezien 30 Hij heeft zijn kaart.”. Op een terminal komt de vraag persoon per persoon. Een regel die niet te lezen is, wordt herhaald en bewaard; de andere worden geschreven. Opnieuw doen wijzigt wat genoteerd was. De woorden worden een notitie in het luik dat de dienst nooit verlaat, tenzij u er een ander noemt."
      )),
    .conventionCount: HelpRow(
      "Compte les personnes reçues dans une année d’une convention",
      "Count the people met in a year of a convention",
      "Tel de mensen die in een jaar van een overeenkomst ontmoet zijn",
      discussion: (
        "Avec la règle, et ce qui n’est pas compté. Le total est dit ; une part (par motif, par lieu) de 1 à 4 personnes est masquée. Rien n’est compté par intervenant·e.",
        "With the rule, and what is not counted. The total is told; a part (by reason, by place) of 1 to 4 people is masked. Nothing is counted by worker.",
        "Met de regel, en wat niet geteld is. Het totaal staat er; een deel (per reden, per plaats) van 1 tot 4 personen is gemaskeerd. Niets wordt per medewerker geteld."
      )),
  ]
}

/// Of permanences.
extension HelpOptions.Row {
  static let permanence = Self(
    "RECORD|DATE", "Permanence, par numéro ou par jour", "Drop-in, by number or by day",
    "Permanentie, met nummer of dag")
  static let listedCases = Self(
    "CASE", "Suivis, par numéro ou par nom de la personne",
    "Case files, by number or by the person’s name", "Dossiers, met nummer of naam")
  static let convention = Self(
    "NAME|RECORD", "Convention, par nom ou par numéro", "Convention, by name or by number",
    "Overeenkomst, met naam of nummer")
  static let year = Self(
    "YEAR", "Année de la convention (sinon celle d’aujourd’hui)",
    "Year of the convention (else the one that today is in)",
    "Jaar van de overeenkomst (anders dat van vandaag)")
  static let listed = Self(
    "PLACE|CASE|RECORD",
    "Numéro sur la liste, suivi, ou identifiant que montre « carnet permanence show »",
    "Number on the list, case file, or id that “carnet permanence show” shows",
    "Nummer op de lijst, dossier, of nummer dat “carnet permanence show” toont")
  static let question = Self("CODE", "Objet neutre", "Neutral matter", "Neutraal onderwerp")
  static let paperReader = Self("CODE", "Pour qui", "For whom", "Voor wie")
  static let paperNumber = Self(
    "NUMBER", "Numéro de la feuille", "Number of the sheet", "Nummer van het blad")
  static let outcomeLines = Self(
    "FILE|-", "Lignes à saisir : fichier, ou « - »", "Lines to enter: a file, or “-”",
    "In te voeren regels: bestand, of “-”")
  static let wordsVolet = Self(
    "VOLET", "Volet des mots (sinon celui qui ne sort jamais du service)",
    "Volet of the words (else the one that never leaves the service)",
    "Luik van de woorden (anders dat wat de dienst nooit verlaat)")
  static let writtenOn = Self(
    "DATE", "Jour où c’était écrit sur papier (sinon celui de la permanence)",
    "Day on which it was written on paper (else that of the drop-in)",
    "Dag waarop het op papier stond (anders die van de permanentie)")
}
