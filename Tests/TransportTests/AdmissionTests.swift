import Testing

@testable import Transport

@Suite("Only pinned keys come in", .timeLimit(.minutes(2)))
struct AdmissionTests {
  @Test("A paired node is served")
  func paired() async throws {
    let pins = Pins(Identity.atelier.key)
    let listener = try await echoListener(admits: pins.holds)
    let connection = try await dial(listener)
    try await expectEcho(connection)
    await connection.close()
    await listener.close()
  }

  @Test("An unpaired key is refused, and learns it at its first read")
  func unpaired() async throws {
    let pins = Pins(Identity.atelier.key)
    let served = Tally()
    let listener = try await echoListener(admits: pins.holds, served: served)
    do {
      let connection = try await dial(listener, as: .stranger)
      await #expect(throws: TransportError.refusedByPeer) { try await read(1, from: connection) }
      await connection.close()
    } catch {
      #expect(error as? TransportError == .refusedByPeer)
    }
    #expect(served.count == 0)
    await listener.close()
  }

  @Test("A dialler refuses a listener whose key is not the expected one")
  func otherListener() async throws {
    let listener = try await echoListener { _ in true }
    await #expect(throws: TransportError.peerNotPinned) {
      try await dial(listener, expecting: .stranger)
    }
    await listener.close()
  }

  @Test("A dialler asks its pins again once the handshake is complete")
  func unpinnedWhileDialling() async throws {
    let listener = try await echoListener { _ in true }
    await #expect(throws: TransportError.peerNotPinned) {
      try await Dialler.dial(
        host: "127.0.0.1", port: listener.boundAddress.port, tls: Identity.atelier.tls,
        expecting: Identity.bureau.key, stillPinned: { _ in false })
    }
    await listener.close()
  }

  @Test("Closing the connections of a key closes them all, and nobody else's")
  func closeConnectionsOfKey() async throws {
    let pins = Pins(Identity.atelier.key, Identity.stranger.key)
    let listener = try await echoListener(admits: pins.holds)
    let first = try await dial(listener)
    let second = try await dial(listener)
    let other = try await dial(listener, as: .stranger)
    for road in [first, second, other] { try await expectEcho(road) }
    pins.remove(Identity.atelier.key)
    async let closed: Void = listener.closeConnections(of: Identity.atelier.key)
    #expect(try await read(1, from: first) == [])
    #expect(try await read(1, from: second) == [])
    await closed
    try await expectEcho(other)
    for road in [first, second, other] { await road.close() }
    await listener.close()
  }

  @Test("A peer that comes too often keeps its newest connections")
  func tooMany() async throws {
    var limits = TransportLimits()
    limits.connectionsPerPeer = 2
    let listener = try await echoListener(admits: { _ in true }, limits: limits)
    var roads: [Connection] = []
    for _ in 0..<3 {
      let road = try await dial(listener)
      try await expectEcho(road)
      roads.append(road)
    }
    #expect(try await read(1, from: roads[0]) == [])
    try await expectEcho(roads[1])
    try await expectEcho(roads[2])
    for road in roads { await road.close() }
    await listener.close()
  }

  @Test("No room is no room: one connection more than the limit is not served")
  func full() async throws {
    var limits = TransportLimits()
    limits.connections = 1
    let listener = try await echoListener(admits: { _ in true }, limits: limits)
    let first = try await dial(listener)
    try await expectEcho(first)
    let second = try await dial(listener, as: .stranger)
    await #expect(throws: TransportError.cutOff) { try await read(1, from: second) }
    try await expectEcho(first)
    await first.close()
    await second.close()
    await listener.close()
  }
}

