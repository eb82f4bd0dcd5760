import Foundation
import Store
import Synchronization
import Words

/// Bytes in and out of the process.
enum Terminal {
  static var outputIsTerminal: Bool { Call.current.client?.outputIsTerminal ?? (isatty(1) == 1) }
  static var inputIsTerminal: Bool { Call.current.client?.inputIsTerminal ?? (isatty(0) == 1) }
  static var errorIsTerminal: Bool { Call.current.client?.errorIsTerminal ?? (isatty(2) == 1) }

  /// Whether something can be read from standard input at once that nobody types: a file, or what was piped.
  static var inputWaits: Bool {
    if let client = Call.current.client { return client.inputWaits }
    var count: Int32 = 0
    return !inputIsTerminal && ioctl(0, UInt(FIONREAD), &count) == 0 && count > 0
  }

  /// Of the terminal of standard output; nil when it is none or does not say.
  static var size: (rows: Int, columns: Int)? {
    if let client = Call.current.client { return client.size }
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return (Int(size.ws_row), Int(size.ws_col))
  }

  /// Somebody reads what is said and can answer it.
  static var isConversation: Bool { inputIsTerminal && errorIsTerminal }

  /// Writes everything to standard output, or to standard error.
  static func write(_ text: String, to descriptor: Int32 = 1) throws {
    let reason = put(text, to: descriptor)
    guard reason == 0 else { throw CommandFailure(.home(.answerUnshown(SystemReason(reason)))) }
  }

  /// Writes to standard error; when even that fails there is nobody left to tell.
  static func complain(_ text: String) { _ = put(text, to: 2) }

  /// - Returns: 0, or what the system refused with.
  static func put(_ text: String, to descriptor: Int32) -> Int32 {
    put(Array(text.utf8), to: descriptor)
  }

  /// - Returns: 0, or what the system refused with.
  static func put(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    if let client = Call.current.client, descriptor == 1 || descriptor == 2 {
      return client.write(bytes, to: descriptor)
    }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        return errno
      }
      rest = rest.dropFirst(written)
    }
    return 0
  }

  /// At most `limit` bytes of what `descriptor` gives; nil when there are more.
  ///
  /// - Throws: `Unreadable`; `Interrupted` where Ctrl-C is heard.
  static func take(_ limit: Int, from descriptor: Int32) throws -> [UInt8]? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16 * 1024)
    while true {
      let count: Int
      do throws(Interrupted.Cause) {
        count = try Attention.read(descriptor, into: &chunk)
      } catch {
        throw Interrupted(cause: error, typed: bytes)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw Unreadable(reason: errno)
      }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      if bytes.count > limit { return nil }
    }
  }

  /// What the system refused with.
  struct Unreadable: Error {
    let reason: Int32
  }
}

/// Standard input serves one purpose in a command: a second reader would find nothing.
enum StandardInput {
  private static let isTaken = Mutex(false)

  static func take() throws {
    let wasTaken = isTaken.withLock { taken in
      defer { taken = true }
      return taken
    }
    guard !wasTaken else { throw CommandFailure(.input(.inputTwice)) }
  }

  /// Whether a name is that of standard input: `-`, and what the system calls it, as `/dev/stdin`. A file that was
  /// redirected into it is a file, which can be read from its beginning again.
  static func isNamed(_ path: String) -> Bool {
    if path == "-" { return true }
    var (own, named) = (stat(), stat())
    guard fstat(0, &own) == 0, stat(path, &named) == 0 else { return false }
    return own.st_mode & S_IFMT != S_IFREG && own.isSame(as: named)
  }
}

/// The files that passphrases were read from in this command: none of them is the text of a note.
private enum SecretFiles {
  private static let read = Mutex<[stat]>([])

  static func keep(_ descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    read.withLock { $0.append(status) }
  }

  static func hold(_ descriptor: Int32) -> Bool {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return false }
    return read.withLock { $0.contains { $0.isSame(as: status) } }
  }
}

extension stat {
  fileprivate func isSame(as other: stat) -> Bool {
    st_dev == other.st_dev && st_ino == other.st_ino
  }
}

