import Envelope
import Notebook
import Replica
import Replication

/// A session between two nodes whose bytes may wait on the road while other things happen.
final class Talk {
  let dialler: Site
  let listener: Site
  private let books: (dialler: Notebook, listener: Notebook)
  private let ahead: Exchange
  private let back: Exchange
  private var toListener: [UInt8] = []
  private var toDialler: [UInt8] = []
  /// All that the dialler said, for somebody who plays it again.
  private(set) var said: [UInt8] = []
  /// Those that nobody has opened.
  let locked: [Site]
  private let watch: (Site, Site, [UInt8], Bool) -> Void
  /// What either side had heard of when it opened the session. What came up on a side while its bytes waited on the road
  /// may have missed it: then it goes with the next one.
  let heard: Set<Int>

  /// `locked`: those that nobody has opened, whose node dials or answers by itself.
  init(
    _ dialler: Site, _ listener: Site, locked: [Site] = [],
    watch: @escaping (Site, Site, [UInt8], Bool) -> Void
  ) throws {
    (self.dialler, self.listener, self.watch) = (dialler, listener, watch)
    self.locked = locked
    heard = dialler.heard.union(listener.heard)
    written = (dialler.acknowledged, listener.acknowledged)
    func book(_ site: Site) -> Notebook {
      locked.contains { $0 === site } ? site.seat : site.notebook
    }
    books = (book(dialler), book(listener))
    try books.dialler.replica.refresh()
    try books.listener.replica.refresh()
    ahead = Exchange(with: listener.node, role: .dialler, mode: .once, seat: books.dialler)
    back = Exchange(with: dialler.node, role: .listener, mode: .live, seat: books.listener)
  }

  /// Both machines still run the process that began it.
  var isAlive: Bool { isRunning(dialler, books.dialler) && isRunning(listener, books.listener) }

  private func isRunning(_ site: Site, _ book: Notebook) -> Bool {
    site.notebook === book || site.seat === book
  }

  /// Whether both hold the same, as the dialler says.
  var rootsEqual: Bool? { ahead.summary.rootsEqual }
  /// What either side refused.
  var refusals: [RefusalCode] { ahead.refusals + back.refusals }
  /// Who says that both hold the same, and with whom.
  var toldSame: [(site: Site, other: Site)] {
    (ahead.summary.rootsEqual == true ? [(dialler, listener)] : [])
      + (back.summary.rootsEqual == true ? [(listener, dialler)] : [])
  }
  /// What either side had said was written when the session began.
  let written: (dialler: [Written], listener: [Written])

  func open(at clock: (Site) -> Instant) throws {
    try take(back.open(books.listener, at: clock(listener)), from: listener)
    try take(ahead.open(books.dialler, at: clock(dialler)), from: dialler)
  }

  /// Carries up to `budget` bytes, `chunk` at a time. True when nothing is left to say.
  func run(budget: Int, chunk: Int, at clock: (Site) -> Instant) throws -> Bool {
    var left = budget
    func part(_ queue: inout [UInt8]) -> [UInt8] {
      let part = Array(queue.prefix(min(left, chunk)))
      queue.removeFirst(part.count)
      left -= part.count
      return part
    }
    while left > 0, !(toListener.isEmpty && toDialler.isEmpty) {
      let forth = part(&toListener)
      if !forth.isEmpty {
        try books.listener.replica.refresh()
        guard try books.listener.replica.isVerified(dialler.node) else { return true }
        try take(
          back.handle(.received(forth), books.listener, at: clock(listener)), from: listener)
      }
      let reply = part(&toDialler)
      if !reply.isEmpty {
        try books.dialler.replica.refresh()
        guard try books.dialler.replica.isVerified(listener.node) else { return true }
        try take(
          ahead.handle(.received(reply), books.dialler, at: clock(dialler)), from: dialler)
      }
    }
    return toListener.isEmpty && toDialler.isEmpty
  }

  /// The road is gone, for each side whose machine still runs.
  func close(at clock: (Site) -> Instant) throws {
    if isRunning(dialler, books.dialler), !dialler.disk.isDown {
      _ = try ahead.handle(.closed, books.dialler, at: clock(dialler))
    }
    if isRunning(listener, books.listener), !listener.disk.isDown {
      _ = try back.handle(.closed, books.listener, at: clock(listener))
    }
  }

  private func take(_ orders: [RoadOrder], from sender: Site) {
    for case .send(let bytes) in orders {
      let isAhead = sender === dialler
      watch(sender, isAhead ? listener : dialler, bytes, locked.contains { $0 === sender })
      if isAhead {
        toListener += bytes
        said += bytes
      } else {
        toDialler += bytes
      }
    }
  }
}
