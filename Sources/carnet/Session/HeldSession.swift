import Notebook
import Words

/// What an agent holds open: the keys of one worker, by which each command opens the notebook for itself.
struct HeldSession: Sendable {
  let keys: KeptKeys
  let worker: String

  /// - Throws: as `WorkerSession.open`; where nothing opens for this worker any more, the keys are let go first.
  func open(at home: String) throws -> sending WorkerSession {
    do {
      return try WorkerSession.open(at: home, with: keys, chance: SystemChance.system)
    } catch let error as NotebookError {
      guard let fact = fact(of: error) else { throw error }
      keys.forget()
      throw CommandFailure(fact)
    }
  }

  /// Why nothing opens any more; nil for what passes.
  private func fact(of error: NotebookError) -> Fact? {
    switch error {
    case .workerEnded: .access(.endedWorker(worker))
    case .workerEndedHere: .access(.endedByDevice(worker))
    case .wrongPassphrase, .unknownWorker, .workerNotAdmitted: .access(.sessionOutdated(worker))
    case _: nil
    }
  }
}
