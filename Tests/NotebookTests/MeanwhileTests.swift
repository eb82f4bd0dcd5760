import CaseFile
import Envelope
import Replication
import Testing

@testable import Notebook
@testable import Replica

@Suite("What is written while a session runs")
struct MeanwhileTests {
  @Test("A note does not go ahead of the consent that came up with it")
  func noteAndConsent() throws {
    let two = try TwoServices(110)
    let town = two.town
    let (prison, housing) = (two.prison.notebook, two.housing.notebook)
    _ = try two.give([.logement])
    let listener = Exchange(with: housing.node, role: .listener, mode: .live, seat: prison)
    let dialler = Exchange(with: prison.node, role: .dialler, mode: .once, seat: housing)
    var toPrison: [[UInt8]] = []
    var toHousing: [[UInt8]] = []
    func take(_ orders: [RoadOrder], _ queue: inout [[UInt8]]) {
      for case .send(let bytes) in orders { queue.append(bytes) }
    }
    take(try listener.open(prison, at: town.now), &toHousing)
    take(try dialler.open(housing, at: town.now), &toPrison)
    take(try listener.handle(.received(toPrison.removeFirst()), prison, at: town.now), &toHousing)
    // The statements are on their way. Before the changes are read, somebody consents and writes.
    _ = try two.give([.droits])
    try town.write(two.prison, two.file, .droits, "Entre-temps.")
    while !(toPrison.isEmpty && toHousing.isEmpty) {
      if !toHousing.isEmpty {
        take(
          try dialler.handle(.received(toHousing.removeFirst()), housing, at: town.now), &toPrison)
      }
      if !toPrison.isEmpty {
        take(
          try listener.handle(.received(toPrison.removeFirst()), prison, at: town.now), &toHousing)
      }
    }
    _ = try dialler.handle(.closed, housing, at: town.now)
    _ = try listener.handle(.closed, prison, at: town.now)
    #expect(dialler.refusals.isEmpty && listener.refusals.isEmpty)
    try two.meet()
    #expect(try two.reads(two.housing) == ["Entre-temps."])
    let states = try prison.listNotes(two.file.description, at: town.now).map(\.state)
    #expect(states == [.current])
  }
}
