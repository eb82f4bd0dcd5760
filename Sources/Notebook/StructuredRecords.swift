import CRDT
public import CaseFile
import Consent
public import Envelope
import Replica
import Store

/// A record of one of our case files, as a view of many of them shows it: what it says without its prose.
public struct StructuredRecord: Sendable {
  public let record: DocumentID
  public let caseFile: CaseID
  /// Whom it is about; nil for who reads no names.
  public internal(set) var person: Namesake?
  public let volet: Volet
  public let type: RecordType
  /// Without prose, and without what is shown by a gesture of its own alone; several of a field while nobody settled them.
  public let values: RecordValues
  /// Who began it, and when.
  public let creation: RecordSignature
  /// Everybody who wrote something that stands in it.
  public let authors: [String]
  public let state: RecordSummary.State
  /// Which version was read.
  public let version: RecordVersionName
  /// Whether whoever reads began it.
  public let isReaders: Bool
}

/// What was read anew of case files while somebody looked, to be kept once nobody waits for it.
struct FreshRecords {
  fileprivate var rows: [CaseID: KeptRecords] = [:]
  /// How many times words had been destroyed.
  fileprivate var removals: UInt64 = 0

  /// Nil where what is kept of the case file was good, or some of it is damaged.
  func made(of id: CaseID) -> KeptRecords? { rows[id] }
}

/// Views over all case files, from what is kept of their records. Protocol/vault.md, "Kept records".
extension WorkerSession {
  /// Records of our case files, of the kinds that are `wanted`, which this worker may read; those that somebody deleted are
  /// left out. No prose is opened where nothing came since a view was last asked for. Who looked is logged for each case
  /// file of which something is shown.
  ///
  /// - Parameter isShown: what a view keeps of them; whom a record is about is not known there yet.
  public func structuredRecords(
    where wanted: (RecordType) -> Bool, keeping isShown: (StructuredRecord) -> Bool = { _ in true },
    at now: Instant
  ) throws -> [StructuredRecord] {
    var fresh = FreshRecords()
    let found = try looks(at: now) { ledger in
      let found = try structured(where: wanted, keeping: isShown, &fresh, ledger, at: now)
      return (found, looks(at: found))
    }
    keep(fresh, at: now)
    return found
  }

  /// One look for each case file of which something is shown.
  func looks(at records: [StructuredRecord]) -> [Look] {
    Dictionary(grouping: records, by: \.caseFile).sorted { $0.key < $1.key }.map {
      Look(action: .read, place: .own($0.key), volets: $0.value.map(\.volet))
    }
  }

  /// The same within a transaction; by case file, in the order in which they came here, and by number.
  ///
  /// - Parameters:
  ///   - deleted: with those that somebody deleted.
  ///   - onlyCounted: of every volet, for a figure in which nobody stands.
  func structured(
    where wanted: (RecordType) -> Bool, keeping isShown: (StructuredRecord) -> Bool,
    deleted: Bool = false, onlyCounted: Bool = false, _ fresh: inout FreshRecords,
    _ ledger: LedgerReader, at now: Instant
  ) throws -> [StructuredRecord] {
    if !onlyCounted { try checkReadingSome(ledger) }
    try openNewRoots(ledger)
    let pass = try RecordPass(
      self, where: wanted, deleted: deleted, onlyCounted: onlyCounted, ledger)
    fresh.removals = try ledger.position().removals
    var found: [StructuredRecord] = []
    for id in try replica.caseFiles(ledger) {
      var shown = try recordsKept(of: id, pass, &fresh, ledger, at: now).filter(isShown)
      guard !shown.isEmpty else { continue }
      if pass.readsNames, let person = try ownPerson(of: id, ledger) {
        for index in shown.indices { shown[index].person = person }
      }
      found += shown
    }
    return found
  }

  private func recordsKept(
    of id: CaseID, _ pass: RecordPass, _ fresh: inout FreshRecords, _ ledger: LedgerReader,
    at now: Instant
  ) throws -> [StructuredRecord] {
    let kept = try keptRecords(pass.rows[id], of: id, pass.digest, pass.type)
    if let kept, kept.unopened.isEmpty, kept.through >= pass.touches.lastWords(of: id) {
      return pass.readable(kept.entries, in: id)
    }
    guard let made = try replica.ifSound({ try readRecords(of: id, pass, ledger) }) ?? nil else {
      return try openedRecords(of: id, pass, ledger, at: now)
    }
    fresh.rows[id] = made
    return pass.readable(made.entries.filter { pass.types[$0.type.name] != nil }, in: id)
  }

  /// Nil for what does not open, or was made of other kinds.
  private func keptRecords(
    _ row: [UInt8]?, of id: CaseID, _ digest: [UInt8], _ wanted: (String, Volet) -> RecordType?
  ) throws -> KeptRecords? {
    guard let row else { return nil }
    do {
      return KeptRecords(
        bytes: try worker().keyring.openRecord(row, context: keptContext(id)), by: digest,
        wanted)
    } catch is EnvelopeError {
      return nil
    }
  }

