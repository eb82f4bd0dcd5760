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

  @Test("An appointment goes by whose it is: the last without an outcome, or the next one")
  func meant() throws {
    let town = Town(seed: 7211)
    town.now = Self.noon
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "Ana Vole", born: nil, zone: 0, at: town.now)
    let other = try office.notebook.openCase(name: "Luc Cinq", born: nil, zone: 0, at: town.now)
    func add(_ moment: String, _ to: CaseID, _ more: [String: [String]] = [:]) throws -> String {
      try self.add(
        office, to, .appointment, in: .agenda, ["when": [moment]].merging(more) { $1 }, town)
    }
    func meant(_ typed: String, _ which: MeantMeeting) throws -> String {
      try office.notebook.appointmentMeant(
        typed, of: .appointment, which, zone: 60, at: town.now
      ).name
    }
    _ = try add("2026-11-10T09:00+01:00", file)
    let last = try add("2026-11-20T09:00+01:00", file, ["purpose": ["Mairie"]])
    _ = try add("2026-11-19T09:00+01:00", file, ["status": ["excuse"]])
    let next = try add("2026-11-24T09:00+01:00", file)
    _ = try add("2026-11-25T09:00+01:00", file)
    _ = try add("2026-11-23T09:00+01:00", other)
    #expect(try meant("ana vole", .past) == last)
    #expect(try meant("Ana", .coming) == next)
    #expect(try meant(file.description, .coming) == next)
    // What begins a number is that one, whoever is called so.
    #expect(try meant(String(last.prefix(8)), .coming) == String(last.prefix(8)))
    let found = try office.notebook.appointmentMeant(
      "Ana", of: .appointment, .past, zone: 60, at: town.now
    ).found
    #expect(found?.person?.name == "Ana Vole" && found?.values["purpose"] == ["Mairie"])
    // Today's is before nothing else; of two today none is guessed.
    let today = try add("2026-11-22T18:00+01:00", file)
    #expect(try meant("Ana", .past) == today && meant("Ana", .coming) == today)
    let morning = try add("2026-11-22T08:00+01:00", file)
    #expect(try meant("Ana", .coming) == today)
    do {
      _ = try meant("Ana", .past)
      Issue.record("one was guessed")
    } catch NotebookError.severalMeetings("Ana", .appointment, let several) {
      #expect(several.map(\.record.description) == [morning, today])
    }
    do {
      _ = try meant("Luc", .past)
      Issue.record("one was guessed")
    } catch NotebookError.noMeeting(.appointment, .past, let of, let person) {
      #expect(of == other && person?.name == "Luc Cinq")
    }
    do {
      _ = try meant("Zénobie", .coming)
      Issue.record("one was guessed")
    } catch NotebookError.unknownCase("Zénobie") {
    }
    do {
      _ = try meant("ffff0000ffff", .coming)
      Issue.record("one was guessed")
    } catch NotebookError.unknownRecord("ffff0000ffff", of: .appointment) {
    }
  }
}
