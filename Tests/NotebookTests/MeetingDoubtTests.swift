import CaseFile
import Envelope
import Testing

@testable import Notebook
@testable import Replica

@Suite("An appointment that passes over how she is reached is told", .timeLimit(.minutes(10)))
struct MeetingDoubtTests {
  private static let reminder = RecordDoubt.unsafeReminder(
    FieldName("appointment.reminder"), is: "sms")
  private static let place = RecordDoubt.unsafeNumber(FieldName("appointment.place"))

  private let town = Town(seed: 7401)
  private let office: Office
  private let file: CaseID

  init() throws {
    // 22 November 2026, noon.
    town.now = Instant(milliseconds: 1_795_348_800_000)
    office = try town.office("Maison", worker: "Marc")
    file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
  }

  private func add(
    _ type: RecordType, in volet: Volet, _ values: [String: [String]], by one: Office? = nil
  ) throws -> RecordWritten {
    town.tickOne()
    return try (one ?? office).notebook.addRecord(
      RecordDraft(type, in: volet, values), to: file.description, zone: 60, at: town.now)
  }

  private func meet(_ values: [String: [String]], by one: Office? = nil) throws -> [RecordDoubt] {
    try add(
      .appointment, in: .agenda,
      ["when": ["2026-12-03T10:30+01:00"]].merging(values) { $1 }, by: one
    ).doubts
  }

  @Test(
    "A reminder by message is told where no number takes one, and a number is told wherever it is typed"
  )
  func numbers() throws {
    let sms = ["reminder": ["sms"]]
    // Nobody knows a number yet.
    #expect(try meet(sms).isEmpty)
    let number = try add(
      .contactPoint, in: .contact,
      ["kind": ["telephone"], "value": ["0470 11 22 33"], "safe": ["non"]])
    #expect(try meet(sms) == [Self.reminder])
    #expect(try meet(["reminder": ["papier"]]).isEmpty)
    #expect(try meet(["place": ["Au +32 470/11.22.33"]]) == [Self.place])
    #expect(try meet(["place": ["Mairie, salle 3"]]).isEmpty)
    // An address takes no message, and a number where none is to be left does not either.
    _ = try add(
      .contactPoint, in: .contact, ["kind": ["adresse"], "value": ["Rue 9"], "safe": ["oui"]])
    _ = try add(
      .contactPoint, in: .contact,
      ["kind": ["telephone"], "value": ["0470 44 55 66"], "safe": ["oui"], "no_message": ["true"]])
    #expect(try meet(sms) == [Self.reminder])
    #expect(try meet(["place": ["0470 44 55 66"]]).isEmpty)
    _ = try add(
      .contactPoint, in: .contact,
      ["kind": ["telephone"], "value": ["0470 77 88 99"], "safe": ["demander"]])
    #expect(try meet(sms).isEmpty)
    // An edit that gives the field; another one says nothing.
    let made = try add(
      .appointment, in: .agenda, ["when": ["2026-12-03T10:30+01:00"], "minutes": ["30"]])
    func edit(_ values: [String: [String]]) throws -> [RecordDoubt] {
      town.tickOne()
      return try office.notebook.editRecord(
        made.record.description, of: .appointment, values, zone: 60, at: town.now
      ).doubts
    }
    #expect(try edit(["place": ["0470112233"]]) == [Self.place])
    #expect(try edit(["minutes": ["45"]]).isEmpty)
    // Deleted, it is still not to be used.
    town.tickOne()
    _ = try office.notebook.deleteRecord(
      number.record.description, of: .contactPoint, zone: 60, at: town.now)
    #expect(try meet(["place": ["0470112233"]]) == [Self.place])
  }

