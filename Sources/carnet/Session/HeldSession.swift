import Notebook
import Words

/// What an agent holds open: the keys of one worker, by which each command opens the notebook for itself.
struct HeldSession: Sendable {
  let keys: KeptKeys
  let worker: String
  /// What her commands read of the ledger, from one to the next.
  let memory = KeptMemory()
  /// What of the words of a search is under way.
  let words = SessionWords()
  /// What codes are called by whoever opened it.
  let language: Phrasebook

  /// - Parameter memory: what a command goes on with, and gives back at its end; nil for what is no command.
  /// - Throws: as `WorkerSession.open`; where nothing opens for this worker any more, the keys are let go first.
  func open(at home: String, remembering memory: KeptMemory? = nil) throws -> sending WorkerSession
  {
    do {
      return try WorkerSession.open(
        at: home, with: keys, remembering: memory, chance: SystemChance.system)
    } catch let error as NotebookError {
      guard let fact = fact(of: error) else { throw error }
      forget()
      throw CommandFailure(fact)
    }
  }

  /// Nothing opens by it any more, and nothing of what was read is in memory.
  func forget() {
    words.end()
    keys.forget()
    memory.forget()
  }

  /// Why nothing opens any more; nil for what passes.
  private func fact(of error: NotebookError) -> Fact? {
    if case .workerEnded = error { return .access(.endedWorker(worker)) }
    if case .workerEndedHere = error { return .access(.endedByDevice(worker)) }
    if case .unknownWorker = error { return .access(.sessionOutdated(worker)) }
    if case .workerNotAdmitted = error { return .access(.sessionOutdated(worker)) }
    if case .wrongPassphrase = error { return .access(.sessionOutdated(worker)) }
    return nil
  }
}
