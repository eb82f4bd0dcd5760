import Envelope
import Testing

@testable import Consent

@Suite("Runs of a volet: which stratum holds what is about a moment")
struct RunTests {
  private let tag = Counter.tags[0]
  private let first = Counter.strata[0]

  /// A stratum, where its run begins, and what it closes.
  private struct Opening {
    let stratum: UInt64
    let from: Int64
    let closes: [StratumID]
  }

  private func open(
    _ opening: Opening, at desk: inout OwnViewTests.Desk, after parents: [StatementID]? = nil
  ) -> StatementID {
    desk.write(
      .stratumOpened(
        desk.start(opening.stratum, opening.stratum + 5000), closes: opening.closes.sorted(),
        from: Instant(milliseconds: opening.from)), after: parents)
  }

  private func moment(_ milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }

  @Test("What is about a moment belongs to the run that held it, whatever began since")
  func moments() {
    var desk = OwnViewTests.Desk()
    _ = open(Opening(stratum: 500, from: 100, closes: [first]), at: &desk)
    _ = open(Opening(stratum: 502, from: 200, closes: [.number(500)]), at: &desk)
    let told: [(Int64, StratumID)] = [
      (-5, first), (0, first), (99, first), (100, .number(500)), (199, .number(500)),
      (200, .number(502)), (9000, .number(502)),
    ]
    for (at, stratum) in told {
      #expect(desk.view.run(of: tag, at: moment(at)) == [stratum], "about \(at)")
    }
    #expect(desk.view.openStratum(of: tag) == .number(502))
    // Another one for the same span, and one within a span that was over.
    _ = open(Opening(stratum: 504, from: 100, closes: [.number(500)]), at: &desk)
    _ = open(Opening(stratum: 506, from: 150, closes: []), at: &desk)
    #expect(desk.view.run(of: tag, at: moment(120)) == [.number(504)])
    #expect(desk.view.run(of: tag, at: moment(150)) == [.number(506)])
    #expect(desk.view.run(of: tag) == [.number(502)])
    #expect(desk.view.from(of: .number(506)) == moment(150))
    #expect(desk.view.from(of: first) == moment(0))
  }

  @Test("Whoever was given a run is entitled to all that begins no earlier, and to nothing before")
  func entitled() {
    var desk = OwnViewTests.Desk()
    _ = open(Opening(stratum: 500, from: 100, closes: [first]), at: &desk)
    _ = open(Opening(stratum: 502, from: 200, closes: [.number(500)]), at: &desk)
    // What is written late about a span that had no run.
    _ = open(Opening(stratum: 504, from: 150, closes: []), at: &desk)
    _ = open(Opening(stratum: 506, from: 50, closes: []), at: &desk)
    let since: [(StratumID, Set<StratumID>)] = [
      (.number(502), [.number(502)]),
      (.number(500), [.number(500), .number(502), .number(504)]),
      (first, [first, .number(500), .number(502), .number(504), .number(506)]),
    ]
    for (given, all) in since {
      #expect(Set(desk.view.heirs(of: [given], in: tag)) == all)
    }
    #expect(desk.view.heirs(of: [], in: tag).isEmpty)
    #expect(desk.view.heirs(of: [.number(9)], in: tag).isEmpty)
  }

  @Test("Two runs opened apart for one span are both there until a third closes them, in any order")
  func apart() {
    var desk = OwnViewTests.Desk()
    let pair = [500, 502].map { UInt64($0) }
    for stratum in pair {
      _ = open(
        Opening(stratum: stratum, from: 100, closes: [first]), at: &desk, after: [desk.opened])
    }
    let both = pair.map { StratumID.number($0) }.sorted()
    #expect(desk.view.run(of: tag, at: moment(130)) == both)
    // A run of another span closes neither for this one.
    _ = open(Opening(stratum: 504, from: 200, closes: both), at: &desk)
    #expect(desk.view.run(of: tag, at: moment(130)) == both)
    #expect(desk.view.run(of: tag) == [.number(504)])
    _ = open(Opening(stratum: 506, from: 100, closes: both), at: &desk)
    for order in permutations(desk.scribe.claims).prefix(120) {
      let again = OwnView(
        Scribe.graph(.own(OwnViewTests.file), order), service: desk.office.view)
      #expect(again?.run(of: tag, at: moment(130)) == [.number(506)])
      #expect(again?.run(of: tag) == [.number(504)])
      for given in both {
        #expect(again.map { Set($0.heirs(of: [given], in: tag)).count } == 4)
      }
    }
  }

  /// Told again from the list of what was opened.
  private func plainRun(_ all: [(StratumID, Int64, [StratumID])], at: Int64) -> [StratumID] {
    var latest: Int64 = -1
    for (_, from, _) in all where from <= at && from > latest { latest = from }
    var held: [StratumID] = []
    for (stratum, from, _) in all where from == latest { held.append(stratum) }
    for (_, from, closes) in all where from == latest {
      held.removeAll { closes.contains($0) }
    }
    return held.sorted()
  }

  @Test("Random openings come to the same as when they are told plainly", arguments: 1...40)
  func plain(seed: UInt64) {
    var chance = SeededChance(seed)
    var desk = OwnViewTests.Desk()
    var all: [(StratumID, Int64, [StratumID])] = [(first, 0, [])]
    for number in UInt64(600)..<612 {
      let from = Int64.random(in: 0...5, using: &chance) * 100
      let closes = Set((0..<2).compactMap { _ in all.randomElement(using: &chance)?.0 })
      let opening = Opening(stratum: number, from: from, closes: closes.sorted())
      _ = open(opening, at: &desk)
      all.append((.number(number), from, opening.closes))
    }
    let view = desk.view
    for at in stride(from: Int64(0), through: 600, by: 50) {
      #expect(view.run(of: tag, at: moment(at)) == plainRun(all, at: at), "seed \(seed), \(at)")
    }
    #expect(view.run(of: tag) == plainRun(all, at: .max), "seed \(seed)")
    for (given, from, _) in all {
      let heirs = Set(view.heirs(of: [given], in: tag))
      #expect(heirs.isSuperset(of: all.filter { $0.1 >= from }.map(\.0)), "seed \(seed)")
      #expect(heirs.contains(given), "seed \(seed)")
    }
  }
}
