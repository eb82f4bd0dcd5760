import CaseFile
import Consent
import Envelope
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("What is written late goes to whoever was given the time that it tells of")
struct LateNoteTests {
  private let two: TwoServices
  private var town: Town { two.town }
  private var prison: WorkerSession { two.prison.notebook }

  init() throws { two = try TwoServices(170) }

  private func pass(_ days: Int64) { town.now.milliseconds += days * 86_400_000 }

  private func day(_ text: String?) throws -> CalendarDate? {
    try text.map { try CalendarDate(parsing: $0) }
  }

  @discardableResult
  private func write(
    _ text: String, about happened: String?, in volet: Volet = .droits, by office: Office? = nil
  ) throws -> RecordWritten {
    town.tickOne()
    return try (office ?? two.prison).notebook.addNote(
      NoteDraft(
        volet: volet, kind: "entretien", title: nil, happened: try day(happened), written: nil,
        text: text),
      to: two.file.description, zone: 60, at: town.now)
  }

  private func move(_ note: RecordWritten, to happened: String) throws -> [RecordDoubt] {
    town.tickOne()
    return try prison.editNote(
      note.record.description,
      NoteRevision(kind: nil, title: nil, happened: try day(happened), text: nil), zone: 60,
      at: town.now
    ).doubts
  }

  private func readers(_ written: RecordWritten) throws -> [String] {
    try prison.readers(of: written, at: town.now).told
  }

  /// Where the runs of a volet begin, as days of the calendar; 0 for the first.
  private func beginnings(_ volet: Volet, at office: Office? = nil) throws -> [String] {
    let notebook = (office ?? two.prison).notebook
    return try notebook.read { ledger in
      let own = try notebook.replica.ownView(two.file, ledger)
      let tag = try notebook.tag(of: volet, in: two.file, ledger)
      return own.strata(of: tag).map { own.from(of: $0).milliseconds }.sorted().map {
        $0 == 0 ? "0" : LocalMoment(milliseconds: $0, offset: 0)?.date.description ?? "?"
      }
    }
  }

