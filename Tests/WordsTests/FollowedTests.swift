import CaseFile
import Testing

@testable import Words

@Suite("Those who are followed, on a screen")
struct FollowedTests {
  // Never 3
  @Test("What is counted stands beside its rule, and nothing is counted for who may not read it")
  func counts() throws {
    var row = CaseloadPage.Row(caseID: "c0ffee00c0", person: nil)
    (row.isActive, row.late, row.unanswered, row.longestWait) = (true, 2, 1, 9)
    row.workers = ["Marc"]
    var page = CaseloadPage(
      rows: [row], knowsWho: true, today: try CalendarDate(parsing: "2026-11-30"))
    let text = Phrasebook(.french).caseload(page)
    for words in ["2 en retard", "9", "File active", "90", "30/11/2026", "23"] {
      #expect(text.contains(words), "\(words): \(text)")
    }
    // Who follows is asked for, and not put in a column to be compared.
    #expect(!text.contains("Marc"))
    #expect(page.json.text.contains(#""active":1"#))
    page.knowsWho = false
    page.rows[0].workers = nil
    #expect(!Phrasebook(.french).caseload(page).contains("sans référent"))
    #expect(!page.json.text.contains("active") && !page.json.text.contains("workers"))
    #expect(!Phrasebook(.english).caseload(page).contains("Active"))
    #expect(!page.json.text.contains("activeRule"))
  }

  @Test("A request that waits tells its days, and its channel to who may read it alone")
  func waiting() throws {
    var row = WaitingRow(
      record: "7f31aabb7f", caseID: "c0", person: nil, volet: .projet, type: .request,
      values: [
        "themes": ["papiers"], "written": ["2026-11-12"], "received": ["2026-11-21"],
        "channel": ["courrier"],
      ], since: try CalendarDate(parsing: "2026-11-21"), days: 9)
    let text = Phrasebook(.english).waiting([row])
    let channel = Phrasebook(.english).label("courrier", of: .requestChannel)
    for words in ["21 Nov 2026", "12 Nov 2026", "9 days", channel, "7f31aabb"] {
      #expect(text.contains(words), "\(words): \(text)")
    }
    row.values["channel"] = nil
    #expect(!Phrasebook(.english).waiting([row]).contains(channel))
    #expect(row.json.text.contains(#""days":9"#))
    #expect(!row.json.text.contains(#""case""#))
  }

  @Test("The page of a request that was answered tells after how many days, by the day that counts")
  func answered() throws {
    func page(_ values: [String: [String]], _ language: Language = .french) -> String {
      let row = RecordRow(
        id: "7f31aabb7f31aabb", caseID: "c0", volet: .projet, type: .request, values: values,
        author: "Claire", service: "Oseille", entered: nil)
      return Phrasebook(language).recordPage(RecordPage(row: row))
    }
    let dates = ["written": ["2026-11-01"], "received": ["2026-11-12"]]
    let answered = dates.merging(["answered": ["2026-11-21"]]) { $1 }
    for (language, words) in [
      (Language.french, "Réponse après 9 jours."), (.english, "Answered after 9 days."),
      (.dutch, "Antwoord na 9 dagen."),
    ] {
      #expect(page(answered, language).contains(words), "\(page(answered, language))")
    }
    let written = ["written": ["2026-11-01"], "answered": ["2026-11-21"]]
    #expect(page(written).contains("Réponse après 20 jours."))
    for other in [
      dates, dates.merging(["answered": ["2026-11-02"]]) { $1 },
      dates.merging(["answered": ["2026-11-20", "2026-11-21"]]) { $1 },
      ["answered": ["2026-11-21"]],
    ] {
      #expect(!page(other).contains("Réponse après"), "\(other)")
    }
  }
}