  /// The id of the record that a document stood beside when the records of its case file were last kept; nil where that
  /// tells nothing.
  func keptBeside(
    _ document: DocumentID, of id: CaseID, _ ledger: LedgerReader
  ) throws -> String? {
    let companions = Dictionary(kinds.flatMap(\.companions).map { ($0.name, $0) }) { first, _ in
      first
    }
    let kept = try keptRecords(
      try ledger.keptRecords()[id], of: id, KeptRecords.digest(of: kinds)
    ) { name, _ in companions[name] }
    return kept?.entries.first { $0.record == document }?.besideRecord
  }

  // MARK: Reading

  /// What is kept, and of what came since each record as it reads now. Nil where the disk damaged one: nothing is kept of such
  /// a case file.
  private func readRecords(
    of id: CaseID, _ pass: RecordPass, _ ledger: LedgerReader
  ) throws -> KeptRecords? {
    let known = Dictionary((kinds + kinds.flatMap(\.companions)).map { ($0.name, $0) }) {
      first, _ in first
    }
    var kept =
      try keptRecords(pass.rows[id], of: id, pass.digest) { name, _ in known[name] }
      ?? KeptRecords(through: 0, arrival: 0, unopened: [], entries: [])
    let volets = try voletCodes(of: id, ledger)
    var tags: [DocumentID: VoletTag] = [:]
    for (document, tag) in try ledger.documents(of: id, changedAfter: kept.arrival) {
      tags[document] = tag
    }
    for document in kept.unopened { tags[document] = try ledger.document(document)?.tag }
    var entries = Dictionary(kept.entries.map { ($0.record, $0) }) { first, _ in first }
    var unopened: [DocumentID] = []
    var isSound = true
    try ledger.ahead(of: tags.keys.sorted()) { document in
      entries[document] = nil
      guard let volet = tags[document].flatMap({ volets[$0] }) else { return }
      let opened = try read(document, ledger)
      guard !opened.isErased else { return }
      if !opened.parked.isEmpty {
        if try isDamaged(opened, ledger) { isSound = false }
        unopened.append(document)
      }
      entries[document] = try entry(opened, volet, ledger)
    }
    guard isSound else { return nil }
    kept.entries = entries.sorted { $0.key < $1.key }.map(\.value)
    kept.unopened = unopened
    kept.through = pass.touches.lastWords(of: id)
    kept.arrival = try ledger.position().changes
    return kept
  }

  /// Nil for what says nothing without its prose.
  private func entry(
    _ opened: ReadDocument, _ volet: Volet, _ ledger: LedgerReader
  ) throws -> KeptRecords.Entry? {
    guard let record = opened.record, record.type.isStructured else { return nil }
    let first = try opened.first ?? replica.firstChange(of: opened.id, ledger)?.id
    return KeptRecords.Entry(
      record: opened.id, volet: volet, type: record.type, heads: opened.heads,
      device: try first.flatMap { try ledger.change($0)?.header.device },
      creation: RecordSignature(opened.creation), authors: opened.writerNames,
      state: RecordSummary.State(record.state), sawWhole: record.sawWhole,
      values: record.values.withoutProse(of: record.type))
  }

  /// Every record of a case file, opened, whatever is kept of it: what the disk damaged is told by each that reads it.
  private func openedRecords(
    of id: CaseID, _ pass: RecordPass, _ ledger: LedgerReader, at now: Instant
  ) throws -> [StructuredRecord] {
    let all = try pass.types.values.filter { $0.companionOf == nil }.flatMap { type in
      try records(in: .own(id), of: type, deleted: pass.readsDeleted, ledger, at: now)
    }
    return try all.map(\.summary).sorted { $0.record < $1.record }.compactMap { summary in
      guard let type = summary.type else { return nil }
      return StructuredRecord(
        record: summary.record, caseFile: id, person: nil, volet: summary.volet, type: type,
        values: summary.guarded.values.withoutProse(of: type), creation: summary.creation,
        authors: summary.authors, state: summary.state, version: summary.version,
        isReaders: try isByReader(try read(summary.record, ledger), ledger))
    }
  }

  // MARK: Keeping

  /// Keeps what was read anew, unless words were destroyed meanwhile. Nothing is lost where the disk does not take it, nor
  /// while an older self has not read its peers.
  func keep(_ fresh: FreshRecords, at now: Instant) {
    guard !fresh.rows.isEmpty else { return }
    let digest = KeptRecords.digest(of: kinds)
    do {
      try write(at: now) { ledger in
        guard try ledger.position().removals == fresh.removals, try !replica.isRestoring(ledger)
        else { return }
        for (id, records) in fresh.rows.sorted(by: { $0.key < $1.key }) {
          try ledger.keepRecords(
            try worker().keyring.sealRecord(
              records.bytes(by: digest), context: keptContext(id),
              under: try currentRoot(ledger), using: &chance), of: id)
        }
      }
    } catch {
      // Nobody asked for it: the next view reads it again.
    }
  }

  private func keptContext(_ id: CaseID) -> [UInt8] {
    Domain.keptRecords.bytes + id.bytes + node.bytes
  }
}

