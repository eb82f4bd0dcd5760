import CaseFile
import Envelope
import Testing

@testable import Notebook
@testable import Replica

@Suite("Who is followed, and who waits for an answer", .timeLimit(.minutes(10)))
struct CaseloadTests {
  private func add(
    _ office: Office, _ file: CaseID, _ type: RecordType, _ values: [String: [String]],
    in volet: Volet? = nil, _ town: Town
  ) throws {
    town.tickOne()
    _ = try office.notebook.addRecord(
      RecordDraft(type, in: volet ?? type.usualVolet ?? .projet, values), to: file.description,
      zone: 0, at: town.now)
  }

  private func today(_ town: Town) throws -> CalendarDate {
    try #require(LocalMoment(milliseconds: town.now.milliseconds, offset: 0)).date
  }

  private func day(_ days: Int, _ town: Town) throws -> String {
    try #require(CalendarDate(daysSince1970: today(town).daysSince1970 + days)).description
  }

  private func load(
    _ office: Office, _ town: Town, _ whom: CaseloadOf = .reader
  ) throws -> Caseload {
    try office.notebook.caseload(
      of: whom, today: today(town),
      day: { LocalMoment(milliseconds: $0.milliseconds, offset: 0)?.date }, at: town.now)
  }

  private func waiting(_ office: Office, _ town: Town) throws -> [WaitingAnswer] {
    try office.notebook.unanswered(
      today: today(town),
      day: { LocalMoment(milliseconds: $0.milliseconds, offset: 0)?.date }, at: town.now)
  }

