public import Envelope
public import Replica
public import Replication
public import Store

/// A further node of a service, before it knows which one: its keys, and a ledger not yet born. Protocol/vault.md, "Birth".
public final class JoiningNode {
  let keys: NewNode
  let ledger: Ledger
  var chance: Randomness

  /// Prepares the folder; nothing of it is a home until `settle`.
  public init(at folder: String, chance: Randomness, gate: CommitGate? = nil) throws {
    var chance = chance
    ledger = try Notebook.unborn(at: folder, gate: gate)
    keys = NewNode(using: &chance)
    self.chance = chance
  }

  public var node: SigningKey { keys.room.pair.publicKey }

  /// Our side of the TLS handshake.
  public var certificate: NodeCertificate { NodeCertificate.make(for: keys.room.pair) }

  /// Our side of a pairing with a node of our own service, where this one has no service yet.
  ///
  /// - Throws: `ReplicaError.invitationForOtherService` for an invitation of another kind.
  public func joiner(_ invitation: Invitation, addresses: [String]) throws -> Joiner {
    guard invitation.own else { throw ReplicaError.invitationForOtherService }
    return Joiner(
      invitation: invitation,
      presentation: Presentation(
        nodeKey: node, operatorKey: keys.operatorKeys.pair.publicKey, genesis: [],
        addresses: addresses), peerKey: invitation.nodeKey,
      nonce: Identifier<EpochKind>(using: &chance).bytes)
  }

  /// The inviter said which service this is: the home is born.
  ///
  /// - Parameter addresses: `host:port` where this node is reached, for its invitations.
  public func settle(
    _ peer: PairedPeer, dialled: String, passphrase: Passphrase, addresses: [String] = [],
    at now: Instant
  ) throws -> (birth: Birth, peer: PeerRow) {
    try Notebook.checkNew(passphrase)
    let genesis = try StatementCodec.prove(SealedStatement(bytes: peer.presentation.genesis))
    guard case .genesis = genesis.act, let service = ServiceID(genesis.id.bytes) else {
      throw ReplicaError.invitationForOtherService
    }
    ledger.unlock(ControlSeal(key: keys.room.control), using: chance)
    let notebook = Notebook(
      at: Replica(ledger: ledger, service: service, node: keys.room, chance: chance))
    notebook.operatorKeys = keys.operatorKeys
    let bootKey = SecretKey(using: &notebook.chance)
    let row = try notebook.write(at: now) { ledger in
      try notebook.settle(keys, bootKey: bootKey, passphrase: passphrase, into: ledger)
      try notebook.keep(addresses, into: ledger)
      var row = try notebook.replica.keepProven(peer, into: ledger, at: now)
      row.addresses = [dialled] + row.addresses.filter { !$0.utf8.elementsEqual(dialled.utf8) }
      try ledger.savePeer(row)
      return row
    }
    return (
      Birth(notebook: notebook, bootKey: bootKey.withBytes { Array($0) }, rootSheet: nil), row
    )
  }
}
