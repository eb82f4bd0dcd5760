import Envelope

/// Which statements of a share are valid, and what survives of its grants and wraps.
/// Protocol/consent.md, "The convergent rule". Indices are those of the graph.
struct ShareRules: Sendable {
  /// A wrap of one epoch, and the statement it stands in.
  struct Wrap: Sendable {
    let index: Int
    let start: EpochStart
    let box: BoxKey
  }

  private let graph: StatementGraph
  private let owner: ServiceView
  private let recipient: ServiceView
  private(set) var verdicts: [Judgement]
  /// What each anchor left standing of an ended author: its heads and their pasts.
  private var anchors: [SigningKey: [BitSet]] = [:]
  private(set) var withdrawals: [Int] = []
  /// Those of them that may order forgetting: what a doubted author orders outside an anchor waits for a person.
  private(set) var orders: [Int] = []
  private(set) var receipts: [Int] = []
  private(set) var erasures: [Int] = []
  /// Grants by volet, in the graph's order: valid, and waiting for the anchor of their author.
  private(set) var grants: [VoletTag: [Int]] = [:]
  private(set) var suspended: [VoletTag: [Int]] = [:]
  private(set) var wraps: [Wrap] = []
  /// Wraps that no withdrawal took back, by epoch, in the graph's order.
  private(set) var live: [EpochID: [Wrap]] = [:]
  /// Every epoch that some statement, valid or not, wrapped for the recipient.
  private(set) var wrappedEver: Set<EpochID> = []

  init(graph: StatementGraph, owner: ServiceView, recipient: ServiceView) {
    (self.graph, self.owner, self.recipient) = (graph, owner, recipient)
    verdicts = Array(repeating: .waiting(.parents), count: graph.count)
  }

  /// Anchors and withdrawals depend on no grant, so they are judged first.
  mutating func run() {
    let order = graph.orderedIndices
    for index in order {
      let claim = graph.claims[index]
      verdicts[index] = judgeAlone(claim, at: index)
      if verdicts[index].isAllowed { enterAnchor(claim) }
    }
    for index in order {
      let claim = graph.claims[index]
      if verdicts[index].isAllowed, needsStandingAuthor(claim.act) {
        verdicts[index] = judgeByAnchors(claim.author, at: index)
      }
      enter(claim, at: index)
    }
    for wrap in wraps where isLive(wrap) { live[wrap.start.epoch, default: []].append(wrap) }
  }

  // MARK: Validity of one statement

  /// By what its author was, as far as the statement knew, and by its own past.
  private func judgeAlone(_ claim: Claim, at index: Int) -> Judgement {
    switch claim.act {
    case .grant(let grant):
      guard grant.owner == owner.service, grant.recipient == recipient.service else {
        return .refused(.otherParties)
      }
      return owner.mayAuthor(claim.author, knowing: claim.controlHeads)
    case .epochsWrapped, .erasure:
      return owner.mayAuthor(claim.author, knowing: claim.controlHeads)
    case .withdrawal:
      return either { $0.mayAuthor(claim.author, knowing: claim.controlHeads) }
    case .receipt(let withdrawal, let node, _, _):
      guard claim.author == node else { return .refused(.notTheNode) }
      guard isOrder(withdrawal, before: index) else { return .refused(.unknownWithdrawal) }
      return either { $0.isNode(node, knowing: claim.controlHeads) }
    case .anchor(_, let heads):
      let past = graph.past(of: index)
      let known = heads.compactMap { graph.index(of: $0) }
      guard known.count == heads.count, known.allSatisfy({ past.contains($0) }) else {
        return .refused(.outsidePast)
      }
      let device = owner.mayAuthor(claim.author, knowing: claim.controlHeads)
      if device.isAllowed { return device }
      let seat = owner.isOperator(claim.author, knowing: claim.controlHeads)
      return seat.isAllowed ? seat : device
    case .genesis, .nodeEnrolled, .nodeEnded, .workerEnrolled, .rootOpened, .workerAdmitted,
      .workerEnded, .caseOpened, .stratumOpened, .epochOpened, .ownRecord:
      return .refused(.misplaced)
    }
  }

  /// Heads stand in one service's log only: the other service cannot judge them, and waits.
  private func either(_ judge: (ServiceView) -> Judgement) -> Judgement {
    let byOwner = judge(owner)
    if byOwner.isAllowed { return byOwner }
    let byRecipient = judge(recipient)
    if byRecipient.isAllowed { return byRecipient }
    if case .refused = byOwner { return byOwner }
    return byRecipient
  }

  /// Whether it is something to be answered with a receipt.
  private func isOrder(_ id: StatementID, before index: Int) -> Bool {
    guard let order = graph.index(of: id), graph.isInPast(order, of: index) else { return false }
    switch graph.claims[order].act {
    case .withdrawal, .erasure: return true
    case .genesis, .nodeEnrolled, .nodeEnded, .workerEnrolled, .rootOpened, .workerAdmitted,
      .workerEnded, .caseOpened, .stratumOpened, .epochOpened, .ownRecord, .grant, .epochsWrapped,
      .receipt, .anchor:
      return false
    }
  }

