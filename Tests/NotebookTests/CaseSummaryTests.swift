import CaseFile
import Envelope
import Foundation
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("What is kept of case files", .timeLimit(.minutes(30)))
struct CaseSummaryTests {
  /// What `body` opens.
  private func opened(_ notebook: WorkerSession, _ body: () throws -> Void) throws -> ReadingTally {
    let before = notebook.tally
    try body()
    let after = notebook.tally
    return ReadingTally(
      records: after.records - before.records, kept: after.kept - before.kept,
      summaries: after.summaries - before.summaries,
      documents: after.documents - before.documents)
  }

  /// Whatever is in order by what is kept is in order by the walk of everything.
  private func expectInOrder(_ offices: [Office], _ town: Town) throws {
    for office in offices {
      try office.notebook.maintain(at: town.now)
      let touch = try office.notebook.read { try $0.lastTouch() }
      try office.notebook.maintainEverything(at: town.now)
      #expect(try office.notebook.read { try $0.lastTouch() } == touch)
    }
  }

  private func files(_ count: Int, _ office: Office, _ town: Town) throws -> [CaseID] {
    try (0..<count).map { number in
      town.tickOne()
      return try office.notebook.openCase(
        name: "Personne \(number)", born: nil, zone: 0, at: town.now)
    }
  }

  @Test("A consent given reads one case file of fifty; what is asked of all of them, none")
  func fifty() throws {
    let two = try TwoServices(990)
    let (town, prison) = (two.town, two.prison.notebook)
    let others = try files(49, two.prison, town)
    for file in others.prefix(10) {
      town.tickOne()
      _ = try prison.giveConsent(
        try town.terms(to: "Maison", [.droits]), for: file.description, zone: 0, at: town.now)
    }
    try prison.maintain(at: town.now)
    let nothing = try opened(prison) {
      try prison.maintain(at: town.now)
      _ = try prison.servicesAwaited(at: town.now)
      _ = try prison.refusalsApart(at: town.now)
      _ = try prison.planned(at: town.now)
    }
    #expect(nothing == ReadingTally())
    // A list takes each from what is kept of it.
    var listed = 0
    var list = try opened(prison) { listed = try prison.listCases().count }
    list.kept = 0
    #expect(listed == 50)
    #expect(list == ReadingTally())
    town.tickOne()
    var consent: ConsentID?
    let one = try opened(prison) {
      consent = try prison.giveConsent(
        try town.terms(to: "Maison", [.logement]), for: others[0].description, zone: 0,
        at: town.now
      ).consent
    }
    // Its own two records, in each of the transactions that look at it; and the card, in each of them.
    #expect(one.records <= 8)
    #expect(one.documents <= 3)
    let given = try #require(consent)
    var place: CaseID?
    let found = try opened(prison) {
      place = try prison.consent(given, at: town.now)?.caseFile
    }
    #expect(place == others[0])
    #expect(found.records <= 4)
    let tidied = try opened(prison) { try prison.maintain(at: town.now) }
    #expect(tidied.summaries <= 2)
  }

  /// A home of so many case files, in order; in one of ten a consent was given.
  private func home(of count: Int, seed: UInt64) throws -> (TwoServices, [CaseID]) {
    let two = try TwoServices(seed)
    let others = try files(count - 1, two.prison, two.town)
    for file in others.enumerated().filter({ $0.offset % 10 == 0 }).map(\.element) {
      two.town.tickOne()
      _ = try two.prison.notebook.giveConsent(
        try two.town.terms(to: "Maison", [.droits]), for: file.description, zone: 0,
        at: two.town.now)
    }
    try two.meet()
    try two.prison.notebook.maintain(at: two.town.now)
    return (two, others)
  }

