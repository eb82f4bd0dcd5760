import CaseFile
import Envelope
public import Notebook

/// The sentences about an invitation that was answered, and about the end of a device.
extension PairingFact {
  static func answeredRow(_ service: String, _ sas: String) -> Wording {
    Wording(
      "invitationAnswered", .refused,
      "Cette invitation a déjà servi, ici même. Rien n’a été changé. Il reste à comparer les chiffres de vive voix avec « \(service) » (ici : \(sas)), puis à taper ceux que l’autre lit : carnet pair confirm.",
      "This invitation was already used, on this very device. Nothing was changed. What is left is to compare the digits aloud with “\(service)” (here: \(sas)), then to type those that the other reads out: carnet pair confirm.",
      "Deze uitnodiging is al gebruikt, op dit toestel zelf. Er is niets gewijzigd. Vergelijk nog de cijfers hardop met “\(service)” (hier: \(sas)) en typ die welke de ander voorleest: carnet pair confirm."
    )
  }

  static func servedRow(_ service: String) -> Wording {
    Wording(
      "invitationServed", .refused,
      "Cette invitation a déjà servi, ici même : « \(service) » est vérifié. Rien n’a été changé, et il n’y a rien à refaire. « carnet pair list » le montre.",
      "This invitation was already used, on this very device: “\(service)” is verified. Nothing was changed, and there is nothing to do again. “carnet pair list” shows it.",
      "Deze uitnodiging is al gebruikt, op dit toestel zelf: “\(service)” is geverifieerd. Er is niets gewijzigd en er hoeft niets opnieuw. “carnet pair list” toont het."
    )
  }

  static func inviterTakesNothingRow(_ peer: String) -> Wording {
    Wording(
      "inviterTakesNothing", .unreachable,
      "« \(peer) » ne peut rien garder en ce moment : son disque refuse, ou son carnet a un défaut. Rien n’a été appairé. Le réseau n’est pas en cause. Téléphonez à son opérateur, puis recommencez avec la même invitation ; si elle n’est plus acceptée, demandez-en une nouvelle.",
      "“\(peer)” can keep nothing now: its disk refuses, or its notebook has a defect. Nothing was paired. The network is not the cause. Telephone its operator, then try again with the same invitation; if it is no longer accepted, ask for a new one.",
      "“\(peer)” kan nu niets bewaren: de schijf weigert, of het boekje heeft een gebrek. Er is niets gekoppeld. Het netwerk is niet de oorzaak. Telefoneer naar de operator en probeer opnieuw met dezelfde uitnodiging; wordt ze niet meer aanvaard, vraag dan een nieuwe."
    )
  }

  static func pairingUnkeptRow(_ peer: String) -> Wording {
    Wording(
      "pairingUnkept", .inputOutput,
      "Le disque de cet appareil est plein ou refuse : ce qui a été convenu avec « \(peer) » n’a pas été gardé. Rien n’a été appairé ici, et l’invitation a servi. Libérez de la place ou vérifiez le disque, puis demandez une nouvelle invitation.",
      "The disk of this device is full or refuses: what was agreed with “\(peer)” was not kept. Nothing was paired here, and the invitation is used. Free some space or check the disk, then ask for a new invitation.",
      "De schijf van dit toestel is vol of weigert: wat met “\(peer)” afgesproken werd, is niet bewaard. Er is hier niets gekoppeld, en de uitnodiging is gebruikt. Maak plaats vrij of controleer de schijf en vraag een nieuwe uitnodiging."
    )
  }

  static var removedMeetsNobodyRow: Wording {
    Wording(
      "removedMeetsNobody", .refused,
      "Votre service a retiré cet appareil : il n’est plus appairé avec personne. Rien n’a été fait, et une invitation reçue reste bonne. Utilisez un autre appareil du service, ou parlez à son opérateur.",
      "Your service removed this device: it is paired with nobody any more. Nothing was done, and an invitation that you received stays good. Use another device of the service, or talk to its operator.",
      "Uw dienst heeft dit toestel verwijderd: het wordt met niemand meer gekoppeld. Er is niets gedaan, en een ontvangen uitnodiging blijft goed. Gebruik een ander toestel van de dienst of praat met de operator ervan."
    )
  }

