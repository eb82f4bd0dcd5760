import CRDT
import CaseFile
import Consent
import Envelope
import Replica
import Store
import Wire

/// What has been made of every case file, and what is to be made anew. Protocol/vault.md, "Summaries of case files".
extension WorkerSession {
  /// What is kept of a case file, as old as it may be; nil when nothing is, or nobody's keys open it.
  func keptSummary(of id: CaseID, _ ledger: LedgerReader) throws -> KeptSummary? {
    guard workerKeys != nil,
      let row = try replica.ifSound({ try ledger.caseSummary(of: id) }) ?? nil
    else { return nil }
    tally.kept += 1
    try openNewRoots(ledger)
    do {
      return KeptSummary(
        bytes: try worker().keyring.openRecord(row, context: summaryContext(id)))
    } catch is EnvelopeError {
      // A row that does not open is as none: it is made again.
      return nil
    }
  }

  /// What a case file comes to: as it is kept where nothing has come since and no moment has passed, and else as its log
  /// says.
  func summary(
    of id: CaseID, since touches: Touches, _ ledger: LedgerReader, at now: Instant
  ) throws -> KeptSummary {
    if let kept = try keptSummary(of: id, ledger), kept.isCurrent(of: id, touches),
      try !isOverdue(kept, ledger, at: now)
    {
      return kept
    }
    return try makeSummary(of: id, ledger, at: now)
  }

  /// Every case file of our service, in the order in which they came here.
  func summaries(_ ledger: LedgerReader, at now: Instant) throws -> [(
    id: CaseID, summary: KeptSummary
  )] {
    let touches = try ledger.touches()
    return try replica.caseFiles(ledger).map { id in
      (id, try summary(of: id, since: touches, ledger, at: now))
    }
  }

  /// Whether something of a summary has changed by itself since it was made, or the clock has gone back before that.
  func isOverdue(_ kept: KeptSummary, _ ledger: LedgerReader, at now: Instant) throws -> Bool {
    if now < kept.madeAt { return true }
    guard let next = kept.next else { return false }
    return try replica.latest(now, ledger) >= next
  }

  // MARK: Parts

  func isCurrent(_ card: KeptSummary.Card, _ ledger: LedgerReader) throws -> Bool {
    try replica.ifSound {
      try ledger.heads(of: card.document) == card.heads && !ledger.isErased(card.document)
    } ?? false
  }

  /// The first document of the volet `contact` that is a card.
  func readCard(of id: CaseID, _ ledger: LedgerReader) throws -> KeptSummary.Card? {
    for document in try ledger.documents(in: try tag(of: .contact, in: id, ledger)) {
      guard let card = try replica.ifSound({ try read(document, ledger) })?.card else { continue }
      return KeptSummary.Card(
        document: document, heads: try ledger.heads(of: document), names: card.name.texts,
        births: card.born.texts, otherNames: card.otherNames)
    }
    return nil
  }

  /// What people said of links in a case file. No clock and no share changes it.
  func linkTurns(
    in id: CaseID, since touches: Touches, _ ledger: LedgerReader
  ) throws -> [KeptSummary.Turn] {
    if let kept = try keptSummary(of: id, ledger),
      isLogCurrent(kept, of: id, touches)
    {
      return kept.turns
    }
    return try readTurns(in: id, ledger)
  }

  /// Numbers of the consents that are recorded in a case file, of those that are `wanted`, in the order in which they first
  /// were. A log that says nothing of them is not opened.
  func recordedConsents(
    in id: CaseID, since touches: Touches, _ ledger: LedgerReader,
    where wanted: (ConsentID) -> Bool
  ) throws -> [ConsentID] {
    if let kept = try keptSummary(of: id, ledger),
      isLogCurrent(kept, of: id, touches)
    {
      return kept.consents.map(\.id).filter(wanted)
    }
    let saysOfThem = try replica.ownView(id, ledger).records.contains { record in
      record.subject != id.bytes && ConsentID(record.subject).map(wanted) ?? false
    }
    guard saysOfThem else { return [] }
    return try consentRecords(of: id, ledger).consents.map(\.consent).filter(wanted)
  }

  /// Whether what a summary says of the log of its case file alone is so still.
  func isLogCurrent(_ kept: KeptSummary, of id: CaseID, _ touches: Touches) -> Bool {
    touches.last(of: .own(id)) <= kept.through
      && touches.last(of: .service(service)) <= kept.through
  }

  func readTurns(in id: CaseID, _ ledger: LedgerReader) throws -> [KeptSummary.Turn] {
    let saysOfLinks = try replica.ownView(id, ledger).records.contains {
      ShareID($0.subject) != nil
    }
    guard saysOfLinks else { return [] }
    return try records(of: id, ledger).compactMap { record in
      guard case .link(let link) = record.sealed.record, let share = ShareID(link.share) else {
        return nil
      }
      return KeptSummary.Turn(
        share: share,
        turn: LinkTurn(
          statement: record.statement, caseFile: id, unlinked: link.unlinked,
          replaces: Set(link.replaces.compactMap { StatementID($0) }),
          ends: Set(link.ends.compactMap { ConsentID($0) })))
    }
  }

  /// Whether the disk has what a summary was made from: what it lost or altered since is said wherever the case file is
  /// listed. Opens nothing that people wrote.
  func isSound(_ kept: KeptSummary, of id: CaseID, _ ledger: LedgerReader) throws -> Bool {
    try replica.ifSound {
      guard try !replica.isCutShort(of: id, ledger), let card = kept.card,
        try ledger.noteSecret(of: card.document) != nil,
        try !ledger.changes(of: card.document).isEmpty
      else { return false }
      return try kept.rows.allSatisfy { try ledger.attachment($0) != nil }
    } ?? false
  }

