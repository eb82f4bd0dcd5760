import CaseFile
import Envelope
import Foundation
import GRDB
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("Keys that are kept between two openings")
struct KeptKeysTests {
  private func stage(_ seed: UInt64) throws -> (Town, Office, KeptKeys) {
    let town = Town(seed: seed)
    let office = try town.office("Prison", worker: "Claire")
    let keys = try KeptKeys(
      of: office.folder, with: .worker(name: "Claire", passphrase: Town.passphrase))
    return (town, office, keys)
  }

  private func open(_ office: Office, _ keys: KeptKeys, _ town: Town) throws -> WorkerSession {
    try WorkerSession.open(at: office.folder, with: keys, chance: town.seed.chance)
  }

  /// Why nothing opens; empty when something does.
  private func refusal(_ office: Office, _ keys: KeptKeys, _ town: Town) -> String {
    do {
      _ = try open(office, keys, town)
      return ""
    } catch NotebookError.wrongPassphrase {
      return "wrongPassphrase"
    } catch NotebookError.workerEnded {
      return "workerEnded"
    } catch NotebookError.unknownWorker {
      return "unknownWorker"
    } catch {
      return "\(error)"
    }
  }

  @Test("They open what the passphrase opens, as often as it does, two at a time")
  func opens() throws {
    let (town, office, keys) = try stage(930)
    let (first, second) = (try open(office, keys, town), try open(office, keys, town))
    let file = try first.openCase(name: "A. V.", born: nil, zone: 60, at: town.now)
    #expect(try second.listCases().map(\.id) == [file])
    #expect([first.workerName, second.workerName] == ["Claire", "Claire"])
    first.lock()
    #expect(try second.listCases().count == 1)
    #expect(try open(office, keys, town).listCases().count == 1)
  }

  @Test("Once they are let go they open nothing, and what was opened goes on")
  func forgotten() throws {
    let (town, office, keys) = try stage(931)
    let notebook = try open(office, keys, town)
    #expect(!keys.areForgotten)
    keys.forget()
    #expect(keys.areForgotten)
    #expect(refusal(office, keys, town) == "wrongPassphrase")
    #expect(try notebook.listCases().isEmpty)
  }

  @Test("An access that has ended opens nothing by them")
  func ended() throws {
    let (town, office, keys) = try stage(932)
    _ = try office.operator.addWorker(
      name: "Driss", role: .referent, passphrase: Town.passphrase, at: town.now)
    try office.notebook.admitAdded("Driss", at: town.now)
    #expect(try open(office, keys, town).workerName == "Claire")
    _ = try office.operator.endWorker(name: "Claire", at: town.now)
    #expect(refusal(office, keys, town) == "workerEnded")
  }

  @Test("Another slot under that name, or none, opens nothing by them")
  func otherSlot() throws {
    let (town, office, keys) = try stage(933)
    let label = keys.slot.label
    let ledger = try DatabaseQueue(path: office.folder + "/ledger.db")
    let other = try town.office("Ailleurs", worker: "Claire")
    let strange = try KeptKeys(
      of: other.folder, with: .worker(name: "Claire", passphrase: Town.passphrase))
    #expect(strange.mark != keys.mark && keys.mark.count == 32)
    try ledger.write { database in
      try database.execute(sql: "DELETE FROM slot WHERE label = ?", arguments: [Data(label)])
    }
    #expect(refusal(office, keys, town) == "unknownWorker")
    #expect(refusal(office, strange, town) == "unknownWorker")
  }
}
