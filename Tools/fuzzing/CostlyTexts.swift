/// Insertions that hang from one another in one text, and one or two in each of many.
extension Costs {
  static let texts: [Case] = [
    ("right, behind one another", { [rightChain(id(1), many)] }),
    ("left, before one another", { [leftChain(id(1), many)] }),
    ("right of one element", { oneElement(side: .right) }),
    ("left of one element", { oneElement(side: .left) }),
    ("right of one element, 8 changes", { oneElementAgain(8) }),
    ("right of the origin", { origin() }),
    ("two right origins in turn", { twoRightOrigins() }),
    ("right origins, all different", { differentRightOrigins() }),
    ("right of the head of a chain", { headOfChain() }),
    ("left of the foot of a chain", { footOfChain() }),
    ("right of each of a chain", { eachOfChain() }),
    ("right of each, from below", { eachOfChain(fromBelow: true) }),
    ("left of each of a left chain", { eachOfLeftChain(fromBelow: false) }),
    ("left of each, from below", { eachOfLeftChain(fromBelow: true) }),
    ("both sides of each of a chain", { bothSides() }),
    ("right of the tops of two chains", { twoChains() }),
    ("chains that go left and right", { zigzag() }),
    ("right origin deep below", { deepRightOrigin() }),
    ("right origins all over a chain", { rightOriginsOverChain() }),
    ("in the middle of one run", { middleOfRun() }),
    ("behind the next in the run", { behindNextInRun() }),
    ("long runs behind one another, apart", { longRunsApart() }),
  ]
  static let manyTexts: [Case] = [
    ("a text for each operation", { textEach() }),
    ("two insertions in each text", { twoInEachText() }),
    ("named insertions in many texts", { manyTextsNamed() }),
    ("two in each of many, 4 changes", { manyTextsAgain(4) }),
  ]

  static func rightChain(_ id: ChangeID, _ count: UInt32) -> Change {
    let rest = (1..<count).map { insert(right(.own($0 - 1))) }
    return Change(id: id, parents: [], operations: [start] + rest)
  }

  static func leftChain(_ id: ChangeID, _ count: UInt32) -> Change {
    let rest = (1..<count).map { insert(left(.own($0 - 1))) }
    return Change(id: id, parents: [], operations: [start] + rest)
  }

  enum Side { case left, right }

  static func oneElement(side: Side) -> [Change] {
    let first = Change(id: id(9), parents: [], operations: [start])
    let rest = (0..<many).map { _ in
      insert(side == .left ? left(name(id(9), 0)) : right(name(id(9), 0)))
    }
    return [first, Change(id: id(5), parents: [id(9)], operations: rest)]
  }

  static func origin() -> [Change] {
    [
      Change(
        id: id(5), parents: [],
        operations: (0..<many).map { _ in insert(.right(of: nil, before: nil)) })
    ]
  }

  static func twoRightOrigins() -> [Change] {
    let first = Change(
      id: id(9), parents: [], operations: [insert(.right(of: nil, before: nil), "abc")])
    let left = Change(id: id(8), parents: [id(9)], operations: [insert(left(name(id(9), 0)))])
    let rest = (0..<many).map { number in
      insert(right(name(id(8), 0), before: Anchor(run: name(id(9), 0), offset: number % 3)))
    }
    return [first, left, Change(id: id(5), parents: [id(8)], operations: rest)]
  }

  static func differentRightOrigins() -> [Change] {
    let text = String(repeating: "a", count: Int(many))
    let first = Change(
      id: id(9), parents: [], operations: [insert(.right(of: nil, before: nil), text)])
    let left = Change(id: id(8), parents: [id(9)], operations: [insert(left(name(id(9), 0)))])
    let rest = (0..<many).map { number in
      let offset = (number &* 40_503) % many
      return insert(right(name(id(8), 0), before: Anchor(run: name(id(9), 0), offset: offset)))
    }
    return [first, left, Change(id: id(5), parents: [id(8)], operations: rest)]
  }

  /// Half of the operations hang behind one another, the others right of the first of these.
  static func headOfChain() -> [Change] {
    let chain = (1..<many / 2).map { insert(right(.own($0 - 1))) }
    let rest = (0..<many / 2).map { _ in insert(right(.own(0))) }
    return [Change(id: id(5), parents: [], operations: [start] + chain + rest)]
  }

  /// Half of the operations hang behind one another, the others right of each of these, from above or from below.
  static func eachOfChain(fromBelow: Bool = false) -> [Change] {
    let chain = (1..<many / 2).map { insert(right(.own($0 - 1))) }
    let rest = (0..<many / 2).map { insert(right(.own(fromBelow ? many / 2 - 1 - $0 : $0))) }
    return [Change(id: id(5), parents: [], operations: [start] + chain + rest)]
  }

  /// Many hang left of one another; later ones, with smaller names, hang left of the first of these.
  static func footOfChain() -> [Change] {
    let rest = (0..<many / 2).map { _ in insert(left(name(id(5), 0))) }
    return [
      leftChain(id(5), many / 2), Change(id: id(4), parents: [id(5)], operations: rest),
    ]
  }

  /// Right children of one element whose right origins lie far below it.
  static func deepRightOrigin() -> [Change] {
    let chain = (1..<many / 2).map { insert(right(.own($0 - 1))) }
    let deep = Anchor(run: .own(many / 2 - 1), offset: 0)
    let rest = (0..<many / 2).map { _ in insert(right(.own(0), before: deep)) }
    return [Change(id: id(5), parents: [], operations: [start] + chain + rest)]
  }

