import CaseFile
import Envelope
import Notebook
import Store

/// Time passes, and what was planned for a day begins on it, unless something ended it before.
extension Town {
  func pass(_ milliseconds: Int64) {
    now += milliseconds
    for number in model.agreements.indices {
      guard case .given(var given) = model.agreements[number], let day = given.day,
        !given.isInEffect, site(of: given.owner).contains(where: { clock($0) >= day })
      else { continue }
      given.isInEffect = true
      model.agreements[number] = .given(given)
    }
  }

  /// Agrees for a day to come; one of the two nodes hears of what ended it, or ends it itself, and the day comes.
  func planApart() throws {
    guard let (first, second) = drawNodes(), let file = chance.pick(try files(first)),
      let reader = chance.pick(sites.filter { $0.service != first.service })
    else { return }
    try write(first, in: file, .logement)
    let latest = max(clock(first), clock(second))
    let day = Instant(milliseconds: latest.milliseconds + 3_600_000)
    let isAgreed = try agree(
      first, file, with: reader.service, on: Town.volets, all: chance.percent(50),
      begins: .on(try CalendarDate(parsingDay: "2026-11-23")), day: day, bothWays: false)
    let number = model.agreements.count - 1
    guard isAgreed, let given = model.given(number), !given.isInEffect else { return }
    try meet(first, second, isSound: true)
    let hand = chance.percent(50) ? first : second
    guard hand.heard.contains(number) else { return }
    if chance.percent(60) {
      try close(file, hand)
    } else {
      let part = chance.percent(50) ? chance.pick(Town.volets).map { [$0] } : nil
      try takeBack(hand, number, given, part)
    }
    if chance.percent(50) { try meet(first, second, isSound: true) }
    pass(2 * 3_600_000)
    for node in chance.percent(50) ? [first, second] : [second, first] {
      try dawn(on: node, number, given)
      try write(node, in: file, .droits)
      try meet(node, reader, isSound: true)
    }
  }

  /// The day has come for a node. What it knows to have ended does not begin, and nobody is named by it.
  private func dawn(on node: Site, _ number: Int, _ given: Given) throws {
    let isStopped = model.isStopped(
      given, by: node.service, heard: node.heard, .sends(settled: node.heard))
    let isOver = isStopped || model.left(number, heard: node.heard).isEmpty
    let before = try grants(of: given.consent, node)
    try maintain(node)
    guard isOver else { return }
    if try grants(of: given.consent, node) > before {
      accuse("\(node.label) begins \(given.consent), which it knows to have ended")
    }
  }

  private func grants(of consent: ConsentID, _ site: Site) throws -> Int {
    try site.notebook.ledger.read { ledger in
      try ledger.logs(of: .share).reduce(0) { count, log in
        try count
          + ledger.statements(in: log).count {
            if case .grant(let grant) = $0.act { grant.consent == consent } else { false }
          }
      }
    }
  }
}
