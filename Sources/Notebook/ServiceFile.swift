public import CaseFile
import Consent
public import Envelope
import Replica
import Store
import SwiftProtobuf
import Wire

/// The file of the service: what holds for the whole of it. Protocol/consent.md, 5.9;
/// Protocol/records.md, "What a service writes for itself".
extension WorkerSession {
  /// The volet that records of the service are written in. The file is opened with the first of them.
  func serviceVolet(into ledger: LedgerWriter, at now: Instant) throws -> VoletTag {
    let file = replica.serviceFile
    if let known = try replica.ownView(file, ledger).volets.map(\.tag).min() { return known }
    let (start, row) = try startEpoch(
      of: VoletTag(using: &chance), in: StratumID(using: &chance), ledger)
    let codes = WireCaseSealed.with { $0.volets = [Volet.interne.code] }
    let sealed = try worker().keyring.sealRecord(
      try codes.serializedBytes(), context: WorkerSession.caseContext(file),
      under: try currentRoot(ledger), using: &chance)
    try state(
      .caseOpened(volets: [start], sealed: AttachmentID(of: sealed)), in: .own(file), as: .worker,
      attachments: [row, sealed], into: ledger, at: now)
    return start.volet
  }
}

/// Records that hold for the whole service.
extension WorkerSession {
  /// Asked before anybody types one: whether this worker may add a record of a kind of the service.
  ///
  /// - Throws: what `addServiceRecord` would, but for the values.
  public func checkWritingForService(_ kind: RecordType) throws {
    let role = try self.role()
    try checkRule { () throws(RuleBroken) in try kind.checkWritten(by: role) }
  }

  /// Writes a record of the service; it is durable when this returns.
  ///
  /// - Parameter values: by field, as in ``RecordDraft``.
  /// - Throws: `NotebookError.recordStands` where one that stands says the same in the fields by which it stands alone.
  public func addServiceRecord(
    _ type: RecordType, _ values: [String: [String]], zone: Int, at now: Instant
  ) throws -> RecordWritten {
    try checkWritingForService(type)
    return try write(at: now) { ledger in
      try addForService(type, values, zone: zone, into: ledger, at: now)
    }
  }

  /// The same within a transaction, after ``checkWritingForService(_:)``.
  func addForService(
    _ type: RecordType, _ values: [String: [String]], zone: Int, into ledger: LedgerWriter,
    at now: Instant
  ) throws -> RecordWritten {
    let file = replica.serviceFile
    let values = try resolved(values, of: type, in: file, ledger)
    let operations = try checked { () throws(RuleBroken) in
      try RecordEdit.creation(type, values, in: .ofService)
    }
    try checkAlone(type, values, ledger)
    let volet = try serviceVolet(into: ledger, at: now)
    let made = try create(operations, in: volet, case: file, zone: zone, into: ledger, at: now)
    try log(.write, case: file, volets: [.ofService], into: ledger, at: now)
    return try written(type, made, into: ledger)
  }

  /// Records of one kind of the service, in order of entry; with them, what does not open and may be one. Deleted ones come
  /// too when `deleted` asks for them. Who looked is logged.
  public func listServiceRecords(
    of kind: RecordType, deleted: Bool = false, at now: Instant
  ) throws -> [RecordSummary] {
    try look(at: now) { ledger in
      let place = LogID.own(replica.serviceFile)
      let rules = try rules(ledger)
      try checkRule { () throws(RuleBroken) in try rules.checkRead(.ofService, in: place) }
      let found = try records(in: place, deleted: deleted, ledger, at: now).map(\.summary)
        .filter { $0.type == kind || $0.type == nil }
      return (found, Look(action: .read, place: place, volets: [.ofService]))
    }
  }

  /// Whether a document stands in the file of the service.
  func isOfService(_ tag: VoletTag, _ ledger: LedgerReader) throws -> Bool {
    try ledger.log(of: tag) == .own(replica.serviceFile)
  }

  private func checkAlone(
    _ type: RecordType, _ values: [String: [String]], _ ledger: LedgerReader
  ) throws {
    for (document, record) in try standing(of: type, ledger)
    where type.onePer.allSatisfy({ Set(values[$0] ?? []).isSubset(of: record.texts($0)) }) {
      throw NotebookError.recordStands(document, type)
    }
  }

  /// An edit makes no second record either; two that stood side by side before, written apart, are edited all the same.
  ///
  /// - Parameters:
  ///   - record: as it would stand.
  ///   - before: as it stood.
  func checkAlone(
    _ record: Record, _ id: DocumentID, before: Record, _ ledger: LedgerReader
  ) throws {
    guard record.state != .deleted else { return }
    for (document, other) in try standing(of: record.type, ledger)
    where document != id && record.saysSame(as: other) {
      guard before.state != .deleted, before.saysSame(as: other) else {
        throw NotebookError.recordStands(document, record.type)
      }
    }
  }

  /// Records of a kind of which each stands alone; none of another kind.
  private func standing(
    of type: RecordType, _ ledger: LedgerReader
  ) throws -> [(document: DocumentID, record: Record)] {
    guard type.isSingle || !type.onePer.isEmpty else { return [] }
    let volets = try replica.ownView(replica.serviceFile, ledger).volets.map(\.tag)
    return try volets.flatMap { try ledger.documents(in: $0) }.compactMap { document in
      guard let record = try replica.ifSound({ try read(document, ledger) })?.record,
        record.type == type, record.state != .deleted
      else { return nil }
      return (document, record)
    }
  }
}

extension Record {
  /// Whether it may speak of the same as another, by the fields by which one of its kind stands alone.
  fileprivate func saysSame(as other: Record) -> Bool {
    type.onePer.allSatisfy { !Set(texts($0)).isDisjoint(with: other.texts($0)) }
  }
}
