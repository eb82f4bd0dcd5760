import CaseFile
import Envelope
import Store
import Synchronization
import Testing

@testable import Notebook
@testable import Replica

@Suite("What a session remembers for the next one")
struct SessionMemoryTests {
  /// How many records a command found, and how many images it opened for that.
  private struct Found: Equatable {
    let (total, images): (Int, Int)

    init(_ total: Int, _ images: Int) { (self.total, self.images) = (total, images) }
  }

  /// A worker whose keys are kept, with three notes that are found by one word and an image of what she may search.
  private struct Stage {
    let town: Town
    let office: Office
    let keys: KeptKeys
    let memory = KeptMemory()
    let file: CaseID
    let notes: [DocumentID]

    init(_ seed: UInt64) throws {
      let town = Town(seed: seed)
      let office = try town.office("Prison", worker: "Claire")
      let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 60, at: town.now)
      (self.town, self.office, self.file) = (town, office, file)
      notes = try (0..<3).map { try town.write(office, file, .projet, "mot \($0)") }
      keys = try KeptKeys(
        of: office.folder, with: .worker(name: "Claire", passphrase: Town.passphrase))
      office.notebook.leastImage = 1
      _ = try office.notebook.search("mot", at: town.now)
    }

    func session(_ keys: KeptKeys? = nil) throws -> WorkerSession {
      let session = try WorkerSession.open(
        at: office.folder, with: keys ?? self.keys, remembering: memory, chance: town.seed.chance)
      session.leastImage = 1
      return session
    }

