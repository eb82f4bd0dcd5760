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
    _ past: Past, _ volets: [Volet] = [.droits], effective: Effective = .now
  ) throws -> (consent: ConsentID, ended: [Withdrawal]) {
    town.tickOne()
    let given = try prison.giveConsent(
      try town.terms(to: "Maison", volets, past: past, effective: effective),
      for: two.file.description, zone: 0, at: town.now)
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

  static let asked: [(asked: String, kept: String, Set<String>)] = [
    ("2026-12-01", "2026-12-01", december),
    ("2026-12-02", "2027-01-01", ["Janvier.", "Février."]),
    ("2027-01-31", "2027-02-01", ["Février."]),
    // The month of its opening has no run of its own.
    ("2026-11-01", "2026-12-01", december),
    ("1998-05-05", "2026-12-01", december),
    ("2027-02-02", "2027-02-03", []),
  ]

  @Test(
    "It goes from the first of a month on, never from an earlier day, and says from which",
    arguments: 0..<asked.count)
  func rounded(row: Int) throws {
    let (asked, kept, texts) = Self.asked[row]
    let consent = try give(since(asked)).consent
    #expect(try told(consent).past == since(kept))
    #expect(try read() == texts)
    try write("Ensuite.", about: nil)
    try write("Novembre, très tard.", about: "2026-11-27")
    #expect(try read() == texts.union(["Ensuite."]))
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
