import CSodium

// What every kind of row shares: keys by name, and rows that begin with the id of their root.
extension Keyring {
  func rootKey(_ root: RootID) throws(EnvelopeError) -> UnsafeRawBufferPointer {
    guard let slot = rootSlots[root] else { throw .missingRoot(root) }
    return arena.view(slot)
  }

  func boxKey(_ box: BoxKey) throws(EnvelopeError) -> UnsafeRawBufferPointer {
    guard let slot = boxSlots[box] else { throw .missingBox(box) }
    return arena.view(slot)
  }

  func epochKey(_ epoch: EpochID) throws(EnvelopeError) -> UnsafeRawBufferPointer {
    guard let slot = epochSlots[epoch] else { throw .missingEpoch(epoch) }
    return arena.view(slot)
  }

  /// root id ‖ nonce ‖ sealed.
  func sealUnderRoot(
    _ plaintext: UnsafeRawBufferPointer, _ root: RootID, _ domain: Domain, context: [UInt8],
    using chance: inout some RandomNumberGenerator
  ) throws(EnvelopeError) -> [UInt8] {
    let key = try rootKey(root)
    let nonce = Chance.bytes(AEAD.nonceLength, using: &chance)
    return root.bytes + nonce
      + AEAD.seal(
        plaintext, key: key, nonce: nonce, associated: domain.bytes + root.bytes + context)
  }

  /// The root that a row names, and what follows its id.
  func rowUnderRoot(
    _ row: [UInt8], subject: EnvelopeError.Subject
  ) throws(EnvelopeError) -> (root: RootID, rest: ArraySlice<UInt8>) {
    guard row.count >= RootKind.length + AEAD.overhead,
      let root = RootID(row[..<RootKind.length])
    else { throw .malformed(subject) }
    return (root, row[RootKind.length...])
  }

  /// A key sealed under a root, opened into the arena.
  func openKeyUnderRoot(
    _ row: [UInt8], _ domain: Domain, context: [UInt8], as subject: EnvelopeError.Subject
  ) throws(EnvelopeError) -> KeyArena.Slot {
    let (root, rest) = try rowUnderRoot(row, subject: subject)
    guard rest.count == AEAD.overhead + SecretKey.length else { throw .malformed(subject) }
    let key = try rootKey(root)
    let associated = domain.bytes + root.bytes + context
    return try arena.store { target throws(EnvelopeError) in
      guard AEAD.open(rest, into: target, key: key, associated: associated) else {
        throw .sealed(subject)
      }
    }
  }

  /// A key in a sealed box, opened into the arena.
  func openBoxed(
    _ wrap: [UInt8], recipient: BoxKey, secret: UnsafeRawBufferPointer,
    as subject: EnvelopeError.Subject
  ) throws(EnvelopeError) -> KeyArena.Slot {
    guard wrap.count == SealedBox.overhead + SecretKey.length else { throw .malformed(subject) }
    return try arena.store { target throws(EnvelopeError) in
      guard SealedBox.open(wrap, into: target, recipient: recipient, secret: secret) else {
        throw .sealed(subject)
      }
    }
  }
}

/// Lends `count` bytes that are wiped afterwards.
func withWipedMemory<Result: ~Copyable>(
  _ count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Result
) -> Result {
  withUnsafeTemporaryAllocation(byteCount: count, alignment: 16) { memory in
    defer { sodium_memzero(memory.octets, memory.count) }
    return body(memory)
  }
}
