import CaseFile

/// What `--help` says about an option.
public struct OptionHelp: Hashable, Sendable {
  /// One line, without a full stop.
  public var text: String
  /// What stands between angle brackets; the name of the option when nil.
  public var value: String?
}

extension Phrasebook {
  /// What `--help` says of an option.
  public func help(_ option: OptionName) -> OptionHelp {
    let row = HelpOptions.row(of: option)
    let text = say(
      row.french, Told(verbatim: row.english),
      Told(verbatim: OptionSpelling.named(row.dutch, in: .dutch)))
    let values = values(of: option)
    return OptionHelp(
      text: values.isEmpty ? text : labelled(text, values),
      value: row.value.map(placeholder))
  }
}

enum HelpOptions {
  struct Row {
    let value: String?
    let french: French
    let english: String
    let dutch: String

    init(_ value: String?, _ french: French, _ english: String, _ dutch: String) {
      (self.value, self.french, self.english, self.dutch) = (value, french, english, dutch)
    }
  }

  static func row(of option: OptionName) -> Row {
    switch option {
    case .home, .worker, .passphraseFile, .newPassphraseFile, .workerPassphraseFile, .sheetFile,
      .ofOperator, .keyFile,
      .lang, .json, .withoutPeers, .clockIsRight, .delay:
      common(option)
    case .service, .serviceKind, .country, .join, .workerName, .firstWorker, .device, .deviceCode,
      .termEnd,
      .role, .listen,
      .address, .own,
      .invitation, .peer, .peerAddress, .sas, .onlyCopy, .acknowledge:
      ofService(option)
    case .personName, .listedName, .born, .received, .caseFile, .shared, .text, .record,
      .recordKind, .sheet, .deletedRecords, .base, .version, .place, .searchWords, .limit, .format,
      .out, .withLog, .largePrint, .alsoWithdraw, .closingReason, .reopeningReason, .samePerson,
      .request:
      ofCase(option)
    case .to, .volets, .until, .proof, .explainedIn, .past, .effective, .bothWays, .oneWay,
      .keepPast, .fromNow, .consent,
      .ownConsent, .withdrawnFrom, .withdrawnVolets, .releasedOn, .refusalWithdraws,
      .refusalKeeps, .easy, .ended:
      ofConsent(option)
    case .signed, .explainedBy, .interpreterKind, .interpreterName, .readAloud, .refusalOffered,
      .noConsequence, .constrained, .purpose, .guardian, .indicatedBy, .notice:
      ofCircumstances(option)
    case .week, .firstDay, .lastDay, .onlyCase, .mine, .paper, .calendarFile, .withPlace,
      .slipGiven, .meeting:
      ofAgenda(option)
    case .permanence, .listedCases, .listed, .question, .paperReader, .paperNumber, .outcomeLines,
      .wordsVolet, .writtenOn, .convention, .year:
      ofPermanence(option)
    case .unsafe, .callPaper:
      ofReach(option)
    case .diedOn, .deathLearntFrom, .deathUndone, .goingOn, .stopping:
      ofTurns(option)
    case .followedBy, .everybody:
      ofFollowed(option)
    case .agreedOn: agreedOn
    case .handTo, .handFrom, .handList, .handText, .handVolet, .handPaper:
      ofHandover(option)
    case .line, .why, .agree: ofReader(option)
    case .handing, .inside: ofHanding(option)
    }
  }

