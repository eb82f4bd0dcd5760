import Consent
import Envelope
import Replica
import Store
import SwiftProtobuf
import Wire

/// Sealed records of a case file's own log: what only the owner service needs to know.
extension WorkerSession {
  func record(
    _ sealed: WireOwnSealed, about subject: [UInt8], in id: CaseID,
    withdraws: [VoletTag] = [], seen: [SeenThrough] = [], turn: CaseTurn? = nil,
    into ledger: LedgerWriter, at now: Instant
  ) throws {
    let room = try worker()
    var signed = sealed
    signed.by = room.name
    let plain: [UInt8] = try signed.serializedBytes()
    let row = try room.keyring.sealRecord(
      plain, context: WorkerSession.recordContext(id, subject), under: try currentRoot(ledger),
      using: &chance)
    try state(
      .ownRecord(
        subject: subject, sealed: AttachmentID(of: row), withdraws: withdraws.sorted(),
        seen: seen.sorted { $0.device < $1.device }, turn: turn),
      in: .own(id), as: .worker,
      attachments: [row], into: ledger, at: now)
  }

  /// Records of a case, oldest first, with the moment they were made. Those that do not open are left out: `verify` names them.
  func records(of id: CaseID, _ ledger: LedgerReader) throws -> [OwnRecord] {
    let room = try worker()
    try openNewRoots(ledger)
    return try replica.ownView(id, ledger).records.compactMap { record in
      if let known = present.records[record.statement] { return known }
      guard let row = try attachment(of: record, ledger) else { return nil }
      let plain: [UInt8]
      let sealed: WireOwnSealed
      tally.records += 1
      do {
        plain = try room.keyring.openRecord(
          row, context: WorkerSession.recordContext(id, record.subject))
        sealed = try WireOwnSealed(serializedBytes: plain)
      } catch is EnvelopeError {
        // One record that does not open must not hide the others; `verify` names it.
        return nil
      } catch is BinaryDecodingError {
        // What opened and is no record must not hide them either.
        return nil
      }
      let opened = OwnRecord(
        statement: record.statement, subject: record.subject, at: record.at, sealed: sealed)
      present.records[record.statement] = opened
      return opened
    }
  }

  /// Whoever writes stops at one that was altered. Whoever reads is shown the others, and told how many are not.
  private func attachment(of record: OwnView.Record, _ ledger: LedgerReader) throws -> [UInt8]? {
    if ledger is LedgerWriter { return try ledger.attachment(record.sealed) }
    return try replica.ifSound { try ledger.attachment(record.sealed) } ?? nil
  }

  private static func recordContext(_ id: CaseID, _ subject: [UInt8]) -> [UInt8] {
    Array("carnet/own-record/v1".utf8) + id.bytes + subject
  }
}

/// One opened record.
struct OwnRecord {
  let statement: StatementID
  let subject: [UInt8]
  let at: Instant
  let sealed: WireOwnSealed
}
