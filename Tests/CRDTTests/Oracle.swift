import CRDT

/// The slow twin: recomputes a document from its set of changes, element by element, straight from
/// the definitions. It shares nothing with the module but its vocabulary.
struct Oracle {
  struct Element: Hashable {
    let operation: OperationID
    let offset: Int
  }

  struct Node {
    let parent: Element?
    let isLeft: Bool
    let rightOrigin: Element?
    let content: String
  }

  private(set) var past: [ChangeID: Set<ChangeID>] = [:]
  private(set) var refused: Set<ChangeID> = []
  private(set) var pending: Set<ChangeID> = []
  private var kinds: [OperationID: String] = [:]
  private var nodes: [String: [Element: Node]] = [:]
  private var removed: [String: Set<Element>] = [:]
  private var writes: [String: [OperationID: Value]] = [:]
  private var overwritten: Set<OperationID> = []

  init(_ changes: [Change]) {
    var left: [ChangeID: Change] = [:]
    for change in changes { left[change.id] = change }
    while let next = left.values.first(where: { $0.parents.allSatisfy { past[$0] != nil } }) {
      left[next.id] = nil
      past[next.id] = Set(next.parents).union(next.parents.flatMap { past[$0] ?? [] })
      apply(next)
    }
    pending = Set(left.keys)
  }

  private mutating func apply(_ change: Change) {
    var trial = self
    for (index, operation) in change.operations.enumerated() {
      let id = OperationID(change: change.id, index: UInt32(index))
      guard trial.apply(operation, id) else {
        refused.insert(change.id)
        return
      }
    }
    self = trial
  }

  private func name(_ reference: Reference, _ kind: String, by id: OperationID) -> OperationID? {
    switch reference {
    case .own(let index):
      let own = OperationID(change: id.change, index: index)
      return index < id.index && kinds[own] == kind ? own : nil
    case .past(let other):
      guard past[id.change]?.contains(other.change) == true else { return nil }
      return kinds[other] == kind ? other : nil
    }
  }

  private func element(_ anchor: Anchor, _ kind: String, by id: OperationID) -> Element? {
    guard let run = name(anchor.run, kind, by: id) else { return nil }
    let element = Element(operation: run, offset: Int(anchor.offset))
    return nodes[kind]?[element] == nil ? nil : element
  }

  /// Applies one operation; false if it means nothing.
  private mutating func apply(_ operation: Operation, _ id: OperationID) -> Bool {
    switch operation {
    case .set(let key, let value, let overwrites):
      let kind = "register " + key
      for reference in overwrites {
        guard let other = name(reference, kind, by: id) else { return false }
        overwritten.insert(other)
      }
      kinds[id] = kind
      writes[key, default: [:]][id] = value
    case .insertText(let key, let placement, let text):
      let contents = text.unicodeScalars.map { String($0) }
      return insert(contents, "text " + key, id, placement)
    case .insertItem(let key, let placement, let value):
      return insert(["\(id)=\(value)"], "list " + key, id, placement)
    case .removeText(let key, let ranges):
      guard !ranges.isEmpty else { return false }
      for range in ranges {
        guard range.count > 0, range.count < 1000 else { return false }
        for offset in 0..<range.count {
          let (sum, overflow) = range.offset.addingReportingOverflow(offset)
          guard !overflow,
            let gone = element(Anchor(run: range.run, offset: sum), "text " + key, by: id)
          else { return false }
          removed["text " + key, default: []].insert(gone)
        }
      }
    case .removeItem(let key, let item):
      guard let gone = element(Anchor(run: item, offset: 0), "list " + key, by: id) else {
        return false
      }
      removed["list " + key, default: []].insert(gone)
    case .unknown(let kind, _):
      return !(1...5).contains(kind)
    }
    return true
  }

