import Envelope

@testable import Consent

/// The statements of one log, and pasts found by walking: slow, and plainly right.
struct Walk {
  let claims: [StatementID: Claim]

  init(_ claims: [Claim]) {
    self.claims = Dictionary(claims.map { ($0.id, $0) }) { first, _ in first }
  }

  /// Nil when a statement of the past is missing.
  func past(_ id: StatementID) -> Set<StatementID>? {
    guard let claim = claims[id] else { return nil }
    var past: Set<StatementID> = []
    var next = claim.parents
    while let parent = next.popLast() {
      guard let claim = claims[parent] else { return nil }
      if past.insert(parent).inserted { next += claim.parents }
    }
    return past
  }

  /// Statements of which more than a trace is here.
  var whole: [Claim] { claims.values.filter { $0.act != nil } }

  func closure(_ heads: [StatementID]) -> Set<StatementID>? {
    var known = Set(heads)
    for head in heads {
      guard let past = past(head) else { return nil }
      known.formUnion(past)
    }
    return known
  }
}

/// Section "Service log" of the specification, read aloud: who is what in a set of statements.
final class ServiceOracle {
  let service: ServiceID
  let walk: Walk
  private var memory: [StatementID: Bool] = [:]

  init(_ service: ServiceID, _ claims: [Claim]) {
    (self.service, walk) = (service, Walk(claims))
  }

  var all: Set<StatementID> { Set(walk.claims.keys.filter { walk.past($0) != nil }) }
  /// Every valid statement.
  lazy var everything: [Claim] = valid(all)
  private var closures: [[StatementID]: [Claim]?] = [:]

  func valid(_ set: Set<StatementID>) -> [Claim] {
    set.filter { isValid($0) }.compactMap { walk.claims[$0] }
  }

  func isValid(_ id: StatementID) -> Bool {
    if let known = memory[id] { return known }
    guard let claim = walk.claims[id], let past = walk.past(id) else { return false }
    let result = holds(claim, valid(past))
    memory[id] = result
    return result
  }

  private func holds(_ claim: Claim, _ past: [Claim]) -> Bool {
    if case .genesis(let genesis) = claim.act {
      return claim.id.bytes == service.bytes && claim.parents.isEmpty
        && claim.author == genesis.rootKey
    }
    guard past.contains(where: { $0.id.bytes == service.bytes }) else { return false }
    switch claim.act {
    case .nodeEnrolled(let node, _):
      return isOperator(claim.author, past) && !endedNodes(past).contains(node)
    case .nodeEnded(let node):
      return isOperator(claim.author, past)
        && past.contains { if case .nodeEnrolled(node, _) = $0.act { true } else { false } }
    case .workerEnrolled(let enrolled):
      let isNode = past.contains {
        if case .nodeEnrolled(enrolled.node, _) = $0.act { true } else { false }
      }
      return isOperator(claim.author, past) && isNode
        && !endedNodes(past).contains(enrolled.node) && !isEnrolled(enrolled.device, past)
    case .workerEnded(let worker, let devices):
      return isOperator(claim.author, past)
        && devices.allSatisfy { device in
          enrolments(device, past).contains { $0.worker == worker }
        }
    case .workerTerm(let worker, _):
      return isOperator(claim.author, past)
        && past.contains {
          if case .workerEnrolled(let enrolled) = $0.act {
            enrolled.worker == worker
          } else {
            false
          }
        }
    case .rootOpened:
      let someRoot = past.contains { if case .rootOpened = $0.act { true } else { false } }
      return someRoot
        ? isAdmitted(claim.author, past)
        : claim.author == founder(past) && isEnrolled(claim.author, past)
          && !isEnded(claim.author, past)
    case .workerAdmitted(let device, _):
      return isAdmitted(claim.author, past) && isEnrolled(device, past) && !isEnded(device, past)
        && enrolments(device, past).allSatisfy { mine in
          enrolments(claim.author, past).contains { $0.worker == mine.worker }
            || !past.contains {
              guard case .workerEnrolled(let other) = $0.act else { return false }
              return other.worker == mine.worker && other.device != device
                && isAdmitted(other.device, past)
            }
        }
    case .sheetPublished, .sheetWithdrawn:
      let author = claim.author
      return !endedNodes(past).contains(author)
        && past.contains { if case .nodeEnrolled(author, _) = $0.act { true } else { false } }
    default: return false
    }
  }

