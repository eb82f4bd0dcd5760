import CaseFile
import Envelope
import Foundation
import Replication
import Store
import Testing
import Wire

@testable import Notebook
@testable import Replica

@Suite("What is attested is done", .timeLimit(.minutes(30)))
struct DutyTests {
  /// What asks a recipient to forget.
  enum Order: CaseIterable { case withdrawal, erasure }

  private struct Scene {
    let two: TwoServices
    let consent: String
    let note: DocumentID
    /// The sealed part of the row of its secret, as it stands at the recipient's.
    let secret: [UInt8]

    init(seed: UInt64) throws {
      two = try TwoServices(seed)
      consent = try two.give([.droits], past: .all)
      note = try two.town.write(two.prison, two.file, .droits, "Zibeline.")
      try two.meet()
      secret = try Scene.secret(of: note, two.housing)
    }

    static func secret(of note: DocumentID, _ office: Office) throws -> [UInt8] {
      Array(try #require(try office.notebook.read { try $0.noteSecret(of: note) }).dropFirst(36))
    }

    func order(_ order: Order) throws {
      switch order {
      case .withdrawal: try two.withdraw(consent)
      case .erasure:
        _ = try two.prison.notebook.eraseNote(note.description, at: two.town.now)
      }
    }
  }

  /// Whether any twelve bytes of `secret` stand in a file of the folder.
  private static func stands(_ secret: [UInt8], in folder: String) throws -> Bool {
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
      for start in 0...(secret.count - 12)
      where bytes.range(of: Data(secret[start..<(start + 12)])) != nil { return true }
    }
    return false
  }

  private static func receipts(_ notebook: Notebook) throws -> Int {
    try notebook.read { ledger in
      try ledger.logs(of: .share).flatMap { try ledger.statements(in: $0) }.filter {
        if case .receipt = $0.act { true } else { false }
      }.count
    }
  }

  // Never 14
  @Test(
    "While somebody reads the recipient's ledger nothing is attested, and nothing waits",
    arguments: Order.allCases)
  func recipient(order: Order) throws {
    let scene = try Scene(seed: order == .erasure ? 901 : 902)
    let two = scene.two
    try scene.order(order)
    let reader = try Ledger.open(at: two.housing.folder)
    try reader.read { held in
      // The view is held from its first question on.
      #expect(try held.meta("service") != nil)
      let (summary, _) = try two.town.exchange(two.prison.notebook, two.housing.notebook)
      #expect(summary.rootsEqual == true)
      try two.town.write(two.housing, try two.housingFile(), .droits, "Écrite entre-temps.")
      #expect(try Self.stands(scene.secret, in: two.housing.folder))
      #expect(try Self.receipts(two.housing.notebook) == 0)
      #expect(try two.housing.notebook.replica.doDuties(at: two.town.now) == false)
      #expect(try two.housing.notebook.replica.hasDuties())
    }
    #expect(try two.housing.notebook.replica.doDuties(at: two.town.now))
    #expect(try !Self.stands(scene.secret, in: two.housing.folder))
    #expect(try Self.receipts(two.housing.notebook) == 1)
    #expect(try !two.housing.notebook.replica.hasDuties())
    try two.meet()
    #expect(try Self.receipts(two.prison.notebook) == 1)
  }

