import CaseFile
import Consent
public import Envelope
public import Replica
public import Replication
public import Store
import Wire

/// A copy of a home that takes keys of its own where it stands: it keeps all that it holds, and speaks as a further node of
/// the service. Protocol/vault.md, "Twins".
///
/// Its old operator enrols the new node, and its old device admits the new one: nobody is asked who had no say before.
public final class OwnKeys {
  let keys: NewNode
  let notebook: Notebook

  fileprivate init(keys: NewNode, notebook: Notebook) {
    (self.keys, self.notebook) = (keys, notebook)
  }

  public var node: SigningKey { keys.room.pair.publicKey }

  /// The new side of the TLS handshake.
  public var certificate: NodeCertificate { NodeCertificate.make(for: keys.room.pair) }

  /// - Throws: `ReplicaError.invitationForOtherService` for one that was not made with `--own`.
  public func joiner(_ invitation: Invitation, addresses: [String]) throws -> Joiner {
    guard invitation.own else { throw ReplicaError.invitationForOtherService }
    return Joiner(
      invitation: invitation,
      presentation: Presentation(
        nodeKey: node, operatorKey: keys.operatorKeys.pair.publicKey, genesis: [],
        addresses: addresses), peerKey: invitation.nodeKey,
      nonce: Identifier<EpochKind>(using: &notebook.chance).bytes)
  }

  /// The inviter answered: from this transaction on the notebook is the new node.
  ///
  /// - Parameters:
  ///   - passphrase: the operator's.
  ///   - worker: that of the worker who opened the notebook; nil when nobody works on it.
  /// - Throws: `ReplicaError.invitationForOwnNode` when the inviter is of another service.
  public func settle(
    _ peer: PairedPeer, dialled: String, passphrase: Passphrase, worker: Passphrase?,
    at now: Instant
  ) throws -> PeerRow {
    let genesis = try StatementCodec.prove(SealedStatement(bytes: peer.presentation.genesis))
    guard genesis.id.bytes == notebook.service.bytes else {
      throw ReplicaError.invitationForOwnNode
    }
    return try notebook.write(at: now) { ledger in
      try notebook.take(keys, passphrase: passphrase, into: ledger, at: now)
      if let worker { try renewDevice(passphrase: worker, into: ledger, at: now) }
      var row = try notebook.replica.keepProven(peer, into: ledger, at: now)
      row.addresses = [dialled] + row.addresses.filter { !$0.utf8.elementsEqual(dialled.utf8) }
      try ledger.savePeer(row)
      // It may have forgotten what its other self has heard since: the inviter is read before anything is claimed.
      try ledger.beginAnew(after: .copied, unread: [row.node], using: &notebook.chance)
      return row
    }
  }

  private func renewDevice(
    passphrase: Passphrase, into ledger: LedgerWriter, at now: Instant
  ) throws {
    guard let session = notebook.atWork else { throw NotebookError.workerOnly }
    try session.renewDevice(passphrase: passphrase, into: ledger, at: now)
  }
}

extension Notebook {
  /// Whether a home is a copy, or was told that it has one: what may take keys of its own. Opens nothing that is sealed.
  ///
  /// - Returns: false where there is no home.
  public static func isCopy(at folder: String) throws -> Bool {
    do {
      let ledger = try Ledger.open(at: folder)
      return try ledger.read { reader in
        guard try reader.meta(Meta.service) != nil else { return false }
        if try reader.meta(Meta.twin) != nil { return true }
        return switch try ledger.regress ?? reader.regress() {
        case .copied, .older, .told: true
        case .lost, nil: false
        }
      }
    } catch StoreError.notAHome {
      return false
    }
  }

  /// Opens a home as its operator and, where somebody works on it, as that worker too.
  public static func open(
    at folder: String, operator passphrase: Passphrase,
    worker: (name: String?, passphrase: Passphrase)?, chance: Randomness
  ) throws -> Notebook {
    let seat = try open(at: folder, with: .operator(passphrase: passphrase), chance: chance)
    guard let worker else { return seat }
    let session = try WorkerSession.open(
      at: folder, with: .worker(name: worker.name, passphrase: worker.passphrase), chance: chance)
    session.operatorKeys = seat.operatorKeys
    return session
  }

  /// Keys for a node of its own, not in use before the inviter has answered.
  public func ownKeys() -> OwnKeys {
    OwnKeys(keys: NewNode(control: nodeKeys.control, using: &chance), notebook: self)
  }

