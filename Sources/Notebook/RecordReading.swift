import CRDT
public import CaseFile
import Consent
public import Envelope
import Replica
import Store

/// Reading records: our own, and those received beside them.
extension WorkerSession {
  /// Whether this worker reads every record of a kind that a case file may hold.
  public func mayReadAll(of kind: RecordType) throws -> Bool {
    try read { ledger in
      let rules = try rules(ledger)
      return kind.volets.allSatisfy { rules.mayRead($0) }
    }
  }

  /// Records of a kind in a case file or a share, or all but the card of the person, in order of entry; those in volets that
  /// the worker's role may not read are left out. Deleted ones come too when `deleted` asks for them. Of a person who is
  /// named, those of the shares that belong to her case file are listed with its own. Notes come without their prose.
  ///
  ///     let rights = try session.listRecords("Kaïs", of: .right, at: now)
  ///     rights.map { $0.values["state"] }
  ///
  /// - Parameter kind: nil for all; what does not open is listed with the notes.
  public func listRecords(
    _ typed: String, of kind: RecordType? = nil, deleted: Bool = false, at now: Instant
  ) throws -> [RecordSummary] {
    var fresh = FreshNotes()
    let records = try looks(at: now) { ledger in
      let log = try place(typed, ledger, at: now)
      var found = try summaries(in: log, of: kind, deleted: deleted, &fresh, ledger, at: now)
      let look = Look(action: .read, place: log, volets: Array(Set(found.map(\.volet))))
      var beside: [LogID: [Volet]] = [:]
      for place in try sharesBeside(log, typed, ledger, at: now) {
        let known = Set(found.map(\.record))
        let more = try summaries(in: place, of: kind, deleted: deleted, &fresh, ledger, at: now)
          .filter { !known.contains($0.record) }
        if !more.isEmpty { beside[place] = more.map(\.volet) }
        found += more
      }
      let others = beside.sorted { $0.key < $1.key }
      return (
        WorkerSession.byEntry(found, \.self),
        [look] + others.map { Look(action: .read, place: $0.key, volets: $0.value) }
      )
    }
    keep(fresh, at: now)
    return records
  }

  private func summaries(
    in place: LogID, of kind: RecordType?, deleted: Bool, _ fresh: inout FreshNotes,
    _ ledger: LedgerReader, at now: Instant
  ) throws -> [RecordSummary] {
    kind == .note
      ? try listedNotes(in: place, deleted: deleted, &fresh, ledger, at: now)
      : try records(in: place, of: kind, deleted: deleted, ledger, at: now).map {
        $0.summary.guarded
      }
  }

  /// The shares of a case file whose person was named.
  private func sharesBeside(
    _ log: LogID, _ typed: String, _ ledger: LedgerReader, at now: Instant
  ) throws -> [LogID] {
    guard case .own(let id) = log, !Replica.isPrefix(typed, of: id.description) else { return [] }
    let links = try links(ledger)
    return try receivedPeople(ledger, at: now).filter { try file(of: $0, links, ledger) == id }
      .map(\.place)
  }

  /// A record whole.
  ///
  ///     let shown = try session.showRecord(right, of: .right, at: now)
  ///     shown.conflicts.map(\.field.code)
  ///
  /// - Parameters:
  ///   - kind: the one that is meant; nil for whichever it is.
  ///   - revealing: also what is shown by a gesture of its own alone, which is logged as one.
  public func showRecord(
    _ typed: String, of kind: RecordType? = nil, revealing: Bool = false, at now: Instant
  ) throws -> RecordDetail {
    try looks(at: now) { ledger in
      let (opened, volet) = try readable(typed, kind, ledger, at: now)
      guard var detail = try shown(opened, volet, ledger, at: now) else {
        throw NotebookError.unknown(kind, typed)
      }
      detail.summary.referredNames = try referredNames(detail.summary, ledger)
      guard detail.summary.state != .deleted else { throw NotebookError.deleted(opened.record) }
      let seen = SeenVersion(record: opened.id, heads: detail.summary.version.heads)
      let look = Look(action: .read, place: opened.log, volets: [volet], seen: seen)
      let guarded = detail.guarded
      guard revealing, !guarded.summary.hidden.isEmpty else { return (guarded, [look]) }
      return (detail, [look, Look(action: .reveal, place: opened.log, volets: [volet])])
    }
  }

  /// Every version of a record, oldest first by the clocks of those who wrote.
  ///
  ///     try session.recordHistory(right, of: .right, at: now).map(\.changed)
  public func recordHistory(
    _ typed: String, of kind: RecordType? = nil, at now: Instant
  ) throws -> [RecordVersion] {
    try look(at: now) { ledger in
      let (opened, volet) = try readable(typed, kind, ledger, at: now)
      let whole = try whole(try open(opened.id, ledger), volet, ledger, at: now)
      let record = whole.reading.record
      return (
        versions(of: whole).guarded(asNow: record?.values ?? RecordValues(), of: record?.type),
        Look(action: .read, place: opened.log, volets: [volet])
      )
    }
  }

