import CaseFile
import Envelope
import Foundation
import Replication
import Store
import Testing

@testable import Notebook

@Suite("What no file tells of an older self, an exchange tells", .timeLimit(.minutes(30)))
struct ForgottenSelfTests {
  /// The bytes of every file of a home, written back into the same files: nothing in the folder tells.
  private struct Moment {
    private let files: [String: Data]

    init(of folder: String) throws {
      files = try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { !$0.hasSuffix("-shm") }
        .reduce(into: [:]) {
          $0[$1] = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $1))
        }
    }

    func putBack(in folder: String) throws {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder)
      where files[name] == nil {
        try FileManager.default.removeItem(atPath: folder + "/" + name)
      }
      for (name, bytes) in files {
        let url = URL(fileURLWithPath: folder + "/" + name)
        if (try? Data(contentsOf: url)) != bytes { try bytes.write(to: url) }
      }
    }
  }

  @Test(
    "Who wrote as much as he forgot is told by the exchange, and both never hold the same before they do",
    arguments: [1, 2, 3])
  func asMuch(rewritten: Int) throws {
    let town = Town(seed: 920)
    var main: Office? = try town.office("Maison", worker: "Marc")
    let branch = try town.branch(of: try #require(main), worker: "Lila")
    let folder: String
    let file: CaseID
    let moment: Moment
    do {
      let office = try #require(main)
      folder = office.folder
      file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
      try town.write(office, file, .projet, "Avant.")
      try town.exchange(office.notebook, branch.notebook)
      moment = try Moment(of: folder)
      for number in 0..<2 { try town.write(office, file, .projet, "Perdue \(number).") }
      try town.exchange(office.notebook, branch.notebook)
    }
    main = nil
    try moment.putBack(in: folder)
    let again = try town.open(folder, worker: "Marc")
    #expect(!again.notebook.beganAnew)
    for number in 0..<rewritten { try town.write(again, file, .projet, "Nouvelle \(number).") }
    var rounds = 0
    repeat {
      rounds += 1
      try town.exchange(again.notebook, branch.notebook)
      guard try again.notebook.status().first?.rootsEqual == true else { continue }
      #expect(
        try Set(town.texts(again, file.description)) == Set(town.texts(branch, file.description)))
    } while rounds < 6
    #expect(try town.texts(again, file.description).count == 3 + rewritten)
    #expect(try again.notebook.restoration()?.cause == .told)
    #expect(try again.notebook.status().map(\.rootsEqual) == [true])
    #expect(try branch.notebook.restoration() == nil)
  }

  @Test(
    "The recipient gives back what the owner of one device forgot, and a withdrawal takes it again")
  func givenBack() throws {
    let two = try TwoServices(921)
    let town = two.town
    let consent = try two.give([.droits], past: .all)
    try town.write(two.prison, two.file, .droits, "Avant.")
    try two.meet()
    let copy = town.folder()
    try FileManager.default.copyItem(atPath: two.prison.folder, toPath: copy)
    let lost = try town.write(two.prison, two.file, .droits, "Perdue.")
    try two.edit(two.prison, lost, "Perdue et retrouvée.")
    try two.meet()
    try FileManager.default.removeItem(atPath: two.prison.folder)
    try FileManager.default.copyItem(atPath: copy, toPath: two.prison.folder)
    let again = try town.open(two.prison.folder, worker: "Inès")
    for _ in 0..<3 { try town.exchange(again.notebook, two.housing.notebook) }
    #expect(
      try Set(town.texts(again, two.file.description)) == ["Avant.", "Perdue et retrouvée."])
    #expect(try again.notebook.status().map(\.rootsEqual) == [true])
    #expect(town.refusals.isEmpty)
    // What came back is the owner's like any other: it is forgotten there with the rest, and nobody differs.
    town.tickOne()
    _ = try again.notebook.withdraw(consent, volets: nil, at: town.now)
    for _ in 0..<2 { try town.exchange(again.notebook, two.housing.notebook) }
    #expect(try two.reads(two.housing).isEmpty)
    #expect(try again.notebook.status().map(\.rootsEqual) == [true])
    #expect(try two.housing.notebook.status().map(\.rootsEqual) == [true])
    #expect(try two.housing.notebook.restoration() == nil)
    #expect(try town.texts(again, two.file.description).count == 2)
  }

  @Test("Nobody is given back what another service wrote, nor what is our own")
  func notTheirs() throws {
    let two = try TwoServices(922)
    let town = two.town
    _ = try two.give([.droits], past: .all)
    try town.write(two.prison, two.file, .droits, "Avant.")
    try two.meet()
    // The recipient begins anew: the owner offers what the consent gives, and asks for nothing of its own.
    try two.housing.notebook.startFeedsAnew()
    for _ in 0..<3 { try two.meet() }
    #expect(town.refusals.isEmpty)
    #expect(try two.reads(two.housing) == ["Avant."])
    let clinic = try town.office("Clinique", worker: "Aude")
    try town.pair(two.housing, clinic)
    try clinic.notebook.startFeedsAnew()
    for _ in 0..<2 { try town.exchange(clinic.notebook, two.housing.notebook) }
    #expect(town.refusals.isEmpty)
    #expect(try clinic.notebook.listReceived(at: town.now).isEmpty)
  }
}
