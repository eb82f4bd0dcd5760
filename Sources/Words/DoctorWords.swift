/// What `doctor` looks at, in the order in which it is told. The raw value is the stable code.
public enum DoctorSubject: String, CaseIterable, Hashable, Sendable {
  case clock
  case disk
  case permissions
  case memoryLock
  case coreDumps
  case version
  case slots
  case sheets
  case peers
  case parked
  case duties
}

/// What was found of one of them.
public struct DoctorRow: Hashable, Sendable {
  /// How it stands. The raw value is the stable code.
  public enum State: String, CaseIterable, Hashable, Sendable {
    case well
    /// Somebody should do something.
    case care
    /// Nobody can tell without the key of this device.
    case locked
  }

  public var subject: DoctorSubject
  public var state: State
  /// Of what the sentence says how many there are: days, mebibytes, slots, devices, items.
  public var count: Int

  public init(_ subject: DoctorSubject, _ state: State, count: Int = 0) {
    (self.subject, self.state, self.count) = (subject, state, count)
  }

  /// `{"check", "state", "count"}`
  public var json: JSONValue {
    .object([
      ("check", .string(subject.rawValue)), ("state", .string(state.rawValue)),
      ("count", .integer(Int64(count))),
    ])
  }
}

extension Phrasebook {
  /// A line for each thing that was looked at, with what to do.
  public func doctor(_ rows: [DoctorRow]) -> String {
    rows.map { row in
      let told =
        switch row.state {
        case .well: say("en ordre", "in order", "in orde")
        case .locked:
          say(
            "ne se dit pas sans la clé de l’appareil ; remettez boot.key, ou voyez « carnet status » avec une phrase de passe",
            "cannot be told without the key of the device; put boot.key back, or see “carnet status” with a passphrase",
            "niet te zeggen zonder de sleutel van het toestel; zet boot.key terug, of zie “carnet status” met een wachtzin"
          )
        case .care: advice(row)
        }
      return labelled(doctorSubject(row.subject), told) + ".\n"
    }.joined()
  }

  /// What is looked at, in a word or two.
  public func doctorSubject(_ subject: DoctorSubject) -> String {
    switch subject {
    case .clock: say("Horloge", "Clock", "Klok")
    case .disk: say("Disque", "Disk", "Schijf")
    case .permissions: say("Droits du dossier", "Rights of the folder", "Rechten van de map")
    case .memoryLock: say("Mémoire verrouillée", "Locked memory", "Vergrendeld geheugen")
    case .coreDumps: say("Copies de la mémoire", "Core files", "Geheugenafdrukken")
    case .version: say("Programme", "Program", "Programma")
    case .slots: say("Phrases de passe", "Passphrases", "Wachtzinnen")
    case .sheets: say("Feuilles de secours", "Recovery sheets", "Herstelbladen")
    case .peers: say("Autres appareils", "Other devices", "Andere toestellen")
    case .parked: say("En attente", "Waiting", "In afwachting")
    case .duties: say("À ôter du disque", "To leave the disk", "Van de schijf te halen")
    }
  }

  private func advice(_ row: DoctorRow) -> String {
    let count = row.count
    switch row.subject {
    case .clock:
      return say(
        "elle n’est pas plausible ; réglez-la, ou dites qu’elle est juste avec --clock-is-right",
        "it is not plausible; set it, or say that it is right with --clock-is-right",
        "ze is niet plausibel; stel ze bij, of zeg dat ze juist is met --clock-is-right")
    case .disk:
      return say(
        "il reste \(count) Mio ; libérez de la place avant que l’écriture s’arrête",
        "\(count) MiB are left; free some space before writing stops",
        "er blijft \(count) MiB over; maak plaats vrij voor het schrijven stopt")
    case .permissions:
      return say(
        "d’autres comptes peuvent y entrer, ou il n’est pas à vous ; faites « chmod 700 » et vérifiez le propriétaire",
        "other accounts may enter it, or it is not yours; run “chmod 700” and check the owner",
        "andere accounts kunnen erin, of ze is niet van u; doe “chmod 700” en controleer de eigenaar"
      )
    case .memoryLock:
      return say(
        "la limite est de \(count) Kio ; augmentez-la (ulimit -l, LimitMEMLOCK=) pour que les clés n’aillent pas dans l’échange du disque",
        "the limit is \(count) KiB; raise it (ulimit -l, LimitMEMLOCK=) so that keys do not go to the swap of the disk",
        "de limiet is \(count) KiB; verhoog ze (ulimit -l, LimitMEMLOCK=) opdat sleutels niet in het wisselbestand komen"
      )
    case .coreDumps:
      return say(
        "le système en permet ; mettez « ulimit -c 0 » et redémarrez",
        "the system allows them; set “ulimit -c 0” and start again",
        "het systeem laat ze toe; zet “ulimit -c 0” en herstart")
    case .version:
      return say(
        "version d’essai : les phrases de passe faites ici se devinent plus vite ; n’y écrivez rien de vrai, et demandez la version de travail à qui installe Carnet",
        "a version for trying out: passphrases made here are guessed sooner; write nothing real in it, and ask whoever installs Carnet for the version for work",
        "een proefversie: wachtzinnen die hier gemaakt zijn, worden sneller geraden; schrijf er niets echts in, en vraag de werkversie aan wie Carnet installeert"
      )
    case .slots:
      return say(
        "\(count) abîmées, ou moins coûteuses à deviner qu’une nouvelle ; chaque personne concernée fait « carnet passphrase change », ou « carnet worker recover »",
        "\(count) damaged, or cheaper to guess than a new one; each person concerned runs “carnet passphrase change”, or “carnet worker recover”",
        "\(count) beschadigd, of goedkoper te raden dan een nieuwe; elke betrokkene doet “carnet passphrase change”, of “carnet worker recover”"
      )
    case .sheets:
      return say(
        "personnes qui n’en ont pas ici : \(count) ; chacune fait la sienne avec « carnet worker recovery »",
        "people who have none here: \(count); each makes their own with “carnet worker recovery”",
        "mensen die er hier geen hebben: \(count); elk maakt het eigen blad met “carnet worker recovery”"
      )
    case .peers:
      return say(
        "\(count) sans échange depuis une semaine ou davantage ; voyez « carnet status », puis « carnet sync »",
        "\(count) without an exchange for a week or more; see “carnet status”, then “carnet sync”",
        "\(count) zonder uitwisseling sinds een week of langer; zie “carnet status” en dan “carnet sync”"
      )
    case .parked:
      return say(
        "\(count) éléments reçus attendent ce qui leur manque ; échangez avec « carnet sync »",
        "\(count) received items wait for what they lack; exchange with “carnet sync”",
        "\(count) ontvangen items wachten op wat ontbreekt; wissel uit met “carnet sync”")
    case .duties:
      return say(
        "\(count) suppressions attendent ; fermez ce qui lit le carnet, puis ouvrez-le une fois",
        "\(count) deletions wait; close what reads the notebook, then open it once",
        "\(count) verwijderingen wachten; sluit wat het boekje leest en open het dan één keer")
    }
  }
}

extension HomeFact {
  static func needsCareRow(_ count: Int) -> Wording {
    Wording(
      "needsCare", .inputOutput,
      "À faire sur cet appareil : \(count). Le carnet s’ouvre et s’écrit comme avant. Chaque ligne dit comment.",
      "To be done on this device: \(count). The notebook opens and is written as before. Each line says how.",
      "Te doen op dit toestel: \(count). Het boekje gaat open en wordt geschreven als voorheen. Elke regel zegt hoe."
    )
  }
}
