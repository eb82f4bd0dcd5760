extension HelpRow {
  static let caseFile: [Command: HelpRow] = [
    .caseFile: HelpRow(
      "Les suivis du service",
      "The case files of the service",
      "De dossiers van de dienst"),
    .caseOpen: HelpRow(
      "Ouvre un suivi pour une personne",
      "Open a case file for a person",
      "Open een dossier voor een persoon",
      discussion: (
        "L’année de naissance seule suffit ; elle peut aussi manquer. En Belgique, un suivi commence par une demande de la personne : --request l’écrit dans ses mots.",
        "The year of birth alone will do; it may also be absent. In Belgium a follow-up begins with a request of the person: --request writes it in her words.",
        "Het geboortejaar alleen volstaat; het mag ook ontbreken. In België begint een begeleiding met een vraag van de persoon: --request schrijft ze in eigen woorden."
      )),
    .caseList: HelpRow(
      "Montre les suivis, ou avec --received ce qui est reçu",
      "Show the case files, or with --received what is received",
      "Toon de dossiers, of met --received wat ontvangen is",
      discussion: (
        "Un nom, ou le début d’un nom, ne montre que les personnes appelées ainsi : nom porté ou de naissance, prénom, autre nom.",
        "A name, or the beginning of one, shows only those who are called so: by the name they use or that of birth, a first name, another name.",
        "Een naam, of het begin ervan, toont enkel wie zo heet: met de gebruikte naam of die van geboorte, een voornaam, een andere naam."
      )),
    .caseShow: HelpRow(
      "Montre un suivi : volets, accords, volets reçus",
      "Show a case file: volets, consents, received volets",
      "Toon een dossier: luiken, toestemmingen, ontvangen luiken"),
    .caseLink: HelpRow(
      "Relie un volet reçu au suivi de la même personne",
      "Link a received volet to the case file of the same person",
      "Koppel een ontvangen luik aan het dossier van dezelfde persoon",
      discussion: (
        "Vérifiez avec la personne. Chaque service garde son dossier ; le lien se défait.",
        "Check with the person. Each service keeps its own file; the link can be undone.",
        "Ga het na met de persoon. Elke dienst houdt zijn dossier; de koppeling is omkeerbaar."
      )),
    .caseClose: HelpRow(
      "Clôt un suivi : le service y met fin",
      "Close a case file: the service ends it",
      "Sluit een dossier: de dienst beëindigt het",
      discussion: (
        "Rien de nouveau n’en part, ce qui a été reçu ailleurs y reste, un accord qui n’avait pas encore pris effet est annulé. Les rendez-vous et les échéances restent écrits : ils quittent l’agenda, et « carnet case reopen » les y remet. La personne n’est pas dite avoir retiré son accord : avec --withdraw, elle le retire aussi.",
        "Nothing new leaves it, what was received elsewhere stays there, a consent that had not taken effect yet is cancelled. Appointments and deadlines stay written: they leave the agenda, and “carnet case reopen” puts them back. The person is not said to have withdrawn: with --withdraw she withdraws as well.",
        "Er vertrekt niets nieuws, wat elders ontvangen is blijft daar, een toestemming die nog niet inging, wordt geannuleerd. Afspraken en termijnen blijven staan: ze verdwijnen uit de agenda, en “carnet case reopen” zet ze terug. De persoon heeft niets ingetrokken: met --withdraw trekt zij ook in."
      )),
    .caseUnlink: HelpRow(
      "Défait le lien d’un partage reçu",
      "Undo the link of a received share",
      "Maak de koppeling van een ontvangen deling ongedaan",
      discussion: (
        "Rien ne repart plus, et l’autre service est prié d’effacer ce qui était parti par erreur.",
        "Nothing goes back any more, and the other service is asked to erase what had left by mistake.",
        "Er gaat niets meer terug, en de andere dienst wordt gevraagd te wissen wat per vergissing vertrok."
      )),
    .caseCall: HelpRow(
      "Montre comment joindre la personne, avant d’appeler",
      "Show how to reach the person, before calling",
      "Toon hoe de persoon te bereiken is, vóór het bellen",
      discussion: (
        "La règle d’abord, puis le numéro. Un numéro à ne pas utiliser n’est pas montré sans --unsafe, que le journal note. Le papier est pour l’équipe : il ne se remet à personne.",
        "The rule first, then the number. A number that is not to be used is not shown without --unsafe, which the log notes. The paper is for the team: it is handed to nobody.",
        "Eerst de regel, dan het nummer. Een nummer dat niet te gebruiken is, wordt niet getoond zonder --unsafe, wat het logboek noteert. Het papier is voor het team: het wordt aan niemand gegeven."
      )),
    .caseReader: HelpRow(
      "Demande de qui est une ligne du journal, ou accepte que ce soit dit",
      "Ask whose line of the log it is, or agree that it is told",
      "Vraag van wie een regel van het logboek is, of stem ermee in",
      discussion: (
        "Le journal dit le jour, le service et la fonction, jamais le nom. Une personne le demande avec la raison (--why) ; une deuxième, référent·e, direction ou qui veille sur les données, l’accepte (--agree). Le nom est alors dit dans le journal et dans la copie de la personne. Le journal note les deux.",
        "The log tells the day, the service and the function, never the name. One worker asks for it with the reason (--why); a second one, a referent, the head of the service or whoever watches over data protection, agrees (--agree). The name is then told in the log and in the copy of the person. The log notes both.",
        "Het logboek zegt de dag, de dienst en de functie, nooit de naam. Iemand vraagt hem met de reden (--why); een tweede, een referent, het diensthoofd of wie over de gegevens waakt, stemt in (--agree). Dan staat de naam in het logboek en in de kopie van de persoon. Het logboek noteert beide."
      )),
    .person: HelpRow(
      "La personne d’un suivi", "The person of a case file", "De persoon van een dossier"),
    .personEdit: HelpRow(
      "Corrige ou complète la fiche d’une personne",
      "Correct or complete the card of a person",
      "Verbeter de fiche van een persoon of vul ze aan",
      discussion: (
        "Ce qui n’est pas nommé reste ; une valeur vide vide le champ. Ce qui était écrit reste consultable.",
        "What is not named stays; an empty value empties the field. What was written stays readable.",
        "Wat niet genoemd is, blijft; een lege waarde maakt het veld leeg. Wat er stond, blijft leesbaar."
      )),
    .personShow: HelpRow(
      "Montre la fiche d’une personne",
      "Show the card of a person",
      "Toon de fiche van een persoon"),
    .personHistory: HelpRow(
      "Montre chaque version de la fiche d’une personne",
      "Show each version of a person’s card",
      "Toon elke versie van de fiche van een persoon"),
    .caseReopen: HelpRow(
      "Rouvre un suivi clos",
      "Open a closed case file again",
      "Heropen een gesloten dossier",
      discussion: (
        "Ce qui avait pris fin avec la clôture le reste : il faut un nouvel accord. Ce qui répondait à un partage reçu reprend quand on le lie de nouveau.",
        "What ended with the closing stays ended: it takes a new consent. What answered a share that is received resumes when it is linked again.",
        "Wat met het sluiten eindigde, blijft beëindigd: er is een nieuwe toestemming nodig. Wat antwoordde op wat ontvangen wordt, herneemt wanneer het opnieuw gekoppeld wordt."
      )),
    .caseDeath: HelpRow(
      "Note un décès, et clôt le suivi",
      "Record a death, and close the case file",
      "Noteer een overlijden, en sluit het dossier",
      discussion: (
        "Plus rien n’est transmis et rien n’est effacé. Personne n’est prévenu : un service qui recevait apprend que le partage a pris fin, pas pourquoi. Avec --undo, si c’était une erreur.",
        "Nothing more is sent and nothing is erased. Nobody is told: a service that received learns that the sharing ended, and not why. With --undo, if it was a mistake.",
        "Er wordt niets meer verstuurd en niets gewist. Niemand wordt verwittigd: een dienst die ontving, verneemt dat de deling eindigde, niet waarom. Met --undo, als het een vergissing was."
      )),
    .caseReturn: HelpRow(
      "À un retour en prison ou un transfert, décide de chaque partage",
      "On a return to prison or a transfer, decide on each sharing",
      "Bij een terugkeer in de gevangenis of een overplaatsing: beslis over elk delen",
      discussion: (
        "Sans réponse, rien de nouveau ne part : --continue pour ceux qui continuent, --stop pour les autres. Ce qui a été reçu y reste, et aucun service n’apprend pourquoi. Où est la personne se note dans ses fiches.",
        "Without an answer nothing new leaves: --continue for those that go on, --stop for the others. What was received stays there, and no service learns why. Where the person is stands in the records.",
        "Zonder antwoord vertrekt er niets nieuws: --continue voor wat verdergaat, --stop voor de rest. Wat ontvangen is, blijft daar, en geen dienst verneemt waarom. Waar de persoon is, staat in de fiches."
      )),
    .note: HelpRow(
      "Les notes",
      "Notes",
      "Notities"),
    .noteAdd: HelpRow(
      "Écrit une note dans un volet",
      "Write a note in a volet",
      "Schrijf een notitie in een luik",
      discussion: (
        "Le texte vient du fichier, ou de l’entrée avec « - » ; sans l’un ni l’autre, il s’écrit dans l’éditeur de EDITOR, ou sur le terminal. Une note appartient à un seul volet.",
        "The text comes from the file, or from the input with “-”; with neither, it is written in the editor of EDITOR, or on the terminal. A note belongs to one volet.",
        "De tekst komt uit het bestand, of uit de invoer met “-”; zonder een van beide schrijft u hem in de editor van EDITOR, of op de terminal. Een notitie hoort bij één luik."
      )),
    .noteEdit: HelpRow(
      "Modifie une note, ou choisit entre plusieurs versions",
      "Edit a note, or choose between several versions",
      "Wijzig een notitie of kies tussen versies",
      discussion: (
        "Ce qui n’est pas nommé reste. L’ancien texte reste consultable. La modification part de ce que vous avez lu en dernier : ce qu’un·e collègue a écrit depuis est réuni avec le vôtre. Sans rien d’autre, le texte s’ouvre dans l’éditeur de EDITOR.",
        "What is not named stays. The old text stays readable. The edit starts from what you read last: what a colleague wrote since is merged with yours. With nothing else, the text opens in the editor of EDITOR.",
        "Wat niet genoemd is, blijft. De oude tekst blijft leesbaar. De wijziging vertrekt van wat u het laatst las: wat een collega sindsdien schreef, wordt samengevoegd. Zonder iets anders gaat de tekst open in de editor van EDITOR."

      )),
    .noteDelete: HelpRow(
      "Supprime une note",
      "Delete a note",
      "Verwijder een notitie",
      discussion: (
        "Si quelqu’un y écrivait en même temps, elle reste et la suppression devient une demande.",
        "If somebody was writing in it meanwhile, it stays and the deletion becomes a request.",
        "Schreef iemand er intussen in, dan blijft ze en wordt het een verzoek."
      )),
    .noteErase: HelpRow(
      "Efface les mots d’une note, pour toujours",
      "Erase the words of a note, for ever",
      "Wis de woorden van een notitie, voorgoed",
      discussion: (
        "La clé de la note est détruite ici, puis sur chaque appareil du service au prochain échange. Personne ne peut revenir en arrière. Un autre service qui l’a reçue est prié d’en faire autant ; la même commande, plus tard, dit s’il l’a attesté.",
        "The key of the note is destroyed here, then on each device of the service at the next exchange. Nobody can take it back. Another service that received it is asked to do the same; the same command, later, says whether it has attested it.",
        "De sleutel van de notitie wordt hier vernietigd, daarna op elk toestel van de dienst bij de volgende uitwisseling. Niemand kan terug. Een andere dienst die ze ontving, wordt gevraagd hetzelfde te doen; hetzelfde commando zegt later of die het bevestigd heeft."
      )),
    .noteList: HelpRow(
      "Montre les notes d’un suivi ou d’un partage reçu",
      "Show the notes of a case file or of a received share",
      "Toon de notities van een dossier of een ontvangen deling"),
    .noteShow: HelpRow(
      "Montre une note, avec toutes ses versions à accorder",
      "Show a note, with all versions to settle",
      "Toon een notitie, met alle af te stemmen versies"),
    .noteHistory: HelpRow(
      "Montre chaque version d’une note, la plus ancienne d’abord",
      "Show each version of a note, oldest first",
      "Toon elke versie van een notitie, oudste eerst"),
    .noteRestore: HelpRow(
      "Reprend une version antérieure d’une note, ou une note supprimée",
      "Bring back an older version of a note, or a deleted note",
      "Neem een oudere versie van een notitie terug, of een verwijderde notitie",
      discussion: (
        "C’est une nouvelle modification : tout ce qui a été écrit depuis reste dans l’historique.",
        "It is a new change: everything written since stays in the history.",
        "Het is een nieuwe wijziging: alles wat sindsdien geschreven is, blijft in de geschiedenis."
      )),
    .noteSettle: HelpRow(
      "Dit qu’une note écrite séparément se lit bien telle qu’elle est",
      "Say that a note written apart reads well as it stands",
      "Zeg dat een los van elkaar geschreven notitie goed leest",
      discussion: (
        "Lisez-la d’abord avec « carnet note show ». Si quelqu’un avait demandé de la supprimer, elle est gardée.",
        "Read it first with “carnet note show”. If somebody had asked to delete it, it is kept.",
        "Lees ze eerst met “carnet note show”. Had iemand gevraagd ze te verwijderen, dan blijft ze."
      )),
    .noteCosign: HelpRow(
      "Cosigne une note écrite par une personne qui n’écrit pas seule",
      "Co-sign a note by somebody who does not write alone",
      "Onderteken een notitie mee van iemand die niet alleen schrijft",
      discussion: (
        "Lisez-la d’abord avec « carnet note show » ; « carnet note list » marque celles qui attendent. Personne ne cosigne ses propres mots ; plusieurs peuvent cosigner, et l’historique dit qui et quand.",
        "Read it first with “carnet note show”; “carnet note list” marks those that wait. Nobody co-signs her own words; several may co-sign, and the history tells who and when.",
        "Lees ze eerst met “carnet note show”; “carnet note list” toont welke wachten. Niemand ondertekent de eigen woorden mee; meerdere collega’s mogen het, en de geschiedenis zegt wie en wanneer."
      )),
  ]
}
