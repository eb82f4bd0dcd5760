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

  /// One line for each option, so that none is without its words.
  static func row(of option: OptionName) -> Row {
    switch option {
    case .home: .home
    case .worker: .worker
    case .passphraseFile: .passphraseFile
    case .newPassphraseFile: .newPassphraseFile
    case .workerPassphraseFile: .workerPassphraseFile
    case .sheetFile: .sheetFile
    case .ofOperator: .ofOperator
    case .keyFile: .keyFile
    case .lang: .lang
    case .json: .json
    case .withoutPeers: .withoutPeers
    case .clockIsRight: .clockIsRight
    case .delay: .delay
    case .service: .service
    case .serviceKind: .serviceKind
    case .country: .country
    case .join: .join
    case .workerName: .workerName
    case .firstWorker: .firstWorker
    case .device: .device
    case .deviceCode: .deviceCode
    case .termEnd: .termEnd
    case .role: .role
    case .listen: .listen
    case .address: .address
    case .own: .own
    case .invitation: .invitation
    case .peer: .peer
    case .peerAddress: .peerAddress
    case .sas: .sas
    case .onlyCopy: .onlyCopy
    case .acknowledge: .acknowledge
    case .personName: .personName
    case .listedName: .listedName
    case .born: .born
    case .received: .received
    case .caseFile: .caseFile
    case .shared: .shared
    case .text: .text
    case .record: .record
    case .recordKind: .recordKind
    case .sheet: .sheet
    case .deletedRecords: .deletedRecords
    case .base: .base
    case .version: .version
    case .place: .place
    case .to: .to
    case .volets: .volets
    case .until: .until
    case .proof: .proof
    case .explainedIn: .explainedIn
    case .past: .past
    case .effective: .effective
    case .bothWays: .bothWays
    case .oneWay: .oneWay
    case .keepPast: .keepPast
    case .fromNow: .fromNow
    case .signed: .signed
    case .explainedBy: .explainedBy
    case .interpreterKind: .interpreterKind
    case .interpreterName: .interpreterName
    case .readAloud: .readAloud
    case .refusalOffered: .refusalOffered
    case .noConsequence: .noConsequence
    case .constrained: .constrained
    case .purpose: .purpose
    case .guardian: .guardian
    case .indicatedBy: .indicatedBy
    case .notice: .notice
    case .consent: .consent
    case .ownConsent: .ownConsent
    case .withdrawnFrom: .withdrawnFrom
    case .withdrawnVolets: .withdrawnVolets
    case .addedVolets: .addedVolets
    case .narrowedVolets: .narrowedVolets
    case .laterEnd: .laterEnd
    case .releasedOn: .releasedOn
    case .searchWords: .searchWords
    case .limit: .limit
    case .format: .format
    case .out: .out
    case .withLog: .withLog
    case .largePrint: .largePrint
    case .refusalWithdraws: .refusalWithdraws
    case .refusalKeeps: .refusalKeeps
    case .easy: .easy
    case .ended: .ended
    case .alsoWithdraw: .alsoWithdraw
    case .diedOn: .diedOn
    case .deathLearntFrom: .deathLearntFrom
    case .deathUndone: .deathUndone
    case .goingOn: .goingOn
    case .stopping: .stopping
    case .closingReason: .closingReason
    case .reopeningReason: .reopeningReason
    case .samePerson: .samePerson
    case .request: .request
    case .week: .week
    case .firstDay: .firstDay
    case .lastDay: .lastDay
    case .onlyCase: .onlyCase
    case .mine: .mine
    case .paper: .paper
    case .calendarFile: .calendarFile
    case .withPlace: .withPlace
    case .slipGiven: .slipGiven
    case .meeting: .meeting
    case .permanence: .permanence
    case .listedCases: .listedCases
    case .listed: .listed
    case .question: .question
    case .paperReader: .paperReader
    case .paperNumber: .paperNumber
    case .outcomeLines: .outcomeLines
    case .wordsVolet: .wordsVolet
    case .writtenOn: .writtenOn
    case .convention: .convention
    case .year: .year
    case .unsafe: .unsafe
    case .callPaper: .callPaper
    case .followedBy: .followedBy
    case .everybody: .everybody
    case .agreedOn: .agreedOn
    case .handTo: .handTo
    case .handFrom: .handFrom
    case .handList: .handList
    case .handText: .handText
    case .handVolet: .handVolet
    case .handPaper: .handPaper
    case .line: .line
    case .why: .why
    case .agree: .agree
    case .handing: .handing
    case .inside: .inside
    }
  }
}