    /// What a command of its own finds.
    func found(_ words: String = "mot") throws -> Found {
      let session = try session()
      return Found(try session.search(words, at: town.now).total, session.tally.images)
    }
  }

  @Test("Of two commands one after the other the first alone opens the image")
  func once() throws {
    let stage = try Stage(9401)
    #expect(try stage.found() == Found(3, 1))
    #expect(try stage.found() == Found(3, 0))
    // Whoever comes while another one has it makes her own, and neither is lost.
    let first = try stage.session()
    #expect(stage.memory.isLent)
    #expect(try stage.found() == Found(3, 1))
    #expect(try first.search("mot", at: stage.town.now).total == 3)
    #expect(first.tally.images == 0)
    first.handBack()
    #expect(!stage.memory.isLent)
    #expect(try stage.found() == Found(3, 0))
  }

  @Test("What another process wrote between two commands is found by the second")
  func written() throws {
    let stage = try Stage(9402)
    #expect(try stage.found().total == 3)
    try stage.town.write(stage.office, stage.file, .projet, "mot d’ailleurs")
    let other = try stage.office.notebook.openCase(
      name: "Rosa N.", born: nil, zone: 60, at: stage.town.now)
    #expect(try stage.found() == Found(4, 0))
    #expect(try stage.found("ailleurs").total == 1)
    let people = try stage.session().search("rosa", at: stage.town.now).people
    #expect(people.map(\.place) == [.own(other)])
  }

  @Test("A record that was erased between two commands is found by none, and is in no memory")
  func erased() throws {
    let stage = try Stage(9403)
    #expect(try stage.found().total == 3)
    _ = try stage.office.notebook.eraseNote(stage.notes[0].description, at: stage.town.now)
    let next = try stage.session()
    #expect(next.memory.room == nil && next.memory.beside.isEmpty && next.memory.companions.isEmpty)
    #expect(try next.search("mot", at: stage.town.now).total == 2)
  }

  @Test("Once the session is locked nothing is kept, of what is given back later either")
  func locked() throws {
    let stage = try Stage(9404)
    let under = try stage.session()
    _ = try under.search("mot", at: stage.town.now)
    stage.memory.forget()
    under.handBack()
    #expect(try stage.session().memory.room == nil)
    // And a command that was locked has nothing to give.
    let again = try Stage(9405)
    let session = try again.session()
    _ = try session.search("mot", at: again.town.now)
    session.lock()
    session.handBack()
    #expect(try again.session().memory.room == nil)
  }

  @Test("What somebody wrote beside a record meanwhile is found and shown")
  func beside() throws {
    let stage = try Stage(9411)
    let (town, office) = (stage.town, stage.office)
    let other = try office.notebook.openCase(name: "B. W.", born: nil, zone: 60, at: town.now)
    let record = try office.notebook.addRecord(
      RecordDraft(
        .right, in: .droits, ["right": ["rsa"], "state": ["suspendu"], "her_words": ["mot"]]),
      to: other.description, zone: 60, at: town.now
    ).record
    let session = try stage.session()
    #expect(try session.search("mot", at: town.now).total == 4)
    try town.write(office, stage.file, .projet, "mot de plus")
    #expect(try session.search("mot", at: town.now).total == 5)
    #expect(session.memory.companions[.own(other)] != nil)
    // What somebody else wrote apart there is found at once.
    _ = try office.notebook.editRecord(
      record.description, of: nil, ["suspended_because": ["detention"]], from: nil, zone: 60,
      at: town.now)
    #expect(try session.search("detention", at: town.now).map(\.summary.record) == [record])
    let shown = try session.showRecord(record.description, at: town.now).summary
    #expect(shown.values["suspended_because"] == ["detention"])
  }

  @Test("Each change makes forget the places that it may have touched")
  func steps() throws {
    var chance = SystemRandomNumberGenerator()
    let second = CaseID(using: &chance)
    let (one, two) = (LogID.own(CaseID(using: &chance)), LogID.own(second))
    let share = LogID.share(ShareID(using: &chance))
    let document = DocumentID(using: &chance)
    for (news, left) in [
      (.record(document, in: one), [two, share]), (.caseFile(second), [one, share]),
      (.record(document, in: share), [one, two]), (.consent(ShareID(using: &chance)), [one, two]),
      (.record(document, in: nil), []), (.service(ServiceID(using: &chance)), []), (.destroyed, []),
      (.peers, [one, two, share]),
    ] as [(Announcement, [LogID])] {
      var known = KnownCompanions()
      for log in [one, two, share] {
        known[log] = ReadCompanions(byRecord: [:], volets: [:], lost: [:])
      }
      known.step([news], to: LedgerPosition(changes: 1, statements: 1, removals: 0))
      #expect([one, two, share].filter { known[$0] != nil } == left, "\(news)")
    }
  }

  // Never 15
  @Test("What one worker remembers is given to no other, whoever's hands it passes through")
  func apart() throws {
    let stage = try Stage(9406)
    let (town, claire) = (stage.town, stage.office.notebook)
    _ = try stage.office.operator.addWorker(
      name: "Driss", role: .intervenant, passphrase: Town.passphrase, at: town.now)
    try claire.admitAdded("Driss", at: town.now)
    try town.write(stage.office, stage.file, .sante, "mot de santé")
    #expect(try stage.found().total == 4)
    let keys = try KeptKeys(
      of: stage.office.folder, with: .worker(name: "Driss", passphrase: Town.passphrase))
    let driss = try stage.session(keys)
    #expect(driss.memory.room == nil && driss.memory.people.people.isEmpty)
    #expect(try driss.search("mot", at: town.now).total == 3)
    driss.handBack()
    // Nor back: she opens her own image again.
    #expect(try stage.found() == Found(4, 1))
  }

  @Test("A home that began anew remembers nothing of before")
  func anew() throws {
    let stage = try Stage(9407)
    #expect(try stage.found().total == 3)
    try stage.office.notebook.replica.ledger.bumpIncarnation()
    #expect(try stage.session().memory.room == nil)
  }

  // Never 15
  @Test(
    "Words that were prepared are those of a search, with what came while they were, and wait for no image"
  )
  func prepared() throws {
    let stage = try Stage(9408)
    let (town, notebook) = (stage.town, stage.office.notebook)
    // Nothing is kept of it: an erasure took the image.
    _ = try notebook.eraseNote(stage.notes[0].description, at: town.now)
    let behind = try stage.session()
    var shares: [Double] = []
    try behind.prepareWords(at: town.now) { share in
      shares.append(share)
      if share == 1 { try town.write(stage.office, stage.file, .projet, "mot tardif") }
    }
    #expect(shares == [0, 1])
    // Standing words are brought into step, and nobody is told of anything.
    try behind.prepareWords(at: town.now) { shares.append($0) }
    #expect(shares == [0, 1])
    let anew = try behind.read { try behind.roomAnew($0, at: town.now) }
    #expect(behind.memory.room?.words.count == anew.words.count)
    #expect(behind.memory.room?.basis == anew.basis)
    behind.handBack()
    #expect(try stage.found() == Found(3, 0))
    #expect(try stage.found("tardif").total == 1)
  }

  @Test("A preparation that is stopped, or during which words are destroyed, leaves none")
  func stopped() throws {
    struct Stopped: Error {}
    let stage = try Stage(9409)
    let town = stage.town
    _ = try stage.office.notebook.eraseNote(stage.notes[0].description, at: town.now)
    let behind = try stage.session()
    for end in [0.0, 1] {
      #expect(throws: Stopped.self) {
        try behind.prepareWords(at: town.now) { if $0 == end { throw Stopped() } }
      }
      #expect(behind.memory.room == nil)
    }
    try behind.prepareWords(at: town.now) { share in
      guard share == 1 else { return }
      _ = try stage.office.notebook.eraseNote(stage.notes[1].description, at: town.now)
    }
    #expect(behind.memory.room == nil)
    #expect(try behind.search("mot", at: town.now).total == 1)
  }

  @Test("Whoever searches is told that the words are made anew, and of an image nothing")
  func told() throws {
    let stage = try Stage(9410)
    let told = Mutex(0)
    func search() throws {
      let session = try stage.session()
      session.whenWordsAreMade = { told.withLock { $0 += 1 } }
      _ = try session.search("mot", at: stage.town.now)
    }
    try search()
    #expect(told.withLock { $0 } == 0)
    _ = try stage.office.notebook.eraseNote(stage.notes[0].description, at: stage.town.now)
    try search()
    try search()
    #expect(told.withLock { $0 } == 1)
  }
}
