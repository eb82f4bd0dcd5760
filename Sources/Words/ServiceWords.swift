public import CaseFile
public import Notebook

/// A record found by its words, in a volet that the reader may read.
public struct SearchRow: Hashable, Sendable {
  public var note: String
  public var caseID: String
  public var volet: Volet
  /// Of a note; of another kind what tells it from others.
  public var titles: [String]
  public var snippet: String
  /// Nil for what does not open.
  public var type: RecordType?
  public var standing: RecordSummary.State
  public var marks: [RecordSummary.Mark]
  /// Whom it is about; nil for who reads no names.
  public var person: String?
  /// As written in her card; nil when it is not known.
  public var born: String?
  /// Whether another person goes by that name: her birth is told too.
  public var hasNamesake: Bool

  public init(
    note: String, caseID: String, volet: Volet, titles: [String], snippet: String,
    type: RecordType? = .note, standing: RecordSummary.State = .current,
    marks: [RecordSummary.Mark] = [], person: String? = nil, born: String? = nil,
    hasNamesake: Bool = false
  ) {
    (self.person, self.born, self.hasNamesake) = (person, born, hasNamesake)
    self.type = type
    (self.standing, self.marks) = (standing, marks)
    self.note = note
    self.caseID = caseID
    self.volet = volet
    self.titles = titles
    self.snippet = snippet
  }
}

/// A loss of the disk of which somebody said that it is known.
public struct KnownLoss: Hashable, Sendable {
  /// Confirmed writes that were lost by then, in all.
  public var lost: Int
  public var at: ZonedMoment
  /// Nil: the operator.
  public var worker: String?

  public init(lost: Int, at: ZonedMoment, worker: String?) {
    (self.lost, self.at, self.worker) = (lost, at, worker)
  }
}

/// What a verification of everything stored found.
public struct VerifyReport: Hashable, Sendable {
  public var changes: Int
  public var statements: Int
  public var badSignatures: Int
  public var gaps: Int
  public var parked: Int
  /// Bundles that wait for a worker to be opened.
  public var unopened: Int
  /// Losses that were acknowledged, in order of time.
  public var losses: [KnownLoss] = []
  /// When this home was put back from a copy, and nobody could say what followed; in order of time.
  public var putBacks: [PutBackRow] = []
  /// Notes of one's own that the disk lost for good.
  public var lostNotes = 0
  /// Rows of one's own case files that the disk lost: keys, names, recorded decisions.
  public var lostRows = 0
  /// Statements that are gone from the logs.
  public var lostStatements = 0
  /// What others sent and nobody can ever read.
  public var unreadable: [Unreadable] = []
  /// Devices that used one number twice.
  public var reused: [ReusedSequences]
  /// Nothing that was here is altered or gone: the exit code is 0 exactly then. What waits, and what others did, is counted.
  public var isSound = true
  /// Something that was here is altered or gone for good.
  public var isDamaged = false

  /// How much of a service is here and says nothing that can be read.
  public struct Unreadable: Hashable, Sendable {
    public var service: String
    public var changes: Int

    public init(service: String, changes: Int) { (self.service, self.changes) = (service, changes) }
  }

  public init(
    changes: Int, statements: Int, badSignatures: Int, gaps: Int, parked: Int, unopened: Int,
    reused: [ReusedSequences] = []
  ) {
    self.changes = changes
    self.statements = statements
    self.badSignatures = badSignatures
    self.gaps = gaps
    self.parked = parked
    self.unopened = unopened
    self.reused = reused
  }
}

extension Phrasebook {
  /// After a service was created: who opens it, and what to do next. `opensCases`: whether that worker's role does.
  public func serviceCreated(
    name: String, id: String, node: String, worker: String, role: Role, opensCases: Bool
  ) -> String {
    let name = Visible.line(name)
    let worker = Visible.line(worker)
    let asRole = self.role(role)
    let first =
      opensCases
      ? say("« carnet case open »", "“carnet case open”", "“carnet case open”")
      : say(
        "« carnet worker add NOM --role referent »", "“carnet worker add NAME --role referent”",
        "“carnet worker add NAAM --role referent”")
    let warning =
      opensCases
      ? ""
      : say(
        "Attention : personne dans ce service ne peut ouvrir de suivi, car ce n’est pas le rôle \(de: worker). Ajoutez d’abord une personne dont c’est le rôle.\n",
        "Mind: nobody in this service can open a case file, since that is not the role of \(worker). First add somebody whose role it is.\n",
        "Let op: niemand in deze dienst kan een dossier openen, want dat is niet de rol van \(worker). Voeg eerst iemand toe die deze rol heeft.\n"
      )
    return say(
      "Le service « \(name) » est créé sur cet appareil.\nService : \(id)\nAppareil : \(node)\n",
      "The service “\(name)” is created on this device.\nService: \(id)\nDevice: \(node)\n",
      "De dienst “\(name)” is aangemaakt op dit toestel.\nDienst: \(id)\nToestel: \(node)\n")
      + say(
        "\(worker) (\(asRole)) peut ouvrir le carnet avec sa phrase de passe.\n\(warning)Ensuite : \(first) ; pour un·e collègue, « carnet worker add NOM --role ROLE ».\n",
        "\(worker) (\(asRole)) can open the notebook with their passphrase.\n\(warning)Next: \(first); for a colleague, “carnet worker add NAME --role ROLE”.\n",
        "\(worker) (\(asRole)) kan het boekje openen met de eigen wachtzin.\n\(warning)Daarna: \(first); voor een collega “carnet worker add NAAM --role ROL”.\n"
      )
  }

