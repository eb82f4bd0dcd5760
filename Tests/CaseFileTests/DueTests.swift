import CRDT
import Testing

@testable import CaseFile

@Suite("What is due, as kinds declare it")
struct DueTests {
  @Test(
    "What ends it, what it fills and what it stands for are fields of the kind, and codes of them")
  func declarations() {
    var matters: Set<Due.Matter> = []
    for type in RecordType.all {
      for field in type.fields {
        if let filled = field.fills {
          #expect(type[filled]?.content == .line(.line) && field.referredKinds?.isEmpty == false)
        }
        if let own = field.standsFor { #expect(type[own]?.content == field.content) }
        guard let due = field.due else { continue }
        matters.insert(due.matter)
        #expect(field.content == (due.matter == .appointment ? .moment : .date), "\(field.code)")
        // What is to be erased is due while it is there.
        #expect(due.endings.isEmpty == (due.matter == .erasure))
        for ending in due.endings {
          let codes = type[ending.field]?.vocabulary?.codes.map(\.code) ?? []
          #expect(type[ending.field] != nil && ending.codes.isSubset(of: codes), "\(field.code)")
        }
        for other in [due.minutes, due.mover, due.reason].compactMap(\.self) {
          #expect(type[other] != nil, "\(other)")
        }
        let initial = due.endings.first.flatMap { type[$0.field]?.initial }.map { [$0] } ?? []
        let begun = RecordValues(["status": initial, "state": initial])
        #expect(!due.isOver(begun), "\(field.code)")
      }
    }
    #expect(matters.isSuperset(of: [.appointment, .expiry, .renewal, .answer, .erasure]))
  }

  @Test("While people left several values, what one of them ends is due still")
  func apart() throws {
    let due = try #require(RecordType.appointment.meeting?.due)
    func isOver(_ states: [String]) -> Bool { due.isOver(RecordValues(["status": states])) }
    #expect(isOver(["honore"]) && isOver(["absent", "excuse"]))
    #expect(!isOver(["honore", "prevu"]) && !isOver([]) && !isOver(["venu"]))
  }

  private func place(_ values: [String: [String]]) throws -> Record {
    var document = Document()
    let id = try #require(ChangeID([UInt8](repeating: 1, count: 32)))
    let operations = try RecordEdit.creation(.meetingPlace, values, in: .ofService)
    document.merge([Change(id: id, parents: [], operations: operations)])
    return try #require(Record(document))
  }

  @Test("Others are told the name that was written for them, or one that tells of no prison")
  func names() throws {
    let prison = try place([
      "name": ["Prison de Rive"], "kind": ["prison"], "neutral_name": ["Quai Nord 5"],
    ])
    #expect(prison.neutralName == "Quai Nord 5" && !prison.isOpen)
    let court = try place(["name": ["Tribunal"], "kind": ["justice"]])
    #expect(court.neutralName == nil && !court.isOpen)
    let hall = try place(["name": ["Mairie"], "kind": ["administration"]])
    #expect(hall.neutralName == "Mairie" && hall.isOpen)
    let unknown = try place(["name": ["Chez eux"], "neutral_name": ["Accueil"]])
    #expect(unknown.neutralName == "Accueil" && !unknown.isOpen)
    let known = try place([
      "name": ["Chez eux"], "neutral_name": ["Accueil"], "kind": ["association"],
    ])
    #expect(known.isOpen)
  }
}
