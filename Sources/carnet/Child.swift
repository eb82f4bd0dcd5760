import Foundation

/// Another program that takes the terminal for a while: an editor, a pager.
enum Child {
  /// The system starts no process now.
  struct NotStarted: Error {}

  /// Runs a line of the shell to its end.
  ///
  /// - Parameters:
  ///   - line: the command as a person configured it; `$1` and on are `arguments`.
  ///   - variables: added to the environment.
  ///   - input: what it reads; its standard input is ours when nil.
  /// - Returns: its exit code, 128 and more for a signal.
  static func run(
    shell line: String, _ arguments: [String] = [], variables: [String: String] = [:],
    input: [UInt8]? = nil
  ) throws(NotStarted) -> Int32 {
    // The keys that stop a program are for the one in front.
    let before = [SIGINT, SIGQUIT].map { ($0, signal($0, SIG_IGN)) }
    defer { for (number, handler) in before { signal(number, handler) } }
    var ends: [Int32] = [-1, -1]
    if input != nil {
      guard pipe(&ends) == 0 else { throw NotStarted() }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }
    let started = spawn(
      ["/bin/sh", "-c", line, "sh"] + arguments, variables, standardInput: ends[0])
    if ends[0] >= 0 { close(ends[0]) }
    // One that ends without reading everything has read enough.
    if let input, started != nil { _ = Terminal.put(input, to: ends[1]) }
    if ends[1] >= 0 { close(ends[1]) }
    guard let started else { throw NotStarted() }
    return wait(for: started)
  }

  private static func spawn(
    _ words: [String], _ variables: [String: String], standardInput: Int32
  ) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if standardInput >= 0 { posix_spawn_file_actions_adddup2(&actions, standardInput, 0) }
    let environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    return spawn("/bin/sh", words, environment, &actions, flags: 0)
  }

  /// Starts a program that goes on by itself.
  ///
  /// - Parameters:
  ///   - streams: what its standard streams are.
  ///   - inOwnSession: whether it leaves the terminal.
  static func start(
    _ program: String, _ words: [String], _ environment: [String: String], streams: [Int32],
    inOwnSession: Bool
  ) -> Bool {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, stream) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
    }
    keepOwnDescriptors()
    let ownSession = inOwnSession ? setSession : 0
    return spawn(program, words, environment, &actions, flags: ownSession) != nil
  }

  /// Nothing that is open here, or was in the shell that started us, is open in what we start.
  private static func keepOwnDescriptors() {
    do {
      for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
        if let descriptor = Int32(name), descriptor > 2 {
          _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
      }
    } catch {
      // Our own are closed there in any case; those of a shell hold no secret of ours.
    }
  }

  /// POSIX_SPAWN_SETSID
  private static let setSession: Int32 = 0x80

  private static func spawn(
    _ program: String, _ words: [String], _ environment: [String: String],
    _ actions: inout posix_spawn_file_actions_t, flags: Int32
  ) -> pid_t? {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // What this process ignores, its child does not inherit.
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for number in [SIGPIPE, SIGXFSZ, SIGINT, SIGQUIT] { sigaddset(&defaults, number) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(flags))
    var process: pid_t = 0
    let reason = withStrings(words) { words in
      withStrings(environment.map { $0 + "=" + $1 }) { environment in
        posix_spawn(&process, program, &actions, &attributes, words, environment)
      }
    }
    return reason == 0 ? process : nil
  }

  private static func withStrings<T>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> T
  ) -> T {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }

  private static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return -1 }
    }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}
