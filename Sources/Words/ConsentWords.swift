public import CaseFile

public enum ConsentStatus: String, CaseIterable, Hashable, Sendable {
  case planned
  case given
  case refused
  case withdrawn
  case expired
  case suspended
}

/// What happened to a consent.
public enum ConsentEvent: String, CaseIterable, Hashable, Sendable {
  case requested
  case explained
  case given
  case refused
  case effective
  case extended
  case narrowed
  case withdrawn
  case purgeAsked
  case purgeAttested
  case purgeRefused
  case expired
}

/// A consent with its history. For the owner service alone: no other service reads a refusal.
public struct ConsentRow: Hashable, Sendable {
  public struct Event: Hashable, Sendable {
    public var event: ConsentEvent
    public var at: ZonedMoment
    public var by: String

    public init(event: ConsentEvent, at: ZonedMoment, by: String) {
      self.event = event
      self.at = at
      self.by = by
    }
  }

  public var id: String
  /// The recipient service.
  public var to: String
  public var volets: [Volet]
  public var past: Past
  public var effective: Effective
  /// `nil` for a refusal.
  public var until: CalendarDate?
  public var bothWays: Bool
  public var status: ConsentStatus
  public var events: [Event]

  public init(
    id: String, to: String, volets: [Volet], past: Past, effective: Effective,
    until: CalendarDate?, bothWays: Bool, status: ConsentStatus, events: [Event] = []
  ) {
    self.id = id
    self.to = to
    self.volets = volets
    self.past = past
    self.effective = effective
    self.until = until
    self.bothWays = bothWays
    self.status = status
    self.events = events
  }
}

/// What to say after a withdrawal: never that anything vanished elsewhere.
public struct WithdrawalReport: Hashable, Sendable {
  public var at: ZonedMoment
  public var service: String
  public var volets: [Volet]
  /// Notes of those volets that the service acknowledged; nil when that is not counted.
  public var received: Int?
  public var lastExchange: ZonedMoment?

  public init(
    at: ZonedMoment, service: String, volets: [Volet], received: Int?, lastExchange: ZonedMoment?
  ) {
    self.at = at
    self.service = service
    self.volets = volets
    self.received = received
    self.lastExchange = lastExchange
  }
}

extension Phrasebook {
  public func consentStatus(_ status: ConsentStatus) -> String {
    switch status {
    case .planned: say("prévu", "planned", "gepland")
    case .given: say("donné", "given", "gegeven")
    case .refused: say("refusé", "refused", "geweigerd")
    case .withdrawn: say("retiré", "withdrawn", "ingetrokken")
    case .expired: say("arrivé à son terme", "expired", "afgelopen")
    case .suspended: say("suspendu", "suspended", "opgeschort")
    }
  }

  public func consentEvent(_ event: ConsentEvent) -> String {
    switch event {
    case .requested: say("demandé", "asked", "gevraagd")
    case .explained: say("expliqué", "explained", "uitgelegd")
    case .given: say("donné", "given", "gegeven")
    case .refused: say("refusé", "refused", "geweigerd")
    case .effective: say("a pris effet", "took effect", "ingegaan")
    case .extended: say("prolongé", "extended", "verlengd")
    case .narrowed: say("restreint", "narrowed", "beperkt")
    case .withdrawn: say("retiré", "withdrawn", "ingetrokken")
    case .purgeAsked: say("effacement demandé", "erasure asked", "wissen gevraagd")
    case .purgeAttested: say("effacement attesté", "erasure attested", "wissen bevestigd")
    case .purgeRefused:
      say(
        "effacement refusé (devoir de garder)", "erasure refused (duty to keep)", "wissen geweigerd"
      )
    case .expired: say("arrivé à son terme", "expired", "afgelopen")
    }
  }

  /// A consent on one line.
  func consentLine(_ row: ConsentRow) -> String {
    var parts = [labelled(Visible.line(row.to), consentStatus(row.status))]
    if !row.volets.isEmpty { parts.append(volets(row.volets)) }
    if let until = row.until {
      parts.append(say("jusqu’au \(date(until))", "until \(date(until))", "tot \(date(until))"))
    }
    return parts.joined(separator: " – ")
  }

  public func consentList(_ rows: [ConsentRow]) -> String {
    guard !rows.isEmpty else {
      return say(
        "Aucun accord enregistré : rien de ce suivi ne sort de votre service.\n",
        "No consent recorded: nothing of this case file leaves your service.\n",
        "Geen toestemming vastgelegd: niets van dit dossier verlaat uw dienst.\n")
    }
    return rows.map(consentBlock).joined(separator: "\n")
  }

  private func consentBlock(_ row: ConsentRow) -> String {
    var text = consentLine(row) + "\n"
    if row.status != .refused {
      text += say("  Passé : ", "  Past: ", "  Verleden: ") + past(row.past) + "\n"
      text += say("  Prend effet : ", "  Takes effect: ", "  Gaat in: ") + effective(row.effective)
      text += "\n"
      text +=
        row.bothWays
        ? say("  Dans les deux sens\n", "  Both ways\n", "  In beide richtingen\n")
        : say("  Dans un seul sens\n", "  One way\n", "  In één richting\n")
    }
    text += say("  Accord : \(row.id)\n", "  Consent: \(row.id)\n", "  Toestemming: \(row.id)\n")
    for event in row.events {
      text += "  \(moment(event.at)) – \(consentEvent(event.event)) – \(Visible.line(event.by))\n"
    }
    return text
  }

