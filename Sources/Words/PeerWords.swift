public import Replica
public import Store

/// A line of the list of paired nodes.
public struct PairingRow: Hashable, Sendable {
  public var id: String
  public var service: String
  public var isOwnService: Bool
  public var state: PeerState
  /// The digits to compare aloud.
  public var sas: String?
  public var verifiedOn: ZonedMoment?
  public var addresses: [String]

  public init(
    id: String, service: String, isOwnService: Bool = false, state: PeerState,
    sas: String? = nil, verifiedOn: ZonedMoment? = nil, addresses: [String] = []
  ) {
    self.id = id
    self.service = service
    self.isOwnService = isOwnService
    self.state = state
    self.sas = sas
    self.verifiedOn = verifiedOn
    self.addresses = addresses
  }
}

/// What an exchange with a peer amounted to.
public struct SyncRow: Hashable, Sendable {
  public var peer: String
  public var service: String
  public var sent: Int
  public var received: Int
  public var refused: Int
  public var bytesSent: Int
  public var bytesReceived: Int
  public var roundTrips: Int
  /// Whether both sides found, at the end, that they hold the same.
  public var rootsEqual: Bool
  /// Why it failed.
  public var error: Fact?
  /// False while a restored home has not read all that the peer knows: then nothing is said of who holds what.
  public var isKnown: Bool

  public init(
    peer: String, service: String, sent: Int, received: Int, refused: Int, bytesSent: Int,
    bytesReceived: Int, roundTrips: Int, rootsEqual: Bool, error: Fact? = nil, isKnown: Bool = true
  ) {
    self.peer = peer
    self.service = service
    self.sent = sent
    self.received = received
    self.refused = refused
    self.bytesSent = bytesSent
    self.bytesReceived = bytesReceived
    self.roundTrips = roundTrips
    self.rootsEqual = rootsEqual
    self.error = error
    self.isKnown = isKnown
  }
}

/// What stands between this node and a peer.
public struct StatusRow: Hashable, Sendable {
  public var peer: String
  public var service: String
  /// Acknowledged by the peer.
  public var sent: Int
  public var received: Int
  public var pending: Int
  public var refused: Int
  public var lastExchange: ZonedMoment?
  public var rootsEqual: Bool
  /// False after a restore, until all that the peer knows was replayed.
  public var isRead: Bool
  /// It said that it exchanges no longer with this device.
  public var hasRemovedUs: Bool
  /// Both sides proved what they hold and compared it.
  public var isCompared = true

  /// Both had the same at the end of the last exchange, and something waits for it now.
  var hasNewsSince: Bool { rootsEqual && pending > 0 }

  public init(
    peer: String, service: String, sent: Int, received: Int, pending: Int, refused: Int,
    lastExchange: ZonedMoment?, rootsEqual: Bool, isRead: Bool = true, hasRemovedUs: Bool = false
  ) {
    self.peer = peer
    self.service = service
    self.sent = sent
    self.received = received
    self.pending = pending
    self.refused = refused
    self.lastExchange = lastExchange
    self.rootsEqual = rootsEqual
    self.isRead = isRead
    self.hasRemovedUs = hasRemovedUs
  }
}

extension Phrasebook {
  /// An invitation, with how long it holds and for whom it is.
  public func invitation(_ invitation: String, expires: ZonedMoment, own: Bool) -> String {
    var text = say(
      "Invitation, valable jusqu’au \(moment(expires)), une seule fois :\n\n",
      "Invitation, valid until \(moment(expires)), once only:\n\n",
      "Uitnodiging, geldig tot \(moment(expires)), één keer:\n\n")
    text += invitation + "\n\n"
    text +=
      own
      ? say(
        "Pour un appareil de votre service : il recevra tous ses suivis. Ne la donnez à personne d’autre.\n",
        "For a device of your own service: it will receive all of its case files. Give it to nobody else.\n",
        "Voor een toestel van uw eigen dienst: het ontvangt alle dossiers. Geef ze aan niemand anders.\n"
      ) : pairingIsNotSharing
    return text
  }

