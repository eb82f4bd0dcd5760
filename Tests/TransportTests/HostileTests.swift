import Testing

@testable import Transport

@Suite("Garbage, halves and silence on the port", .timeLimit(.minutes(2)))
struct HostileTests {
  private static let halfHello: [UInt8] =
    [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]
    + [UInt8](repeating: 7, count: 40)

  @Test("Garbage is answered with an alert at most, and the next one is served")
  func garbage() async throws {
    let listener = try await echoListener { _ in true }
    let stranger = try Stranger(to: listener.boundAddress)
    stranger.say(Array("GET / HTTP/1.1\r\n\r\n".utf8))
    #expect(try await stranger.hear().count < 64)
    let honest = try await dial(listener)
    try await expectEcho(honest)
    await honest.close()
    await listener.close()
  }

  @Test("Silence and half a hello are cut when the handshake's time is up")
  func silence() async throws {
    var limits = TransportLimits()
    limits.handshake = .milliseconds(200)
    let listener = try await echoListener(admits: { _ in true }, limits: limits)
    let silent = try Stranger(to: listener.boundAddress)
    let half = try Stranger(to: listener.boundAddress)
    half.say(Self.halfHello)
    #expect(try await silent.hear() == [])
    #expect(try await half.hear() == [])
    #expect(listener.counts.connections == 0)
    await listener.close()
  }

  @Test("A crowd of silent sockets is held to the bound, and does not keep an honest one out")
  func crowd() async throws {
    var limits = TransportLimits()
    limits.handshakes = 4
    limits.handshake = .seconds(3600)
    let listener = try await echoListener(admits: { _ in true }, limits: limits)
    let quietOne = try Stranger(to: listener.boundAddress)
    await eventually { listener.counts.handshakes > 0 }
    var crowd: [Stranger] = []
    for _ in 0..<40 {
      let stranger = try Stranger(to: listener.boundAddress, from: "127.0.0.2")
      stranger.say(Self.halfHello)
      crowd.append(stranger)
    }
    let closed = Tally()
    for stranger in crowd {
      Task {
        let heard = try await stranger.hear()
        #expect(heard == [])
        closed.add()
      }
    }
    // All of them were taken in before anybody honest comes: the quiet one, though the oldest, and three others stay.
    await closed.reach(37)
    let honest = try await dial(listener)
    try await expectEcho(honest)
    #expect(listener.counts.handshakes <= 4)
    // The honest one displaced another of the crowd.
    await closed.reach(38)
    try await expectEcho(honest)
    await listener.close()
    await closed.reach(40)
    #expect(try await quietOne.hear() == [])
    await honest.close()
  }

  @Test("An idle connection is closed")
  func idle() async throws {
    var limits = TransportLimits()
    limits.idle = .milliseconds(200)
    let listener = try await echoListener(admits: { _ in true }, limits: limits)
    let connection = try await dial(listener)
    #expect(try await read(1, from: connection) == [])
    await connection.close()
    await listener.close()
  }

  @Test("Cut after any number of bytes, a road ends in a typed error and never in a false goodbye")
  func cutAnywhere() async throws {
    let listener = try await echoListener { $0 == Identity.atelier.key }
    let payload = [UInt8](repeating: 3, count: 20_000)
    for limit in [0, 1, 5, 100, 700, 1200, 1400, 1500, 2000, 5000, 12_000, 20_000] {
      let proxy = try CuttingProxy(to: listener.boundAddress.port, cutAfter: limit)
      do {
        let connection = try await Dialler.dial(
          host: "127.0.0.1", port: proxy.port, tls: Identity.atelier.tls,
          expecting: Identity.bureau.key)
        await #expect(throws: TransportError.cutOff, "cut after \(limit) bytes") {
          try await connection.send(payload)
          _ = try await read(payload.count, from: connection)
        }
        await connection.close()
      } catch {
        #expect(error == .handshakeFailed(.cutOff), "cut after \(limit) bytes")
      }
    }
    let honest = try await dial(listener)
    try await expectEcho(honest)
    await honest.close()
    await listener.close()
  }
}

