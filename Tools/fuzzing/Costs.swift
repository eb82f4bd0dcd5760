/// What the dearest inputs cost that keep within every limit: the time to merge each, to write it, to
/// read it back and to read its text.
@main
enum Costs {
  static func main() {
    let wanted = CommandLine.arguments.dropFirst()
    if wanted == ["--list"] { return cases.forEach { print($0.0) } }
    print(row("case", "merge", "encode", "decode", "text"))
    for (name, make) in cases where wanted.isEmpty || wanted.contains(name) {
      let changes = make()
      var document = Document()
      let merge = time { document.merge(changes) }
      let refusals = Set(document.refused.values.map(\.reason))
      require(refusals.isSubset(of: [.empty]), "\(name) is refused: \(refusals)")
      var bytes: [UInt8] = []
      let encode = time { bytes = DocumentCodec.encode(document, .plain) }
      let decode = time {
        do {
          document = try DocumentCodec.decode(bytes)
        } catch {
          fatalError("\(name) does not read its own bytes: \(error)")
        }
      }
      let text = time { for key in document.textKeys { sink &+= document.text(key).utf8.count } }
      print(row(name, merge, encode, decode, text))
    }
  }

  nonisolated(unsafe) private static var sink = 0

  private static func time(_ body: () -> Void) -> String {
    let clock = ContinuousClock()
    let elapsed = clock.measure(body)
    let milliseconds =
      elapsed.components.seconds * 1000
      + elapsed.components.attoseconds / 1_000_000_000_000_000
    return "\(milliseconds) ms"
  }

  private static func row(_ name: String, _ columns: String...) -> String {
    let padded = columns.map { String(repeating: " ", count: max(0, 11 - $0.count)) + $0 }
    return name + String(repeating: " ", count: max(0, 34 - name.count)) + padded.joined()
  }

  // MARK: The inputs

  static let many = UInt32(OperationLimits.operations)
  static let cases: [(String, @Sendable () -> [Change])] = [
    ("right, behind one another", { [rightChain(id(1), many)] }),
    ("left, before one another", { [leftChain(id(1), many)] }),
    ("right of one element", { oneElement(side: .right) }),
    ("left of one element", { oneElement(side: .left) }),
    ("right of the origin", { origin() }),
    ("two right origins in turn", { twoRightOrigins() }),
    ("right origins, all different", { differentRightOrigins() }),
    ("right of the head of a chain", { headOfChain() }),
    ("left of the foot of a chain", { footOfChain() }),
    ("right of each of a chain", { eachOfChain() }),
    ("right origin deep below", { deepRightOrigin() }),
    ("in the middle of one run", { middleOfRun() }),
    ("removals of everything", { removalsOfEverything() }),
    ("ranges over fragments", { rangesOverFragments() }),
    ("writes beside one another", { writesBeside() }),
    ("writes over many, one by one", { writesOverMany() }),
    ("writes over many, all at once", { writesOverAll() }),
    ("a text for each operation", { manyTexts() }),
    ("two insertions in each text", { twoInEachText() }),
    ("named insertions in many texts", { manyTextsNamed() }),
    ("removals, one visible each", { removalsOneVisible() }),
    ("20,000 changes, backwards", { chain(20_000).reversed() }),
    ("2,000 heads", { heads(2_000) }),
    ("20,000 heads", { heads(20_000) }),
    ("20,000 roots that name nothing", { roots(20_000) }),
    ("two branches of 10,000 in turn", { branches(10_000) }),
    ("2,000 refused changes", { refusals(2_000) }),
  ]

  private static func name(_ change: ChangeID, _ index: UInt32) -> Reference {
    .past(OperationID(change: change, index: index))
  }

  private static func insert(_ placement: Placement, _ text: String = "x") -> Operation {
    .insertText(key: "t", placement: placement, text: text)
  }

  private static func right(_ run: Reference, _ offset: UInt32 = 0, before: Anchor? = nil)
    -> Placement
  {
    .right(of: Anchor(run: run, offset: offset), before: before)
  }

  private static func left(_ run: Reference, _ offset: UInt32 = 0) -> Placement {
    .left(of: Anchor(run: run, offset: offset))
  }