/// Files that a person names.
enum NamedFile {
  /// The bytes of a file, or of standard input for `-`, at most `limit` of them.
  static func read(_ path: String, limit: Int) throws -> [UInt8] {
    if let client = Call.current.client { return try client.read(path, limit: limit) }
    return try withDescriptor(of: path) { try read($0, path, limit) }
  }

  private static func withDescriptor<T>(
    of path: String, _ body: (Int32) throws -> T
  ) throws -> T {
    if StandardInput.isNamed(path) {
      try StandardInput.take()
      return try body(0)
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(path, errno) }
    defer { close(descriptor) }
    return try body(descriptor)
  }

  /// The bytes of the file of a secret into `memory`, which is longer than any such file may be.
  static func read(
    secret path: String, into memory: UnsafeMutableRawBufferPointer
  ) throws -> UnsafeRawBufferPointer {
    try withDescriptor(of: path) { descriptor in
      SecretFiles.keep(descriptor)
      var count = 0
      while count < memory.count {
        let taken = Foundation.read(
          descriptor, memory.baseAddress.map { $0 + count }, memory.count - count)
        if taken < 0, errno == EINTR { continue }
        guard taken >= 0 else { throw unreadable(path, errno) }
        if taken == 0 { return UnsafeRawBufferPointer(rebasing: memory[..<count]) }
        count += taken
      }
      throw CommandFailure(.input(.fileTooLong(path, maximum: memory.count - 1)))
    }
  }

  /// The text of a note: of a file, or of standard input for `-` and for no name at all.
  static func text(_ path: String?, limit: Int) throws -> String {
    let name = path ?? "-"
    if let client = Call.current.client { return try client.text(name, limit: limit) }
    let bytes = try withDescriptor(of: name) { descriptor in
      guard !SecretFiles.hold(descriptor) else { throw CommandFailure(.input(.inputTwice)) }
      return try read(descriptor, name, limit)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure(.input(.notUTF8(name)))
    }
    return plain(text)
  }

  /// The text that somebody types, to its end. A terminal that is closed and a program that is told to end take nothing away.
  ///
  /// - Parameter agent: the line to the agent that waits for it.
  /// - Throws: `Interrupted`, with what was typed so far.
  static func typed(
    _ name: String, limit: Int, agent: Int32 = -1, _ words: Phrasebook
  ) throws -> String {
    try Attention.hearing([SIGINT, SIGHUP, SIGTERM], agent: agent) {
      Terminal.complain(words.typeText())
      return try text(name, limit: limit)
    }
  }

  /// Without the mark that some editors put first, and with the line ends of this notebook.
  private static func plain(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let marked = scalars.first == "\u{FEFF}" ? String(scalars.dropFirst()) : text
    return marked.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }

  private static func read(_ descriptor: Int32, _ name: String, _ limit: Int) throws -> [UInt8] {
    do {
      guard let bytes = try Terminal.take(limit, from: descriptor) else {
        throw CommandFailure(.input(.fileTooLong(name, maximum: limit)))
      }
      return bytes
    } catch let error as Terminal.Unreadable {
      throw unreadable(name, error.reason)
    }
  }

  private static func unreadable(_ name: String, _ reason: Int32) -> CommandFailure {
    switch reason {
    case ENOENT, ENOTDIR: CommandFailure(.input(.fileMissing(name)))
    case EBADF: CommandFailure(.input(.inputClosed))
    case _: CommandFailure(.input(.fileUnreadable(name)))
    }
  }

  /// Of a file that we keep in the home ourselves. What a person names may be a pipe; ours never is, and nobody waits for one.
  static func checkKept(_ path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else { throw unreadable(path, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw StoreError.damaged }
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a name is in use, by a link to nothing too.
  static func isTaken(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Writes a new file, for its owner alone, whole or not at all; never over another one.
  static func create(_ path: String, _ bytes: [UInt8]) throws {
    let file = try NewFile(path)
    try file.write(bytes)
    try file.publish()
  }
}
