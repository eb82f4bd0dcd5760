import Glibc

/// How many transactions were confirmed, in a file beside the database: a database that counts fewer has lost some.
/// Protocol/vault.md, "What the disk holds".
struct CommitTally {
  private let file: String
  /// Digits of the count, so that it is always overwritten in place.
  private static let width = 20

  init(folder: String) { file = folder + "/commits" }

  /// Nil when the file is missing or holds no count.
  func read() -> UInt64? {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return Self.read(descriptor)
  }

  /// Durable once it returns; never backwards, whatever process is raising it too.
  func raise(to count: UInt64) throws(StoreError) {
    let isNew = access(file, F_OK) != 0
    let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { throw .inputOutput }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw .inputOutput }
    }
    // Whoever raised it further has made it durable before it gave up the lock.
    if let standing = Self.read(descriptor), standing >= count { return }
    let digits = String(count)
    let line = String(repeating: "0", count: Self.width - digits.utf8.count) + digits + "\n"
    let bytes = Array(line.utf8)
    guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count, fdatasync(descriptor) == 0
    else { throw .inputOutput }
    if isNew { try syncFolder() }
  }

  private static func read(_ descriptor: Int32) -> UInt64? {
    var bytes = [UInt8](repeating: 0, count: width + 1)
    guard pread(descriptor, &bytes, bytes.count, 0) == bytes.count, bytes.last == 10 else {
      return nil
    }
    return UInt64(String(decoding: bytes.dropLast(), as: UTF8.self))
  }

  private func syncFolder() throws(StoreError) {
    let folder = String(file.dropLast("/commits".utf8.count))
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw errno == EACCES ? .closed : .inputOutput }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .inputOutput }
  }
}
