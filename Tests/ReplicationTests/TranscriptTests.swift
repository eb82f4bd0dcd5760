import Envelope
import Testing

@testable import Replication

@Suite("Transcripts of whole sessions")
struct TranscriptTests {
  @Test("A first exchange sends control both ways before any content, then proves both ways")
  func firstExchange() {
    var (left, right) = town()
    let road = exchange(&left, &right)
    #expect(
      road.transcript == [
        "D: Hello",
        "L: Hello Items(control 1-1)",
        "D: Ack(control 1) Items(control 1-2)",
        "L: Ack(control 2) Items(content 1-2) Proof(3)",
        "D: Ack(content 2) Items(content 1-3) Verdict(=) Proof(5)",
        "L: Ack(content 3) Verdict(=)",
        "D: Bye",
      ])
    #expect(areEqual(left, right))
    let summary = road.dialler.session.summary
    #expect(summary.sent == 5 && summary.received == 3 && summary.refused == 0)
    #expect(summary.rootsEqual == true)
    #expect(road.listener.session.summary.rootsEqual == true)
    #expect(road.dialler.closed == .done && road.listener.closed == .done)
  }

  @Test("When nothing is new, two round trips and under 400 bytes tell it")
  func nothingNew() {
    var (left, right) = town(controls: (300, 300), contents: (10_000, 10_000))
    _ = exchange(&left, &right)
    let road = exchange(&left, &right, session: 2)
    #expect(
      road.transcript == [
        "D: Hello", "L: Hello Proof(10300)", "D: Verdict(=) Proof(10300)", "L: Verdict(=)",
        "D: Bye",
      ])
    #expect(road.dialler.session.summary.roundTrips == 2)
    let summary = road.dialler.session.summary
    #expect(summary.bytesSent + summary.bytesReceived == UInt64(road.delivered))
    #expect(road.delivered == 303)
  }

  @Test("One change of 10,000 takes one round trip after Hello, and 400 bytes besides the note")
  func oneChange() {
    var (left, right) = town(contents: (10_000, 10))
    _ = exchange(&left, &right)
    let item = change(77_777, size: 600)
    left.out.content.items.append(item)
    let road = exchange(&left, &right, session: 2)
    #expect(
      road.transcript == [
        "D: Hello", "L: Hello Proof(11)",
        "D: Verdict(=) Items(content 10001-10001) Proof(10003)",
        "L: Ack(content 10001) Verdict(=)", "D: Bye",
      ])
    #expect(road.dialler.session.summary.roundTrips == 2)
    #expect(road.delivered - item.size <= 400)
    #expect(areEqual(left, right))
  }

  @Test("A round trip is counted the same whether bytes drip or pour", arguments: [1, 7, 64])
  func roundTripsDoNotDependOnChunks(chunk: Int) {
    var (left, right) = town()
    var (otherLeft, otherRight) = (left, right)
    let poured = exchange(&left, &right)
    let dripped = exchange(&otherLeft, &otherRight, chunk: chunk)
    #expect(
      dripped.dialler.session.summary.roundTrips == poured.dialler.session.summary.roundTrips)
    #expect(areEqual(otherLeft, otherRight))
  }

  @Test("In a live session, control items that come up go first and hold back content")
  func liveNews() {
    let (left, right) = town(controls: (0, 0), contents: (0, 0))
    var road = Road(Endpoint(.dialler, .live, left), Endpoint(.listener, .live, right))
    road.open()
    road.run()
    #expect(road.dialler.session.phase == .live && road.listener.session.phase == .live)
    let before = road.transcript.count
    road.dialler.ledger.out.content.items.append(change(1))
    road.dialler.ledger.out.control.items.append(statement(1))
    road.dialler.handle(.news)
    road.run()
    #expect(
      Array(road.transcript.dropFirst(before)) == [
        "D: Items(control 1-1)", "L: Ack(control 1)", "D: Items(content 1-1)", "L: Ack(content 1)",
      ])
    #expect(areEqual(road.dialler.ledger, road.listener.ledger))
  }

  @Test("A refused item counts as acknowledged, is told to its sender, and the proof leaves it out")
  func refusals() {
    var (left, right) = town(controls: (0, 0), contents: (2, 0))
    left.out.content.items.insert(
      .change(SealedEnvelope(bytes: [0xBB, 1, 2, 3]), secret: nil), at: 1)
    right.refusedMark = 0xBB
    let road = exchange(&left, &right)
    #expect(
      road.transcript == [
        "D: Hello", "L: Hello Proof(0)", "D: Verdict(=) Items(content 1-3) Proof(3)",
        "L: Ack(content 3 without 2)", "D: Proof(2)", "L: Verdict(=)", "D: Bye",
      ])
    #expect(left.out.content.refused == [2])
    #expect(road.dialler.session.summary.sent == 2 && road.dialler.session.summary.refused == 1)
    #expect(road.listener.session.summary.received == 2)
    #expect(road.dialler.session.summary.rootsEqual == true)
  }

  @Test("A position purged since it was numbered is passed over and counted nowhere")
  func withheld() {
    var (left, right) = town(controls: (0, 0), contents: (3, 0))
    left.out.content.items[1] = .withheld
    let road = exchange(&left, &right)
    #expect(road.dialler.session.summary.sent == 2)
    #expect(road.listener.session.summary.received == 2)
    #expect(road.dialler.session.summary.rootsEqual == true && areEqual(left, right))
  }

  @Test("A node restored from an old backup starts its feed anew, and both end equal")
  func restored() {
    var (left, right) = town(contents: (5, 3))
    let backup = left
    left.out.content.items.append(change(50))
    left.out.control.items.append(statement(50))
    _ = exchange(&left, &right)
    left = backup
    let road = exchange(&left, &right, session: 2)
    #expect(road.transcript[2].hasPrefix("D: Restarted(control) Restarted(content)"))
    #expect(road.dialler.session.summary.rootsEqual == true)
    #expect(areEqual(left, right))
  }

  @Test("A receiver restored from an old backup is sent again what it lost")
  func receiverRestored() {
    var (left, right) = town(contents: (2, 1))
    _ = exchange(&left, &right)
    let backup = right
    left.out.content.items += (50..<54).map { change($0) }
    _ = exchange(&left, &right, session: 2)
    right = backup
    let road = exchange(&left, &right, session: 3)
    #expect(road.transcript[2].contains("Items(content 3-6)"))
    #expect(areEqual(left, right))
  }

  @Test("A difference is found by the proof, and the next session repairs it")
  func mismatch() {
    var (left, right) = town()
    _ = exchange(&left, &right)
    right.held.content.items[1] = change(999)
    let road = exchange(&left, &right, session: 2)
    #expect(road.dialler.closed == .mismatch && road.dialler.sawMismatch)
    #expect(road.listener.closed == .mismatch && !road.listener.sawMismatch)
    #expect(road.dialler.session.summary.rootsEqual == false)
    #expect(road.listener.session.summary.rootsEqual == false)
    let repair = exchange(&left, &right, session: 3)
    #expect(repair.dialler.session.summary.rootsEqual == true && areEqual(left, right))
  }
}
