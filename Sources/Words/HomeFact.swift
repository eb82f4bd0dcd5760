import CaseFile

/// What is wrong with the folder, the disk or the machine.
public enum HomeFact: Hashable, Sendable {
  /// The folder.
  case notAHome(String)
  case alreadyAHome(String)
  /// The folder: what stands beside the database is there, and the database is not.
  case ledgerMissing(String)
  case cannotCreate(String)
  /// The folder: longer than what the system, or the database, opens.
  case pathTooLong(String)
  case damaged
  /// Something of what was asked is damaged, and the rest is shown: how many notes, case files and shares, records,
  /// and paired devices.
  case partlyDamaged(notes: Int, files: Int, records: Int, devices: Int)
  case newerVersion
  case readOnly
  case diskFull
  /// Nothing that other devices send can be kept now.
  case takesNothing
  /// The place, and why as far as the system told.
  case inputOutput(String, SystemReason? = nil)
  /// What was to be shown could not be.
  case answerUnshown(SystemReason)
  /// The folder is not open to the account that started the program.
  case folderClosed(String)
  /// A sheet was shown, and what it opens could not be kept.
  case sheetVoid
  case busy
  /// The folder is older than what this node already sent: a restored copy.
  case restored
  /// The same, once the peers were read.
  case restoredRead
  /// The same, and nobody of the service said what followed: the last entry of the copy, and when it was noticed.
  case restoredAlone(since: ZonedMoment?, noticed: ZonedMoment?)
  /// The same, and not every peer answered.
  case peersUnread
  /// Confirmed writes that are gone; how many.
  case lostWrites(Int)
  case clockWentBack
  /// The same, and something planned waits for this clock.
  case plannedWaits
  /// The same, and something planned did not wait.
  case begunAhead(BegunAheadRow)
  /// More than thirty days beyond what was last seen here.
  case clockAhead
  /// Another copy of this home is in use under its key.
  case twin
  /// A node of this service seems to be in use twice.
  case peerTwin(String)
  /// Another service says that it holds more of this device's than is here.
  case perhapsOlder(String)
  case rootRotationPending
  /// Erasures that somebody ordered whose access had ended; the notes, by their ids.
  case erasuresWait([String])
  /// Consents in force for these services wait for an exchange that brings their keys.
  case consentsWait([String])
  /// Consents in force, or requests to erase, are for these services, with which the pairing of this device has ended.
  case pairingsEnded([String])
  /// Withdrawals that somebody stated whose access had ended, as far as they order forgetting; the consents, by their ids.
  case purgesWait([String])
  /// A device of this service used one number twice.
  case sequenceReused(device: String, of: String)
  /// The disk took no row of the access log.
  case lookNotLogged
  /// Of what `doctor` looked at, so much is to be looked after.
  case needsCare(Int)
  /// What was asked is done; something failed afterwards, the answer perhaps.
  case doneUntold
  /// The program is wrong; where it noticed.
  case defect(String)

