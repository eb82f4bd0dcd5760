@testable import CRDT

/// A text (elements are Unicode scalars) or a list (elements are values): an order and its contents.
struct PlainSequence<Element: Sendable>: Sendable {
  private(set) var tree = PlainTree()
  /// By index of run; the origin holds nothing.
  private(set) var contents: [[Element]] = [[]]

  mutating func insert(
    _ id: OperationID, _ elements: [Element], at attachment: PlainTree.Attachment
  ) {
    tree.insert(id, length: elements.count, at: attachment)
    contents.append(elements)
  }

  mutating func remove(_ offsets: Range<Int>, ofRun run: Int) {
    tree.remove(offsets, ofRun: run)
  }

  /// The length of the run that `id` inserted, `nil` if it inserted none here.
  func length(of id: OperationID) -> Int? {
    tree.index(of: id).map { tree.runs[$0].length }
  }
}

extension PlainSequence<Unicode.Scalar> {
  /// What is visible, scalar by scalar.
  var text: String {
    var bytes: [UInt8] = []
    for segment in PlainView(tree).segments {
      for scalar in contents[segment.run][segment.offsets] {
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The order of a sequence at one moment, and what of it is visible, for reading and for placing.
struct PlainView: Sendable {
  typealias Place = PlainTree.Place

  struct Segment: Sendable {
    /// The visible elements that stand before it.
    let start: Int
    let run: Int
    let offsets: Range<Int>
    /// The index of its span in the order.
    let span: Int

    var end: Int { start + offsets.count }
  }

  /// Everything, removed elements included.
  let spans: [PlainTree.Span]
  /// What is visible.
  let segments: [Segment]
  private let tree: PlainTree

  var count: Int { segments.last?.end ?? 0 }

  init(_ tree: PlainTree) {
    self.tree = tree
    spans = tree.order()
    var segments: [Segment] = []
    var start = 0
    func show(_ offsets: Range<Int>, _ run: Int, _ span: Int) {
      guard !offsets.isEmpty else { return }
      segments.append(Segment(start: start, run: run, offsets: offsets, span: span))
      start += offsets.count
    }
    for (number, span) in spans.enumerated() {
      let removed = tree.runs[span.run].removed
      var lower = span.offsets.lowerBound
      let first = removed.partitioningIndex { $0.upperBound > lower }
      for hole in removed[first...] {
        guard hole.lowerBound < span.offsets.upperBound else { break }
        show(lower..<max(lower, hole.lowerBound), span.run, number)
        lower = min(hole.upperBound, span.offsets.upperBound)
      }
      show(lower..<span.offsets.upperBound, span.run, number)
    }
    self.segments = segments
  }

  func id(ofRun run: Int) -> OperationID {
    tree.runs[run].id
  }

  /// Where an insertion before the visible element `offset` hangs (at the end when `offset` is
  /// `count`): right of the element before it, or left of the one after when that place is taken.
  func attachment(at offset: Int) -> PlainTree.Attachment {
    var left = Place.origin
    var next = spans.first.map { Place(run: $0.run, offset: $0.offsets.lowerBound) }
    if offset > 0 {
      let segment = segments[segments.partitioningIndex { $0.end >= offset }]
      left = Place(
        run: segment.run, offset: segment.offsets.lowerBound + offset - 1 - segment.start)
      if left.offset + 1 < spans[segment.span].offsets.upperBound {
        next = Place(run: left.run, offset: left.offset + 1)
      } else if segment.span + 1 < spans.count {
        let following = spans[segment.span + 1]
        next = Place(run: following.run, offset: following.offsets.lowerBound)
      } else {
        next = nil
      }
    }
    if let next, tree.hasRightChild(left) {
      return PlainTree.Attachment(parent: next, side: .left, rightOrigin: nil)
    }
    return PlainTree.Attachment(parent: left, side: .right, rightOrigin: next)
  }

  /// The elements that stand at the visible offsets, as ranges of runs.
  func elements(at visible: Range<Int>) -> [PlainTree.Span] {
    var found: [PlainTree.Span] = []
    let first = segments.partitioningIndex { $0.end > visible.lowerBound }
    for segment in segments[first...] {
      guard segment.start < visible.upperBound else { break }
      let shift = segment.offsets.lowerBound - segment.start
      let lower = max(segment.start, visible.lowerBound) + shift
      let upper = min(segment.end, visible.upperBound) + shift
      found.append(PlainTree.Span(run: segment.run, offsets: lower..<upper))
    }
    return found
  }
}
