import CaseFile
import Envelope
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("Workers, and what each passphrase opens")
struct WorkerTests {
  private func add(_ town: Town, _ office: Office, _ name: String, _ role: Role) throws {
    town.tickOne()
    _ = try office.operator.addWorker(
      name: name, role: role, passphrase: Town.passphrase, until: town.term(of: role),
      at: town.now)
    try office.notebook.replica.refresh()
    _ = try office.notebook.admitAdded(name, at: town.now)
  }

  private func enter(_ town: Town, _ office: Office, _ name: String) throws -> Office {
    try town.open(office.folder, worker: name, operator: office.operator)
  }

  @Test("A second worker opens nothing before a colleague admits them, everything after")
  func admission() throws {
    let town = Town(seed: 90)
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    try town.write(office, file, .projet, "Avant.")
    _ = try office.operator.addWorker(
      name: "Lila", role: .referent, passphrase: Town.passphrase, at: town.now)
    #expect(throws: NotebookError.self) { try enter(town, office, "Lila") }
    try office.notebook.replica.refresh()
    #expect(try office.notebook.admitAdded("lila", at: town.now).state == .admitted)
    let lila = try enter(town, office, "Lila")
    try town.write(lila, file, .projet, "Après.")
    #expect(try town.texts(lila, file.description) == ["Avant.", "Après."])
    #expect(throws: NotebookError.self) {
      try office.operator.addWorker(
        name: "LILA", role: .referent, passphrase: Town.passphrase, at: town.now)
    }
    #expect(throws: NotebookError.self) {
      try office.notebook.admitAdded("Personne", at: town.now)
    }
  }

  @Test("Who is left is told once the last referent has ended, and not before nor of anybody else")
  func lastReferent() throws {
    let town = Town(seed: 9109)
    let office = try town.office("Maison", worker: "Marc")
    for (name, role) in [("Ida", Role.referent), ("Léa", .intervenant), ("Zoé", .juriste)] {
      try add(town, office, name, role)
    }
    func left(by name: String) throws -> [String] {
      town.tickOne()
      try office.operator.replica.refresh()
      let ended = try office.operator.endWorker(name: name, at: town.now)
      return try office.operator.leftWithoutReferent(by: ended).map(\.name)
    }
    #expect(try left(by: "Ida").isEmpty)
    #expect(try left(by: "Zoé").isEmpty)
    #expect(try left(by: "Marc") == ["Léa"])
  }

  @Test(
    "A volunteer admits no referent and a trainee no psychologist; each admits whom they could be")
  func noneAbove() throws {
    let town = Town(seed: 9107)
    let office = try town.office("Maison", worker: "Marc")
    func enrol(_ name: String, _ role: Role) throws {
      town.tickOne()
      _ = try office.operator.addWorker(
        name: name, role: role, passphrase: Town.passphrase, until: town.term(of: role),
        at: town.now)
      try office.notebook.replica.refresh()
    }
    func admits(_ who: String, _ whom: String) throws -> Bool {
      let session = try enter(town, office, who).notebook
      do {
        return try session.admitAdded(whom, at: town.now).state == .admitted
      } catch NotebookError.rule(.roleAboveOwn) {
        return false
      }
    }
    for (name, role) in [("Bob", Role.benevole), ("Vera", .stagiaire), ("Léa", .intervenant)] {
      try enrol(name, role)
      try office.notebook.admitAdded(name, at: town.now)
    }
    try enrol("Ida", .referent)
    try enrol("Zoé", .psychologue)
    try enrol("Noé", .benevole)
    // Reads nothing, and is the second voice where a name of the log is decided.
    try enrol("Dana", .dpo)
    for (who, whom) in [
      ("Bob", "Ida"), ("Vera", "Zoé"), ("Léa", "Ida"), ("Léa", "Zoé"), ("Vera", "Dana"),
      ("Léa", "Dana"),
    ] {
      #expect(try !admits(who, whom), "\(who) \(whom)")
    }
    #expect(try admits("Bob", "Noé"))
    #expect(try admits("Marc", "Zoé"))
    #expect(try admits("Marc", "Ida"))
    #expect(try admits("Marc", "Dana"))
  }

  @Test("Where nobody may, whoever is here for no set time admits the first one, and nobody else")
  func theFirst() throws {
    let town = Town(seed: 9108)
    let office = try town.office("Maison", worker: "Marc", role: .juriste)
    town.tickOne()
    for (name, role) in [("Zoé", Role.juriste), ("Ida", .referent), ("Léa", .intervenant)] {
      _ = try office.operator.addWorker(
        name: name, role: role, passphrase: Town.passphrase,
        until: name == "Zoé" ? Instant(milliseconds: town.now.milliseconds + 86_400_000) : nil,
        at: town.now)
    }
    try office.notebook.replica.refresh()
    try office.notebook.admitAdded("Zoé", at: town.now)
    let refused = #expect(throws: NotebookError.self) {
      try enter(town, office, "Zoé").notebook.admitAdded("Ida", at: town.now)
    }
    if case .rule(.roleAboveOwn)? = refused {} else { Issue.record("\(refused as Any)") }
    try office.notebook.replica.refresh()
    #expect(try office.notebook.admitAdded("Ida", at: town.now).state == .admitted)
    #expect(throws: NotebookError.self) {
      try office.notebook.admitAdded("Léa", at: town.now)
    }
  }

  // Never 25
  @Test(
    "Who reads nothing that people wrote lets nobody read it",
    arguments: [Role.dpo, .operateurNoeud])
  func admittedByNobody(_ role: Role) throws {
    let town = Town(seed: 96)
    let office = try town.office("Maison", worker: "Marc")
    try add(town, office, "Ode", role)
    let ode = try enter(town, office, "Ode")
    town.tickOne()
    _ = try office.operator.addWorker(
      name: "Lila", role: .referent, passphrase: Town.passphrase, at: town.now)
    try ode.notebook.replica.refresh()
    #expect(throws: RuleBroken.roleMayNotAdmit(role)) {
      do {
        _ = try ode.notebook.admitAdded("Lila", at: town.now)
      } catch NotebookError.rule(let broken) {
        throw broken
      }
    }
    #expect(throws: NotebookError.self) { try enter(town, office, "Lila") }
    try office.notebook.replica.refresh()
    #expect(try office.notebook.admitAdded("Lila", at: town.now).state == .admitted)
  }

  @Test(
    "After a worker leaves, the next one to write makes a new root; the one who left opens nothing")
  func ending() throws {
    let town = Town(seed: 91)
    let office = try town.office("Maison", worker: "Marc")
    try add(town, office, "Lila", .referent)
    let lila = try enter(town, office, "Lila")
    var sheet = (worker: "", sheet: "")
    try lila.notebook.makeRecoverySheet(at: town.now) { worker, made, _ in sheet = (worker, made) }
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let old = try town.write(office, file, .projet, "Elle était là.")
    #expect(try town.texts(lila, file.description) == ["Elle était là."])
    let before = try office.notebook.read { try office.notebook.currentRoot($0) }
    #expect(try office.operator.endWorker(name: "Lila", at: town.now).state == .ended)
    #expect(try office.operator.replica.isRotationPending())
    #expect(throws: NotebookError.self) { try enter(town, office, "Lila") }
    #expect(throws: NotebookError.self) {
      try WorkerSession.open(
        at: office.folder, with: .recovery(name: "Lila", code: sheet.sheet),
        chance: town.seed.chance)
    }
    let marc = try enter(town, office, "Marc")
    try marc.notebook.maintain(at: town.now)
    #expect(try !marc.notebook.replica.isRotationPending())
    let after = try marc.notebook.read { try marc.notebook.currentRoot($0) }
    #expect(after != before)
    let new = try town.write(marc, file, .projet, "Elle n'est plus là.")
    _ = try marc.notebook.editNote(
      old.description, NoteRevision(kind: nil, title: nil, happened: nil, text: "Revue sans elle."),
      zone: 0, at: town.now)
    // What she held when she left opens neither the new note nor the new words of the old one.
    let keys = try lila.notebook.worker().keyring
    #expect(!keys.holds(after))
    for note in [new, old] {
      let last = try #require(try marc.notebook.ledger.read { try $0.changes(of: note).last })
      #expect(!keys.holds(last.header.epoch))
    }
    #expect(
      try town.texts(marc, file.description) == ["Revue sans elle.", "Elle n'est plus là."])
    #expect(try enter(town, office, "Marc").notebook.verify().isSound)
  }

  @Test("A notebook left open by a worker who was ended writes nothing more")
  func stillOpen() throws {
    let town = Town(seed: 92)
    let office = try town.office("Maison", worker: "Marc")
    try add(town, office, "Lila", .referent)
    let lila = try enter(town, office, "Lila")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    try lila.notebook.replica.refresh()
    try town.write(lila, file, .projet, "Encore là.")
    try office.notebook.replica.refresh()
    _ = try office.operator.endWorker(name: "Lila", at: town.now)
    try lila.notebook.replica.refresh()
    #expect(throws: NotebookError.self) { try town.write(lila, file, .projet, "Trop tard.") }
    #expect(throws: ReplicaError.self) {
      try lila.notebook.openCase(name: "Trop tard", born: nil, zone: 0, at: town.now)
    }
    try office.notebook.replica.refresh()
    #expect(try town.texts(office, file.description) == ["Encore là."])
  }

  @Test("A worker of the main office works on a second node under the same name")
  func secondNode() throws {
    let town = Town(seed: 93)
    let main = try town.office("Maison", worker: "Marc")
    let branch = try town.branch(of: main, worker: "Lila")
    let file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    try town.write(main, file, .projet, "Un mot.")
    #expect(throws: NotebookError.self) {
      try branch.operator.addWorker(
        name: "Marc", role: .referent, passphrase: Town.passphrase, at: town.now)
    }
    _ = try branch.operator.addWorker(
      name: "Marc", role: .referent, passphrase: Town.passphrase,
      code: try main.notebook.deviceCode(), at: town.now)
    try town.exchange(branch.operator, main.notebook)
    _ = try main.notebook.admitAdded("Marc", at: town.now)
    try town.exchange(main.notebook, branch.operator)
    let there = try enter(town, branch, "Marc")
    #expect(try town.texts(there, file.description) == ["Un mot."])
    let workers = try main.notebook.workers().filter { $0.name == "Marc" }
    #expect(workers.count == 1)
    #expect(workers.first?.nodes.count == 2)
    _ = try main.operator.endWorker(name: "Marc", at: town.now)
    try town.exchange(main.operator, branch.operator)
    #expect(throws: NotebookError.self) { try enter(town, branch, "Marc") }
    try branch.notebook.replica.refresh()
    try branch.notebook.maintain(at: town.now)
    #expect(try !branch.notebook.replica.isRotationPending())
    #expect(try town.texts(branch, file.description) == ["Un mot."])
  }

  @Test("A notebook left open follows a root that a colleague made on another node")
  func newRoot() throws {
    let town = Town(seed: 99)
    let main = try town.office("Maison", worker: "Marc")
    let branch = try town.branch(of: main, worker: "Lila", role: .referent)
    try add(town, main, "Sol", .secretariat)
    let file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    _ = try main.operator.endWorker(name: "Sol", at: town.now)
    try main.notebook.replica.refresh()
    try main.notebook.maintain(at: town.now)
    try town.write(main, file, .projet, "Sous la racine nouvelle.")
    try town.exchange(main.notebook, branch.notebook)
    #expect(try town.texts(branch, file.description) == ["Sous la racine nouvelle."])
    try town.write(branch, file, .projet, "De la sœur.")
    try branch.notebook.maintain(at: town.now)
    #expect(try branch.notebook.verify().isSound)
  }

  // Never 25
  @Test(
    "Neither the operator nor the boot key is a worker at work: they verify, and open no word",
    arguments: [true, false])
  func noContent(boot: Bool) throws {
    let town = Town(seed: boot ? 94 : 95)
    let path = town.folder()
    let birth = try Notebook.create(
      at: path, profile: ServiceProfile(name: "Maison", kind: "hebergement", country: "BE"),
      passphrase: Town.passphrase,
      worker: FirstWorker(name: "Marc", role: .referent, passphrase: Town.passphrase),
      at: town.now, chance: town.seed.chance)
    let office = try town.open(path, worker: "Marc", operator: birth.notebook)
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    try town.write(office, file, .projet, "Un mot.")
    let credential: Credential =
      boot ? .boot(birth.bootKey) : .operator(passphrase: Town.passphrase)
    for sealed in [
      try Notebook.open(at: path, with: credential, chance: town.seed.chance),
      try Notebook.open(beside: office.notebook.replica, with: credential),
    ] {
      #expect(sealed.atWork == nil)
      // What it may do, it does: verify every signature, without reading.
      #expect(try sealed.verify().isSound)
      sealed.attend(at: town.now)
      guard boot else { continue }
      #expect(throws: NotebookError.self) {
        try sealed.addWorker(
          name: "Eve", role: .referent, passphrase: Town.passphrase, at: town.now)
      }
      #expect(throws: NotebookError.self) { try sealed.endWorker(name: "Marc", at: town.now) }
      #expect(throws: NotebookError.self) {
        try sealed.invite(own: true, addresses: [], at: town.now)
      }
    }
  }

  @Test(
    "A session that was locked says of each use case that it is for a worker, and tends nothing")
  func locked() throws {
    let town = Town(seed: 98)
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let note = try town.write(office, file, .projet, "Un mot.")
    let sealed = office.notebook
    #expect(sealed.atWork === sealed)
    sealed.lock()
    #expect(sealed.atWork == nil)
    let (id, typed) = (file.description, note.description)
    func isForWorkers(_ body: () throws -> Void, _ line: Int = #line) {
      do {
        try body()
        Issue.record("line \(line): read without a worker")
      } catch NotebookError.workerOnly {
      } catch {
        Issue.record("line \(line): \(error)")
      }
    }
    isForWorkers { _ = try sealed.listCases() }
    isForWorkers { _ = try sealed.showCase(id, at: town.now) }
    isForWorkers { _ = try sealed.openCase(name: "B", born: nil, zone: 0, at: town.now) }
    isForWorkers { _ = try sealed.closeCase(id, at: town.now) }
    isForWorkers { _ = try sealed.listNotes(id, at: town.now) }
    isForWorkers { _ = try sealed.showNote(typed, at: town.now) }
    isForWorkers { _ = try sealed.noteHistory(typed, at: town.now) }
    isForWorkers { _ = try sealed.deleteNote(typed, zone: 0, at: town.now) }
    isForWorkers { _ = try sealed.search("mot", at: town.now) }
    isForWorkers { _ = try sealed.readLog(nil, at: town.now) }
    isForWorkers { _ = try sealed.listConsents(id, at: town.now) }
    isForWorkers { _ = try sealed.listReceived(at: town.now) }
    isForWorkers { _ = try sealed.withdraw(typed, volets: nil, at: town.now) }
    isForWorkers { _ = try sealed.refuseConsent(for: id, to: "X", at: town.now) }
    isForWorkers { try sealed.makeRecoverySheet(at: town.now) { _, _, _ in } }
    isForWorkers { _ = try sealed.admitWorker(name: "Marc", device: nil, at: town.now) }
    let draft = NoteDraft(
      volet: .projet, kind: "entretien", title: nil, happened: nil, written: nil, text: "x")
    isForWorkers { _ = try sealed.addNote(draft, to: id, zone: 0, at: town.now) }
    #expect(try sealed.verify().isSound)
    try sealed.maintain(at: town.now)
  }

  @Test("A wrong passphrase, a wrong name and a wrong key file open nothing")
  func wrong() throws {
    let town = Town(seed: 96)
    let office = try town.office("Maison", worker: "Marc")
    for credential: WorkerCredential in [
      .worker(name: "Marc", passphrase: Passphrase(Array("autre-chose".utf8))),
      .worker(name: "Eve", passphrase: Town.passphrase),
      .recovery(name: "Marc", code: "AAAA-BBBB"),
    ] {
      #expect(throws: NotebookError.self) {
        try WorkerSession.open(at: office.folder, with: credential, chance: town.seed.chance)
      }
    }
    for credential: Credential in [
      .operator(passphrase: Passphrase(Array("autre-chose".utf8))),
      .boot(Array(repeating: 7, count: 32)), .boot([1]),
    ] {
      #expect(throws: NotebookError.self) {
        try Notebook.open(at: office.folder, with: credential, chance: town.seed.chance)
      }
    }
  }

  // Never 15
  @Test("A role reads and writes its own volets only, in lists, in searches and by name")
  func roles() throws {
    let town = Town(seed: 97)
    let office = try town.office("Maison", worker: "Marc")
    try add(town, office, "Sol", .secretariat)
    try add(town, office, "Ada", .benevole)
    try add(town, office, "Dan", .dpo)
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let justice = try town.write(office, file, .justice, "Une audience confidentielle.")
    let agenda = try town.write(office, file, .agenda, "Un rendez-vous jeudi.")
    let sol = try enter(town, office, "Sol")
    #expect(try town.texts(sol, file.description) == ["Un rendez-vous jeudi."])
    #expect(try sol.notebook.search("audience", at: town.now).isEmpty)
    #expect(try sol.notebook.search("jeudi", at: town.now).map(\.summary.record) == [agenda])
    let detail = try sol.notebook.showCase(file.description, at: town.now)
    #expect(detail.volets.map(\.volet) == [.contact, .agenda, .interne])
    for act in [
      { _ = try sol.notebook.showNote(justice.description, at: town.now) },
      { _ = try sol.notebook.noteHistory(justice.description, at: town.now) },
      { _ = try sol.notebook.deleteNote(justice.description, zone: 0, at: town.now) },
      { try town.write(sol, file, .justice, "Non.") },
      {
        _ = try sol.notebook.giveConsent(
          try town.terms(to: "Personne", [.justice]), for: file.description, zone: 0, at: town.now)
      },
    ] {
      do {
        try act()
        Issue.record("a secretary did what the role may not")
      } catch NotebookError.rule {
      }
    }
    let ada = try enter(town, office, "Ada")
    #expect(try town.texts(ada, file.description) == ["Un rendez-vous jeudi."])
    #expect(throws: NotebookError.self) { try town.write(ada, file, .agenda, "Non.") }
    #expect(throws: NotebookError.self) {
      try ada.notebook.openCase(name: "Non", born: nil, zone: 0, at: town.now)
    }
    #expect(throws: NotebookError.self) {
      try ada.notebook.closeCase(file.description, at: town.now)
    }
    let dan = try enter(town, office, "Dan")
    #expect(throws: NotebookError.self) { try town.texts(dan, file.description) }
    #expect(throws: NotebookError.self) { try dan.notebook.listCases() }
    #expect(throws: NotebookError.self) {
      try dan.notebook.showCase(file.description, at: town.now)
    }
    #expect(try !dan.notebook.accessLog(nil).events.isEmpty)
  }

  // Never 5
  @Test("What is confided to a psychologist is read and changed by its author alone among them")
  func confided() throws {
    let town = Town(seed: 98)
    let office = try town.office("Maison", worker: "Marc")
    try add(town, office, "Paul", .psychologue)
    try add(town, office, "Rose", .psychologue)
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let paul = try enter(town, office, "Paul")
    let rose = try enter(town, office, "Rose")
    let note = try town.write(paul, file, .confie, "Confié à Paul.")
    try rose.notebook.replica.refresh()
    try paul.notebook.replica.refresh()
    #expect(try town.texts(paul, file.description) == ["Confié à Paul."])
    #expect(try town.texts(rose, file.description).isEmpty)
    #expect {
      try rose.notebook.showNote(note.description, at: town.now)
    } throws: { error in
      if case NotebookError.rule(.recordOfColleague(.psychologue, .confie)) = error {
        true
      } else {
        false
      }
    }
    #expect(throws: NotebookError.self) {
      try rose.notebook.editNote(
        note.description, NoteRevision(kind: nil, title: nil, happened: nil, text: "Effacé."),
        zone: 0, at: town.now)
    }
    #expect(throws: NotebookError.self) {
      try rose.notebook.deleteNote(note.description, zone: 0, at: town.now)
    }
    _ = try paul.notebook.editNote(
      note.description, NoteRevision(kind: nil, title: nil, happened: nil, text: "Revu par Paul."),
      zone: 0, at: town.now)
    #expect(try town.texts(paul, file.description) == ["Revu par Paul."])
    #expect(try rose.notebook.search("Paul", at: town.now).isEmpty)
  }
}
