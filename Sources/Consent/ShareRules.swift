import Envelope

/// Which statements of a share are valid, and what survives of its grants and wraps.
/// Protocol/consent.md, "The convergent rule". Indices are those of the graph.
///
/// Grows with the share: each statement costs what it says and what it changes, whatever came before. An anchor, and what
/// is known anew of a service, costs what it speaks of; what changes an earlier judgement is judged from the beginning.
struct ShareRules: Sendable {
  /// A wrap of one epoch, and the statement it stands in.
  struct Wrap: Sendable {
    let index: Int
    let start: EpochStart
    let box: BoxKey
  }

  private(set) var graph: StatementGraph
  private(set) var owner: ServiceView
  private(set) var recipient: ServiceView
  private(set) var verdicts: [Judgement] = []
  /// What each statement is by itself, anchors left aside: it stays so while services' logs grow, unless it waits.
  private var alone: [Judgement] = []
  /// How often it was judged from the beginning: what a share costs.
  private(set) var beginnings = 0
  /// What all anchors that speak of an ended author left standing: their heads and the pasts of these.
  private(set) var anchors: [SigningKey: BitSet] = [:]
  /// By author, what stands or falls with them, or orders forgetting if they are not doubted.
  private var written: [SigningKey: [Int]] = [:]
  private var awaited = Awaited()
  /// What it was parted from.
  private var former: (owner: Former?, recipient: Former?)
  private(set) var removals = ShareRemovals()
  private(set) var consents = ShareConsents()
  private(set) var opened = ShareWraps()
  /// The same for what the owner sends: an end of the follow-up closes them too, and nothing of what is read.
  private(set) var sent = ShareConsents()
  private(set) var sentWraps = ShareWraps()
  private(set) var ceasings = ShareCeasings()
  /// In the order in which they became complete, as everything else here.
  private(set) var receipts: [StatementID: [Int]] = [:]
  private(set) var erasures: [Int] = []

  init(graph: StatementGraph, owner: ServiceView, recipient: ServiceView) {
    (self.graph, self.owner, self.recipient) = (graph, owner, recipient)
    run()
  }

  /// Takes in one more statement of the share, and whatever waited for it.
  @discardableResult
  mutating func insert(_ claim: Claim) -> StatementGraph.Insertion {
    let before = graph.count
    let outcome = graph.insert(claim)
    switch outcome {
    case .duplicate, .otherLog, .full: break
    case .waiting: enterEarly(claim)
    case .inserted:
      let added = before..<graph.count
      var spoken: Set<SigningKey> = []
      for index in added { spoken.formUnion(judgeAloneAndEnterAnchor(index)) }
      // A trace that became whole, or an anchor that speaks of somebody: what came before may be judged differently.
      if added.isEmpty || spoken.contains(where: isMisjudged) {
        if added.isEmpty { run() } else { enterAll() }
      } else {
        for index in added { judgeByAnchorsAndEnter(index) }
      }
    }
    return outcome
  }

  /// From the beginning. Anchors depend on no grant, so they are judged first.
  private mutating func run() {
    (alone, anchors, awaited) = ([], [:], Awaited())
    for index in 0..<graph.count { _ = judgeAloneAndEnterAnchor(index) }
    enterAll()
  }

  /// What stands by itself, with what all the anchors leave standing of it.
  private mutating func enterAll() {
    beginnings += 1
    (written, receipts, erasures) = ([:], [:], [])
    (removals, consents, opened) = (ShareRemovals(), ShareConsents(), ShareWraps())
    (sent, sentWraps, ceasings) = (ShareConsents(), ShareWraps(), ShareCeasings())
    verdicts = []
    for index in 0..<graph.count { judgeByAnchorsAndEnter(index) }
    for claim in graph.waitingClaims { enterEarly(claim) }
  }

  /// The authors of whom it says, if it is an anchor, that less of theirs stands than stood.
  private mutating func judgeAloneAndEnterAnchor(_ index: Int) -> [SigningKey] {
    let claim = graph.claims[index]
    let judgement = judgeAlone(at: index)
    alone.append(judgement)
    if judgement == .waiting(.controlHeads) || isJudgedByAllKnown(claim) { awaited.add(claim) }
    return judgement.isAllowed ? enterAnchor(claim) : []
  }