@Suite("A listener opens, tells why it cannot, and closes", .timeLimit(.minutes(2)))
struct ListenerTests {
  @Test("A port in use is a typed error")
  func addressInUse() async throws {
    let listener = try await echoListener { _ in true }
    let taken = listener.boundAddress
    await #expect(throws: TransportError.addressInUse(taken)) {
      try await Listener.open(
        host: taken.host, port: taken.port, tls: Identity.bureau.tls, admits: { _ in true },
        logger: quiet
      ) { _ in }
    }
    await listener.close()
  }

  @Test("An address of another machine cannot be listened on")
  func foreignAddress() async throws {
    let address = Endpoint(host: "192.0.2.1", port: 0)
    await #expect(throws: TransportError.cannotBind(address, .noRoute)) {
      try await Listener.open(
        host: address.host, port: 0, tls: Identity.bureau.tls, admits: { _ in true },
        logger: quiet
      ) { _ in }
    }
  }

  @Test("Closing says goodbye to everyone, lets every server return, and frees the port")
  func close() async throws {
    let listener = try await echoListener { _ in true }
    let connection = try await dial(listener)
    try await expectEcho(connection)
    async let closed: Void = listener.close()
    #expect(try await read(1, from: connection) == [])
    await closed
    await connection.close()
    #expect(listener.counts == (0, 0))
    await #expect(throws: TransportError.unreachable(listener.boundAddress, .refused)) {
      try await dial(listener)
    }
  }

  @Test("A close with unread bytes on the way ends by the goodbye, not by its time limit")
  func closeWhileFlooded() async throws {
    var limits = TransportLimits()
    limits.goodbye = .seconds(3600)
    limits.windowBytes = TransportLimits.readBytes
    let listener = try await Listener.open(
      host: "127.0.0.1", port: 0, tls: Identity.bureau.tls, admits: { _ in true }, logger: quiet
    ) { connection in
      do {
        while true { try await connection.send([UInt8](repeating: 1, count: 64 << 10)) }
      } catch {
        // The other end has closed: the flood is over.
      }
    }
    let connection = try await dial(listener, limits: limits)
    // A whole window is waiting, and reading from the network has stopped.
    let window = limits.windowBytes
    try await eventually { try await connection.wire.load().arrivedBytes >= window }
    await connection.close()
    await listener.close()
  }

  @Test("Nobody at the address, no such name: typed errors")
  func unreachable() async throws {
    let nowhere = Endpoint(host: "name.invalid", port: 1)
    await #expect(throws: TransportError.unreachable(nowhere, .noSuchHost)) {
      try await Dialler.dial(
        host: nowhere.host, port: nowhere.port, tls: Identity.atelier.tls,
        expecting: Identity.bureau.key)
    }
  }

  @Test("A listener that never answers times out, and a cancelled call returns")
  func deaf() async throws {
    let deaf = try DeafPort()
    let port = deaf.port
    let call: @Sendable (Duration) async throws -> Connection = { timeout in
      try await Dialler.dial(
        host: "127.0.0.1", port: port, tls: Identity.atelier.tls,
        expecting: Identity.bureau.key, timeout: timeout)
    }
    await #expect(throws: TransportError.timedOut) { try await call(.milliseconds(200)) }
    let waiting = Task { try await call(.seconds(3600)) }
    waiting.cancel()
    await #expect(throws: TransportError.cancelled) {
      try await bounded { try await waiting.value }
    }
  }

  @Test("An identity that is no identity is refused at once")
  func badIdentity() async throws {
    #expect(throws: TransportError.invalidIdentity) {
      try NodeTLS(certificateDER: [1, 2, 3], privateKeyDER: [])
    }
    let certificate = try Identity.bytes(Identity.atelier.certificateFile + ".der")
    let otherKey = try Identity.bytes(Identity.stranger.keyFile + ".der")
    #expect(throws: TransportError.invalidIdentity) {
      try NodeTLS(certificateDER: certificate, privateKeyDER: otherKey)
    }
  }
}
