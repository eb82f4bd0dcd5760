import Envelope
import Testing

@Suite("Key slots")
struct SlotTests {
  /// The four kinds of payload's seeds, drawn from one generator.
  private struct Seeds: ~Copyable {
    let control: SecretKey
    let node: SecretKey
    let own: SecretKey

    init(using chance: inout SeededGenerator) {
      control = SecretKey(using: &chance)
      node = SecretKey(using: &chance)
      own = SecretKey(using: &chance)
    }
  }

  private static let salt = [UInt8](repeating: 3, count: 16)

  private static func expectCommon(_ payload: borrowing SlotPayload, _ seeds: borrowing Seeds) {
    let (control, node) = (
      payload.control.equals(seeds.control), payload.nodeSeed.equals(seeds.node)
    )
    #expect(control && node)
  }

  private static func equal(_ key: consuming SecretKey?, _ other: borrowing SecretKey) -> Bool? {
    guard let key else { return nil }
    return key.equals(other)
  }

  @Test("A boot slot opens with its key file and gives no authority")
  func boot() throws {
    var chance = SeededGenerator(seed: 1)
    let seeds = Seeds(using: &chance)
    let file = SecretKey(using: &chance)
    let label = try KeySlot.label(kind: .boot, name: "", homeSalt: Self.salt)
    let slot = try KeySlot.boot(
      label: label, key: file, payload: SlotPayload(control: seeds.control, nodeSeed: seeds.node),
      using: &chance)
    let stored = try KeySlot(bytes: slot.bytes)
    #expect(stored == slot && stored.label == label && stored.kind == .boot)
    let payload = try stored.open(key: file)
    Self.expectCommon(payload, seeds)
    let givesNothing = payload.copyOperatorSeed() == nil && payload.copyDeviceSeed() == nil
    #expect(givesNothing)
    #expect(throws: EnvelopeError.wrongPassphrase) {
      _ = try stored.open(key: SecretKey(using: &chance))
    }
    for position in slot.bytes.indices {
      var altered = slot.bytes
      altered[position] ^= 1
      #expect(throws: EnvelopeError.self, "byte \(position)") {
        _ = try KeySlot(bytes: altered).open(key: file)
      }
      #expect(throws: EnvelopeError.self, "length \(position)") {
        _ = try KeySlot(bytes: Array(slot.bytes[..<position]))
      }
    }
  }

  @Test(
    "A passphrase slot opens with its passphrase only", arguments: [SlotKind.operator, .worker])
  func passphrase(kind: SlotKind) throws {
    var chance = SeededGenerator(seed: 2)
    let seeds = Seeds(using: &chance)
    let words = Passphrase(Array("cheval agrafe batterie".utf8))
    let label = try KeySlot.label(kind: kind, name: "Zoé", homeSalt: Self.salt)
    let slot =
      kind == .operator
      ? try KeySlot.passphrase(
        words, kind: kind, label: label, parameters: .least,
        payload: SlotPayload(
          control: seeds.control, nodeSeed: seeds.node, operatorSeed: seeds.own), using: &chance)
      : try KeySlot.passphrase(
        words, kind: kind, label: label, parameters: .least,
        payload: SlotPayload(
          control: seeds.control, nodeSeed: seeds.node, deviceSeed: seeds.own), using: &chance)
    let payload = try KeySlot(bytes: slot.bytes).open(passphrase: words)
    Self.expectCommon(payload, seeds)
    let isOperator = Self.equal(payload.copyOperatorSeed(), seeds.own)
    let isDevice = Self.equal(payload.copyDeviceSeed(), seeds.own)
    #expect(isOperator == (kind == .operator ? true : nil))
    #expect(isDevice == (kind == .worker ? true : nil))
    #expect(throws: EnvelopeError.wrongPassphrase) {
      _ = try slot.open(passphrase: Passphrase(Array("cheval agrafe batteries".utf8)))
    }
    #expect(throws: EnvelopeError.outOfBounds(.slot)) {
      _ = try slot.open(code: Array("cheval agrafe batterie".utf8))
    }
  }

  @Test("A recovery slot opens with its code, which must be strong")
  func recovery() throws {
    var chance = SeededGenerator(seed: 3)
    let seeds = Seeds(using: &chance)
    let code = Chance.bytes(16, using: &chance)
    let label = try KeySlot.label(kind: .recovery, name: "Zoé", homeSalt: Self.salt)
    let slot = try KeySlot.recovery(
      code: code, label: label,
      payload: SlotPayload(control: seeds.control, nodeSeed: seeds.node, deviceSeed: seeds.own),
      using: &chance)
    let payload = try KeySlot(bytes: slot.bytes).open(code: code)
    Self.expectCommon(payload, seeds)
    #expect(throws: EnvelopeError.wrongPassphrase) {
      _ = try slot.open(code: Chance.bytes(16, using: &chance))
    }
    #expect(throws: EnvelopeError.outOfBounds(.recoveryCode)) {
      _ = try slot.open(code: Array(code.dropLast()))
    }
  }

  @Test("A slot takes only the keys of its kind")
  func payloadKinds() throws {
    var chance = SeededGenerator(seed: 4)
    let seeds = Seeds(using: &chance)
    let label = [UInt8](repeating: 0, count: 32)
    #expect(throws: EnvelopeError.outOfBounds(.slotPayload)) {
      try KeySlot.boot(
        label: label, key: seeds.own,
        payload: SlotPayload(
          control: seeds.control, nodeSeed: seeds.node, operatorSeed: seeds.own), using: &chance)
    }
    #expect(throws: EnvelopeError.outOfBounds(.slot)) {
      try KeySlot.boot(
        label: [1], key: seeds.own,
        payload: SlotPayload(control: seeds.control, nodeSeed: seeds.node), using: &chance)
    }
  }

  @Test("A file may ask for neither too little nor too much of Argon2")
  func parameters() throws {
    let limits = [(64 << 20, 2), (1 << 30, 10)]
    for (memory, passes) in limits { _ = try Argon2(memory: memory, passes: passes) }
    let refused = [(64 << 20 - 1, 2), (64 << 20, 1), (1 << 30 + 1, 2), (64 << 20, 11), (-1, -1)]
    for (memory, passes) in refused {
      #expect(throws: EnvelopeError.parametersRefused) {
        try Argon2(memory: memory, passes: passes)
      }
    }
  }

  @Test("A label depends on kind, name and salt, and the salt has 16 to 64 bytes")
  func labels() throws {
    let label = try KeySlot.label(kind: .worker, name: "Zoé", homeSalt: Self.salt)
    let others = [
      try KeySlot.label(kind: .recovery, name: "Zoé", homeSalt: Self.salt),
      try KeySlot.label(kind: .worker, name: "Zoe", homeSalt: Self.salt),
      try KeySlot.label(kind: .worker, name: "Zoé", homeSalt: [UInt8](repeating: 4, count: 16)),
    ]
    #expect(!others.contains(label) && label.count == 32)
    #expect(throws: EnvelopeError.outOfBounds(.slot)) {
      try KeySlot.label(kind: .worker, name: "Zoé", homeSalt: [1])
    }
  }
}
