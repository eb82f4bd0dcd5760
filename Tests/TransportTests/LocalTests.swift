import Foundation
import Testing

@testable import Transport

@Suite("The control socket", .timeLimit(.minutes(2)))
struct ControlSocketTests {
  private func path(_ name: String) -> String { "\(Identity.folder)/\(name)" }

  @Test("A line asked is a line answered, for several callers at once")
  func asks() async throws {
    let path = path("door-asks")
    let door = try await ControlSocket.open(path: path) { "heard \($0)" }
    try await withThrowingTaskGroup(of: String?.self) { group in
      for number in 0..<8 {
        group.addTask {
          try await ControlSocket.ask(path: path, line: "sync \(number)", timeout: .seconds(60))
        }
      }
      var answers: [String?] = []
      for try await answer in group { answers.append(answer) }
      #expect(Set(answers) == Set((0..<8).map { "heard sync \($0)" }))
    }
    await door.close()
  }

  @Test("Forty callers who say nothing keep nobody out")
  func silentCrowd() async throws {
    let path = path("door-silent")
    let door = try await ControlSocket.open(path: path) { "heard \($0)" }
    var silent: [Int32] = []
    for _ in 0..<40 { silent.append(try stand(at: path)) }
    for number in 0..<3 {
      #expect(
        try await ControlSocket.ask(path: path, line: "\(number)", timeout: .seconds(60))
          == "heard \(number)")
    }
    for descriptor in silent { close(descriptor) }
    await door.close()
  }

  @Test("The socket is for this user only, from its first moment, and goes with the door")
  func mode() async throws {
    let path = path("door-mode")
    let door = try await ControlSocket.open(path: path) { $0 }
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    await door.close()
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("Nobody behind the door: no file, no folder, or a socket left by the dead")
  func nobody() async throws {
    let timeout = Duration.seconds(60)
    #expect(
      try await ControlSocket.ask(path: path("door-none"), line: "?", timeout: timeout) == nil)
    #expect(try await ControlSocket.ask(path: path("no/door"), line: "?", timeout: timeout) == nil)
    let stale = path("door-stale")
    try leaveSocket(at: stale)
    #expect(try await ControlSocket.ask(path: stale, line: "?", timeout: timeout) == nil)
  }

  @Test("A socket left by a killed process is replaced")
  func stale() async throws {
    let path = path("door-replaced")
    try leaveSocket(at: path)
    let door = try await ControlSocket.open(path: path) { $0 }
    #expect(try await ControlSocket.ask(path: path, line: "là ?", timeout: .seconds(60)) == "là ?")
    await door.close()
  }

  @Test("A living door and a plain file are left alone")
  func taken() async throws {
    let path = path("door-taken")
    let door = try await ControlSocket.open(path: path) { $0 }
    await #expect(throws: TransportError.doorTaken(path: path)) {
      try await ControlSocket.open(path: path) { $0 }
    }
    #expect(try await ControlSocket.ask(path: path, line: "x", timeout: .seconds(60)) == "x")
    await door.close()

    try Data("precious".utf8).write(to: URL(fileURLWithPath: path))
    await #expect(throws: TransportError.doorTaken(path: path)) {
      try await ControlSocket.open(path: path) { $0 }
    }
    #expect(try Identity.bytes(path) == Array("precious".utf8))
  }

  @Test("A path longer than a socket address works; a name longer than one is a typed error")
  func longPath() async throws {
    let folder = path(String(repeating: "dossier-", count: 20))
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/door"
    #expect(path.utf8.count > 108)
    let door = try await ControlSocket.open(path: path) { $0 + "!" }
    #expect(try await ControlSocket.ask(path: path, line: "loin", timeout: .seconds(60)) == "loin!")
    await door.close()
    #expect(!FileManager.default.fileExists(atPath: path))

    let name = folder + "/" + String(repeating: "n", count: 120)
    await #expect(throws: TransportError.pathTooLong(path: name)) {
      try await ControlSocket.open(path: name) { $0 }
    }
  }

  @Test("Lines are bounded on both sides, and hold no line break")
  func bounds() async throws {
    let path = path("door-bounds")
    var limits = ControlLimits()
    limits.lineBytes = 1000
    let long = String(repeating: "a", count: 2000)
    let door = try await ControlSocket.open(path: path, limits: limits) { request in
      request == "long" ? long : "\(request.utf8.count)"
    }
    let exact = String(repeating: "b", count: 1000)
    let timeout = Duration.seconds(60)
    #expect(try await ControlSocket.ask(path: path, line: exact, timeout: timeout) == "1000")
    for line in [long, "two\nlines"] {
      await #expect(throws: TransportError.lineTooLong(limitBytes: 1000)) {
        try await ControlSocket.ask(path: path, line: line, timeout: timeout, limits: limits)
      }
    }
    // The other side's bound: it closes, without an answer.
    for line in [long, "long"] {
      await #expect(throws: TransportError.self) {
        try await ControlSocket.ask(path: path, line: line, timeout: timeout)
      }
    }
    #expect(try await ControlSocket.ask(path: path, line: "", timeout: timeout) == "0")
    await door.close()
  }

  @Test("Who waits too long is let go, on either side, and closing lets everyone go")
  func time() async throws {
    let path = path("door-time")
    let inside = Tally()
    let door = try await ControlSocket.open(path: path) { _ in
      inside.add()
      // Never answers by itself; ends when the door closes.
      let (silence, voice) = AsyncStream.makeStream(of: Void.self)
      for await _ in silence {}
      voice.finish()
      return "cancelled"
    }
    // The one that waits is inside before the other asks: nothing depends on whether the other one comes in.
    let waiting = Task {
      try await ControlSocket.ask(path: path, line: "?", timeout: .seconds(3600))
    }
    await inside.reach(1)
    await #expect(throws: TransportError.timedOut) {
      try await ControlSocket.ask(path: path, line: "?", timeout: .milliseconds(200))
    }
    await door.close()
    // Let go by the closing, it asks again and finds nobody; or it hears that what it asked for was cancelled.
    let answer = try await bounded { try await waiting.value }
    #expect(answer == nil || answer == "cancelled")
  }

  @Test("Who is let go unheard asks again, and not for ever")
  func unheard() async throws {
    for (dismissals, expected) in [(1, "heard"), (3, "heard"), (9, nil)] {
      let path = path("door-unheard-\(dismissals)")
      let address = try LocalAddress(path: path)
      let door = try #require(LocalAddress.socket())
      #expect(address.bind(door) == 0 && listen(door, 16) == 0)
      let asked = Task { try await ControlSocket.ask(path: path, line: "?", timeout: .seconds(60)) }
      let served = try await offPool {
        try dismiss(dismissals, atMost: 4, thenAnswer: "heard\n", at: door)
      }
      #expect(served == min(dismissals + 1, 4))
      if let expected {
        #expect(try await bounded { try await asked.value } == expected)
      } else {
        // Cut off where the door had not read what was asked.
        await #expect {
          try await bounded { try await asked.value }
        } throws: { [.closed, .cutOff].contains($0 as? TransportError) }
      }
      close(door)
    }
  }

  @Test("One caller too many is let go at once")
  func crowd() async throws {
    let path = path("door-crowd")
    var limits = ControlLimits()
    limits.callers = 1
    let inside = Tally()
    let leave = Tally()
    let door = try await ControlSocket.open(path: path, limits: limits) { line in
      inside.add()
      await leave.reach(1)
      return line
    }
    let first = Task { try await ControlSocket.ask(path: path, line: "1", timeout: .seconds(60)) }
    await inside.reach(1)
    await #expect(throws: TransportError.self) {
      try await ControlSocket.ask(path: path, line: "2", timeout: .seconds(60))
    }
    leave.add()
    #expect(try await bounded { try await first.value } == "1")
    await door.close()
  }

  /// A caller who says nothing.
  private func stand(at path: String) throws -> Int32 {
    let address = try LocalAddress(path: path)
    let descriptor = try #require(LocalAddress.socket())
    #expect(address.connect(descriptor) == 0)
    return descriptor
  }

  /// Lets callers go, then answers one. Returns how many came.
  private func dismiss(
    _ count: Int, atMost limit: Int, thenAnswer line: String, at door: Int32
  ) throws -> Int {
    for number in 0..<limit {
      var ready = pollfd(fd: door, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, 60_000) == 1 else { return number }
      let caller = accept(door, nil, nil)
      defer { close(caller) }
      guard number == count else { continue }
      _ = line.withCString { write(caller, $0, strlen($0)) }
      // The caller goes when it has read.
      var end = pollfd(fd: caller, events: Int16(POLLPRI), revents: 0)
      _ = poll(&end, 1, 60_000)
      return number + 1
    }
    return limit
  }

  /// What a killed process leaves: a socket file that nobody listens on.
  private func leaveSocket(at path: String) throws {
    let address = try LocalAddress(path: path)
    let descriptor = try #require(LocalAddress.socket())
    #expect(address.bind(descriptor) == 0)
    close(descriptor)
  }
}

