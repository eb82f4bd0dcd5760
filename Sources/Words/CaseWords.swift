public import CaseFile
public import Notebook

/// A line of the list of case files: nothing on it says why somebody is followed.
public struct CaseRow: Hashable, Sendable {
  public var id: String
  /// Several when people wrote different names and nobody settled it yet.
  public var names: [String]
  /// As written in the card; nil when it is not known.
  public var born: String?
  /// `nil` when nothing tells it.
  public var openedOn: ZonedMoment?
  public var status: CaseSummary.Status
  /// Notes in which something waits for a person's choice.
  public var toSettle: Int
  /// The card of the person is damaged on this device: she has a name, and it does not open here.
  public var isCardDamaged = false

  public init(
    id: String, names: [String], born: String? = nil, openedOn: ZonedMoment?,
    status: CaseSummary.Status,
    toSettle: Int = 0
  ) {
    self.id = id
    self.names = names
    self.born = born
    self.openedOn = openedOn
    self.status = status
    self.toSettle = toSettle
  }
}

/// What another service shares, beside one's own case files.
public struct ReceivedRow: Hashable, Sendable {
  /// Volets that end together; without a day when the consent names none.
  public struct End: Hashable, Sendable {
    public var volets: [Volet]
    public var until: CalendarDate?

    public init(volets: [Volet], until: CalendarDate?) {
      (self.volets, self.until) = (volets, until)
    }
  }

  public var id: String
  /// The service that wrote it.
  public var from: String
  public var name: String
  public var volets: [Volet]
  /// Received before, and going on no more since the other service ended its follow-up.
  public var ceasedVolets: [Volet] = []
  public var consent: String
  public var sharedSince: ZonedMoment?
  /// The last day; `nil` when the consent names none.
  public var until: CalendarDate?
  /// The case file of one's own that it is linked to.
  public var linkedTo: String?
  /// When the other service ended its follow-up.
  public var ceasedOn: ZonedMoment?
  /// It was one's own service that did.
  public var ceasedHere: Bool
  /// It goes back in answer to what our service transmits.
  public var isAnswer = false
  /// Of the person, as the other service wrote it down.
  public var born: String?
  /// Case files that people linked it to without knowing of each other.
  public var linkedApart: [String]
  /// Case files of one's own whose person has this name: one of them, perhaps, is the same.
  public var alike: [PersonRow]
  /// No device of that service exchanges with this service any more.
  public var isCutOff = false
  /// Of each volet, where they differ.
  public var ends: [End] = []
  /// All that allow it, where there are several.
  public var consents: [String] = []

  public init(
    id: String, from: String, name: String, volets: [Volet], consent: String,
    sharedSince: ZonedMoment? = nil, until: CalendarDate?, linkedTo: String? = nil,
    ceasedOn: ZonedMoment? = nil, ceasedHere: Bool = false, born: String? = nil,
    linkedApart: [String] = [], alike: [PersonRow] = []
  ) {
    self.id = id
    self.from = from
    self.name = name
    self.volets = volets
    self.consent = consent
    self.sharedSince = sharedSince
    self.until = until
    self.linkedTo = linkedTo
    self.ceasedOn = ceasedOn
    self.ceasedHere = ceasedHere
    self.born = born
    self.linkedApart = linkedApart
    self.alike = alike
  }
}

/// A case file, opened. Holds only the volets that the reader may read.
public struct CasePage: Hashable, Sendable {
  /// How much stands in a volet.
  public struct VoletCount: Hashable, Sendable {
    public var volet: Volet
    public var notes: Int
    /// Of other kinds, without the card of the person.
    public var records: Int
    /// Of both, those that people are to read again and decide on.
    public var unsettled: Int

    public init(volet: Volet, notes: Int, records: Int = 0, unsettled: Int = 0) {
      self.volet = volet
      self.records = records
      self.notes = notes
      self.unsettled = unsettled
    }
  }

