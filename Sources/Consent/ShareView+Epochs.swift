public import Envelope

extension ShareView {
  /// An epoch that the recipient may open, and the row that holds its key.
  public struct LiveWrap: Hashable, Sendable {
    public let start: EpochStart
    /// The recipient's box key that the row is sealed to; perhaps not its current one any more.
    public let box: BoxKey
    public let statement: StatementID
  }

  /// A withdrawal that holds.
  public struct Withdrawn: Hashable, Sendable {
    public let statement: StatementID
    public let consent: ConsentID
    /// Empty: all of the share.
    public let volets: [VoletTag]
    /// Epochs ordered forgotten.
    public let purge: [EpochID]
    public let author: SigningKey
    public let at: Instant
  }

  /// A node's answer to a withdrawal.
  public struct Acknowledged: Hashable, Sendable {
    public let statement: StatementID
    public let node: SigningKey
    public let outcome: Outcome
    public let reason: String
    public let at: Instant
  }

  // MARK: Wraps

  /// Wraps of a volet that no withdrawal took back, in the log's order; none when the share is closed.
  public func liveWraps(_ tag: VoletTag) -> [LiveWrap] { wraps(rules.opened, of: tag) }

  /// Those of them that have seen every end of the follow-up: under them the owner sends still.
  public func sendingWraps(_ tag: VoletTag) -> [LiveWrap] { wraps(rules.sentWraps, of: tag) }

  private func wraps(_ kept: ShareWraps, of tag: VoletTag) -> [LiveWrap] {
    guard closure == nil else { return [] }
    return kept.live(of: tag)
      .sorted { left, right in
        left.index == right.index
          ? left.start.epoch < right.start.epoch : graph.precedes(left.index, right.index)
      }.map { LiveWrap(start: $0.start, box: $0.box, statement: graph.claims[$0.index].id) }
  }

  /// Where a live wrap of this epoch in a volet says that it belongs; nil without one, or when the share is closed.
  func liveWrap(of epoch: EpochID, in tag: VoletTag) -> EpochStart? {
    liveWraps(tag).first { $0.start.epoch == epoch }?.start
  }

  /// Whether a live wrap gives this epoch, whatever the volet.
  public func isLive(_ epoch: EpochID) -> Bool { rules.opened.live[epoch] != nil }

  /// Whether the owner sends still under this epoch, whatever the volet.
  public func isSent(_ epoch: EpochID) -> Bool { rules.sentWraps.live[epoch] != nil }

  /// Valid ends of the follow-up, in the log's order; no volet named: all of the share.
  public var ceasings:
    [(statement: StatementID, consent: ConsentID, volets: [VoletTag], at: Instant)]
  {
    graph.sorted(rules.ceasings.all).compactMap { index in
      let claim = graph.claims[index]
      guard case .ceased(let consent, let volets) = claim.act else { return nil }
      return (claim.id, consent, volets, claim.at)
    }
  }

  /// Some statement, valid or not, ever wrapped this epoch for the recipient: whoever knows of a
  /// withdrawal seals nothing more under it.
  public func wasWrapped(_ epoch: EpochID) -> Bool { rules.opened.ever.contains(epoch) }

  /// Where the valid wraps of an epoch say that it belongs.
  public func wraps(of epoch: EpochID) -> [EpochStart] {
    rules.opened.ofEpoch[epoch, default: []].map(\.start)
  }

  // MARK: Forgetting

  /// Valid withdrawals, in the log's order; then those whose past is not here.
  public var withdrawals: [Withdrawn] {
    ordered(rules.removals.complete, early: rules.removals.early.keys)
  }

  /// Some of them, in the same order: what a few cost does not grow with how many there are.
  func ordered(_ complete: [Int], early: some Sequence<StatementID>) -> [Withdrawn] {
    let claims =
      graph.sorted(complete).map { graph.claims[$0] }
      + early.sorted().compactMap { rules.removals.early[$0] }
    return claims.compactMap { claim in
      guard case .withdrawal(let consent, let volets, let purge) = claim.act else { return nil }
      return Withdrawn(
        statement: claim.id, consent: consent, volets: volets, purge: purge,
        author: claim.author, at: claim.at)
    }
  }

