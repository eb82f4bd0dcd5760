import CaseFile
import Envelope
import Testing

@testable import Notebook

/// Twenty people of a convention whose year is 1 April 2026 to 31 March 2027, each with what the rule must see of her.
@Suite("What a convention counts")
struct ConventionTests {
  private static func person(_ number: UInt8) throws -> CaseID {
    try #require(CaseID([UInt8](repeating: number, count: 16)))
  }

  private static func day(_ text: String) throws -> CalendarDate { try CalendarDate(parsing: text) }

  private static func seen(
    _ number: UInt8, on day: String, at place: String = "Rive", outcome: [String] = ["vu"]
  ) throws -> ConventionFact {
    ConventionFact(
      source: .contact, person: try person(number), place: place, modalities: ["presence"],
      outcomes: outcome, days: [try self.day(day)], entered: try self.day(day))
  }

  /// What of twenty people belongs to the convention; who was erased, or whose contact was deleted, is not there.
  private static func facts() throws -> [ConventionFact] {
    // 1: twice. 2: on the first day. 3: on the last day. 4: the day after. 5: the day before.
    var facts = [
      try seen(1, on: "2026-05-05"), try seen(1, on: "2026-09-01", at: "Fort"),
      try seen(2, on: "2026-04-01"), try seen(3, on: "2027-03-31"),
      try seen(4, on: "2027-04-01"), try seen(5, on: "2026-03-31"),
    ]
    // 6: by telephone. 7: in the office. 8: a group. 9: information. 10: referred, never seen.
    var telephone = try seen(6, on: "2026-05-05")
    telephone.modalities = ["telephone"]
    var office = try seen(7, on: "2026-05-05", at: "Bureau")
    office.isPrison = false
    var group = try seen(8, on: "2026-05-05")
    group.kinds = ["collectif"]
    var information = try seen(9, on: "2026-05-05")
    information.kinds = ["information"]
    facts += [telephone, office, group, information]
    facts.append(
      ConventionFact(source: .referral, person: try person(10), days: [try day("2026-05-05")]))
    // 11: kept away. 12: refused. 13: no outcome yet.
    facts += [
      try seen(11, on: "2026-05-05", outcome: ["empeche_prison"]),
      try seen(12, on: "2026-05-05", outcome: ["refuse"]),
      try seen(13, on: "2026-05-05", outcome: []),
    ]
    // 14 and 15: two case files of one person. 16: of two outcomes nobody chose one.
    var conflict = try seen(16, on: "2026-05-05", outcome: ["empeche_prison", "vu"])
    conflict.isUnsettled = true
    facts += [try seen(14, on: "2026-05-05"), try seen(15, on: "2026-06-05"), conflict]
    // 17: of the year before, entered late. 18: kept away, then seen. 19: referred, then seen. 20: by telephone, then seen.
    var late = try seen(17, on: "2026-03-03")
    late.entered = try day("2026-04-04")
    var call = try seen(20, on: "2026-05-05")
    call.kinds = ["entretien_telephonique"]
    facts += [
      late, try seen(18, on: "2026-05-05", outcome: ["empeche_prison"]),
      try seen(18, on: "2026-05-12"),
      ConventionFact(source: .referral, person: try person(19), days: [try day("2026-05-05")]),
      try seen(19, on: "2026-06-01"), call, try seen(20, on: "2026-06-01"),
    ]
    return facts
  }

  // Never 9
  @Test("Of twenty people those who were met in a prison in the year count, each once")
  func twenty() throws {
    let days = try #require(
      ConventionYear.days(2026, begins: try Self.day("2026-04-01"), ends: nil))
    let tally = ConventionTally(
      try Self.facts(), in: days, same: [try Self.person(15): try Self.person(14)])
    // 1, 2, 3, 14 with 15, 16, 18, 19, 20.
    #expect(tally.counted == 8)
    #expect(tally.unsettled == 1)
    #expect(
      tally.notCounted == [
        .information: 1, .collective: 1, .otherWay: 1, .otherPlace: 1, .otherYear: 1, .notSeen: 2,
        .referredOnly: 1, .noOutcome: 1,
      ])
    #expect(tally.places == ["Rive": 8, "Fort": 1])
    // The order in which the records came changes nothing.
    let reversed = ConventionTally(
      try Self.facts().reversed(), in: days, same: [try Self.person(15): try Self.person(14)])
    #expect(reversed.counted == 8 && reversed.notCounted == tally.notCounted)
  }

  @Test("A year begins when the convention does, and lies within it")
  func years() throws {
    func days(_ year: Int, _ begins: String?, _ ends: String?) throws -> String? {
      try ConventionYear.days(year, begins: begins.map(Self.day), ends: ends.map(Self.day))
        .map { "\($0.lowerBound) \($0.upperBound)" }
    }
    #expect(try days(2026, nil, nil) == "2026-01-01 2026-12-31")
    #expect(try days(2026, "2026-04-01", nil) == "2026-04-01 2027-03-31")
    #expect(try days(2027, "2026-04-01", "2027-06-30") == "2027-04-01 2027-06-30")
    #expect(try days(2027, "2026-04-01", "2027-06") == "2027-04-01 2027-06-30")
    #expect(try days(2025, "2026-04-01", nil) == nil)
    #expect(try days(2028, "2026-04-01", "2027-06-30") == nil)
    #expect(try days(2025, "2024-02-29", nil) == "2025-03-01 2026-02-28")
    let begins = try Self.day("2026-04-01")
    #expect(ConventionYear.year(of: try Self.day("2027-03-31"), begins: begins) == 2026)
    #expect(ConventionYear.year(of: try Self.day("2027-04-01"), begins: begins) == 2027)
  }

  @Test("A cell of one to four people is masked, and what would give it back by subtraction")
  func masks() {
    func told(_ counts: [Int], isSumTold: Bool) -> [Int?] {
      CountedCell.masking(counts, isSumTold: isSumTold).map { cell in
        switch cell {
        case .people(let count): count
        case .masked: nil
        }
      }
    }
    #expect(told([9, 4, 0, 5], isSumTold: false) == [9, nil, 0, 5])
    #expect(told([9, 4, 0, 5], isSumTold: true) == [9, nil, 0, nil])
    #expect(told([9, 1, 2], isSumTold: true) == [9, nil, nil])
    #expect(told([5, 0], isSumTold: true) == [5, 0])
  }
}