  public func consentGiven(_ row: ConsentRow) -> String {
    let service = Visible.line(row.to)
    let until = row.until.map(date) ?? ""
    let names = volets(row.volets)
    let first =
      row.status == .planned
      ? say(
        "Accord prévu pour \(service), \(effective(row.effective)). D’ici là, rien ne lui est transmis.\n",
        "Consent planned for \(service), \(effective(row.effective)). Until then nothing is sent there.\n",
        "Toestemming gepland voor \(service), \(effective(row.effective)). Tot dan wordt niets verstuurd.\n"
      )
      : say(
        "Accord enregistré pour \(service).\n", "Consent recorded for \(service).\n",
        "Toestemming vastgelegd voor \(service).\n")
    return first
      + say(
        "Recevra jusqu’au \(until) : \(names). Rien d’autre.\n",
        "Will receive until \(until): \(names). Nothing else.\n",
        "Ontvangt tot \(until): \(names). Niets anders.\n")
      + say(
        "La personne peut retirer son accord à tout moment, sans donner de raison.\n",
        "The person may withdraw at any time, without giving a reason.\n",
        "De persoon kan op elk moment intrekken, zonder reden.\n")
      + say("Accord : \(row.id)\n", "Consent: \(row.id)\n", "Toestemming: \(row.id)\n")
  }

  public func consentRefused(to service: String) -> String {
    let service = Visible.line(service)
    return say(
      "Refus enregistré. \(service) ne reçoit rien et n’en saura rien.\n",
      "Refusal recorded. \(service) receives nothing and will not know of it.\n",
      "Weigering vastgelegd. \(service) ontvangt niets en zal er niets van weten.\n")
  }

  public func consentWithdrawn(_ report: WithdrawalReport) -> String {
    let service = Visible.line(report.service)
    var text = say(
      "Retrait enregistré à \(hour(report.at)).\n", "Withdrawal recorded at \(hour(report.at)).\n",
      "Intrekking vastgelegd om \(hour(report.at)).\n")
    if let received = report.received, received > 0 {
      let number = notes(received)
      text += say(
        "Ce \(que: service) a déjà reçu : \(number). Nous leur avons demandé d’effacer.\n",
        "What \(service) already received: \(number). We asked them to erase.\n",
        "Wat \(service) al ontving: \(number). Wij vroegen om te wissen.\n")
    } else if report.received == nil {
      text += say(
        "Nous demandons à \(service) d’effacer ce que ce service a reçu.\n",
        "We ask \(service) to erase what it received.\n",
        "Wij vragen \(service) om te wissen wat die dienst ontving.\n")
    } else {
      text += say(
        "\(service) n’a accusé réception d’aucune note. La demande d’effacer part quand même.\n",
        "\(service) acknowledged no note. The request to erase is sent all the same.\n",
        "\(service) bevestigde geen enkele notitie. Het verzoek om te wissen vertrekt toch.\n")
    }
    let last =
      report.lastExchange.map(moment) ?? say("aucun échange encore", "no exchange yet", "nog geen")
    text += say(
      "Confirmation : en attente (dernier échange : \(last)).\n",
      "Confirmation: awaited (last exchange: \(last)).\n",
      "Bevestiging: verwacht (laatste uitwisseling: \(last)).\n")
    return text
      + say(
        "Ce service garde les notes qu’il a écrites lui-même ; ce qui a été lu ne peut pas être oublié.\n",
        "That service keeps the notes it wrote itself; what was read cannot be forgotten.\n",
        "Die dienst houdt de notities die hij zelf schreef; wat gelezen is, kan niet vergeten worden.\n"
      )
  }

  /// To a worker of the recipient service.
  public func consentWithdrawnHere(on day: ZonedMoment) -> String {
    say(
      "La personne a retiré son accord le \(self.day(day)). Vous gardez les notes que vous avez écrites ; elles restent sous votre responsabilité.\n",
      "The person withdrew on \(self.day(day)). You keep the notes that you wrote; you remain responsible for them.\n",
      "De persoon trok de toestemming in op \(self.day(day)). U houdt de notities die u schreef; u blijft er verantwoordelijk voor.\n"
    )
  }

  /// After a release is recorded. The names of the services whose planned consents take effect.
  public func released(services: [String]) -> String {
    guard !services.isEmpty else {
      return say(
        "Enregistré. Aucun accord n’était prévu pour ce jour : rien n’est transmis.\n",
        "Recorded. No consent was planned for this day: nothing is sent.\n",
        "Vastgelegd. Voor deze dag was geen toestemming gepland: er wordt niets verstuurd.\n")
    }
    let names = services.map(Visible.line).joined(separator: ", ")
    return say(
      "Enregistré. Les accords prévus prennent effet pour : \(names).\n",
      "Recorded. The planned consents take effect for: \(names).\n",
      "Vastgelegd. De geplande toestemmingen gaan in voor: \(names).\n")
  }
}
