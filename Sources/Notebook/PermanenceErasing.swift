import CRDT
import CaseFile
import Envelope
import Store

/// What would be lost with a permanence that somebody wants to delete or erase.
public struct PermanenceLoss: Hashable, Sendable {
  /// How many people a convention counts in a year, with that permanence and without.
  public struct Convention: Hashable, Sendable {
    public let name: String
    public let year: Int
    public let before: Int
    public let after: Int
  }
  /// Entries of its list that say what became of somebody.
  public let outcomes: Int
  public let conventions: [Convention]
}

/// Taking a permanence out: what was recorded of people in it is their history and stays.
/// Protocol/records.md, "Permanences".
extension WorkerSession {
  /// Who stands on the list of a permanence that is about to go, and was not seen; nobody for a record of another kind.
  ///
  /// - Throws: `NotebookError.outcomesStandIn` where somebody said what became of one of them; as for whoever reads a part
  ///   of the list.
  func placesLost(
    with id: DocumentID, _ record: Record, _ ledger: LedgerReader, at now: Instant
  ) throws -> [StructuredRecord] {
    guard record.type == .permanence else { return [] }
    try checkReadingLists(ledger)
    var fresh = FreshRecords()
    let listed = try list(of: id, &fresh, ledger, at: now)
    let told = listed.filter { $0.values["outcome"] != nil }
    guard told.isEmpty else {
      throw NotebookError.outcomesStandIn(
        PermanenceLoss(
          outcomes: told.count, conventions: try counts(without: id, record, ledger, at: now)))
    }
    return listed
  }

  /// Takes them off the list, as if somebody did it one by one. In a case file that is closed a place stays: it says that she
  /// was to be seen, and no more.
  func takeOff(
    _ places: [StructuredRecord], into ledger: LedgerWriter, at now: Instant
  ) throws {
    guard !places.isEmpty else { return }
    try checkEnteringOnList(ledger)
    for place in places where try !isClosed(place.caseFile, ledger) {
      _ = try delete(
        place.record.description, of: place.type, from: place.version.description,
        zone: place.creation.zone, into: ledger, at: now)
    }
  }
}