  private static let start = insert(.right(of: nil, before: nil))

  /// A name smaller, or greater, than another.
  private static func id(_ number: UInt64) -> ChangeID {
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    guard let id = ChangeID(bytes + Array(repeating: 7, count: 24)) else {
      fatalError("32 bytes make an id")
    }
    return id
  }

  private static func rightChain(_ id: ChangeID, _ count: UInt32) -> Change {
    let rest = (1..<count).map { insert(right(.own($0 - 1))) }
    return Change(id: id, parents: [], operations: [start] + rest)
  }

  private static func leftChain(_ id: ChangeID, _ count: UInt32) -> Change {
    let rest = (1..<count).map { insert(left(.own($0 - 1))) }
    return Change(id: id, parents: [], operations: [start] + rest)
  }

  private enum Side { case left, right }

  private static func oneElement(side: Side) -> [Change] {
    let first = Change(id: id(9), parents: [], operations: [start])
    let rest = (0..<many).map { _ in
      insert(side == .left ? left(name(id(9), 0)) : right(name(id(9), 0)))
    }
    return [first, Change(id: id(5), parents: [id(9)], operations: rest)]
  }

  private static func origin() -> [Change] {
    [
      Change(
        id: id(5), parents: [],
        operations: (0..<many).map { _ in insert(.right(of: nil, before: nil)) })
    ]
  }

  private static func twoRightOrigins() -> [Change] {
    let first = Change(
      id: id(9), parents: [], operations: [insert(.right(of: nil, before: nil), "abc")])
    let left = Change(id: id(8), parents: [id(9)], operations: [insert(left(name(id(9), 0)))])
    let rest = (0..<many).map { number in
      insert(right(name(id(8), 0), before: Anchor(run: name(id(9), 0), offset: number % 3)))
    }
    return [first, left, Change(id: id(5), parents: [id(8)], operations: rest)]
  }

