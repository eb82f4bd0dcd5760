import CaseFile
import Envelope
import Foundation
import Testing

@testable import Notebook
@testable import Replica
@testable import Store

@Suite("Who read what, on every device of the service")
struct AccessLogTests {
  private static let day: Int64 = 86_400_000

  private func readers(_ office: Office, _ file: CaseID) throws -> [String] {
    try office.notebook.accessLog(file.description).events.filter { $0.action == "read" }
      .map(\.worker)
  }

  /// A service of two devices, with one case file and one note that both hold.
  private func service(_ town: Town) throws -> (main: Office, branch: Office, CaseID, DocumentID) {
    let main = try town.office("Permanence", worker: "Inès")
    let branch = try town.branch(of: main, worker: "Awa", role: .referent)
    let file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let note = try town.write(main, file, .droits, "Un mot.")
    _ = try town.exchange(main.notebook, branch.notebook)
    return (main, branch, file, note)
  }

  @Test("What a colleague read on another device is told after an exchange, even by a locked one")
  func told() throws {
    let town = Town(seed: 70)
    let (main, branch, file, note) = try service(town)
    _ = try branch.notebook.showNote(note.description, at: town.now)
    #expect(try readers(main, file) == [])
    let locked = try Notebook.open(
      at: branch.folder, with: .operator(passphrase: Town.passphrase), chance: town.seed.chance)
    _ = try town.exchange(main.notebook, locked)
    #expect(try readers(main, file) == ["Awa"])
    #expect(try readers(branch, file) == ["Awa"])
    _ = try town.exchange(main.notebook, branch.notebook)
    #expect(try readers(main, file) == ["Awa"])
  }

  // Never 22
  @Test("A search that shows words of a note is told with its case file, once for each")
  func searched() throws {
    let town = Town(seed: 74)
    let (main, _, file, _) = try service(town)
    try town.write(main, file, .logement, "Un mot de plus.")
    let other = try main.notebook.openCase(name: "B. W.", born: nil, zone: 0, at: town.now)
    try town.write(main, other, .droits, "Rien.")
    #expect(try main.notebook.search("mot", at: town.now).count == 2)
    _ = try main.notebook.search("kangourou", at: town.now)
    func searches(_ file: CaseID?) throws -> [[String]] {
      try main.notebook.accessLog(file?.description).events.filter {
        $0.action == "search" && ($0.caseFile != nil) == (file != nil)
      }.map(\.volets)
    }
    #expect(try searches(file) == [["droits", "logement"]])
    #expect(try searches(other).isEmpty)
    #expect(try searches(nil).count == 2)
  }

  @Test("What was done before a home was copied is told once, though both copies tell it")
  func copied() throws {
    let town = Town(seed: 75)
    let (main, branch, file, note) = try service(town)
    _ = try main.notebook.showNote(note.description, at: town.now)
    let path = town.folder()
    try FileManager.default.copyItem(atPath: main.folder, toPath: path)
    let twin = try town.open(path, worker: "Inès")
    try town.exchange(main.notebook, branch.notebook)
    try town.exchange(twin.notebook, branch.notebook)
    #expect(try readers(branch, file) == ["Inès"])
    try town.exchange(main.notebook, branch.notebook)
    #expect(try readers(main, file) == ["Inès"])
  }

  @Test(
    "What the log lacks is named: never heard, or known until a moment that moves with each exchange"
  )
  func lacks() throws {
    let town = Town(seed: 71)
    let (main, branch, _, note) = try service(town)
    let heard = try #require(try main.notebook.accessLog(nil).others.first)
    #expect(heard.node == branch.notebook.node)
    // Told when the branch was made; a silence of less than a day is not told again.
    let before = try #require(heard.heardUntil)
    #expect(before <= town.now)
    town.now.milliseconds += 3 * Self.day
    _ = try branch.notebook.showNote(note.description, at: town.now)
    #expect(try main.notebook.accessLog(nil).others.map(\.heardUntil) == [before])
    _ = try town.exchange(main.notebook, branch.notebook)
    #expect(try main.notebook.accessLog(nil).others.map(\.heardUntil) == [town.now])
    let alone = try town.office("Maison", worker: "Lou")
    #expect(try alone.notebook.accessLog(nil).others.isEmpty)
    let young = try town.branch(of: alone, worker: "Max", role: .referent)
    try alone.notebook.write(at: town.now) {
      try $0.removeAccesses(before: AccessMonth(number: .max))
    }
    #expect(try alone.notebook.accessLog(nil).others.map(\.node) == [young.notebook.node])
    #expect(try alone.notebook.accessLog(nil).others.map(\.heardUntil) == [nil])
  }

