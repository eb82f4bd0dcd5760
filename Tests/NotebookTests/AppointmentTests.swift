import CaseFile
import Envelope
import Foundation
import Testing

@testable import Notebook
@testable import Replica

@Suite("Appointments, and what is due", .timeLimit(.minutes(10)))
struct AppointmentTests {
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

  private func place(
    _ office: Office, _ values: [String: [String]], _ town: Town
  ) throws -> String {
    town.tickOne()
    return try office.notebook.addServiceRecord(.meetingPlace, values, zone: 60, at: town.now)
      .record.description
  }

  private func values(_ office: Office, _ record: String, _ town: Town) throws -> RecordValues {
    try office.notebook.showRecord(record, at: town.now).summary.values
  }

  /// What is due from 20 to 30 November 2026, today by the clock of the town.
  private func agenda(
    _ office: Office, _ town: Town, from first: String = "2026-11-20", of file: String? = nil,
    isMine: Bool = false
  ) throws -> Agenda {
    let days = try CalendarDate(parsing: first)...CalendarDate(parsing: "2026-11-30")
    return try office.notebook.agenda(
      AgendaQuery(
        days, of: file, isMine: isMine,
        today: try #require(LocalMoment(milliseconds: town.now.milliseconds, offset: 60)).date,
        day: { LocalMoment(milliseconds: $0.milliseconds, offset: 60)?.date }), at: town.now)
  }

  private func told(_ items: [AgendaItem]) -> [String] {
    items.map { item in
      let subject =
        switch item.subject {
        case .record(_, let field, let due): "\(field.code) \(due.matter)"
        case .consentEnds(_, let service): "until with \(service)"
        case .consentBegins(_, let service): "from with \(service)"
        case .release: "release"
        }
      return "\(item.day) \(item.person?.name ?? "–") \(subject)\(item.isOver ? " over" : "")"
    }
  }

