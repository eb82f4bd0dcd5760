import CaseFile
import Consent
package import Envelope
package import Store

/// From what a person types to the peer that it names: its number, a beginning of it, or its name.
extension Replica {
  /// The name of another service as it is told: with the beginning of its id when another one that we are paired with, or
  /// our own, reads like it.
  package func toldName(_ name: String, of id: ServiceID, _ ledger: LedgerReader) throws -> String {
    guard !name.isEmpty else { return name }
    var others = try ledger.peers().filter { $0.state == .verified && $0.service != id }.map(\.name)
    if id != service { others.append(try serviceView(service, ledger).genesis?.name ?? "") }
    guard others.contains(where: { Replica.same($0, name) }) else { return name }
    return "\(name) (\(id.description.prefix(8)))"
  }

  /// A peer, in the same ways.
  package func peer(_ typed: String, _ ledger: LedgerReader) throws -> PeerRow {
    let peers = try ledger.peers().sorted { $0.node < $1.node }
    let found = Replica.named(typed, peers)
    let standing = found.filter { $0.state != .removed }
    let rows = standing.isEmpty ? found : standing
    guard let first = rows.first else { throw ReplicaError.unknownPeer(typed) }
    guard rows.count == 1 else { throw ReplicaError.ambiguousPeer(typed, count: rows.count) }
    return first
  }

  /// Whole names go before beginnings of names.
  package static func named<Named: Called>(_ typed: String, _ all: [Named]) -> [Named] {
    let exact = all.filter { called in
      same(called.name, typed) || called.numbers.contains { isPrefix(typed, of: $0) }
    }
    guard exact.isEmpty else { return exact }
    let beginning = Folding.fold(typed)
    guard !beginning.isEmpty else { return [] }
    return all.filter { Folding.fold($0.name).utf8.starts(with: beginning.utf8) }
  }

  package static func isPrefix(_ typed: String, of id: String?) -> Bool {
    guard let id, typed.utf8.count >= 4 else { return false }
    return id.utf8.starts(with: typed.lowercased().utf8)
  }

  /// Names are compared as they are read. Protocol/conventions.md, "Names".
  package static func same(_ left: String, _ right: String) -> Bool { Names.areAlike(left, right) }
}

/// What is called by a name, or by the beginning of a number.
package protocol Called {
  var name: String { get }
  var numbers: [String] { get }
}

extension PeerRow: Called {
  package var numbers: [String] {
    [node.description] + (service.map { [$0.description] } ?? [])
  }
}
