import Envelope

/// Validity of one statement of a share: by its author, by its past, and by the anchors that speak of its author.
/// Protocol/consent.md, section 6 and 7.4.
extension ShareRules {
  /// What the rules say of a statement that is not in the set, or of a trace made whole.
  func judge(_ claim: Claim) -> Judgement {
    guard let past = graph.past(of: claim) else {
      return holdsEarly(claim) ? .allowed : .waiting(.parents)
    }
    let alone = judgeAlone(claim, past: past)
    guard alone.isAllowed, needsStandingAuthor(claim.act) else { return alone }
    return judgeByAnchors(claim.author, at: graph.index(of: claim.id))
  }

  func judgeAlone(at index: Int) -> Judgement {
    judgeAlone(graph.claims[index], past: graph.past(of: index))
  }

  /// By what its author was, as far as the statement knew, and by its own past.
  private func judgeAlone(_ claim: Claim, past: BitSet) -> Judgement {
    switch claim.act {
    case nil: return .refused(.traceOnly)
    case .grant(let grant):
      guard grant.owner == owner.service, grant.recipient == recipient.service else {
        return .refused(.otherParties)
      }
      return owner.mayAuthor(claim.author, knowing: claim.controlHeads)
    case .epochsWrapped, .erasure, .ceased:
      return owner.mayAuthor(claim.author, knowing: claim.controlHeads)
    case .withdrawal: return judgeWithdrawal(claim)
    case .receipt(let withdrawal, let node, _, _):
      guard claim.author == node else { return .refused(.notTheNode) }
      guard isOrder(withdrawal, in: past) else { return .refused(.unknownWithdrawal) }
      return either { $0.isNode(node, knowing: claim.controlHeads) }
    case .anchor(_, let heads):
      let known = heads.compactMap { graph.index(of: $0) }
      guard known.count == heads.count, known.allSatisfy({ past.contains($0) }) else {
        return .refused(.outsidePast)
      }
      let device = owner.mayAuthor(claim.author, knowing: claim.controlHeads)
      if device.isAllowed { return device }
      let seat = owner.isOperator(claim.author, knowing: claim.controlHeads)
      return seat.isAllowed ? seat : device
    case .genesis, .nodeEnrolled, .nodeEnded, .workerEnrolled, .rootOpened, .workerAdmitted,
      .workerEnded, .workerTerm, .sheetPublished, .sheetWithdrawn, .caseOpened, .stratumOpened,
      .epochOpened,
      .ownRecord:
      return .refused(.misplaced)
    }
  }

  /// Its past is no condition of it. What its author knew of the service and has not arrived, all that is known stands in
  /// for: it only takes away, and waits for nobody.
  private func judgeWithdrawal(_ claim: Claim) -> Judgement {
    let judged = either { $0.mayAuthor(claim.author, knowing: claim.controlHeads) }
    guard judged == .waiting(.controlHeads) else { return judged }
    let isTheirs = owner.hasAdmitted(claim.author) || recipient.hasAdmitted(claim.author)
    return isTheirs ? .allowed : judged
  }

  /// Whether it is a withdrawal of which all that is known says whose it is, because what its author knew is not here.
  func isJudgedByAllKnown(_ claim: Claim) -> Bool {
    claim.isWithdrawal
      && either { $0.mayAuthor(claim.author, knowing: claim.controlHeads) }
        == .waiting(.controlHeads)
  }

  /// Whether a statement takes back although its past is not here.
  func holdsEarly(_ claim: Claim) -> Bool {
    claim.isWithdrawal && judgeWithdrawal(claim).isAllowed
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
  private func isOrder(_ id: StatementID, in past: BitSet) -> Bool {
    guard let order = graph.index(of: id), past.contains(order) else { return false }
    switch graph.claims[order].act {
    case .withdrawal, .erasure: return true
    case nil, .genesis, .nodeEnrolled, .nodeEnded, .workerEnrolled, .rootOpened, .workerAdmitted,
      .workerEnded, .workerTerm, .sheetPublished, .sheetWithdrawn, .caseOpened, .stratumOpened,
      .epochOpened,
      .ownRecord, .grant, .epochsWrapped,
      .receipt, .anchor, .ceased:
      return false
    }
  }

  /// What gives something to the recipient, or destroys words: it stands or falls with its author in the whole log.
  func needsStandingAuthor(_ act: Act?) -> Bool {
    switch act {
    case .grant, .epochsWrapped, .erasure: true
    case nil, .genesis, .nodeEnrolled, .nodeEnded, .workerEnrolled, .rootOpened, .workerAdmitted,
      .workerEnded, .workerTerm, .sheetPublished, .sheetWithdrawn, .caseOpened, .stratumOpened,
      .epochOpened,
      .ownRecord, .withdrawal, .receipt,
      .anchor, .ceased:
      false
    }
  }

  /// What a doubted author signed stands within every anchor, is void outside one, and waits for the first. A nil `index`:
  /// it is not in the set yet, and in no anchor.
  func judgeByAnchors(_ author: SigningKey, at index: Int?) -> Judgement {
    guard let left = anchors[author] else {
      return owner.isDoubted(author) ? .waiting(.anchor) : .allowed
    }
    return index.map(left.contains) ?? false ? .allowed : .refused(.outsideAnchor)
  }

  /// Whether a withdrawal that holds may also order forgetting. What a doubted author orders outside an anchor waits for a
  /// person.
  func mayOrder(_ claim: Claim, at index: Int?) -> Bool {
    if owner.membership.devices[claim.author] != nil {
      return judgeByAnchors(claim.author, at: index).isAllowed
    }
    return !recipient.isDoubted(claim.author)
  }
}
