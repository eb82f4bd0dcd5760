import CaseFile
import Envelope
import Foundation
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("What nobody can know of a node that was put back is kept", .timeLimit(.minutes(30)))
struct PutBackTests {
  /// A service with two nodes that hold the same, and a copy of the first.
  private struct Two {
    let town: Town
    let main: Office
    let branch: Office
    let file: CaseID
    let copy: String

    init(_ seed: UInt64) throws {
      town = Town(seed: seed)
      main = try town.office("Maison", worker: "Marc")
      branch = try town.branch(of: main, worker: "Lila")
      file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
      try town.write(main, file, .projet, "Avant.")
      for _ in 0..<2 { try town.exchange(main.notebook, branch.notebook) }
      copy = town.folder()
      try FileManager.default.copyItem(atPath: main.folder, toPath: copy)
      town.tickOne()
    }

    func putBack() throws -> Office {
      try FileManager.default.removeItem(atPath: main.folder)
      try FileManager.default.copyItem(atPath: copy, toPath: main.folder)
      return try town.open(main.folder, worker: "Marc")
    }

    func read(_ again: Office) throws {
      for _ in 0..<4 { try town.exchange(again.notebook, branch.notebook) }
      #expect(try again.notebook.replica.status().map(\.rootsEqual) == [true])
    }
  }

  enum Deed: CaseIterable {
    case wrote, looked, enrolled
  }

  @Test(
    "A node of the service that holds what this one did since settles it, once it was read",
    arguments: Deed.allCases)
  func settled(_ deed: Deed) throws {
    let two = try Two(961)
    switch deed {
    case .wrote: try two.town.write(two.main, two.file, .projet, "Depuis.")
    case .looked: _ = try two.town.texts(two.main, two.file.description)
    case .enrolled:
      _ = try two.main.operator.addWorker(
        name: "Jo", role: .intervenant, passphrase: Town.passphrase, at: two.town.now)
    }
    try two.town.exchange(two.main.notebook, two.branch.notebook)
    let again = try two.putBack()
    #expect(try again.notebook.replica.putBacks().map(\.isOpen) == [true])
    try two.read(again)
    #expect(try again.notebook.replica.putBacks().isEmpty)
    #expect(try again.notebook.verify().putBacks.isEmpty)
  }

  @Test(
    "One that knows nothing of it settles nothing, whatever it wrote itself; a worker's word does, and stays"
  )
  func unsettled() throws {
    let two = try Two(962)
    let town = two.town
    try town.write(two.main, two.file, .projet, "Perdue.")
    try town.write(two.branch, two.file, .projet, "D’à côté.")
    let again = try two.putBack()
    let notebook = again.notebook
    try notebook.replica.datePutBacks(at: town.now)
    try two.read(again)
    let open = try #require(try notebook.replica.putBacks().first)
    #expect(open.isOpen && open.noticed == town.now)
    #expect(try #require(open.since) < town.now)
    #expect(throws: NotebookError.self) {
      try again.operator.acknowledgeLosses(at: town.now)
    }
    #expect(try notebook.acknowledgeLosses(at: town.now))
    #expect(try !notebook.acknowledgeLosses(at: town.now))
    let known = try #require(try notebook.replica.putBacks().first)
    #expect(!known.isOpen && known.known?.worker == "Marc")
    #expect(
      try notebook.exportCase(two.file.description, withLog: true, at: town.now).putBacks == [known]
    )
    #expect(try notebook.accessLog(nil).putBacks == [known])
  }
}
