import Dispatch
import Testing

/// How long a test waits for what must come, in seconds: far more than a busy machine needs. It ends a wait that would
/// never end, and is no measure of anything.
let patience = 100

/// Runs `body`, and cancels it when it has not ended in time.
func bounded<Value: Sendable>(
  _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  let work = Task { try await body() }
  let alarm = DispatchWorkItem {
    Issue.record("nothing came in \(patience) s")
    work.cancel()
  }
  DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(patience), execute: alarm)
  defer { alarm.cancel() }
  return try await withTaskCancellationHandler {
    try await work.value
  } onCancel: {
    work.cancel()
  }
}

/// Looks until `condition` holds; fails when it does not in time.
func eventually(_ condition: @Sendable () async throws -> Bool) async rethrows {
  let deadline = ContinuousClock.now.advanced(by: .seconds(patience))
  while try await !condition() {
    guard ContinuousClock.now < deadline else {
      Issue.record("it was never so in \(patience) s")
      return
    }
    await Task.yield()
  }
}
