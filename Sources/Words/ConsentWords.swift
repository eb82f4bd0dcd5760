public import CaseFile
public import Notebook
public import Replica

/// How a consent is told to stand.
public enum ConsentStatus: String, CaseIterable, Hashable, Sendable {
  case planned
  case given
  case refused
  case withdrawn
  case expired
  case suspended
  /// Later consents took its place in each of its volets.
  case replaced
  /// A service ended its follow-up; the person withdrew nothing.
  case ceased
  /// A service stopped this share, and goes on with its follow-up; the person withdrew nothing.
  case stopped
  /// It went back to another service by a wrong link, and ended with it.
  case unlinked
  /// It goes back to another service by a link about which people here disagree, and has stopped.
  case disputed
}

/// Volets of a consent in which a later one took its place.
public struct ReplacedVolets: Hashable, Sendable {
  /// The later consent.
  public var by: String
  public var volets: [Volet]

  public init(by: String, volets: [Volet]) { (self.by, self.volets) = (by, volets) }
}

/// A consent with its history. For the owner service alone: no other service reads a refusal.
public struct ConsentRow: Hashable, Sendable {
  /// Something that happened to it.
  public struct Event: Hashable, Sendable {
    public var event: ConsentEvent
    public var at: ZonedMoment
    /// The worker to whom the person said it, or the service that answered; empty for nobody here.
    public var by: String
    /// What was taken back, or asked to be erased; empty for all of it.
    public var volets: [Volet]
    public var cause: EndingCause?
    /// Who carried out what was decided elsewhere or before.
    public var carriedOutBy: String
    /// Recorded after the follow-up had ended, without knowing of it.
    public var isUnaware = false

    public init(
      event: ConsentEvent, at: ZonedMoment, by: String, volets: [Volet] = [],
      cause: EndingCause? = nil, carriedOutBy: String = "", isUnaware: Bool = false
    ) {
      self.isUnaware = isUnaware
      (self.event, self.at, self.by) = (event, at, by)
      (self.volets, self.cause, self.carriedOutBy) = (volets, cause, carriedOutBy)
    }
  }

  public var id: String
  /// The recipient service.
  public var to: String
  public var volets: [Volet]
  /// Those that the person first said yes to, where these are others; empty otherwise.
  public var agreed: [Volet] = []
  /// Beside these, those in which later consents took its place.
  public var replaced: [ReplacedVolets] = []
  /// Not known of one that was found again.
  public var past: Past
  public var effective: Effective
  /// `nil` for a refusal.
  public var until: CalendarDate?
  public var bothWays: Bool
  /// Of one both ways: volets in which nothing comes back any more, by a later consent.
  public var oneWay: [Volet]
  public var status: ConsentStatus
  /// In force, and nothing goes by it before an exchange brings the key of that service.
  public var waitsForExchange = false
  /// How far the pairing with that service has ended; nil while things may go.
  public var unpaired: Unpaired?
  /// The devices of the recipient, where something was asked to be erased there.
  public var holders: [HolderRow] = []
  public var events: [Event]
  /// How the person said so, and in what language it was explained; `nil` for a refusal and for an answer.
  public var proof: ProofOfConsent?
  public var explainedIn: LanguageTag?
  public var circumstances = ConsentCircumstances.unrecorded
  /// What left for that service of the whole case file, by whichever consent; nil where nothing did, or nobody asked.
  public var sent: SentSoFar?

  /// What the person first said yes to.
  var signed: [Volet] { agreed.isEmpty ? volets : agreed }

  /// What it lets be read; of one that has ended, all that the person said yes to, and not what was left at the end.
  var told: [Volet] { stands || status == .suspended ? volets : signed }

  /// Forgotten here and found again: nobody knows any more what it said of the past and when it began.
  var isRecovered: Bool {
    events.contains { $0.event == .recovered }
      && !events.contains { $0.event == .given || $0.event == .planned }
  }

