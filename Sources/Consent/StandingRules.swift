import Envelope

/// Which valid statements of a service log still carry authority once the whole log is known.
/// Protocol/consent.md, "What stands".
///
/// Validity looks at a statement's own past, so that it never changes. An ended key can therefore go on writing beside
/// its ending, validly; what it writes there, and what rests on that, does not stand.
///
/// Grows with the log: a statement that ends nobody who wrote beside it is weighed by itself. What ends somebody in the
/// middle of what stands has the whole log weighed again.
struct StandingRules: Sendable {
  /// Rounds in which endings are weighed against each other; what is undecided after them counts as an ending.
  static let rounds = 8

  private var valid = BitSet()
  /// What stands against everything valid, then in turn what stands against the one before. The last is asked for: it is
  /// the same as the last but two, unless the rounds have ended, so two more would change nothing.
  private var turns = [BitSet(), BitSet(), BitSet()]
  /// Valid statements by author.
  private var written: [SigningKey: [Int]] = [:]
  /// Devices that are not ended, and enrolled and admitted by what stands in the last turn.
  private var members: Set<SigningKey> = []
  /// Devices that have ended, or that nothing which stands enrolled and admitted.
  private(set) var doubted: Set<SigningKey> = []

  init(of log: ServiceRules) { enter(0..<log.graph.count, of: log) }

  /// Takes in statements that were just judged. Whether somebody is doubted now who was not, or no more.
  @discardableResult
  mutating func enter(_ judged: Range<Int>, of log: ServiceRules) -> Bool {
    let fresh = judged.filter { log.verdicts[$0].isAllowed }
    var isAnew = judged.lowerBound == 0
    for index in fresh {
      valid.insert(index)
      written[log.graph.claims[index].author, default: []].append(index)
      isAnew = isAnew || reachesBack(index, in: log)
      if !isAnew { append(index, of: log) }
    }
    if isAnew { weigh(log) }
    let known = log.graph.everything
    let everybody = { Array(log.membership.devices.keys) }
    let touched =
      isAnew
      ? everybody() : fresh.flatMap { log.membership.devices(touchedBy: log.graph.claims[$0]) }
    let wasEmpty = members.isEmpty
    for key in touched { count(key, of: log.membership, known) }
    var isMoved = false
    for key in wasEmpty == members.isEmpty ? touched : everybody() {
      isMoved = doubt(key, of: log.membership, known) || isMoved
    }
    return isMoved
  }

  // MARK: Weighing

  /// An ending whose author had ended, unknown to it, counts for nothing here: a thief of an ended key throws no doubt
  /// on the others by ending them. Endings that contradict each other all count.
  private mutating func weigh(_ log: ServiceRules) {
    turns = [weighed(against: valid, log)]
    for _ in 0..<Self.rounds {
      for _ in 0..<2 { turns.append(weighed(against: turns[turns.count - 1], log)) }
      if turns[turns.count - 1] == turns[turns.count - 3] { return }
    }
  }

  private func weighed(against counted: BitSet, _ log: ServiceRules) -> BitSet {
    var standing = BitSet()
    var scale = Scale(counted: counted)
    for index in valid.members where scale.holds(index, beside: standing, of: log) {
      standing.insert(index)
    }
    return standing
  }

  /// A statement that takes nothing from those before it: in each turn it stands or not.
  private mutating func append(_ index: Int, of log: ServiceRules) {
    for turn in turns.indices { place(index, in: turn, of: log) }
    let last = turns.count - 1
    guard last < 2 * Self.rounds, turns[last].contains(index) != turns[last - 2].contains(index)
    else { return }
    for turn in [last + 1, last + 2] {
      turns.append(turns[turn - 2])
      turns[turn].remove(index)
      place(index, in: turn, of: log)
    }
  }

  private mutating func place(_ index: Int, in turn: Int, of log: ServiceRules) {
    var scale = Scale(counted: turn == 0 ? valid : turns[turn - 1], isForOne: true)
    if scale.holds(index, beside: turns[turn], of: log) { turns[turn].insert(index) }
  }

  /// Whether a statement may take authority from one that stood: it ends its author, or seats its author on a node that
  /// was ended, and is not known to have come after it.
  private func reachesBack(_ index: Int, in log: ServiceRules) -> Bool {
    let membership = log.membership
    func mayFall(_ key: SigningKey, by endings: [Int]) -> Bool {
      written[key, default: []].contains { earlier in
        turns.contains { $0.contains(earlier) }
          && endings.contains { !log.graph.isInPast(earlier, of: $0) }
      }
    }
    switch log.graph.claims[index].act {
    case .nodeEnded(let node):
      return membership.keys[node, default: []].contains { mayFall($0, by: [index]) }
    case .workerEnded(_, let devices):
      return devices.contains { mayFall($0, by: [index]) }
    case .nodeEnrolled(let node, let key):
      return mayFall(key, by: membership.nodeEndings[node, default: []])
    case .workerEnrolled(let enrolled):
      return mayFall(enrolled.device, by: membership.nodeEndings[enrolled.node, default: []])
    case nil, .genesis, .rootOpened, .workerAdmitted, .caseOpened, .stratumOpened, .epochOpened,
      .ownRecord, .grant, .epochsWrapped, .withdrawal, .receipt, .anchor, .erasure, .ceased:
      return false
    }
  }

