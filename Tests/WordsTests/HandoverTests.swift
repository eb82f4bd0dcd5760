import CaseFile
import Testing

@testable import Words

@Suite("A follow-up that passes to a colleague, in words")
struct HandoverTests {
  private static func moment(_ text: String) throws -> WrittenMoment {
    try WrittenMoment(parsing: text)
  }

  static func page() throws -> HandoverPage {
    let person = PersonRow(id: "c0ffee00c0ffee00", name: "Samira Delacroix")
    var row = CaseloadPage.Row(caseID: "c0ffee00c0ffee00", person: person)
    (row.workers, row.late, row.openRights) = (["Marc"], 1, 1)
    row.meetings = [try moment("2026-12-08T10:30+01:00")]
    let today = try CalendarDate(parsing: "2026-11-30")
    let reach = ["kind": ["telephone"], "safe": ["oui"], "value": ["0470 00 00 00"]]
    let number = RecordRow(
      id: "7f31aabb7f31aabb", caseID: "c0", volet: .contact, type: .contactPoint, values: reach,
      author: "Claire", service: "Oseille", entered: nil)
    let rule = try #require(RecordType.contactPoint.reachRule(RecordValues(reach)))
    let call = CallPage(
      caseID: "c0ffee00c0ffee00", person: person, ways: [.init(row: number, rule: rule)],
      hidesWhere: true, today: today)
    return HandoverPage(
      to: "Inès",
      files: [
        HandoverPage.File(
          row: row, from: ["Marc"],
          things: [
            .init(
              type: .request, volet: .projet,
              values: ["themes": ["papiers", "plan_detention"], "channel": ["billet_rapport"]]),
            .init(type: .right, volet: .sante, values: ["right": ["aah"], "state": ["en_cours"]]),
          ], call: call)
      ], isWhole: false)
  }

  @Test("What passes is told before, with what may be missing")
  func before() throws {
    let text = Phrasebook(.french).handover(try Self.page())
    for words in [
      "Inès", "Samira Delacroix", "Marc", "1 en retard", "mardi 08/12/2026", "billet",
      "il peut y avoir autre chose",
    ] {
      #expect(text.contains(words), "\(words): \(text)")
    }
    var whole = try Self.page()
    whole.isWhole = true
    #expect(!Phrasebook(.french).handover(whole).contains("autre chose"))
  }

  @Test("Who follows until now is told once, and never that nobody does beside her name")
  func once() throws {
    var page = try Self.page()
    for workers in [["Marc"], []] {
      page.files[0].row.workers = workers
      for (language, nobody) in [
        (Language.french, "sans référent·e"), (.english, "nobody follows"),
        (.dutch, "zonder referent"),
      ] {
        let text = Phrasebook(language).handover(page)
        #expect(text.contains("Marc") && !text.contains(nobody), "\(text)")
      }
    }
  }

  @Test("The paper of the colleague tells neither a prison nor health, nor her whole name")
  func paper() throws {
    let text = Phrasebook(.french).handoverPaper(try Self.page())
    for words in [
      "Samira D.", "Ne pas dire où est la personne", "0470 00 00 00", "mardi 08/12/2026",
      "papiers", "1 autre chose à lire", "peut être incomplète",
    ] {
      #expect(text.contains(words), "\(words): \(text)")
    }
    for words in ["Delacroix", "billet", "AAH", "détention"] {
      #expect(!text.contains(words), "\(words): \(text)")
    }
  }

  @Test("Afterwards the person is to be told, and a note that was left out is said to be")
  func after() {
    let person = PersonRow(id: "c0ffee00c0ffee00", name: "Samira")
    let rows = [
      HandedRow(caseID: "c0ffee00c0ffee00", person: person, from: ["Marc"]),
      HandedRow(caseID: "d0ffee00c0ffee00", person: nil, from: [], note: "7f31aabb7f31aabb"),
    ]
    let text = Phrasebook(.french).handedOver(rows, to: "Inès", by: "Aline").replacing(
      "\u{A0}", with: " ")
    for words in ["Changement de référent·e : à lui dire", "Sans note", "7f31aabb"] {
      #expect(text.contains(words), "\(words): \(text)")
    }
    let kept = HandedRow(
      caseID: "c0ffee00c0ffee00", person: person, from: ["Inès"], isUnchanged: true)
    #expect(!Phrasebook(.french).handedOver([kept], to: "Inès", by: "Aline").contains("à lui dire"))
  }

  @Test(
    "What somebody has to hand over is counted with the appointments of the week after this one")
  func list() throws {
    var row = CaseloadPage.Row(caseID: "c0ffee00c0", person: nil)
    // 30 November 2026 is a Monday: the week after it begins on the 7th.
    row.meetings = try [
      "2026-12-06T10:00+01:00", "2026-12-07T10:00+01:00", "2026-12-13T23:00+01:00",
      "2026-12-14T10:00+01:00",
    ].map(Self.moment)
    let page = CaseloadPage(
      rows: [row, row], knowsWho: true, today: try CalendarDate(parsing: "2026-11-30"))
    let text = Phrasebook(.french).handoverList(page)
    #expect(text.contains("2 suivis à transmettre. 4 rendez-vous la semaine prochaine."), "\(text)")
    #expect(page.handoverJSON.text.contains(#""meetingsNextWeek":4"#))
  }
}
