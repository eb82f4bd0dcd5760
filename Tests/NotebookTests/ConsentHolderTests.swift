import CaseFile
import Envelope
import Testing

@testable import Notebook
@testable import Replica

@Suite("Which device of a recipient has erased what it was asked to")
struct ConsentHolderTests {
  /// Whom the housing service adds beside its first device, each met by the prison once, before anything is asked.
  private func others(_ two: TwoServices, _ workers: [String]) throws -> [Office] {
    try workers.map { worker in
      let office = try two.town.branch(of: two.housing, worker: worker, role: .referent)
      try two.town.pair(office, two.prison)
      try two.town.exchange(two.prison.notebook, office.notebook)
      return office
    }
  }

  private func holders(_ two: TwoServices) throws -> [ConsentSummary.Holder] {
    try #require(
      try two.prison.notebook.listConsents(two.file.description, at: two.town.now).first
    ).holders
  }

  @Test(
    "One attests, and another that is never reached is told as not reached since, of two and of three",
    arguments: [["Lila"], ["Lila", "Sam"]])
  func neverReached(_ workers: [String]) throws {
    let two = try TwoServices(9_980 + UInt64(workers.count))
    let town = two.town
    let branches = try others(two, workers)
    let consent = try two.give([.droits], past: .all)
    try town.write(two.prison, two.file, .droits, "Un mot.")
    for office in [two.housing] + branches {
      try town.exchange(two.prison.notebook, office.notebook)
    }
    #expect(try holders(two).isEmpty)
    try two.withdraw(consent)
    let asked = town.now
    let before = try holders(two)
    #expect(before.count == workers.count + 1)
    #expect(before.allSatisfy { $0.askedAt == asked && $0.answer == nil && !$0.isReachedSince })
    town.tickOne()
    for office in [two.housing] + branches.dropLast() {
      try town.exchange(two.prison.notebook, office.notebook)
      try office.notebook.maintain(at: town.now)
      town.tickOne()
      try town.exchange(two.prison.notebook, office.notebook)
    }
    let after = try holders(two)
    let silent = after.filter { $0.answer == nil }
    #expect(after.count == workers.count + 1 && silent.count == 1)
    // It was met before, and not since.
    #expect(silent.allSatisfy { $0.lastExchange != nil && !$0.isReachedSince })
    for holder in after where holder.answer != nil {
      guard case .attested(let at) = holder.answer else {
        Issue.record("\(holder)")
        continue
      }
      #expect(at >= holder.askedAt)
    }
  }
}
