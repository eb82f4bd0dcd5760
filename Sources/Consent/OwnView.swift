public import Envelope

/// One case file as its owner's nodes know it: volets, strata, epochs, records.
/// Protocol/consent.md, "Own log".
public struct OwnView: Sendable {
  /// A volet and the statement that opened it.
  public struct Volet: Hashable, Sendable {
    public let tag: VoletTag
    /// Where its code stands in the sealed row.
    public let position: Int
    public let sealed: AttachmentID
    public let statement: StatementID
  }

  /// Something only the owner service needs to know.
  public struct Record: Hashable, Sendable {
    public let statement: StatementID
    public let subject: [UInt8]
    public let sealed: AttachmentID
    public let author: SigningKey
    public let at: Instant
    /// What its author's node held of the document that it is about; none of any other.
    public let seen: [SeenThrough]
  }

  /// The case file was closed, or opened again.
  public struct Turn: Hashable, Sendable {
    public let statement: StatementID
    public let turn: CaseTurn
  }

  public let caseFile: CaseID
  public var graph: StatementGraph { rules.graph }
  /// The log holds a statement that this version does not know: nothing is written until it does.
  public private(set) var isClosed = false
  private(set) var rules: OwnRules

  /// Nil unless `graph` is that of an own log. `service`: the owner.
  public init?(_ graph: StatementGraph, service: ServiceView) {
    guard case .own(let caseFile) = graph.log else { return nil }
    self.init(caseFile: caseFile, graph: graph, service: service)
  }

  public init(
    caseFile: CaseID, statements: some Sequence<ProvenStatement> = [],
    traces: [StatementTrace] = [], service: ServiceView
  ) {
    let graph = StatementGraph(log: .own(caseFile), statements: statements, traces: traces)
    self.init(caseFile: caseFile, graph: graph, service: service)
  }

  private init(caseFile: CaseID, graph: StatementGraph, service: ServiceView) {
    self.caseFile = caseFile
    rules = OwnRules(graph: graph, service: service)
  }

  /// Takes in one more statement: costs what it says, whatever came before.
  public mutating func insert(_ statement: ProvenStatement) { insert(Claim(statement)) }

  mutating func insert(_ claim: Claim) { rules.insert(claim) }

  public mutating func insert(_ trace: StatementTrace) { insert(Claim(trace)) }

  /// A statement of this log is of a kind this version does not know: fail closed.
  public mutating func markUnknown() { isClosed = true }

  // MARK: Judging

  /// The judgement of a statement of the set, or of one about to join it.
  public func judge(_ statement: ProvenStatement) -> Judgement { judge(Claim(statement)) }

  /// Nil when the statement is not here.
  public func judgement(of id: StatementID) -> Judgement? {
    guard let index = graph.index(of: id) else {
      return graph.contains(id) ? .waiting(.parents) : nil
    }
    return isClosed ? .waiting(.newerVersion) : rules.verdicts[index]
  }

  func judge(_ claim: Claim) -> Judgement {
    guard claim.log == graph.log else { return .refused(.otherLog) }
    let isTrace = graph.index(of: claim.id).map { graph.claims[$0].isTrace } ?? false
    if !isTrace, let known = judgement(of: claim.id) { return known }
    return isClosed ? .waiting(.newerVersion) : rules.judge(claim)
  }

  // MARK: What it tells

  /// Heads of the log, ascending: the parents of the next statement.
  public var heads: [StatementID] { graph.heads }

  /// In the order of the statement that opened the case file; each tag once.
  public var volets: [Volet] {
    var seen: Set<VoletTag> = []
    return rules.volets.map(\.content).filter { seen.insert($0.tag).inserted }
  }

  /// Epochs of a stratum, in the log's order.
  public func epochs(of stratum: StratumID) -> [EpochID] {
    rules.epochs[stratum, default: []].map(\.content)
  }

  /// The epoch that the next change of a stratum is sealed under: followed by no other of the
  /// stratum; of several concurrent ones, the smallest.
  public func currentEpoch(of stratum: StratumID) -> EpochID? {
    rules.latest[stratum, default: []].map(\.content).min()
  }

  /// The row that holds an epoch's key for the owner.
  public func wrap(of epoch: EpochID) -> AttachmentID? { start(of: epoch)?.wrap }

  /// Where an epoch belongs, and its row.
  public func start(of epoch: EpochID) -> EpochStart? {
    rules.epochOpenings[epoch]?.first?.content
  }

  /// When an epoch began, by the clock of who opened it.
  public func opened(_ epoch: EpochID) -> Instant? {
    rules.epochOpenings[epoch]?.first.map { graph.claims[$0.index].at }
  }

  /// Valid records, in the log's order.
  public var records: [Record] { rules.records.map(\.content) }

  /// What the person took back, by consent: the node tier reads it without a key. Nothing is sent under a consent for a
  /// volet that stands here, whatever grants say.
  public var withdrawn: [ConsentID: Set<VoletTag>] { rules.withdrawn }

  /// Documents that it was decided to keep in the own file: no node of the owner sends them to another service.
  public var kept: Set<DocumentID> { rules.kept }

  /// Documents that some node of the owner found to be meant for a share that had closed.
  public var orphaned: Set<DocumentID> { rules.orphaned }

  /// Closings and reopenings, in the log's order.
  public var turns: [Turn] { rules.turns.map(\.content) }

  /// Every closing, opened again since or not, in the log's order.
  public var closings: [StatementID] {
    rules.turns.map(\.content).filter { $0.turn == .closed }.map(\.statement)
  }

  /// Closed while some closing is known to no other turn: of one and a reopening that did not know of each other, the
  /// closing counts. Protocol/consent.md, 6.12.
  public var isFileClosed: Bool {
    closings.contains { closing in !turns.contains { isInPast(closing, of: $0.statement) } }
  }

  /// Whether some closing ended a consent, as far as records say in clear: whoever first recorded it did not know of it.
  /// One of which no record is here ends with any closing; an answer to another share, which goes by its link, with one
  /// that was not undone. Protocol/consent.md, 6.12.
  public func hasEnded(_ consent: ConsentID, isAnswer: Bool) -> Bool {
    guard !closings.isEmpty else { return false }
    guard let first = rules.records.first(where: { $0.content.subject == consent.bytes }) else {
      return isAnswer ? isFileClosed : true
    }
    return closings.contains { !isInPast($0, of: first.content.statement) }
  }

  /// Whether whoever wrote `later` knew of `earlier`, both of this log.
  public func isInPast(_ earlier: StatementID, of later: StatementID) -> Bool {
    graph.isInPast(earlier, of: later)
  }

  /// Whether volet, stratum and epoch exist and belong together.
  func judge(_ place: SealedPlace) -> Judgement {
    guard rules.strata[place.volet] != nil,
      rules.volets.contains(where: { $0.content.tag == place.volet })
    else { return .refused(.unknownVolet) }
    guard volet(of: place.stratum) == place.volet else { return .refused(.unknownStratum) }
    guard start(of: place.epoch)?.stratum == place.stratum else {
      return .refused(.unknownEpoch)
    }
    return .allowed
  }
}
