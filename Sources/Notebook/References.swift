import CaseFile
import Envelope
import Store

/// References from one record to another of the same case file, or of the service. Protocol/records.md, "Fields".
extension WorkerSession {
  /// Values as they are written: of each reference, the whole id of the record that it names, and what it fills.
  ///
  /// - Throws: `RuleBroken.invalidReference` for what names no record of the case file, or one of another kind.
  func resolved(
    _ values: [String: [String]], of type: RecordType, in id: CaseID, _ ledger: LedgerReader
  ) throws -> [String: [String]] {
    var resolved = values
    for field in type.fields {
      guard let kinds = field.referredKinds, let given = values[field.code] else { continue }
      resolved[field.code] = try given.map { try referred($0, kinds, in: id, ledger).description }
    }
    return try filled(resolved, of: type, ledger)
  }

  private func referred(
    _ typed: String, _ kinds: [String], in id: CaseID, _ ledger: LedgerReader
  ) throws -> DocumentID {
    if let found = try serviceRecord(typed, of: kinds, ledger) { return found }
    let ofService = RecordType.all.first { $0.isOfService && kinds == [$0.code] }
    let found: DocumentID
    do {
      found = try documentID(typed, of: nil, ledger)
    } catch NotebookError.unknownRecord {
      throw NotebookError.rule(.invalidReference(typed, of: ofService))
    }
    let opened = try read(found, ledger)
    let isMeant =
      opened.record.map {
        $0.type.companionOf == nil && (kinds.isEmpty || kinds.contains($0.type.code))
      } ?? false
    guard opened.log == .own(id), isMeant else {
      throw NotebookError.rule(.invalidReference(typed, of: ofService))
    }
    return found
  }
}
