import Testing

@testable import Transport

/// The same bodies over memory, over memory that drips, and over real TLS.
enum RoadKind: CaseIterable, Sendable {
  case memory
  case drippingMemory
  case tls

  /// Gives `body` both ends of one road, with a window of 256 KiB.
  func withRoad(
    _ body: @Sendable (_ dialler: any ByteStream, _ listener: any ByteStream) async throws -> Void
  ) async throws {
    switch self {
    case .memory, .drippingMemory:
      let (dialler, listener) = MemoryRoad.pair(
        dialler: Identity.atelier.key, listener: Identity.bureau.key, windowBytes: 256 << 10,
        chunkBytes: self == .memory ? 64 << 10 : 1)
      try await body(dialler, listener)
      await dialler.close()
      await listener.close()
    case .tls:
      var limits = TransportLimits()
      limits.windowBytes = 256 << 10
      let (arrivals, door) = AsyncStream.makeStream(of: Connection.self)
      let done = Tally()
      let pins = Pins(Identity.atelier.key)
      let listener = try await Listener.open(
        host: "127.0.0.1", port: 0, tls: Identity.bureau.tls, admits: pins.holds, limits: limits,
        logger: quiet
      ) { connection in
        door.yield(connection)
        await done.reach(1)
      }
      let dialled = try await dial(listener, limits: limits)
      let accepted = try #require(try await bounded { await arrivals.first { _ in true } })
      let result: Result<Void, any Error>
      do {
        result = .success(try await body(dialled, accepted))
      } catch {
        result = .failure(error)
      }
      done.add()
      await dialled.close()
      await listener.close()
      try result.get()
    }
  }
}

@Suite("A road carries bytes, whatever it is made of", .timeLimit(.minutes(2)))
struct RoadTests {
  @Test("Each end knows the other's key and who called", arguments: RoadKind.allCases)
  func keys(kind: RoadKind) async throws {
    try await kind.withRoad { dialler, listener in
      #expect(dialler.peerKey == Identity.bureau.key)
      #expect(listener.peerKey == Identity.atelier.key)
      #expect(dialler.dialled)
      #expect(!listener.dialled)
    }
  }

  @Test("Bytes arrive whole and in order both ways at once", arguments: RoadKind.allCases)
  func bothWays(kind: RoadKind) async throws {
    try await kind.withRoad { dialler, listener in
      let there = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      let back = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 17 &+ 5) }
      async let sentThere: Void = dialler.send(there)
      async let sentBack: Void = listener.send(back)
      async let heardThere = read(there.count, from: listener)
      async let heardBack = read(back.count, from: dialler)
      try await sentThere
      try await sentBack
      #expect(try await heardThere == there)
      #expect(try await heardBack == back)
      #expect(dialler.traffic == Traffic(sent: 100_000, received: 70_000))
      #expect(listener.traffic == Traffic(sent: 70_000, received: 100_000))
    }
  }

  @Test("Nothing is sent for nothing, and no chunk is empty", arguments: RoadKind.allCases)
  func empty(kind: RoadKind) async throws {
    try await kind.withRoad { dialler, listener in
      try await dialler.send([])
      try await dialler.send([7])
      #expect(try await read(1, from: listener) == [7])
    }
  }

  @Test("A goodbye ends the stream after everything sent before it", arguments: RoadKind.allCases)
  func goodbye(kind: RoadKind) async throws {
    try await kind.withRoad { dialler, listener in
      try await dialler.send(Array("adieu".utf8))
      async let closed: Void = dialler.close()
      #expect(try await read(.max, from: listener) == Array("adieu".utf8))
      await closed
      #expect(try await read(1, from: dialler) == [])
      await #expect(throws: TransportError.closed) { try await dialler.send([1]) }
    }
  }

  @Test("A new reader goes on where the last one stopped", arguments: RoadKind.allCases)
  func readers(kind: RoadKind) async throws {
    try await kind.withRoad { dialler, listener in
      try await dialler.send([1])
      #expect(try await read(1, from: listener) == [1])
      try await dialler.send([2])
      #expect(try await read(1, from: listener) == [2])
    }
  }

  @Test("A waiting reader can be cancelled, and loses nothing", arguments: RoadKind.allCases)
  func cancelledReader(kind: RoadKind) async throws {
    try await kind.withRoad { dialler, listener in
      let reader = Task { try await read(1, from: listener) }
      reader.cancel()
      await #expect(throws: TransportError.cancelled) { try await reader.value }
      try await dialler.send([9])
      #expect(try await read(1, from: listener) == [9])
    }
  }

  @Test("Closing one end lets a reader and a sender of that end go", arguments: RoadKind.allCases)
  func closeReleases(kind: RoadKind) async throws {
    try await kind.withRoad { dialler, listener in
      let reader = Task { try await read(1, from: dialler) }
      let sender = Task {
        while true { try await dialler.send([UInt8](repeating: 0, count: 64 << 10)) }
      }
      _ = try await read(1, from: listener)
      await dialler.close()
      #expect(try await bounded { try await reader.value } == [])
      await #expect(throws: TransportError.closed) { try await bounded { try await sender.value } }
    }
  }

  @Test("A slow reader stops the sender", arguments: [RoadKind.memory, .tls])
  func backPressure(kind: RoadKind) async throws {
    try await kind.withRoad { dialler, listener in
      let frames = 1024
      let frame = [UInt8](repeating: 42, count: 64 << 10)
      let sender = Task {
        for _ in 0..<frames { try await dialler.send(frame) }
      }
      let ahead = try await settledTraffic(of: dialler)
      #expect(ahead > 0)
      #expect(
        ahead < 32 << 20, "the sender ran \(ahead) bytes ahead of a reader that reads nothing")
      if let connection = listener as? Connection {
        let waiting = try await connection.wire.load().arrivedBytes
        #expect(waiting <= (256 << 10) + (2 * TransportLimits.readBytes))
      }
      let heard = try await read(frames * frame.count, from: listener).count
      try await sender.value
      #expect(heard == frames * frame.count)
    }
  }

  /// The bytes sent once the sender has stood still for a thousand looks.
  private func settledTraffic(of road: any ByteStream) async throws -> UInt64 {
    var last = road.traffic.sent
    var still = 0
    let deadline = ContinuousClock.now.advanced(by: .seconds(patience))
    while still < 1000, ContinuousClock.now < deadline {
      await Task.yield()
      if let connection = road as? Connection { _ = try await connection.wire.load() }
      let now = road.traffic.sent
      still = now == last && now > 0 ? still + 1 : 0
      last = now
    }
    return last
  }
}

@Suite("A road in memory breaks as a real one does")
struct MemoryRoadTests {
  @Test("A cut lets what has arrived be read, and is then told")
  func cut() async throws {
    let (dialler, listener) = MemoryRoad.pair(dialler: [1], listener: [2])
    try await dialler.send([1, 2, 3])
    dialler.cut()
    var iterator = listener.received.makeAsyncIterator()
    #expect(try await iterator.next() == [1, 2, 3])
    await #expect(throws: TransportError.cutOff) { try await iterator.next() }
    await #expect(throws: TransportError.closed) { try await listener.send([1]) }
  }
}
