import CSodium
import Testing

@testable import Envelope

@Suite("Seals and hashes")
struct SealTests {
  @Test(
    "Our sealed boxes open with libsodium's own function, and its boxes with ours", arguments: 0..<8
  )
  func sealedBox(seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    let secret = SecretKey(using: &chance)
    let box = BoxPair(secret: secret)
    let message = Chance.bytes(Int.random(in: 0...100, using: &chance), using: &chance)
    let ours = try SealedBox.seal(message, to: box.publicKey, using: &chance)
    let secretBytes = secret.withBytes { Array($0) }
    var opened = [UInt8](repeating: 0, count: message.count + 1)
    let status = crypto_box_seal_open(
      &opened, ours, UInt64(ours.count), box.publicKey.bytes, secretBytes)
    #expect(status == 0, "seed \(seed)")
    #expect(Array(opened.dropLast()) == message)
    var theirs = [UInt8](repeating: 0, count: message.count + SealedBox.overhead)
    crypto_box_seal(&theirs, message, UInt64(message.count), box.publicKey.bytes)
    #expect(try SealedBox.open(theirs, with: box) == message)
    for position in ours.indices {
      var altered = ours
      altered[position] ^= 0x40
      #expect(throws: EnvelopeError.sealed(.boxWrap)) { try SealedBox.open(altered, with: box) }
    }
    #expect(throws: EnvelopeError.malformed(.boxWrap)) {
      try SealedBox.open(Array(ours.prefix(47)), with: box)
    }
  }

  @Test("Nothing is sealed to a key of low order")
  func weakKey() throws {
    var chance = SeededGenerator(seed: 1)
    let zero = BoxKey(exactly: [UInt8](repeating: 0, count: 32))
    #expect(throws: EnvelopeError.weakKey) {
      try SealedBox.seal([1], to: zero, using: &chance)
    }
  }

  @Test("A control row opens with its key and context, and with no byte altered")
  func controlRow() throws {
    var chance = SeededGenerator(seed: 2)
    let key = SecretKey(using: &chance)
    let seal = ControlSeal(key: key)
    let row = seal.seal([1, 2, 3], context: [9], using: &chance)
    #expect(try seal.open(row, context: [9]) == [1, 2, 3])
    #expect(throws: EnvelopeError.sealed(.controlRow)) { try seal.open(row, context: [8]) }
    let other = ControlSeal(key: SecretKey(using: &chance))
    #expect(throws: EnvelopeError.sealed(.controlRow)) { try other.open(row, context: [9]) }
    for position in row.indices {
      var altered = row
      altered[position] ^= 1
      #expect(throws: EnvelopeError.sealed(.controlRow)) { try seal.open(altered, context: [9]) }
      #expect(throws: EnvelopeError.self) {
        try seal.open(Array(row[..<position]), context: [9])
      }
    }
  }

  @Test("Padding comes off again, keeps the PADMÉ length and costs at most an eighth")
  func padding() throws {
    for length in 0...3000 {
      let content = [UInt8](repeating: length.isMultiple(of: 2) ? 0x80 : 0, count: length)
      let padded = Padding.pad(content)
      #expect(padded.count == Self.slowPaddedLength(length + 1))
      #expect(padded.count - length - 1 <= max(1, (length + 1) / 8))
      #expect(try Padding.unpad(padded) == content)
      #expect(throws: EnvelopeError.malformed(.padding)) {
        try Padding.unpad(padded + [UInt8](repeating: 0, count: padded.count))
      }
    }
    for bytes in [[], [0], [0, 0, 0], [1], [0x80, 0], [0x80, 1]] as [[UInt8]] {
      #expect(throws: EnvelopeError.malformed(.padding)) { try Padding.unpad(bytes) }
    }
  }

  /// The least length at or above `length` whose last E - S bits are zero, by searching.
  private static func slowPaddedLength(_ length: Int) -> Int {
    guard length > 1 else { return length }
    let exponent = String(length, radix: 2).count - 1
    let kept = String(exponent, radix: 2).count
    var candidate = length
    while String(candidate, radix: 2).suffix(max(0, exponent - kept)).contains("1") {
      candidate += 1
    }
    return candidate
  }

  @Test("No domain is the beginning of another, and all are written alike")
  func domains() {
    let all = Domain.allCases.map(\.bytes)
    for (first, domain) in all.enumerated() {
      #expect(
        domain.starts(with: Array("carnet/".utf8)) && domain.suffix(3) == Array("/v1".utf8)[...])
      for (second, other) in all.enumerated() where first != second {
        #expect(!other.starts(with: domain))
      }
    }
  }

  @Test("A digest in parts is the digest of the whole, and libsodium's")
  func streaming() {
    var chance = SeededGenerator(seed: 3)
    let bytes = Chance.bytes(1000, using: &chance)
    let key = SecretKey(using: &chance)
    let plain = Domain.change.bytes + bytes
    var expected = [UInt8](repeating: 0, count: 32)
    crypto_generichash(&expected, 32, plain, UInt64(plain.count), nil, 0)
    #expect(Digest.hash(.change, bytes) == expected)
    #expect(Digest.hash(.change, Array(bytes[..<333]), [], Array(bytes[333...])) == expected)
    let keyBytes = key.withBytes { Array($0) }
    crypto_generichash(&expected, 32, plain, UInt64(plain.count), keyBytes, 32)
    #expect(Digest.keyed(key, .change, bytes) == expected)
    #expect(Digest.keyed(keyBytes, .change, bytes) == expected)
    #expect(Digest.fingerprint(expected) == Array(expected[..<12]))
  }

  @Test("A signature is its key's, over its domain and its message")
  func signatures() {
    var chance = SeededGenerator(seed: 4)
    let pair = SigningPair(using: &chance)
    let other = SigningPair(using: &chance)
    let signature = pair.sign(.signature, [1, 2])
    #expect(Signatures.verify(signature, .signature, [1, 2], by: pair.publicKey))
    #expect(!Signatures.verify(signature, .signature, [1, 3], by: pair.publicKey))
    #expect(!Signatures.verify(signature, .statement, [1, 2], by: pair.publicKey))
    #expect(!Signatures.verify(signature, .signature, [1, 2], by: other.publicKey))
    #expect(
      !Signatures.verify(Array(signature.dropLast()), .signature, [1, 2], by: pair.publicKey))
    let zero = SigningKey(exactly: [UInt8](repeating: 0, count: 32))
    #expect(!Signatures.verify([UInt8](repeating: 0, count: 64), .signature, [], by: zero))
  }

  @Test("A secret key says nothing of itself, and takes 32 bytes only")
  func secretKey() {
    var chance = SeededGenerator(seed: 5)
    let bytes = Chance.bytes(32, using: &chance)
    guard let key = SecretKey(bytes: bytes) else {
      Issue.record("32 bytes make a key")
      return
    }
    #expect(key.description == "redacted")
    let copy = key.duplicate()
    let same = key.equals(copy)
    #expect(same)
    let isShortRefused = SecretKey(bytes: Array(bytes.dropLast())) == nil
    #expect(isShortRefused)
  }

  @Test("The keys of a device depend on its seed and differ from each other")
  func deviceKeys() {
    var chance = SeededGenerator(seed: 6)
    let seed = SecretKey(using: &chance)
    let first = DeviceKeys(seed: seed)
    let again = DeviceKeys(seed: seed)
    let other = DeviceKeys(seed: SecretKey(using: &chance))
    #expect(first.signing.publicKey == again.signing.publicKey)
    #expect(first.box.publicKey == again.box.publicKey)
    #expect(first.signing.publicKey != other.signing.publicKey)
    #expect(first.signing.publicKey.bytes != first.box.publicKey.bytes)
  }

  @Test("A certificate is the same each time, names nobody and is signed by its own key")
  func certificate() {
    var chance = SeededGenerator(seed: 7)
    let pair = SigningPair(using: &chance)
    let made = NodeCertificate.make(for: pair)
    #expect(made.certificateDER == NodeCertificate.make(for: pair).certificateDER)
    // SEQUENCE (long form), then the signed part: SEQUENCE with a length of one byte.
    let signedLength = Int(made.certificateDER[5]) + 3
    let signed = Array(made.certificateDER[3..<3 + signedLength])
    let signature = Array(made.certificateDER.suffix(64))
    #expect(
      crypto_sign_verify_detached(
        signature, signed, UInt64(signed.count), pair.publicKey.bytes) == 0)
    #expect(made.privateKeyDER.suffix(32) == pair.copySeed().withBytes { Array($0) }[...])
  }
}
