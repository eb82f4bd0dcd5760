import CaseFile
import Envelope
import Testing

@testable import Notebook
@testable import Replica

@Suite("How a person is reached", .timeLimit(.minutes(10)))
struct ReachTests {
  private static let number = "0470 11 22 33"

  private func point(
    _ office: Office, _ file: CaseID, _ values: [String: [String]], in volet: Volet = .contact,
    _ town: Town
  ) throws -> String {
    town.tickOne()
    return try office.notebook.addRecord(
      RecordDraft(.contactPoint, in: volet, ["kind": ["telephone"]].merging(values) { $1 }),
      to: file.description, zone: 60, at: town.now
    ).record.description
  }

  // Never 22
  @Test(
    "What is said at one node of a number lets nobody use another one that was written at the other",
    arguments: [("non", "oui"), ("non", "demander"), ("demander", "oui")])
  func ruleOfAnother(_ seen: String, _ said: String) throws {
    let town = Town(seed: 7807)
    let office = try town.office("Maison", worker: "Marc")
    let branch = try town.branch(of: office, worker: "Lila", role: .referent)
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let record = try point(office, file, ["value": [Self.number], "safe": [seen]], town)
    try town.exchange(office.notebook, branch.notebook)
    func edit(_ office: Office, _ values: [String: [String]]) throws {
      town.tickOne()
      _ = try office.notebook.editRecord(record, of: nil, values, zone: 60, at: town.now)
    }
    try edit(branch, ["safe": [said]])
    // The one to whom the rule of before is said, whether she says it or not.
    try edit(office, ["value": ["0499 11 22 33"]])
    try edit(office, ["value": ["0499 22 33 44"], "safe": [seen]])
    try town.exchange(office.notebook, branch.notebook)
    for office in [office, branch] {
      let read = try office.notebook.showRecord(record, at: town.now)
      let rule = try #require(read.summary.type?.reachRule(read.summary.values))
      #expect(rule.use == (seen == "non" ? .never : .ask))
      #expect(read.summary.state == .conflict)
      #expect(read.conflicts.map(\.field.code) == ["safe"])
    }
    // Whoever decides decides about the one that stands.
    try edit(branch, ["safe": ["oui"]])
    let read = try branch.notebook.showRecord(record, at: town.now).summary
    #expect(read.values["value"] == ["0499 22 33 44"] && read.values["safe"] == ["oui"])
  }

