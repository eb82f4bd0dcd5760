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
}
