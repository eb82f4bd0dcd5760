import CaseFile
import Envelope
import Foundation
import Replication
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("An older self reads its peers before it claims or gives anything", .timeLimit(.minutes(30)))
struct OlderSelfTests {
  private func backup(_ town: Town, _ office: Office) throws -> String {
    let copy = town.folder()
    try FileManager.default.copyItem(atPath: office.folder, toPath: copy)
    return copy
  }

  /// The folder as another one was; the notebooks opened before are of no use any more.
  private func restore(_ town: Town, _ office: Office, from copy: String, worker: String) throws
    -> Office
  {
    try FileManager.default.removeItem(atPath: office.folder)
    try FileManager.default.copyItem(atPath: copy, toPath: office.folder)
    return try town.open(office.folder, worker: worker)
  }

  /// The same files with the bytes of a copy; what is the same is left alone. Nobody may have the folder open.
  private func overwrite(_ folder: String, with copy: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder)
    where name.hasSuffix("-wal") || name.hasSuffix("-shm") {
      try FileManager.default.removeItem(atPath: folder + "/" + name)
    }
    for name in try FileManager.default.contentsOfDirectory(atPath: copy)
    where !name.hasSuffix("-shm") {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: copy + "/" + name))
      let url = URL(fileURLWithPath: folder + "/" + name)
      if (try? Data(contentsOf: url)) != bytes { try bytes.write(to: url) }
    }
  }

  @Test(
    "A note that the owner erased does not come back with an older copy, nor reach the next recipient"
  )
  func erasedStaysErased() throws {
    let two = try TwoServices(911)
    let town = two.town
    _ = try two.give([.droits], past: .all)
    try town.write(two.prison, two.file, .droits, "Corneille.")
    let note = try town.write(two.prison, two.file, .droits, "Zibeline.")
    try two.meet()
    let copy = try backup(town, two.prison)
    _ = try two.prison.notebook.eraseNote(note.description, at: town.now)
    try two.meet()
    let again = try restore(town, two.prison, from: copy, worker: "Inès")
    // Only the recipient knows of the erasure: the owner stated it in the share.
    #expect(try town.texts(again, two.file.description).count == 2)
    for _ in 0..<2 { try town.exchange(again.notebook, two.housing.notebook) }
    #expect(try town.texts(again, two.file.description) == ["Corneille."])
    #expect(try again.notebook.read { try $0.noteSecret(of: note) } == nil)
    #expect(try !again.notebook.replica.hasDuties())
    let clinic = try town.office("Clinique", worker: "Aude")
    try town.pair(again, clinic)
    _ = try again.notebook.giveConsent(
      try town.terms(to: "Clinique", [.droits], past: .all), for: two.file.description, zone: 0,
      at: town.now)
    for _ in 0..<2 { try town.exchange(again.notebook, clinic.notebook) }
    #expect(try two.reads(clinic) == ["Corneille."])
  }

  @Test("An older self does not say of a withdrawal that no note had left")
  func withdrawnByOlderSelf() throws {
    for isWrittenBefore in [true, false] {
      let two = try TwoServices(isWrittenBefore ? 914 : 915)
      let town = two.town
      let consent = try two.give([.droits])
      if isWrittenBefore { try town.write(two.prison, two.file, .droits, "Zibeline.") }
      try two.meet()
      let copy = try backup(town, two.prison)
      if !isWrittenBefore { try town.write(two.prison, two.file, .droits, "Corneille.") }
      try two.meet()
      let again = try restore(town, two.prison, from: copy, worker: "Inès")
      for _ in 0..<2 { try town.exchange(again.notebook, two.housing.notebook) }
      #expect(try town.texts(again, two.file.description).count == 1)
      let done = try again.notebook.withdraw(consent, volets: nil, at: town.now)
      #expect(Set(done.sent + done.maybeSent) == [.droits])
    }
  }

  @Test("Of an erasure that one recipient remembers, the other recipients are told too")
  func erasedElsewhereToo() throws {
    let two = try TwoServices(913)
    let town = two.town
    let clinic = try town.office("Clinique", worker: "Aude")
    try town.pair(two.prison, clinic)
    _ = try two.give([.droits], past: .all)
    _ = try two.prison.notebook.giveConsent(
      try town.terms(to: "Clinique", [.droits], past: .all), for: two.file.description, zone: 0,
      at: town.now)
    let note = try town.write(two.prison, two.file, .droits, "Zibeline.")
    try two.meet()
    for _ in 0..<2 { try town.exchange(two.prison.notebook, clinic.notebook) }
    #expect(try two.reads(clinic) == ["Zibeline."])
    let copy = try backup(town, two.prison)
    _ = try two.prison.notebook.eraseNote(note.description, at: town.now)
    try two.meet()
    let again = try restore(town, two.prison, from: copy, worker: "Inès")
    for _ in 0..<2 { try town.exchange(again.notebook, two.housing.notebook) }
    for _ in 0..<2 { try town.exchange(again.notebook, clinic.notebook) }
    try again.notebook.maintain(at: town.now)
    for _ in 0..<2 { try town.exchange(again.notebook, clinic.notebook) }
    #expect(try two.reads(clinic).isEmpty)
    #expect(try clinic.notebook.read { try $0.noteSecret(of: note) } == nil)
  }

  @Test(
    "Nobody says that both hold the same before the peer was read whole", arguments: [false, true])
  func unknownUntilRead(inPlace: Bool) throws {
    let town = Town(seed: 912)
    var main: Office? = try town.office("Maison", worker: "Marc")
    let branch = try town.branch(of: try #require(main), worker: "Lila")
    let folder: String
    let copy: String
    let file: CaseID
    let note: DocumentID
    do {
      let office = try #require(main)
      folder = office.folder
      file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
      note = try town.write(office, file, .projet, "Avant.")
      try town.exchange(office.notebook, branch.notebook)
      #expect(try office.notebook.replica.status().map(\.rootsEqual) == [true])
      copy = try backup(town, office)
      for number in 0..<3 { try town.write(office, file, .projet, "Après \(number).") }
      _ = try office.notebook.editNote(
        note.description,
        NoteRevision(kind: nil, title: nil, happened: nil, text: "Avant, revu."), zone: 0,
        at: town.now)
      try town.exchange(office.notebook, branch.notebook)
    }
    main = nil
    if inPlace {
      try overwrite(folder, with: copy)
    } else {
      try FileManager.default.removeItem(atPath: folder)
      try FileManager.default.copyItem(atPath: copy, toPath: folder)
    }
    let again = try town.open(folder, worker: "Marc")
    if !inPlace {
      #expect(again.notebook.replica.beganAnew)
      #expect(try again.notebook.replica.status().map(\.isRead) == [false])
      #expect(try Replica.mustReadPeers(at: again.folder))
    }
    var rounds = 0
    while rounds < 6 {
      rounds += 1
      try town.exchange(again.notebook, branch.notebook)
      guard try again.notebook.replica.status().first?.rootsEqual == true else { continue }
      #expect(try town.texts(again, file.description).count == 4, "round \(rounds)")
      break
    }
    #expect(rounds < 6)
    #expect(try again.notebook.replica.status().map(\.isRead) == [true])
    #expect(try !Replica.mustReadPeers(at: again.folder))
    #expect(try again.notebook.replica.restoration()?.cause == (inPlace ? .told : .copied))
    // Nobody is accused: what is written now takes no sequence of what was written and forgotten.
    _ = try again.notebook.editNote(
      note.description, NoteRevision(kind: nil, title: "T", happened: nil, text: nil), zone: 0,
      at: town.now)
    try town.exchange(again.notebook, branch.notebook)
    #expect(try branch.notebook.read { try $0.equivocations() }.isEmpty)
  }

  @Test("What is written before the peers are read takes no sequence that was used")
  func sequences() throws {
    let town = Town(seed: 913)
    let main = try town.office("Maison", worker: "Marc")
    let branch = try town.branch(of: main, worker: "Lila")
    let file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let note = try town.write(main, file, .projet, "Avant.")
    func edit(_ office: Office, _ text: String) throws {
      _ = try office.notebook.editNote(
        note.description, NoteRevision(kind: nil, title: nil, happened: nil, text: text), zone: 0,
        at: town.now)
    }
    try town.exchange(main.notebook, branch.notebook)
    let copy = try backup(town, main)
    try edit(main, "Avant, perdu.")
    try town.exchange(main.notebook, branch.notebook)
    let again = try restore(town, main, from: copy, worker: "Marc")
    try edit(again, "Avant, écrit à nouveau.")
    for _ in 0..<3 { try town.exchange(again.notebook, branch.notebook) }
    #expect(try branch.notebook.read { try $0.equivocations() }.isEmpty)
    #expect(try branch.notebook.read { try $0.changes(of: note) }.count == 3)
  }

  @Test("Until it has read, an older self takes away and gives nothing")
  func givesNothing() throws {
    let two = try TwoServices(914)
    let town = two.town
    var terms = try town.terms(
      to: "Maison", [.droits], past: .all,
      effective: .on(try CalendarDate(parsingDay: "2026-11-23")))
    terms.effectiveAt = Instant(milliseconds: town.now.milliseconds + 86_400_000)
    _ = try two.prison.notebook.giveConsent(
      terms, for: two.file.description, zone: 0, at: town.now)
    let copy = try backup(town, two.prison)
    let again = try restore(town, two.prison, from: copy, worker: "Inès")
    town.now = Instant(milliseconds: town.now.milliseconds + 2 * 86_400_000)
    try again.notebook.maintain(at: town.now)
    let listed = { try again.notebook.listConsents(two.file.description, at: town.now) }
    #expect(try listed().map(\.status) == [.planned])
    for _ in 0..<3 { try town.exchange(again.notebook, two.housing.notebook) }
    try again.notebook.maintain(at: town.now)
    #expect(try listed().map(\.status) == [.given])
  }

  @Test("An older self shuts out who was ended before it has read: that takes away")
  func shutsOut() throws {
    let town = Town(seed: 919)
    let main = try town.office("Maison", worker: "Marc")
    _ = try town.branch(of: main, worker: "Lila")
    _ = try main.operator.endWorker(name: "Lila", at: town.now)
    let again = try restore(town, main, from: try backup(town, main), worker: "Marc")
    #expect(try again.notebook.replica.restoration()?.unread == ["Maison"])
    #expect(try again.notebook.replica.isRotationPending())
    try again.notebook.maintain(at: town.now)
    #expect(try !again.notebook.replica.isRotationPending())
  }

  @Test("What another service says of this node stops nothing, is told, and ends with reading it")
  func othersWord() throws {
    let two = try TwoServices(931)
    let town = two.town
    _ = try two.give([.droits], past: .all)
    try town.write(two.prison, two.file, .droits, "Avant.")
    try two.meet()
    let own = two.prison.notebook
    let theirs = two.housing.notebook.node
    try own.write(at: town.now) { try own.replica.learnOlder(from: theirs, into: $0) }
    #expect(try own.replica.doubters() == ["Maison"])
    #expect(try own.replica.restoration() == nil)
    #expect(try !Replica.mustReadPeers(at: two.prison.folder))
    // A third service is given what the person agrees to, meanwhile.
    let clinic = try town.office("Clinique", worker: "Aude")
    try town.pair(two.prison, clinic)
    _ = try own.giveConsent(
      try town.terms(to: "Clinique", [.droits], past: .all), for: two.file.description, zone: 0,
      at: town.now)
    for _ in 0..<2 { try town.exchange(own, clinic.notebook) }
    #expect(try two.reads(clinic) == ["Avant."])
    for _ in 0..<3 { try two.meet() }
    #expect(try own.replica.doubters().isEmpty)
    #expect(try own.replica.status().allSatisfy { $0.rootsEqual == true })
  }

  @Test("A lone node is never kept waiting, and goes on without peers when somebody says so")
  func alone() throws {
    let town = Town(seed: 915)
    let office = try town.office("Permanence", worker: "Inès")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let copy = try backup(town, office)
    #expect(try !Replica.mustReadPeers(at: office.folder))
    #expect(try Replica.mustReadPeers(at: copy))
    let again = try town.open(copy, worker: "Inès")
    #expect(again.notebook.replica.beganAnew)
    #expect(try again.notebook.replica.restoration()?.unread == [])
    #expect(try !Replica.mustReadPeers(at: copy))
    try town.write(again, file, .droits, "Écrite.")
    let two = try TwoServices(916)
    let other = try backup(two.town, two.prison)
    let left = try two.town.open(other, worker: "Inès").notebook
    #expect(try left.replica.restoration()?.unread == ["Maison"])
    try left.replica.goOnWithoutPeers()
    #expect(try !Replica.mustReadPeers(at: other))
    #expect(try left.replica.restoration()?.goesOnAlone == true)
    #expect(try left.replica.restoration()?.unread == ["Maison"])
  }

  // MARK: Clock

  @Test(
    "A clock far ahead issues nothing until it is confirmed, and a withdrawal does not wait for it")
  func clockAhead() throws {
    let two = try TwoServices(917)
    let town = two.town
    let own = two.prison.notebook
    #expect(try own.replica.checkClock(at: town.now) == .plausible)
    let live = try two.give([.logement], past: .all)
    var terms = try town.terms(
      to: "Maison", [.droits], past: .all,
      effective: .on(try CalendarDate(parsingDay: "2026-11-23")))
    terms.effectiveAt = Instant(milliseconds: town.now.milliseconds + 86_400_000)
    terms.until = Instant(milliseconds: town.now.milliseconds + 40 * 365 * 86_400_000)
    let planned = try own.giveConsent(
      terms, for: two.file.description, zone: 0, at: town.now
    ).consent
    func status() throws -> ConsentSummary.Status? {
      try own.listConsents(two.file.description, at: town.now).first { $0.consent == planned }?
        .status
    }
    let right = town.now
    town.now = Instant(milliseconds: right.milliseconds + 34 * 365 * 86_400_000)
    #expect(try own.replica.checkClock(at: town.now) == .farAhead)
    try own.maintain(at: town.now)
    #expect(try status() == .planned)
    _ = try own.release(
      two.file.description, on: try CalendarDate(parsingDay: "2026-11-22"), begins: right,
      at: town.now)
    #expect(try status() == .planned)
    _ = try own.withdraw(live, volets: nil, at: town.now)
    town.now = right
    #expect(try own.replica.checkClock(at: town.now) == .plausible)
    town.now = Instant(milliseconds: right.milliseconds + 35 * 86_400_000)
    #expect(try own.replica.checkClock(at: town.now) == .farAhead)
    #expect(try own.replica.checkClock(at: town.now, confirmed: true) == .plausible)
    try own.maintain(at: town.now)
    #expect(try status() == .given)
    #expect(try own.replica.checkClock(at: right) == .wentBack)
    #expect(try own.replica.checkClock(at: right, confirmed: true) == .plausible)
    #expect(try own.replica.checkClock(at: right) == .plausible)
    let soon = Instant(milliseconds: right.milliseconds + 29 * 86_400_000)
    #expect(try own.replica.checkClock(at: soon) == .plausible)
  }

  @Test("A clock that went back makes no consent last longer, and begins none too soon")
  func clockBehind() throws {
    let two = try TwoServices(919)
    let town = two.town
    let own = two.prison.notebook
    let right = town.now
    let day: Int64 = 86_400_000
    #expect(try own.replica.checkClock(at: right) == .plausible)
    let live = try two.give([.logement], past: .all, days: 10)
    var terms = try town.terms(
      to: "Maison", [.droits], past: .all,
      effective: .on(try CalendarDate(parsingDay: "2026-12-12")))
    terms.effectiveAt = Instant(milliseconds: right.milliseconds + 20 * day)
    let planned = try own.giveConsent(
      terms, for: two.file.description, zone: 0, at: town.now
    ).consent
    try town.write(two.prison, two.file, .logement, "Pendant.")
    try two.meet()
    #expect(try two.reads(two.housing) == ["Pendant."])
    town.now = Instant(milliseconds: right.milliseconds + 15 * day)
    #expect(try own.replica.checkClock(at: town.now) == .plausible)
    town.now = Instant(milliseconds: right.milliseconds + day)
    #expect(try own.replica.checkClock(at: town.now) == .wentBack)
    let states = try own.listConsents(two.file.description, at: town.now).reduce(into: [:]) {
      $0[$1.consent.description] = $1.status
    }
    #expect(states[live] == .expired && states[planned.description] == .planned)
    let note = try town.write(two.prison, two.file, .logement, "Après la fin.")
    try own.maintain(at: town.now)
    try two.meet()
    #expect(try two.housing.notebook.read { try $0.changes(of: note) }.isEmpty)
    #expect(
      try own.listConsents(two.file.description, at: town.now).allSatisfy { $0.status != .given })
    // Nobody gives one either that would have ended before it began.
    #expect(throws: NotebookError.self) {
      try own.giveConsent(
        try town.terms(to: "Maison", [.emploi], past: .none, days: 5),
        for: two.file.description, zone: 0, at: town.now)
    }
    #expect(try own.replica.checkClock(at: town.now, confirmed: true) == .plausible)
    let confirmed = try own.listConsents(two.file.description, at: town.now)
    #expect(confirmed.first { $0.consent.description == live }?.status == .given)
  }

  // MARK: Twins

  @Test("Two live copies of a home are noticed by themselves and by their peer, and one stops")
  func twins() throws {
    let two = try TwoServices(918)
    let town = two.town
    _ = try two.give([.droits], past: .all)
    for number in 0..<10 { try town.write(two.prison, two.file, .droits, "\(number)") }
    try two.meet()
    let copy = try town.open(try backup(town, two.prison), worker: "Inès")
    #expect(copy.notebook.replica.beganAnew)
    var stopped = 0
    for number in 0..<8 {
      for (hand, name) in [(copy, "copie"), (two.prison, "original")] {
        do {
          try hand.notebook.replica.checkSole()
        } catch ReplicaError.twin {
          stopped += 1
          continue
        }
        try town.write(hand, two.file, .droits, "\(name) \(number)")
        try town.exchange(hand.notebook, two.housing.notebook)
      }
    }
    #expect(try copy.notebook.replica.hasTwin() && two.prison.notebook.replica.hasTwin())
    #expect(stopped >= 6)
    #expect(try two.housing.notebook.replica.doubledPeers() == ["Permanence"])
    #expect(throws: ReplicaError.self) { try copy.notebook.replica.checkSole() }
    try two.prison.notebook.replica.checkSole()
    let row = try #require(try two.housing.notebook.replica.status().first)
    #expect(row.received < 120, "\(row)")
    // What the copy wrote before it knew has left.
    #expect(try two.reads(two.housing).contains("copie 0"))
    // Whoever says that the other is gone goes on.
    try copy.notebook.replica.claimSole()
    try copy.notebook.replica.checkSole()
    for _ in 0..<2 { try town.exchange(copy.notebook, two.housing.notebook) }
    #expect(try copy.notebook.replica.restoration()?.unread == [])
    #expect(try two.housing.notebook.read { try $0.equivocations() }.isEmpty)
  }

  @Test("Two copies that do not know it, a cloned machine, are told by their peer")
  func unmarkedTwins() throws {
    let two = try TwoServices(920)
    let town = two.town
    _ = try two.give([.droits], past: .all)
    try town.write(two.prison, two.file, .droits, "Avant.")
    try two.meet()
    let other = try backup(town, two.prison)
    // As on a cloned machine: the file is the one that was written.
    let clone = try town.openAsTheSame(other, worker: "Inès")
    #expect(!clone.notebook.replica.beganAnew)
    for number in 0..<4 {
      for (hand, name) in [(clone, "clone"), (two.prison, "original")] {
        try town.write(hand, two.file, .droits, "\(name) \(number)")
        do {
          try hand.notebook.replica.checkSole()
        } catch ReplicaError.twin {
          continue
        }
        try town.exchange(hand.notebook, two.housing.notebook)
      }
    }
    #expect(try clone.notebook.replica.hasTwin() || two.prison.notebook.replica.hasTwin())
    // Each of them may take keys of its own.
    for hand in [clone, two.prison] where try hand.notebook.replica.hasTwin() {
      #expect(try Notebook.isCopy(at: hand.folder))
    }
    let read = Set(try two.reads(two.housing))
    #expect(read.isSuperset(of: ["clone 0", "original 0"]))
    #expect(try two.housing.notebook.read { try $0.equivocations() }.isEmpty)
  }
}
