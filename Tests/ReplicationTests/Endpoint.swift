import Envelope

@testable import Replication

/// A session and its ledger, driven as a driver must: effects in order, answers after them.
struct Endpoint {
  var session: Session
  var ledger: Ledger
  /// Bytes that left and have not arrived.
  var outbox: [UInt8] = []
  var facts: [SessionFact] = []
  var sentFrames: [SessionFrame] = []
  var closed: CloseReason?
  var sawMismatch = false
  /// First positions of item frames that had been acknowledged before.
  var resent: [UInt64] = []
  /// Answers that the driver holds back; empty unless `holdsAnswers`.
  var answers: [SessionEvent] = []
  var holdsAnswers = false
  /// What each effect looked like, for laws over whole runs.
  var onSend: ((SessionFrame, Endpoint) -> Void)?
  private var reader = FrameReader()

  init(
    _ role: SessionRole, _ mode: SessionMode, _ ledger: Ledger, limits: SessionLimits = .init(),
    session number: UInt8 = 1
  ) {
    let nonce = [UInt8](repeating: role == .dialler ? number : number &+ 128, count: 16)
    session = Session(role: role, mode: mode, nonce: nonce, limits: limits)
    self.ledger = ledger
  }

  mutating func open(at now: Instant = .zero) { handle(.opened(ledger.start), at: now) }

  mutating func handle(_ event: SessionEvent, at now: Instant = .zero) {
    carryOut(session.handle(event, at: now))
    while !holdsAnswers, !answers.isEmpty { giveAnswer(at: now) }
  }

  mutating func giveAnswer(at now: Instant = .zero) {
    guard !answers.isEmpty else { return }
    carryOut(session.handle(answers.removeFirst(), at: now))
  }

  private mutating func carryOut(_ effects: [SessionEffect]) {
    for effect in effects {
      precondition(closed == nil, "an effect after the close")
      carryOut(effect)
    }
  }

  private mutating func carryOut(_ effect: SessionEffect) {
    switch effect {
    case .send(let bytes): record(bytes)
    case .load(let lane, let after, let limit):
      let (items, more) = ledger.load(lane, after: after, limit: limit)
      answers.append(.loaded(lane, items, more: more))
    case .commit(let lane, let feed, let first, let items):
      let refused = ledger.commit(lane, feed, first: first, items)
      let through = first + UInt64(items.count) - 1
      answers.append(.committed(lane, through: through, refused: refused))
    case .acknowledged(let lane, let through, let refused):
      ledger.out[lane].acknowledged = through
      ledger.out[lane].refused += refused.map(\.position)
    case .resume(let lane, let from): ledger.out[lane].acknowledged = from
    case .renumber(let lane): answers.append(.renumbered(lane, ledger.renumber(lane)))
    case .fingerprint(let side, let key, let control, let content):
      answers.append(
        .fingerprinted(
          side, ledger.fingerprint(side, key: key, control: control, content: content)))
    case .mismatch:
      sawMismatch = true
      for lane in Lane.allCases { _ = ledger.renumber(lane) }
    case .report(let fact): facts.append(fact)
    case .close(let reason): closed = reason
    }
  }

  private mutating func record(_ bytes: [UInt8]) {
    outbox += bytes
    reader.append(bytes)
    while let raw = try? reader.next(), let frame = try? SessionFrame(raw) {
      sentFrames.append(frame)
      if case .items(let batch) = frame, batch.first <= ledger.out[batch.lane].acknowledged {
        resent.append(batch.first)
      }
      onSend?(frame, self)
    }
  }
}

extension Instant {
  static let zero = Instant(milliseconds: 1_000_000)
}

/// Two endpoints and a road that keeps order, delivers in chunks, and may be cut after any byte.
struct Road {
  var dialler: Endpoint
  var listener: Endpoint
  var chunk = Int.max
  /// Bytes until the road is cut, counted over both directions.
  var bytesLeft = Int.max
  private(set) var delivered = 0
  /// Who said what: "D: Hello", one line per flight.
  private(set) var transcript: [String] = []

  init(_ dialler: Endpoint, _ listener: Endpoint) {
    (self.dialler, self.listener) = (dialler, listener)
  }

  mutating func open() {
    listener.open()
    dialler.open()
  }

