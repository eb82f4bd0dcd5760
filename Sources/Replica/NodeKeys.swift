package import Envelope

/// What the node tier holds: the node's identity and nothing that reads a note. Protocol/vault.md, "Tiers".
package final class NodeKeys {
  package let pair: SigningPair
  /// The 32-byte seed of the identity, for the slots of people who enter later.
  package let seed: SecretKey
  /// The node control key, for the same purpose.
  package let control: SecretKey

  /// Where the seed of a copy's own identity stands.
  package static let context = Array("node seed".utf8)

  package init(seed: consuming SecretKey, control: consuming SecretKey) {
    self.pair = SigningPair(seed: seed)
    self.seed = seed
    self.control = control
  }
}
