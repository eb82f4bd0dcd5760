public import CaseFile
import Consent
public import Envelope
import Replica
import Store
import Wire

/// A record of ours of which it is to be decided with the person whether it stays.
public struct OrphanRecord: Sendable {
  /// Why.
  public enum Cause: Hashable, Sendable {
    /// It was meant for this service, by its name, and what was to carry it had ended; nil for one that is not known any
    /// more.
    case shareEnded(String?)
    /// The access of who wrote some of it had ended, by their name.
    case accessEnded(String)
  }
  public let record: DocumentID
  public let caseFile: CaseID
  /// Whom it is about; nil for who reads no names.
  public let person: Namesake?
  public let volet: Volet
  /// As it stands on a list.
  public let summary: RecordSummary
  /// Each with the moment since which it is so, as whoever ended it says; nil where nothing tells it.
  public let causes: [(cause: Cause, since: Instant?)]

  /// The first of these moments.
  public var since: Instant? { causes.compactMap(\.since).min() }
}

/// A record that somebody decided to keep while somebody else erased it, neither knowing of the other: it is erased.
public struct DecidedApart: Sendable {
  public let record: DocumentID
  public let caseFile: CaseID
  /// Whom it was about; nil for who reads no names.
  public let person: Namesake?
  public let volet: Volet
  public let keptBy: String
  public let erasedBy: String
  public let erasedAt: Instant
}

/// What is to be decided with people, and what was decided otherwise apart.
public struct Orphans: Sendable {
  /// The oldest first.
  public let records: [OrphanRecord]
  public let apart: [DecidedApart]
}

/// Notes that were meant for a share that closed, or came from somebody whose access had ended. Protocol/consent.md, 5.7.2.
extension WorkerSession {
  /// Those of every case file about which this worker decides with the person: who began one, who follows the person, and
  /// the head of the service; where nobody who works here follows, whoever writes in the volet. Who looked is logged.
  ///
  /// - Throws: `RuleBroken.roleMayNotRead` for who reads no records.
  public func orphans(at now: Instant) throws -> Orphans {
    try looks(at: now) { ledger in
      try checkReadingSome(ledger)
      let found = try orphans(ledger, at: now)
      let shown =
        found.records.map { ($0.caseFile, $0.volet) } + found.apart.map { ($0.caseFile, $0.volet) }
      let looks = Dictionary(grouping: shown, by: \.0).sorted { $0.key < $1.key }.map {
        Look(action: .read, place: .own($0.key), volets: $0.value.map(\.1))
      }
      return (found, looks)
    }
  }

  /// How many wait for a decision of this worker, by case file, as far as this node knows without opening all that was ever
  /// written by those whose access ended: orphans, and what arrived late here. None while nobody's keys are open, and for
  /// who reads no records. It tells of nothing else, and is not logged.
  public func orphanCounts(at now: Instant) throws -> [CaseID: Int] {
    guard workerKeys != nil else { return [:] }
    return try read { try orphanCounts($0, at: now) }
  }

  func orphanCounts(_ ledger: LedgerReader, at now: Instant) throws -> [CaseID: Int] {
    guard try isUnlocked(ledger), try rules(ledger).mayReadSome else { return [:] }
    // What the disk damaged is told elsewhere, and keeps nobody from the rest.
    let found =
      try replica.ifSound {
        try orphanRecords(whole: false, try OrphanPass(self, ledger, at: now), ledger, at: now)
      } ?? []
    return found.reduce(into: [:]) { $0[$1.caseFile, default: 0] += 1 }
  }

  private func orphans(_ ledger: LedgerReader, at now: Instant) throws -> Orphans {
    let pass = try OrphanPass(self, ledger, at: now)
    // What the disk damaged is told where the case file is shown, and must not hide the others.
    let apart = try replica.caseFiles(ledger).flatMap { id in
      try replica.ifSound { try decidedApart(in: id, pass, ledger) } ?? []
    }
    return Orphans(
      records: try orphanRecords(whole: true, pass, ledger, at: now),
      apart: apart.sorted { ($0.erasedAt, $0.record) < ($1.erasedAt, $1.record) })
  }

  /// Looks into no case file in which nothing may be to decide.
  private func orphanRecords(
    whole: Bool, _ pass: @autoclosure () throws -> OrphanPass, _ ledger: LedgerReader,
    at now: Instant
  ) throws -> [OrphanRecord] {
    let candidates = try candidates(whole: whole, ledger)
    guard !candidates.isEmpty else { return [] }
    try openNewRoots(ledger)
    let pass = try pass()
    let found = try candidates.sorted { $0.key < $1.key }.flatMap { id, documents in
      try replica.ifSound { try orphans(documents, in: id, pass, ledger, at: now) } ?? []
    }
    func key(_ one: OrphanRecord) -> (Instant, DocumentID) { (one.since ?? .earliest, one.record) }
    return found.sorted { key($0) < key($1) }
  }

