public import Envelope

/// A service as its own log tells it: operators, nodes, workers' devices, content roots.
/// Protocol/consent.md, "Service log".
public struct ServiceView: Sendable {
  public enum DeviceState: Hashable, Sendable {
    /// Enrolled by an operator; holds no content root yet.
    case added
    case admitted
    /// Ended for good, itself or with its node: the key never comes back.
    case ended
  }

  /// What an author must be.
  public enum Standing: Hashable, Sendable {
    case enrolled
    case admitted
  }

  public struct Node: Hashable, Sendable {
    public let key: SigningKey
    /// The first operator key it was enrolled with.
    public let operatorKey: SigningKey
    public let isEnded: Bool
  }

  /// One worker on one node.
  public struct Device: Hashable, Sendable {
    public let key: SigningKey
    public let worker: WorkerID
    public let box: BoxKey
    public let node: SigningKey
    public let card: AttachmentID
    public let state: DeviceState
    /// Enrolled, and admitted when it is, by statements that stand in the whole log: false when whoever wrote them had
    /// been ended and the ending did not know of them.
    public let stands: Bool
  }

  public struct Root: Hashable, Sendable {
    public let statement: StatementID
    public let author: SigningKey
    public let root: RootID
    public let box: BoxKey
    public let boxSecret: AttachmentID
    public let previous: AttachmentID?
  }

  public let service: ServiceID
  public var graph: StatementGraph { rules.graph }
  /// The log holds a statement that this version does not know: nobody is judged until it does.
  public private(set) var isClosed = false
  private var rules: ServiceRules
  var membership: Membership { rules.membership }
  private var standing: StandingRules
  /// How often everything was judged anew, because a trace became whole.
  private(set) var beginnings = 0
  /// How often it changed who is doubted.
  private(set) var doubts = 0
  /// Devices that have ended, or that nothing which stands enrolled and admitted.
  var doubted: Set<SigningKey> { standing.doubted }

  /// Nil unless `graph` is that of a service log.
  public init?(_ graph: StatementGraph) {
    guard case .service(let service) = graph.log else { return nil }
    self.init(service: service, graph: graph)
  }

  public init(
    service: ServiceID, statements: some Sequence<ProvenStatement> = [],
    traces: [StatementTrace] = []
  ) {
    self.init(
      service: service,
      graph: StatementGraph(log: .service(service), statements: statements, traces: traces))
  }

  private init(service: ServiceID, graph: StatementGraph) {
    self.service = service
    rules = ServiceRules(service: service, graph: graph)
    standing = StandingRules(of: rules)
  }

  /// Takes in one more statement: judged and weighed by itself, unless it takes from what stood.
  public mutating func insert(_ statement: ProvenStatement) { insert(Claim(statement)) }

  mutating func insert(_ claim: Claim) {
    let judged = rules.insert(claim)
    // From the first one on: a trace has become whole, and pasts tell differently.
    guard judged.lowerBound > 0 else {
      standing = StandingRules(of: rules)
      (beginnings, doubts) = (beginnings + 1, doubts + 1)
      return
    }
    if standing.enter(judged, of: rules) { doubts += 1 }
  }

  func isRoot(at index: Int) -> Bool { standing.isRoot(at: index, of: rules) }

  func stands(device: SigningKey, admitted: Bool) -> Bool {
    standing.stands(device: device, admitted: admitted, of: membership)
  }

  public mutating func insert(_ trace: StatementTrace) { insert(Claim(trace)) }

  /// A statement of this log is of a kind this version does not know: fail closed.
  public mutating func markUnknown() { isClosed = true }

  // MARK: Judging

  /// Whether a device may sign a change or a case file's statement that cites `heads` of this log.
  public func mayAuthor(
    _ device: SigningKey, knowing heads: [StatementID], as standing: Standing = .admitted
  ) -> Judgement {
    guard !isClosed else { return .waiting(.newerVersion) }
    guard let known = graph.closure(of: heads) else { return .waiting(.controlHeads) }
    return membership.judge(device: device, standing: standing, known: known)
  }

  /// Whether `key` is an operator key (or the root key), as far as `heads` tell.
  public func isOperator(_ key: SigningKey, knowing heads: [StatementID]) -> Judgement {
    guard !isClosed else { return .waiting(.newerVersion) }
    guard let known = graph.closure(of: heads) else { return .waiting(.controlHeads) }
    return membership.isOperator(key, known: known) ? .allowed : .refused(.notOperator)
  }

  /// Whether `key` is a node that is not ended, as far as `heads` tell.
  public func isNode(_ key: SigningKey, knowing heads: [StatementID]) -> Judgement {
    guard !isClosed else { return .waiting(.newerVersion) }
    guard let known = graph.closure(of: heads) else { return .waiting(.controlHeads) }
    return membership.isNode(key, known: known) ? .allowed : .refused(.unknownNode)
  }

  /// The judgement of a statement of the set, or of one about to join it.
  public func judge(_ statement: ProvenStatement) -> Judgement { judge(Claim(statement)) }

  /// Nil when the statement is not here.
  public func judgement(of id: StatementID) -> Judgement? {
    guard let index = graph.index(of: id) else {
      return graph.contains(id) ? .waiting(.parents) : nil
    }
    return isClosed ? .waiting(.newerVersion) : rules.verdicts[index]
  }

  func verdict(at index: Int) -> Judgement { rules.verdicts[index] }

  func judge(_ claim: Claim) -> Judgement {
    guard claim.log == graph.log else { return .refused(.otherLog) }
    let isTrace = graph.index(of: claim.id).map { graph.claims[$0].isTrace } ?? false
    if !isTrace, let known = judgement(of: claim.id) { return known }
    return isClosed ? .waiting(.newerVersion) : rules.judge(claim)
  }
}
