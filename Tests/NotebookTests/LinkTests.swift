import CaseFile
import Envelope
import Replication
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("A received share and the case file of the same person")
struct LinkTests {
  /// A share both ways from the prison, and two namesakes at the housing service, opened one after the other.
  private struct Namesakes {
    let two: TwoServices
    let share: String
    let files: [CaseID]

    init(_ seed: UInt64) throws {
      let two = try TwoServices(seed)
      let town = two.town
      _ = try two.prison.notebook.giveConsent(
        try town.terms(to: "Maison", [.droits], past: .all, bothWays: true),
        for: two.file.description, zone: 0, at: town.now)
      try two.meet()
      files = try (0..<2).map { _ in
        try two.housing.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
      }
      share = try #require(
        try two.housing.notebook.listReceived(at: town.now).first?.share.description)
      self.two = two
    }

    @discardableResult
    func link(_ file: CaseID, _ office: Office? = nil) throws -> LinkReport {
      two.town.tickOne()
      return try (office ?? two.housing).notebook.link(
        share, to: file.description, at: two.town.now)
    }

    func linked(_ office: Office? = nil) throws -> SharedSummary? {
      try (office ?? two.housing).notebook.listReceived(at: two.town.now).first {
        $0.share.description == share
      }
    }

    func write(_ file: CaseID, _ text: String, _ office: Office? = nil) throws -> DocumentID {
      try two.town.write(office ?? two.housing, file, .droits, text)
    }
  }

  @Test("The last link counts, whichever file was opened first", arguments: [[0, 1], [1, 0]])
  func lastCounts(order: [Int]) throws {
    let all = try Namesakes(320 + UInt64(order[0]))
    let two = all.two
    let (wrong, right) = (all.files[order[0]], all.files[order[1]])
    try all.link(wrong)
    _ = try all.write(wrong, "De la mauvaise personne.")
    try two.meet()
    #expect(try two.reads(two.prison) == ["De la mauvaise personne."])
    let done = try all.link(right)
    #expect(done.replaced == [wrong])
    #expect(
      done.left == [
        LeftByLink(caseFile: wrong, service: "Permanence", volets: [.droits], notes: 1)
      ])
    #expect(try all.linked()?.linkedTo == right)
    let more = try all.write(wrong, "Encore de la mauvaise personne.")
    #expect(try two.housing.notebook.readers(of: more, at: two.town.now).told.isEmpty)
    _ = try all.write(right, "De la bonne personne.")
    try two.housing.notebook.maintain(at: two.town.now)
    try two.meet()
    #expect(try two.reads(two.prison) == ["De la bonne personne."])
    // She is not said to have withdrawn.
    let consents = try two.housing.notebook.listConsents(wrong.description, at: two.town.now)
    #expect(consents.map(\.status) == [.unlinked])
    #expect(consents[0].events.map(\.event).contains(.unlinked))
    // And back, as people do.
    try all.link(wrong)
    #expect(try all.linked()?.linkedTo == wrong)
    _ = try all.write(right, "Ne part plus.")
    _ = try all.write(wrong, "Part de nouveau.")
    try two.meet()
    try two.housing.notebook.maintain(at: two.town.now)
    try two.meet()
    #expect(try two.reads(two.prison) == ["Part de nouveau."])
  }

  /// Links or undoes, at some device.
  private func decide(
    _ all: Namesakes, _ offices: [Office], said: inout [String]
  ) throws -> (file: CaseID?, office: Office) {
    let chance = all.two.town.seed
    let office = offices[Int(chance.next() % UInt64(offices.count))]
    let place = office.folder == all.two.housing.folder ? "here" : "there"
    guard chance.next() % 3 > 0 else {
      said.append("\(place) undoes")
      all.two.town.tickOne()
      _ = try office.notebook.unlink(all.share, at: all.two.town.now)
      return (nil, office)
    }
    let number = Int(chance.next() % 2)
    said.append("\(place) links \(number)")
    try all.link(all.files[number], office)
    return (all.files[number], office)
  }

  @Test(
    "However people link, undo and link again, apart or not, who decides last knowing all is followed",
    arguments: [0, 1], [331, 332] as [UInt64])
  func walk(colleagues: Int, seed: UInt64) throws {
    let all = try Namesakes(seed)
    let two = all.two
    let town = two.town
    var offices = [two.housing]
    for _ in 0..<colleagues {
      offices.append(try town.branch(of: two.housing, worker: "Lila", role: .referent))
    }
    func meetColleagues() throws {
      for other in offices.dropFirst() {
        try town.exchange(two.housing.notebook, other.notebook)
      }
    }
    var said: [String] = []
    for step in 0..<6 {
      for _ in 0..<Int(town.seed.next() % 3) * colleagues {
        _ = try decide(all, offices, said: &said)
      }
      said.append("they meet")
      try meetColleagues()
      let (now, office) = try decide(all, offices, said: &said)
      try meetColleagues()
      for office in offices { #expect(try all.linked(office)?.linkedTo == now, "\(said)") }
      for file in all.files { _ = try all.write(file, "\(step) in \(file)", office) }
      try meetColleagues()
      try two.meet()
      try two.housing.notebook.maintain(at: town.now)
      try two.meet()
      let read = Set(try two.reads(two.prison))
      for file in all.files {
        #expect(read.contains("\(step) in \(file)") == (file == now), "\(said)")
      }
    }
  }

  @Test("A link that is undone is told as that, beside a consent that was narrowed elsewhere")
  func undoneBesideNarrowing() throws {
    let two = try TwoServices(324)
    let town = two.town
    let consent = try two.prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits, .logement], past: .all, bothWays: true),
      for: two.file.description, zone: 0, at: town.now
    ).consent.description
    try two.meet()
    let file = try two.housing.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let share = try #require(try two.housing.notebook.listReceived(at: town.now).first).share
    town.tickOne()
    _ = try two.housing.notebook.link(share.description, to: file.description, at: town.now)
    try town.write(two.housing, file, .logement, "Réponse.")
    try two.meet()
    try two.withdraw(consent, [.droits])
    for _ in 0..<2 {
      try two.meet()
      try two.housing.notebook.maintain(at: town.now)
    }
    town.tickOne()
    _ = try two.housing.notebook.unlink(share.description, at: town.now)
    try two.meet()
    let ended = try two.prison.notebook.listEnded(at: town.now)
    #expect(ended.map(\.cause) == [.answered, .takenBack])
    #expect(ended.map(\.volets) == [[.droits], [.logement]])
  }

  // Never 9
  @Test("A link is undone: nothing goes back, and what had left is asked to be erased")
  func unlinking() throws {
    let all = try Namesakes(322)
    let two = all.two
    let before = try Picture(two.prison.notebook).changes
    #expect(try two.housing.notebook.unlink(all.share, at: two.town.now).unchanged)
    try all.link(all.files[0])
    #expect(try all.link(all.files[0]).unchanged)
    _ = try all.write(all.files[0], "Partie.")
    try two.meet()
    let done = try two.housing.notebook.unlink(all.share, at: two.town.now)
    #expect(done.caseFile == all.files[0] && done.left.map(\.notes) == [1])
    #expect(try all.linked()?.linkedTo == nil)
    _ = try all.write(all.files[0], "Reste ici.")
    try two.housing.notebook.maintain(at: two.town.now)
    try two.meet()
    #expect(try two.reads(two.prison).isEmpty)
    #expect(try Picture(two.prison.notebook).changes == before)
  }

  @Test("Two nodes that link apart send nothing until somebody decides, and then what was decided")
  func apart() throws {
    let all = try Namesakes(323)
    let two = all.two
    let town = two.town
    let branch = try town.branch(of: two.housing, worker: "Lila", role: .referent)
    try town.pair(branch, two.prison)
    try town.exchange(two.housing.notebook, branch.notebook)
    try all.link(all.files[0])
    try all.link(all.files[1], branch)
    try town.exchange(two.housing.notebook, branch.notebook)
    try town.exchange(two.housing.notebook, branch.notebook)
    for office in [two.housing, branch] {
      try office.notebook.maintain(at: town.now)
      let row = try #require(try all.linked(office))
      #expect(row.linkedTo == nil)
      #expect(row.linkedApart == all.files.sorted())
      for file in all.files {
        let note = try all.write(file, "Indécis.", office)
        #expect(try office.notebook.readers(of: note, at: town.now).told == ["Maison"])
      }
    }
    try town.exchange(two.housing.notebook, branch.notebook)
    try all.link(all.files[1], branch)
    try town.exchange(two.housing.notebook, branch.notebook)
    _ = try all.write(all.files[1], "Décidé.", branch)
    _ = try all.write(all.files[0], "L’autre.", branch)
    for office in [two.housing, branch] {
      try office.notebook.maintain(at: town.now)
      try town.exchange(office.notebook, two.prison.notebook)
      #expect(try all.linked(office)?.linkedTo == all.files[1])
    }
    #expect(try two.reads(two.prison) == ["Décidé."])
  }

  @Test("Who stops or undoes what goes back by a link is told as that: nobody closed or withdrew")
  func toldApart() throws {
    let all = try Namesakes(340)
    let two = all.two
    let town = two.town
    let files = all.files.sorted()
    let branch = try town.branch(of: two.housing, worker: "Lila", role: .referent)
    try town.pair(branch, two.prison)
    func settle() throws {
      for _ in 0..<2 {
        try town.exchange(two.housing.notebook, branch.notebook)
        for office in [two.housing, branch] { try office.notebook.maintain(at: town.now) }
      }
    }
    func told(_ file: CaseID) throws -> [ConsentSummary] {
      try two.housing.notebook.listConsents(file.description, at: town.now)
    }
    try town.exchange(two.housing.notebook, branch.notebook)
    try all.link(files[0])
    try all.link(files[1], branch)
    try settle()
    for file in files {
      let consent = try #require(try told(file).first)
      #expect(consent.told == .disputed)
      #expect(consent.events.map(\.event) == [.given, .disputed])
    }
    // Over there the share does not tell why: it is told as an answer that stopped.
    try town.exchange(two.housing.notebook, two.prison.notebook)
    let received = try two.prison.notebook.listReceived(at: town.now)
    #expect(!received.isEmpty && received.allSatisfy { $0.isAnswer && $0.ceasedOn != nil })

    // One undoes the link, the other chooses, and neither knows.
    town.tickOne()
    _ = try branch.notebook.unlink(all.share, at: town.now)
    try all.link(files[0])
    try settle()
    #expect(try all.linked()?.linkedApart == [files[0]])
    let ended = try told(files[0])
    #expect(ended.count == 2)
    for consent in ended {
      #expect(consent.status == .unlinked || consent.told == .unlinked, "\(consent)")
      #expect(!consent.events.contains { $0.event == .withdrawn }, "\(consent)")
      #expect(consent.events.first?.at == consent.events.map(\.at).min(), "\(consent)")
    }
  }

  @Test(
    "Who settles what colleagues linked apart is obeyed, whatever they stopped meanwhile",
    arguments: [0, 1], [false, true])
  func settledApart(kept: Int, byBranch: Bool) throws {
    let all = try Namesakes(330 + UInt64(kept * 2 + (byBranch ? 1 : 0)))
    let two = all.two
    let town = two.town
    let branch = try town.branch(of: two.housing, worker: "Lila", role: .referent)
    try town.pair(branch, two.prison)
    try town.exchange(two.housing.notebook, branch.notebook)
    try all.link(all.files[0])
    try all.link(all.files[1], branch)
    for _ in 0..<2 { try town.exchange(two.housing.notebook, branch.notebook) }
    // Each stops what went back, and neither knows yet that the other did.
    for office in [two.housing, branch] { try office.notebook.maintain(at: town.now) }
    try all.link(all.files[kept], byBranch ? branch : two.housing)
    for _ in 0..<2 {
      try town.exchange(two.housing.notebook, branch.notebook)
      for office in [two.housing, branch] { try office.notebook.maintain(at: town.now) }
    }
    _ = try all.write(all.files[kept], "De l’une.")
    _ = try all.write(all.files[kept], "De l’autre.", branch)
    _ = try all.write(all.files[1 - kept], "De quelqu’un d’autre.")
    for _ in 0..<2 {
      for office in [two.housing, branch] {
        try office.notebook.maintain(at: town.now)
        try town.exchange(office.notebook, two.prison.notebook)
      }
    }
    let read = try two.reads(two.prison)
    #expect(read.sorted() == ["De l’autre.", "De l’une."])
    // It settles: nothing further is stated by tending again and again.
    func recorded() throws -> Int {
      try two.housing.notebook.listConsents(all.files[kept].description, at: town.now).count
    }
    let before = try recorded()
    for office in [two.housing, branch] { try office.notebook.maintain(at: town.now) }
    #expect(try recorded() == before)
  }

  @Test(
    "Undone and linked again in one go, what is written then goes, whoever hears of it step by step",
    arguments: [[nil, 0], [1, 0], [nil, 0, nil, 0], [1, 0, 1, 0], [1, nil, 0]] as [[Int?]])
  func inOneGo(turns: [Int?]) throws {
    let all = try Namesakes(360 + UInt64(turns.count))
    let two = all.two
    let town = two.town
    let branch = try town.branch(of: two.housing, worker: "Lila", role: .referent)
    try town.pair(branch, two.prison)
    try all.link(all.files[0])
    _ = try all.write(all.files[0], "D’abord.")
    try town.exchange(two.housing.notebook, branch.notebook)
    try two.meet()
    for turn in turns {
      town.tickOne()
      if let turn {
        try all.link(all.files[turn])
      } else {
        _ = try two.housing.notebook.unlink(all.share, at: town.now)
      }
    }
    let note = try all.write(all.files[0], "Ensuite.")
    #expect(try two.housing.notebook.readers(of: note, at: town.now).told.contains("Permanence"))
    try town.exchange(two.housing.notebook, branch.notebook)
    try branch.notebook.maintain(at: town.now)
    for _ in 0..<2 {
      try town.exchange(two.housing.notebook, branch.notebook)
      try two.meet()
    }
    #expect(try two.reads(two.prison) == ["Ensuite."])
    for office in [two.housing, branch] {
      let live = try office.notebook.listConsents(all.files[0].description, at: town.now).filter {
        $0.status == .given
      }
      #expect(live.count == 1)
    }
  }

  @Test(
    "Who settles the link before a colleague’s stop has come is obeyed, and what was written goes",
    arguments: [0, 1], [false, true])
  func settledBeforeTheStop(kept: Int, byBranch: Bool) throws {
    let all = try Namesakes(350 + UInt64(kept * 2 + (byBranch ? 1 : 0)))
    let two = all.two
    let town = two.town
    let branch = try town.branch(of: two.housing, worker: "Lila", role: .referent)
    try town.pair(branch, two.prison)
    // Nobody has opened either node while they meet: what each stops, the other hears the next time.
    func meetLocked() throws {
      try town.exchange(two.housing.operator, branch.operator)
      for office in [two.housing, branch] { try office.notebook.replica.refresh() }
    }
    try meetLocked()
    try all.link(all.files[0])
    try all.link(all.files[1], branch)
    try meetLocked()
    for office in [two.housing, branch] {
      town.tickOne()
      try office.notebook.maintain(at: town.now)
    }
    let chooses = byBranch ? branch : two.housing
    let other = byBranch ? two.housing : branch
    _ = try all.write(all.files[kept], "Indécis.", other)
    try all.link(all.files[kept], chooses)
    _ = try all.write(all.files[kept], "Juste après.", chooses)
    try meetLocked()
    // The stop is in the share, beside what answers it since.
    try other.notebook.maintain(at: town.now)
    for office in [two.housing, branch] {
      let note = try all.write(all.files[kept], "De \(office.folder)", office)
      #expect(
        try office.notebook.readers(of: note, at: town.now).told.sorted()
          == ["Maison", "Permanence"])
    }
    for _ in 0..<2 {
      try meetLocked()
      for office in [two.housing, branch] {
        try office.notebook.maintain(at: town.now)
        try town.exchange(office.notebook, two.prison.notebook)
      }
    }
    #expect(
      try two.reads(two.prison).sorted()
        == ["Juste après.", "De \(two.housing.folder)", "De \(branch.folder)"].sorted())
    for consent in try two.housing.notebook.listConsents(all.files[kept].description, at: town.now)
    {
      #expect(consent.status == .given && consent.events.first?.event == .given, "\(consent)")
    }
    #expect(try all.link(all.files[kept]).unchanged)
  }

  @Test("What colleagues stopped while they disagreed is told after it was given")
  func stoppedAfterGiven() throws {
    let all = try Namesakes(356)
    let two = all.two
    let town = two.town
    let branch = try town.branch(of: two.housing, worker: "Lila", role: .referent)
    func meetLocked() throws {
      try town.exchange(two.housing.operator, branch.operator)
      for office in [two.housing, branch] { try office.notebook.replica.refresh() }
    }
    try meetLocked()
    try all.link(all.files[0])
    try all.link(all.files[1], branch)
    try meetLocked()
    for office in [two.housing, branch] {
      town.tickOne()
      try office.notebook.maintain(at: town.now)
    }
    try all.link(all.files[0])
    try meetLocked()
    let last = try #require(
      try two.housing.notebook.listConsents(all.files[0].description, at: town.now).last)
    #expect(last.told == .disputed)
    #expect(last.events.map(\.event) == [.given, .disputed], "\(last.events)")
  }

  @Test("A closed case file takes no link, and opened again it is linked again to be answered")
  func closed() throws {
    let all = try Namesakes(324)
    let two = all.two
    let town = two.town
    let file = all.files[0]
    try all.link(file)
    _ = try two.housing.notebook.closeCase(file.description, at: town.now)
    #expect(throws: NotebookError.self) { try all.link(file) }
    town.tickOne()
    _ = try two.housing.notebook.reopenCase(file.description, at: town.now)
    try two.housing.notebook.maintain(at: town.now)
    _ = try all.write(file, "Pas encore.")
    try two.meet()
    #expect(try two.reads(two.prison).isEmpty)
    #expect(try !all.link(file).unchanged)
    _ = try all.write(file, "Relié de nouveau.")
    try two.meet()
    #expect(try two.reads(two.prison) == ["Relié de nouveau."])
  }

  @Test("What the person withdrew there, no link opens again")
  func withdrawnStays() throws {
    let all = try Namesakes(325)
    let two = all.two
    let town = two.town
    let (file, other) = (all.files[0], all.files[1])
    try all.link(file)
    let back = try #require(
      try two.housing.notebook.listConsents(file.description, at: town.now).first)
    town.tickOne()
    _ = try two.housing.notebook.withdraw(back.consent.description, volets: nil, at: town.now)
    try all.link(other)
    try all.link(file)
    _ = try all.write(file, "Reste ici.")
    try two.housing.notebook.maintain(at: town.now)
    try two.meet()
    #expect(try two.reads(two.prison).isEmpty)
  }
}
