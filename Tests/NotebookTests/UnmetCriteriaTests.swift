import CaseFile
import Envelope
import Testing

@testable import Notebook

@Suite("Whom the service is for: what is not met is told, and a person decides")
struct UnmetCriteriaTests {
  @Test(
    "A period that opens for a minor is saved and told, and what it names as not met stands with the case file while it goes on"
  )
  func minor() throws {
    let town = Town(seed: 9201)
    let office = try town.office("Maison", worker: "Inès")
    let notebook = office.notebook
    let file = try notebook.openCase(
      name: "Kaïs D.", born: try CalendarDate(parsing: "2014"), zone: 0, at: town.now)
    let told = RecordDoubt.younger(
      than: 18, on: FieldName("period.opened"), unsaid: FieldName("period.unmet"), code: "age")
    town.tickOne()
    let opened = try notebook.addRecord(
      RecordDraft(.period, in: .interne, ["status": ["ouvert"], "opened": ["2026-11-30"]]),
      to: file.description, zone: 0, at: town.now)
    #expect(opened.doubts == [told])
    #expect(try notebook.showCase(file.description, at: town.now).unmet.isEmpty)
    func change(_ values: [String: [String]]) throws -> [RecordDoubt] {
      town.tickOne()
      return try notebook.editRecord(
        opened.record.description, of: .period, values, zone: 0, at: town.now
      ).doubts
    }
    #expect(try change(["unmet": ["territoire"]]).contains(told))
    let named = try change([
      "unmet": ["age"], "unmet_decided_by": ["Ada"], "unmet_because": ["Sa sœur l’accompagne."],
    ])
    #expect(named.isEmpty)
    let shown = try notebook.showCase(file.description, at: town.now).unmet
    #expect(shown.map(\.codes) == [["age"]] && shown.map(\.admittedBy) == [["Ada"]])
    _ = try change(["status": ["clos"], "closure_reasons": ["a_sa_demande"]])
    #expect(try notebook.showCase(file.description, at: town.now).unmet.isEmpty)
  }
}
