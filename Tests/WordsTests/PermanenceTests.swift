import CaseFile
import Envelope
import Testing

@testable import Notebook
@testable import Words

@Suite("A permanence on paper, and a late entry as it is typed")
struct PermanenceTests {
  static func printed(_ reader: PaperReader, people: Int, slots: Int?) throws -> PrintedPermanence {
    PrintedPermanence(
      reader, number: 4, moment: try WrittenMoment(parsing: "2026-11-17T09:30+01:00"),
      place: reader == .worker ? "Quai Nord 5" : nil, service: "Maison", slots: slots,
      rows: (1...people).map { number in
        PrintedPermanence.Row(
          number: number,
          person: Namesake(
            place: .own(.sample("aa")), name: "Kaïs\(number) Dupont\(number)", born: nil,
            openedOn: nil, from: nil),
          questions: reader == .worker ? ["papiers"] : [],
          identifiers: reader == .staff ? ["44\(number)"] : [])
      })
  }

  // Never 2
  @Test("The worker's paper holds no surname, and the list of the staff no matter")
  func apart() throws {
    for language in Language.allCases {
      let words = Phrasebook(language)
      let worker = words.permanencePaper(try Self.printed(.worker, people: 2, slots: 3))
      #expect(worker.contains("Kaïs1 D.") && worker.contains("Quai Nord 5"), "\(worker)")
      #expect(!worker.contains("Dupont") && !worker.contains("44"), "\(worker)")
      #expect(worker.contains(words.label("papiers", of: .permanenceQuestion)))
      let staff = words.permanencePaper(try Self.printed(.staff, people: 2, slots: 3))
      #expect(staff.contains("Kaïs1 Dupont1") && staff.contains("441"), "\(staff)")
      #expect(!staff.contains(words.label("papiers", of: .permanenceQuestion)), "\(staff)")
      // The names of the tongue do not tell where it is.
      for word in ["prison", "Prison", "gevangenis", "accompagnement"] {
        #expect(!worker.contains(word) && !staff.contains(word), "\(word)")
      }
    }
  }

  @Test("A page holds nine people; places that are free are empty rows on the worker's paper alone")
  func pages() throws {
    func count(_ part: String, in text: String) -> Int { text.ranges(of: part).count }
    let words = Phrasebook(.french)
    let worker = words.permanencePaper(try Self.printed(.worker, people: 8, slots: 12))
    #expect(count("<section", in: worker) == 2 && count("<tr", in: worker) == 12, "\(worker)")
    #expect(worker.contains("1/2") && worker.contains("2/2"))
    let staff = words.permanencePaper(try Self.printed(.staff, people: 9, slots: 12))
    #expect(count("<section", in: staff) == 1 && count("<tr", in: staff) == 9, "\(staff)")
    let ten = words.permanencePaper(try Self.printed(.staff, people: 10, slots: nil))
    #expect(count("<section", in: ten) == 2 && count("<tr", in: ten) == 10)
  }

