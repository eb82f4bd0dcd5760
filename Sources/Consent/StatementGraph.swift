public import Envelope

/// The set of proven statements of one log, ordered by who knew of whom. Protocol/consent.md, "Three logs".
///
/// A function of the set: the order and the repetition of insertions leave no trace in any answer.
/// A statement whose past is incomplete waits, and answers to nothing but `contains`.
public struct StatementGraph: Sendable {
  /// Past this many statements a log takes no more: a bound on memory (a past is a bit a statement).
  public static let capacity = 1 << 15

  public enum Insertion: Hashable, Sendable {
    case inserted
    case duplicate
    /// Kept, until the statements that `missing` names arrive.
    case waiting
    /// It says that it stands in another log.
    case otherLog
    /// The log holds `capacity` statements.
    case full
  }

  public let log: LogID
  /// Complete statements; a statement comes after its whole past, otherwise in no meaningful order.
  private(set) var claims: [Claim] = []
  private var indices: [StatementID: Int] = [:]
  private var pasts: [BitSet] = []
  private var depths: [Int] = []
  private var childless = BitSet()
  private var waiting: [StatementID: Claim] = [:]
  private var awaitedBy: [StatementID: [StatementID]] = [:]

  public init(log: LogID) { self.log = log }

  /// - `traces`: of statements that were refused.
  public init(
    log: LogID, statements: some Sequence<ProvenStatement>, traces: [StatementTrace] = []
  ) {
    self.init(log: log)
    for statement in statements { insert(statement) }
    for trace in traces { insert(trace) }
  }

  @discardableResult
  public mutating func insert(_ statement: ProvenStatement) -> Insertion {
    insert(Claim(statement))
  }

  /// A trace takes its place unless the statement itself is here.
  @discardableResult
  public mutating func insert(_ trace: StatementTrace) -> Insertion {
    insert(Claim(trace))
  }

  @discardableResult
  mutating func insert(_ claim: Claim) -> Insertion {
    guard claim.log == log else { return .otherLog }
    if let known = indices[claim.id] { return replaceTrace(at: known, by: claim) }
    if let known = waiting[claim.id] {
      guard known.isTrace, !claim.isTrace else { return .duplicate }
      waiting[claim.id] = claim
      return .waiting
    }
    guard !isFull else { return .full }
    waiting[claim.id] = claim
    guard isReady(claim) else {
      for parent in claim.parents where indices[parent] == nil {
        awaitedBy[parent, default: []].append(claim.id)
      }
      return .waiting
    }
    completeWaiting(from: claim.id)
    return .inserted
  }

  private mutating func replaceTrace(at index: Int, by claim: Claim) -> Insertion {
    guard claims[index].isTrace, !claim.isTrace else { return .duplicate }
    claims[index] = claim
    let isParent = claims.contains { !$0.isTrace && $0.parents.contains(claim.id) }
    if !isParent { childless.insert(index) }
    for parent in claim.parents { indices[parent].map { childless.remove($0) } }
    return .inserted
  }

  /// It holds all that it can.
  public var isFull: Bool { claims.count + waiting.count >= Self.capacity }

  func isReady(_ claim: Claim) -> Bool {
    claim.parents.allSatisfy { indices[$0] != nil }
  }

  /// Completes a waiting statement that is ready, then whatever waited for it alone.
  private mutating func completeWaiting(from first: StatementID) {
    var ready = [first]
    while let id = ready.popLast() {
      guard let claim = waiting[id], isReady(claim) else { continue }
      waiting[id] = nil
      append(claim)
      ready += awaitedBy.removeValue(forKey: id) ?? []
    }
  }

  private mutating func append(_ claim: Claim) {
    let index = claims.count
    var past = BitSet()
    var depth = 0
    for parent in claim.parents {
      guard let parent = indices[parent] else { continue }
      past.formUnion(pasts[parent])
      past.insert(parent)
      if !claim.isTrace { childless.remove(parent) }
      depth = max(depth, depths[parent] + 1)
    }
    claims.append(claim)
    indices[claim.id] = index
    pasts.append(past)
    depths.append(depth)
    if !claim.isTrace { childless.insert(index) }
  }