  /// The device that the genesis names.
  private func founder(_ set: [Claim]) -> SigningKey? {
    for claim in set { if case .genesis(let genesis) = claim.act { return genesis.device } }
    return nil
  }

  func isOperator(_ key: SigningKey, _ set: [Claim]) -> Bool {
    for claim in set {
      guard case .genesis(let genesis) = claim.act else { continue }
      if key == genesis.rootKey { return true }
      var seats: [SigningKey] = []
      for claim in set {
        if case .nodeEnrolled(let node, key) = claim.act { seats.append(node) }
      }
      if seats.isEmpty { return key == genesis.operatorKey }
      return !Set(seats).subtracting(endedNodes(set)).isEmpty
    }
    return false
  }

  func endedNodes(_ set: [Claim]) -> Set<SigningKey> {
    Set(set.compactMap { if case .nodeEnded(let node) = $0.act { node } else { nil } })
  }

  func enrolments(_ device: SigningKey, _ set: [Claim]) -> [WorkerEnrolled] {
    set.compactMap {
      if case .workerEnrolled(let enrolled) = $0.act, enrolled.device == device {
        enrolled
      } else {
        nil
      }
    }
  }

  func isEnrolled(_ device: SigningKey, _ set: [Claim]) -> Bool {
    !enrolments(device, set).isEmpty
  }

  func isEnded(_ device: SigningKey, _ set: [Claim]) -> Bool {
    let named = set.contains {
      if case .workerEnded(_, let devices) = $0.act { devices.contains(device) } else { false }
    }
    return named || enrolments(device, set).contains { endedNodes(set).contains($0.node) }
  }

  func isAdmitted(_ device: SigningKey, _ set: [Claim]) -> Bool {
    wasAdmitted(device, set) && !isEnded(device, set)
  }

  /// Ended since or not.
  func wasAdmitted(_ device: SigningKey, _ set: [Claim]) -> Bool {
    let admitted = set.contains {
      switch $0.act {
      case .rootOpened(let opened):
        $0.author == device || opened.wraps.contains { $0.device == device }
      case .workerAdmitted(device, _): true
      default: false
      }
    }
    return admitted && isEnrolled(device, set)
  }

  // MARK: Section "What stands"

  /// What carries authority once everything is known.
  lazy var standing: Set<StatementID> = {
    let valid = Set(everything.map(\.id))
    func standing(against counted: Set<StatementID>) -> Set<StatementID> {
      let judge = StandingOracle(self, counted)
      return valid.filter(judge.stands)
    }
    var least = standing(against: valid)
    for _ in 0..<8 {
      let next = standing(against: standing(against: least))
      if next == least { break }
      least = next
    }
    let isPeopled = everything.contains { claim in
      guard case .workerEnrolled(let enrolled) = claim.act, !isEnded(enrolled.device, everything)
      else { return false }
      return least.contains(claim.id)
        && everything.contains { admits($0, enrolled.device) && least.contains($0.id) }
    }
    return isPeopled ? least : valid
  }()

  fileprivate func precedes(_ id: StatementID, _ endings: [Claim]) -> Bool {
    endings.allSatisfy { walk.past($0.id)?.contains(id) ?? false }
  }

  private func endings(ofNodes nodes: Set<SigningKey>) -> [Claim] {
    everything.filter {
      if case .nodeEnded(let node) = $0.act { nodes.contains(node) } else { false }
    }
  }

  fileprivate func endings(ofOperator key: SigningKey) -> [Claim] {
    let seats = everything.compactMap { claim -> SigningKey? in
      if case .nodeEnrolled(let node, key) = claim.act { node } else { nil }
    }
    return endings(ofNodes: Set(seats))
  }

  fileprivate func endings(ofDevice key: SigningKey) -> [Claim] {
    endings(ofNodes: Set(enrolments(key, everything).map(\.node)))
      + everything.filter {
        if case .workerEnded(_, let devices) = $0.act { devices.contains(key) } else { false }
      }
  }

  fileprivate func enrols(_ claim: Claim, _ device: SigningKey) -> Bool {
    if case .workerEnrolled(let enrolled) = claim.act { enrolled.device == device } else { false }
  }

  fileprivate func admits(_ claim: Claim, _ device: SigningKey) -> Bool {
    switch claim.act {
    case .rootOpened(let opened):
      claim.author == device || opened.wraps.contains { $0.device == device }
    case .workerAdmitted(device, _): true
    default: false
    }
  }