  /// Delivers until nothing moves; true unless the road was cut.
  @discardableResult
  mutating func run() -> Bool {
    while !dialler.outbox.isEmpty || !listener.outbox.isEmpty {
      guard deliver(\.dialler, \.listener, "D"), deliver(\.listener, \.dialler, "L") else {
        dialler.handle(.closed)
        listener.handle(.closed)
        return false
      }
    }
    if dialler.closed != nil { listener.handle(.closed) }
    if listener.closed != nil { dialler.handle(.closed) }
    return true
  }

  /// Delivers one chunk from one side, if there is any.
  mutating func step(_ from: WritableKeyPath<Road, Endpoint>) {
    let to = from == \Road.dialler ? \Road.listener : \Road.dialler
    _ = deliver(from, to, from == \Road.dialler ? "D" : "L")
  }

  private var said: [WritableKeyPath<Road, Endpoint>: Int] = [:]

  private mutating func deliver(
    _ from: WritableKeyPath<Road, Endpoint>, _ to: WritableKeyPath<Road, Endpoint>,
    _ name: String
  ) -> Bool {
    let waiting = self[keyPath: from].outbox.count
    guard waiting > 0 else { return true }
    let frames = self[keyPath: from].sentFrames.dropFirst(said[from, default: 0])
    if !frames.isEmpty {
      transcript.append("\(name): " + frames.map(\.notation).joined(separator: " "))
      said[from] = self[keyPath: from].sentFrames.count
    }
    let count = min(waiting, chunk, bytesLeft)
    let bytes = Array(self[keyPath: from].outbox.prefix(count))
    self[keyPath: from].outbox.removeFirst(count)
    delivered += count
    bytesLeft -= count
    self[keyPath: to].handle(.received(bytes))
    return bytesLeft > 0
  }
}

extension SessionFrame {
  /// One word of a transcript.
  var notation: String {
    switch self {
    case .hello: "Hello"
    case .items(let batch):
      "Items(\(batch.lane) \(batch.first)-\(batch.first + UInt64(batch.items.count) - 1))"
    case .acknowledged(let lane, let through, let refused):
      "Ack(\(lane) \(through)"
        + (refused.isEmpty
          ? ")" : " without \(refused.map { "\($0.position)" }.joined(separator: ",")))")
    case .restarted(let lane, _): "Restarted(\(lane))"
    case .proof(let fingerprint, _): "Proof(\(fingerprint.count))"
    case .verdict(let equal): equal ? "Verdict(=)" : "Verdict(≠)"
    case .bye(let reason): reason.isEmpty ? "Bye" : "Bye(\(reason))"
    case .ping: "Ping"
    }
  }
}

/// Runs one session over the two ledgers and hands back what is durable.
func exchange(
  _ left: inout Ledger, _ right: inout Ledger, session: UInt8 = 1, chunk: Int = .max,
  cutAfter: Int = .max
) -> Road {
  var road = Road(
    Endpoint(.dialler, .once, left, session: session),
    Endpoint(.listener, .live, right, session: session))
  road.chunk = chunk
  road.bytesLeft = cutAfter
  road.open()
  road.run()
  (left, right) = (road.dialler.ledger, road.listener.ledger)
  return road
}

/// Each side holds what the other sends, to the item.
func areEqual(_ left: Ledger, _ right: Ledger) -> Bool {
  func holds(_ held: Ledger.Incoming, _ sent: Ledger.Outgoing) -> Bool {
    held.items == sent.items && (held.items.isEmpty || held.feed == sent.feed)
  }
  return Lane.allCases.allSatisfy {
    holds(right.held[$0], left.out[$0]) && holds(left.held[$0], right.out[$0])
  }
}

/// Two services with so many items to tell each other.
func town(
  controls: (Int, Int) = (2, 1), contents: (Int, Int) = (3, 2)
) -> (left: Ledger, right: Ledger) {
  var (left, right) = (Ledger(site: 1), Ledger(site: 2))
  left.out.control.items = (0..<controls.0).map { statement($0) }
  right.out.control.items = (0..<controls.1).map { statement(1000 + $0) }
  left.out.content.items = (0..<contents.0).map { change($0) }
  right.out.content.items = (0..<contents.1).map { change(100_000 + $0) }
  return (left, right)
}