/// Of every command.
extension HelpOptions.Row {
  static let delay = Self(
    "DELAY", "Sans commande pendant ce temps, la session se ferme (sinon 15 minutes)",
    "Without a command for so long the session locks (else 15 minutes)",
    "Zonder opdracht gedurende die tijd sluit de sessie (anders 15 minuten)")
  static let home = Self(
    "DIR", "Dossier du carnet (sinon CARNET_HOME)", "Folder of the notebook (else CARNET_HOME)",
    "Map van het boekje (anders CARNET_HOME)")
  static let worker = Self(
    "NAME", "Qui travaille (sinon CARNET_WORKER)", "Who is working (else CARNET_WORKER)",
    "Wie werkt (anders CARNET_WORKER)")
  static let passphraseFile = Self(
    "FILE", "Fichier de la phrase de passe (sinon CARNET_PASSPHRASE_FILE, sinon demandée)",
    "File of the passphrase (else CARNET_PASSPHRASE_FILE, else asked)",
    "Bestand met de wachtzin (anders CARNET_PASSPHRASE_FILE, anders gevraagd)")
  static let newPassphraseFile = Self(
    "FILE", "Fichier de la nouvelle phrase de passe (sinon CARNET_NEW_PASSPHRASE_FILE)",
    "File of the new passphrase (else CARNET_NEW_PASSPHRASE_FILE)",
    "Bestand met de nieuwe wachtzin (anders CARNET_NEW_PASSPHRASE_FILE)")
  static let sheetFile = Self(
    "FILE", "Fichier du code de la feuille de secours (sinon CARNET_SHEET_FILE, sinon demandé)",
    "File of the code of the recovery sheet (else CARNET_SHEET_FILE, else asked)",
    "Bestand met de code van het herstelblad (anders CARNET_SHEET_FILE, anders gevraagd)")
  static let ofOperator = Self(
    nil, "Celle de l’opérateur de cet appareil", "That of the operator of this device",
    "Die van de operator van dit toestel")
  static let workerPassphraseFile = Self(
    "FILE",
    "Fichier de sa phrase de passe (sinon CARNET_WORKER_PASSPHRASE_FILE, sinon demandée)",
    "File of their passphrase (else CARNET_WORKER_PASSPHRASE_FILE, else asked)",
    "Bestand met die wachtzin (anders CARNET_WORKER_PASSPHRASE_FILE, anders gevraagd)")
  static let keyFile = Self(
    "FILE", "Fichier de clé de l’appareil (sinon CARNET_KEY_FILE, sinon boot.key)",
    "Key file of the device (else CARNET_KEY_FILE, else boot.key)",
    "Sleutelbestand van het toestel (anders CARNET_KEY_FILE, anders boot.key)")
  static let withoutPeers = Self(
    nil, "Continue après un retour d’une copie, même si les autres appareils ne répondent pas",
    "Go on after coming back from a copy although other devices do not answer",
    "Ga verder na een terugkeer uit een kopie, ook als andere toestellen niet antwoorden")
  static let clockIsRight = Self(
    nil, "Dit que l’horloge de cet appareil est juste",
    "Say that the clock of this device is right",
    "Zeg dat de klok van dit toestel juist is")
  static let lang = Self("LANG", "Langue des phrases", "Language of the sentences", "Taal")
  static let json = Self(
    nil, "Répond par une valeur JSON", "Answer with one JSON value", "Antwoord in JSON")
}

