import CaseFile
import Envelope
import Replication
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("A note's journey from one service to another")
struct JourneyTests {
  // Never 7
  @Test("A shared volet is read beside the recipient's own files, and nothing else crosses")
  func sharing() throws {
    let town = Town()
    let prison = try town.office("Permanence des Tilleuls", worker: "Inès")
    let housing = try town.office("Maison des Deux Rives", worker: "Marc")
    try town.pair(prison, housing)
    let file = try prison.notebook.openCase(
      name: "Anouk V.", born: nil, zone: 60, at: town.now)
    try town.write(prison, file, .droits, "Avant l'accord.")
    _ = try prison.notebook.giveConsent(
      try town.terms(to: "Maison des Deux Rives", [.droits, .logement]), for: file.description,
      zone: 60, at: town.now)
    try town.write(prison, file, .droits, "Après l'accord : la carte est demandée.")
    try town.write(prison, file, .justice, "Rien de cela ne part.")
    let (summary, _) = try town.exchange(prison.notebook, housing.notebook)
    #expect(summary.rootsEqual == true)
    #expect(summary.refused == 0)
    let received = try housing.notebook.listReceived(at: town.now)
    #expect(received.map(\.name) == ["Anouk V."])
    #expect(received.first?.volets == [.droits, .logement])
    let share = try #require(received.first?.share)
    #expect(
      try town.texts(housing, share.description) == ["Après l'accord : la carte est demandée."])
    #expect(try housing.notebook.listCases().isEmpty)
  }

  @Test("All the past crosses when the person said so")
  func past() throws {
    let town = Town(seed: 2)
    let prison = try town.office("Permanence", worker: "Inès")
    let housing = try town.office("Maison", worker: "Marc")
    try town.pair(prison, housing)
    let file = try prison.notebook.openCase(name: "A. V.", born: nil, zone: 60, at: town.now)
    let first = try town.write(prison, file, .droits, "Ancienne.")
    _ = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits], past: .all), for: file.description, zone: 60,
      at: town.now)
    _ = try prison.notebook.editNote(
      first.description,
      NoteRevision(kind: nil, title: nil, happened: nil, text: "Ancienne, revue."),
      zone: 60, at: town.now)
    try town.exchange(prison.notebook, housing.notebook)
    let share = try #require(try housing.notebook.listReceived(at: town.now).first?.share)
    #expect(try town.texts(housing, share.description) == ["Ancienne, revue."])
  }

  // Never 24
  @Test(
    "Withdrawing erases what was received, brings a receipt, and leaves the recipient's own notes")
  func withdrawal() throws {
    let town = Town(seed: 3)
    let prison = try town.office("Permanence", worker: "Inès")
    let housing = try town.office("Maison", worker: "Marc")
    try town.pair(prison, housing)
    let file = try prison.notebook.openCase(name: "A. V.", born: nil, zone: 60, at: town.now)
    let given = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits]), for: file.description, zone: 60, at: town.now)
    let note = try town.write(prison, file, .droits, "Partagée.")
    try town.exchange(prison.notebook, housing.notebook)
    let theirs = try housing.notebook.openCase(name: "Anouk", born: nil, zone: 60, at: town.now)
    try town.write(housing, theirs, .droits, "À nous.")
    let share = try #require(try housing.notebook.listReceived(at: town.now).first?.share)
    _ = try housing.notebook.link(
      share.description, to: theirs.description, samePerson: true, at: town.now)
    #expect(try town.texts(housing, share.description) == ["Partagée."])

    town.tickOne()
    let withdrawn = try prison.notebook.withdraw(
      given.consent.description, volets: nil, at: town.now)
    #expect(withdrawn.status == .withdrawn)
    let later = try town.write(prison, file, .droits, "Après le retrait.")
    try town.exchange(prison.notebook, housing.notebook)
    #expect(try housing.notebook.listReceived(at: town.now).isEmpty)
    #expect(throws: NotebookError.self) {
      try housing.notebook.showNote(note.description, at: town.now)
    }
    #expect(throws: NotebookError.self) {
      try housing.notebook.showNote(later.description, at: town.now)
    }
    #expect(try town.texts(housing, theirs.description) == ["À nous."])
    let (summary, _) = try town.exchange(prison.notebook, housing.notebook)
    #expect(summary.rootsEqual == true)
    let history = try #require(
      try prison.notebook.listConsents(file.description, at: town.now).first)
    #expect(history.status == .withdrawn)
    #expect(history.events.map(\.event).contains(.purgeAttested))
    #expect(try town.texts(prison, file.description) == ["Partagée.", "Après le retrait."])
  }

  @Test("Both ways: the recipient's notes come back, and stop with the consent")
  func bothWays() throws {
    let town = Town(seed: 4)
    let prison = try town.office("Permanence", worker: "Inès")
    let housing = try town.office("Maison", worker: "Marc")
    try town.pair(prison, housing)
    let file = try prison.notebook.openCase(name: "A. V.", born: nil, zone: 60, at: town.now)
    let given = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.logement], bothWays: true), for: file.description, zone: 60,
      at: town.now)
    try town.write(prison, file, .logement, "Demande faite.")
    try town.exchange(prison.notebook, housing.notebook)
    let theirs = try housing.notebook.openCase(name: "Anouk", born: nil, zone: 60, at: town.now)
    let share = try #require(try housing.notebook.listReceived(at: town.now).first?.share)
    try town.write(housing, theirs, .logement, "Avant le lien.")
    _ = try housing.notebook.link(
      share.description, to: theirs.description, samePerson: true, at: town.now)
    try town.write(housing, theirs, .logement, "Chambre trouvée.")
    try town.write(housing, theirs, .sante, "Pour nous seuls.")
    try town.exchange(prison.notebook, housing.notebook)
    let back = try #require(try prison.notebook.listReceived(at: town.now).first)
    #expect(try town.texts(prison, back.share.description) == ["Chambre trouvée."])

    _ = try prison.notebook.withdraw(given.consent.description, volets: nil, at: town.now)
    let unsent = try town.write(housing, theirs, .logement, "Écrit sans savoir.")
    let (closing, _) = try town.exchange(prison.notebook, housing.notebook)
    #expect(closing.rootsEqual == true)
    #expect(try prison.notebook.listReceived(at: town.now).isEmpty)
    let states = try housing.notebook.listNotes(theirs.description, at: town.now).filter {
      $0.record == unsent
    }.map(\.marks)
    #expect(states == [[.orphan]])
    try housing.notebook.maintain(at: town.now)
    try town.exchange(prison.notebook, housing.notebook)
    #expect(try town.texts(prison, back.share.description).isEmpty)
    #expect(try town.texts(housing, theirs.description).count == 4)
  }

  @Test("A consent planned for a release leaves nothing before it")
  func planned() throws {
    let town = Town(seed: 5)
    let prison = try town.office("Permanence", worker: "Inès")
    let housing = try town.office("Maison", worker: "Marc")
    try town.pair(prison, housing)
    try town.exchange(prison.notebook, housing.notebook)
    let file = try prison.notebook.openCase(name: "A. V.", born: nil, zone: 60, at: town.now)
    let planned = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.agenda], past: .all, effective: .release),
      for: file.description, zone: 60, at: town.now)
    #expect(planned.status == .planned)
    try town.write(prison, file, .agenda, "Rendez-vous jeudi.")
    let (before, _) = try town.exchange(prison.notebook, housing.notebook)
    #expect(before.sent == 0)
    let day = try CalendarDate(parsingDay: "2026-11-22")
    let released = try prison.notebook.release(
      file.description, on: day, begins: town.now, at: town.now)
    #expect(released.effective == [planned.consent])
    try town.exchange(prison.notebook, housing.notebook)
    let share = try #require(try housing.notebook.listReceived(at: town.now).first?.share)
    #expect(try town.texts(housing, share.description) == ["Rendez-vous jeudi."])
  }

  // Never 10
  @Test("Two nodes of a service edit one note offline: both texts and both titles survive")
  func twoNodes() throws {
    let town = Town(seed: 6)
    let main = try town.office("Maison", worker: "Marc")
    let branch = try town.branch(of: main, worker: "Lila")
    let file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 60, at: town.now)
    let note = try town.write(main, file, .projet, "Un mot de départ.", title: "Premier")
    try town.exchange(main.notebook, branch.notebook)
    #expect(try town.texts(branch, file.description) == ["Un mot de départ."])
    _ = try main.notebook.editNote(
      note.description,
      NoteRevision(
        kind: nil, title: "Titre de Marc", happened: nil, text: "Un mot de départ. Marc ajoute."),
      zone: 60, at: town.now)
    _ = try branch.notebook.editNote(
      note.description,
      NoteRevision(
        kind: nil, title: "Titre de Lila", happened: nil, text: "Lila précède. Un mot de départ."),
      zone: 60, at: town.now)
    let (summary, _) = try town.exchange(main.notebook, branch.notebook)
    #expect(summary.rootsEqual == true)
    let left = try main.notebook.showNote(note.description, at: town.now)
    let right = try branch.notebook.showNote(note.description, at: town.now)
    #expect(left.text == "Lila précède. Un mot de départ. Marc ajoute.")
    #expect(left.text == right.text)
    #expect(left.summary.state == .conflict)
    #expect(Set(left.summary.titles) == ["Titre de Marc", "Titre de Lila"])
    // What was written apart does not touch: a whole sentence that both had seen stands between.
    for page in [left, right] { #expect(page.apart.isEmpty) }
    _ = try branch.notebook.editNote(
      note.description, NoteRevision(kind: nil, title: "Choisi", happened: nil, text: nil),
      zone: 60, at: town.now)
    try town.exchange(main.notebook, branch.notebook)
    let settled = try main.notebook.showNote(note.description, at: town.now)
    #expect(settled.summary.titles == ["Choisi"])
    #expect(settled.apart.isEmpty)
    _ = try main.notebook.deleteNote(note.description, zone: 60, at: town.now)
    _ = try branch.notebook.editNote(
      note.description, NoteRevision(kind: nil, title: nil, happened: nil, text: "Encore."),
      zone: 60, at: town.now)
    try town.exchange(main.notebook, branch.notebook)
    #expect(
      try main.notebook.showNote(note.description, at: town.now).summary.state == .deleteRequested)
    #expect(try main.notebook.verify().isSound)
    #expect(try branch.notebook.verify().isSound)
  }
}
