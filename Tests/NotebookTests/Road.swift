import Envelope
import Replication

@testable import Notebook
@testable import Replica

/// How a road between two notebooks behaves during one exchange.
struct Road {
  /// The road is gone once this many bytes, of both directions together, were delivered; nil keeps it whole.
  var bytes: Int?
  /// Bytes delivered at a time.
  var chunk = Int.max

  static let whole = Road()
}

/// What one exchange came to on the side of each notebook.
struct Trip {
  var dialler: SessionSummary
  var listener: SessionSummary
  /// Bytes delivered in both directions.
  var delivered: Int
  /// Thrown by a ledger under the exchange.
  var failure: (any Error)?
  var refusals: [RefusalCode]
  var wasCut: Bool
}

extension Town {
  /// Runs one exchange over a road that may fail; a ledger that fails ends it as a cut does.
  func travel(_ left: Notebook, _ right: Notebook, over road: Road) throws -> Trip {
    try left.replica.refresh()
    try right.replica.refresh()
    let dialler = Exchange(with: right.node, role: .dialler, mode: .once, seat: left)
    let listener = Exchange(with: left.node, role: .listener, mode: .live, seat: right)
    var toRight: [UInt8] = []
    var toLeft: [UInt8] = []
    var delivered = 0
    var wasCut = false
    var failure: (any Error)?
    func take(_ orders: [RoadOrder], from sender: Notebook, _ queue: inout [UInt8]) {
      for case .send(let bytes) in orders {
        queue += bytes
        frames.append((sender.node, bytes))
      }
    }
    /// The next stretch that the road still carries; empty once it is cut.
    func carry(_ queue: inout [UInt8]) -> [UInt8] {
      let left = road.bytes.map { $0 - delivered } ?? .max
      let part = Array(queue.prefix(min(road.chunk, left)))
      if part.isEmpty && !queue.isEmpty { wasCut = true }
      queue.removeFirst(part.count)
      delivered += part.count
      return part
    }
    do {
      take(try listener.open(right, at: now), from: right, &toLeft)
      take(try dialler.open(left, at: now), from: left, &toRight)
      while !(toRight.isEmpty && toLeft.isEmpty) && !wasCut {
        let ahead = carry(&toRight)
        if !ahead.isEmpty {
          take(try listener.handle(.received(ahead), right, at: now), from: right, &toLeft)
        }
        let back = carry(&toLeft)
        if !back.isEmpty {
          take(try dialler.handle(.received(back), left, at: now), from: left, &toRight)
        }
      }
      _ = try dialler.handle(.closed, left, at: now)
      _ = try listener.handle(.closed, right, at: now)
    } catch {
      failure = error
    }
    return Trip(
      dialler: dialler.session.summary, listener: listener.session.summary, delivered: delivered,
      failure: failure, refusals: dialler.refusals + listener.refusals, wasCut: wasCut)
  }
}