  private mutating func judgeByAnchorsAndEnter(_ index: Int) {
    let claim = graph.claims[index]
    verdicts.append(alone[index])
    if verdicts[index].isAllowed {
      let isGiving = needsStandingAuthor(claim.act)
      if isGiving || claim.isWithdrawal { written[claim.author, default: []].append(index) }
      if isGiving { verdicts[index] = judgeByAnchors(claim.author, at: index) }
    }
    enter(claim, at: index)
  }

  /// Whether something of an author is kept that would be judged otherwise now.
  private func isMisjudged(_ author: SigningKey) -> Bool {
    written[author, default: []].contains { index in
      let claim = graph.claims[index]
      return claim.isWithdrawal
        ? removals.orders.contains(claim.id) != mayOrder(claim, at: index)
        : verdicts[index] != judgeByAnchors(author, at: index)
    }
      || removals.early.values.contains { claim in
        claim.author == author && removals.orders.contains(claim.id) != mayOrder(claim, at: nil)
      }
  }

  // MARK: Services

  /// Lets go of what is known of a service, which is about to grow: what two hold is copied as a whole when it changes.
  mutating func part(from service: ServiceID) {
    if owner.service == service, former.owner == nil {
      former.owner = Former(owner)
      owner = ServiceView(service: service)
    }
    if recipient.service == service, former.recipient == nil {
      former.recipient = Former(recipient)
      recipient = ServiceView(service: service)
    }
  }

  /// Takes up again what is known now of the services that it was parted from, all of them. Judged from the beginning if
  /// that changes a judgement.
  mutating func learn(_ services: [ServiceView]) {
    var changes: [Bool] = []
    for service in services {
      if owner.service == service.service, let known = former.owner {
        owner = service
        changes.append(settles(known, service))
      }
      if recipient.service == service.service, let known = former.recipient {
        recipient = service
        changes.append(settles(known, service))
      }
    }
    let isDoubtMoved =
      former.owner.map { $0.doubts != owner.doubts } ?? false
      || former.recipient.map { $0.doubts != recipient.doubts } ?? false
    former = (nil, nil)
    if changes.contains(true) {
      run()
    } else if isDoubtMoved, authors.contains(where: isMisjudged) {
      enterAll()
    }
  }

  /// Whoever wrote what stands or falls with them.
  private var authors: Set<SigningKey> {
    Set(written.keys).union(removals.early.values.map(\.author))
  }

  /// Whether a service's log brings what something here waits for, or says anew what somebody is who wrote here.
  private func settles(_ known: Former, _ service: ServiceView) -> Bool {
    guard service.beginnings == known.beginnings, !service.isClosed, !known.isClosed else {
      return true
    }
    return service.graph.claims[known.count...].contains { claim in
      if awaited.heads.contains(claim.id) { return true }
      if case .workerEnrolled(let enrolled) = claim.act,
        written[enrolled.device] != nil
      {
        return true
      }
      return service.membership.devices(touchedBy: claim).contains(where: awaited.authors.contains)
    }
  }

  // MARK: Effects of one statement

  /// An anchor speaks of an author only once the anchor knows of the author's ending.
  ///
  /// - Returns: those of whom less stands than before.
  private mutating func enterAnchor(_ claim: Claim) -> [SigningKey] {
    guard case .anchor(let authors, let heads) = claim.act, !authors.isEmpty,
      let standing = graph.closure(of: heads),
      let known = owner.graph.closure(of: claim.controlHeads)
    else { return [] }
    return authors.filter { author in
      guard owner.membership.isEnded(device: author, known: known) else { return false }
      var left = standing
      if let before = anchors[author] { left.formIntersection(before) }
      return anchors.updateValue(left, forKey: author) != left
    }
  }

  private mutating func enterEarly(_ claim: Claim) {
    if claim.isWithdrawal { awaited.add(claim) }
    guard holdsEarly(claim), case .withdrawal(_, let volets, let purge) = claim.act else { return }
    let isOrder = mayOrder(claim, at: nil)
    removals.addEarly(claim, isOrder: isOrder)
    takeBack(claim.id, volets, purge, isOrder: isOrder)
  }

