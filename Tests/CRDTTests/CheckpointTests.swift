import Testing

@testable import CRDT

@Suite("Checkpoints")
struct CheckpointTests {
  @Test("A checkpoint reads as its document does, and is its document again", arguments: Seeds.all)
  func reads(seed: UInt64) throws {
    print("seed \(seed)")
    var town = Town(seed: seed)
    town.live(steps: 30, dishonest: Int(seed % 3) * 20)
    let document = Document(town.changes.shuffled(using: &town.generator))
    let made = try #require(Checkpoint(document))
    let read = try Checkpoint(decoding: made.bytes)
    for checkpoint in [made, read] {
      #expect(checkpoint.frontier == document.frontier)
      #expect(checkpoint.text("t").utf8.elementsEqual(document.text("t").utf8))
      #expect(checkpoint.values("r").elementsEqual(document.values("r")) { $0 == $1 })
      #expect(checkpoint.items("l").elementsEqual(document.items("l")) { $0 == $1 })
      #expect(checkpoint.text("absent") == "")
      #expect(checkpoint.values("absent").isEmpty)
      #expect(try checkpoint.document() == document)
    }
    #expect(Checkpoint(Document(town.changes))?.bytes == made.bytes)
  }

  @Test("A checkpoint that is behind catches up by merging what came since", arguments: Seeds.all)
  func catchesUp(seed: UInt64) throws {
    var town = Town(seed: seed)
    town.live(steps: 30)
    let early = Document(town.changes.prefix(18))
    var late = try Checkpoint(decoding: #require(Checkpoint(early)).bytes).document()
    late.merge(town.changes)
    #expect(late == Document(town.changes))
    try late.checkInvariants()
  }

  @Test("Cut, stretched or altered, it is refused, or reads without a trap")
  func altered() throws {
    var town = Town(seed: 4)
    town.live(steps: 6)
    let bytes = try #require(Checkpoint(Document(town.changes))).bytes
    for count in bytes.indices {
      let cut = Array(bytes.prefix(count))
      #expect(throws: CodecError.self) { _ = try Checkpoint(decoding: cut).document() }
    }
    for position in bytes.indices {
      for bit in 0..<8 {
        var altered = bytes
        altered[position] ^= 1 << bit
        do throws(CodecError) {
          let checkpoint = try Checkpoint(decoding: altered)
          #expect(checkpoint.text("t").utf8.count <= 3 * bytes.count)
          let document = try checkpoint.document()
          #expect(throws: Never.self) { try document.checkInvariants() }
        } catch {
          // Refused, which is what is asked of altered bytes.
        }
      }
    }
  }

  @Test("What was inserted and removed apart is told until somebody has seen it all")
  func writtenApart() throws {
    var one = Document()
    one.write(plainID(1)) { $0.insertText("t", "Vu Paul hier.", at: 0) }
    var two = one
    one.write(plainID(2)) { $0.removeText("t", at: 2, count: 5) }
    two.write(plainID(3)) { $0.removeText("t", at: 4, count: 8) }
    two.write(plainID(4)) { $0.insertText("t", "!", at: 5) }
    #expect(one.apart("t") == nil)
    one.merge(two.changes)
    let apart = try #require(one.apart("t"))
    #expect(apart.heads == [plainID(2), plainID(4)])
    func shown(_ shows: (TextApart.Piece) -> Bool) -> String {
      apart.pieces.filter(shows).map(\.text).joined()
    }
    #expect(shown(\.stands) == one.text("t"))
    #expect(shown { $0.shownBy & 1 != 0 } == one.text("t", at: [plainID(2)]))
    #expect(shown { $0.shownBy & 2 != 0 } == one.text("t", at: [plainID(4)]))
    #expect(
      Set(apart.pieces.flatMap(\.edits).map(\.change)) == [plainID(2), plainID(3), plainID(4)])
    #expect(one.apart("absent") == nil)
    one.write(plainID(5)) { _ in }
    #expect(one.apart("t") == nil)
    #expect(one.textWriters("t") == [plainID(1), plainID(4)])
  }

  @Test("Each head shows in the pieces what it shows as a version", arguments: Seeds.all)
  func versionsApart(seed: UInt64) {
    var town = Town(seed: seed)
    town.live(steps: 40)
    let whole = Document(town.changes)
    for key in whole.textKeys {
      guard let apart = whole.apart(key) else { continue }
      #expect(apart.pieces.filter(\.stands).map(\.text).joined() == whole.text(key))
      for (place, head) in apart.heads.enumerated() {
        let shown = apart.pieces.filter { $0.shownBy >> UInt64(place) & 1 == 1 }
        #expect(shown.map(\.text).joined() == whole.text(key, at: [head]))
      }
    }
  }

  @Test("What a peer lacks is what it has not seen", arguments: Seeds.all)
  func lacking(seed: UInt64) {
    var town = Town(seed: seed)
    town.live(steps: 25)
    let whole = Document(town.changes)
    for document in town.documents {
      let lacking = whole.changes(since: document.frontier)
      var other = document
      other.merge(lacking)
      #expect(other == whole)
      #expect(lacking.allSatisfy { !document.contains($0.id) })
      #expect(lacking.count + document.history.count == whole.history.count)
    }
  }
}