  @Test("Who follows, written by hand, is told where nobody has that name or is here for a time")
  func followers() throws {
    let town = Town(seed: 7911)
    let office = try town.office("Maison", worker: "Claire")
    for (name, role) in [("Noé", Role.benevole), ("Omar Lys", .intervenant)] {
      _ = try office.operator.addWorker(
        name: name, role: role, passphrase: Town.passphrase, until: town.term(of: role),
        at: town.now)
    }
    try office.notebook.replica.refresh()
    let file = try office.notebook.openCase(name: "Ada", born: nil, zone: 0, at: town.now)
    town.tickOne()
    let made = try office.notebook.addRecord(
      RecordDraft(.period, in: .interne, ["status": ["ouvert"], "referent": ["Clair"]]),
      to: file.description, zone: 0, at: town.now)
    func written(_ values: [String: [String]]) throws -> [RecordDoubt] {
      town.tickOne()
      return try office.notebook.editRecord(
        made.record.description, of: .period, values, zone: 0, at: town.now
      ).doubts
    }
    let (first, second) = (FieldName("period.referent"), FieldName("period.co_referent"))
    guard case .followerUnknown(first, "Clair", let known)? = made.doubts.first else {
      Issue.record("\(made.doubts)")
      return
    }
    #expect(made.doubts.count == 1 && Set(known) == ["Claire", "Noé", "Omar Lys"])
    #expect(try written(["referent": ["noe"]]) == [.followerUnfit(first, "noe", .benevole)])
    #expect(try written(["referent": ["CLAIRE"], "co_referent": ["lys omar"]]).isEmpty)
    #expect(
      try written(["co_referent": ["Noé"]]) == [.followerUnfit(second, "Noé", .benevole)])
    // What it does not touch is not told again.
    #expect(try written(["phase": []]).isEmpty)
  }

  @Test("I see those whom I follow and those whom nobody does, what is late first")
  func mine() throws {
    let town = Town(seed: 7901)
    let office = try town.office("Maison", worker: "Marc")
    let notebook = office.notebook
    _ = try office.operator.addWorker(
      name: "Inès", role: .referent, passphrase: Town.passphrase, at: town.now)
    func open(_ name: String) throws -> CaseID {
      town.tickOne()
      return try notebook.openCase(name: name, born: nil, zone: 0, at: town.now)
    }
    let (mine, late, nobody) = (try open("Ada"), try open("Zoé"), try open("Bea"))
    let (theirs, closed, former) = (try open("Cléo"), try open("Dora"), try open("Eva"))
    try add(office, mine, .period, ["status": ["ouvert"], "referent": ["marc"]], town)
    try add(office, late, .period, ["status": ["en_pause"], "co_referent": ["Marc"]], town)
    try add(office, theirs, .period, ["status": ["ouvert"], "referent": ["Inès"]], town)
    try add(office, closed, .period, ["status": ["ouvert"], "referent": ["Marc"]], town)
    // What ended says of nobody that she follows.
    try add(office, former, .period, ["status": ["clos"], "referent": ["Inès"]], town)
    _ = try notebook.closeCase(closed.description, at: town.now)
    try add(office, mine, .contact, ["kind": ["entretien"], "happened": ["2026-01-02"]], town)
    try add(office, mine, .contact, ["kind": ["entretien"], "happened": ["2026-02-03"]], town)
    try add(office, mine, .right, ["right": ["rsa"], "state": ["en_cours"]], town)
    try add(office, mine, .right, ["right": ["rsa"], "state": ["accorde"]], town)
    try add(office, mine, .appointment, ["when": [try day(40, town) + "T10:00+00:00"]], town)
    try add(office, mine, .appointment, ["when": [try day(20, town) + "T10:00+00:00"]], town)
    try add(
      office, late, .right,
      ["right": ["rsa"], "state": ["en_cours"], "valid_until": [try day(-1, town)]], town)
    try add(
      office, late, .right,
      ["right": ["rsa"], "state": ["en_cours"], "valid_until": [try day(7, town)]], town)
    try add(
      office, late, .right,
      ["right": ["rsa"], "state": ["en_cours"], "valid_until": [try day(8, town)]], town)

    let found = try load(office, town)
    #expect(found.entries.map(\.caseFile) == [late, mine, nobody, former])
    #expect(found.knowsWho)
    #expect(found.entries.map(\.isActive) == [true, true, false, false])
    #expect((found.entries[0].late, found.entries[0].urgent) == (1, 1))
    let first = found.entries[1]
    #expect(first.lastContact?.description == "2026-02-03" && first.openRights == 1)
    #expect(first.nextMeeting?.day.description == (try day(20, town)))
    #expect(try load(office, town, .worker("INÈS")).entries.map(\.caseFile) == [theirs])
    #expect(
      Set(try load(office, town, .all).entries.map(\.caseFile))
        == [mine, late, nobody, theirs, former])
  }

  @Test(
    "Whoever is followed by a colleague who left, or by a name that nobody has, is followed by nobody"
  )
  func left() throws {
    let town = Town(seed: 7905)
    let office = try town.office("Maison", worker: "Marc")
    let branch = try town.branch(of: office, worker: "Ana")
    let (left, never) = try (
      office.notebook.openCase(name: "Ada", born: nil, zone: 0, at: town.now),
      office.notebook.openCase(name: "Bea", born: nil, zone: 0, at: town.now)
    )
    try add(office, left, .period, ["status": ["ouvert"], "referent": ["Ana"]], town)
    try add(office, never, .period, ["status": ["ouvert"], "referent": ["Zoé"]], town)
    #expect(try load(office, town).entries.map(\.caseFile) == [never])
    _ = try office.operator.endWorker(name: "Ana", at: town.now)
    try office.notebook.replica.refresh()
    let found = try load(office, town).entries
    #expect(found.map(\.caseFile) == [left, never] && found.allSatisfy(\.workers.isEmpty))
    #expect(try load(office, town, .worker("Ana")).entries.map(\.caseFile) == [left])
    _ = branch
  }

  @Test("No absence is a contact, nor a place on a list before the day, nor a day to come")
  func contacts() throws {
    let town = Town(seed: 7906)
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "Ada", born: nil, zone: 0, at: town.now)
    func last() throws -> String? { try load(office, town).entries.first?.lastContact?.description }
    let list = try office.notebook.addServiceRecord(
      .permanence, ["when": ["2026-11-20T09:30+01:00"]], zone: 0, at: town.now
    ).record.description
    for (days, values) in [
      (-1, ["outcome": ["absent"]]), (-2, ["outcome": ["refuse"]]), (-3, ["permanence": [list]]),
      (2, ["outcome": ["vu"]]),
    ] {
      var told = values
      (told["kind"], told["happened"]) = (["entretien"], [try day(days, town)])
      try add(office, file, .contact, told, town)
      #expect(try last() == nil, "\(values)")
    }
    try add(
      office, file, .contact,
      ["kind": ["entretien"], "happened": [try day(-4, town)], "outcome": ["vu"]], town)
    #expect(try last() == (try day(-4, town)))
  }

  @Test("A name that nobody has is refused, and so is a name for who may not read who follows whom")
  func names() throws {
    let town = Town(seed: 7903)
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "Ada", born: nil, zone: 0, at: town.now)
    #expect(try load(office, town, .worker("Marc")).entries.isEmpty)
    #expect(throws: NotebookError.self) { try load(office, town, .worker("zzz")) }
    let trainee = try town.branch(of: office, worker: "Vera", role: .stagiaire)
    let all = try load(trainee, town)
    #expect(all.entries.map(\.caseFile) == [file] && !all.knowsWho)
    #expect(brokenRule { _ = try load(trainee, town, .worker("Marc")) } != nil)
  }

  @Test("What nobody answered is listed, the oldest first, dated or not, until it is answered")
  func unanswered() throws {
    let town = Town(seed: 7902)
    let office = try town.office("Maison", worker: "Marc")
    let notebook = office.notebook
    let file = try notebook.openCase(name: "Ada", born: nil, zone: 0, at: town.now)
    try add(office, file, .request, ["themes": ["papiers"]], town)
    try add(
      office, file, .request,
      ["received": [try day(-9, town)], "channel": ["billet_rapport"], "themes": ["emploi"]], town)
    try add(office, file, .request, ["written": [try day(-4, town)], "themes": ["sante"]], town)
    try add(
      office, file, .request,
      ["received": [try day(-30, town)], "answered": [try day(-1, town)]], town)
    try add(office, file, .request, ["status": ["sans_suite"]], town)
    let found = try waiting(office, town)
    #expect(found.map(\.days) == [9, 4, 0])
    #expect(found.map { $0.record.values["themes"] ?? [] } == [["emploi"], ["sante"], ["papiers"]])
    #expect(found[0].record.values["channel"] == ["billet_rapport"])
    let line = try #require(try load(office, town).entries.first)
    #expect((line.unanswered, line.longestWait, line.late) == (3, 9, 0))
    town.tickOne()
    _ = try notebook.editRecord(
      found[0].record.record.description, of: nil, ["status": ["reorientee"]], zone: 0,
      at: town.now)
    #expect(try waiting(office, town).map(\.days) == [4, 0])
    _ = try notebook.closeCase(file.description, at: town.now)
    #expect(try waiting(office, town).isEmpty)
  }
}
