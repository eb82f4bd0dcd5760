import CaseFile
import Envelope
import Foundation

/// What lies beside a draft: whose it is, and what it is written for. No word of anybody. Protocol/decisions/0082.
struct DraftMark: Codable, Sendable {
  /// What a text is written for.
  enum Purpose: Codable, Hashable, Sendable {
    /// A new record of a kind, in a volet of a case file, by their codes and its number.
    case new(kind: String, volet: String, file: String)
    /// Other words of a record, by its number.
    case edit(kind: String, record: String)
  }

  /// The device that keeps the notebook, and the folder in which it does.
  let notebook: String
  /// As she is called.
  let worker: String
  /// Milliseconds since 1970.
  let begun: Int64
  let purpose: Purpose
  /// The version that somebody read before she wrote; nil for a new record.
  let version: String?
  /// What the file of the text was before anybody wrote in it.
  var untouched: FileStamp?
  /// The workers who were told that it is there.
  var told: [String] = []
  /// Milliseconds since 1970: after it nothing is left. Nil until its author was told of that day while it was near.
  var until: Int64?

  /// The moment until which it is kept at least: a month from its beginning, and a week from the moment at which its author
  /// is told.
  func end(toldAt now: Instant) -> Instant {
    Instant(
      milliseconds: until
        ?? max(
          begun + DraftLimits.days * Self.day, now.milliseconds + DraftLimits.notice * Self.day))
  }

  /// Whether its author is to be told of its end: it is near, and she was not yet.
  func isNearItsEnd(at now: Instant) -> Bool {
    until == nil
      && now.milliseconds >= begun + (DraftLimits.days - DraftLimits.notice) * Self.day
  }

  /// Its author was told until when it is kept, and that is over.
  func isOver(at now: Instant) -> Bool { until.map { now.milliseconds >= $0 } ?? false }

  private static let day: Int64 = 24 * 60 * 60 * 1000

  /// Of its file.
  static let name = "mark"
}

/// Bounds of what lies beside a draft.
enum DraftLimits {
  /// Of a mark that is read.
  static let markBytes = 1 << 16
  /// For how long it is kept, in days.
  static let days: Int64 = 30
  /// How long before its end its author is told, at least, in days.
  static let notice: Int64 = 7
}

/// How long a file is, and when it was written last.
struct FileStamp: Codable, Equatable, Sendable {
  private let size: Int64
  private let seconds: Int64
  private let nanoseconds: Int64

  init?(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    size = Int64(status.st_size)
    (seconds, nanoseconds) = (Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec))
  }
}

/// The mark of a draft in the hands of one process: an open draft is nobody else's.
struct HeldMark {
  private let descriptor: Int32

  /// A new one, in the folder of a draft; nil where the system makes none.
  init?(new mark: DraftMark, in folder: String) {
    descriptor = open(
      folder + "/" + DraftMark.name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return nil }
    // Whoever looks at it first has it for a moment.
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        close(descriptor)
        return nil
      }
    }
    write(mark)
  }

  /// That of a draft which no process holds; nil for any other.
  init?(of folder: String) {
    descriptor = open(
      folder + "/" + DraftMark.name, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
  }

  func letGo() { close(descriptor) }

  /// What one says that a process may hold; nil for what is no mark of ours.
  static func look(in folder: String) -> DraftMark? {
    let descriptor = open(
      folder + "/" + DraftMark.name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return HeldMark(reading: descriptor).read()
  }

  private init(reading descriptor: Int32) { self.descriptor = descriptor }

  /// Nil for what is no mark of ours.
  func read() -> DraftMark? {
    var bytes = [UInt8](repeating: 0, count: DraftLimits.markBytes)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    do {
      return try JSONDecoder().decode(DraftMark.self, from: Data(bytes[..<count]))
    } catch {
      // Half written by a process that was killed: nobody knows whose it is.
      return nil
    }
  }

  /// Where it cannot be written, the draft is told of by nobody, as one without a mark.
  func write(_ mark: DraftMark) {
    do {
      let bytes = [UInt8](try JSONEncoder().encode(mark))
      guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else { return }
      _ = Terminal.put(bytes, to: descriptor)
    } catch {
      // Nothing in it has a form that JSON does not have.
    }
  }
}
