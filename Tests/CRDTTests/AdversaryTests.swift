import CRDT
import Testing

@Suite("Dishonest and oversized changes")
struct AdversaryTests {
  private static let base = Change(
    id: plainID(1), parents: [],
    operations: [
      .insertText(key: "t", placement: .right(of: nil, before: nil), text: "abc"),
      .insertItem(key: "l", placement: .right(of: nil, before: nil), value: .none),
      .set(key: "r", value: .none, overwrites: []),
    ])

  private static func first(_ index: UInt32) -> Reference {
    .past(OperationID(change: plainID(1), index: index))
  }

  private static func remove(_ run: Reference, _ offset: UInt32, _ count: UInt32) -> Operation {
    .removeText(key: "t", ranges: [AnchorRange(run: run, offset: offset, count: count)])
  }

  private static func insert(right anchor: Reference, _ offset: UInt32 = 0) -> Operation {
    .insertText(
      key: "t", placement: .right(of: Anchor(run: anchor, offset: offset), before: nil), text: "x")
  }

  static let refusals: [(Operation, MergeRefusal.Reason)] = [
    (.set(key: "r", value: .none, overwrites: [.own(0)]), .notEarlier),
    (.set(key: "r", value: .none, overwrites: [.own(.max)]), .notEarlier),
    (.set(key: "r", value: .none, overwrites: [first(0)]), .noSuchTarget),
    (.set(key: "other", value: .none, overwrites: [first(2)]), .noSuchTarget),
    (.set(key: "r", value: .none, overwrites: [first(9)]), .noSuchTarget),
    (
      .set(
        key: "r", value: .none, overwrites: [.past(OperationID(change: plainID(7), index: 0))]),
      .outsidePast
    ),
    (
      .set(
        key: "r", value: .none, overwrites: [.past(OperationID(change: plainID(2), index: 0))]),
      .outsidePast
    ),
    (.set(key: "", value: .none, overwrites: []), .beyondLimits),
    (.set(key: String(repeating: "k", count: 257), value: .none, overwrites: []), .beyondLimits),
    (.insertText(key: "t", placement: .right(of: nil, before: nil), text: ""), .empty),
    (insert(right: first(0), 3), .noSuchTarget),
    (insert(right: first(0), .max), .noSuchTarget),
    (insert(right: first(1)), .noSuchTarget),
    (insert(right: .own(0)), .notEarlier),
    (insert(right: .own(1)), .notEarlier),
    (remove(first(0), 0, 0), .empty),
    (remove(first(0), 0, 4), .noSuchTarget),
    (remove(first(0), .max, .max), .noSuchTarget),
    (remove(first(0), 3, 1), .noSuchTarget),
    (.removeText(key: "t", ranges: []), .empty),
    (
      .removeText(key: "u", ranges: [AnchorRange(run: first(0), offset: 0, count: 1)]),
      .noSuchTarget
    ),
    (.removeItem(key: "l", item: first(0)), .noSuchTarget),
    (.removeItem(key: "m", item: first(1)), .noSuchTarget),
    (
      .insertItem(
        key: "l", placement: .left(of: Anchor(run: first(1), offset: 1)), value: .none),
      .noSuchTarget
    ),
    (.unknown(kind: 3, payload: []), .reservedKind),
  ]

  @Test(
    "A meaningless operation refuses its change, which applies nothing at all",
    arguments: refusals.indices)
  func refused(number: Int) {
    let (operation, reason) = Self.refusals[number]
    let innocent = Operation.set(key: "innocent", value: .flag(true), overwrites: [])
    let change = Change(
      id: plainID(2), parents: [plainID(1)], operations: [operation, innocent])
    // A stranger to the change's past, known or not, must not alter the verdict.
    let aside = Change(
      id: plainID(7), parents: [plainID(1)],
      operations: [.set(key: "r", value: .flag(true), overwrites: [])])
    let after = Change(
      id: plainID(3), parents: [plainID(2)],
      operations: [.set(key: "after", value: .flag(true), overwrites: [])])
    for order in permutations([Self.base, change, aside, after]) {
      let document = Document(order)
      #expect(document.refused == [plainID(2): MergeRefusal(operation: 0, reason: reason)])
      #expect(document.text("t") == "abc")
      #expect(document.values("innocent").isEmpty)
      #expect(document.values("after").count == 1)
      #expect(document.isAncestor(plainID(2), of: plainID(3)))
    }
  }

  @Test("A change that names an operation of a refused change is refused too")
  func refusedPast() {
    let bad = Change(
      id: plainID(2), parents: [],
      operations: [
        .set(key: "r", value: .none, overwrites: []), Self.remove(.own(0), 0, 1),
      ])
    let next = Change(
      id: plainID(3), parents: [plainID(2)],
      operations: [
        .set(
          key: "r", value: .none, overwrites: [.past(OperationID(change: plainID(2), index: 0))])
      ])
    #expect(Document([next, bad]).refused.keys.sorted() == [plainID(2), plainID(3)])
  }

  @Test("Changes in a circle wait for ever, and nobody else waits with them")
  func circle() {
    let one = Change(id: plainID(2), parents: [plainID(3)], operations: [])
    let two = Change(id: plainID(3), parents: [plainID(2)], operations: [])
    let own = Change(id: plainID(4), parents: [plainID(4)], operations: [])
    let document = Document([one, two, own, Self.base, own, one])
    #expect(document.pending == [plainID(2), plainID(3), plainID(4)])
    #expect(document.history == [plainID(1)])
    #expect(document.missing.isEmpty)
  }

