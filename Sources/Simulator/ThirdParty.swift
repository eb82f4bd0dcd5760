import CaseFile
import Envelope
import Notebook
import Store

/// The same volets are given to one service more: those who receive them already are sent nothing by that.
extension Town {
  func agreeWithThird(_ site: Site) throws {
    let standing = model.agreements.indices.filter { number in
      guard let given = model.given(number), given.owner == site.service else { return false }
      return site.heard.contains(number) && !model.standing(number, heard: site.heard).isEmpty
    }
    guard let number = chance.pick(Array(standing)), let given = model.given(number),
      let third = (0..<3).first(where: { $0 != site.service && $0 != given.recipient })
    else { return }
    // What was due before is done first: the consent to come is not its cause.
    try begin(site)
    try site.notebook.maintain(at: clock(site))
    let before = try waiting(for: given.recipient, site)
    let isAgreed = try agree(
      site, given.caseFile, with: third, on: Town.volets.filter(given.volets.contains),
      all: chance.percent(50), begins: chance.percent(20) ? .release : .now,
      bothWays: chance.percent(20))
    guard isAgreed else { return }
    if try waiting(for: given.recipient, site) != before {
      accuse("\(site.label) lets service \(given.recipient) see a consent to service \(third)")
    }
  }

  /// What a node has ready for a service and has not been told to have arrived.
  private func waiting(for recipient: Int, _ site: Site) throws -> [Int] {
    try self.site(of: recipient).map { other in
      try site.notebook.ledger.read { try $0.pending(peer: other.node) }
    }
  }
}
