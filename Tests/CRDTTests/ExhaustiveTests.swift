import CRDT
import Testing

@Suite("Every small case")
struct ExhaustiveTests {
  /// What one writer may do to a text of two letters.
  private static let actions: [@Sendable (inout Edit, String) -> Void] = [
    { $0.insertText("t", $1, at: 0) }, { $0.insertText("t", $1, at: 1) },
    { $0.insertText("t", $1, at: 2) }, { edit, _ in edit.removeText("t", at: 0, count: 1) },
    { edit, _ in edit.removeText("t", at: 0, count: 2) },
    { $0.set("r", .text($1)) },
  ]

  @Test("Three writers, one action each, apart: every order of arrival agrees with the slow twin")
  func threeApart() {
    var base = Document()
    let first = base.write(id(1)) { $0.insertText("t", "ab", at: 0) }
    let choices = Self.actions.indices
    for one in choices {
      for two in choices {
        for three in choices {
          let changes =
            [first]
            + zip([one, two, three], ["XY", "PQ", "MN"]).enumerated().map {
              number, choice in
              var copy = base
              return copy.write(id(UInt64(10 + number))) { Self.actions[choice.0](&$0, choice.1) }
            }
          expectOneOutcome(changes)
        }
      }
    }
  }

  @Test("Three writers, three steps, each alone or after reading everybody: every schedule")
  func everySchedule() {
    let schedules = 6 * 6 * 6
    for schedule in 0..<schedules {
      for flavour in 0..<Self.actions.count {
        var documents = Array(repeating: Document(), count: 3)
        var changes: [Change] = []
        for step in 0..<3 {
          let choice = [schedule % 6, schedule / 6 % 6, schedule / 36][step]
          let writer = choice % 3
          if choice >= 3 {
            for other in 0..<3 { documents[writer].merge(documents[other].changes) }
          }
          let action = Self.actions[(flavour + step * 2) % Self.actions.count]
          let letters = ["AB", "CD", "EF"][step]
          changes.append(
            documents[writer].write(id(UInt64(20 + step))) {
              $0.insertText("t", letters, at: 1)
              action(&$0, letters.lowercased())
            })
        }
        expectOneOutcome(changes)
      }
    }
  }

  private func expectOneOutcome(_ changes: [Change]) {
    let expected = Oracle(changes).portrait
    for order in permutations(changes) {
      let found = Portrait(Document(order))
      #expect(found == expected)
    }
  }
}