  var wording: Wording {
    switch self {
    case .notAHome(let folder): Self.notAHomeRow(Visible.line(folder))
    case .alreadyAHome(let folder): Self.alreadyAHomeRow(Visible.line(folder))
    case .ledgerMissing(let folder): Self.ledgerMissingRow(Visible.line(folder))
    case .cannotCreate(let folder): Self.cannotCreateRow(Visible.line(folder))
    case .pathTooLong(let folder): Self.pathTooLongRow(Visible.short(folder))
    case .inputOutput(let place, let reason): Self.inputOutputRow(Visible.line(place), reason)
    case .answerUnshown(let reason): Self.answerUnshownRow(reason)
    case .folderClosed(let folder): Self.folderClosedRow(Visible.line(folder))
    case .sheetVoid: Self.sheetVoidRow
    case .defect(let place): Self.defectRow(Visible.line(place))
    case .damaged: Self.damagedRow
    case .partlyDamaged(let notes, let files, let records, let devices):
      Self.partlyDamagedRow(notes: notes, files: files, records: records, devices: devices)
    case .newerVersion: Self.newerVersionRow
    case .readOnly:
      Wording(
        "readOnly", .inputOutput,
        "Le dossier du carnet est en lecture seule. Rien n’a été enregistré ni effacé : gardez ce que vous avez écrit. Rendez le dossier inscriptible, puis recommencez.",
        "The folder of the notebook is read-only. Nothing was recorded or erased: keep what you wrote. Make the folder writable, then try again.",
        "De map van het boekje is alleen-lezen. Er is niets bewaard of gewist: houd wat u geschreven hebt. Maak de map schrijfbaar en probeer opnieuw."
      )
    case .diskFull:
      Wording(
        "diskFull", .inputOutput,
        "Le disque est plein. Rien n’a été enregistré ni effacé : gardez ce que vous avez écrit. Libérez de la place, puis recommencez.",
        "The disk is full. Nothing was recorded or erased: keep what you wrote. Free some space, then try again.",
        "De schijf is vol. Er is niets bewaard of gewist: houd wat u geschreven hebt. Maak plaats vrij en probeer opnieuw."
      )
    case .takesNothing:
      Wording(
        "takesNothing", .success,
        "Le disque de cet appareil ne prend plus rien. Ce que les autres appareils envoient n’est pas gardé ici tant que cela dure, et rien n’en est perdu : ils le gardent et le renverront. Libérez de la place ou rendez le dossier inscriptible ; « carnet serve » reprendra de lui-même.",
        "The disk of this device takes nothing any more. What other devices send is not kept here while that lasts, and none of it is lost: they keep it and will send it again. Free some space or make the folder writable; “carnet serve” goes on by itself.",
        "De schijf van dit toestel neemt niets meer aan. Wat andere toestellen sturen, wordt hier zolang niet bewaard en gaat niet verloren: zij houden het en sturen het opnieuw. Maak plaats vrij of maak de map schrijfbaar; “carnet serve” gaat vanzelf verder."
      )
    case .busy:
      Wording(
        "busy", .busy,
        "Le carnet est occupé par une autre commande. Rien n’a été changé. Recommencez dans un instant.",
        "The notebook is busy with another command. Nothing was changed. Try again in a moment.",
        "Het boekje is bezig met een andere opdracht. Er is niets gewijzigd. Probeer straks opnieuw."
      )
    case .restored: Self.restoredRow
    case .restoredRead: Self.restoredReadRow
    case .restoredAlone(let since, let noticed): Self.restoredAloneRow(since, noticed)
    case .peersUnread: Self.peersUnreadRow
    case .lostWrites(let count): Self.lostWritesRow(count)
    case .clockWentBack: Self.clockWentBackRow
    case .plannedWaits: Self.plannedWaitsRow
    case .begunAhead(let begun): Self.begunAheadRow(begun)
    case .clockAhead: Self.clockAheadRow
    case .twin: Self.twinRow
    case .peerTwin(let service): Self.peerTwinRow(Visible.line(service))
    case .perhapsOlder(let service): Self.perhapsOlderRow(Visible.line(service))
    case .needsCare(let count): Self.needsCareRow(count)
    case .lookNotLogged: Self.lookNotLoggedRow
    case .doneUntold: Self.doneUntoldRow
    case .erasuresWait(let notes): Self.erasuresWaitRow(notes.joined(separator: ", "))
    case .consentsWait(let services): Self.consentsWaitRow(services)
    case .pairingsEnded(let services): Self.pairingsEndedRow(services)
    case .purgesWait(let consents): Self.purgesWaitRow(consents.joined(separator: ", "))
    case .sequenceReused(let device, let service):
      Self.sequenceReusedRow(Visible.line(device).shortened, Visible.line(service))
    case .rootRotationPending:
      Wording(
        "rootRotationPending", .success,
        "Quelqu’un est parti ou un appareil est perdu, et la clé du service n’a pas encore été changée. Ouvrez le carnet une fois avec votre phrase de passe : le changement se fait alors.",
        "Somebody left or a device was lost, and the key of the service has not been changed yet. Open the notebook once with your passphrase: the change is made then.",
        "Iemand is vertrokken of een toestel is verloren, en de sleutel van de dienst is nog niet vervangen. Open het boekje één keer met uw wachtzin: dan gebeurt het."
      )
    }
  }

  private static func ledgerMissingRow(_ folder: String) -> Wording {
    Wording(
      "ledgerMissing", .badData,
      "Le carnet \(deQuoted: folder) est abîmé : sa base, ledger.db, n’y est plus. Rien n’a été mis à sa place. Remettez le dossier entier d’une sauvegarde, ou repartez d’un autre appareil du service dans un autre dossier.",
      "The notebook in “\(folder)” is damaged: its database, ledger.db, is not there any more. Nothing was put in its place. Put back the whole folder from a backup, or start again from another device of the service in another folder.",
      "Het boekje in “\(folder)” is beschadigd: de databank, ledger.db, is er niet meer. Er is niets in de plaats gezet. Zet de hele map uit een back-up terug, of herbegin van een ander toestel van de dienst in een andere map."
    )
  }

