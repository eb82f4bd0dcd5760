import Envelope

/// Which valid statements of a service log still carry authority once the whole log is known.
/// Protocol/consent.md, "What stands".
///
/// Validity looks at a statement's own past, so that it never changes. An ended key can therefore go on writing beside
/// its ending, validly; what it writes there, and what rests on that, does not stand.
///
/// Grows with the log: a statement is weighed with what it may take from, and with what rests on that.
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

  init(of log: ServiceRules) {
    for index in 0..<log.graph.count where log.verdicts[index].isAllowed {
      valid.insert(index)
      written[log.graph.claims[index].author, default: []].append(index)
    }
    weigh(log)
    look(at: Array(log.membership.devices.keys), of: log)
  }

  /// Takes in statements that were just judged. Whether somebody is doubted now who was not, or no more.
  @discardableResult
  mutating func enter(_ judged: Range<Int>, of log: ServiceRules) -> Bool {
    let fresh = judged.filter { log.verdicts[$0].isAllowed }
    var changed: Set<Int> = []
    for index in fresh {
      valid.insert(index)
      written[log.graph.claims[index].author, default: []].append(index)
      changed.formUnion(weigh(index, of: log))
    }
    let touched = changed.union(fresh).flatMap {
      log.membership.devices(touchedBy: log.graph.claims[$0])
    }
    return look(at: touched, of: log)
  }

  /// Whether somebody is doubted now who was not, or no more.
  @discardableResult
  private mutating func look(at devices: [SigningKey], of log: ServiceRules) -> Bool {
    let known = log.graph.everything
    let wasEmpty = members.isEmpty
    for key in devices { count(key, of: log.membership, known) }
    var isMoved = false
    for key in wasEmpty == members.isEmpty ? devices : Array(log.membership.devices.keys) {
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

  /// A statement more: it is weighed in each turn, with what it may take from and with what rests on that.
  ///
  /// - Returns: what stands now in the last turn and did not, or no more.
  private mutating func weigh(_ index: Int, of log: ServiceRules) -> Set<Int> {
    let touched = fallible(by: index, in: log).union([index])
    var changed: Set<Int> = []
    for turn in turns.indices {
      changed = weigh(turn, touched.union(concerned(by: changed, in: log)), of: log)
    }
    while turns.count <= 2 * Self.rounds, turns[turns.count - 1] != turns[turns.count - 3] {
      for _ in 0..<2 {
        let turn = turns.count
        let moved = turns[turn - 1].difference(from: turns[turn - 3])
        turns.append(turns[turn - 2])
        changed.formUnion(weigh(turn, concerned(by: Set(moved.members), in: log), of: log))
      }
    }
    return changed
  }

  /// Weighs some statements in one turn, and whatever rests on those that change. Which they are.
  private mutating func weigh(
    _ turn: Int, _ first: Set<Int>, of log: ServiceRules
  ) -> Set<Int> {
    var waiting = BitSet()
    for index in first { waiting.insert(index) }
    var scale = Scale(counted: turn == 0 ? valid : turns[turn - 1], isForOne: first.count < 8)
    var changed: Set<Int> = []
    var position = 0
    // What rests on a statement comes after it.
    while let index = waiting.member(from: position) {
      position = index + 1
      let stands = scale.holds(index, beside: turns[turn], of: log)
      guard stands != turns[turn].contains(index) else { continue }
      if stands { turns[turn].insert(index) } else { turns[turn].remove(index) }
      changed.insert(index)
      for key in log.membership.keys(empoweredBy: log.graph.claims[index]) {
        for later in written[key, default: []].reversed() {
          guard later > index else { break }
          if log.graph.isInPast(index, of: later) { waiting.insert(later) }
        }
      }
    }
    return changed
  }

  /// Statements of those whom some endings end.
  private func concerned(by changed: Set<Int>, in log: ServiceRules) -> Set<Int> {
    var found: Set<Int> = []
    for index in changed {
      for key in log.membership.keys(endedBy: log.graph.claims[index]) {
        found.formUnion(
          written[key, default: []].filter { !log.graph.isInPast($0, of: index) })
      }
    }
    return found
  }

  /// Statements that one may take authority from: it ends their author, or seats their author on a node that was ended, and
  /// is not known to have come after them.
  private func fallible(by index: Int, in log: ServiceRules) -> Set<Int> {
    let membership = log.membership
    func fallible(_ key: SigningKey, by endings: [Int]) -> [Int] {
      written[key, default: []].filter { earlier in
        endings.contains { !log.graph.isInPast(earlier, of: $0) }
      }
    }
    switch log.graph.claims[index].act {
    case .nodeEnded, .workerEnded: return concerned(by: [index], in: log)
    case .nodeEnrolled(let node, let key):
      return Set(fallible(key, by: membership.nodeEndings[node, default: []]))
    case .workerEnrolled(let enrolled):
      return Set(
        fallible(enrolled.device, by: membership.nodeEndings[enrolled.node, default: []]))
    case nil, .genesis, .rootOpened, .workerAdmitted, .workerTerm, .sheetPublished, .sheetWithdrawn,
      .caseOpened, .stratumOpened, .epochOpened, .ownRecord, .grant, .epochsWrapped, .withdrawal,
      .receipt, .anchor, .erasure, .ceased:
      return []
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
    /// What every ending of a key that counts has in its past; nil when none counts. One key may be an operator's and a
    /// device's, which end apart.
    private var limits: [Hand: BitSet?] = [:]

    private enum Hand: Hashable {
      case ofOperator(SigningKey)
      case ofDevice(SigningKey)
    }

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
      case nil, .workerTerm, .sheetPublished, .sheetWithdrawn, .caseOpened, .stratumOpened,
        .epochOpened, .ownRecord, .grant, .epochsWrapped, .withdrawal, .receipt, .anchor, .erasure,
        .ceased:
        return false
      }
    }

    private mutating func holds(
      _ index: Int, by key: SigningKey, asOperatorBeside standing: BitSet, of log: ServiceRules
    ) -> Bool {
      guard let genesis = log.membership.genesis?.content else { return false }
      if key == genesis.rootKey { return true }
      let endings = { log.membership.endings(ofOperator: key) }
      guard isKnown(index, to: endings, of: .ofOperator(key), in: log.graph) else {
        return false
      }
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
      guard isKnown(index, to: endings, of: .ofDevice(key), in: log.graph) else {
        return false
      }
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
      _ index: Int, to endings: () -> [Int], of hand: Hand, in graph: StatementGraph
    ) -> Bool {
      if isForOne {
        return endings().allSatisfy { !counted.contains($0) || graph.isInPast(index, of: $0) }
      }
      if limits[hand] == nil {
        let pasts = endings().filter(counted.contains).map(graph.past(of:))
        limits[hand] = .some(
          pasts.first.map { first in
            pasts.dropFirst().reduce(into: first) { $0.formIntersection($1) }
          })
      }
      return limits[hand].flatMap { $0 }?.contains(index) ?? true
    }
  }
}
