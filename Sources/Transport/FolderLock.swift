import Glibc

/// The right to be the only `serve` on a folder: an exclusive lock on a file in it, held as long
/// as the value lives and released by the system when the process dies, however it dies.
public struct FolderLock: ~Copyable, Sendable {
  private let descriptor: Int32

  /// Takes the lock or throws `folderInUse` at once. The file is made when missing (mode 0600)
  /// and stays behind empty: deleting it would let two processes lock two files of one name.
  ///
  ///     let lock = try FolderLock.take(file: home + "/serve.lock")
  public static func take(file path: String) throws(TransportError) -> FolderLock {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .file(path: path, errno: errno) }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let reason = errno
      if reason == EINTR { continue }
      Glibc.close(descriptor)
      throw reason == EWOULDBLOCK ? .folderInUse(path: path) : .file(path: path, errno: reason)
    }
    return FolderLock(descriptor: descriptor)
  }

  private init(descriptor: Int32) { self.descriptor = descriptor }

  /// Gives the lock back before the value's end of life.
  public consuming func release() {}

  deinit {
    // Said aloud: a child on its way from fork to exec still holds a copy of the descriptor.
    flock(descriptor, LOCK_UN)
    Glibc.close(descriptor)
  }
}
