import CRDT
import CaseFile
import Consent
import Envelope
import Replica
import Store

/// What was read anew of notes while somebody listed them, to be kept once nobody waits for it.
struct FreshNotes {
  fileprivate(set) var rows: [CaseID: KeptNotes] = [:]
  /// How many times words had been destroyed.
  fileprivate var removals: UInt64 = 0
}

/// Lists of notes, from what is kept of them. Protocol/vault.md, "Kept notes".
extension WorkerSession {
  /// A row is written again where what came since is this part of it, or more: what came is read again until then.
  private static let rewrittenPart = 16

  /// The notes of a place that this worker may read, without their prose, in no order; what does not open is among them.
  /// Of one of our case files only what came since it was last listed is opened.
  func listedNotes(
    in log: LogID, deleted: Bool, _ fresh: inout FreshNotes, _ ledger: LedgerReader, at now: Instant
  ) throws -> [RecordSummary] {
    if case .own(let id) = log, id != replica.serviceFile,
      let found = try replica.ifSound({ try notesKept(of: id, &fresh, ledger, at: now) })
    {
      return deleted ? found : found.filter { $0.state != .deleted }
    }
    return try records(in: log, of: .note, deleted: deleted, ledger, at: now)
      .map(\.summary.withoutProse)
  }

  private func notesKept(
    of id: CaseID, _ fresh: inout FreshNotes, _ ledger: LedgerReader, at now: Instant
  ) throws -> [RecordSummary] {
    let log = LogID.own(id)
    let volets = try voletCodes(of: id, ledger)
    let kept = try currentNotes(of: id, volets, &fresh, ledger)
    let pass = try NotePass(self, id, volets, ledger)
    var found = kept.entries.compactMap(pass.summary)
    try ledger.ahead(of: kept.unopened) { document in
      guard let tag = try ledger.document(document)?.tag, let volet = volets[tag],
        pass.rules.mayRead(volet, in: log, own: true),
        let one = try listed(document, tag, volet, in: log, by: pass.rules, ledger, at: now),
        one.summary.isListed(as: .note)
      else { return }
      found.append(one.summary.withoutProse)
    }
    return found
  }

  // MARK: Reading

  /// What is kept, and of what came since each note as it reads now.
  ///
  /// - Throws: `StoreError.damaged` where the disk damaged some of it: nothing is kept of such a case file.
  private func currentNotes(
    of id: CaseID, _ volets: [VoletTag: Volet], _ fresh: inout FreshNotes, _ ledger: LedgerReader
  ) throws -> KeptNotes {
    let touch = ledger.touchesWhenAsked().lastWords(of: id)
    // What cannot be read counts as touched, and is nothing to keep.
    guard touch != .max else { throw StoreError.damaged }
    let row = try keptNotes(of: id, ledger)
    var kept = row ?? KeptNotes(through: 0, arrival: 0, unopened: [], entries: [])
    guard kept.through < touch else { return kept }
    let came = try ledger.documents(of: id, changedAfter: kept.arrival)
    let closed = try kept.unopened.compactMap { document in
      try ledger.document(document).map { (document, $0.tag) }
    }
    try readNotes(came + closed, volets, into: &kept, ledger)
    kept.through = touch
    let position = try ledger.position()
    kept.arrival = position.changes
    if row == nil || came.count * Self.rewrittenPart >= kept.entries.count
      || kept.unopened.count < closed.count
    {
      fresh.rows[id] = kept
      fresh.removals = position.removals
    }
    return kept
  }

  /// Nil for what does not open, or was made of other kinds.
  private func keptNotes(of id: CaseID, _ ledger: LedgerReader) throws -> KeptNotes? {
    guard let row = try ledger.keptNotes(of: id) else { return nil }
    do {
      return KeptNotes(
        bytes: try worker().keyring.openRecord(row, context: keptContext(id)),
        by: KeptNotes.digest(of: kinds))
    } catch is EnvelopeError {
      return nil
    }
  }

  private func readNotes(
    _ came: [(document: DocumentID, volet: VoletTag)], _ volets: [VoletTag: Volet],
    into kept: inout KeptNotes, _ ledger: LedgerReader
  ) throws {
    var tags: [DocumentID: VoletTag] = [:]
    // Each once, in the order in which they came: so they stand on the disk.
    let documents = came.filter { tags.updateValue($0.volet, forKey: $0.document) == nil }
    var unopened: [DocumentID] = []
    var entries = kept.entries.filter { tags[$0.record] == nil }
    try ledger.ahead(of: documents.map(\.document)) { document in
      guard let volet = tags[document].flatMap({ volets[$0] }) else {
        unopened.append(document)
        return
      }
      let opened = try read(document, ledger)
      guard !opened.isErased else { return }
      guard opened.parked.isEmpty, let record = opened.record else {
        unopened.append(document)
        return
      }
      guard record.type == .note else { return }
      entries.append(try entry(opened, record, volet, ledger))
    }
    kept.unopened = unopened.sorted()
    kept.entries = entries.sorted { $0.record < $1.record }
  }

