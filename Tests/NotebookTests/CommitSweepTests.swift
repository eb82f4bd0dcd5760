import CaseFile
import Envelope
import Replication
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("A disk that refuses the nth commit, for every n")
struct CommitSweepTests {
  /// Refuses each commit of `act` in turn. After a failure the ledger is as before that commit; the last attempt,
  /// with a sound disk, is what counts.
  private func sweep<T>(
    _ disk: Disk, _ notebook: WorkerSession, _ act: () throws -> T
  ) throws -> T {
    for number in 0..<50 {
      let before = try Picture(notebook)
      disk.fail(after: number)
      do {
        let result = try act()
        disk.heal()
        #expect(number > 0, "it commits nothing")
        return result
      } catch {
        #expect(
          error is StoreError || error is NotebookError || error is ReplicaError,
          "an untyped error: \(error)")
        if number == 0 { #expect(try Picture(notebook) == before) }
      }
    }
    throw StoreError.inputOutput
  }

  @Test("Every use case fails whole, and works when it is tried again")
  func useCases() throws {
    let town = Town(seed: 50)
    let disk = Disk()
    let prison = try town.office("Permanence", worker: "Inès", gate: disk.gate)
    let housing = try town.office("Maison", worker: "Marc")
    try town.pair(prison, housing)
    let own = prison.notebook
    let file = try sweep(disk, own) {
      try own.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    }
    let note = try sweep(disk, own) { try town.write(prison, file, .droits, "Un.") }
    _ = try sweep(disk, own) {
      try own.editNote(
        note.description, NoteRevision(kind: nil, title: "T", happened: nil, text: "Un, revu."),
        zone: 0, at: town.now)
    }
    let consent = try sweep(disk, own) {
      try own.giveConsent(
        try town.terms(to: "Maison", [.droits], past: .all), for: file.description, zone: 0,
        at: town.now)
    }
    try town.exchange(own, housing.notebook)
    let share = try #require(try housing.notebook.listReceived(at: town.now).first?.share)
    #expect(try town.texts(housing, share.description) == ["Un, revu."])
    _ = try sweep(disk, own) {
      try own.withdraw(consent.consent.description, volets: nil, at: town.now)
    }
    let rotated = try sweep(disk, own) { try town.write(prison, file, .droits, "Deux.") }
    _ = try sweep(disk, own) { try own.deleteNote(rotated.description, zone: 0, at: town.now) }
    let erased = try town.write(prison, file, .droits, "Trois.")
    _ = try sweep(disk, own) { try own.eraseNote(erased.description, at: town.now) }
    _ = try sweep(disk, own) {
      try own.release(
        file.description, on: try CalendarDate(parsingDay: "2026-11-22"), begins: town.now,
        at: town.now)
    }
    let (summary, _) = try town.exchange(own, housing.notebook)
    #expect(summary.rootsEqual == true)
    #expect(try town.texts(prison, file.description) == ["Un, revu."])
    #expect(try housing.notebook.listReceived(at: town.now).isEmpty)
    #expect(try own.listCases().count == 1)
    #expect(try own.listConsents(file.description, at: town.now).count == 1)
    #expect(try own.verify().isSound)
    #expect(try housing.notebook.verify().isSound)
  }

  @Test(
    "An exchange that meets a failing disk loses nothing on either side", arguments: [true, false])
  func exchanges(dialling: Bool) throws {
    let town = Town(seed: dialling ? 51 : 52)
    let disk = Disk()
    let prison = try town.office("Permanence", worker: "Inès", gate: disk.gate)
    let housing = try town.office("Maison", worker: "Marc")
    try town.pair(prison, housing)
    let file = try prison.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    _ = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.logement], bothWays: true), for: file.description, zone: 0,
      at: town.now)
    try town.exchange(prison.notebook, housing.notebook)
    let theirs = try housing.notebook.openCase(name: "Anouk", born: nil, zone: 0, at: town.now)
    let share = try #require(try housing.notebook.listReceived(at: town.now).first?.share)
    _ = try housing.notebook.link(
      share.description, to: theirs.description, samePerson: true, at: town.now)
    let (left, right) =
      dialling ? (prison.notebook, housing.notebook) : (housing.notebook, prison.notebook)
    var ours: [String] = []
    var back: [String] = []
    var number = 0
    while true {
      ours.append("Permanence \(number)")
      back.append("Maison \(number)")
      try town.write(prison, file, .logement, ours[number])
      try town.write(housing, theirs, .logement, back[number])
      disk.fail(after: number)
      let trip = try town.travel(left, right, over: .whole)
      disk.heal()
      if trip.failure == nil { break }
      #expect(trip.failure is StoreError)
      number += 1
      try #require(number < 60)
    }
    #expect(number > 5)
    let trip = try town.travel(left, right, over: .whole)
    #expect(trip.dialler.rootsEqual == true)
    #expect(trip.refusals.isEmpty)
    #expect(try town.texts(housing, share.description) == ours)
    let answer = try #require(try prison.notebook.listReceived(at: town.now).first?.share)
    #expect(try town.texts(prison, answer.description) == back)
    #expect(try prison.notebook.verify().isSound)
    #expect(try housing.notebook.verify().isSound)
  }

  @Test("A withdrawal whose arrival meets a failing disk is obeyed at the next exchange")
  func withdrawalArrives() throws {
    let town = Town(seed: 53)
    let disk = Disk()
    let prison = try town.office("Permanence", worker: "Inès")
    let housing = try town.office("Maison", worker: "Marc", gate: disk.gate)
    try town.pair(prison, housing)
    let file = try prison.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    var number = 0
    while true {
      let given = try prison.notebook.giveConsent(
        try town.terms(to: "Maison", [.droits], past: .all), for: file.description, zone: 0,
        at: town.now)
      try town.write(prison, file, .droits, "Mot \(number)")
      try town.exchange(prison.notebook, housing.notebook)
      let share = try #require(try housing.notebook.listReceived(at: town.now).first?.share)
      #expect(try town.texts(housing, share.description).count == number + 1)
      town.tickOne()
      _ = try prison.notebook.withdraw(given.consent.description, volets: nil, at: town.now)
      disk.fail(after: number)
      let trip = try town.travel(prison.notebook, housing.notebook, over: .whole)
      disk.heal()
      let (summary, _) = try town.exchange(prison.notebook, housing.notebook)
      #expect(summary.rootsEqual == true)
      #expect(try housing.notebook.listReceived(at: town.now).isEmpty)
      #expect(try Picture(housing.notebook).changes.isEmpty)
      if trip.failure == nil { break }
      number += 1
      try #require(number < 60)
    }
    #expect(number > 2)
    #expect(try prison.notebook.verify().isSound)
    #expect(try housing.notebook.verify().isSound)
  }
}