  /// The same of a record and what stands beside it, told as one.
  func versions(of whole: WholeRecord) -> [RecordVersion] {
    guard !whole.companions.isEmpty else { return versions(of: whole.record) }
    return whole.acts.compactMap { act in
      guard let first = act.first, let content = first.document.authors[first.change],
        let then = whole.at(whole.version(act.map(\.change)))
      else { return nil }
      let changes = act.compactMap { $0.document.document.change($0.change) }
      let codes = changes.flatMap { Record.fields(of: $0, in: then.type) }
      return RecordVersion(
        change: first.change, author: content.author, entered: content.clock.instant,
        zone: content.zone, type: then.type, values: then.values,
        changed: then.type.fields.map(\.code).filter(codes.contains),
        deletion: deletion(first.change, first.document.document).map {
          whole.holdsApart(from: first.change) ? .asked : $0
        }, coSignature: changes.lazy.compactMap(Record.coSignature).first)
    }
  }

  func versions(of opened: OpenDocument) -> [RecordVersion] {
    opened.byClock.compactMap { (change) -> RecordVersion? in
      guard let content = opened.authors[change],
        let then = Record(opened.document.at([change]), among: kinds)
      else { return nil }
      return RecordVersion(
        change: change, author: content.author, entered: content.clock.instant,
        zone: content.zone, type: then.type, values: then.values,
        changed: opened.document.change(change).map { Record.fields(of: $0, in: then.type) } ?? [],
        deletion: deletion(change, opened.document),
        coSignature: opened.document.change(change).flatMap(Record.coSignature))
    }
  }

  private func deletion(_ change: ChangeID, _ document: Document) -> DeletionOutcome? {
    guard document.change(change).map(Record.isDeletion) == true else { return nil }
    return Record.tookEffect(change, in: document) ? .done : .asked
  }

  /// A case file or a share, whichever the number names, or, when `now` is given, the name of its person.
  func place(
    _ typed: String, _ ledger: LedgerReader, at now: Instant? = nil
  ) throws -> LogID {
    try checkReadingSome(ledger)
    if let now, let person = try personMeant(typed, ledger, at: now) { return person }
    do {
      return .own(try fileOfRecords(typed, ledger))
    } catch NotebookError.unknownCase {
      do {
        return .share(try shareID(typed, ledger, at: now))
      } catch NotebookError.unknownShare {
        throw NotebookError.unknownCase(typed)
      }
    }
  }

  /// Every readable record of a place, opened, as in `listRecords`.
  ///
  /// - Parameter volets: those in which alone it is looked; nil for all.
  func records(
    in log: LogID, of kind: RecordType? = nil, deleted: Bool = false,
    among volets: [Volet]? = nil, _ ledger: LedgerReader, at now: Instant
  ) throws -> [RecordDetail] {
    let rules = try rules(ledger)
    var found: [RecordDetail] = []
    for (tag, volet) in try readableVolets(of: log, ledger, at: now).sorted(by: { $0.key < $1.key })
    where rules.mayRead(volet, in: log, own: true) && volets?.contains(volet) != false {
      try ledger.ahead(of: try replica.documents(in: tag, of: log, ledger)) { document in
        guard let detail = try listed(document, tag, volet, in: log, by: rules, ledger, at: now),
          deleted || detail.summary.state != .deleted, detail.summary.isListed(as: kind)
        else { return }
        found.append(detail)
      }
    }
    return WorkerSession.byEntry(found, \.summary)
  }

  /// A document on a list of its place. Where the disk damaged it, that it is there: one that is hidden is lost. Nil for
  /// one that is not for this reader.
  func listed(
    _ document: DocumentID, _ tag: VoletTag, _ volet: Volet, in log: LogID, by rules: AccessRules,
    _ ledger: LedgerReader, at now: Instant
  ) throws -> RecordDetail? {
    let mayRead = rules.mayRead(volet, in: log)
    do {
      guard try replica.isGiven(document, tag, in: log, ledger, at: now) else { return nil }
      let opened = try read(document, ledger)
      guard try mayRead || isByReader(opened, ledger) else { return nil }
      return try shown(opened, volet, ledger, at: now)
    } catch StoreError.damaged {
      guard mayRead else { return nil }
      var found = try damaged(document, in: log, volet, ledger)
      found.summary.isOfService = log == .own(replica.serviceFile)
      return found
    }
  }

