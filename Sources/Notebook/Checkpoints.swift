import CRDT
import CaseFile
import Envelope
import Store
import SwiftProtobuf
import Wire

/// Opening documents from their checkpoints: derived data, whose loss costs time and nothing else.
/// Protocol/vault.md, "Checkpoints".
extension WorkerSession {
  /// A document as it reads. From a checkpoint that is up to date, without opening a change.
  func read(_ id: DocumentID, _ ledger: LedgerReader) throws -> ReadDocument {
    let closed = try closed(id, ledger)
    guard !closed.isErased else { return closed.reading }
    if let kept = try checkpoint(of: closed, ledger),
      try kept.checkpoint.frontier == ledger.heads(of: id)
    {
      if let record = Record(kept.checkpoint, among: kinds) {
        return ReadDocument(
          id: id, log: closed.log, tag: closed.tag, record: record, first: kept.first,
          authors: kept.authors, writers: kept.writers, heads: kept.checkpoint.frontier, parked: [],
          isErased: false)
      }
    }
    return try open(id, ledger).reading
  }

  /// A document with its history: its checkpoint and the changes that came since, or all of its changes.
  func open(_ id: DocumentID, _ ledger: LedgerReader) throws -> OpenDocument {
    let closed = try closed(id, ledger)
    guard !closed.isErased else { return closed }
    let heads = try ledger.heads(of: id)
    if let kept = try checkpoint(of: closed, ledger),
      let opened = try resume(closed, from: kept, ledger), opened.document.frontier == heads
    {
      if kept.checkpoint.frontier != heads { try propose(opened, heads, ledger) }
      return opened
    }
    let opened = try openWhole(id, ledger)
    try propose(opened, heads, ledger)
    return opened
  }

  /// Nil when the checkpoint holds a change that the ledger does not, or does not read.
  private func resume(
    _ closed: OpenDocument, from kept: CheckpointRecord, _ ledger: LedgerReader
  ) throws -> OpenDocument? {
    let present = try ledger.changeIDs(of: closed.id)
    let missing = Set(kept.authors.keys).subtracting(present)
    guard missing.isEmpty else { return nil }
    var opened = closed
    do {
      opened.document = try kept.checkpoint.document()
    } catch {
      // It is made again from the changes.
      return nil
    }
    guard Set(opened.document.history) == Set(kept.authors.keys) else { return nil }
    opened.authors = kept.authors
    let later = try present.filter { kept.authors[$0] == nil }.compactMap { try ledger.change($0) }
    try admit(later, to: &opened, ledger)
    return opened
  }

  /// Nil when there is none, and when what is there does not open or does not read.
  private func checkpoint(
    of closed: OpenDocument, _ ledger: LedgerReader
  ) throws -> CheckpointRecord? {
    guard let sealed = try ledger.checkpoint(of: closed.id),
      let secret = try ledger.noteSecret(of: closed.id)
    else { return nil }
    do {
      try openSecretEpoch(secret, in: closed.log, ledger)
      return try worker().keyring.openCheckpoint(sealed, of: closed.id, secretRow: secret)
        .flatMap(CheckpointRecord.init(bytes:))
    } catch is EnvelopeError {
      // The changes tell: what does not open there is parked and named.
      return nil
    } catch NotebookError.noContentKey {
      return nil
    }
  }

  /// Where the view has a basket, what was opened is laid in it, to be kept for the next one.
  private func propose(
    _ opened: OpenDocument, _ heads: [ChangeID], _ ledger: LedgerReader
  ) throws {
    guard let basket = ledger.basket, opened.document.frontier == heads,
      let record = CheckpointRecord(opened),
      let secret = try ledger.noteSecret(of: opened.id),
      let epoch = EpochID(try WireNoteSecret(serializedBytes: secret).epoch)
    else { return }
    let sealed = try worker().keyring.sealCheckpoint(
      record.bytes, of: opened.id, secretRow: secret, using: &chance)
    basket.lay(MadeCheckpoint(document: opened.id, epoch: epoch, sealed: sealed, heads: heads))
  }
}
