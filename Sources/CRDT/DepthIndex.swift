/// How deep the insertions of a document hang, and how deep the seams before them lie. Kept together
/// with ``Branches``.
///
/// The origin has depth 0, an element one more than its parent. Between two neighbours of the order
/// lies a seam, as deep as the last element below which both lie, one of the two included; at both
/// ends of a sequence it is 0. What lies below an element, itself included, is then the stretch
/// around it without a seam shallower than the element: inside the stretch two neighbours have the
/// element in common, and across its ends only something above. `INTERNALS.md`, "Seams".
///
/// A seam is asked for before the first element of a run, which is kept here, and before an element
/// that begins a span; ``Document/seam(before:)`` knows those.
struct DepthIndex: Sendable {
  /// For each row of the log the depth of the first element. Nothing, for what is no insertion.
  private var depths: ContiguousArray<UInt32> = []
  /// For each row the seam before its first element; of what is no insertion, one too deep to matter.
  private var seams: ContiguousArray<UInt32> = []
  /// The shallowest seam of every 16 rows, of every 256, and so on, as they were when the last of them
  /// was added. A seam that changes later begins a span from then on, and is never within one again: no
  /// block around it is asked.
  private var pyramid: [ContiguousArray<UInt32>] = []

  private static let bitsPerLevel = 4

  var count: Int { seams.count }

  /// The depth of an element of a row.
  @inline(__always)
  func depth(of row: Int, offset: UInt32) -> UInt32 { depths[row] + offset }

  /// The seam before the first element of a row.
  @inline(__always)
  func seam(before row: Int) -> UInt32 { seams[row] }

  /// Adds the row of an insertion; rows before it that are not here yet are none.
  mutating func append(_ row: Int, depth: UInt32, seam: UInt32) {
    while seams.count < row { append(depth: 0, seam: .max) }
    append(depth: depth, seam: seam)
  }

  private mutating func append(depth: UInt32, seam: UInt32) {
    depths.append(depth)
    seams.append(seam)
    var level = 0
    while seams.count & (1 << (Self.bitsPerLevel * (level + 1)) - 1) == 0 {
      if level == pyramid.count { pyramid.append([]) }
      let below = level == 0 ? seams : pyramid[level - 1]
      pyramid[level].append(below.suffix(1 << Self.bitsPerLevel).min() ?? seam)
      level += 1
    }
  }

  /// Something was put directly before the first element of a row.
  mutating func deepen(seamBefore row: Int, to depth: UInt32) { seams[row] = depth }

  // MARK: The shallowest of many

  /// The level of the greatest block from a row on, within `rows`, all of whose seams are as deep as
  /// `depth`; 0 for none.
  private func level(from row: Int, in rows: Range<Int>, _ depth: UInt32) -> Int {
    var level = 0
    while level < pyramid.count {
      let bits = Self.bitsPerLevel * (level + 1)
      guard row & (1 << bits - 1) == 0, row + 1 << bits <= rows.upperBound,
        pyramid[level][row >> bits] >= depth
      else { break }
      level += 1
    }
    return level
  }

  /// The same for a block that ends before a row.
  private func level(upTo row: Int, in rows: Range<Int>, _ depth: UInt32) -> Int {
    var level = 0
    while level < pyramid.count {
      let bits = Self.bitsPerLevel * (level + 1)
      guard row & (1 << bits - 1) == 0, row - 1 << bits >= rows.lowerBound,
        pyramid[level][row >> bits - 1] >= depth
      else { break }
      level += 1
    }
    return level
  }

  /// The first of some rows with a seam shallower than `depth`.
  func first(in rows: Range<Int>, shallowerThan depth: UInt32) -> Int? {
    var row = rows.lowerBound
    while row < rows.upperBound {
      let level = level(from: row, in: rows, depth)
      if level == 0, seams[row] < depth { return row }
      row += 1 << (Self.bitsPerLevel * level)
    }
    return nil
  }

  /// The last of some rows with a seam shallower than `depth`.
  func last(in rows: Range<Int>, shallowerThan depth: UInt32) -> Int? {
    var row = rows.upperBound
    while row > rows.lowerBound {
      let level = level(upTo: row, in: rows, depth)
      if level == 0, seams[row - 1] < depth { return row - 1 }
      row -= 1 << (Self.bitsPerLevel * level)
    }
    return nil
  }

  /// The shallowest seam of some rows; very deep when there are none.
  func shallowest(in rows: Range<Int>) -> UInt32 {
    var shallowest = UInt32.max
    var row = rows.lowerBound
    while row < rows.upperBound {
      // Every block is deep enough: the greatest that fits is taken as it is.
      let level = level(from: row, in: rows, 0)
      let seam =
        level == 0 ? seams[row] : pyramid[level - 1][row >> (Self.bitsPerLevel * level)]
      shallowest = min(shallowest, seam)
      row += 1 << (Self.bitsPerLevel * level)
    }
    return shallowest
  }
}