  /// What does not open yet has no date and comes last.
  private static func byEntry<T>(_ found: [T], _ summary: (T) -> RecordSummary) -> [T] {
    // Of many, only what orders them is moved about.
    let keys = found.enumerated().map { index, one in
      let read = summary(one)
      return (entered: read.entered ?? .latest, record: read.record, index: index)
    }
    return keys.sorted { ($0.entered, $0.record) < ($1.entered, $1.record) }.map { found[$0.index] }
  }

  /// Volets of a place by tag: all of an own case file, those of a share that the consent allows now.
  func readableVolets(of log: LogID, _ ledger: LedgerReader, at now: Instant) throws -> [VoletTag:
    Volet]
  {
    switch log {
    case .service: return [:]
    case .own(let id): return try voletCodes(of: id, ledger)
    case .share(let id):
      guard let share = try replica.share(id, ledger), share.recipient == service else {
        return [:]
      }
      return try grantedVolets(of: share, ledger).filter {
        share.allowance($0.key, at: now) != nil
      }
    }
  }

  private func readable(
    _ typed: String, _ kind: RecordType?, _ ledger: LedgerReader, at now: Instant
  ) throws -> (ReadDocument, Volet) {
    let id = try documentID(typed, of: kind, ledger)
    guard let place = try ledger.document(id),
      let volet = try volet(of: id, place.tag, ledger, at: now)
    else { throw NotebookError.unknown(kind, typed) }
    let rules = try rules(ledger)
    let opened = try read(id, ledger)
    guard !opened.isErased else { throw NotebookError.erased(kind) }
    try checkKind(of: opened, kind, typed)
    if opened.authors.isEmpty { try checkSound(opened, ledger) }
    let own = try rules.mayRead(volet, in: opened.log) || isByReader(opened, ledger)
    try checkRule { () throws(RuleBroken) in
      try rules.checkRead(volet, in: opened.log, own: own)
    }
    return (opened, volet)
  }

  /// Whether this worker, on whatever node, wrote the first words of a document.
  func isByReader(_ opened: ReadDocument, _ ledger: LedgerReader) throws -> Bool {
    guard
      let change = try opened.first.map({ try ledger.change($0) })
        ?? replica.firstChange(of: opened.id, ledger),
      let author = try replica.serviceView(service, ledger).device(change.header.device)
    else { return false }
    return author.worker == (try worker().worker)
  }

  /// The same as ``detail(of:_:_:)`` with what stands beside it, and whether it holds for the whole service.
  func shown(
    _ opened: ReadDocument, _ volet: Volet, _ ledger: LedgerReader, at now: Instant
  ) throws -> RecordDetail? {
    let whole = try joinedTelling(opened, volet, ledger, at: now)
    var found = try detail(of: whole.reading, volet, ledger)
    found?.summary.isOfService = opened.log == .own(replica.serviceFile)
    if whole.isDamaged { found?.summary.state = .damaged }
    return found
  }

  /// Nil for what is empty, and for what is read as part of another record.
  func detail(of opened: ReadDocument, _ volet: Volet, _ ledger: LedgerReader) throws
    -> RecordDetail?
  {
    guard let record = opened.record else { return try shut(opened, volet, ledger) }
    guard record.type.companionOf == nil else { return nil }
    let deletions = record.deletions.map(opened.signature)
    let apart = record.type.fields.flatMap { field in
      (record.apart[field.code] ?? []).map { stretch in
        RecordApart(
          field: field, range: stretch.range, standing: stretch.standing,
          sides: stretch.sides.map { side in
            (side.text, RecordSignature.latest(side.changes.map(opened.signature)))
          })
      }
    }
    let coSigned = CoSigned(record.coSignature, opened.signature)
    let summary = RecordSummary(
      record: opened.id, place: opened.log, volet: volet, type: record.type,
      values: record.values, creation: RecordSignature(opened.creation),
      authors: opened.writerNames, service: try serviceName(of: opened.log, ledger),
      state: try isDamaged(opened, ledger) ? .damaged : RecordSummary.State(record.state),
      marks: try marks(of: opened, ledger) + (apart.isEmpty ? [] : [.apart])
        + coSigned.marks,
      deletion: deletions.min { ($0.entered ?? .latest) < ($1.entered ?? .latest) },
      coSigners: coSigned.by, version: RecordVersionName(opened.heads))
    let conflicts = record.conflicts.map { conflict in
      RecordConflict(
        field: conflict.field, member: conflict.member,
        values: conflict.values.map { ($0.value, opened.signature(of: $0.change)) })
    }
    return RecordDetail(summary: summary, conflicts: conflicts, apart: apart)
  }