  // MARK: Questions

  /// Complete or waiting, whole or as a trace.
  public func contains(_ id: StatementID) -> Bool { indices[id] != nil || waiting[id] != nil }

  /// Its whole past is here.
  public func isComplete(_ id: StatementID) -> Bool { indices[id] != nil }

  /// Number of complete statements.
  public var count: Int { claims.count }

  /// Statements that no other complete one has as parent, ascending: the parents of the next one. Traces are none.
  public var heads: [StatementID] { childless.members.map { claims[$0].id }.sorted() }

  /// All complete statements, each after its whole past; by depth, then bytewise.
  public var order: [StatementID] { orderedIndices.map { claims[$0].id } }

  /// The complete past of a statement, itself not included, in `order`; empty when it is not here.
  public func past(of id: StatementID) -> [StatementID] {
    guard let index = indices[id] else { return [] }
    return sorted(pasts[index].members).map { claims[$0].id }
  }

  /// Of each of some statements the latest moment among its own and those of the ones that it knew of: who sorts by it, and
  /// where it is the same in the log's order, puts each after what it knew of. One pass, however many they are.
  func moments(of some: Set<StatementID>) -> [StatementID: Instant] {
    var found: [StatementID: Instant] = [:]
    var latest: [Instant?] = []
    latest.reserveCapacity(claims.count)
    for claim in claims {
      var moment = claim.parents.compactMap { indices[$0].flatMap { latest[$0] } }.max()
      if some.contains(claim.id) {
        moment = max(moment ?? claim.at, claim.at)
        found[claim.id] = moment
      }
      latest.append(moment)
    }
    return found
  }

  /// Whether `earlier` is strictly in the past of `later`; false when either is not complete.
  public func isInPast(_ earlier: StatementID, of later: StatementID) -> Bool {
    guard let earlier = indices[earlier], let later = indices[later] else { return false }
    return pasts[later].contains(earlier)
  }

  /// Parents that some statement waits for and that have not arrived, ascending.
  public var missing: [StatementID] {
    awaitedBy.keys.filter { indices[$0] == nil && waiting[$0] == nil }.sorted()
  }

  /// Statements that wait for their past, ascending.
  public var incomplete: [StatementID] { waiting.keys.sorted() }

  // MARK: By index

  func index(of id: StatementID) -> Int? { indices[id] }

  func isInPast(_ earlier: Int, of later: Int) -> Bool { pasts[later].contains(earlier) }

  func past(of index: Int) -> BitSet { pasts[index] }

  /// The past that a statement has, or would have here; nil when it is not complete.
  func past(of claim: Claim) -> BitSet? { closure(of: claim.parents) }

  /// Those that wait for their past.
  var waitingClaims: [Claim] { waiting.keys.sorted().compactMap { waiting[$0] } }

  func depth(of index: Int) -> Int { depths[index] }

  var orderedIndices: [Int] { sorted(Array(claims.indices)) }

  /// By depth, then bytewise: each after its whole past, the same for equal sets.
  func sorted(_ members: [Int]) -> [Int] {
    members.sorted { precedes($0, $1) }
  }

  func precedes(_ left: Int, _ right: Int) -> Bool {
    depths[left] == depths[right]
      ? claims[left].id < claims[right].id : depths[left] < depths[right]
  }

  /// The statements named and their pasts; nil when one of them is not complete here.
  func closure(of heads: [StatementID]) -> BitSet? {
    var known = BitSet()
    for head in heads {
      guard let index = indices[head] else { return nil }
      known.formUnion(pasts[index])
      known.insert(index)
    }
    return known
  }

  /// Everything complete.
  var everything: BitSet { BitSet(first: claims.count) }
}

extension StatementGraph: Equatable {
  /// Equal logs that hold equal sets.
  public static func == (left: Self, right: Self) -> Bool {
    left.log == right.log && left.indices.keys == right.indices.keys
      && left.waiting.keys == right.waiting.keys
  }
}
