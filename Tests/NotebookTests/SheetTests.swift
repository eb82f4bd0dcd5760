import CaseFile
import Envelope
import Replica
import Store
import Testing

@testable import Notebook

@Suite("Partners, and what paired services read of them")
struct SheetTests {
  private let town = Town(seed: 9701)

  private static let values = [
    "name": ["Maison d’Ormeval"], "kind": ["maison_accueil"], "themes": ["sante", "hebergement"],
    "phone": ["0470 00 00 00"], "verified_on": ["2026-04-10"], "verified_by": ["Zoé"],
    "source": ["vu à la rencontre de mai"],
  ]

  private func add(
    _ office: Office, _ values: [String: [String]] = SheetTests.values
  ) throws -> String {
    town.tickOne()
    return try office.notebook.addServiceRecord(.partner, values, zone: 0, at: town.now).record
      .description
  }

  @discardableResult
  private func publish(_ office: Office, _ records: String...) throws -> [SheetOutcome] {
    town.tickOne()
    return try office.notebook.publish(records, of: .partner, at: town.now)
  }

  private func edit(_ office: Office, _ record: String, _ values: [String: [String]]) throws {
    town.tickOne()
    _ = try office.notebook.editRecord(
      record, of: .partner, values, from: nil, zone: 0, at: town.now)
  }

  /// The telephone numbers that somebody reads in sheets of paired services.
  private func phones(_ office: Office) throws -> [String] {
    try office.notebook.receivedSheets(of: .partner).flatMap { $0.values["phone"] ?? [] }
  }

  /// Acts about sheets in the log of a service, as they stand at a node, with who signed.
  private func acts(
    _ office: Office, of service: ServiceID
  ) throws -> [(author: SigningKey, sheet: Sheet?)] {
    try office.notebook.read { ledger in
      try ledger.statements(in: .service(service)).compactMap { statement in
        switch statement.act {
        case .sheetPublished(let sheet): (statement.author, sheet)
        case .sheetWithdrawn: (statement.author, nil)
        case _: nil
        }
      }
    }
  }

  @Test("A paired service reads what was published, and nobody else does")
  func paired() throws {
    let (a, b, c) = (
      try town.office("Permanence", worker: "Inès"), try town.office("Oseille", worker: "Driss"),
      try town.office("Ailleurs", worker: "Nour")
    )
    try town.pair(a, b)
    try town.pair(b, c)
    let record = try add(a)
    try town.exchange(a.notebook, b.notebook)
    #expect(try phones(b).isEmpty)
    try publish(a, record)
    try town.exchange(a.notebook, b.notebook)
    try town.exchange(b.notebook, c.notebook)
    let sheet = try #require(try b.notebook.receivedSheets(of: .partner).first)
    #expect(sheet.name == "Permanence" && sheet.service == a.notebook.service)
    #expect(sheet.published == town.now && !sheet.isIncomplete)
    #expect(sheet.values["themes"] == ["hebergement", "sante"])
    #expect(sheet.values["verified_on"] == ["2026-04-10"])
    #expect(sheet.values["verified_by"] == nil && sheet.values["source"] == nil)
    #expect(try phones(c).isEmpty && phones(a).isEmpty)
    #expect(try acts(c, of: a.notebook.service).isEmpty)
    #expect(try b.notebook.listServiceRecords(of: .partner, at: town.now).isEmpty)
  }

