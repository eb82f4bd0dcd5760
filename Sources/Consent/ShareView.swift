public import Envelope

/// One share: what the owner of a case file lets one recipient service read, by the statements of
/// both. Protocol/consent.md, "Share" and "The convergent rule".
///
/// A function of three sets of statements. Grows with its own; made anew when one of the services' does.
public struct ShareView: Sendable {
  /// Which service transmits to which.
  public struct Parties: Hashable, Sendable {
    public let owner: ServiceID
    public let recipient: ServiceID

    public init(owner: ServiceID, recipient: ServiceID) {
      (self.owner, self.recipient) = (owner, recipient)
    }
  }

  /// Why a share allows nothing at all.
  public enum Closure: Hashable, Sendable {
    case broken
    /// The first grant names other services than those it is judged with.
    case otherParties
    /// It holds a statement that this version does not know.
    case newerVersion
    /// It takes no more statements: nobody could state a withdrawal in it.
    case full
  }

  /// What the consents for one volet allow together: never wider than any one of them.
  public struct Allowance: Hashable, Sendable {
    /// Ascending.
    public let consents: [ConsentID]
    /// The earliest end; nil for no end. Exclusive.
    public let until: Instant?
    /// All of them say so.
    public let bothWays: Bool
    /// What this volet of a return share answers; ascending.
    public let cites: [Answered]
  }

  public let share: ShareID
  public var owner: ServiceView { rules.owner }
  public var recipient: ServiceView { rules.recipient }
  public var graph: StatementGraph { rules.graph }
  private(set) var rules: ShareRules
  private var isUnknown = false
  private var naming: Closure?
  /// The first signed grants, which name the parties.
  private var founders: [Int] = []
  /// Nothing that the services' logs may bring names other parties.
  public private(set) var isNamed = false
  private var witnesses: Witnesses

  /// Nil unless `graph` is that of a share.
  ///
  /// - `witnesses`: what tells whose grants name the parties; nil for the two services alone.
  public init?(
    _ graph: StatementGraph, owner: ServiceView, recipient: ServiceView,
    witnesses: Witnesses? = nil
  ) {
    guard case .share(let share) = graph.log else { return nil }
    self.init(
      share: share, graph: graph, owner: owner, recipient: recipient,
      witnesses: witnesses ?? Witnesses([owner, recipient]))
  }

  public init(
    share: ShareID, statements: some Sequence<ProvenStatement> = [], owner: ServiceView,
    recipient: ServiceView, witnesses: Witnesses? = nil
  ) {
    let graph = StatementGraph(log: .share(share), statements: statements)
    self.init(
      share: share, graph: graph, owner: owner, recipient: recipient,
      witnesses: witnesses ?? Witnesses([owner, recipient]))
  }

  private init(
    share: ShareID, graph: StatementGraph, owner: ServiceView, recipient: ServiceView,
    witnesses: Witnesses
  ) {
    (self.share, self.witnesses) = (share, witnesses)
    rules = ShareRules(graph: graph, owner: owner, recipient: recipient)
    nameParties()
  }

  private mutating func nameParties() {
    let parties = Parties(owner: owner.service, recipient: recipient.service)
    let found = Self.founding(in: graph, by: witnesses)
    founders = found.founders
    isNamed = found.isSettled
    switch found.naming {
    case .nobody: naming = nil
    case .parties(let named): naming = named == parties ? nil : .otherParties
    case .broken: naming = .broken
    }
  }

  /// Nil when the share is judged as usual.
  public var closure: Closure? {
    if isUnknown { return .newerVersion }
    return naming ?? (graph.isFull ? .full : nil)
  }

  /// Takes in one more statement, judged or not: costs what it says and what it changes.
  public mutating func insert(_ statement: ProvenStatement) { insert(Claim(statement)) }

  mutating func insert(_ claim: Claim) {
    let before = graph.count
    rules.insert(claim)
    let added = before..<graph.count
    let mayName = added.contains { index in
      guard case .grant = graph.claims[index].act else { return false }
      return !founders.contains { graph.isInPast($0, of: index) }
    }
    // What became whole or complete may be a first grant.
    if mayName || (added.isEmpty && graph.isComplete(claim.id)) { nameParties() }
  }

  public mutating func insert(_ trace: StatementTrace) { insert(Claim(trace)) }

  /// Services whose logs it is judged by.
  public var services: Set<ServiceID> {
    witnesses.known.union([owner.service, recipient.service])
  }

  /// Lets go of the log of a service, which is about to grow. Until `learn`, nothing is to be asked.
  public mutating func part(from service: ServiceID) {
    rules.part(from: service)
    witnesses.part(from: service)
  }

  /// Takes up again the logs of all the services that it was parted from.
  public mutating func learn(_ services: [ServiceView]) {
    rules.learn(services)
    for service in services { witnesses.learn(service) }
    if !isNamed { nameParties() }
  }

  /// A statement of this log is of a kind this version does not know: fail closed.
  public mutating func markUnknown() { isUnknown = true }

  // MARK: Judging

  /// Heads of the log, ascending: the parents of the next statement.
  public var heads: [StatementID] { graph.heads }

  /// The judgement of a statement of the set, or of one about to join it.
  public func judge(_ statement: ProvenStatement) -> Judgement { judge(Claim(statement)) }

  /// Nil when the statement is not here. A grant allowed today may be voided by a later anchor.
  public func judgement(of id: StatementID) -> Judgement? {
    guard let index = graph.index(of: id) else {
      guard graph.contains(id) else { return nil }
      return rules.removals.early[id] == nil ? .waiting(.parents) : .allowed
    }
    return whyClosed ?? rules.verdicts[index]
  }

  func judge(_ claim: Claim) -> Judgement {
    guard claim.log == graph.log else { return .refused(.otherLog) }
    if let index = graph.index(of: claim.id), graph.claims[index].isTrace {
      return whyClosed ?? rules.judge(claim)
    }
    return judgement(of: claim.id) ?? whyClosed ?? rules.judge(claim)
  }

  private var whyClosed: Judgement? {
    switch closure {
    case nil: nil
    case .newerVersion: .waiting(.newerVersion)
    case .broken: .refused(.broken)
    case .otherParties: .refused(.otherParties)
    case .full: .refused(.full)
    }
  }
}
