import CaseFile
import Envelope
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("The reading room of a session")
struct SessionRoomTests {
  /// What a room answers, so that two can be compared.
  private struct Answer: Equatable {
    var found: [String: ReadingRoom.Found] = [:]
    var damaged: Set<DocumentID>
  }

  private static let asked = ["mot", "alpha", "beta", "gamma", "logement", "seconde"]

  private func answer(_ room: SessionRoom, _ notebook: WorkerSession) throws -> Answer {
    var answer = Answer(damaged: room.basis.damaged)
    let role = try notebook.role()
    for words in Self.asked {
      answer.found[words] = try room.words.search(words, limit: 1000) { log, volet in
        guard let volet = Volet(code: volet) else { return false }
        if case .own = log { return AccessMatrix.standard.mayRead(role, volet, own: true) }
        return room.basis.shares[log] != nil
      }
    }
    return answer
  }

  /// The room of a session that goes on, that of one which begins with the image, and one made of everything.
  private func compare(_ office: Office, _ town: Town, _ deed: String) throws {
    let notebook = office.notebook
    let fresh = try WorkerSession.open(
      beside: notebook.replica,
      with: .worker(name: notebook.workerName, passphrase: Town.passphrase))
    let (standing, anew, restored) = try notebook.read { ledger in
      (
        try answer(try notebook.roomInStep(ledger, at: town.now), notebook),
        try answer(try notebook.roomAnew(ledger, at: town.now), notebook),
        try answer(try fresh.roomInStep(ledger, at: town.now), fresh)
      )
    }
    // Rows differ, and so does the order of what was entered in one millisecond: nothing was.
    #expect(standing == anew, "after \(deed)")
    #expect(restored == anew, "after \(deed), from its image")
    try notebook.keepRoomIfDue()
  }

  // Never 15
  @Test(
    "After whatever was written, edited, deleted, erased, shared and taken back, the room answers as one made of everything",
    arguments: [931, 932, 933, 934])
  func slowTwin(seed: UInt64) throws {
    let two = try TwoServices(seed)
    let town = two.town
    two.prison.notebook.leastImage = 1
    two.housing.notebook.leastImage = 1
    let other = try two.housing.notebook.openCase(name: "B. W.", born: nil, zone: 0, at: town.now)
    var notes: [DocumentID] = []
    // Whatever the seed draws, something was shared.
    var consents = [try two.give([.projet, .logement], past: .all, days: 30)]
    func draw(_ count: Int) -> Int { Int(town.seed.next() % UInt64(count)) }
    for step in 0..<40 {
      let words = "\(Self.asked[draw(Self.asked.count)]) pas \(step)"
      var deed = "\(step): "
      town.tickOne()
      switch draw(12) {
      case 0...3:
        deed += "write"
        notes.append(
          try town.write(two.prison, two.file, draw(2) == 0 ? .projet : .logement, words))
      case 4 where !notes.isEmpty:
        deed += "edit"
        try? two.edit(two.prison, notes[draw(notes.count)], "seconde \(words)")
      case 5 where !notes.isEmpty:
        deed += "delete"
        _ = try? two.prison.notebook.deleteNote(
          notes[draw(notes.count)].description, zone: 0, at: town.now)
      case 6 where !notes.isEmpty:
        deed += "erase"
        _ = try? two.prison.notebook.eraseNote(
          notes[draw(notes.count)].description, at: town.now)
      case 7:
        deed += "give"
        consents.append(
          try two.give([.projet, .logement], past: draw(2) == 0 ? .all : .none, days: 30))
      case 8 where !consents.isEmpty:
        deed += "withdraw"
        try? two.withdraw(consents[draw(consents.count)])
      case 9:
        deed += "write beside"
        try town.write(two.housing, other, .projet, words)
      case 10:
        deed += "a week"
        town.now.milliseconds += 7 * 86_400_000
      case _:
        deed += "meet"
        try two.meet()
        try two.meet()
      }
      try compare(two.prison, town, deed)
      try compare(two.housing, town, deed)
    }
    #expect(!notes.isEmpty)
  }

  @Test("A session that begins reads the image, and of the notes only those that came since")
  func image() throws {
    let two = try TwoServices(935)
    let town = two.town
    let first = two.prison.notebook
    first.leastImage = 1
    // And the card of the person, whose name is found too.
    for number in 0..<40 { try town.write(two.prison, two.file, .projet, "mot \(number)") }
    #expect(try first.search("mot", at: town.now).total == 40)
    try town.write(two.prison, two.file, .projet, "mot de plus")
    let next = try WorkerSession.open(
      beside: first.replica, with: .worker(name: "Inès", passphrase: Town.passphrase))
    try next.read { ledger in
      let kept = try #require(try next.keptRoom(ledger))
      #expect(kept.words.count == 41)
      #expect(try next.roomInStep(ledger, at: town.now).unkept == 1)
    }
    #expect(try next.search("mot", at: town.now).total == 41)
    // What is shown is read anew: an image says where to look, and nothing more.
    #expect(try next.search("plus", at: town.now).first?.snippet == "mot de plus")
  }