  public var row: CaseRow
  /// As written in the card: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  public var born: [String]
  public var volets: [VoletCount]
  public var shares: [ConsentRow]
  public var received: [ReceivedRow]
  /// What was received and is no more.
  public var ended: [EndedRow] = []
  public var releases: [Release] = []
  /// Refusals beside consents that go on, to be asked about.
  public var undecided: [Fact] = []
  /// What she does not meet of whom the service is for.
  public var unmet: [UnmetCriteria] = []
  /// The days on which she died, as they are written; several while people left several.
  public var deceased: [String] = []

  /// A release, and who recorded it.
  public struct Release: Hashable, Sendable {
    /// `YYYY-MM-DD`.
    public var on: String
    public var at: ZonedMoment
    public var by: String
    /// The last that was recorded: what begins with a release begins with this one.
    public var counts: Bool

    public init(on: String, at: ZonedMoment, by: String, counts: Bool = true) {
      (self.on, self.at, self.by, self.counts) = (on, at, by, counts)
    }
  }

  public init(
    row: CaseRow, born: [String] = [], volets: [VoletCount], shares: [ConsentRow] = [],
    received: [ReceivedRow] = []
  ) {
    self.row = row
    self.born = born
    self.volets = volets
    self.shares = shares
    self.received = received
  }
}

extension Phrasebook {
  /// After a case file was opened: its number, and what to do next.
  public func caseOpened(id: String, name: String) -> String {
    say(
      "Suivi ouvert pour \(quoted(name)), sur cet appareil. Numéro : \(id)\n",
      "Case file opened for \(quoted(name)), on this device. Number: \(id)\n",
      "Dossier geopend voor \(quoted(name)), op dit toestel. Nummer: \(id)\n")
  }

  /// How a case file stands, in a word.
  public func caseStatus(_ status: CaseSummary.Status) -> String {
    switch status {
    case .open: say("ouvert", "open", "open")
    case .closed: say("clos", "closed", "gesloten")
    case .unknown:
      say(
        "ouvert ou clos : abîmé sur cet appareil", "open or closed: damaged on this device",
        "open of gesloten: beschadigd op dit toestel")
    }
  }

  /// A line for each case file, or that there is none.
  ///
  /// - Parameters:
  ///   - named: by which name they were looked for; nil for all.
  ///   - received: where nobody is called so, how many received shares are of somebody who is.
  public func caseList(_ rows: [CaseRow], named: String? = nil, received: Int = 0) -> String {
    if rows.isEmpty, let named {
      guard received == 0 else { return onlyReceived(named, received) }
      return say(
        "Personne n’est appelé \(quoted(named)) dans les suivis de cet appareil. « carnet case list » les montre tous.\n",
        "Nobody is called \(quoted(named)) in the case files of this device. “carnet case list” shows all of them.\n",
        "Niemand heet \(quoted(named)) in de dossiers van dit toestel. “carnet case list” toont ze allemaal.\n"
      )
    }
    guard !rows.isEmpty else {
      return say(
        "Aucun suivi sur cet appareil. « carnet case open » en ouvre un.\n",
        "No case file on this device. “carnet case open” opens one.\n",
        "Geen dossier op dit toestel. “carnet case open” opent er een.\n")
    }
    var table = Table([
      say("SUIVI", "CASE", "DOSSIER"), say("NOM", "NAME", "NAAM"),
      say("NAISSANCE", "BORN", "GEBOREN"),
      say("OUVERT LE", "OPENED ON", "GEOPEND OP"), say("ÉTAT", "STATUS", "STAAT"), "",
    ])
    for row in rows {
      table.rows.append([
        row.id.shortened, names(row),
        row.born.map(dates(written:)) ?? "", dayOrNone(row.openedOn),
        caseStatus(row.status), toSettle(row.toSettle),
      ])
    }
    return table.text
  }

  /// Nobody of ours is called so, and somebody is of whom a service shares something.
  private func onlyReceived(_ name: String, _ number: Int) -> String {
    let counted = count(
      number, ("partage reçu est", "partages reçus sont"),
      ("received share is", "received shares are"),
      ("ontvangen deling is", "ontvangen delingen zijn"))
    return say(
      "Personne n’est appelé \(quoted(name)) dans les suivis de cet appareil, mais \(counted) à ce nom. « carnet case list --received » montre ce qui est reçu.\n",
      "Nobody is called \(quoted(name)) in the case files of this device, but \(counted) of that name. “carnet case list --received” shows what is received.\n",
      "Niemand heet \(quoted(name)) in de dossiers van dit toestel, maar \(counted) op die naam. “carnet case list --received” toont wat ontvangen is.\n"
    )
  }

