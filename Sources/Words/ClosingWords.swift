public import CaseFile

/// What closing a case file did with one consent.
public struct ClosedConsent: Hashable, Sendable {
  /// The consent, whole.
  public var id: String
  /// The recipient service.
  public var to: String
  public var volets: [Volet]

  public init(id: String, to: String, volets: [Volet]) {
    (self.id, self.to, self.volets) = (id, to, volets)
  }
}

/// What closing a case file did.
public struct ClosingPage: Hashable, Sendable {
  public var id: String
  /// It was closed before: nothing was changed now, but for what the person withdrew.
  public var wasClosed: Bool
  /// Consents that the person withdrew on this occasion.
  public var withdrawn: [ClosedConsent]
  /// Consents that the service ended.
  public var ended: [ClosedConsent]
  /// Planned consents that were cancelled.
  public var cancelled: [ClosedConsent]
  /// Another device of the service may have put into effect what was planned.
  public var hasOtherDevices = false
  /// What was to come, as far as whoever closed may read it, and is in no agenda any more.
  public var appointments = 0
  public var deadlines = 0
  /// Periods that go on, by their ids: nobody said why they end.
  public var goingOn: [String] = []
  /// Periods that ended with it.
  public var over: [String] = []
  /// It was closed for a death, of which the card says nothing.
  public var leavesDeathUnsaid = false

  public init(
    id: String, wasClosed: Bool = false, withdrawn: [ClosedConsent] = [],
    ended: [ClosedConsent] = [], cancelled: [ClosedConsent] = []
  ) {
    (self.id, self.wasClosed, self.withdrawn) = (id, wasClosed, withdrawn)
    (self.ended, self.cancelled) = (ended, cancelled)
  }

  /// `{"case", "withdrawn", "ended", "cancelled", "appointments", "deadlines", "goingOn", "over"}`, each list of `{"consent", "to", "volets"}`,
  /// and how many appointments and deadlines were to come
  public var json: JSONValue { .object(pairs) }

  var pairs: [(String, JSONValue)] {
    [
      ("case", .string(id)), ("withdrawn", .array(withdrawn.map(\.json))),
      ("ended", .array(ended.map(\.json))), ("cancelled", .array(cancelled.map(\.json))),
      ("appointments", .integer(Int64(appointments))), ("deadlines", .integer(Int64(deadlines))),
      ("goingOn", .strings(goingOn)), ("over", .strings(over)),
    ]
  }
}

extension ClosedConsent {
  fileprivate var json: JSONValue {
    .object([
      ("consent", .string(id)), ("to", .string(to)), ("volets", .strings(volets.map(\.code))),
    ])
  }
}

extension Phrasebook {
  /// Asked on a terminal before closing, when something is shared.
  public func askWithdrawal(_ shared: [ClosedConsent]) -> String {
    let lines = shared.map { "  \(named($0))\n" }.joined()
    return say(
      "Ce suivi est partagé avec :\n\(lines)La personne retire-t-elle aussi son accord ? Sans cela, ces services gardent ce qu’ils ont reçu. (oui/non) [non] ",
      "This case file is shared with:\n\(lines)Does the person also withdraw? Otherwise these services keep what they received. (yes/no) [no] ",
      "Dit dossier wordt gedeeld met:\n\(lines)Trekt de persoon ook de toestemming in? Anders houden deze diensten wat zij ontvingen. (ja/nee) [nee] "
    )
  }

  /// After closing: what ended, by whom, and what it does not mean.
  public func caseClosed(_ page: ClosingPage) -> String {
    var text = page.withdrawn.map { consent in
      say(
        "Retrait de la personne enregistré – \(named(consent)).\n",
        "Withdrawal by the person recorded – \(named(consent)).\n",
        "Intrekking door de persoon vastgelegd – \(named(consent)).\n")
    }.joined()
    text += closed(page)
    for consent in page.ended {
      text += say(
        "Votre service met fin au partage – \(named(consent)) : rien de nouveau ne part. Ce qui a été reçu y reste.\n",
        "Your service ends the sharing – \(named(consent)): nothing new leaves. What was received stays there.\n",
        "Uw dienst beëindigt het delen – \(named(consent)): er vertrekt niets nieuws. Wat ontvangen is, blijft daar.\n"
      )
    }
    text += cancelled(page)
    if !page.ended.isEmpty {
      text += say(
        "Clore n’est pas un retrait de la personne. Si elle veut aussi que ces services effacent : « carnet consent withdraw ».\n",
        "Closing is no withdrawal by the person. Should she also want these services to erase: “carnet consent withdraw”.\n",
        "Sluiten is geen intrekking door de persoon. Wil zij ook dat deze diensten wissen: “carnet consent withdraw”.\n"
      )
    }
    if page.leavesDeathUnsaid {
      text += say(
        "Le décès lui-même n’est pas noté sur la fiche : « carnet case death » le note, pour que personne n’appelle.\n",
        "The death itself is not recorded on the card: “carnet case death” records it, so that nobody calls.\n",
        "Het overlijden zelf is niet op de fiche genoteerd: “carnet case death” noteert het, opdat niemand belt.\n"
      )
    }
    return text + periods(page) + leftAgenda(page)
      + say(
        "Les notes restent lisibles dans votre service. « carnet case reopen » reprend le suivi.\n",
        "The notes stay readable in your service. “carnet case reopen” resumes the follow-up.\n",
        "De notities blijven leesbaar in uw dienst. “carnet case reopen” hervat de opvolging.\n")
  }