  // MARK: Making one

  /// From the log of the case file, the shares of it and the card.
  func makeSummary(
    of id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws -> KeptSummary {
    tally.summaries += 1
    let consents = try consents(of: id, ledger, at: now)
    let turns = try readTurns(in: id, ledger)
    let (shares, services) = try sources(of: id, turns, consents, ledger)
    let kept = consents.map { consent in
      KeptSummary.ConsentState(
        id: consent.consent, recipient: consent.recipient, recipientName: consent.recordedName,
        status: consent.status, waitsForExchange: consent.waitsForExchange,
        due: consent.beginning.moment, begunAt: consent.recordedBeginning,
        until: consent.until)
    }
    var moments = consents.compactMap(\.until) + kept.compactMap(\.due)
    for share in shares {
      moments += try replica.share(share, ledger)?.grants.compactMap(\.until) ?? []
    }
    return KeptSummary(
      through: try ledger.lastTouch(), madeAt: now, next: moments.filter { $0 > now }.min(),
      shares: shares.sorted(), services: services.sorted(), rows: try rows(of: id, ledger),
      card: try replica.ifSound { try readCard(of: id, ledger) } ?? nil,
      openedOn: try ledger.statements(in: .own(id)).first?.at, isClosed: try isClosed(id, ledger),
      consents: kept, turns: turns, release: try releases(of: id, ledger).last?.on,
      hasRefusalApart: try !refusalsApart(among: consents, in: id, ledger).isEmpty,
      owesErasures: try owesErasures(in: id, ledger))
  }

  /// The rows that name the volets, and the records; those that were removed are not there.
  private func rows(of id: CaseID, _ ledger: LedgerReader) throws -> [AttachmentID] {
    let own = try replica.ownView(id, ledger)
    return try Set(own.volets.map(\.sealed) + own.records.map(\.sealed)).sorted()
      .filter(ledger.holds(attachment:))
  }

  /// The logs that tell how a case file stands, beside its own.
  private func sources(
    of id: CaseID, _ turns: [KeptSummary.Turn], _ consents: [ConsentSummary],
    _ ledger: LedgerReader
  ) throws -> (shares: Set<ShareID>, services: Set<ServiceID>) {
    var shares = Set(turns.map(\.share))
    for volet in try replica.ownView(id, ledger).volets {
      shares.formUnion(try ledger.shares(of: volet.tag))
    }
    var services = Set(consents.map(\.recipient)).union([service])
    for share in shares {
      guard let judged = try replica.share(share, ledger) else { continue }
      services.formUnion(judged.services.union([judged.owner, judged.recipient]))
      shares.formUnion(judged.cited.map(\.share))
    }
    return (shares, services)
  }

  // MARK: Keeping one

  /// Keeps what a case file comes to, of which everything is in order that was known before `touch`. Of what the disk
  /// damaged nothing is kept: it is looked at each time.
  func keepSummary(
    of id: CaseID, through touch: Int64, into ledger: LedgerWriter, at now: Instant
  ) throws {
    guard try replica.damagedRecords(of: id, ledger) == 0 else {
      return try ledger.removeCaseSummary(of: id)
    }
    var summary = try makeSummary(of: id, ledger, at: now)
    guard summary.card != nil else { return try ledger.removeCaseSummary(of: id) }
    summary.through = touch
    if let kept = try keptSummary(of: id, ledger), try !isOverdue(kept, ledger, at: now) {
      // Nothing that a later look would find is lost by keeping what says the same.
      summary.madeAt = kept.madeAt
      if summary == kept { return }
    }
    try keep(summary, of: id, into: ledger)
  }

  /// The same where only words came: the rest is as it was.
  func keepSummary(
    _ kept: KeptSummary, of id: CaseID, through touch: Int64, into ledger: LedgerWriter,
    at now: Instant
  ) throws {
    guard let card = kept.card, try isCurrent(card, ledger), !kept.owesErasures else {
      return try keepSummary(of: id, through: touch, into: ledger, at: now)
    }
    var summary = kept
    summary.through = touch
    if summary != kept { try keep(summary, of: id, into: ledger) }
  }

  private func keep(_ summary: KeptSummary, of id: CaseID, into ledger: LedgerWriter) throws {
    try ledger.keepCaseSummary(
      try worker().keyring.sealRecord(
        summary.bytes, context: summaryContext(id), under: try currentRoot(ledger),
        using: &chance), of: id)
  }

  private func summaryContext(_ id: CaseID) -> [UInt8] {
    Domain.caseSummary.bytes + id.bytes + node.bytes
  }
}

extension KeptSummary {
  /// Whether nothing has come since of the logs that it was made from.
  func isCurrent(of id: CaseID, _ touches: Touches) -> Bool {
    touches.last(of: .own(id)) <= through
      && shares.allSatisfy { touches.last(of: .share($0)) <= through }
      && services.allSatisfy { touches.last(of: .service($0)) <= through }
  }
}

extension KeptSummary {
  /// Whether something of it is given, or waits for its day: another key or another day may be all that is missing.
  var mayIssue: Bool { consents.contains { $0.status == .planned || $0.status == .given } }
}

/// How much was opened since a session began: what a test of costs counts.
struct ReadingTally: Equatable {
  /// Records of case files whose seal was opened.
  var records = 0
  /// Case files of which what is kept was opened.
  var kept = 0
  /// Case files whose log was looked through whole.
  var summaries = 0
  /// Documents read.
  var documents = 0
  /// Images of what may be searched.
  var images = 0
}