  /// Whether a worker, or a device of one, is admitted, in a word.
  public func workerState(_ state: WorkerSummary.State) -> String {
    switch state {
    case .added: say("à admettre", "to be admitted", "toe te laten")
    case .admitted: say("admis·e", "admitted", "toegelaten")
    case .ended: say("accès terminé", "access ended", "toegang beëindigd")
    }
  }

  /// What was found; `total` counts what is not shown too.
  public func search(_ rows: [SearchRow], total: Int) -> String {
    guard !rows.isEmpty else {
      return say(
        "Rien trouvé dans les volets que vous pouvez lire.\n",
        "Nothing found in the volets that you may read.\n",
        "Niets gevonden in de luiken die u mag lezen.\n")
    }
    return rows.map { row in
      let title = titles(row.titles)
      let isNote = row.type == nil || row.type == .note
      let kind = isNote ? "" : row.type.map(name(of:)) ?? ""
      let head = [
        row.note.shortened, row.person.map { about($0, row) } ?? "", volet(row.volet), kind, title,
        standing(row.standing, row.marks),
      ].filter { !$0.isEmpty }
      let excerpt = row.snippet.isEmpty ? "" : "    " + Visible.line(row.snippet) + "\n"
      return head.joined(separator: "  ") + "\n" + excerpt
    }.joined() + searchLeftOut(shown: rows.count, total: total)
  }

  private func about(_ name: String, _ row: SearchRow) -> String {
    row.hasNamesake ? "\(person(name)) (\(birth(row.born)))" : person(name)
  }

  /// A search waits for the words of everything, which are being prepared.
  ///
  /// - Parameters:
  ///   - share: what was looked at, from 0 to 1.
  ///   - seconds: about what is left; nil while nobody knows.
  public func wordsArePrepared(share: Double, seconds: Int?) -> String {
    let percent = Int((min(max(share, 0), 1) * 100).rounded(.down))
    guard let seconds else {
      return say(
        "Les mots se préparent : cette recherche attend qu’ils soient tous là, et sera complète. Les suivantes n’attendront plus.\n",
        "The words are being prepared: this search waits until all are there, and will be complete. The next ones will not wait.\n",
        "De woorden worden voorbereid: deze zoekopdracht wacht tot ze er alle zijn, en zal volledig zijn. De volgende wachten niet meer.\n"
      )
    }
    let left = duration(seconds)
    return say(
      "Les mots se préparent : \(percent) % sont là, encore \(left) environ. Cette recherche attend, et sera complète.\n",
      "The words are being prepared: \(percent)% are there, about \(left) more. This search waits, and will be complete.\n",
      "De woorden worden voorbereid: \(percent) % is er, nog ongeveer \(left). Deze zoekopdracht wacht, en zal volledig zijn.\n"
    )
  }

  /// How many of the notes and records found are shown; nothing when all are.
  public func searchLeftOut(shown: Int, total: Int) -> String {
    guard shown < total else { return "" }
    return say(
      "\(notesOrRecords(shown)) montrée\(shown < 2 ? "" : "s") sur \(total) trouvées, les plus récentes d’abord. Ajoutez un mot, ou demandez-les toutes avec --limit \(total).\n",
      "\(shown) of \(notesOrRecords(total)) shown, newest first. Add a word, or ask for all with --limit \(total).\n",
      "\(shown) van \(total) gevonden notities of fiches getoond, de nieuwste eerst. Voeg een woord toe, of vraag ze allemaal met --limit \(total).\n"
    )
  }

  private func notesChanged(_ number: Int) -> String {
    count(
      number, ("modification", "modifications"), ("change", "changes"),
      ("wijziging", "wijzigingen"))
  }

  private func statements(_ number: Int) -> String {
    count(number, ("acte", "actes"), ("statement", "statements"), ("akte", "akten"))
  }