  private static func purgesWaitRow(_ consents: String) -> Wording {
    Wording(
      "purgesWait", .success,
      "Quelqu’un dont l’accès avait pris fin a retiré ces accords : \(consents). Plus rien n’est transmis par eux, mais l’autre service n’a encore rien eu à effacer. Si la personne le veut, refaites-le : « carnet consent withdraw ».",
      "Somebody whose access had ended withdrew these consents: \(consents). Nothing is sent by them any more, but the other service has not had to erase anything yet. If the person wants it, do it again: “carnet consent withdraw”.",
      "Iemand van wie de toegang beëindigd was, trok deze toestemmingen in: \(consents). Daardoor wordt niets meer verstuurd, maar de andere dienst hoefde nog niets te wissen. Wil de persoon dat, doe het dan opnieuw: “carnet consent withdraw”."
    )
  }

  private static func sequenceReusedRow(_ device: String, _ service: String) -> Wording {
    Wording(
      "sequenceReused", .success,
      "L’appareil \(device) (\(service)) a donné deux fois le même numéro à des modifications : une copie de cet appareil écrit peut-être aussi. Tout ce qui est arrivé est gardé ; de deux débuts d’une note sous ce numéro, un seul est montré. Appelez l’opérateur de ce service.",
      "Device \(device) (\(service)) gave one number twice to its changes: a copy of that device may be writing too. All that arrived is kept; of two beginnings of one note under that number, only one is shown. Call the operator of that service.",
      "Toestel \(device) (\(service)) gaf wijzigingen tweemaal hetzelfde nummer: misschien schrijft ook een kopie van dat toestel. Alles wat aankwam is bewaard; van twee beginnen van één notitie onder dat nummer wordt er maar één getoond. Bel de operator van die dienst."
    )
  }

  private static var doneUntoldRow: Wording {
    Wording(
      "doneUntold", .inputOutput,
      "C’est enregistré, mais la réponse n’a pas pu être montrée jusqu’au bout. Ne recommencez pas : regardez d’abord ce qui est enregistré, avec « carnet case show » ou « carnet note list ».",
      "It is recorded, but the answer could not be shown to its end. Do not start again: first look at what is recorded, with “carnet case show” or “carnet note list”.",
      "Het is vastgelegd, maar het antwoord kon niet helemaal worden getoond. Begin niet opnieuw: kijk eerst wat is vastgelegd, met “carnet case show” of “carnet note list”."
    )
  }

  private static var lookNotLoggedRow: Wording {
    Wording(
      "lookNotLogged", .success,
      "Le disque n’a pas pu noter dans le journal que vous avez lu. La lecture continue. Libérez de la place ou rendez le dossier inscriptible ; d’ici là, notez vous-même ce que vous avez lu, et quand.",
      "The disk could not note in the log that you read this. Reading goes on. Free some space or make the folder writable; until then, write down yourself what you read, and when.",
      "De schijf kon niet in het logboek noteren dat u dit las. Lezen gaat door. Maak plaats vrij of maak de map schrijfbaar; schrijf intussen zelf op wat u las en wanneer."
    )
  }

  private static func notAHomeRow(_ folder: String) -> Wording {
    Wording(
      "notAHome", .notFound,
      "Il n’y a pas de carnet dans « \(folder) ». Rien n’a été changé. Indiquez le bon dossier avec --home, ou créez un carnet avec « carnet init ».",
      "There is no notebook in “\(folder)”. Nothing was changed. Name the right folder with --home, or create a notebook with “carnet init”.",
      "Er is geen boekje in “\(folder)”. Er is niets gewijzigd. Noem de juiste map met --home of maak een boekje met “carnet init”."
    )
  }

  private static func alreadyAHomeRow(_ folder: String) -> Wording {
    Wording(
      "alreadyAHome", .cannotCreate,
      "Il y a déjà un carnet dans « \(folder) ». Il n’a pas été touché. Choisissez un autre dossier avec --home.",
      "There is already a notebook in “\(folder)”. It was not touched. Choose another folder with --home.",
      "Er is al een boekje in “\(folder)”. Het is niet aangeraakt. Kies een andere map met --home."
    )
  }

  private static func cannotCreateRow(_ folder: String) -> Wording {
    Wording(
      "cannotCreate", .cannotCreate,
      "Impossible de créer « \(folder) ». Rien n’a été créé. Vérifiez que le dossier existe et que vous pouvez y écrire.",
      "Cannot create “\(folder)”. Nothing was created. Check that the folder exists and that you may write in it.",
      "Kan “\(folder)” niet aanmaken. Er is niets aangemaakt. Controleer of de map bestaat en of u erin mag schrijven."
    )
  }

  private static func pathTooLongRow(_ folder: String) -> Wording {
    Wording(
      "pathTooLong", .usage,
      "Le chemin du dossier est trop long pour un carnet : « \(folder) ». Rien n’a été ouvert ni créé. Choisissez un chemin plus court avec --home.",
      "The path of the folder is too long for a notebook: “\(folder)”. Nothing was opened or created. Choose a shorter path with --home.",
      "Het pad van de map is te lang voor een boekje: “\(folder)”. Er is niets geopend of aangemaakt. Kies een korter pad met --home."
    )
  }

