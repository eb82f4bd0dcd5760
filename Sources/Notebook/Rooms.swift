import Envelope

/// What the node tier holds: the node's identity and nothing that reads a note. Protocol/vault.md, "Tiers".
final class NodeKeys {
  let pair: SigningPair
  /// The 32-byte seed of the identity, for the slots of people who enter later.
  let seed: SecretKey
  /// The node control key, for the same purpose.
  let control: SecretKey

  /// Where the seed of a copy's own identity stands.
  static let context = Array("node seed".utf8)

  init(seed: consuming SecretKey, control: consuming SecretKey) {
    self.pair = SigningPair(seed: seed)
    self.seed = seed
    self.control = control
  }
}

/// What the operator's passphrase opens.
final class OperatorKeys {
  let pair: SigningPair
  let seed: SecretKey

  init(seed: consuming SecretKey) {
    self.pair = SigningPair(seed: seed)
    self.seed = seed
  }
}

/// What a worker's passphrase opens.
final class WorkerRoom {
  let name: String
  let role: String
  let worker: WorkerID
  let keys: DeviceKeys
  /// The seed of the device keys, for the worker's recovery slot.
  let seed: SecretKey
  let keyring: Keyring

  init(name: String, role: String, worker: WorkerID, seed: consuming SecretKey, keyring: Keyring) {
    (self.name, self.role, self.worker, self.keyring) = (name, role, worker, keyring)
    self.keys = DeviceKeys(seed: seed)
    self.seed = seed
  }
}
