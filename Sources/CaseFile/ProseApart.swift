public import CRDT

/// A stretch of prose that was written apart: some of those who wrote last had not seen it.
public struct ProseApart: Sendable {
  /// Unicode scalars from the beginning of the text.
  public let range: Range<Int>
  /// What stands there, in order, each piece with the change that wrote it.
  public let pieces: [(text: String, change: ChangeID)]

  /// The stretches of a note's text, those that touch joined. None once somebody has written having
  /// seen everything.
  static func all(of document: Document) -> [ProseApart] {
    var found: [ProseApart] = []
    for next in document.concurrentRanges(NoteDocument.text) {
      let piece = (next.text, next.change)
      if let last = found.last, last.range.upperBound == next.range.lowerBound {
        found[found.count - 1] = ProseApart(
          range: last.range.lowerBound..<next.range.upperBound, pieces: last.pieces + [piece])
      } else {
        found.append(ProseApart(range: next.range, pieces: [piece]))
      }
    }
    return found
  }
}
