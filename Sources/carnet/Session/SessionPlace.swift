import Foundation
import Synchronization
import Transport
import Words

/// Where the agents of a home have their sockets: folders that nobody but this user enters. Protocol/agent.md, "The socket".
struct SessionPlace {
  /// In the order in which they are tried.
  private let folders: [String]

  init(home: String, _ surroundings: Surroundings) {
    var folders: [String] = []
    var status = stat()
    if let runtime = surroundings["XDG_RUNTIME_DIR"], stat(home, &status) == 0 {
      let name = String(UInt64(status.st_dev), radix: 16) + "-" + String(status.st_ino, radix: 16)
      folders.append(runtime + "/carnet-" + name)
    }
    self.folders = folders + [home + "/session"]
  }

  /// Lines to the agents that answer here, each with what it said first. A socket of a dead one answers nothing.
  func agents() -> [(line: SessionLine, greeting: SessionFrame.Greeting)] {
    folders.filter(Self.isPrivate).flatMap { folder in
      Self.names(in: folder).compactMap { name -> (SessionLine, SessionFrame.Greeting)? in
        guard let line = Self.connect(folder + "/" + name), line.peer == geteuid() else {
          return nil
        }
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
      guard let lock = try Self.lock(path + ".lock") else { return nil }
      // Whoever held the lock before is dead, and its socket with it.
      unlink(path)
      guard let descriptor = Self.bound(to: path) else { continue }
      return SessionDoor(descriptor: descriptor, path: path, lock: lock)
    }
    throw CommandFailure(.access(.sessionNotStarted))
  }

  /// A folder, no link to one, that is ours and opens to nobody else.
  private static func isPrivate(_ folder: String) -> Bool {
    var status = stat()
    return lstat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      && status.st_uid == geteuid() && status.st_mode & 0o077 == 0
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

/// The listening end of an agent's socket.
final class SessionDoor: Sendable {
  let descriptor: Int32
  private let path: String
  /// Held as long as the process lives: there is one agent for a home and a worker.
  private let lock: Mutex<FolderLock?>

  init(descriptor: Int32, path: String, lock: consuming FolderLock) {
    self.descriptor = descriptor
    self.path = path
    self.lock = Mutex(lock)
  }

  /// Whoever waits outside is let go: nothing was begun for them.
  func shut() {
    unlink(path)
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
