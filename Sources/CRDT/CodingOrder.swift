extension Document {
  /// The same document, its changes admitted in an order that the set of changes alone decides:
  /// each change is followed, where possible, by one that saw it.
  func inCodingOrder() -> Document {
    let order = past.codingOrder
    guard order != Array(past.ids.indices) else { return self }
    var ordered = Document()
    ordered.merge(order.lazy.map { change(at: $0) })
    ordered.merge(waiting.keys.sorted().compactMap { waiting[$0] })
    return ordered
  }
}

extension History {
  /// Parents before children. After a change comes the child with the smallest id of which no other
  /// parent is wanting; if there is none, the change with the smallest id that is ready.
  var codingOrder: [Int] {
    var wanting = ids.indices.map { parents(of: $0).count }
    var children: [[Int]] = Array(repeating: [], count: count)
    for number in ids.indices {
      for parent in parents(of: number) { children[Int(parent)].append(number) }
    }
    var ready = Heap(ids.indices.filter { wanting[$0] == 0 }.map { ids[$0] })
    var order: [Int] = []
    order.reserveCapacity(count)
    while let start = ready.popSmallest(), var next = number(of: start) {
      while true {
        order.append(next)
        var released: [ChangeID] = []
        for child in children[next] {
          wanting[child] -= 1
          if wanting[child] == 0 { released.append(ids[child]) }
        }
        guard let first = released.min(), let following = number(of: first) else { break }
        for other in released where other != first { ready.push(other) }
        next = following
      }
    }
    return order
  }

  /// The smallest of many.
  private struct Heap {
    private var heap: [ChangeID] = []

    init(_ ids: [ChangeID]) {
      for id in ids { push(id) }
    }

    mutating func push(_ id: ChangeID) {
      heap.append(id)
      var child = heap.count - 1
      while child > 0, heap[child] < heap[(child - 1) / 2] {
        heap.swapAt(child, (child - 1) / 2)
        child = (child - 1) / 2
      }
    }

    mutating func popSmallest() -> ChangeID? {
      guard let smallest = heap.first, let last = heap.popLast() else { return nil }
      guard !heap.isEmpty else { return smallest }
      heap[0] = last
      var parent = 0
      while true {
        var child = 2 * parent + 1
        guard child < heap.count else { break }
        if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
        guard heap[child] < heap[parent] else { break }
        heap.swapAt(child, parent)
        parent = child
      }
      return smallest
    }
  }
}
