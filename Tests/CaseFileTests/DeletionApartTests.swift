import CRDT
import CaseFile
import Testing

/// Deleting a record beside what is written apart from it. Protocol/records.md, "What stands apart".
@Suite("A deletion and what stands apart")
struct DeletionApartTests {
  /// A record and three places beside it, each begun by somebody at some time.
  private static let volets: [Volet] = [.droits, .justice, .interne, .justice]

  /// What one worker has; one of them reads the record alone.
  private struct Node {
    var documents = [Document](repeating: Document(), count: volets.count)
    let readsAll: Bool
    var slots: Range<Int> { readsAll ? 0..<volets.count : 0..<1 }
  }

  /// What the test knows of a deletion without asking anybody.
  private struct Deed {
    let knew: Set<ChangeID>
    var isTakenBack = false
  }

  private struct Story {
    var all: [(slot: Int, change: Change)] = []
    var edits: Set<ChangeID> = []
    var deletions: [ChangeID: Deed] = [:]
    var begun: Set<Int> = [0]
    private var count = 0

    mutating func add(
      _ operations: [CRDT.Operation], in slot: Int, of node: inout Node
    ) -> ChangeID? {
      count += 1
      let bytes = [UInt8](repeating: 7, count: 30) + [UInt8(count / 256), UInt8(count % 256)]
      guard let id = ChangeID(bytes) else { return nil }
      let change = Change(
        id: id, parents: node.documents[slot].frontier, operations: operations)
      node.documents[slot].merge([change])
      all.append((slot, change))
      return id
    }

    mutating func edit(_ slot: Int, of node: inout Node, _ value: Int) throws {
      let volet = volets[slot]
      let document = node.documents[slot]
      var operations: [CRDT.Operation]
      if slot > 0, document.history.isEmpty {
        guard begun.insert(slot).inserted else { return }
        operations = try RecordEdit.companion(
          of: String(repeating: "0", count: 32), .right, Self.values(slot, value), in: volet)
      } else {
        let kind = try slot == 0 ? .right : #require(RecordType.right.companion(in: volet))
        var edit = RecordEdit(document, kind, in: volet)
        for (code, given) in Self.values(slot, value) { try edit.set(code, given) }
        operations = edit.operations
      }
      guard !operations.isEmpty else { return }
      if let id = add(operations, in: slot, of: &node) { edits.insert(id) }
    }

    private static func values(_ slot: Int, _ value: Int) -> [String: [String]] {
      if slot == 0 { return ["appeal": ["Recours \(value)"]] }
      return volets[slot] == .justice
        ? ["lead_days": ["\(value)"]] : ["request": [String(repeating: "\(value % 10)", count: 32)]]
    }

    mutating func delete(by node: inout Node) throws {
      let knew = Set(node.slots.flatMap { node.documents[$0].history })
      var edit = RecordEdit(node.documents[0], .right, in: volets[0])
      edit.delete(again: true)
      guard let id = add(edit.operations, in: 0, of: &node) else { return }
      for (other, deed) in deletions where knew.contains(other) && !deed.isTakenBack {
        deletions[other]?.isTakenBack = true
      }
      deletions[id] = Deed(knew: knew)
      for slot in node.slots.dropFirst() where !node.documents[slot].history.isEmpty {
        let kind = try #require(RecordType.right.companion(in: volets[slot]))
        var draft = RecordEdit(node.documents[slot], kind, in: volets[slot])
        draft.leave(with: id)
        _ = add(draft.operations, in: slot, of: &node)
      }
    }

    mutating func keep(by node: inout Node) {
      let known = Set(node.documents[0].history)
      var edit = RecordEdit(node.documents[0], .right, in: volets[0])
      edit.keep()
      guard !edit.operations.isEmpty, let id = add(edit.operations, in: 0, of: &node) else {
        return
      }
      edits.insert(id)
      for deletion in deletions.keys where known.contains(deletion) {
        deletions[deletion]?.isTakenBack = true
      }
    }
  }

  private func state(_ documents: [Document]) throws -> RecordState {
    let beside = documents.dropFirst().compactMap { Record($0, among: RecordType.all) }
    return try #require(Record(documents[0], among: RecordType.all)).joined(with: beside).state
  }

  @Test(
    "Whoever reads all of it reads it as deleted where one person who deleted it had seen all that anybody wrote, in whatever order it comes",
    arguments: 1...300)
  func law(seed: UInt64) throws {
    var dice = Seeded(state: seed)
    var story = Story()
    var nodes = [Node(readsAll: true), Node(readsAll: true), Node(readsAll: false)]
    let creation = try RecordEdit.creation(.right, ["right": ["rsa"]], in: .droits)
    story.edits.insert(try #require(story.add(creation, in: 0, of: &nodes[0])))
    for index in 1..<nodes.count { nodes[index].documents[0] = nodes[0].documents[0] }
    for step in 1...Int.random(in: 6...18, using: &dice) {
      let index = Int.random(in: 0..<nodes.count, using: &dice)
      switch Int.random(in: 0..<10, using: &dice) {
      case 0..<4:
        let slot = try #require(nodes[index].slots.randomElement(using: &dice))
        try story.edit(slot, of: &nodes[index], step)
      case 4..<6: try story.delete(by: &nodes[index])
      case 6: story.keep(by: &nodes[index])
      case _:
        // Documents come apart, as feeds bring them.
        let other = Int.random(in: 0..<nodes.count, using: &dice)
        for slot in nodes[index].slots where Bool.random(using: &dice) {
          nodes[index].documents[slot].merge(nodes[other].documents[slot].changes)
        }
      }
    }
    let standing = story.deletions.values.filter { !$0.isTakenBack }
    let isDeleted = standing.contains { story.edits.isSubset(of: $0.knew) }
    for _ in 0..<4 {
      var documents = [Document](repeating: Document(), count: Self.volets.count)
      for (slot, change) in story.all.shuffled(using: &dice) { documents[slot].merge([change]) }
      let state = try state(documents)
      #expect((state == .deleted) == isDeleted, "seed \(seed)")
      #expect((state == .deleteRequested) == (!standing.isEmpty && !isDeleted), "seed \(seed)")
    }
  }

  @Test(
    "What a deletion leaves beside a record is no field, and makes nothing of what stands there")
  func left() throws {
    let kind = try #require(RecordType.right.companion(in: .justice))
    var node = Node(readsAll: true)
    var story = Story()
    _ = story.add(
      try RecordEdit.creation(.right, ["right": ["rsa"]], in: .droits), in: 0, of: &node)
    try story.edit(1, of: &node, 9)
    let before = try #require(Record(node.documents[1], among: RecordType.all))
    try story.delete(by: &node)
    let after = try #require(Record(node.documents[1], among: RecordType.all))
    #expect(after.values == before.values && after.state == before.state)
    #expect(after.conflicts.isEmpty && after.sawWhole == Array(story.deletions.keys))
    let last = try #require(story.all.last?.change)
    #expect(Record.fields(of: last, in: kind).isEmpty)
    // A summary of the document alone does not know who had seen what.
    let checkpoint = try #require(Checkpoint(node.documents[1]))
    #expect(Record(checkpoint, among: RecordType.all) == nil)
  }
}
