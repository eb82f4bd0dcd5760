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
}
