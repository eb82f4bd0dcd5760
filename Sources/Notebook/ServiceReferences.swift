import CaseFile
import Consent
import Envelope
import Replica
import Store

/// References to records of the service: a place where people are met. Protocol/records.md, "What a record refers to".
extension WorkerSession {
  /// A record of the service of one of these kinds, by a name of it, by its number, or by a beginning of a name that begins no
  /// other; nil where nothing is called so.
  ///
  /// - Throws: `NotebookError.ambiguous` where several are.
  func serviceRecord(
    _ typed: String, of kinds: [String], _ ledger: LedgerReader
  ) throws -> DocumentID? {
    let known = try referredRecords(of: kinds, ledger)
    let wanted = Folding.fold(typed)
    func only(_ isMeant: (DocumentID, [String]) -> Bool) throws -> DocumentID? {
      let found = known.filter { isMeant($0.id, $0.names) }
      guard found.count < 2 else { throw NotebookError.ambiguous(typed, count: found.count) }
      return found.first?.id
    }
    if let named = try only({ $1.contains(wanted) }) { return named }
    if typed.utf8.count >= 4,
      let numbered = try only({ id, _ in id.description.hasPrefix(typed.lowercased()) })
    {
      return numbered
    }
    guard !wanted.isEmpty else { return nil }
    return try only { $1.contains { $0.hasPrefix(wanted) } }
  }

  /// Those that stand, each with its names, folded.
  private func referredRecords(
    of kinds: [String], _ ledger: LedgerReader
  ) throws -> [(id: DocumentID, names: [String])] {
    let own = self.kinds.filter { $0.isOfService && kinds.contains($0.code) }
    return try own.flatMap { kind in
      try serviceDocuments(ledger).compactMap { document in
        guard let record = try replica.ifSound({ try read(document, ledger) })?.record,
          record.type == kind, record.state != .deleted
        else { return nil }
        let names = kind.fields.filter { $0.content == .name }.flatMap { record.texts($0.code) }
        return (document, names.map { Folding.fold($0) })
      }
    }
  }

  func serviceDocuments(_ ledger: LedgerReader) throws -> [DocumentID] {
    try replica.ownView(replica.serviceFile, ledger).volets.map(\.tag).sorted().flatMap {
      try ledger.documents(in: $0)
    }
  }

  /// Values with what a reference fills: where another field is not given beside it, what others may be told of the record
  /// that it names.
  func filled(
    _ values: [String: [String]], of type: RecordType, _ ledger: LedgerReader
  ) throws -> [String: [String]] {
    var filled = values
    for field in type.fields {
      guard let target = field.fills, values[target] == nil, let named = values[field.code]?.first,
        let name = try referred(named, ledger)?.neutralName
      else { continue }
      filled[target] = [name]
    }
    return filled
  }

  /// The record of the service that a value names; nil for what is none, is not here, or was deleted.
  func referred(_ value: String, _ ledger: LedgerReader) throws -> Record? {
    guard let bytes = Hexadecimal.decode(value), let id = DocumentID(bytes),
      let place = try ledger.document(id), try isOfService(place.tag, ledger)
    else { return nil }
    let record = try replica.ifSound { try read(id, ledger) }?.record
    return record?.state == .deleted ? nil : record
  }

  /// What the records of the service are called that a record refers to, by what stands in it; several while nobody chose.
  func referredNames(_ summary: RecordSummary, _ ledger: LedgerReader) throws -> [String: String] {
    var names: [String: String] = [:]
    for field in summary.type?.fields ?? [] where field.referredKinds != nil {
      for value in summary.values[field.code] ?? [] {
        guard let record = try referred(value, ledger),
          let name = record.type.fields.first(where: { $0.content == .name })
        else { continue }
        names[value] = record.texts(name.code).joined(separator: " / ")
      }
    }
    return names
  }
}
