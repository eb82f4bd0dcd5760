import CaseFile
import Envelope
import Testing

@testable import Notebook

@Suite("Permanences: a list, two papers, late entry", .timeLimit(.minutes(10)))
struct PermanenceTests {
  /// A service with a permanence in a prison, and people.
  struct Prison {
    let town: Town
    let office: Office
    let permanence: String
    let convention: String
    var name: PermanenceName { PermanenceName(permanence, days: []) }

    init(_ seed: UInt64) throws {
      town = Town(seed: seed)
      office = try town.office("Maison", worker: "Marc")
      let place = try Self.add(
        office, .meetingPlace,
        ["name": ["Prison de Rive"], "kind": ["prison"], "neutral_name": ["Quai Nord 5"]], town)
      convention = try Self.add(
        office, .convention,
        ["name": ["Rive"], "begins": ["2026-04-01"], "objective": ["135"], "places": [place]], town)
      permanence = try Self.add(
        office, .permanence,
        [
          "when": ["2026-11-17T09:30+01:00"], "place": [place], "convention": [convention],
          "slots": ["9"],
        ], town)
    }

    static func add(
      _ office: Office, _ type: RecordType, _ values: [String: [String]], _ town: Town
    ) throws -> String {
      town.tickOne()
      return try office.notebook.addServiceRecord(type, values, zone: 60, at: town.now)
        .record.description
    }

    func open(_ name: String) throws -> String {
      town.tickOne()
      return try office.notebook.openCase(name: name, born: nil, zone: 0, at: town.now).description
    }

    func add(
      _ type: RecordType, _ volet: Volet, _ values: [String: [String]], to file: String
    ) throws -> String {
      town.tickOne()
      return try office.notebook.addRecord(
        RecordDraft(type, in: volet, values), to: file, zone: 60, at: town.now
      ).record.description
    }

    @discardableResult
    func prepare(
      _ files: [String], question: String? = nil, in other: Office? = nil
    ) throws -> PermanencePrepared {
      town.tickOne()
      return try (other ?? office).notebook.preparePermanence(
        name, with: files, question: question, zone: 60, at: town.now)
    }

    @discardableResult
    func record(
      _ line: PermanenceLine, _ entering: PermanenceEntering = PermanenceEntering(),
      in other: Office? = nil
    ) throws -> PermanenceRecorded {
      town.tickOne()
      return try (other ?? office).notebook.recordPermanence(
        name, line, entering, zone: 60, at: town.now)
    }

    func sheet(_ other: Office? = nil) throws -> PermanenceSheet {
      try (other ?? office).notebook.permanence(name, at: town.now)
    }

    func print(_ reader: PaperReader) throws -> PrintedPermanence {
      town.tickOne()
      return try office.notebook.printPermanence(
        name, for: reader, today: try CalendarDate(parsing: "2026-11-16"), zone: 60, at: town.now)
    }

    func count(_ other: Office? = nil) throws -> ConventionCount {
      try (other ?? office).notebook.countConvention(
        "rive", year: 2026, today: try CalendarDate(parsing: "2026-11-22"),
        day: { LocalMoment(milliseconds: $0.milliseconds, offset: 60)?.date }, at: town.now)
    }
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

