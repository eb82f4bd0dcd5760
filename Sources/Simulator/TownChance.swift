import Notebook
import Replica

/// Numbers that a seed decides: SplitMix64.
final class TownChance: RandomNumberGenerator {
  private var state: UInt64

  /// Streams of one seed are independent of how much each is drawn from.
  init(seed: UInt64, stream: UInt64) {
    state = (seed &* 0x9E37_79B9_7F4A_7C15) ^ ((stream &+ 1) &* 0xD1B5_4A32_D192_ED03)
  }

  func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Below `limit`, at least 0.
  func draw(_ limit: Int) -> Int { limit < 2 ? 0 : Int(next() % UInt64(limit)) }

  func pick<T>(_ choices: [T]) -> T? { choices.isEmpty ? nil : choices[draw(choices.count)] }

  /// True `count` times out of a hundred.
  func percent(_ count: Int) -> Bool { draw(100) < count }

  var randomness: Randomness { Randomness { self.next() } }
}
