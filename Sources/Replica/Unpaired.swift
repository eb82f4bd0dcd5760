import Consent
public import Envelope
public import Store

/// How far the pairing with another service has ended. Protocol/pairing.md, section 1.
public enum Unpaired: Hashable, Sendable {
  /// Our service has no other node: nothing leaves for that one until the services are paired again.
  case whole
  /// This node exchanges with it no more; another node of our service may.
  case here
}

/// What goes on by consents for a service whose pairing ends, by number alone: whoever reads no names may know it.
public struct UnpairedService: Hashable, Sendable {
  public let end: Unpaired
  /// Consents of ours by which something would leave for that service now.
  public let consents: Int
}

extension Replica {
  /// Every node of a service that this one was ever paired with: what left for it has left, whatever became of the pairing.
  package func peersEver(of id: ServiceID, _ ledger: LedgerReader) throws -> [PeerRow] {
    try ledger.peers().filter { $0.service == id && $0.verifiedOn != nil }
  }

  /// Nil for a service that this node still exchanges with, and for one that it was never paired with.
  package func unpaired(from id: ServiceID, _ ledger: LedgerReader) throws -> Unpaired? {
    let known = try peersEver(of: id, ledger)
    guard !known.isEmpty, !known.contains(where: { $0.state == .verified && !$0.hasRemovedUs })
    else { return nil }
    return try hasOtherNodes(ledger) ? .here : .whole
  }

  /// What the end of a pairing leaves of a service; nil where a node of it is still exchanged with.
  ///
  /// - Parameter now: decides which consents have ended.
  public func unpairedService(behind peer: PeerRow, at now: Instant) throws -> UnpairedService? {
    guard let id = peer.service, !peer.own else { return nil }
    return try read { ledger in
      guard let end = try unpaired(from: id, ledger) else { return nil }
      var consents: Set<ConsentID> = []
      for share in try allShares(ledger) where share.owner == service && share.recipient == id {
        for volet in share.openVolets {
          consents.formUnion(share.sending(volet, at: now)?.consents ?? [])
        }
      }
      return UnpairedService(end: end, consents: consents.count)
    }
  }

  /// Names of the services for which consents of ours are in force, or requests to erase are unanswered, and which this
  /// node exchanges with no more.
  ///
  /// - Parameter now: decides which consents have ended.
  public func servicesUnpaired(at now: Instant) throws -> [String] {
    try read { ledger in
      var names: Set<String> = []
      for share in try allShares(ledger) where share.owner == service {
        guard try unpaired(from: share.recipient, ledger) != nil,
          share.openVolets.contains(where: { share.sending($0, at: now) != nil })
            || share.awaitsForgetting
        else { continue }
        let name = share.view.recipient.genesis?.name ?? share.recipient.description
        names.insert(try toldName(name, of: share.recipient, ledger))
      }
      return names.sorted()
    }
  }
}

extension Share {
  /// Some request to forget was answered by nobody.
  fileprivate var awaitsForgetting: Bool {
    let withdrawals = view.withdrawals.filter {
      !$0.purge.isEmpty && view.ordersForgetting($0.statement) && !view.isByRecipient($0)
    }
    return (withdrawals.map(\.statement) + view.erasures.map(\.statement)).contains {
      view.receipts(of: $0).isEmpty
    }
  }
}
