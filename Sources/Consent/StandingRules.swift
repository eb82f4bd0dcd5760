import Envelope

/// Which valid statements of a service log still carry authority once the whole log is known.
/// Protocol/consent.md, "What stands".
///
/// Validity looks at a statement's own past, so that it never changes. An ended key can therefore go on writing beside
/// its ending, validly; what it writes there, and what rests on that, does not stand.
struct StandingRules: Sendable {
  /// Rounds in which endings are weighed against each other; what is undecided after them counts as an ending.
  static let rounds = 8

  private let graph: StatementGraph
  private let membership: Membership
  /// Valid statements, in the graph's order.
  private let valid: [Int]
  /// By index of the graph.
  private var standing = BitSet()
  /// Endings that count against what did not precede them.
  private var counted = BitSet()

  init(graph: StatementGraph, membership: Membership, verdicts: [Judgement]) {
    (self.graph, self.membership) = (graph, membership)
    valid = graph.orderedIndices.filter { verdicts[$0].isAllowed }
    for index in valid { counted.insert(index) }
    weigh()
    guard !membership.hasMember(known: graph.everything, where: isStanding) else { return }
    // Nobody would be left: a service is not taken from those who work in it by an ending.
    for index in valid { standing.insert(index) }
  }

  /// An ending whose author had ended, unknown to it, counts for nothing here: a thief of an ended key throws no doubt
  /// on the others by ending them. Endings that contradict each other all count.
  private mutating func weigh() {
    weighOnce()
    for _ in 0..<Self.rounds {
      let least = standing
      counted = least
      weighOnce()
      counted = standing
      weighOnce()
      if standing == least { return }
    }
  }

  private mutating func weighOnce() {
    standing = BitSet()
    for index in valid where isSupported(index) { standing.insert(index) }
  }

  // MARK: Questions

  /// Whether a root may be the current one: it stands, and every ending of its author knew of it.
  func isRoot(at index: Int) -> Bool {
    standing.contains(index) && isKnown(index, to: endings(of: graph.claims[index].author))
  }

  /// Whether a device was enrolled, and if `admitted` also admitted, by something that stands.
  func stands(device: SigningKey, admitted: Bool) -> Bool {
    guard membership.devices[device, default: []].contains(where: { isStanding($0.index) }) else {
      return false
    }
    return !admitted || membership.admissions[device, default: []].contains(where: isStanding)
  }

  private func isStanding(_ index: Int) -> Bool { standing.contains(index) }

  // MARK: One statement

  /// Whether the author's authority stands at `index`, whose past has been looked at before it.
  private func isSupported(_ index: Int) -> Bool {
    let claim = graph.claims[index]
    switch claim.act {
    case .genesis: return true
    case .nodeEnrolled, .nodeEnded, .workerEnrolled, .workerEnded:
      return isSupported(operator: claim.author, at: index)
    case .rootOpened, .workerAdmitted: return isSupported(device: claim.author, at: index)
    case nil, .caseOpened, .stratumOpened, .epochOpened, .ownRecord, .grant, .epochsWrapped,
      .withdrawal, .receipt, .anchor, .erasure, .ceased:
      return false
    }
  }

  private func isSupported(operator key: SigningKey, at index: Int) -> Bool {
    guard let genesis = membership.genesis else { return false }
    if key == genesis.content.rootKey { return true }
    let seats = membership.operators[key, default: []]
    let endings = seats.flatMap { membership.nodeEndings[$0.node, default: []] }
    guard isKnown(index, to: endings.filter(counted.contains)) else { return false }
    return key == genesis.content.operatorKey || seats.contains { isHeld($0.index, before: index) }
  }

  private func isSupported(device key: SigningKey, at index: Int) -> Bool {
    guard isKnown(index, to: endings(of: key).filter(counted.contains)),
      membership.devices[key, default: []].contains(where: { isHeld($0.index, before: index) })
    else { return false }
    // The first root is the device's of the genesis, whom nobody admitted before.
    if !membership.roots.contains(where: { graph.isInPast($0, of: index) }) { return true }
    return membership.admissions[key, default: []].contains { isHeld($0, before: index) }
  }

  private func isHeld(_ index: Int, before later: Int) -> Bool {
    graph.isInPast(index, of: later) && isStanding(index)
  }

  /// Of the device itself, and of every node that it was enrolled on.
  private func endings(of device: SigningKey) -> [Int] {
    membership.deviceEndings[device, default: []]
      + membership.devices[device, default: []].flatMap {
        membership.nodeEndings[$0.content.node, default: []]
      }
  }

  /// Whether every ending has the statement in its past: what was written before it, and known.
  private func isKnown(_ index: Int, to endings: [Int]) -> Bool {
    endings.allSatisfy { graph.isInPast(index, of: $0) }
  }
}

extension Membership {
  /// Whether somebody is admitted, and not ended, by an enrolment and an admission that satisfy `stands`.
  fileprivate func hasMember(known: BitSet, where stands: (Int) -> Bool) -> Bool {
    devices.contains { key, enrolments in
      enrolments.contains { stands($0.index) }
        && admissions[key, default: []].contains(where: stands)
        && !isEnded(device: key, known: known)
    }
  }
}
