import CaseFile
import Consent
import Envelope
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("A consent for the past since a date")
struct SinceTests {
  private let two: TwoServices
  private var town: Town { two.town }
  private var prison: WorkerSession { two.prison.notebook }

  /// Notes of four months, two of them written late.
  init() throws {
    two = try TwoServices(171)
    try write("Novembre.", about: nil)
    for (days, text) in [(7, "Décembre."), (31, "Janvier."), (31, "Février.")] {
      pass(Int64(days))
      try write(text, about: nil)
    }
    try write("Décembre, tard.", about: "2026-12-24")
    try write("Octobre, tard.", about: "2026-10-02")
  }

  private func pass(_ days: Int64) { town.now.milliseconds += days * 86_400_000 }

  private func write(_ text: String, about happened: String?, in volet: Volet = .droits) throws {
    town.tickOne()
    _ = try prison.addNote(
      NoteDraft(
        volet: volet, kind: "entretien", title: nil,
        happened: try happened.map { try CalendarDate(parsing: $0) }, written: nil, text: text),
      to: two.file.description, zone: 0, at: town.now)
  }

  private func since(_ day: String) throws -> Past { .since(try CalendarDate(parsing: day)) }

  private func give(
    _ past: Past, _ volets: [Volet] = [.droits], effective: Effective = .now,
    keeping: Bool? = false, days: Int64 = 365
  ) throws -> (consent: ConsentID, ended: [Withdrawal]) {
    town.tickOne()
    let given = try prison.giveConsent(
      try town.terms(to: "Maison", volets, past: past, effective: effective, days: days),
      for: two.file.description, keepingEarlier: keeping, zone: 0, at: town.now)
    return (given.consent, given.endedEarlier)
  }

  @Test(
    "A past that begins on a day to come is a slip: nothing is recorded, and nothing taken back")
  func toCome() throws {
    _ = try give(.all)
    try two.meet()
    let read = try two.reads(two.housing)
    #expect(read.count == 6)
    do {
      _ = try give(try since("2037-12-01"))
      Issue.record("a past that is to come")
    } catch NotebookError.sinceToCome(let day) {
      #expect(day.year == 2037)
    }
    try two.meet()
    #expect(try two.reads(two.housing) == read)
  }

