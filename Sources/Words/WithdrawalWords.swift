public import CaseFile
public import Replica

/// What to say after a withdrawal: never that anything vanished elsewhere.
public struct WithdrawalReport: Hashable, Sendable {
  /// What the other service said of the request to erase.
  public enum Confirmation: Hashable, Sendable {
    case awaited(lastExchange: ZonedMoment?)
    case attested(ZonedMoment)
    case refused(ZonedMoment)
  }
  /// Another consent that ended with it, whole or in part.
  public struct Along: Hashable, Sendable {
    public var id: String
    public var volets: [Volet]

    public init(id: String, volets: [Volet]) { (self.id, self.volets) = (id, volets) }
  }

  public var at: ZonedMoment
  /// The other service.
  public var service: String
  /// What was taken back; nil when it cannot be named here any more.
  public var volets: [Volet]?
  /// Said to the service that receives.
  public var isAtRecipient = false
  /// It had ended before: nothing was changed.
  public var wasSo = false
  /// Somebody whose access had ended had said it; what is to be forgotten is asked for now.
  public var isConfirmation = false
  /// It never took effect.
  public var wasOnlyPlanned = false
  /// Volets in which this device had sent something.
  public var sent: [Volet] = []
  /// How much of them this device had sent before, by the name of its kind.
  public var counts: [String: Int] = [:]
  /// Volets in which something may have left that this device no longer knows of: it goes on from a copy.
  public var maybeSent: [Volet] = []
  /// When what remains had ended already.
  public var restEndedOn: CalendarDate?
  /// This device had sent the agreement itself.
  public var isAnnounced = false
  /// Nothing had left this device, not even the agreement.
  public var isUntold = false
  /// No request can be written any more where it was given.
  public var isUnwritable = false
  /// No device of the other service exchanges with one of this service any more: nothing gets there.
  public var isCutOff = false
  /// How far the pairing with the other service has ended, where this device was paired with it once.
  public var unpaired: Unpaired?
  /// The devices of the other service, where something was asked to be erased there.
  public var holders: [HolderRow] = []
  /// Other devices of one's own service may have sent something too.
  public var hasOtherDevices = false
  /// What remains of the consent.
  public var left: [Volet] = []
  public var along: [Along] = []
  public var confirmation: Confirmation

  public init(
    at: ZonedMoment, service: String, volets: [Volet]?,
    confirmation: Confirmation = .awaited(lastExchange: nil)
  ) {
    (self.at, self.service, self.volets) = (at, service, volets)
    self.confirmation = confirmation
  }
}

extension Phrasebook {
  /// After a withdrawal: what stops, what is asked of the other service, and what goes on.
  public func consentWithdrawn(_ report: WithdrawalReport) -> String {
    if report.isAtRecipient { return withdrawnAtRecipient(report) }
    if report.isConfirmation { return confirmed(report) }
    if report.wasSo { return alreadyWithdrawn(report) }
    var text =
      say(
        "Retrait enregistré à \(hour(report.at))", "Withdrawal recorded at \(hour(report.at))",
        "Intrekking vastgelegd om \(hour(report.at))") + named(report.volets)
    text += alreadySent(report)
    if report.wasOnlyPlanned {
      guard !report.hasOtherDevices else { return text + notBegunHere() + remaining(report) }
      return text
        + say(
          "Cet accord n’avait pas pris effet : rien n’a été transmis par lui, et rien ne le sera.\n",
          "This consent had not taken effect: nothing was sent by it, and nothing will be.\n",
          "Deze toestemming was niet ingegaan: daardoor is niets verstuurd, en er wordt niets verstuurd.\n"
        ) + remaining(report)
    }
    if report.isHeldHere { return text + cutOff(report) + remaining(report) }
    if report.isUnwritable {
      text += unwritable(report)
      guard !report.sent.isEmpty else { return text + remaining(report) }
    }
    text += asking(report) + remaining(report)
    let isNoteAwaited = !report.sent.isEmpty || !report.maybeSent.isEmpty
    // Of what goes on, or ran out, the agreement stays where it is.
    let isPaperAwaited = report.isAnnounced && report.left.isEmpty
    guard isNoteAwaited || isPaperAwaited else { return text }
    if !isNoteAwaited { text += askingForPaper(report.service) }
    text += confirmation(report.confirmation) + "\n"
    text += holderLines(report.holders).map { "  \($0)\n" }.joined()
    guard isNoteAwaited else { return text }
    return text
      + say(
        "Ce service garde les notes qu’il a écrites lui-même ; ce qui a été lu ne peut pas être oublié.\n",
        "That service keeps the notes it wrote itself; what was read cannot be forgotten.\n",
        "Die dienst houdt de notities die hij zelf schreef; wat gelezen is, kan niet vergeten worden.\n"
      )
  }