  static func middleOfRun() -> [Change] {
    let text = String(repeating: "a", count: Int(many))
    let first = Change(
      id: id(9), parents: [], operations: [insert(.right(of: nil, before: nil), text)])
    let rest = (0..<many - 1).map { number in
      insert(right(name(id(9), 0), (number &* 40_503) % (many - 1)))
    }
    return [first, Change(id: id(5), parents: [id(9)], operations: rest)]
  }

  static func texts(_ placement: (UInt32) -> Placement) -> [Operation] {
    (0..<many).map { number in
      .insertText(key: "\(number)", placement: placement(number), text: "xy")
    }
  }

  static func textEach() -> [Change] {
    [Change(id: id(9), parents: [], operations: texts { _ in .right(of: nil, before: nil) })]
  }

  static func twoInEachText() -> [Change] {
    let operations = (0..<many / 2).flatMap { number -> [Operation] in
      let key = "\(number)"
      let second = right(.own(2 * number))
      return [
        .insertText(key: key, placement: .right(of: nil, before: nil), text: "xy"),
        .insertText(key: key, placement: second, text: "z"),
      ]
    }
    return [Change(id: id(9), parents: [], operations: operations)]
  }

  static func manyTextsNamed() -> [Change] {
    textEach() + [
      Change(id: id(5), parents: [id(9)], operations: texts { right(name(id(9), $0)) })
    ]
  }

  /// Many changes with as many operations each, all right of one element.
  static func oneElementAgain(_ count: UInt64) -> [Change] {
    let first = Change(id: id(99), parents: [], operations: [start])
    let rest = (0..<many).map { _ in insert(right(name(id(99), 0))) }
    return [first]
      + (0..<count).map { Change(id: id(90 - $0), parents: [id(99)], operations: rest) }
  }

  static func eachOfLeftChain(fromBelow: Bool) -> [Change] {
    let chain = (1..<many / 2).map { insert(left(.own($0 - 1))) }
    let rest = (0..<many / 2).map { insert(left(.own(fromBelow ? many / 2 - 1 - $0 : $0))) }
    return [Change(id: id(5), parents: [], operations: [start] + chain + rest)]
  }

  /// A chain that is one span; then something left and right of its elements, here and there.
  static func bothSides() -> [Change] {
    let chain = (1..<many / 2).map { insert(right(.own($0 - 1))) }
    let rest = (0..<many / 2).map { number in
      let element = Reference.own((number &* 40_503) % (many / 2))
      return insert(number % 2 == 0 ? left(element) : right(element))
    }
    return [Change(id: id(5), parents: [], operations: [start] + chain + rest)]
  }

  /// Two long chains on either side of one element; what comes then hangs at their tops in turn.
  static func twoChains() -> [Change] {
    let third = many / 3
    let operations = (1..<many).map { number -> Operation in
      if number == 1 { return insert(right(.own(0))) }
      if number == 2 { return insert(left(.own(0))) }
      if number < 2 * third {
        let last = Reference.own(number - 2)
        return insert(number % 2 == 1 ? right(last) : left(last))
      }
      return insert(number % 2 == 1 ? right(.own(0)) : left(.own(0)))
    }
    return [Change(id: id(5), parents: [], operations: [start] + operations)]
  }

  /// Each hangs left of one and right of the next in turn; what comes then hangs right of each, whose
  /// end lies ever further away.
  static func zigzag() -> [Change] {
    let chain = (1..<many / 2).map { number in
      insert(number % 2 == 0 ? right(.own(number - 1)) : left(.own(number - 1)))
    }
    let rest = (0..<many / 2).map { insert(right(.own(many / 2 - 1 - $0))) }
    let again = Change(
      id: id(4), parents: [id(5)],
      operations: (0..<many / 2).map { insert(right(name(id(5), $0))) })
    return [Change(id: id(5), parents: [], operations: [start] + chain + rest), again]
  }

  /// Right children of the elements of a chain whose right origins lie anywhere in it.
  static func rightOriginsOverChain() -> [Change] {
    let chain = (1..<many / 2).map { insert(right(.own($0 - 1))) }
    let rest = (0..<many / 2).map { number in
      let origin = Anchor(run: .own((number &* 40_503) % (many / 2)), offset: 0)
      return insert(right(.own((number &* 9_973) % 64), before: origin))
    }
    return [Change(id: id(5), parents: [], operations: [start] + chain + rest)]
  }

  /// Right of elements in the middle of a run, and behind the one that follows there: the smaller id
  /// of the run goes first.
  static func behindNextInRun() -> [Change] {
    let text = String(repeating: "a", count: Int(many))
    let first = Change(
      id: id(1), parents: [], operations: [insert(.right(of: nil, before: nil), text)])
    let rest = (0..<many - 1).map { insert(right(name(id(1), 0), many - 2 - $0)) }
    return [first, Change(id: id(5), parents: [id(1)], operations: rest)]
  }

  static func manyTextsAgain(_ count: UInt64) -> [Change] {
    textEach()
      + (0..<count).map { number in
        Change(
          id: id(20 + number), parents: [id(9)], operations: texts { right(name(id(9), $0)) })
      }
  }

  /// Two changes apart, each a chain of runs, of eight million letters in all.
  static func longRunsApart() -> [Change] {
    let text = String(repeating: "a", count: OperationLimits.encodedBytes / 2 / Int(many))
    return [id(4), id(5)].map { name in
      let chain = (1..<many).map { insert(right(.own($0 - 1), UInt32(text.utf8.count - 1)), text) }
      let first = insert(.right(of: nil, before: nil), text)
      return Change(id: name, parents: [], operations: [first] + chain)
    }
  }
}