  /// Names of the people whose device on this node is still that of both copies.
  public func sharedDevices() throws -> [String] {
    try read { ledger in
      let names = try replica.serviceView(service, ledger).devices.filter { $0.state != .ended }
        .compactMap { try card($0.card, ledger)?.name }
      return try Set(names).filter { try isInherited($0, ledger) }.sorted()
    }
  }

  /// Whether somebody works on this node.
  public static func hasWorkers(at folder: String) throws -> Bool {
    try Ledger.open(at: folder).read { ledger in
      try ledger.slots().contains { try KeySlot(bytes: $0.bytes).kind == .worker }
    }
  }

  /// The new keys enter the service log and the slots; pairings stay with the other copy.
  fileprivate func take(
    _ keys: NewNode, passphrase: Passphrase, into ledger: LedgerWriter, at now: Instant
  ) throws {
    let old = node
    try state(
      .nodeEnrolled(node: keys.room.pair.publicKey, operator: keys.operatorKeys.pair.publicKey),
      in: .service(service), as: .operator, into: ledger, at: now)
    let inherited = try ledger.slots().filter { row in
      let kind = try KeySlot(bytes: row.bytes).kind
      return kind == .worker || kind == .recovery
    }
    try ledger.setMeta(Meta.inherited, inherited.flatMap(\.label))
    for peer in try ledger.peers() {
      try ledger.removePeer(peer.node)
      try ledger.setRead(peer.node)
    }
    for name in [Meta.twin, Meta.copy, Meta.forgiven, Meta.alone] { try ledger.removeMeta(name) }
    // What followed the copy stands in the other one, which is read first.
    try replica.forgetPutBacks(into: ledger)
    try ledger.setMeta(
      Meta.nodeSeed,
      keys.room.seed.withBytes {
        ControlSeal(key: nodeKeys.control).seal(
          Array($0), context: NodeKeys.context, using: &chance)
      })
    (replica.nodeKeys, operatorKeys) = (keys.room, keys.operatorKeys)
    let slot = try operatorSlot(
      seed: keys.operatorKeys.seed, keys: keys.room, passphrase: passphrase,
      salt: try ledger.meta(Meta.salt) ?? [])
    try ledger.saveSlot(label: slot.label, bytes: slot.bytes)
    try answerAgain(old, into: ledger)
  }

  /// What the node attested under its old key is attested under the new one: whoever asked hears of a further node.
  private func answerAgain(_ old: SigningKey, into ledger: LedgerWriter) throws {
    for share in try replica.allShares(ledger) where share.recipient == service {
      let orders = share.view.withdrawals.map(\.statement) + share.view.erasures.map(\.statement)
      for order in orders
      where share.view.receipts(of: order).contains(where: { $0.node == old }) {
        try ledger.owe(Duty.Answer(to: order, in: share.id))
      }
    }
  }

  /// Whether the slot of somebody on this node opens a device that another copy has too.
  func isInherited(_ name: String, _ ledger: LedgerReader) throws -> Bool {
    guard let label = try slotLabels(of: name, ledger).first else { return false }
    return try inherited(ledger).contains(label)
  }

  /// Somebody has a device of their own: the sheet that opened the other one opens nothing here any more.
  func disinherit(_ name: String, into ledger: LedgerWriter) throws {
    let labels = try slotLabels(of: name, ledger)
    for label in labels.dropFirst() { try ledger.removeSlot(label: label) }
    let left = try inherited(ledger).filter { !labels.contains($0) }
    try ledger.setMeta(Meta.inherited, left.flatMap { $0 })
  }

  private func inherited(_ ledger: LedgerReader) throws -> [[UInt8]] {
    let bytes = try ledger.meta(Meta.inherited) ?? []
    return stride(from: 0, to: bytes.count, by: Digest.length).map {
      Array(bytes[$0...].prefix(Digest.length))
    }
  }
}

extension WorkerSession {
  /// The worker who opened the notebook gets a device of her own on this node, enrolled by its operator and admitted by
  /// the device that she shares with the other copy.
  fileprivate func renewDevice(
    passphrase: Passphrase, into ledger: LedgerWriter, at now: Instant
  ) throws {
    let room = try worker()
    let device = NewDevice(worker: room.worker, seed: SecretKey(using: &chance))
    try enrol(
      device, name: room.name, role: role(), passphrase: passphrase,
      into: ledger, at: now)
    try admit(device.keys.signing.publicKey, by: room, into: ledger, at: now)
    try disinherit(room.name, into: ledger)
  }
}
