import CaseFile
import Envelope
import Replication
import Testing

@testable import Notebook
@testable import Replica

@Suite("A road that is cut anywhere")
struct CutSweepTests {
  /// Two nodes of one service and a case file that both write in.
  private func service(_ seed: UInt64) throws -> (Town, Office, Office, CaseID) {
    let town = Town(seed: seed)
    let main = try town.office("Maison", worker: "Marc")
    let branch = try town.branch(of: main, worker: "Lila")
    let file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    try town.exchange(main.notebook, branch.notebook)
    return (town, main, branch, file)
  }

  // Never 13
  @Test(
    "Cut after any number of bytes, the next exchange completes it: nothing lost, nothing refused")
  func bytes() throws {
    let (town, main, branch, file) = try service(60)
    var written: Set<String> = []
    var cut = 1
    while true {
      for (office, name) in [(main, "Marc"), (branch, "Lila")] {
        let text = "\(name) \(cut)"
        written.insert(text)
        try town.write(office, file, .projet, text)
      }
      let trip = try town.travel(main.notebook, branch.notebook, over: Road(bytes: cut))
      #expect(trip.refusals.isEmpty)
      let rest = try town.travel(branch.notebook, main.notebook, over: .whole)
      #expect(rest.refusals.isEmpty)
      #expect(rest.dialler.rootsEqual == true)
      if !trip.wasCut { break }
      cut += 61
      try #require(cut < 100_000)
    }
    #expect(cut > 1000)
    for office in [main, branch] {
      let texts = try town.texts(office, file.description)
      #expect(texts.count == written.count)
      #expect(Set(texts) == written)
      #expect(try office.notebook.verify().isSound)
    }
  }

  @Test("A road that carries one byte at a time changes nothing")
  func dribble() throws {
    let (town, main, branch, file) = try service(61)
    for number in 0..<5 { try town.write(main, file, .projet, "Mot \(number)") }
    let trip = try town.travel(branch.notebook, main.notebook, over: Road(chunk: 1))
    #expect(trip.dialler.rootsEqual == true)
    #expect(try town.texts(branch, file.description).count == 5)
  }

  @Test("A road that always breaks after the same few bytes still gets everything across")
  func progress() throws {
    let (town, main, branch, file) = try service(62)
    for number in 0..<40 { try town.write(main, file, .projet, "Note numéro \(number)") }
    var trips = 0
    var sent = 0
    while true {
      let trip = try town.travel(main.notebook, branch.notebook, over: Road(bytes: 45_000))
      trips += 1
      sent += trip.delivered
      if !trip.wasCut { break }
      try #require(trips < 100)
    }
    #expect(try town.texts(branch, file.description).count == 40)
  }

  @Test("An old session played a second time adds nothing and breaks nothing")
  func replay() throws {
    let (town, main, branch, file) = try service(63)
    try town.write(main, file, .projet, "Une fois.")
    town.frames = []
    try town.exchange(main.notebook, branch.notebook)
    let old = town.frames.filter { $0.from == main.notebook.node }.map(\.bytes)
    try town.write(main, file, .projet, "Deux fois.")
    try town.exchange(main.notebook, branch.notebook)
    let before = try Picture(branch.notebook)
    let again = Exchange(
      with: main.notebook.node, role: .listener, mode: .live, seat: branch.notebook)
    _ = try again.open(branch.notebook, at: town.now)
    for bytes in old { _ = try again.handle(.received(bytes), branch.notebook, at: town.now) }
    _ = try again.handle(.closed, branch.notebook, at: town.now)
    #expect(try Picture(branch.notebook) == before)
    let (summary, _) = try town.exchange(main.notebook, branch.notebook)
    #expect(summary.rootsEqual == true)
    #expect(try town.texts(branch, file.description) == ["Une fois.", "Deux fois."])
  }
}
