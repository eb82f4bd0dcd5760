import Consent
public import Envelope
public import Replication
public import Store

/// The other nodes that this one knows. Protocol/pairing.md.
extension Replica {
  /// What this node says of itself when it meets another.
  public func presentation(addresses: [String]) throws -> Presentation {
    try read { ledger in
      let statements = try ledger.statements(in: .service(service))
      let genesis = statements.first { $0.id.bytes == service.bytes }
      let operatorKey = try serviceView(service, ledger).nodes.first { $0.key == node }?.operatorKey
      let enrolment = statements.first {
        if case .nodeEnrolled(node, operatorKey) = $0.act { true } else { false }
      }
      return Presentation(
        nodeKey: node, operatorKey: operatorKey, genesis: genesis?.bytes ?? [],
        addresses: addresses, enrolment: enrolment?.bytes ?? [])
    }
  }

  /// Keeps a peer that holds the other end of an invitation, until both operators compared strings.
  @discardableResult
  package func keepProven(_ peer: PairedPeer, into ledger: LedgerWriter, at now: Instant) throws
    -> PeerRow
  {
    var row = PeerRow(node: peer.presentation.nodeKey, state: .proven)
    row.own = peer.own
    row.addresses = peer.presentation.addresses
    row.sas = peer.string.description
    row.operatorKey = peer.presentation.operatorKey
    if peer.own && peer.presentation.genesis.isEmpty {
      row.service = service
      row.name = try serviceView(service, ledger).genesis?.name ?? ""
    } else {
      let genesis = try StatementCodec.prove(
        SealedStatement(bytes: peer.presentation.genesis))
      guard case .genesis(let content) = genesis.act, let theirs = ServiceID(genesis.id.bytes),
        peer.own == (theirs == service)
      else { throw ReplicaError.invitationForOtherService }
      row.service = theirs
      row.name = try isEnrolled(peer.presentation, in: theirs, content, ledger) ? content.name : ""
      _ = try admit(
        SealedStatement(bytes: genesis.bytes), attachments: [], from: .ourselves, into: ledger,
        at: now)
    }
    try ledger.savePeer(row)
    return row
  }

  /// Whether the service that a presentation names has enrolled this node and this operator: as its log is known here, or
  /// by the statement that the presentation brings, signed by the operator that the genesis names or by one known here.
  private func isEnrolled(
    _ presentation: Presentation, in theirs: ServiceID, _ genesis: Genesis, _ ledger: LedgerReader
  ) throws -> Bool {
    let view = try serviceView(theirs, ledger)
    if let node = view.nodes.first(where: { $0.key == presentation.nodeKey }) {
      return !node.isEnded && node.operatorKey == presentation.operatorKey
    }
    let enrolment: ProvenStatement
    do {
      enrolment = try StatementCodec.prove(SealedStatement(bytes: presentation.enrolment))
    } catch {
      return false
    }
    guard enrolment.log == .service(theirs), let named = presentation.operatorKey,
      enrolment.act == .nodeEnrolled(node: presentation.nodeKey, operator: named)
    else { return false }
    return (view.operators + [genesis.operatorKey, genesis.rootKey]).contains(enrolment.author)
  }

  /// A service enrolled a node: peers that claimed to be of it, and now are, take its name.
  package func nameEnrolled(in id: ServiceID, into ledger: LedgerWriter) throws {
    let nameless = try ledger.peers().filter { $0.service == id && $0.name.isEmpty }
    guard !nameless.isEmpty, let genesis = try serviceView(id, ledger).genesis else { return }
    for var row in nameless where try isEnrolled(row, ledger) {
      row.name = genesis.name
      try ledger.savePeer(row)
    }
  }

  /// The service of a peer ended it: nothing more is exchanged with it, and it is told so.
  package func removeEnded(
    _ node: SigningKey, of service: ServiceID, into ledger: LedgerWriter
  ) throws {
    guard var row = try ledger.peer(node), row.service == service, row.state == .verified else {
      return
    }
    row.state = .removed
    try ledger.savePeer(row)
    try ledger.forgetParked(from: node)
  }

  /// Every node that this one was ever paired with, ascending by key.
  public func listPeers() throws -> [PeerRow] {
    try read { try $0.peers().sorted { $0.node < $1.node } }
  }

  /// How many of them the disk altered: which nodes they were, and where each stood, is not known here any more.
  public func damagedPeers() throws -> Int { try read { try $0.damagedPeers() } }

  /// Whether an unknown key may be listened to: somebody holds an invitation that has neither expired nor been
  /// used.
  public func isInviting(at now: Instant) throws -> Bool {
    try read { try $0.hasOpenInvitation(at: now) }
  }

  /// Peers that both operators verified: one that `typed` names, or all, in order of their keys.
  ///
  ///     try replica.verifiedPeers("Atelier").map(\.name)
  public func verifiedPeers(_ typed: String?) throws -> [PeerRow] {
    try read { ledger in
      guard let typed else {
        return try ledger.peers().filter { $0.state == .verified }.sorted { $0.node < $1.node }
      }
      let row = try peer(typed, ledger)
      guard row.state == .verified else { throw ReplicaError.peerNotVerified(row.name) }
      return [row]
    }
  }
}