  private var pairingIsNotSharing: String {
    say(
      "Appairage n’est pas partage : aucune personne ne sera transmise sans un accord enregistré.\n",
      "Pairing is not sharing: no person will be sent without a recorded consent.\n",
      "Koppelen is niet delen: niemand wordt doorgegeven zonder vastgelegde toestemming.\n")
  }

  /// The name of the service of a node, which is not told before that service is known to have enrolled it.
  private func serviceName(_ name: String) -> String {
    name.isEmpty
      ? say("un service non prouvé", "a service not proven", "een niet bewezen dienst")
      : Visible.line(name)
  }

  /// The digits that two operators read out to each other, and how.
  public func compare(sas: String, with service: String) -> String {
    let service = serviceName(service)
    return say(
      "Comparez ces chiffres de vive voix avec \(service) :\n\n    \(sas)\n\nTapez ensuite ceux que l’autre vous lit : carnet pair confirm. S’ils diffèrent, l’invitation est annulée.\n",
      "Compare these digits aloud with \(service):\n\n    \(sas)\n\nThen type those that the other reads out: carnet pair confirm. If they differ, the invitation is void.\n",
      "Vergelijk deze cijfers hardop met \(service):\n\n    \(sas)\n\nTyp daarna de cijfers die de ander voorleest: carnet pair confirm. Verschillen ze, dan vervalt de uitnodiging.\n"
    )
  }

  /// - Parameters:
  ///   - service: empty while that service is not known to have enrolled the node.
  ///   - device: the number of the node.
  ///   - own: the peer is a node of this same service.
  public func pairConfirmed(service: String, device: String, own: Bool = false) -> String {
    guard own || !service.isEmpty else { return pairConfirmed(unproven: device) }
    let service = serviceName(service)
    guard !own else {
      return say(
        "L’autre appareil \(de: service) est vérifié. C’est le vôtre : il reçoit tous les suivis de votre service, aux prochains échanges.\n",
        "The other device of \(service) is verified. It is yours: it receives all case files of your service, with the next exchanges.\n",
        "Het andere toestel van \(service) is geverifieerd. Het is van u: het ontvangt alle dossiers van uw dienst, bij de volgende uitwisselingen.\n"
      )
    }
    return say(
      "\(service) est vérifié.\n", "\(service) is verified.\n", "\(service) is geverifieerd.\n")
      + pairingIsNotSharing
  }

  private func pairConfirmed(unproven device: String) -> String {
    let device = Visible.line(device).shortened
    return say(
      "Les chiffres concordent : l’appareil \(device) est vérifié. Mais rien ne prouve qu’il est du service qu’il dit : ce service ne l’a pas inscrit, ou l’a retiré. Demandez-le à l’opérateur de ce service avant d’échanger ; « carnet pair remove » y met fin.\n",
      "The digits agree: device \(device) is verified. But nothing proves that it is of the service that it says: that service has not enrolled it, or has removed it. Ask the operator of that service before you exchange; “carnet pair remove” ends it.\n",
      "De cijfers kloppen: toestel \(device) is geverifieerd. Maar niets bewijst dat het van de dienst is die het noemt: die dienst heeft het niet ingeschreven, of heeft het verwijderd. Vraag het aan de operator van die dienst voor u uitwisselt; “carnet pair remove” maakt er een eind aan.\n"
    ) + pairingIsNotSharing
  }

  /// After the pairing with another service was ended.
  ///
  /// - Parameter left: what goes on for that service; nil where another device of it is exchanged with.
  public func pairRemoved(service: String, left: UnpairedService? = nil) -> String {
    let service =
      service.isEmpty
      ? say("L’autre appareil", "The other device", "Het andere toestel") : Visible.line(service)
    return say(
      "\(service) n’est plus appairé : plus rien ne lui est transmis. Ce que ce service a déjà reçu y est encore.\n",
      "\(service) is no longer paired: nothing more is sent there. What that service already received is still there.\n",
      "\(service) is niet meer gekoppeld: er wordt niets meer verstuurd. Wat die dienst al ontving, is daar nog.\n"
    ) + (left.map { consentsLeft($0, for: service) } ?? "")
  }

