import CaseFile

/// The commands, by their canonical names.
public enum Command: String, CaseIterable, Hashable, Sendable {
  case carnet
  case `init`
  case serve
  case session
  case sessionOpen = "session open"
  case sessionLock = "session lock"
  case sessionShow = "session show"
  case worker
  case workerAdd = "worker add"
  case workerAdmit = "worker admit"
  case workerDevice = "worker device"
  case workerList = "worker list"
  case workerExtend = "worker extend"
  case workerEnd = "worker end"
  case workerRecovery = "worker recovery"
  case workerRecover = "worker recover"
  case passphrase
  case passphraseChange = "passphrase change"
  case pair
  case pairInvite = "pair invite"
  case pairAccept = "pair accept"
  case pairConfirm = "pair confirm"
  case pairAddress = "pair address"
  case pairList = "pair list"
  case pairRemove = "pair remove"
  case caseFile = "case"
  case caseOpen = "case open"
  case caseList = "case list"
  case caseShow = "case show"
  case caseLink = "case link"
  case caseClose = "case close"
  case caseReopen = "case reopen"
  case caseDeath = "case death"
  case caseReturn = "case return"
  case caseUnlink = "case unlink"
  case caseCall = "case call"
  case caseReader = "case reader"
  case person
  case personEdit = "person edit"
  case personShow = "person show"
  case personHistory = "person history"
  case note
  case noteAdd = "note add"
  case noteEdit = "note edit"
  case noteDelete = "note delete"
  case noteErase = "note erase"
  case noteList = "note list"
  case noteShow = "note show"
  case noteHistory = "note history"
  case noteRestore = "note restore"
  case noteSettle = "note settle"
  case noteCosign = "note cosign"
  case noteOrphans = "note orphans"
  case noteKeep = "note keep"
  case appointmentMove = "appointment move"
  case appointmentOutcome = "appointment outcome"
  case appointmentSlip = "appointment slip"
  case permanenceShow = "permanence show"
  case permanencePrepare = "permanence prepare"
  case permanenceTakeOff = "permanence take-off"
  case permanencePaper = "permanence paper"
  case permanenceBack = "permanence back"
  case permanenceRecord = "permanence record"
  case conventionCount = "convention count"
  case record
  case recordTypes = "record types"
  case recordAdd = "record add"
  case recordEdit = "record edit"
  case rightChecklist = "right checklist"
  case recordDelete = "record delete"
  case recordErase = "record erase"
  case recordList = "record list"
  case recordShow = "record show"
  case recordHistory = "record history"
  case recordRestore = "record restore"
  case recordSettle = "record settle"
  case recordPublish = "record publish"
  case recordWithdraw = "record withdraw"
  case recordCopy = "record copy"
  case service
  case serviceSheet = "service sheet"
  case servicePublish = "service publish"
  case serviceWithdraw = "service withdraw"
  case consent
  case consentGive = "consent give"
  case consentExtend = "consent extend"
  case consentNarrow = "consent narrow"
  case consentRenew = "consent renew"
  case consentRefuse = "consent refuse"
  case consentWithdraw = "consent withdraw"
  case consentList = "consent list"
  case consentShow = "consent show"
  case consentReceipt = "consent receipt"
  case release
  case sync
  case status
  case bundle
  case bundleMake = "bundle make"
  case bundleOpen = "bundle open"
  case export
  case agenda
  case caseload
  case requests
  case handover
  case search
  case log
  case verify
  case device
  case deviceLost = "device lost"
  case backup
  case backupMake = "backup make"
  case backupRestore = "backup restore"
  case doctor

  /// The French alias of each word of the command.
  public var frenchName: String {
    // What a list became is entered; elsewhere the word stands for a record.
    if self == .permanenceRecord { return "permanence saisir" }
    // An access is prolonged; a consent reaches further.
    if self == .consentExtend { return "consentement etendre" }
    return rawValue.split(separator: " ").map { Self.frenchWord(String($0)) }
      .joined(separator: " ")
  }