  static func otherDeviceRow(_ address: String) -> Wording {
    Wording(
      "otherDeviceAnswers", .refused,
      "À « \(address) » répond un autre appareil que celui qui a fait cette invitation. Rien n’a été appairé, et l’invitation n’a pas servi. Vérifiez l’adresse et le port avec votre interlocuteur, et que son « carnet serve » tourne là, puis recommencez avec la même invitation.",
      "At “\(address)” another device answers than the one that made this invitation. Nothing was paired, and the invitation was not used. Check the address and the port with the other operator, and that their “carnet serve” runs there, then try again with the same invitation.",
      "Op “\(address)” antwoordt een ander toestel dan dat wat deze uitnodiging maakte. Er is niets gekoppeld en de uitnodiging is niet gebruikt. Controleer het adres en de poort met uw gesprekspartner, en of “carnet serve” daar draait, en probeer opnieuw met dezelfde uitnodiging."
    )
  }

  static func cancelledRow(_ peer: String) -> Wording {
    Wording(
      "pairingCancelled", .refused,
      "L’appairage avec « \(peer) » a été annulé ou retiré sur cet appareil : il n’y a plus rien à comparer. Rien n’a été changé. Appelez votre interlocuteur, puis recommencez tous les deux : « carnet pair invite » d’un côté, « carnet pair accept » de l’autre ; pour un appareil de votre service, « carnet pair invite --own ».",
      "The pairing with “\(peer)” was cancelled or removed on this device: there is nothing to compare any more. Nothing was changed. Call the other operator, then start again together: “carnet pair invite” on one side, “carnet pair accept” on the other; for a device of your own service, “carnet pair invite --own”.",
      "De koppeling met “\(peer)” is op dit toestel geannuleerd of verwijderd: er is niets meer te vergelijken. Er is niets gewijzigd. Bel uw gesprekspartner en begin samen opnieuw: “carnet pair invite” aan de ene kant, “carnet pair accept” aan de andere; voor een toestel van uw dienst: “carnet pair invite --own”."
    )
  }

  static func joinsOnceRow(_ folder: String) -> Wording {
    Wording(
      "joinsOnce", .cannotCreate,
      "Il y a déjà un carnet dans « \(folder) ». Il n’a pas été touché, et l’invitation n’a pas servi. Si c’est l’appareil qui entre dans le service et dont l’appairage a été annulé, gardez ce dossier : « carnet pair accept INVITATION ». Sinon, choisissez un autre dossier avec --home.",
      "There is already a notebook in “\(folder)”. It was not touched, and the invitation was not used. If it is the device that enters the service and whose pairing was cancelled, keep this folder: “carnet pair accept INVITATION”. Otherwise choose another folder with --home.",
      "Er is al een boekje in “\(folder)”. Het is niet aangeraakt en de uitnodiging is niet gebruikt. Is dit het toestel dat bij de dienst komt en waarvan de koppeling geannuleerd werd, houd dan deze map: “carnet pair accept UITNODIGING”. Kies anders een andere map met --home."
    )
  }

  static func malformedRow(_ given: String, _ count: Int) -> Wording {
    Wording(
      "digitsMalformed", .usage,
      "« \(given) » n’est pas une suite de \(count) chiffres. Rien n’a été comparé ni annulé. Tapez les \(count) chiffres que l’autre lit, avec ou sans espaces, points ou traits d’union.",
      "“\(given)” is not \(count) digits. Nothing was compared or cancelled. Type the \(count) digits that the other reads out, with or without spaces, dots or hyphens.",
      "“\(given)” is geen reeks van \(count) cijfers. Er is niets vergeleken of geannuleerd. Typ de \(count) cijfers die de ander voorleest, met of zonder spaties, punten of streepjes."
    )
  }

