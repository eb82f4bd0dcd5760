import CaseFile
import Notebook
import SampleKinds
import Testing

@testable import Words

@Suite("Records of every kind, in words")
struct RecordWordsTests {
  private static func plain(_ text: String) -> String {
    String(text.map { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 })
  }

  private static func row(
    _ type: RecordType, _ values: [String: [String]], in volet: Volet = .droits
  ) -> RecordRow {
    RecordRow(
      id: "7f31", caseID: "c0", volet: volet, type: type, values: values, author: "Claire",
      service: "Oseille", entered: afternoon)
  }

  @Test(
    "A kind that no file names is shown by its codes, listed, told to programs, and in the copy")
  func vehicle() throws {
    let values = [
      "plate": ["AB-123"], "insured_until": ["2027-03"], "remarks": ["Rouge <vif>.\n"],
    ]
    let row = Self.row(.vehicle, values, in: .emploi)
    let page = RecordPage(row: row)
    let book = Phrasebook(.french)
    let shown = Self.plain(book.recordPage(page))
    #expect(shown.contains("Plate : AB-123\n") && shown.contains("Insured until : 03/2027\n"))
    #expect(shown.contains("Remarks :\nRouge <vif>.\n"), "\(shown)")
    #expect(book.recordList([row]).contains("AB-123 – 03/2027 – Rouge <vif>."))
    #expect(page.recordJSON.text.contains(#""fields":{"plate":"AB-123","insured_until":"2027-03""#))
    let export = CaseExport(
      caseID: "c0", service: "Oseille", names: ["Ana"], madeAt: afternoon, madeBy: "Claire",
      volets: [
        .init(
          volet: .emploi,
          records: [
            .init(
              page: page,
              history: [
                RecordVersionRow(
                  change: "aa", author: "Claire", entered: morning, type: .vehicle,
                  values: ["plate": ["AB-12"]])
              ])
          ])
      ])
    let text = Self.plain(book.export(export, as: .text))
    #expect(text.contains("1 fiche que Oseille garde") || text.contains("1 fiche qu"), "\(text)")
    #expect(text.contains("  Plate : AB-123\n") && text.contains("Plate : AB-12\n"), "\(text)")
    let html = book.export(export, as: .html)
    #expect(html.contains("<dt>Plate</dt><dd>AB-123</dd>") && html.contains("Rouge &lt;vif&gt;."))
    #expect(book.export(export, as: .json).contains("\"insured_until\": \"2027-03\""))
  }

  @Test("Closing says what was to come and leaves the agenda, and nothing where nothing was")
  func closingWithDue() {
    var page = ClosingPage(id: "c0")
    #expect(!Phrasebook(.english).caseClosed(page).contains("agenda"))
    (page.appointments, page.deadlines) = (2, 1)
    let text = Phrasebook(.english).caseClosed(page)
    #expect(text.contains("2 appointments and 1 deadline;"), "\(text)")
    #expect(page.json.text.contains(#""appointments":2,"deadlines":1"#))
  }

  @Test("What is hidden in a history is said to be so, and how it is seen; it was not emptied")
  func hiddenInHistory() {
    let version = RecordVersionRow(
      change: "aa", author: "Claire", entered: morning, type: .contactPoint,
      values: ["safe": ["non"]], changed: ["value", "safe"], hidden: ["value"])
    let text = Self.plain(Phrasebook(.french).recordHistory([version], of: "7f31"))
    #expect(text.contains(" : masqué\n") && !text.contains("vidé"), "\(text)")
    #expect(text.contains("7f31 --a-risque"), "\(text)")
    #expect(version.json.text.contains(#""hidden":["value"]"#))
    let row = Self.row(.contactPoint, ["safe": ["non"]], in: .contact)
    func shown(_ hides: Bool) -> String {
      Phrasebook(.french).recordPage(RecordPage(row: row, hidesConflict: hides))
    }
    #expect(shown(true).contains("--a-risque") && !shown(false).contains("--a-risque"))
  }