  @Test(
    "A record of the service is found by its name or a beginning of it, and of two alike none is guessed"
  )
  func byName() throws {
    let a = try town.office("Permanence", worker: "Ana")
    let first = try add(a, ["name": ["Bailleur du Lac"]])
    let second = try add(a, ["name": ["Bailleur du Port"]])
    #expect(try publish(a, "bailleur DU lac").map(\.record?.description) == [first])
    let published = try #require(DocumentID(Hexadecimal.decode(first) ?? []))
    #expect(try a.notebook.isPublished(published))
    try edit(a, "Bailleur du P", ["phone": ["0470 11 22 33"]])
    let shown = try a.notebook.showRecord("Bailleur du Port", of: .partner, at: town.now).summary
    #expect(shown.record.description == second && shown.values["phone"] == ["0470 11 22 33"])
    #expect {
      try publish(a, "Bailleur")
    } throws: {
      if case NotebookError.ambiguous("Bailleur", count: 2) = $0 { true } else { false }
    }
    // A name of another kind is none of this one.
    #expect(throws: NotebookError.self) {
      _ = try a.notebook.showRecord("Bailleur du Lac", of: .meetingPlace, at: town.now)
    }
  }

  @Test("An edit publishes nothing, publishing the same again states nothing, a withdrawal ends it")
  func life() throws {
    let a = try town.office("Permanence", worker: "Inès")
    let b = try town.office("Oseille", worker: "Driss")
    try town.pair(a, b)
    let record = try add(a)
    #expect(try publish(a, record).map(\.isUnchanged) == [false])
    #expect(try publish(a, record).map(\.isUnchanged) == [true])
    try edit(a, record, ["verified_by": ["Inès"], "source": []])
    #expect(try publish(a, record).map(\.isUnchanged) == [true])
    try edit(a, record, ["phone": ["0470 11 11 11"]])
    try town.exchange(a.notebook, b.notebook)
    #expect(try phones(b) == ["0470 00 00 00"])
    let rows = try a.notebook.listServiceRecords(of: .partner, at: town.now)
    #expect(try a.notebook.published(of: rows).values.map(\.isCurrent) == [false])
    try publish(a, record)
    try town.exchange(a.notebook, b.notebook)
    #expect(try phones(b) == ["0470 11 11 11"])
    #expect(try acts(b, of: a.notebook.service).count == 2)
    town.tickOne()
    let outcome = try a.notebook.withdrawSheets([record], of: .partner, at: town.now)
    #expect(outcome.map(\.isUnchanged) == [false])
    try town.exchange(a.notebook, b.notebook)
    #expect(try phones(b).isEmpty)
    #expect(try !a.notebook.published(of: rows).values.contains { $0.isCurrent })
    #expect(
      try a.notebook.withdrawSheets([record], of: .partner, at: town.now).map(\.isUnchanged)
        == [true])
  }

  @Test("Whoever publishes, on whichever node, a sheet is the same bytes, and a node signed it")
  func sameBytes() throws {
    let a = try town.office("Permanence", worker: "Inès")
    let other = try town.branch(of: a, worker: "Omar", role: .secretariat)
    let b = try town.office("Oseille", worker: "Driss")
    try town.pair(a, b)
    let record = try add(a)
    try publish(a, record)
    try town.exchange(a.notebook, other.notebook)
    #expect(try publish(other, record).map(\.isUnchanged) == [true])
    town.tickOne()
    _ = try other.notebook.withdrawSheets([record], of: .partner, at: town.now)
    try publish(other, record)
    try town.exchange(a.notebook, other.notebook)
    try town.exchange(a.notebook, b.notebook)
    let acts = try acts(b, of: a.notebook.service)
    #expect(acts.count == 3)
    #expect(Set(acts.compactMap(\.sheet)).count == 1)
    #expect(Set(acts.map(\.author)) == [a.notebook.node, other.notebook.node])
    let told = try b.notebook.read { ledger in
      try ledger.statements(in: .service(a.notebook.service)).map {
        String(decoding: $0.bytes, as: UTF8.self)
      }.joined()
    }
    #expect(told.contains("Maison d’Ormeval"))
    for name in ["Inès", "Omar", "Zoé", "rencontre"] { #expect(!told.contains(name)) }
    #expect(acts.compactMap(\.sheet?.id.description).allSatisfy { $0 != record })
  }

  @Test("The sheets of a service whose pairing ended are current no more")
  func unpaired() throws {
    let a = try town.office("Permanence", worker: "Inès")
    let b = try town.office("Oseille", worker: "Driss")
    try town.pair(a, b)
    let record = try add(a)
    try publish(a, record)
    try town.exchange(a.notebook, b.notebook)
    #expect(try phones(b).count == 1)
    let sheet = try #require(try b.notebook.receivedSheets(of: .partner).first?.sheet.description)
    _ = try b.operator.removePeer("Permanence", at: town.now)
    try b.notebook.replica.refresh()
    #expect(try phones(b).isEmpty && b.notebook.pairedNames().isEmpty)
    #expect(throws: NotebookError.self) {
      try b.notebook.copySheet(sheet, of: .partner, zone: 0, at: town.now)
    }
  }

  @Test("A copy is a record of one's own, with its service as the source, and follows nothing")
  func copy() throws {
    let a = try town.office("Permanence", worker: "Inès")
    let b = try town.office("Oseille", worker: "Driss")
    try town.pair(a, b)
    let record = try add(a)
    try publish(a, record)
    try town.exchange(a.notebook, b.notebook)
    let sheet = try #require(try b.notebook.receivedSheets(of: .partner).first?.sheet)
    let copied = try b.notebook.copySheet(
      String(sheet.description.prefix(8)), of: .partner, zone: 0, at: town.now)
    #expect(copied.service == "Permanence" && !copied.isPartial)
    try edit(a, record, ["phone": ["0470 22 22 22"]])
    try publish(a, record)
    try town.exchange(a.notebook, b.notebook)
    let own = try #require(
      try b.notebook.listServiceRecords(of: .partner, at: town.now).first?.values)
    #expect(own["phone"] == ["0470 00 00 00"] && own["source"] == ["Permanence"])
    #expect(own["themes"] == ["hebergement", "sante"] && own["verified_by"] == nil)
  }

  @Test("What a newer version or a hostile hand published is kept, and shown as far as it is known")
  func newer() throws {
    let a = try town.office("Permanence", worker: "Inès")
    let b = try town.office("Oseille", worker: "Driss")
    try town.pair(a, b)
    let entries = [
      ("name", "Demain"), ("name", "Après-demain"), ("name", ""), ("themes", "lune"),
      ("themes", "sante"), ("orbit", "haute"), ("verified_by", "Zoé"), ("full", "peut-être"),
      ("verified_on", "hier"), ("phone", "a\u{1B}[31m"),
    ].map { SheetEntry(field: $0.0, value: $0.1) }
    for (number, kind) in [(1, "partner/2"), (2, "partnership/1"), (3, "vaisseau/1")] {
      let id = try #require(SheetID([UInt8](repeating: UInt8(number), count: 16)))
      town.tickOne()
      try a.notebook.write(at: town.now) { ledger in
        _ = try a.notebook.replica.state(
          .sheetPublished(Sheet(id: id, kind: kind, entries: entries)),
          in: .service(a.notebook.service), by: a.notebook.replica.nodeKeys.pair, into: ledger,
          at: town.now)
      }
    }
    try town.exchange(a.notebook, b.notebook)
    #expect(town.refusals.isEmpty)
    #expect(try acts(b, of: a.notebook.service).count == 3)
    let sheets = try b.notebook.receivedSheets(of: .partner)
    let sheet = try #require(sheets.first)
    #expect(sheets.count == 1 && sheet.isIncomplete)
    #expect(sheet.values["name"] == ["Demain", "Après-demain", ""])
    #expect(sheet.values["themes"] == ["lune", "sante"])
    #expect(sheet.values["orbit"] == nil && sheet.values["verified_by"] == nil)
    let copied = try b.notebook.copySheet(
      sheet.sheet.description, of: .partner, zone: 0, at: town.now)
    #expect(copied.isPartial)
    let own = try #require(
      try b.notebook.listServiceRecords(of: .partner, at: town.now).first?.values)
    #expect(own["name"] == ["Demain"] && own["themes"] == ["sante"])
    #expect(own["full"] == nil && own["verified_on"] == nil)
  }

  @Test("Who may not write a partner publishes none, and one that nobody settled is not published")
  func refused() throws {
    let a = try town.office("Permanence", worker: "Inès")
    let trainee = try town.branch(of: a, worker: "Omar", role: .stagiaire)
    let other = try town.branch(of: a, worker: "Lia", role: .intervenant)
    let record = try add(a)
    for office in [trainee, other] { try town.exchange(a.notebook, office.notebook) }
    #expect(
      brokenRule { try publish(trainee, record) } == .roleMayNotWriteKind(.stagiaire, .partner))
    #expect(
      brokenRule {
        _ = try trainee.notebook.withdrawSheets([record], of: .partner, at: town.now)
      } == .roleMayNotWriteKind(.stagiaire, .partner))
    try edit(a, record, ["zone": ["nord"]])
    try edit(other, record, ["zone": ["sud"]])
    try town.exchange(a.notebook, other.notebook)
    #expect {
      try publish(a, record)
    } throws: { error in
      guard case NotebookError.fieldsToChoose(.partner, let fields) = error else { return false }
      return fields.map(\.code) == ["zone"]
    }
    #expect(try a.notebook.ownSheets(of: .partner).isEmpty)
    _ = try a.notebook.showRecord(record, of: .partner, at: town.now)
    try edit(a, record, ["zone": ["nord"]])
    try publish(a, record)
    #expect(try a.notebook.ownSheets(of: .partner).count == 1)
  }

  @Test("A record that is deleted stays published until its sheet is withdrawn by its number")
  func deleted() throws {
    let a = try town.office("Permanence", worker: "Inès")
    let record = try add(a)
    let sheet = try #require(try publish(a, record).first?.sheet)
    town.tickOne()
    _ = try a.notebook.deleteRecord(record, of: .partner, zone: 0, at: town.now)
    let id = try #require(DocumentID(hexadecimal: record))
    #expect(try a.notebook.isPublished(id))
    #expect(throws: NotebookError.self) { try publish(a, record) }
    _ = try a.notebook.withdrawSheets(
      [String(sheet.description.prefix(8))], of: .partner, at: town.now)
    #expect(try !a.notebook.isPublished(id))
  }

  @Test("Of the sheet of the service there is one, and a sheet of more than the bound is refused")
  func single() throws {
    let a = try town.office("Permanence", worker: "Inès")
    let long = (0..<32).map { "\($0) " + String(repeating: "é", count: 490) }
    let made = try a.notebook.addServiceRecord(
      .serviceSheet, ["does": long, "how_to_ask": long], zone: 0, at: town.now)
    #expect {
      _ = try a.notebook.addServiceRecord(
        .serviceSheet, ["phone": ["1"]], zone: 0, at: town.now)
    } throws: { error in
      if case NotebookError.recordStands(made.record, .serviceSheet) = error { true } else { false }
    }
    #expect {
      _ = try a.notebook.publish(
        [made.record.description], of: .serviceSheet, at: town.now)
    } throws: { error in
      if case NotebookError.sheetTooLong = error { true } else { false }
    }
    let found = try a.notebook.singleRecord(of: .serviceSheet, at: town.now)
    #expect(found?.record == made.record)
  }
}
