import Dispatch
import Synchronization
import Testing

@testable import Transport

/// The pins of a listener, which a test changes while it runs.
final class Pins: Sendable {
  private let keys: Mutex<Set<[UInt8]>>
  init(_ keys: [UInt8]...) { self.keys = Mutex(Set(keys)) }
  func add(_ key: [UInt8]) { keys.withLock { _ = $0.insert(key) } }
  func remove(_ key: [UInt8]) { keys.withLock { _ = $0.remove(key) } }
  func holds(_ key: [UInt8]) -> Bool { keys.withLock { $0.contains(key) } }
}

/// Counts, and lets a test wait for a count.
final class Tally: Sendable {
  private struct Contents {
    var count = 0
    var waiters: [(target: Int, waiter: CheckedContinuation<Void, Never>)] = []
  }
  private let contents = Mutex(Contents())

  var count: Int { contents.withLock { $0.count } }

  func add() {
    let ready = contents.withLock { tally in
      tally.count += 1
      let ready = tally.waiters.filter { $0.target <= tally.count }
      tally.waiters.removeAll { $0.target <= tally.count }
      return ready
    }
    for entry in ready { entry.waiter.resume() }
  }

  /// Waits until there are `target`; fails when there never are.
  func reach(_ target: Int) async {
    let alarm = DispatchWorkItem {
      Issue.record("\(self.count) of \(target) came in \(patience) s")
      for _ in 0..<target { self.add() }
    }
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(patience), execute: alarm)
    defer { alarm.cancel() }
    await withCheckedContinuation { waiter in
      let there = contents.withLock { tally in
        if tally.count >= target { return true }
        tally.waiters.append((target, waiter))
        return false
      }
      if there { waiter.resume() }
    }
  }
}

/// A listener of the bureau that echoes what it hears, on any free port of this machine.
func echoListener(
  admits: @escaping @Sendable ([UInt8]) -> Bool, limits: TransportLimits = TransportLimits(),
  served: Tally = Tally()
) async throws -> Listener {
  try await Listener.open(
    host: "127.0.0.1", port: 0, tls: Identity.bureau.tls, admits: admits, limits: limits,
    logger: quiet
  ) { connection in
    served.add()
    await echo(connection)
  }
}

func echo(_ road: some ByteStream) async {
  do {
    for try await chunk in road.received { try await road.send(chunk) }
  } catch {
    // The other end went away: the echo ends with it.
  }
}

/// Dials the listener as `identity`.
func dial(
  _ listener: Listener, as identity: Identity = .atelier, expecting: Identity = .bureau,
  limits: TransportLimits = TransportLimits()
) async throws -> Connection {
  try await Dialler.dial(
    host: listener.boundAddress.host, port: listener.boundAddress.port, tls: identity.tls,
    expecting: expecting.key, limits: limits)
}

/// Reads exactly `count` bytes, or what there is before the end.
func read(_ count: Int, from road: some ByteStream) async throws -> [UInt8] {
  try await bounded {
    var bytes: [UInt8] = []
    var iterator = road.received.makeAsyncIterator()
    while bytes.count < count, let chunk = try await iterator.next() { bytes += chunk }
    return bytes
  }
}

/// Sends and hears the same back: proof that the road serves.
func expectEcho(_ road: some ByteStream, _ text: String = "bonjour") async throws {
  let bytes = Array(text.utf8)
  try await road.send(bytes)
  #expect(try await read(bytes.count, from: road) == bytes)
}
