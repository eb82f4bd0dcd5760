public import CaseFile
public import Envelope
import Store

/// What a record that was saved does not say yet. Protocol/records.md, "What is expected".
extension WorkerSession {
  /// - Returns: none for a record that this worker may not read, and for one of another service.
  public func unmetExpectations(of id: DocumentID, at now: Instant) throws -> [UnmetExpectation] {
    try read { ledger in
      let opened = try read(id, ledger)
      guard let record = opened.record, !record.type.expects.isEmpty, record.state != .deleted,
        case .own(let file) = opened.log,
        let volet = try voletCodes(of: file, ledger)[opened.tag]
      else { return [] }
      let isOwn = try isByReader(opened, ledger)
      guard try rules(ledger).mayRead(volet, in: opened.log, own: isOwn) else { return [] }
      let isFirst = try !record.type.countsOthers || isFirst(opened, record.type, ledger, at: now)
      return record.type.unmet(record.values, isFirst: isFirst)
    }
  }

  /// Whether no record of the kind that stands was begun before this one, of those that the worker reads.
  private func isFirst(
    _ opened: ReadDocument, _ type: RecordType, _ ledger: LedgerReader, at now: Instant
  ) throws -> Bool {
    try records(in: opened.log, of: type, ledger, at: now).first?.summary.record == opened.id
  }
}
