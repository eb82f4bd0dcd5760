@testable import Envelope

/// Scenarios of rows sealed under a root or to a box, and of pairs.
extension VectorScenarios {
  /// A ring with one root, whose key stands in the vector.
  private static func ring(
    _ vector: inout Vector, using chance: inout SeededGenerator
  ) -> (keyring: Keyring, root: RootID) {
    let keyring = Keyring()
    vector.bytes("root_key", chance.upcoming())
    let root = keyring.makeRoot(using: &chance)
    vector.bytes("root", root.bytes)
    return (keyring, root)
  }

  /// A box pair, whose secret stands in the vector.
  private static func box(
    _ vector: inout Vector, using chance: inout SeededGenerator
  ) -> BoxKey {
    vector.bytes("box_secret", chance.upcoming())
    let box = BoxPair(using: &chance).publicKey
    vector.bytes("box", box.bytes)
    return box
  }

  static func ownWrap() throws -> Vector {
    var chance = SeededGenerator(seed: 110)
    var vector = Vector("own-wrap", kind: "own-wrap", about: "An epoch key under the content root")
    let (keyring, root) = ring(&vector, using: &chance)
    vector.bytes("epoch_key", chance.upcoming())
    let epoch = keyring.makeEpoch(using: &chance)
    vector.bytes("epoch", epoch.bytes)
    vector.bytes("nonce", chance.upcoming(24))
    vector.bytes("row", try keyring.sealEpoch(epoch, under: root, using: &chance))
    return vector
  }

  static func boxWrap() throws -> Vector {
    var chance = SeededGenerator(seed: 111)
    var vector = Vector("box-wrap", kind: "box-wrap", about: "An epoch key for a recipient's box")
    let keyring = Keyring()
    let box = box(&vector, using: &chance)
    vector.bytes("epoch_key", chance.upcoming())
    let epoch = keyring.makeEpoch(using: &chance)
    vector.bytes("epoch", epoch.bytes)
    vector.bytes("ephemeral_secret", chance.upcoming())
    vector.bytes("row", try keyring.sealEpoch(epoch, to: box, using: &chance))
    return vector
  }

  static func rootWrap() throws -> Vector {
    var chance = SeededGenerator(seed: 112)
    var vector = Vector("root-wrap", kind: "root-wrap", about: "A content root for a device's box")
    let (keyring, root) = ring(&vector, using: &chance)
    let box = box(&vector, using: &chance)
    vector.bytes("ephemeral_secret", chance.upcoming())
    vector.bytes("row", try keyring.sealRoot(root, to: box, using: &chance))
    return vector
  }

  static func earlierRoots() throws -> Vector {
    var chance = SeededGenerator(seed: 113)
    var vector = Vector(
      "earlier-roots", kind: "earlier-roots", about: "Two earlier roots under a later one")
    let (keyring, root) = ring(&vector, using: &chance)
    vector.bytes("earlier_keys", chance.upcoming(64))
    let earlier = (0..<2).map { _ in keyring.makeRoot(using: &chance) }
    vector.bytes("earlier", earlier.flatMap(\.bytes))
    vector.bytes("nonce", chance.upcoming(24))
    vector.bytes("row", try keyring.sealRoots(earlier, under: root, using: &chance))
    return vector
  }

  static func boxSecret() throws -> Vector {
    var chance = SeededGenerator(seed: 114)
    var vector = Vector(
      "box-secret", kind: "box-secret", about: "A service's box secret under its root")
    let (keyring, root) = ring(&vector, using: &chance)
    vector.bytes("box_secret", chance.upcoming())
    let box = keyring.makeBox(using: &chance)
    vector.bytes("box", box.bytes)
    vector.bytes("nonce", chance.upcoming(24))
    vector.bytes("row", try keyring.sealBox(box, under: root, using: &chance))
    return vector
  }

  static func record() throws -> Vector {
    var chance = SeededGenerator(seed: 115)
    var vector = Vector("record", kind: "record", about: "A record of the own log")
    let (keyring, root) = ring(&vector, using: &chance)
    let (record, context) = (Array("un accord".utf8), Array("here".utf8))
    vector.bytes("record", record)
    vector.bytes("context", context)
    vector.bytes("nonce", chance.upcoming(24))
    vector.bytes(
      "row", try keyring.sealRecord(record, context: context, under: root, using: &chance))
    return vector
  }

  static func grant() throws -> Vector {
    var chance = SeededGenerator(seed: 116)
    var vector = Vector("grant", kind: "grant", about: "The three rows of a grant")
    let (keyring, root) = ring(&vector, using: &chance)
    let box = box(&vector, using: &chance)
    let content = Array("Nadia, papiers".utf8)
    vector.bytes("content", content)
    vector.bytes("grant_key", chance.upcoming())
    vector.bytes("nonce", chance.upcoming(24, after: 32))
    vector.bytes("wrap_nonce", chance.upcoming(24, after: 56))
    vector.bytes("ephemeral_secret", chance.upcoming(32, after: 80))
    let rows = try keyring.makeGrantKey(sealing: content, under: root, to: box, using: &chance)
    vector.bytes("sealed", rows.sealed)
    vector.bytes("owner_wrap", rows.ownerWrap)
    vector.bytes("recipient_wrap", rows.recipientWrap)
    return vector
  }

  static func controlRow() -> Vector {
    var chance = SeededGenerator(seed: 117)
    var vector = Vector("control-row", kind: "control-row", about: "A row of control data at rest")
    vector.bytes("key", chance.upcoming())
    let key = SecretKey(using: &chance)
    let (row, context) = (Array("peer".utf8), Array("peers/1".utf8))
    vector.bytes("plain", row)
    vector.bytes("context", context)
    vector.bytes("nonce", chance.upcoming(24))
    vector.bytes("row", ControlSeal(key: key).seal(row, context: context, using: &chance))
    return vector
  }

  static func deviceKeys() -> Vector {
    var chance = SeededGenerator(seed: 118)
    var vector = Vector(
      "device-keys", kind: "device-keys", about: "The pairs of a device, from its seed")
    vector.bytes("seed", chance.upcoming())
    let keys = DeviceKeys(seed: SecretKey(using: &chance))
    vector.bytes("signing", keys.signing.publicKey.bytes)
    vector.bytes("box", keys.box.publicKey.bytes)
    return vector
  }

  static func certificate() -> Vector {
    var chance = SeededGenerator(seed: 119)
    var vector = Vector(
      "certificate", kind: "certificate", about: "A node's TLS identity, from its seed")
    vector.bytes("seed", chance.upcoming())
    let made = NodeCertificate.make(for: SigningPair(using: &chance))
    vector.bytes("certificate", made.certificateDER)
    vector.bytes("private_key", made.privateKeyDER)
    return vector
  }
}
