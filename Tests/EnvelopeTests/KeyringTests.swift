import Testing

@testable import Envelope

@Suite("The keyring")
struct KeyringTests {
  /// Two services: an owner with a root, and a recipient with a root and a box.
  private struct Two {
    var chance: SeededGenerator
    let owner = Keyring()
    let recipient = Keyring()
    let root: RootID
    let box: BoxKey
    let epoch: EpochID

    init(seed: UInt64) {
      chance = SeededGenerator(seed: seed)
      root = owner.makeRoot(using: &chance)
      box = recipient.makeBox(using: &chance)
      epoch = owner.makeEpoch(using: &chance)
    }
  }

  /// Every row with one byte altered, and every shorter row.
  private func damaged(_ row: [UInt8]) -> [[UInt8]] {
    row.indices.flatMap { position in
      var altered = row
      altered[position] ^= 0x10
      return [altered, Array(row[..<position])]
    }
  }

  @Test("An epoch travels by its own wrap, and by no altered one")
  func ownWrap() throws {
    var two = Two(seed: 1)
    let row = try two.owner.sealEpoch(two.epoch, under: two.root, using: &two.chance)
    two.owner.forget(two.epoch)
    #expect(!two.owner.holds(two.epoch))
    for bad in damaged(row) {
      #expect(throws: EnvelopeError.self) { try two.owner.openEpoch(two.epoch, ownWrap: bad) }
    }
    let other = two.owner.makeEpoch(using: &two.chance)
    two.owner.forget(other)
    #expect(throws: EnvelopeError.sealed(.epochWrap)) {
      try two.owner.openEpoch(other, ownWrap: row)
    }
    #expect(throws: EnvelopeError.missingRoot(two.root)) {
      try two.recipient.openEpoch(two.epoch, ownWrap: row)
    }
    #expect(!two.owner.holds(two.epoch) && !two.owner.holds(other))
    try two.owner.openEpoch(two.epoch, ownWrap: row)
    #expect(two.owner.holds(two.epoch))
  }

  @Test("An epoch travels to a box key, and is refused under another's name")
  func boxWrap() throws {
    var two = Two(seed: 2)
    let row = try two.owner.sealEpoch(two.epoch, to: two.box, using: &two.chance)
    #expect(row.count == 80)
    for bad in damaged(row) {
      #expect(throws: EnvelopeError.self) {
        try two.recipient.openEpoch(two.epoch, boxWrap: bad, box: two.box)
      }
    }
    let other = two.owner.makeEpoch(using: &two.chance)
    #expect(throws: EnvelopeError.keyMismatch) {
      try two.recipient.openEpoch(other, boxWrap: row, box: two.box)
    }
    #expect(throws: EnvelopeError.missingBox(two.box)) {
      two.owner.forget(two.epoch)
      try two.owner.openEpoch(two.epoch, boxWrap: row, box: two.box)
    }
    try two.recipient.openEpoch(two.epoch, boxWrap: row, box: two.box)
    #expect(two.recipient.holds(two.epoch))
  }

  @Test("A root travels to a device, and is refused under another's name")
  func rootWrap() throws {
    var two = Two(seed: 3)
    let device = BoxPair(using: &two.chance)
    let row = try two.owner.sealRoot(two.root, to: device.publicKey, using: &two.chance)
    let other = two.owner.makeRoot(using: &two.chance)
    #expect(throws: EnvelopeError.keyMismatch) {
      try two.recipient.openRoot(other, wrap: row, with: device)
    }
    for bad in damaged(row) {
      #expect(throws: EnvelopeError.self) {
        try two.recipient.openRoot(two.root, wrap: bad, with: device)
      }
    }
    #expect(two.recipient.roots.isEmpty)
    try two.recipient.openRoot(two.root, wrap: row, with: device)
    #expect(two.recipient.roots == [two.root])
  }

  @Test("Earlier roots travel under a later one")
  func earlierRoots() throws {
    var two = Two(seed: 4)
    let second = two.owner.makeRoot(using: &two.chance)
    let third = two.owner.makeRoot(using: &two.chance)
    let row = try two.owner.sealRoots([second, two.root], under: third, using: &two.chance)
    let device = BoxPair(using: &two.chance)
    let wrap = try two.owner.sealRoot(third, to: device.publicKey, using: &two.chance)
    try two.recipient.openRoot(third, wrap: wrap, with: device)
    for bad in damaged(row) {
      #expect(throws: EnvelopeError.self) { try two.recipient.openRoots(bad, under: third) }
    }
    #expect(two.recipient.roots == [third])
    #expect(try two.recipient.openRoots(row, under: third) == [second, two.root])
    #expect(two.recipient.roots == [third, second, two.root])
    let none = try two.owner.sealRoots([], under: third, using: &two.chance)
    #expect(try two.recipient.openRoots(none, under: third) == [])
  }

  @Test("A box secret travels under a root, for its own public key only")
  func boxSecret() throws {
    var two = Two(seed: 5)
    let root = two.recipient.makeRoot(using: &two.chance)
    let row = try two.recipient.sealBox(two.box, under: root, using: &two.chance)
    let colleague = Keyring()
    let device = BoxPair(using: &two.chance)
    let wrap = try two.recipient.sealRoot(root, to: device.publicKey, using: &two.chance)
    try colleague.openRoot(root, wrap: wrap, with: device)
    let other = two.owner.makeBox(using: &two.chance)
    #expect(throws: EnvelopeError.sealed(.boxWrap)) { try colleague.openBox(other, sealed: row) }
    #expect(throws: EnvelopeError.keyMismatch) {
      try colleague.openBox(two.box, sealed: row, under: two.root)
    }
    for bad in damaged(row) {
      #expect(throws: EnvelopeError.self) { try colleague.openBox(two.box, sealed: bad) }
    }
    try colleague.openBox(two.box, sealed: row, under: root)
    let epochWrap = try two.owner.sealEpoch(two.epoch, to: two.box, using: &two.chance)
    try colleague.openEpoch(two.epoch, boxWrap: epochWrap, box: two.box)
    #expect(colleague.holds(two.epoch))
  }

  @Test("A record opens with its context, and with no byte altered")
  func records() throws {
    var two = Two(seed: 6)
    let row = try two.owner.sealRecord(
      Array("consent".utf8), context: [1], under: two.root, using: &two.chance)
    #expect(try two.owner.openRecord(row, context: [1]) == Array("consent".utf8))
    #expect(throws: EnvelopeError.sealed(.record)) {
      try two.owner.openRecord(row, context: [2])
    }
    for bad in damaged(row) {
      #expect(throws: EnvelopeError.self) { try two.owner.openRecord(bad, context: [1]) }
    }
  }

  @Test("A grant opens on both sides, and for nobody else")
  func grants() throws {
    var two = Two(seed: 7)
    let content = Array("Nadia, papiers".utf8)
    let rows = try two.owner.makeGrantKey(
      sealing: content, under: two.root, to: two.box, using: &two.chance)
    let other = try two.owner.makeGrantKey(
      sealing: content, under: two.root, to: two.box, using: &two.chance)
    #expect(try two.owner.openGrant(rows.sealed, ownerWrap: rows.ownerWrap) == content)
    #expect(
      try two.recipient.openGrant(
        rows.sealed, recipientWrap: rows.recipientWrap, box: two.box) == content)
    #expect(throws: EnvelopeError.sealed(.grant)) {
      try two.owner.openGrant(rows.sealed, ownerWrap: other.ownerWrap)
    }
    #expect(throws: EnvelopeError.keyMismatch) {
      try two.recipient.openGrant(
        rows.sealed, recipientWrap: other.recipientWrap, box: two.box)
    }
    for bad in damaged(rows.sealed) {
      #expect(throws: EnvelopeError.self) {
        try two.owner.openGrant(bad, ownerWrap: rows.ownerWrap)
      }
      #expect(throws: EnvelopeError.self) {
        try two.recipient.openGrant(bad, recipientWrap: rows.recipientWrap, box: two.box)
      }
    }
  }

  @Test("A thousand keys keep apart, and a forgotten one leaves zeros for the next")
  func arena() {
    let arena = KeyArena()
    var chance = SeededGenerator(seed: 8)
    let keys = (0..<1000).map { _ in Chance.bytes(32, using: &chance) }
    let slots = keys.map { key in
      arena.store { target in key.withUnsafeBytes { target.copyMemory(from: $0) } }
    }
    for (key, slot) in zip(keys, slots) { #expect(Array(arena.view(slot)) == key) }
    let view = arena.view(slots[500])
    arena.wipe(slots[500])
    #expect(view.allSatisfy { $0 == 0 })
    let reused = arena.store { Chance.fill($0, using: &chance) }
    #expect(reused == slots[500])
    #expect(Array(arena.view(slots[501])) == keys[501])
  }

  @Test("A change written under a rotated epoch opens with the note secret of the first")
  func rotation() throws {
    var two = Two(seed: 9)
    let document = DocumentID(using: &two.chance)
    let device = SigningPair(using: &two.chance)
    let secret = try two.owner.makeNoteSecret(
      document: document, epoch: two.epoch, using: &two.chance)
    let rotated = two.owner.makeEpoch(using: &two.chance)
    let header = ChangeHeader(
      document: document, volet: VoletTag(using: &two.chance),
      stratum: StratumID(using: &two.chance), epoch: rotated, device: device.publicKey,
      sequence: 1, parents: [], controlHeads: [], secretHash: secret.hash)
    let content = ChangeContent(
      author: "A", role: "", clock: HybridClock(raw: 1), zone: -60, operations: [])
    let envelope = try two.owner.sealChange(
      header: header, content: content, secretRow: secret.row, author: device)
    for epoch in [two.epoch, rotated] {
      let wrap = try two.owner.sealEpoch(epoch, to: two.box, using: &two.chance)
      try two.recipient.openEpoch(epoch, boxWrap: wrap, box: two.box)
    }
    #expect(try two.recipient.openChange(envelope, secretRow: secret.row) == content)
    two.recipient.forget(rotated)
    #expect(throws: EnvelopeError.missingEpoch(rotated)) {
      try two.recipient.openChange(envelope, secretRow: secret.row)
    }
  }
}
