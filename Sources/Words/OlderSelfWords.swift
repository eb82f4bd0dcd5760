public import CaseFile

/// What is said of a home that is an older self, and of a clock that nobody believes.
extension HomeFact {
  static var restoredRow: Wording {
    Wording(
      "restored", .success,
      "Ce carnet revient d’une copie plus ancienne, et ce que les autres appareils savent n’est pas encore tout relu. Ce qui a été écrit depuis peut manquer ici ; ce qui a été effacé ou retiré depuis peut encore s’y trouver. Faites un échange avec « carnet sync ».",
      "This notebook comes from an older copy, and what the other devices know has not all been read yet. What was written since may be missing here; what was erased or withdrawn since may still stand here. Exchange with “carnet sync”.",
      "Dit boekje komt van een oudere kopie, en wat de andere toestellen weten, is nog niet helemaal gelezen. Wat sindsdien geschreven is, kan hier ontbreken; wat sindsdien gewist of ingetrokken is, kan hier nog staan. Wissel uit met “carnet sync”."
    )
  }

  static var restoredReadRow: Wording {
    Wording(
      "restoredRead", .success,
      "Ce carnet revient d’une copie plus ancienne. Les autres appareils ont été relus : ce qu’ils pouvaient rendre est de nouveau ici. Ce que personne d’autre n’avait reçu manque : vérifiez vos dernières notes.",
      "This notebook comes from an older copy. The other devices were read: what they could give back is here again. What nobody else had received is missing: check your last notes.",
      "Dit boekje komt van een oudere kopie. De andere toestellen zijn gelezen: wat ze konden teruggeven, is er weer. Wat niemand anders had ontvangen, ontbreekt: kijk uw laatste notities na."
    )
  }

  /// The last entry of the copy, and when it was noticed.
  static func restoredAloneRow(_ since: ZonedMoment?, _ noticed: ZonedMoment?) -> Wording {
    func when(_ language: Language) -> String {
      let words = Phrasebook(language)
      let last = since.map(words.moment) ?? words.say("inconnue", "unknown", "onbekend")
      return words.say(
        "dernière entrée avant : \(last)", "last entry before: \(last)",
        "laatste regel ervoor: \(last)")
        + (noticed.map(words.moment).map { noticed in
          words.say(
            " ; remarqué le \(noticed)", "; noticed on \(noticed)", "; opgemerkt op \(noticed)")
        } ?? "")
    }
    return Wording(
      "restoredAlone", .success,
      "Ce carnet revient d’une copie (\(when(.french))), et aucun autre appareil du service n’a dit ce qui a suivi. Des notes écrites depuis la copie peuvent manquer ; ce qui a été effacé ou retiré depuis est peut-être revenu : personne ne peut le savoir d’ici. Vérifiez avec la personne et avec vos papiers ; puis dites que vous le savez : « carnet verify --acknowledge ».",
      "This notebook comes from a copy (\(when(.english))), and no other device of the service said what followed. Notes written since the copy may be missing; what was erased or withdrawn since may have come back: nobody can know it from here. Check with the person and with your papers; then say that you know: “carnet verify --acknowledge”.",
      "Dit boekje komt van een kopie (\(when(.dutch))), en geen ander toestel van de dienst heeft gezegd wat erop volgde. Notities van na de kopie kunnen ontbreken; wat sindsdien gewist of ingetrokken is, kan terug zijn: niemand kan dat hier weten. Kijk het na met de persoon en met uw papieren; zeg daarna dat u het weet: “carnet verify --acknowledge”."
    )
  }

  static var peersUnreadRow: Wording {
    Wording(
      "peersUnread", .busy,
      "Ce carnet revient d’une copie plus ancienne, et les autres appareils n’ont pas tous répondu. Rien n’a été montré ni changé : ce qui a été effacé ou retiré depuis pourrait revenir. Recommencez quand le réseau est là, ou continuez sans eux avec --without-peers.",
      "This notebook comes from an older copy, and not all of the other devices answered. Nothing was shown or changed: what was erased or withdrawn since could come back. Try again when the network is there, or go on without them with --without-peers.",
      "Dit boekje komt van een oudere kopie, en niet alle andere toestellen antwoordden. Er is niets getoond of gewijzigd: wat sindsdien gewist of ingetrokken is, kan terugkomen. Probeer opnieuw als het netwerk er is, of ga zonder hen verder met --without-peers."
    )
  }