/// What one view is read by.
private struct RecordPass {
  let rows: [CaseID: [UInt8]]
  let touches: Touches
  let digest: [UInt8]
  /// Those that are wanted, by name.
  let types: [String: RecordType]
  let readsNames: Bool
  let readsDeleted: Bool
  /// Volets of which this worker reads everything, and those of which she reads what she began.
  private let readable: Set<Volet>
  private let ownReadable: Set<Volet>
  private let devices: Set<SigningKey>

  init(
    _ session: WorkerSession, where wanted: (RecordType) -> Bool, deleted: Bool,
    onlyCounted: Bool, _ ledger: LedgerReader
  ) throws {
    readsDeleted = deleted
    rows = try ledger.keptRecords()
    touches = try ledger.touches()
    digest = KeptRecords.digest(of: session.kinds)
    let kinds = session.kinds.filter { $0.isStructured && wanted($0) }
    types = Dictionary((kinds + kinds.flatMap(\.companions)).map { ($0.name, $0) }) {
      first, _ in first
    }
    let rules = try session.rules(ledger)
    readsNames = try !onlyCounted && session.mayReadNames(ledger)
    readable = Set(Volet.allCases.filter { onlyCounted || rules.mayRead($0) })
    ownReadable = Set(Volet.allCases.filter { onlyCounted || rules.mayReadSome(of: $0) })
    let service = try session.replica.serviceView(session.service, ledger)
    devices = Set(service.devices(of: try session.worker().worker).map(\.key))
  }

  /// The kind of an entry that somebody may be shown.
  func type(_ name: String, in volet: Volet) -> RecordType? {
    ownReadable.contains(volet) ? types[name] : nil
  }

  /// What a reader is shown of entries: records that stand, or all of them where deleted ones are asked for, each with its companions read as one with it.
  func readable(_ entries: [KeptRecords.Entry], in id: CaseID) -> [StructuredRecord] {
    let companions = Dictionary(
      grouping: entries.filter { readable.contains($0.volet) && $0.besideRecord != nil }
    ) { $0.besideRecord ?? "" }
    return entries.compactMap { entry in
      let isReaders = entry.device.map(devices.contains) ?? false
      guard entry.type.companionOf == nil,
        readable.contains(entry.volet) || isReaders && ownReadable.contains(entry.volet)
      else { return nil }
      let whole = entry.joined(with: companions[entry.record.description] ?? [])
      guard readsDeleted || whole.state != .deleted else { return nil }
      return StructuredRecord(
        record: whole.record, caseFile: id, person: nil, volet: whole.volet, type: whole.type,
        values: whole.values.without(whole.type.hiddenFields(whole.values)),
        creation: whole.creation, authors: whole.authors, state: whole.state,
        version: RecordVersionName(whole.heads), isReaders: isReaders)
    }
  }
}

extension KeptRecords.Entry {
  /// The id of the record that a companion stands beside; nil for what is no companion.
  fileprivate var besideRecord: String? {
    type.companionOf == nil ? nil : values[RecordType.ofRecord]?.first
  }

  /// The record with what its companions hold, as ``Record/joined(with:)`` reads it: several values of one register stand
  /// against each other.
  fileprivate func joined(with companions: [KeptRecords.Entry]) -> KeptRecords.Entry {
    let beside = companions.filter { $0.type.companionOf == type.code }.sorted {
      $0.record < $1.record
    }
    guard !beside.isEmpty else { return self }
    var values = values.byField
    var isContested = beside.contains { $0.state == .conflict }
    for field in type.fields where field.apart != nil {
      let own = values[field.code] ?? []
      let apart = beside.flatMap { $0.values[field.code] ?? [] }
      let reading = field.reading(own, beside: apart)
      var held = reading == .beside ? [] : own
      for value in reading == .own ? [] : apart
      where field.storage == .list || !held.contains(value) {
        held.append(value)
      }
      if held.isEmpty { continue }
      values[field.code] = field.storage == .members ? field.ordered(held) : held
      if field.storage == .register, held.count > 1 { isContested = true }
    }
    var authors = authors
    for author in beside.flatMap(\.authors) where !authors.contains(author) {
      authors.append(author)
    }
    let sawWhole = sawWhole.filter { deletion in
      beside.allSatisfy { $0.sawWhole.contains(deletion) }
    }
    return KeptRecords.Entry(
      record: record, volet: volet, type: type, heads: heads + beside.flatMap(\.heads),
      device: device, creation: creation, authors: authors,
      state: state.joined(isContested: isContested, isDeleted: !sawWhole.isEmpty),
      sawWhole: sawWhole, values: RecordValues(values))
  }
}

extension RecordSummary.State {
  /// How a record stands with what is beside it.
  fileprivate func joined(isContested: Bool, isDeleted: Bool) -> RecordSummary.State {
    switch self {
    case .current: isContested ? .conflict : .current
    case .deleted: isDeleted ? .deleted : .deleteRequested
    case .conflict, .deleteRequested, .parked, .unreadable, .newer, .damaged: self
    }
  }
}