  /// Of a plan that another device of the service may have put into effect.
  private func notBegunHere() -> String {
    say(
      "Cet accord n’avait pas pris effet, pour ce que cet appareil en sait : il n’a rien transmis d’ici, et rien ne le sera. Si un autre appareil de votre service l’a mis en œuvre, le retrait y vaut aussi : carnet le dira ici quand il l’apprendra, et l’effacement sera demandé.\n",
      "This consent had not taken effect, for all that this device knows: nothing was sent by it from here, and nothing will be. If another device of your service put it into effect, the withdrawal holds there too: carnet says so here when it hears of it, and erasure is asked.\n",
      "Deze toestemming was niet ingegaan, voor zover dit toestel weet: van hier is daardoor niets verstuurd, en er wordt niets verstuurd. Voerde een ander toestel van uw dienst ze uit, dan geldt de intrekking ook daar: carnet zegt het hier zodra het dat verneemt, en het wissen wordt gevraagd.\n"
    )
  }

  /// Before what a consent "from now on" came to for an earlier one.
  ///
  /// - Parameter consent: the earlier one, whole.
  public func earlierEnds(_ consent: String) -> String {
    let number = consent.shortened
    return say(
      "Ce que l’accord d’avant, \(number), laissait lire prend fin avec lui :\n",
      "What the earlier consent, \(number), let be read ends with it:\n",
      "Wat de eerdere toestemming, \(number), liet lezen, eindigt daarmee:\n")
  }

  /// Another device had put into effect what was withdrawn here.
  ///
  /// - Parameters:
  ///   - consent: whole.
  ///   - given: volets in which the other service may have received something.
  public func withdrawalOvertaken(
    of consent: String, for person: String, by service: String, _ given: [Volet]
  ) -> String {
    let (person, service) = (Visible.line(person), Visible.line(service))
    let (number, names) = (consent.shortened, volets(given))
    return say(
      "L’accord \(number), retiré (\(person)), avait été mis en œuvre par un autre appareil de votre service : \(service) a pu recevoir ce qui est dans \(names). Le retrait y vaut : rien de plus ne part, et nous demandons de l’effacer.\n",
      "Consent \(number), withdrawn (\(person)), had been put into effect by another device of your service: \(service) may have received what is in \(names). The withdrawal holds there: nothing more leaves, and we ask that it be erased.\n",
      "Toestemming \(number), ingetrokken (\(person)), was door een ander toestel van uw dienst uitgevoerd: \(service) kan ontvangen hebben wat in \(names) staat. De intrekking geldt daar: er vertrekt niets meer, en wij vragen het te wissen.\n"
    )
  }

  /// The end of a sentence: what it is about, when it can be named.
  private func named(_ taken: [Volet]?) -> String {
    guard let taken, !taken.isEmpty else { return ".\n" }
    let names = volets(taken)
    return say(" : \(names).\n", ": \(names).\n", ": \(names).\n")
  }

  /// What the other service is asked to forget, and only where there is something.
  private func asking(_ report: WithdrawalReport) -> String {
    let service = Visible.line(report.service)
    guard report.sent.isEmpty else {
      let names = volets(report.sent)
      return say(
        "Nous demandons à \(service) d’effacer ce que ce service a reçu dans : \(names).\n",
        "We ask \(service) to erase what it received in: \(names).\n",
        "Wij vragen \(service) om te wissen wat die dienst ontving in: \(names).\n")
    }
    guard report.maybeSent.isEmpty else {
      let names = volets(report.maybeSent)
      return say(
        "Cet appareil a repris depuis une copie et ne sait plus tout ce qui était parti : \(service) a pu recevoir des notes dans : \(names). Nous lui demandons de les effacer.\n",
        "This device went on from a copy and no longer knows all that had left: \(service) may have received notes in: \(names). We ask it to erase them.\n",
        "Dit toestel ging verder vanaf een kopie en weet niet meer alles wat vertrokken was: \(service) kan notities ontvangen hebben in: \(names). Wij vragen die te wissen.\n"
      )
    }
    var text =
      report.isUntold
      ? say(
        "Rien de cet accord n’était parti d’ici vers \(service), ni note ni nom : ce service apprendra seulement qu’un accord a été donné et retiré.\n",
        "Nothing of this consent had left here for \(service), neither note nor name: that service will learn only that a consent was given and withdrawn.\n",
        "Niets van deze toestemming was van hier naar \(service) vertrokken, geen notitie en geen naam: die dienst verneemt enkel dat een toestemming gegeven en ingetrokken is.\n"
      )
      : say(
        "Aucune note de ces volets n’est partie d’ici vers \(service).\n",
        "No note of these volets left here for \(service).\n",
        "Geen enkele notitie uit deze luiken vertrok van hier naar \(service).\n")
    if report.hasOtherDevices {
      text += say(
        "Si un autre appareil de votre service en a transmis, le retrait y vaut aussi.\n",
        "If another device of your service sent some, the withdrawal holds for them too.\n",
        "Verstuurde een ander toestel van uw dienst er wel, dan geldt de intrekking ook daarvoor.\n"
      )
    }
    return text
  }