  static func lostWritesRow(_ count: Int) -> Wording {
    Wording(
      "lostWrites", .badData,
      "Le disque a perdu des écritures confirmées (\(count)). Ce que les autres appareils avaient reçu revient par un échange ; le reste manque. Faites « carnet sync », vérifiez vos dernières notes et le disque ; puis dites que vous le savez : « carnet verify --acknowledge ».",
      "The disk lost writes that had been confirmed (\(count)). What the other devices had received comes back with an exchange; the rest is missing. Run “carnet sync”, check your last notes and the disk; then say that you know: “carnet verify --acknowledge”.",
      "De schijf is bevestigde bewaringen kwijt (\(count)). Wat de andere toestellen hadden ontvangen, komt terug met een uitwisseling; de rest ontbreekt. Voer “carnet sync” uit, kijk uw laatste notities en de schijf na; zeg daarna dat u het weet: “carnet verify --acknowledge”."
    )
  }

  static var clockAheadRow: Wording {
    Wording(
      "clockAhead", .success,
      "L’horloge de cet appareil avance de plus de trente jours sur la dernière fois. Tant que personne ne la confirme, aucun accord prévu ne prend effet ici, et un accord échu à cette date n’est plus transmis ni montré ; un retrait n’attend jamais. Réglez l’horloge, ou dites une fois qu’elle est juste avec --clock-is-right.",
      "The clock of this device is more than thirty days later than the last time. Until somebody confirms it, no planned consent takes effect here, and what a consent that has ended by that date gave is neither sent nor shown; a withdrawal never waits. Set the clock, or say once that it is right with --clock-is-right.",
      "De klok van dit toestel loopt meer dan dertig dagen voor op de vorige keer. Zolang niemand ze bevestigt, gaat hier geen geplande toestemming in, en wat een op die datum afgelopen toestemming gaf, wordt niet verstuurd of getoond; een intrekking wacht nooit. Zet de klok juist, of zeg één keer dat ze juist is met --clock-is-right."
    )
  }

  static var clockWentBackRow: Wording {
    Wording(
      "clockWentBack", .success,
      "L’horloge de cet appareil a reculé. Les notes sont enregistrées dans le bon ordre, mais l’heure affichée peut être fausse. Un accord échu le reste. Réglez l’horloge, ou dites une fois qu’elle est juste avec --clock-is-right.",
      "The clock of this device went back. Notes are saved in the right order, but the hour shown may be wrong. A consent that had ended stays ended. Set the clock, or say once that it is right with --clock-is-right.",
      "De klok van dit toestel ging terug. Notities worden in de juiste volgorde bewaard, maar het getoonde uur kan fout zijn. Een afgelopen toestemming blijft afgelopen. Zet de klok juist, of zeg één keer dat ze juist is met --clock-is-right."
    )
  }

  static var plannedWaitsRow: Wording {
    Wording(
      "plannedWaits", .success,
      "Un accord prévu attend que cette horloge soit à son jour.",
      "A planned consent waits until this clock comes to its day.",
      "Een geplande toestemming wacht tot deze klok op haar dag staat."
    )
  }

  static func begunAheadRow(_ begun: BegunAheadRow) -> Wording {
    let (person, to) = (Visible.line(begun.person), Visible.line(begun.recipient))
    func words(_ language: Language) -> (at: String, volets: String) {
      let words = Phrasebook(language)
      return (words.moment(begun.at), words.volets(begun.volets))
    }
    let (french, english, dutch) = (words(.french), words(.english), words(.dutch))
    let id = begun.consent.shortened
    return Wording(
      "begunAhead", .success,
      "Un accord prévu pour plus tard (\(person)) a commencé le \(french.at), quand cette horloge avançait, et donne déjà à \(to) : \(french.volets). Si l’horloge était fausse, retirez-le tout de suite : « carnet consent withdraw \(id) ». Un retrait n’attend aucune horloge.",
      "A consent planned for later (\(person)) began on \(english.at), when this clock was ahead, and gives already to \(to): \(english.volets). If the clock was wrong, withdraw it at once: “carnet consent withdraw \(id)”. A withdrawal waits for no clock.",
      "Een voor later geplande toestemming (\(person)) ging in op \(dutch.at), toen deze klok voorliep, en geeft al aan \(to): \(dutch.volets). Was de klok fout, trek ze dan meteen in: “carnet consent withdraw \(id)”. Een intrekking wacht op geen enkele klok."
    )
  }

  static var twinRow: Wording {
    Wording(
      "twin", .refused,
      "Une autre copie de ce carnet est utilisée sous la même clé. Ce qui est écrit ici y reste ; une copie n’échange plus rien avant que ce soit réglé. Donnez ses propres clés à la copie, sans rien perdre : « carnet pair invite --own » sur l’autre, puis « carnet init --join INVITATION » ici même, dans le dossier de la copie. Si l’autre n’existe plus, dites-le une fois avec « carnet sync --only-copy ».",
      "Another copy of this notebook is in use under the same key. What is written here stays here; a copy exchanges nothing more before this is settled. Give the copy keys of its own, losing nothing: “carnet pair invite --own” on the other one, then “carnet init --join INVITATION” right here, in the folder of the copy. If the other no longer exists, say so once with “carnet sync --only-copy”.",
      "Een andere kopie van dit boekje wordt gebruikt onder dezelfde sleutel. Wat hier geschreven is, blijft hier; een kopie wisselt niets meer uit voor dit geregeld is. Geef de kopie eigen sleutels, zonder iets te verliezen: “carnet pair invite --own” op de andere, daarna “carnet init --join UITNODIGING” hier zelf, in de map van de kopie. Bestaat de andere niet meer, zeg dat dan één keer met “carnet sync --only-copy”."
    )
  }

