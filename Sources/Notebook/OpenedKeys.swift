import Envelope

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
final class WorkerKeys {
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
