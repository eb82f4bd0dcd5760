import Envelope
import Glibc

/// The folder of one node: names of files, permissions, and what lies outside the database.
struct HomeFolder {
  let path: String

  var ledger: String { path + "/ledger.db" }
  private var incarnationFile: String { path + "/incarnation" }

  /// Makes the folder, and the folders above it, for their owner alone. An existing folder that others may enter is
  /// closed to them; one that is somebody else's, or that is reached through a link, is none for a notebook.
  func make() throws(StoreError) {
    var missing: [String] = []
    var candidate = path
    while !candidate.isEmpty, access(candidate, F_OK) != 0 {
      missing.append(candidate)
      guard let slash = candidate.lastIndex(of: "/") else { break }
      candidate = String(candidate[..<slash])
    }
    for folder in missing.reversed() {
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .cannotCreate }
    }
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      status.st_uid == geteuid(), status.st_mode & S_ISVTX == 0
    else { throw .cannotCreate }
    guard status.st_mode & 0o077 == 0 || chmod(path, 0o700) == 0 else { throw .cannotCreate }
  }

  /// An empty file with a name of its own, readable by its owner alone.
  func makeDraft() throws(StoreError) -> String {
    var template = Array((path + "/ledger-XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Self.creationError }
    close(descriptor)
    return template.withUnsafeBufferPointer { bytes in
      String(decoding: bytes.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }

  /// Gives a finished draft the ledger's name, unless a ledger is there already.
  func publish(_ draft: String) throws(StoreError) {
    if link(draft, ledger) != 0 {
      guard errno != EEXIST, !holdsLedger else { throw .alreadyAHome }
      // A file system without hard links: the name is taken by a move.
      guard rename(draft, ledger) == 0 else { throw Self.creationError }
    }
    try syncFolder()
  }

  func removeDraft(_ draft: String) {
    for suffix in ["", "-journal", "-wal", "-shm"] { unlink(draft + suffix) }
  }

  var holdsLedger: Bool { access(ledger, F_OK) == 0 }

  /// What stands beside a ledger and is made after it: where one of these is and no ledger, there was one.
  var lostLedger: Bool {
    !holdsLedger
      && ["commits", "incarnation", "boot.key"].contains { access(path + "/" + $0, F_OK) == 0 }
  }

  /// Whatever we open here is a file: a pipe would be waited for without an end, and a folder holds no bytes.
  func checkFiles() throws(StoreError) {
    let names = ["", "-wal", "-shm", "-journal"].map { ledger + $0 }
    for name in names + [incarnationFile, path + "/commits"] {
      var status = stat()
      guard stat(name, &status) == 0 else { continue }
      guard status.st_mode & S_IFMT == S_IFREG else { throw .damaged }
    }
  }

  /// Takes from others what they may do with a folder of our own and with the files in it that hold something, and from
  /// nobody else's. Where the system does not let us, they stay as they are: no reading waits for it.
  ///
  /// `incarnation` and `commits` stay untouched: they hold a number, and touching the former makes another copy of the home.
  func shutOthersOut() {
    var status = stat()
    guard stat(path, &status) == 0, status.st_uid == geteuid() else { return }
    if status.st_mode & 0o077 != 0 { chmod(path, status.st_mode & 0o700) }
    for file in ["", "-wal", "-shm", "-journal"].map({ ledger + $0 }) + [path + "/boot.key"] {
      guard lstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        status.st_uid == geteuid(), status.st_mode & 0o077 != 0
      else { continue }
      fchmodat(AT_FDCWD, file, status.st_mode & 0o700, AT_SYMLINK_NOFOLLOW)
    }
  }

  /// Whether the ledger that is there can be written to, or only read.
  func isWritable() throws(StoreError) -> Bool {
    try checkFiles()
    guard holdsLedger else {
      guard errno == ENOENT || errno == ENOTDIR else { throw Self.readingError }
      throw lostLedger ? .ledgerMissing : .notAHome
    }
    guard access(ledger, R_OK) == 0 else { throw Self.readingError }
    return access(ledger, W_OK) == 0 && access(path, W_OK | X_OK) == 0
  }

  /// Whether the file system has no block left for us.
  var isFull: Bool {
    var status = statvfs()
    return statvfs(path, &status) == 0 && status.f_bavail == 0
  }

  /// Whether something stands in the write-ahead log.
  var hasLog: Bool {
    var status = stat()
    return stat(ledger + "-wal", &status) == 0 && status.st_size > 0
  }

  /// The ledger as SQLite names a file that nobody changes.
  var unchangingLedger: String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-".utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    var name = Array("file:".utf8)
    for byte in ledger.utf8 {
      let escaped = [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      name += plain.contains(byte) ? [byte] : escaped
    }
    return String(decoding: name, as: UTF8.self) + "?immutable=1"
  }

  /// Which files the ledger and the incarnation beside it are, on which machine, and when the latter was last touched: a
  /// moment that the system notes by itself, to the nanosecond, and that no copy carries, whatever else it keeps. Another
  /// one for every copy, also where the number of a removed file is given again. It names neither. Protocol/vault.md,
  /// "Older selves".
  var place: [UInt8]? {
    // The ledger is not opened for this: closing it again would give up SQLite's locks of this process.
    var status = stat()
    guard stat(ledger, &status) == 0, let mark = markStatus else { return nil }
    let numbers = [
      UInt64(status.st_ino), UInt64(mark.st_ino), UInt64(bitPattern: Self.touched(mark)),
    ]
    return Self.mark(of: numbers)
  }

  /// Which file the ledger is, on which machine: another one for what was moved or copied, the same after `chmod`, a hard
  /// link, or a copy that was written into it. Protocol/vault.md, "Twins".
  var file: [UInt8]? {
    var status = stat()
    guard stat(ledger, &status) == 0 else { return nil }
    return Self.mark(of: [UInt64(status.st_ino)])
  }

  /// Names neither the numbers nor the machine.
  private static func mark(of numbers: [UInt64]) -> [UInt8] {
    var bytes = numbers.flatMap { number in
      (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) }
    }
    let descriptor = open("/etc/machine-id", O_RDONLY | O_CLOEXEC)
    if descriptor >= 0 {
      var machine = [UInt8](repeating: 0, count: 64)
      let count = Glibc.read(descriptor, &machine, machine.count)
      close(descriptor)
      bytes += machine.prefix(max(count, 0))
    }
    return Digest.fingerprint(Digest.hash(.place, bytes))
  }

  /// Nanoseconds from the date that `writeIncarnation` gave the file to the moment when it was last touched. A program that
  /// shows itself another time than the machine's shifts both.
  private static func touched(_ status: stat) -> Int64 {
    let seconds = Int64(status.st_ctim.tv_sec) &- Int64(status.st_mtim.tv_sec)
    return seconds &* 1_000_000_000 &+ Int64(status.st_ctim.tv_nsec)
      &- Int64(status.st_mtim.tv_nsec)
  }

  /// 9 September 2001: what the incarnation says of itself, so that it is never when it was touched.
  private static let dated = timespec(tv_sec: 1_000_000_000, tv_nsec: 0)

  /// Asked of the open file: over a network, what is known of a closed one may be old.
  private var markStatus: stat? {
    let descriptor = open(incarnationFile, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    return fstat(descriptor, &status) == 0 ? status : nil
  }

  // MARK: - Incarnation

  /// Nil when the file is missing or holds no number.
  func readIncarnation() -> UInt64? {
    let descriptor = open(incarnationFile, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    guard count > 0 else { return nil }
    let text = bytes.prefix(count).prefix { $0 != UInt8(ascii: "\n") }
    return UInt64(String(decoding: text, as: UTF8.self))
  }

  /// Durable once it returns.
  func writeIncarnation(_ value: UInt64) throws(StoreError) {
    let draft = incarnationFile + ".new"
    // What a crash left, or what somebody put there, is no draft of ours; a link is not followed.
    unlink(draft)
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.creationError }
    let bytes = Array("\(value)\n".utf8)
    let written = Glibc.write(descriptor, bytes, bytes.count)
    let full = written < 0 && errno == ENOSPC
    let dated = futimens(descriptor, [Self.dated, Self.dated])
    let synced = fsync(descriptor)
    close(descriptor)
    guard written == bytes.count, dated == 0, synced == 0 else {
      throw full ? .diskFull : .inputOutput
    }
    guard rename(draft, incarnationFile) == 0 else { throw .inputOutput }
    try syncFolder()
  }

  private func syncFolder() throws(StoreError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.readingError }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .inputOutput }
  }

  private static var readingError: StoreError { errno == EACCES ? .closed : .inputOutput }

  private static var creationError: StoreError {
    switch errno {
    case ENOSPC, EDQUOT: .diskFull
    case EROFS: .readOnly
    case EIO: .inputOutput
    case _: .cannotCreate
    }
  }
}
