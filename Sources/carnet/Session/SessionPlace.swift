import Foundation
import Synchronization
import Transport
import Words

/// Where the agents of a home have their sockets: folders that nobody but this user enters. Protocol/agent.md, "The socket".
struct SessionPlace {
  /// In the order in which they are tried.
  private let folders: [String]
  /// In the home: it says where agents of it listen, for who comes from another login.
  private let register: SessionRegister

  init(home: String, _ surroundings: Surroundings) {
    var folders: [String] = []
    var status = stat()
    if let runtime = surroundings["XDG_RUNTIME_DIR"], stat(home, &status) == 0 {
      let name = String(UInt64(status.st_dev), radix: 16) + "-" + String(status.st_ino, radix: 16)
      folders.append(runtime + "/carnet-" + name)
    }
    self.folders = folders + [home + "/session"]
    register = SessionRegister(folder: home)
  }

  /// Lines to the agents that answer here, each with what it said first. A socket of a dead one answers nothing.
  func agents() -> [SessionClient.Found] {
    folders.filter(Self.isPrivate).flatMap { folder in
      Self.names(in: folder).compactMap { Self.greeted(folder + "/" + $0) }
    }
  }

  /// The same for whoever locks or shows them, also in a folder that is ours and was opened to others: nothing is told there
  /// that they may not hear. With them those that live and answer nobody.
  func everyAgent() -> (reached: [SessionClient.Found], hidden: [HiddenAgent]) {
    var reached: [SessionClient.Found] = []
    var hidden: [HiddenAgent] = []
    let others = register.folders.filter { !folders.contains($0) }
    for folder in folders + others where Self.isOurs(folder) {
      // The mode that it was made with, where it lets not even us look.
      if access(folder, R_OK | X_OK) != 0 { chmod(folder, 0o700) }
      var paths = Set<String>()
      for name in Self.names(in: folder) {
        paths.insert(
          folder + "/" + (name.hasSuffix(Self.lockEnd) ? String(name.dropLast(5)) : name))
      }
      for path in paths.sorted() {
        if let found = Self.greeted(path) {
          reached.append(found)
        } else if let agent = HiddenAgent(lock: path + Self.lockEnd) {
          hidden.append(agent)
        }
      }
    }
    return (reached, hidden)
  }

  private static let lockEnd = ".lock"

  private static func greeted(_ path: String) -> SessionClient.Found? {
    guard let line = connect(path), line.peer == geteuid() else { return nil }
    do {
      let greeting = try line.receive(
        SessionFrame.Greeting.self, within: SessionLimits.patience
      ).header
      return greeting.version == SessionLimits.version ? (line, greeting) : nil
    } catch {
      // Whoever says nothing we understand is no agent for us.
      return nil
    }
  }

  /// A socket that listens under a name, for this user only.
  ///
  /// - Returns: nil when an agent listens there already.
  /// - Throws: `AccessFact.sessionNotStarted` where none can be made.
  func listen(as name: String) throws -> SessionDoor? {
    for folder in folders {
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST, Self.isPrivate(folder) else { continue }
      let path = folder + "/" + name
      guard let lock = try Self.lock(path + Self.lockEnd) else { return nil }
      // Whoever held the lock before is dead, and its socket with it.
      unlink(path)
      guard let descriptor = Self.bound(to: path) else { continue }
      register.add(folder)
      return SessionDoor(
        descriptor: descriptor, folder: folder, path: path, lockPath: path + Self.lockEnd,
        lock: lock)
    }
    throw CommandFailure(.access(.sessionNotStarted))
  }

  /// A folder, no link to one, that is ours and opens to nobody else.
  static func isPrivate(_ folder: String) -> Bool {
    var status = stat()
    return lstat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      && status.st_uid == geteuid() && status.st_mode & 0o077 == 0
  }

  /// The same, whomever it opens to.
  private static func isOurs(_ folder: String) -> Bool {
    var status = stat()
    return lstat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      && status.st_uid == geteuid()
  }

  /// Nil where another process holds it.
  private static func lock(_ path: String) throws -> FolderLock? {
    do {
      return try FolderLock.take(file: path)
    } catch {
      guard case .folderInUse = error else { throw error }
      return nil
    }
  }

