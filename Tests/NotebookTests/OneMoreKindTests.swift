import CaseFile
import Envelope
import Replica
import SampleKinds
import Store
import Testing
import Words

@testable import Notebook
@testable import carnet

@Suite("A kind that no file of the program names, from the command line to the copy")
struct OneMoreKindTests {
  private let two: TwoServices
  private let town: Town
  private let here: Office
  private let branch: Office
  private let file: String
  private let words = Phrasebook(.english)

  init() throws {
    two = try TwoServices(2090)
    (town, here, file) = (two.town, two.prison, two.file.description)
    branch = try two.branch()
    for office in [here, branch] { office.notebook.kinds.append(.vehicle) }
  }

  // MARK: What is typed

  private func typed(_ line: [String]) throws -> Typed {
    try Typed(line, in: .whole(kinds: RecordType.all + [.vehicle]), words: words)
  }

  /// The values that a command line gives, by field.
  private func values(_ typed: Typed) throws -> [String: [String]] {
    let kind = try #require(typed.path.last?.declared?.kind ?? typed.kind)
    let today = try CalendarDate(parsing: "2026-11-26")
    return try kind.fields.reduce(into: [:]) { values, field in
      let given = typed.values(of: field.code)
      guard !given.isEmpty else { return }
      values[field.code] = try Spoken.values(given, of: field, today: today) { _, _, _ in 60 }
    }
  }

  private func add(_ line: String...) throws -> DocumentID {
    let typed = try typed(["vehicle", "add", file] + line)
    let volet = try Spoken.volet(try #require(typed.value(of: "volet")))
    town.tickOne()
    return try here.notebook.addRecord(
      RecordDraft(.vehicle, in: volet, try values(typed)), to: typed.positionals[0], zone: 60,
      at: town.now
    ).record
  }

  @discardableResult
  private func edit(
    _ office: Office, _ record: DocumentID, _ line: String...
  ) throws -> RecordWritten {
    let typed = try typed(["vehicle", "edit", record.description] + line)
    town.tickOne()
    return try office.notebook.editRecord(
      typed.positionals[0], of: .vehicle, try values(typed), zone: 60, at: town.now)
  }

  private func exchange() throws {
    town.tickOne()
    try town.exchange(here.notebook, branch.notebook)
  }

  // MARK: What is read

  private var clock: WallClock { WallClock(now: town.now, isForProgram: false) { _ in 60 } }

  private func shown(_ office: Office, _ record: DocumentID) throws -> RecordDetail {
    try office.notebook.showRecord(record.description, of: .vehicle, at: town.now)
  }

  private func found(_ office: Office, _ words: String) throws -> [DocumentID] {
    try office.notebook.search(words, at: town.now).map(\.summary.record)
  }

  private func copy(_ format: ExportFormat) throws -> String {
    let copy = try here.notebook.exportCase(file, withLog: false, at: town.now)
    return words.export(clock.export(copy), as: format)
  }

  private func makeOne() throws -> DocumentID {
    try add(
      "--plate", " AB-123 ", "--insured-until", "31/03/2027", "--drivers", "Ana", "--drivers",
      "Bo", "--seized-by", "Tribunal de Lys", "--remarks", "Rouge <vif>.", "--volet", "emploi")
  }

  @Test("It has its commands and their help, and is told among the kinds")
  func spelling() throws {
    for deed in ["add", "edit", "list", "show", "history", "restore", "delete", "erase"] {
      let asked = try typed(["vehicle", deed, "--help"])
      #expect(asked.path.last?.declared?.kind == .vehicle, "\(deed)")
      #expect(asked.wish == .help)
    }
    let add = try typed(["vehicle", "add", "--help"])
    let help = try HelpPage(path: add.path, words: words, width: 80).text
    for field in RecordType.vehicle.fields {
      let option = "--" + field.code.replacing("_", with: "-")
      #expect(help.contains(option + " <"), "\(option) in \(help)")
    }
    let kinds = words.recordTypes([.vehicle])
    #expect(kinds.contains("(vehicle)") && kinds.contains("--insured-until"), "\(kinds)")
    #expect(throws: CommandFailure.self) { try typed(["vehicle", "add", file]) }
    #expect(throws: CommandFailure.self) {
      try typed(["vehicle", "edit", "7f31", "--colour", "red"])
    }
  }

