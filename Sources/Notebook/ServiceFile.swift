import CaseFile
import Consent
import Envelope
import Replica
import Store
import SwiftProtobuf
import Wire

/// The file of the service: what holds for the whole of it. Protocol/consent.md, 5.9; Protocol/records.md, "What a service
/// writes for itself".
extension Notebook {
  /// The volet that records of the service are written in. The file is opened with the first of them.
  func serviceVolet(into ledger: LedgerWriter, at now: Instant) throws -> VoletTag {
    let file = replica.serviceFile
    if let known = try replica.ownView(file, ledger).volets.map(\.tag).min() { return known }
    let (start, row) = try startEpoch(
      of: VoletTag(using: &chance), in: StratumID(using: &chance), ledger)
    let codes = WireCaseSealed.with { $0.volets = [Volet.interne.code] }
    let sealed = try worker().keyring.sealRecord(
      try codes.serializedBytes(), context: Notebook.caseContext(file),
      under: try currentRoot(ledger), using: &chance)
    try state(
      .caseOpened(volets: [start], sealed: AttachmentID(of: sealed)), in: .own(file), as: .worker,
      attachments: [row, sealed], into: ledger, at: now)
    return start.volet
  }
}