  private static func common(_ option: OptionName) -> Row {
    switch option {
    case .delay:
      Row(
        "DELAY", "Sans commande pendant ce temps, la session se ferme (sinon 15 minutes)",
        "Without a command for so long the session locks (else 15 minutes)",
        "Zonder opdracht gedurende die tijd sluit de sessie (anders 15 minuten)")
    case .home:
      Row(
        "DIR", "Dossier du carnet (sinon CARNET_HOME)", "Folder of the notebook (else CARNET_HOME)",
        "Map van het boekje (anders CARNET_HOME)")
    case .worker:
      Row(
        "NAME", "Qui travaille (sinon CARNET_WORKER)", "Who is working (else CARNET_WORKER)",
        "Wie werkt (anders CARNET_WORKER)")
    case .passphraseFile:
      Row(
        "FILE", "Fichier de la phrase de passe (sinon CARNET_PASSPHRASE_FILE, sinon demandée)",
        "File of the passphrase (else CARNET_PASSPHRASE_FILE, else asked)",
        "Bestand met de wachtzin (anders CARNET_PASSPHRASE_FILE, anders gevraagd)")
    case .newPassphraseFile:
      Row(
        "FILE", "Fichier de la nouvelle phrase de passe (sinon CARNET_NEW_PASSPHRASE_FILE)",
        "File of the new passphrase (else CARNET_NEW_PASSPHRASE_FILE)",
        "Bestand met de nieuwe wachtzin (anders CARNET_NEW_PASSPHRASE_FILE)")
    case .workerPassphraseFile:
      Row(
        "FILE",
        "Fichier de sa phrase de passe (sinon CARNET_WORKER_PASSPHRASE_FILE, sinon demandée)",
        "File of their passphrase (else CARNET_WORKER_PASSPHRASE_FILE, else asked)",
        "Bestand met die wachtzin (anders CARNET_WORKER_PASSPHRASE_FILE, anders gevraagd)")
    case .sheetFile:
      Row(
        "FILE", "Fichier du code de la feuille de secours (sinon CARNET_SHEET_FILE, sinon demandé)",
        "File of the code of the recovery sheet (else CARNET_SHEET_FILE, else asked)",
        "Bestand met de code van het herstelblad (anders CARNET_SHEET_FILE, anders gevraagd)")
    case .ofOperator:
      Row(
        nil, "Celle de l’opérateur de cet appareil", "That of the operator of this device",
        "Die van de operator van dit toestel")
    case .keyFile:
      Row(
        "FILE", "Fichier de clé de l’appareil (sinon CARNET_KEY_FILE, sinon boot.key)",
        "Key file of the device (else CARNET_KEY_FILE, else boot.key)",
        "Sleutelbestand van het toestel (anders CARNET_KEY_FILE, anders boot.key)")
    case .withoutPeers:
      Row(
        nil, "Continue après un retour d’une copie, même si les autres appareils ne répondent pas",
        "Go on after coming back from a copy although other devices do not answer",
        "Ga verder na een terugkeer uit een kopie, ook als andere toestellen niet antwoorden")
    case .clockIsRight:
      Row(
        nil, "Dit que l’horloge de cet appareil est juste",
        "Say that the clock of this device is right",
        "Zeg dat de klok van dit toestel juist is")
    case .lang: Row("LANG", "Langue des phrases", "Language of the sentences", "Taal")
    case _:
      Row(nil, "Répond par une valeur JSON", "Answer with one JSON value", "Antwoord in JSON")
    }
  }

  private static func ofService(_ option: OptionName) -> Row {
    switch option {
    case .onlyCopy:
      Row(
        nil, "Dit qu’aucune autre copie de ce carnet n’est utilisée",
        "Say that no other copy of this notebook is in use",
        "Zeg dat geen andere kopie van dit boekje gebruikt wordt")
    case .acknowledge:
      Row(
        nil,
        "Dit que les pertes du disque, ou le retour d’une copie, sont connus : l’historique les garde",
        "Say that losses of the disk, or a copy that was put back, are known: the history keeps them",
        "Zeg dat verliezen van de schijf, of een teruggezette kopie, bekend zijn: de geschiedenis bewaart ze"
      )
    case .service: Row("NAME", "Nom du service", "Name of the service", "Naam van de dienst")
    case .serviceKind: Row("KIND", "Type de service", "Kind of service", "Soort dienst")
    case .country: Row("COUNTRY", "Pays", "Country", "Land")
    case .join:
      Row(
        "INVITATION", "Invitation d’un appareil du même service",
        "Invitation by a device of the same service", "Uitnodiging van een toestel van de dienst")
    case .workerName: Row("NAME", "Nom de la personne", "Name of the worker", "Naam")
    case .firstWorker:
      Row(
        "NAME", "Nom de la première personne de l’équipe (sinon --as)",
        "Name of the first worker (else --as)", "Naam van de eerste medewerker (anders --as)")
    case .device:
      Row(
        "DIGITS", "Les vingt chiffres que la personne lit sur son appareil",
        "The twenty digits that the person reads on their device",
        "De twintig cijfers die de persoon op het toestel leest")
    case .deviceCode:
      Row(
        "CODE", "Code que la même personne a fait sur un autre appareil",
        "Code that the same person made on another device (carnet worker device)",
        "Code die dezelfde persoon op een ander toestel maakte (carnet worker device)")
    case .termEnd:
      Row(
        "DATE", "Son dernier jour dans le service", "Their last day in the service",
        "Laatste dag in de dienst")
    case .role:
      Row(
        "ROLE", "Son rôle dans le service (inutile avec --code)",
        "Role in the service (not needed with --code)", "Rol in de dienst (niet nodig met --code)")
    case .listen:
      Row(
        "HOST:PORT", "Où écouter (sinon 0.0.0.0:7447) ; port 0 : libre",
        "Where to listen (else 0.0.0.0:7447); port 0: any", "Waar luisteren (anders 0.0.0.0:7447)"
      )
    case .address:
      Row(
        "HOST:PORT", "Adresse où cet appareil est joignable",
        "Address at which this device can be reached", "Adres waarop dit toestel bereikbaar is")
    case .own:
      Row(
        nil, "Pour un appareil de son propre service", "For a device of one’s own service",
        "Voor een toestel van de eigen dienst")
    case .invitation:
      Row("INVITATION", "Texte de l’invitation", "Text of the invitation", "Uitnodiging")
    case .peer:
      Row(
        "PEER", "Appareil ou service, par nom ou numéro", "Device or service", "Toestel of dienst")
    case .peerAddress: Row("HOST:PORT", "Son adresse", "Its address", "Het adres")
    case _:
      Row(
        "DIGITS", "Chiffres lus par l’autre", "Digits that the other reads out",
        "Cijfers die de ander voorleest")
    }
  }

