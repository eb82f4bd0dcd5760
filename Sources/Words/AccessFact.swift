public import CaseFile
public import Envelope

/// Who opens the notebook, and what stands in the way.
public enum AccessFact: Hashable, Sendable {
  case wrongPassphrase
  /// None was given, and there is no terminal to ask on.
  case passphraseMissing(PassphraseFile)
  /// Asked for at the terminal, and given up.
  case passphraseNotTyped
  case emptyPassphrase
  /// The two readings of a new passphrase differ.
  case passphrasesDiffer
  /// Too short, or a few signs repeated.
  case weakPassphrase
  /// No text, or more than one line: nobody could type it again.
  case untypablePassphrase
  case unknownWorker(String)
  /// Nobody opens this device under that name; whether somebody of the service has it cannot be told without a key.
  case workerNotHere(String)
  /// Somebody of the service who has no device here.
  case workerElsewhere(String)
  /// The code of a recovery sheet that opens nothing here.
  case recoveryVoid
  /// Several workers may open this node; who, nobody can tell before one of them does.
  case severalWorkers
  case noWorker
  case endedWorker(String)
  /// Somebody who opened this node before; told by what exchanges.
  case endedHere(String)
  /// Somebody whose access by this device has ended, and goes on by another.
  case endedByDevice(String)
  /// The same; told by what exchanges.
  case endedByDeviceHere(String)
  /// Somebody who opened this node before, which was removed; told by what exchanges.
  case endedOnRemoved(String)
  /// Enrolled, and not yet admitted by a colleague; with the digits of the device, nil when they are not known.
  case notAdmitted(String, digits: String?)
  /// Which device of somebody is to be admitted was not said: what there is.
  case deviceNotNamed(String, devices: [String])
  case unknownDevice(String)
  /// A device of somebody has these digits, and its access has ended.
  case deviceEnded(String, digits: String)
  /// Somebody who is admitted has a name that is read as the same.
  case workerNamesake(String)
  /// A further device of somebody who is admitted.
  case theirOwnDevice(String)
  case deviceCodeUnreadable
  /// A further device of somebody, for whom another role was given than this one, which is theirs.
  case furtherDeviceRole(String, Role)
  case workerExists(String)
  /// A node that has not yet received the keys of the worker.
  case keysNotHere
  /// The file that opens the node at boot is missing, altered or of another node.
  case keyFileUnreadable
  /// What a worker's passphrase opens was altered on the disk.
  case workerKeyDamaged
  /// What the operator's passphrase opens was.
  case operatorKeyDamaged
  /// What the code of a recovery sheet opens was.
  case sheetDamaged
  /// What the key file opens was.
  case keyFileDamaged
  /// Opened by the operator, who reads and writes no note.
  case workerNeeded
  /// Opened by a worker, who pairs and enrolls nobody.
  case operatorNeeded
  /// The service has not heard yet that this node belongs to it.
  case nodeNotEnrolledYet
  /// Somebody who stays here for a time, whose last day is over.
  case termOver(String, Role, last: CalendarDate?)
  /// The same by a clock that is doubted, or that was put back since.
  case termOverByClock(String, Role, last: CalendarDate?)
  /// The same; told to those who read notices.
  case termPassed(String, Role, last: CalendarDate?)
  /// The last day of somebody who stays for a time comes near; told to them too.
  case termNears(String, Role, last: CalendarDate?)
  /// Somebody of this role is enrolled for a time, which was not said.
  case termMissing(Role)
  /// A last day that is over, or more than so many days away.
  case termOutOfRange(days: Int)
  /// Locked while a command was under way, which did nothing.
  case sessionLocked
  /// The agent ended while it carried out a command.
  case sessionBroken
  case sessionNotStarted
  case sessionAlreadyOpen(String)
  /// To be locked, and not open on this device, where those of others are.
  case sessionOfOthers(String, open: [String])
  /// An agent lives that no command reaches.
  case sessionUnreachable
  /// What opened the session opens nothing any more.
  case sessionOutdated(String)
  /// The new passphrase is the one that was to be replaced.
  case samePassphrase
  /// The code of a sheet that does not read.
  case sheetMistyped(SheetSlip)
  /// The machine does not give the memory that a passphrase takes.
  case outOfMemory