  @Test("A number that is not to be used is told where a note that may be shared holds it, once")
  func shared() throws {
    _ = try add(
      .contactPoint, in: .contact,
      ["kind": ["telephone"], "value": ["0470 11 22 33"], "safe": ["non"]])
    let text = ["text": ["Il appelle du 0470 (le soir) 11 22 33."]]
    let told = RecordDoubt.numberShared(FieldName("note.text"), .droits)
    let note = try add(.note, in: .droits, text)
    #expect(note.doubts == [told])
    #expect(try add(.note, in: .equipe, text).doubts.isEmpty)
    #expect(try add(.note, in: .droits, ["text": ["Il appelle du 0470 33 44 55."]]).doubts.isEmpty)
    #expect(
      try add(.request, in: .droits, ["words": ["0470112233"]]).doubts
        == [.numberShared(FieldName("request.words"), .droits)])
    town.tickOne()
    let again = try office.notebook.editRecord(
      note.record.description, of: .note, ["text": ["Il appelle du 0470 11 22 33, souvent."]],
      zone: 60, at: town.now)
    #expect(again.doubts.isEmpty)
  }

  @Test(
    "A number that is not to be used is told in another way to reach her, and stays hidden there")
  func otherWay() throws {
    let phone = ["kind": ["telephone"], "value": ["0470 11 22 33"]]
    let never = phone.merging(["safe": ["non"], "holder": ["elle, 0470112233"]]) { $1 }
    #expect(try add(.contactPoint, in: .contact, never).doubts.isEmpty)
    #expect(
      try add(
        .contactPoint, in: .contact,
        [
          "kind": ["telephone"], "value": ["0470 33 44 55"], "safe": ["oui"],
          "holder": ["sa cousine (pas le 0470 11 22 33)"],
        ]
      ).doubts == [.numberShared(FieldName("contact_point.holder"), .contact)])
    // The same number, said to be safe: told, and what leaves still goes without it.
    let safe = phone.merging(["safe": ["oui"]]) { $1 }
    #expect(
      try add(.contactPoint, in: .contact, safe).doubts
        == [.numberShared(FieldName("contact_point.value"), .contact)])
    let made = try add(
      .appointment, in: .agenda,
      ["when": ["2026-12-03T10:30+01:00"], "place": ["Bar, 0470 11 22 33"]])
    #expect(made.doubts == [Self.place])
    let slip = try office.notebook.appointmentSlip(
      made.record.description, of: .appointment, at: town.now)
    #expect(slip.doubts == [.slipLeavesOut(FieldName("appointment.place"))])
  }

  @Test("A slip with a number that is not to be used is the slip of nobody who wrote it there")
  func slip() throws {
    _ = try add(
      .contactPoint, in: .contact,
      ["kind": ["telephone"], "value": ["0470 11 22 33"], "safe": ["non"]])
    func slip(_ values: [String: [String]]) throws -> AppointmentSlip {
      let made = try add(
        .appointment, in: .agenda, ["when": ["2026-12-03T10:30+01:00"]].merging(values) { $1 })
      return try office.notebook.appointmentSlip(
        made.record.description, of: .appointment, at: town.now)
    }
    let plain = try slip([:])
    let hiding = try slip(["place": ["Mairie, 0470/112233"], "ask_for": ["Lou au 0470 11 22 33"]])
    #expect(hiding.place == plain.place && hiding.askFor == plain.askFor)
    #expect(hiding.address == plain.address && hiding.moment == plain.moment)
    #expect(
      hiding.doubts
        == ["place", "ask_for"].map { .slipLeavesOut(FieldName("appointment.\($0)")) })
    #expect(try slip(["place": ["Mairie"]]).place == "Mairie" && plain.doubts.isEmpty)
  }

  @Test("A day before the one until which she wants to be left alone is told, and one after is not")
  func quiet() throws {
    town.tickOne()
    _ = try office.notebook.editPerson(
      file.description, ["no_contact_before": ["2026-12-10"]], zone: 60, at: town.now)
    let until = try CalendarDate(parsing: "2026-12-10")
    let told = RecordDoubt.beforeQuiet(FieldName("appointment.when"), until: until)
    #expect(try meet([:]) == [told])
    #expect(try meet(["when": ["2026-12-10T09:00+01:00"]]).isEmpty)
    // What is over is told by nobody.
    #expect(try meet(["status": ["annule"]]).isEmpty)
  }
}