  private static func ofCase(_ option: OptionName) -> Row {
    switch option {
    case .personName: Row("NAME", "Nom de la personne", "Name of the person", "Naam")
    case .listedName:
      Row(
        "NAME", "Nom de la personne, ou le début d’un de ses noms",
        "Name of the person, or the beginning of one", "Naam van de persoon, of het begin ervan")
    case .born: Row("DATE", "Date de naissance", "Date of birth", "Geboortedatum")
    case .received:
      Row(nil, "Montre ce qui est reçu", "Show what is received", "Toon wat ontvangen is")
    case .caseFile:
      Row(
        "CASE", "Suivi, par numéro ou par nom de la personne",
        "Case file, by number or by the person’s name", "Dossier, nummer of naam van de persoon")
    case .shared:
      Row(
        "SHARED", "Partage reçu, par numéro ou par nom de la personne",
        "Received share, by number or by the person’s name", "Deling, nummer of naam")
    case .samePerson:
      Row(
        nil, "C’est bien la même personne, malgré le nom ou la naissance",
        "It is the same person, in spite of name or birth",
        "Het is dezelfde persoon, ondanks naam of geboorte")
    case .request:
      Row(
        "WORDS", "Ce que la personne demande, dans ses mots, ou « - » pour l’entrée",
        "What the person asks for, in her words, or “-” for the input",
        "Wat de persoon vraagt, in eigen woorden, of “-” voor de invoer")
    case .text:
      Row("FILE|-", "Fichier du texte, ou « - »", "File of the text, or “-”", "Tekstbestand")
    case .record:
      Row("RECORD", "Numéro de la fiche", "Number of the record", "Nummer van de fiche")
    case .sheet:
      Row(
        "SHEET", "Numéro de la fiche publiée", "Number of the published sheet",
        "Nummer van het gepubliceerde blad")
    case .recordKind: Row("KIND", "Type de fiche", "Kind of record", "Soort fiche")
    case .deletedRecords:
      Row(
        nil, "Montre aussi les fiches supprimées", "Show deleted records too",
        "Toon ook verwijderde fiches")
    case .base:
      Row(
        "VERSION", "Version dont on part (sinon la dernière lue ou écrite ici)",
        "Version to start from (else the last one read or written here)",
        "Versie waarvan u vertrekt (anders de laatst gelezen of geschreven)")
    case .version:
      Row(
        "VERSION", "Version, comme la note ou son historique la montre",
        "Version, as the note or its history shows it", "Versie, zoals getoond")
    case .place:
      Row(
        "CASE|SHARED", "Suivi ou partage reçu", "Case file or received share", "Dossier of deling")
    case .searchWords: Row("WORDS", "Mots à chercher", "Words to look for", "Woorden")
    case .limit:
      Row(
        "NUMBER", "Combien en montrer (sinon 100)", "How many to show (else 100)", "Hoeveel tonen")
    case .largePrint:
      Row(
        nil, "En gros caractères (page html)", "In large print (html page)",
        "In grote letters (html-pagina)")
    case .format: Row("FORMAT", "Format du fichier", "Format of the file", "Formaat")
    case .out:
      Row(
        "FILE|-", "Fichier à écrire, ou « - » pour l’écran", "File to write, or “-” for the screen",
        "Te schrijven bestand, of “-” voor het scherm")
    case .closingReason:
      Row(
        "REASONS", "Pourquoi il se termine : la période en cours se termine avec lui",
        "Why it ends: the period that goes on ends with it",
        "Waarom het eindigt: de lopende periode eindigt mee")
    case .reopeningReason:
      Row(
        "WORDS", "Pourquoi il reprend : une période le dit", "Why it resumes: a period says so",
        "Waarom het herneemt: een periode zegt het")
    case .alsoWithdraw:
      Row(
        nil, "La personne retire aussi ses accords", "The person withdraws her consents as well",
        "De persoon trekt ook in")
    case _:
      Row(
        nil, "Ajoute le journal des accès", "Add the log of accesses", "Voeg het logboek toe")
    }
  }