  @Test(
    "What is of before a consent from now on stays out, however late it is written, and is said to")
  func before() throws {
    _ = try two.give([.droits])
    pass(3)
    let late = try write("D’avant.", about: "2026-11-20")
    let sameDay = try write("Du jour même.", about: "2026-11-26")
    let vague = try write("De ce mois-ci.", about: "2026-11")
    let after = try write("D’après.", about: "2026-11-27")
    let today = try write("D’aujourd’hui.", about: "2026-11-29")
    let toCome = try write("De demain.", about: "2026-11-30")
    let plain = try write("Sans date.", about: nil)
    for written in [late, sameDay, vague] {
      let told = try prison.readers(of: written, at: town.now)
      #expect(told.told.isEmpty)
      let since = try day("2026-11-26")
      #expect(
        told.untold == [UntoldService(service: "Maison", why: .earlierNote, since: since)])
    }
    for written in [after, today, toCome, plain] { #expect(try readers(written) == ["Maison"]) }
    try two.edit(two.prison, late.record, "D’avant, revu.")
    try two.meet()
    #expect(
      try Set(two.reads(two.housing))
        == ["D’après.", "D’aujourd’hui.", "De demain.", "Sans date."])
    let held = try two.housing.notebook.ledger.read { try Set($0.allDocuments()) }
    #expect(held == Set([after, today, toCome, plain].map(\.record)))
  }

  @Test("Whoever was given all of the past gets what is written late about it, of whatever month")
  func allOfIt() throws {
    _ = try two.give([.droits], past: .all)
    pass(40)
    for happened in ["1998", "2026-11-02", "2026-12-09", nil] {
      #expect(try readers(write("De \(happened ?? "ce jour").", about: happened)) == ["Maison"])
    }
    try two.meet()
    #expect(try two.reads(two.housing).count == 4)
  }

  static let told: [(RecordType, Volet, field: String, [String: [String]])] = [
    (.note, .projet, "written", ["kind": ["entretien"], "text": ["Un mot."]]),
    (.request, .projet, "received", ["words": ["Mes papiers."]]),
    (.assessment, .projet, "date", ["needs": ["Un toit."]]),
    (.frameSet, .projet, "date", ["points": ["secret"]]),
    (.contribution, .projet, "date", ["words": ["Je chante."]]),
    (.appointment, .agenda, "when", ["place": ["Mairie"]]),
  ]

  @Test("Each kind says itself when what it tells of took place", arguments: 0..<told.count)
  func kinds(row: Int) throws {
    let (type, volet, field, values) = Self.told[row]
    let hour = type == .appointment ? "T10:30+01:00" : ""
    _ = try two.give([.projet, .agenda])
    pass(3)
    for (date, goes) in [("2026-11-20", false), ("2026-11-28", true)] {
      town.tickOne()
      let made = try prison.addRecord(
        RecordDraft(type, in: volet, values.merging([field: [date + hour]]) { $1 }),
        to: two.file.description, zone: 60, at: town.now)
      #expect(try readers(made) == (goes ? ["Maison"] : []), "\(type.code) \(date)")
    }
  }

  @Test("Every field that says when something took place is a date or a moment of its kind")
  func declared() {
    for type in RecordType.all {
      for code in type.tookPlace {
        switch type[code]?.content {
        case .date?, .moment?: break
        case _: Issue.record("\(type.code).\(code)")
        }
      }
    }
  }

  @Test("A run begins with the first note of a month, once, where something may be shared")
  func months() throws {
    try write("D’avant tout.", about: "2020-05-05")
    try write("De ce mois, d’avant l’ouverture.", about: "2026-11-25")
    #expect(try beginnings(.droits) == ["0"])
    try write("De novembre.", about: nil)
    #expect(try beginnings(.droits) == ["0", "2026-11-26"])
    pass(7)
    for text in ["Un.", "Deux."] {
      try write(text, about: nil)
      try write(text, about: nil, in: .equipe)
    }
    #expect(try beginnings(.droits) == ["0", "2026-11-26", "2026-12-01"])
    pass(70)
    try write("De février.", about: nil)
    try write("De janvier, en retard.", about: "2027-01-12")
    try write("De février encore.", about: nil)
    try write("De décembre, en retard.", about: "2026-12-24")
    #expect(
      try beginnings(.droits)
        == ["0", "2026-11-26", "2026-12-01", "2027-01-01", "2027-02-01"])
    #expect(try beginnings(.equipe) == ["0"])
    #expect(try beginnings(.projet) == ["0"])
  }

  @Test("Two nodes that begin a month apart come to one run, and nothing written meanwhile is lost")
  func apart() throws {
    let branch = try two.branch()
    try town.exchange(prison, branch.notebook)
    _ = try two.give([.droits])
    try town.exchange(prison, branch.notebook)
    pass(7)
    try write("À la permanence.", about: nil)
    try write("À l’antenne.", about: nil, by: branch)
    try town.exchange(prison, branch.notebook)
    for office in [two.prison, branch] {
      #expect(
        try beginnings(.droits, at: office) == ["0", "2026-11-26", "2026-12-01", "2026-12-01"])
    }
    try write("Ensemble.", about: nil)
    try town.exchange(prison, branch.notebook)
    try write("Ensuite.", about: nil, by: branch)
    #expect(try beginnings(.droits, at: branch).count == 5)
    try town.exchange(prison, branch.notebook)
    try two.meet()
    try town.exchange(branch.notebook, two.housing.notebook)
    #expect(
      try Set(two.reads(two.housing))
        == ["À la permanence.", "À l’antenne.", "Ensemble.", "Ensuite."])
  }

  @Test("A note of the present goes to whoever is given the present, whatever the clock says")
  func clocks() throws {
    _ = try two.give([.droits])
    pass(-60)
    #expect(try readers(write("La pile est morte.", about: nil)) == ["Maison"])
    #expect(try beginnings(.droits) == ["0", "2026-11-26"])
    // A consent that such a clock dates begins with nothing that was there before.
    let clinic = try two.clinic()
    _ = try two.give(to: "Clinique", [.droits])
    #expect(try readers(write("Pour les deux.", about: nil)) == ["Clinique", "Maison"])
    try town.exchange(prison, clinic.notebook)
    #expect(try two.reads(clinic) == ["Pour les deux."])
  }

  @Test("Another day, given to a note afterwards, moves nothing, and who gets it is told")
  func moved() throws {
    _ = try two.give([.droits])
    pass(3)
    let today = try write("D’aujourd’hui.", about: nil)
    let late = try write("D’avant.", about: "2026-11-20")
    #expect(try move(today, to: "2026-11-28").isEmpty)
    #expect(try move(late, to: "2026-11-21").isEmpty)
    #expect(
      try move(today, to: "2026-11-02") == [.dayMovesNothing(reads: ["Maison"], unread: [])])
    #expect(try move(late, to: "2026-11-28") == [.dayMovesNothing(reads: [], unread: ["Maison"])])
    try two.meet()
    #expect(try two.reads(two.housing) == ["D’aujourd’hui."])
  }

  @Test("What stands apart beside a record is of the time that the record tells of")
  func companions() throws {
    _ = try two.give([.projet, .justice])
    pass(3)
    for (received, goes) in [("2026-11-20", false), ("2026-11-28", true)] {
      town.tickOne()
      let penal = "plan_detention"
      let made = try prison.addRecord(
        RecordDraft(
          .request, in: .projet,
          ["words": ["Un mot."], "received": [received], "themes": [penal]]),
        to: two.file.description, zone: 60, at: town.now)
      #expect(made.sent.count == 2)
      for document in made.sent {
        #expect(try prison.readers(of: document, at: town.now).told == (goes ? ["Maison"] : []))
      }
    }
  }
}
