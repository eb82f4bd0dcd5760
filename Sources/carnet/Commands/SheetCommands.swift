import CaseFile
import Envelope
import Notebook
import Words

/// Values that a list is narrowed to, by field.
struct Narrowing {
  private let wanted: [String: [String]]

  init(_ wanted: [String: [String]]) { self.wanted = wanted }

  /// Whether each field that is named holds one of its values. What does not say of a flag is no.
  func keeps(_ values: RecordValues) -> Bool {
    wanted.allSatisfy { field, any in
      let held = values[field] ?? []
      return any.isEmpty || !Set(any).isDisjoint(with: held.isEmpty ? ["false"] : held)
    }
  }
}

/// Publishing for paired services, and what they published.
extension CommandContext {
  func publish(_ records: [String], of kind: RecordType?) async throws {
    guard let kind else { return }
    let notebook = try openAsWorker()
    let outcomes = try notebook.publish(records, of: kind, at: now)
    try await tell(outcomes, words.sheetsPublished(outcomes, to: try notebook.pairedNames()))
  }

  func withdrawSheets(_ records: [String], of kind: RecordType?) async throws {
    guard let kind else { return }
    let outcomes = try openAsWorker().withdrawSheets(records, of: kind, at: now)
    try await tell(outcomes, words.sheetsWithdrawn(outcomes))
  }

  func copySheet(_ sheet: String, of kind: RecordType?) async throws {
    guard let kind else { return }
    let copied = try openAsWorker().copySheet(sheet, of: kind, zone: zone, at: now)
    try await telling {
      await ring()
      try report(
        json(copied.written),
        words.sheetCopied(
          id: copied.written.record.description, from: copied.service,
          isPartial: copied.isPartial))
    }
  }

  /// Says of a record that was deleted or erased that others can read it still.
  func tellPublished(
    _ record: DocumentID, of type: RecordType, in notebook: WorkerSession
  ) throws {
    guard type.isPublished, try notebook.isPublished(record) else { return }
    Terminal.complain(words.stillPublished(Sheet.id(of: record).description, of: type))
  }

  private func tell(_ outcomes: [SheetOutcome], _ sentences: String) async throws {
    try await telling {
      await ring()
      try report(.array(outcomes.map(\.json)), sentences)
    }
  }
}
