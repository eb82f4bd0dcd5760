import Envelope
import Testing

@testable import Replication

@Suite("Laws of a session")
struct LawTests {
  @Test("A peer that never acknowledges is never sent more than the window")
  func backPressure() {
    for seed in UInt64(1)...25 {
      var chance = Seeded(seed)
      var ledger = Ledger(site: 1)
      let sizes = (0..<400).map { _ in Int.random(in: 10...12_000, using: &chance) }
      ledger.out.content.items = sizes.enumerated().map { change($0.offset, size: $0.element) }
      let window = Int.random(in: 15_000...400_000, using: &chance)
      var endpoint = Endpoint(
        .dialler, .live, ledger, limits: SessionLimits(window: window, frameTarget: 8192))
      endpoint.open()
      endpoint.say(.hello(ViolationTests().peer()))
      let before = endpoint.sentFrames.count
      for _ in 0..<50 { endpoint.handle(.news) }
      #expect(endpoint.sentFrames.count == before)
      var waiting: [SessionFrame] = []
      var read = 0
      while true {
        let items = endpoint.sentFrames.dropFirst(read).filter { $0.lane != nil }
        read = endpoint.sentFrames.count
        waiting += items
        let inFlight = waiting.reduce(0) { $0 + $1.raw.byteCount }
        #expect(inFlight <= window && inFlight == endpoint.session.bytesInFlight, "seed \(seed)")
        guard case .items(let batch) = waiting.first else { break }
        let last = batch.first + UInt64(batch.items.count) - 1
        endpoint.say(.acknowledged(.content, through: last, refused: []))
        waiting.removeFirst()
      }
      #expect(endpoint.ledger.out.content.acknowledged == 400, "seed \(seed)")
    }
  }

  @Test("No content leaves while control is under way, whatever the delays, chunks and news")
  func barrier() {
    for seed in UInt64(1)...150 {
      var chance = Seeded(seed)
      let (left, right) = town(
        controls: (Int.random(in: 0...5, using: &chance), Int.random(in: 0...5, using: &chance)),
        contents: (Int.random(in: 0...9, using: &chance), Int.random(in: 0...9, using: &chance)))
      let limits = SessionLimits(frameTarget: 300)
      var road = Road(
        Endpoint(.dialler, .live, left, limits: limits),
        Endpoint(.listener, .live, right, limits: limits))
      let announced = (left.out.control.items.count, right.out.control.items.count)
      road.dialler.onSend = { frame, own in
        checkBarrier(frame, own, peerAnnounced: announced.1, seed)
      }
      road.listener.onSend = { frame, own in
        checkBarrier(frame, own, peerAnnounced: announced.0, seed)
      }
      road.dialler.holdsAnswers = true
      road.listener.holdsAnswers = true
      road.open()
      wander(&road, news: 6, &chance)
      #expect(areEqual(road.dialler.ledger, road.listener.ledger), "seed \(seed)")
      #expect(road.dialler.session.phase == .live, "seed \(seed)")
      #expect(road.listener.session.summary.rootsEqual == true, "seed \(seed)")
    }
  }

  @Test("Proofs agree under refusals, whatever the delays and chunks")
  func refusalsUnderDelay() {
    for seed in UInt64(1)...150 {
      var chance = Seeded(seed)
      var (left, right) = town(contents: (12, 12))
      for index in 0..<12 where Bool.random(using: &chance) {
        left.out.content.items[index] = .change(
          SealedEnvelope(bytes: [0xBB, UInt8(index)]), secret: nil)
      }
      right.refusedMark = 0xBB
      let limits = SessionLimits(frameTarget: 200)
      var road = Road(
        Endpoint(.dialler, .live, left, limits: limits),
        Endpoint(.listener, .live, right, limits: limits))
      road.dialler.holdsAnswers = true
      road.listener.holdsAnswers = true
      road.open()
      wander(&road, news: 4, &chance)
      #expect(road.dialler.session.summary.rootsEqual == true, "seed \(seed)")
      #expect(
        road.dialler.ledger.out.content.refused == road.listener.ledger.held.content.refused)
    }
  }

  /// Delivers some bytes here, an answer there, news now and then, until nothing moves.
  func wander(_ road: inout Road, news: Int, _ chance: inout Seeded) {
    var news = news
    while true {
      let quiet =
        road.dialler.outbox.isEmpty && road.listener.outbox.isEmpty
        && road.dialler.answers.isEmpty && road.listener.answers.isEmpty
      if quiet && news == 0 { return }
      road.chunk = Int.random(in: 1...150, using: &chance)
      switch Int.random(in: 0...9, using: &chance) {
      case 0...2: road.step(\.dialler)
      case 3...5: road.step(\.listener)
      case 6...7: road.dialler.giveAnswer()
      case 8: road.listener.giveAnswer()
      case _:
        guard news > 0 else { continue }
        news -= 1
        let side = Bool.random(using: &chance) ? \Road.dialler : \Road.listener
        let number = 700 + news
        if Bool.random(using: &chance) {
          road[keyPath: side].ledger.out.control.items.append(statement(number))
        }
        road[keyPath: side].ledger.out.content.items.append(change(number))
        road[keyPath: side].handle(.news)
      }
    }
  }

  /// The law, told without the session: from what is durable on this side alone.
  func checkBarrier(
    _ frame: SessionFrame, _ own: Endpoint, peerAnnounced: Int, _ seed: UInt64
  ) {
    guard frame.lane == .content else { return }
    var sent = 0
    for case .items(let batch) in own.sentFrames where batch.lane == .control {
      sent += batch.items.count
    }
    #expect(own.ledger.out.control.acknowledged == UInt64(sent), "seed \(seed)")
    #expect(own.ledger.held.control.items.count >= peerAnnounced, "seed \(seed)")
  }
}

extension SessionFrame {
  /// The lane of a frame of items.
  var lane: Lane? {
    guard case .items(let batch) = self else { return nil }
    return batch.lane
  }
}
