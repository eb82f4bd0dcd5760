import Consent
import Envelope
import Store

/// From what a person types to what it names: a full id or an unambiguous prefix; services and peers also by name.
extension Notebook {
  func caseID(_ typed: String, _ ledger: LedgerReader) throws -> CaseID {
    let prefix = try Notebook.prefix(typed, or: .unknownCase(typed))
    let ids: [CaseID] = try ledger.logs(of: .own, prefix: prefix).compactMap { log in
      guard case .own(let id) = log, Notebook.isPrefix(typed, of: id.description) else {
        return nil
      }
      return id
    }
    return try Notebook.only(ids, typed, or: .unknownCase(typed))
  }

  func shareID(_ typed: String, _ ledger: LedgerReader) throws -> ShareID {
    let prefix = try Notebook.prefix(typed, or: .unknownShare(typed))
    let ids: [ShareID] = try ledger.logs(of: .share, prefix: prefix).compactMap { log in
      guard case .share(let id) = log, Notebook.isPrefix(typed, of: id.description) else {
        return nil
      }
      return id
    }
    return try Notebook.only(ids, typed, or: .unknownShare(typed))
  }

  func documentID(_ typed: String, _ ledger: LedgerReader) throws -> DocumentID {
    let ids = try ledger.documents(
      prefix: try Notebook.prefix(typed, or: .unknownNote(typed)), limit: 100
    ).filter { Notebook.isPrefix(typed, of: $0.description) }
    return try Notebook.only(ids, typed, or: .unknownNote(typed))
  }

  /// A paired service, by id, prefix of an id, or name; verified or not.
  func serviceID(_ typed: String, _ ledger: LedgerReader) throws -> ServiceID {
    let peers = try ledger.peers().filter { $0.state == .verified }
    let named = peers.filter {
      Notebook.same($0.name, typed) || Notebook.isPrefix(typed, of: $0.service?.description)
    }
    let ids = Set(named.compactMap(\.service)).sorted()
    return try Notebook.only(ids, typed, or: .unknownService(typed))
  }

  /// A peer, by node id, prefix of it, service id or name of its service.
  func peer(_ typed: String, _ ledger: LedgerReader) throws -> PeerRow {
    let peers = try ledger.peers().sorted { $0.node < $1.node }
    let found = peers.filter {
      Notebook.same($0.name, typed) || Notebook.isPrefix(typed, of: $0.node.description)
        || Notebook.isPrefix(typed, of: $0.service?.description)
    }
    let standing = found.filter { $0.state != .removed }
    let rows = standing.isEmpty ? found : standing
    guard let first = rows.first else { throw NotebookError.unknownPeer(typed) }
    guard rows.count == 1 else { throw NotebookError.ambiguous(typed) }
    return first
  }

  /// The whole bytes of a hexadecimal prefix; an odd last digit is left for the caller's comparison.
  private static func prefix(_ typed: String, or error: NotebookError) throws -> [UInt8] {
    let count = typed.utf8.count
    guard count >= 4, count <= 64,
      let bytes = Hexadecimal.decode(
        String(typed.utf8.count % 2 == 0 ? typed : String(typed.dropLast())))
    else { throw error }
    return bytes
  }

  private static func isPrefix(_ typed: String, of id: String?) -> Bool {
    guard let id, typed.utf8.count >= 4 else { return false }
    return id.utf8.starts(with: typed.lowercased().utf8)
  }

  /// Names are compared byte for byte, case aside for plain letters.
  static func same(_ left: String, _ right: String) -> Bool {
    left.lowercased().utf8.elementsEqual(right.lowercased().utf8)
  }

  private static func only<ID>(
    _ ids: [ID], _ typed: String, or error: NotebookError
  ) throws -> ID {
    guard let first = ids.first else { throw error }
    guard ids.count == 1 else { throw NotebookError.ambiguous(typed) }
    return first
  }
}
