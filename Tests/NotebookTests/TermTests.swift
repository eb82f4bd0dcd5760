import CaseFile
import Envelope
import Testing

@testable import Notebook
@testable import Replica

@Suite("Who works here for a time", .timeLimit(.minutes(10)))
struct TermTests {
  private static let day: Int64 = 86_400_000

  private func fails(_ body: () throws -> Void) -> NotebookError? {
    do {
      try body()
    } catch let error as NotebookError {
      return error
    } catch {
      Issue.record("\(error)")
    }
    return nil
  }

  private func after(_ days: Int64, _ town: Town) -> Instant {
    Instant(milliseconds: town.now.milliseconds + days * Self.day)
  }

  /// Marc's service, and Nadia, a trainee there on a node of her own, for 300 days.
  private struct Stage {
    let town: Town
    let marc: Office
    let nadia: Office

    init(_ seed: UInt64) throws {
      town = Town(seed: seed)
      marc = try town.office("Maison", worker: "Marc")
      nadia = try town.branch(of: marc, worker: "Nadia", role: .stagiaire)
    }
  }

  @Test(
    "A trainee and a volunteer are enrolled for a time, a year at most, and the others need not")
  func required() throws {
    let town = Town(seed: 9101)
    let office = try town.office("Maison", worker: "Marc")
    func add(_ name: String, _ role: Role, _ until: Instant?) throws {
      town.tickOne()
      _ = try office.operator.addWorker(
        name: name, role: role, passphrase: Town.passphrase, until: until, at: town.now)
    }
    for role in [Role.stagiaire, .benevole] {
      let missing = fails { try add("Awa", role, nil) }
      if case .termMissing(role)? = missing {} else { Issue.record("\(missing as Any)") }
    }
    for days in [Int64(-1), 0, 369] {
      let refused = fails { try add("Awa", .stagiaire, after(days, town)) }
      if case .termOutOfRange(366)? = refused {} else { Issue.record("\(days): \(refused as Any)") }
    }
    let end = after(366, town)
    try add("Awa", .stagiaire, end)
    try add("Léa", .intervenant, nil)
    try add("Zoé", .juriste, end)
    let told = try office.operator.workers().map { "\($0.name) \($0.until == end)" }
    #expect(told == ["Awa true", "Léa false", "Marc false", "Zoé true"])
  }

