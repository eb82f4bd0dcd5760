import CaseFile
import Testing

@testable import Words

@Suite("What people type")
struct SpokenTests {
  static let today = CalendarDate(year: 2026, month: 10, day: 20)

  /// As typed on 20 October 2026, and the date.
  static let dates: [(String, String)] = [
    ("2026-10-20", "2026-10-20"), ("20/10/2026", "2026-10-20"), ("1/3/2026", "2026-03-01"),
    ("20.10.2026", "2026-10-20"), ("20-10-2026", "2026-10-20"), ("10/2026", "2026-10"),
    ("2026-10", "2026-10"), ("2026-1-2", "2026-01-02"), ("2026/3/14", "2026-03-14"),
    ("1987", "1987"), (" 20/10/2026 ", "2026-10-20"),
    ("20 octobre 2026", "2026-10-20"), ("1er août 2026", "2026-08-01"),
    ("le 20 oct. 2026", "2026-10-20"), ("OCTOBRE 2026", "2026-10"), ("20 Oct 2026", "2026-10-20"),
    ("Oct 2026", "2026-10"), ("October 20, 2026", "2026-10-20"), ("20 maart 2026", "2026-03-20"),
    ("29/02/2028", "2028-02-29"), ("hier", "2026-10-19"), ("Hier", "2026-10-19"),
    ("avant-hier", "2026-10-18"), ("aujourd'hui", "2026-10-20"), ("aujourd’hui", "2026-10-20"),
    ("demain", "2026-10-21"), ("après-demain", "2026-10-22"), ("apres demain", "2026-10-22"),
    ("gisteren", "2026-10-19"), ("eergisteren", "2026-10-18"), ("vandaag", "2026-10-20"),
    ("morgen", "2026-10-21"), ("overmorgen", "2026-10-22"), ("yesterday", "2026-10-19"),
    ("today", "2026-10-20"), ("tomorrow", "2026-10-21"), ("il y a 3 jours", "2026-10-17"),
    ("il y a une semaine", "2026-10-13"), ("dans 6 mois", "2027-04-20"),
    ("in 2 weeks", "2026-11-03"), ("3 days ago", "2026-10-17"), ("2 dagen geleden", "2026-10-18"),
    ("over een jaar", "2027-10-20"),
  ]

  @Test("Dates as they are printed, as they are said, and as machines write them", arguments: dates)
  func date(_ typed: String, _ wanted: String) throws {
    let today = try #require(Self.today)
    #expect(try Spoken.date(typed, today: today).description == wanted)
  }

