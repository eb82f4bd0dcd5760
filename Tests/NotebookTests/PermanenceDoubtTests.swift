import CaseFile
import Envelope
import Testing

@testable import Notebook

@Suite("Permanences: what may be a slip is told, and nothing is refused", .timeLimit(.minutes(10)))
struct PermanenceDoubtTests {
  /// A permanence to come with three places, in a town of which it is 26 November 2026.
  private struct Stage {
    let prison: PermanenceTests.Prison
    let name: PermanenceName

    init(_ seed: UInt64) throws {
      prison = try PermanenceTests.Prison(seed)
      name = PermanenceName(
        try PermanenceTests.Prison.add(
          prison.office, .permanence, ["when": ["2026-12-01T09:30+01:00"], "slots": ["3"]],
          prison.town), days: [])
    }

    func prepare(_ files: [String], in other: Office? = nil) throws -> PermanencePrepared {
      prison.town.tickOne()
      return try (other ?? prison.office).notebook.preparePermanence(
        name, with: files, question: nil, zone: 60, at: prison.town.now)
    }

    func write(_ values: [String: [String]], on file: String) throws {
      prison.town.tickOne()
      _ = try prison.office.notebook.editPerson(file, values, zone: 60, at: prison.town.now)
    }
  }

  private func told(_ doubts: [PermanenceDoubt]) -> [String] {
    doubts.map { doubt in
      switch doubt {
      case .past(let day): "past \(day)"
      case .full(let listed, let places): "\(listed) for \(places)"
      case .twice(let one, let numbers): "\(one.person?.name ?? "–") twice \(numbers)"
      case .deceased(let one, let days): "\(one.number ?? 0) died \(days)"
      case .quiet(let one, let until): "\(one.number ?? 0) quiet \(until)"
      }
    }
  }

  @Test("A death and a wish to be left alone are told of whoever is put on a list, who is on it")
  func cards() throws {
    let stage = try Stage(7421)
    let files = try ["Kaïs Dupont", "Rosa Luz", "Odile Vents"].map(stage.prison.open)
    #expect(try stage.prepare([files[0]]).doubts.isEmpty)
    try stage.write(["deceased": ["2026-11-02"], "no_contact_before": ["2026-12"]], on: files[1])
    // Until the very day is not after it.
    try stage.write(["no_contact_before": ["2026-12-01"]], on: files[2])
    let second = try stage.prepare([files[1], files[2]])
    #expect(second.added == [2, 3])
    #expect(told(second.doubts) == [#"2 died ["2026-11-02"]"#, "2 quiet 2026-12"])
    #expect(second.listed.map(\.number) == [1, 2, 3])
    #expect(second.listed.map(\.isMeant) == [false, true, true])
    // Of those who were there before nothing is repeated, but of whoever is named again.
    #expect(try stage.prepare([files[0]]).doubts.isEmpty)
    #expect(try told(stage.prepare([files[1]]).doubts).count == 2)
    // A card of which something is told was looked at; another one was not.
    func isLogged(_ file: String) throws -> Bool {
      try stage.prison.office.notebook.accessLog(file).events.contains {
        $0.action == "read" && $0.volets.contains("contact")
      }
    }
    #expect(try isLogged(files[1]) && !isLogged(files[2]))
  }

  @Test("More people than places, a day that is over and one person twice are told, and all stay")
  func lists() throws {
    let stage = try Stage(7422)
    let files = try ["Kaïs Dupont", "Rosa Luz", "Odile Vents", "Ana Quatre"].map(stage.prison.open)
    #expect(try stage.prepare(Array(files[..<3])).doubts.isEmpty)
    let full = try stage.prepare([files[3]])
    #expect(told(full.doubts) == ["4 for 3"] && full.added == [4])
    #expect(told(try stage.prison.prepare([files[0]]).doubts) == ["past 2026-11-17"])
    // Two nodes that did not know of each other.
    let other = try Stage(7423)
    let file = try other.prison.open("Rosa Luz")
    let first = try other.prison.open("Kaïs Dupont")
    let branch = try other.prison.town.branch(of: other.prison.office, worker: "Lila")
    #expect(try other.prepare([file]).doubts.isEmpty)
    #expect(try other.prepare([first, file], in: branch).doubts.isEmpty)
    try other.prison.town.exchange(other.prison.office.notebook, branch.notebook)
    #expect(try told(other.prepare([first]).doubts) == ["Rosa Luz twice [1, 2]"])
  }

  @Test(
    "Of two permanences on one day none is guessed: each is told with its number, hour and place")
  func sameDay() throws {
    let prison = try PermanenceTests.Prison(7424)
    let day = PermanenceName("17/11/2026", days: [try CalendarDate(parsing: "2026-11-17")])
    #expect(
      try prison.office.notebook.permanence(day, at: prison.town.now).permanence.description
        == prison.permanence)
    let other = try PermanenceTests.Prison.add(
      prison.office, .permanence, ["when": ["2026-11-17T14:00+01:00"]], prison.town)
    do {
      _ = try prison.office.notebook.permanence(day, at: prison.town.now)
      Issue.record("one was guessed")
    } catch NotebookError.severalPermanences("17/11/2026", let found) {
      let told = found.map { [$0.record.description] + $0.moments + $0.places }
      #expect(
        Set(told) == [
          [prison.permanence, "2026-11-17T09:30+01:00", "Prison de Rive"],
          [other, "2026-11-17T14:00+01:00"],
        ])
    }
    // Without its year it is that of whatever permanence there is, before or to come.
    let next = try PermanenceTests.Prison.add(
      prison.office, .permanence, ["when": ["2027-02-18T14:00+01:00"]], prison.town)
    let days = try ["2026-02-18", "2027-02-18"].map { try CalendarDate(parsing: $0) }
    #expect(
      try prison.office.notebook.permanence(
        PermanenceName("18/2", days: Set(days)), at: prison.town.now
      ).permanence.description == next)
    do {
      let none = PermanenceName("18/11/2026", days: [try CalendarDate(parsing: "2026-11-18")])
      _ = try prison.office.notebook.permanence(none, at: prison.town.now)
      Issue.record("one was guessed")
    } catch NotebookError.unknownPermanence("18/11/2026") {
    }
  }
}