  /// Withdrawals of this share in the order in which they were said: each after those of them that it knew of, and else by
  /// the clocks.
  public func inSaidOrder(_ withdrawals: [Withdrawn]) -> [Withdrawn] {
    let moments = graph.moments(of: Set(withdrawals.map(\.statement)))
    return withdrawals.enumerated().map { place, withdrawal in
      (moment: moments[withdrawal.statement] ?? withdrawal.at, place: place, withdrawal)
    }.sorted { ($0.moment, $0.place) < ($1.moment, $1.place) }.map(\.2)
  }

  /// Whether a withdrawal that holds also orders forgetting: one of a doubted author, outside an anchor, does not yet.
  public func ordersForgetting(_ withdrawal: StatementID) -> Bool {
    rules.removals.orders.contains(withdrawal)
  }

  /// Withdrawals of the owner that name epochs and do not order forgetting, because their author is doubted, as far as no
  /// other one ordered it meanwhile.
  public var waitingOrders: [Withdrawn] {
    let purged = purged
    return withdrawals.filter { withdrawn in
      !ordersForgetting(withdrawn.statement) && owner.device(withdrawn.author) != nil
        && withdrawn.purge.contains { wasWrapped($0) && !isLive($0) && !purged.contains($0) }
    }
  }

  /// Whether the wrap of an epoch in a statement was taken back by a withdrawal that orders forgetting.
  public func isToBeForgotten(_ start: EpochStart, wrappedBy statement: StatementID) -> Bool {
    guard let index = graph.index(of: statement) else { return false }
    return rules.removals.isTakenBackByOrder(start, unseenIn: graph.past(of: index))
  }

  /// A withdrawal holds whose past has not arrived: nothing can be given that has seen it.
  public var isWithdrawnEarly: Bool { !rules.removals.early.isEmpty }

  /// What a withdrawal took back when it came: wraps to be forgotten, and whether some grant stood no more.
  public func effect(of withdrawal: StatementID) -> (died: [EpochStart], closed: Bool) {
    let effect = rules.removals.effects[withdrawal]
    return (effect?.died ?? [], effect?.closed ?? false)
  }

  /// Whether a withdrawal was stated by a worker of the recipient, for the person who said so there.
  public func isByRecipient(_ withdrawal: Withdrawn) -> Bool {
    let complete = graph.index(of: withdrawal.statement).map { graph.claims[$0] }
    guard let claim = complete ?? rules.removals.early[withdrawal.statement] else { return false }
    let judged = recipient.mayAuthor(claim.author, knowing: claim.controlHeads)
    guard judged == .waiting(.controlHeads), owner.graph.closure(of: claim.controlHeads) == nil
    else { return judged.isAllowed }
    // What its author knew has not come: all that is known stands in for it.
    return recipient.hasAdmitted(claim.author)
  }

  /// Epochs that a valid withdrawal names and that no later wrap gives again. An order to forget
  /// holds in a closed share too.
  public var purged: Set<EpochID> {
    Set(
      withdrawals.filter { ordersForgetting($0.statement) }.flatMap(\.purge).filter { !isLive($0) })
  }

  /// Whether one of them is this one.
  public func isPurged(_ epoch: EpochID) -> Bool {
    !isLive(epoch) && rules.removals.names(epoch)
  }

  /// Valid orders to forget the words of single notes, in the log's order. They hold in a closed share too.
  public var erasures: [(statement: StatementID, documents: [DocumentID], at: Instant)] {
    graph.sorted(rules.erasures).compactMap { index in
      let claim = graph.claims[index]
      guard case .erasure(let documents) = claim.act else { return nil }
      return (claim.id, documents, claim.at)
    }
  }

  /// Notes whose words some valid order says are to be forgotten.
  public var erased: Set<DocumentID> { Set(erasures.flatMap(\.documents)) }

  /// Answers of nodes to a withdrawal or an erasure, in the log's order.
  public func receipts(of order: StatementID) -> [Acknowledged] {
    graph.sorted(rules.receipts[order, default: []]).compactMap { index in
      let claim = graph.claims[index]
      guard case .receipt(order, let node, let outcome, let reason) = claim.act else {
        return nil
      }
      return Acknowledged(
        statement: claim.id, node: node, outcome: outcome, reason: reason, at: claim.at)
    }
  }
}
