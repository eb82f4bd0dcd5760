import Envelope
import Foundation
import Synchronization

/// One connection between a command and an agent, from either end: frames, each a header in JSON and a body of bytes.
/// Protocol/agent.md, "Frames".
final class SessionLine: Sendable {
  /// The other end is gone, is too slow, or says what nobody understands.
  struct Broken: Error {}

  let descriptor: Int32
  private let isCut = Atomic(false)

  /// - Parameter descriptor: a connected socket, closed with this value.
  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// The user whose process is at the other end; nil when the system does not tell.
  var peer: uid_t? {
    var who = Credentials()
    var length = socklen_t(MemoryLayout<Credentials>.size)
    guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &who, &length) == 0 else { return nil }
    return who.user
  }

  /// As the system fills it in for SO_PEERCRED.
  private struct Credentials {
    var process: pid_t = 0
    var user: uid_t = 0
    var group: gid_t = 0
  }

  /// Nothing is heard from the other end any more: whoever waits for it is told.
  func cut() {
    isCut.store(true, ordering: .sequentiallyConsistent)
    shutdown(descriptor, Int32(SHUT_RD))
  }

  var wasCut: Bool { isCut.load(ordering: .sequentiallyConsistent) }

  // MARK: Frames

  func send(_ header: some Encodable, _ body: [UInt8] = []) throws {
    let encoded: Data
    do {
      encoded = try JSONEncoder().encode(header)
    } catch {
      throw Broken()
    }
    var bytes = Self.length(encoded.count) + Self.length(body.count)
    bytes += encoded
    bytes += body
    try bytes.withUnsafeBytes { bytes in try put(bytes) }
  }

  /// - Parameter seconds: for all of it; without a bound when nil, as when a person is asked.
  func receive<Header: Decodable>(
    _ kind: Header.Type, within seconds: Int? = nil
  ) throws -> (header: Header, body: [UInt8]) {
    let end = seconds.map { ContinuousClock.now + .seconds($0) }
    let lengths = try take(8, until: end)
    let header = Self.count(lengths[..<4])
    let body = Self.count(lengths[4...])
    guard header <= SessionLimits.headerBytes, body <= SessionLimits.bodyBytes else {
      throw Broken()
    }
    let encoded = try take(header, until: end)
    do {
      return (
        try JSONDecoder().decode(kind, from: Data(encoded)), try take(body, until: end)
      )
    } catch {
      throw Broken()
    }
  }

  private static func length(_ count: Int) -> [UInt8] {
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: count).bigEndian) { Array($0) }
  }

  private static func count(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }

  // MARK: The passphrase

  /// Of a passphrase nothing is copied into memory that is not wiped.
  func send(_ passphrase: Passphrase) throws {
    try passphrase.withBytes { bytes throws in
      let length = Self.length(bytes.count)
      try length.withUnsafeBytes { length in try put(length) }
      try put(bytes)
    }
  }

  func receivePassphrase() throws -> Passphrase {
    let end = ContinuousClock.now + .seconds(SessionLimits.patience)
    let count = Self.count(try take(4, until: end)[...])
    return try Secrets.inWipedMemory { memory in
      guard count <= memory.count else { throw Broken() }
      let part = UnsafeMutableRawBufferPointer(rebasing: memory[..<count])
      try fill(part, until: end)
      return Passphrase(typed: UnsafeRawBufferPointer(part))
    }
  }

  // MARK: Bytes

  private func put(_ bytes: UnsafeRawBufferPointer) throws {
    var sent = 0
    while sent < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[sent...])
      let count = Foundation.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
      if count > 0 {
        sent += count
      } else if errno == EAGAIN {
        try waitForRoom()
      } else if errno != EINTR {
        throw Broken()
      }
    }
  }

  /// - Throws: once nothing is heard from the other end any more. Half a frame is followed by no other then.
  private func waitForRoom() throws {
    var watched = pollfd(fd: descriptor, events: Int16(POLLOUT) | Self.isDeaf, revents: 0)
    while poll(&watched, 1, -1) < 0 {
      guard errno == EINTR else { throw Broken() }
    }
    guard watched.revents & Self.isDeaf == 0 else {
      shutdown(descriptor, Int32(SHUT_RDWR))
      throw Broken()
    }
  }

  /// POLLRDHUP
  private static let isDeaf: Int16 = 0x2000

  private func take(
    _ count: Int, until end: ContinuousClock.Instant?
  ) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    try bytes.withUnsafeMutableBytes { bytes in try fill(bytes, until: end) }
    return bytes
  }

  private func fill(
    _ memory: UnsafeMutableRawBufferPointer, until end: ContinuousClock.Instant?
  ) throws {
    var taken = 0
    while taken < memory.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: memory[taken...])
      let count = recv(descriptor, rest.baseAddress, rest.count, Int32(MSG_DONTWAIT))
      if count > 0 {
        taken += count
      } else if count < 0, errno == EAGAIN {
        try wait(for: POLLIN, until: end)
      } else if count == 0 || errno != EINTR {
        throw Broken()
      }
    }
  }

  private func wait(for event: Int32, until end: ContinuousClock.Instant?) throws {
    var watched = pollfd(fd: descriptor, events: Int16(event), revents: 0)
    let rest = end.map { ContinuousClock.now.duration(to: $0) }
    if let rest, rest <= .zero { throw Broken() }
    let milliseconds = rest.map { Int32(clamping: $0.components.seconds * 1000 + 1000) } ?? -1
    guard poll(&watched, 1, milliseconds) != 0 else { throw Broken() }
  }
}