  /// The planned consents that were cancelled, and what another device may have made of them; nothing where there are none.
  func cancelled(_ page: ClosingPage) -> String {
    var text = page.cancelled.map { consent in
      say(
        "Accord prévu annulé – \(named(consent)) : rien ne lui sera transmis.\n",
        "Planned consent cancelled – \(named(consent)): nothing will be sent there.\n",
        "Geplande toestemming geannuleerd – \(named(consent)): er wordt niets verstuurd.\n")
    }.joined()
    if !page.cancelled.isEmpty, page.hasOtherDevices {
      text += say(
        "Si un autre appareil de votre service a mis en œuvre un accord prévu, la transmission s’y arrête quand il l’apprend ; ce qui a été reçu y reste.\n",
        "If another device of your service put a planned consent into effect, sending stops there once it hears of this; what was received stays there.\n",
        "Voerde een ander toestel van uw dienst een geplande toestemming uit, dan stopt het versturen daar zodra het dit verneemt; wat ontvangen is, blijft daar.\n"
      )
    }
    return text
  }

  /// Whether it was closed by this.
  func closed(_ page: ClosingPage) -> String {
    page.wasClosed
      ? say(
        "Ce suivi était déjà clos.\n", "This case file was closed already.\n",
        "Dit dossier was al gesloten.\n")
      : say("Suivi clos.\n", "Case file closed.\n", "Dossier gesloten.\n")
  }

  /// What the periods of it say.
  private func periods(_ page: ClosingPage) -> String {
    let over = page.over.map { period in
      say(
        "Période close, avec son motif (\(period.shortened)).\n",
        "Period ended, with its reason (\(period.shortened)).\n",
        "Periode afgesloten, met de reden (\(period.shortened)).\n")
    }
    let file = page.id.shortened
    let going = page.goingOn.map { period in
      say(
        "Une période dure encore (\(period.shortened)), sans motif de clôture. Pour la clore avec son motif : « carnet case reopen \(file) », puis « carnet case close \(file) --because … ».\n",
        "A period goes on (\(period.shortened)), without a reason of closing. To end it with its reason: “carnet case reopen \(file)”, then “carnet case close \(file) --because …”.\n",
        "Een periode loopt nog (\(period.shortened)), zonder reden van afsluiting. Om ze met de reden af te sluiten: “carnet case reopen \(file)”, daarna “carnet case close \(file) --because …”.\n"
      )
    }
    return (over + going).joined()
  }

  /// How the reason is told of a case file that was opened again without one, or the period that tells it.
  public func reopenedBecause(_ period: String?, file: String) -> String {
    if let period {
      return say(
        "La période (\(period.shortened)) dit pourquoi ; celles d’avant restent.\n",
        "The period (\(period.shortened)) says why; those before stay.\n",
        "De periode (\(period.shortened)) zegt waarom; die van vroeger blijven.\n")
    }
    guard let kind = RecordType.ofFollowUp,
      let field = kind.followUp.flatMap({ kind[$0.begunAgain] })
    else { return "" }
    let line =
      typed("carnet \(kind.code) add \(file.shortened)")
      + " --\(kind.optionNames(of: field, in: self)[0]) …"
    return say(
      "Rien ne dit encore pourquoi : « \(line) » commence une période qui le dit.\n",
      "Nothing says why yet: “\(line)” begins a period that does.\n",
      "Nog niets zegt waarom: “\(line)” begint een periode die het zegt.\n")
  }

  /// What is to come and stands in no agenda any more; nothing where nothing does.
  func leftAgenda(_ page: ClosingPage) -> String {
    let appointments = count(
      page.appointments, ("rendez-vous", "rendez-vous"), ("appointment", "appointments"),
      ("afspraak", "afspraken"))
    let deadlines = count(
      page.deadlines, ("échéance", "échéances"), ("deadline", "deadlines"),
      ("termijn", "termijnen"))
    let counted = [(page.appointments, appointments), (page.deadlines, deadlines)]
      .filter { $0.0 > 0 }.map(\.1).joined(separator: say(" et ", " and ", " en "))
    guard !counted.isEmpty else { return "" }
    return say(
      "À venir, et plus dans l’agenda : \(counted) ; « carnet case reopen » les y remet.\n",
      "To come, and no more in the agenda: \(counted); “carnet case reopen” puts them back.\n",
      "Nog te komen, en niet meer in de agenda: \(counted); “carnet case reopen” zet ze terug.\n")
  }

  /// After opening a closed case file again.
  public func caseReopened(wasOpen: Bool) -> String {
    guard !wasOpen else {
      return say(
        "Ce suivi est déjà ouvert. Rien n’a été changé.\n",
        "This case file is open already. Nothing was changed.\n",
        "Dit dossier is al open. Er is niets gewijzigd.\n")
    }
    return say(
      "Suivi rouvert. Ce qui avait pris fin le reste : pour transmettre de nouveau, recueillez un nouvel accord. Ce qui répondait à un partage reçu reprend sans nouvel accord si vous le liez de nouveau (« carnet case link »), tant que la personne y consent auprès de l’autre service.\n",
      "Case file open again. What had ended stays ended: to share again, take a new consent. What answered a share that you receive resumes without one if you link it again (“carnet case link”), while the person consents to it at the other service.\n",
      "Dossier heropend. Wat beëindigd was, blijft dat: neem een nieuwe toestemming op om weer te delen. Wat antwoordde op wat u ontvangt, herneemt zonder nieuwe toestemming als u het opnieuw koppelt (“carnet case link”), zolang de persoon er bij de andere dienst mee instemt.\n"
    )
  }

  func named(_ consent: ClosedConsent) -> String {
    "\(Visible.line(consent.to)) (\(volets(consent.volets)))"
  }
}
