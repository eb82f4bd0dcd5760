import CaseFile
import Envelope
import Testing

@testable import Notebook

@Suite("Taking a permanence out", .timeLimit(.minutes(10)))
struct PermanenceErasingTests {
  typealias Prison = PermanenceTests.Prison

  private func loss(_ body: () throws -> Void) -> PermanenceLoss? {
    do {
      try body()
    } catch NotebookError.outcomesStandIn(let loss) {
      return loss
    } catch {
      Issue.record("\(error)")
    }
    return nil
  }

  @Test(
    "A permanence in which somebody has an outcome stays, and the figure that hangs on it is told")
  func stays() throws {
    let prison = try Prison(7430)
    let notebook = prison.office.notebook
    let files = try ["Kaïs Dupont", "Rosa Luz", "Odile Vents"].map(prison.open)
    try prison.prepare(files)
    try prison.record(PermanenceLine(number: 1, outcome: "vu"))
    try prison.record(PermanenceLine(number: 2, outcome: "absent"))
    #expect(try prison.count().counted == 1)
    let told = PermanenceLoss(
      outcomes: 2, conventions: [.init(name: "Rive", year: 2026, before: 1, after: 0)])
    let acts: [() throws -> Void] = [
      { _ = try notebook.recordToErase(prison.permanence, of: nil, at: prison.town.now) },
      { _ = try notebook.eraseRecord(prison.permanence, of: nil, at: prison.town.now) },
      { _ = try notebook.deleteRecord(prison.permanence, of: nil, zone: 60, at: prison.town.now) },
    ]
    for act in acts { #expect(loss(act) == told) }
    #expect(try prison.count().counted == 1 && prison.sheet().entries.count == 3)
    // Seen in another one of that convention too: nothing would be lost of the figure.
    let other = try Prison.add(
      prison.office, .permanence,
      ["when": ["2026-11-24T09:30+01:00"], "convention": [prison.convention]], prison.town)
    // The way out: each contact with an outcome gets the right permanence.
    for entry in try prison.sheet().entries where entry.values["outcome"] != nil {
      prison.town.tickOne()
      _ = try notebook.editRecord(
        entry.record.description, of: nil, ["permanence": [other]], zone: 60, at: prison.town.now)
    }
    _ = try notebook.eraseRecord(prison.permanence, of: nil, at: prison.town.now)
    let moved = try notebook.permanence(PermanenceName(other, days: []), at: prison.town.now)
    #expect(moved.entries.map { $0.values["outcome"] } == [["vu"], ["absent"]])
  }

  @Test("With one that is erased whoever was not seen is taken off, and was met by nobody")
  func takesOff() throws {
    let prison = try Prison(7431)
    let notebook = prison.office.notebook
    let files = try ["Kaïs Dupont", "Rosa Luz"].map(prison.open)
    try prison.prepare(files, question: "papiers")
    func contacts(_ file: String) throws -> [RecordSummary] {
      try notebook.listRecords(file, of: .contact, at: prison.town.now)
    }
    for file in files {
      let place = try #require(try contacts(file).first)
      #expect(place.values["kind"] == ["place_liste"] && place.values["modality"] == nil)
    }
    _ = try notebook.closeCase(files[1], at: prison.town.now)
    let asked = try #require(
      try notebook.recordToErase(prison.permanence, of: nil, at: prison.town.now))
    // Not the one whose case file is closed.
    #expect(asked.takesOff == 1)
    prison.town.tickOne()
    _ = try notebook.eraseRecord(prison.permanence, of: nil, at: prison.town.now)
    #expect(try contacts(files[0]).isEmpty)
    // In the one that is closed it says what it is.
    #expect(try contacts(files[1]).map { $0.values["kind"] } == [["place_liste"]])
    for file in files {
      let copy = try notebook.exportCase(file, withLog: false, at: prison.town.now)
      for record in copy.records {
        for values in [record.detail.summary.values] + record.history.map(\.values) {
          #expect(values["kind"] != ["entretien"])
        }
      }
    }
  }

  @Test("A place becomes a conversation once she was met there, and is one again where she was not")
  func becomes() throws {
    let prison = try Prison(7432)
    let file = try prison.open("Kaïs Dupont")
    try prison.prepare([file])
    func kind() throws -> [[String]?] {
      try prison.sheet().entries.map { $0.values["kind"] }
    }
    for (outcome, expected) in [
      ("absent", "place_liste"), ("vu", "entretien"), ("refuse", "place_liste"),
      ("vu", "entretien"),
    ] {
      try prison.record(PermanenceLine(number: 1, outcome: outcome))
      #expect(try kind() == [[expected]], "\(outcome)")
      let modality = try prison.sheet().entries.first?.values["modality"]
      #expect(modality == (outcome == "vu" ? ["presence"] : nil), "\(outcome)")
    }
    #expect(try prison.count().counted == 1)
    // What somebody chose stays.
    let entry = try #require(try prison.sheet().entries.first)
    prison.town.tickOne()
    _ = try prison.office.notebook.editRecord(
      entry.record.description, of: nil, ["kind": ["collectif"]], zone: 60, at: prison.town.now)
    try prison.record(PermanenceLine(number: 1, outcome: "absent"))
    #expect(try kind() == [["collectif"]])
  }

  @Test("What is entered of a permanence of a day to come is saved, and told")
  func toCome() throws {
    let prison = try Prison(7433)
    let file = try prison.open("Kaïs Dupont")
    let today = try #require(
      LocalMoment(milliseconds: prison.town.now.milliseconds, offset: 60)?.date)
    for (days, isTold) in [(-1, false), (0, false), (1, true), (400, true)] {
      let day = try #require(CalendarDate(daysSince1970: today.daysSince1970 + days))
      let permanence = try Prison.add(
        prison.office, .permanence, ["when": ["\(day)T09:30+01:00"]], prison.town)
      let name = PermanenceName(permanence, days: [])
      _ = try prison.office.notebook.preparePermanence(
        name, with: [file], question: nil, zone: 60, at: prison.town.now)
      prison.town.tickOne()
      let recorded = try prison.office.notebook.recordPermanence(
        name, PermanenceLine(number: 1, outcome: "vu"), PermanenceEntering(), zone: 60,
        at: prison.town.now)
      #expect(recorded.ahead == (isTold ? day : nil))
      #expect(
        try prison.office.notebook.permanence(name, at: prison.town.now).entries
          .map { $0.values["outcome"] } == [["vu"]])
    }
  }
}
