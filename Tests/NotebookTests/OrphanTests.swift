import CaseFile
import Consent
import Envelope
import Replication
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("What is decided with the person about a note that was meant for others, or came too late")
struct OrphanTests {
  /// The prison withdrew what the housing service answers, offline, while Marc wrote there. Lila works at another node of his
  /// service.
  private struct Stage {
    let two: TwoServices
    let branch: Office
    let own: CaseID
    let note: DocumentID
    let withdrawnAt: Instant
    var town: Town { two.town }
    var marc: Office { two.housing }

    init(_ seed: UInt64, follows: String? = nil) throws {
      two = try TwoServices(seed)
      let town = two.town
      town.tickOne()
      let housing = two.housing.notebook
      own = try housing.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
      if let follows {
        _ = try housing.addRecord(
          RecordDraft(
            .period, in: RecordType.period.usualVolet ?? .projet,
            ["referent": [follows], "status": ["ouvert"]]),
          to: own.description, zone: 0, at: town.now)
      }
      branch = try town.branch(of: two.housing, worker: "Lila", role: .referent)
      let consent = try two.prison.notebook.giveConsent(
        try town.terms(to: "Maison", [.logement], bothWays: true), for: two.file.description,
        zone: 0, at: town.now
      ).consent.description
      try two.meet()
      let share = try #require(try housing.listReceived(at: town.now).first?.share)
      _ = try housing.link(share.description, to: own.description, at: town.now)
      try two.meet()
      try two.withdraw(consent)
      withdrawnAt = town.now
      note = try town.write(two.housing, own, .logement, "Écrite sans savoir.")
      try two.meet()
      try housing.maintain(at: town.now)
      try town.exchange(housing, branch.notebook)
    }

    func orphans(_ office: Office) throws -> [OrphanRecord] {
      try office.notebook.orphans(at: town.now).records
    }

    func marks(_ office: Office) throws -> [RecordSummary.Mark] {
      try #require(
        try office.notebook.listNotes(own.description, at: town.now).first { $0.record == note }
      ).marks
    }

    @discardableResult
    func keep(_ office: Office) throws -> RecordKept {
      town.tickOne()
      return try office.notebook.keepOrphan(
        note.description, agreedOn: try CalendarDate(parsing: "2026-11-26"), at: town.now)
    }