  @Test(
    "The copy says in the place of a hidden number that it may be asked for, and who made it is told",
    arguments: Language.allCases)
  func hiddenInCopy(_ language: Language) {
    let words = Phrasebook(language)
    func export(_ hidden: Set<String>) -> CaseExport {
      var row = Self.row(.contactPoint, ["safe": ["non"], "holder": ["une tante"]], in: .contact)
      row.hidden = hidden
      return CaseExport(
        caseID: "c0", service: "Oseille", names: ["A. V."], madeAt: morning, madeBy: "Claire",
        volets: [.init(volet: .contact, records: [.init(page: RecordPage(row: row))])])
    }
    let said = words.say(
      "masqué : demandez-le", "hidden: ask for it", "verborgen: vraag ernaar")
    for format in [ExportFormat.text, .html] {
      #expect(words.export(export(["value"]), as: format).contains(said))
      #expect(!words.export(export([]), as: format).contains(said))
    }
    let option = "--" + (OptionSpelling.names(of: "unsafe", in: words).first ?? "unsafe")
    for (hidden, isTold) in [(Set(["value"]), true), ([], false)] {
      #expect(words.exported(export(hidden)).contains(option) == isTold)
      #expect(words.exported(file: "x", export(hidden)).contains(option) == isTold)
    }
    #expect(words.export(export(["value"]), as: .json).contains("\"hidden\""))
  }

  // Never 22
  @Test(
    "A copy in any form covers what is not to be used in the words of a note",
    arguments: Language.allCases)
  func covered(_ language: Language) {
    let words = Phrasebook(language)
    let row = Self.row(
      .note, ["title": ["Il a dit 0470112233"], "text": ["Appelé au 0470 11\n22 33, hier."]])
    var export = CaseExport(
      caseID: "c0", service: "Oseille", names: ["A. V."], madeAt: morning, madeBy: "Claire",
      volets: [.init(volet: .contact, records: [.init(page: RecordPage(row: row))])])
    for format in ExportFormat.allCases {
      #expect(words.export(export, as: format).contains("0470112233"))
    }
    export.covered = HiddenDigits(["+32 470 11 22 33"])
    for format in ExportFormat.allCases {
      let copy = words.export(export, as: format)
      #expect(!copy.contains("0470") && !copy.contains("22 33"), "\(copy)")
      #expect(copy.ranges(of: words.coverMark).count >= 2, "\(copy)")
    }
    let option = "--" + (OptionSpelling.names(of: "unsafe", in: words).first ?? "unsafe")
    #expect(words.exported(export).contains(option))
  }

  @Test(
    "What is covered may be cut by words, and its cover leaves the page whole",
    arguments: Language.allCases)
  func coveredAcrossWords(_ language: Language) {
    let words = Phrasebook(language)
    let row = Self.row(
      .note,
      [
        "title": ["0470"],
        "text": ["\u{301}11 22 33. Le 0470 (l’après-midi, d'ici là) 11 22 33, <hier>."],
      ])
    var export = CaseExport(
      caseID: "c0", service: "Oseille", names: ["A. V."], madeAt: morning, madeBy: "Claire",
      volets: [.init(volet: .contact, records: [.init(page: RecordPage(row: row))])])
    let tags = words.export(export, as: .html).unicodeScalars.count { $0 == "<" }
    export.covered = HiddenDigits(["0470 11 22 33"])
    for format in ExportFormat.allCases {
      let copy = words.export(export, as: format)
      #expect(!copy.contains("midi"), "\(copy)")
    }
    let page = words.export(export, as: .html)
    #expect(page.unicodeScalars.count { $0 == "<" } == tags)
    #expect(page.contains("&lt;hier&gt;"))
  }

