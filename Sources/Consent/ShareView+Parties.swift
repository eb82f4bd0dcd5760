public import Envelope

extension ShareView {
  /// Who can tell whether a grant is signed by the service that it names as owner: the logs of services, and whose node
  /// asks.
  public struct Witnesses: Sendable {
    private var services: [ServiceID: ServiceView]
    fileprivate let reader: ServiceID?

    /// - `reader`: the service whose node reads the share, when it is one of its parties.
    public init(_ services: [ServiceView], reader: ServiceID? = nil) {
      self.services = Dictionary(services.map { ($0.service, $0) }) { first, _ in first }
      self.reader = reader
    }

    var known: Set<ServiceID> { Set(services.keys) }

    mutating func part(from service: ServiceID) {
      if services[service] != nil { services[service] = ServiceView(service: service) }
    }

    mutating func learn(_ service: ServiceView) {
      if services[service.service] != nil { services[service.service] = service }
    }

    fileprivate func judge(_ claim: Claim, by owner: ServiceID) -> Judgement {
      services[owner]?.mayAuthor(claim.author, knowing: claim.controlHeads)
        ?? .waiting(.controlHeads)
    }
  }

  /// What the grants of a share say of its parties.
  public enum Naming: Hashable, Sendable {
    /// No grant yet.
    case nobody
    case parties(Parties)
    /// Grants that did not know of each other name different services.
    case broken
  }

  /// Who the share is between, before anything is judged: what its first grants name that an admitted device of the named
  /// owner has signed. Nobody else's grant counts; while none can be told yet, those that wait do.
  public static func naming(in graph: StatementGraph, by witnesses: Witnesses) -> Naming {
    founding(in: graph, by: witnesses).naming
  }

  /// The same, with the first signed grants: what comes after one of them names nobody anew. Settled: no grant waits to be
  /// told whose it is.
  static func founding(
    in graph: StatementGraph, by witnesses: Witnesses
  ) -> (naming: Naming, founders: [Int], isSettled: Bool) {
    let judged = graph.orderedIndices.compactMap {
      index -> (index: Int, parties: Parties, judgement: Judgement)? in
      let claim = graph.claims[index]
      guard case .grant(let grant) = claim.act else { return nil }
      let parties = Parties(owner: grant.owner, recipient: grant.recipient)
      return (index, parties, witnesses.judge(claim, by: grant.owner))
    }
    let signed = judged.filter(\.judgement.isAllowed)
    let waiting = judged.filter { if case .waiting = $0.judgement { true } else { false } }
    var first: [(index: Int, parties: Parties)] = []
    for grant in signed.isEmpty ? waiting : signed
    where !first.contains(where: { graph.isInPast($0.index, of: grant.index) }) {
      first.append((grant.index, grant.parties))
    }
    let naming = agreed(Set(first.map(\.parties)), reader: witnesses.reader)
    return (naming, signed.isEmpty ? [] : first.map(\.index), waiting.isEmpty)
  }

  /// One service cannot break what another one gives by granting the other way round in the same share: to each of the two,
  /// its own grants tell.
  private static func agreed(_ named: Set<Parties>, reader: ServiceID?) -> Naming {
    let ours = named.filter { $0.owner == reader }
    let telling = ours.isEmpty ? named : ours
    guard let parties = telling.first else { return .nobody }
    return telling.count == 1 ? .parties(parties) : .broken
  }
}