  @Test("What waits says what it waits for")
  func missing() {
    let child = Change(
      id: plainID(5), parents: [plainID(1), plainID(4), plainID(1)], operations: [])
    var document = Document([child])
    #expect(document.missing == [plainID(1), plainID(4)])
    document.merge([Self.base])
    #expect(document.missing == [plainID(4)])
    #expect(document.pending == [plainID(5)])
    document.merge([Change(id: plainID(4), parents: [], operations: [])])
    #expect(document.pending.isEmpty)
    #expect(document.frontier == [plainID(5)])
  }

  @Test("Operations of a newer version are kept, told, and harm nothing")
  func unknown() throws {
    let newer = Change(
      id: plainID(2), parents: [plainID(1)],
      operations: [.unknown(kind: 77, payload: [1, 2, 3]), Self.remove(Self.first(0), 0, 1)])
    let document = Document([newer, Self.base])
    #expect(document.hasUnknownOperations)
    #expect(document.text("t") == "bc")
    #expect(document.change(plainID(2)) == newer)
    #expect(!document.at([plainID(1)]).hasUnknownOperations)
  }

  @Test("Wholly dishonest towns converge, and agree with the slow twin", arguments: Seeds.all)
  func dishonest(seed: UInt64) {
    print("seed \(seed)")
    var town = Town(seed: seed &+ 5000)
    town.live(steps: 6)
    town.live(steps: 14, dishonest: 100)
    let expected = Oracle(town.changes).portrait
    for _ in 0..<6 {
      var portrait = Portrait(Document(town.changes.shuffled(using: &town.generator)))
      portrait.refused = [:]
      #expect(portrait == expected)
    }
  }

  @Test("Right siblings whose right origins are anything at all converge", arguments: Seeds.all)
  func arbitraryRightOrigins(seed: UInt64) {
    print("seed \(seed)")
    var generator = SplitMix64(seed: seed)
    // "p" hangs left of "a", so that what is put right of it may have all of "abcd" as right origin.
    var base = Document()
    base.write(id(1)) { $0.insertText("t", "abcd", at: 0) }
    base.write(id(2)) { $0.insertText("t", "pq", at: 0) }
    var changes = base.changes
    for number in 0..<9 {
      let seen = changes.filter { _ in generator.chance(60) } + changes.prefix(2)
      let past = Document(seen)
      let known = past.changes.map { Reference.past(OperationID(change: $0.id, index: 0)) }
      let anchors = known.flatMap { run in
        (0..<(run == known[0] ? 4 : 2)).map { Anchor(run: run, offset: $0) }
      }
      let parent =
        generator.chance(70)
        ? Anchor(run: known[1], offset: 0) : anchors.randomElement(using: &generator)
      let operation = Operation.insertText(
        key: "t", placement: .right(of: parent, before: anchors.randomElement(using: &generator)),
        text: "\(number)x")
      changes.append(
        Change(
          id: id(seed &* 100 &+ UInt64(number) &+ 10), parents: past.frontier,
          operations: [operation]))
    }
    let expected = Oracle(changes).portrait
    for _ in 0..<6 {
      let document = Document(changes.shuffled(using: &generator))
      #expect(document.refused.isEmpty)
      #expect(Portrait(document) == expected)
    }
  }

  @Test("Too many operations are refused before they are looked at")
  func tooMany() {
    let one = Operation.set(key: "r", value: .none, overwrites: [])
    let many = Array(repeating: one, count: OperationLimits.operations + 1)
    let document = Document([Change(id: plainID(1), parents: [], operations: many)])
    #expect(document.refused[plainID(1)]?.reason == .beyondLimits)
  }

  @Test("Deep trees, long chains and long notes do not recurse")
  func deep() {
    // Every letter to the left of the one before, every letter to the right, and a long run.
    let count: UInt32 = 20_000
    var leftwards: [Operation] = [
      .insertText(key: "left", placement: .right(of: nil, before: nil), text: "x")
    ]
    var rightwards: [Operation] = [
      .insertText(key: "right", placement: .right(of: nil, before: nil), text: "x")
    ]
    for index in 1..<count {
      let last = Anchor(run: .own(index - 1), offset: 0)
      leftwards.append(.insertText(key: "left", placement: .left(of: last), text: "x"))
      rightwards.append(
        .insertText(key: "right", placement: .right(of: last, before: nil), text: "x"))
    }
    var document = Document([
      Change(id: plainID(1), parents: [], operations: leftwards),
      Change(id: plainID(2), parents: [], operations: rightwards),
    ])
    #expect(document.text("left").utf8.count == Int(count))
    #expect(document.text("right").utf8.count == Int(count))
    let long = String(repeating: "0123456789", count: 20_000)
    document.write(plainID(3)) { $0.insertText("long", long, at: 0) }
    document.write(plainID(4)) { $0.insertText("long", "!", at: 100_000) }
    #expect(document.text("long").utf8.count == 200_001)
    let chain = (0..<5_000).map { number in
      Change(
        id: id(UInt64(number)), parents: number == 0 ? [] : [id(UInt64(number - 1))],
        operations: [])
    }
    let backwards = Document(chain.reversed())
    #expect(backwards.history.count == 5_000)
    #expect(backwards.isAncestor(id(0), of: id(4_999)))
  }

  @Test("A few thousand letters, each its own change")
  func typing() {
    var document = Document()
    for step in 0..<1_500 {
      document.write(id(UInt64(step))) { $0.insertText("t", "x", at: step) }
    }
    #expect(document.text("t").utf8.count == 1_500)
  }
}
