/// The content keys of an unlocked service: roots, box secrets and epoch keys, in locked memory.
///
/// A key is named by its hash (roots, epochs) or by its public key (boxes), and opening checks that it is the
/// one named. Rows are detachable: the ring makes and opens them, and keeps none. Not for two threads.
/// Protocol/keys.md, "Wraps".
public final class Keyring {
  let arena = KeyArena()
  var rootSlots: [RootID: KeyArena.Slot] = [:]
  var boxSlots: [BoxKey: KeyArena.Slot] = [:]
  var epochSlots: [EpochID: KeyArena.Slot] = [:]
  /// In the order in which they were added.
  public private(set) var roots: [RootID] = []

  public init() {}

  /// Bytes of the arena that the system refused to lock; 0 below the limit of locked memory.
  public var unlockedBytes: Int { arena.unlockedBytes }

  // MARK: Roots

  /// Keeps a copy of a content root; adding it again changes nothing.
  @discardableResult
  public func addRoot(_ root: borrowing SecretKey) -> RootID {
    let source = root.view
    return keepRoot(arena.store { $0.copyMemory(from: source) })
  }

  public func makeRoot(using chance: inout some RandomNumberGenerator) -> RootID {
    keepRoot(arena.store { Chance.fill($0, using: &chance) })
  }

  public func holds(_ root: RootID) -> Bool { rootSlots[root] != nil }

  /// Wipes a root.
  public func forget(_ root: RootID) {
    guard let slot = rootSlots.removeValue(forKey: root) else { return }
    roots.removeAll { $0 == root }
    arena.wipe(slot)
  }

  /// The root in a sealed box for a device: 80 bytes.
  public func sealRoot(
    _ root: RootID, to box: BoxKey, using chance: inout some RandomNumberGenerator
  ) throws(EnvelopeError) -> [UInt8] {
    let key = try rootKey(root)
    return try SealedBox.seal(key, to: box, ephemeral: SecretKey(using: &chance))
  }

  /// Adds the root named; throws `.sealed(.rootWrap)` or `.keyMismatch`.
  public func openRoot(
    _ root: RootID, wrap: [UInt8], with box: borrowing BoxPair
  ) throws(EnvelopeError) {
    guard rootSlots[root] == nil else { return }
    let (recipient, secret) = (box.publicKey, box.secret.view)
    let slot = try openBoxed(wrap, recipient: recipient, secret: secret, as: .rootWrap)
    guard KeyName.root(arena.view(slot)) == root else {
      arena.wipe(slot)
      throw .keyMismatch
    }
    keepRoot(slot)
  }

  /// Earlier roots, sealed under a later one: root id ‖ nonce ‖ sealed keys.
  public func sealRoots(
    _ earlier: [RootID], under root: RootID, using chance: inout some RandomNumberGenerator
  ) throws(EnvelopeError) -> [UInt8] {
    guard earlier.count <= StatementLimits.entries else { throw .outOfBounds(.list) }
    let key = try rootKey(root)
    let keys = try earlier.map { id throws(EnvelopeError) in try rootKey(id) }
    let nonce = Chance.bytes(AEAD.nonceLength, using: &chance)
    let sealed = withWipedMemory(keys.count * SecretKey.length) { plaintext in
      for (position, key) in keys.enumerated() {
        UnsafeMutableRawBufferPointer(
          rebasing: plaintext[(position * SecretKey.length)...]
        ).copyMemory(from: key)
      }
      return AEAD.seal(
        UnsafeRawBufferPointer(plaintext), key: key, nonce: nonce,
        associated: Domain.earlierRoots.bytes + root.bytes)
    }
    return root.bytes + nonce + sealed
  }

  /// Adds the roots of such a row, and names them in its order.
  @discardableResult
  public func openRoots(_ row: [UInt8], under root: RootID) throws(EnvelopeError) -> [RootID] {
    let sealed = try rowUnderRoot(row, subject: .rootWrap)
    guard sealed.root == root else { throw .keyMismatch }
    let length = sealed.rest.count - AEAD.overhead
    guard length >= 0, length % SecretKey.length == 0,
      length / SecretKey.length <= StatementLimits.entries
    else { throw .malformed(.rootWrap) }
    let key = try rootKey(root)
    var opened: [RootID] = []
    let isOpen = withWipedMemory(length) { plaintext in
      guard
        AEAD.open(
          sealed.rest, into: plaintext, key: key,
          associated: Domain.earlierRoots.bytes + root.bytes)
      else { return false }
      for start in stride(from: 0, to: length, by: SecretKey.length) {
        let bytes = UnsafeRawBufferPointer(
          rebasing: plaintext[start..<start + SecretKey.length])
        opened.append(keepRoot(arena.store { $0.copyMemory(from: bytes) }))
      }
      return true
    }
    guard isOpen else { throw .sealed(.rootWrap) }
    return opened
  }

  @discardableResult
  private func keepRoot(_ slot: KeyArena.Slot) -> RootID {
    let id = KeyName.root(arena.view(slot))
    guard rootSlots[id] == nil else {
      arena.wipe(slot)
      return id
    }
    rootSlots[id] = slot
    roots.append(id)
    return id
  }
}

/// The names of secret keys: hashes, because XChaCha20-Poly1305 does not commit to its key.
enum KeyName {
  static func root(_ key: UnsafeRawBufferPointer) -> RootID {
    RootID(exactly: digest(.root, key))
  }

  static func epoch(_ key: UnsafeRawBufferPointer) -> EpochID {
    EpochID(exactly: digest(.epoch, key))
  }

  static func digest(_ domain: Domain, _ key: UnsafeRawBufferPointer) -> [UInt8] {
    let digest = StreamingDigest(domain)
    digest.update(key)
    return digest.finish()
  }
}
