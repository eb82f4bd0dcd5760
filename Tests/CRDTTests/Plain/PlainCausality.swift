@testable import CRDT

/// The changes that arrived after all of their parents, and who had seen whom.
struct PlainCausality: Sendable {
  struct Node: Sendable {
    let change: Change
    /// Indices of the parents, each once.
    let parents: [Int]
    /// The length of the longest way back to a change without parents.
    let depth: Int
  }

  /// In the order of admission: parents before children. Indices decide nothing.
  private(set) var nodes: [Node] = []
  private(set) var indices: [ChangeID: Int] = [:]
  /// The changes that no other change has seen.
  private(set) var heads: Set<Int> = []

  /// Adds a change whose parents are all here.
  mutating func append(_ change: Change, parents: [Int]) {
    let depth = parents.map { nodes[$0].depth + 1 }.max() ?? 0
    indices[change.id] = nodes.count
    heads.subtract(parents)
    heads.insert(nodes.count)
    nodes.append(Node(change: change, parents: parents, depth: depth))
  }

  /// The indices of the parents, each once; `nil` if one of them is not here.
  func parents(of change: Change) -> [Int]? {
    var found: [Int] = []
    for id in Set(change.parents).sorted() {
      guard let index = indices[id] else { return nil }
      found.append(index)
    }
    return found
  }

  /// Marks `starts` and everything they descend from.
  func past(of starts: some Sequence<Int>) -> [Bool] {
    var marked = Array(repeating: false, count: nodes.count)
    var waiting = Array(starts)
    while let index = waiting.popLast() {
      guard !marked[index] else { continue }
      marked[index] = true
      waiting.append(contentsOf: nodes[index].parents)
    }
    return marked
  }

  func isAncestor(_ ancestor: Int, of descendant: Int) -> Bool {
    var seen: Set<Int> = []
    var waiting = nodes[descendant].parents
    while let index = waiting.popLast() {
      if index == ancestor { return true }
      // Only a deeper change can descend from the ancestor.
      guard nodes[index].depth > nodes[ancestor].depth, seen.insert(index).inserted else {
        continue
      }
      waiting.append(contentsOf: nodes[index].parents)
    }
    return false
  }

  /// Indices sorted by depth, then by id: parents come before children, and arrival is forgotten.
  var sorted: [Int] {
    nodes.indices.sorted { left, right in
      nodes[left].depth == nodes[right].depth
        ? nodes[left].change.id < nodes[right].change.id
        : nodes[left].depth < nodes[right].depth
    }
  }
}
