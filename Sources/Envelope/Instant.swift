/// A moment on somebody's clock, in milliseconds since 1970 (UTC). Clocks lie: shown and gated on, never merged by.
public struct Instant: Hashable, Comparable, Sendable {
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }
}
