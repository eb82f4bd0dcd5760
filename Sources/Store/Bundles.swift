public import CRDT
public import Consent
public import Envelope
import GRDB

/// What is to be done with a bundle that is kept here.
public enum BundleState: Int64, Hashable, Sendable, CaseIterable {
  /// Made or opened here: everything in it is kept change by change too, and it stays until its peers have it.
  case made = 0
  /// Received, and not opened yet: nothing else here holds what is in it.
  case unopened = 1
  /// Received, and it does not open under keys that are here.
  case stuck = 2
}

/// A bundle that came from a peer and waits to be opened.
public struct ReceivedBundle: Hashable, Sendable {
  public var bundle: ProvenBundle
  public var secretRow: [UInt8]
  /// The service whose notes are in it; nil for ours.
  public var owner: ServiceID?
  public var peer: SigningKey
  /// Whether the peer is a node of our service.
  public var own: Bool
}

extension LedgerReader {
  /// Needs no unlocking; nil when it is not here or no longer.
  public func bundle(_ id: BundleID) throws -> (bundle: ProvenBundle, secretRow: [UInt8])? {
    guard let row = try row("SELECT envelope, secret FROM bundle WHERE id = ?", .id(id)) else {
      return nil
    }
    return (try reread(row.bytes(0), id, secretRow: row.bytes(1)), try row.bytes(1))
  }

  public func holds(bundle id: BundleID) throws -> Bool {
    try exists("SELECT 1 FROM bundle WHERE id = ?", .id(id))
  }

  /// Whether it is here as one of this service's; nil for ours.
  public func holds(bundle id: BundleID, of owner: ServiceID?) throws -> Bool {
    try exists("SELECT 1 FROM bundle WHERE id = ? AND owner = ?", .id(id), .owner(owner))
  }

  /// In order of arrival.
  public func bundles(in state: BundleState) throws -> [BundleID] {
    try rows("SELECT id FROM bundle WHERE state = ? ORDER BY number", .integer(state.rawValue))
      .map { try $0.id(0) }
  }

  /// Nil for one that was made here or is not here.
  public func received(bundle id: BundleID) throws -> ReceivedBundle? {
    guard
      let row = try row(
        "SELECT envelope, secret, peer, own, owner FROM bundle WHERE id = ? AND peer IS NOT NULL",
        .id(id))
    else { return nil }
    return ReceivedBundle(
      bundle: try reread(row.bytes(0), id, secretRow: row.bytes(1)), secretRow: try row.bytes(1),
      owner: try row.owner(4), peer: try row.id(2), own: try row.flag(3))
  }

  /// Changes that a bundle takes to this peer in their stead, in the order in which they were queued.
  public func carried(by bundle: BundleID, to peer: SigningKey) throws -> [ChangeID] {
    try rows(
      "SELECT item FROM outbox WHERE carrier = ? AND peer = ? AND item IS NOT NULL",
      .id(bundle), .id(peer)
    ).map { try $0.changeID(0) }
  }

  /// Changes of one device that wait to be sent to this peer, alone so far, in the order in which they were queued.
  public func queuedChanges(
    to peer: SigningKey, by device: SigningKey
  ) throws -> [(id: ChangeID, volet: VoletTag, epoch: EpochID)] {
    try rows(
      """
      SELECT change.id, change.volet, change.epoch
      FROM outbox JOIN change ON change.id = outbox.item
      WHERE outbox.peer = ? AND outbox.control = 0 AND outbox.position IS NULL
      AND change.device = ? ORDER BY outbox.number
      """, .id(peer), .id(device)
    ).map { (try $0.changeID(0), try $0.id(1), try $0.id(2)) }
  }

  /// Changes that this peer has not acknowledged, alone or in a bundle.
  public func pendingChanges(to peer: SigningKey) throws -> [ChangeID] {
    try pendingItems(peer: peer, control: false).flatMap { item -> [ChangeID] in
      switch item {
      case .statement, .access: []
      case .change(let id): [id]
      case .bundle(let id): try carried(by: id, to: peer)
      }
    }
  }

  /// How many changes bundles at these positions carried, those refused left out and one for each left out.
  public func carriedBeyondOne(
    to peer: SigningKey, after: UInt64, through: UInt64
  ) throws -> Int {
    try rows(
      """
      SELECT item FROM outbox WHERE peer = ? AND control = 0 AND position > ? AND position <= ?
      AND kind = 2 AND item IS NOT NULL AND refused = 0
      """, .id(peer), .position(after), .position(through)
    ).reduce(0) { sum, bundle in
      let carried = try row(
        "SELECT count(*) FROM outbox WHERE carrier = ? AND peer = ?", .bytes(bundle.bytes(0)),
        .id(peer))
      return sum + max(0, Int(try carried?.integer(0) ?? 0) - 1)
    }
  }

  /// Peers whose content is to be fetched again from the beginning, since a disk altered or lost what they had sent.
  public func feedsToFetchAgain() throws -> Int {
    try peers().reduce(0) { count, peer in
      try count + (holds(peer: peer.node, control: false)?.position == 0 ? 1 : 0)
    }
  }

