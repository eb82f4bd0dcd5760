import CaseFile
import Envelope
import Replication
import Store
import Testing

@testable import Notebook
@testable import Replica

/// A prison and a housing service, paired, a case file of the prison, and what is done to it.
struct TwoServices {
  let town: Town
  let prison: Office
  let housing: Office
  let file: CaseID

  init(_ seed: UInt64) throws {
    town = Town(seed: seed)
    prison = try town.office("Permanence", worker: "Inès")
    housing = try town.office("Maison", worker: "Marc")
    try town.pair(prison, housing)
    file = try prison.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
  }

  func give(
    to recipient: String = "Maison", _ volets: [Volet], past: Past = .none, days: Int64 = 365
  ) throws -> String {
    town.tickOne()
    return try prison.notebook.giveConsent(
      try town.terms(to: recipient, volets, past: past, days: days), for: file.description,
      zone: 0, at: town.now
    ).consent.description
  }

  func withdraw(_ consent: String, _ volets: [Volet]? = nil) throws {
    town.tickOne()
    _ = try prison.notebook.withdraw(consent, volets: volets, at: town.now)
  }

  func edit(_ office: Office, _ note: DocumentID, _ text: String) throws {
    town.tickOne()
    _ = try office.notebook.editNote(
      note.description, NoteRevision(kind: nil, title: nil, happened: nil, text: text), zone: 0,
      at: town.now)
  }

  /// What a recipient reads of everything that was shared with it.
  func reads(_ office: Office) throws -> [String] {
    try office.notebook.listReceived(at: town.now).flatMap {
      try town.texts(office, $0.share.description)
    }
  }

  func epochs(of note: DocumentID) throws -> Set<EpochID> {
    Set(try prison.notebook.ledger.read { try $0.changes(of: note).map(\.header.epoch) })
  }

  @discardableResult
  func meet() throws -> SessionSummary { try town.exchange(prison.notebook, housing.notebook).0 }

  /// A further service, paired with the prison.
  func clinic() throws -> Office {
    let clinic = try town.office("Clinique", worker: "Odile")
    try town.pair(prison, clinic)
    return clinic
  }

  static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
    guard bytes.count >= part.count else { return false }
    return (0...(bytes.count - part.count)).contains {
      bytes[$0..<($0 + part.count)].elementsEqual(part)
    }
  }

  /// A further node of the prison, paired with the housing service too.
  func branch() throws -> Office {
    let branch = try town.branch(of: prison, worker: "Lila", role: .referent)
    try town.pair(branch, housing)
    try town.exchange(prison.notebook, housing.notebook)
    try town.exchange(branch.notebook, housing.notebook)
    return branch
  }
}

@Suite("What a consent lets cross")
struct ConsentTests {
  @Test("From now on: an edit of yesterday's note stays at home, whoever was added meanwhile")
  func futureOnly() throws {
    let two = try TwoServices(70)
    let old = try two.town.write(two.prison, two.file, .droits, "Hier.")
    _ = try two.give([.droits])
    try two.edit(two.prison, old, "Hier, revu demain.")
    let new = try two.town.write(two.prison, two.file, .droits, "Demain.")
    try two.edit(two.prison, new, "Demain, revu.")
    #expect(try two.meet().rootsEqual == true)
    #expect(try two.reads(two.housing) == ["Demain, revu."])
    #expect(try two.housing.notebook.ledger.read { try $0.allDocuments() } == [new])
  }

  @Test("All the past: old notes and their later edits are read, also after a rotation")
  func wholePast() throws {
    let two = try TwoServices(71)
    let town = two.town
    let clinic = try two.clinic()
    let old = try town.write(two.prison, two.file, .droits, "Hier.")
    _ = try two.give([.droits], past: .all)
    let other = try two.give(to: "Clinique", [.droits], past: .all)
    try two.meet()
    try town.exchange(two.prison.notebook, clinic.notebook)
    try two.withdraw(other)
    try two.edit(two.prison, old, "Hier, sous une autre clé.")
    town.refusals = []
    try two.meet()
    try town.exchange(two.prison.notebook, clinic.notebook)
    #expect(town.refusals.isEmpty)
    #expect(try two.reads(two.housing) == ["Hier, sous une autre clé."])
    #expect(try two.reads(clinic).isEmpty)
    #expect(try Picture(clinic.notebook).changes.isEmpty)
  }

