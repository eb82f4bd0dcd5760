import Foundation
import Testing

@Suite("Commands that kinds of record declare", .timeLimit(.minutes(30)))
struct RecordCommandTests {
  private func add(_ office: Office, _ words: String...) throws -> String {
    try done(office, words).text("record")
  }

  @discardableResult
  private func done(_ office: Office, _ words: [String]) throws -> Program.Answer {
    let answer = try office.start(words + ["--json"], as: "claire").wait()
    try #require(answer.code == 0, "\(words): \(answer)")
    return answer
  }

  @Test("A case file counts the notes that its list shows, without those that somebody deleted")
  func counted() throws {
    let made = try Template.copy()
    let office = made.office
    let note = try office.addNote("De trop.\n", to: made.file)
    func count() throws -> [Int?] {
      let page = try office.done("case", "show", made.file).object()
      return (page["volets"] as? [[String: Any]])?.map { $0["notes"] as? Int } ?? []
    }
    #expect(try count().contains(2))
    _ = try office.done("note", "delete", note)
    #expect(try office.done("note", "list", made.file).list().count == 1)
    #expect(try count().contains(1) && !count().contains(2))
  }

  @Test(
    "A kind has its commands in each language, and a field its option; values go by name or code")
  func names() throws {
    let made = try Template.copy()
    let (office, file) = (made.office, made.file)
    let lines = [
      ["right", "add", file, "--state", "a_ouvrir", "--who", "la_personne"],
      ["droit", "ajouter", file, "--état", "à ouvrir", "--qui-agit", "la personne"],
      ["recht", "add", file, "--staat", "te openen", "--wie-handelt", "de persoon"],
      ["record", "add", "right", file, "--state=to open", "--who-acts", "the person"],
      ["fiche", "ajouter", "droit", file, "--etat", "A OUVRIR", "--who", "La Personne"],
    ]
    for line in lines { try done(office, line) }
    let rows = try office.done("right", "list", file).list()
    #expect(rows.count == lines.count)
    for row in rows {
      #expect(row["kind"] as? String == "right" && row["volet"] as? String == "droits")
      let fields = try #require(row["fields"] as? [String: Any])
      #expect(fields["state"] as? String == "a_ouvrir" && fields["who"] as? String == "la_personne")
    }
  }