  /// What was written after an end also came late: the first says more.
  private func marks(of opened: ReadDocument, _ ledger: LedgerReader) throws -> [RecordSummary.Mark]
  {
    var marks: [RecordSummary.Mark] = []
    if try isAfterEnd(opened, ledger) {
      marks.append(.afterEnd)
    } else if try isArrivedLate(opened, ledger) {
      marks.append(.arrivedLate)
    }
    if try ledger.document(opened.id)?.mark == .orphan { marks.append(.orphan) }
    guard case .own(let id) = opened.log else { return marks }
    return try self.marks(ofOwn: opened.id, marks, in: id, ledger)
  }

  /// Whether some of it was written, by the clock of its author, after that author's access had ended, or by a device
  /// that nothing which stands brought in. Protocol/consent.md, 10.3.
  private func isAfterEnd(_ opened: ReadDocument, _ ledger: LedgerReader) throws -> Bool {
    let view: ServiceView?
    switch opened.log {
    case .service: return false
    case .own: view = try replica.serviceView(service, ledger)
    case .share(let id): view = try replica.share(id, ledger)?.view.owner
    }
    guard let view, let first = view.earliestDoubt else { return false }
    return try opened.authors.contains { change, content in
      guard content.clock.instant >= first, let device = try ledger.change(change)?.header.device,
        view.isDoubted(device)
      else { return false }
      return view.ended(device).map { content.clock.instant >= $0 } ?? true
    }
  }

  /// Whether some of it came late.
  private func isArrivedLate(_ opened: ReadDocument, _ ledger: LedgerReader) throws -> Bool {
    try opened.authors.keys.contains { try ledger.isLate(.change($0)) }
  }

  /// A document of which nothing opens, or of a kind that this version does not know: shown as there, without a word of it.
  private func shut(_ opened: ReadDocument, _ volet: Volet, _ ledger: LedgerReader) throws
    -> RecordDetail?
  {
    guard !(opened.parked.isEmpty && opened.authors.isEmpty) else { return nil }
    if try !opened.parked.isEmpty && isDamaged(opened, ledger) {
      return try damaged(opened.id, in: opened.log, volet, ledger)
    }
    let state: RecordSummary.State =
      if opened.authors.isEmpty {
        opened.parked.count == opened.malformed.count ? .unreadable : .parked
      } else if opened.parked.isEmpty {
        .newer
      } else {
        .parked
      }
    return RecordDetail(
      shut: opened.id, in: opened.log, volet, creation: RecordSignature(opened.creation),
      service: try serviceName(of: opened.log, ledger), state)
  }

  /// Whether a record is of the kind that was named.
  ///
  /// - Throws: `.recordOfAnotherKind`; of what does not open nothing is known. A companion is nobody's to name.
  func checkKind(of opened: ReadDocument, _ kind: RecordType?, _ typed: String) throws {
    guard opened.besideRecord == nil else { throw NotebookError.unknown(kind, typed) }
    guard let kind, let found = opened.record?.type, found != kind else { return }
    throw NotebookError.recordOfAnotherKind(typed, found)
  }

  /// What a document is that cannot be treated as a record.
  func noRecord(
    _ opened: ReadDocument, _ kind: RecordType?, _ typed: String
  ) -> NotebookError {
    opened.authors.isEmpty ? .unknown(kind, typed) : .noteFromNewerVersion
  }

  func serviceName(of log: LogID, _ ledger: LedgerReader) throws -> String {
    switch log {
    case .service(let id): try replica.serviceView(id, ledger).genesis?.name ?? ""
    case .own: try replica.serviceView(service, ledger).genesis?.name ?? ""
    case .share(let id):
      try replica.share(id, ledger)?.view.owner.genesis?.name ?? ""
    }
  }
}

extension RecordSummary {
  /// Whether it stands on a list of a kind, or of all: the card of the person stands on its own alone.
  func isListed(as kind: RecordType?) -> Bool {
    guard let kind else { return type != .person }
    return kind == .note ? isNote : type == kind
  }
}

extension RecordDetail {
  /// One of which no word is shown.
  init(
    shut id: DocumentID, in place: LogID, _ volet: Volet, creation: RecordSignature,
    service: String, _ state: RecordSummary.State
  ) {
    summary = RecordSummary(
      record: id, place: place, volet: volet, type: nil, values: RecordValues(), creation: creation,
      authors: [], service: service, state: state, marks: [], deletion: nil,
      version: RecordVersionName([]))
    (conflicts, apart) = ([], [])
  }
}

extension RecordSummary.State {
  init(_ state: RecordState) {
    switch state {
    case .current: self = .current
    case .deleted: self = .deleted
    case .conflict: self = .conflict
    case .deleteRequested: self = .deleteRequested
    }
  }
}