  /// Documents of which something may be to decide, by case file, each once.
  ///
  /// - Parameter whole: with all that was written by those whose access ended, of which only their clocks, once opened, tell
  ///   what came after.
  private func candidates(
    whole: Bool, _ ledger: LedgerReader
  ) throws -> [CaseID: [DocumentID]] {
    var found = Set(try ledger.documents(marked: .orphan)).union(try ledger.lateDocuments())
    if whole {
      let members = try replica.serviceView(service, ledger)
      for device in members.devices where members.isDoubted(device.key) {
        found.formUnion(try ledger.documents(writtenBy: device.key))
      }
    }
    return try found.sorted().reduce(into: [:]) { files, document in
      guard let place = try ledger.document(document), place.owner == nil,
        case .own(let id)? = try ledger.log(of: place.tag), id != replica.serviceFile
      else { return }
      files[id, default: []].append(document)
    }
  }

  private func orphans(
    _ documents: [DocumentID], in id: CaseID, _ pass: OrphanPass, _ ledger: LedgerReader,
    at now: Instant
  ) throws -> [OrphanRecord] {
    guard !documents.isEmpty else { return [] }
    let volets = try voletCodes(of: id, ledger)
    let log = LogID.own(id)
    return try documents.compactMap { document in
      guard try !ledger.isErased(document), let tag = try ledger.document(document)?.tag,
        let volet = volets[tag],
        let found = try listed(document, tag, volet, in: log, by: pass.rules, ledger, at: now)
      else { return nil }
      let summary = found.summary
      guard summary.state != .deleted, !Set(summary.marks).isDisjoint(with: Self.toDecide),
        try pass.decides(in: id, volet, own: isByReader(read(document, ledger), ledger))
      else { return nil }
      let causes = try causes(of: document, tag, summary.marks, pass, ledger)
      guard !causes.isEmpty else { return nil }
      return OrphanRecord(
        record: document, caseFile: id,
        person: try pass.readsNames ? ownPerson(of: id, ledger) : nil,
        volet: volet, summary: summary.withoutProse, causes: causes)
    }
  }

  /// The marks of what people decide about.
  static let toDecide: Set<RecordSummary.Mark> = [.orphan, .afterEnd, .arrivedLate]

  // MARK: Why

  /// None for an orphan that goes out after all, since what was to carry it goes on.
  private func causes(
    of document: DocumentID, _ tag: VoletTag, _ marks: [RecordSummary.Mark], _ pass: OrphanPass,
    _ ledger: LedgerReader
  ) throws -> [(cause: OrphanRecord.Cause, since: Instant?)] {
    var causes: [(cause: OrphanRecord.Cause, since: Instant?)] = []
    if marks.contains(.orphan) { causes += try closedShares(document, tag, ledger) }
    guard marks.contains(.afterEnd) || marks.contains(.arrivedLate) else { return causes }
    let opened = try read(document, ledger)
    var told: Set<String> = []
    for change in try ledger.changes(of: document) {
      let device = change.header.device
      guard pass.members.isDoubted(device), let content = opened.authors[change.id] else {
        continue
      }
      let end = pass.members.ended(device)
      let isAfterEnd = end.map { content.clock.instant >= $0 } ?? true
      guard try isAfterEnd || ledger.isLate(.change(change.id)),
        told.insert(content.author).inserted
      else { continue }
      causes.append((.accessEnded(content.author), end))
    }
    return causes
  }

  /// The services that a document was meant for and has not reached, and since when nothing goes there.
  private func closedShares(
    _ document: DocumentID, _ tag: VoletTag, _ ledger: LedgerReader
  ) throws -> [(cause: OrphanRecord.Cause, since: Instant?)] {
    let headers = try ledger.changes(of: document)
    var ends: [ServiceID: Instant?] = [:]
    var goesOut = false
    for share in try replica.shares(of: tag, ledger) where share.owner == service {
      if headers.contains(where: { share.judge($0.header.place, for: .offering).isAllowed }) {
        goesOut = true
        continue
      }
      let epochs = Set(share.wraps.map(\.start.epoch))
      let peers = try replica.peersEver(of: share.recipient, ledger)
      let isThere = try headers.allSatisfy { change in
        try peers.contains { try replica.reached(change.id, $0, ledger) }
      }
      guard headers.contains(where: { epochs.contains($0.header.epoch) }), !isThere else {
        continue
      }
      ends[share.recipient] = try lastEnd(of: share, ledger)
    }
    if ends.isEmpty { return goesOut ? [] : [(.shareEnded(nil), nil)] }
    return try ends.sorted { $0.key < $1.key }.map { recipient, since in
      let genesis = try replica.serviceView(recipient, ledger).genesis
      let name = try replica.toldName(genesis?.name ?? recipient.description, of: recipient, ledger)
      return (.shareEnded(name), since)
    }
  }

