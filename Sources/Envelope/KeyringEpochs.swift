// Box secrets, epoch keys and sealed records.
extension Keyring {
  // MARK: Boxes

  /// A fresh X25519 pair; the ring keeps the secret.
  public func makeBox(using chance: inout some RandomNumberGenerator) -> BoxKey {
    keepBox(arena.store { Chance.fill($0, using: &chance) })
  }

  public func holds(_ box: BoxKey) -> Bool { boxSlots[box] != nil }

  /// The secret of a box key, sealed under a root: root id ‖ nonce ‖ sealed.
  public func sealBox(
    _ box: BoxKey, under root: RootID, using chance: inout some RandomNumberGenerator
  ) throws(EnvelopeError) -> [UInt8] {
    try sealUnderRoot(boxKey(box), root, .boxSecret, context: box.bytes, using: &chance)
  }

  /// Adds the secret of `box`. When `root` is given, the row must be under that one.
  public func openBox(
    _ box: BoxKey, sealed row: [UInt8], under root: RootID? = nil
  ) throws(EnvelopeError) {
    guard boxSlots[box] == nil else { return }
    if let root, try rowUnderRoot(row, subject: .boxWrap).root != root { throw .keyMismatch }
    let slot = try openKeyUnderRoot(row, .boxSecret, context: box.bytes, as: .boxWrap)
    guard BoxPair.publicKey(of: arena.view(slot)) == box else {
      arena.wipe(slot)
      throw .keyMismatch
    }
    boxSlots[box] = slot
  }

  @discardableResult
  private func keepBox(_ slot: KeyArena.Slot) -> BoxKey {
    let box = BoxPair.publicKey(of: arena.view(slot))
    if boxSlots[box] == nil { boxSlots[box] = slot } else { arena.wipe(slot) }
    return box
  }

  // MARK: Epochs

  public func makeEpoch(using chance: inout some RandomNumberGenerator) -> EpochID {
    let slot = arena.store { Chance.fill($0, using: &chance) }
    let epoch = KeyName.epoch(arena.view(slot))
    if epochSlots[epoch] == nil { epochSlots[epoch] = slot } else { arena.wipe(slot) }
    return epoch
  }

  public func holds(_ epoch: EpochID) -> Bool { epochSlots[epoch] != nil }

  /// Those whose keys it holds, in no order.
  public var epochs: [EpochID] { Array(epochSlots.keys) }

  /// Wipes an epoch key.
  public func forget(_ epoch: EpochID) {
    guard let slot = epochSlots.removeValue(forKey: epoch) else { return }
    arena.wipe(slot)
  }

  /// The own wrap: root id ‖ nonce ‖ sealed key.
  public func sealEpoch(
    _ epoch: EpochID, under root: RootID, using chance: inout some RandomNumberGenerator
  ) throws(EnvelopeError) -> [UInt8] {
    try sealUnderRoot(epochKey(epoch), root, .ownWrap, context: epoch.bytes, using: &chance)
  }

  /// Adds the epoch named; throws `.missingRoot`, `.sealed(.epochWrap)` or `.keyMismatch`.
  public func openEpoch(_ epoch: EpochID, ownWrap: [UInt8]) throws(EnvelopeError) {
    guard epochSlots[epoch] == nil else { return }
    try keepEpoch(
      openKeyUnderRoot(ownWrap, .ownWrap, context: epoch.bytes, as: .epochWrap), as: epoch)
  }

  /// The box wrap: the key in a sealed box, 80 bytes.
  public func sealEpoch(
    _ epoch: EpochID, to box: BoxKey, using chance: inout some RandomNumberGenerator
  ) throws(EnvelopeError) -> [UInt8] {
    let key = try epochKey(epoch)
    return try SealedBox.seal(key, to: box, ephemeral: SecretKey(using: &chance))
  }

  /// Adds the epoch named, from the wrap for one of this service's box keys.
  public func openEpoch(
    _ epoch: EpochID, boxWrap: [UInt8], box: BoxKey
  ) throws(EnvelopeError) {
    guard epochSlots[epoch] == nil else { return }
    let slot = try openBoxed(boxWrap, recipient: box, secret: boxKey(box), as: .epochWrap)
    try keepEpoch(slot, as: epoch)
  }

  private func keepEpoch(_ slot: KeyArena.Slot, as epoch: EpochID) throws(EnvelopeError) {
    guard KeyName.epoch(arena.view(slot)) == epoch else {
      arena.wipe(slot)
      throw .keyMismatch
    }
    epochSlots[epoch] = slot
  }

  // MARK: Records

  /// A record of control data that only the owner's workers read: root id ‖ nonce ‖ sealed.
  /// `context` says what it is and where it stands; it is not in the row.
  public func sealRecord(
    _ record: [UInt8], context: [UInt8], under root: RootID,
    using chance: inout some RandomNumberGenerator
  ) throws(EnvelopeError) -> [UInt8] {
    try record.borrowBytes { bytes throws(EnvelopeError) in
      try sealUnderRoot(bytes, root, .record, context: context, using: &chance)
    }
  }

  /// Throws `.missingRoot`, or `.sealed(.record)` for another context or altered bytes.
  public func openRecord(_ row: [UInt8], context: [UInt8]) throws(EnvelopeError) -> [UInt8] {
    let (root, rest) = try rowUnderRoot(row, subject: .record)
    return try AEAD.open(
      rest, key: rootKey(root), associated: Domain.record.bytes + root.bytes + context, as: .record)
  }
}
