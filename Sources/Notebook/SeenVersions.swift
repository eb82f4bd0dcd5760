public import CRDT
import CaseFile
import Envelope
import Store

/// A version of a record by the changes that it ends with, as people and programs name it.
public struct RecordVersionName: Hashable, Sendable, CustomStringConvertible {
  /// Hexadecimal digits of each change.
  static let digits = 12

  public let heads: [ChangeID]

  init(_ heads: [ChangeID]) { self.heads = heads }

  /// The beginnings of the ids, joined by `+`; empty for one that does not open.
  public var description: String {
    heads.map { String("\($0)".prefix(Self.digits)) }.joined(separator: "+")
  }
}

/// A record as a worker saw it whole, or left it.
struct SeenVersion {
  let record: DocumentID
  let heads: [ChangeID]
  /// She wrote it and has not looked since: what stands in another of her windows is older.
  var isLeft = false
}

/// From which version an edit is made. Protocol/change.md, "What an edit starts from"; Protocol/vault.md, "Versions seen".
extension WorkerSession {
  /// Sealed under the content root; the name of the row tells nobody else which worker saw which note.
  func keepSeen(_ seen: SeenVersion?, into ledger: LedgerWriter) throws {
    guard let seen, !seen.heads.isEmpty else { return }
    let sealed = try worker().keyring.sealRecord(
      seen.heads.flatMap(\.bytes) + (seen.isLeft ? [1] : []),
      context: WorkerSession.seenContext(seen.record),
      under: try currentRoot(ledger), using: &chance)
    try ledger.keepSeenVersion(try seenName(of: seen.record), sealed)
  }

  /// Nil when this worker never saw the record whole here, or what was kept names changes that are not here.
  func lastSeen(_ whole: WholeRecord, _ ledger: LedgerReader) throws -> SeenVersion? {
    let record = whole.record.id
    guard let row = try ledger.seenVersion(try seenName(of: record)) else { return nil }
    let bytes: [UInt8]
    do {
      bytes = try worker().keyring.openRecord(row, context: WorkerSession.seenContext(record))
    } catch is EnvelopeError {
      // A row that does not open is as none: the present version is taken, and what it replaces is told.
      return nil
    }
    let known = Set(whole.documents.flatMap(\.document.history))
    let isLeft = bytes.count % ChangeID.byteCount == 1
    let heads = stride(from: 0, to: bytes.count - (isLeft ? 1 : 0), by: ChangeID.byteCount).map {
      ChangeID(bytes[$0..<min($0 + ChangeID.byteCount, bytes.count)])
    }
    let found = heads.compactMap { $0 }.filter(known.contains)
    guard !found.isEmpty, found.count == heads.count else { return nil }
    return SeenVersion(record: record, heads: found, isLeft: isLeft)
  }

  /// The changes that a typed version names, of a record and of what stands beside it: beginnings of ids of four digits or
  /// more, joined by `+`.
  ///
  /// - Throws: `.unknownVersion` for what is not in its history, `.ambiguous`.
  func heads(_ typed: String, of whole: WholeRecord) throws -> [ChangeID] {
    let ids = whole.documents.flatMap(\.document.history).map { ($0, Array("\($0)".utf8)) }
    return try typed.split(separator: "+", omittingEmptySubsequences: false).map { part in
      let wanted = Array(part.lowercased().utf8)
      let found = wanted.count < 4 ? [] : ids.filter { $0.1.starts(with: wanted) }
      guard let first = found.first else { throw NotebookError.unknownVersion(typed) }
      guard found.count == 1 else { throw NotebookError.ambiguous(typed, count: found.count) }
      return first.0
    }
  }

  private func seenName(of note: DocumentID) throws -> [UInt8] {
    let room = try worker()
    return Digest.keyed(room.seed, .seenVersion, note.bytes)
  }

  private static func seenContext(_ note: DocumentID) -> [UInt8] {
    Domain.seenVersion.bytes + note.bytes
  }
}