  /// The other service filled the share, or broke it: it shows nothing of it, and cannot be asked in it.
  private func unwritable(_ report: WithdrawalReport) -> String {
    let service = Visible.line(report.service)
    return say(
      "Un partage avec \(service) ne prend plus rien : rien n’y passe plus, et la demande d’effacer n’a pas pu y être écrite. Demandez-le à ce service par un autre moyen.\n",
      "A share with \(service) takes nothing more: nothing passes by it, and the request to erase could not be written in it. Ask that service some other way.\n",
      "Een deling met \(service) neemt niets meer op: daarlangs gaat niets meer, en de vraag om te wissen kon er niet in geschreven worden. Vraag het die dienst op een andere manier.\n"
    )
  }

  private func askingForPaper(_ service: String) -> String {
    let service = Visible.line(service)
    return say(
      "L’accord lui-même, qui nomme la personne, y était parti : nous demandons à \(service) de l’effacer.\n",
      "The consent itself, which names the person, had left: we ask \(service) to erase it.\n",
      "De toestemming zelf, die de persoon noemt, was vertrokken: wij vragen \(service) om ze te wissen.\n"
    )
  }

  private func remaining(_ report: WithdrawalReport) -> String {
    var text = ""
    if let ended = report.restEndedOn, !report.left.isEmpty {
      let (names, day) = (volets(report.left), date(ended))
      text += say(
        "Ce qui restait de l’accord a pris fin le \(day) : \(names).\n",
        "What was left of the consent ended on \(day): \(names).\n",
        "Wat van de toestemming overbleef, eindigde op \(day): \(names).\n")
    } else if !report.left.isEmpty {
      let names = volets(report.left)
      text += say(
        "L’accord continue pour : \(names).\n", "The consent goes on for: \(names).\n",
        "De toestemming loopt verder voor: \(names).\n")
    }
    for other in report.along {
      let names = volets(other.volets)
      text += say(
        "L’accord \(other.id.shortened) prend fin avec lui pour les mêmes volets : \(names).\n",
        "Consent \(other.id.shortened) ends with it in the same volets: \(names).\n",
        "Toestemming \(other.id.shortened) eindigt mee voor dezelfde luiken: \(names).\n")
    }
    return text
  }

  func confirmation(_ state: WithdrawalReport.Confirmation) -> String {
    switch state {
    case .awaited(let lastExchange):
      let last =
        lastExchange.map(moment) ?? say("aucun échange encore", "no exchange yet", "nog geen")
      return say(
        "Confirmation : en attente (dernier échange : \(last)).",
        "Confirmation: awaited (last exchange: \(last)).",
        "Bevestiging: verwacht (laatste uitwisseling: \(last)).")
    case .attested(let at):
      return say(
        "Confirmation : effacement attesté le \(moment(at)).",
        "Confirmation: erasure attested on \(moment(at)).",
        "Bevestiging: wissen bevestigd op \(moment(at)).")
    case .refused(let at):
      return say(
        "Confirmation : effacement refusé le \(moment(at)) (devoir de garder).",
        "Confirmation: erasure refused on \(moment(at)) (duty to keep).",
        "Bevestiging: wissen geweigerd op \(moment(at)).")
    }
  }

  /// The same as somebody said whose access had ended.
  private func confirmed(_ report: WithdrawalReport) -> String {
    let service = Visible.line(report.service)
    return say(
      "Retrait confirmé à \(hour(report.at)). Quelqu’un dont l’accès a pris fin l’avait demandé, et l’effacement attendait : nous demandons maintenant à \(service) d’effacer ce que ce service avait reçu.\n",
      "Withdrawal confirmed at \(hour(report.at)). Somebody whose access has ended had asked for it, and the erasing waited: we now ask \(service) to erase what it had received.\n",
      "Intrekking bevestigd om \(hour(report.at)). Iemand van wie de toegang beëindigd is, had het gevraagd, en het wissen wachtte: wij vragen \(service) nu om te wissen wat die dienst ontving.\n"
    ) + standing(report)
  }

