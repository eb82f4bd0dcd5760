import CaseFile
import Envelope
import Notebook
import Testing

@testable import Words

@Suite("What is due, on screens and on what leaves them")
struct AgendaTests {
  private static func row(
    _ what: AgendaRow.What, _ day: String, person: String? = "Kaïs Dupont"
  ) throws -> AgendaRow {
    let day = try CalendarDate(parsing: day)
    var row = AgendaRow(what, "c0ffee00c0ffee00c0ffee00c0ffee00", day, day)
    row.person = person
    return row
  }

  private static func appointment(
    _ moment: String, place: String = "Quai Nord 5, salle; 2", minutes: Int? = 45
  ) throws -> AgendaRow {
    let when = try WrittenMoment(parsing: moment)
    var row = try row(.due(.appointment), when.day.description)
    row.moment = when
    row.type = .appointment
    row.field = RecordType.appointment["when"]
    row.record = "7f31aabb7f31aabb7f31aabb7f31aabb"
    row.volet = .droits
    row.values = [
      "when": [moment], "purpose": ["Audience au tribunal"], "with": ["SPIP"], "place": [place],
    ]
    (row.places, row.isPlaceTold) = ([place], true)
    row.minutes = minutes
    row.entry = "00ff"
    return row
  }

  static func page() throws -> AgendaPage {
    var late = try row(.due(.answer), "2026-11-10")
    late.isLate = true
    var absent = try appointment("2026-11-24T09:00+01:00")
    (absent.isOver, absent.outcomes, absent.entry) = (true, ["absent"], "00aa")
    var consent = try row(.consentEnds, "2026-11-24")
    consent.service = "Oseille"
    return AgendaPage(
      days: try CalendarDate(parsing: "2026-11-23")...CalendarDate(parsing: "2026-11-29"),
      late: [late],
      rows: [
        try appointment("2026-11-23T10:30+01:00"), absent, consent,
        try row(.release, "2026-11-27"),
      ])
  }

  @Test("Of a request that waits, no other day stands beside it as if it were due, in any language")
  func noOtherDay() throws {
    let day = try CalendarDate(parsing: "2026-11-24")
    var row = AgendaRow(.due(.answer), "c0ffee00c0ffee00", day, day)
    (row.type, row.field) = (.request, RecordType.request["received"])
    row.values = ["received": ["2026-11-24"], "written": ["2026-11-12"], "themes": ["papiers"]]
    let page = AgendaPage(days: day...day, late: [], rows: [row])
    for language in Language.allCases {
      let words = Phrasebook(language)
      let (text, other) = (words.agenda(page), words.date(written: "2026-11-12"))
      #expect(!text.contains(other), "\(text)")
      #expect(text.contains(words.label("papiers", of: .requestTheme)), "\(text)")
    }
  }

