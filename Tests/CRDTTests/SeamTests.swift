import Testing

@testable import CRDT

@Suite("What lies below an element")
struct SeamTests {
  @Test("The shallowest seams of many rows are those that a look at each finds")
  func rows() {
    var generator = SplitMix64(seed: 3)
    var depthIndex = DepthIndex()
    var plain: [UInt32] = []
    for row in 0..<5_000 {
      // A row in ten is no insertion.
      if generator.chance(10), row < 4_999 {
        plain.append(.max)
        continue
      }
      let seam = UInt32.random(in: generator.chance(5) ? 0...3 : 100...5_000, using: &generator)
      depthIndex.append(row, depth: 0, seam: seam)
      plain.append(seam)
    }
    for round in 0..<3_000 {
      let width = [3, 40, 600, 5_000][round % 4]
      let lower = Int.random(in: 0..<plain.count, using: &generator)
      let rows = lower..<min(plain.count, lower + Int.random(in: 0...width, using: &generator))
      let depth = UInt32.random(in: round % 3 == 0 ? 0...6 : 0...5_100, using: &generator)
      let first = rows.first { plain[$0] < depth }
      let last = rows.last { plain[$0] < depth }
      #expect(depthIndex.first(in: rows, shallowerThan: depth) == first)
      #expect(depthIndex.last(in: rows, shallowerThan: depth) == last)
      #expect(depthIndex.shallowest(in: rows) == plain[rows].min() ?? .max)
    }
  }

  @Test("Very many siblings keep their order")
  func siblings() {
    var generator = SplitMix64(seed: 4)
    var branches = Branches()
    let fork = Branches.Fork(right: OperationLog.origin, in: 0)
    let other = Branches.Fork(right: OperationLog.origin, in: 1)
    for entry in (0..<3_000).map({ UInt32($0) }).shuffled(using: &generator) {
      let (rank, next) = branches.rank(at: fork) { $0 > entry }
      #expect(next.map { $0 > entry } ?? true)
      branches.insert(entry, at: fork, rank)
    }
    for entry: UInt32 in 0..<3_000 {
      #expect(branches.rank(at: fork) { $0 >= entry }.child == entry)
    }
    #expect(branches.rank(at: fork) { _ in false }.child == nil)
    #expect(branches.first(at: fork) == 0)
    #expect(!branches.isTaken(other))
  }

  /// Who hangs what where, all of it allowed to a dishonest author.
  enum Habit: CaseIterable {
    /// Before and behind any letter of any run, with any right origin.
    case anywhere
    /// Behind, or before, one of the last ones: chains on both sides, right origins deep below.
    case chains
    /// Around the letters of the longest run and those below them.
    case middle
  }

  @Test(
    "Whatever hangs wherever, with whatever right origin, it is what the plain engine shows",
    arguments: Habit.allCases)
  func anyPlacement(habit: Habit) throws {
    for seed: UInt64 in 0..<6 {
      print("seed \(seed)")
      var generator = SplitMix64(seed: seed)
      let changes = Self.changes(habit, &generator)
      let plain = PlainDocument(changes)
      for round in 0..<3 {
        let document = Document(round == 0 ? changes : changes.shuffled(using: &generator))
        #expect(document.refused.isEmpty)
        #expect(document.text("t").utf8.elementsEqual(plain.text("t").utf8))
        try document.checkInvariants()
      }
    }
  }

  /// One change with a run of letters, then two writers apart with a few changes each.
  private static func changes(_ habit: Habit, _ generator: inout SplitMix64) -> [Change] {
    let run = String(repeating: "abcdefgh", count: 8)
    let first = Operation.insertText(
      key: "t", placement: .right(of: nil, before: nil), text: run)
    var changes = [Change(id: plainID(128), parents: [], operations: [first])]
    for writer: UInt8 in 0..<2 {
      var known: [Anchor] = (0..<64).map { Anchor(run: past(plainID(128), 0), offset: $0) }
      var parent = plainID(128)
      for step: UInt8 in 0..<4 {
        let name = plainID(UInt8.random(in: 0..<16, using: &generator) * 16 + writer * 8 + step)
        var operations: [Operation] = []
        var own: [Anchor] = []
        for number: UInt32 in 0..<120 {
          let length = UInt32.random(in: 1...3, using: &generator)
          let letters = String(repeating: writer == 0 ? "x" : "y", count: Int(length))
          let placement = Self.placement(habit, known + own, &generator)
          operations.append(.insertText(key: "t", placement: placement, text: letters))
          own += (0..<length).map { Anchor(run: .own(number), offset: $0) }
        }
        changes.append(Change(id: name, parents: [parent], operations: operations))
        parent = name
        known += own.map { anchor in
          guard case .own(let index) = anchor.run else { return anchor }
          return Anchor(run: past(name, index), offset: anchor.offset)
        }
      }
    }
    return changes
  }

  private static func past(_ change: ChangeID, _ index: UInt32) -> Reference {
    .past(OperationID(change: change, index: index))
  }

  private static func placement(
    _ habit: Habit, _ known: [Anchor], _ generator: inout SplitMix64
  ) -> Placement {
    let candidates =
      switch habit {
      case .anywhere: known[...]
      case .chains: known.suffix(generator.chance(80) ? 4 : 200)
      case .middle: generator.chance(60) ? known.prefix(12) : known.suffix(30)
      }
    guard let parent = candidates.randomElement(using: &generator) else {
      return .right(of: nil, before: nil)
    }
    if generator.chance(40) { return .left(of: parent) }
    let origin = generator.chance(50) ? known.randomElement(using: &generator) : nil
    return .right(of: generator.chance(3) ? nil : parent, before: origin)
  }

  @Test("What was typed before anything came from elsewhere hangs where it would have hung anyway")
  func builtLate() throws {
    for seed: UInt64 in 0..<8 {
      print("seed \(seed)")
      var generator = SplitMix64(seed: seed)
      // One has the branches from the beginning, the other builds them at the end.
      var early = Document([
        Change(id: plainID(1), parents: [], operations: [Self.insert("abcd")])
      ])
      var late = early
      early.buildBranches(before: early.log.entries.count)
      var parents = [plainID(1)]
      for step: UInt8 in 0..<3 {
        var edit = late.edit()
        for _ in 0..<150 {
          let length = edit.text("t").unicodeScalars.count
          let offset = Int.random(in: 0...length, using: &generator)
          if generator.chance(25) {
            edit.removeText("t", at: offset, count: 2)
          } else {
            edit.insertText("t", "\(step)", at: offset)
          }
          if generator.chance(10) { edit.insertItem("l", .flag(true), at: 0) }
        }
        let change = Change(
          id: plainID(2 + step), parents: parents, operations: edit.operations)
        parents = [change.id]
        early.merge([change])
        late = edit.committed(as: change.id)
      }
      #expect(!late.branches.isBuilt)
      late.buildBranches(before: late.log.entries.count)
      try late.checkInvariants()
      try early.checkInvariants()
      #expect(late.text("t") == early.text("t"))
      for entry in late.log.entries.indices where late.log.entries[entry].kind.isInsertion {
        #expect(late.depthIndex.seam(before: entry) == early.depthIndex.seam(before: entry))
      }
    }
  }

  private static func insert(_ text: String) -> Operation {
    .insertText(key: "t", placement: .right(of: nil, before: nil), text: text)
  }
}