  /// One date as it stands in a card, or several with a slash between.
  private func dates(written text: String) -> String {
    text.split(separator: " ").map { $0 == "/" ? "/" : date(written: String($0)) }
      .joined(separator: " ")
  }

  /// `, dont 2 à relire`; nothing when there are none.
  private func unsettled(_ number: Int) -> String {
    guard number > 0 else { return "" }
    return say(
      ", dont \(number) à relire", ", \(number) of them to be read again",
      ", waarvan \(number) te herlezen")
  }

  private func toSettle(_ number: Int) -> String {
    guard number > 0 else { return "" }
    return count(
      number, ("passage à accorder", "passages à accorder"),
      ("passage to settle", "passages to settle"),
      ("passage om af te stemmen", "passages om af te stemmen"))
  }

  /// What is received, then what was and is no more.
  ///
  /// - Parameter named: by which name they were looked for; nil for all.
  public func receivedList(
    _ rows: [ReceivedRow], ended: [EndedRow] = [], named: String? = nil
  ) -> String {
    let gone = endedList(ended)
    return stillReceived(rows, named) + (gone.isEmpty ? "" : "\n" + gone)
  }

  private func stillReceived(_ rows: [ReceivedRow], _ named: String?) -> String {
    if rows.isEmpty, let named {
      return say(
        "Aucun partage reçu n’est d’une personne appelée \(quoted(named)). « carnet case list --received » montre tout ce qui est reçu.\n",
        "No received share is of somebody called \(quoted(named)). “carnet case list --received” shows all that is received.\n",
        "Geen ontvangen deling is van iemand die \(quoted(named)) heet. “carnet case list --received” toont alles wat ontvangen is.\n"
      )
    }
    guard !rows.isEmpty else {
      return say(
        "Aucun autre service ne vous partage de volet sur cet appareil.\n",
        "No other service shares a volet with you on this device.\n",
        "Geen andere dienst deelt een luik met u op dit toestel.\n")
    }
    return rows.map(received).joined(separator: "\n")
  }

  private func receivedEnd(_ last: CalendarDate?) -> String {
    last.map { say("jusqu’au \(date($0))", "until \(date($0))", "tot \(date($0))") }
      ?? say("sans date de fin", "without an end", "zonder einddatum")
  }

  /// Whoever answers stops when the follow-up there ends, and while people there disagree about whom it answers for: the
  /// share does not tell which.
  private func stoppedAnswering(_ moment: ZonedMoment, _ gone: [Volet]) -> String {
    let (day, names) = (day(moment), volets(gone))
    guard !gone.isEmpty else {
      return say(
        "  Ce service a cessé de répondre le \(day) : rien de nouveau n’arrive pour l’instant. Ce que vous avez reçu reste.\n",
        "  This service stopped answering on \(day): nothing new comes for now. What you received stays.\n",
        "  Deze dienst stopte met antwoorden op \(day): voorlopig komt er niets nieuws. Wat u ontving, blijft.\n"
      )
    }
    return say(
      "  Pour \(names), ce service a cessé de répondre le \(day) : rien de nouveau n’arrive pour l’instant. Ce que vous avez reçu reste.\n",
      "  For \(names), this service stopped answering on \(day): nothing new comes for now. What you received stays.\n",
      "  Voor \(names) stopte deze dienst met antwoorden op \(day): voorlopig komt er niets nieuws. Wat u ontving, blijft.\n"
    )
  }