  static func perhapsOlderRow(_ service: String) -> Wording {
    Wording(
      "perhapsOlder", .success,
      "« \(service) » dit tenir de cet appareil autre chose que ce qui est connu ici. Ce carnet revient peut-être d’une copie plus ancienne, ou ce service se trompe. Rien n’est arrêté. Vérifiez vos dernières notes, et faites un échange avec « carnet sync ».",
      "“\(service)” says that it holds from this device something else than is known here. This notebook perhaps comes from an older copy, or that service is wrong. Nothing is stopped. Check your last notes, and exchange with “carnet sync”.",
      "“\(service)” zegt van dit toestel iets anders te hebben dan hier bekend is. Dit boekje komt misschien van een oudere kopie, of die dienst vergist zich. Er is niets gestopt. Kijk uw laatste notities na en wissel uit met “carnet sync”."
    )
  }

  static func peerTwinRow(_ service: String) -> Wording {
    Wording(
      "peerTwin", .success,
      "Un appareil \(deQuoted: service) revient d’une copie plus ancienne, ou est utilisé deux fois. L’échange continue. Prévenez son opérateur : il fait de l’un des deux un appareil à part.",
      "A device of “\(service)” comes from an older copy, or is in use twice. Exchanging goes on. Tell its operator, who makes one of the two a device of its own.",
      "Een toestel van “\(service)” komt van een oudere kopie, of wordt twee keer gebruikt. De uitwisseling gaat door. Verwittig de operator, die van een van de twee een eigen toestel maakt."
    )
  }
}

/// A planned consent that began by a clock that has gone back since, on a day that has not come.
public struct BegunAheadRow: Hashable, Sendable {
  /// Hexadecimal.
  public var consent: String
  public var person: String
  public var recipient: String
  public var volets: [Volet]
  /// What the clock said.
  public var at: ZonedMoment

  public init(
    consent: String, person: String, recipient: String, volets: [Volet], at: ZonedMoment
  ) {
    (self.consent, self.person, self.recipient) = (consent, person, recipient)
    (self.volets, self.at) = (volets, at)
  }
}

extension Phrasebook {
  /// A copy took keys of its own; `others`: whose device is still that of both copies.
  public func ownKeysTaken(
    service: String, node: String, worker: String?, others: [String]
  ) -> String {
    let service = Visible.line(service)
    var text = say(
      "Ce carnet a maintenant ses propres clés dans le service « \(service) ».\nAppareil : \(node)\nTout ce qui y est écrit reste, et part avec le premier échange. Les appairages avec d’autres services restent à l’autre copie : ce que vous écrivez leur arrive par elle.\n",
      "This notebook has keys of its own now in the service “\(service)”.\nDevice: \(node)\nAll that is written in it stays, and leaves with the first exchange. Pairings with other services stay with the other copy: what you write reaches them through it.\n",
      "Dit boekje heeft nu eigen sleutels in de dienst “\(service)”.\nToestel: \(node)\nAlles wat erin geschreven is, blijft en vertrekt met de eerste uitwisseling. De koppelingen met andere diensten blijven bij de andere kopie: wat u schrijft, bereikt hen via haar.\n"
    )
    if let worker = worker.map(Visible.line) {
      text += say(
        "\(worker) y travaille avec la même phrase de passe.\n",
        "\(worker) works on it with the same passphrase.\n",
        "\(worker) werkt er met dezelfde wachtzin.\n")
    }
    for other in others.map(Visible.line) {
      text += say(
        "\(other) a encore ici la clé de l’autre copie : « carnet worker device » là-bas, puis « carnet worker add --code » ici.\n",
        "\(other) still has the key of the other copy here: “carnet worker device” there, then “carnet worker add --code” here.\n",
        "\(other) heeft hier nog de sleutel van de andere kopie: “carnet worker device” daar, daarna “carnet worker add --code” hier.\n"
      )
    }
    return text
  }

  /// Asked on a terminal, before anything that waits for a date is issued.
  public var isTheClockRight: String {
    say(
      "L’horloge est-elle juste ? (o/N) ", "Is the clock right? (y/N) ", "Is de klok juist? (j/N) ")
  }
}