  private static func ofConsent(_ option: OptionName) -> Row {
    switch option {
    case .to: Row("SERVICE", "Service destinataire", "Recipient service", "Ontvangende dienst")
    case .volets:

      Row(
        "VOLETS", "Volets, séparés par des virgules", "Volets, separated by commas",
        "Luiken, met komma’s")
    case .until:
      Row(
        "DATE", "Dernier jour de l’accord (sinon dans 12 mois)",
        "Last day of the consent (else in 12 months)", "Laatste dag (anders over 12 maanden)")
    case .proof:
      Row("PROOF", "Comment la personne l’a dit", "How the person said so", "Hoe ze het zei")
    case .explainedIn:
      Row("LANG", "Langue de l’explication", "Language of the explanation", "Taal van de uitleg")
    case .past:
      Row(
        "PAST", "Ce qui est déjà écrit (sinon rien)", "What is already written (else nothing)",
        "Wat er al staat (anders niets)")
    case .effective:
      Row(
        "EFFECT", "Prise d’effet (sinon maintenant)", "When it takes effect (else now)",
        "Ingang (anders nu)")
    case .bothWays: Row(nil, "Dans les deux sens", "Both ways", "In beide richtingen")
    case .oneWay:
      Row(
        nil, "Dans un seul sens, même si cela met fin à des réponses",
        "One way, even where that ends answers", "In één richting, ook als dat antwoorden beëindigt"
      )
    case .keepPast:
      Row(
        nil, "Ce qu’un accord d’avant laissait lire reste lisible",
        "What an earlier consent let be read stays readable",
        "Wat een eerdere toestemming liet lezen, blijft leesbaar")
    case .fromNow:
      Row(
        nil, "Ce qu’un accord d’avant laissait lire prend fin",
        "What an earlier consent let be read ends",
        "Wat een eerdere toestemming liet lezen, eindigt"
      )
    case .consent:
      Row(
        "CONSENT|SHARED|NAME", "Accord, partage reçu ou suivi, ou nom de la personne",
        "Consent, received share or case file, or the person’s name",
        "Toestemming, ontvangen deling of dossier, of naam van de persoon")
    case .ownConsent:
      Row(
        "CONSENT|NAME", "Accord de ce service, ou nom de la personne",
        "Consent of this service, or the person’s name",
        "Toestemming van deze dienst, of naam van de persoon")
    case .withdrawnFrom:
      Row(
        "SERVICE", "L’autre service, si la personne a plusieurs accords",
        "The other service, if the person has several consents",
        "De andere dienst, als de persoon meerdere toestemmingen heeft")
    case .refusalWithdraws:
      Row(
        nil, "Ce qui était convenu prend fin aussi", "What was agreed ends too",
        "Wat afgesproken was, eindigt ook")
    case .refusalKeeps:
      Row(nil, "Ce qui était convenu reste", "What was agreed stays", "Wat afgesproken was, blijft")
    case .easy: Row(nil, "En phrases simples", "In plain sentences", "In eenvoudige zinnen")
    case .ended:
      Row(
        nil, "Avec --json : ce qui a pris fin", "With --json: what ended",
        "Met --json: wat afgelopen is")
    case .withdrawnVolets:
      Row("VOLETS", "Seulement ces volets", "These volets alone", "Enkel deze luiken")
    case _: Row("DATE", "Jour de la sortie", "Day of the release", "Dag van de vrijlating")
    }
  }
}