  private func alreadyWithdrawn(_ report: WithdrawalReport) -> String {
    let first = endedBefore(report) + remaining(report)
    guard !report.wasOnlyPlanned else { return first }
    return first + standing(report)
  }

  /// What had ended before, when some of it goes on: nobody may take a part for the whole.
  private func endedBefore(_ report: WithdrawalReport) -> String {
    guard !report.left.isEmpty, let taken = report.volets, !taken.isEmpty else {
      return sentence(.record(.consentAlreadyWithdrawn)) + "\n"
    }
    let names = volets(taken)
    return say(
      "Déjà retiré auparavant, pour ces seuls volets : \(names). Rien n’a été changé.\n",
      "Withdrawn before already, for these volets only: \(names). Nothing was changed.\n",
      "Vroeger al ingetrokken, enkel voor deze luiken: \(names). Er is niets gewijzigd.\n")
  }

  /// To a worker of the recipient, who stated it for the person in front of her.
  private func withdrawnAtRecipient(_ report: WithdrawalReport) -> String {
    let service = Visible.line(report.service)
    if report.wasSo, !report.left.isEmpty {
      let (ended, left) = (volets(report.volets ?? []), volets(report.left))
      return say(
        "Ce partage \(de: service) avait déjà pris fin pour : \(ended). Rien n’a été changé.\nIl continue pour : \(left).\n",
        "This share of \(service) had ended already for: \(ended). Nothing was changed.\nIt goes on for: \(left).\n",
        "Deze deling van \(service) was al afgelopen voor: \(ended). Er is niets gewijzigd.\nZe loopt verder voor: \(left).\n"
      ) + planned(service)
    }
    if report.wasSo {
      return say(
        "Ce partage \(de: service) avait déjà pris fin. Rien n’a été changé.\n",
        "This share of \(service) had ended already. Nothing was changed.\n",
        "Deze deling van \(service) was al afgelopen. Er is niets gewijzigd.\n") + planned(service)
    }
    var text =
      say(
        "Retrait enregistré à \(hour(report.at)) dans ce \(que: service) vous transmet",
        "Withdrawal recorded at \(hour(report.at)) in what \(service) sends you",
        "Intrekking vastgelegd om \(hour(report.at)) in wat \(service) u doorgeeft")
      + named(report.volets)
    text += say(
      "Ce que vous en aviez reçu est effacé de cet appareil ; vos autres appareils l’effacent au prochain échange.\n",
      "What you had received of it is erased from this device; your other devices erase it at the next exchange.\n",
      "Wat u ervan ontving, is gewist van dit toestel; uw andere toestellen wissen het bij de volgende uitwisseling.\n"
    )
    text +=
      report.isCutOff
      ? say(
        "Cet appareil n’échange plus avec \(service) : ce service ne l’apprend pas d’ici. Dites-le-lui avec la personne.\n",
        "This device no longer exchanges with \(service), which does not learn of it from here. Tell that service together with the person.\n",
        "Dit toestel wisselt niet meer uit met \(service): die dienst verneemt het niet van hier. Zeg het die dienst samen met de persoon.\n"
      )
      : say(
        "\(service) l’apprend au prochain échange ; ce qui en arriverait d’ici là n’est pas gardé.\n",
        "\(service) learns of it at the next exchange; what would come of it until then is not kept.\n",
        "\(service) verneemt het bij de volgende uitwisseling; wat er intussen van aankomt, wordt niet bewaard.\n"
      )
    if !report.left.isEmpty {
      let left = volets(report.left)
      text += say(
        "Ce partage continue pour : \(left).\n", "This share goes on for: \(left).\n",
        "Deze deling loopt verder voor: \(left).\n")
    }
    text += say(
      "Vous gardez les notes que vous avez écrites ; elles restent sous votre responsabilité.\n",
      "You keep the notes that you wrote; you remain responsible for them.\n",
      "U houdt de notities die u schreef; u blijft er verantwoordelijk voor.\n")
    return text + planned(service)
  }

  /// What the recipient's counter cannot know.
  private func planned(_ service: String) -> String {
    say(
      "Un accord prévu pour plus tard, s’il y en a un, n’est connu que \(de: service) : dites-le à ce service avec la personne.\n",
      "A consent planned for later, if there is one, is known to \(service) alone: tell that service together with the person.\n",
      "Een toestemming die voor later gepland is, kent enkel \(service): zeg het die dienst samen met de persoon.\n"
    )
  }
}
