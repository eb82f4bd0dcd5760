/// Very many changes, in orders and with parents that are dear.
extension Costs {
  static let histories: [Case] = [
    ("20,000 changes, backwards", { chain(20_000).reversed() }),
    ("65,536 changes wait for one", { heads(65_536).reversed() }),
    ("64 parents each, backwards", { mergesOfMany(20_000).reversed() }),
    ("2,000 heads", { heads(2_000) }),
    ("20,000 heads", { heads(20_000) }),
    ("65,536 heads, merged by 64", { headsMerged(65_536) }),
    ("20,000 roots that name nothing", { roots(20_000) }),
    ("two branches of 10,000 in turn", { branches(10_000) }),
    ("two of 20,000 that name further back", { branches(20_000, back: 2) }),
    ("two of 20,000 that name their first", { branches(20_000, back: .max) }),
    ("200 of 200 that name their first", { branches(200, of: 200, back: .max) }),
    ("two pairs of 10,000 in turn", { pairs(2, 10_000) }),
    ("100 pairs of 200 in turn", { pairs(100, 200) }),
    ("50 pairs of 200 on a pair of 10,000", { pairsOnPair() }),
    ("2,000 refused changes", { refusals(2_000) }),
  ]

  static func chain(_ count: UInt64) -> [Change] {
    (0..<count).map { number in
      Change(
        id: id(number), parents: number == 0 ? [] : [id(number - 1)],
        operations: [
          insert(number == 0 ? .right(of: nil, before: nil) : right(name(id(number - 1), 0)))
        ])
    }
  }

  static func heads(_ count: UInt64) -> [Change] {
    [Change(id: id(9_000_000), parents: [], operations: [start])]
      + (0..<count).map { number in
        Change(
          id: id(number), parents: [id(9_000_000)],
          operations: [insert(right(name(id(9_000_000), 0)))])
      }
  }

  static func roots(_ count: UInt64) -> [Change] {
    (0..<count).map { Change(id: id($0), parents: [], operations: [start]) }
  }

  /// Changes that apply nothing, beside a text of some size.
  static func refusals(_ count: UInt64) -> [Change] {
    let bad = Operation.removeText(key: "t", ranges: [])
    return [rightChain(id(900_000), many)]
      + (0..<count).map { Change(id: id($0), parents: [id(900_000)], operations: [bad]) }
  }

  /// Branches that nobody merges, their changes in turn, each right of what its own branch wrote some
  /// changes back.
  static func branches(_ length: UInt64, of count: UInt64 = 2, back: UInt64 = 1) -> [Change] {
    (0..<length * count).map { number in
      let (step, branch) = (number / count, number % count)
      guard step > 0 else { return Change(id: id(branch), parents: [], operations: [start]) }
      let named = (step - min(back, step)) * count + branch
      return Change(
        id: id(number), parents: [id(number - count)],
        operations: [insert(right(name(id(named), 0)))])
    }
  }

  /// Pairs of writers who read each other at each step and no other pair, all in turn; each names what
  /// came first in its pair.
  static func pairs(_ count: UInt64, _ length: UInt64) -> [Change] {
    (0..<2 * count * length).map { number in
      let (step, place) = (number / (2 * count), number % (2 * count))
      guard step > 0 else { return Change(id: id(place), parents: [], operations: [start]) }
      let partner = number ^ 1
      return Change(
        id: id(number), parents: [id(number - 2 * count), id(partner - 2 * count)],
        operations: [insert(right(name(id(place), 0)))])
    }
  }

  /// Each has the 64 before it as parents.
  static func mergesOfMany(_ count: UInt64) -> [Change] {
    (0..<count).map { number in
      let parents = (number - min(number, 64)..<number).map { id($0) }
      return Change(id: id(number), parents: parents, operations: [start])
    }
  }

  /// Many heads, and then changes that each merge 64 of them and name something of the last of these.
  static func headsMerged(_ count: UInt64) -> [Change] {
    heads(count)
      + (0..<count / 64).map { number in
        let parents = (64 * number..<64 * (number + 1)).map { id($0) }
        return Change(
          id: id(1_000_000 + number), parents: parents,
          operations: [insert(right(name(id(64 * number), 0)))])
      }
  }

  /// A long pair, and from places all over it many pairs more, in turn; each names what came first.
  static func pairsOnPair() -> [Change] {
    let trunk = pairs(1, 10_000)
    var changes = trunk
    var last = (0..<50).map { [trunk[10_000 + 200 * $0].id, trunk[10_001 + 200 * $0].id] }
    for number in 0..<UInt64(200 * 50) {
      let pair = Int(number % 50)
      let names = [id(1_000_000 + 2 * number), id(1_000_001 + 2 * number)]
      for name in names {
        let first = insert(right(self.name(trunk[0].id, 0)))
        changes.append(Change(id: name, parents: last[pair], operations: [first]))
      }
      last[pair] = names
    }
    return changes
  }
}
