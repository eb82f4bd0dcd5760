public import Envelope
public import Replica

extension SharedReplica {
  /// Runs `body` with the notebook that is open on the replica, and the present moment; nothing is awaited inside.
  ///
  /// - Throws: `NotebookError.workerOnly` where nobody opened one.
  public func work<T: Sendable>(_ body: (Notebook, Instant) throws -> T) throws -> T {
    try performAtSeat { seat, now in
      guard let notebook = seat as? Notebook else { throw NotebookError.workerOnly }
      return try body(notebook, now)
    }
  }

  /// The same with the worker who is at it.
  ///
  ///     try await shared.work(as: WorkerSession.self) { session, now in try session.showCase(typed, at: now) }
  ///
  /// - Throws: `NotebookError.workerOnly` where nobody works.
  public func work<T: Sendable>(
    as _: WorkerSession.Type, _ body: (WorkerSession, Instant) throws -> T
  ) throws -> T {
    try work { notebook, now in
      guard let session = notebook.atWork else { throw NotebookError.workerOnly }
      return try body(session, now)
    }
  }
}