  var wording: Wording {
    switch self {
    case .wrongPassphrase:
      Wording(
        "wrongPassphrase", .refused,
        "La phrase de passe ne convient pas. Rien n’a été ouvert ni changé. Vérifiez la touche majuscule, puis recommencez. Si vous l’avez oubliée et gardez une feuille de secours : « carnet worker recover NOM ».",
        "The passphrase does not fit. Nothing was opened or changed. Check the Caps Lock key, then try again. If you forgot it and keep a recovery sheet: “carnet worker recover NAME”.",
        "De wachtzin klopt niet. Er is niets geopend of gewijzigd. Controleer de hoofdlettertoets en probeer opnieuw. Bent u ze vergeten en bewaart u een herstelblad: “carnet worker recover NAAM”."
      )
    case .passphraseMissing(let file): Self.passphraseMissingRow(file)
    case .passphraseNotTyped:
      Wording(
        "passphraseNotTyped", .usage,
        "Rien n’a été tapé comme phrase de passe. Rien n’a été ouvert ni changé. Recommencez, ou indiquez un fichier avec --passphrase-file.",
        "Nothing was typed as a passphrase. Nothing was opened or changed. Try again, or name a file with --passphrase-file.",
        "Er is niets getypt als wachtzin. Er is niets geopend of gewijzigd. Probeer opnieuw of noem een bestand met --passphrase-file."
      )
    case .emptyPassphrase:
      Wording(
        "emptyPassphrase", .usage,
        "La phrase de passe est vide. Elle ne protégerait rien, donc rien n’a été créé ni changé. Choisissez plusieurs mots.",
        "The passphrase is empty. It would protect nothing, so nothing was created or changed. Choose several words.",
        "De wachtzin is leeg. Ze zou niets beschermen, dus er is niets aangemaakt of gewijzigd. Kies meerdere woorden."
      )
    case .passphrasesDiffer:
      Wording(
        "passphrasesDiffer", .usage,
        "Les deux saisies de la nouvelle phrase de passe diffèrent. Rien n’a été créé ni changé. Recommencez.",
        "The two readings of the new passphrase differ. Nothing was created or changed. Start again.",
        "De twee invoeren van de nieuwe wachtzin verschillen. Er is niets aangemaakt of gewijzigd. Begin opnieuw."
      )
    case .keysNotHere:
      Wording(
        "keysNotHere", .refused,
        "Les clés de ce service ne sont pas encore arrivées sur cet appareil. Rien n’est perdu. Faites un échange avec « carnet sync », puis demandez à un·e collègue « carnet worker admit ».",
        "The keys of this service have not reached this device yet. Nothing is lost. Exchange with “carnet sync”, then ask a colleague for “carnet worker admit”.",
        "De sleutels van deze dienst zijn nog niet op dit toestel. Er is niets verloren. Wissel uit met “carnet sync” en vraag een collega om “carnet worker admit”."
      )
    case .keyFileUnreadable: Self.keyFileUnreadableRow
    case .workerKeyDamaged: Self.workerKeyDamagedRow
    case .operatorKeyDamaged: Self.operatorKeyDamagedRow
    case .sheetDamaged: Self.sheetDamagedRow
    case .keyFileDamaged: Self.keyFileDamagedRow
    case .workerNeeded: Self.workerNeededRow
    case .operatorNeeded: Self.operatorNeededRow
    case .nodeNotEnrolledYet: Self.nodeNotEnrolledYetRow
    case .termOver(let name, let role, let last):
      Self.termOverRow(Visible.line(name), role, last)
    case .termOverByClock(let name, let role, let last):
      Self.termOverByClockRow(Visible.line(name), role, last)
    case .termPassed(let name, let role, let last):
      Self.termPassedRow(Visible.line(name), role, last)
    case .termNears(let name, let role, let last):
      Self.termNearsRow(Visible.line(name), role, last)
    case .termMissing(let role): Self.termMissingRow(role)
    case .termOutOfRange(let days): Self.termOutOfRangeRow(days)
    case .sessionLocked: Self.sessionLockedRow
    case .sessionBroken: Self.sessionBrokenRow
    case .sessionNotStarted: Self.sessionNotStartedRow
    case .sessionAlreadyOpen(let name): Self.sessionAlreadyOpenRow(Visible.line(name))
    case .sessionUnreachable: Self.sessionUnreachableRow
    case .sessionOfOthers(let name, let open):
      Self.sessionOfOthersRow(Visible.line(name), open.map(Visible.line).joined(separator: ", "))
    case .sessionOutdated(let name): Self.sessionOutdatedRow(Visible.line(name))
    case .samePassphrase: Self.samePassphraseRow
    case .sheetMistyped(let slip): Self.sheetMistypedRow(slip)
    case .outOfMemory: Self.outOfMemoryRow
    case .unknownWorker(let name): Self.unknownWorkerRow(Visible.line(name))
    case .workerNotHere(let name): Self.workerNotHereRow(Visible.line(name))
    case .workerElsewhere(let name): Self.workerElsewhereRow(Visible.line(name))
    case .recoveryVoid: Self.recoveryVoidRow
    case .furtherDeviceRole(let name, let role):
      Self.furtherDeviceRoleRow(Visible.line(name), role)
    case .severalWorkers: Self.severalWorkersRow
    case .noWorker: Self.nobodyRow
    case .endedWorker(let name): Self.endedWorkerRow(Visible.line(name))
    case .endedHere(let name): Self.endedHereRow(Visible.line(name))
    case .endedByDevice(let name): Self.endedByDeviceRow(Visible.line(name))
    case .endedByDeviceHere(let name): Self.endedByDeviceHereRow(Visible.line(name))
    case .endedOnRemoved(let name): Self.endedOnRemovedRow(Visible.line(name))
    case .notAdmitted(let name, let digits): Self.notAdmittedRow(Visible.line(name), digits)
    case .weakPassphrase: Self.weakPassphraseRow
    case .untypablePassphrase: Self.untypablePassphraseRow
    case .deviceNotNamed(let name, let devices):
      Self.deviceNotNamedRow(Visible.line(name), devices.joined(separator: ", "))
    case .deviceEnded(let name, let digits): Self.deviceEndedRow(Visible.line(name), digits)
    case .unknownDevice(let given): Self.unknownDeviceRow(Visible.line(given))
    case .workerNamesake(let name): Self.workerNamesakeRow(Visible.line(name))
    case .theirOwnDevice(let name): Self.theirOwnDeviceRow(Visible.line(name))
    case .deviceCodeUnreadable: Self.deviceCodeUnreadableRow
    case .workerExists(let name): Self.workerExistsRow(Visible.line(name))
    }
  }