  /// When somebody last said that what a share answers ends, or else that it does itself, which follows; nil where only a day
  /// ended it.
  private func lastEnd(of share: Share, _ ledger: LedgerReader) throws -> Instant? {
    let cited = try share.cites.flatMap { try replica.share($0.share, ledger) }
    return cited?.statements.compactMap(\.endedAt).max()
      ?? share.statements.compactMap(\.endedAt).max()
  }

  // MARK: Decided apart

  private func decidedApart(
    in id: CaseID, _ pass: OrphanPass, _ ledger: LedgerReader
  ) throws -> [DecidedApart] {
    let own = try replica.ownView(id, ledger)
    let erased = try own.kept.filter { try ledger.isErased($0, of: nil) }
    guard !erased.isEmpty else { return [] }
    let volets = try voletCodes(of: id, ledger)
    let records = try records(of: id, ledger)
    return try erased.sorted().compactMap { document in
      guard let tag = try ledger.document(document)?.tag, let volet = volets[tag],
        pass.rules.mayRead(volet), try pass.decides(in: id, volet, own: false)
      else { return nil }
      let erasures = records.filter { Erasure.document($0.subject) == document }
      let keepings = records.filter { DocumentRecord.kept.document($0.subject) == document }
      guard let keeping = keepings.first, let erasure = erasures.first,
        // Whoever erased what she knew to be kept decided anew.
        !erasures.contains(where: { own.isInPast(keeping.statement, of: $0.statement) })
      else { return nil }
      return DecidedApart(
        record: document, caseFile: id,
        person: try pass.readsNames ? ownPerson(of: id, ledger) : nil, volet: volet,
        keptBy: keeping.sealed.by, erasedBy: erasure.sealed.by, erasedAt: erasure.at)
    }
  }
}

/// By what one list of orphans is made.
struct OrphanPass {
  let rules: AccessRules
  let members: ServiceView
  let readsNames: Bool
  private let reader: String
  /// Who follows the person of a case file, by name; nil for who may not read that.
  private let followers: [CaseID: [String]]?

  init(_ session: WorkerSession, _ ledger: LedgerReader, at now: Instant) throws {
    rules = try session.rules(ledger)
    members = try session.replica.serviceView(session.service, ledger)
    readsNames = rules.mayRead(.contact)
    reader = session.workerName ?? ""
    followers = try session.followers(by: rules, ledger, at: now)
  }

  /// Whether it is for this worker to decide about a document with the person.
  func decides(in id: CaseID, _ volet: Volet, own: Bool) throws -> Bool {
    if own { return true }
    switch rules.role {
    case .chefService: return true
    case .referent, .intervenant, .psychologue, .juriste, .criminologue, .secretariat, .stagiaire,
      .benevole, .operateurNoeud, .dpo:
      break
    }
    guard let followers else { return false }
    // Nobody waits for who has left.
    guard let names = followers[id], !names.isEmpty else {
      do throws(RuleBroken) {
        try rules.checkAnswers(for: volet, own: false)
        return true
      } catch {
        return false
      }
    }
    return names.contains { WorkerNames.areSame($0, reader) }
  }
}

extension WorkerSession {
  /// Who follows the person of each case file and works here still, as it is written; nil for who may not read it.
  fileprivate func followers(
    by rules: AccessRules, _ ledger: LedgerReader, at now: Instant
  ) throws -> [CaseID: [String]]? {
    let homes = kinds.filter { $0.followUp != nil }.flatMap(\.volets)
    guard homes.contains(where: { rules.mayRead($0) }) else { return nil }
    let working = try workingNames(ledger)
    var fresh = FreshRecords()
    let records = try structured(
      where: { $0.followUp != nil }, keeping: { _ in true }, &fresh, ledger, at: now)
    return records.reduce(into: [:]) { found, record in
      guard let followUp = record.type.followUp, !followUp.isOver(record.values) else { return }
      found[record.caseFile, default: []] += followUp.workers(record.values).filter { name in
        working.contains { WorkerNames.areSame($0, name) }
      }
    }
  }
}

extension ProvenStatement {
  /// When it was said that something ends, of a statement that says so.
  fileprivate var endedAt: Instant? {
    switch act {
    case .withdrawal, .ceased: at
    case .genesis, .nodeEnrolled, .nodeEnded, .workerEnrolled, .rootOpened, .workerAdmitted,
      .workerEnded, .workerTerm, .sheetPublished, .sheetWithdrawn, .caseOpened, .stratumOpened,
      .epochOpened,
      .ownRecord, .grant, .epochsWrapped, .receipt, .anchor, .erasure:
      nil
    }
  }
}
