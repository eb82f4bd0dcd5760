import CaseFile
import Envelope
import Testing
import Wire

@testable import Notebook

@Suite("What became of a consent is what its records and its shares say")
struct ConsentLifeTests {
  @Test(
    "The fold comes to what a plain reading of the specification comes to, whatever nodes wrote and heard"
  )
  func twin() {
    var events: Set<ConsentEvent> = []
    var statuses: Set<ConsentSummary.Status> = []
    var told: Set<ConsentSummary.Told> = []
    for seed in UInt64(0)..<1_000 {
      let history = LifeHistory(seed: seed)
      let facts = history.facts
      let lives = facts.lives()
      let plain = PlainLife.all(facts, history.statements.map(\.record))
      #expect(lives.map(PlainLife.lines) == plain.map { $0.lines(plain) }, "seed \(seed)")
      for life in lives {
        events.formUnion(life.events.map(\.event))
        statuses.insert(life.status)
        if let how = life.told { told.insert(how) }
      }
    }
    // What no history came to would be compared by nobody.
    #expect(events == Set(ConsentEvent.allCases))
    #expect(statuses.count == 8 && told.count == 4)
  }
}