  @Test("A record is found by what its codes are called; other names make the room anew")
  func names() throws {
    let two = try TwoServices(936)
    let town = two.town
    let first = two.prison.notebook
    first.leastImage = 1
    first.namesOfCodes = { code, _ in code == "a_ouvrir" ? ["te openen", "to open"] : [] }
    let right = try first.addRecord(
      RecordDraft(.right, in: .droits, ["right": ["rsa"], "state": ["a_ouvrir"]]),
      to: two.file.description, zone: 60, at: town.now
    ).record
    for words in ["te openen", "to open", "a ouvrir"] {
      #expect(try first.search(words, at: town.now).map(\.summary.record) == [right], "\(words)")
    }
    // What codes are called is no sentence of anybody's: nothing of it stands in the excerpt.
    #expect(try first.search("openen", at: town.now).map(\.snippet) == [""])
    let next = try WorkerSession.open(
      beside: first.replica, with: .worker(name: "Inès", passphrase: Town.passphrase))
    next.namesOfCodes = { code, _ in code == "a_ouvrir" ? ["to open", "te openen"] : [] }
    // In whatever order, the names are those of the image.
    try next.read { ledger in
      _ = try next.roomInStep(ledger, at: town.now)
      #expect(next.memory.room?.unkept == 0)
    }
    next.namesOfCodes = { code, _ in code == "a_ouvrir" ? ["zu öffnen"] : [] }
    #expect(try next.search("offnen", at: town.now).map(\.summary.record) == [right])
    #expect(try next.search("te openen", at: town.now).isEmpty)
  }

  // Never 31
  @Test("Nobody else opens it, and one that the disk altered is made again")
  func sealed() throws {
    let two = try TwoServices(936)
    let town = two.town
    let claire = two.prison.notebook
    claire.leastImage = 1
    _ = try two.prison.operator.addWorker(
      name: "Driss", role: .intervenant, passphrase: Town.passphrase, at: town.now)
    try claire.admitAdded("Driss", at: town.now)
    let driss = try WorkerSession.open(
      beside: claire.replica, with: .worker(name: "Driss", passphrase: Town.passphrase))
    try town.write(two.prison, two.file, .sante, "mot de santé")
    try town.write(two.prison, two.file, .projet, "mot de projet")
    #expect(try claire.search("mot", at: town.now).total == 2)
    #expect(try driss.read { try driss.keptRoom($0) == nil })
    #expect(try driss.search("mot", at: town.now).total == 1)
    #expect(try claire.read { try claire.keptRoom($0) != nil })
    for chunk in [0, 1] {
      for byte in [0, 20, 40, 100] {
        var altered: [[UInt8]] = []
        try claire.replica.write(at: town.now) { ledger in
          let name = Digest.keyed(try claire.worker().seed, .readingRoom, [0])
          altered = try ledger.roomImage(name)
          if altered[chunk].indices.contains(byte) { altered[chunk][byte] ^= 1 }
          try ledger.saveRoomImage(name, altered)
        }
        if altered[chunk].indices.contains(byte) {
          #expect(try claire.read { try claire.keptRoom($0) == nil }, "\(chunk) \(byte)")
        }
        claire.memory.room = nil
        #expect(try claire.search("mot", at: town.now).total == 2)
        #expect(try claire.read { try claire.keptRoom($0) != nil })
      }
    }
  }

  @Test("What is erased or purged takes every image with it, on a locked node too")
  func destroyed() throws {
    let two = try TwoServices(937)
    let town = two.town
    let (prison, housing) = (two.prison.notebook, two.housing.notebook)
    (prison.leastImage, housing.leastImage) = (1, 1)
    let note = try town.write(two.prison, two.file, .projet, "mot à effacer")
    try town.write(two.prison, two.file, .projet, "mot qui reste")
    let consent = try two.give([.projet], past: .all)
    try two.meet()
    try two.meet()
    #expect(try housing.search("mot", at: town.now).total == 2)
    func images(_ notebook: WorkerSession) throws -> Bool {
      try notebook.read { try notebook.keptRoom($0) != nil }
    }
    #expect(try prison.search("mot", at: town.now).total == 2)
    #expect(try images(prison) && images(housing))
    _ = try prison.eraseNote(note.description, at: town.now)
    #expect(try !images(prison))
    #expect(try prison.search("effacer", at: town.now).total == 0)
    #expect(try prison.search("mot", at: town.now).total == 1)
    #expect(try images(prison))
    // Nobody works at the housing service when the erasure comes, nor when the consent ends.
    housing.lock()
    try two.meet()
    try two.meet()
    let back = try WorkerSession.open(
      beside: housing.replica, with: .worker(name: "Marc", passphrase: Town.passphrase))
    back.leastImage = 1
    #expect(try !images(back))
    #expect(try back.search("mot", at: town.now).total == 1)
    #expect(try images(back))
    back.lock()
    try two.withdraw(consent)
    try two.meet()
    try two.meet()
    let later = try WorkerSession.open(
      beside: housing.replica, with: .worker(name: "Marc", passphrase: Town.passphrase))
    #expect(try !images(later))
    #expect(try later.search("mot", at: town.now).total == 0)
  }
}