  private static func differentRightOrigins() -> [Change] {
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
  private static func headOfChain() -> [Change] {
    let chain = (1..<many / 2).map { insert(right(.own($0 - 1))) }
    let rest = (0..<many / 2).map { _ in insert(right(.own(0))) }
    return [Change(id: id(5), parents: [], operations: [start] + chain + rest)]
  }

  /// Half of the operations hang behind one another, the others right of each of these, from above.
  private static func eachOfChain() -> [Change] {
    let chain = (1..<many / 2).map { insert(right(.own($0 - 1))) }
    let rest = (0..<many / 2).map { insert(right(.own($0))) }
    return [Change(id: id(5), parents: [], operations: [start] + chain + rest)]
  }

  /// Many hang left of one another; later ones, with smaller names, hang left of the first of these.
  private static func footOfChain() -> [Change] {
    let rest = (0..<many / 2).map { _ in insert(left(name(id(5), 0))) }
    return [
      leftChain(id(5), many / 2), Change(id: id(4), parents: [id(5)], operations: rest),
    ]
  }

  /// Right children of one element whose right origins lie far below it.
  private static func deepRightOrigin() -> [Change] {
    let chain = (1..<many / 2).map { insert(right(.own($0 - 1))) }
    let deep = Anchor(run: .own(many / 2 - 1), offset: 0)
    let rest = (0..<many / 2).map { _ in insert(right(.own(0), before: deep)) }
    return [Change(id: id(5), parents: [], operations: [start] + chain + rest)]
  }

  private static func middleOfRun() -> [Change] {
    let text = String(repeating: "a", count: Int(many))
    let first = Change(
      id: id(9), parents: [], operations: [insert(.right(of: nil, before: nil), text)])
    let rest = (0..<many - 1).map { number in
      insert(right(name(id(9), 0), (number &* 40_503) % (many - 1)))
    }
    return [first, Change(id: id(5), parents: [id(9)], operations: rest)]
  }

  private static func fragments(_ id: ChangeID) -> [Change] {
    let text = String(repeating: "a", count: Int(many))
    let first = Change(
      id: id, parents: [], operations: [insert(.right(of: nil, before: nil), text)])
    let rest = (0..<many - 1).map { insert(left(name(id, 0), $0 + 1)) }
    return [first, Change(id: Costs.id(8), parents: [id], operations: rest)]
  }

  private static func removalsOfEverything() -> [Change] {
    let all = AnchorRange(run: name(id(9), 0), offset: 0, count: many)
    let rest = (0..<many).map { _ in Operation.removeText(key: "t", ranges: [all]) }
    return fragments(id(9)) + [Change(id: id(5), parents: [id(8)], operations: rest)]
  }

  private static func rangesOverFragments() -> [Change] {
    let all = AnchorRange(run: name(id(9), 0), offset: 0, count: many)
    let removal = Operation.removeText(
      key: "t", ranges: Array(repeating: all, count: OperationLimits.references))
    return fragments(id(9)) + [Change(id: id(5), parents: [id(8)], operations: [removal])]
  }

  /// Each removal begins at a visible element and goes on over all that is removed already.
  private static func removalsOneVisible() -> [Change] {
    let all = AnchorRange(run: name(id(9), 0), offset: 0, count: many)
    let first = Operation.removeText(key: "t", ranges: [all])
    let rest = (0..<many - 1).map { number in
      Operation.removeText(
        key: "t", ranges: [AnchorRange(run: name(id(8), number), offset: 0, count: 1), all])
    }
    return fragments(id(9)) + [Change(id: id(5), parents: [id(8)], operations: [first] + rest)]
  }

  private static func write(over: [Reference]) -> Operation {
    .set(key: "r", value: .none, overwrites: over)
  }

  private static func writesBeside() -> [Change] {
    [Change(id: id(9), parents: [], operations: (0..<many).map { _ in write(over: []) })]
  }

  private static func writesOverMany() -> [Change] {
    let rest = (0..<many).map { write(over: [name(id(9), $0)]) }
    return writesBeside() + [Change(id: id(5), parents: [id(9)], operations: rest)]
  }

  private static func writesOverAll() -> [Change] {
    let all = (0..<many).map { name(id(9), $0) }
    let rest = (0..<8).map { _ in write(over: all) }
    return writesBeside() + [Change(id: id(5), parents: [id(9)], operations: rest)]
  }

  private static func texts(_ placement: (UInt32) -> Placement) -> [Operation] {
    (0..<many).map { number in
      .insertText(key: "\(number)", placement: placement(number), text: "xy")
    }
  }

  private static func manyTexts() -> [Change] {
    [Change(id: id(9), parents: [], operations: texts { _ in .right(of: nil, before: nil) })]
  }

  private static func twoInEachText() -> [Change] {
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

  private static func manyTextsNamed() -> [Change] {
    manyTexts() + [
      Change(id: id(5), parents: [id(9)], operations: texts { right(name(id(9), $0)) })
    ]
  }

  private static func chain(_ count: UInt64) -> [Change] {
    (0..<count).map { number in
      Change(
        id: id(number), parents: number == 0 ? [] : [id(number - 1)],
        operations: [
          insert(number == 0 ? .right(of: nil, before: nil) : right(name(id(number - 1), 0)))
        ])
    }
  }

  private static func heads(_ count: UInt64) -> [Change] {
    [Change(id: id(9_000_000), parents: [], operations: [start])]
      + (0..<count).map { number in
        Change(
          id: id(number), parents: [id(9_000_000)],
          operations: [insert(right(name(id(9_000_000), 0)))])
      }
  }

  private static func roots(_ count: UInt64) -> [Change] {
    (0..<count).map { Change(id: id($0), parents: [], operations: [start]) }
  }

  private static func branches(_ count: UInt64) -> [Change] {
    var changes: [Change] = []
    for number in 0..<2 * count {
      var parents: [ChangeID] = []
      var placement = Placement.right(of: nil, before: nil)
      if number >= 2 {
        parents = [id(number - 2)]
        placement = right(name(id(number - 2), 0))
      }
      changes.append(Change(id: id(number), parents: parents, operations: [insert(placement)]))
    }
    return changes
  }

  /// Changes that apply nothing, beside a text of some size.
  private static func refusals(_ count: UInt64) -> [Change] {
    let bad = Operation.removeText(key: "t", ranges: [])
    return [rightChain(id(900_000), many)]
      + (0..<count).map { Change(id: id($0), parents: [id(900_000)], operations: [bad]) }
  }
}