  private func entry(
    _ opened: ReadDocument, _ record: Record, _ volet: Volet, _ ledger: LedgerReader
  ) throws -> KeptNotes.Entry {
    let changes = try ledger.changes(of: opened.id)
    let first = changes.first { change in
      opened.first.map { $0 == change.id } ?? change.header.parents.isEmpty
    }
    var last: [SigningKey: Instant] = [:]
    for change in changes {
      guard let wrote = opened.authors[change.id]?.clock.instant else { continue }
      last[change.header.device] = max(last[change.header.device] ?? wrote, wrote)
    }
    return KeptNotes.Entry(
      record: opened.id, volet: volet, heads: opened.heads, device: first?.header.device,
      creation: RecordSignature(opened.creation), authors: opened.writerNames,
      state: RecordSummary.State(record.state),
      isApart: record.apart.contains { !$0.value.isEmpty },
      coSigned: CoSigned(record.coSignature, opened.signature),
      deletion: record.deletions.map(opened.signature).min {
        ($0.entered ?? .latest) < ($1.entered ?? .latest)
      },
      values: record.values.withoutProse(of: record.type),
      writers: last.sorted { $0.key < $1.key }.map { KeptNotes.Writer(device: $0, last: $1) })
  }

  // MARK: Keeping

  /// Keeps what was read anew, as what is read anew of records is kept. Nothing where the disk took no row of the look: there
  /// is no room for this one either.
  func keep(_ fresh: FreshNotes, at now: Instant) {
    guard !fresh.rows.isEmpty, looksToWrite.isEmpty else { return }
    let digest = KeptNotes.digest(of: kinds)
    do {
      try write(at: now) { ledger in
        guard try ledger.position().removals == fresh.removals, try !replica.isRestoring(ledger)
        else { return }
        for (id, notes) in fresh.rows.sorted(by: { $0.key < $1.key }) {
          try ledger.keepNotes(
            try worker().keyring.sealRecord(
              notes.bytes(by: digest), context: keptContext(id),
              under: try currentRoot(ledger), using: &chance), of: id)
        }
      }
    } catch {
      // Nobody asked for it: the next list reads it again.
    }
  }

  private func keptContext(_ id: CaseID) -> [UInt8] {
    Domain.keptNotes.bytes + id.bytes + node.bytes
  }
}

/// What one list is read by.
private struct NotePass {
  let rules: AccessRules
  private let log: LogID
  private let service: String
  /// Volets whose names open, of which this worker reads everything, and those of which she reads what she began.
  private let readable: Set<Volet>
  private let ownReadable: Set<Volet>
  private let devices: Set<SigningKey>
  private let members: ServiceView
  /// Before it nobody wrote in doubt; nil where nobody did.
  private let earliestDoubt: Instant?
  private let late: Set<DocumentID>
  private let orphans: Set<DocumentID>
  /// Of which everything was decided, and of which it was that they are kept.
  private let settled: Set<DocumentID>
  private let kept: Set<DocumentID>

  init(
    _ session: WorkerSession, _ id: CaseID, _ volets: [VoletTag: Volet], _ ledger: LedgerReader
  ) throws {
    let (log, rules) = (LogID.own(id), try session.rules(ledger))
    (self.log, self.rules) = (log, rules)
    service = try session.serviceName(of: log, ledger)
    readable = Set(volets.values.filter { rules.mayRead($0, in: log) })
    ownReadable = Set(volets.values.filter { rules.mayRead($0, in: log, own: true) })
    members = try session.replica.serviceView(session.service, ledger)
    devices = Set(members.devices(of: try session.worker().worker).map(\.key))
    earliestDoubt = members.earliestDoubt
    late = try ledger.lateDocuments()
    let decisions = try session.decisions(in: id, ledger)
    orphans = Set(try ledger.documents(marked: .orphan)).union(decisions.orphaned)
    kept = Set(decisions.keepings.keys)
    settled = try kept.filter { [members] in try decisions.isSettled($0, members, ledger) }
  }

  /// Nil for what is not for this reader.
  func summary(_ entry: KeptNotes.Entry) -> RecordSummary? {
    let isReaders = entry.device.map(devices.contains) ?? false
    guard readable.contains(entry.volet) || isReaders && ownReadable.contains(entry.volet) else {
      return nil
    }
    return RecordSummary(
      record: entry.record, place: log, volet: entry.volet, type: .note, values: entry.values,
      creation: entry.creation, authors: entry.authors, service: service, state: entry.state,
      marks: marks(entry), deletion: entry.deletion, coSigners: entry.coSigned.by,
      version: RecordVersionName(entry.heads))
  }

  /// As those of a record that is read.
  private func marks(_ entry: KeptNotes.Entry) -> [RecordSummary.Mark] {
    var marks: [RecordSummary.Mark] = []
    let isSettled = settled.contains(entry.record)
    if !isSettled, isAfterEnd(entry) {
      marks.append(.afterEnd)
    } else if !isSettled, late.contains(entry.record) {
      marks.append(.arrivedLate)
    }
    if orphans.contains(entry.record), !kept.contains(entry.record) { marks.append(.orphan) }
    if entry.isApart { marks.append(.apart) }
    return marks + entry.coSigned.marks
  }

  private func isAfterEnd(_ entry: KeptNotes.Entry) -> Bool {
    guard let earliestDoubt else { return false }
    return entry.writers.contains { writer in
      guard writer.last >= earliestDoubt, members.isDoubted(writer.device) else { return false }
      return members.ended(writer.device).map { writer.last >= $0 } ?? true
    }
  }
}

extension RecordSummary {
  var withoutProse: RecordSummary {
    guard let type else { return self }
    return RecordSummary(
      record: record, place: place, volet: volet, type: type, values: values.withoutProse(of: type),
      creation: creation, authors: authors, service: service, state: state, marks: marks,
      deletion: deletion, coSigners: coSigners, version: version, isOfService: isOfService,
      referredNames: referredNames)
  }
}
