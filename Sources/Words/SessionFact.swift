/// Sentences on a session that is open on this device.
extension AccessFact {
  static var sessionLockedRow: Wording {
    Wording(
      "sessionLocked", .refused,
      "La session a été fermée avant la fin de cette commande. Rien n’a été enregistré. Rouvrez-la avec « carnet session open », puis recommencez.",
      "The session was locked before this command came to its end. Nothing was saved. Open it again with “carnet session open”, then do it again.",
      "De sessie is gesloten voor deze opdracht klaar was. Er is niets bewaard. Open ze opnieuw met “carnet session open” en doe het opnieuw."
    )
  }

  static var sessionBrokenRow: Wording {
    Wording(
      "sessionBroken", .inputOutput,
      "La session s’est arrêtée pendant cette commande. Ce qu’elle avait annoncé est fait ; pour le reste, on ne sait pas. Regardez avant de recommencer : « carnet log » montre ce qui a été enregistré.",
      "The session ended in the middle of this command. What it had told is done; of the rest nothing is known. Look before you do it again: “carnet log” shows what was saved.",
      "De sessie is gestopt tijdens deze opdracht. Wat ze had gemeld, is gedaan; van de rest is niets bekend. Kijk voor u opnieuw begint: “carnet log” toont wat bewaard is."
    )
  }

  static var sessionNotStartedRow: Wording {
    Wording(
      "sessionNotStarted", .cannotCreate,
      "La session n’a pas pu s’ouvrir sur cet appareil. Rien n’est perdu. Travaillez sans elle : chaque commande demande la phrase de passe.",
      "The session could not be opened on this device. Nothing is lost. Work without it: each command asks for the passphrase.",
      "De sessie kon op dit toestel niet geopend worden. Er is niets verloren. Werk zonder: elke opdracht vraagt de wachtzin."
    )
  }

  static func sessionAlreadyOpenRow(_ worker: String) -> Wording {
    Wording(
      "sessionAlreadyOpen", .cannotCreate,
      "Une session \(de: worker) est déjà ouverte sur cet appareil. Rien n’a été changé. « carnet session lock » la ferme.",
      "A session of “\(worker)” is open on this device already. Nothing was changed. “carnet session lock” locks it.",
      "Er is al een sessie van “\(worker)” open op dit toestel. Er is niets gewijzigd. “carnet session lock” sluit ze."
    )
  }

  static func sessionOfOthersRow(_ worker: String, _ open: String) -> Wording {
    Wording(
      "sessionOfOthers", .notFound,
      "La session \(de: worker) n’est pas ouverte sur cet appareil. Ce qui y est ouvert : \(open). Rien n’a été fermé. Dites laquelle fermer : « carnet session lock --as NOM ».",
      "No session of “\(worker)” is open on this device. What is open here: \(open). Nothing was locked. Say which one to lock: “carnet session lock --as NAME”.",
      "Er is geen sessie van “\(worker)” open op dit toestel. Wat hier open is: \(open). Er is niets gesloten. Zeg welke u sluit: “carnet session lock --as NAAM”."
    )
  }

  static var sessionUnreachableRow: Wording {
    Wording(
      "sessionUnreachable", .busy,
      "Une session est peut-être encore ouverte sur cet appareil : son processus vit, et aucune commande ne l’atteint. Ses clés peuvent être en mémoire. Attendez un instant, puis tapez « carnet session lock » ; si elle est toujours là, déconnectez-vous de l’appareil ou redémarrez-le.",
      "A session may still be open on this device: its process lives, and no command reaches it. Its keys may be in memory. Wait a moment, then type “carnet session lock”; if it is still there, log out of the device or restart it.",
      "Er staat misschien nog een sessie open op dit toestel: het proces leeft, en geen opdracht bereikt het. De sleutels kunnen in het geheugen staan. Wacht even en typ dan “carnet session lock”; is ze er nog, meld u dan af op het toestel of start het opnieuw op."
    )
  }

  static func sessionOutdatedRow(_ worker: String) -> Wording {
    Wording(
      "sessionOutdated", .refused,
      "Ce qui ouvre le carnet \(de: worker) a changé depuis l’ouverture de la session : elle est fermée. Rien n’a été fait. Rouvrez-la avec la phrase de passe : « carnet session open ».",
      "What opens the notebook of “\(worker)” has changed since the session was opened: it is locked now. Nothing was done. Open it again with the passphrase: “carnet session open”.",
      "Wat het boekje van “\(worker)” opent, is gewijzigd sinds de sessie geopend is: ze is nu gesloten. Er is niets gedaan. Open ze opnieuw met de wachtzin: “carnet session open”."
    )
  }
}
