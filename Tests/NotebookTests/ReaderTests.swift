import CaseFile
import Envelope
import Foundation
import Testing

@testable import Notebook
@testable import Replica

@Suite("Whose name stands in the access log")
struct ReaderTests {
  private static let reason = "Elle demande qui a lu sa note."

  /// A service of two devices, and the line of what Awa read on hers.
  private struct Stage {
    let town: Town
    let main: Office
    let branch: Office
    let file: CaseID
    let note: DocumentID
    let line: AccessLineID

    init(_ seed: UInt64, role: Role = .referent) throws {
      town = Town(seed: seed)
      main = try town.office("Permanence", worker: "Inès")
      branch = try town.branch(of: main, worker: "Awa", role: role)
      file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
      note = try town.write(main, file, .droits, "Un mot.")
      _ = try town.exchange(main.notebook, branch.notebook)
      _ = try branch.notebook.showNote(note.description, at: town.now)
      _ = try town.exchange(main.notebook, branch.notebook)
      line = try #require(
        try main.notebook.accessLog(file.description).events.first { $0.worker == "Awa" }?.line)
    }

    func names(_ office: Office) throws -> [AccessLineID: String] {
      try office.notebook.readLog(nil, at: town.now).events.reduce(into: [:]) { found, event in
        if let line = event.line, let name = event.name { found[line] = name }
      }
    }

