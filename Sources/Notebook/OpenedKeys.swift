import CaseFile
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
  /// Parsed once, when she comes in; nil for one that only a newer version knows, and where her card is damaged.
  let role: Role?
  /// As her card says it.
  let roleCode: String
  let worker: WorkerID
  let keys: DeviceKeys
  /// The seed of the device keys, for the worker's recovery slot.
  let seed: SecretKey
  let keyring: Keyring

  init(
    name: String, roleCode: String, worker: WorkerID, seed: consuming SecretKey, keyring: Keyring
  ) {
    (self.name, self.roleCode, self.worker, self.keyring) = (name, roleCode, worker, keyring)
    role = Role(code: roleCode)
    self.keys = DeviceKeys(seed: seed)
    self.seed = seed
  }
}