  func isDoubted(_ device: SigningKey) -> Bool {
    guard isEnrolled(device, everything) else { return false }
    if isEnded(device, everything) { return true }
    guard everything.contains(where: { enrols($0, device) && standing.contains($0.id) }) else {
      return true
    }
    return isAdmitted(device, everything)
      && !everything.contains { admits($0, device) && standing.contains($0.id) }
  }

  /// The deepest root that may be current, of equals the smallest.
  var currentRoot: StatementID? {
    func depth(_ id: StatementID) -> Int {
      1 + (walk.claims[id]?.parents.map(depth).max() ?? -1)
    }
    let roots = everything.filter { claim in
      guard case .rootOpened = claim.act else { return false }
      return standing.contains(claim.id) && precedes(claim.id, endings(ofDevice: claim.author))
    }.map(\.id)
    let deepest = roots.map(depth).max()
    return roots.filter { depth($0) == deepest }.min()
  }

  /// Nil: the heads are not known here.
  func knows(_ heads: [StatementID]) -> [Claim]? {
    if let known = closures[heads] { return known }
    let known = walk.closure(heads).map(valid)
    closures[heads] = .some(known)
    return known
  }
}

/// Section "What stands", when certain endings count.
private final class StandingOracle {
  private let service: ServiceOracle
  private let counted: Set<StatementID>
  private var memory: [StatementID: Bool] = [:]

  init(_ service: ServiceOracle, _ counted: Set<StatementID>) {
    (self.service, self.counted) = (service, counted)
  }

  func stands(_ id: StatementID) -> Bool {
    if let known = memory[id] { return known }
    guard let claim = service.walk.claims[id], let past = service.walk.past(id) else {
      return false
    }
    let before = service.valid(past)
    let result = isRooted(claim, before)
    memory[id] = result
    return result
  }

  private func isRooted(_ claim: Claim, _ before: [Claim]) -> Bool {
    let key = claim.author
    switch claim.act {
    case .genesis: return true
    case .rootOpened, .workerAdmitted:
      let someRoot = before.contains { if case .rootOpened = $0.act { true } else { false } }
      return precedes(claim, service.endings(ofDevice: key))
        && before.contains { service.enrols($0, key) && stands($0.id) }
        && (!someRoot || before.contains { service.admits($0, key) && stands($0.id) })
    default:
      for case .genesis(let genesis) in before.map(\.act) {
        if genesis.rootKey == key { return true }
        guard precedes(claim, service.endings(ofOperator: key)) else { return false }
        if genesis.operatorKey == key { return true }
      }
      return before.contains { seat in
        guard case .nodeEnrolled(_, key) = seat.act else { return false }
        return stands(seat.id)
      }
    }
  }

  private func precedes(_ claim: Claim, _ endings: [Claim]) -> Bool {
    service.precedes(claim.id, endings.filter { counted.contains($0.id) })
  }
}

/// Sections "Share" and "The convergent rule" of the specification, formula by formula.
struct ShareOracle {
  enum Verdict { case valid, suspended, none }

  let walk: Walk
  let owner: ServiceOracle
  let recipient: ServiceOracle

  init(_ claims: [Claim], _ owner: ServiceOracle, _ recipient: ServiceOracle) {
    (walk, self.owner, self.recipient) = (Walk(claims), owner, recipient)
  }

  /// Statements whose past is here.
  var complete: [(claim: Claim, past: Set<StatementID>)] {
    walk.whole.compactMap { claim in walk.past(claim.id).map { (claim, $0) } }
  }

  func isAdmitted(_ claim: Claim, _ service: ServiceOracle) -> Bool {
    service.knows(claim.controlHeads).map { service.isAdmitted(claim.author, $0) } ?? false
  }

  /// Their past is no condition of them; all that is known stands in for what their author knew and has not arrived.
  var withdrawals: [(claim: Claim, volets: [VoletTag], purge: [EpochID])] {
    walk.whole.compactMap { claim in
      guard case .withdrawal(_, let volets, let purge) = claim.act else { return nil }
      let isKnown =
        owner.knows(claim.controlHeads) != nil || recipient.knows(claim.controlHeads) != nil
      let isTheirs = [owner, recipient].contains {
        isKnown ? isAdmitted(claim, $0) : $0.wasAdmitted(claim.author, $0.everything)
      }
      return isTheirs ? (claim, volets, purge) : nil
    }
  }

