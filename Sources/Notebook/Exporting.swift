import CaseFile
import Consent
public import Envelope
import Store

/// Everything of a case file that the worker may read: the copy that the person has a right to.
public struct CaseCopy: Sendable {
  public let summary: CaseSummary
  /// As written in the card of the person.
  public let names: [String]
  public let born: [String]
  /// Our own service.
  public let service: String
  public let madeBy: String
  /// In order of entry, each with its versions, oldest first.
  public let notes: [(detail: NoteDetail, history: [NoteVersion])]
  /// Notes in volets that the worker's role may not read.
  public let withheld: Int
  /// Nil when the log is not part of the copy.
  public let log: [AccessEvent]?
}

/// Copying a case file out of the notebook; the log says that it was done.
extension Notebook {
  public func exportCase(_ typed: String, withLog: Bool, at now: Instant) throws -> CaseCopy {
    let id = try look(at: now) { ledger in
      let id = try caseID(typed, ledger)
      let readable = try readableOfRole(id, ledger)
      return (id, Look(action: .export, place: .own(id), volets: readable))
    }
    let accesses = withLog ? try accessLog(id.description) : nil
    return try read { ledger in
      let role = try Role(parsing: try worker().role)
      var withheld = 0
      for (tag, volet) in try voletCodes(of: id, ledger).sorted(by: { $0.key < $1.key })
      where !AccessMatrix.standard.mayRead(role, volet) {
        for document in try ledger.documents(in: tag)
        where try detail(of: try read(document, ledger), volet, ledger) != nil {
          withheld += 1
        }
      }
      let card = try person(of: id, ledger)
      return CaseCopy(
        summary: try summary(of: id, ledger), names: card?.name.texts ?? [],
        born: card?.born.texts ?? [], service: try serviceName(of: .own(id), ledger),
        madeBy: try worker().name,
        notes: try notes(in: .own(id), ledger, at: now).map { detail in
          (detail, versions(of: try open(detail.summary.note, ledger)))
        }, withheld: withheld, log: accesses)
    }
  }

  private func readableOfRole(_ id: CaseID, _ ledger: LedgerReader) throws -> [Volet] {
    let role = try Role(parsing: try worker().role)
    return try voletCodes(of: id, ledger).values.filter {
      AccessMatrix.standard.mayRead(role, $0)
    }
  }

  /// The name of our own service.
  public func serviceName() throws -> String {
    try read { try serviceView(service, $0).genesis?.name ?? "" }
  }
}
