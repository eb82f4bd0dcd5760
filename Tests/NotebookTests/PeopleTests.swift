import CaseFile
import Envelope
import Testing

@testable import Notebook
@testable import Replica

@Suite("People by their names")
struct PeopleTests {
  private func date(_ text: String) throws -> CalendarDate { try CalendarDate(parsing: text) }

  @Test("A session that stays open finds people by the names that another process wrote since")
  func writtenElsewhere() throws {
    let town = Town(seed: 2101)
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "Alma Rey", born: nil, zone: 0, at: town.now)
    let other = try WorkerSession.open(
      at: office.folder, with: .worker(name: "Marc", passphrase: Town.passphrase),
      chance: Seed(2102).chance)
    func found(_ word: String) throws -> [String] {
      try office.notebook.search(word, at: town.now).people.map(\.name)
    }
    #expect(try found("alma") == ["Alma Rey"])
    town.tickOne()
    _ = try other.editPerson(file.description, name: "Ida Rey", born: nil, zone: 0, at: town.now)
    #expect(try found("alma") == [])
    #expect(try found("ida") == ["Ida Rey"])
    _ = try other.openCase(name: "Alma Sol", born: nil, zone: 0, at: town.now)
    #expect(try found("alma") == ["Alma Sol"])
  }

  @Test("A name is taken where a number is, folded, in any order, by its beginning")
  func byName() throws {
    let town = Town(seed: 340)
    let office = try town.office("Permanence", worker: "Inès")
    let book = office.notebook
    let samira = try book.openCase(
      name: "Samira Delacroix-Noël", born: try date("1990-03-02"), zone: 0, at: town.now)
    let ana = try book.openCase(name: "Ana", born: nil, zone: 0, at: town.now)
    let anais = try book.openCase(name: "Anaïs", born: nil, zone: 0, at: town.now)
    for typed in ["samira", "SAMIRA DELACROIX NOEL", "noël samira", "Delacroix", "samira 1990"] {
      #expect(try book.showCase(typed, at: town.now).summary.id == samira, "\(typed)")
    }
    #expect(try book.showCase("ana", at: town.now).summary.id == ana)
    #expect(try book.showCase("anais", at: town.now).summary.id == anais)
    #expect(throws: NotebookError.self) { try book.showCase("Zoé", at: town.now) }
    #expect(throws: NotebookError.self) { try book.showCase("  ", at: town.now) }
    _ = try book.addNote(
      NoteDraft(
        volet: .droits, kind: "entretien", title: nil, happened: nil, written: nil, text: "Un mot."),
      to: "Samira", zone: 0, at: town.now)
    #expect(try town.texts(office, "Samira") == ["Un mot."])
    #expect(try book.search("delacroix", at: town.now).people.map(\.place) == [.own(samira)])
  }

  // Never 9
  @Test("A name of several gives what tells them apart; a year of birth decides")
  func namesakes() throws {
    let town = Town(seed: 341)
    let book = try town.office("Permanence", worker: "Inès").notebook
    let first = try book.openCase(
      name: "Karim B.", born: try date("1994"), zone: 0, at: town.now)
    #expect(try book.namesakes(of: first, at: town.now).isEmpty)
    let second = try book.openCase(
      name: "B. Karim", born: try date("1988-05"), zone: 0, at: town.now)
    #expect(try book.namesakes(of: second, at: town.now).map(\.place) == [.own(first)])
    #expect {
      try book.showCase("Karim", at: town.now)
    } throws: { error in
      guard case NotebookError.severalPeople(let typed, let people) = error else { return false }
      return typed == "Karim" && Set(people.map(\.born)) == ["1994", "1988-05"]
    }
    #expect(try book.showCase("Karim B 1988", at: town.now).summary.id == second)
    #expect(
      try book.listCases().map(\.born).sorted { ($0 ?? "") < ($1 ?? "") } == ["1988-05", "1994"])
  }

  @Test(
    "A name of one word that others have too is nobody's alone; a beginning of a word is no word")
  func oneOfSeveralWords() throws {
    let town = Town(seed: 347)
    let book = try town.office("Permanence", worker: "Inès").notebook
    func open(_ name: String, _ born: String? = nil) throws -> CaseID {
      try book.openCase(name: name, born: try born.map(date), zone: 0, at: town.now)
    }
    func meant(_ typed: String) -> Set<CaseID> {
      do {
        return [try book.showCase(typed, at: town.now).summary.id]
      } catch NotebookError.severalPeople(_, let people) {
        return Set(people.compactMap(\.caseFile))
      } catch {
        return []
      }
    }
    let bare = try open("Amel", "1990")
    let (one, other) = (try open("Amel Rossi", "1994"), try open("Rossi Amel"))
    _ = try open("Amelia Rossi")
    #expect(meant("Amel") == [bare, one, other])
    #expect(meant("rossi amel") == [one, other])
    #expect(meant("Amel 1990") == [bare])
    #expect(meant("Amel Rossi 1994") == [one])
    let short = try open("Kaïs D.")
    _ = try open("Kaïs Dupont")
    #expect(meant("Kaïs D.") == [short])
  }

  // Never 28
  @Test("A birth alone names nobody, and tells nobody that two were born alike")
  func birthAlone() throws {
    let town = Town(seed: 343)
    let book = try town.office("Permanence", worker: "Inès").notebook
    let first = try book.openCase(
      name: "Karim B.", born: try date("1994-01-01"), zone: 0, at: town.now)
    for other in ["", "Odile V."] {
      if !other.isEmpty {
        _ = try book.openCase(name: other, born: try date("1994-01-01"), zone: 0, at: town.now)
      }
      for typed in ["1994", "1994-01-01", "01 01 1994", "1994 01"] {
        #expect {
          try book.showCase(typed, at: town.now)
        } throws: { error in
          if case NotebookError.severalPeople = error { false } else { true }
        }
        #expect(try book.search(typed, at: town.now).people.isEmpty, "\(typed)")
      }
    }
    #expect(try book.showCase("kar 1994", at: town.now).summary.id == first)
  }

  @Test(
    "She is found by every name on her card or the beginning of one, and of several none is the first"
  )
  func everyName() throws {
    let town = Town(seed: 345)
    let book = try town.office("Permanence", worker: "Inès").notebook
    let aicha = try book.openCase(name: "Aïcha Diallo", born: nil, zone: 0, at: town.now)
    town.tickOne()
    _ = try book.editPerson(
      "Aïcha",
      [
        "birth_name": ["Bén-Ali"], "first_names": ["Aïcha", "Mariam"], "aliases": ["Momo le Grand"],
      ], zone: 0, at: town.now)
    for typed in [
      "BEN ALI", "benali", "mariam", "mar", "momo", "grand momo", "aicha benali", "diallo mariam",
    ] {
      #expect(try book.showCase(typed, at: town.now).summary.id == aicha, "\(typed)")
      #expect(try book.listCases(named: typed).map(\.id) == [aicha], "\(typed)")
    }
    #expect(try book.listCases(named: "zoé").isEmpty)
    let marie = try book.openCase(name: "Marie Sol", born: nil, zone: 0, at: town.now)
    let momo = try book.openCase(name: "Momo Le Grand", born: nil, zone: 0, at: town.now)
    func several(_ typed: String) -> Set<CaseID> {
      do {
        return [try book.showCase(typed, at: town.now).summary.id]
      } catch NotebookError.severalPeople(_, let people) {
        return Set(people.compactMap(\.caseFile))
      } catch {
        return []
      }
    }
    #expect(several("mar") == [aicha, marie])
    // An alias is a whole name as another is.
    #expect(several("Momo le grand") == [aicha, momo])
    #expect(Set(try book.listCases(named: "mar").map(\.id)) == [aicha, marie])
  }

  @Test("Who may be taken for her by another name is told at once, with the last contact")
  func likened() throws {
    let town = Town(seed: 346)
    let office = try town.office("Permanence", worker: "Inès")
    let book = office.notebook
    let first = try book.openCase(
      name: "Aïcha Diallo", born: try date("1990"), zone: 0, at: town.now)
    town.tickOne()
    _ = try book.editPerson(
      "Aïcha", ["birth_name": ["Benali"], "aliases": ["Momo"]], zone: 0, at: town.now)
    for day in ["2026-02-03", "2026-01-02"] {
      town.tickOne()
      _ = try book.addRecord(
        RecordDraft(.contact, in: .interne, ["kind": ["entretien"], "happened": [day]]),
        to: first.description, zone: 0, at: town.now)
    }
    for (name, isLike) in [
      ("benali aïcha", true), ("MOMO", true), ("Aïcha", false), ("Ali Diallo", false),
    ] {
      town.tickOne()
      let file = try book.openCase(name: name, born: nil, zone: 0, at: town.now)
      let found = try book.namesakes(of: file, at: town.now).filter { $0.place == .own(first) }
      #expect(found.count == (isLike ? 1 : 0), "\(name)")
      #expect(found.allSatisfy { $0.lastContact?.description == "2026-02-03" })
      #expect(found.allSatisfy { $0.otherNames.all == ["Benali", "Momo"] })
    }
    let looks = try book.accessLog(first.description, at: town.now).events.filter {
      $0.action == "read" && $0.volets.contains("interne")
    }
    #expect(!looks.isEmpty)
  }

  @Test("A name and a birth are corrected, and what stood before is kept")
  func corrected() throws {
    let town = Town(seed: 342)
    let book = try town.office("Permanence", worker: "Inès").notebook
    let id = try book.openCase(name: "Samria", born: nil, zone: 0, at: town.now)
    town.tickOne()
    let done = try book.editPerson(
      "Samria", name: "Samira", born: try date("1990"), zone: 60, at: town.now)
    #expect(done.caseFile == id && !done.written.isUnchanged)
    #expect(
      try book.editPerson("Samira", name: "Samira", born: nil, zone: 60, at: town.now).written
        .isUnchanged)
    let shown = try book.showCase("Samira", at: town.now)
    #expect(shown.summary.name == "Samira" && shown.born == "1990")
    let history = try book.personHistory("Samira", at: town.now)
    #expect(history.map { $0.values["name"] } == [["Samria"], ["Samira"]])
    #expect(history.map { $0.values["born"] } == [nil, ["1990"]])
    #expect(throws: NotebookError.self) {
      try book.editPerson("Samira", name: nil, born: try date("2090"), zone: 0, at: town.now)
    }
    #expect(throws: NotebookError.self) {
      try book.openCase(name: "Zoé", born: try date("1850"), zone: 0, at: town.now)
    }
  }

  @Test("What is received is named by the person, and shows her birth")
  func received() throws {
    let town = Town(seed: 344)
    let prison = try town.office("Permanence", worker: "Inès")
    let housing = try town.office("Maison", worker: "Marc")
    try town.pair(prison, housing)
    let file = try prison.notebook.openCase(
      name: "Samira Delacroix", born: try date("1990-03"), zone: 0, at: town.now)
    let terms = try town.terms(to: "Maison", [.droits], past: .all)
    _ = try prison.notebook.giveConsent(terms, for: file.description, zone: 0, at: town.now)
    try town.write(prison, file, .droits, "Un mot.")
    try town.exchange(prison.notebook, housing.notebook)
    #expect(try town.texts(housing, "delacroix") == ["Un mot."])
    let own = try housing.notebook.openCase(
      name: "Samira Delacroix", born: nil, zone: 0, at: town.now)
    let row = try #require(try housing.notebook.listReceived(at: town.now).first)
    #expect(row.born == "1990-03")
    #expect(row.alike.map(\.place) == [.own(own)])
    let linked = try housing.notebook.link("samira", to: "Samira", at: town.now)
    #expect(linked.caseFile == own)
    #expect(throws: NotebookError.self) {
      try prison.notebook.giveConsent(terms, for: file.description, zone: 0, at: town.now)
    }
  }
}

@Suite("Who is only received is said to be so", .timeLimit(.minutes(10)))
struct OnlyReceivedTests {
  @Test(
    "A list that finds nobody of a name knows how many received shares are of it, however it is typed"
  )
  func counted() throws {
    let two = try TwoServices(990)
    let town = two.town
    _ = try two.prison.notebook.editPerson(
      two.file.description, ["name": ["Aïcha Benoît"]], zone: 0, at: town.now)
    _ = try two.give([.contact, .projet], past: .all)
    try two.meet()
    let housing = two.housing.notebook
    for typed in ["aicha", "BENOIT", "Aïcha Benoît", "aïc ben"] {
      #expect(try housing.listCases(named: typed).isEmpty, "\(typed)")
      #expect(try housing.countReceived(named: typed, at: town.now) == 1, "\(typed)")
    }
    #expect(try housing.countReceived(named: "zoé", at: town.now) == 0)
    #expect(try two.prison.notebook.countReceived(named: "aicha", at: town.now) == 0)
  }
}
