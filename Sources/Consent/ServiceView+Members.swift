public import Envelope

extension ServiceView {
  /// Nil until a genesis that holds has arrived.
  public var genesis: Genesis? { membership.genesis?.content }

  /// Heads of the log, ascending: what a statement or change written now cites.
  public var heads: [StatementID] { graph.heads }

  /// Operator keys that hold, ascending; the root key is not among them.
  public var operators: [SigningKey] {
    guard let genesis else { return [] }
    let known = graph.everything
    let all = Set(membership.operators.keys).union([genesis.operatorKey])
    return all.filter { membership.isOperator($0, known: known) }.sorted()
  }

  /// Ascending by key.
  public var nodes: [Node] {
    let known = graph.everything
    return membership.nodes.keys.sorted().compactMap { key in
      guard let first = membership.nodes[key].flatMap(first),
        case .nodeEnrolled(_, let operatorKey) = graph.claims[first].act
      else { return nil }
      return Node(
        key: key, operatorKey: operatorKey, isEnded: membership.isEnded(node: key, known: known))
    }
  }

  /// Whether a node is enrolled and not ended.
  public func hasNode(_ key: SigningKey) -> Bool { membership.isNode(key, known: graph.everything) }

  /// Whether a key ever was an operator's here, a device or a node.
  public func hasKey(_ key: SigningKey) -> Bool {
    membership.operators[key] != nil || membership.devices[key] != nil
      || membership.nodes[key] != nil || genesis?.operatorKey == key
  }

  /// Ascending by key. Of two concurrent enrolments of one key, the first in the log's order tells.
  public var devices: [Device] { membership.devices.keys.sorted().compactMap(device) }

  /// Nil when the key is not enrolled.
  public func device(_ key: SigningKey) -> Device? {
    guard
      let content = membership.devices[key, default: []]
        .min(by: { graph.precedes($0.index, $1.index) })?.content,
      let state = membership.state(of: key, known: graph.everything)
    else { return nil }
    return Device(
      key: key, worker: content.worker, box: content.box, node: content.node, card: content.card,
      state: state, stands: stands(device: key, admitted: state == .admitted))
  }

  /// When a device was ended, by the clock of who ended it first: shown, never judged. Nil while it has not ended.
  ///
  ///     let isLate = view.ended(device).map { written >= $0 } ?? false
  public func ended(_ device: SigningKey) -> Instant? {
    endingIndices(of: device).map { graph.claims[$0].at }.min()
  }

  /// Whether a device ended otherwise than with its node.
  public func hasEnded(byItself device: SigningKey) -> Bool {
    !membership.deviceEndings[device, default: []].isEmpty
  }

  /// The valid statements that ended a device, or a node that it was enrolled on, ascending.
  public func endings(of device: SigningKey) -> [StatementID] {
    endingIndices(of: device).map { graph.claims[$0].id }.sorted()
  }

  private func endingIndices(of device: SigningKey) -> [Int] {
    let nodes = membership.devices[device, default: []].map(\.content.node)
    return membership.deviceEndings[device, default: []]
      + nodes.flatMap { membership.nodeEndings[$0, default: []] }
  }

  /// Before this moment nobody who is doubted now had ended; nil when nobody is doubted.
  public var earliestDoubt: Instant? {
    doubted.map { ended($0) ?? Instant(milliseconds: 0) }.min()
  }

  /// The first in the log's order.
  private func first(_ indices: [Int]) -> Int? { indices.min(by: graph.precedes) }

  /// Whether a device was ever admitted, ended since or not.
  func hasAdmitted(_ key: SigningKey) -> Bool {
    !isClosed && membership.devices[key] != nil && membership.admissions[key] != nil
  }

  /// What a worker is called and may do: the card of the first of their devices, in the log's order, that was ever
  /// admitted and stands; without one, of the first that was enrolled. What a further enrolment says of them counts
  /// for nothing. Nil when nobody of that id is enrolled.
  public func card(of worker: WorkerID) -> AttachmentID? {
    let enrolments = membership.devicesOf[worker, default: []].flatMap { key in
      membership.devices[key, default: []].filter { $0.content.worker == worker }
        .map { (index: $0.index, card: $0.content.card, leads: leads(key)) }
    }
    return enrolments.min { left, right in
      left.leads == right.leads ? graph.precedes(left.index, right.index) : left.leads
    }?.card
  }

