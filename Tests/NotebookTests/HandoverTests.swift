import CaseFile
import Envelope
import Testing

@testable import Notebook
@testable import Replica

@Suite("A follow-up passes to a colleague", .timeLimit(.minutes(10)))
struct HandoverTests {
  /// A service with Marc, whom a file names as its referent, and Inès on a node of her own.
  private struct House {
    let town: Town
    let marc: Office
    let ines: Office

    init(_ seed: UInt64, ines role: Role = .referent) throws {
      town = Town(seed: seed)
      marc = try town.office("Maison", worker: "Marc")
      ines = try town.branch(of: marc, worker: "Inès", role: role)
    }

    var today: CalendarDate {
      get throws {
        try #require(LocalMoment(milliseconds: town.now.milliseconds, offset: 0)).date
      }
    }

    func day(_ days: Int) throws -> String {
      try #require(CalendarDate(daysSince1970: today.daysSince1970 + days)).description
    }

    @discardableResult
    func add(
      _ type: RecordType, _ values: [String: [String]], to file: CaseID, in volet: Volet? = nil
    ) throws -> DocumentID {
      town.tickOne()
      return try marc.notebook.addRecord(
        RecordDraft(type, in: volet ?? type.usualVolet ?? .projet, values), to: file.description,
        zone: 0, at: town.now
      ).record
    }

    func open(_ name: String, _ period: [String: [String]]? = nil) throws -> CaseID {
      town.tickOne()
      let id = try marc.notebook.openCase(name: name, born: nil, zone: 0, at: town.now)
      if let period { try add(.period, period, to: id) }
      return id
    }

    func plan(
      _ files: [String], to: String, from leaving: String? = nil, by office: Office? = nil
    ) throws -> HandoverPlan {
      try (office ?? marc).notebook.handoverPlan(
        of: files, to: to, leaving: leaving, today: today,
        day: { LocalMoment(milliseconds: $0.milliseconds, offset: 0)?.date }, at: town.now)
    }

    func handOver(
      _ plan: HandoverPlan, _ notes: [CaseID: String] = [:], by office: Office? = nil
    ) throws -> [HandedOver] {
      town.tickOne()
      return try (office ?? marc).notebook.handOver(plan, notes: notes, zone: 0, at: town.now)
    }

    func load(_ office: Office) throws -> Caseload {
      try office.notebook.caseload(
        of: .worker(office.notebook.workerName ?? ""), today: today,
        day: { LocalMoment(milliseconds: $0.milliseconds, offset: 0)?.date }, at: town.now)
    }

    func workers(_ file: CaseID) throws -> [String] {
      let periods = try marc.notebook.listRecords(file.description, of: .period, at: town.now)
      return ["referent", "co_referent"].flatMap { place in
        periods.flatMap { $0.values[place] ?? [] }
      }
    }
  }

