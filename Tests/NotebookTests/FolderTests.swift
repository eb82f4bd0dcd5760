import CaseFile
import Envelope
import Foundation
import GRDB
import Replication
import Testing

@testable import Notebook
@testable import Replica
@testable import Store

@Suite("One folder: what it costs, who shares it, where it comes back from")
struct FolderTests {
  /// SQL statements that `body` runs on the notebook's ledger.
  private func statements(_ notebook: WorkerSession, _ body: () throws -> Void) throws -> Int {
    var count = 0
    notebook.ledger.queue.writeWithoutTransaction { database in
      database.trace { _ in count += 1 }
    }
    try body()
    notebook.ledger.queue.writeWithoutTransaction { $0.trace(nil) }
    return count
  }

  @Test("Writing and reading one note costs the same in a small folder and in a large one")
  func cost() throws {
    let town = Town(seed: 100)
    let prison = try town.office("Permanence", worker: "Inès")
    let housing = try town.office("Maison", worker: "Marc")
    try town.pair(prison, housing)
    let file = try prison.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    _ = try prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits]), for: file.description, zone: 0, at: town.now)
    func measure() throws -> [Int] {
      let note = try town.write(prison, file, .droits, "Pour mesurer.")
      return [
        try statements(prison.notebook) { try town.write(prison, file, .droits, "Mesurée.") },
        try statements(prison.notebook) {
          _ = try prison.notebook.showNote(note.description, at: town.now)
        },
        try statements(prison.notebook) {
          _ = try prison.notebook.editNote(
            note.description,
            NoteRevision(kind: nil, title: "T", happened: nil, text: nil), zone: 0, at: town.now)
        },
      ]
    }
    for number in 0..<20 { try town.write(prison, file, .droits, "\(number)") }
    let small = try measure()
    for number in 0..<400 { try town.write(prison, file, .droits, "\(number)") }
    let large = try measure()
    #expect(small.allSatisfy { $0 > 0 })
    #expect(small == large)
  }

  @Test("Two notebooks open on one folder write in turn; no sequence is used twice")
  func twoInstances() throws {
    let town = Town(seed: 101)
    let office = try town.office("Maison", worker: "Marc")
    let other = try town.open(office.folder, worker: "Marc", operator: office.operator)
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    try other.notebook.replica.refresh()
    let note = try town.write(office, file, .projet, "0")
    for number in 1...12 {
      let hand = number % 2 == 0 ? office : other
      try hand.notebook.replica.refresh()
      _ = try hand.notebook.editNote(
        note.description,
        NoteRevision(kind: nil, title: nil, happened: nil, text: "\(number)"), zone: 0,
        at: town.now)
      try town.write(hand, file, .projet, "note \(number)")
    }
    let changes = try office.notebook.ledger.read { try $0.changes(of: note) }
    #expect(changes.map(\.header.sequence) == Array(1...13))
    #expect(try office.notebook.ledger.read { try $0.equivocations() }.isEmpty)
    for hand in [office, other] {
      try hand.notebook.replica.refresh()
      #expect(try hand.notebook.showNote(note.description, at: town.now).text == "12")
      #expect(try town.texts(hand, file.description).count == 13)
      #expect(try hand.notebook.verify().isSound)
    }
  }

  @Test("Two notebooks open on one folder: a withdrawal by the one stops what the other writes")
  func twoInstancesWithdraw() throws {
    let two = try TwoServices(102)
    let town = two.town
    let other = try town.open(two.prison.folder, worker: "Inès", operator: two.prison.operator)
    let consent = try two.give([.droits], past: .all)
    try two.meet()
    try other.notebook.replica.refresh()
    try town.write(other, two.file, .droits, "Partagée.")
    try two.meet()
    #expect(try two.reads(two.housing) == ["Partagée."])
    try two.withdraw(consent)
    try other.notebook.replica.refresh()
    try town.write(other, two.file, .droits, "Gardée.")
    try two.meet()
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
  }

  // MARK: Restore

  /// The office opened anew from a copy of its folder; the notebooks opened before are of no use any more.
  private func restore(_ town: Town, _ office: Office, from copy: String, worker: String) throws
    -> Office
  {
    try FileManager.default.removeItem(atPath: office.folder)
    try FileManager.default.copyItem(atPath: copy, toPath: office.folder)
    return try town.open(office.folder, worker: worker)
  }

  private func backup(_ town: Town, _ office: Office) throws -> String {
    let copy = town.folder()
    try FileManager.default.copyItem(atPath: office.folder, toPath: copy)
    return copy
  }

  @Test(
    "A node restored from an old copy gets back from its sister what it had written since",
    arguments: [0, 1, 5])
  func restored(after: Int) throws {
    let town = Town(seed: UInt64(103 + after))
    let main = try town.office("Maison", worker: "Marc")
    let branch = try town.branch(of: main, worker: "Lila")
    let file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    try town.write(main, file, .projet, "Avant la copie.")
    try town.exchange(main.notebook, branch.notebook)
    let copy = try backup(town, main)
    var expected: Set = ["Avant la copie."]
    for text in ["Après, un.", "Après, deux."] {
      try town.write(main, file, .projet, text)
      expected.insert(text)
    }
    try town.write(branch, file, .projet, "De la sœur.")
    expected.insert("De la sœur.")
    try town.exchange(main.notebook, branch.notebook)
    let again = try restore(town, main, from: copy, worker: "Marc")
    // What is written before the sister is heard again takes places of the feed that were taken already.
    for number in 0..<after {
      try town.write(again, file, .projet, "Après le retour, \(number).")
      expected.insert("Après le retour, \(number).")
    }
    for _ in 0..<4 { try town.exchange(again.notebook, branch.notebook) }
    let (summary, _) = try town.exchange(again.notebook, branch.notebook)
    #expect(summary.rootsEqual == true)
    #expect(Set(try town.texts(branch, file.description)) == expected)
    #expect(Set(try town.texts(again, file.description)) == expected)
    #expect(try again.notebook.verify().isSound)
    #expect(try branch.notebook.verify().isSound)
  }

  @Test("A node restored from before a withdrawal learns of it again before it sends anything")
  func forgottenWithdrawal() throws {
    let two = try TwoServices(109)
    let town = two.town
    let consent = try two.give([.droits], past: .all)
    try town.write(two.prison, two.file, .droits, "Partagée.")
    try two.meet()
    let copy = try backup(town, two.prison)
    try two.withdraw(consent)
    try two.meet()
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
    let again = try restore(town, two.prison, from: copy, worker: "Inès")
    try town.write(again, two.file, .droits, "Écrit sans se souvenir.")
    for _ in 0..<4 { try town.exchange(again.notebook, two.housing.notebook) }
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
    let listed = try again.notebook.listConsents(two.file.description, at: town.now)
    #expect(listed.map(\.status) == [.withdrawn])
    let (summary, _) = try town.exchange(again.notebook, two.housing.notebook)
    #expect(summary.rootsEqual == true)
  }
}
