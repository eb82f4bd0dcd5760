/// Where randomness comes from: the system's generator in the program, a seed in the simulator.
public struct Randomness: RandomNumberGenerator {
  private let draw: () -> UInt64

  public init(_ draw: @escaping () -> UInt64) { self.draw = draw }

  /// Eight bytes of chance.
  public mutating func next() -> UInt64 { draw() }
}