  /// The consents that a removed pairing leaves in force.
  private func consentsLeft(_ left: UnpairedService, for service: String) -> String {
    let count = left.consents
    guard count > 0 else { return "" }
    let first =
      count == 1
      ? say(
        "1 accord reste en vigueur pour ce service : rien n’en part de cet appareil tant que les services ne sont pas appairés à nouveau, ni ce qu’il donne, ni la demande d’effacer si la personne le retire.\n",
        "1 consent stays in force for that service: nothing leaves by it from this device until the services are paired again, neither what it gives nor the request to erase if the person withdraws it.\n",
        "1 toestemming blijft van kracht voor die dienst: van dit toestel vertrekt er niets tot de diensten opnieuw gekoppeld zijn, noch wat ze geeft, noch de vraag om te wissen als de persoon ze intrekt.\n"
      )
      : say(
        "\(count) accords restent en vigueur pour ce service : rien n’en part de cet appareil tant que les services ne sont pas appairés à nouveau, ni ce qu’ils donnent, ni la demande d’effacer si la personne les retire.\n",
        "\(count) consents stay in force for that service: nothing leaves by them from this device until the services are paired again, neither what they give nor the request to erase if the person withdraws them.\n",
        "\(count) toestemmingen blijven van kracht voor die dienst: van dit toestel vertrekt er niets tot de diensten opnieuw gekoppeld zijn, noch wat ze geven, noch de vraag om te wissen als de persoon ze intrekt.\n"
      )
    switch left.end {
    case .whole: return first
    case .here:
      return first
        + say(
          "Un autre appareil de votre service qui est appairé avec ce service y transmet encore : retirez-y aussi l’appairage s’il doit finir.\n",
          "Another device of your service that is paired with that service still sends there: remove the pairing on it too if it is to end.\n",
          "Een ander toestel van uw dienst dat met die dienst gekoppeld is, verstuurt er nog naartoe: verwijder de koppeling ook daar als ze moet eindigen.\n"
        )
    }
  }

  /// After the address of a paired device was kept.
  public func addressKept(_ address: String, service: String) -> String {
    let service = serviceName(service)
    let address = Visible.line(address)
    return say(
      "Adresse \(de: service) : \(address). Elle servira au prochain échange.\n",
      "Address of \(service): \(address). It will be used at the next exchange.\n",
      "Adres van \(service): \(address). Het dient bij de volgende uitwisseling.\n")
  }

  /// Where a pairing stands, in a word.
  public func peerState(_ state: PeerState) -> String {
    switch state {
    case .invited: say("invité", "invited", "uitgenodigd")
    case .proven: say("chiffres à comparer", "digits to compare", "cijfers te vergelijken")
    case .verified: say("vérifié", "verified", "geverifieerd")
    case .removed: say("retiré", "removed", "verwijderd")
    }
  }

  /// A line for each paired device, or that there is none.
  /// - Parameter damaged: rows that do not open: there are pairings all the same.
  public func pairList(_ rows: [PairingRow], damaged: Int = 0) -> String {
    guard !rows.isEmpty else {
      guard damaged == 0 else { return "" }
      return say(
        "Aucun appareil appairé. « carnet pair invite » prépare une invitation.\n",
        "No paired device. “carnet pair invite” prepares an invitation.\n",
        "Geen gekoppeld toestel. “carnet pair invite” bereidt een uitnodiging voor.\n")
    }
    var table = Table([
      say("APPAREIL", "DEVICE", "TOESTEL"), say("SERVICE", "SERVICE", "DIENST"),
      say("ÉTAT", "STATE", "STAAT"),
      say("VÉRIFIÉ LE", "VERIFIED ON", "GEVERIFIEERD OP"), say("CHIFFRES", "DIGITS", "CIJFERS"),
      say("ADRESSES", "ADDRESSES", "ADRESSEN"),
    ])
    for row in rows {
      let own = row.isOwnService ? say(" (le vôtre)", " (yours)", " (de uwe)") : ""
      table.rows.append([
        row.id.shortened, serviceName(row.service) + own, peerState(row.state),
        row.verifiedOn.map(day) ?? "–",
        row.sas ?? "–", row.addresses.joined(separator: ", "),
      ])
    }
    return table.text
  }

