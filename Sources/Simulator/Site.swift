import Envelope
import Notebook

/// One node: its folder, its disk, its clock, the worker's notebook and the operator's.
final class Site {
  let label: String
  let service: Int
  let serviceName: String
  let folder: String
  let disk = Disk()
  let chance: Chance
  /// Milliseconds that this machine's clock is off.
  var skew: Int64 = 0
  private(set) var notebook: Notebook
  let seat: Notebook
  private let worker: String
  private let code: String
  /// Agreements and withdrawals, by their numbers in the model, that this node has heard of.
  var heard: Set<Int> = []
  /// Changes that this node said were written.
  var acknowledged: [Written] = []

  init(
    label: String, service: Int, serviceName: String, folder: String, worker: String,
    passphrase: Passphrase, seat: Notebook, chance: Chance
  ) throws {
    (self.label, self.service, self.serviceName) = (label, service, serviceName)
    (self.folder, self.worker, self.seat, self.chance) = (folder, worker, seat, chance)
    notebook = try Notebook.open(
      at: folder, with: .worker(name: worker, passphrase: passphrase), chance: chance.randomness,
      gate: disk.gate)
    code = try notebook.makeRecoverySheet().sheet
  }

  var node: SigningKey { seat.node }

  /// After a crash: a process that knows only what its disk holds.
  func restart() throws {
    disk.start()
    notebook = try Notebook.open(
      at: folder, with: .recovery(name: worker, code: code), chance: chance.randomness,
      gate: disk.gate)
  }
}
