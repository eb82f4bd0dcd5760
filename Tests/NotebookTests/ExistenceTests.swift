import CaseFile
import Envelope
import Replication
import Testing

@testable import Notebook
@testable import Replica

@Suite("The existence of a case file")
struct ExistenceTests {
  /// What one run put on the wire, frame by frame, and what the peer was shown.
  private struct Transcript: Equatable {
    var frames: [[UInt8]]
    var sender: [Bool]
    var shown: [String]
  }

  /// The same story, with case files that the housing service was never told of, or without.
  ///
  /// Every use case draws from a stream of its own, named by its place in the story, so that what one draws shifts
  /// nothing for the next: what is left to differ is what the notebook says.
  private func run(secret: Bool) throws -> Transcript {
    let town = Town(seed: 40)
    let prison = try town.office("Permanence", worker: "Inès")
    let housing = try town.office("Maison", worker: "Marc")
    let clinic = try town.office("Clinique", worker: "Odile")
    try town.pair(prison, housing)
    try town.pair(prison, clinic)
    town.frames = []
    func scene(_ number: UInt64, _ office: Office) -> WorkerSession {
      office.notebook.chance = Seed(number &* 1_000_003).chance
      return office.notebook
    }
    func meet(_ number: UInt64) throws {
      _ = scene(number, housing)
      try town.exchange(scene(number + 500, prison), housing.notebook)
    }
    func only(_ body: () throws -> Void) throws {
      guard secret else { return }
      let frames = town.frames
      let now = town.now
      try body()
      (town.frames, town.now) = (frames, now)
    }

    var hidden: [CaseID] = []
    try only {
      let file = try scene(1, prison).openCase(
        name: "Jamais dite", born: nil, zone: 0, at: town.now)
      hidden.append(file)
      for number in 0..<7 { try town.write(prison, file, .droits, "Secret \(number)") }
    }
    try meet(2)
    let file = try scene(3, prison).openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let given = try scene(4, prison).giveConsent(
      try town.terms(to: "Maison", [.droits], past: .all), for: file.description, zone: 0,
      at: town.now)
    _ = scene(5, prison)
    try town.write(prison, file, .droits, "Pour la Maison.")
    try only {
      let other = try scene(6, prison).openCase(name: "Autre", born: nil, zone: 0, at: town.now)
      hidden.append(other)
      _ = try prison.notebook.giveConsent(
        try town.terms(to: "Clinique", [.droits, .sante], past: .all), for: other.description,
        zone: 0, at: town.now)
      _ = try prison.notebook.giveConsent(
        try town.terms(to: "Maison", [.droits], effective: .release), for: other.description,
        zone: 0, at: town.now)
      // Beside what is planned there, which stays.
      _ = try prison.notebook.refuseConsent(
        for: other.description, to: "Maison", beside: .keep, at: town.now)
      try town.write(prison, other, .sante, "Pour la clinique.")
      try town.exchange(prison.notebook, clinic.notebook)
    }
    try meet(7)
    try only {
      for file in hidden { try town.write(prison, file, .logement, "Encore.") }
    }
    _ = scene(8, prison)
    try town.write(prison, file, .droits, "Encore pour la Maison.")
    try meet(9)
    town.tickOne()
    _ = try scene(10, prison).withdraw(given.consent.description, volets: nil, at: town.now)
    try meet(11)
    try meet(12)
    let shown = try housing.notebook.replica.status().map {
      "\($0.sent) \($0.received) \($0.pending)"
    }
    return Transcript(
      frames: town.frames.map(\.bytes), sender: town.frames.map { $0.from == prison.notebook.node },
      shown: shown)
  }

  // Never 1
  @Test("Nothing on the wire differs by a byte when case files without consent are added")
  func transcripts() throws {
    let without = try run(secret: false)
    let with = try run(secret: true)
    #expect(without.frames.count > 20)
    #expect(without == with)
    let again = try run(secret: false)
    #expect(without == again)
  }

  // Never 1
  @Test("A prober learns nothing from searching, listing or naming what was not shared")
  func probing() throws {
    let town = Town(seed: 41)
    let prison = try town.office("Permanence", worker: "Inès")
    let housing = try town.office("Maison", worker: "Marc")
    try town.pair(prison, housing)
    let file = try prison.notebook.openCase(name: "Anouk", born: nil, zone: 0, at: town.now)
    let note = try town.write(prison, file, .droits, "Rien ne sort.")
    let (summary, _) = try town.exchange(prison.notebook, housing.notebook)
    #expect(summary.sent == 0)
    #expect(try housing.notebook.search("Anouk", at: town.now).isEmpty)
    #expect(try housing.notebook.listReceived(at: town.now).isEmpty)
    #expect(throws: NotebookError.self) {
      try housing.notebook.showNote(note.description, at: town.now)
    }
    #expect(throws: NotebookError.self) {
      try housing.notebook.listNotes(file.description, at: town.now)
    }
    let theirs = try Picture(housing.notebook)
    #expect(theirs.changes.isEmpty)
    #expect(theirs.parked == 0)
  }
}