  private static func inputOutputRow(_ place: String, _ reason: SystemReason?) -> Wording {
    func detail(_ language: Language) -> String {
      guard let reason else { return place }
      let words = Phrasebook(language)
      return place + words.say(" : ", ": ", ": ") + words.reason(reason)
    }
    return Wording(
      "inputOutput", .inputOutput,
      "Le disque ou le fichier a refusé (\(detail(.french))). Ce qui n’a pas été confirmé n’est ni enregistré ni effacé : gardez ce que vous avez écrit. Vérifiez le disque, puis recommencez.",
      "The disk or the file refused (\(detail(.english))). What was not confirmed is not recorded or erased: keep what you wrote. Check the disk, then try again.",
      "De schijf of het bestand weigerde (\(detail(.dutch))). Wat niet bevestigd is, is niet bewaard of gewist: houd wat u geschreven hebt. Controleer de schijf en probeer opnieuw."
    )
  }

  private static func answerUnshownRow(_ reason: SystemReason) -> Wording {
    func why(_ language: Language) -> String { Phrasebook(language).reason(reason) }
    return Wording(
      "answerUnshown", .inputOutput,
      "La réponse n’a pas pu être montrée (\(why(.french))). Rien n’est perdu. Vérifiez où va la sortie de la commande, puis recommencez.",
      "The answer could not be shown (\(why(.english))). Nothing is lost. Check where the output of the command goes, then try again.",
      "Het antwoord kon niet worden getoond (\(why(.dutch))). Er is niets verloren. Ga na waar de uitvoer van de opdracht heen gaat en probeer opnieuw."
    )
  }

  private static func folderClosedRow(_ folder: String) -> Wording {
    Wording(
      "folderClosed", .refused,
      "Le dossier « \(folder) » n’est pas ouvert au compte qui lance cette commande. Rien n’a été ouvert ni changé. Lancez-la depuis le compte à qui le dossier appartient.",
      "The folder “\(folder)” is not open to the account that runs this command. Nothing was opened or changed. Run it from the account that the folder belongs to.",
      "De map “\(folder)” is niet open voor het account dat deze opdracht uitvoert. Er is niets geopend of gewijzigd. Voer ze uit met het account waarvan de map is."
    )
  }

  private static var sheetVoidRow: Wording {
    Wording(
      "sheetVoid", .inputOutput,
      "La feuille qui vient d’être montrée n’ouvre rien : le disque n’a pas gardé ce qu’elle ouvre. Détruisez-la ; ce qui valait avant elle vaut toujours. Vérifiez le disque, puis recommencez.",
      "The sheet that was just shown opens nothing: the disk did not keep what it opens. Destroy it; what held before it still holds. Check the disk, then try again.",
      "Het blad dat net is getoond opent niets: de schijf bewaarde niet wat het opent. Vernietig het; wat ervoor gold, geldt nog. Controleer de schijf en probeer opnieuw."
    )
  }

  private static func defectRow(_ place: String) -> Wording {
    Wording(
      "defect", .defect,
      "Carnet s’est trompé (\(place)). Ce qui n’a pas été confirmé n’est pas enregistré : gardez votre texte. Recommencez ; si cela se répète, envoyez cette ligne à l’opérateur.",
      "Carnet made a mistake (\(place)). What was not confirmed is not saved: keep your text. Try again; if it happens again, send this line to the operator.",
      "Carnet maakte een fout (\(place)). Wat niet bevestigd is, is niet bewaard: houd uw tekst. Probeer opnieuw; gebeurt het weer, stuur deze regel naar de operator."
    )
  }

  private static var damagedRow: Wording {
    Wording(
      "damaged", .badData,
      "Une partie du carnet est illisible ou altérée. Rien n’a été réparé au hasard. Arrêtez d’écrire ici, copiez le dossier, puis reprenez d’un autre appareil du service ou d’une sauvegarde.",
      "Part of the notebook is unreadable or altered. Nothing was repaired by guess. Stop writing here, copy the folder, then start again from another device of the service or from a backup.",
      "Een deel van het boekje is onleesbaar of gewijzigd. Er is niets op goed geluk hersteld. Schrijf hier niet verder, kopieer de map en herneem vanaf een ander toestel van de dienst of een reservekopie."
    )
  }

  private static var newerVersionRow: Wording {
    Wording(
      "newerVersion", .newerVersion,
      "Ce carnet vient d’une version plus récente. Il n’a pas été touché. Mettez Carnet à jour sur cet appareil.",
      "This notebook was made by a newer version. It was not touched. Update Carnet on this device.",
      "Dit boekje komt van een nieuwere versie. Het is niet aangeraakt. Werk Carnet op dit toestel bij."
    )
  }
}
