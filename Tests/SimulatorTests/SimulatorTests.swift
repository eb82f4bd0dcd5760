import Foundation
import Simulator
import Testing

@Suite("A town of notebooks where everything goes wrong")
struct SimulatorTests {
  /// Seeds of every run; those that once found something stay.
  static let seeds: [UInt64] = Array(1...12)

  private func run(_ seed: UInt64, steps: Int) throws -> Report {
    let folder = NSTemporaryDirectory() + "carnet-town-" + UUID().uuidString
    defer {
      do { try FileManager.default.removeItem(atPath: folder) } catch { Issue.record(error) }
    }
    return try Simulator.run(seed: seed, steps: steps, in: folder)
  }

  @Test("Every law holds after any mishap", arguments: seeds)
  func laws(seed: UInt64) throws {
    let report = try run(seed, steps: 60)
    #expect(report.isSound, "\(report.summary)")
    #expect(report.log.count > 60)
  }

  @Test("One seed tells one story")
  func replay() throws {
    let first = try run(3, steps: 25)
    #expect(try run(3, steps: 25).log == first.log)
  }
}