  /// What a verification of everything stored found.
  public func verify(_ report: VerifyReport) -> String {
    var counts = say(
      "Vérifié : \(notesChanged(report.changes)) et \(statements(report.statements)). Signatures fausses : \(report.badSignatures). Manques : \(report.gaps). En attente de lecture : \(report.parked).\n",
      "Verified: \(notesChanged(report.changes)) and \(statements(report.statements)). Bad signatures: \(report.badSignatures). Gaps: \(report.gaps). Waiting to be read: \(report.parked).\n",
      "Gecontroleerd: \(notesChanged(report.changes)) en \(statements(report.statements)). Valse handtekeningen: \(report.badSignatures). Leemten: \(report.gaps). Wachtend op lezing: \(report.parked).\n"
    )
    if report.unopened > 0 {
      counts += say(
        "Paquets reçus et pas encore ouverts : \(report.unopened). Ils s’ouvrent dès qu'une personne de l'équipe lit ses notes sur cet appareil.\n",
        "Bundles received and not opened yet: \(report.unopened). They open as soon as a worker reads notes on this device.\n",
        "Ontvangen en nog niet geopende pakketten: \(report.unopened). Ze gaan open zodra een medewerker op dit toestel notities leest.\n"
      )
    }
    if report.lostNotes > 0 {
      counts += say(
        "Notes ou fiches que le disque a perdues, et qu’aucun appareil ne peut rendre : \(report.lostNotes).\n",
        "Notes or records that the disk lost and that no device can bring back: \(report.lostNotes).\n",
        "Notities of fiches die de schijf kwijt is en die geen toestel kan teruggeven: \(report.lostNotes).\n"
      )
    }
    if report.lostRows > 0 {
      counts += say(
        "Lignes des suivis que le disque a perdues (clés, noms de volets, décisions notées) : \(report.lostRows).\n",
        "Rows of case files that the disk lost (keys, names of volets, recorded decisions): \(report.lostRows).\n",
        "Rijen van dossiers die de schijf kwijt is (sleutels, namen van luiken, genoteerde beslissingen): \(report.lostRows).\n"
      )
    }
    if report.lostStatements > 0 {
      let number = statements(report.lostStatements)
      counts += say(
        "Disparu de ce que l’appareil avait reçu ou noté : \(number) au moins. Ce peut être un retrait, un refus, une clôture ou une fin d’accès. Rien ne part plus par les partages concernés, et aucun accord ne s’y note ; un retrait se note toujours. Demandez aux personnes suivies ce qu’elles ont retiré, et retirez-le à nouveau.\n",
        "Gone from what this device had received or recorded: at least \(number). It may be a withdrawal, a refusal, a closing or the end of an access. Nothing goes out by the shares concerned any more, and no consent is recorded there; a withdrawal always is. Ask the people followed what they withdrew, and withdraw it again.\n",
        "Verdwenen uit wat dit toestel ontvangen of genoteerd had: minstens \(number). Het kan een intrekking, een weigering, een afsluiting of het einde van een toegang zijn. Via de betrokken delingen vertrekt niets meer, en er wordt geen toestemming genoteerd; een intrekking wel, altijd. Vraag aan de gevolgde personen wat ze introkken, en trek het opnieuw in.\n"
      )
    }
    for row in report.unreadable {
      let (service, number) = (Visible.line(row.service), notesChanged(row.changes))
      counts += say(
        "Reçu, et illisible pour toujours : \(number) \(de: service). C’est l’appareil qui l’a envoyé qui l’a mal écrit ; rien de vos notes ne manque. Dites-le à ce service.\n",
        "Received, and never to be read: \(number) of \(service). The device that sent it wrote it wrongly; nothing of your notes is missing. Tell that service.\n",
        "Ontvangen, en nooit leesbaar: \(number) van \(service). Het toestel dat het stuurde, schreef het verkeerd; van uw notities ontbreekt niets. Zeg het die dienst.\n"
      )
    }
    for row in report.reused {
      counts += sentence(row.fact) + "\n"
    }
    for loss in report.losses {
      let who = loss.worker.map(Visible.line)
      counts += say(
        "Écritures perdues par le disque, en tout : \(loss.lost). \(who ?? "L’opérateur") en a pris acte le \(moment(loss.at)).\n",
        "Writes lost by the disk, in all: \(loss.lost). \(who ?? "The operator") acknowledged it on \(moment(loss.at)).\n",
        "Door de schijf verloren bewaringen, in totaal: \(loss.lost). \(who ?? "De operator") nam er akte van op \(moment(loss.at)).\n"
      )
    }
    for row in report.putBacks { counts += putBackVerified(row) + "\n" }
    if report.badSignatures > 0 { return counts + sentence(.home(.damaged)) + "\n" }
    guard report.gaps + report.parked > 0 else { return counts }
    return counts
      + say(
        "Ce qui manque peut encore arriver : faites un échange avec « carnet sync ».\n",
        "What is missing may still arrive: exchange with “carnet sync”.\n",
        "Wat ontbreekt kan nog aankomen: wissel uit met “carnet sync”.\n")
  }
}