    func ask() throws -> ReaderAnswer {
      try main.notebook.askReader(line.description, reason: ReaderTests.reason, at: town.now)
    }
  }

  @Test("A line tells what whoever looked was in the service then, and no name")
  func functions() throws {
    let stage = try Stage(2701, role: .juriste)
    let events = try stage.main.notebook.readLog(stage.file.description, at: stage.town.now).events
    let functions = Set(events.map { "\($0.worker) \($0.function)" })
    #expect(functions == ["Inès referent", "Awa juriste"], "\(functions)")
    #expect(events.allSatisfy { $0.name == nil })
  }

  @Test("One asks and a second one agrees: the name is told in that line alone, on every device")
  func decided() throws {
    let stage = try Stage(2702)
    let (main, branch, town) = (stage.main, stage.branch, stage.town)
    let asked = try stage.ask()
    #expect(asked.name == nil && !asked.asked.isDecided && asked.asked.by == "Inès")
    #expect(try stage.names(main) == [:])
    #expect(try stage.ask().isUnchanged)
    _ = try town.exchange(main.notebook, branch.notebook)
    #expect(try stage.names(branch) == [:])
    let waiting = try branch.notebook.readLog(nil, at: town.now).asked
    #expect(waiting.map(\.reason) == [Self.reason])
    let agreed = try branch.notebook.agreeReader(stage.line.description, at: town.now)
    #expect(agreed.name == "Awa" && agreed.asked.agreed?.by == "Awa")
    #expect(try stage.names(branch) == [stage.line: "Awa"])
    _ = try town.exchange(main.notebook, branch.notebook)
    #expect(try stage.names(main) == [stage.line: "Awa"])
    let copy = try main.notebook.exportCase(stage.file.description, withLog: true, at: town.now)
    #expect(copy.log?.events.compactMap(\.name) == ["Awa"])
    let acts = try main.notebook.accessLog(stage.file.description).events.filter {
      $0.action.hasPrefix("reader")
    }
    #expect(acts.map(\.action).sorted() == ["readerAgreed", "readerAsked"])
    #expect(try branch.notebook.agreeReader(stage.line.description, at: town.now).isUnchanged)
  }

  @Test("Whoever asked is no second one, on another device of theirs either")
  func alone() throws {
    let stage = try Stage(2703)
    let (main, branch, town) = (stage.main, stage.branch, stage.town)
    _ = try stage.ask()
    do {
      _ = try main.notebook.agreeReader(stage.line.description, at: town.now)
      Issue.record("agreed to what she asked herself")
    } catch NotebookError.ownReaderRequest {
    }
    _ = try branch.operator.addWorker(
      name: "Inès", role: .referent, passphrase: Town.passphrase,
      code: try main.notebook.deviceCode(), at: town.now)
    _ = try town.exchange(branch.operator, main.notebook)
    _ = try main.notebook.admitAdded("Inès", at: town.now)
    _ = try town.exchange(main.notebook, branch.operator)
    let there = try town.open(branch.folder, worker: "Inès")
    let asked = try #require(try there.notebook.readLog(nil, at: town.now).asked.first)
    // Whatever her program does.
    try agree(to: asked, stage, by: there)
    #expect(try stage.names(there) == [:])
  }

  /// An agreement as a program without a door writes it.
  private func agree(to asked: ReaderAsked, _ stage: Stage, by office: Office) throws {
    try office.notebook.write(at: stage.town.now) { ledger in
      try office.notebook.recordAgreement(to: asked, into: ledger, at: stage.town.now)
    }
  }

  @Test("A role that does not decide it agrees to nothing, whatever its program does")
  func roles() throws {
    let stage = try Stage(2704, role: .intervenant)
    let (main, branch, town) = (stage.main, stage.branch, stage.town)
    let asked = try stage.ask().asked
    _ = try town.exchange(main.notebook, branch.notebook)
    do {
      _ = try branch.notebook.agreeReader(stage.line.description, at: town.now)
      Issue.record("agreed though it is for others")
    } catch NotebookError.readerForOthers {
    }
    try agree(to: asked, stage, by: branch)
    #expect(try stage.names(branch) == [:])
    _ = try town.exchange(main.notebook, branch.notebook)
    #expect(try stage.names(main) == [:])
  }

  @Test("No name is asked for without a reason, nor of a line of no case file")
  func refused() throws {
    let stage = try Stage(2705)
    let (notebook, town) = (stage.main.notebook, stage.town)
    do {
      _ = try notebook.askReader(stage.line.description, reason: "  ", at: town.now)
      Issue.record("asked without a reason")
    } catch NotebookError.rule(.empty(.readerReason)) {
    }
    _ = try notebook.search("kangourou", at: town.now)
    #expect(
      try notebook.accessLog(nil).events.filter { $0.caseFile == nil }.allSatisfy { $0.line == nil }
    )
    do {
      _ = try notebook.askReader("07070707", reason: Self.reason, at: town.now)
      Issue.record("asked of no line")
    } catch NotebookError.unknownLine {
    }
  }

  // Never 22
  @Test("Reading the log leaves a line of it, that of a case file one of that case file")
  func readings() throws {
    let stage = try Stage(2706)
    func readings(_ file: CaseID?) throws -> Int {
      try stage.main.notebook.accessLog(file?.description).events.count { $0.action == "logRead" }
    }
    _ = try stage.main.notebook.readLog(nil, at: stage.town.now)
    #expect(try readings(nil) == 1 && readings(stage.file) == 0)
    _ = try stage.main.notebook.readLog(stage.file.description, at: stage.town.now)
    #expect(try readings(stage.file) == 1)
    for withLog in [false, true] {
      _ = try stage.main.notebook.exportCase(
        stage.file.description, withLog: withLog, at: stage.town.now)
    }
    #expect(try readings(stage.file) == 2)
  }

  /// A colleague on the device of whoever asks, let in by her.
  private func colleague(_ name: String, _ role: Role, _ stage: Stage) throws -> Office {
    let (main, town) = (stage.main, stage.town)
    town.tickOne()
    _ = try main.operator.addWorker(
      name: name, role: role, passphrase: Town.passphrase, at: town.now)
    try main.notebook.replica.refresh()
    try main.notebook.admitAdded(name, at: town.now)
    return try town.open(main.folder, worker: name)
  }

  @Test(
    "Who reads no records and was let in by whoever asks is no second voice for her, and is one for others"
  )
  func letIn() throws {
    let stage = try Stage(2707)
    let (main, branch, town) = (stage.main, stage.branch, stage.town)
    let dana = try colleague("Dana", .dpo, stage)
    try agree(to: try stage.ask().asked, stage, by: dana)
    try main.notebook.replica.refresh()
    #expect(try stage.names(main) == [:])
    _ = try town.exchange(main.notebook, branch.notebook)
    _ = try branch.notebook.askReader(
      stage.line.description, reason: "Elle le redemande.", at: town.now)
    _ = try town.exchange(main.notebook, branch.notebook)
    let other = try #require(
      try main.notebook.readLog(nil, at: town.now).asked.first { $0.by == "Awa" })
    try dana.notebook.replica.refresh()
    try agree(to: other, stage, by: dana)
    try main.notebook.replica.refresh()
    #expect(try stage.names(main) == [stage.line: "Awa"])
  }

  @Test(
    "Who asked and why is read by the two who decide and by whoever is named; others read a function"
  )
  func asking() throws {
    let stage = try Stage(2708)
    let (main, branch, town) = (stage.main, stage.branch, stage.town)
    let others = [
      try colleague("Léa", .intervenant, stage), try colleague("Zoé", .referent, stage),
    ]
    _ = try stage.ask()
    func asked(_ office: Office) throws -> ReaderAsked {
      try office.notebook.replica.refresh()
      return try #require(try office.notebook.readLog(nil, at: town.now).asked.first)
    }
    // While it is open, whoever may be the second reads what there is to decide.
    let open = try others.map(asked)
    #expect(open.map(\.by) == [nil, "Inès"] && open.map(\.reason) == [nil, Self.reason])
    #expect(open.map(\.function) == ["referent", "referent"])
    _ = try town.exchange(main.notebook, branch.notebook)
    _ = try branch.notebook.agreeReader(stage.line.description, at: town.now)
    _ = try town.exchange(main.notebook, branch.notebook)
    for office in others {
      let told = try asked(office)
      #expect(told.isDecided && told.by == nil && told.reason == nil && told.agreed?.by == nil)
      let again = try office.notebook.askReader(
        stage.line.description, reason: "Pour voir.", at: town.now)
      #expect(again.isUnchanged && again.asked.by == nil && again.asked.reason == nil)
    }
    for office in [main, branch] {
      let told = try asked(office)
      #expect(told.by == "Inès" && told.reason == Self.reason && told.agreed?.by == "Awa")
    }
  }
}
