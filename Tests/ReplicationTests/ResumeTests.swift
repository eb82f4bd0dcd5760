import Envelope
import Testing

@testable import Replication

@Suite("Roads that are cut")
struct ResumeTests {
  @Test("Cut after any byte and resumed, nothing is lost and nothing acknowledged is sent again")
  func everyCut() {
    let (left, right) = town(controls: (2, 2), contents: (4, 3))
    var (wholeLeft, wholeRight) = (left, right)
    let total = exchange(&wholeLeft, &wholeRight).delivered
    #expect(total > 900)
    for cut in 0...total {
      var (cutLeft, cutRight) = (left, right)
      let first = exchange(&cutLeft, &cutRight, cutAfter: cut)
      // Once the dialler has said goodbye, the cut is not its business any more.
      let isOver = first.dialler.closed == .done && first.listener.session.isConverged
      #expect(first.dialler.closed == .cut || isOver, "cut after \(cut)")
      let held = (cutLeft.held, cutRight.held)
      let second = exchange(&cutLeft, &cutRight, session: 2)
      #expect(areEqual(cutLeft, cutRight), "cut after \(cut)")
      #expect(second.dialler.session.summary.rootsEqual == true, "cut after \(cut)")
      #expect(second.dialler.resent.isEmpty && second.listener.resent.isEmpty)
      // What the other side had made durable, acknowledged or not, does not travel again.
      for lane in Lane.allCases {
        #expect(second.listener.firstSent(lane) > UInt64(held.0[lane].items.count))
        #expect(second.dialler.firstSent(lane) > UInt64(held.1[lane].items.count))
      }
    }
  }

  @Test("Cut again and again at random places, dripped in random chunks, both ends converge")
  func manyCuts() {
    for seed in UInt64(1)...60 {
      var chance = Seeded(seed)
      var (left, right) = town(
        controls: (Int.random(in: 0...4, using: &chance), Int.random(in: 0...4, using: &chance)),
        contents: (Int.random(in: 0...30, using: &chance), Int.random(in: 0...30, using: &chance)))
      for session in UInt8(1)...6 {
        let road = exchange(
          &left, &right, session: session, chunk: Int.random(in: 1...200, using: &chance),
          cutAfter: Int.random(in: 1...1500, using: &chance))
        #expect(road.dialler.resent.isEmpty && road.listener.resent.isEmpty, "seed \(seed)")
        if Bool.random(using: &chance) {
          left.out.content.items.append(change(500 + Int(session)))
          right.out.control.items.append(statement(500 + Int(session)))
        }
      }
      let road = exchange(&left, &right, session: 9)
      #expect(road.dialler.session.summary.rootsEqual == true, "seed \(seed)")
      #expect(areEqual(left, right), "seed \(seed)")
    }
  }
}

extension Endpoint {
  /// Position of the first item that was sent in a lane; the greatest number when none was.
  func firstSent(_ lane: Lane) -> UInt64 {
    for case .items(let batch) in sentFrames where batch.lane == lane { return batch.first }
    return .max
  }
}