  /// What gives something to the recipient, or destroys words: it stands or falls with its author in the whole log.
  private func needsStandingAuthor(_ act: Act) -> Bool {
    switch act {
    case .grant, .epochsWrapped, .erasure: true
    case .genesis, .nodeEnrolled, .nodeEnded, .workerEnrolled, .rootOpened, .workerAdmitted,
      .workerEnded, .caseOpened, .stratumOpened, .epochOpened, .ownRecord, .withdrawal, .receipt,
      .anchor:
      false
    }
  }

  /// What a doubted author signed stands within every anchor, is void outside one, and waits for the first.
  private func judgeByAnchors(_ author: SigningKey, at index: Int) -> Judgement {
    let left = anchors[author, default: []]
    if left.isEmpty { return owner.isDoubted(author) ? .waiting(.anchor) : .allowed }
    return left.allSatisfy { $0.contains(index) } ? .allowed : .refused(.outsideAnchor)
  }

  /// Whether a withdrawal that holds may also order forgetting.
  private func mayOrder(_ claim: Claim, at index: Int) -> Bool {
    if owner.membership.devices[claim.author] != nil {
      return judgeByAnchors(claim.author, at: index).isAllowed
    }
    return !recipient.isDoubted(claim.author)
  }

  // MARK: Effects of one statement

  /// An anchor speaks of an author only once the anchor knows of the author's ending.
  private mutating func enterAnchor(_ claim: Claim) {
    guard case .anchor(let authors, let heads) = claim.act,
      let standing = graph.closure(of: heads),
      let known = owner.graph.closure(of: claim.controlHeads)
    else { return }
    for author in authors where owner.membership.isEnded(device: author, known: known) {
      anchors[author, default: []].append(standing)
    }
  }

  private mutating func enter(_ claim: Claim, at index: Int) {
    let verdict = verdicts[index]
    switch claim.act {
    case .grant(let grant):
      for tag in Set(grant.volets) {
        if verdict.isAllowed { grants[tag, default: []].append(index) }
        if verdict == .waiting(.anchor) { suspended[tag, default: []].append(index) }
      }
    case .epochsWrapped(let starts, let box):
      wrappedEver.formUnion(starts.map(\.epoch))
      if verdict.isAllowed {
        wraps += starts.map { Wrap(index: index, start: $0, box: box) }
      }
    case .withdrawal:
      guard verdict.isAllowed else { break }
      withdrawals.append(index)
      if mayOrder(claim, at: index) { orders.append(index) }
    case .receipt: if verdict.isAllowed { receipts.append(index) }
    case .erasure: if verdict.isAllowed { erasures.append(index) }
    case .anchor, .genesis, .nodeEnrolled, .nodeEnded, .workerEnrolled, .rootOpened,
      .workerAdmitted, .workerEnded, .caseOpened, .stratumOpened, .epochOpened, .ownRecord:
      break
    }
  }

  // MARK: What survives

  /// Valid withdrawals that cover a volet; one that names no volet covers them all.
  func withdrawals(covering tag: VoletTag) -> [Int] { withdrawals.filter { covers($0, tag) } }

  private func covers(_ index: Int, _ tag: VoletTag) -> Bool {
    guard case .withdrawal(_, let volets, _) = graph.claims[index].act else { return false }
    return volets.isEmpty || volets.contains(tag)
  }

  /// Whether a wrap was taken back by a withdrawal that may order forgetting.
  func isTakenBackByOrder(_ start: EpochStart, at index: Int) -> Bool {
    !hasSeen(orders.filter { covers($0, start.volet) }, index)
      || !hasSeen(withdrawals(purging: start.epoch), index)
  }

  /// Valid orders to forget an epoch.
  func withdrawals(purging epoch: EpochID) -> [Int] {
    orders.filter { index in
      guard case .withdrawal(_, _, let purge) = graph.claims[index].act else { return false }
      return purge.contains(epoch)
    }
  }

  /// Valid grants that every valid withdrawal is in the past of, superseded by none.
  func survivors(_ tag: VoletTag) -> [Int] {
    let removed = withdrawals(covering: tag)
    let valid = grants[tag, default: []]
    return valid.filter { hasSeen(removed, $0) && !isSuperseded($0, by: valid) }
  }

  /// Suspended grants that would survive: they allow nothing, and narrow what the others allow.
  func suspendedSurvivors(_ tag: VoletTag) -> [Int] {
    let removed = withdrawals(covering: tag)
    let valid = grants[tag, default: []]
    return suspended[tag, default: []].filter {
      hasSeen(removed, $0) && !isSuperseded($0, by: valid)
    }
  }

  /// Nil when the statement is no grant.
  func grant(_ index: Int) -> Grant? {
    guard case .grant(let grant) = graph.claims[index].act else { return nil }
    return grant
  }

  func hasSeen(_ removed: [Int], _ index: Int) -> Bool {
    removed.allSatisfy { graph.isInPast($0, of: index) }
  }

  func isSuperseded(_ index: Int, by grants: [Int]) -> Bool {
    grants.contains { graph.isInPast(index, of: $0) }
  }

  private func isLive(_ wrap: Wrap) -> Bool {
    hasSeen(withdrawals(covering: wrap.start.volet), wrap.index)
      && hasSeen(withdrawals(purging: wrap.start.epoch), wrap.index)
  }
}