@Suite("Places of peers that are known", .timeLimit(.minutes(2)))
struct PlacesTests {
  @Test("Strangers share a few places among themselves, and a known peer always finds one")
  func strangers() async throws {
    var limits = TransportLimits()
    limits.connections = 4
    limits.strangers = 2
    limits.connectionsPerPeer = 64
    let listener = try await Listener.open(
      host: "127.0.0.1", port: 0, tls: Identity.bureau.tls, admits: { _ in true },
      knows: { $0 == Identity.atelier.key }, limits: limits, logger: quiet
    ) { await echo($0) }
    var crowd: [Connection] = []
    for _ in 0..<6 {
      let road = try await dial(listener, as: .stranger)
      try await expectEcho(road)
      crowd.append(road)
    }
    #expect(listener.counts.connections <= 2)
    for _ in 0..<2 {
      let known = try await dial(listener)
      try await expectEcho(known)
      crowd.append(known)
    }
    // The newest strangers are those that stayed.
    try await expectEcho(crowd[5])
    for road in crowd { await road.close() }
    await listener.close()
  }
}

@Suite("A stranger with its own TLS", .timeLimit(.minutes(2)))
struct ForeignClientTests {
  @Test("The right certificate over another TLS library is served")
  func foreign() async throws {
    let listener = try await echoListener { $0 == Identity.atelier.key }
    let client = try openssl(listener, as: .atelier)
    client.write("bonjour\n")
    let output = try await offPool { client.read(until: "bonjour") + (try client.finish().output) }
    #expect(output.contains("bonjour"))
    #expect(output.contains("TLSv1.3"))
    await listener.close()
  }

  @Test(
    "No certificate, TLS 1.2, no protocol name: refused, and the next one is served",
    arguments: ["no certificate", "TLS 1.2", "no ALPN", "other ALPN"])
  func refused(how: String) async throws {
    let served = Tally()
    let listener = try await echoListener(admits: { _ in true }, served: served)
    let client =
      switch how {
      case "no certificate": try openssl(listener, as: nil)
      case "TLS 1.2": try openssl(listener, as: .atelier, "-tls1_2")
      case "no ALPN": try openssl(listener, as: .atelier, alpn: false)
      default: try openssl(listener, as: .atelier, alpn: false, "-alpn", "h2")
      }
    client.write("bonjour\n")
    // The input stays open: it is the listener that ends this.
    let output = try await offPool { try client.drain().output }
    #expect(!output.contains("bonjour"))
    #expect(served.count == 0)
    let honest = try await dial(listener)
    try await expectEcho(honest)
    await honest.close()
    await listener.close()
  }

  @Test("An unpaired key cannot come back with an old session ticket")
  func oldTicket() async throws {
    let pins = Pins(Identity.atelier.key)
    let served = Tally()
    let asked = Tally()
    let listener = try await echoListener(
      admits: { key in
        asked.add()
        return pins.holds(key)
      }, served: served)
    let ticket = Identity.folder + "/ticket.pem"

    let first = try openssl(listener, as: .atelier, "-sess_out", ticket)
    first.write("premier\n")
    let firstOutput = try await offPool {
      first.read(until: "premier") + (try first.finish().output)
    }
    #expect(firstOutput.contains("New, TLSv1.3"))
    #expect(asked.count == 2, "a full handshake asks in the callback and after it")

    // Still paired: the ticket resumes, without the callback, and the echo answers.
    let second = try openssl(listener, as: .atelier, "-sess_in", ticket)
    second.write("deuxieme\n")
    let secondOutput = try await offPool {
      second.read(until: "deuxieme") + (try second.finish().output)
    }
    #expect(secondOutput.contains("Reused, TLSv1.3"), "no resumption: this test proves nothing")
    #expect(secondOutput.contains("deuxieme"))
    #expect(asked.count == 3, "a resumed handshake asks only after it")
    #expect(served.count == 2)

    // Unpaired: the ticket still resumes, and not one byte is exchanged.
    pins.remove(Identity.atelier.key)
    await listener.closeConnections(of: Identity.atelier.key)
    let third = try openssl(listener, as: .atelier, "-sess_in", ticket)
    third.write("troisieme\n")
    let thirdOutput = try await offPool {
      third.read(until: "troisieme") + (try third.finish().output)
    }
    #expect(thirdOutput.contains("Reused, TLSv1.3"), "no resumption: this test proves nothing")
    #expect(!thirdOutput.contains("troisieme"))
    #expect(asked.count == 4)
    #expect(served.count == 2)
    await listener.close()
  }
}
