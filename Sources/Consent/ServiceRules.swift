import Envelope

/// Judges a service log: each statement by the valid statements of its own past. Protocol/consent.md,
/// "Service log".
struct ServiceRules {
  let service: ServiceID
  private(set) var graph: StatementGraph
  private(set) var membership = Membership()
  /// By index of the graph.
  private(set) var verdicts: [Judgement] = []

  init(service: ServiceID, graph: StatementGraph) {
    (self.service, self.graph) = (service, graph)
    enterNew()
  }

  /// A statement is judged by its past alone, so what was judged stays as it is.
  ///
  /// - Returns: those that were judged now; all of them when a trace has become whole.
  mutating func insert(_ claim: Claim) -> Range<Int> {
    guard graph.insert(claim) == .inserted else { return graph.count..<graph.count }
    if graph.count == verdicts.count { (membership, verdicts) = (Membership(), []) }
    let first = verdicts.count
    enterNew()
    return first..<graph.count
  }

  /// Those of the graph that were not judged yet: a statement's past is judged before it.
  private mutating func enterNew() {
    for index in verdicts.count..<graph.count {
      let refusal = refusal(of: graph.claims[index], past: graph.past(of: index))
      verdicts.append(refusal.map { .refused($0) } ?? .allowed)
      if refusal == nil { enter(graph.claims[index], at: index) }
    }
  }

  /// What the rules say of a statement that is not in the set, or of a trace made whole.
  func judge(_ claim: Claim) -> Judgement {
    guard let past = graph.past(of: claim) else { return .waiting(.parents) }
    return refusal(of: claim, past: past).map { .refused($0) } ?? .allowed
  }

  // MARK: Rules

  private func refusal(of claim: Claim, past: BitSet) -> Judgement.Refusal? {
    if case .genesis(let genesis) = claim.act { return refusal(of: genesis, in: claim) }
    guard let first = membership.genesis, past.contains(first.index) else { return .noGenesis }
    switch claim.act {
    case nil: return .traceOnly
    case .nodeEnrolled(let node, _):
      guard membership.isOperator(claim.author, known: past) else { return .notOperator }
      return membership.isEnded(node: node, known: past) ? .notNew : nil
    case .nodeEnded(let node):
      guard membership.isOperator(claim.author, known: past) else { return .notOperator }
      return membership.nodes[node, default: []].contains { past.contains($0) } ? nil : .unknownNode
    case .workerEnrolled(let enrolled):
      guard membership.isOperator(claim.author, known: past) else { return .notOperator }
      guard membership.isNode(enrolled.node, known: past) else { return .unknownNode }
      let isNew = membership.state(of: enrolled.device, known: past) == nil
      return isNew ? nil : .notNew
    case .workerEnded(let worker, let devices):
      guard membership.isOperator(claim.author, known: past) else { return .notOperator }
      return devices.allSatisfy { belongs($0, to: worker, past: past) } ? nil : .unknownDevice
    case .workerTerm(let worker, _):
      guard membership.isOperator(claim.author, known: past) else { return .notOperator }
      let isKnown = membership.devicesOf[worker, default: []].contains {
        belongs($0, to: worker, past: past)
      }
      return isKnown ? nil : .unknownDevice
    case .rootOpened:
      let isFirst = !membership.roots.contains { past.contains($0) }
      guard isFirst else { return refusal(of: claim.author, standing: .admitted, past: past) }
      guard claim.author == first.content.device else { return .notAdmitted }
      return refusal(of: claim.author, standing: .enrolled, past: past)
    case .workerAdmitted(let device, _):
      if let refusal = refusal(of: claim.author, standing: .admitted, past: past) {
        return refusal
      }
      switch membership.state(of: device, known: past) {
      case nil: return .unknownDevice
      case .ended: return .notNew
      case .added, .admitted:
        return membership.mayAdmit(claim.author, device, known: past) ? nil : .notTheirs
      }
    case .sheetPublished, .sheetWithdrawn:
      return membership.isNode(claim.author, known: past) ? nil : .unknownNode
    case .genesis, .caseOpened, .stratumOpened, .epochOpened, .ownRecord, .grant, .epochsWrapped,
      .withdrawal, .receipt, .anchor, .erasure, .ceased:
      return .misplaced
    }
  }

  private func refusal(of genesis: Genesis, in claim: Claim) -> Judgement.Refusal? {
    claim.id.bytes == service.bytes && claim.parents.isEmpty && claim.author == genesis.rootKey
      ? nil : .noGenesis
  }

  private func refusal(
    of author: SigningKey, standing: ServiceView.Standing, past: BitSet
  ) -> Judgement.Refusal? {
    switch membership.judge(device: author, standing: standing, known: past) {
    case .allowed: nil
    case .refused(let refusal): refusal
    case .waiting: .notEnrolled
    }
  }

  private func belongs(_ device: SigningKey, to worker: WorkerID, past: BitSet) -> Bool {
    membership.devices[device, default: []].contains {
      past.contains($0.index) && $0.content.worker == worker
    }
  }

  // MARK: Effects

  private mutating func enter(_ claim: Claim, at index: Int) {
    switch claim.act {
    case .genesis(let genesis): membership.genesis = (index, genesis)
    case .nodeEnrolled(let node, let operatorKey):
      membership.nodes[node, default: []].append(index)
      membership.operators[operatorKey, default: []].append((index, node))
      membership.keys[node, default: []].insert(operatorKey)
    case .nodeEnded(let node): membership.nodeEndings[node, default: []].append(index)
    case .workerEnrolled(let enrolled):
      membership.devices[enrolled.device, default: []].append((index, enrolled))
      membership.keys[enrolled.node, default: []].insert(enrolled.device)
      membership.devicesOf[enrolled.worker, default: []].insert(enrolled.device)
    case .workerEnded(_, let devices):
      for device in devices { membership.deviceEndings[device, default: []].append(index) }
    case .rootOpened(let opened):
      membership.roots.append(index)
      for device in [claim.author] + opened.wraps.map(\.device) {
        membership.admissions[device, default: []].append(index)
      }
    case .workerTerm(let worker, _): membership.terms[worker, default: []].append(index)
    case .workerAdmitted(let device, _): membership.admissions[device, default: []].append(index)
    case nil, .sheetPublished, .sheetWithdrawn, .caseOpened, .stratumOpened, .epochOpened,
      .ownRecord, .grant, .epochsWrapped,
      .withdrawal, .receipt, .anchor, .erasure, .ceased:
      break
    }
  }
}