  @Test("A record is written, read, edited, told, brought back, deleted, and stands in the copy")
  func life() throws {
    let made = try Template.copy()
    let (office, file) = (made.office, made.file)
    try Data("Je veux refaire mes papiers.\n".utf8).write(to: office.file("mots"))
    let request = try add(
      office, "demande", "ajouter", file, "--canal", "courrier", "--themes", "papiers, logement",
      office.file("mots").path)
    let right = try add(
      office, "right", "add", file, "--right", "rsa", "--request", String(request.prefix(8)),
      "--missing-papers", "CNI vue", "--missing-papers", "Attestation vue")
    let first = try office.done("right", "show", right)
    let fields = try #require(first.object()["fields"] as? [String: Any])
    #expect(fields["missing_papers"] as? [String] == ["CNI vue", "Attestation vue"])
    #expect(fields["request"] as? String == request)
    let version = try first.text("version")
    _ = try office.done("right", "edit", right, "--state", "accordé", "--missing-papers", "")
    let told = try office.run("droit", "historique", right)
    #expect(
      told.out.contains("État : accordé") && told.out.contains("Papiers qui manquent : CNI vue"))
    _ = try office.done("right", "restore", right, version)
    let page = try office.run("record", "show", "droit", right).out
    #expect(page.contains("Droit : RSA") && page.contains("Attestation vue"), "\(page)")
    #expect(try office.run("search", "papiers").out.contains("demande"))
    for format in ["text", "html", "json"] {
      let copy = try office.run("export", file, "--format", format, "--out", "-").out
      #expect(copy.contains("Je veux refaire mes papiers."), "\(format)")
      #expect(
        copy.contains(format == "json" ? "\"missing_papers\"" : "Papiers qui manquent"), "\(format)"
      )
    }
    _ = try office.done("right", "delete", right)
    let listed = try office.done("record", "list", file).list()
    #expect(listed.compactMap { $0["kind"] as? String }.sorted() == ["note", "request"])
    _ = try office.done("right", "erase", right)
    #expect(try office.run("right", "show", right, "--json").lastError.contains("recordErased"))
  }

  /// What is typed, and what is said to scripts.
  static let bad: [(String, String, Int)] = [
    ("right add FILE --state suspandu", "unknownCode", 64),
    ("contact_point add FILE --kind via_prison", "penalElsewhere", 77),
    ("right add FILE --volet justice --lead-days neuf", "invalidNumber", 64),
    ("right add FILE --etta accorde", "usage", 64),
    ("right add FILE --state accorde --state refuse", "usage", 64),
    ("right add FILE --volet equipe", "kindNotInVolet", 64),
    ("right add FILE --request ffff", "invalidReference", 64),
    ("right add FILE --request NOTE", "invalidReference", 64),
    ("right add", "usage", 64), ("droi add FILE", "usage", 64),
    ("appointment add FILE", "usage", 64),
    ("appointment add FILE --when jeudi", "invalidMoment", 64),
    ("appointment add FILE --when 3/12/2026 --slip-given oui", "invalidMoment", 64),
    (
      "appointment add FILE --when 2026-12-03T10:30+01:00 --slip-given peut-être", "invalidFlag", 64
    ),
    ("record add person FILE --name A", "usage", 64),
    ("record edit right ffff --state accorde", "unknownRecord", 66),
    ("right show NOTE", "recordOfAnotherKind", 64), ("right edit NOTE", "recordOfAnotherKind", 64),
    ("record restore NOTE ffff", "unknownVersion", 66),
  ]

  @Test("What is refused is refused with its code, and nothing is written", arguments: bad)
  func refused(_ line: String, _ error: String, _ code: Int) throws {
    let made = try Template.copy()
    let words = line.split(separator: " ").map { word in
      word == "FILE" ? made.file : word == "NOTE" ? made.note : String(word)
    }
    let answer = try made.office.start(words + ["--json"], as: "claire").wait()
    #expect(answer.lastError.contains("\"error\":\"\(error)\""), "\(answer)")
    #expect(Int(answer.code) == code, "\(answer)")
    #expect(try made.office.done("record", "list", made.file).list().count == 1)
  }

  @Test("Whoever mistypes is offered what is near")
  func near() throws {
    let made = try Template.copy()
    for (line, hint) in [
      (["droi"], "« droit »"), (["droit", "ajoutre", made.file], "« ajouter »"),
      (["droit", "ajouter", made.file, "--etta", "x"], "« --etat »"),
      (["droit", "ajouter", made.file, "--etat", "a ouvrire"], "« à ouvrir »"),
    ] {
      let answer = try made.office.start(line, as: "claire").wait()
      let told = String(answer.err.map { $0 == "\u{A0}" ? " " : $0 })
      #expect(told.contains("ouliez-vous \(hint)"), "\(line): \(told)")
    }
  }

  @Test("Help lists the values that may be typed, and the kinds their fields")
  func help() throws {
    let page = try HelpTests.help("droit ajouter", "fr_FR.UTF-8").out.replacing(#/\s+/#, with: " ")
    for value in ["à ouvrir", "la personne", "RSA", "(à part, volet justice)", "(sinon droits)"] {
      #expect(page.contains(value), "\(value)")
    }
    let office = try Office()
    let types = try office.start(["record", "types", "--lang", "fr"], as: nil).wait()
    #expect(types.code == 0 && types.out.contains("non relu"), "\(types)")
    let kinds = try office.start(["record", "types", "--json"], as: nil).wait().list()
    #expect(
      kinds.compactMap { $0["kind"] as? String } == [
        "note", "person", "contact_point", "request", "right", "appointment", "role_access",
        "meeting_place", "right_proof", "contact", "period", "referral", "frame_set", "assessment",
        "contribution", "act", "identifier", "outreach", "partner", "service_sheet", "convention",
        "permanence", "permanence_paper",
      ])
  }

  @Test("A moment keeps the hour that was said, and the zone in which it is")
  func moments() throws {
    let made = try Template.copy()
    let answer = try made.office.start(
      ["rendez-vous", "ajouter", made.file, "--quand", "3/12/2026 à 10h30", "--json"],
      as: "claire", environment: ["TZ": "Europe/Paris"]
    ).wait()
    #expect(answer.code == 0, "\(answer)")
    let row = try #require(try made.office.done("appointment", "list", made.file).list().first)
    let fields = try #require(row["fields"] as? [String: Any])
    #expect(fields["when"] as? String == "2026-12-03T10:30+01:00")
    let list = try made.office.run("record", "list", made.file).out
    #expect(list.contains("03/12/2026 à 10"), "\(list)")
  }

  @Test("A checklist has each right of the country, with its record or as not discussed yet")
  func checklist() throws {
    let made = try Template.copy()
    let right = try made.office.done(
      "right", "add", made.file, "--right", "rsa", "--state", "a_ouvrir", "--who", "ensemble",
      "--her-words", "Je veux bien.", "--lead-days", "41"
    ).text("record")
    let rows = try made.office.done("right", "checklist", made.file).list()
    let codes = rows.compactMap { $0["code"] as? String }
    #expect(codes.contains("compte_bancaire") && codes.contains("revenu_integration"))
    // Of the law of another country only what she has already.
    #expect(codes.contains("rsa") && !codes.contains("cej") && Set(codes).count == codes.count)
    for row in rows {
      let records = try #require(row["records"] as? [[String: Any]])
      if row["code"] as? String == "rsa" {
        #expect(records.map { $0["record"] as? String } == [right])
        #expect(row["fields"] == nil)
      } else {
        #expect(records.isEmpty)
        #expect((row["fields"] as? [String: String]) == ["state": "non_aborde"])
      }
    }
    let page = try made.office.run("droit", "bilan", made.file).out
    #expect(page.contains("Je veux bien.") && page.contains("pas encore abordé"), "\(page)")
    #expect(page.contains("carte d’identité (eID)") && !page.contains(/\b41\b/), "\(page)")
  }

  // Never 12
  @Test("What is odd is saved and told once, on the side")
  func doubts() throws {
    let made = try Template.copy()
    let right = try made.office.run(
      "right", "add", made.file, "--right", "rsa", "--state", "refuse", "--blocked-because",
      "écrou 12345")
    #expect(right.code == 0 && right.err.contains("Motif du refus"), "\(right)")
    #expect(right.err.contains("écrou"), "\(right)")
    let calm = try made.office.run(
      "right", "add", made.file, "--volet", "justice", "--right", "rsa", "--blocked-because",
      "écrou 12345")
    #expect(calm.code == 0 && !calm.err.contains("écrou"), "\(calm)")
  }

  // Never 2
  @Test("No list says what tells of a prison")
  func quietLists() throws {
    let made = try Template.copy()
    _ = try made.office.done(
      "right", "add", made.file, "--right", "rsa", "--state", "suspendu", "--lead-days", "41",
      "--suspended-because", "detention")
    let list = try made.office.run("record", "list", made.file).out
    #expect(list.contains("RSA – suspendu"), "\(list)")
    #expect(!list.contains("détention") && !list.contains(/\b41\b/), "\(list)")
  }

  @Test("The card of the person takes every field by her case file, and is shown by it")
  func card() throws {
    let made = try Template.copy()
    let (office, file) = (made.office, made.file)
    try done(
      office,
      [
        "personne", "modifier", file, "--langues", "arabe, fr", "--interprete", "oui",
        "--autres-noms", "Kiki",
      ])
    let shown = try office.done("person", "show", file).object()
    let fields = try #require(shown["fields"] as? [String: Any])
    #expect(fields["languages"] as? [String] == ["fr", "ar"])
    #expect(fields["interpreter"] as? Bool == true && fields["aliases"] as? [String] == ["Kiki"])
    let page = try office.run("personne", "montrer", file).out
    #expect(page.contains("Langues : français ; arabe") && page.contains("Interprète : oui"))
    let copy = try office.run("export", file, "--format", "text", "--out", "-").out
    #expect(copy.contains("Qui vous êtes") && copy.contains("Autres noms : Kiki"), "\(copy)")
    #expect(try office.run("person", "edit", file, "--langues", "lune", "--json").code == 64)
    let refused = try office.run(
      "record", "delete", try #require(shown["record"] as? String), "--json")
    #expect(refused.lastError.contains("cardStays") && refused.code == 77)
  }

  // Never 26
  @Test("Her words and the worker’s stand in proses of one record, from files and from the input")
  func severalProses() throws {
    let made = try Template.copy()
    let (office, file) = (made.office, made.file)
    try Data("Dormir au calme.\n".utf8).write(to: office.file("besoins"))
    let bilan = try office.done(
      "bilan", "ajouter", file, "--besoins-dits-fichier", office.file("besoins").path,
      "--besoins-observes", "-", "--souhaits-dits", "Revoir ma sœur.",
      input: "Un logement adapté.\n"
    ).text("record")
    let page = try office.run("bilan", "montrer", bilan).out
    for part in ["Dormir au calme.", "Un logement adapté.", "Revoir ma sœur."] {
      #expect(page.contains(part), "\(page)")
    }
    _ = try office.done("assessment", "edit", bilan, "--wishes", "-", input: "Travailler.\n")
    let told = try office.run("bilan", "historique", bilan).out
    #expect(told.contains("Revoir ma sœur.") && told.contains("Travailler."), "\(told)")
    let copy = try office.run("export", file, "--format", "text", "--out", "-").out
    #expect(copy.contains("Dormir au calme.") && copy.contains("Un logement adapté."), "\(copy)")
    let twice = try office.run(
      "bilan", "modifier", bilan, "--besoins-dits", "-", "--souhaits-dits", "-", "--json")
    #expect(twice.lastError.contains("inputTwice"), "\(twice)")
  }

  // Never 12
  @Test(
    "In Belgium whoever opens a case file without a request is told, and it is open all the same")
  func beginsWithRequest() throws {
    let office = try Template.copy().office
    let bare = try office.run("case", "open", "--name", "Zoé L.")
    #expect(bare.code == 0 && bare.err.contains("commence par une demande"), "\(bare)")
    let asked = try office.run(
      "suivi", "ouvrir", "--nom", "Awa N.", "--demande", "-", "--json", input: "Je veux un toit.\n")
    #expect(asked.code == 0 && !asked.err.contains("commence par une demande"), "\(asked)")
    let request = try asked.text("request")
    #expect(try office.run("request", "show", request).out.contains("Je veux un toit."))
    try office.found("b", "Rive", worker: "Driss", country: "FR")
    let french = try office.run("case", "open", "--name", "Léo", home: "b", as: "driss")
    #expect(french.code == 0 && !french.err.contains("Belgique"), "\(french)")
  }
}