  static func pairingCutRow(_ peer: String) -> Wording {
    Wording(
      "pairingCut", .unreachable,
      "L’appairage avec « \(peer) » a été coupé avant la fin. Rien n’a été appairé ici. Recommencez avec la même invitation ; si elle n’est plus acceptée, demandez-en une nouvelle.",
      "The pairing with “\(peer)” was cut before its end. Nothing was paired here. Try again with the same invitation; if it is no longer accepted, ask for a new one.",
      "De koppeling met “\(peer)” werd onderbroken voor het einde. Er is hier niets gekoppeld. Probeer opnieuw met dezelfde uitnodiging; wordt ze niet meer aanvaard, vraag dan een nieuwe."
    )
  }

  static func ownDeviceNotNamedRow(_ given: String, _ devices: [OwnDevice]) -> Wording {
    func list(_ language: Language) -> String {
      devices.map { Phrasebook(language).named($0) }.joined(separator: ", ")
    }
    return Wording(
      "ownDeviceNotNamed", .usage,
      "« \(given) » est votre propre service. Aucun appareil n’a été retiré. Retirer un de ses appareils y met fin pour de bon : dites lequel, par son numéro : \(list(.french)).",
      "“\(given)” is your own service. No device was removed. Removing one of its devices ends it for good: say which, by its number: \(list(.english)).",
      "“\(given)” is uw eigen dienst. Er is geen toestel verwijderd. Een toestel ervan verwijderen beëindigt het voorgoed: zeg welk, met het nummer: \(list(.dutch))."
    )
  }
}

extension Phrasebook {
  fileprivate func named(_ device: OwnDevice) -> String {
    let names = device.workers.map(Visible.line).joined(separator: ", ")
    return device.node.shortened + (names.isEmpty ? "" : " (\(names))")
  }

  /// After a device of one's own service was removed.
  ///
  /// - Parameter keyChanges: it held the key of the service, which the next opening replaces.
  public func ownDeviceRemoved(_ device: OwnDevice, keyChanges: Bool) -> String {
    let id = device.node.shortened
    guard device.isOfService else {
      return say(
        "L’appareil \(id) n’est plus appairé. Il n’a jamais fait partie de votre service, et rien ne lui a été transmis.\n",
        "Device \(id) is no longer paired. It never was part of your service, and nothing was sent there.\n",
        "Toestel \(id) is niet meer gekoppeld. Het hoorde nooit bij uw dienst en er is niets naartoe gestuurd.\n"
      )
    }
    let end = say(
      "L’appareil \(id) ne fait plus partie de votre service : plus rien ne lui est transmis, et ce qui y sera écrit n’arrivera plus. Ce qu’il a déjà reçu y est encore.\n",
      "Device \(id) is no longer part of your service: nothing more is sent there, and what is written on it will not arrive any more. What it already received is still there.\n",
      "Toestel \(id) hoort niet meer bij uw dienst: er wordt niets meer naartoe gestuurd en wat erop geschreven wordt, komt niet meer aan. Wat het al ontving, is daar nog.\n"
    )
    return end + losingAccess(device.workers)
      + (keyChanges ? keyChangesNext : "")
  }

  private func losingAccess(_ workers: [String]) -> String {
    guard !workers.isEmpty else { return "" }
    let names = workers.map(Visible.line).joined(separator: ", ")
    return say(
      "L’accès de ces personnes par cet appareil a pris fin : \(names). Pour travailler ailleurs, l’opérateur de l’autre appareil les inscrit : carnet worker add.\n",
      "The access of these people by that device has ended: \(names). To work elsewhere, the operator of the other device enrols them: carnet worker add.\n",
      "De toegang van deze mensen met dat toestel is beëindigd: \(names). Om elders te werken, schrijft de operator van het andere toestel hen in: carnet worker add.\n"
    )
  }
}