  @Test("Of a number that is hidden no version tells, not of those that were written apart either")
  func historyApart() throws {
    let town = Town(seed: 7812)
    let office = try town.office("Maison", worker: "Marc")
    let branch = try town.branch(of: office, worker: "Lila", role: .referent)
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let record = try point(office, file, ["value": [Self.number], "safe": ["oui"]], town)
    try town.exchange(office.notebook, branch.notebook)
    town.tickOne()
    _ = try office.notebook.editRecord(record, of: nil, ["safe": ["non"]], zone: 60, at: town.now)
    town.tickOne()
    _ = try branch.notebook.editRecord(
      record, of: nil, ["best_moment": ["le soir"]], zone: 60, at: town.now)
    try town.exchange(office.notebook, branch.notebook)
    for office in [office, branch] {
      let history = try office.notebook.recordHistory(record, at: town.now)
      #expect(history.count == 3)
      for version in history { #expect(version.values["value"] == nil, "\(version)") }
      let copy = try office.notebook.exportCase(file.description, withLog: false, at: town.now)
      #expect(!copy.records.flatMap(\.history).contains { $0.values["value"] != nil })
    }
  }

  @Test(
    "What somebody wrote of a hidden number beside another way, or as a place, leaves on no paper")
  func besideAnother() throws {
    let town = Town(seed: 7813)
    let office = try town.office("Maison", worker: "Marc")
    let notebook = office.notebook
    let file = try notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    _ = try point(office, file, ["value": [Self.number], "safe": ["non"]], town)
    _ = try point(
      office, file,
      ["value": ["0499 22 33 44"], "safe": ["oui"], "holder": ["sa sœur, pas le 0470112233"]], town)
    let places = ["au 0470.11.22.33", "Salle 3"]
    for (number, place) in places.enumerated() {
      town.tickOne()
      _ = try notebook.addRecord(
        RecordDraft(
          .appointment, in: .agenda,
          ["when": ["2026-12-03T1\(number):00+01:00"], "place": [place]]),
        to: file.description, zone: 60, at: town.now)
    }
    let sheet = try notebook.callSheet(file.description, at: town.now).ways.map(\.summary)
    #expect(!sheet.contains { $0.values.description.contains("0470") })
    #expect(sheet.contains { $0.values["value"] == ["0499 22 33 44"] && $0.hidden == ["holder"] })
    let whole = try notebook.callSheet(file.description, revealing: true, at: town.now)
    #expect(whole.ways.contains { $0.summary.values["holder"] != nil })
    let day = try CalendarDate(parsing: "2026-12-03")
    let agenda = try notebook.agenda(
      AgendaQuery(day...day, today: day, day: { _ in day }), at: town.now)
    #expect(agenda.items.map(\.isPlaceTold) == [false, true])
  }

  // Never 22
  @Test(
    "A number that is not to be used is in nothing that is read, but by a gesture that is logged")
  func hidden() throws {
    let town = Town(seed: 7801)
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let record = try point(
      office, file, ["value": [Self.number], "safe": ["demander"], "holder": ["une voisine"]], town)
    let notebook = office.notebook
    let shown = try notebook.showRecord(record, at: town.now).summary
    #expect(shown.values["value"] == [Self.number] && shown.hidden.isEmpty)
    town.tickOne()
    let edited = try notebook.editRecord(
      record, of: nil, ["safe": ["non"], "value": [Self.number + " 4"]], zone: 60, at: town.now)
    #expect(edited.replaced?.fields.contains { $0.field.code == "value" } != true)

    let listed = try notebook.listRecords(file.description, of: .contactPoint, at: town.now)
    let page = try notebook.showRecord(record, at: town.now)
    let found = try notebook.search("voisine", at: town.now)
    let sheet = try notebook.callSheet(file.description, at: town.now)
    let view = try notebook.structuredRecords(where: { $0.reach != nil }, at: town.now)
    let erased = try #require(try notebook.recordToErase(record, of: nil, at: town.now))
    let history = try notebook.recordHistory(record, at: town.now)
    // Found by what else it says, without the number.
    #expect(found.hits.map(\.summary.record.description) == [record])
    #expect(history.count == 2)
    // Nobody emptied it.
    #expect(history.map(\.hidden) == [["value"], ["value"]])
    let values =
      listed.map(\.values) + [page.summary.values] + found.hits.map(\.summary.values)
      + sheet.ways.map(\.summary.values) + view.map(\.values) + [erased.values]
      + history.map(\.values)
    #expect(values.count == 8)
    for values in values { #expect(!values.description.contains("0470"), "\(values)") }
    #expect(listed.map(\.hidden) == [["value"]] && page.summary.hidden == ["value"])
    func reveals() throws -> Int {
      try notebook.accessLog(nil, at: town.now).events.count { $0.action == "contactRevealed" }
    }
    #expect(try reveals() == 0)

    let revealed = try notebook.showRecord(record, revealing: true, at: town.now).summary
    #expect(revealed.values["value"] == [Self.number + " 4"])
    #expect(try reveals() == 1)
    let all = try notebook.callSheet(file.description, revealing: true, at: town.now)
    #expect(all.ways.map(\.summary.values["value"]) == [[Self.number + " 4"]])
    #expect(try reveals() == 2)
    // Whoever says that it may be used shows it; where nothing is hidden the gesture is none.
    town.tickOne()
    _ = try notebook.editRecord(record, of: nil, ["safe": ["oui"]], zone: 60, at: town.now)
    _ = try notebook.showRecord(record, revealing: true, at: town.now)
    #expect(try reveals() == 3)
  }

  // Never 22
  @Test(
    "Digits of a number that is not to be used find nothing, whatever the room was made from, and find it once it may be"
  )
  func searched() throws {
    let town = Town(seed: 7803)
    let office = try town.office("Maison", worker: "Marc")
    let notebook = office.notebook
    notebook.leastImage = 1
    let file = try notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let record = try point(
      office, file, ["value": [Self.number], "safe": ["oui"], "holder": ["une voisine"]], town)
    /// How many records these words find: in the room of the session, in its image, in one made anew.
    func found(_ words: String) throws -> Set<Int> {
      var counts: Set<Int> = [try notebook.search(words, at: town.now).total]
      notebook.memory.room = nil
      counts.insert(try notebook.search(words, at: town.now).total)
      notebook.memory.room = try notebook.read { try notebook.roomAnew($0, at: town.now) }
      counts.insert(try notebook.search(words, at: town.now).total)
      return counts
    }
    let digits = ["0470 11 22 33", "0470112233", "0470", "047", "22", "+32 470 11 22 33"]
    func say(_ safe: String) throws {
      town.tickOne()
      _ = try notebook.editRecord(record, of: nil, ["safe": [safe]], zone: 60, at: town.now)
    }
    for _ in 1...2 {
      for words in digits { #expect(try found(words) == [1], "\(words)") }
      try say("non")
      for words in digits { #expect(try found(words) == [0], "\(words)") }
      let hits = try notebook.search("voisine", at: town.now).hits
      #expect(hits.map(\.summary.record.description) == [record])
      #expect(hits.allSatisfy { !$0.snippet.contains("0470") && !$0.snippet.contains("22") })
      try say("oui")
    }
    try say("demander")
    for words in digits { #expect(try found(words) == [1], "\(words)") }
  }

  // Never 22
  @Test(
    "The copy of the person says that a number is hidden; asked for it holds it, and the log tells")
  func copied() throws {
    let town = Town(seed: 7804)
    let office = try town.office("Maison", worker: "Marc")
    let notebook = office.notebook
    let file = try notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let hidden = try point(office, file, ["value": [Self.number], "safe": ["oui"]], town)
    _ = try point(office, file, ["value": ["0499 00 00 00"], "safe": ["oui"]], town)
    town.tickOne()
    _ = try notebook.editRecord(hidden, of: nil, ["safe": ["non"]], zone: 60, at: town.now)
    func reveals() throws -> Int {
      try notebook.accessLog(nil, at: town.now).events.count { $0.action == "contactRevealed" }
    }
    func copy(_ revealing: Bool) throws -> (values: String, hidden: [Set<String>]) {
      let copy = try notebook.exportCase(
        file.description, withLog: false, revealing: revealing, at: town.now)
      let values = copy.records.flatMap { [$0.detail.summary.values] + $0.history.map(\.values) }
      return (
        values.map(\.description).joined(separator: "\n"), copy.records.map(\.detail.summary.hidden)
      )
    }
    let poor = try copy(false)
    // Nor as it stood while it was safe.
    #expect(!poor.values.contains("0470") && poor.values.contains("0499"))
    #expect(poor.hidden.filter { $0 == ["value"] }.count == 1)
    #expect(try reveals() == 0)
    let whole = try copy(true)
    #expect(whole.values.contains(Self.number) && whole.hidden.allSatisfy(\.isEmpty))
    #expect(try reveals() == 1)
    // Where nothing is hidden the gesture is none.
    let other = try notebook.openCase(name: "B. W.", born: nil, zone: 0, at: town.now)
    _ = try notebook.exportCase(other.description, withLog: false, revealing: true, at: town.now)
    #expect(try reveals() == 1)
  }

  // Never 22
  @Test("A remark is hidden with the number beside it, and found by nothing")
  func remark() throws {
    let town = Town(seed: 7808)
    let notebook = try town.office("Maison", worker: "Marc").notebook
    let file = try notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    town.tickOne()
    let record = try notebook.addRecord(
      RecordDraft(
        .contactPoint, in: .contact,
        ["value": [Self.number], "safe": ["non"], "remark": ["ou 0470112234, le soir"]]),
      to: file.description, zone: 60, at: town.now
    ).record.description
    let page = try notebook.showRecord(record, at: town.now).summary
    #expect(page.hidden == ["value", "remark"])
    #expect(!page.values.description.contains("0470"))
    #expect(try notebook.search("0470112234", at: town.now).total == 0)
    #expect(try notebook.search("soir", at: town.now).total == 0)
    let whole = try notebook.showRecord(record, revealing: true, at: town.now).summary
    #expect(whole.values["remark"] == ["ou 0470112234, le soir"])
  }

  // Never 22
  @Test("A number that somebody typed as whose it is goes as soon as the rule is no")
  func inAnotherField() throws {
    let town = Town(seed: 7811)
    let notebook = try town.office("Maison", worker: "Marc").notebook
    notebook.leastImage = 1
    let file = try notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    func edit(_ record: String, _ values: [String: [String]]) throws -> RecordWritten {
      town.tickOne()
      return try notebook.editRecord(record, of: nil, values, zone: 60, at: town.now)
    }
    town.tickOne()
    let record = try notebook.addRecord(
      RecordDraft(
        .contactPoint, in: .contact,
        [
          "value": [Self.number], "safe": ["oui"], "holder": ["sa mère, 0499 44, 55 66"],
          "best_moment": ["le soir"],
        ]),
      to: file.description, zone: 60, at: town.now
    ).record.description
    #expect(try notebook.search("mère", at: town.now).total == 1)
    _ = try edit(record, ["safe": ["non"]])
    for words in ["0499", "44", "mère"] {
      #expect(try notebook.search(words, at: town.now).total == 0, "\(words)")
      notebook.memory.room = nil
      #expect(try notebook.search(words, at: town.now).total == 0, "\(words)")
    }
    let listed = try notebook.listRecords(file.description, of: .contactPoint, at: town.now)
    let page = try notebook.showRecord(record, at: town.now).summary
    let history = try notebook.recordHistory(record, at: town.now)
    let sheet = try notebook.callSheet(file.description, at: town.now)
    let copy = try notebook.exportCase(file.description, withLog: false, at: town.now)
    let values =
      listed.map(\.values) + [page.values] + history.map(\.values)
      + sheet.ways.map(\.summary.values)
      + copy.records.flatMap { [$0.detail.summary.values] + $0.history.map(\.values) }
    #expect(values.count >= 7)
    for values in values { #expect(!values.description.contains("0499"), "\(values)") }
    #expect(page.hidden == ["value", "holder"] && page.values["best_moment"] == ["le soir"])
    #expect(copy.covered.covering("0499 44 55 66", with: "X") == "X")
    // Another name is shown again; what stood there before is not.
    let replaced = try edit(record, ["holder": ["sa mère"]]).replaced
    #expect(replaced?.fields.contains { $0.field.code == "holder" } != true)
    #expect(try notebook.showRecord(record, at: town.now).summary.values["holder"] == ["sa mère"])
    let told = try notebook.recordHistory(record, at: town.now).map(\.values.description)
    #expect(!told.joined().contains("0499"))
  }

  // Never 22
  @Test("A number that comes back with an older version has the rule that was said of it last")
  func broughtBack() throws {
    let town = Town(seed: 7809)
    let office = try town.office("Maison", worker: "Marc")
    let notebook = office.notebook
    let file = try notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let record = try point(office, file, ["value": [Self.number], "safe": ["oui"]], town)
    func edit(_ values: [String: [String]]) throws {
      town.tickOne()
      _ = try notebook.editRecord(record, of: nil, values, zone: 60, at: town.now)
    }
    try edit(["safe": ["non"]])
    try edit(["value": ["0499 11 22 33"], "safe": ["oui"]])
    let versions = try notebook.recordHistory(record, at: town.now)
    town.tickOne()
    let back = try notebook.restoreRecord(
      record, of: nil, "\(versions[0].change)", zone: 60, at: town.now)
    #expect(back.doubts == [.reachBack(FieldName("contact_point.value"), .never)])
    let hidden = try notebook.showRecord(record, at: town.now).summary
    #expect(hidden.values["safe"] == ["non"] && hidden.hidden == ["value"])
    // The other one was never said to be unsafe.
    town.tickOne()
    let free = try notebook.restoreRecord(
      record, of: nil, "\(versions[2].change)", zone: 60, at: town.now)
    #expect(free.doubts == [.reachBack(FieldName("contact_point.value"), .free)])
    #expect(try notebook.showRecord(record, at: town.now).summary.values["safe"] == ["oui"])
  }

  // Never 22
  @Test("Digits that are not to be used are covered in the copy wherever somebody typed them")
  func covered() throws {
    let town = Town(seed: 7810)
    let office = try town.office("Maison", worker: "Marc")
    let notebook = office.notebook
    let file = try notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let hidden = try point(office, file, ["value": [Self.number], "safe": ["non"]], town)
    _ = try point(office, file, ["value": ["0499 00 00 00"], "safe": ["oui"]], town)
    func covers(_ revealing: Bool = false) throws -> String {
      try notebook.exportCase(
        file.description, withLog: false, revealing: revealing, at: town.now
      ).covered.covering("+32 470.11.22.33 ou 0499000000", with: "X")
    }
    #expect(try covers() == "+X ou 0499000000")
    #expect(try covers(true) == "+32 470.11.22.33 ou 0499000000")
    // As it once stood, too, while another number stands there.
    town.tickOne()
    _ = try notebook.editRecord(
      hidden, of: nil, ["value": ["0499 11 11 11"], "safe": ["oui"]], zone: 60, at: town.now)
    #expect(try covers() == "+X ou 0499000000")
    town.tickOne()
    _ = try notebook.editRecord(hidden, of: nil, ["value": [Self.number]], zone: 60, at: town.now)
    #expect(try covers() == "+32 470.11.22.33 ou 0499000000")
  }

  @Test("The safest way comes first, and where she is may be said only where everybody knows")
  func order() throws {
    let town = Town(seed: 7802)
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let notebook = office.notebook
    #expect(try notebook.callSheet(file.description, at: town.now).hidesWhere)
    let never = try point(office, file, ["value": ["1"], "safe": ["non"]], town)
    let ask = try point(office, file, ["value": ["2"]], town)
    let old = try point(
      office, file, ["value": ["3"], "safe": ["oui"], "verified": ["2020"]], town)
    let fresh = try point(
      office, file,
      ["value": ["4"], "safe": ["oui"], "verified": ["2026-11-01"], "knows_detention": ["oui"]],
      town)
    let sheet = try notebook.callSheet(file.description, at: town.now)
    #expect(sheet.ways.map(\.summary.record.description) == [fresh, old, ask, never])
    #expect(sheet.hidesWhere)
    for record in [never, ask, old] {
      town.tickOne()
      _ = try notebook.editRecord(
        record, of: nil, ["knows_detention": ["oui"]], zone: 60, at: town.now)
    }
    #expect(try !notebook.callSheet(file.description, at: town.now).hidesWhere)
    #expect(try notebook.callSheet("A. V.", at: town.now).caseFile == file)
  }
}