  @Test("Withdrawing one volet leaves the others, and both sides list what is left")
  func narrowed() throws {
    let two = try TwoServices(72)
    let town = two.town
    let consent = try two.give([.droits, .logement])
    try town.write(two.prison, two.file, .droits, "Droits.")
    try town.write(two.prison, two.file, .logement, "Logement.")
    try two.meet()
    #expect(try two.reads(two.housing).sorted() == ["Droits.", "Logement."])
    try two.withdraw(consent, [.droits])
    try two.meet()
    #expect(try two.reads(two.housing) == ["Logement."])
    try town.write(two.prison, two.file, .droits, "Plus pour eux.")
    try town.write(two.prison, two.file, .logement, "Encore.")
    town.refusals = []
    try two.meet()
    #expect(town.refusals.isEmpty)
    #expect(try two.reads(two.housing) == ["Logement.", "Encore."])
    let own = two.prison.notebook
    let listed = try #require(try own.listConsents(two.file.description, at: town.now).first)
    #expect(listed.status == .given)
    #expect(listed.volets == [.logement])
    #expect(try two.housing.notebook.listReceived(at: town.now).first?.volets == [.logement])
    try two.withdraw(consent)
    try two.meet()
    #expect(try two.reads(two.housing).isEmpty)
    #expect(
      try own.listConsents(two.file.description, at: town.now).first?.status == .withdrawn)
  }

  @Test("Withdrawing twice is no error and says nothing twice")
  func twice() throws {
    let two = try TwoServices(73)
    let consent = try two.give([.droits])
    try two.town.write(two.prison, two.file, .droits, "Un mot.")
    try two.meet()
    try two.withdraw(consent)
    let before = try Picture(two.prison.notebook).statements
    let again = try two.prison.notebook.withdraw(consent, volets: nil, at: two.town.now)
    #expect(again.status == .withdrawn)
    #expect(try Picture(two.prison.notebook).statements == before)
  }

  @Test("A new consent for all the past brings the old notes back after a withdrawal")
  func again() throws {
    let two = try TwoServices(74)
    let town = two.town
    let first = try two.give([.droits], past: .all)
    let old = try town.write(two.prison, two.file, .droits, "Ancienne.")
    try two.meet()
    try two.withdraw(first)
    try two.meet()
    try two.edit(two.prison, old, "Ancienne, revue entre-temps.")
    let between = try two.give([.droits])
    try town.write(two.prison, two.file, .droits, "Nouvelle.")
    try two.meet()
    #expect(try two.reads(two.housing) == ["Nouvelle."])
    try two.withdraw(between)
    try two.meet()
    _ = try two.give([.droits], past: .all)
    town.refusals = []
    #expect(try two.meet().rootsEqual == true)
    #expect(town.refusals.isEmpty)
    #expect(try two.reads(two.housing) == ["Ancienne, revue entre-temps.", "Nouvelle."])
    #expect(try two.housing.notebook.verify().isSound)
  }

  @Test("What is written after a withdrawal is sealed under a key that the recipient never had")
  func rotation() throws {
    let two = try TwoServices(75)
    let consent = try two.give([.droits], past: .all)
    let note = try two.town.write(two.prison, two.file, .droits, "Partagée.")
    try two.meet()
    let held = try two.epochs(of: note)
    // The recipient's keys of before the purge, kept by somebody who will not forget.
    let keys = try two.housing.notebook.worker().keyring
    _ = try two.reads(two.housing)
    #expect(held.allSatisfy { keys.holds($0) })
    try two.withdraw(consent)
    try two.edit(two.prison, note, "Plus jamais.")
    let later = try two.town.write(two.prison, two.file, .droits, "Ni celle-ci.")
    let after = try two.epochs(of: note).union(two.epochs(of: later)).subtracting(held)
    #expect(!after.isEmpty)
    let ledger = two.prison.notebook.ledger
    for change in try ledger.read({ try $0.changes(of: note).dropFirst() }) {
      let secret = try ledger.read { try $0.noteSecret(of: note) } ?? []
      #expect(throws: EnvelopeError.self) { try keys.openChange(change, secretRow: secret) }
    }
    try two.meet()
    #expect(after.allSatisfy { !keys.holds($0) })
    #expect(held.allSatisfy { !keys.holds($0) })
  }

  // Never 30
  @Test("Ending one recipient's consent does not disturb the other, who is told nothing of it")
  func twoRecipients() throws {
    let two = try TwoServices(76)
    let town = two.town
    let clinic = try two.clinic()
    let toClinic = try two.give(to: "Clinique", [.droits], past: .all)
    _ = try two.give([.droits], past: .all)
    try town.write(two.prison, two.file, .droits, "Aux deux.")
    try two.meet()
    try town.exchange(two.prison.notebook, clinic.notebook)
    try two.withdraw(toClinic)
    #expect(try two.meet().sent == 0)
    try town.exchange(two.prison.notebook, clinic.notebook)
    try town.write(two.prison, two.file, .droits, "À la Maison seulement.")
    try two.meet()
    try town.exchange(two.prison.notebook, clinic.notebook)
    #expect(try two.reads(two.housing) == ["Aux deux.", "À la Maison seulement."])
    #expect(try two.reads(clinic).isEmpty)
    // No statement that the one holds names the other service, or the case file.
    let told = try two.housing.notebook.ledger.read { ledger in
      try ledger.logs(of: .share).flatMap { try ledger.statements(in: $0) }
    }
    #expect(told.allSatisfy { !TwoServices.contains($0.bytes, clinic.notebook.service.bytes) })
    #expect(told.allSatisfy { !TwoServices.contains($0.bytes, two.file.bytes) })
  }

  @Test("An expired consent stops sending and hides; a clock put right again lets go what was held")
  func expiry() throws {
    let two = try TwoServices(77)
    let town = two.town
    _ = try two.give([.droits], days: 10)
    try town.write(two.prison, two.file, .droits, "À temps.")
    try two.meet()
    let today = town.now
    town.now.milliseconds += 11 * 86_400_000
    #expect(try two.reads(two.housing).isEmpty)
    let own = two.prison.notebook
    #expect(try own.listConsents(two.file.description, at: town.now).first?.status == .expired)
    try town.write(two.prison, two.file, .droits, "Écrit à une fausse date.")
    let held = try two.meet()
    #expect(held.sent == 0)
    #expect(held.rootsEqual == true)
    town.now = today
    town.tickOne()
    #expect(try two.reads(two.housing) == ["À temps."])
    // It stands in a run that began while nobody had a share.
    _ = try own.maintain(at: town.now)
    try two.meet()
    #expect(Set(try two.reads(two.housing)) == ["À temps.", "Écrit à une fausse date."])
  }

  @Test("A consent given before anything is known of the recipient reaches it once somebody tends")
  func recipientNotReady() throws {
    let town = Town(seed: 82)
    let prison = try town.office("Permanence", worker: "Inès")
    let housing = try town.office("Maison", worker: "Marc")
    try town.acquaint(prison, housing)
    let file = try prison.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    _ = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits]), for: file.description, zone: 0, at: town.now)
    try town.write(prison, file, .droits, "En attendant.")
    #expect(try prison.notebook.read { try prison.notebook.replica.allShares($0).isEmpty })
    try town.exchange(prison.notebook, housing.notebook)
    try prison.notebook.maintain(at: town.now)
    let before = try Picture(prison.notebook).statements
    try prison.notebook.maintain(at: town.now)
    #expect(try Picture(prison.notebook).statements == before)
    try town.exchange(prison.notebook, housing.notebook)
    let share = try #require(try housing.notebook.listReceived(at: town.now).first?.share)
    #expect(try town.texts(housing, share.description) == ["En attendant."])
  }

  @Test("Asking for what the terms do not allow is refused by name")
  func terms() throws {
    let two = try TwoServices(83)
    #expect(throws: NotebookError.self) { try two.give([.equipe]) }
    #expect(throws: NotebookError.self) { try two.give(to: "Personne", [.droits]) }
    #expect(throws: NotebookError.self) { try two.give([.droits], days: -1) }
    #expect(throws: NotebookError.self) { try two.give(to: "Permanence", [.droits]) }
    let consent = try two.give([.droits])
    #expect(throws: NotebookError.self) { try two.withdraw(consent, [.sante]) }
    _ = try two.prison.notebook.closeCase(two.file.description, at: two.town.now)
    #expect(throws: NotebookError.self) { try two.give([.droits]) }
  }
}
