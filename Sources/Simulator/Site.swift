import Envelope
import Notebook

/// One node: its folder, its disk, its clock, the worker's notebook and the operator's.
final class Site {
  let label: String
  let service: Int
  let serviceName: String
  let folder: String
  let disk = Disk()
  let chance: TownChance
  /// Milliseconds that this machine's clock is off.
  var skew: Int64 = 0
  /// The worker's and the operator's, which are open; none while the folder is put back.
  private var books: [(worker: WorkerSession, seat: Notebook)]
  var notebook: WorkerSession { books[0].worker }
  var seat: Notebook { books[0].seat }
  private let worker: String
  private let code: String
  /// Agreements and withdrawals, by their numbers in the model, that this node has heard of.
  var heard: Set<Int> = []
  /// It answered while nobody had opened it, and nobody has tended it since: what came then was not acted upon.
  var wasLocked = false
  /// What may leave it now.
  var question: Question { .sends(settled: wasLocked ? [] : heard) }
  /// Changes that this node said were written.
  var acknowledged: [Written] = []

  init(
    label: String, service: Int, serviceName: String, folder: String, worker: String,
    passphrase: Passphrase, seat: Notebook, chance: TownChance, at now: Instant
  ) throws {
    (self.label, self.service, self.serviceName) = (label, service, serviceName)
    (self.folder, self.worker, self.chance) = (folder, worker, chance)
    let notebook = try WorkerSession.open(
      at: folder, with: .worker(name: worker, passphrase: passphrase), chance: chance.randomness,
      gate: disk.gate)
    books = [(notebook, seat)]
    var sheet = ""
    try notebook.makeRecoverySheet(at: now) { _, made, _ in sheet = made }
    code = sheet
  }

  /// A second machine with a copy of a home.
  init(twin: Site, folder: String) throws {
    (label, service, serviceName) = (twin.label + "'", twin.service, twin.serviceName)
    (self.folder, worker, code, chance) = (folder, twin.worker, twin.code, twin.chance)
    (skew, heard) = (twin.skew, twin.heard)
    let notebook = try WorkerSession.open(
      at: folder, with: .recovery(name: worker, code: code), chance: chance.randomness,
      gate: disk.gate)
    books = [(notebook, notebook)]
  }

  var node: SigningKey { seat.node }

  /// After a crash: a process that knows only what its disk holds.
  func restart() throws {
    disk.start()
    books[0].worker = try enter()
  }

  /// Nobody has the folder open while it is replaced.
  func replaceHome(_ body: () throws -> Void) throws {
    books = []
    disk.start()
    try body()
    let notebook = try enter()
    let seat = try Notebook.open(
      at: folder, with: .operator(passphrase: Town.passphrase), chance: chance.randomness)
    books = [(notebook, seat)]
  }

  private func enter() throws -> WorkerSession {
    try WorkerSession.open(
      at: folder, with: .recovery(name: worker, code: code), chance: chance.randomness,
      gate: disk.gate)
  }
}
