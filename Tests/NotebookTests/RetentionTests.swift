import CaseFile
import Envelope
import Testing

@testable import Notebook
@testable import Replica

@Suite("Ends of retention never leave the service")
struct RetentionTests {
  @Test("Until when a request is kept is read where it was written, and by no service that gets it")
  func untold() throws {
    let two = try TwoServices(2090)
    let volets: [Volet] = [.projet, .justice]
    _ = try two.give(volets, past: .all)
    let own = two.prison.notebook
    let requests = try volets.map { volet in
      two.town.tickOne()
      return try own.addRecord(
        RecordDraft(
          .request, in: volet,
          ["words": ["Une adresse."], "punctual": ["true"], "keep_until": ["2027-01-31"]]),
        to: two.file.description, zone: 0, at: two.town.now
      ).record
    }
    func listed(_ office: Office, _ place: String) throws -> [RecordSummary] {
      try office.notebook.listRecords(place, of: .request, at: two.town.now)
    }
    for summary in try listed(two.prison, two.file.description) {
      #expect(summary.values["keep_until"] == ["2027-01-31"] && summary.marks.isEmpty)
    }
    try two.meet()
    let received = try two.housing.notebook.listReceived(at: two.town.now).flatMap {
      try listed(two.housing, $0.share.description)
    }
    #expect(Set(received.map(\.record)) == Set(requests))
    for summary in received {
      #expect(summary.values["punctual"] == ["true"] && summary.values["keep_until"] == nil)
    }
    // Moved later, it makes no change of what was shared.
    for request in requests {
      two.town.tickOne()
      let moved = try own.editRecord(
        request.description, of: nil, ["keep_until": ["2027-02-28"]], from: nil, zone: 0,
        at: two.town.now)
      #expect(moved.apart == [.interne])
      #expect(try own.readers(of: moved, at: two.town.now).told.isEmpty)
      #expect(
        try own.showRecord(request.description, at: two.town.now).summary.values["keep_until"]
          == ["2027-02-28"])
    }
    let erased = try own.eraseRecord(requests[1].description, of: nil, at: two.town.now).record
    #expect(erased == requests[1])
    #expect(
      try listed(two.prison, two.file.description).map(\.record) == [requests[0]])
  }

  @Test(
    "What is kept no longer is due on the screen of its own service, closed or not, until it is erased, and nowhere else"
  )
  func due() throws {
    let two = try TwoServices(2091)
    _ = try two.give([.projet], past: .all)
    let own = two.prison.notebook
    two.town.tickOne()
    let request = try own.addRecord(
      RecordDraft(
        .request, in: .projet,
        ["words": ["Une adresse."], "punctual": ["true"], "keep_until": ["2020-01-31"]]),
      to: two.file.description, zone: 0, at: two.town.now
    ).record
    try two.meet()
    func due(_ office: Office) throws -> [String] {
      let moment = LocalMoment(milliseconds: two.town.now.milliseconds, offset: 0)
      let today = try #require(moment).date
      let found = try office.notebook.agenda(
        AgendaQuery(today...today, today: today, day: { _ in nil }), at: two.town.now)
      return found.late.compactMap { item in
        switch item.subject {
        case .record(let record, let field, let due):
          due.matter == .erasure ? "\(record.record) \(field.code)" : nil
        case .consentEnds, .consentBegins, .release: nil
        }
      }
    }
    #expect(try due(two.prison) == ["\(request) keep_until"])
    #expect(try due(two.housing) == [])
    let today = try #require(
      LocalMoment(milliseconds: two.town.now.milliseconds, offset: 0)
    ).date
    let load = try own.caseload(of: .all, today: today, day: { _ in nil }, at: two.town.now)
    #expect(load.entries.map(\.late) == [1])
    two.town.tickOne()
    _ = try own.closeCase(two.file.description, at: two.town.now)
    #expect(try due(two.prison) == ["\(request) keep_until"])
    two.town.tickOne()
    _ = try own.eraseRecord(request.description, of: nil, at: two.town.now)
    #expect(try due(two.prison) == [])
  }
}
