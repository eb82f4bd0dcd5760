import NIOCore
import Synchronization

/// The connections of one listener, and the bounds on them.
final class ConnectionTable: Sendable {
  /// Names one accepted socket, in order of arrival.
  typealias Ticket = UInt64

  private struct Contents {
    var next: Ticket = 0
    var closed = false
    var handshakes: [Ticket: any Channel] = [:]
    var connections: [Ticket: (key: [UInt8], channel: any Channel)] = [:]
  }

  private let contents = Mutex(Contents())
  private let limits: TransportLimits

  init(limits: TransportLimits) { self.limits = limits }

  /// A socket was accepted. Nil when the listener is closing; the oldest handshake beyond the
  /// bound is to be cut.
  func arrive(_ channel: any Channel) -> (ticket: Ticket, cut: (any Channel)?)? {
    contents.withLock { table in
      guard !table.closed else { return nil }
      let ticket = table.next
      table.next += 1
      var cut: (any Channel)?
      if table.handshakes.count >= limits.handshakes, let oldest = table.handshakes.keys.min() {
        cut = table.handshakes.removeValue(forKey: oldest)
      }
      table.handshakes[ticket] = channel
      return (ticket, cut)
    }
  }

  /// A handshake proved `key`. Nil when there is no room or the listener is closing; the oldest
  /// connection of the same peer beyond the bound is to be closed.
  func establish(
    _ ticket: Ticket, key: [UInt8], channel: any Channel
  ) -> (admitted: Bool, close: (any Channel)?) {
    contents.withLock { table in
      table.handshakes[ticket] = nil
      guard !table.closed else { return (false, nil) }
      let ofPeer = table.connections.filter { $0.value.key == key }
      var old: (any Channel)?
      if ofPeer.count >= limits.connectionsPerPeer, let oldest = ofPeer.keys.min() {
        old = table.connections.removeValue(forKey: oldest)?.channel
      }
      guard table.connections.count < limits.connections else { return (false, old) }
      table.connections[ticket] = (key, channel)
      return (true, old)
    }
  }

  func leave(_ ticket: Ticket) {
    contents.withLock { table in
      table.handshakes[ticket] = nil
      table.connections[ticket] = nil
    }
  }

  func connections(of key: [UInt8]) -> [any Channel] {
    contents.withLock { $0.connections.values.filter { $0.key == key }.map(\.channel) }
  }

  /// Lets nobody in any more, and returns everything that is open.
  func close() -> (handshakes: [any Channel], connections: [any Channel]) {
    contents.withLock { table in
      table.closed = true
      return (Array(table.handshakes.values), table.connections.values.map(\.channel))
    }
  }

  var counts: (handshakes: Int, connections: Int) {
    contents.withLock { ($0.handshakes.count, $0.connections.count) }
  }
}