  private func leads(_ device: SigningKey) -> Bool {
    hasAdmitted(device) && stands(device: device, admitted: true)
  }

  /// Whoever let a worker in, on any device: those whose valid statements admitted one of theirs.
  public func admitters(of worker: WorkerID) -> Set<WorkerID> {
    Set(
      graph.claims.indices.compactMap { index in
        let claim = graph.claims[index]
        guard case .workerAdmitted(let device, _) = claim.act, verdict(at: index).isAllowed,
          self.device(device)?.worker == worker
        else { return nil }
        return self.device(claim.author)?.worker
      })
  }

  /// Devices of a worker, ascending by key.
  public func devices(of worker: WorkerID) -> [Device] { devices.filter { $0.worker == worker } }

  // MARK: Content roots

  /// In the log's order, oldest first.
  public var roots: [Root] { graph.sorted(membership.roots).compactMap(root) }

  /// Of those that stand in the whole log, the deepest; of equals, the one whose statement has the smallest id.
  public var currentRoot: Root? { currentRootIndex.flatMap(root) }

  /// Where others seal what is meant for this service now.
  public var currentBox: BoxKey? { currentRoot?.box }

  /// A device that was given the current root has ended or does not stand, or no root that was opened stands: the next
  /// unlocked worker opens another.
  public var pendingRotation: Bool {
    guard let index = currentRootIndex, case .rootOpened(let opened) = graph.claims[index].act
    else { return !membership.roots.isEmpty }
    return holders(of: opened.root).contains { isDoubted($0) }
  }

  /// Ended, or enrolled or admitted by nothing that stands in the whole log: whatever gives to others or destroys, and
  /// was written by such a device, waits. False of a key that is not enrolled.
  public func isDoubted(_ device: SigningKey) -> Bool { doubted.contains(device) }

  /// The rows that hold roots for a device, in the log's order.
  public func rootWraps(for device: SigningKey) -> [RootWrap] {
    graph.orderedIndices.flatMap { index -> [RootWrap] in
      guard verdict(at: index).isAllowed else { return [] }
      switch graph.claims[index].act {
      case .rootOpened(let opened):
        return opened.wraps.filter { $0.device == device }
          .map { RootWrap(root: opened.root, wrap: $0.wrap) }
      case .workerAdmitted(device, let wraps): return wraps
      case nil, .workerAdmitted, .genesis, .nodeEnrolled, .nodeEnded, .workerEnrolled, .workerEnded,
        .workerTerm,
        .sheetPublished, .sheetWithdrawn,
        .caseOpened, .stratumOpened, .epochOpened, .ownRecord, .grant, .epochsWrapped,
        .withdrawal, .receipt, .anchor, .erasure, .ceased:
        return []
      }
    }
  }

  /// Devices that some valid statement gave this root, ascending.
  public func holders(of root: RootID) -> [SigningKey] {
    var holders: Set<SigningKey> = []
    for index in graph.claims.indices where verdict(at: index).isAllowed {
      let claim = graph.claims[index]
      if case .rootOpened(let opened) = claim.act, opened.root == root {
        holders.formUnion(opened.wraps.map(\.device) + [claim.author])
      }
      if case .workerAdmitted(let device, let wraps) = claim.act,
        wraps.contains(where: { $0.root == root })
      {
        holders.insert(device)
      }
    }
    return holders.sorted()
  }

  private var currentRootIndex: Int? {
    membership.roots.filter(isRoot).min { left, right in
      graph.depth(of: left) == graph.depth(of: right)
        ? graph.claims[left].id < graph.claims[right].id
        : graph.depth(of: left) > graph.depth(of: right)
    }
  }

  private func root(_ index: Int) -> Root? {
    let claim = graph.claims[index]
    guard case .rootOpened(let opened) = claim.act else { return nil }
    return Root(
      statement: claim.id, author: claim.author, root: opened.root, box: opened.box,
      boxSecret: opened.boxSecret, previous: opened.previous)
  }
}