  @Test("A name that holds blanks is one name in a list of them; numbers stand apart by blanks too")
  func references() throws {
    let today = try #require(Self.today)
    func read(_ typed: [String], _ field: String, of type: RecordType) throws -> [String] {
      try Spoken.values(typed, of: #require(type[field]), today: today) { _, _, _ in 0 }
    }
    #expect(
      try read(["Prison de Tanneurs, Fort ; Quai Nord"], "places", of: .convention)
        == ["prison de tanneurs", "fort", "quai nord"])
    #expect(
      try read(["ab12 cd34,ef56"], "appointments", of: .right) == ["ab12", "cd34", "ef56"])
  }

  @Test("What the screens print is taken back, in each language", arguments: Language.allCases)
  func printed(_ language: Language) throws {
    let today = try #require(Self.today)
    let words = Phrasebook(language)
    for number in stride(from: -200_000, through: 200_000, by: 1777) {
      let whole = try #require(CalendarDate(daysSince1970: number))
      let month = try #require(CalendarDate(year: whole.year, month: whole.month))
      for date in [whole, month] {
        #expect(try Spoken.date(words.date(date), today: today) == date)
      }
    }
  }

  @Test(
    "What is no date is refused",
    arguments: [
      "", " ", "30/02/2026", "2026-02-30", "13/2026", "10/20/2026", "20/10/26", "naguère", "32",
      "20//2026/10", "0/0/0000", "20 xyz 2026", "99999999999999999999", "il y a",
      "il y a 99999 jours", "dans 9999 ans", "20/10/2026/5", "-", "٢٠/١٠",
    ])
  func noDate(_ typed: String) throws {
    let today = try #require(Self.today)
    #expect(throws: RuleBroken.self) { try Spoken.date(typed, today: today) }
  }

  /// How something is typed that is no date where nobody can tell the year, and why it is refused.
  static let refusals: [(String, RuleBroken)] = [
    ("naguère", .invalidDate("naguère")), ("20 xyz 2026", .invalidDate("20 xyz 2026")),
    ("4-12", .invalidDate("4-12")), ("30/02/2026", .noSuchDay("30/02/2026")),
    ("10/20/2026", .noSuchDay("10/20/2026")), ("13/2026", .noSuchDay("13/2026")),
    ("2026-02-30", .noSuchDay("2026-02-30")), ("1/1/0000", .noSuchDay("1/1/0000")),
    ("31/4", .noSuchDay("31/4")), ("dans 9999 ans", .noSuchDay("dans 9999 ans")),
    ("30/02/2026 10:30", .noSuchDay("30/02/2026 10:30")), ("4/12", .yearMissing("4/12")),
    ("29/2", .yearMissing("29/2")), ("4 décembre", .yearMissing("4 décembre")),
    ("4/12 14:30", .yearMissing("4/12 14:30")), ("4/12/26", .centuryMissing("4/12/26")),
    ("4/12/2026 14:30", .hourNotKept("4/12/2026 14:30")),
  ]

  @Test("A date is refused for what is wrong with it, and for nothing else", arguments: refusals)
  func reasons(_ typed: String, _ reason: RuleBroken) throws {
    let today = try #require(Self.today)
    #expect(throws: reason) { try Spoken.date(typed, today: today) }
  }

  @Test("Of a day and a month alone the year is missing exactly where some year has that day")
  func yearMissing() throws {
    let today = try #require(Self.today)
    for month in 0...13 {
      for day in 0...32 {
        let typed = "\(day)/\(month)"
        let isOfSome = (2001...2004).contains {
          CalendarDate(year: $0, month: month, day: day) != nil
        }
        let reason: RuleBroken = isOfSome ? .yearMissing(typed) : .noSuchDay(typed)
        #expect(throws: reason) { try Spoken.date(typed, today: today) }
      }
    }
  }

  @Test("Of a moment, a day that no calendar has and an hour that no clock shows are told apart")
  func moments() throws {
    let today = try #require(Self.today)
    func read(_ typed: String) throws(RuleBroken) -> WrittenMoment {
      try Spoken.moment(typed, today: today) { _, _, _ in 0 }
    }
    #expect(throws: RuleBroken.noSuchHour("3/12/2026 25:00")) { try read("3/12/2026 25:00") }
    #expect(throws: RuleBroken.noSuchHour("3/12/2026 10:60")) { try read("3/12/2026 10:60") }
    #expect(throws: RuleBroken.noSuchDay("31/2/2026")) { try read("31/2/2026 10:30") }
    #expect(throws: RuleBroken.invalidMoment("3/12/2026")) { try read("3/12/2026") }
    #expect(Spoken.year("2026") == 2026)
    for typed in ["26", "20261", "deux mille", "+026", "0000"] {
      #expect(Spoken.year(typed) == nil, "\(typed)")
    }
  }

  @Test(
    "A number with a decimal comma or a sign is refused, never read without it",
    arguments: [
      "dans 1,5 an", "il y a 1,5 mois", "in 1.5 years", "over 2,5 weken", "dans -3 mois",
      "dans −3 mois", "dans - 3 mois", "il y a -3 jours", "-3 days ago", "in +3 days",
      "in 0 months", "dans 0 jour", "0 days ago",
    ])
  func oddNumber(_ typed: String) throws {
    let today = try #require(Self.today)
    #expect(throws: RuleBroken.invalidDate(typed)) { try Spoken.date(typed, today: today) }
    #expect(throws: RuleBroken.self) { try Spoken.past("depuis " + typed, today: today) }
  }

  @Test(
    "A comma and hyphens that belong to a date are read",
    arguments: [
      ("Oct 20, 2026", "2026-10-20"), ("2026-10-20", "2026-10-20"),
      ("20-10-2026", "2026-10-20"), ("il-y-a 1 jour", "2026-10-19"),
    ])
  func comma(_ typed: String, _ wanted: String) throws {
    let today = try #require(CalendarDate(year: 2026, month: 10, day: 20))
    #expect(try Spoken.date(typed, today: today).description == wanted)
  }

  @Test(
    "A year of two digits lacks its century, which is said",
    arguments: ["1/4/80", "01.04.80", "1 avril 80", "le 1/4/80", "20/10/26"])
  func century(_ typed: String) throws {
    let today = try #require(Self.today)
    #expect(throws: RuleBroken.centuryMissing(typed)) { try Spoken.date(typed, today: today) }
  }

  @Test(
    "An hour is refused and said, never dropped",
    arguments: [
      "20/10/2026 14:30", "20/10/2026 à 14 h 30", "2026-10-20T14:30", "2026-10-20T14:30:00Z",
      "hier 9h", "20 Oct 2026 at 2 pm", "20/10/2026 om 14.30 uur",
    ])
  func hour(_ typed: String) throws {
    let today = try #require(Self.today)
    #expect(throws: RuleBroken.hourNotKept(typed)) { try Spoken.date(typed, today: today) }
  }

  @Test("A month of the last day of another ends on its own last day")
  func endOfMonth() throws {
    let last = try #require(CalendarDate(year: 2027, month: 8, day: 31))
    #expect(try Spoken.date("dans 6 mois", today: last).description == "2028-02-29")
    #expect(try Spoken.date("in 1 month", today: last).description == "2027-09-30")
  }

  /// As typed, and the codes.
  static let lists: [(String, [Volet])] = [
    ("droits, projet", [.projet, .droits]), ("Droits,PROJET", [.projet, .droits]),
    ("santé ; séjour", [.sejour, .sante]), ("sante et sejour", [.sejour, .sante]),
    ("droits projet", [.projet, .droits]), ("rights, health", [.droits, .sante]),
    ("rechten en wonen", [.droits, .logement]), ("droits,,projet,", [.projet, .droits]),
    ("Mes papiers, mes droits, mon argent", [.droits]),
    ("Mes papiers, mes droits, mon argent, santé", [.droits, .sante]),
    ("Où je dors, mon logement; Mes rendez-vous", [.logement, .agenda]), ("", []), (" , ", []),
  ]

  @Test("Several volets, however they are separated", arguments: lists)
  func volets(_ typed: String, _ wanted: [Volet]) throws {
    #expect(try Spoken.shareableVolets(typed) == wanted)
  }

  // Never 5
  @Test("One volet that is not known, or not shareable, refuses the list")
  func wrongVolets() {
    #expect(throws: RuleBroken.unknownVolet("cuisine")) {
      try Spoken.shareableVolets("droits, cuisine")
    }
    #expect(throws: RuleBroken.voletNotShareable(.confie)) {
      try Spoken.shareableVolets("droits, confié")
    }
  }

  @Test("Every value is found by its code and by its names in every language")
  func everyName() throws {
    for language in Language.allCases {
      let words = Phrasebook(language)
      for volet in Volet.allCases {
        for name in [volet.code, words.volet(volet), words.shortName(volet)] {
          #expect(try Spoken.volet(name.uppercased()) == volet, "\(name)")
        }
      }
      for role in Role.allCases {
        #expect(try Spoken.role(words.role(role)) == role)
        #expect(try Spoken.role(role.code) == role)
      }
      for vocabulary in Vocabulary.all where vocabulary != .field {
        for code in vocabulary.offered.map(\.code) {
          let label = words.label(code, of: vocabulary)
          #expect(try Spoken.code(label, of: vocabulary) == code, "\(vocabulary.name): \(label)")
          #expect(try Spoken.code(code, of: vocabulary) == code)
        }
      }
      for proof in [ProofOfConsent.paperSignature, .screenSignature, .letter, .phoneCallback] {
        #expect(try Spoken.proof(words.proof(proof)) == proof)
        #expect(try Spoken.proof(proof.code) == proof)
      }
      #expect(try Spoken.proof(words.proof(.oralWitness("Awa B."))) == .oralWitness("Awa B."))
    }
    #expect(try Spoken.role("référente") == .referent)
    #expect(try Spoken.role("cheffe de service") == .chefService)
  }

  @Test("A witness is named after the word that asks for one")
  func witness() throws {
    for typed in ["oral:Awa", "oral : Awa", "témoin : Awa", "oral-witness:Awa", "mondeling:Awa"] {
      #expect(try Spoken.proof(typed) == .oralWitness("Awa"))
    }
    for typed in ["oral", "oral:", "oralement", "oraltémoin"] {
      #expect(throws: RuleBroken.self) { try Spoken.proof(typed) }
    }
  }

  @Test("How far back, and from when on")
  func pastAndEffect() throws {
    let today = try #require(Self.today)
    for typed in ["none", "rien", "Rien", "niets"] {
      #expect(try Spoken.past(typed, today: today) == .none)
    }
    #expect(try Spoken.past("tout", today: today) == .all)
    let since = try #require(CalendarDate(year: 2026, month: 3, day: 1))
    for typed in [
      "since:2026-03-01", "depuis 1/3/2026", "depuis le 1/3/2026", "depuis:1/3/2026",
      "depuis:3/2026", "since March 2026",
    ] {
      #expect(try Spoken.past(typed, today: today) == .since(since))
    }
    #expect(try Spoken.effective("maintenant", today: today) == .now)
    #expect(try Spoken.effective("à la sortie", today: today) == .release)
    #expect(
      try Spoken.effective("demain", today: today)
        == .on(try Spoken.date("2026-10-21", today: today)))
    #expect(throws: RuleBroken.unknownEffective("naguère")) {
      try Spoken.effective("naguère", today: today)
    }
    #expect(throws: RuleBroken.noSuchDay("31/02/2026")) {
      try Spoken.effective("31/02/2026", today: today)
    }
  }

  @Test("Damerau's distance counts a swap once")
  func distance() {
    #expect(Nearness.distance("ajouter", "ajouter") == 0)
    #expect(Nearness.distance("ajuoter", "ajouter") == 1)
    #expect(Nearness.distance("", "abc") == 3)
    #expect(Nearness.distance("abc", "") == 3)
    #expect(Nearness.distance("kitten", "sitting") == 3)
  }

  @Test("The nearest value is offered, in the words of the language")
  func nearest() {
    #expect(
      french.sentence(.rule(.unknownVolet("drois"))).contains(
        "Vouliez-vous «\u{A0}droits\u{A0}»\u{A0}?"))
    #expect(
      Phrasebook(.english).sentence(.rule(.unknownVolet("helath"))).contains(
        "Did you mean “health”?"))
    #expect(
      Phrasebook(.dutch).sentence(.rule(.unknownRole("medewreker"))).contains(
        "Bedoelde u “medewerker”?"))
    #expect(!french.sentence(.rule(.unknownVolet("xylophone"))).contains("ouliez-vous"))
  }
}