  /// A chapter may be a kind of record, which has a French name of its own.
  private static func frenchWord(_ word: String) -> String {
    french[word] ?? RecordType.all.first { $0.code == word }?.frenchCommandName ?? word
  }

  private static let french: [String: String] = [
    "init": "creer", "lock": "fermer", "serve": "servir", "worker": "intervenant", "add": "ajouter",
    "admit": "admettre", "extend": "prolonger", "list": "lister", "end": "terminer",
    "recovery": "secours", "recover": "recuperer", "passphrase": "phrase", "change": "changer",
    "pair": "appairer", "invite": "inviter", "accept": "accepter", "confirm": "confirmer",
    "address": "adresse", "remove": "retirer", "case": "suivi", "open": "ouvrir",
    "show": "montrer", "link": "relier", "close": "clore", "reopen": "rouvrir", "unlink": "delier",
    "person": "personne", "edit": "modifier", "record": "fiche", "types": "types",
    "checklist": "bilan",
    "delete": "supprimer", "erase": "effacer", "history": "historique", "settle": "accorder",
    "consent": "consentement",
    "give": "donner", "narrow": "restreindre", "renew": "renouveler",
    "refuse": "refuser", "withdraw": "retirer", "receipt": "recepisse", "release": "sortie",
    "sync": "echanger", "status": "etat", "bundle": "enveloppe", "make": "faire",
    "export": "exporter", "search": "chercher", "log": "journal", "verify": "verifier",
    "device": "appareil", "lost": "perdu", "backup": "sauvegarde", "restore": "restaurer",
    "doctor": "diagnostic", "move": "deplacer", "outcome": "issue",
    "slip": "papillon", "publish": "publier", "copy": "copier", "sheet": "fiche",
    "prepare": "preparer", "take-off": "enlever", "paper": "feuille", "back": "rentree",
    "count": "compter", "call": "appeler", "caseload": "file-active", "requests": "demandes",
    "death": "deces", "return": "retour", "handover": "transmettre", "cosign": "cosigner",
    "orphans": "orphelines", "keep": "garder", "reader": "lecture",
  ]
}

/// What `--help` says about a command.
public struct Help: Hashable, Sendable {
  /// One line, without a full stop.
  public var abstract: String
  /// What it does not do, what to know before; may be empty.
  public var discussion: String

  public init(abstract: String, discussion: String) {
    (self.abstract, self.discussion) = (abstract, discussion)
  }
}

/// What `--help` says about a command, in each language.
struct HelpRow: Sendable {
  let abstract: (french: French, english: Told, dutch: Told)
  let discussion: (french: French, english: Told, dutch: Told)

  init(
    _ french: French, _ english: Told, _ dutch: Told,
    discussion: (French, Told, Told) = ("", "", "")
  ) {
    abstract = (french, english, dutch)
    self.discussion = discussion
  }

  static func row(of command: Command) -> HelpRow? {
    let tables = [
      service, pair, caseFile, records, sheets, consent, exchange, agenda, permanence, followed,
      handover, orphans,
    ]
    return tables.lazy.compactMap { $0[command] }.first
  }
}

extension Phrasebook {
  /// What `--help` says of a command.
  public func help(_ command: Command) -> Help { help(command, ofService: false) }

  /// The same, `ofService` for a kind of record that lives in no case file.
  public func help(_ command: Command, ofService: Bool) -> Help {
    let own = ofService ? HelpRow.recordsOfService[command] : nil
    guard let row = own ?? HelpRow.row(of: command) else {
      return Help(abstract: command.rawValue, discussion: "")
    }
    return Help(
      abstract: say(row.abstract.french, row.abstract.english, row.abstract.dutch),
      discussion: say(row.discussion.french, row.discussion.english, row.discussion.dutch))
  }
}
