import CRDT
import CaseFile
import Envelope
import Replica
import Store
import Testing

@testable import Notebook

@Suite("Records of every kind, in a case file")
struct RecordTests {
  private func add(
    _ office: Office, _ file: CaseID, _ type: RecordType, in volet: Volet,
    _ values: [String: [String]], _ town: Town
  ) throws -> DocumentID {
    town.tickOne()
    return try office.notebook.addRecord(
      RecordDraft(type, in: volet, values), to: file.description, zone: 60, at: town.now
    ).record
  }

  private func edit(
    _ office: Office, _ record: DocumentID, _ values: [String: [String]], _ town: Town
  ) throws -> RecordWritten {
    town.tickOne()
    return try office.notebook.editRecord(
      record.description, of: nil, values, zone: 60, at: town.now)
  }

  @Test("Each kind is written, listed by kind or with the others, and read whole")
  func kinds() throws {
    let town = Town(seed: 2001)
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    try town.write(office, file, .droits, "Une note.")
    let request = try add(
      office, file, .request, in: .droits,
      ["words": ["Je veux refaire mes papiers."], "themes": ["papiers"]], town)
    let right = try add(
      office, file, .right, in: .droits,
      ["right": ["carte_identite"], "request": [String(request.description.prefix(10))]], town)
    let appointment = try add(
      office, file, .appointment, in: .agenda, ["when": ["2026-12-03T10:30+01:00"]], town)
    let point = try add(
      office, file, .contactPoint, in: .contact, ["kind": ["telephone"], "value": ["0470"]], town)
    let all = try office.notebook.listRecords(file.description, at: town.now)
    #expect(all.map(\.type) == [.note, .request, .right, .appointment, .contactPoint])
    #expect(all.dropFirst().map(\.record) == [request, right, appointment, point])
    for (kind, record) in [(RecordType.request, request), (.right, right), (.contactPoint, point)] {
      let listed = try office.notebook.listRecords(file.description, of: kind, at: town.now)
      #expect(listed.map(\.record) == [record])
    }
    #expect(try office.notebook.listNotes(file.description, at: town.now).count == 1)
    let shown = try office.notebook.showRecord(right.description, at: town.now)
    #expect(shown.summary.values["request"] == [request.description])
    #expect(shown.summary.values["state"] == ["non_aborde"])
    let page = try office.notebook.showCase(file.description, at: town.now)
    #expect(page.volets.first { $0.volet == .droits }.map { [$0.notes, $0.records] } == [1, 2])
    #expect(page.volets.first { $0.volet == .contact }.map { [$0.notes, $0.records] } == [0, 1])
    #expect(try office.notebook.verify().isSound)
  }

