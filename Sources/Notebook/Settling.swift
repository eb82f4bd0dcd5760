import CRDT
public import CaseFile
public import Envelope
import Store

/// What somebody says of a record as it stands, having read it.
extension WorkerSession {
  /// Says that a record reads well as it stands, what was written apart included, and keeps it where somebody asked to
  /// delete it.
  ///
  /// - Throws: `.noteNotRead` or `.recordNotRead` when this worker did not see it whole as it stands; `.fieldsToChoose` when
  ///   a field has several values, of which only an edit chooses.
  public func settleRecord(
    _ typed: String, of kind: RecordType?, from base: String? = nil, zone: Int, at now: Instant
  ) throws -> RecordWritten {
    try write(at: now) { ledger in
      let place = try writable(typed, kind, ledger)
      let whole = place.whole
      try checkRead(place, from: base, ledger)
      var edit = place.edit(from: whole.seen(whole.heads))
      edit.record.keep()
      return try commit(
        edit, of: place, settles: place.opened.document.frontier.count > 1, zone: zone,
        into: ledger, at: now)
    }
  }

  /// Whether this worker read a record as it stands, and nothing in it is left to choose.
  func checkRead(_ place: WritablePlace, from base: String?, _ ledger: LedgerReader) throws {
    let whole = place.whole
    let seen = try base.map { try heads($0, of: whole) } ?? lastSeen(whole, ledger)?.heads
    guard let seen, place.hasSeenAll(whole.seen(seen)) else {
      throw NotebookError.notRead(place.record)
    }
    guard place.record.state != .deleted else { throw NotebookError.deleted(place.record) }
    try checkChosen(place.record)
  }

  private func checkChosen(_ record: Record) throws {
    let codes = Set(record.conflicts.map(\.field.code))
    guard !codes.isEmpty else { return }
    throw NotebookError.fieldsToChoose(
      record.type, record.type.fields.filter { codes.contains($0.code) })
  }
}
