/// A text of which not everything was seen by everybody who wrote last: its pieces in order, those that only some of
/// them removed included.
public struct TextApart: Sendable {
  /// A change that some head has not seen, as far as it touched a piece.
  public struct Edit: Hashable, Sendable {
    public let change: ChangeID
    /// The heads that have seen it, a bit each in the order of ``TextApart/heads``.
    public let seenBy: UInt64
  }

  public struct Piece: Sendable {
    public let text: String
    /// Whether it stands in the merged text: whether nobody removed it.
    public let stands: Bool
    /// The heads as of which it stands, a bit each.
    public let shownBy: UInt64
    /// Who inserted or removed it without every head knowing; empty for what everybody has seen.
    public let edits: [Edit]
  }

  /// The changes that no other change has seen, sorted.
  public let heads: [ChangeID]
  public let pieces: [Piece]

  /// Heads that have a bit of their own; the others share the last one.
  public static let ownBits = 63

  /// Whether somebody has seen both: some head descends from the two changes. With more heads than bits, a head that
  /// shares its bit is not believed to have.
  public func hasSeenBoth(_ left: Edit, _ right: Edit) -> Bool {
    let shared: UInt64 = heads.count > Self.ownBits + 1 ? 1 << UInt64(Self.ownBits) : 0
    return left.change == right.change || left.seenBy & right.seenBy & ~shared != 0
  }
}

extension Document {
  /// What of a text was inserted or removed apart; nil once somebody has written having seen everything.
  public func apart(_ key: String) -> TextApart? {
    guard past.heads.count > 1, let number = names.text(key) else { return nil }
    let heads = past.heads.sorted { past.ids[Int($0)] < past.ids[Int($1)] }
    let everybody = past.seenByAllHeads
    let cutter = ApartCutter(
      document: self, everybody: everybody, seenBy: past.bits(of: heads),
      settled: removals(in: number, by: everybody),
      lately: RemovalCover(lateRemovals(in: number, everybody)))
    var pieces: [TextApart.Piece] = []
    sequences[number].forEachSpan { span, _ in
      var rest = VersionRange(first: span.first, count: span.count)
      while rest.count > 0 {
        let entry = log.entry(of: rest.first)
        let end = min(rest.end, log.end(of: entry))
        cutter.cut(
          VersionRange(first: rest.first, count: end - rest.first), entry,
          isRemoved: span.isRemoved, into: &pieces)
        rest = VersionRange(first: end, count: rest.end - end)
      }
    }
    return TextApart(heads: heads.map { past.ids[Int($0)] }, pieces: pieces)
  }

  /// Ranges of a text that changes removed which some head has not seen, each with its change.
  private func lateRemovals(
    in number: Int, _ everybody: [Bool]
  ) -> [(range: VersionRange, change: Int)] {
    var found: [(range: VersionRange, change: Int)] = []
    for change in everybody.indices where !everybody[change] {
      let start = past.entryStarts[change]
      for entry in start..<start + operationCount(of: change) {
        let row = log.entries[entry]
        guard row.kind == .removeText, row.object == number else { continue }
        found += log.ranges(of: entry).map { ($0, change) }
      }
    }
    return found
  }

  /// Whose words stand in a text: the changes that inserted them, in the order of the text, each once.
  public func textWriters(_ key: String) -> [ChangeID] {
    guard let number = names.text(key) else { return [] }
    var seen: Set<Int> = []
    var writers: [ChangeID] = []
    forEachVisibleRun(in: sequences[number]) { entry, _ in
      let change = past.change(ofEntry: entry)
      if seen.insert(change).inserted { writers.append(past.ids[change]) }
    }
    return writers
  }
}

/// Cuts a run of a text where removals begin and end.
private struct ApartCutter {
  let document: Document
  let everybody: [Bool]
  let seenBy: [UInt64]
  /// What changes removed that everybody has seen.
  let settled: [VersionRange]
  let lately: RemovalCover

  func cut(
    _ run: VersionRange, _ entry: Int, isRemoved: Bool, into pieces: inout [TextApart.Piece]
  ) {
    guard isRemoved else { return add(run, entry, removers: [], into: &pieces) }
    var slot = lately.parts.partitioningIndex { $0.range.end > run.first }
    while slot < lately.parts.count, lately.parts[slot].range.first < run.end {
      let part = lately.parts[slot]
      let first = max(part.range.first, run.first)
      let end = min(part.range.end, run.end)
      for kept in unsettled(first..<end) {
        add(kept, entry, removers: part.changes, into: &pieces)
      }
      slot += 1
    }
  }

  /// What no change removed that everybody has seen.
  private func unsettled(_ versions: Range<LocalVersion>) -> [VersionRange] {
    var kept: [VersionRange] = []
    var first = versions.lowerBound
    var next = settled.partitioningIndex { $0.end > first }
    while first < versions.upperBound {
      let hole = next < settled.count ? settled[next] : nil
      let end = min(versions.upperBound, hole?.first ?? .max)
      if first < end { kept.append(VersionRange(first: first, count: end - first)) }
      first = max(end, hole?.end ?? .max)
      next += 1
    }
    return kept
  }

  private func add(
    _ range: VersionRange, _ entry: Int, removers: [Int], into pieces: inout [TextApart.Piece]
  ) {
    let author = document.past.change(ofEntry: entry)
    let late = (everybody[author] ? [] : [author]) + removers
    let removed = removers.reduce(UInt64(0)) { $0 | seenBy[$1] }
    pieces.append(
      TextApart.Piece(
        text: String(decoding: document.arena.utf8(range), as: UTF8.self),
        stands: removers.isEmpty, shownBy: seenBy[author] & ~removed,
        edits: late.map { TextApart.Edit(change: document.past.ids[$0], seenBy: seenBy[$0]) }))
  }
}

/// Ranges that overlap as parts that do not, each with who removed it.
private struct RemovalCover {
  /// More people than this who removed one letter apart are not all named.
  static let most = 64

  private(set) var parts: [(range: VersionRange, changes: [Int])] = []

  init(_ removals: [(range: VersionRange, change: Int)]) {
    let removals = removals.sorted { $0.range.first < $1.range.first }
    var points = removals.flatMap { [$0.range.first, $0.range.end] }
    points.sort()
    var active: [(end: LocalVersion, change: Int)] = []
    var next = 0
    for (place, point) in points.enumerated() where place == 0 || point != points[place - 1] {
      active.removeAll { $0.end <= point }
      while next < removals.count, removals[next].range.first == point {
        if active.count < Self.most {
          active.append((removals[next].range.end, removals[next].change))
        }
        next += 1
      }
      guard !active.isEmpty, let end = points[place...].first(where: { $0 > point }) else {
        continue
      }
      var changes: [Int] = []
      for one in active where !changes.contains(one.change) { changes.append(one.change) }
      parts.append((VersionRange(first: point, count: end - point), changes))
    }
  }
}

extension History {
  /// For each change the heads that have seen it, a bit each; those beyond ``TextApart/ownBits`` share the last.
  fileprivate func bits(of heads: [UInt32]) -> [UInt64] {
    var seen = Array(repeating: UInt64(0), count: count)
    for (place, head) in heads.enumerated() {
      seen[Int(head)] |= 1 << UInt64(min(place, TextApart.ownBits))
    }
    for number in seen.indices.reversed() {
      for parent in parents(of: number) { seen[Int(parent)] |= seen[number] }
    }
    return seen
  }
}