  /// What each anchor that speaks of `author` left standing.
  func anchors(_ author: SigningKey) -> [Set<StatementID>] {
    complete.compactMap { claim, past in
      guard case .anchor(let authors, let heads) = claim.act, authors.contains(author),
        past.isSuperset(of: heads), let known = owner.knows(claim.controlHeads),
        owner.isAdmitted(claim.author, known) || owner.isOperator(claim.author, known),
        owner.isEnded(author, known)
      else { return nil }
      return walk.closure(heads)
    }
  }

  func verdict(_ claim: Claim) -> Verdict {
    if case .grant(let grant) = claim.act {
      guard grant.owner == owner.service, grant.recipient == recipient.service else { return .none }
    }
    guard walk.past(claim.id) != nil, isAdmitted(claim, owner) else { return .none }
    let anchors = anchors(claim.author)
    if anchors.isEmpty { return owner.isDoubted(claim.author) ? .suspended : .valid }
    return anchors.allSatisfy { $0.contains(claim.id) } ? .valid : .none
  }

  /// Whether a valid withdrawal also orders forgetting.
  func orders(_ claim: Claim) -> Bool {
    guard owner.isEnrolled(claim.author, owner.everything) else {
      return !recipient.isDoubted(claim.author)
    }
    let anchors = anchors(claim.author)
    return anchors.isEmpty
      ? !owner.isDoubted(claim.author) : anchors.allSatisfy { $0.contains(claim.id) }
  }

  /// Ends of the follow-up that cover a volet.
  func ceasings(_ tag: VoletTag) -> [Claim] {
    complete.compactMap { claim, _ in
      guard case .ceased(_, let volets) = claim.act, isAdmitted(claim, owner),
        volets.isEmpty || volets.contains(tag)
      else { return nil }
      return claim
    }
  }

  func grants(_ tag: VoletTag, _ wanted: Verdict) -> [(claim: Claim, grant: Grant)] {
    complete.compactMap { claim, _ in
      guard case .grant(let grant) = claim.act, grant.volets.contains(tag),
        verdict(claim) == wanted
      else { return nil }
      return (claim, grant)
    }
  }

  func hasSeenAll(_ claim: Claim, _ withdrawals: [Claim]) -> Bool {
    let past = walk.past(claim.id) ?? []
    return withdrawals.allSatisfy { past.contains($0.id) }
  }

  /// `andSeen`: what a grant must have seen besides every withdrawal.
  func surviving(_ tag: VoletTag, _ wanted: Verdict, andSeen: [Claim] = []) -> [Grant] {
    let covering = withdrawals.filter { $0.volets.isEmpty || $0.volets.contains(tag) }.map(\.claim)
    return grants(tag, wanted).filter { one in
      hasSeenAll(one.claim, covering + andSeen)
        && !grants(tag, .valid).contains { later in
          walk.past(later.claim.id)?.contains(one.claim.id) ?? false
        }
    }.map(\.grant)
  }

  /// What an allowance says: consents, end, both ways. Nil: nothing.
  func effective(_ tag: VoletTag) -> (consents: Set<ConsentID>, until: Instant?, bothWays: Bool)? {
    together(surviving(tag, .valid), tag)
  }

  /// The same of what is sent.
  func sending(_ tag: VoletTag) -> (consents: Set<ConsentID>, until: Instant?, bothWays: Bool)? {
    together(surviving(tag, .valid, andSeen: ceasings(tag)), tag)
  }

  private func together(
    _ survivors: [Grant], _ tag: VoletTag
  ) -> (consents: Set<ConsentID>, until: Instant?, bothWays: Bool)? {
    guard !survivors.isEmpty else { return nil }
    let all = survivors + surviving(tag, .suspended)
    return (
      Set(survivors.map(\.consent)), all.compactMap(\.until).min(), all.allSatisfy(\.bothWays)
    )
  }

  func isLive(_ start: EpochStart, andSeen: [Claim] = []) -> Bool {
    complete.contains { claim, _ in
      guard case .epochsWrapped(let starts, _) = claim.act, starts.contains(start),
        verdict(claim) == .valid
      else { return false }
      let against = withdrawals.filter {
        $0.volets.isEmpty || $0.volets.contains(start.volet)
          || $0.purge.contains(start.epoch) && orders($0.claim)
      }
      return hasSeenAll(claim, against.map(\.claim) + andSeen)
    }
  }

  func purged(_ starts: [EpochStart]) -> Set<EpochID> {
    let named = Set(withdrawals.filter { orders($0.claim) }.flatMap(\.purge))
    return named.subtracting(starts.filter { isLive($0) }.map(\.epoch))
  }
}