  private static func endedHereRow(_ name: String) -> Wording {
    Wording(
      "workerEndedHere", .success,
      "L’accès \(deQuoted: name) a pris fin : plus rien ne s’ouvre ni ne s’écrit sous ce nom sur cet appareil. Ce qui y était enregistré reste et part avec les échanges ; les collègues le lisent.",
      "The access of “\(name)” has ended: nothing opens or is written under that name on this device any more. What was saved here stays, and leaves with the exchanges; colleagues read it.",
      "De toegang van “\(name)” is beëindigd: onder die naam gaat op dit toestel niets meer open en wordt er niets meer geschreven. Wat hier bewaard was, blijft en vertrekt met de uitwisselingen; collega’s lezen het."
    )
  }

  private static var keyFileUnreadableRow: Wording {
    Wording(
      "keyFileUnreadable", .badData,
      "Le fichier de clé de cet appareil est illisible ou ne convient pas. Rien n’a été ouvert. Ouvrez avec une phrase de passe, ou remettez le bon fichier.",
      "The key file of this device is unreadable or does not fit. Nothing was opened. Open with a passphrase, or put the right file back.",
      "Het sleutelbestand van dit toestel is onleesbaar of past niet. Er is niets geopend. Open met een wachtzin of zet het juiste bestand terug."
    )
  }

  private static var workerNeededRow: Wording {
    Wording(
      "workerNeeded", .refused,
      "L’opérateur n’ouvre ni les suivis ni les notes. Rien n’a été fait. Dites qui vous êtes avec --as NOM et donnez votre phrase de passe.",
      "The operator opens neither case files nor notes. Nothing was done. Say who you are with --as NAME and give your passphrase.",
      "De operator opent geen dossiers en geen notities. Er is niets gedaan. Zeg wie u bent met --as NAAM en geef uw wachtzin."
    )
  }