  private func told(_ consent: ConsentID) throws -> ConsentSummary {
    try #require(
      try prison.listConsents(two.file.description, at: town.now).first { $0.consent == consent })
  }

  private func read() throws -> Set<String> {
    try two.meet()
    return Set(try two.reads(two.housing))
  }

  private static let december: Set<String> = [
    "Décembre.", "Décembre, tard.", "Janvier.", "Février.",
  ]
  private static let opening: Set<String> = december.union(["Novembre."])

  static let asked: [(asked: String, kept: String?, Set<String>)] = [
    ("2026-12-01", "2026-12-01", december),
    ("2026-12-02", "2027-01-01", ["Janvier.", "Février."]),
    ("2027-01-31", "2027-02-01", ["Février."]),
    // From the day on which the case file was opened, and of no day before it.
    ("2026-11-26", "2026-11-26", opening),
    ("2026-11-01", "2026-11-26", opening),
    ("1998-05-05", "2026-11-26", opening),
    // Of the rest of that month nothing is given apart.
    ("2026-11-27", "2026-12-01", december),
    // None is left before today: from now on.
    ("2027-02-02", nil, []),
  ]

  @Test(
    "It goes from the opening of the file or the first of a month on, never from an earlier day, and says from which",
    arguments: 0..<asked.count)
  func rounded(row: Int) throws {
    let (asked, kept, texts) = Self.asked[row]
    let consent = try give(since(asked)).consent
    let reach = try kept.map { try since($0) } ?? Past.none
    #expect(try told(consent).past == reach)
    #expect(try read() == texts)
    try write("Ensuite.", about: nil)
    try write("Novembre, avant l’ouverture.", about: "2026-11-25")
    try write("Novembre, très tard.", about: "2026-11-27")
    let late: Set<String> = texts == Self.opening ? ["Novembre, très tard."] : []
    #expect(try read() == texts.union(["Ensuite."]).union(late))
  }

  @Test("On the day on which the file was opened, since that day is all that was written on it")
  func openedToday() throws {
    let fresh = try TwoServices(172)
    try fresh.town.write(fresh.prison, fresh.file, .droits, "Ce matin.")
    fresh.town.tickOne()
    let given = try fresh.prison.notebook.giveConsent(
      try fresh.town.terms(to: "Maison", [.droits, .projet], past: try since("2026-11-26")),
      for: fresh.file.description, zone: 0, at: fresh.town.now)
    #expect(!given.isRoundedToNow)
    try fresh.town.write(fresh.prison, fresh.file, .projet, "Ce soir.")
    try fresh.meet()
    #expect(try Set(fresh.reads(fresh.housing)) == ["Ce matin.", "Ce soir."])
  }

  static let reaches: [String] = [
    "none", "2026-11-01", "2026-11-27", "2026-12-01", "2027-01-01", "2027-01-02", "2027-02-01",
    "2027-02-02", "all",
  ]

  private func reach(_ text: String) throws -> Past {
    switch text {
    case "none": .none
    case "all": .all
    case _: try since(text)
    }
  }

  /// What the housing service reads in a volet.
  private func read(in volet: Volet) throws -> Set<String> {
    let housing = two.housing.notebook
    return Set(
      try housing.listReceived(at: town.now).flatMap { shared in
        try housing.listNotes(shared.share.description, at: town.now).filter { $0.volet == volet }
          .map { try housing.showNote($0.record.description, at: town.now).text }
      })
  }

  @Test(
    "Of all reaches, earlier and later, the person is asked exactly where the recipient could read less",
    arguments: 0..<reaches.count)
  func shrinks(row: Int) throws {
    let later = Self.reaches[row]
    let volets: [Volet] = [
      .droits, .projet, .logement, .emploi, .proches, .agenda, .sejour, .sante, .contact,
    ]
    for (volet, earlier) in zip(volets, Self.reaches) {
      for day in ["2020-05-05", "2026-11-26", "2026-12-24", "2027-01-12", "2027-02-02"] {
        try write(day, about: day, in: volet)
      }
      _ = try give(reach(earlier), [volet])
      try write("Depuis.", about: nil, in: volet)
    }
    try two.meet()
    pass(2)
    for (volet, earlier) in zip(volets, Self.reaches) {
      let before = try read(in: volet)
      let asked: Bool
      do {
        _ = try give(reach(later), [volet], keeping: nil, days: 300)
        asked = false
      } catch NotebookError.earlierBesideConsent(let service, let found, _) {
        #expect(service == "Maison" && found == [volet])
        asked = true
        _ = try give(reach(later), [volet], keeping: false, days: 300)
      }
      try two.meet()
      try two.meet()
      let after = try read(in: volet)
      #expect(asked == !before.isSubset(of: after), "\(earlier), then \(later)")
    }
  }

  static let pairs = ["none", "2026-12-01", "2027-01-01", "all"].flatMap { kept in
    ["none", "2026-12-01", "2027-01-01", "all"].map { (kept, $0) }
  }

  @Test(
    "Whatever past was kept, what is asked for next without it is what is read, and only what is in force is the same",
    arguments: pairs)
  func again(_ kept: String, _ asked: String) throws {
    let end = Instant(milliseconds: town.now.milliseconds + 400 * 86_400_000)
    func give(_ text: String, keeping: Bool) throws -> Bool {
      town.tickOne()
      var terms = try town.terms(to: "Maison", [.droits], past: reach(text))
      terms.until = end
      do {
        _ = try prison.giveConsent(
          terms, for: two.file.description, keepingEarlier: keeping, zone: 0, at: town.now)
        return true
      } catch NotebookError.consentAlreadyGiven {
        return false
      }
    }
    _ = try self.give(.all)
    #expect(try give(kept, keeping: true))
    let all = try read()
    #expect(all.count == 6)
    // Said twice.
    #expect(try !give(kept, keeping: true))
    let isOther = try give(asked, keeping: false)
    #expect(isOther == (kept != asked || kept != "all"))
    let months: Set<String> = ["Janvier.", "Février."]
    let left: Set<String> =
      switch asked {
      case "none": []
      case "all": all
      case "2027-01-01": months
      case _: Self.december
      }
    #expect(try read() == left)
    // Nothing of before is left to take back: what was written since stays.
    try write("Depuis.", about: nil)
    #expect(try !give(asked, keeping: false))
    #expect(try read() == left.union(["Depuis."]))
  }

  @Test("A planned consent that keeps the past is another one than the same without it")
  func plannedAgain() throws {
    func plan(keeping: Bool) throws -> Bool {
      town.tickOne()
      var terms = try town.terms(to: "Maison", [.droits], effective: .release)
      terms.until = Instant(milliseconds: 1_830_000_000_000)
      do {
        _ = try prison.giveConsent(
          terms, for: two.file.description, keepingEarlier: keeping, zone: 0, at: town.now)
        return true
      } catch NotebookError.consentAlreadyGiven {
        return false
      }
    }
    #expect(try plan(keeping: true))
    #expect(try !plan(keeping: true))
    #expect(try plan(keeping: false))
    #expect(try !plan(keeping: false))
  }

  @Test("What goes less far back keeps what an earlier consent let be read when the person says so")
  func kept() throws {
    _ = try give(.all)
    #expect(try read().count == 6)
    let second = try give(since("2027-01-01"), [.droits, .projet], keeping: true)
    #expect(second.ended.isEmpty)
    let first = try CalendarDate(parsing: "2027-01-01")
    #expect(try told(second.consent).past == .sinceKept(first))
    try write("Un projet de décembre.", about: "2026-12-24", in: .projet)
    try write("Un projet.", about: "2027-01-12", in: .projet)
    try write("Octobre, encore.", about: "2026-10-03")
    let texts = try read()
    #expect(texts.count == 8 && texts.isSuperset(of: ["Un projet.", "Octobre, encore."]))
  }

  @Test("What is told later about a month that nobody had written of goes as that month does")
  func emptyMonths() throws {
    try write("Un projet.", about: nil, in: .projet)
    _ = try give(since("2026-12-15"), [.droits, .projet, .logement])
    for volet in [Volet.projet, .logement] {
      try write("\(volet.code) de décembre.", about: "2026-12-20", in: volet)
      try write("\(volet.code) de janvier.", about: "2027-01-20", in: volet)
    }
    #expect(
      try read()
        == ["Janvier.", "Février.", "Un projet.", "projet de janvier.", "logement de janvier."])
  }

  @Test("After a consent from now on it gives what came before that, and takes nothing back")
  func widened() throws {
    let first = try give(.none).consent
    try write("Depuis.", about: nil)
    #expect(try read() == ["Depuis."])
    let second = try give(since("2027-01-01"))
    #expect(second.ended.isEmpty)
    #expect(try read() == ["Janvier.", "Février.", "Depuis."])
    #expect(try told(first).status == .given)
  }

  @Test(
    "After more of the past it takes back what is of before, and leaves the rest",
    arguments: [true, false])
  func narrowed(isMet: Bool) throws {
    let first = try give(.all).consent
    if isMet { #expect(try read().count == 6) }
    let second = try give(since("2027-01-01"))
    #expect(second.ended.map(\.consent) == [first])
    #expect(try told(first).status == .withdrawn)
    try two.meet()
    #expect(try read() == ["Janvier.", "Février."])
    try write("Ensuite.", about: nil)
    try write("Décembre, encore.", about: "2026-12-25")
    #expect(try read() == ["Janvier.", "Février.", "Ensuite."])
    #expect(try two.housing.notebook.verify().isSound)
  }

  @Test("Planned for a release it goes from the day that was told when it was recorded")
  func planned() throws {
    let consent = try give(since("2027-02-02"), effective: .release).consent
    #expect(try told(consent).past == since("2027-02-03"))
    pass(5)
    try write("Entre les deux.", about: nil)
    #expect(try read().isEmpty)
    _ = try prison.release(
      two.file.description, on: try CalendarDate(parsingDay: "2027-02-08"), begins: town.now,
      at: town.now)
    #expect(try read() == ["Entre les deux."])
  }
}
