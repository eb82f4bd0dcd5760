/// Names one element (a scalar, an item) or one write inside this replica: its number in order of
/// arrival. Dense, from 0. Never part of bytes, never part of an order that others must agree on.
typealias LocalVersion = UInt32

/// Consecutive local versions that stand side by side in a sequence and are all visible or all
/// removed.
struct Span: Equatable, Sendable {
  var first: LocalVersion
  /// The count, and in the lowest bit whether the elements are removed.
  private var bits: UInt32

  static let nothing = Span(first: 0, count: 0, isRemoved: false)

  @inline(__always)
  init(first: LocalVersion, count: UInt32, isRemoved: Bool) {
    self.first = first
    bits = count << 1 | (isRemoved ? 1 : 0)
  }

  var count: UInt32 {
    @inline(__always) get { bits >> 1 }
    @inline(__always) set { bits = newValue << 1 | bits & 1 }
  }

  var isRemoved: Bool {
    @inline(__always) get { bits & 1 == 1 }
    @inline(__always) set { bits = newValue ? bits | 1 : bits & ~1 }
  }

  /// The first local version after it.
  @inline(__always)
  var end: LocalVersion { first + count }

  /// How many of its elements are visible: all or none.
  @inline(__always)
  var visible: UInt32 { bits >> 1 & (bits & 1 &- 1) }

  /// Whether `other` stands right after it and continues it.
  @inline(__always)
  func continues(into other: Span) -> Bool {
    end == other.first && isRemoved == other.isRemoved
  }
}

/// Consecutive local versions.
struct VersionRange: Equatable, Sendable {
  var first: LocalVersion
  var count: UInt32

  var end: LocalVersion { first + count }
}