  /// The hashes of both parts are checked again, since disks rot; the signature was, when the bundle came in.
  private func reread(
    _ bytes: [UInt8], _ id: BundleID, secretRow: [UInt8]
  ) throws -> ProvenBundle {
    let bundle: ProvenBundle
    do {
      bundle = try BundleCodec.reread(SealedBundle(bytes: bytes), keptAs: id)
    } catch {
      throw StoreError.damaged
    }
    guard SecretHash(ofBundleRow: secretRow) == bundle.header.secretHash else {
      throw StoreError.damaged
    }
    return bundle
  }
}

extension LedgerWriter {
  /// Keeps a bundle made here (`peer` nil) or received. False, and nothing is kept, when it was here already. Nothing else
  /// puts one in.
  @discardableResult
  public func insertBundle(
    _ judged: consuming JudgedBundle, secretRow: [UInt8],
    from peer: (node: SigningKey, own: Bool)? = nil
  ) throws -> Bool {
    let (bundle, owner) = (judged.proven, judged.owner)
    guard try !holds(bundle: bundle.id) else { return false }
    try run(
      """
      INSERT INTO bundle (id, volet, owner, peer, own, state, envelope, secret)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, .id(bundle.id), .id(bundle.header.volet), .owner(owner),
      peer.map { .id($0.node) } ?? .null,
      .flag(peer?.own ?? true),
      .integer((peer == nil ? BundleState.made : .unopened).rawValue), .bytes(bundle.bytes),
      .bytes(secretRow))
    for epoch in bundle.header.epochs {
      try run(
        "INSERT INTO bundle_epoch (epoch, bundle) SELECT ?, number FROM bundle WHERE id = ?",
        .id(epoch), .id(bundle.id))
    }
    return true
  }

  public func set(bundle id: BundleID, _ state: BundleState) throws {
    try run("UPDATE bundle SET state = ? WHERE id = ?", .integer(state.rawValue), .id(id))
  }

  /// What still names it in a feed finds nothing there, and is sent change by change.
  public func removeBundle(_ id: BundleID) throws {
    try run("DELETE FROM bundle WHERE id = ?", .id(id))
  }

  /// Bundles made here of this volet go: their changes are sent one by one to whoever lacks them.
  func removeBundlesMade(in volet: VoletTag, of owner: ServiceID?) throws {
    try run(
      "DELETE FROM bundle WHERE volet = ? AND state = ? AND owner = ?", .id(volet),
      .integer(BundleState.made.rawValue), .owner(owner))
    if changed > 0 { try owe() }
  }

  /// Every bundle of a service that opens with the key of this epoch goes, opened or not.
  func removeBundles(under epoch: EpochID, of owner: ServiceID?) throws {
    try run(
      """
      DELETE FROM bundle WHERE owner = ?
      AND number IN (SELECT bundle FROM bundle_epoch WHERE epoch = ?)
      """, .owner(owner), .id(epoch))
    if changed > 0 { try owe() }
  }

  /// Queues a bundle for this peer instead of changes that wait there, or, for changes that were not queued yet, beside
  /// it: they count as queued, and are sent alone only if the bundle is not.
  public func carry(
    _ changes: some Sequence<ChangeID>, by bundle: BundleID, to peer: SigningKey
  ) throws {
    try enqueue(.bundle(bundle), to: peer, control: false)
    for change in changes {
      try enqueue(.change(change), to: peer, control: false)
      try run(
        """
        UPDATE outbox SET carrier = ?, position = -number
        WHERE item = ? AND peer = ? AND position IS NULL
        """, .id(bundle), .bytes(change.bytes), .id(peer))
    }
  }

  /// The bundle does not reach this peer: what it carried there is queued, behind all that is.
  public func uncarry(_ bundle: BundleID, to peer: SigningKey) throws {
    for change in try carried(by: bundle, to: peer) {
      try run("DELETE FROM outbox WHERE item = ? AND peer = ?", .bytes(change.bytes), .id(peer))
      try enqueue(.change(change), to: peer, control: false)
    }
  }

  /// Nothing of the content of whatever feed brought this item counts as held, so that its sender begins anew.
  ///
  /// - `peers`: who is asked, of those who brought it; nil for all of them.
  public func forgetHeldContent(
    through item: FeedEntry, broughtBy peers: [SigningKey]? = nil
  ) throws {
    let brought = try rows("SELECT peer FROM inbox WHERE item = ?", .bytes(item.bytes)).map {
      try $0.id(0) as SigningKey
    }
    for peer in brought where peers?.contains(peer) ?? true {
      try run("UPDATE held_feed SET position = 0 WHERE control = 0 AND peer = ?", .id(peer))
      try run("DELETE FROM inbox WHERE item = ? AND peer = ?", .bytes(item.bytes), .id(peer))
    }
  }

  /// Bundles made here that every peer they were queued for has acknowledged are not needed any more.
  public func removeDeliveredBundles() throws {
    for id in try bundles(in: .made) {
      let isAwaited = try exists(
        """
        SELECT 1 FROM outbox JOIN feed ON feed.peer = outbox.peer AND feed.control = 0
        WHERE outbox.item = ? AND outbox.refused = 0
        AND (outbox.position IS NULL OR outbox.position > feed.acked)
        """, .id(id))
      if !isAwaited { try removeBundle(id) }
    }
  }
}