  @Test("What is late comes first, each day once with its name, and days of nothing together")
  func screen() throws {
    let text = Phrasebook(.french).agenda(try Self.page())
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.first == "À faire depuis\u{A0}:")
    #expect(
      lines.filter { !$0.hasPrefix(" ") }.dropFirst() == [
        "lundi 23/11/2026", "mardi 24/11/2026", "vendredi 27/11/2026",
        "Rien d’autre du 23/11/2026 au 29/11/2026.",
      ])
    #expect(lines[1] == "  10/11/2026  Kaïs Dupont – réponse attendue", "\(text)")
    #expect(text.contains("10 h 30"), "\(text)")
    #expect(text.contains("[absent]") && text.contains("(7f31aabb)"), "\(text)")
    #expect(FrenchFaults.of(text) == [], "\(text)")
    let none = AgendaPage(days: try Self.page().days, late: [], rows: [])
    for language in Language.allCases {
      #expect(Phrasebook(language).agenda(none).split(separator: "\n").count == 1)
    }
    #expect(
      Phrasebook(.english).agenda(none) == "Nothing from 23 Nov 2026 to 29 Nov 2026.\n")
  }

  @Test(
    "The paper has first names with an initial, and nothing of what, of a release, of a consent")
  func paper() throws {
    for language in Language.allCases {
      let words = Phrasebook(language)
      let paper = words.agendaPaper(try Self.page())
      #expect(paper.contains("Kaïs D.") && paper.contains("Quai Nord 5"), "\(paper)")
      for word in [
        "Dupont", "tribunal", "SPIP", "Oseille", "absent", "7f31", "c0ffee", "://",
        words.name(of: .release), words.name(of: .consentEnds),
      ] {
        #expect(!paper.contains(word), "\(word): \(paper)")
      }
    }
  }

  @Test("What stands apart of an appointment is not where what it is about stands")
  func moved() throws {
    var page = try Self.page()
    let before = Language.allCases.map { Phrasebook($0).agenda(page) }
    page.rows[0].values["moved_by"] = ["la_personne"]
    #expect(Language.allCases.map { Phrasebook($0).agenda(page) } == before)
    page.rows[0].values["ask_for"] = ["Inès"]
    #expect(Language.allCases.map { Phrasebook($0).agenda(page) } == before)
    page.rows.removeFirst()
    #expect(Language.allCases.map { Phrasebook($0).agenda(page) } != before)
  }

  @Test("That other services share something which is not in it is told, and only then")
  func leftOut() throws {
    var page = try Self.page()
    #expect(!french.agenda(page).contains("partagent"))
    page.leavesOutShared = true
    page.rows = []
    #expect(french.agenda(page).contains("d’autres services partagent"))
  }

  // Never 2
  @Test("Where somebody is met for what is kept close stands on no paper and in no calendar")
  func places() throws {
    var page = try Self.page()
    for index in page.rows.indices { page.rows[index].isPlaceTold = false }
    #expect(french.agenda(page).contains("Quai Nord 5"))
    let paper = french.agendaPaper(page)
    #expect(paper.contains("rendez-vous") && paper.contains("à faire"), "\(paper)")
    #expect(!paper.contains("Quai") && !paper.contains("réponse attendue"), "\(paper)")
    let calendar = french.calendar(page, withPlace: true, at: Instant(milliseconds: 0))
    #expect(!calendar.contains("LOCATION"), "\(calendar)")
  }

  @Test(
    "A name shows its first name and an initial, however it is written",
    arguments: [
      ("Kaïs D.", "Kaïs D."), ("Samira", "Samira"), ("Kaïs Dupont / Qays D.", "Kaïs D."), (" ", ""),
      ("BENALI Samira", "Samira B."), ("Samira BENALI", "Samira B."), ("BENALI", "B."),
      ("SAMIRA BENALI", "S. B."), ("Mme Durand", "D."), ("M. Kaïs Dupont", "Kaïs D."),
      ("Mevr. De Smet", "S."), ("Dhr Jan Peeters", "Jan P."), ("Mrs DOE Jane", "Jane D."),
      ("de la Tour Jeanne", "Jeanne T."), ("Jeanne de la Tour", "Jeanne T."),
      ("DE LA TOUR Jeanne", "Jeanne T."), ("de la Tour", "T."), ("El Amrani Samira", "Samira A."),
      ("Jeanne d’Arc", "Jeanne A."), ("Jean-Pierre DUPONT", "Jean-Pierre D."), ("Élodie", "Élodie"),
      ("Dupont, Kaïs", "Kaïs D."), ("Kaïs_DUPONT", "Kaïs D."), ("DUPONT\u{2011}Kaïs", "Kaïs D."),
      ("Jean-Pierre Dupont-Martin", "Jean-Pierre D."), ("محمد علي", "م."), ("王小明", "王."),
      ("Самира Бенали", "Самира Б."), ("САМИРА БЕНАЛИ", "С. Б."), ("SAMIRA B.", "Samira B."),
      ("SAMIRA B", "Samira B."), ("JEAN-PIERRE D.", "Jean-Pierre D."), ("ÉLODIE É.", "Élodie É."),
      ("NOÉ D. AMAR", "N. A."), ("Noé D. AMAR", "Noé A."), ("D. AMAR", "D. A."),
      ("D. Amar", "D. A."), ("DE LA TOUR J.", "J. T."), ("D’ARC JEANNE", "A. J."),
      ("Awa N’Diaye", "Awa N."), ("Sean O'Hara", "Sean O."), ("Léa l’Hôte", "Léa H."),
      ("El-Amrani Samira", "Samira A."), ("Samira Aït Amar", "Samira A."), ("ÉLODIE", "É."),
    ])
  func firstName(name: String, shown: String) { #expect(FirstName.shown(of: name) == shown) }

  @Test("The first name that a card says is the one that is shown")
  func writtenFirstName() {
    #expect(FirstName.shown(of: "Benali Samira", written: "Samira Leïla") == "Samira B.")
    #expect(FirstName.shown(of: "Mme Durand", written: "Kim") == "Kim D.")
    #expect(FirstName.shown(of: "BENALI SAMIRA", written: "SAMIRA") == "Samira B.")
    #expect(FirstName.shown(of: "Samira", written: "Samira") == "Samira")
    #expect(FirstName.shown(of: "de la Tour Jeanne", written: "Jeanne") == "Jeanne T.")
  }

  /// A second reader of calendars: the properties of each entry, unfolded and unescaped.
  private func read(_ text: String) throws -> [[String: String]] {
    #expect(text.hasSuffix("\r\n"))
    #expect(text.unicodeScalars.filter { $0 == "\n" }.count == text.components("\r\n").count - 1)
    var lines: [String] = []
    for line in text.components("\r\n").dropLast() {
      #expect(line.utf8.count <= 75, "\(line)")
      if line.unicodeScalars.first == " " {
        let last = lines.removeLast()
        lines.append(last + String(line.unicodeScalars.dropFirst()))
      } else {
        lines.append(line)
      }
    }
    #expect(lines.first == "BEGIN:VCALENDAR" && lines.last == "END:VCALENDAR")
    var entries: [[String: String]] = []
    for line in lines.dropFirst().dropLast() {
      let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
      if line == "BEGIN:VEVENT" {
        entries.append([:])
      } else if !entries.isEmpty, line != "END:VEVENT" {
        var value = ""
        var isEscaped = false
        for scalar in parts[1].unicodeScalars {
          if scalar == "\\", !isEscaped {
            isEscaped = true
          } else {
            value.unicodeScalars.append(scalar)
            isEscaped = false
          }
        }
        entries[entries.count - 1][parts[0]] = value
      }
    }
    return entries
  }

  @Test(
    "A calendar holds the appointments to come, in UTC, and tells nothing of whom, why or with whom"
  )
  func calendar() throws {
    let now = Instant(milliseconds: 1_795_694_400_000)
    let quiet = Phrasebook(.french).calendar(try Self.page(), withPlace: false, at: now)
    #expect(
      try read(quiet) == [
        [
          "UID": "00ff", "DTSTAMP": "20261126T120000Z", "DTSTART": "20261123T093000Z",
          "DTEND": "20261123T101500Z", "SUMMARY": "Rendez-vous",
        ]
      ])
    for word in ["Kaïs", "Dupont", "tribunal", "SPIP", "Quai", "7f31", "c0ffee", "Oseille"] {
      #expect(!quiet.contains(word), "\(word)")
    }
    let placed = Phrasebook(.dutch).calendar(try Self.page(), withPlace: true, at: now)
    #expect(try read(placed).first?["LOCATION"] == "Quai Nord 5, salle; 2")
    #expect(try read(placed).first?["SUMMARY"] == "Afspraak")
    // Long, hostile and wide: folded between scalars, on one line, and escaped.
    let long = String(repeating: "é€😀,\\;\u{301}", count: 30)
    let page = AgendaPage(
      days: try Self.page().days, late: [],
      rows: [
        try Self.appointment("2026-11-23T10:30+01:00", place: long, minutes: nil),
        try Self.appointment("2026-11-23T11:30-05:30", place: "a\r\nBEGIN:VEVENT", minutes: nil),
      ])
    let entries = try read(Phrasebook(.english).calendar(page, withPlace: true, at: now))
    #expect(entries.count == 2)
    #expect(entries.first?["LOCATION"] == long)
    #expect(entries.map { $0["UID"] } == ["00ff", "00ff-2"])
    #expect(entries[1]["DTSTART"] == "20261123T170000Z")
    #expect(entries.allSatisfy { $0["DTEND"] == nil })
  }

  @Test("A slip says where and when in each language, and nothing else")
  func slip() throws {
    let slip = AppointmentSlip(
      moment: try WrittenMoment(parsing: "2026-12-03T10:30+01:00"), place: "Quai <Nord> 5",
      address: "Rue 2", askFor: "Claire")
    let titles = [Language.french: "Rendez-vous", .english: "Appointment", .dutch: "Afspraak"]
    let days = [
      Language.french: "jeudi 03/12/2026", .english: "Thursday 3 Dec 2026",
      .dutch: "donderdag 03/12/2026",
    ]
    for language in Language.allCases {
      let paper = Phrasebook(language).appointmentSlip(slip)
      for word in [titles[language], days[language], "Quai &lt;Nord&gt; 5", "Rue 2", "Claire"] {
        #expect(paper.contains(try #require(word)), "\(paper)")
      }
      #expect(!paper.contains("://") && !paper.contains("<script"))
    }
  }
}

extension String {
  fileprivate func components(_ separator: String) -> [String] {
    var parts: [String] = [""]
    var rest = unicodeScalars[...]
    let wanted = Array(separator.unicodeScalars)
    while let first = rest.first {
      if rest.starts(with: wanted) {
        rest = rest.dropFirst(wanted.count)
        parts.append("")
      } else {
        rest = rest.dropFirst()
        parts[parts.count - 1].unicodeScalars.append(first)
      }
    }
    return parts
  }
}
