import CRDT
import Testing

@testable import Envelope

@Suite("Bundles")
struct BundleTests {
  @Test("What is bundled opens to the same changes, each under its own id", arguments: 0..<100)
  func roundTrip(seed: UInt64) throws {
    let fixture = try BundleFixture(seed: seed)
    let made = try fixture.seal()
    let proven = try BundleCodec.prove(SealedBundle(bytes: made.bundle.bytes))
    #expect(proven == made.bundle, "seed \(seed)")
    let opened = try fixture.keyring.openBundle(proven, secretRow: made.secretRow)
    // Envelopes to the last byte, the signatures with them: each may be proven alone again.
    #expect(opened.changes.map(\.original.bytes) == fixture.envelopes.map(\.bytes), "seed \(seed)")
    #expect(opened.changes.map(\.id) == fixture.envelopes.map(\.id), "seed \(seed)")
    #expect(opened.changes.map(\.header) == fixture.envelopes.map(\.header))
    #expect(opened.changes.map(\.content) == fixture.contents)
    #expect(try opened.changes.map { try ChangeCodec.prove($0.original) } == fixture.envelopes)
    #expect(opened.secretRows == fixture.secretRows)
    #expect(proven.header.count == fixture.envelopes.count)
    #expect(Set(proven.header.documents) == Set(fixture.envelopes.map(\.header.document)))
    #expect(proven.header.idsHash == ChangeListHash(of: fixture.envelopes.map(\.id)))
  }

  @Test("The same changes with the same chance give the same bytes", arguments: 0..<20)
  func deterministic(seed: UInt64) throws {
    let fixture = try BundleFixture(seed: seed)
    let (first, second) = (try fixture.seal(), try fixture.seal())
    #expect(first.bundle == second.bundle, "seed \(seed)")
    #expect(first.secretRow == second.secretRow)
    // The copies in a bundle make the same bundle as the originals.
    let opened = try fixture.keyring.openBundle(first.bundle, secretRow: first.secretRow)
    #expect(try fixture.seal(opened.changes).bundle == first.bundle)
    #expect(try fixture.seal(seed: 78).bundle.id != first.bundle.id)
  }

  @Test("Nonces are carried only where another maker drew them", arguments: 0..<30)
  func carriedNonces(seed: UInt64) throws {
    let forger = try Forger(BundleFixture(seed: seed))
    let flags = BundlePlain.Flags(rawValue: forger.plain[1])
    let bodies = forger.fixture.changes.allSatisfy(\.hasDerivedNonce)
    #expect(flags.contains(.bodyNonces) == !bodies, "seed \(seed)")
    #expect(flags.contains(.rowNonces) == (seed % 3 != 0), "seed \(seed)")
    #expect(bodies || seed % 3 == 2)
  }

  @Test("A bundle without a note has nothing of it", arguments: 0..<20)
  func erasure(seed: UInt64) throws {
    let fixture = try BundleFixture(seed: seed, documents: 3, changes: 12)
    let made = try fixture.seal()
    let opened = try fixture.keyring.openBundle(made.bundle, secretRow: made.secretRow)
    let erased = opened.changes[0].header.document
    let kept = opened.changes.filter { $0.header.document != erased }
    try #require(!kept.isEmpty)
    let anew = try fixture.seal(kept, seed: 78)
    let again = try fixture.keyring.openBundle(anew.bundle, secretRow: anew.secretRow)
    #expect(again.changes.map(\.id) == kept.map(\.id), "seed \(seed)")
    #expect(again.secretRows[opened.changes[0].header.secretHash] == nil)
    // The row of the new bundle opens nothing of the old one.
    #expect(throws: EnvelopeError.secretMismatch) {
      try fixture.keyring.openBundle(made.bundle, secretRow: anew.secretRow)
    }
  }

  @Test("A bundle opens only with the keys of all of its epochs")
  func everyEpoch() throws {
    let made = try BundleFixture(seed: 2, documents: 4, changes: 12, epochs: 3).seal()
    try #require(made.bundle.header.epochs.count > 1)
    for epoch in made.bundle.header.epochs {
      let fresh = try BundleFixture(seed: 2, documents: 4, changes: 12, epochs: 3)
      fresh.keyring.forget(epoch)
      #expect(throws: EnvelopeError.missingEpoch(epoch)) {
        try fresh.keyring.openBundle(made.bundle, secretRow: made.secretRow)
      }
    }
  }

  @Test("Many notes take little more than their words, their ids and their secrets")
  func size() throws {
    let fixture = try BundleFixture(seed: 5, documents: 300, changes: 300)
    let made = try fixture.seal()
    let words = fixture.contents.reduce(0) { $0 + $1.operations.count }
    let documents = Set(fixture.envelopes.map(\.header.document)).count
    // Random words do not get smaller. Parents of this history are random too, and half of them stand outside.
    let outside = Set(fixture.envelopes.flatMap(\.header.parents))
      .subtracting(fixture.envelopes.map(\.id)).count
    let floor = words + documents * (18 + 56) + 300 * (24 + 64) + outside * 32
    let originals = fixture.envelopes.reduce(0) { $0 + $1.bytes.count }
    #expect(made.bundle.bytes.count < floor + 300 * 22)
    #expect(Double(made.bundle.bytes.count) < 0.7 * Double(originals))
  }

  @Test("What does not belong in one bundle is not put there")
  func refusedToMake() throws {
    let fixture = try BundleFixture(seed: 6, documents: 2, changes: 6)
    let other = try BundleFixture(seed: 7)
    #expect(throws: EnvelopeError.outOfBounds(.bundle)) { try fixture.seal([]) }
    #expect(throws: EnvelopeError.outOfBounds(.bundle)) {
      try fixture.seal(Array(repeating: fixture.changes[0], count: 4097))
    }
    #expect(throws: EnvelopeError.unsorted(.bundle)) {
      try fixture.seal(fixture.changes + [fixture.changes[0]])
    }
    #expect(throws: EnvelopeError.wrongAuthor) { try fixture.seal(other.changes) }
    #expect(throws: EnvelopeError.malformed(.bundle)) {
      let change = fixture.changes[0]
      var header = change.header
      header.volet = VoletTag(exactly: [UInt8](repeating: 1, count: 16))
      _ = try fixture.seal([
        change,
        BundledChange(
          id: fixture.changes[1].id, header: header, content: change.content,
          original: change.original, nonce: change.nonce, hasDerivedNonce: true,
          signature: change.signature),
      ])
    }
    var chance = SeededGenerator(seed: 1)
    #expect(throws: EnvelopeError.secretMismatch) {
      try fixture.keyring.sealBundle(
        fixture.changes, secretRows: [:], epoch: fixture.epochs[0], controlHeads: [],
        author: fixture.device, using: &chance)
    }
  }

  @Test("Too many bytes for one bundle are refused before anything is sealed")
  func tooLarge() throws {
    let fixture = try BundleFixture(seed: 8, documents: 1, changes: 1)
    var chance = SeededGenerator(seed: 8)
    let changes = (0..<3).compactMap { place -> BundledChange? in
      var content = fixture.contents[0]
      content.operations = Chance.bytes(400 << 10, using: &chance)
      return ChangeID([UInt8](repeating: UInt8(place), count: 32)).map {
        BundledChange(
          id: $0, header: fixture.changes[0].header, content: content,
          original: fixture.changes[0].original, nonce: fixture.changes[0].nonce,
          hasDerivedNonce: true, signature: fixture.changes[0].signature)
      }
    }
    #expect(throws: EnvelopeError.outOfBounds(.body)) { try fixture.seal(changes) }
  }
}