  private mutating func enter(_ claim: Claim, at index: Int) {
    let verdict = verdicts[index]
    switch claim.act {
    case .grant(let grant):
      consents.note(grant.consent, at: index)
      guard verdict.isAllowed || verdict == .waiting(.anchor) else { break }
      let past = graph.past(of: index)
      for tag in Set(grant.volets) {
        let hasSeen = removals.areSeen(covering: tag, in: past)
        consents.add(
          index, past, for: tag, isSuspended: !verdict.isAllowed, hasSeen: hasSeen)
        sent.add(
          index, past, for: tag, isSuspended: !verdict.isAllowed,
          hasSeen: hasSeen && ceasings.areSeen(covering: tag, in: past))
      }
    case .epochsWrapped(let starts, let box):
      let past = graph.past(of: index)
      for start in starts {
        opened.note(start.epoch)
        guard verdict.isAllowed else { continue }
        let isLive =
          removals.areSeen(covering: start.volet, in: past)
          && removals.areSeen(purging: start.epoch, in: past)
        let wrap = Wrap(index: index, start: start, box: box)
        opened.add(wrap, isLive: isLive)
        sentWraps.add(
          wrap, isLive: isLive && ceasings.areSeen(covering: start.volet, in: past))
      }
    case .withdrawal(_, let volets, let purge):
      guard verdict.isAllowed else { break }
      let isOrder = mayOrder(claim, at: index)
      removals.add(index, claim.id, volets, purge, isOrder: isOrder)
      takeBack(claim.id, volets, purge, isOrder: isOrder)
    case .receipt(let order, _, _, _):
      if verdict.isAllowed { receipts[order, default: []].append(index) }
    case .erasure: if verdict.isAllowed { erasures.append(index) }
    case .ceased(_, let volets):
      guard verdict.isAllowed else { break }
      ceasings.add(index, volets)
      stopSending(volets, [], isOrder: false)
    case nil, .anchor, .genesis, .nodeEnrolled, .nodeEnded, .workerEnrolled, .rootOpened,
      .workerAdmitted, .workerEnded, .workerTerm, .sheetPublished, .sheetWithdrawn, .caseOpened,
      .stratumOpened,
      .epochOpened, .ownRecord:
      break
    }
  }

  /// Nothing that is here has seen it, for whatever has it in its past comes after it.
  private mutating func takeBack(
    _ id: StatementID, _ volets: [VoletTag], _ purge: [EpochID], isOrder: Bool
  ) {
    let closed = volets.isEmpty ? consents.closeAll() : consents.close(volets)
    let died = opened.close(volets.isEmpty ? nil : volets, isOrder ? purge : [], isOrder: isOrder)
    removals.note(id, closed: closed, died: died)
    stopSending(volets, purge, isOrder: isOrder)
  }

  /// No volet named: all of the share.
  private mutating func stopSending(_ volets: [VoletTag], _ purge: [EpochID], isOrder: Bool) {
    _ = volets.isEmpty ? sent.closeAll() : sent.close(volets)
    _ = sentWraps.close(volets.isEmpty ? nil : volets, isOrder ? purge : [], isOrder: isOrder)
  }

  // MARK: What survives

  /// Valid grants that every valid withdrawal is in the past of, superseded by none; in the log's order.
  func survivors(_ tag: VoletTag) -> [Int] { graph.sorted(consents.survivors[tag, default: []]) }

  /// Survivors under which something is sent still: they have seen every end of the follow-up.
  func sendingSurvivors(_ tag: VoletTag) -> [Int] { graph.sorted(sent.survivors[tag, default: []]) }

  /// Suspended grants that would survive: they allow nothing, and narrow what the others allow.
  func suspendedSurvivors(_ tag: VoletTag) -> [Int] { consents.held[tag, default: []] }

  /// Nil when the statement is no grant.
  func grant(_ index: Int) -> Grant? {
    guard case .grant(let grant) = graph.claims[index].act else { return nil }
    return grant
  }
}

extension ShareRules {
  /// What the services' logs may still bring that changes a judgement here.
  private struct Awaited {
    /// Control heads that were named and are not here.
    var heads: Set<StatementID> = []
    /// Of those who named them.
    var authors: Set<SigningKey> = []

    mutating func add(_ claim: Claim) {
      heads.formUnion(claim.controlHeads)
      authors.insert(claim.author)
    }
  }

  /// A service as it was known when it was let go.
  private struct Former {
    let count: Int
    let beginnings: Int
    let doubts: Int
    let isClosed: Bool

    init(_ service: ServiceView) {
      count = service.graph.count
      (beginnings, doubts) = (service.beginnings, service.doubts)
      isClosed = service.isClosed
    }
  }
}