  @Test("A note for who follows already is written, and nothing else changes")
  func theirs() throws {
    let house = try House(7499)
    let file = try house.open("Kaïs Dupont", ["referent": ["Marc"], "status": ["ouvert"]])
    let plan = try house.plan([file.description], to: "Marc")
    #expect(plan.files.map(\.isTheirs) == [true])
    let done = try #require(try house.handOver(plan, [file: "Rappeler mardi."]).first)
    let note = try #require(done.note).record
    #expect(done.written.isEmpty)
    #expect(
      try house.marc.notebook.showRecord(note.description, at: house.town.now).text
        == "Rappeler mardi.")
    #expect(try house.workers(file) == ["Marc"])
  }

  private func fails(_ body: () throws -> Void) -> NotebookError? {
    do {
      try body()
    } catch let error as NotebookError {
      return error
    } catch {
      Issue.record("\(error)")
    }
    return nil
  }

  @Test(
    "The colleague follows from then on, a co-referent stays, and every author keeps what is hers")
  func passes() throws {
    let house = try House(8001)
    let town = house.town
    let file = try house.open(
      "Ada", ["status": ["ouvert"], "referent": ["marc"], "co_referent": ["Zoé"]])
    try house.add(.right, ["right": ["rsa"], "state": ["en_cours"]], to: file)
    try house.add(.appointment, ["when": [try house.day(9) + "T10:00+00:00"]], to: file)
    try house.add(.appointment, ["when": [try house.day(3) + "T10:00+00:00"]], to: file)
    let old = try town.write(house.marc, file, .projet, "Elle était là.")
    let plan = try house.plan(["ada", file.description], to: "inès")
    #expect(plan.to == "Inès" && plan.isWhole && plan.files.count == 1)
    let told = try #require(plan.files.first)
    #expect(told.from == ["marc"] && !told.isTheirs)
    // As the list says it: nobody of the name Zoé works here.
    #expect(told.entry.workers == ["marc"])
    #expect(try house.load(house.marc).entries.map(\.workers) == [["marc"]])
    #expect(told.entry.meetings.map(\.day.description) == [try house.day(3), try house.day(9)])
    #expect(told.open.map(\.type) == [.right])
    #expect(try house.workers(file) == ["marc", "Zoé"])

    let done = try house.handOver(plan, [file: "Rappeler mardi."])
    #expect(done.map(\.caseFile) == [file])
    #expect(try house.workers(file) == ["Inès", "Zoé"])
    let note = try #require(done.first?.note)
    let shown = try house.marc.notebook.showNote(note.record.description, at: town.now)
    #expect(shown.text == "Rappeler mardi." && shown.summary.volet == .equipe)
    #expect(shown.summary.values["kind"] == ["transmission"] && shown.summary.author == "Marc")
    #expect(
      try house.marc.notebook.showNote(old.description, at: town.now).summary.authors == ["Marc"])
    let period = try #require(done.first?.written.first)
    let history = try house.marc.notebook.recordHistory(
      period.record.description, of: .period, at: town.now)
    #expect(history.map { $0.values["referent"] } == [["marc"], ["Inès"]])
    try town.exchange(house.marc.notebook, house.ines.notebook)
    #expect(try house.load(house.ines).entries.map(\.caseFile) == [file])

    // Done twice nothing passes twice, and no word that was given is dropped.
    let again = try house.handOver(
      try house.plan(["ada"], to: "Inès", by: house.ines), [file: "Encore."], by: house.ines)
    #expect(again.first?.written.isEmpty == true && again.first?.note != nil)
  }

  @Test("One place passes where a name is given, and nobody stands beside herself")
  func places() throws {
    let house = try House(8002)
    let file = try house.open("Ada", ["referent": ["Marc"], "co_referent": ["Léa"]])
    _ = try house.handOver(try house.plan(["ada"], to: "Inès", from: "lea"))
    #expect(try house.workers(file) == ["Marc", "Inès"])
    _ = try house.handOver(try house.plan(["ada"], to: "Inès"))
    #expect(try house.workers(file) == ["Inès"])
    let refused = fails { _ = try house.plan(["ada"], to: "Inès", from: "Léa") }
    if case .followsNot("Léa", file)? = refused {} else { Issue.record("\(refused as Any)") }
  }

  @Test("Of several files all pass or none, and no note stands without the hand-over")
  func whole() throws {
    let house = try House(8003)
    let files = try ["Ada", "Bea"].map { try house.open($0, ["referent": ["Marc"]]) }
    let plan = try house.plan(["ada", "bea"], to: "Inès")
    let long = String(repeating: "x", count: Limits.noteTextBytes + 1)
    #expect(throws: NotebookError.self) {
      try house.handOver(plan, [files[0]: "Un mot.", files[1]: long])
    }
    _ = try house.marc.notebook.closeCase(files[1].description, at: house.town.now)
    let closed = fails { _ = try house.handOver(plan, [files[0]: "Un mot."]) }
    if case .caseClosed? = closed {} else { Issue.record("\(closed as Any)") }
    #expect(try house.workers(files[0]) == ["Marc"])
    #expect(try house.town.texts(house.marc, files[0].description) == [])
    #expect(
      try house.handOver(try house.plan(["ada"], to: "Inès"), [files[0]: " \n"]).first?.note == nil)
    #expect(try house.workers(files[0]) == ["Inès"])
  }

  @Test(
    "Whoever writes the period hands over, under her own name, and the head says that it may not be all"
  )
  func who() throws {
    let house = try House(8004, ines: .intervenant)
    let town = house.town
    let file = try house.open("Ada", ["referent": ["Marc"], "co_referent": ["Inès"]])
    let other = try house.open("Bea", ["referent": ["Marc"]])
    let head = try town.branch(of: house.marc, worker: "Aline", role: .chefService)
    try town.exchange(house.marc.notebook, house.ines.notebook)
    try town.exchange(house.marc.notebook, head.notebook)
    let done = try house.handOver(
      try house.plan(["ada"], to: "Inès", by: house.ines), by: house.ines)
    let period = try #require(done.first?.written.first).record
    let plan = try house.plan(["bea"], to: "Inès", by: head)
    #expect(!plan.isWhole)
    _ = try house.handOver(plan, by: head)
    try town.exchange(house.marc.notebook, house.ines.notebook)
    try town.exchange(house.marc.notebook, head.notebook)
    #expect(try house.workers(file) == ["Inès"])
    #expect(try house.workers(other) == ["Inès"])
    let history = try house.marc.notebook.recordHistory(
      period.description, of: .period, at: town.now)
    #expect(history.map(\.author) == ["Marc", "Inès"])
    // Who may not write it does not hand it over either.
    let dpo = try town.branch(of: house.marc, worker: "Dora", role: .dpo)
    try town.exchange(house.marc.notebook, dpo.notebook)
    let refused = fails { _ = try house.plan([file.description], to: "Marc", by: dpo) }
    if case .rule? = refused {} else { Issue.record("\(refused as Any)") }
  }

  @Test("What somebody who has ended leaves behind is found by her name, and passes")
  func ended() throws {
    let house = try House(8006)
    let town = house.town
    let files = [
      try house.open("Ada", ["referent": ["Marc"], "co_referent": ["Zoé"]]),
      try house.open("Bea", ["referent": ["Zoé"], "co_referent": ["Marc"]]),
    ]
    try town.exchange(house.marc.notebook, house.ines.notebook)
    _ = try house.ines.operator.endWorker(name: "Marc", at: town.now)
    try house.ines.notebook.replica.refresh()
    let left = try house.ines.notebook.handoverList(
      of: "Marc", today: house.today,
      day: { LocalMoment(milliseconds: $0.milliseconds, offset: 0)?.date }, at: town.now)
    #expect(Set(left.entries.map(\.caseFile)) == Set(files))
    let plan = try house.plan(
      files.map(\.description), to: "Inès", from: "Marc", by: house.ines)
    #expect(plan.files.map(\.from) == [["Marc"], ["Marc"]])
    let done = try house.handOver(plan, by: house.ines)
    #expect(done.allSatisfy { $0.written.count == 1 })
    let periods = try files.map { file in
      try house.ines.notebook.listRecords(file.description, of: .period, at: town.now)
        .map { [$0.values["referent"], $0.values["co_referent"]] }
    }
    #expect(periods == [[[["Inès"], ["Zoé"]]], [[["Zoé"], ["Inès"]]]])
  }

  @Test("It passes to somebody who works here and reads cards, and to nobody else")
  func recipient() throws {
    let house = try House(8005)
    _ = try house.open("Ada", ["referent": ["Marc"]])
    _ = try house.marc.operator.addWorker(
      name: "Dora", role: .dpo, passphrase: Town.passphrase, at: house.town.now)
    try house.marc.notebook.replica.refresh()
    let unfit = fails { _ = try house.plan(["ada"], to: "Dora") }
    if case .mayNotFollow("Dora", .dpo)? = unfit {} else { Issue.record("\(unfit as Any)") }
    // Who may not write who follows could not hand it over again.
    _ = try house.town.branch(of: house.marc, worker: "Vera", role: .stagiaire)
    let trainee = fails { _ = try house.plan(["ada"], to: "Vera") }
    if case .mayNotFollow("Vera", .stagiaire)? = trainee {
    } else {
      Issue.record("\(trainee as Any)")
    }
    // A period that is begun is counted.
    let nobody = try house.open("Cléo")
    _ = try house.handOver(try house.plan(["cleo"], to: "Inès"))
    let periods = try house.marc.notebook.listRecords(
      nobody.description, of: .period, at: house.town.now)
    #expect(periods.map { $0.values["status"] } == [["ouvert"]])
    _ = try house.marc.operator.endWorker(name: "Inès", at: house.town.now)
    try house.marc.notebook.replica.refresh()
    let ended = fails { _ = try house.plan(["ada"], to: "Inès") }
    if case .workerEnded("Inès")? = ended {} else { Issue.record("\(ended as Any)") }
    let unknown = fails { _ = try house.plan(["ada"], to: "Personne") }
    if case .unknownWorker("Personne")? = unknown {} else { Issue.record("\(unknown as Any)") }
  }
}