  @Test(
    "A kind, a reference or a penal code that has no place there is refused, and nothing is written"
  )
  func refusals() throws {
    let town = Town(seed: 2002)
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let other = try office.notebook.openCase(name: "B. W.", born: nil, zone: 0, at: town.now)
    let note = try town.write(office, file, .droits, "Une note.")
    let elsewhere = try add(office, other, .request, in: .droits, ["words": ["Oui."]], town)
    func attempt(_ type: RecordType, _ volet: Volet, _ values: [String: [String]]) -> RuleBroken? {
      brokenRule { _ = try add(office, file, type, in: volet, values, town) }
    }
    #expect(attempt(.right, .equipe, ["right": ["rsa"]]) == .kindNotInVolet(.right, .equipe))
    #expect(
      attempt(.contactPoint, .contact, ["kind": ["via_prison"]])
        == .penalElsewhere(FieldName("contact_point.kind"), code: "via_prison", .contact))
    #expect(attempt(.person, .contact, ["name": ["C. X."]]) == .cardStays)
    for named in ["ffff", note.description, elsewhere.description] {
      #expect(
        attempt(.right, .droits, ["right": ["rsa"], "request": [named]])
          == .invalidReference(named), "\(named)")
    }
    #expect(try office.notebook.listRecords(file.description, at: town.now).count == 1)
  }

  @Test("Two states of a right that were written apart stand until somebody settles them")
  func conflict() throws {
    let two = try TwoServices(2003)
    let town = two.town
    let branch = try two.branch()
    let right = try add(two.prison, two.file, .right, in: .droits, ["right": ["rsa"]], town)
    try town.exchange(two.prison.notebook, branch.notebook)
    _ = try edit(two.prison, right, ["state": ["demande_deposee"]], town)
    _ = try edit(branch, right, ["state": ["accorde"]], town)
    try town.exchange(two.prison.notebook, branch.notebook)
    for office in [two.prison, branch] {
      let shown = try office.notebook.showRecord(right.description, of: .right, at: town.now)
      #expect(shown.summary.state == .conflict)
      let conflict = try #require(shown.conflicts.first)
      #expect(conflict.field.code == "state" && conflict.member == nil)
      #expect(Set(conflict.values.map(\.value)) == ["demande_deposee", "accorde"])
      #expect(Set(conflict.values.map(\.by.author)) == ["Inès", "Lila"])
    }
    let page = try two.prison.notebook.showCase(two.file.description, at: town.now)
    #expect(page.volets.first { $0.volet == .droits }?.unsettled == 1)
    #expect(try edit(branch, right, ["state": ["accorde"]], town).state == .current)
    try town.exchange(two.prison.notebook, branch.notebook)
    let settled = try two.prison.notebook.showRecord(right.description, at: town.now)
    #expect(settled.summary.values["state"] == ["accorde"] && settled.conflicts.isEmpty)
  }

  // Never 11
  @Test(
    "A history is told oldest first, alike on every node, and whoever wrote what stands is named")
  func orderAndAuthors() throws {
    let two = try TwoServices(2012)
    let town = two.town
    let branch = try two.branch()
    let right = try add(two.prison, two.file, .right, in: .droits, ["right": ["rsa"]], town)
    try town.exchange(two.prison.notebook, branch.notebook)
    // Hers is older, and comes after the other one was written here.
    _ = try edit(branch, right, ["state": ["accorde"]], town)
    _ = try edit(two.prison, right, ["who": ["la_personne"]], town)
    try town.exchange(two.prison.notebook, branch.notebook)
    let told = try [two.prison, branch].map { office in
      try office.notebook.recordHistory(right.description, at: town.now).map(\.author)
    }
    #expect(told == [["Inès", "Lila", "Inès"], ["Inès", "Lila", "Inès"]])
    for office in [two.prison, branch] {
      let shown = try office.notebook.showRecord(right.description, at: town.now).summary
      #expect(shown.authors == ["Inès", "Lila"])
    }
    _ = try edit(two.prison, right, ["state": ["refuse"]], town)
    let again = try two.prison.notebook.showRecord(right.description, at: town.now).summary
    #expect(again.authors == ["Inès"])
  }

  @Test("An edit starts from what its author saw; what a colleague added to a set meanwhile stays")
  func versions() throws {
    let two = try TwoServices(2004)
    let town = two.town
    let branch = try two.branch()
    let request = try add(
      two.prison, two.file, .request, in: .droits,
      ["words": ["Je veux travailler."], "themes": ["emploi"]], town)
    let first = try two.prison.notebook.showRecord(request.description, at: town.now)
    try town.exchange(two.prison.notebook, branch.notebook)
    _ = try edit(branch, request, ["themes": ["emploi", "formation"]], town)
    try town.exchange(two.prison.notebook, branch.notebook)
    // She saw it with one theme, and adds another to what she saw.
    town.tickOne()
    let written = try two.prison.notebook.editRecord(
      request.description, of: .request, ["themes": ["papiers", "emploi"]],
      from: first.summary.version.description, zone: 0, at: town.now)
    #expect(written.unseen.map(\.author) == ["Lila"] && written.replaced == nil)
    let shown = try two.prison.notebook.showRecord(request.description, at: town.now)
    #expect(shown.summary.values["themes"] == ["papiers", "formation", "emploi"])
    // Without a version that was read, what stood there is told.
    town.tickOne()
    let replaced = try branch.notebook.editRecord(
      request.description, of: .request, ["words": ["Je veux étudier."]], zone: 0, at: town.now)
    #expect(replaced.isUnchanged == false)
  }

  @Test("It has a history, comes back from it, and is deleted as it was last seen")
  func lives() throws {
    let town = Town(seed: 2005)
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let right = try add(
      office, file, .right, in: .droits, ["right": ["rsa"], "missing_papers": ["Attestation vue"]],
      town)
    _ = try edit(office, right, ["state": ["refuse"], "missing_papers": []], town)
    let history = try office.notebook.recordHistory(right.description, at: town.now)
    #expect(history.map { $0.values["state"] } == [["non_aborde"], ["refuse"]])
    #expect(history.map { $0.values["missing_papers"] } == [["Attestation vue"], nil])
    town.tickOne()
    _ = try office.notebook.restoreRecord(
      right.description, of: .right, "\(history[0].change)", zone: 0, at: town.now)
    let back = try office.notebook.showRecord(right.description, at: town.now)
    #expect(back.summary.values["missing_papers"] == ["Attestation vue"])
    #expect(back.summary.values["state"] == ["non_aborde"])
    town.tickOne()
    _ = try office.notebook.deleteRecord(right.description, of: .right, zone: 0, at: town.now)
    #expect(try office.notebook.listRecords(file.description, at: town.now).isEmpty)
    let kept = try office.notebook.listRecords(file.description, deleted: true, at: town.now)
    #expect(kept.map(\.state) == [.deleted])
    #expect {
      try office.notebook.showRecord(right.description, at: town.now)
    } throws: { error in
      if case NotebookError.recordDeleted = error { true } else { false }
    }
    #expect(
      try office.notebook.exportCase(file.description, withLog: false, at: town.now).records
        .map(\.history.count) == [4])
  }

  @Test("It is erased for good, and refused under another kind; the card of the person stays")
  func erasing() throws {
    let town = Town(seed: 2006)
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let right = try add(office, file, .right, in: .droits, ["right": ["rsa"]], town)
    #expect {
      try office.notebook.eraseRecord(right.description, of: .request, at: town.now)
    } throws: { error in
      if case NotebookError.recordOfAnotherKind(_, .right) = error { true } else { false }
    }
    let asked = try office.notebook.recordToErase(right.description, of: .right, at: town.now)
    #expect(asked?.person == "A. V." && asked?.values["right"] == ["rsa"])
    town.tickOne()
    _ = try office.notebook.eraseRecord(right.description, of: .right, at: town.now)
    #expect {
      try office.notebook.showRecord(right.description, at: town.now)
    } throws: { error in
      if case NotebookError.recordErased = error { true } else { false }
    }
    let copy = try office.notebook.exportCase(file.description, withLog: false, at: town.now)
    #expect(copy.records.isEmpty && copy.erased.map(\.record) == [right])
    let card = try #require(copy.person?.summary.record)
    let attempts: [() throws -> Void] = [
      { _ = try office.notebook.eraseRecord(card.description, of: nil, at: town.now) },
      {
        _ = try office.notebook.deleteRecord(card.description, of: nil, zone: 0, at: town.now)
      },
    ]
    for attempt in attempts { #expect(brokenRule(attempt) == .cardStays) }
  }

  @Test("A role reads and writes a record as it does the notes of its volet")
  func roles() throws {
    let town = Town(seed: 2007)
    let office = try town.office("Maison", worker: "Marc")
    town.tickOne()
    _ = try office.operator.addWorker(
      name: "Sol", role: .secretariat, passphrase: Town.passphrase, at: town.now)
    try office.notebook.replica.refresh()
    _ = try office.notebook.admitAdded("Sol", at: town.now)
    let sol = try town.open(office.folder, worker: "Sol", operator: office.operator)
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let right = try add(office, file, .right, in: .droits, ["right": ["rsa"]], town)
    let point = try add(
      office, file, .contactPoint, in: .contact, ["kind": ["courriel"], "value": ["a@b.c"]], town)
    #expect(try sol.notebook.listRecords(file.description, at: town.now).map(\.record) == [point])
    #expect(
      brokenRule { _ = try sol.notebook.showRecord(right.description, at: town.now) }
        == .roleMayNotRead(.secretariat, .droits))
    #expect(
      brokenRule { _ = try edit(sol, right, ["state": ["accorde"]], town) }
        == .roleMayNotWrite(.secretariat, .droits))
    _ = try edit(sol, point, ["safe": ["oui"]], town)
    _ = try add(sol, file, .appointment, in: .agenda, ["when": ["2026-12-03T10:30+01:00"]], town)
    #expect(try sol.notebook.search("rsa", at: town.now).isEmpty)
    #expect(try sol.notebook.search("a@b.c", at: town.now).map(\.summary.record) == [point])
    #expect(try office.notebook.search("rsa", at: town.now).map(\.summary.record) == [right])
    let copy = try sol.notebook.exportCase(file.description, withLog: false, at: town.now)
    #expect(copy.records.count == 2 && copy.withheld == 0 && copy.withheldRecords == 1)
  }

  // Never 7
  @Test("A recipient reads the records of a shared volet, and changes none of them")
  func shared() throws {
    let two = try TwoServices(2008)
    let town = two.town
    _ = try two.give([.droits], past: .all)
    let right = try add(two.prison, two.file, .right, in: .droits, ["right": ["rsa"]], town)
    _ = try add(
      two.prison, two.file, .right, in: .justice, ["right": ["rsa"], "state": ["suspendu"]], town)
    try two.meet()
    let share = try #require(try two.housing.notebook.listReceived(at: town.now).first?.share)
    let read = try two.housing.notebook.listRecords(share.description, at: town.now)
    #expect(read.map(\.record) == [right] && read.first?.values["right"] == ["rsa"])
    #expect {
      try edit(two.housing, right, ["state": ["accorde"]], town)
    } throws: { error in
      if case NotebookError.recordOfAnotherService("Permanence") = error { true } else { false }
    }
  }

  @Test("The card takes its other fields as any record; her name keeps its history")
  func card() throws {
    let town = Town(seed: 2009)
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "Ana V.", born: nil, zone: 0, at: town.now)
    let copy = try office.notebook.exportCase(file.description, withLog: false, at: town.now)
    let card = try #require(copy.person?.summary.record)
    _ = try edit(office, card, ["languages": ["pt", "fr"], "interpreter": ["true"]], town)
    town.tickOne()
    let done = try office.notebook.editPerson(
      file.description, name: "Ana Vaz", born: nil, zone: 0, at: town.now)
    #expect(!done.written.isUnchanged)
    let shown = try office.notebook.showRecord(card.description, of: .person, at: town.now)
    #expect(shown.summary.values["languages"] == ["fr", "pt"])
    #expect(shown.summary.values["name"] == ["Ana Vaz"] && shown.conflicts.isEmpty)
    #expect(try office.notebook.personHistory(file.description, at: town.now).count == 3)
    let late = try CalendarDate(parsing: "2090")
    #expect(
      brokenRule { _ = try edit(office, card, ["born": ["2090"]], town) } == .implausibleBirth(late)
    )
    // No list shows the card beside other records.
    #expect(try office.notebook.listRecords(file.description, at: town.now).isEmpty)
  }

  @Test(
    "What two people write apart in one sentence of a request is shown apart, until it is settled")
  func apart() throws {
    let two = try TwoServices(2011)
    let (town, here) = (two.town, two.prison)
    let branch = try two.branch()
    let request = try add(
      here, two.file, .request, in: .projet, ["words": ["Je veux un travail."]], town)
    try town.exchange(here.notebook, branch.notebook)
    _ = try edit(here, request, ["words": ["Je veux vite un travail."]], town)
    _ = try edit(branch, request, ["words": ["Je veux un travail de nuit."]], town)
    try town.exchange(here.notebook, branch.notebook)
    let shown = try here.notebook.showRecord(request.description, at: town.now)
    #expect(shown.summary.marks == [.apart] && shown.summary.state == .current)
    #expect(shown.apart.map(\.field.code) == ["words"])
    #expect(
      Set(shown.apart.flatMap { $0.sides.map(\.text) })
        == ["Je veux vite un travail.", "Je veux un travail de nuit."])
    town.tickOne()
    let settled = try here.notebook.settleRecord(
      request.description, of: .request, zone: 0, at: town.now)
    #expect(!settled.isApart)
    #expect(try here.notebook.showRecord(request.description, at: town.now).apart.isEmpty)
  }

  // Never 10
  @Test("A deletion beside an edit that had not seen it asks for it, and the record stays")
  func deletion() throws {
    let two = try TwoServices(2012)
    let (town, here) = (two.town, two.prison)
    let branch = try two.branch()
    let right = try add(here, two.file, .right, in: .droits, ["right": ["rsa"]], town)
    try town.exchange(here.notebook, branch.notebook)
    town.tickOne()
    _ = try here.notebook.deleteRecord(right.description, of: .right, zone: 0, at: town.now)
    _ = try edit(branch, right, ["state": ["accorde"]], town)
    try town.exchange(here.notebook, branch.notebook)
    let shown = try here.notebook.showRecord(right.description, at: town.now)
    #expect(shown.summary.state == .deleteRequested && shown.summary.deletion?.author == "Inès")
    #expect(shown.summary.values["state"] == ["accorde"])
    town.tickOne()
    let kept = try here.notebook.settleRecord(
      right.description, of: .right, zone: 0, at: town.now)
    #expect(kept.state == .current)
  }
}