  private static var operatorNeededRow: Wording {
    Wording(
      "operatorNeeded", .refused,
      "Cela revient à l’opérateur du service. Rien n’a été fait. Donnez la phrase de passe de l’opérateur, ou demandez-lui de le faire.",
      "This is for the operator of the service. Nothing was done. Give the operator’s passphrase, or ask the operator to do it.",
      "Dit is voor de operator van de dienst. Er is niets gedaan. Geef de wachtzin van de operator of vraag de operator het te doen."
    )
  }

  private static var nodeNotEnrolledYetRow: Wording {
    Wording(
      "nodeNotEnrolledYet", .refused,
      "Cet appareil n’est pas encore inscrit dans le service. Rien n’a été ajouté. Faites d’abord un échange avec « carnet sync », puis recommencez.",
      "This device is not enrolled in the service yet. Nothing was added. First exchange with “carnet sync”, then try again.",
      "Dit toestel is nog niet ingeschreven in de dienst. Er is niets toegevoegd. Wissel eerst uit met “carnet sync” en probeer opnieuw."
    )
  }

  private static func unknownWorkerRow(_ name: String) -> Wording {
    Wording(
      "unknownWorker", .notFound,
      "Personne ne s’appelle « \(name) » dans ce service. Rien n’a été fait. « carnet worker list » montre les noms.",
      "Nobody is called “\(name)” in this service. Nothing was done. “carnet worker list” shows the names.",
      "Niemand heet “\(name)” in deze dienst. Er is niets gedaan. “carnet worker list” toont de namen."
    )
  }

  private static var severalWorkersRow: Wording {
    Wording(
      "severalWorkers", .usage,
      "Plusieurs personnes travaillent sur cet appareil. Rien n’a été ouvert. Dites qui vous êtes avec --as NOM.",
      "Several people work on this device. Nothing was opened. Say who you are with --as NAME.",
      "Meerdere mensen werken op dit toestel. Er is niets geopend. Zeg wie u bent met --as NAAM."
    )
  }

  private static func endedWorkerRow(_ name: String) -> Wording {
    Wording(
      "endedWorker", .refused,
      "L’accès \(de: name) a pris fin : cette fois, rien n’a été ouvert ni enregistré. Ce qui l’avait été avant reste, garde ce nom, et se lit chez les collègues avec une marque s’il a été écrit après la fin. Si c’est une erreur, l’opérateur l’ajoute de nouveau.",
      "The access of “\(name)” has ended: nothing was opened or saved this time. What was saved before stays, keeps that name, and is read by colleagues with a mark if it was written after the end. If this is a mistake, the operator adds them again.",
      "De toegang van “\(name)” is beëindigd: deze keer is niets geopend of bewaard. Wat eerder bewaard was, blijft, houdt die naam en staat bij collega’s met een merkteken als het na het einde geschreven is. Is dit een vergissing, dan voegt de operator de persoon opnieuw toe."
    )
  }

  private static var nobodyRow: Wording {
    Wording(
      "noWorker", .notFound,
      "Personne ne peut encore ouvrir les notes sur cet appareil. L’opérateur ajoute quelqu’un avec « carnet worker add NOM --role ROLE ».",
      "Nobody can open the notes on this device yet. The operator adds somebody with “carnet worker add NAME --role ROLE”.",
      "Niemand kan de notities op dit toestel al openen. De operator voegt iemand toe met “carnet worker add NAAM --role ROL”."
    )
  }

  private static func passphraseMissingRow(_ file: PassphraseFile) -> Wording {
    guard file != .sheet else { return sheetCodeMissingRow(file) }
    return Wording(
      "passphraseMissing", .usage,
      "Aucune phrase de passe n’a été donnée, et il n’y a pas de terminal pour la demander. Rien n’a été ouvert. Indiquez un fichier avec \(option: file.option) ou \(file.variable).",
      "No passphrase was given, and there is no terminal to ask on. Nothing was opened. Name a file with \(option: file.option) or \(file.variable).",
      "Er is geen wachtzin gegeven en er is geen terminal om die te vragen. Er is niets geopend. Noem een bestand met \(option: file.option) of \(file.variable)."
    )
  }
}
