import CaseFile
import Envelope
import Replication
import Store
import Testing

@testable import Notebook
@testable import Replica

/// What a paired service that was given nothing sees of how many people a service follows.
@Suite("The existence of case files, measured", .serialized)
struct ExistenceMeasureTests {
  /// A service that follows some people, and a paired one that was told of none.
  private struct Meeting {
    let town: Town
    let asked: Office
    let prober: Office

    init(files: Int) throws {
      town = Town(seed: 43)
      asked = try town.office("Permanence", worker: "Inès")
      prober = try town.office("Maison", worker: "Marc")
      try town.pair(asked, prober)
      let now = town.now
      for number in 0..<files {
        let file = try asked.notebook.openCase(
          name: "Personne \(number)", born: nil, zone: 0, at: now)
        if number % 100 == 0 { try town.write(asked, file, .droits, "Rien ne sort.") }
      }
      town.now = now
      // What the files drew shifts nothing for what comes.
      (asked.notebook.chance, prober.notebook.chance) = (Seed(1).chance, Seed(2).chance)
      (town.frames, town.refusals) = ([], [])
    }

    func meet() throws { try town.exchangeAgain(asked.notebook, prober.notebook) }
  }

  // Never 1
  @Test(
    "A peer without a consent gets the same frames from a service of no, one or a thousand case files"
  )
  func frames() throws {
    let all = try [0, 1, 1000].map { files in
      let meeting = try Meeting(files: files)
      for _ in 0..<5 {
        try meeting.meet()
        meeting.town.tickOne()
      }
      return meeting.town.frames.map { [$0.from == meeting.asked.notebook.node ? 0 : 1] + $0.bytes }
    }
    #expect(all[0].count > 10)
    #expect(all[1] == all[0])
    #expect(all[2] == all[0])
  }

  // Never 1
  @Test(
    "Nor does it wait a tenth of a millisecond longer for one: a thousand sessions with each, in turn"
  )
  func times() throws {
    let few = try Meeting(files: 0)
    let many = try Meeting(files: 1000)
    let chance = Seed(44)
    let clock = ContinuousClock()
    var (short, long, planted): ([Double], [Double], [Double]) = ([], [], [])
    func took(_ meeting: Meeting, more: Duration = .zero) throws -> Double {
      let start = clock.now
      try meeting.meet()
      let end = clock.now + more
      while clock.now < end {}
      return (clock.now - start) / .microseconds(1)
    }
    for _ in 0..<20 {
      try few.meet()
      try many.meet()
    }
    for _ in 0..<1000 {
      if chance.next() % 2 == 0 {
        short.append(try took(few))
        long.append(try took(many))
      } else {
        long.append(try took(many))
        short.append(try took(few))
      }
      planted.append(try took(few, more: .milliseconds(1)))
    }
    // What deeper tables cost is some hundredths of a millisecond, which this much of each session stands for.
    let tenth = 100.0
    let seen = RankSum(long.map { $0 - tenth }, short)
    #expect(
      seen.deviation < RankSum.onceInAMillion, "a service of a thousand is told apart: \(seen)")
    let told = RankSum(planted.map { $0 - tenth }, short)
    #expect(told.deviation >= RankSum.onceInAMillion, "a millisecond more is not seen: \(told)")
  }

  @Test("The rank sum is that of every way to divide two small samples")
  func rankSum() {
    let chance = Seed(45)
    for _ in 0..<20 {
      let values = (0..<12).map { _ in Double(chance.next() % 9) }
      // All sums of ranks that six of twelve may have: their mean and variance are what the test goes by.
      func rank(_ index: Int) -> Double {
        let below = values.count { $0 < values[index] }
        let alike = values.count { $0 == values[index] }
        return Double(below) + Double(alike + 1) / 2
      }
      let sums = (0..<(1 << 12)).filter { $0.nonzeroBitCount == 6 }.map { chosen in
        (0..<12).filter { chosen >> $0 & 1 == 1 }.map(rank).reduce(0, +)
      }
      let mean = sums.reduce(0, +) / Double(sums.count)
      let variance = sums.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(sums.count)
      let own = (0..<6).map(rank).reduce(0, +)
      let expected = variance > 0 ? (own - mean) / variance.squareRoot() : 0
      let found = RankSum(Array(values[..<6]), Array(values[6...])).deviation
      #expect(abs(found - expected) < 1e-9)
    }
  }

  // Never 1
  @Test(
    "Ten thousand changes for volets that are made up, or that nobody was told of, have one answer")
  func madeUp() throws {
    let meeting = try Meeting(files: 100)
    let (asked, prober, town) = (meeting.asked, meeting.prober, meeting.town)
    let untold = try asked.notebook.read { ledger in
      try asked.notebook.replica.caseFiles(ledger).flatMap { try ledger.tags(of: .own($0)) }
    }
    #expect(untold.count > 100)
    let own = try prober.notebook.openCase(name: "Sonde", born: nil, zone: 0, at: town.now)
    let note = try town.write(prober, own, .droits, "Une sonde.")
    let first = try prober.notebook.read { try #require(try $0.changes(of: note).first) }
    let room = try prober.notebook.worker()
    let content = ChangeContent(
      author: room.name, role: room.roleCode, clock: HybridClock(now: town.now, after: nil),
      zone: 0, operations: [])
    var chance = Seed(46).chance
    for number in 0..<10_000 {
      var header = first.header
      header.document = DocumentID(using: &chance)
      header.volet = number % 2 == 0 ? VoletTag(using: &chance) : untold[number / 2 % untold.count]
      let secret = try room.keyring.makeNoteSecret(
        document: header.document, epoch: header.epoch, using: &chance)
      header.secretHash = secret.hash
      let change = try room.keyring.sealChange(
        header: header, content: content, secretRow: secret.row, author: room.keys.signing)
      let outcome = try asked.notebook.write(at: town.now) { ledger in
        try asked.notebook.replica.admit(
          SealedEnvelope(bytes: change.bytes), secret: secret.row,
          from: .peer(prober.notebook.node, own: false), into: ledger, at: town.now)
      }
      guard outcome == .refused(.notYours) else {
        Issue.record("\(number): \(outcome)")
        return
      }
    }
  }
}
