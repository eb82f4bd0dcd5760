import CaseFile
import Envelope
import Replica
import Store
import Testing

@testable import Notebook

@Suite("The matrix of a service, as it stands in its records")
struct AccessRulesTests {
  private let town = Town(seed: 9501)

  @discardableResult
  private func rule(
    _ office: Office, _ role: Role, _ volet: Volet, _ access: Access
  ) throws -> DocumentID {
    town.tickOne()
    return try office.notebook.addServiceRecord(
      .roleAccess, ["role": [role.code], "volet": [volet.code], "access": [access.code]], zone: 0,
      at: town.now
    ).record
  }

  private func change(_ office: Office, _ record: DocumentID, to access: Access) throws {
    town.tickOne()
    _ = try office.notebook.editRecord(
      record.description, of: .roleAccess, ["access": [access.code]], zone: 0, at: town.now)
  }

  private func standing(_ office: Office, _ role: Role, _ volet: Volet) throws -> Access {
    try office.notebook.read { try office.notebook.matrix($0)[role, volet] }
  }

  /// What whoever is at a node reads of a case file, by a list and by a search.
  private func reads(_ office: Office, _ file: CaseID, _ word: String) throws -> [Int] {
    let notebook = office.notebook
    return [
      try notebook.listNotes(file.description, at: town.now).count,
      try notebook.search(word, at: town.now).total,
    ]
  }

