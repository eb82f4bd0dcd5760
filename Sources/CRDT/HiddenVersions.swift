/// What the removals of one change hid so far, so that a change that removes the same again and again
/// walks it once.
struct HiddenVersions: Sendable {
  /// The number of the change, and of its ranges so far.
  private var change = -1
  private var count = 0
  /// Ascending, never touching.
  private var ranges: [VersionRange] = []

  /// Up to this many ranges are walked without being remembered.
  private static let few = 32

  /// The parts of a range that the change did not hide yet, as far as that is remembered.
  mutating func add(_ range: VersionRange, by change: Int) -> [VersionRange] {
    if self.change != change { self = HiddenVersions(change: change) }
    count += 1
    if count <= Self.few { return [range] }
    let lower = ranges.partitioningIndex { $0.end >= range.first }
    let upper = ranges.partitioningIndex { $0.first > range.end }
    var parts: [VersionRange] = []
    var first = range.first
    for known in ranges[lower..<upper] {
      if first < known.first {
        parts.append(VersionRange(first: first, count: known.first - first))
      }
      first = max(first, known.end)
    }
    if first < range.end { parts.append(VersionRange(first: first, count: range.end - first)) }
    let start = lower < upper ? min(range.first, ranges[lower].first) : range.first
    let end = lower < upper ? max(range.end, ranges[upper - 1].end) : range.end
    ranges.replaceSubrange(lower..<upper, with: [VersionRange(first: start, count: end - start)])
    return parts
  }

  init() {}

  private init(change: Int) { self.change = change }
}