  // MARK: Devices

  private mutating func count(_ key: SigningKey, of membership: Membership, _ known: BitSet) {
    let isMember =
      !membership.isEnded(device: key, known: known)
      && isHeld(key, admitted: true, by: turns[turns.count - 1], of: membership)
    if isMember { members.insert(key) } else { members.remove(key) }
  }

  /// Whether that changes anything.
  private mutating func doubt(
    _ key: SigningKey, of membership: Membership, _ known: BitSet
  ) -> Bool {
    let isDoubted =
      switch membership.state(of: key, known: known) {
      case nil: false
      case .ended: true
      case .added: !stands(device: key, admitted: false, of: membership)
      case .admitted: !stands(device: key, admitted: true, of: membership)
      }
    return isDoubted ? doubted.insert(key).inserted : doubted.remove(key) != nil
  }

  private func isHeld(
    _ key: SigningKey, admitted: Bool, by standing: BitSet, of membership: Membership
  ) -> Bool {
    membership.devices[key, default: []].contains { standing.contains($0.index) }
      && (!admitted || membership.admissions[key, default: []].contains(where: standing.contains))
  }

  // MARK: Questions

  /// When nobody would be left, the question is not asked: a service is not taken from those who work in it by an ending.
  private var standing: BitSet { members.isEmpty ? valid : turns[turns.count - 1] }

  /// Whether a root may be the current one: it stands, and every ending of its author knew of it.
  func isRoot(at index: Int, of log: ServiceRules) -> Bool {
    let author = log.graph.claims[index].author
    return standing.contains(index)
      && log.membership.endings(ofDevice: author).allSatisfy { log.graph.isInPast(index, of: $0) }
  }

  /// Whether a device was enrolled, and if `admitted` also admitted, by something that stands.
  func stands(device: SigningKey, admitted: Bool, of membership: Membership) -> Bool {
    isHeld(device, admitted: admitted, by: standing, of: membership)
  }
}

extension StandingRules {
  /// One weighing, in which certain endings count.
  private struct Scale {
    let counted: BitSet
    /// A single statement is weighed: nothing is worth remembering of its author.
    let isForOne: Bool
    /// What every ending of a key that counts has in its past; nil when none counts.
    private var limits: [SigningKey: BitSet?] = [:]

    init(counted: BitSet, isForOne: Bool = false) {
      (self.counted, self.isForOne) = (counted, isForOne)
    }

    /// Whether the author's authority stands at `index`, everything in whose past has been weighed already.
    mutating func holds(_ index: Int, beside standing: BitSet, of log: ServiceRules) -> Bool {
      let author = log.graph.claims[index].author
      switch log.graph.claims[index].act {
      case .genesis: return true
      case .nodeEnrolled, .nodeEnded, .workerEnrolled, .workerEnded:
        return holds(index, by: author, asOperatorBeside: standing, of: log)
      case .rootOpened, .workerAdmitted:
        return holds(index, by: author, asDeviceBeside: standing, of: log)
      case nil, .caseOpened, .stratumOpened, .epochOpened, .ownRecord, .grant, .epochsWrapped,
        .withdrawal, .receipt, .anchor, .erasure, .ceased:
        return false
      }
    }

    private mutating func holds(
      _ index: Int, by key: SigningKey, asOperatorBeside standing: BitSet, of log: ServiceRules
    ) -> Bool {
      guard let genesis = log.membership.genesis?.content else { return false }
      if key == genesis.rootKey { return true }
      let endings = { log.membership.endings(ofOperator: key) }
      guard isKnown(index, to: endings, of: key, in: log.graph) else { return false }
      if key == genesis.operatorKey { return true }
      let past = log.graph.past(of: index)
      return log.membership.operators[key, default: []].contains {
        standing.contains($0.index) && past.contains($0.index)
      }
    }

    private mutating func holds(
      _ index: Int, by key: SigningKey, asDeviceBeside standing: BitSet, of log: ServiceRules
    ) -> Bool {
      let endings = { log.membership.endings(ofDevice: key) }
      guard isKnown(index, to: endings, of: key, in: log.graph) else { return false }
      let past = log.graph.past(of: index)
      let isHeld = { (earlier: Int) in standing.contains(earlier) && past.contains(earlier) }
      guard log.membership.devices[key, default: []].contains(where: { isHeld($0.index) }) else {
        return false
      }
      // The first root is the device's of the genesis, whom nobody admitted before.
      return !log.membership.roots.contains(where: past.contains)
        || log.membership.admissions[key, default: []].contains(where: isHeld)
    }

    /// Whether every ending that counts has the statement in its past: what was written before it, and known.
    private mutating func isKnown(
      _ index: Int, to endings: () -> [Int], of key: SigningKey, in graph: StatementGraph
    ) -> Bool {
      if isForOne {
        return endings().allSatisfy { !counted.contains($0) || graph.isInPast(index, of: $0) }
      }
      if limits[key] == nil {
        let pasts = endings().filter(counted.contains).map(graph.past(of:))
        limits[key] = .some(
          pasts.first.map { first in
            pasts.dropFirst().reduce(into: first) { $0.formIntersection($1) }
          })
      }
      return limits[key].flatMap { $0 }?.contains(index) ?? true
    }
  }
}
