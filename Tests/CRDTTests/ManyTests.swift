import Testing

@testable import CRDT

@Suite("What is kept for the sake of very many")
struct ManyTests {
  @Test("A register holds what an array would, whatever is replaced")
  func register() {
    var generator = SplitMix64(seed: 5)
    var register = Register()
    var plain: [LocalVersion] = []
    for version: LocalVersion in 0..<4_000 {
      if generator.chance(45), let some = plain.randomElement(using: &generator) {
        register.remove(some)
        plain.removeAll { $0 == some }
        // What was replaced already, or never stood here, is nothing to replace.
        register.remove(some)
        register.remove(version)
      }
      if generator.chance(80) {
        register.append(version)
        plain.append(version)
      }
      if version % 1_000 < 20 {
        for some in plain { register.remove(some) }
        plain = []
      }
      #expect(register.count == plain.count)
      if version % 16 == 0 { #expect(register.standing == plain) }
    }
  }

  @Test("Removed ranges that are remembered cover what they were told, and no more")
  func hidden() {
    var generator = SplitMix64(seed: 6)
    var hidden = HiddenVersions()
    var plain = Array(repeating: false, count: 400)
    for _ in 0..<120 {
      let first = UInt32.random(in: 0..<390, using: &generator)
      let count = UInt32.random(in: 1...9, using: &generator)
      hidden.add(VersionRange(first: first, count: count))
      for version in first..<first + count where version < 400 { plain[Int(version)] = true }
      for version: UInt32 in 0..<400 {
        let found = hidden.range(endingBehind: version).map { $0.first <= version } ?? false
        #expect(found == plain[Int(version)])
      }
    }
  }

  @Test("Who removes everything many times, in many changes, removes it once")
  func removedAgain() throws {
    var document = Document()
    document.write(plainID(1)) { $0.insertText("t", String(repeating: "abcd", count: 100), at: 0) }
    document.write(plainID(2)) { edit in
      for offset in 0..<200 { edit.insertText("t", "-", at: 1 + 2 * offset) }
    }
    let run = Reference.past(OperationID(change: plainID(1), index: 0))
    func removal(_ first: UInt32, _ count: UInt32) -> Operation {
      .removeText(key: "t", ranges: [AnchorRange(run: run, offset: first, count: count)])
    }
    for number: UInt8 in 3..<12 {
      let operations = [
        removal(UInt32(number) * 30, 40), removal(20, 40 * UInt32(number) - 100),
        removal(UInt32(number) * 20, 150),
      ]
      document.merge([
        Change(id: plainID(number), parents: [plainID(number - 1)], operations: operations)
      ])
      #expect(document.refused.isEmpty)
      try document.checkInvariants()
      let plain = PlainDocument(document.changes)
      #expect(document.text("t") == plain.text("t"))
    }
  }

  @Test("What every head has seen, of more heads than a word has bits, is what each has seen")
  func manyHeads() {
    var generator = SplitMix64(seed: 7)
    for heads in [2, 63, 64, 65, 200] {
      var changes = [Change(id: id(0), parents: [], operations: [])]
      for number in 1..<60 {
        let parents = [changes[max(0, number - Int.random(in: 1...3, using: &generator))].id]
        changes.append(Change(id: id(UInt64(number)), parents: parents, operations: []))
      }
      for number in 0..<heads {
        let parent = changes[Int.random(in: 20..<60, using: &generator)].id
        changes.append(
          Change(id: id(1_000 + UInt64(number)), parents: [parent], operations: []))
      }
      let past = Document(changes.shuffled(using: &generator)).past
      let each = past.heads.map { past.marked(from: [$0]) }
      let expected = (0..<past.count).map { number in each.allSatisfy { $0[number] } }
      #expect(past.seenByAllHeads == expected)
    }
  }

  @Test("A change that waits for many parents comes when the last of them does")
  func manyParents() {
    var generator = SplitMix64(seed: 8)
    let parents = (0..<150).map { Change(id: id(UInt64($0)), parents: [], operations: []) }
    let names = parents.map(\.id) + parents.prefix(20).map(\.id)
    let waiting = (0..<20).map { number in
      Change(
        id: id(1_000 + UInt64(number)), parents: names.shuffled(using: &generator), operations: [])
    }
    var document = Document(waiting)
    for (number, parent) in parents.shuffled(using: &generator).enumerated() {
      #expect(document.pending.count == 20)
      document.merge([parent])
      if number % 40 == 0 { document.merge(waiting) }
    }
    #expect(document.pending.isEmpty)
    #expect(document.frontier == waiting.map(\.id).sorted())
  }

  @Test("A change beyond the elements that can be numbered waits, whatever else is wrong with it")
  func beyondCapacity() {
    var document = Document()
    document.log.next = OperationLog.capacity - 4
    func verdict(_ text: String, _ more: Operation...) -> Resolution.Verdict {
      let first = Operation.insertText(
        key: "t", placement: .right(of: nil, before: nil), text: text)
      var resolution = Resolution()
      return resolution.verdict(
        on: Change(id: plainID(1), parents: [], operations: [first] + more), in: document)
    }
    let nothing = Operation.removeText(key: "t", ranges: [])
    let item = Operation.insertItem(
      key: "l", placement: .right(of: nil, before: nil), value: .none)
    #expect(verdict("abcd") == .applies)
    #expect(verdict("abc", item) == .applies)
    // Bytes are counted, not scalars.
    for text in ["abcde", "abc\u{e9}"] { #expect(verdict(text) == .hasNoRoom) }
    #expect(verdict("abcd", item) == .hasNoRoom)
    #expect(verdict("abcd", nothing) == .refused(MergeRefusal(operation: 1, reason: .empty)))
    #expect(verdict("abcd", nothing, item) == .hasNoRoom)
  }

  @Test("Branches off a long stem name what they have seen, and nothing else")
  func stem() throws {
    var generator = SplitMix64(seed: 9)
    let write = Operation.set(key: "r", value: .none, overwrites: [])
    var changes = [Change(id: id(0), parents: [], operations: [write])]
    var parents: [[ChangeID]] = [[]]
    // A stem of two who merge at each step, and branches off it that do so too, in turn.
    var tips = Array(repeating: [id(0)], count: 1)
    for step in 1..<1_200 {
      if step > 700, step % 60 == 0 { tips.append(parents[step - 650]) }
      let branch = step > 700 ? Int.random(in: 0..<tips.count, using: &generator) : 0
      let names = [id(UInt64(2 * step)), id(UInt64(2 * step + 1))]
      for name in names {
        // Mostly something of the stem, so that few name what means nothing.
        let known = generator.chance(85) ? min(changes.count, 400) : changes.count
        let named = changes[Int.random(in: 0..<known, using: &generator)].id
        let over = Operation.set(
          key: "r", value: .none,
          overwrites: [.past(OperationID(change: named, index: 0))])
        changes.append(Change(id: name, parents: tips[branch], operations: [write, over]))
      }
      parents.append(tips[branch])
      tips[branch] = names
    }
    let document = Document(changes)
    try document.checkInvariants()
    var refused = 0
    for change in changes where document.refused[change.id] != nil { refused += 1 }
    #expect(refused > 100 && refused < changes.count / 2)
    for change in changes {
      guard case .set(_, _, let overwrites)? = change.operations.last,
        case .past(let named)? = overwrites.first
      else { continue }
      // Nobody may name what he has not seen, nor what means nothing.
      let isSeen = document.isAncestor(named.change, of: change.id)
      let isSound = document.refused[named.change] == nil
      #expect((document.refused[change.id] == nil) == (isSeen && isSound))
    }
  }

  @Test("Who names first what lies far back, and then what lies near, has seen both")
  func farAndNear() throws {
    let write = Operation.set(key: "r", value: .none, overwrites: [])
    var changes: [Change] = []
    for number: UInt64 in 0..<1_400 {
      let pair = number & ~1
      let parents = pair == 0 ? [] : [id(pair - 2), id(pair - 1)]
      changes.append(Change(id: id(number), parents: parents, operations: [write]))
    }
    func naming(_ name: UInt64, _ parents: [UInt64], _ named: UInt64...) -> Change {
      let references = named.map { Reference.past(OperationID(change: id($0), index: 0)) }
      return Change(
        id: id(name), parents: parents.map { id($0) },
        operations: [.set(key: "r", value: .none, overwrites: references)])
    }
    changes += [
      naming(2_000, [1_398], 0, 1_390), naming(2_001, [1_396, 1_397], 1, 1_391),
      naming(2_002, [1_000], 0, 1_001), naming(2_003, [1_000], 2, 998, 999),
    ]
    let document = Document(changes)
    #expect(document.refused.keys.sorted() == [id(2_002)])
    try document.checkInvariants()
  }
}
