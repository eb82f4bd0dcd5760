import Glibc
import NIOCore
import Synchronization

/// The connections of one listener, and the bounds on them.
final class ConnectionTable: Sendable {
  /// Names one accepted socket, in order of arrival.
  typealias Ticket = UInt64

  private struct Established {
    let key: [UInt8]
    let isKnown: Bool
    let origin: CallerOrigin
    let channel: any Channel
  }

  private struct Contents {
    var next: Ticket = 0
    var closed = false
    var handshakes: [Ticket: (origin: CallerOrigin, channel: any Channel)] = [:]
    var connections: [Ticket: Established] = [:]
  }

  private let contents = Mutex(Contents())
  private let limits: TransportLimits

  init(limits: TransportLimits) { self.limits = limits }

  /// A socket was accepted. Nil when the listener is closing. Beyond the bound, `cut` is the
  /// oldest handshake of the origin that has the most: a crowd from one place displaces itself.
  func arrive(_ channel: any Channel) -> (ticket: Ticket, cut: (any Channel)?)? {
    let origin = CallerOrigin(channel.remoteAddress)
    return contents.withLock { table in
      guard !table.closed else { return nil }
      let ticket = table.next
      table.next += 1
      table.handshakes[ticket] = (origin, channel)
      guard table.handshakes.count > limits.handshakes else { return (ticket, nil) }
      let displaced = Self.oldestOfTheLargestCrowd(table.handshakes.mapValues(\.origin))
      return (ticket, displaced.flatMap { table.handshakes.removeValue(forKey: $0) }?.channel)
    }
  }

  private static func oldestOfTheLargestCrowd(_ origins: [Ticket: CallerOrigin]) -> Ticket? {
    var crowds: [CallerOrigin: (count: Int, oldest: Ticket)] = [:]
    for (ticket, origin) in origins {
      let crowd = crowds[origin, default: (0, ticket)]
      crowds[origin] = (crowd.count + 1, min(crowd.oldest, ticket))
    }
    let largest = crowds.values.map(\.count).max() ?? 0
    return crowds.values.filter { $0.count == largest }.map(\.oldest).min()
  }

  /// A handshake proved `key`. Not admitted when there is no room or the listener is closing.
  /// Beyond the bound of one peer, its oldest connection is to be closed; beyond that of strangers, the oldest of the
  /// largest crowd among them.
  func establish(
    _ ticket: Ticket, key: [UInt8], channel: any Channel, isKnown: Bool
  ) -> (admitted: Bool, close: [any Channel]) {
    contents.withLock { table in
      let origin = table.handshakes.removeValue(forKey: ticket)?.origin ?? CallerOrigin(nil)
      guard !table.closed else { return (false, []) }
      var displaced: [any Channel] = []
      let ofPeer = table.connections.filter { $0.value.key == key }
      if ofPeer.count >= limits.connectionsPerPeer, let oldest = ofPeer.keys.min(),
        let old = table.connections.removeValue(forKey: oldest)
      {
        displaced.append(old.channel)
      }
      let strangers = table.connections.filter { !$0.value.isKnown }.mapValues(\.origin)
      if !isKnown, strangers.count >= limits.strangers,
        let oldest = Self.oldestOfTheLargestCrowd(strangers),
        let old = table.connections.removeValue(forKey: oldest)
      {
        displaced.append(old.channel)
      }
      guard table.connections.count < limits.connections else { return (false, displaced) }
      table.connections[ticket] = Established(
        key: key, isKnown: isKnown, origin: origin, channel: channel)
      return (true, displaced)
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
      return (table.handshakes.values.map(\.channel), table.connections.values.map(\.channel))
    }
  }

  var counts: (handshakes: Int, connections: Int) {
    contents.withLock { ($0.handshakes.count, $0.connections.count) }
  }
}

/// Where a socket comes from, as far as one owner goes: an IPv4 address, or an IPv6 network of 64
/// bits.
struct CallerOrigin: Hashable, Sendable {
  private let bytes: [UInt8]

  init(_ address: SocketAddress?) {
    guard let address, let text = address.ipAddress else {
      bytes = []
      return
    }
    switch address {
    case .v4: bytes = Self.octets(text, AF_INET, count: 4)
    case .v6:
      let all = Self.octets(text, AF_INET6, count: 16)
      let isMappedFour = all.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff])
      bytes = Array(isMappedFour ? all.suffix(4) : all.prefix(8))
    case .unixDomainSocket: bytes = []
    }
  }

  private static func octets(_ text: String, _ family: Int32, count: Int) -> [UInt8] {
    var octets = [UInt8](repeating: 0, count: count)
    return inet_pton(family, text, &octets) == 1 ? octets : []
  }
}