  private func received(_ row: ReceivedRow) -> String {
    let (from, name) = (Visible.line(row.from), person(row.name))
    let since = row.sharedSince.map { moment in
      say(
        "partagés depuis le \(day(moment))", "shared since \(day(moment))",
        "gedeeld sinds \(day(moment))")
    }
    let isOneEnd = row.ends.count < 2
    let about = [since, isOneEnd ? receivedEnd(row.until) : nil].compactMap { $0 }
      .joined(separator: ", ")
    let origin = about.isEmpty ? "" : " (\(about))"
    var text = say(
      "\(name) – volets reçus \(de: from)\(origin)\n",
      "\(name) – volets received from \(from)\(origin)\n",
      "\(name) – luiken ontvangen van \(from)\(origin)\n")
    text += "  \(birth(row.born))\n"
    if isOneEnd {
      text += "  \(volets(row.volets))\n"
    } else {
      text += row.ends.map { "  \(volets($0.volets)) – \(receivedEnd($0.until))\n" }.joined()
    }
    text += say("  Partage : \(row.id)\n", "  Share: \(row.id)\n", "  Deling: \(row.id)\n")
    if row.isCutOff {
      text += say(
        "  Plus aucun échange avec ce service : rien de nouveau n’arrive, et un retrait dit là n’est pas appris ici.\n",
        "  No more exchange with that service: nothing new arrives, and a withdrawal said there is not learned here.\n",
        "  Geen uitwisseling meer met die dienst: er komt niets nieuws aan, en een intrekking daar wordt hier niet vernomen.\n"
      )
    }
    if let linked = row.linkedTo {
      text += say(
        "  Relié à votre suivi \(linked.shortened)\n",
        "  Linked to your case file \(linked.shortened)\n",
        "  Gekoppeld aan uw dossier \(linked.shortened)\n")
    } else if row.linkedApart.count == 1, let file = row.linkedApart.first {
      text += say(
        "  Relié par quelqu’un à votre suivi \(file.shortened), et ce lien a été défait par quelqu’un d’autre qui ne le savait pas : rien ne repart. Choisissez avec la personne : « carnet case link » ou « carnet case unlink ».\n",
        "  Linked by somebody to your case file \(file.shortened), and the link was undone by somebody else who did not know: nothing goes back. Choose with the person: “carnet case link” or “carnet case unlink”.\n",
        "  Door iemand aan uw dossier \(file.shortened) gekoppeld, en door iemand anders die dat niet wist ontkoppeld: er gaat niets terug. Kies met de persoon: “carnet case link” of “carnet case unlink”.\n"
      )
    } else if !row.linkedApart.isEmpty {
      let files = row.linkedApart.map(\.shortened).joined(separator: ", ")
      text += say(
        "  Relié par des collègues à plusieurs suivis (\(files)) : rien ne repart. Choisissez avec la personne : « carnet case link ».\n",
        "  Linked by colleagues to several case files (\(files)): nothing goes back. Choose with the person: “carnet case link”.\n",
        "  Door collega’s aan meerdere dossiers gekoppeld (\(files)): er gaat niets terug. Kies met de persoon: “carnet case link”.\n"
      )
    } else {
      text += say(
        "  Pas encore relié à un suivi de votre service\n",
        "  Not linked to a case file of your service yet\n",
        "  Nog niet gekoppeld aan een dossier van uw dienst\n")
    }
    if row.linkedTo == nil, !row.alike.isEmpty {
      let rows = row.alike.map { "    " + apart($0) + "\n" }.joined()
      text += say(
        "  De ce nom chez vous :\n\(rows)", "  Of this name in your service:\n\(rows)",
        "  Met deze naam bij u:\n\(rows)")
    }
    if let ceased = row.ceasedOn, row.ceasedHere {
      text += say(
        "  Votre service a mis fin à ce partage le \(day(ceased)). Ce que vous avez reçu reste ; rien de nouveau n’arrive.\n",
        "  Your service ended this sharing on \(day(ceased)). What you received stays; nothing new comes.\n",
        "  Uw dienst beëindigde deze deling op \(day(ceased)). Wat u ontving, blijft; er komt niets nieuws.\n"
      )
    } else if let ceased = row.ceasedOn, row.isAnswer {
      text += stoppedAnswering(ceased, row.ceasedVolets)
    } else if let ceased = row.ceasedOn, !row.ceasedVolets.isEmpty {
      let names = volets(row.ceasedVolets)
      text += say(
        "  Pour \(names), ce service a mis fin à ce partage le \(day(ceased)). Ce que vous avez reçu reste ; rien de nouveau n’arrive.\n",
        "  For \(names), this service ended this sharing on \(day(ceased)). What you received stays; nothing new comes.\n",
        "  Voor \(names) beëindigde deze dienst de deling op \(day(ceased)). Wat u ontving, blijft; er komt niets nieuws.\n"
      )
    } else if let ceased = row.ceasedOn {
      text += say(
        "  Ce service a mis fin à ce partage le \(day(ceased)). Ce que vous avez reçu reste ; rien de nouveau n’arrive.\n",
        "  This service ended this sharing on \(day(ceased)). What you received stays; nothing new comes.\n",
        "  Deze dienst beëindigde deze deling op \(day(ceased)). Wat u ontving, blijft; er komt niets nieuws.\n"
      )
    }
    return text
  }

