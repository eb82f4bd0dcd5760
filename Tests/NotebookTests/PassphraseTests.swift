import CaseFile
import Envelope
import Foundation
import GRDB
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("Another passphrase")
struct PassphraseTests {
  private static let other = Passphrase(Array("tulipe wagon marée".utf8))

  private func opens(_ office: Office, _ town: Town, _ passphrase: Passphrase) -> Bool {
    do {
      _ = try WorkerSession.open(
        at: office.folder, with: .worker(name: "Claire", passphrase: passphrase),
        chance: town.seed.chance)
      return true
    } catch {
      return false
    }
  }

  private func sheet(of office: Office, _ town: Town) throws -> String {
    var code = ""
    try office.notebook.makeRecoverySheet(at: town.now) { _, made, _ in code = made }
    return code
  }

  private func slots(_ office: Office) throws -> [SlotRow] {
    try office.notebook.ledger.read { try $0.slots() }
  }

  /// Whether any twelve bytes of what is sealed in a slot stand in a file of the folder.
  private func stands(_ slot: [UInt8], in folder: String) throws -> Bool {
    // The sealed part comes last but for the check.
    let secret = slot.suffix(100)
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
      for start in secret.indices.dropLast(11)
      where bytes.range(of: Data(secret[start..<(start + 12)])) != nil { return true }
    }
    return false
  }

  // Sources/Notebook/Passphrases.swift: without saveSlot the former opens; with a label of another name both do.
  @Test("The new one opens, the former one does not, and the sheet and the key file go on")
  func changes() throws {
    let town = Town(seed: 960)
    let office = try town.office("Prison", worker: "Claire")
    let code = try sheet(of: office, town)
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let change = try office.notebook.changePassphrase(to: Self.other, at: town.now)
    #expect(change.worker == "Claire" && change.isGone && change.hasSheet)
    #expect(change.otherDevices == 0)
    #expect(opens(office, town, Self.other) && !opens(office, town, Town.passphrase))
    let back = try WorkerSession.open(
      at: office.folder, with: .recovery(name: "Claire", code: code), chance: town.seed.chance)
    #expect(try back.listCases().map(\.id) == [file])
    let lines = try back.accessLog(nil).events.map(\.action)
    #expect(lines.filter { $0 == "passphraseChanged" }.count == 1)
    #expect(try back.verify().isSound)
  }

  @Test("Of two changes that began with the same passphrase the second changes nothing")
  func atOnce() throws {
    let town = Town(seed: 969)
    let office = try town.office("Prison", worker: "Claire")
    func open() throws -> WorkerSession {
      try WorkerSession.open(
        at: office.folder, with: .worker(name: "Claire", passphrase: Town.passphrase),
        chance: town.seed.chance)
    }
    let (one, two) = (try open(), try open())
    _ = try one.changePassphrase(to: Self.other, at: town.now)
    let third = Passphrase(Array("colombe lanterne gravier".utf8))
    #expect {
      try two.changePassphrase(to: third, at: town.now)
    } throws: {
      if case NotebookError.wrongPassphrase = $0 { true } else { false }
    }
    #expect(opens(office, town, Self.other) && !opens(office, town, third))
    // Whoever changed it changes it again.
    _ = try one.changePassphrase(to: third, at: town.now)
    #expect(opens(office, town, third) && !opens(office, town, Self.other))
  }

  // Take `owe()` out of LedgerWriter.saveSlot.
  @Test("What the former slot held, of a passphrase or of a sheet, is in no file of the folder")
  func leavesTheDisk() throws {
    let town = Town(seed: 961)
    let office = try town.office("Prison", worker: "Claire")
    _ = try sheet(of: office, town)
    let former = try slots(office)
    #expect(try former.allSatisfy { try stands($0.bytes, in: office.folder) })
    #expect(try office.notebook.changePassphrase(to: Self.other, at: town.now).isGone)
    _ = try sheet(of: office, town)
    let operators = try office.operator.changeOperatorPassphrase(to: Self.other, at: town.now)
    #expect(operators.isGone && operators.worker == nil)
    let left = Set(try slots(office).map(\.bytes))
    let gone = former.map(\.bytes).filter { !left.contains($0) }
    #expect(gone.count == 3)
    #expect(try gone.allSatisfy { try !stands($0, in: office.folder) })
  }

  // Call saveSlot and removeSlot in two transactions.
  @Test("A disk that refuses each commit in turn leaves the former one, whole")
  func refusals() throws {
    let town = Town(seed: 962)
    let disk = Disk()
    let office = try town.office("Prison", worker: "Claire", gate: disk.gate)
    var present = Town.passphrase
    var refused = 0
    for number in 0..<20 {
      let next = Passphrase(Array("phrase numéro \(number) marée".utf8))
      let before = try Picture(office.notebook)
      disk.fail(after: number)
      do {
        _ = try office.notebook.changePassphrase(to: next, at: town.now)
        disk.heal()
        // What comes after the commit, the emptying of the log, may have been refused.
        #expect(opens(office, town, next) && !opens(office, town, present))
        present = next
        if number > 3 { break }
      } catch {
        disk.heal()
        refused += 1
        #expect(error is StoreError, "\(error)")
        #expect(try Picture(office.notebook) == before)
        #expect(opens(office, town, present) && !opens(office, town, next))
      }
    }
    #expect(refused > 0)
  }

  // Leave out the search for other labels in `replaceSlot`.
  @Test("A slot that the disk has under another label makes way too")
  func mislaid() throws {
    let town = Town(seed: 963)
    let office = try town.office("Prison", worker: "Claire")
    let slot = try WorkerSession.unsealed(
      .worker(name: "Claire", passphrase: Town.passphrase), office.notebook.ledger
    ).slot
    let database = try DatabaseQueue(path: office.folder + "/ledger.db")
    try database.write {
      try $0.execute(
        sql: "UPDATE slot SET label = ? WHERE label = ?",
        arguments: [Data(repeating: 7, count: 32), Data(slot.label)])
    }
    try database.close()
    _ = try office.notebook.changePassphrase(to: Self.other, at: town.now)
    #expect(opens(office, town, Self.other) && !opens(office, town, Town.passphrase))
    #expect(try slots(office).count == 3)
  }

  // Leave out the guard of `changePassphrase`.
  @Test("Whose access has ended meanwhile gets no slot again")
  func endedMeanwhile() throws {
    let town = Town(seed: 964)
    let office = try town.office("Prison", worker: "Claire")
    _ = try office.operator.addWorker(
      name: "Driss", role: .referent, passphrase: Town.passphrase, at: town.now)
    try office.notebook.admitAdded("Driss", at: town.now)
    _ = try office.operator.endWorker(name: "Claire", at: town.now)
    let before = try slots(office)
    #expect(throws: NotebookError.self) {
      try office.notebook.changePassphrase(to: Self.other, at: town.now)
    }
    #expect(try slots(office) == before)
  }

  // Give `replaceSlot` no row check: a weak one is written.
  @Test("One that protects nothing changes nothing; nobody changes the operator's without being it")
  func refused() throws {
    let town = Town(seed: 965)
    let office = try town.office("Prison", worker: "Claire")
    let before = try slots(office)
    for weak in ["court", "aaaaaaaaaaaaaaaa", "deux lignes\net une autre"] {
      #expect(throws: NotebookError.self) {
        try office.notebook.changePassphrase(to: Passphrase(Array(weak.utf8)), at: town.now)
      }
    }
    #expect(throws: NotebookError.self) {
      try office.notebook.changeOperatorPassphrase(to: Self.other, at: town.now)
    }
    #expect(throws: NotebookError.self) {
      try Notebook.open(
        at: office.folder, with: .operator(passphrase: Self.other), chance: town.seed.chance)
    }
    #expect(try slots(office) == before)
  }

  // Let `KeptKeys` compare labels alone.
  @Test("What a session kept of the former one opens nothing any more")
  func kept() throws {
    let town = Town(seed: 966)
    let office = try town.office("Prison", worker: "Claire")
    let keys = try KeptKeys(
      of: office.folder, with: .worker(name: "Claire", passphrase: Town.passphrase))
    _ = try WorkerSession.open(at: office.folder, with: keys, chance: town.seed.chance)
    _ = try office.notebook.changePassphrase(to: Self.other, at: town.now)
    #expect(throws: NotebookError.self) {
      try WorkerSession.open(at: office.folder, with: keys, chance: town.seed.chance)
    }
  }

  // Replace with the label of another kind: the sheet would be overwritten.
  @Test("A damaged slot is made whole by the sheet, which the log tells apart")
  func heals() throws {
    let town = Town(seed: 967)
    let office = try town.office("Prison", worker: "Claire")
    let code = try sheet(of: office, town)
    let database = try DatabaseQueue(path: office.folder + "/ledger.db")
    let slot = try WorkerSession.unsealed(
      .worker(name: "Claire", passphrase: Town.passphrase), office.notebook.ledger
    ).slot
    var altered = slot.bytes
    altered[altered.count - 30] ^= 1
    let bytes = Data(altered)
    try database.write {
      try $0.execute(
        sql: "UPDATE slot SET bytes = ? WHERE label = ?", arguments: [bytes, Data(slot.label)])
    }
    try database.close()
    #expect(!opens(office, town, Town.passphrase))
    let back = try WorkerSession.open(
      at: office.folder, with: .recovery(name: "Claire", code: code), chance: town.seed.chance)
    let change = try back.changePassphrase(to: Self.other, recovers: true, at: town.now)
    #expect(change.hasSheet)
    #expect(opens(office, town, Self.other))
    #expect(try back.accessLog(nil).events.map(\.action).contains("passphraseRecovered"))
  }

  // Count the device itself, or none.
  @Test("Each device of a worker keeps its own, and she is told how many others there are")
  func devices() throws {
    let town = Town(seed: 968)
    let office = try town.office("Prison", worker: "Claire")
    let branch = try town.branch(of: office, worker: "Driss")
    _ = try branch.operator.addWorker(
      name: "Claire", role: nil, passphrase: Town.passphrase,
      code: try office.notebook.deviceCode(), at: town.now)
    try town.exchange(office.notebook, branch.notebook)
    try office.notebook.admitAdded("Claire", at: town.now)
    try town.exchange(office.notebook, branch.notebook)
    let change = try office.notebook.changePassphrase(to: Self.other, at: town.now)
    #expect(change.otherDevices == 1)
    #expect(!opens(office, town, Town.passphrase))
    #expect(opens(branch, town, Town.passphrase) && !opens(branch, town, Self.other))
  }
}