  @Test(
    "After her last day she comes in no more, and what she wrote is there; further away, she does")
  func door() throws {
    let stage = try Stage(9102)
    let (town, nadia) = (stage.town, stage.nadia)
    let file = try stage.marc.notebook.openCase(name: "Ada", born: nil, zone: 0, at: town.now)
    try town.exchange(stage.marc.notebook, nadia.notebook)
    let end = try #require(
      try nadia.operator.workers().first { $0.name == "Nadia" }?.until)
    let before = Instant(milliseconds: end.milliseconds - 1)
    try nadia.notebook.checkTerm(at: before)
    let over = fails { try nadia.notebook.checkTerm(at: end) }
    if case .termOver("Nadia", .stagiaire, end)? = over {} else { Issue.record("\(over as Any)") }
    // Nothing else asks: what she began she finishes, and colleagues read it.
    town.now = Instant(milliseconds: end.milliseconds + 5 * Self.day)
    let note = try town.write(nadia, file, .projet, "Écrit le dernier soir.")
    try town.exchange(stage.marc.notebook, nadia.notebook)
    let read = try stage.marc.notebook.showNote(note.description, at: town.now)
    #expect(read.text == "Écrit le dernier soir.")
    _ = try nadia.operator.extendWorker(
      name: "nadia", until: after(30, town), at: town.now)
    try nadia.notebook.replica.refresh()
    try nadia.notebook.checkTerm(at: town.now)
  }

  @Test("A doubted clock lets nobody in past her last day, her own word neither, nor one put back")
  func stricter() throws {
    let stage = try Stage(9105)
    let (town, nadia) = (stage.town, stage.nadia)
    func refused(at moment: Instant) throws -> Bool? {
      try nadia.notebook.replica.refresh()
      switch fails({ try nadia.notebook.checkTerm(at: moment) }) {
      case nil: return nil
      case .termOver?: return true
      case .termOverByClock?: return false
      case let other?:
        Issue.record("\(other)")
        return nil
      }
    }
    _ = try nadia.operator.checkClock(at: town.now, confirmed: true)
    // Thirty-one days without a command: before her last day she comes in, after it she does not.
    #expect(try refused(at: after(299, town)) == nil)
    #expect(try refused(at: after(301, town)) == false)
    // Set back, it was seen all the same; and what she says of it is not asked, nor what another trainee says.
    #expect(try refused(at: town.now) == false)
    #expect(try nadia.notebook.checkClock(at: town.now, confirmed: true) == .plausible)
    #expect(try refused(at: town.now) == false)
    // An operator says that it is right, and she comes in; once it is right and her day is over, nobody asks her to wait.
    #expect(try nadia.operator.checkClock(at: town.now, confirmed: true) == .plausible)
    #expect(try refused(at: town.now) == nil)
    #expect(try nadia.operator.checkClock(at: after(301, town), confirmed: true) == .plausible)
    #expect(try refused(at: after(301, town)) == true)
  }

  @Test(
    "Whoever is here for a time sets a clock right for everything but a last day; a colleague does for that too"
  )
  func vouching() throws {
    let town = Town(seed: 9106)
    let marc = try town.office("Maison", worker: "Marc")
    let end = after(10, town)
    town.tickOne()
    func colleague(_ name: String, _ role: Role, _ until: Instant) throws -> WorkerSession {
      _ = try marc.operator.addWorker(
        name: name, role: role, passphrase: Town.passphrase, until: until, at: town.now)
      try marc.notebook.replica.refresh()
      try marc.notebook.admitAdded(name, at: town.now)
      return try town.open(marc.folder, worker: name).notebook
    }
    let awa = try colleague("Awa", .stagiaire, end)
    let zoe = try colleague("Zoé", .juriste, after(300, town))
    func isShut() throws -> Bool {
      if case .termOverByClock? = fails({ try awa.checkTerm(at: town.now) }) { true } else { false }
    }
    _ = try marc.notebook.checkClock(at: town.now, confirmed: true)
    #expect(try !isShut())
    // Twenty days ahead is no leap that anybody asks about.
    #expect(try marc.notebook.checkClock(at: after(20, town)) == .plausible)
    #expect(try isShut())
    #expect(try zoe.checkClock(at: town.now, confirmed: true) == .plausible)
    #expect(try isShut())
    #expect(try zoe.checkClock(at: town.now) == .plausible)
    _ = try marc.notebook.checkClock(at: town.now, confirmed: true)
    #expect(try !isShut())
  }

  @Test("What an operator says on one node holds on the others, and ends with the access")
  func everywhere() throws {
    let stage = try Stage(9103)
    let (town, marc, nadia) = (stage.town, stage.marc, stage.nadia)
    let soon = after(10, town)
    _ = try marc.operator.extendWorker(name: "Nadia", until: soon, at: town.now)
    try marc.notebook.replica.refresh()
    try town.exchange(marc.notebook, nadia.notebook)
    let over = fails { try nadia.notebook.checkTerm(at: soon) }
    if case .termOver? = over {} else { Issue.record("\(over as Any)") }
    // It is told from fourteen days before, by whoever reads what there is to do.
    let far = Instant(milliseconds: soon.milliseconds - 14 * Self.day - 1)
    #expect(try marc.notebook.nearTerms(at: far).isEmpty)
    let near = Instant(milliseconds: soon.milliseconds - 14 * Self.day)
    #expect(try marc.notebook.nearTerms(at: near).map(\.isOver) == [false])
    #expect(try marc.operator.nearTerms(at: soon).map(\.isOver) == [true])
    _ = try marc.operator.endWorker(name: "Nadia", at: town.now)
    #expect(try marc.operator.nearTerms(at: soon).isEmpty)
    let ended = fails {
      _ = try marc.operator.extendWorker(name: "Nadia", until: soon, at: town.now)
    }
    if case .workerEnded("Nadia")? = ended {} else { Issue.record("\(ended as Any)") }
  }

  @Test("Only an operator says until when somebody works here")
  func operators() throws {
    let stage = try Stage(9104)
    let refused = fails {
      _ = try stage.marc.notebook.extendWorker(
        name: "Nadia", until: after(10, stage.town), at: stage.town.now)
    }
    if case .operatorOnly? = refused {} else { Issue.record("\(refused as Any)") }
  }
}
