@testable import CRDT

extension PlainTree {
  /// All elements, removed ones included, in order.
  ///
  /// One walk from right to left with a stack of its own: when the right children of an element are
  /// sorted, everything that follows its subtree has been placed, so their right origins have.
  /// About O(r log r) for r runs, whatever their lengths.
  func order() -> [Span] {
    var walk = Walk(tree: self)
    walk.run()
    return walk.placed.dropLast().reversed()
  }

  private enum Step {
    /// An element with everything below it, and what is left of its run.
    case subtree(Place)
    case emit(Span)
  }

  private struct Walk {
    let tree: PlainTree
    var steps: [Step] = [.subtree(.origin)]
    /// From the right; the origin comes out last.
    var placed: [Span] = []
    /// For each run the numbers of its placed spans, whose offsets therefore decrease.
    var numbers: [[Int]]

    init(tree: PlainTree) {
      self.tree = tree
      numbers = Array(repeating: [], count: tree.runs.count)
    }

    mutating func run() {
      while let step = steps.popLast() {
        switch step {
        case .emit(let span):
          numbers[span.run].append(placed.count)
          placed.append(span)
        case .subtree(let place):
          expand(place)
        }
      }
    }

    /// Pushes, from left to right, what stands below `top` up to the first element with branches.
    private mutating func expand(_ top: Place) {
      let length = tree.runs[top.run].length
      let branches = tree.runs[top.run].branches
      var next = branches.partitioningIndex { $0.offset >= top.offset }
      guard next < branches.count else {
        steps.append(.emit(Span(run: top.run, offsets: top.offset..<length)))
        return
      }
      let offset = branches[next].offset
      var start = top.offset
      if case .left = branches[next].side {
        if start < offset { steps.append(.emit(Span(run: top.run, offsets: start..<offset))) }
        start = offset
      }
      while next < branches.count, branches[next].offset == offset, branches[next].side == .left {
        steps.append(.subtree(Place(run: branches[next].run, offset: 0)))
        next += 1
      }
      steps.append(.emit(Span(run: top.run, offsets: start..<offset + 1)))
      var children: [Place] = []
      while next < branches.count, branches[next].offset == offset {
        children.append(Place(run: branches[next].run, offset: 0))
        next += 1
      }
      if offset + 1 < length { children.append(Place(run: top.run, offset: offset + 1)) }
      for child in sortedRightChildren(children) { steps.append(.subtree(child)) }
    }

    /// The child whose right origin is furthest comes first, then the smaller id.
    private func sortedRightChildren(_ children: [Place]) -> [Place] {
      guard children.count > 1 else { return children }
      let keyed = children.map { child in
        (child, distance: distanceFromEnd(of: rightOrigin(of: child)), id: tree.runs[child.run].id)
      }
      return keyed.sorted { left, right in
        left.distance == right.distance ? left.id < right.id : left.distance < right.distance
      }.map(\.0)
    }

    private func rightOrigin(of place: Place) -> Place? {
      let run = tree.runs[place.run]
      return place.offset == 0 ? run.attachment.rightOrigin : run.innerRightOrigin
    }

    /// Compares like the distance from the end of the document. An origin that does not stand after
    /// the subtree being sorted (no honest author names one) has not been placed, and counts as the
    /// end.
    private func distanceFromEnd(of origin: Place?) -> Distance {
      guard let origin, let last = numbers[origin.run].last,
        placed[last].offsets.lowerBound <= origin.offset
      else { return Distance(span: -1, back: 0) }
      let spans = numbers[origin.run]
      let found = spans.partitioningIndex { placed[$0].offsets.lowerBound <= origin.offset }
      return Distance(span: spans[found], back: -origin.offset)
    }
  }

  private struct Distance: Hashable, Comparable {
    let span: Int
    let back: Int

    static func < (left: Self, right: Self) -> Bool {
      left.span == right.span ? left.back < right.back : left.span < right.span
    }
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first index whose element satisfies `belongs`, which must be false before and true after.
  func partitioningIndex(_ belongs: (Element) -> Bool) -> Int {
    var lower = startIndex
    var upper = endIndex
    while lower < upper {
      let middle = lower + (upper - lower) / 2
      if belongs(self[middle]) { upper = middle } else { lower = middle + 1 }
    }
    return lower
  }
}