    func meet() throws { try town.exchange(marc.notebook, branch.notebook) }
  }

  // Never 10
  @Test(
    "A note that was written before the news of a withdrawal is kept, told to its service and decided about once"
  )
  func decided() throws {
    let stage = try Stage(920)
    let (town, marc, branch) = (stage.town, stage.marc, stage.branch)
    for office in [marc, branch] {
      let found = try stage.orphans(office)
      #expect(found.map(\.record) == [stage.note] && found.map(\.volet) == [.logement])
      #expect(found.first?.causes.map(\.cause) == [.shareEnded("Permanence")])
      #expect(found.first?.since == stage.withdrawnAt)
      #expect(found.first?.person?.name == "A. V.")
      #expect(try stage.marks(office) == [.orphan])
      #expect(try office.notebook.orphanCounts(at: town.now) == [stage.own: 1])
    }
    let kept = try stage.keep(branch)
    #expect(!kept.isUnchanged && kept.decision.by == "Lila")
    try stage.meet()
    for office in [marc, branch] {
      #expect(try stage.orphans(office).isEmpty && stage.marks(office).isEmpty)
      #expect(try town.texts(office, stage.own.description) == ["Écrite sans savoir."])
      let told = try office.notebook.keepings(of: stage.note.description, .note)
      #expect(told.map(\.by) == ["Lila"])
      #expect(told.map(\.agreedOn?.description) == ["2026-11-26"])
    }
    let again = try stage.keep(marc)
    #expect(again.isUnchanged && again.decision.by == "Lila")
    try stage.two.meet()
    #expect(try stage.two.prison.notebook.ledger.read { try $0.changes(of: stage.note) }.isEmpty)
  }

  // Never 6
  @Test("A note that is kept goes to nobody, whatever is agreed afterwards")
  func stays() throws {
    let stage = try Stage(921)
    let (two, town) = (stage.two, stage.town)
    try stage.keep(stage.marc)
    town.tickOne()
    _ = try stage.marc.notebook.giveConsent(
      try town.terms(to: "Permanence", [.logement], past: .all), for: stage.own.description,
      zone: 0, at: town.now)
    try two.edit(stage.marc, stage.note, "Écrite sans savoir, revue.")
    try town.write(stage.marc, stage.own, .logement, "Nouvelle.")
    let readers = try stage.marc.notebook.readers(of: stage.note, at: town.now)
    #expect(!readers.told.contains("Permanence"))
    #expect(readers.untold.map(\.why) == [.stays])
    #expect(try two.meet().rootsEqual == true)
    #expect(try two.reads(two.prison) == ["Nouvelle."])
    #expect(try two.prison.notebook.ledger.read { try $0.changes(of: stage.note) }.isEmpty)
  }

  // Never 24
  @Test("Kept at one node and erased at the other, it is erased, and whoever decides is told")
  func keptBesideErasure() throws {
    let stage = try Stage(922)
    let (town, marc, branch) = (stage.town, stage.marc, stage.branch)
    try stage.keep(marc)
    _ = try branch.notebook.eraseNote(stage.note.description, at: town.now)
    try stage.meet()
    for office in [marc, branch] {
      #expect(try town.texts(office, stage.own.description).isEmpty)
      let found = try office.notebook.orphans(at: town.now)
      #expect(found.records.isEmpty && found.apart.map(\.record) == [stage.note])
      #expect(found.apart.map(\.keptBy) == ["Marc"] && found.apart.map(\.erasedBy) == ["Lila"])
    }
  }

  @Test("Whoever erases what she knows to be kept decided anew: nothing is told")
  func erasedAfterwards() throws {
    let stage = try Stage(923)
    try stage.keep(stage.marc)
    try stage.meet()
    _ = try stage.branch.notebook.eraseNote(stage.note.description, at: stage.town.now)
    try stage.meet()
    #expect(try stage.marc.notebook.orphans(at: stage.town.now).apart.isEmpty)
  }

  @Test("Kept at two nodes apart, it is one decision, the same at both")
  func keptTwice() throws {
    let stage = try Stage(924)
    try stage.keep(stage.marc)
    try stage.keep(stage.branch)
    try stage.meet()
    let told = try [stage.marc, stage.branch].map {
      try $0.notebook.keepings(of: stage.note.description, .note).map(\.by)
    }
    #expect(told[0] == told[1] && Set(told[0]) == ["Marc", "Lila"])
    #expect(try stage.orphans(stage.marc).isEmpty && stage.orphans(stage.branch).isEmpty)
  }

  @Test(
    "It is for its author, who follows the person and the head of the service, and for nobody else")
  func whose() throws {
    let stage = try Stage(925, follows: "Lila")
    let (town, marc) = (stage.town, stage.marc)
    let nora = try town.branch(of: marc, worker: "Nora", role: .referent)
    let head = try town.branch(of: marc, worker: "Zoé", role: .chefService)
    for office in [nora, head] { try town.exchange(marc.notebook, office.notebook) }
    for office in [marc, stage.branch, head] {
      #expect(try stage.orphans(office).map(\.record) == [stage.note])
    }
    #expect(try stage.orphans(nora).isEmpty && nora.notebook.orphanCounts(at: town.now).isEmpty)
    // She reads it all the same, in the file of her service.
    #expect(try stage.marks(nora) == [.orphan])
    do {
      try stage.keep(nora)
      Issue.record("kept by somebody who does not follow")
    } catch NotebookError.orphanOfOthers {
    }
    try stage.keep(head)
    // His own node has not heard yet.
    #expect(try marc.notebook.orphanCounts(at: town.now) == [stage.own: 1])
  }

  @Test(
    "Nothing was decided before the case file was opened", arguments: ["1900", "2026-11-24"])
  func tooEarly(day: String) throws {
    let stage = try Stage(929)
    do {
      _ = try stage.marc.notebook.keepOrphan(
        stage.note.description, agreedOn: try CalendarDate(parsing: day), at: stage.town.now)
      Issue.record("decided on \(day)")
    } catch NotebookError.agreedTooEarly(_, let opening) {
      #expect(opening.description == "2026-11-26")
    }
    #expect(try stage.orphans(stage.marc).map(\.record) == [stage.note])
  }

  // MARK: Notes of the owner that were not sent

  static let reaches: [(past: String, goes: Bool, isHeardAfter: Bool)] = [
    ("none", false, false), ("none", false, true), ("2026-12-01", false, false),
    ("2026-11-26", true, false), ("2026-11-26", true, true), ("all", true, false),
    ("all", true, true),
  ]

  @Test(
    "What the owner wrote for a share that was taken back waits for a word of the person that covers it",
    arguments: 0..<reaches.count)
  func ofTheOwner(row: Int) throws {
    let (past, goes, isHeardAfter) = Self.reaches[row]
    let two = try TwoServices(930)
    let (town, prison) = (two.town, two.prison.notebook)
    let branch = try two.branch()
    try town.exchange(prison, branch.notebook)
    let consent = try two.give([.droits])
    try town.exchange(prison, branch.notebook)
    try two.meet()
    try town.write(two.prison, two.file, .droits, "Pas partie.")
    try two.withdraw(consent)
    try town.write(branch, two.file, .droits, "Sans savoir.")
    try town.exchange(prison, branch.notebook)
    try two.meet()
    #expect(try two.reads(two.housing).isEmpty)
    #expect(try prison.orphans(at: town.now).records.isEmpty)
    let late = isHeardAfter ? try town.write(branch, two.file, .droits, "Encore.") : nil
    if past == "2026-12-01" { town.now.milliseconds += 14 * 86_400_000 }
    let reach: Past =
      switch past {
      case "none": .none
      case "all": .all
      case _: .since(try CalendarDate(parsing: past))
      }
    _ = try two.give([.droits], past: reach)
    try town.exchange(prison, branch.notebook)
    try prison.maintain(at: town.now)
    try two.meet()
    let words = ["Pas partie.", "Sans savoir."] + (late == nil ? [] : ["Encore."])
    #expect(try Set(two.reads(two.housing)) == (goes ? Set(words) : []))
  }

  @Test("Nothing is decided about a note that is like any other")
  func ordinary() throws {
    let stage = try Stage(926)
    let other = try stage.town.write(stage.marc, stage.own, .projet, "Un mot.")
    do {
      _ = try stage.marc.notebook.keepOrphan(
        other.description, agreedOn: try CalendarDate(parsing: "2026-11-26"), at: stage.town.now)
      Issue.record("kept what nobody is to decide about")
    } catch NotebookError.nothingToDecide {
    }
  }

  // MARK: From somebody whose access had ended

  // Never 11
  @Test("What is kept of an ended worker settles what was there, and nothing that comes later")
  func laterWords() throws {
    let town = Town(seed: 927)
    let main = try town.office("Maison", worker: "Marc")
    let file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let note = try town.write(main, file, .projet, "Un mot.")
    let ended = try ["Lila", "Nora"].map {
      try town.branch(of: main, worker: $0, role: .referent)
    }
    for office in ended { try town.exchange(main.notebook, office.notebook) }
    town.tickOne()
    for name in ["Lila", "Nora"] { _ = try main.operator.endWorker(name: name, at: town.now) }
    func edit(_ office: Office, _ text: String) throws {
      town.tickOne()
      _ = try office.notebook.editNote(
        note.description, NoteRevision(kind: nil, title: nil, happened: nil, text: text), zone: 0,
        at: town.now)
      try town.exchange(office.notebook, main.notebook)
      try main.notebook.replica.refresh()
    }
    func told() throws -> (marks: [RecordSummary.Mark], causes: [OrphanRecord.Cause]) {
      let listed = try main.notebook.listNotes(file.description, at: town.now)
      let shown = try main.notebook.showNote(note.description, at: town.now).summary.marks
      #expect(listed.map(\.marks.first) == [shown.first])
      let orphans = try main.notebook.orphans(at: town.now).records
      return (shown, orphans.flatMap { $0.causes.map(\.cause) })
    }
    try edit(ended[0], "Un mot de Lila.")
    #expect(try told().marks.first == .afterEnd)
    #expect(try told().causes == [.accessEnded("Lila")])
    _ = try main.notebook.keepOrphan(
      note.description, agreedOn: try CalendarDate(parsing: "2026-11-26"), at: town.now)
    #expect(try told().marks.isEmpty && told().causes.isEmpty)
    try edit(ended[1], "Un mot de Nora.")
    #expect(try told().marks.contains(.afterEnd))
    #expect(try told().causes.contains(.accessEnded("Nora")))
  }

  @Test("A note that began with what came late is kept here, and not passed on to another service")
  func notSpread() throws {
    let town = Town(seed: 928)
    let main = try town.office("Maison", worker: "Marc")
    let branch = try town.branch(of: main, worker: "Lila", role: .referent)
    let other = try town.office("Refuge", worker: "Ida")
    try town.pair(main, other)
    let file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let note = try town.write(main, file, .projet, "Un mot.")
    _ = try main.notebook.giveConsent(
      try town.terms(to: "Refuge", [.projet], past: .all), for: file.description, zone: 0,
      at: town.now)
    try town.exchange(main.notebook, other.notebook)
    try town.exchange(main.notebook, branch.notebook)
    town.tickOne()
    _ = try main.operator.endWorker(name: "Lila", at: town.now)
    let late = try town.write(branch, file, .projet, "Écrite ailleurs.")
    try town.exchange(branch.notebook, main.notebook)
    try main.notebook.replica.refresh()
    try town.exchange(main.notebook, other.notebook)
    #expect(try main.notebook.orphans(at: town.now).records.map(\.record) == [late])
    #expect(try other.notebook.ledger.read { try $0.allDocuments() } == [note])
    #expect(try main.notebook.readers(of: late, at: town.now).untold.map(\.why) == [.stays])
  }
}