@Suite("The folder's lock", .timeLimit(.minutes(2)))
struct FolderLockTests {
  @Test("One holder at a time; released, it can be taken again")
  func exclusive() throws {
    let path = "\(Identity.folder)/lock"
    let lock = try FolderLock.take(file: path)
    #expect(throws: TransportError.folderInUse(path: path)) { try take(path) }
    lock.release()
    try take(path)
    try take(path)
  }

  @Test("A killed process gives its lock back")
  func killed() async throws {
    let path = "\(Identity.folder)/lock-killed"
    // Without a fork: the process that prints is the one that holds the lock.
    let holder = try Command("flock", ["-F", "-x", path, "sh", "-c", "echo held; exec cat"])
    let said = try await offPool { holder.read(until: "held") }
    #expect(said.contains("held"))
    #expect(throws: TransportError.folderInUse(path: path)) { try take(path) }
    holder.kill()
    _ = try await offPool { try holder.drain() }
    try take(path)
  }

  @Test("A folder that is not there is a typed error")
  func missing() {
    let path = "\(Identity.folder)/nowhere/lock"
    #expect(throws: TransportError.file(path: path, errno: ENOENT)) { try take(path) }
  }

  private func take(_ path: String) throws(TransportError) {
    _ = try FolderLock.take(file: path)
  }
}
