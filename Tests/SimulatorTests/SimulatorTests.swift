import Foundation
import Simulator
import Testing

@Suite("A town of notebooks where everything goes wrong")
struct SimulatorTests {
  /// One seed and how many steps of it.
  struct Story: Sendable, CustomTestStringConvertible {
    let seed: UInt64
    let steps: Int
    var habits: Set<Habit> = []

    var testDescription: String {
      let named = Habit.allCases.filter(habits.contains).map { " \($0.rawValue)" }
      return "seed \(seed), \(steps) steps\(named.joined())"
    }
  }

  /// Stories of every run. Those of more steps once found something, and stay.
  static let stories =
    (1...6).map { Story(seed: $0, steps: 60) } + [
      // A volet that two nodes give apart, in two shares.
      Story(seed: 100, steps: 84),
      // A consent narrowed in one volet and replaced in another, then withdrawn.
      Story(seed: 149, steps: 84),
      // A withdrawal while the bytes of a session wait on the road.
      Story(seed: 162, steps: 36),
      // A narrowing where the grant is not known yet.
      Story(seed: 166, steps: 82),
      // A consent and a note that come up after a session read its statements.
      Story(seed: 230, steps: 58),
      // A consent that waits for a release, which another node had recorded already.
      Story(seed: 1004, steps: 76),
    ] + (21...26).map { Story(seed: $0, steps: 60, habits: [.erasing]) }
    + (31...36).map { Story(seed: $0, steps: 60, habits: [.wavering]) }
    // A file opened again sent what its closing had ended; an original stopped beside its copy.
    + [Story(seed: 3318, steps: 50, habits: [.wavering])]
    // A withdrawal whose past was refused elsewhere was called a gap.
    + [Story(seed: 3111, steps: 50, habits: [.wavering])]
    // A consent that was found again in a closed case file was stopped and begun again without end.
    + [Story(seed: 3119, steps: 50, habits: [.wavering])]

  /// `Tools/simulate` asks for more of them, such as 100-259.
  static let asked: [Story] = {
    let environment = ProcessInfo.processInfo.environment
    let steps = environment["CARNET_SIMULATE_STEPS"].flatMap(Int.init) ?? 90
    return (environment["CARNET_SIMULATE"] ?? "").split(separator: ",").flatMap { range in
      let ends = range.split(separator: "-").compactMap { UInt64($0) }
      guard let first = ends.first, let last = ends.last, first <= last else { return [Story]() }
      let habits = Set(
        (environment["CARNET_SIMULATE_HABITS"] ?? "").split(separator: ",").compactMap {
          Habit(rawValue: String($0))
        })
      return (first...last).map { Story(seed: $0, steps: steps, habits: habits) }
    }
  }()

  private func run(
    _ seed: UInt64, steps: Int, habits: Set<Habit> = []
  ) throws -> Report {
    let folder = NSTemporaryDirectory() + "carnet-town-" + UUID().uuidString
    defer {
      do { try FileManager.default.removeItem(atPath: folder) } catch { Issue.record(error) }
    }
    return try Simulator.run(seed: seed, steps: steps, habits: habits, in: folder)
  }

  // Never 10
  @Test("Every law holds after any mishap", arguments: asked.isEmpty ? stories : asked)
  func laws(story: Story) throws {
    let report = try run(story.seed, steps: story.steps, habits: story.habits)
    // The summary tells the whole story; the report itself would tell it twice.
    let isSound = report.isSound
    #expect(isSound, "\(report.summary)")
    #expect(report.log.count > story.steps / 2)
  }

  @Test("One seed tells one story")
  func replay() throws {
    let first = try run(3, steps: 25)
    #expect(try run(3, steps: 25).log == first.log)
  }
}