  @Test(
    "Whatever a kill leaves of the recipient, what is attested is nowhere, and the rest is taken up",
    arguments: Order.allCases, [false, true])
  func killed(order: Order, held: Bool) throws {
    let scene = try Scene(seed: order == .erasure ? 903 : 904)
    let two = scene.two
    let town = two.town
    var copies: [String] = []
    func keep() throws {
      let copy = town.folder()
      try FileManager.default.copyItem(atPath: two.housing.folder, toPath: copy)
      copies.append(copy)
    }
    // As the disk stands before each commit, and at the end.
    let watched = try town.open(
      two.housing.folder, worker: "Marc", gate: CommitGate { _ in try keep() },
      operator: two.housing.operator)
    try scene.order(order)
    let reader = try Ledger.open(at: two.housing.folder)
    if held {
      try reader.read { view in
        #expect(try view.meta("service") != nil)
        try town.exchange(two.prison.notebook, watched.notebook)
        try keep()
      }
    } else {
      try town.exchange(two.prison.notebook, watched.notebook)
      try keep()
    }
    #expect(copies.count > 3)
    var takenUp = 0
    for copy in copies {
      let wasThere = try Self.stands(scene.secret, in: copy)
      let again = try town.open(copy, worker: "Marc", operator: two.housing.operator).notebook
      if try Self.receipts(again) > 0 { #expect(!wasThere) }
      guard try again.replica.hasDuties() else { continue }
      takenUp += 1
      #expect(try again.replica.doDuties(at: town.now))
      #expect(try Self.receipts(again) == 1)
      #expect(try !Self.stands(scene.secret, in: copy))
    }
    #expect(takenUp > 0)
  }

  @Test(
    "An answer says when the words were gone, however long before the order came to a node that was killed",
    arguments: Order.allCases)
  func dated(order: Order) throws {
    let scene = try Scene(seed: order == .erasure ? 908 : 909)
    let (two, town) = (scene.two, scene.two.town)
    try scene.order(order)
    let reader = try Ledger.open(at: two.housing.folder)
    let cut = town.folder()
    try reader.read { held in
      #expect(try held.meta("service") != nil)
      try town.exchange(two.prison.notebook, two.housing.notebook)
      try FileManager.default.copyItem(atPath: two.housing.folder, toPath: cut)
    }
    town.now.milliseconds += 3 * 86_400_000
    let again = try town.open(cut, worker: "Marc", operator: two.housing.operator).notebook
    #expect(try Self.receipts(again) == 0)
    // Something else is deleted, and no order is followed: the log is emptied for both.
    try again.write(at: town.now) { try $0.owe() }
    let dates = try again.read { ledger in
      try ledger.logs(of: .share).flatMap { try ledger.statements(in: $0) }.compactMap {
        if case .receipt = $0.act { $0.at } else { nil }
      }
    }
    #expect(dates == [town.now])
  }

  // Never 24
  @Test("While somebody reads the owner's ledger an erasure is not called finished")
  func owner() throws {
    let town = Town(seed: 905)
    let office = try town.office("Permanence", worker: "Inès")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let note = try town.write(office, file, .droits, "Zibeline.")
    let secret = try Scene.secret(of: note, office)
    let reader = try Ledger.open(at: office.folder)
    let cut = town.folder()
    try reader.read { held in
      #expect(try held.meta("service") != nil)
      _ = try office.notebook.eraseNote(note.description, at: town.now)
      #expect(try office.notebook.replica.hasDuties())
      #expect(try Self.stands(secret, in: office.folder))
      try FileManager.default.copyItem(atPath: office.folder, toPath: cut)
    }
    try town.write(office, file, .droits, "Autre.")
    #expect(try Self.stands(secret, in: office.folder))
    try office.notebook.replica.doDuties(at: town.now)
    #expect(try !office.notebook.replica.hasDuties())
    #expect(try !Self.stands(secret, in: office.folder))
    // Killed before the log was emptied: the next opening does it.
    let again = try town.open(cut, worker: "Inès", operator: office.operator).notebook
    #expect(try again.replica.hasDuties())
    try again.replica.doDuties(at: town.now)
    #expect(try !Self.stands(secret, in: cut))
  }

  @Test("The mailbox takes up a duty when time passes, and says what is new")
  func tick() async throws {
    let scene = try Scene(seed: 906)
    let (two, now) = (scene.two, scene.two.town.now)
    try scene.order(.withdrawal)
    let reader = try Ledger.open(at: two.housing.folder)
    try reader.read { held in
      #expect(try held.meta("service") != nil)
      try two.town.exchange(two.prison.notebook, two.housing.notebook)
    }
    let seed = Seed(907)
    let shared = SharedReplica(
      try Notebook.open(
        at: two.housing.folder, with: .operator(passphrase: Town.passphrase), chance: seed.chance),
      clock: { now })
    #expect(try await shared.work { notebook, _ in try notebook.replica.hasDuties() })
    try await shared.tick()
    #expect(try await shared.work { notebook, _ in try !notebook.replica.hasDuties() })
    try two.housing.notebook.replica.refresh()
    #expect(try Self.receipts(two.housing.notebook) == 1)
  }
}

extension TwoServices {
  /// A case file of the recipient's own.
  fileprivate func housingFile() throws -> CaseID {
    try housing.notebook.openCase(name: "B. W.", born: nil, zone: 0, at: town.now)
  }
}
