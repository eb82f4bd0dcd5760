import CaseFile
import Testing

@Suite("What is odd in a record is told where it is saved, and refused by nobody")
struct RecordDoubtTests {
  private func doubts(
    _ type: RecordType, _ values: [String: [String]], in volet: Volet = .droits,
    giving: Set<String>? = nil, mayWrite: (Volet) -> Bool = { _ in true }
  ) throws -> [RecordDoubt] {
    let record = try #require(Record(try RecordEdit.creation(type, values, in: volet)))
    return record.doubts(giving: giving ?? Set(values.keys), in: volet, mayWrite: mayWrite)
  }

  private func name(_ field: String) -> FieldName { FieldName("right." + field) }

  @Test(
    "A refusal, a suspension, an appeal and a step of the service are told without what they rest on, and not with it"
  )
  func unsaid() throws {
    let cases = [
      ("state", "refuse", "refusal_reason"), ("state", "suspendu", "suspended_because"),
      ("who", "le_service", "who_reason"), ("state", "ne_souhaite_pas", "non_take_up"),
      ("state", "recours", "appeal"), ("state", "saisine_mediateur", "appeal"),
    ]
    for (field, code, reason) in cases {
      let told = RecordDoubt.unsaid(name(reason), where: name(field), is: code)
      #expect(try doubts(.right, [field: [code]]) == [told])
      #expect(try doubts(.right, [field: [code]], giving: ["right"]).isEmpty)
      let given = ["suspended_because": "radiation", "non_take_up": "non_demande"][reason]
      #expect(
        try doubts(.right, [field: [code], reason: [given ?? "Parce que."]], in: .justice).isEmpty)
    }
    #expect(try doubts(.right, ["state": ["suspendu"]]) { $0 != .justice }.isEmpty)
    #expect(try doubts(.right, ["state": ["accorde"], "who": ["ensemble"]]).isEmpty)
  }

  @Test("A request without words is told when it is added and when they go, and at no other moment")
  func unwritten() throws {
    let told = [RecordDoubt.unwritten(FieldName("request.words"))]
    #expect(try doubts(.request, [:], in: .projet) == told)
    #expect(try doubts(.request, ["themes": ["papiers"]], in: .projet) == told)
    let said = try #require(
      Record(try RecordEdit.creation(.request, ["words": ["Mes papiers."]], in: .projet)))
    let silent = try #require(
      Record(try RecordEdit.creation(.request, ["themes": ["papiers"]], in: .projet)))
    #expect(said.doubts(giving: ["words"], in: .projet).isEmpty)
    #expect(silent.doubts(giving: ["words"], in: .projet, after: said) == told)
    #expect(silent.doubts(giving: ["themes"], in: .projet, after: silent).isEmpty)
  }

  @Test(
    "A period that opens before somebody is surely of age is told, unless the age is named as not met"
  )
  func younger() throws {
    func told(_ born: [String], _ values: [String: [String]]) throws -> Bool {
      let record = try #require(
        Record(try RecordEdit.creation(.period, values, in: .interne)))
      let found = record.doubts(giving: Set(values.keys), in: .interne, births: born)
      return found.contains(
        .younger(
          than: 18, on: FieldName("period.opened"), unsaid: FieldName("period.unmet"), code: "age"))
    }
    let opened = ["opened": ["2026-11-30"]]
    for born in ["2014", "2009", "2008-12", "2008-12-01"] {
      #expect(try told([born], opened), "\(born)")
      #expect(try !told([born], opened.merging(["unmet": ["age"]]) { $1 }))
      #expect(try told([born], opened.merging(["unmet": ["territoire"]]) { $1 }))
    }
    for born in ["2008", "2008-11", "2008-11-30", "1990", "9999-99"] {
      #expect(try !told([born], opened), "\(born)")
    }
    #expect(try !told(["2014", "1984"], opened) && !told([], opened))
    #expect(try !told(["2014"], ["referent": ["Ada"]]))
    // A year alone may end after the birthday.
    #expect(try !told(["2008-12-01"], ["opened": ["2026"]]))
  }

  @Test("Of an order of the police it is told what is not written; so is what kept her away")
  func unsaidElsewhere() throws {
    func told(_ type: RecordType, _ values: [String: [String]]) throws -> [String] {
      try doubts(type, values, in: .interne).compactMap { doubt in
        guard case .unsaid(let reason, _, _) = doubt else { return nil }
        return reason.name
      }
    }
    let order = ["kind": ["requisition"], "informed": ["oui"]]
    let all = ["party", "paper", "legal_basis", "given"]
    #expect(try told(.act, order) == all.map { "act.\($0)" })
    let whole = order.merging(all.map { ($0, ["Vu."]) }) { $1 }
    #expect(try told(.act, whole).isEmpty)
    #expect(try told(.act, ["kind": ["danger"], "informed": ["oui"]]).isEmpty)
    let contact = ["kind": ["entretien"], "outcome": ["empeche_prison"]]
    #expect(try told(.contact, contact) == ["contact.prevented_by"])
    #expect(try told(.contact, contact.merging(["prevented_by": ["blocage"]]) { $1 }).isEmpty)
    #expect(try told(.contact, contact.merging(["outcome": ["absent"]]) { $1 }).isEmpty)
  }

  @Test("Two dates in the wrong order are told; a month or a year that may be in order is not")
  func crossed() throws {
    let told = [RecordDoubt.crossed(name("state_since"), name("valid_until"))]
    func dates(_ since: String, _ until: String) throws -> [RecordDoubt] {
      try doubts(.right, ["state_since": [since], "valid_until": [until]])
    }
    #expect(try dates("2026-05-02", "2026-05-01") == told)
    #expect(try dates("2026-05-02", "2025") == told)
    #expect(try dates("2026-05-02", "2026-05-02").isEmpty)
    #expect(try dates("2026-05-02", "2026-05").isEmpty)
    #expect(try dates("2026-05-02", "2026").isEmpty)
  }

  @Test("A paper from after it came, an end before its beginning and another day are told")
  func crossedElsewhere() throws {
    func told(
      _ type: RecordType, _ volet: Volet, _ first: (String, String), _ last: (String, String),
      _ more: [String: [String]] = [:]
    ) throws -> Bool {
      let values = [first.0: [first.1], last.0: [last.1]].merging(more) { $1 }
      func name(_ field: String) -> FieldName { FieldName("\(type.code).\(field)") }
      return try doubts(type, values, in: volet).contains(.crossed(name(first.0), name(last.0)))
    }
    for (first, last) in [("written", "received"), ("received", "answered")] {
      #expect(try told(.request, .projet, (first, "2026-05-02"), (last, "2026-05-01")))
      #expect(try !told(.request, .projet, (first, "2026-05-01"), (last, "2026-05-01")))
    }
    #expect(try told(.period, .interne, ("opened", "2026-05"), ("closed", "2026-04")))
    let kind = ["kind": ["entretien"]]
    for (moment, isAfter) in [
      ("2026-05-01T23:00+02:00", false), ("2026-05-03T09:00+02:00", true),
    ] {
      let (happened, started) = (("happened", "2026-05-02"), ("started", moment))
      #expect(try told(.contact, .interne, happened, started, kind) == !isAfter)
      #expect(try told(.contact, .interne, started, happened, kind) == isAfter)
    }
    let same = ("started", "2026-05-02T23:00+02:00")
    #expect(try !told(.contact, .interne, ("happened", "2026-05-02"), same, kind))
    #expect(try !told(.contact, .interne, same, ("happened", "2026-05"), kind))
  }

  @Test(
    "A prison that is written down is found in three languages, however it is typed",
    arguments: [
      ("Écrou 12345", "Écrou"), ("son n° d’ÉCROU : 12", "ÉCROU"),
      ("Cellule 214, aile B", "Cellule 214"),
      ("à la maison d'arrêt", "maison d'arrêt"), ("Maison d’arret", "Maison d’arret"),
      ("in de Gevangenis", "Gevangenis"), ("cel 12", "cel 12"), ("in prison", "prison"),
      ("cell 4B", "cell 4B"), ("elle sort de détention", "détention"),
      ("vu le juge d’application des peines", "juge d’application des peines"),
      ("en libération  conditionnelle", "libération  conditionnelle"),
      ("Il est condamné.", "condamné"), ("une personne condamné·e", "condamné·e"),
      ("a fini sa peine", "sa peine"), ("le surveillant-chef", "surveillant"),
      ("deux surveillant·e·s", "surveillant·e·s"), ("seul en cellule", "en cellule"),
      ("il est en MA", "en MA"), ("retour à la MA", "à la MA"), ("au parloir", "parloir"),
      ("une permission de sortir", "permission de sortir"), ("son bracelet", "bracelet"),
      ("un TIG de 70 h", "TIG"), ("une maison centrale", "maison centrale"),
      ("transféré au CD de Valmont", "au CD de Valmont"), ("incarcérée à l’aube", "incarcérée"),
      ("écrite à la MAF", "à la MAF"), ("revient de la MAH", "de la MAH"),
      ("trois jours en UVF", "en UVF"), ("écrit au CP d’Ormeval", "au CP d’Ormeval"),
      ("au quartier arrivants", "quartier arrivants"), ("il est au QI", "est au QI"),
      ("20 jours de QD", "jours de QD"), ("admis au CSL", "au CSL"), ("suivi par le SMPR", "SMPR"),
      ("passage au greffe lundi", "passage au greffe"), ("les parloirs", "parloirs"),
      ("un aménagement de peine", "aménagement de peine"), ("son codétenu", "codétenu"),
      ("in voorhechtenis", "voorhechtenis"), ("de gevangenis van Ormeval", "gevangenis"),
      ("een penitentiair verlof", "penitentiair"),
      ("naar de strafuitvoeringsrechtbank", "strafuitvoeringsrechtbank"),
    ])
  func found(text: String, word: String) throws {
    #expect(PrisonWords.found(in: text) == [word], "\(text)")
    let told = RecordDoubt.tellsPrison(FieldName("note.text"), words: word, .droits)
    #expect(try doubts(.note, ["text": [text]]) == [told])
    for volet in [Volet.justice, .confie, .equipe, .interne] {
      #expect(try doubts(.note, ["text": [text]], in: volet).isEmpty)
    }
  }

  @Test(
    "What only looks like it is not told",
    arguments: [
      "la cellule familiale", "une maison d’accueil", "cellulaire 12", "celle 4", "emprisonner",
      "Elle veut ses papiers.", "en ma présence", "à la maison", "ma peine", "en MAjuscules",
      "excel 12", "12 cellules", "un CD de Mozart", "le CD d’Ella", "sa fille est au CP",
      "au CP de l’école", "AU CP DE L’ÉCOLE", "CP 75001", "CP de Valmont : 7500", "son QI est haut",
      "un enfant au QI élevé", "la MAF assure les architectes", "une visite au MAH",
      "le sigle UVF", "1 comprimé QD", "la CSL 12", "ISMPR", "une greffe de rein",
      "le greffe du tribunal de commerce", "le quartier des Arts", "une centrale d’achat",
      "de celtekst", "hecht en stevig",
    ])
  func harmless(text: String) { #expect(PrisonWords.found(in: text).isEmpty, "\(text)") }

  @Test(
    "A number by which a prison knows her is found however it is cut, and nothing that only looks like it",
    arguments: [
      ("Son numéro est le 45678 B, 2e étage", ["45678 B"]), ("n°45678b", ["45678b"]),
      ("45.678-B", ["45.678-B"]), ("le 45678, puis 45678 b", ["45678", "45678 b"]),
      ("écrou 45678 B", ["écrou", "45678 B"]), ("145678 B", []), ("456 79", []), ("4567 B", []),
      ("dossier 1204", []), ("le 12/04", []),
    ])
  func prisonNumber(text: String, words: [String]) {
    let hints = PrisonHints(numbers: ["N° 45678 B", "12", "B"])
    let found = PrisonWords.found(in: text, or: hints)
    #expect(found == words, "\(text): \(found)")
    #expect(PrisonWords.found(in: "45678 B").isEmpty)
  }

  @Test("Of the numbers by which others know her those of a prison or a court alone tell one")
  func prisonIdentifiers() {
    for code in ["numero_ecrou", "appi", "numero_allocataire", "autre"] {
      let values = RecordValues(["kind": [code], "value": ["45678 B"]])
      #expect(
        RecordType.identifier.prisonNumbers(values)
          == (["numero_ecrou", "appi"].contains(code) ? ["45678 B"] : []), "\(code)")
    }
  }

  @Test("All of them are told, each once")
  func all() throws {
    let text = "Écrou 12, à la maison d'arrêt, en cellule 214, ECROU"
    #expect(PrisonWords.found(in: text) == ["Écrou", "maison d'arrêt", "en cellule"])
    let told = RecordDoubt.tellsPrison(
      FieldName("note.text"), words: "Écrou, maison d'arrêt, en cellule", .droits)
    #expect(try doubts(.note, ["text": [text]]) == [told])
  }

  @Test("It is told once: what stood there before is not told again")
  func once() throws {
    func note(_ text: String) throws -> Record {
      try #require(Record(try RecordEdit.creation(.note, ["text": [text]], in: .droits)))
    }
    let before = try note("Sort de prison.")
    let same = try note("Sort de prison lundi.")
    let more = try note("Sort de prison, cellule 214.")
    #expect(same.doubts(giving: ["text"], in: .droits, after: before).isEmpty)
    #expect(more.doubts(giving: ["text"], in: .droits, after: before).count == 1)
    #expect(same.doubts(giving: ["title"], in: .droits).isEmpty)
  }

  @Test("What is expected of a kind is about fields and codes that it has")
  func declared() {
    for type in RecordType.all {
      for expectation in type.expectations {
        switch expectation {
        case .said(let reason, let field, let values):
          #expect(type[reason] != nil && !values.isEmpty)
          let known = type[field]?.vocabulary?.codes.map(\.code) ?? ["true", "false"]
          #expect(Set(values).isSubset(of: known))
        case .written(let field):
          #expect(type[field]?.isProse == true && !type.isOfService)
        case .aged(_, let day, let set, let code):
          #expect(type[day]?.content == .date && type[set]?.vocabulary?[code] != nil)
        case .saidAgain(let reason):
          #expect(type[reason] != nil && !type.isOfService)
        case .ordered(let first, let last):
          let dates = [first, last].compactMap { type[$0]?.content }
          #expect(dates.count == 2 && dates.allSatisfy { $0 == .date || $0 == .moment })
        }
      }
      guard let checklist = type.checklist else { continue }
      #expect(type[checklist.field]?.vocabulary != nil)
      // What stands apart is on no list.
      #expect((checklist.columns + checklist.reasons).allSatisfy { type[$0]?.isDiscreet == false })
    }
  }
}
