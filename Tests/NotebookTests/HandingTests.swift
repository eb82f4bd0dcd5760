import CaseFile
import Envelope
import Testing

@testable import Notebook

@Suite("What becomes of the papers of the person")
struct HandingTests {
  @Test("Each paper is recorded on every device; what is kept here is what was last said of it")
  func kept() throws {
    let town = Town(seed: 2801)
    let main = try town.office("Permanence", worker: "Inès")
    let branch = try town.branch(of: main, worker: "Awa", role: .referent)
    let rive = try town.office("Rive", worker: "Omar")
    try town.pair(main, rive)
    let file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let consent = try main.notebook.giveConsent(
      town.terms(to: "Rive", [.projet]), for: file.description, zone: 0, at: town.now
    ).consent
    func record(_ paper: HandedPaper, _ how: String, inside: Bool = false) throws {
      try main.notebook.recordHanding(
        of: paper, in: file, how: how, isForInside: inside, at: town.now)
      town.now.milliseconds += 1000
    }
    try record(.copy, "garde_ici")
    try record(.receipt(consent), "garde_ici", inside: true)
    _ = try town.exchange(main.notebook, branch.notebook)
    let there = try branch.notebook.papersKept(in: file)
    #expect(there.map(\.paper) == [.copy, .receipt(consent)])
    #expect(there.map(\.isForInside) == [false, true] && there.allSatisfy { $0.by == "Inès" })
    try record(.copy, "avec_elle")
    try record(.receipt(consent), "lu_seulement")
    #expect(try main.notebook.papersKept(in: file).isEmpty)
    let copy = try main.notebook.exportCase(file.description, withLog: false, at: town.now)
    #expect(copy.handings.map(\.how) == ["garde_ici", "garde_ici", "avec_elle", "lu_seulement"])
    // The consent is none the wiser.
    #expect(
      try main.notebook.listConsents(file.description, at: town.now).map(\.status) == [.given])
    _ = try town.exchange(main.notebook, rive.notebook)
    #expect(throws: NotebookError.self) { try record(.copy, "perdu") }
    #expect(
      try main.notebook.exportCase(file.description, withLog: false, at: town.now).handings.count
        == 4)
  }

  @Test(
    "The log tells a copy that is kept in a prison from a whole one, and no volet that is not in it"
  )
  func loggedInside() throws {
    let town = Town(seed: 2802)
    let office = try town.office("Permanence", worker: "Inès")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    for isForInside in [true, false] {
      town.tickOne()
      _ = try office.notebook.exportCase(
        file.description, withLog: false, isForInside: isForInside, at: town.now)
    }
    let copies = try office.notebook.accessLog(file.description, at: town.now).events.filter {
      $0.action.hasPrefix("export")
    }
    #expect(copies.map(\.action) == ["exportedInside", "export"])
    let told = try #require(copies.first).volets
    #expect(told.contains("projet"))
    #expect(told.allSatisfy { Volet(code: $0)?.isToldInside == true }, "\(told)")
  }
}
