import CaseFile
import Envelope
import Notebook
import Store
import Testing

@testable import Words

@Suite("What --json prints")
struct RowsInJSONTests {
  @Test("A case file")
  func caseFile() throws {
    let row = CaseRow(id: "c0", names: ["Samira D."], openedOn: afternoon, status: .open)
    #expect(
      row.json.text
        == #"{"case":"c0","name":"Samira D.","born":null,"openedOn":"2026-11-14","status":"open"}"#)
    let page = CasePage(row: row, volets: [.init(volet: .droits, notes: 2)])
    #expect(
      page.json.text
        == #"{"case":"c0","name":"Samira D.","openedOn":"2026-11-14","status":"open","born":null,"volets":[{"volet":"droits","notes":2}],"shares":[],"received":[],"ended":[],"releases":[]}"#
    )
  }

  @Test("A received share, linked or not")
  func received() throws {
    var row = ReceivedRow(
      id: "s0", from: "Oseille", name: "Idriss", volets: [.contact, .droits], consent: "c1",
      until: try day("2027-11-03"))
    #expect(
      row.json.text
        == #"{"shared":"s0","from":"Oseille","name":"Idriss","volets":["contact","droits"],"consent":"c1","until":"2027-11-03","born":null}"#
    )
    row.linkedTo = "c0"
    #expect(row.json.text.hasSuffix(#","linkedTo":"c0","born":null}"#))
  }

  @Test("A note with two titles")
  func note() {
    let row = RecordRow(
      id: "7f31", caseID: "c0", volet: .droits, kinds: ["entretien"], author: "Claire",
      authors: ["Claire", "Awa"], service: "Oseille", entered: afternoon, titles: ["A", "B"],
      standing: .conflict, version: "ab12")
    let conflict = ConflictingField(
      field: .title, values: [WrittenValue(value: "A", author: "Claire", entered: afternoon)])
    #expect(
      RecordPage(row: row, text: "x\n", conflicts: [conflict]).json.text
        == #"{"note":"7f31","case":"c0","volet":"droits","kind":"entretien","author":"Claire","service":"Oseille","happened":null,"written":null,"entered":"2026-11-14T15:02:00+01:00","title":["A","B"],"state":"conflict","authors":["Claire","Awa"],"version":"ab12","text":"x\n","conflicts":[{"field":"title","values":[{"value":"A","author":"Claire","entered":"2026-11-14T15:02:00+01:00"}]}]}"#
    )
  }

  @Test("What nothing tells is null, never a made-up date")
  func unknown() {
    let row = RecordRow(
      id: "7f31", caseID: "c0", volet: .droits, kinds: [], author: "", service: "Oseille",
      entered: nil, standing: .parked)
    #expect(row.json.text.contains(#""entered":null"#))
    let received = ReceivedRow(
      id: "s0", from: "Oseille", name: "Idriss", volets: [.contact], consent: "c1", until: nil)
    #expect(received.json.text.contains(#""until":null"#))
    let file = CaseRow(id: "c0", names: [], openedOn: nil, status: .open)
    #expect(file.json.text.contains(#""openedOn":null"#))
    for language in Language.allCases {
      let book = Phrasebook(language)
      let texts = [
        book.noteList([row]), book.notePage(RecordPage(row: row, text: "")),
        book.receivedList([received]), book.caseList([file]),
      ]
      for text in texts {
        #expect(!text.contains("1970") && !text.contains("9999"), "\(text)")
      }
    }
  }

  @Test("A consent with its history")
  func consent() throws {
    let row = ConsentRow(
      id: "c1", to: "Haute-Rive", volets: [.contact], past: .none, effective: .release,
      until: try day("2027-11-03"), bothWays: false, status: .planned,
      events: [
        .init(event: .given, at: afternoon, by: "Claire"),
        .init(
          event: .narrowed, at: afternoon, by: "", volets: [.droits], cause: .beside(.sample("c2")),
          carriedOutBy: "Awa"),
      ], proof: .letter, explainedIn: try LanguageTag(parsing: "ar"))
    #expect(
      row.json.text
        == #"{"consent":"c1","to":"Haute-Rive","volets":["contact"],"past":"none","effective":"release","until":"2027-11-03","bothWays":false,"status":"planned","events":[{"event":"given","at":"2026-11-14T15:02:00+01:00","by":"Claire"},{"event":"narrowed","at":"2026-11-14T15:02:00+01:00","by":"","volets":["droits"],"cause":"beside","beside":"c2000000000000000000000000000000","carriedOutBy":"Awa"}],"proof":"letter","explainedIn":"ar"}"#
    )
  }

  @Test("Peers, exchanges and their state")
  func peers() {
    #expect(
      PairingRow(id: "aa", service: "A", state: .proven, sas: "1234 5678 9012").json.text
        == #"{"peer":"aa","service":"A","state":"proven","sas":"1234 5678 9012","addresses":[]}"#)
    #expect(
      SyncRow(
        peer: "aa", service: "A", sent: 1, received: 2, refused: 3, bytesSent: 4, bytesReceived: 5,
        roundTrips: 6, rootsEqual: false, error: .network(.unreachable("A"))
      ).json.text
        == #"{"peer":"aa","sent":1,"received":2,"refused":3,"bytesSent":4,"bytesReceived":5,"roundTrips":6,"rootsEqual":false,"error":"peerUnreachable"}"#
    )
    #expect(
      StatusRow(
        peer: "aa", service: "A", sent: 1, received: 2, pending: 3, refused: 4, lastExchange: nil,
        rootsEqual: true
      ).json.text
        == #"{"peer":"aa","service":"A","sent":1,"received":2,"pending":3,"refused":4,"lastExchange":null,"rootsEqual":null}"#
    )
    #expect(
      StatusRow(
        peer: "aa", service: "A", sent: 1, received: 2, pending: 0, refused: 4, lastExchange: nil,
        rootsEqual: true
      ).json.text
        == #"{"peer":"aa","service":"A","sent":1,"received":2,"pending":0,"refused":4,"lastExchange":null,"rootsEqual":true}"#
    )
  }

  @Test("Workers, log, search and verification")
  func service() {
    let device = DeviceSummary(
      key: "01", node: "aa", state: .added, stands: false, isHere: true)
    let clock = WallClock(now: Instant(milliseconds: 0), isForProgram: true) { _ in -300 }
    var worker = WorkerSummary(
      id: "d0", name: "Awa", role: .chefService, state: .added, devices: [device])
    #expect(
      clock.json(of: worker).text
        == #"{"worker":"d0000000000000000000000000000000","name":"Awa","role":"chef_service","state":"added","namesake":false,"devices":[{"device":"\#(device.digits)","node":"\#(device.node)","state":"added","inDoubt":true,"here":true}]}"#
    )
    // The last day is the one of the place, not of UTC.
    worker.until = Instant(milliseconds: 1_798_693_200_000)
    #expect(clock.json(of: worker).text.hasSuffix(#","lastDay":"2026-12-30"}"#))
    #expect(
      LogRow(at: afternoon, function: "referent", action: "read").json.text
        == #"{"day":"2026-11-14","function":"referent","action":"read"}"#)
    #expect(
      SearchRow(note: "7f31", caseID: "c0", volet: .droits, titles: [], snippet: "papiers")
        .json.text
        == #"{"note":"7f31","case":"c0","volet":"droits","title":null,"snippet":"papiers","state":"current"}"#
    )
    #expect(
      VerifyReport(
        changes: 1, statements: 2, badSignatures: 0, gaps: 0, parked: 1, unopened: 2
      ).json.text
        == #"{"changes":1,"statements":2,"badSignatures":0,"gaps":0,"parked":1,"unopened":2,"reused":[],"ok":true}"#
    )
  }
}
