import CRDT
import Testing

@Suite("Laws of merging")
struct DocumentLawTests {
  @Test(
    "Any order, any batches and any repetition give the same document", arguments: Seeds.all)
  func indifferentToArrival(seed: UInt64) {
    print("seed \(seed)")
    var town = Town(seed: seed)
    town.live(steps: 24, dishonest: Int(seed % 3) * 20)
    let whole = Document(town.changes)
    for _ in 0..<8 {
      let shuffled = town.changes.shuffled(using: &town.generator)
      var document = Document()
      var rest = shuffled[...]
      while !rest.isEmpty {
        let batch = rest.prefix(Int.random(in: 1...5, using: &town.generator))
        document.merge(batch)
        if town.generator.chance(30) { document.merge(batch) }
        #expect(throws: Never.self) { try document.checkInvariants() }
        rest = rest.dropFirst(batch.count)
      }
      #expect(document == whole)
      #expect(Portrait(document) == Portrait(whole))
      #expect(document.history == whole.history)
    }
  }

  @Test("Merging commutes, associates and is idempotent", arguments: Seeds.all)
  func lattice(seed: UInt64) {
    print("seed \(seed)")
    var town = Town(seed: seed)
    town.live(steps: 15)
    let parts = town.documents
    func join(_ left: Document, _ right: Document) -> Document {
      var joined = left
      joined.merge(right.changes)
      return joined
    }
    #expect(join(parts[0], parts[1]) == join(parts[1], parts[0]))
    #expect(
      join(join(parts[0], parts[1]), parts[2]) == join(parts[0], join(parts[1], parts[2])))
    #expect(join(parts[0], parts[0]) == parts[0])
    #expect(join(parts[0], Document()) == parts[0])
  }

  @Test("The slow twin shows the same document", arguments: Seeds.all)
  func agreesWithOracle(seed: UInt64) {
    print("seed \(seed)")
    var town = Town(seed: seed)
    town.live(steps: 20, dishonest: Int(seed % 4) * 25)
    // Some changes are missing, so that some wait.
    let some = town.changes.filter { _ in !town.generator.chance(seed % 2 == 0 ? 5 : 0) }
    let document = Document(some.shuffled(using: &town.generator))
    let oracle = Oracle(some)
    #expect(Set(document.refused.keys) == oracle.refused)
    var portrait = Portrait(document)
    portrait.refused = [:]
    #expect(portrait == oracle.portrait)
  }

  @Test("A document as of some changes is the document made of their past", arguments: Seeds.all)
  func asOf(seed: UInt64) {
    var town = Town(seed: seed)
    town.live(steps: 14, dishonest: 15)
    let whole = Document(town.changes)
    let oracle = Oracle(town.changes)
    for change in town.changes {
      let past = (oracle.past[change.id] ?? []).union([change.id])
      #expect(whole.at([change.id]) == Document(town.changes.filter { past.contains($0.id) }))
    }
    #expect(whole.at(whole.frontier) == whole)
    #expect(whole.at([]) == Document())
    #expect(whole.at([id(999_999_999)]) == Document())
  }

  @Test("Ancestry is what the parents say, and history puts parents first", arguments: Seeds.all)
  func ancestry(seed: UInt64) {
    var town = Town(seed: seed)
    town.live(steps: 20)
    let document = Document(town.changes.shuffled(using: &town.generator))
    let oracle = Oracle(town.changes)
    for one in town.changes {
      for other in town.changes {
        let expected = oracle.past[other.id]?.contains(one.id) == true
        #expect(document.isAncestor(one.id, of: other.id) == expected)
      }
    }
    var seen: Set<ChangeID> = []
    for change in document.changes {
      #expect(seen.isSuperset(of: change.parents))
      seen.insert(change.id)
    }
    #expect(seen.count == town.changes.count)
  }

  @Test("Changes survive coding, and the decoded ones give the same document", arguments: Seeds.all)
  func survivesCoding(seed: UInt64) throws {
    var town = Town(seed: seed)
    town.live(steps: 20, dishonest: 20)
    let decoded = try town.changes.map { change in
      let bytes = OperationCodec.encode(change.operations)
      return Change(
        id: change.id, parents: change.parents, operations: try OperationCodec.decode(bytes))
    }
    #expect(decoded == town.changes)
    #expect(Document(decoded) == Document(town.changes))
  }
}
