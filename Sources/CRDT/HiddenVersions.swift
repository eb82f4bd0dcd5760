/// Where removals went over many spans, so that nobody goes there again: all of it is removed.
///
/// Who removes the same again and again, in one change or in many, has most of it walked once.
struct HiddenVersions: Sendable {
  /// Ascending, never touching.
  private var ranges: [VersionRange] = []

  /// Going over this many spans is not worth remembering.
  static let few = 32

  /// The first remembered range that ends behind an element.
  func range(endingBehind version: LocalVersion) -> VersionRange? {
    let slot = ranges.partitioningIndex { $0.end > version }
    return slot < ranges.count ? ranges[slot] : nil
  }

  /// Remembers a range, all of which is removed.
  mutating func add(_ range: VersionRange) {
    let lower = ranges.partitioningIndex { $0.end >= range.first }
    let upper = ranges.partitioningIndex { $0.first > range.end }
    let start = lower < upper ? min(range.first, ranges[lower].first) : range.first
    let end = lower < upper ? max(range.end, ranges[upper - 1].end) : range.end
    ranges.replaceSubrange(
      lower..<upper, with: CollectionOfOne(VersionRange(first: start, count: end - start)))
  }
}
