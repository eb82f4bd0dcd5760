import CaseFile
import Envelope
import Testing

@testable import Notebook

@Suite("What became of appointments, by the name of the person", .timeLimit(.minutes(10)))
struct AppointmentOutcomeTests {
  /// 22 November 2026, noon.
  private static let noon = Instant(milliseconds: 1_795_348_800_000)

  private func add(
    _ office: Office, _ file: CaseID, _ type: RecordType, in volet: Volet,
    _ values: [String: [String]], _ town: Town
  ) throws -> String {
    town.tickOne()
    return try office.notebook.addRecord(
      RecordDraft(type, in: volet, values), to: file.description, zone: 60, at: town.now
    ).record.description
  }

  private func values(_ office: Office, _ record: String, _ town: Town) throws -> RecordValues {
    try office.notebook.showRecord(record, at: town.now).summary.values
  }

  @Test(
    "An outcome said twice by a name marks nothing behind the newest, and one to come is cancelled")
  func saidTwice() throws {
    let town = Town(seed: 7213)
    town.now = Self.noon
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "Ana Vole", born: nil, zone: 0, at: town.now)
    func add(_ moment: String) throws -> String {
      try self.add(office, file, .appointment, in: .agenda, ["when": [moment]], town)
    }
    func tell(_ record: String, _ outcome: String) throws {
      town.tickOne()
      _ = try office.notebook.tellAppointment(
        record, of: .appointment, outcome, zone: 60, at: town.now)
    }
    func meant(_ which: MeantMeeting) throws -> String {
      do {
        return try office.notebook.appointmentMeant(
          "Ana", of: .appointment, which, zone: 60, at: town.now
        ).name
      } catch NotebookError.meetingTold(_, _, let told, let open) {
        return "told \(told.map(\.record.description)) \(open.map(\.record.description))"
      } catch NotebookError.severalMeetings(_, _, let several) {
        return "several \(several.map(\.record.description))"
      }
    }
    let before = try add("2026-11-10T09:00+01:00")
    let last = try add("2026-11-20T09:00+01:00")
    #expect(try meant(.past) == last)
    try tell(last, "honore")
    #expect(try meant(.past) == "told [\"\(last)\"] [\"\(before)\"]")
    // What may be known ahead is said of the next one; said twice it is not said of the one after.
    let next = try add("2026-11-24T09:00+01:00")
    let after = try add("2026-11-25T09:00+01:00")
    #expect(try meant(.either) == next)
    try tell(next, "annule")
    #expect(
      try meant(.either) == "told [\"\(next)\"] [\"\(before)\", \"\(after)\"]")
    #expect(try meant(.coming) == after)
    // One of yesterday waits for its outcome too: none is guessed.
    let yesterday = try add("2026-11-21T09:00+01:00")
    try tell(next, "prevu")
    #expect(try meant(.either) == "several [\"\(yesterday)\", \"\(next)\"]")
    // One of this morning is told; that of tonight is not taken for it.
    let morning = try add("2026-11-22T08:00+01:00")
    let tonight = try add("2026-11-22T20:00+01:00")
    try tell(morning, "honore")
    let open = [before, yesterday, tonight, next, after].map { "\"\($0)\"" }
    #expect(
      try meant(.past) == "told [\"\(morning)\"] [\(open.joined(separator: ", "))]")
  }

  @Test("A meeting that is moved into the past is moved, and told")
  func movedBack() throws {
    let town = Town(seed: 7214)
    town.now = Self.noon
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "Ana Vole", born: nil, zone: 0, at: town.now)
    let record = try add(
      office, file, .appointment, in: .agenda, ["when": ["2026-11-24T09:00+01:00"]], town)
    func move(_ moment: String) throws -> [RecordDoubt] {
      town.tickOne()
      return try office.notebook.moveAppointment(
        record, of: .appointment, ["when": [moment]], zone: 60, at: town.now
      ).doubts
    }
    let day = try CalendarDate(parsing: "2026-11-22")
    #expect(
      try move("2026-11-22T12:30+01:00") == [.movedBack(FieldName("appointment.when"), day)])
    #expect(try values(office, record, town)["when"] == ["2026-11-22T12:30+01:00"])
    #expect(try move("2026-11-22T14:00+01:00").isEmpty)
  }
}