/// Of a service, its workers and its devices.
extension HelpOptions.Row {
  static let onlyCopy = Self(
    nil, "Dit qu’aucune autre copie de ce carnet n’est utilisée",
    "Say that no other copy of this notebook is in use",
    "Zeg dat geen andere kopie van dit boekje gebruikt wordt")
  static let acknowledge = Self(
    nil,
    "Dit que les pertes du disque, ou le retour d’une copie, sont connus : l’historique les garde",
    "Say that losses of the disk, or a copy that was put back, are known: the history keeps them",
    "Zeg dat verliezen van de schijf, of een teruggezette kopie, bekend zijn: de geschiedenis bewaart ze"
  )
  static let service = Self("NAME", "Nom du service", "Name of the service", "Naam van de dienst")
  static let serviceKind = Self("KIND", "Type de service", "Kind of service", "Soort dienst")
  static let country = Self("COUNTRY", "Pays", "Country", "Land")
  static let join = Self(
    "INVITATION", "Invitation d’un appareil du même service",
    "Invitation by a device of the same service", "Uitnodiging van een toestel van de dienst")
  static let workerName = Self("NAME", "Nom de la personne", "Name of the worker", "Naam")
  static let firstWorker = Self(
    "NAME", "Nom de la première personne de l’équipe (sinon --as)",
    "Name of the first worker (else --as)", "Naam van de eerste medewerker (anders --as)")
  static let device = Self(
    "DIGITS", "Les vingt chiffres que la personne lit sur son appareil",
    "The twenty digits that the person reads on their device",
    "De twintig cijfers die de persoon op het toestel leest")
  static let deviceCode = Self(
    "CODE", "Code que la même personne a fait sur un autre appareil",
    "Code that the same person made on another device (carnet worker device)",
    "Code die dezelfde persoon op een ander toestel maakte (carnet worker device)")
  static let termEnd = Self(
    "DATE", "Son dernier jour dans le service", "Their last day in the service",
    "Laatste dag in de dienst")
  static let role = Self(
    "ROLE", "Son rôle dans le service (inutile avec --code)",
    "Role in the service (not needed with --code)", "Rol in de dienst (niet nodig met --code)")
  static let listen = Self(
    "HOST:PORT", "Où écouter (sinon 0.0.0.0:7447) ; port 0 : libre",
    "Where to listen (else 0.0.0.0:7447); port 0: any", "Waar luisteren (anders 0.0.0.0:7447)"
  )
  static let address = Self(
    "HOST:PORT", "Adresse où cet appareil est joignable",
    "Address at which this device can be reached", "Adres waarop dit toestel bereikbaar is")
  static let own = Self(
    nil, "Pour un appareil de son propre service", "For a device of one’s own service",
    "Voor een toestel van de eigen dienst")
  static let invitation = Self(
    "INVITATION", "Texte de l’invitation", "Text of the invitation", "Uitnodiging")
  static let peer = Self(
    "PEER", "Appareil ou service, par nom ou numéro", "Device or service", "Toestel of dienst")
  static let peerAddress = Self("HOST:PORT", "Son adresse", "Its address", "Het adres")
  static let sas = Self(
    "DIGITS", "Chiffres lus par l’autre", "Digits that the other reads out",
    "Cijfers die de ander voorleest")
}

/// Of a case file and what it holds.
extension HelpOptions.Row {
  static let personName = Self("NAME", "Nom de la personne", "Name of the person", "Naam")
  static let listedName = Self(
    "NAME", "Nom de la personne, ou le début d’un de ses noms",
    "Name of the person, or the beginning of one", "Naam van de persoon, of het begin ervan")
  static let born = Self("DATE", "Date de naissance", "Date of birth", "Geboortedatum")
  static let received = Self(
    nil, "Montre ce qui est reçu", "Show what is received", "Toon wat ontvangen is")
  static let caseFile = Self(
    "CASE", "Suivi, par numéro ou par nom de la personne",
    "Case file, by number or by the person’s name", "Dossier, nummer of naam van de persoon")
  static let shared = Self(
    "SHARED", "Partage reçu, par numéro ou par nom de la personne",
    "Received share, by number or by the person’s name", "Deling, nummer of naam")
  static let samePerson = Self(
    nil, "C’est bien la même personne, malgré le nom ou la naissance",
    "It is the same person, in spite of name or birth",
    "Het is dezelfde persoon, ondanks naam of geboorte")
  static let request = Self(
    "WORDS", "Ce que la personne demande, dans ses mots, ou « - » pour l’entrée",
    "What the person asks for, in her words, or “-” for the input",
    "Wat de persoon vraagt, in eigen woorden, of “-” voor de invoer")
  static let text = Self(
    "FILE|-", "Fichier du texte, ou « - »", "File of the text, or “-”", "Tekstbestand")
  static let record = Self(
    "RECORD", "Numéro de la fiche", "Number of the record", "Nummer van de fiche")
  static let sheet = Self(
    "SHEET", "Numéro de la fiche publiée", "Number of the published sheet",
    "Nummer van het gepubliceerde blad")
  static let recordKind = Self("KIND", "Type de fiche", "Kind of record", "Soort fiche")
  static let deletedRecords = Self(
    nil, "Montre aussi les fiches supprimées", "Show deleted records too",
    "Toon ook verwijderde fiches")
  static let base = Self(
    "VERSION", "Version dont on part (sinon la dernière lue ou écrite ici)",
    "Version to start from (else the last one read or written here)",
    "Versie waarvan u vertrekt (anders de laatst gelezen of geschreven)")
  static let version = Self(
    "VERSION", "Version, comme la note ou son historique la montre",
    "Version, as the note or its history shows it", "Versie, zoals getoond")
  static let place = Self(
    "CASE|SHARED", "Suivi ou partage reçu", "Case file or received share", "Dossier of deling")
  static let searchWords = Self("WORDS", "Mots à chercher", "Words to look for", "Woorden")
  static let limit = Self(
    "NUMBER", "Combien en montrer (sinon 100)", "How many to show (else 100)", "Hoeveel tonen")
  static let largePrint = Self(
    nil, "En gros caractères (page html)", "In large print (html page)",
    "In grote letters (html-pagina)")
  static let format = Self("FORMAT", "Format du fichier", "Format of the file", "Formaat")
  static let out = Self(
    "FILE|-", "Fichier à écrire, ou « - » pour l’écran", "File to write, or “-” for the screen",
    "Te schrijven bestand, of “-” voor het scherm")
  static let closingReason = Self(
    "REASONS",
    "Pourquoi il se termine : la période en cours se termine avec lui ; sans période, une le dit",
    "Why it ends: the period that goes on ends with it; where none does, one says it",
    "Waarom het eindigt: de lopende periode eindigt mee; is er geen, dan zegt een periode het")
  static let reopeningReason = Self(
    "WORDS", "Pourquoi il reprend : une période le dit", "Why it resumes: a period says so",
    "Waarom het herneemt: een periode zegt het")
  static let alsoWithdraw = Self(
    nil, "La personne retire aussi ses accords", "The person withdraws her consents as well",
    "De persoon trekt ook in")
  static let withLog = Self(
    nil, "Ajoute le journal des accès", "Add the log of accesses", "Voeg het logboek toe")
}