  @Test("The same person twice is told and not added, and numbers follow whoever was taken off")
  func list() throws {
    let prison = try Prison(7401)
    let files = try ["Kaïs Dupont", "Rosa Luz", "Odile Vents"].map(prison.open)
    let first = try prison.prepare(files + [files[0]], question: "papiers")
    #expect(first.added == [1, 2, 3] && first.already == [1])
    let again = try prison.prepare([files[1]])
    #expect(again.added == [] && again.already == [2])
    _ = try prison.office.notebook.takeOffPermanence(
      prison.name, "2", zone: 60, at: prison.town.now)
    #expect(try prison.sheet().entries.map(\.listNumber) == [1, 3])
    #expect(try prison.prepare([files[1]]).added == [4])
    let sheet = try prison.sheet()
    #expect(sheet.entries.map(\.person?.name) == ["Kaïs Dupont", "Odile Vents", "Rosa Luz"])
    #expect(sheet.entries.map { $0.values["question"] } == [["papiers"], ["papiers"], nil])
    #expect(sheet.entries.allSatisfy { $0.values["outcome"] == nil && $0.volet == .interne })
    // What is recorded is not taken away with the place.
    try prison.record(PermanenceLine(number: 3, outcome: "refuse"))
    let refused = fails {
      _ = try prison.office.notebook.takeOffPermanence(
        prison.name, "3", zone: 60, at: prison.town.now)
    }
    if case .outcomeStands("3")? = refused {
    } else {
      Issue.record("\(String(describing: refused))")
    }
    let nobody = fails { try prison.record(PermanenceLine(number: 8, outcome: "vu")) }
    if case .notOnList("8")? = nobody {} else { Issue.record("\(String(describing: nobody))") }
    // A name that means nobody puts nobody on the list.
    #expect(fails { try prison.prepare([files[0], "Zénobie"]) } != nil)
    #expect(try prison.sheet().entries.count == 3)
    // By its day.
    let day = PermanenceName("17/11/2026", days: [try CalendarDate(parsing: "2026-11-17")])
    #expect(
      try prison.office.notebook.permanence(day, at: prison.town.now).entries.count == 3)
  }

  @Test("A number that somebody had, and that a sheet may bear, is given to nobody else")
  func numbers() throws {
    let prison = try Prison(7411)
    let files = try ["Kaïs Dupont", "Rosa Luz", "Odile Vents"].map(prison.open)
    try prison.prepare([files[0], files[1]])
    _ = try prison.print(.worker)
    prison.town.tickOne()
    _ = try prison.office.notebook.takeOffPermanence(
      prison.name, "2", zone: 60, at: prison.town.now)
    #expect(try prison.prepare([files[2]]).added == [3])
    // The sheet that is out says 2.
    let late = fails { try prison.record(PermanenceLine(number: 2, outcome: "vu", words: "Mots.")) }
    if case .notOnList("2")? = late {} else { Issue.record("\(String(describing: late))") }
    // She who comes back is somebody new on the list.
    #expect(try prison.prepare([files[1]]).added == [4])
    #expect(try prison.sheet().entries.map(\.listNumber) == [1, 3, 4])
  }