  @Test("It is written, listed, read, found and copied; what tells of a court stands apart")
  func written() throws {
    let made = try makeOne()
    let row = try #require(
      try here.notebook.listRecords(file, of: .vehicle, at: town.now).map(clock.row).first)
    #expect(row.id == made.description && row.values["plate"] == ["AB-123"])
    let list = words.recordList([row], of: .vehicle)
    #expect(list.contains("AB-123 – ") && !list.contains("Lys"), "\(list)")
    let page = clock.page(try shown(here, made))
    let text = words.recordPage(page)
    for part in ["AB-123", "Ana; Bo", "Tribunal de Lys", "Rouge <vif>."] {
      #expect(text.contains(part), "\(part) in \(text)")
    }
    #expect(page.recordJSON.text.contains(#""insured_until":"2027-03-31""#))
    for words in ["ab-123", "ana", "vif", "lys"] {
      #expect(try found(here, words) == [made], "\(words)")
    }
    let copied = try copy(.text)
    #expect(copied.contains("AB-123") && copied.contains("Tribunal de Lys"), "\(copied)")
    #expect(try copy(.html).contains("Rouge &lt;vif&gt;."))
    #expect(try copy(.json).contains(#""insured_until": "2027-03-31""#))
    #expect(
      brokenRule { try edit(here, made, "--plate=") } == .empty(FieldName("vehicle.plate")))
    #expect(try here.notebook.verify().isSound)
  }

  @Test("What two sessions write apart is shown with both, and settled by an edit")
  func apart() throws {
    let made = try makeOne()
    try exchange()
    try edit(here, made, "--insured-until", "30/04/2027")
    try edit(branch, made, "--insured-until", "31/05/2027")
    try edit(branch, made, "--drivers", "Ana", "--drivers", "Cy")
    try exchange()
    for office in [here, branch] {
      let detail = try shown(office, made)
      #expect(detail.summary.state == .conflict)
      #expect(detail.conflicts.map(\.field.code) == ["insured_until"])
      #expect(detail.summary.values["drivers"] == ["Ana", "Cy"])
      let text = words.recordPage(clock.page(detail))
      for part in ["30 Apr 2027", "31 May 2027", "Inès", "Lila"] {
        #expect(text.contains(part), "\(part) in \(text)")
      }
    }
    #expect(try edit(here, made, "--insured-until", "31/05/2027").state == .current)
    try exchange()
    #expect(try shown(branch, made).summary.values["insured_until"] == ["2027-05-31"])
    let versions = try here.notebook.recordHistory(made.description, of: .vehicle, at: town.now)
    #expect(versions.count == 5)
    let told = words.recordHistory(versions.map(clock.row), of: made.description)
    for part in ["31 Mar 2027", "30 Apr 2027", "Lila"] {
      #expect(told.contains(part), "\(told)")
    }
    town.tickOne()
    _ = try here.notebook.restoreRecord(
      made.description, of: .vehicle, "\(versions[0].change)", zone: 60, at: town.now)
    let back = try shown(here, made).summary.values
    #expect(back["insured_until"] == ["2027-03-31"] && back["drivers"] == ["Ana", "Bo"])
    #expect(back["seized_by"] == ["Tribunal de Lys"])
  }

  @Test("A deletion beside an edit asks for it; a record that is erased is read and found nowhere")
  func taken() throws {
    let made = try makeOne()
    try exchange()
    town.tickOne()
    _ = try here.notebook.deleteRecord(made.description, of: .vehicle, zone: 60, at: town.now)
    try edit(branch, made, "--drivers", "Cy")
    try exchange()
    #expect(try shown(here, made).summary.state == .deleteRequested)
    town.tickOne()
    #expect(
      try here.notebook.settleRecord(made.description, of: .vehicle, zone: 60, at: town.now).state
        == .current)
    town.tickOne()
    _ = try here.notebook.eraseRecord(made.description, of: .vehicle, at: town.now)
    try exchange()
    for office in [here, branch] {
      #expect(try office.notebook.listRecords(file, of: .vehicle, at: town.now).isEmpty)
      #expect(throws: NotebookError.self) { try shown(office, made) }
      for words in ["ab-123", "lys"] { #expect(try found(office, words).isEmpty, "\(words)") }
      #expect(try office.notebook.verify().isSound)
    }
    #expect(try !copy(.text).contains("AB-123"))
  }

  @Test("Each role reads of it what its volets let it read")
  func roles() throws {
    let made = try makeOne()
    func colleague(_ name: String, _ role: Role) throws -> Office {
      _ = try here.operator.addWorker(
        name: name, role: role, passphrase: Town.passphrase, at: town.now)
      try here.notebook.replica.refresh()
      _ = try here.notebook.admitAdded(name, at: town.now)
      let office = try town.open(here.folder, worker: name, operator: here.operator)
      office.notebook.kinds.append(.vehicle)
      return office
    }
    let worker = try colleague("Sol", .intervenant)
    let values = try shown(worker, made).summary.values
    #expect(values["plate"] == ["AB-123"] && values["seized_by"] == nil)
    #expect(
      brokenRule { try edit(worker, made, "--seized-by", "X") }
        == .roleMayNotWrite(.intervenant, .justice))
    #expect(try found(worker, "ab-123") == [made] && found(worker, "lys").isEmpty)
    let lawyer = try colleague("Noa", .juriste)
    #expect(try lawyer.notebook.listRecords(file, of: .vehicle, at: town.now).isEmpty)
    #expect(brokenRule { _ = try shown(lawyer, made) } == .roleMayNotRead(.juriste, .emploi))
    #expect(try found(lawyer, "ab-123").isEmpty)
  }

  @Test("It goes with its volet, without what stands apart; who does not know the kind keeps it")
  func shared() throws {
    let made = try makeOne()
    _ = try two.give([.emploi], past: .all)
    try two.meet()
    let other = two.housing.notebook
    let share = try #require(try other.listReceived(at: town.now).first).share.description
    let unknown = try other.listRecords(share, at: town.now)
    #expect(unknown.map(\.state) == [.newer] && unknown.first?.values["plate"] == nil)
    other.kinds.append(.vehicle)
    let known = try other.listRecords(share, of: .vehicle, at: town.now)
    #expect(known.map(\.record) == [made] && known.first?.values["plate"] == ["AB-123"])
    #expect(known.first?.values["seized_by"] == nil)
    #expect(try found(two.housing, "lys").isEmpty)
  }
}
