import Foundation
import Words

/// A new file, for its owner alone, written beside its place until it is given its name; gone with this value before that.
final class NewFile {
  private let path: String
  private let draft: String
  private let descriptor: Int32
  /// Writes it, where the command comes from another process.
  private let client: FarClient?

  init(_ path: String) throws {
    client = Call.current.client
    if let client {
      (self.path, draft, descriptor) = (path, "", -1)
      try client.beginFile(path)
      return
    }
    guard !NamedFile.isTaken(path) else { throw CommandFailure(.input(.fileExists(path))) }
    self.path = path
    var template = Array((path + ".XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    draft = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard descriptor >= 0 else { throw CommandFailure(.input(.cannotWrite(path))) }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(draft)
  }

  /// Durable once it returns.
  func write(_ bytes: [UInt8]) throws {
    if let client { return try client.fillFile(bytes, path) }
    let reason = Terminal.put(bytes, to: descriptor)
    let synced = fsync(descriptor)
    guard reason == 0, synced == 0 else {
      throw CommandFailure(reason == ENOSPC ? .home(.diskFull) : .input(.cannotWrite(path)))
    }
  }

  /// Never over another file.
  func publish() throws {
    if let client { return try client.publishFile(path) }
    guard link(draft, path) != 0 else { return }
    guard errno != EEXIST else { throw CommandFailure(.input(.fileExists(path))) }
    // A file system without hard links.
    guard rename(draft, path) == 0 else { throw CommandFailure(.input(.cannotWrite(path))) }
  }
}