  @Test("The number of a place that was erased is given to nobody else, here or at a colleague's")
  func erasedNumbers() throws {
    let prison = try Prison(7414)
    let files = try ["Kaïs Dupont", "Rosa Luz", "Odile Vents", "Ana Quatre"].map(prison.open)
    let branch = try prison.town.branch(of: prison.office, worker: "Lila")
    try prison.prepare([files[0], files[1]])
    _ = try prison.print(.worker)
    try prison.town.exchange(prison.office.notebook, branch.notebook)
    let entries = try prison.sheet().entries
    func erase(_ entry: StructuredRecord) throws {
      prison.town.tickOne()
      _ = try prison.office.notebook.eraseRecord(
        entry.record.description, of: .contact, at: prison.town.now)
    }
    try erase(entries[1])
    #expect(try prison.prepare([files[2]]).added == [3])
    // Who was taken off is erased too, and so is everybody else.
    try erase(try #require(try prison.sheet().entries.last))
    try erase(entries[0])
    #expect(try prison.sheet().entries.isEmpty)
    for _ in 0..<2 { try prison.town.exchange(prison.office.notebook, branch.notebook) }
    #expect(try prison.sheet(branch).entries.isEmpty)
    #expect(try prison.prepare([files[3]], in: branch).added == [4])
    let (notebook, town) = (prison.office.notebook, prison.town)
    let shown = try notebook.listServiceRecords(of: .permanence, at: town.now)
    #expect(shown.map(\.state) == [.current])
    let history = try notebook.recordHistory(prison.permanence, of: .permanence, at: town.now)
    // Who made the permanence and saw nothing of the numbers since deletes it whole, and brings none of them back.
    town.tickOne()
    let deleted = try notebook.deleteRecord(
      prison.permanence, of: .permanence, zone: 60, at: town.now)
    #expect(deleted.state == .deleted)
    town.tickOne()
    _ = try notebook.restoreRecord(
      prison.permanence, of: .permanence, "\(try #require(history.first).change)", zone: 60,
      at: town.now)
    #expect(try prison.prepare([files[0]]).added == [4])
  }

  @Test("Whoever reads a part of a list gives no number on it, prints none and records nothing")
  func parts() throws {
    let prison = try Prison(7412)
    let files = try ["Kaïs Dupont", "Rosa Luz"].map(prison.open)
    try prison.prepare([files[0]])
    _ = try Prison.add(
      prison.office, .roleAccess,
      ["role": ["intervenant"], "volet": ["interne"], "access": ["ses_notes"]], prison.town)
    let branch = try prison.town.branch(of: prison.office, worker: "Lila", role: .intervenant)
    let refused = RuleBroken.recordOfColleague(.intervenant, .interne)
    #expect(try prison.sheet(branch).entries.isEmpty)
    #expect(brokenRule { try prison.prepare([files[1]], in: branch) } == refused)
    #expect(
      brokenRule {
        try prison.record(PermanenceLine(number: 1, outcome: "vu", words: "Mots."), in: branch)
      } == refused)
    #expect(
      brokenRule {
        _ = try branch.notebook.takeOffPermanence(
          prison.name, "1", zone: 60, at: prison.town.now)
      } == refused)
    for reader in PaperReader.allCases {
      #expect(
        brokenRule {
          _ = try branch.notebook.printPermanence(
            prison.name, for: reader, today: try CalendarDate(parsing: "2026-11-16"), zone: 60,
            at: prison.town.now)
        } == refused)
    }
    // Nothing was given nor printed.
    try prison.town.exchange(prison.office.notebook, branch.notebook)
    let sheet = try prison.sheet()
    #expect(sheet.entries.map(\.listNumber) == [1] && sheet.papers.isEmpty)
  }

  @Test("One number that two nodes gave is told, and each of the two is named by her entry or file")
  func sharedNumbers() throws {
    let prison = try Prison(7413)
    let files = try ["Kaïs Dupont", "Rosa Luz", "Odile Vents"].map(prison.open)
    let branch = try prison.town.branch(of: prison.office, worker: "Lila")
    try prison.prepare([files[0], files[2]])
    try prison.prepare([files[1], files[2]], in: branch)
    try prison.town.exchange(prison.office.notebook, branch.notebook)
    let sheet = try prison.sheet()
    #expect(sheet.sharedNumbers == [1, 2] && sheet.entries.count == 4)
    // Told, and not numbered anew.
    let again = try prison.prepare([files[0]])
    #expect(again.shared == [1, 2] && again.added.isEmpty)
    let several = fails { try prison.record(PermanenceLine(number: 1, outcome: "vu")) }
    guard case .severalOnList("1", let entries)? = several else {
      Issue.record("\(String(describing: several))")
      return
    }
    #expect(Set(entries.map(\.caseFile.description)) == Set(files[...1]))
    let first = try #require(sheet.entries.first { $0.caseFile.description == files[0] })
    let id = String(first.record.description.prefix(12))
    #expect(
      try prison.record(PermanenceLine(entry: id, outcome: "vu")).contact.record == first.record)
    let second = try prison.record(PermanenceLine(entry: files[1], outcome: "refuse"))
    #expect(second.caseFile.description == files[1] && second.isMeant(by: files[1]))
    // One person twice: the later place goes, and the other one stays.
    let twice = sheet.entries.filter { $0.caseFile.description == files[2] }
    let earlier = twice.min {
      ($0.creation.entered?.milliseconds ?? 0) < ($1.creation.entered?.milliseconds ?? 0)
    }
    _ = try prison.office.notebook.takeOffPermanence(
      prison.name, "Odile Vents", zone: 60, at: prison.town.now)
    let left = try prison.sheet().entries.filter { $0.caseFile.description == files[2] }
    #expect(left.map(\.record) == [earlier?.record])
  }

  // Never 2, 22
  @Test("Neither paper holds what the other one is for, each printing is out until it is back")
  func papers() throws {
    let prison = try Prison(7402)
    let files = try ["Kaïs Dupont", "Rosa Luz"].map(prison.open)
    _ = try prison.add(
      .identifier, .interne, ["kind": ["numero_ecrou"], "value": ["4471"]], to: files[0])
    _ = try prison.add(
      .identifier, .interne, ["kind": ["numero_siao"], "value": ["8812"]], to: files[0])
    try prison.prepare(files, question: "logement")
    let worker = try prison.print(.worker)
    let staff = try prison.print(.staff)
    #expect(worker.number == 1 && staff.number == 2)
    #expect(worker.rows.map(\.questions) == [["logement"], ["logement"]])
    #expect(worker.rows.allSatisfy { $0.identifiers.isEmpty })
    #expect(worker.place == "Quai Nord 5" && staff.place == nil)
    #expect(staff.rows.allSatisfy { $0.questions.isEmpty })
    #expect(staff.rows.map(\.identifiers) == [["4471"], []])
    #expect(worker.slots == 9)
    #expect(try prison.sheet().papers.filter(\.isOut).map(\.number) == [1, 2])
    let today = try CalendarDate(parsing: "2026-11-18")
    func back(_ number: String) throws -> PaperBack {
      prison.town.tickOne()
      return try prison.office.notebook.paperIsBack(
        prison.name, number, today: today, zone: 60, at: prison.town.now)
    }
    #expect(try !back("1").wasBack)
    #expect(try back("1").wasBack)
    #expect(try prison.sheet().papers.filter(\.isOut).map(\.number) == [2])
    #expect(fails { _ = try back("7") } != nil)
    // The record of a printing names nobody.
    let records = try prison.office.notebook.listServiceRecords(
      of: .permanencePaper, at: prison.town.now)
    for record in records {
      #expect(!record.values.description.contains("Dup"), "\(record.values)")
      #expect(
        Set(record.values.byField.keys).isSubset(of: [
          "permanence", "number", "reader", "printed", "back",
        ]))
    }
  }

  @Test("Words of a late entry have their three dates, and a second entry changes the first")
  func lateEntry() throws {
    let prison = try Prison(7403)
    let files = try ["Kaïs Dupont", "Rosa Luz"].map(prison.open)
    try prison.prepare(files)
    let first = try prison.record(
      PermanenceLine(number: 1, outcome: "vu", minutes: 30, words: "Il a sa carte."))
    let note = try #require(first.note).record.description
    let shown = try prison.office.notebook.showRecord(note, of: .note, at: prison.town.now).summary
    #expect(shown.volet == .interne && !shown.volet.isShareable)
    #expect(shown.values["happened"] == ["2026-11-17"] && shown.values["written"] == ["2026-11-17"])
    #expect(shown.entered == prison.town.now)
    let second = try prison.record(
      PermanenceLine(number: 1, outcome: "vu", minutes: 45, words: "Il a sa carte d’identité."),
      PermanenceEntering(written: try CalendarDate(parsing: "2026-11-18")))
    #expect(second.note?.record.description == note && second.before == ["vu"])
    let notebook = prison.office.notebook
    let entry = try #require(try prison.sheet().entries.first)
    #expect(entry.values["minutes"] == ["45"] && entry.values["notes"] == [note])
    #expect(entry.values["written"] == ["2026-11-18"] && entry.values["happened"] == ["2026-11-17"])
    let history = try notebook.recordHistory(note, at: prison.town.now)
    #expect(history.map(\.text) == ["Il a sa carte.", "Il a sa carte d’identité."])
    // Without words, what was written stays, and what the line does not say.
    let third = try prison.record(PermanenceLine(number: 1, outcome: "vu"))
    #expect(third.kept.minutes == ["45"] && third.kept.notes == [note])
    #expect(try prison.sheet().entries.first?.values["written"] == ["2026-11-18"])
    #expect(try notebook.showRecord(note, at: prison.town.now).text == "Il a sa carte d’identité.")
    #expect(try prison.sheet().entries.first?.values["minutes"] == ["45"])
    // What stood in the way is no more there once she was seen.
    try prison.record(
      PermanenceLine(number: 2, outcome: "empeche_prison", preventedBy: "parloir"))
    let again = try prison.record(PermanenceLine(number: 2, outcome: "empeche_prison"))
    #expect(again.kept.preventedBy == ["parloir"])
    #expect(try prison.sheet().entries.last?.values["prevented_by"] == ["parloir"])
    try prison.record(PermanenceLine(number: 2, outcome: "vu"))
    #expect(try prison.sheet().entries.last?.values["prevented_by"] == nil)
  }

  @Test("Who may not read the list is told nothing of it, and is refused before she types")
  func byRole() throws {
    let prison = try Prison(7408)
    try prison.prepare([try prison.open("Kaïs Dupont")])
    let other = try prison.town.branch(of: prison.office, worker: "Vera", role: .stagiaire)
    let sheet = try prison.sheet(other)
    #expect(!sheet.readsList && sheet.entries.isEmpty && sheet.neverSeen.isEmpty)
    #expect(brokenRule { try other.notebook.checkLateEntry() } != nil)
    #expect(brokenRule { _ = try prison.prepare(["kais"], in: other) } != nil)
    #expect(
      brokenRule { _ = try prison.record(PermanenceLine(number: 5, outcome: "vu"), in: other) }
        != nil)
    #expect(try prison.sheet().readsList)
  }

  // Never 10
  @Test("The words of a colleague are left alone, and what two people enter apart both stand")
  func colleagues() throws {
    let prison = try Prison(7404)
    let file = try prison.open("Kaïs Dupont")
    try prison.prepare([file])
    let branch = try prison.town.branch(of: prison.office, worker: "Lila")
    let mine = try prison.record(
      PermanenceLine(number: 1, outcome: "vu", words: "Vu à dix heures."))
    let theirs = try prison.record(
      PermanenceLine(number: 1, outcome: "transfere", words: "Parti hier."), in: branch)
    try prison.town.exchange(prison.office.notebook, branch.notebook)
    let entry = try #require(try prison.sheet().entries.first)
    #expect(Set(entry.values["outcome"] ?? []) == ["vu", "transfere"] && entry.state == .conflict)
    let notes = [mine, theirs].compactMap { $0.note?.record.description }
    #expect(Set(entry.values["notes"] ?? []) == Set(notes))
    // One note is named, and it is hers: she writes beside it.
    let other = try prison.open("Rosa Luz")
    try prison.prepare([other])
    let first = try prison.record(PermanenceLine(number: 2, outcome: "vu", words: "Premiers mots."))
    try prison.town.exchange(prison.office.notebook, branch.notebook)
    let second = try prison.record(
      PermanenceLine(number: 2, outcome: "vu", words: "Autres mots."), in: branch)
    let named = try #require(first.note).record
    #expect(second.note?.record != named)
    #expect(
      try branch.notebook.showRecord(named.description, at: prison.town.now).text
        == "Premiers mots.")
  }

  @Test("A transfer changes the place on the list and nothing else")
  func transfer() throws {
    let prison = try Prison(7405)
    let file = try prison.open("Kaïs Dupont")
    let period = try prison.add(
      .period, .interne, ["status": ["ouvert"], "phase": ["intra_muros"]], to: file)
    try prison.prepare([file])
    try prison.record(PermanenceLine(number: 1, outcome: "transfere"))
    let notebook = prison.office.notebook
    let after = try notebook.showRecord(period, at: prison.town.now).summary
    #expect(after.values["phase"] == ["intra_muros"] && after.values["status"] == ["ouvert"])
    #expect(try notebook.recordHistory(period, at: prison.town.now).count == 1)
    #expect(try prison.sheet().values["status"] == ["prevue"])
  }

  // Never 2
  @Test("Nothing of a list, of its words nor of where it is reaches a service that was given all")
  func crossing() throws {
    let two = try TwoServices(7406)
    let (town, notebook) = (two.town, two.prison.notebook)
    _ = try two.give(Volet.allCases.filter(\.isShareable), past: .all)
    town.tickOne()
    let permanence = try notebook.addServiceRecord(
      .permanence, ["when": ["2026-11-17T09:30+01:00"], "remark": ["Bâtiment quatre"]], zone: 60,
      at: town.now
    ).record.description
    let name = PermanenceName(permanence, days: [])
    let referral = try notebook.addRecord(
      RecordDraft(
        .referral, in: .projet,
        ["kind": ["orientation_entrante"], "source": ["spip"], "permanence": [permanence]]),
      to: two.file.description, zone: 60, at: town.now
    ).record
    _ = try notebook.preparePermanence(
      name, with: [two.file.description], question: "suite", zone: 60, at: town.now)
    let sheet = try notebook.permanence(name, at: town.now)
    #expect(sheet.neverSeen.map(\.record) == [referral])
    _ = try notebook.recordPermanence(
      name, PermanenceLine(number: 1, outcome: "vu", words: "Mots du parloir."),
      PermanenceEntering(), zone: 60, at: town.now)
    #expect(try notebook.permanence(name, at: town.now).neverSeen.isEmpty)
    try two.meet()
    let received = try #require(try two.housing.notebook.listReceived(at: town.now).first)
    let records = try two.housing.notebook.listRecords(
      received.share.description, of: nil, deleted: true, at: town.now)
    #expect(records.contains { $0.record == referral })
    for record in records {
      #expect(record.type != .contact && record.values["permanence"] == nil, "\(record.values)")
      let told = record.values.description
      #expect(!told.contains(permanence) && !told.contains("spip"), "\(told)")
      #expect(!told.contains("parloir"), "\(told)")
    }
  }

  @Test("A deleted contact and an erased one count for nothing, and a day of another year neither")
  func counting() throws {
    let prison = try Prison(7407)
    let (notebook, town) = (prison.office.notebook, prison.town)
    let names = ["Kaïs Un", "Rosa Deux", "Odile Trois", "Ana Quatre", "Luc Cinq"]
    let files = try names.map(prison.open)
    try prison.prepare(files)
    for number in 1...5 { try prison.record(PermanenceLine(number: number, outcome: "vu")) }
    #expect(try prison.count().counted == 5 && prison.count().objective == 135)
    let entries = try prison.sheet().entries
    town.tickOne()
    _ = try notebook.deleteRecord(
      entries[0].record.description, of: .contact, zone: 60, at: town.now)
    town.tickOne()
    _ = try notebook.eraseRecord(entries[1].record.description, of: .contact, at: town.now)
    town.tickOne()
    _ = try notebook.editRecord(
      entries[2].record.description, of: .contact, ["happened": ["2026-03-31"]], zone: 60,
      at: town.now)
    let count = try prison.count()
    #expect(count.counted == 2)
    #expect(count.notCounted.map(\.why) == [.otherYear])
    #expect(count.notCounted.map(\.people) == [.masked])
    // The same person twice is one.
    try prison.prepare([files[0]])
    try prison.record(PermanenceLine(number: 6, outcome: "vu"))
    #expect(try prison.count().counted == 3)
    // Whoever reads a part would get another figure.
    let volunteer = try town.branch(of: prison.office, worker: "Vera", role: .benevole)
    #expect(
      brokenRule {
        _ = try volunteer.notebook.countConvention(
          "rive", year: 2026, today: try CalendarDate(parsing: "2026-11-22"), day: { _ in nil },
          at: town.now)
      } != nil)
    // Nobody stands in the figure: whoever watches over data protection is told the same one, and no record of it.
    let watcher = try town.branch(of: prison.office, worker: "Dora", role: .dpo)
    let told = try prison.count(watcher)
    #expect(told.counted == 3 && told.notCounted.map(\.why) == [.otherYear])
    #expect(
      brokenRule { _ = try watcher.notebook.listServiceRecords(of: .convention, at: town.now) }
        == .roleMayNotRead(.dpo, .interne))
    #expect(brokenRule { _ = try watcher.notebook.permanence(prison.name, at: town.now) } != nil)
    let outside = fails {
      _ = try notebook.countConvention(
        "rive", year: 2025, today: try CalendarDate(parsing: "2026-11-22"), day: { _ in nil },
        at: town.now)
    }
    if case .yearOutsideConvention(2025)? = outside {
    } else {
      Issue.record("\(String(describing: outside))")
    }
  }
}