  static let lines: [(String, PermanenceLine)] = [
    (
      "3 vu 30 Il a reçu sa carte.",
      .init(number: 3, outcome: "vu", minutes: 30, words: "Il a reçu sa carte.")
    ),
    ("3. vue", .init(number: 3, outcome: "vu")),
    ("4 empêché parloir", .init(number: 4, outcome: "empeche_prison", preventedBy: "parloir")),
    ("4 parloir", .init(number: 4, outcome: "empeche_prison", preventedBy: "parloir")),
    ("4 emp", .init(number: 4, outcome: "empeche_prison")),
    (
      "4 empêché par manque de temps",
      .init(number: 4, outcome: "empeche_prison", words: "par manque de temps")
    ),
    ("5 transf", .init(number: 5, outcome: "transfere")),
    ("6 LIBÉRÉ", .init(number: 6, outcome: "libere")),
    ("7 did not wish it", .init(number: 7, outcome: "refuse")),
    ("7 niet geroepen", .init(number: 7, outcome: "non_appele")),
    (
      "8 vu 45 min  deux   mots", .init(number: 8, outcome: "vu", minutes: 45, words: "deux   mots")
    ),
    ("8 vu 20' calme", .init(number: 8, outcome: "vu", minutes: 20, words: "calme")),
    (
      "10 vu, 25, papiers, et loyer",
      .init(number: 10, outcome: "vu", minutes: 25, words: "papiers, et loyer")
    ),
    ("10: vu ; 25 : loyer", .init(number: 10, outcome: "vu", minutes: 25, words: "loyer")),
    ("8 vu 1h30 calme", .init(number: 8, outcome: "vu", minutes: 90, words: "calme")),
    ("8 vu 1 h 30, calme", .init(number: 8, outcome: "vu", minutes: 90, words: "calme")),
    ("8 vu 1 h, 30 papiers", .init(number: 8, outcome: "vu", minutes: 60, words: "30 papiers")),
    ("8 vu 2 heures", .init(number: 8, outcome: "vu", minutes: 120)),
    ("8 vu 14h30 au quai", .init(number: 8, outcome: "vu", words: "14h30 au quai")),
    ("9 vu 2000€ à retrouver", .init(number: 9, outcome: "vu", words: "2000€ à retrouver")),
    (
      "9 vu doit 2000 euros", .init(number: 9, outcome: "vu", words: "doit 2000 euros")
    ),
    ("7F31 vu 20", .init(entry: "7f31", outcome: "vu", minutes: 20)),
    ("9 reporté à mardi", .init(number: 9, outcome: "reporte", words: "à mardi")),
  ]

  @Test("A line is read by codes, labels of any language and beginnings", arguments: lines)
  func reads(_ text: String, _ line: PermanenceLine) throws {
    #expect(try Spoken.permanenceLine(text) == line)
  }

  @Test("Every outcome, and all that may stand in the way, is read by its code and its labels")
  func whole() throws {
    for outcome in Vocabulary.contactOutcome.offered {
      for language in Language.allCases {
        let label = Phrasebook(language).label(outcome.code, of: .contactOutcome)
        #expect(try Spoken.permanenceLine("1 \(label)").outcome == outcome.code, "\(label)")
      }
      #expect(try Spoken.permanenceLine("1 \(outcome.code)").outcome == outcome.code)
    }
    for hindrance in Vocabulary.preventedBy.offered {
      let line = try Spoken.permanenceLine("1 empeche_prison \(hindrance.code) mots")
      #expect(line.preventedBy == hindrance.code && line.words == "mots")
    }
  }

  static let faults: [(String, PermanenceLineFault)] = [
    ("vu 30", .noNumber), ("0 vu", .noNumber), ("100 vu", .noNumber), ("3", .noOutcome),
    ("3 bonjour", .unknown("bonjour")), ("3 autre", .unknown("autre")),
    ("3 abs", .several("abs", ["absent_prevenu", "absent"])),
    ("8 vu 0", .minutes("0")), ("2 vu 400000", .minutes("400000")),
    ("2 vu 2000 euros", .minutes("2000")),
    ("2 vu 99999999999999999999999 min", .minutes("99999999999999999999999 min")),
  ]

  @Test("What does not read is told, and never guessed", arguments: faults)
  func unread(_ text: String, _ fault: PermanenceLineFault) {
    #expect(throws: fault) { try Spoken.permanenceLine(text) }
  }

  // Never 2
  @Test(
    "No matter that may stand on a paper is of health, justice, residence or those close to her")
  func neutral() {
    #expect(
      Vocabulary.permanenceQuestion.codes.map(\.code) == [
        "papiers", "ressources", "logement", "travail_formation", "rendez_vous",
        "premiere_rencontre", "suite",
      ])
    #expect(Vocabulary.permanenceQuestion.codes.allSatisfy { !$0.isPenal })
  }
}
