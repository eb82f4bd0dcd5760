/// What a run came to.
public struct Report: Sendable {
  public let seed: UInt64
  public let steps: Int
  /// One line for each event.
  public var log: [String] = []
  /// Laws that were broken; a sound run has none.
  public var violations: [String] = []

  public var isSound: Bool { violations.isEmpty }

  /// The laws broken, how to see it again, and all that happened.
  public var summary: String {
    guard !isSound else { return "seed \(seed), \(steps) steps: sound" }
    let replay = "replay: Simulator.run(seed: \(seed), steps: \(steps), in: folder)"
    return (violations + [replay] + log).joined(separator: "\n")
  }
}