  /// One line: an open case file is told by the day it was opened.
  private func standing(of row: CaseRow) -> String {
    let opened = dayOrNone(row.openedOn)
    let first = say(
      "Suivi \(row.id), ouvert le \(opened)", "Case file \(row.id), opened on \(opened)",
      "Dossier \(row.id), geopend op \(opened)")
    switch row.status {
    case .open: return first
    case .closed, .unknown: return first + ", " + caseStatus(row.status)
    }
  }

  /// A case file, opened: its volets, whom it is shared with, what is received beside it.
  public func casePage(_ page: CasePage) -> String {
    var text = names(page.row) + "\n"
    if !page.born.isEmpty {
      let born = page.born.map(date(written:)).joined(separator: " / ")
      text += say("Naissance : \(born)\n", "Born: \(born)\n", "Geboren: \(born)\n")
    }
    if !page.deceased.isEmpty { text += deathLine(page.deceased) + "\n" }
    text += standing(of: page.row) + "\n"
    for criteria in page.unmet { text += unmet(criteria) }
    for release in page.releases {
      let day = date(written: release.on)
      let recorded = "\(moment(release.at)) – \(Visible.line(release.by))"
      text +=
        release.counts
        ? say(
          "Sortie : \(day) (noté le \(recorded))\n", "Release: \(day) (recorded on \(recorded))\n",
          "Vrijlating: \(day) (genoteerd op \(recorded))\n")
        : say(
          "Notée avant, ne compte plus : \(day) (noté le \(recorded))\n",
          "Recorded before, counts no more: \(day) (recorded on \(recorded))\n",
          "Eerder genoteerd, telt niet meer: \(day) (genoteerd op \(recorded))\n")
    }
    text += "\n"
    if page.volets.allSatisfy({ $0.notes + $0.records == 0 }) {
      text += noNote
    }
    for line in page.volets where line.notes + line.records > 0 {
      let name = "\(volet(line.volet)) (\(shortName(line.volet)))"
      let counted = counted(notes: line.notes, records: line.records)
      text += "  " + labelled(name, counted) + unsettled(line.unsettled) + "\n"
    }
    text += "\n" + say("Partage :\n", "Sharing:\n", "Delen:\n")
    if page.shares.isEmpty {
      text += say(
        "  Aucun accord : rien ne sort de votre service.\n",
        "  No consent: nothing leaves your service.\n",
        "  Geen toestemming: niets verlaat uw dienst.\n")
    }
    for share in page.shares {
      text += "  " + consentLine(share) + "\n"
      text += holding(share).map { "    \($0)\n" } ?? ""
    }
    for fact in page.undecided { text += "  " + sentence(fact) + "\n" }
    if !page.received.isEmpty {
      text += "\n" + say("Reçu :\n", "Received:\n", "Ontvangen:\n")
      text += page.received.map(received).joined(separator: "\n")
    }
    if !page.ended.isEmpty {
      text +=
        "\n" + say("Reçu, et terminé :\n", "Received, and ended:\n", "Ontvangen, afgelopen:\n")
      text += endedList(page.ended)
    }
    return text
  }
}
