import Envelope
import Testing

@testable import Replication

@Suite("A peer that breaks the protocol")
struct ViolationTests {
  /// A dialler that said Hello, and heard one from a peer which announces so much.
  func greeted(
    control: UInt64 = 0, content: UInt64 = 0, own: (Int, Int) = (0, 0),
    limits: SessionLimits = .init()
  ) -> Endpoint {
    let ledger = town(controls: (own.0, 0), contents: (own.1, 0)).left
    var endpoint = Endpoint(.dialler, .live, ledger, limits: limits)
    endpoint.open()
    endpoint.say(.hello(peer(control: control, content: content)))
    return endpoint
  }

  func peer(control: UInt64 = 0, content: UInt64 = 0) -> Greeting {
    Greeting(
      versions: [1], nonce: .init(repeating: 9, count: 16), incarnation: 1,
      sends: PerLane(
        control: FeedPosition(feed: feedID(91), position: control),
        content: FeedPosition(feed: feedID(92), position: content)),
      holds: PerLane(control: nil, content: nil))
  }

  func batch(_ lane: Lane, _ first: UInt64, _ count: Int = 1) -> SessionFrame {
    .items(ItemBatch(lane: lane, first: first, items: (0..<count).map { change($0) }))
  }

  func expect(
    _ violation: ProtocolViolation, of endpoint: Endpoint,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(endpoint.closed == .violation(violation), sourceLocation: sourceLocation)
    let last = endpoint.sentFrames.last
    #expect(
      last == .bye(violation == .version ? "version" : "violation"),
      sourceLocation: sourceLocation)
  }

  @Test("A group in any frame, at its top or in a message inside")
  func groups() {
    let group: [UInt8] = [0xFB, 0x01, 0xFC, 0x01]
    func inside(_ field: UInt8) -> [UInt8] { [field << 3 | 2, UInt8(group.count)] + group }
    let hello = SessionFrame.hello(peer()).raw
    for extra in [group, inside(5), inside(7)] {
      var endpoint = Endpoint(.listener, .live, Ledger(site: 1))
      endpoint.open()
      endpoint.handle(.received(RawFrame(type: 16, payload: hello.payload + extra).bytes))
      expect(.undecodable(16), of: endpoint)
    }
    let frames: [SessionFrame] = [
      .proof(Fingerprint(), refused: 0), .verdict(true), .bye("stopped"), .ping,
      .acknowledged(.control, through: 1, refused: []), batch(.control, 1),
      .restarted(.control, FeedPosition(feed: feedID(7), position: 0)),
    ]
    for frame in frames {
      var endpoint = greeted(control: 1)
      let raw = frame.raw
      endpoint.handle(.received(RawFrame(type: raw.type, payload: raw.payload + group).bytes))
      expect(.undecodable(raw.type), of: endpoint)
    }
    for inner in 1...3 as ClosedRange<UInt8> {
      var endpoint = greeted(control: 1)
      let item: [UInt8] = inside(inner)
      let payload: [UInt8] = [0x08, 1, 0x10, 1, 0x1A, UInt8(item.count)] + item
      endpoint.handle(.received(RawFrame(type: 17, payload: payload).bytes))
      expect(.undecodable(17), of: endpoint)
    }
  }

  @Test("A second proof without a refusal in between, and one that counts a refusal nobody said")
  func proofs() {
    var twice = greeted()
    twice.say(.proof(Fingerprint(), refused: 0))
    twice.say(.proof(Fingerprint(), refused: 0))
    expect(.unexpected(20), of: twice)
    var invented = greeted()
    invented.say(.proof(Fingerprint(), refused: 1))
    expect(.badField(20), of: invented)
  }

  @Test("A first frame that begins nothing is told apart as soon as its bytes say so")
  func openings() {
    #expect(Opening([0, 0, 0]) == nil)
    #expect(Opening([0, 0, 0, 0]) == .violation)
    #expect(Opening([0xFF, 0xFF, 0xFF, 0xFF]) == .violation)
    #expect(Opening([0, 0, 0, 9]) == nil)
    #expect(Opening([0, 0, 0, 9, 1]) == .pairing)
    #expect(Opening([0, 0, 0, 9, 16, 4]) == .replication)
    #expect(Opening([0, 0, 0, 1, 22]) == .goodbye)
    for type in [0, 2, 5, 17, 23, 24, 99, 127, 128, 200, 255] as [UInt8] {
      #expect(Opening([0, 0, 0, 1, type]) == .violation)
    }
  }

  @Test("Hello twice")
  func helloTwice() {
    var endpoint = greeted()
    endpoint.say(.hello(peer()))
    expect(.unexpected(16), of: endpoint)
  }

  @Test("Anything before Hello")
  func beforeHello() {
    for frame in [
      batch(.control, 1), .verdict(true), .acknowledged(.control, through: 1, refused: []),
    ] {
      var endpoint = Endpoint(.listener, .live, Ledger(site: 1))
      endpoint.open()
      endpoint.say(frame)
      expect(.unexpected(frame.raw.type), of: endpoint)
    }
  }

  @Test("No version in common")
  func version() {
    var endpoint = Endpoint(.listener, .live, Ledger(site: 1))
    endpoint.open()
    var greeting = peer()
    greeting.versions = [2, 3]
    endpoint.say(.hello(greeting))
    expect(.version, of: endpoint)
  }

  @Test("Items with a gap, out of order, or twice")
  func gaps() {
    for first in [UInt64(2), 3, 1 << 61] {
      var endpoint = greeted(control: 5)
      endpoint.say(batch(.control, first))
      expect(.gap(.control, expected: 1, found: first), of: endpoint)
    }
    var endpoint = greeted(control: 5)
    endpoint.say(batch(.control, 1, 2))
    endpoint.say(batch(.control, 2))
    expect(.gap(.control, expected: 3, found: 2), of: endpoint)
  }

  @Test("A frame of no items, or at a position out of bounds")
  func badItems() {
    for (first, count) in [(UInt64(1), 0), (0, 1), (1 << 62, 1)] {
      var endpoint = greeted()
      endpoint.say(batch(.control, first, count))
      expect(.badField(17), of: endpoint)
    }
  }

  @Test("Content before the announced control items have come")
  func contentFirst() {
    var endpoint = greeted(control: 2)
    endpoint.say(batch(.control, 1, 1))
    endpoint.say(batch(.content, 1))
    expect(.contentBeforeControl, of: endpoint)
  }

  @Test("Content before our control items are acknowledged")
  func contentBeforeAcknowledgement() {
    var endpoint = greeted(own: (2, 0))
    endpoint.say(batch(.content, 1))
    expect(.contentBeforeControl, of: endpoint)
  }

  @Test("A proof while control items are under way")
  func earlyProof() {
    var endpoint = greeted(control: 1)
    endpoint.say(.proof(Fingerprint(), refused: 0))
    expect(.contentBeforeControl, of: endpoint)
  }

  @Test("Acknowledging what was not sent, nothing new, or refusing outside of what is acknowledged")
  func acknowledgements() {
    let bad: [(UInt64, [UInt64])] = [
      (3, []), (0, []), (1 << 61, []), (2, [3]), (2, [2, 1]), (2, [0]),
    ]
    for (through, refused) in bad {
      var endpoint = greeted(own: (2, 0))
      endpoint.say(
        .acknowledged(
          .control, through: through,
          refused: refused.map { ItemRefusal(position: $0, code: .closed) }))
      expect(.badAcknowledgement(.control), of: endpoint)
    }
    var endpoint = greeted(own: (2, 0))
    endpoint.say(.acknowledged(.control, through: 2, refused: []))
    #expect(endpoint.closed == nil)
    endpoint.say(.acknowledged(.control, through: 2, refused: []))
    expect(.badAcknowledgement(.control), of: endpoint)
  }

  @Test("A verdict nobody asked for, a restart without need, a second proof")
  func uncalledFor() {
    var endpoint = greeted(own: (1, 0))
    endpoint.say(.verdict(true))
    expect(.unexpected(21), of: endpoint)
    endpoint = greeted()
    endpoint.say(.restarted(.control, FeedPosition(feed: feedID(93), position: 0)))
    expect(.unexpected(19), of: endpoint)
    endpoint = greeted()
    endpoint.say(.proof(Fingerprint(), refused: 0))
    #expect(endpoint.sentFrames.contains(.verdict(true)))
    endpoint.say(.proof(Fingerprint(), refused: 0))
    expect(.unexpected(20), of: endpoint)
  }

  @Test("More than the window without waiting for acknowledgements")
  func flood() {
    var endpoint = greeted()
    endpoint.holdsAnswers = true
    let item = change(1, size: 900_000)
    for position in UInt64(1)...5 {
      endpoint.say(.items(ItemBatch(lane: .content, first: position, items: [item])))
    }
    expect(.windowExceeded, of: endpoint)
  }

  @Test("Real streams with one byte changed never trap, and never take in what was not sent")
  func flippedBytes() {
    let (left, right) = town()
    var honest = Road(Endpoint(.dialler, .once, left), Endpoint(.listener, .live, right))
    honest.open()
    honest.run()
    let stream = honest.listener.sentFrames.flatMap { $0.raw.bytes }
    for index in stream.indices {
      for flip in [UInt8(1), 0x80, 0xFF] {
        var bytes = stream
        bytes[index] ^= flip
        var endpoint = Endpoint(.dialler, .once, left)
        endpoint.open()
        endpoint.handle(.received(bytes))
        endpoint.handle(.closed)
        #expect(endpoint.closed != nil)
      }
    }
  }

  @Test("A silent peer is left: before Hello soon, afterwards later, with Pings in between")
  func timeouts() {
    func at(_ seconds: Int64) -> Instant { Instant(milliseconds: 1_000_000 + seconds * 1000) }
    var endpoint = Endpoint(.dialler, .live, Ledger(site: 1))
    endpoint.open()
    #expect(endpoint.session.deadline == at(15))
    endpoint.handle(.tick, at: at(14))
    #expect(endpoint.closed == nil)
    endpoint.handle(.tick, at: at(15))
    #expect(endpoint.closed == .helloTimeout)

    endpoint = greeted()
    #expect(endpoint.session.deadline == at(30))
    endpoint.handle(.tick, at: at(30))
    #expect(endpoint.sentFrames.last == .ping)
    #expect(endpoint.session.deadline == at(60))
    endpoint.handle(.tick, at: at(-5000))
    #expect(endpoint.closed == nil, "a clock that goes back ends nothing")
    endpoint.handle(.tick, at: at(-4910))
    #expect(endpoint.closed == .idleTimeout)
    #expect(endpoint.session.deadline == nil)
  }

  @Test(
    "A peer that owes an answer is left although it says that it is there; one that owes nothing is not"
  )
  func signsOfLife() {
    func at(_ seconds: Int64) -> Instant { Instant(milliseconds: 1_000_000 + seconds * 1000) }
    var owing = greeted()
    for second in stride(from: Int64(4), to: 90, by: 4) {
      owing.handle(.received(SessionFrame.ping.raw.bytes), at: at(second))
      owing.handle(.tick, at: at(second))
      #expect(owing.closed == nil, "\(second) s")
    }
    owing.handle(.received(SessionFrame.ping.raw.bytes), at: at(90))
    owing.handle(.tick, at: at(90))
    #expect(owing.closed == .idleTimeout)

    let (left, right) = town(controls: (0, 0), contents: (0, 0))
    var road = Road(Endpoint(.dialler, .live, left), Endpoint(.listener, .live, right))
    road.open()
    road.run()
    var settled = road.dialler
    for second in stride(from: Int64(30), to: 3600, by: 30) {
      settled.handle(.received(SessionFrame.ping.raw.bytes), at: at(second))
      settled.handle(.tick, at: at(second))
    }
    #expect(settled.closed == nil)
  }
}

extension Endpoint {
  /// Lets the peer say something.
  mutating func say(_ frame: SessionFrame) { handle(.received(frame.raw.bytes)) }
}
