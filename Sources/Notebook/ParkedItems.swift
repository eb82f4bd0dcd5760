import Envelope
import Replication
import Store
import SwiftProtobuf
import Wire

/// What came before something that it leans on: parked and named, never refused for good, tried again at every admission.
extension Notebook {
  func park(
    _ item: Store.FeedItem, _ parked: WireParkedItem, from origin: Origin, because reason: String,
    into ledger: LedgerWriter
  ) throws -> Admission {
    guard try ledger.parkedCount() < NotebookLimits.parkedItems else {
      return .refused(.notYet)
    }
    var parked = parked
    parked.from = .init(origin.peer?.bytes ?? [])
    parked.own = origin.isOwn
    try ledger.park(id: item.bytes, reason: reason, bytes: try parked.serializedBytes())
    return .known(item)
  }

  /// The note secret that came with a parked change of a document goes; the change stays.
  func forgetParkedSecrets(of document: DocumentID, into ledger: LedgerWriter) throws {
    for row in try ledger.parked() {
      var parked = try WireParkedItem(serializedBytes: row.bytes)
      guard !parked.secret.isEmpty,
        try ChangeCodec.prove(SealedEnvelope(bytes: Array(parked.change))).header.document
          == document
      else { continue }
      parked.secret = .init([] as [UInt8])
      try ledger.owe()
      try ledger.park(id: row.id, reason: row.reason, bytes: try parked.serializedBytes())
    }
  }

  /// Tries everything parked, until nothing more gets in.
  func retryParked(into ledger: LedgerWriter, at now: Instant) throws {
    guard !isRetrying else { return }
    isRetrying = true
    defer { isRetrying = false }
    var progress = true
    while progress {
      progress = false
      for row in try ledger.parked() {
        let parked = try WireParkedItem(serializedBytes: row.bytes)
        let origin = SigningKey(parked.from).map { Origin.peer($0, own: parked.own) } ?? .ourselves
        try ledger.unpark(id: row.id)
        let outcome =
          parked.statement.isEmpty
          ? try admit(
            SealedEnvelope(bytes: Array(parked.change)),
            secret: parked.secret.isEmpty ? nil : Array(parked.secret), from: origin, into: ledger,
            at: now)
          : try admit(
            SealedStatement(bytes: Array(parked.statement)),
            attachments: parked.attachments.map { Array($0) }, from: origin, into: ledger, at: now)
        if case .admitted = outcome { progress = true }
      }
    }
  }
}