  @Test("A place is found by its name, fills what others see, and is told by its name inside")
  func places() throws {
    let town = Town(seed: 7201)
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let prison = try place(
      office,
      [
        "name": ["Prison de Rive"], "kind": ["prison"], "neutral_name": ["Quai Nord 5"],
        "address": ["Rue de la Prison 1"],
      ], town)
    let hall = try place(
      office, ["name": ["Mairie"], "kind": ["administration"], "address": ["Place 2"]], town)
    let court = try place(office, ["name": ["Tribunal"], "kind": ["justice"]], town)
    let moment = ["2026-12-03T10:30+01:00"]
    func meet(_ more: [String: [String]]) throws -> String {
      try add(
        office, file, .appointment, in: .agenda,
        ["when": moment].merging(more) { first, _ in first }, town)
    }
    let inside = try meet(["site": ["prison de"], "ask_for": ["Claire"]])
    #expect(try values(office, inside, town)["site"] == [prison])
    #expect(try values(office, inside, town)["place"] == ["Quai Nord 5"])
    let shown = try office.notebook.showRecord(inside, at: town.now).summary
    #expect(shown.referredNames == [prison: "Prison de Rive"])
    // By the neutral name, by the number; what is given beside it stays.
    #expect(try values(office, meet(["site": ["QUAI NORD 5"]]), town)["site"] == [prison])
    #expect(
      try values(office, meet(["site": [String(hall.prefix(8))]]), town)["place"] == ["Mairie"])
    let given = try meet(["site": ["Mairie"], "place": ["Salle 3"]])
    #expect(try values(office, given, town)["place"] == ["Salle 3"])
    // A court without another name fills nothing.
    #expect(try values(office, meet(["site": [court]]), town)["place"] == nil)
    #expect(
      brokenRule { _ = try meet(["site": ["Gare"]]) }
        == .invalidReference("Gare", of: .meetingPlace))
    // Another one that begins alike: none is guessed.
    _ = try place(office, ["name": ["Prison de Nord"]], town)
    #expect(throws: NotebookError.self) { try meet(["site": ["Prison"]]) }
    #expect(try values(office, meet(["site": ["Prison de Rive"]]), town)["site"] == [prison])

    let slip = try office.notebook.appointmentSlip(inside, of: .appointment, at: town.now)
    #expect(slip.place == "Quai Nord 5")
    #expect(slip.address == nil)
    #expect(slip.askFor == "Claire")
    #expect(
      try office.notebook.appointmentSlip(given, of: .appointment, at: town.now).address
        == "Place 2")
    // An address behind another name, of a place of which nobody said what it is, is not told.
    let unknown = try place(
      office, ["name": ["Chez eux"], "neutral_name": ["Accueil"], "address": ["Rue 9"]], town)
    let there = try office.notebook.appointmentSlip(
      try meet(["site": [unknown]]), of: .appointment, at: town.now)
    #expect(there.place == "Accueil")
    #expect(there.address == nil)
  }

  @Test("What tells of a prison is said each time it leaves, and where to write it instead")
  func tellsPrison() throws {
    let town = Town(seed: 7207)
    town.now = Self.noon
    let office = try town.office("Maison", worker: "Marc")
    let notebook = office.notebook
    let file = try notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    _ = try place(
      office, ["name": ["Le Bleu"], "kind": ["prison"], "neutral_name": ["Quai"]], town)
    func meet(_ values: [String: [String]]) throws -> RecordWritten {
      town.tickOne()
      return try notebook.addRecord(
        RecordDraft(
          .appointment, in: .agenda,
          ["when": ["2026-12-03T10:30+01:00"]].merging(values) { $1 }),
        to: file.description, zone: 60, at: town.now)
    }
    let (field, site) = (FieldName("appointment.place"), FieldName("appointment.site"))
    // By the words, and by what the service calls its prison.
    for (text, word) in [
      ("au parloir", "parloir"), ("Accueil du bleu", nil), ("au « le bleu »", "le bleu"),
    ] {
      let made = try meet(["place": [text]])
      let slip = try notebook.appointmentSlip(
        made.record.description, of: .appointment, at: town.now)
      guard let word else {
        #expect(made.doubts.isEmpty && slip.doubts.isEmpty)
        continue
      }
      #expect(made.doubts == [.tellsPrison(field, words: word, .agenda, instead: site)])
      for _ in 1...2 {
        let again = try notebook.appointmentSlip(
          made.record.description, of: .appointment, at: town.now)
        #expect(again.doubts == [.slipTellsPrison(field, words: word, instead: site)])
      }
    }
    let telling = try notebook.tellingPrison(
      of: file.description, in: [.agenda, .droits], at: town.now)
    #expect(telling.map(\.fields) == [[field], [field]])
    #expect(
      try notebook.tellingPrison(of: file.description, in: [.droits], at: town.now).isEmpty)
    // By the place itself nothing is told.
    let neutral = try meet(["site": ["Le Bleu"]])
    #expect(neutral.doubts.isEmpty)
  }

  @Test("An appointment is moved by one change, which says who asked and why of this move alone")
  func moves() throws {
    let town = Town(seed: 7202)
    town.now = Self.noon
    let office = try town.office("Maison", worker: "Marc")
    let notebook = office.notebook
    let file = try notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let record = try add(
      office, file, .appointment, in: .agenda, ["when": ["2026-11-24T10:30+01:00"]], town)
    town.tickOne()
    _ = try notebook.tellAppointment(record, of: .appointment, "excuse", zone: 60, at: town.now)
    #expect(try told(agenda(office, town).items) == ["2026-11-24 A. V. when appointment over"])
    town.tickOne()
    _ = try notebook.moveAppointment(
      record, of: .appointment,
      ["when": ["2026-11-26T09:00+01:00"], "moved_by": ["la_personne"], "reason": ["Malade"]],
      zone: 60, at: town.now)
    #expect(try notebook.recordHistory(record, at: town.now).count == 3)
    let moved = try values(office, record, town)
    #expect(moved["status"] == ["prevu"])
    #expect(moved["reason"] == ["Malade"])
    #expect(try told(agenda(office, town).items) == ["2026-11-26 A. V. when appointment"])
    _ = try notebook.moveAppointment(
      record, of: .appointment, ["when": ["2026-11-27T09:00+01:00"]], zone: 60, at: town.now)
    #expect(try values(office, record, town)["reason"] == nil)
    #expect(try values(office, record, town)["moved_by"] == nil)
    #expect(
      brokenRule {
        _ = try notebook.tellAppointment(record, of: .appointment, "perdu", zone: 60, at: town.now)
      } == .unknownCode(.appointmentStatus, "perdu"))
  }

  @Test("Moved by one and told as kept by another, apart: people see both, and decide")
  func movedApart() throws {
    let town = Town(seed: 7209)
    town.now = Self.noon
    let office = try town.office("Maison", worker: "Marc")
    let branch = try town.branch(of: office, worker: "Lila")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let record = try add(
      office, file, .appointment, in: .agenda, ["when": ["2026-11-24T10:30+01:00"]], town)
    try town.exchange(office.notebook, branch.notebook)
    town.tickOne()
    _ = try office.notebook.moveAppointment(
      record, of: .appointment, ["when": ["2026-11-27T09:00+01:00"]], zone: 60, at: town.now)
    _ = try branch.notebook.tellAppointment(
      record, of: .appointment, "absent", zone: 60, at: town.now)
    for _ in 0..<2 { try town.exchange(office.notebook, branch.notebook) }
    for one in [office, branch] {
      let shown = try one.notebook.showRecord(record, at: town.now)
      #expect(shown.summary.state == .conflict)
      #expect(Set(shown.summary.values["status"] ?? []) == ["prevu", "absent"])
      #expect(try told(agenda(one, town).items) == ["2026-11-27 A. V. when appointment"])
    }
  }

  /// Sol, at the node of a service that she is added to.
  private func sol(_ office: Office, _ role: Role, _ town: Town) throws -> Office {
    _ = try office.operator.addWorker(
      name: "Sol", role: role, passphrase: Town.passphrase, at: town.now)
    try office.notebook.replica.refresh()
    _ = try office.notebook.admitAdded("Sol", at: town.now)
    return try town.open(office.folder, worker: "Sol", operator: office.operator)
  }

  @Test(
    "Who does not write in the volet of a former reason moves the appointment; the reason stays, told",
    arguments: [Role.psychologue, .juriste])
  func movedByOthers(role: Role) throws {
    let town = Town(seed: 7206)
    town.now = Self.noon
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    // As this service has it, she reads there and does not write.
    _ = try office.notebook.addServiceRecord(
      .roleAccess, ["role": [role.code], "volet": ["interne"], "access": ["lecture"]], zone: 0,
      at: town.now)
    let sol = try sol(office, role, town)
    func add(_ more: [String: [String]]) throws -> String {
      try self.add(
        office, file, .appointment, in: .agenda,
        ["when": ["2026-11-24T10:30+01:00"]].merging(more) { $1 }, town)
    }
    func move(_ record: String, _ more: [String: [String]] = [:]) throws -> [RecordDoubt] {
      town.tickOne()
      return try sol.notebook.moveAppointment(
        record, of: .appointment, ["when": ["2026-11-26T09:00+01:00"]].merging(more) { $1 },
        zone: 60, at: town.now
      ).doubts
    }
    let plain = try add([:])
    #expect(try move(plain).isEmpty)
    #expect(try values(sol, plain, town)["when"] == ["2026-11-26T09:00+01:00"])
    let reasoned = try add(["reason": ["Malade"]])
    #expect(
      try move(reasoned) == [.leftApart(FieldName("appointment.reason"), .interne)])
    #expect(try values(office, reasoned, town)["when"] == ["2026-11-26T09:00+01:00"])
    #expect(try values(office, reasoned, town)["reason"] == ["Malade"])
    // Of an edit that empties something: only where something stands.
    func empty(_ record: String) throws -> RecordWritten {
      town.tickOne()
      return try sol.notebook.editRecord(
        record, of: .appointment, ["reason": []], zone: 60, at: town.now)
    }
    #expect(try empty(plain).isUnchanged)
    let refused = RuleBroken.roleMayNotWrite(role, .interne)
    #expect(brokenRule { _ = try empty(reasoned) } == refused)
    #expect(brokenRule { _ = try move(plain, ["reason": ["Malade"]]) } == refused)
    // She cancels what was moved by others, and says no outcome; one that stands apart stays with a move, told.
    func tell(_ one: Office, _ record: String, _ outcome: String) throws {
      _ = try values(one, record, town)
      town.tickOne()
      _ = try one.notebook.tellAppointment(
        record, of: .appointment, outcome, zone: 60, at: town.now)
    }
    town.tickOne()
    _ = try office.notebook.moveAppointment(
      plain, of: .appointment, ["when": ["2026-11-27T09:00+01:00"]], zone: 60, at: town.now)
    #expect(brokenRule { try tell(sol, plain, "absent") } == refused)
    try tell(sol, plain, "annule")
    #expect(try values(office, plain, town)["status"] == ["annule"])
    try tell(office, plain, "excuse")
    _ = try values(sol, plain, town)
    #expect(try move(plain) == [.leftApart(FieldName("appointment.status"), .interne)])
  }

  @Test("A slip that was handed over is not that of the new moment, which is told")
  func outdatedSlip() throws {
    let town = Town(seed: 7207)
    town.now = Self.noon
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let record = try add(
      office, file, .appointment, in: .agenda,
      ["when": ["2026-11-24T10:30+01:00"], "slip_given": ["true"]], town)
    func move(_ day: String, _ more: [String: [String]] = [:]) throws -> [RecordDoubt] {
      town.tickOne()
      return try office.notebook.moveAppointment(
        record, of: .appointment, ["when": ["2026-11-\(day)T09:00+01:00"]].merging(more) { $1 },
        zone: 60, at: town.now
      ).doubts
    }
    #expect(try move("26") == [.slipOutdated(FieldName("appointment.slip_given"))])
    #expect(try values(office, record, town)["slip_given"] == nil)
    #expect(try move("27").isEmpty)
    #expect(try move("28", ["slip_given": ["true"]]).isEmpty)
    #expect(try values(office, record, town)["slip_given"] == ["true"])
  }

  // Never 2
  @Test("Where somebody is met may lie about only where it tells nothing that is kept close")
  func lyingAbout() throws {
    let town = Town(seed: 7208)
    town.now = Self.noon
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    _ = try office.notebook.editPerson(
      file.description, ["first_names": ["Anna", "Vera"]], zone: 60, at: town.now)
    let prison = try place(
      office, ["name": ["Rive"], "kind": ["prison"], "neutral_name": ["Quai Nord 5"]], town)
    let hall = try place(office, ["name": ["Mairie"], "kind": ["administration"]], town)
    let all: [(Volet, [String: [String]], Bool)] = [
      (.agenda, ["site": [hall]], true), (.agenda, ["site": [prison]], false),
      (.projet, ["place": ["Salle 3"]], true), (.projet, ["place": ["au parloir"]], false),
      (.justice, ["place": ["Salle 3"]], false), (.sante, ["site": [hall]], false),
      (.confie, ["place": ["Salle 3"]], false),
    ]
    for (number, (volet, more, _)) in all.enumerated() {
      _ = try add(
        office, file, .appointment, in: volet,
        ["when": ["2026-11-25T1\(number):00+01:00"]].merging(more) { $1 }, town)
    }
    let items = try agenda(office, town).items
    #expect(items.map(\.isPlaceTold) == all.map(\.2))
    #expect(items.allSatisfy { $0.person?.firstName == "Anna" })
  }

  @Test("Who receives something is told that it is not in the agenda, and nobody else")
  func leavesOut() throws {
    let two = try TwoServices(7209)
    #expect(try !agenda(two.housing, two.town).leavesOutShared)
    _ = try two.give([.droits])
    try two.town.exchange(two.prison.notebook, two.housing.notebook)
    #expect(try agenda(two.housing, two.town).leavesOutShared)
    #expect(try !agenda(two.prison, two.town).leavesOutShared)
  }

  // Never 19
  @Test("What is due is told by day, what is late first, and what is settled no more")
  func due() throws {
    let town = Town(seed: 7203)
    town.now = Self.noon
    let office = try town.office("Maison", worker: "Marc")
    let notebook = office.notebook
    let file = try notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let right = try add(
      office, file, .right, in: .droits,
      ["right": ["rsa"], "valid_until": ["2026-11-28"], "renew_from": ["2026-11"]], town)
    _ = try add(
      office, file, .request, in: .projet, ["words": ["Oui."], "received": ["2026-11-10"]], town)
    _ = try add(
      office, file, .appointment, in: .sante, ["when": ["2026-11-22T09:00+01:00"]], town)
    _ = try add(
      office, file, .appointment, in: .agenda, ["when": ["2026-11-22T16:00+01:00"]], town)
    let found = try agenda(office, town)
    #expect(
      told(found.late) == [
        "2026-11-01 A. V. renew_from renewal", "2026-11-10 A. V. received answer",
        "2026-11-22 A. V. when appointment",
      ])
    #expect(
      told(found.items) == [
        "2026-11-22 A. V. when appointment", "2026-11-28 A. V. valid_until expiry",
      ])
    // Of other days nothing is late.
    #expect(try agenda(office, town, from: "2026-11-23").late.isEmpty)
    _ = try notebook.editRecord(
      right, of: .right, ["state": ["clos"]], zone: 60, at: town.now)
    #expect(try told(agenda(office, town).items) == ["2026-11-22 A. V. when appointment"])
    #expect(try agenda(office, town, of: "A. V.").late.count == 2)
    #expect(try agenda(office, town, isMine: true).late.count == 2)
    _ = try notebook.closeCase(file.description, at: town.now)
    #expect(try agenda(office, town).late.isEmpty)
    #expect(try agenda(office, town).items.isEmpty)
  }

  @Test(
    "What one may not read is not due for her, and what is of no record only for who reads cards")
  func rules() throws {
    let two = try TwoServices(7204)
    let (town, prison) = (two.town, two.prison)
    _ = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits], days: 3), for: two.file.description, zone: 0,
      at: town.now)
    _ = try prison.notebook.release(
      two.file.description, on: try CalendarDate(parsing: "2026-11-30"), begins: town.now,
      at: town.now)
    _ = try add(
      prison, two.file, .appointment, in: .sante, ["when": ["2026-11-28T09:00+01:00"]], town)
    _ = try add(
      prison, two.file, .appointment, in: .agenda, ["when": ["2026-11-29T09:00+01:00"]], town)
    let all = try told(agenda(prison, town).items)
    #expect(all.contains { $0.hasSuffix("until with Maison") })
    #expect(all.contains { $0.hasSuffix("release") })
    #expect(all.count == 4)
    #expect(try told(agenda(prison, town, isMine: true).items).count == 2)
    for (volet, access) in [("sante", "rien"), ("contact", "rien")] {
      _ = try prison.notebook.addServiceRecord(
        .roleAccess, ["role": ["intervenant"], "volet": [volet], "access": [access]], zone: 60,
        at: town.now)
    }
    let branch = try town.branch(of: prison, worker: "Nadia")
    #expect(try told(agenda(branch, town).items) == ["2026-11-29 – when appointment"])
  }

  @Test("Kept or missed on a day to come is saved and told, and what is known before is not")
  func ahead() throws {
    let town = Town(seed: 7210)
    town.now = Self.noon
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let record = try add(
      office, file, .appointment, in: .agenda, ["when": ["2026-11-23T00:30+01:00"]], town)
    func tell(_ outcome: String) throws -> [RecordDoubt] {
      town.tickOne()
      return try office.notebook.tellAppointment(
        record, of: .appointment, outcome, zone: 60, at: town.now
      ).doubts
    }
    let state = FieldName("appointment.status")
    let day = try CalendarDate(parsing: "2026-11-23")
    #expect(try tell("honore") == [.ahead(state, is: "honore", day)])
    #expect(try values(office, record, town)["status"] == ["honore"])
    #expect(try tell("absent") == [.ahead(state, is: "absent", day)])
    for outcome in ["excuse", "annule", "reporte"] { #expect(try tell(outcome).isEmpty) }
    // It is that day where she is, and not yet in UTC.
    town.now = Instant(milliseconds: Self.noon.milliseconds + 11 * 3_600_000 + 1_800_000)
    #expect(try tell("honore").isEmpty)
    // A new one that says so at once.
    let fresh = try office.notebook.addRecord(
      RecordDraft(
        .appointment, in: .agenda, ["when": ["2026-12-01T10:00+01:00"], "status": ["honore"]]),
      to: file.description, zone: 60, at: town.now)
    #expect(fresh.doubts.count == 1)
  }
}
