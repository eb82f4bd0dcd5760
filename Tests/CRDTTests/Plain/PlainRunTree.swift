@testable import CRDT

/// The total order of a text or a list: FugueMax in tree form, with runs instead of single elements.
///
/// Every element has a parent and a side, and a right child also has a right origin. An insertion of
/// n elements is one run: each element is the right child of the one before. The order depends on
/// the set of runs alone. See `README.md`, "Order".
struct PlainTree: Sendable {
  /// One element: an index into `runs` and an offset. Indices depend on the order of arrival, and
  /// decide nothing.
  struct Place: Hashable, Sendable {
    var run: Int
    var offset: Int

    static let origin = Place(run: 0, offset: 0)
  }

  enum Side: Sendable {
    case left
    case right
  }

  /// A placement whose names are resolved; an absent right origin is the end.
  struct Attachment: Sendable {
    var parent: Place
    var side: Side
    var rightOrigin: Place?
  }

  /// A run that hangs from an element of another run.
  struct Branch: Sendable {
    let offset: Int
    let side: Side
    let run: Int
  }

  struct Run: Sendable {
    let id: OperationID
    let length: Int
    let attachment: Attachment
    /// Sorted by offset, left before right, then by id.
    var branches: [Branch] = []
    /// Offsets of removed elements: sorted, disjoint, not adjacent.
    var removed: [Range<Int>] = []

    /// The right origin of every element of the run but the first: what followed the run when it
    /// was written.
    var innerRightOrigin: Place? {
      switch attachment.side {
      case .left: attachment.parent
      case .right: attachment.rightOrigin
      }
    }
  }

  /// Consecutive elements of one run that stand together.
  struct Span: Hashable, Sendable {
    let run: Int
    let offsets: Range<Int>
  }

  private(set) var runs: [Run]
  private var indices: [OperationID: Int] = [:]

  init() {
    let nothing = Attachment(parent: .origin, side: .right, rightOrigin: nil)
    let origin = OperationID(change: .origin, index: 0)
    runs = [Run(id: origin, length: 1, attachment: nothing)]
  }

  func index(of id: OperationID) -> Int? {
    indices[id]
  }

  mutating func insert(_ id: OperationID, length: Int, at attachment: Attachment) {
    let index = runs.count
    runs.append(Run(id: id, length: length, attachment: attachment))
    indices[id] = index
    let parent = attachment.parent
    let branch = Branch(offset: parent.offset, side: attachment.side, run: index)
    let siblings = runs[parent.run].branches
    let slot = siblings.partitioningIndex { !precedes($0, branch) }
    runs[parent.run].branches.insert(branch, at: slot)
  }

  mutating func remove(_ offsets: Range<Int>, ofRun run: Int) {
    let removed = runs[run].removed
    let lower = removed.partitioningIndex { $0.upperBound >= offsets.lowerBound }
    let upper = removed.partitioningIndex { $0.lowerBound > offsets.upperBound }
    var whole = offsets
    if lower < upper {
      let start = min(whole.lowerBound, removed[lower].lowerBound)
      let end = max(whole.upperBound, removed[upper - 1].upperBound)
      whole = start..<end
    }
    runs[run].removed.replaceSubrange(lower..<upper, with: [whole])
  }

  /// Whether anything hangs to the right of an element, its run's next element included.
  func hasRightChild(_ place: Place) -> Bool {
    let run = runs[place.run]
    if place.offset + 1 < run.length { return true }
    let next = run.branches.partitioningIndex { $0.offset > place.offset }
    guard next > 0 else { return false }
    let last = run.branches[next - 1]
    return last.offset == place.offset && last.side == .right
  }

  private func precedes(_ left: Branch, _ right: Branch) -> Bool {
    if left.offset != right.offset { return left.offset < right.offset }
    switch (left.side, right.side) {
    case (.left, .right): return true
    case (.right, .left): return false
    case (.left, .left), (.right, .right): return runs[left.run].id < runs[right.run].id
    }
  }
}