  private mutating func insert(
    _ contents: [String], _ kind: String, _ id: OperationID, _ placement: Placement
  ) -> Bool {
    guard !contents.isEmpty else { return false }
    var parent: Element?
    var isLeft = false
    var rightOrigin: Element?
    switch placement {
    case .left(let anchor):
      guard let found = element(anchor, kind, by: id) else { return false }
      (parent, isLeft) = (found, true)
    case .right(let anchor, let before):
      if let anchor {
        guard let found = element(anchor, kind, by: id) else { return false }
        parent = found
      }
      if let before {
        guard let found = element(before, kind, by: id) else { return false }
        rightOrigin = found
      }
    }
    kinds[id] = kind
    let inner = isLeft ? parent : rightOrigin
    for (offset, content) in contents.enumerated() {
      let new = Element(operation: id, offset: offset)
      nodes[kind, default: [:]][new] =
        offset == 0
        ? Node(parent: parent, isLeft: isLeft, rightOrigin: rightOrigin, content: content)
        : Node(
          parent: Element(operation: id, offset: offset - 1), isLeft: false, rightOrigin: inner,
          content: content)
    }
    return true
  }

  // MARK: The order, pair by pair

  /// From the topmost ancestor down to the element itself.
  private func path(_ element: Element, _ kind: String) -> [Element] {
    var path = [element]
    while let parent = nodes[kind]?[path[0]]?.parent { path.insert(parent, at: 0) }
    return path
  }

  func precedes(_ left: Element, _ right: Element, _ kind: String) -> Bool {
    guard left != right, let tree = nodes[kind] else { return false }
    let one = path(left, kind)
    let other = path(right, kind)
    var shared = 0
    while shared < one.count, shared < other.count, one[shared] == other[shared] { shared += 1 }
    if shared == one.count { return tree[other[shared]]?.isLeft == false }
    if shared == other.count { return tree[one[shared]]?.isLeft == true }
    let (child, sibling) = (one[shared], other[shared])
    guard let node = tree[child], let nodeOfSibling = tree[sibling] else { return false }
    if node.isLeft != nodeOfSibling.isLeft { return node.isLeft }
    if !node.isLeft {
      let origin = honest(node.rightOrigin, under: node.parent, kind)
      let originOfSibling = honest(nodeOfSibling.rightOrigin, under: node.parent, kind)
      if origin != originOfSibling {
        guard let origin else { return true }
        guard let originOfSibling else { return false }
        return precedes(originOfSibling, origin, kind)
      }
    }
    return child.operation == sibling.operation
      ? child.offset < sibling.offset : child.operation < sibling.operation
  }

  /// A right origin counts only when it stands after the whole subtree of the parent.
  private func honest(_ origin: Element?, under parent: Element?, _ kind: String) -> Element? {
    guard let origin, let parent, !path(origin, kind).contains(parent),
      precedes(parent, origin, kind)
    else { return nil }
    return origin
  }

  private func visible(_ kind: String) -> [String] {
    let all = (nodes[kind] ?? [:]).keys.sorted { precedes($0, $1, kind) }
    let gone = removed[kind] ?? []
    return all.filter { !gone.contains($0) }.compactMap { nodes[kind]?[$0]?.content }
  }

  /// What a document of the same changes must show, but for the reasons of refusals.
  var portrait: Portrait {
    var portrait = Portrait()
    portrait.history = Set(past.keys)
    portrait.pending = pending.sorted()
    let seen = past.values.reduce(into: Set<ChangeID>()) { $0.formUnion($1) }
    portrait.frontier = Set(past.keys).subtracting(seen).sorted()
    for (key, all) in writes {
      portrait.registers[key] = all.filter { !overwritten.contains($0.key) }
        .sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    }
    for kind in nodes.keys {
      let key = String(kind.dropFirst(5))
      if kind.hasPrefix("text ") { portrait.texts[key] = visible(kind).joined() }
      if kind.hasPrefix("list ") { portrait.lists[key] = visible(kind) }
    }
    return portrait
  }
}
