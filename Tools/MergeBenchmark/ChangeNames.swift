import CRDT

/// Ids that look like hashes and are the same on each run: a function of the line of work that a
/// change continues and of how many changes of that line came before.
enum ChangeNames {
  static func name(line: UInt64, number: Int) -> ChangeID {
    var chance = SeededGenerator(seed: line &* 0xA24B_AED4_963E_E407 ^ UInt64(number))
    let bytes = (0..<4).flatMap { _ in
      withUnsafeBytes(of: chance.next().littleEndian) { Array($0) }
    }
    guard let id = ChangeID(bytes) else { preconditionFailure("a change id has 32 bytes") }
    return id
  }
}

/// SplitMix64: the same numbers for the same seed, everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
