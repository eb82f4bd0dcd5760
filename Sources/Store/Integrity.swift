import CRDT
import Envelope
import GRDB

extension Ledger {
  /// Whether the file is sound and each row is what its seal or its signature says. Reads everything; sealed rows
  /// only when unlocked.
  public func checkIntegrity() throws -> Bool {
    do {
      return try read { try $0.isSound() }
    } catch StoreError.damaged {
      return false
    }
  }
}

extension LedgerReader {
  fileprivate func isSound() throws -> Bool {
    guard try row("PRAGMA integrity_check(1)")?.text(0) == "ok",
      try row("PRAGMA foreign_key_check") == nil
    else { return false }
    guard try changesAreSound(), try logsAreSound() else { return false }
    for peer in try rows("SELECT DISTINCT peer FROM feed") {
      _ = try feedState(peer: peer.id(0))
    }
    _ = try incarnation
    guard seal != nil else { return true }
    guard try damagedPeers() == 0 else { return false }
    for row in try rows("SELECT id FROM attachment") { _ = try attachment(row.id(0)) }
    _ = try (
      peers(), invitations(), parked(), accesses(), accessBatches(), acknowledgements(), putBacks()
    )
    return true
  }

  /// The columns of a change are those of its signed header, and the heads follow from the parents.
  private func changesAreSound() throws -> Bool {
    for id in try allDocuments() {
      guard let document = try document(id),
        let given = try row("SELECT given FROM document WHERE id = ?", .id(id))?.bytes(0)
      else { return false }
      var named: Set<ChangeID> = []
      var all: Set<ChangeID> = []
      let columns = try rows(
        """
        SELECT change.volet, stratum, epoch, device, sequence
        FROM document JOIN change ON change.document = document.number
        WHERE document.id = ? ORDER BY arrival
        """, .id(id))
      let changes = try changes(of: id)
      guard columns.count == changes.count, changes.first?.header.volet == document.tag else {
        return false
      }
      for (row, change) in zip(columns, changes) {
        let header = change.header
        guard header.document.bytes == given, try row.bytes(0) == header.volet.bytes,
          try row.bytes(1) == header.stratum.bytes, try row.bytes(2) == header.epoch.bytes,
          try row.bytes(3) == header.device.bytes,
          UInt64(bitPattern: try row.integer(4)) == header.sequence
        else { return false }
        guard try isProven({ _ = try ChangeCodec.prove(SealedEnvelope(bytes: change.bytes)) })
        else { return false }
        all.insert(change.id)
        named.formUnion(header.parents)
      }
      guard try heads(of: id) == all.subtracting(named).sorted() else { return false }
      if let secret = try noteSecret(of: id) {
        let hash = SecretHash(ofRow: secret)
        guard changes.contains(where: { $0.header.secretHash == hash }) else { return false }
      }
    }
    return true
  }

  private func logsAreSound() throws -> Bool {
    guard seal != nil else { return true }
    let isStrange = try exists("SELECT 1 FROM log WHERE kind NOT IN (0, 1, 2)")
    guard !isStrange, try missingStatements() == 0 else { return false }
    for kind in LogKind.allCases {
      for log in try logs(of: kind) {
        guard try missingStatements(in: log) == 0 else { return false }
        for statement in try statements(in: log) {
          let stands = try isProven {
            _ = try StatementCodec.prove(SealedStatement(bytes: statement.bytes))
          }
          guard stands else { return false }
        }
        _ = try unknownStatements(in: log)
      }
    }
    return true
  }

  /// Daily reading does not check signatures again: here they are.
  private func isProven(_ prove: () throws -> Void) throws -> Bool {
    do {
      try prove()
      return true
    } catch is EnvelopeError {
      return false
    }
  }
}
