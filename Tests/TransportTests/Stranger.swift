import Foundation
import Glibc
import Testing

@testable import Transport

/// Runs blocking work on a thread of its own, so that it never takes one that a listener needs.
func offPool<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value
{
  try await withCheckedThrowingContinuation { waiter in
    Thread.detachNewThread { waiter.resume(with: Result { try work() }) }
  }
}

/// A bare TCP socket that speaks no TLS.
final class Stranger: Sendable {
  private let descriptor: Int32

  init(to endpoint: Endpoint, from source: String = "127.0.0.1") throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var own = loopback(port: 0)
    own.sin_addr.s_addr = inet_addr(source)
    let bound = withSockaddr(&own) { bind(descriptor, $0, $1) }
    try #require(bound == 0)
    var address = loopback(port: endpoint.port)
    let connected = withSockaddr(&address) { connect(descriptor, $0, $1) }
    try #require(connected == 0)
    var patience = timeval(tv_sec: patience, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { Glibc.close(descriptor) }

  func say(_ bytes: [UInt8]) { _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }

  /// Everything the other end says until it closes; fails when it does neither for too long.
  func hear() async throws -> [UInt8] {
    let descriptor = descriptor
    return try await offPool {
      var heard: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0 && errno == EAGAIN { throw TransportError.timedOut }
        if count <= 0 { return heard }
        heard += buffer.prefix(count)
      }
    }
  }
}

func loopback(port: Int) -> sockaddr_in {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = in_port_t(port).bigEndian
  address.sin_addr.s_addr = inet_addr("127.0.0.1")
  return address
}

func withSockaddr(
  _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Int32
) -> Int32 {
  withUnsafeMutablePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }
}

/// A TCP port where calls are accepted by the system and answered by nobody.
final class DeafPort: Sendable {
  let port: Int
  let door: Int32

  init() throws {
    let door = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = loopback(port: 0)
    try #require(withSockaddr(&address) { bind(door, $0, $1) } == 0)
    try #require(listen(door, 8) == 0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    try #require(withSockaddr(&address) { pointer, _ in getsockname(door, pointer, &size) } == 0)
    self.port = Int(in_port_t(bigEndian: address.sin_port))
    self.door = door
  }

  deinit { Glibc.close(door) }
}

/// Passes one connection on, and cuts it, without a goodbye, once a number of bytes went from the
/// listener to the dialler.
final class CuttingProxy: Sendable {
  private let entrance: DeafPort
  var port: Int { entrance.port }

  init(to port: Int, cutAfter limit: Int) throws {
    let entrance = try DeafPort()
    self.entrance = entrance
    Thread.detachNewThread {
      let near = accept(entrance.door, nil, nil)
      let far = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var target = loopback(port: port)
      if withSockaddr(&target, { connect(far, $0, $1) }) == 0 { Self.pass(near, far, limit) }
      Glibc.close(near)
      Glibc.close(far)
    }
  }

  private static func pass(_ near: Int32, _ far: Int32, _ limit: Int) {
    var left = limit
    var buffer = [UInt8](repeating: 0, count: 16384)
    while left > 0 {
      var watched = [
        pollfd(fd: near, events: Int16(POLLIN), revents: 0),
        pollfd(fd: far, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&watched, 2, Int32(patience * 1000)) > 0 else { return }
      if watched[0].revents != 0 {
        let count = recv(near, &buffer, buffer.count, 0)
        guard count > 0 else { return }
        _ = Glibc.send(far, buffer, count, Int32(MSG_NOSIGNAL))
      }
      if watched[1].revents != 0 {
        let count = recv(far, &buffer, min(buffer.count, left), 0)
        guard count > 0 else { return }
        _ = Glibc.send(near, buffer, count, Int32(MSG_NOSIGNAL))
        left -= count
      }
    }
  }
}

/// `openssl s_client`, as a TLS client that is not ours.
func openssl(
  _ listener: Listener, as identity: Identity?, alpn: Bool = true, _ more: String...
) throws -> Command {
  var arguments = ["s_client", "-connect", "127.0.0.1:\(listener.boundAddress.port)"] + more
  if let identity {
    arguments += ["-cert", identity.certificateFile, "-key", identity.keyFile]
  }
  if alpn { arguments += ["-alpn", NodeTLS.applicationProtocol] }
  return try Command("openssl", arguments)
}