  @Test("The copy calls what a record refers to by its title, or its kind, and by no number")
  func referencesInCopy() {
    let (here, absent) = (String(repeating: "a1", count: 16), String(repeating: "b2", count: 16))
    var request = Self.row(.request, ["words": ["Un logement à Namur"]])
    request.id = here
    let right = Self.row(.right, ["right": ["rsa"], "request": [here, absent]])
    var page = RecordPage(row: right)
    page.conflicts = RecordType.right.fields.filter { $0.code == "request" }.map { field in
      ConflictingField(
        type: .right, field: field, member: nil,
        values: [here, absent].map { WrittenValue(value: $0, author: "Hugo", entered: morning) })
    }
    let version = RecordVersionRow(
      change: "aa", author: "Claire", entered: morning, type: .right,
      values: ["request": [absent]], changed: ["request"])
    let export = CaseExport(
      caseID: "c0", service: "Oseille", names: ["A. V."], madeAt: morning, madeBy: "Claire",
      volets: [
        .init(
          volet: .droits,
          records: [.init(page: page, history: [version]), .init(page: RecordPage(row: request))])
      ])
    for language in Language.allCases {
      for format in [ExportFormat.text, .html] {
        let text = Phrasebook(language).export(export, as: format)
        #expect(!text.contains(here.prefix(8)) && !text.contains(absent.prefix(8)), "\(text)")
        // Of itself, of the right, of the conflict.
        #expect(text.split(separator: "Un logement à Namur").count > 3, "\(text)")
      }
    }
    // A program gets the numbers.
    #expect(Phrasebook(.french).export(export, as: .json).contains(absent))
  }

  @Test("Each content is told in the words of the language")
  func values() {
    let right = Self.row(
      .right,
      [
        "right": ["rsa"], "state": ["a_ouvrir", "accorde"],
        "missing_papers": ["CNI vue", "Bail vu"],
        "lead_days": ["90"], "request": ["0123456789abcdef0123456789abcdef"],
      ], in: .justice)
    let facts = Phrasebook(.french).facts(right.values, of: .right).map { $0.value }
    #expect(Self.plain("\(facts)").contains("à ouvrir / accordé"))
    #expect(facts.contains { Self.plain($0) == "CNI vue ; Bail vu" })
    #expect(facts.contains("01234567") && facts.contains("90"))
    let appointment = Self.row(
      .appointment,
      ["when": ["2026-12-03T10:30+01:00"], "slip_given": ["true"], "status": ["en_orbite"]])
    let told = Phrasebook(.dutch).facts(appointment.values, of: .appointment).map { $0.value }
    #expect(told.contains("ja"))
    #expect(told.contains("en_orbite (geschreven met een nieuwere versie)"))
    #expect(told.contains { $0.contains("03/12/2026") && $0.contains("10.30") }, "\(told)")
  }

  @Test(
    "A member that one put in and another took out is told as that, and a conflict with its field")
  func conflicts() throws {
    let themes = try #require(RecordType.request["themes"])
    let conflict = ConflictingField(
      type: .request, field: themes, member: "emploi",
      values: [
        WrittenValue(value: "emploi", author: "Claire", entered: morning),
        WrittenValue(value: nil, author: "Hugo", entered: afternoon),
      ])
    let page = RecordPage(
      row: Self.row(.request, ["themes": ["papiers", "emploi"]]), conflicts: [conflict])
    let text = Self.plain(Phrasebook(.french).recordPage(page))
    #expect(text.contains("Thèmes : emploi : 2 versions"), "\(text)")
    #expect(text.contains("ajouté – écrit par Claire") && text.contains("retiré – écrit par Hugo"))
    #expect(conflict.json.text.contains(#""field":"themes","member":"emploi""#))
  }

  // Never 26
  @Test("What she says is shown as it was written, whatever the language of the screen")
  func ownWords() {
    let said = "Ik wil mijn papieren, c’est tout ; niks meer."
    for type in RecordType.all {
      for field in type.fields where field.isOwnWords {
        let page = RecordPage(row: Self.row(type, [field.code: [said]]))
        for language in Language.allCases {
          let shown = Phrasebook(language).recordPage(page)
          #expect(shown.contains(said), "\(type.code).\(field.code): \(shown)")
        }
        #expect(page.recordJSON.text.contains(said), "\(type.code).\(field.code)")
      }
    }
  }

