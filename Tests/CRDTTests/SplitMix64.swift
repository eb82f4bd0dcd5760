/// A small reproducible generator: the same seed gives the same town of edits everywhere.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &self) < percent
  }
}

/// Seeds that once failed are run for ever, before the fresh ones.
enum Seeds {
  static let kept: [UInt64] = []
  static let fresh: [UInt64] = Array(1...40)
  static let all = kept + fresh
  /// For tests that take long each.
  static let few = kept + (1...8)
}