/// Of a consent.
extension HelpOptions.Row {
  static let to = Self("SERVICE", "Service destinataire", "Recipient service", "Ontvangende dienst")
  static let volets = Self(
    "VOLETS", "Volets, séparés par des virgules", "Volets, separated by commas",
    "Luiken, met komma’s")
  static let until = Self(
    "DATE", "Dernier jour de l’accord (sinon dans 12 mois)",
    "Last day of the consent (else in 12 months)", "Laatste dag (anders over 12 maanden)")
  static let proof = Self(
    "PROOF", "Comment la personne l’a dit", "How the person said so", "Hoe ze het zei")
  static let explainedIn = Self(
    "LANG", "Langue de l’explication", "Language of the explanation", "Taal van de uitleg")
  static let past = Self(
    "PAST", "Ce qui est déjà écrit (sinon rien)", "What is already written (else nothing)",
    "Wat er al staat (anders niets)")
  static let effective = Self(
    "EFFECT", "Prise d’effet (sinon maintenant)", "When it takes effect (else now)",
    "Ingang (anders nu)")
  static let bothWays = Self(nil, "Dans les deux sens", "Both ways", "In beide richtingen")
  static let oneWay = Self(
    nil, "Dans un seul sens, même si cela met fin à des réponses",
    "One way, even where that ends answers", "In één richting, ook als dat antwoorden beëindigt"
  )
  static let keepPast = Self(
    nil, "Ce qu’un accord d’avant laissait lire reste lisible",
    "What an earlier consent let be read stays readable",
    "Wat een eerdere toestemming liet lezen, blijft leesbaar")
  static let fromNow = Self(
    nil, "Ce qu’un accord d’avant laissait lire prend fin",
    "What an earlier consent let be read ends",
    "Wat een eerdere toestemming liet lezen, eindigt"
  )
  static let consent = Self(
    "CONSENT|SHARED|NAME", "Accord, partage reçu ou suivi, ou nom de la personne",
    "Consent, received share or case file, or the person’s name",
    "Toestemming, ontvangen deling of dossier, of naam van de persoon")
  static let ownConsent = Self(
    "CONSENT|NAME", "Accord de ce service, ou nom de la personne",
    "Consent of this service, or the person’s name",
    "Toestemming van deze dienst, of naam van de persoon")
  static let withdrawnFrom = Self(
    "SERVICE", "L’autre service, si la personne a plusieurs accords",
    "The other service, if the person has several consents",
    "De andere dienst, als de persoon meerdere toestemmingen heeft")
  static let refusalWithdraws = Self(
    nil, "Ce qui était convenu prend fin aussi", "What was agreed ends too",
    "Wat afgesproken was, eindigt ook")
  static let refusalKeeps = Self(
    nil, "Ce qui était convenu reste", "What was agreed stays", "Wat afgesproken was, blijft")
  static let easy = Self(nil, "En phrases simples", "In plain sentences", "In eenvoudige zinnen")
  static let ended = Self(
    nil, "Avec --json : ce qui a pris fin", "With --json: what ended",
    "Met --json: wat afgelopen is")
  static let withdrawnVolets = Self(
    "VOLETS", "Seulement ces volets", "These volets alone", "Enkel deze luiken")
  static let addedVolets = Self(
    "VOLETS", "Volets en plus, séparés par des virgules", "Further volets, separated by commas",
    "Bijkomende luiken, met komma’s")
  static let narrowedVolets = Self(
    "VOLETS", "Volets qui ne seront plus partagés, séparés par des virgules",
    "Volets that are shared no more, separated by commas",
    "Luiken die niet meer gedeeld worden, met komma’s")
  static let laterEnd = Self(
    "DATE", "Nouveau dernier jour, plus tard", "New last day, a later one",
    "Nieuwe laatste dag, later")
  static let releasedOn = Self(
    "DATE", "Jour de la sortie", "Day of the release", "Dag van de vrijlating")
}