  private static func names(in folder: String) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      // A folder that cannot be listed holds no agent for us.
      return []
    }
  }

  /// Where many come at once, each waits its turn at the door.
  private static func connect(_ path: String) -> SessionLine? {
    do {
      let address = try LocalAddress(path: path)
      guard let descriptor = LocalAddress.socket() else { return nil }
      let line = SessionLine(descriptor)
      var patience = timeval(tv_sec: SessionLimits.patience, tv_usec: 0)
      let length = socklen_t(MemoryLayout<timeval>.size)
      let mode = fcntl(descriptor, F_GETFL)
      guard setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, length) == 0,
        fcntl(descriptor, F_SETFL, mode & ~O_NONBLOCK) == 0,
        address.connect(descriptor) == 0, fcntl(descriptor, F_SETFL, mode) == 0
      else { return nil }
      return line
    } catch {
      // A path that no socket can have.
      return nil
    }
  }

  private static func bound(to path: String) -> Int32? {
    do {
      let address = try LocalAddress(path: path)
      guard let descriptor = LocalAddress.socket() else { return nil }
      // The mode of the descriptor becomes the mode of the file.
      guard fchmod(descriptor, 0o600) == 0, address.bind(descriptor) == 0,
        Foundation.listen(descriptor, SessionLimits.queue) == 0
      else {
        close(descriptor)
        return nil
      }
      return descriptor
    } catch {
      // A path that no socket can have.
      return nil
    }
  }
}

/// An agent that lives and that no command reaches: its socket is gone, or answers nothing.
struct HiddenAgent {
  private let lock: String

  /// Nil where no process holds the lock of an agent.
  ///
  /// - Parameter lock: the path of its lock file.
  init?(lock: String) {
    self.lock = lock
    guard isAlive else { return nil }
  }

  /// Whether its process, and with it what it holds, is there.
  var isAlive: Bool {
    let descriptor = open(lock, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_uid == geteuid() else { return false }
    // Given back at once, with the descriptor, where nobody holds it.
    return flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  /// Waits until these have locked, which an agent does by itself whose door is gone.
  ///
  /// - Returns: those that have not.
  static func left(of agents: [HiddenAgent], after seconds: Int) -> [HiddenAgent] {
    let end = ContinuousClock.now + .seconds(seconds)
    var left = agents
    while true {
      left = left.filter(\.isAlive)
      guard !left.isEmpty, ContinuousClock.now < end else { return left }
      usleep(50_000)
    }
  }
}

/// Which file a path names now.
private struct FileName: Equatable {
  let device: UInt64
  let inode: UInt64

  init?(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    (device, inode) = (UInt64(status.st_dev), UInt64(status.st_ino))
  }
}

/// The listening end of an agent's socket.
final class SessionDoor: Sendable {
  let descriptor: Int32
  private let folder: String
  private let path: String
  private let lockPath: String
  /// What stood at these paths when the door was made.
  private let socketName: FileName?
  private let lockName: FileName?
  /// Held as long as the process lives: there is one agent for a home and a worker.
  private let lock: Mutex<FolderLock?>

  init(
    descriptor: Int32, folder: String, path: String, lockPath: String, lock: consuming FolderLock
  ) {
    self.descriptor = descriptor
    (self.folder, self.path, self.lockPath) = (folder, path, lockPath)
    (socketName, lockName) = (FileName(path), FileName(lockPath))
    self.lock = Mutex(lock)
  }

  /// Whether a command finds it, and tells that an agent lives: the folder opens to this user alone, and the socket and the
  /// lock file in it are those that were made.
  var stands: Bool {
    socketName != nil && lockName != nil && SessionPlace.isPrivate(folder)
      && FileName(path) == socketName && FileName(lockPath) == lockName
  }

  /// Whoever waits outside is let go: nothing was begun for them.
  func shut() {
    // What another agent made there since stays.
    if FileName(path) == socketName { unlink(path) }
    close(descriptor)
  }

  /// Another session of the same worker may be opened: nothing of this one is left.
  func giveUp() { lock.withLock { $0 = nil } }

  /// The next who comes, if it is a process of this user: root too is nobody here.
  func next() -> SessionLine? {
    let accepted = accept(descriptor, nil, nil)
    guard accepted >= 0 else { return nil }
    _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
    _ = fcntl(accepted, F_SETFL, O_NONBLOCK)
    let line = SessionLine(accepted)
    return line.peer == geteuid() ? line : nil
  }
}
