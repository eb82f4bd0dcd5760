/// Removals of what was removed already, and writes beside and over one another.
extension Costs {
  static let removals: [Case] = [
    ("removals of everything", { removalsOfEverything() }),
    ("removals of everything, 500 changes", { removalsAgain(500) }),
    ("ranges over fragments", { rangesOverFragments() }),
    ("ranges apart, from the end", { rangesFromEnd() }),
    ("removals, one visible each", { removalsOneVisible() }),
    ("removals of both ends", { removalsOfBothEnds() }),
  ]
  static let registers: [Case] = [
    ("writes beside one another", { writesBeside() }),
    ("writes over many, one by one", { writesOverMany() }),
    ("the same, 8 changes", { writesOverMany(8) }),
    ("writes over many, all at once", { writesOverAll() }),
  ]

  static func fragments(_ id: ChangeID) -> [Change] {
    let text = String(repeating: "a", count: Int(many))
    let first = Change(
      id: id, parents: [], operations: [insert(.right(of: nil, before: nil), text)])
    let rest = (0..<many - 1).map { insert(left(name(id, 0), $0 + 1)) }
    return [first, Change(id: Costs.id(8), parents: [id], operations: rest)]
  }

  static func removalsOfEverything() -> [Change] {
    let all = AnchorRange(run: name(id(9), 0), offset: 0, count: many)
    let rest = (0..<many).map { _ in Operation.removeText(key: "t", ranges: [all]) }
    return fragments(id(9)) + [Change(id: id(5), parents: [id(8)], operations: rest)]
  }

  static func rangesOverFragments() -> [Change] {
    let all = AnchorRange(run: name(id(9), 0), offset: 0, count: many)
    let removal = Operation.removeText(
      key: "t", ranges: Array(repeating: all, count: OperationLimits.references))
    return fragments(id(9)) + [Change(id: id(5), parents: [id(8)], operations: [removal])]
  }

  /// Each removal begins at a visible element and goes on over all that is removed already.
  static func removalsOneVisible() -> [Change] {
    let all = AnchorRange(run: name(id(9), 0), offset: 0, count: many)
    let first = Operation.removeText(key: "t", ranges: [all])
    let rest = (0..<many - 1).map { number in
      Operation.removeText(
        key: "t", ranges: [AnchorRange(run: name(id(8), number), offset: 0, count: 1), all])
    }
    return fragments(id(9)) + [Change(id: id(5), parents: [id(8)], operations: [first] + rest)]
  }

  static func write(over: [Reference]) -> Operation {
    .set(key: "r", value: .none, overwrites: over)
  }

  static func writesBeside() -> [Change] {
    [Change(id: id(9), parents: [], operations: (0..<many).map { _ in write(over: []) })]
  }

  static func writesOverAll() -> [Change] {
    let all = (0..<many).map { name(id(9), $0) }
    let rest = (0..<8).map { _ in write(over: all) }
    return writesBeside() + [Change(id: id(5), parents: [id(9)], operations: rest)]
  }

  static func writesOverMany(_ count: UInt64 = 1) -> [Change] {
    let beside = (0..<count).map { number in
      Change(
        id: id(100 + number), parents: number == 0 ? [] : [id(99 + number)],
        operations: (0..<many).map { _ in write(over: []) })
    }
    let over = (0..<count).map { number in
      Change(
        id: id(200 + number), parents: [id(number == 0 ? 99 + count : 199 + number)],
        operations: (0..<many).map { write(over: [name(id(100 + number), $0)]) })
    }
    return beside + over
  }

  /// Small changes, each of which removes everything a few times.
  static func removalsAgain(_ count: UInt64) -> [Change] {
    let all = AnchorRange(run: name(id(9), 0), offset: 0, count: many)
    let removals = Array(repeating: Operation.removeText(key: "t", ranges: [all]), count: 30)
    return fragments(id(9))
      + (0..<count).map { number in
        Change(
          id: id(100 + number), parents: [id(number == 0 ? 8 : 99 + number)], operations: removals)
      }
  }

  /// Every other letter of a long text, the last first.
  static func rangesFromEnd() -> [Change] {
    let text = String(repeating: "a", count: OperationLimits.textBytes)
    let first = Change(
      id: id(9), parents: [], operations: [insert(.right(of: nil, before: nil), text)])
    let count = UInt32(OperationLimits.textBytes / 2)
    let ranges = (0..<count).map { number in
      AnchorRange(run: name(id(9), 0), offset: 2 * (count - 1 - number), count: 1)
    }
    let parts = stride(from: 0, to: ranges.count, by: OperationLimits.references).map { start in
      Operation.removeText(
        key: "t", ranges: Array(ranges[start..<start + OperationLimits.references]))
    }
    return [first, Change(id: id(5), parents: [id(9)], operations: parts)]
  }

  /// Each removes two letters with everything that was removed before between them.
  static func removalsOfBothEnds() -> [Change] {
    let all = AnchorRange(run: name(id(9), 0), offset: 0, count: many)
    var operations = [Operation.removeText(key: "t", ranges: [all])]
    for number in 0..<many / 4 {
      operations.append(insert(left(name(id(9), 0))))
      operations.append(insert(right(name(id(9), 0), many - 1)))
      let ends = [3 * number + 1, 3 * number + 2].map {
        AnchorRange(run: .own($0), offset: 0, count: 1)
      }
      operations.append(.removeText(key: "t", ranges: ends))
    }
    return fragments(id(9)) + [Change(id: id(5), parents: [id(8)], operations: operations)]
  }
}
