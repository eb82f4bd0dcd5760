import Envelope
import Notebook
import Replica
import Replication
import Store

/// Steps of the roads: exchanges that are whole, cut, held back, or played again; pairings that end and begin.
extension Town {
  /// `locked`: those that nobody has opened, where the story says; else chance has nobody at the listener.
  func meet(_ left: Site, _ right: Site, isSound: Bool = false, locked: [Site]? = nil) throws {
    if !isSound {
      if chance.percent(8) { left.disk.stop(after: chance.draw(12)) }
      if chance.percent(8) { right.disk.stop(after: chance.draw(12)) }
    }
    let kind = isSound ? 0 : chance.draw(10)
    let budget = kind < 6 ? Int.max : chance.draw(9000)
    try converse(left, right) {
      let locked = locked ?? (!isSound && chance.percent(25) ? [right] : [])
      let secrets = isBusy ? try [left, right].map(erasedSecrets) : []
      if isBusy {
        for site in [left, right] where !locked.contains(where: { $0 === site }) { try open(site) }
      }
      let talk = try Talk(left, right, locked: locked) { [self] in
        watch($0, $1, $2, isLocked: $3)
      }
      try talk.open(at: clock)
      let chunk = chance.percent(20) ? 1 + chance.draw(700) : Int.max
      let isOver = try talk.run(budget: budget, chunk: chunk, at: clock)
      if !isOver, kind > 7 {
        waiting.append(talk)
        say("\(left.label)-\(right.label) holds a session back after \(budget) bytes")
        return
      }
      try settle(talk, isOver ? "exchange" : "are cut after \(budget) bytes")
      if isBusy {
        try checkSame(talk)
        try checkErasedStays(left, right, secrets)
      }
    }
  }

  /// Somebody comes to a node that answered by itself meanwhile.
  private func open(_ site: Site) throws {
    guard site.wasLocked else { return }
    try site.notebook.replica.refresh()
    try site.notebook.maintain(at: clock(site))
    site.wasLocked = false
  }

  /// What every command of a worker begins with.
  func begin(_ site: Site) throws {
    try site.notebook.replica.refresh()
    try site.notebook.takeUp(at: clock(site))
  }

  /// A session that was held back goes on, whatever happened meanwhile.
  func resume() throws {
    guard !waiting.isEmpty else { return }
    let talk = waiting.remove(at: chance.draw(waiting.count))
    guard talk.isAlive else { return say("a session died with its machine") }
    try converse(talk.dialler, talk.listener) {
      let isOver = try talk.run(budget: .max, chunk: .max, at: clock)
      try settle(talk, isOver ? "end a session held back" : "are cut at last")
    }
  }

  private func settle(_ talk: Talk, _ what: String) throws {
    try talk.close(at: clock)
    let (left, right) = (talk.dialler, talk.listener)
    say(
      "\(left.label)-\(right.label) \(what), roots \(talk.rootsEqual.map { "\($0)" } ?? "-")\(talk.refusals.isEmpty ? "" : ", refused \(talk.refusals)")"
    )
    recorded.append((left, right, talk.said))
    if recorded.count > 8 { recorded.removeFirst() }
    if left.service == right.service, talk.rootsEqual == true {
      for site in [left, right] { site.heard.formUnion(talk.heard) }
    }
    for site in talk.locked { site.wasLocked = true }
    for site in [left, right] where !site.wasLocked && !site.disk.isDown { try begin(site) }
    for site in [left, right] {
      try collectKeys(site)
      try hearStatements(site)
    }
  }

  private func converse(_ left: Site, _ right: Site, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as NotebookError {
      say("\(left.label)-\(right.label): \(error)")
    } catch let error as ReplicaError {
      say("\(left.label)-\(right.label): \(error)")
    } catch let error as StoreError {
      guard left.disk.isDown || right.disk.isDown else { throw error }
      say("\(left.label)-\(right.label): a machine stopped")
    }
    for site in [left, right] {
      if site.disk.isDown {
        try site.restart()
        checkDurable(site)
      } else {
        site.disk.start()
      }
    }
  }

  /// An old session is played a second time by somebody who recorded it.
  func replay() throws {
    guard let old = chance.pick(recorded) else { return }
    try converse(old.from, old.to) {
      let book = old.to.notebook
      try book.replica.refresh()
      let exchange = Exchange(with: old.from.node, role: .listener, mode: .live, seat: book)
      _ = try exchange.open(book, at: clock(old.to))
      _ = try exchange.handle(.received(old.bytes), book, at: clock(old.to))
      _ = try exchange.handle(.closed, book, at: clock(old.to))
      say("\(old.to.label) hears an old session of \(old.from.label) again")
    }
  }

  /// A pairing ends on one side or on both, and begins again.
  func unpair(_ left: Site, _ right: Site) throws {
    guard left.service != right.service else { return }
    for (site, other) in [(left, right), (right, left)] where chance.percent(60) {
      _ = try site.seat.removePeer(other.node.description, at: clock(site))
    }
    say("\(left.label)-\(right.label) are unpaired")
    if chance.percent(50) { try meet(left, right) }
    for site in [left, right] {
      let other = site === left ? right : left
      let isPaired = try site.seat.replica.listPeers().contains {
        $0.node == other.node && $0.state == .verified
      }
      if isPaired { _ = try site.seat.removePeer(other.node.description, at: clock(site)) }
    }
    // An invitation is good for a day: the operators look at a watch, not at the machine.
    let skews = (left.skew, right.skew)
    (left.skew, right.skew) = (0, 0)
    try pair(left, right)
    (left.skew, right.skew) = skews
    say("\(left.label)-\(right.label) are paired again")
  }

  /// Epochs that a node of a recipient was ever handed a key of.
  func collectKeys(_ site: Site) throws {
    try site.notebook.ledger.read { ledger in
      for log in try ledger.logs(of: .share) {
        for statement in try ledger.statements(in: log) {
          guard case .epochsWrapped(let starts, _) = statement.act else { continue }
          for start in starts {
            if case .own = try ledger.log(of: start.volet) { continue }
            wrapped[site.service, default: []].insert(start.epoch)
          }
        }
      }
    }
  }
}