  @Test(
    "After twelve months the lines go, on every device, and an older copy does not bring them back")
  func forgotten() throws {
    let town = Town(seed: 72)
    let (main, branch, file, note) = try service(town)
    _ = try branch.notebook.showNote(note.description, at: town.now)
    _ = try town.exchange(main.notebook, branch.notebook)
    let old = try main.notebook.read { try $0.accessBatches() }
    #expect(old.contains { !$0.lines.isEmpty })
    town.now.milliseconds += 400 * Self.day
    _ = try town.exchange(main.notebook, branch.notebook)
    for office in [main, branch] {
      #expect(try readers(office, file) == [])
      let kept = try office.notebook.read { try $0.accessBatches() }
      #expect(Set(kept.map(\.id)).isDisjoint(with: old.map(\.id)))
      try office.notebook.write(at: town.now) { ledger in
        for batch in old {
          _ = try office.notebook.replica.admit(
            SealedAccessBatch(bytes: batch.bytes), from: .peer(branch.notebook.node, own: true),
            into: ledger, at: town.now)
        }
      }
      #expect(try office.notebook.read { try $0.accessBatches() }.count == kept.count)
    }
  }

  @Test("A batch of another service, altered, or from another service is not taken")
  func refused() throws {
    let town = Town(seed: 73)
    let (main, branch, _, _) = try service(town)
    let other = try town.office("Maison", worker: "Lou")
    _ = try town.branch(of: other, worker: "Max", role: .referent)
    let theirs = try #require(try other.notebook.read { try $0.accessBatches() }.first)
    let ours = try #require(
      try branch.notebook.read { try $0.accessBatches() }.first { $0.node == branch.notebook.node })
    var altered = ours.bytes
    altered[altered.count / 2] ^= 1
    func isRefused(_ bytes: [UInt8], own: Bool) throws -> Bool {
      let outcome = try main.notebook.write(at: town.now) { ledger in
        try main.notebook.replica.admit(
          SealedAccessBatch(bytes: bytes), from: .peer(branch.notebook.node, own: own),
          into: ledger, at: town.now)
      }
      if case .refused = outcome { return true }
      return false
    }
    let outcomes = [
      try isRefused(theirs.bytes, own: true), try isRefused(altered, own: true),
      try isRefused(ours.bytes, own: false), try isRefused(ours.bytes, own: true),
    ]
    #expect(outcomes == [true, true, true, false])
  }

  @Test("Another service is never sent a line of the log")
  func staysInside() throws {
    let town = Town(seed: 74)
    let (main, _, file, note) = try service(town)
    let other = try town.office("Maison", worker: "Lou")
    try town.pair(main, other)
    _ = try town.exchange(main.notebook, other.notebook)
    _ = try main.notebook.showNote(note.description, at: town.now)
    town.now.milliseconds += 2 * Self.day
    _ = try main.notebook.giveConsent(
      town.terms(to: "Maison", [.droits]), for: file.description, zone: 0, at: town.now)
    _ = try town.exchange(main.notebook, other.notebook)
    #expect(try other.notebook.read { try $0.accessBatches() }.isEmpty)
    let waiting = try main.notebook.read { ledger in
      try ledger.pendingItems(peer: other.notebook.node, control: false)
        + ledger.sentItems(peer: other.notebook.node, control: false, through: .max >> 2)
    }
    #expect(
      !waiting.contains {
        if case .access = $0 { true } else { false }
      })
  }

  @Test("Months are those of the calendar")
  func months() {
    let known: [(Int64, UInt32)] = [
      (0, 1970 * 12), (1_795_694_400_000, 2026 * 12 + 10), (951_782_400_000, 2000 * 12 + 1),
      (951_868_800_000, 2000 * 12 + 2), (1_767_225_599_999, 2025 * 12 + 11),
      (1_767_225_600_000, 2026 * 12),
    ]
    for (milliseconds, month) in known {
      #expect(AccessMonth(of: Instant(milliseconds: milliseconds)).number == month)
    }
    #expect(AccessMonth(number: 2026 * 12 + 10).oldestKept.number == 2025 * 12 + 10)
  }
}
