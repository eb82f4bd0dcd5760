import Dispatch
import Foundation
import Subprocess
import Synchronization
import SystemPackage

/// A process that a test starts, with standard streams that the test gives as descriptors, and whose end it can wait
/// for, within a bound.
///
/// It leads a session of its own, so that ending it ends what it started. Its end is told by the kernel and not by the
/// end of a stream, which a process that it started may hold open for ever.
public final class Child: Sendable {
  public enum End: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)

    /// As a shell says it: 128 and the signal for a process that a signal ended.
    public var code: Int32 {
      switch self {
      case .exited(let code): code
      case .signalled(let signal): 128 + signal
      }
    }
  }

  /// The wait for a process took longer than its bound; the process was killed.
  public struct Overdue: Error, CustomStringConvertible {
    public let command: [String]
    public let seconds: Int
    public var description: String { "\(command) had not ended after \(seconds) s, and was killed" }
  }

  /// How long a test waits for a process, unless it says otherwise: far more than a busy machine needs.
  public static let patience = 240

  public let identifier: Int32
  private let command: [String]
  private let ending: Ending

  /// Starts a process. `input`, `output` and `error` are descriptors that the child takes over: they are closed here.
  public init(
    _ executable: String, _ arguments: [String], environment: [String: String], in folder: String?,
    input: Int32, output: Int32, error: Int32
  ) throws {
    command = [executable] + arguments
    let ending = Ending()
    self.ending = ending
    var options = PlatformOptions()
    options.createSession = true
    let variables = Dictionary(
      uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) })
    let configuration = Configuration(
      executable: executable.contains("/") ? .path(FilePath(executable)) : .name(executable),
      arguments: Arguments(arguments), environment: .custom(variables),
      workingDirectory: folder.map { FilePath($0) }, platformOptions: options)
    Task(executorPreference: QueueExecutor.shared) {
      do {
        _ = try await run(
          configuration,
          input: .fileDescriptor(
            FileDescriptor(rawValue: input), closeAfterSpawningProcess: true),
          output: .fileDescriptor(
            FileDescriptor(rawValue: output), closeAfterSpawningProcess: true),
          error: .fileDescriptor(FileDescriptor(rawValue: error), closeAfterSpawningProcess: true)
        ) { execution in
          let identifier = execution.processIdentifier.value
          ending.start(identifier)
          // Told here, before `run` returns: it ends by a task on the pool of Swift's threads, all of which may be held
          // by tests that wait for their processes.
          ending.end(.success(await Child.end(of: identifier)))
        }
      } catch {
        ending.end(.failure(error))
      }
    }
    identifier = try ending.started()
  }

  /// How a process ended, which stays to be collected by whoever started it.
  private static func end(of identifier: Int32) async -> End {
    await withCheckedContinuation { waiter in
      Thread.detachNewThread {
        var info = siginfo_t()
        while waitid(P_PID, id_t(identifier), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        let status = info._sifields._sigchld.si_status
        waiter.resume(
          returning: info.si_code == CLD_EXITED ? .exited(status) : .signalled(status))
      }
    }
  }

  /// Waits for the end, `seconds` at most.
  @discardableResult
  public func wait(within seconds: Int = Child.patience) throws -> End {
    if let end = try ending.ended(within: seconds) { return end }
    kill()
    throw Overdue(command: command, seconds: seconds)
  }

  public var hasEnded: Bool { ending.isOver }

  /// Asks it to end.
  public func terminate() { send(SIGTERM) }

  /// Ends it and everything that it started.
  public func kill() {
    if !hasEnded { Foundation.kill(-identifier, SIGKILL) }
  }

  /// Stops it where it is.
  public func stop() { send(SIGSTOP) }

  private func send(_ signal: Int32) {
    if !hasEnded { Foundation.kill(identifier, signal) }
  }
}

/// What is known of a process: first that it has started, then how it ended.
private final class Ending: Sendable {
  private struct Contents {
    var identifier: Int32?
    var result: Result<Child.End, any Error>?
  }
  private let contents = Mutex(Contents())
  private let startedSignal = DispatchSemaphore(value: 0)
  private let endedSignal = DispatchSemaphore(value: 0)

  func start(_ identifier: Int32) {
    contents.withLock { $0.identifier = identifier }
    startedSignal.signal()
  }

  /// The first end that is told is the one.
  func end(_ result: Result<Child.End, any Error>) {
    let isFirst = contents.withLock { contents in
      defer { contents.result = contents.result ?? result }
      return contents.result == nil
    }
    guard isFirst else { return }
    startedSignal.signal()
    endedSignal.signal()
  }

  var isOver: Bool { contents.withLock { $0.result != nil } }

  func started() throws -> Int32 {
    startedSignal.wait()
    let (identifier, result) = contents.withLock { ($0.identifier, $0.result) }
    if let identifier { return identifier }
    if case .failure(let error) = result { throw error }
    throw CancellationError()
  }

  /// Nil when the time is up.
  func ended(within seconds: Int) throws -> Child.End? {
    guard endedSignal.wait(timeout: .now() + .seconds(seconds)) == .success else { return nil }
    // Whoever waits next finds it too.
    endedSignal.signal()
    return try contents.withLock { try $0.result?.get() }
  }
}

/// Runs what waits for processes on a thread of its own: a test that blocks keeps none of it waiting.
private final class QueueExecutor: TaskExecutor {
  static let shared = QueueExecutor()
  private let queue = DispatchQueue(label: "child processes")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedTaskExecutor()
    queue.async { job.runSynchronously(on: executor) }
  }
}