  @Test("An edit makes no second rule for one cell, nor does bringing an old version back")
  func second() throws {
    let inès = try town.office("Permanence", worker: "Inès")
    let notebook = inès.notebook
    let kept = try rule(inès, .stagiaire, .sante, .none)
    let other = try rule(inès, .benevole, .sante, .readWrite)
    let before = try notebook.recordHistory(other.description, of: .roleAccess, at: town.now)
    #expect {
      _ = try notebook.editRecord(
        other.description, of: .roleAccess, ["role": ["stagiaire"]], zone: 0, at: town.now)
    } throws: {
      if case NotebookError.recordStands(kept, _) = $0 { true } else { false }
    }
    #expect(try standing(inès, .stagiaire, .sante) == .none)
    town.tickOne()
    // Once it speaks of another cell, its own may be somebody else's.
    _ = try notebook.editRecord(
      other.description, of: .roleAccess, ["volet": ["projet"]], zone: 0, at: town.now)
    _ = try rule(inès, .benevole, .sante, .none)
    let first = try #require(before.first)
    #expect {
      _ = try notebook.restoreRecord(
        other.description, of: .roleAccess, "\(first.change)", zone: 0, at: town.now)
    } throws: {
      if case NotebookError.recordStands = $0 { true } else { false }
    }
    try change(inès, other, to: .read)
    #expect(try standing(inès, .benevole, .projet) == .read)
  }

  @Test("What is written takes effect at once, and on another node with the exchange")
  func effect() throws {
    let inès = try town.office("Permanence", worker: "Inès")
    let omar = try town.branch(of: inès, worker: "Omar", role: .stagiaire)
    let file = try inès.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    try town.write(inès, file, .sante, "mot de santé")
    try town.exchange(inès.notebook, omar.notebook)
    #expect(try reads(omar, file, "mot") == [0, 0])
    let record = try rule(inès, .stagiaire, .sante, .readWrite)
    #expect(try standing(inès, .stagiaire, .sante) == .readWrite)
    #expect(try reads(omar, file, "mot") == [0, 0])
    try town.exchange(inès.notebook, omar.notebook)
    #expect(try reads(omar, file, "mot") == [1, 1])
    try town.write(omar, file, .sante, "mot de stagiaire")
    #expect(try reads(omar, file, "mot") == [2, 2])
    try town.exchange(inès.notebook, omar.notebook)
    try change(inès, record, to: .none)
    try town.exchange(inès.notebook, omar.notebook)
    #expect(try reads(omar, file, "mot") == [0, 0])
    #expect(
      brokenRule { try town.write(omar, file, .sante, "?") } == .roleMayNotWrite(.stagiaire, .sante)
    )
    _ = try inès.notebook.deleteRecord(
      record.description, of: .roleAccess, zone: 0, at: town.now)
    #expect(try standing(inès, .stagiaire, .sante) == AccessMatrix.standard[.stagiaire, .sante])
    #expect(try inès.notebook.listServiceRecords(of: .roleAccess, at: town.now).isEmpty)
  }

  @Test("Written apart, the narrower stands on every node until somebody settles it")
  func apart() throws {
    let inès = try town.office("Permanence", worker: "Inès")
    let omar = try town.branch(of: inès, worker: "Omar", role: .chefService)
    let record = try rule(inès, .benevole, .projet, .readWrite)
    try town.exchange(inès.notebook, omar.notebook)
    try change(inès, record, to: .read)
    try change(omar, record, to: .none)
    // And two records of one cell, each made without the other.
    try rule(inès, .benevole, .emploi, .read)
    try rule(omar, .benevole, .emploi, .readWrite)
    try town.exchange(inès.notebook, omar.notebook)
    for office in [inès, omar] {
      #expect(try standing(office, .benevole, .projet) == .none)
      #expect(try standing(office, .benevole, .emploi) == .read)
      let states = try office.notebook.listServiceRecords(of: .roleAccess, at: town.now)
        .map(\.state)
      #expect(states.filter { $0 == .conflict }.count == 1 && states.count == 3)
    }
    let before = try omar.notebook.showRecord(record.description, at: town.now)
    #expect(before.conflicts.map(\.field.code) == ["access"])
    try change(omar, record, to: .readWrite)
    try town.exchange(inès.notebook, omar.notebook)
    for office in [inès, omar] {
      #expect(try standing(office, .benevole, .projet) == .readWrite)
    }
  }

  @Test("The referent and the head of the service write rules, whatever the rules say; nobody else")
  func writers() throws {
    let inès = try town.office("Permanence", worker: "Inès")
    let record = try rule(inès, .referent, .interne, .none)
    try rule(inès, .referent, .contact, .none)
    #expect(try inès.notebook.showRecord(record.description, at: town.now).summary.isOfService)
    try change(inès, record, to: .readWrite)
    for role in [Role.dpo, .operateurNoeud, .secretariat, .stagiaire] {
      let other = try town.branch(of: inès, worker: "Omar \(role.code)", role: role)
      #expect(
        brokenRule { try rule(other, .benevole, .sante, .read) }
          == .roleMayNotWriteKind(role, .roleAccess))
      #expect(
        brokenRule { try change(other, record, to: .none) }
          == .roleMayNotWriteKind(role, .roleAccess))
      #expect(
        brokenRule {
          _ = try other.notebook.eraseRecord(record.description, of: nil, at: town.now)
        } == .roleMayNotWriteKind(role, .roleAccess))
      var listed = 0
      let unread = brokenRule {
        listed = try other.notebook.listServiceRecords(of: .roleAccess, at: town.now).count
      }
      #expect(listed == (role.readsRecords ? 2 : 0))
      #expect(unread == (role.readsRecords ? nil : .roleMayNotRead(role, .interne)))
    }
    #expect(try inès.notebook.verify().isSound)
  }

  @Test("A rule that stands is not added twice, and no case file takes one")
  func alone() throws {
    let inès = try town.office("Permanence", worker: "Inès")
    let file = try inès.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let record = try rule(inès, .benevole, .projet, .read)
    #expect {
      try rule(inès, .benevole, .projet, .readWrite)
    } throws: { error in
      if case NotebookError.recordStands(record, .roleAccess) = error { true } else { false }
    }
    try rule(inès, .benevole, .emploi, .read)
    #expect(
      brokenRule {
        _ = try inès.notebook.addRecord(
          RecordDraft(.roleAccess, in: .interne, [:]), to: file.description, zone: 0, at: town.now)
      } == .kindNotInVolet(.roleAccess, .interne))
    #expect(
      brokenRule { _ = try rule(inès, .dpo, .projet, .read) } == .unknownCode(.role, "dpo"))
    _ = try inès.notebook.eraseRecord(record.description, of: nil, at: town.now)
    #expect(try standing(inès, .benevole, .projet) == .none)
    try rule(inès, .benevole, .projet, .readWrite)
    #expect(try standing(inès, .benevole, .projet) == .readWrite)
    #expect(try inès.notebook.verify().isSound)
  }

  @Test("A look at a rule is logged, and the line names no case file")
  func logged() throws {
    let inès = try town.office("Permanence", worker: "Inès")
    let record = try rule(inès, .benevole, .projet, .read)
    _ = try inès.notebook.showRecord(record.description, at: town.now)
    _ = try inès.notebook.recordToErase(record.description, of: nil, at: town.now)
    let events = try inès.notebook.accessLog(nil).events
    #expect(events.map(\.action) == ["write", "read", "read"])
    #expect(events.allSatisfy { $0.caseFile == nil && $0.volets.isEmpty })
  }

  @Test(
    "A service that wrote no rule reads nothing to know its matrix, and one that did reads it once")
  func costs() throws {
    let inès = try town.office("Permanence", worker: "Inès")
    let file = try inès.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    func documents(_ body: () throws -> Void) throws -> Int {
      let before = inès.notebook.tally.documents
      try body()
      return inès.notebook.tally.documents - before
    }
    let ask = { try inès.notebook.read { _ = try inès.notebook.matrix($0) } }
    #expect(try documents(ask) == 0)
    try rule(inès, .benevole, .projet, .read)
    #expect(try documents(ask) > 0)
    try town.write(inès, file, .projet, "Autre chose.")
    #expect(try documents(ask) == 0)
  }
}