  /// What exchanges amounted to, peer by peer.
  public func syncReport(_ rows: [SyncRow]) -> String {
    guard !rows.isEmpty else {
      return say(
        "Aucun appareil vérifié avec qui échanger. Vos notes restent enregistrées ici.\n",
        "No verified device to exchange with. Your notes stay saved here.\n",
        "Geen geverifieerd toestel om mee uit te wisselen. Uw notities blijven hier bewaard.\n")
    }
    return rows.map { row in
      let name = "\(Visible.line(row.service)) (\(row.peer.shortened))"
      if let error = row.error { return labelled(name, sentence(error)) + "\n" }
      var text = say(
        "\(name) : \(agreed(row.sent, "envoyé")), \(agreed(row.received, "reçu")), \(agreed(row.refused, "refusé")). ",
        "\(name): \(row.sent) sent, \(row.received) received, \(row.refused) refused. ",
        "\(name): \(row.sent) verstuurd, \(row.received) ontvangen, \(row.refused) geweigerd. ")
      guard row.isKnown else {
        return text
          + say(
            "Ce que l’autre appareil sait n’a pas encore été tout relu : personne ne peut dire s’ils ont la même chose.\n",
            "What the other device knows has not all been read yet: nobody can say whether they hold the same.\n",
            "Wat het andere toestel weet, is nog niet helemaal gelezen: niemand kan zeggen of ze hetzelfde hebben.\n"
          )
      }
      text +=
        row.rootsEqual
        ? say(
          "Les deux appareils ont la même chose de ce qu’ils partagent.\n",
          "Both devices hold the same of what they share.\n",
          "Beide toestellen hebben hetzelfde van wat ze delen.\n")
        : say(
          "Il reste une différence ; elle sera cherchée au prochain échange.\n",
          "A difference remains; it will be looked for at the next exchange.\n",
          "Er blijft een verschil; het wordt bij de volgende uitwisseling gezocht.\n")
      return text
    }.joined()
  }

  /// Numbers and a date for each peer: a mark alone would hide what is missing.
  /// - Parameter damaged: rows that do not open: there are paired devices all the same.
  public func status(_ rows: [StatusRow], notices: [Fact] = [], damaged: Int = 0) -> String {
    var text = notices.map { sentence($0) + "\n" }.joined()
    guard !rows.isEmpty else {
      guard damaged == 0 else { return text }
      return text
        + say(
          "Aucun appareil appairé : tout reste sur cet appareil.\n",
          "No paired device: everything stays on this device.\n",
          "Geen gekoppeld toestel: alles blijft op dit toestel.\n")
    }
    var table = Table([
      say("APPAREIL", "DEVICE", "TOESTEL"), say("SERVICE", "SERVICE", "DIENST"),
      say("ENVOYÉS", "SENT", "VERSTUURD"),
      say("REÇUS", "RECEIVED", "ONTVANGEN"), say("EN ATTENTE", "PENDING", "IN AFWACHTING"),
      say("REFUSÉS", "REFUSED", "GEWEIGERD"),
      say("DERNIER ÉCHANGE", "LAST EXCHANGE", "LAATSTE UITWISSELING"),
      say("À LA FIN", "AT ITS END", "AAN HET EIND"),
    ])
    for row in rows {
      table.rows.append([
        row.peer.shortened, row.service, String(row.sent), String(row.received),
        String(row.pending), String(row.refused),
        row.lastExchange.map(moment) ?? say("jamais", "never", "nooit"), end(row),
      ])
    }
    text += table.text
    return text
  }

  /// How the last exchange ended, unless there will be no other.
  private func end(_ row: StatusRow) -> String {
    if row.hasRemovedUs {
      return say("n’échange plus", "exchanges no longer", "wisselt niet meer uit")
    }
    guard row.lastExchange != nil else { return "–" }
    guard row.isRead else { return say("à relire", "to be read", "te lezen") }
    guard row.isCompared else { return say("non comparés", "not compared", "niet vergeleken") }
    guard !row.hasNewsSince else {
      return say("identiques, puis du nouveau", "equal, then news", "gelijk, daarna nieuws")
    }
    return row.rootsEqual
      ? say("identiques", "equal", "gelijk") : say("différents", "different", "verschillend")
  }
}
