public import Envelope
import Replica
import Store

extension ConsentSummary {
  /// One node of the recipient that has not ended, and where it stands with what was asked to be erased there. Nothing names
  /// it. Protocol/consent.md, 13.10.
  public struct Holder: Hashable, Sendable {
    /// What it answered, and when.
    public enum Answer: Hashable, Sendable {
      case attested(Instant)
      case refused(Instant)
    }

    /// When it was asked: first, of what it has not answered; last, when it has answered all.
    public let askedAt: Instant
    /// Nil while it has not answered all that was asked.
    public let answer: Answer?
    /// The last exchange of this very node with it; nil when there was none.
    public internal(set) var lastExchange: Instant?

    /// This node has exchanged with it since it was asked.
    public var isReachedSince: Bool { lastExchange.map { $0 >= askedAt } ?? false }
  }
}

extension SharedConsent {
  /// Each node of the recipient with what it has answered, ascending by key; none where nothing was asked.
  var holders: [(node: SigningKey, holder: ConsentSummary.Holder)] {
    let orders = withdrawals.filter(\.asks)
    guard let last = orders.map(\.at).max() else { return [] }
    return nodes.sorted().map { node in
      let answers = orders.map { order in (order.at, order.answer(of: node)) }
      if let waiting = answers.filter({ $0.1 == nil }).map(\.0).min() {
        return (node, .init(askedAt: waiting, answer: nil))
      }
      return (node, .init(askedAt: last, answer: answers.compactMap(\.1).told))
    }
  }
}

extension SharedConsent.Withdrawal {
  /// The first in the log's order that attests, else the first that refuses.
  fileprivate func answer(of node: SigningKey) -> ConsentSummary.Holder.Answer? {
    let own = receipts.filter { $0.node == node }
    if let attested = own.first(where: { $0.outcome == .attested }) {
      return .attested(attested.at)
    }
    return own.first { $0.outcome == .refused }.map { .refused($0.at) }
  }
}

extension [ConsentSummary.Holder.Answer] {
  /// A refusal of one request is not covered by what attests another one.
  fileprivate var told: Element? {
    var (attested, refused): (Instant?, Instant?)
    for answer in self {
      switch answer {
      case .attested(let at): attested = Swift.max(attested ?? at, at)
      case .refused(let at): refused = Swift.max(refused ?? at, at)
      }
    }
    return refused.map(Element.refused) ?? attested.map(Element.attested)
  }
}

extension WorkerSession {
  /// The same, with when this node met each of them last.
  func holders(
    of recipient: ServiceID, _ shared: SharedConsent?, _ ledger: LedgerReader
  ) throws -> [ConsentSummary.Holder] {
    let holders = shared?.holders ?? []
    guard !holders.isEmpty else { return [] }
    let peers = try replica.peersEver(of: recipient, ledger)
    return holders.map { node, holder in
      var holder = holder
      holder.lastExchange = peers.filter { $0.node == node }.compactMap(\.lastExchange).max()
      return holder
    }
  }
}
