public import Envelope

/// One share: what the owner of a case file lets one recipient service read, by the statements of
/// both. Protocol/consent.md, "Share" and "The convergent rule".
///
/// A function of three sets of statements. Made anew when one of them grows.
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
  public let owner: ServiceView
  public let recipient: ServiceView
  public let graph: StatementGraph
  /// Nil when the share is judged as usual.
  public private(set) var closure: Closure?
  let rules: ShareRules
  /// By volet, as if the share were not closed.
  let allowances: [VoletTag: Allowance]

  private let witnesses: Witnesses

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
    (self.share, self.graph, self.owner, self.recipient) = (share, graph, owner, recipient)
    self.witnesses = witnesses
    let parties = Parties(owner: owner.service, recipient: recipient.service)
    switch Self.naming(in: graph, by: witnesses) {
    case .nobody: closure = graph.isFull ? .full : nil
    case .parties(let named):
      closure = named != parties ? .otherParties : graph.isFull ? .full : nil
    case .broken: closure = .broken
    }
    var rules = ShareRules(graph: graph, owner: owner, recipient: recipient)
    rules.run()
    self.rules = rules
    var allowances: [VoletTag: Allowance] = [:]
    for tag in rules.grants.keys { allowances[tag] = Self.allowance(tag, by: rules) }
    self.allowances = allowances
  }

  /// A statement of this log is of a kind this version does not know: fail closed.
  public mutating func markUnknown() { closure = .newerVersion }

  // MARK: Judging

  /// Heads of the log, ascending: the parents of the next statement.
  public var heads: [StatementID] { graph.heads }

  /// The judgement of a statement of the set, or of one about to join it.
  public func judge(_ statement: ProvenStatement) -> Judgement { judge(Claim(statement)) }

  /// Nil when the statement is not here. A grant allowed today may be voided by a later anchor.
  public func judgement(of id: StatementID) -> Judgement? {
    guard let index = graph.index(of: id) else {
      return graph.contains(id) ? .waiting(.parents) : nil
    }
    switch closure {
    case nil: return rules.verdicts[index]
    case .newerVersion: return .waiting(.newerVersion)
    case .broken: return .refused(.broken)
    case .otherParties: return .refused(.otherParties)
    case .full: return .refused(.full)
    }
  }

  func judge(_ claim: Claim) -> Judgement {
    guard claim.log == graph.log else { return .refused(.otherLog) }
    if let known = judgement(of: claim.id) { return known }
    var candidate = graph
    candidate.insert(claim)
    var view = ShareView(
      share: share, graph: candidate, owner: owner, recipient: recipient, witnesses: witnesses)
    if closure == .newerVersion { view.markUnknown() }
    return view.judgement(of: claim.id) ?? .waiting(.parents)
  }
}