  /// What is opened for each thing that a worker does in a home of so many case files.
  private func costs(of count: Int, seed: UInt64) throws -> [String: ReadingTally] {
    let (two, others) = try home(of: count, seed: seed)
    let (town, prison) = (two.town, two.prison.notebook)
    var costs: [String: ReadingTally] = [:]
    func cost(_ what: String, _ body: () throws -> Void) throws {
      town.tickOne()
      costs[what] = try opened(prison, body)
    }
    func status() throws {
      try prison.maintainIfPossible(at: town.now)
      _ = try prison.servicesAwaited(at: town.now)
      _ = try prison.refusalsApart(at: town.now)
      _ = try prison.planned(at: town.now)
      _ = try prison.orphanCounts(at: town.now)
    }
    try cost("status", status)
    var given: ConsentID?
    try cost("give") {
      given = try prison.giveConsent(
        try town.terms(to: "Maison", [.logement]), for: others[1].description, zone: 0,
        at: town.now
      ).consent
    }
    let consent = try #require(given)
    try cost("status after a consent", status)
    try cost("find") { _ = try #require(try prison.consent(consent, at: town.now)) }
    try cost("show") { _ = try prison.showConsent(consent.description, at: town.now) }
    try cost("write") { try town.write(two.prison, others[1], .logement, "Un mot.") }
    try cost("status after a note", status)
    try cost("withdraw") {
      _ = try prison.withdraw(consent.description, volets: nil, at: town.now)
    }
    return costs
  }

  @Test(
    "Status, a consent given, found and taken back, and a note open as much of 5 files as of 200")
  func sameCosts() throws {
    let (few, many) = (try costs(of: 5, seed: 994), try costs(of: 200, seed: 994))
    for (what, cost) in few { #expect(many[what] == cost, "\(what)") }
    #expect(few["status"] == ReadingTally())
  }

  @Test("What the overview leaves out, the walk of every summary has nothing to tell of")
  func overview() throws {
    let (two, others) = try home(of: 30, seed: 995)
    let (town, prison) = (two.town, two.prison.notebook)
    func expectNothingLeftOut() throws {
      try prison.read { ledger in
        let looked = Set(try prison.filesToLookAt(ledger, at: town.now).files)
        for (id, summary) in try prison.summaries(ledger, at: town.now)
        where summary.tells(at: town.now) {
          #expect(looked.contains(id))
        }
      }
    }
    func count() throws -> Int {
      try prison.read { try prison.filesToLookAt($0, at: town.now).files.count }
    }
    #expect(try count() == 0)
    var planned = try town.terms(to: "Maison", [.droits])
    planned.effective = .on(try CalendarDate(parsingDay: "2026-12-08"))
    planned.effectiveAt = Instant(milliseconds: town.now.milliseconds + 1_000_000_000)
    town.tickOne()
    _ = try prison.giveConsent(planned, for: others[3].description, zone: 0, at: town.now)
    try expectNothingLeftOut()
    try prison.maintain(at: town.now)
    #expect(try count() == 1)
    #expect(try prison.planned(at: town.now).isWaiting)
    try expectNothingLeftOut()
    // Its day comes, with nothing that came.
    town.now.milliseconds += 2_000_000_000
    try expectNothingLeftOut()
    try prison.maintain(at: town.now)
    #expect(try prison.planned(at: town.now).isWaiting == false)
    try two.meet()
    try expectNothingLeftOut()
    // The clock goes back before all of it.
    town.now.milliseconds -= 2_100_000_000
    #expect(try count() == 30)
    // Nobody who is locked out reads it.
    prison.lock()
    #expect(try count() == 30)
  }

  @Test("A note costs the same beside ten records and beside a thousand")
  func thousand() throws {
    let two = try TwoServices(991)
    let (town, prison) = (two.town, two.prison.notebook)
    _ = try two.give([.droits], past: .all)
    func cost() throws -> ReadingTally {
      try opened(prison) { try town.write(two.prison, two.file, .droits, "Un mot.") }
    }
    for _ in 0..<10 { try town.write(two.prison, two.file, .droits, "Un mot.") }
    let few = try cost()
    for _ in 0..<990 { try town.write(two.prison, two.file, .droits, "Un mot.") }
    #expect(try cost() == few)
    #expect(few.records <= 1)
  }

  @Test(
    "After whatever was said, given, taken back or erased, what is kept and the walk find the same",
    arguments: 0..<12)
  func scripts(_ seed: Int) throws {
    let two = try TwoServices(UInt64(1000 + seed))
    let (town, prison) = (two.town, two.prison.notebook)
    let dice = Seed(UInt64(seed))
    let other = try files(1, two.prison, town)[0]
    var consents: [ConsentID] = []
    let volets: [Volet] = [.droits, .logement]
    for _ in 0..<24 {
      town.now.milliseconds += Int64(dice.next() % 30_000_000)
      let file = dice.next() % 3 == 0 ? other : two.file
      let volet = volets[Int(dice.next() % 2)]
      do {
        switch dice.next() % 9 {
        case 0, 1:
          var terms = try town.terms(to: "Maison", [volet], past: .all)
          if dice.next() % 2 == 0 {
            terms.effective = .on(try CalendarDate(parsingDay: "2026-11-24"))
            terms.effectiveAt = Instant(
              milliseconds: town.now.milliseconds + Int64(dice.next() % 90_000_000))
          }
          consents.append(
            try prison.giveConsent(terms, for: file.description, zone: 0, at: town.now).consent)
        case 2:
          if !consents.isEmpty {
            let consent = consents[Int(dice.next() % UInt64(consents.count))]
            _ = try prison.withdraw(consent.description, volets: nil, at: town.now)
          }
        case 3: _ = try two.housing.notebook.withdraw("A. V.", volets: [volet], at: town.now)
        case 4, 5: try town.write(two.prison, file, volet, "Un mot.")
        case 6:
          let notes = try prison.listNotes(file.description, at: town.now)
          if let note = notes.first {
            _ = try prison.eraseNote(note.record.description, at: town.now)
          }
        case 7: try two.meet()
        case _: try town.exchange(two.prison.operator, two.housing.notebook)
        }
      } catch is NotebookError {
        // What cannot be done now is not done.
      } catch is ReplicaError {
        // Nor what a log takes no more.
      }
      try expectInOrder([two.prison, two.housing], town)
    }
  }

  // Never 31
  @Test("Erasing takes what was kept of the case file away, and nothing of it stands in clear")
  func erased() throws {
    let two = try TwoServices(992)
    let (town, prison) = (two.town, two.prison.notebook)
    try town.write(two.prison, two.file, .droits, "Un mot.")
    try prison.maintain(at: town.now)
    #expect(try prison.read { try $0.caseSummary(of: two.file) } != nil)
    let note = try #require(try prison.listNotes(two.file.description, at: town.now).first)
    try prison.replica.write(at: town.now) { try $0.eraseNoteSecret(of: note.record) }
    #expect(try prison.read { try $0.caseSummary(of: two.file) } == nil)
    try prison.maintain(at: town.now)
    #expect(try prison.read { try $0.caseSummary(of: two.file) } != nil)
    // Whoever is locked out reads none of it.
    prison.lock()
    #expect(try prison.read { try prison.keptSummary(of: two.file, $0) } == nil)
  }

  @Test("What is written of a summary reads back, and nothing else does")
  func bytes() throws {
    let two = try TwoServices(993)
    let (town, prison) = (two.town, two.prison.notebook)
    _ = try two.give([.droits], past: .all)
    try two.meet()
    let made = try prison.read { try prison.makeSummary(of: two.file, $0, at: town.now) }
    #expect(KeptSummary(bytes: made.bytes) == made)
    for count in 0..<made.bytes.count {
      #expect(KeptSummary(bytes: Array(made.bytes.prefix(count))) == nil)
    }
    #expect(KeptSummary(bytes: made.bytes + [0]) == nil)
  }
}

extension WorkerSession {
  /// Puts every case file in order, whatever is kept of it: the slow twin of ``maintain(at:)``.
  fileprivate func maintainEverything(at now: Instant) throws {
    try openBundles(at: now)
    try carryOutDuties(at: now)
    try write(at: now) { ledger in
      try rotateRootIfNeeded(into: ledger, at: now)
      guard try isUnlocked(ledger), try !replica.isRestoring(ledger) else { return }
      try recordRecovered(into: ledger, at: now)
      let all = try ledger.logs(of: .own).compactMap { log -> (CaseID, Disorder)? in
        if case .own(let id) = log { (id, .unknown) } else { nil }
      }
      try putInOrder(all, into: ledger, at: now)
    }
  }
}
