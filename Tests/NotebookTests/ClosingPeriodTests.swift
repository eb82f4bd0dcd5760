import CaseFile
import Envelope
import Testing

@testable import Notebook

@Suite("Why a follow-up ends and resumes stands in its periods")
struct ClosingPeriodTests {
  @Test("Closing ends the period with the reason that is given, and names one that goes on without")
  func periods() throws {
    let two = try TwoServices(391)
    let (town, notebook) = (two.town, two.prison.notebook)
    let file = two.file.description
    func close() throws -> ClosingReport {
      town.tickOne()
      return try notebook.closeCase(file, at: town.now)
    }
    func periods() throws -> [RecordSummary] {
      try notebook.listRecords(file, of: .period, at: town.now)
    }
    town.tickOne()
    let first = try notebook.addRecord(
      RecordDraft(.period, in: .interne, ["status": ["ouvert"], "referent": ["Inès"]]), to: file,
      zone: 0, at: town.now
    ).record
    let silent = try close()
    #expect(silent.goingOn.map(\.record) == [first] && silent.over.isEmpty)
    #expect(try periods().map { $0.values["status"] } == [["ouvert"]])
    town.tickOne()
    let late = #expect(throws: NotebookError.self) {
      try notebook.closeCase(file, because: ["a_sa_demande"], at: town.now)
    }
    if case .caseClosed? = late {} else { Issue.record("\(late as Any)") }
    // A period that goes on and says no reason yet takes that of the return.
    town.tickOne()
    let back = try notebook.reopenCase(file, because: "Elle a rappelé.", zone: 0, at: town.now)
    #expect(back.period?.record == first && !back.wasOpen)
    town.tickOne()
    let told = try notebook.closeCase(file, because: ["a_sa_demande"], zone: 0, at: town.now)
    #expect(told.goingOn.isEmpty && told.over.map(\.record) == [first])
    let ended = try #require(try periods().first).values
    #expect(ended["status"] == ["clos"] && ended["closure_reasons"] == ["a_sa_demande"])
    #expect(ended["closed"]?.count == 1 && ended["reopened_because"] == ["Elle a rappelé."])
    // Who comes back begins another one, and nothing of the one before is taken away.
    town.tickOne()
    let again = try notebook.reopenCase(file, because: "Sortie.", zone: 0, at: town.now)
    let second = try #require(again.period?.record)
    #expect(second != first)
    let all = try periods()
    #expect(all.map(\.record) == [first, second] && all[0].values == ended)
    #expect(all[1].values["status"] == ["ouvert"] && all[1].values["opened"]?.count == 1)
    #expect(all[1].values["reopened_because"] == ["Sortie."])
    // Without a reason nothing is written.
    _ = try close()
    town.tickOne()
    #expect(try notebook.reopenCase(file, at: town.now).period == nil)
    town.tickOne()
    #expect(try notebook.reopenCase(file, because: "Non.", at: town.now).wasOpen)
    #expect(try periods().count == 2)
  }
}