  // Never 2
  @Test("No list tells of a prison: neither a code nor a field that does")
  func quiet() {
    let values = ["right": ["rsa"], "suspended_because": ["detention"], "lead_days": ["9"]]
    let heading = Phrasebook(.french).heading(values, of: .right)
    #expect(heading == "RSA")
    let request = ["channel": ["courrier"], "themes": ["papiers", "plan_detention"]]
    #expect(Phrasebook(.french).heading(request, of: .request) == "papiers")
    let point = ["kind": ["via_prison"], "value": ["Bâtiment B"]]
    #expect(
      Phrasebook(.french).heading(point, of: .contactPoint)
        == "à demander à chaque fois – Bâtiment B")
  }

  @Test("What tells of a prison is said to stand apart only where a record may live elsewhere")
  func penalHelp() throws {
    let book = Phrasebook(.french)
    let lead = try #require(RecordType.right["lead_days"])
    let place = try #require(RecordType.contact["place"])
    #expect(book.help(lead, in: .right).text.contains("(à part, volet justice)"))
    #expect(!book.help(place, in: .contact).text.contains("volet"))
    let met = ["kind": ["entretien"], "outcome": ["empeche_prison"], "place": ["Parloir 3"]]
    #expect(book.heading(met, of: .contact) == "entretien")
    // Her view and the worker's are told apart.
    let bilan = ["wishes": ["Revoir ma sœur."], "wishes_seen": ["Un foyer."]]
    #expect(
      Self.plain(book.heading(bilan, of: .assessment))
        == "Souhaits dits : Revoir ma sœur. – Souhaits observés : Un foyer.")
  }

  @Test("In each language a field has an option of its own, that is none of the command’s")
  func options() {
    let common = [
      "home", "as", "passphrase-file", "lang", "json", "without-peers", "clock-is-right", "volet",
      "from", "deleted", "help",
    ]
    let volets = OptionSpelling.spellings(of: "volet").map(WordKey.key)
    let taken = Set(common.flatMap(OptionSpelling.spellings).map(WordKey.key))
    for language in Language.allCases {
      let book = Phrasebook(language)
      for type in RecordType.all {
        // Of a kind of the service nobody says in which volet it stands.
        let taken = type.isOfService ? taken.subtracting(volets) : taken
        var owners: [String: String] = [:]
        for field in type.fields {
          for name in type.optionNames(of: field, in: book).map(WordKey.key) {
            let other = owners.updateValue(field.code, forKey: name)
            #expect(other == nil || other == field.code, "\(type.code): \(name)")
            #expect(!taken.contains(name), "\(type.code).\(field.code): \(name)")
            #expect(name.wholeMatch(of: /[a-z ]+/) != nil, "\(type.code): \(name)")
          }
        }
      }
    }
  }

  @Test("No two kinds share a name, and none is that of another command")
  func commands() {
    var owners: [String: String] = [:]
    // A command of two words stands below another one, where no kind does.
    let others = Set(
      Command.allCases.filter { $0 != .person && $0 != .note }.flatMap {
        [$0.rawValue, $0.frenchName]
      }.filter { !$0.contains(" ") }.map(WordKey.key))
    for type in RecordType.all {
      for name in type.commandNames.map(WordKey.key) {
        let other = owners.updateValue(type.code, forKey: name)
        #expect(other == nil || other == type.code, "\(name)")
        #expect(!others.contains(name), "\(name)")
      }
    }
  }

  @Test("A moment is read as people say it, and refused without its hour")
  func moments() throws {
    let today = try CalendarDate(parsing: "2026-11-30")
    func read(_ typed: String) throws -> String {
      try Spoken.moment(typed, today: today) { day, _, _ in day.month == 7 ? 120 : 60 }.description
    }
    for typed in [
      "3/12/2026 10:30", "3/12/2026 10h30", "3/12/2026 à 10 h 30", "le 3/12/2026 10:30",
      "3 déc. 2026 10:30", "2026-12-03 10:30", "2026-12-03T10:30", "2026-12-03T10:30+01:00",
      "3 Dec 2026 at 10:30",
    ] {
      #expect(try read(typed) == "2026-12-03T10:30+01:00", "\(typed)")
    }
    for typed in ["demain 9h", "demain à 9 h", "tomorrow 9:00", "morgen 9u", "demain à 9"] {
      #expect(try read(typed) == "2026-12-01T09:00+01:00", "\(typed)")
    }
    #expect(try read("1/7/2027 9h") == "2027-07-01T09:00+02:00")
    for typed in ["", "jeudi", "3/12/2026", "10:30", "3/12/2026 24:30", "3/12/2026 10:60"] {
      #expect(throws: RuleBroken.self, "\(typed)") { try read(typed) }
    }
  }

  @Test("Yes and no are read in three languages")
  func flags() throws {
    for typed in ["oui", "Yes", "ja", "true"] { #expect(try Spoken.flag(typed)) }
    for typed in ["non", "NO", "nee", "false"] { #expect(try !Spoken.flag(typed)) }
    #expect(throws: RuleBroken.invalidFlag("peut-être")) { try Spoken.flag(" peut-être ") }
  }

  @Test("Rules of one cell are told beside each other, and none of a service that wrote none")
  func rules() {
    let book = Phrasebook(.french)
    func rule(_ volet: Volet, _ access: String) -> RecordRow {
      let values = ["role": ["stagiaire"], "volet": [volet.code], "access": [access]]
      return Self.row(.roleAccess, values, in: .interne)
    }
    var gone = rule(.projet, "rien")
    gone.standing = .deleted
    let told = Self.plain(
      book.rulesOfOneCell([
        rule(.projet, "lecture"), rule(.sante, "rien"), rule(.projet, "rien"), gone,
      ]))
    #expect(
      told.hasPrefix("2 règles pour stagiaire, volet projet : la plus étroite vaut."), "\(told)")
    #expect(told.split(separator: "\n").count == 1)
    #expect(book.rulesOfOneCell([rule(.projet, "lecture"), gone]).isEmpty)
    #expect(Self.plain(book.recordList([], of: .roleAccess)).contains("proposition du métier"))
    let erased = book.erasedWhich(
      ErasedRecordRow(
        record: "7f31", type: .roleAccess, person: "", volet: .interne,
        values: ["role": ["stagiaire"]], author: "Claire", entered: afternoon))
    #expect(!erased.contains("Suivi") && !erased.contains("Volet\u{A0}:"), "\(erased)")
  }

  @Test("Sentences about a record of another kind speak of a record, and of its commands")
  func nouns() {
    let book = Phrasebook(.french)
    let saved = Self.plain(
      book.recordSaved(
        id: "7f31", willReach: [], willNotReach: [],
        outcome: RecordOutcome(of: .right, isApart: true)))
    #expect(saved.contains("Fiche : 7f31"), "\(saved)")
    #expect(saved.contains("« carnet fiche montrer »"), "\(saved)")
    #expect(Self.plain(book.recordDeleted(RecordOutcome(of: .right))).hasPrefix("Fiche supprimée"))
    #expect(Self.plain(book.recordDeleted()).hasPrefix("Note supprimée"))
    #expect(!book.recordDeleted(RecordOutcome(of: .roleAccess)).contains("personne"))
    let outcome = RecordOutcome(of: .right, version: "aa").json(record: "7f31", change: "bb").text
    #expect(outcome.hasPrefix(#"{"record":"7f31","kind":"right","change":"bb""#))
  }

  @Test(
    "People met without a case file are told by their number, and added up by kind below the list")
  func sums() {
    func row(_ kind: String, _ people: [String], _ standing: RecordSummary.State = .current)
      -> RecordRow
    {
      RecordRow(
        id: "7f31aabb7f31aabb", caseID: "", volet: .ofService, type: .outreach,
        values: ["kind": [kind], "people": people], author: "Claire", service: "Oseille",
        entered: nil, standing: standing)
    }
    let rows = [
      row("aller_vers", ["12"]), row("aller_vers", ["3"]), row("aller_vers", []),
      row("information", ["20"]), row("aller_vers", ["5", "6"]),
      row("information", ["99"], .deleted),
    ]
    let text = Self.plain(Phrasebook(.french).recordList(rows, of: .outreach))
    for words in [
      "Nombre de personnes : 12", "aller vers : 15 (2 fiches sans nombre)", "en tout : 35",
    ] {
      #expect(text.contains(words), "\(words): \(text)")
    }
    for (language, words) in [(Language.english, "in all: 35"), (.dutch, "in totaal: 35")] {
      #expect(Phrasebook(language).recordList(rows, of: .outreach).contains(words))
    }
    #expect(!Phrasebook(.french).recordList(rows).contains("en tout"))
  }
}