  public init(
    id: String, to: String, volets: [Volet], past: Past, effective: Effective,
    until: CalendarDate?, bothWays: Bool, oneWay: [Volet] = [], status: ConsentStatus,
    events: [Event] = [], proof: ProofOfConsent? = nil, explainedIn: LanguageTag? = nil
  ) {
    self.oneWay = oneWay
    (self.proof, self.explainedIn) = (proof, explainedIn)
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

extension Phrasebook {
  /// How a consent stands, in a word.
  public func consentStatus(_ status: ConsentStatus) -> String {
    switch status {
    case .planned: say("prévu", "planned", "gepland")
    case .given: say("donné", "given", "gegeven")
    case .refused: say("refusé", "refused", "geweigerd")
    case .withdrawn: say("retiré", "withdrawn", "ingetrokken")
    case .expired: say("arrivé à son terme", "expired", "afgelopen")
    case .replaced: say("remplacé", "replaced", "vervangen")
    case .suspended: say("suspendu", "suspended", "opgeschort")
    case .ceased: say("suivi clos", "follow-up ended", "opvolging beëindigd")
    case .stopped:
      say("arrêté par le service", "stopped by the service", "gestopt door de dienst")
    case .unlinked: say("lien défait", "link undone", "koppeling ongedaan gemaakt")
    case .disputed:
      say(
        "arrêté, le lien étant contesté ici", "stopped, the link being disputed here",
        "gestopt, de koppeling is hier betwist")
    }
  }

  /// What happened to a consent, in a word.
  public func consentEvent(_ event: ConsentEvent) -> String {
    switch event {
    case .planned: say("prévu", "planned", "gepland")
    case .given: say("donné", "given", "gegeven")
    case .refused: say("refusé", "refused", "geweigerd")
    case .effective: say("a pris effet", "took effect", "ingegaan")
    case .recovered:
      say(
        "retrouvé par l’autre service, après le retour d’une copie",
        "found again through the other service, after an older copy came back",
        "teruggevonden via de andere dienst, na de terugkeer van een oudere kopie")
    case .narrowed: say("restreint", "narrowed", "beperkt")
    case .extended: say("étendu", "extended", "uitgebreid")
    case .renewed: say("renouvelé", "renewed", "vernieuwd")
    case .withdrawn: say("retiré", "withdrawn", "ingetrokken")
    case .purgeAsked: say("effacement demandé", "erasure asked", "wissen gevraagd")
    case .purgeAttested: say("effacement attesté", "erasure attested", "wissen bevestigd")
    case .purgeRefused:
      say(
        "effacement refusé (devoir de garder)", "erasure refused (duty to keep)", "wissen geweigerd"
      )
    case .expired: say("arrivé à son terme", "expired", "afgelopen")
    case .stopped:
      say("arrêté, par le service", "stopped, by the service", "gestopt, door de dienst")
    case .ceased:
      say(
        "fin du suivi, par le service", "follow-up ended, by the service",
        "opvolging beëindigd, door de dienst")
    case .unlinked:
      say(
        "lien défait, par le service", "link undone, by the service",
        "koppeling ongedaan gemaakt, door de dienst")
    case .disputed:
      say(
        "arrêté : ici, des collègues ne sont pas d’accord sur le lien",
        "stopped: colleagues here disagree about the link",
        "gestopt: collega’s hier zijn het niet eens over de koppeling")
    case .cancelled:
      say(
        "annulé, le suivi étant clos", "cancelled, the case file being closed",
        "geannuleerd, dossier gesloten")
    }
  }

  /// A consent on one line.
  func consentLine(_ row: ConsentRow) -> String {
    var parts = [labelled(Visible.line(row.to), consentStatus(row.status))]
    // Of one that was replaced whole, what took its place in which volets says it all.
    if !row.told.isEmpty, row.status != .replaced { parts.append(volets(row.told)) }
    if let until = row.until {
      parts.append(say("jusqu’au \(date(until))", "until \(date(until))", "tot \(date(until))"))
    }
    if row.isHeldByPairing {
      parts.append(say("appairage terminé", "pairing ended", "koppeling beëindigd"))
    } else if row.waitsForExchange {
      parts.append(
        say("attend un échange", "waits for an exchange", "wacht op een uitwisseling"))
    }
    return (parts + row.replaced.map(replacedLine)).joined(separator: " – ")
  }

  /// Which later consent took its place, and in which volets.
  func replacedLine(_ later: ReplacedVolets) -> String {
    let (names, number) = (volets(later.volets), later.by.shortened)
    return say(
      "remplacé par l’accord \(number) pour : \(names)",
      "replaced by consent \(number) in: \(names)",
      "vervangen door toestemming \(number) in: \(names)")
  }
}
