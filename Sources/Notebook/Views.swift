import Consent
import Envelope
import Store

/// What the signed logs say, read once and kept until the ledger changes.
extension Notebook {
  func serviceView(_ id: ServiceID, _ ledger: LedgerReader) throws -> ServiceView {
    if let view = services[id] { return view }
    var view = ServiceView(service: id, statements: try ledger.statements(in: .service(id)))
    if try ledger.hasUnknown(.service(id)) { view.markUnknown() }
    services[id] = view
    return view
  }

  func ownView(_ id: CaseID, _ ledger: LedgerReader) throws -> OwnView {
    if let view = cases[id] { return view }
    var view = OwnView(
      caseFile: id, statements: try ledger.statements(in: .own(id)),
      service: try serviceView(service, ledger))
    if try ledger.hasUnknown(.own(id)) { view.markUnknown() }
    cases[id] = view
    return view
  }

  /// Nil when nothing is known of the share, or no grant yet says whom it is between.
  func share(_ id: ShareID, _ ledger: LedgerReader) throws -> Share? {
    if let share = shares[id] { return share }
    let statements = try ledger.statements(in: .share(id))
    guard let view = try shareView(id, statements, ledger) else { return nil }
    let cited = Set(statements.compactMap { $0.act.asGrant?.cites?.share }).subtracting([id])
    let share = Share(
      view: view, statements: statements,
      cited: try cited.sorted().compactMap {
        // Itself read without what it might cite: citations do not chain.
        try shareView($0, ledger.statements(in: .share($0)), ledger)
      })
    shares[id] = share
    return share
  }

  /// A share judged by itself. Nil when no grant yet says whom it is between.
  private func shareView(
    _ id: ShareID, _ statements: [ProvenStatement], _ ledger: LedgerReader
  ) throws -> ShareView? {
    let grants = statements.compactMap(\.act.asGrant)
    guard let first = grants.first else { return nil }
    let owners = try Set(grants.map(\.owner)).sorted().map { try serviceView($0, ledger) }
    let witnesses = ShareView.Witnesses(owners, reader: service)
    let graph = StatementGraph(log: .share(id), statements: statements)
    var parties = ShareView.Parties(owner: first.owner, recipient: first.recipient)
    switch ShareView.naming(in: graph, by: witnesses) {
    case .nobody: return nil
    case .parties(let named): parties = named
    case .broken: break
    }
    var view = ShareView(
      graph, owner: try serviceView(parties.owner, ledger),
      recipient: try serviceView(parties.recipient, ledger), witnesses: witnesses)
    if try ledger.hasUnknown(.share(id)) { view?.markUnknown() }
    return view
  }

  /// Every share known, with its view.
  func allShares(_ ledger: LedgerReader) throws -> [Share] {
    try ledger.logs(of: .share).compactMap { log in
      guard case .share(let id) = log else { return nil }
      return try share(id, ledger)
    }
  }

  /// Shares of a volet of ours.
  func shares(of volet: VoletTag, _ ledger: LedgerReader) throws -> [Share] {
    try ledger.shares(of: volet).compactMap { try share($0, ledger) }
      .filter { $0.owner == service }
  }

  /// Shares in which others gave us a volet: two, when two of their nodes gave it apart, or when it is given to us and
  /// answers what we gave. Each says for itself what of it may be read.
  func receivedShares(of volet: VoletTag, _ ledger: LedgerReader) throws -> [Share] {
    try ledger.shares(of: volet).compactMap { try share($0, ledger) }
      .filter { $0.owner != service && $0.recipient == service }
  }
}

/// A share as judged, with its statements at hand and the shares that it answers.
struct Share {
  let view: ShareView
  let statements: [ProvenStatement]
  let cited: [ShareView]

  var id: ShareID { view.share }
  var owner: ServiceID { view.owner.service }
  var recipient: ServiceID { view.recipient.service }

  /// Grants in order of arrival; whether they hold is the view's business.
  var grants: [Grant] { statements.compactMap(\.act.asGrant) }

  /// What a return share answers.
  var cites: Citation? { grants.lazy.compactMap(\.cites).first }

  /// Every wrap ever made, live or not.
  var wraps: [(start: EpochStart, box: BoxKey)] {
    statements.flatMap { statement -> [(start: EpochStart, box: BoxKey)] in
      guard case .epochsWrapped(let starts, let box) = statement.act else { return [] }
      return starts.map { ($0, box) }
    }
  }

  /// Wraps that some withdrawal took back and ordered forgotten, of epochs that no later wrap gave again.
  var takenBack: [EpochStart] {
    var live: [VoletTag: Set<EpochID>] = [:]
    var found: [EpochStart] = []
    for statement in statements {
      guard case .epochsWrapped(let starts, _) = statement.act,
        view.judgement(of: statement.id)?.isAllowed == true
      else { continue }
      for start in starts {
        if live[start.volet] == nil { live[start.volet] = Set(liveWraps(start.volet).map(\.epoch)) }
        if live[start.volet]?.contains(start.epoch) == false,
          view.isToBeForgotten(start, wrappedBy: statement.id)
        {
          found.append(start)
        }
      }
    }
    return found
  }

  func allowance(_ volet: VoletTag, at now: Instant?) -> ShareView.Allowance? {
    view.allowance(volet, at: now, cited: cited)
  }

  func mayRead(_ header: ChangeHeader, at now: Instant?) -> Bool {
    view.mayRead(header.volet, header.stratum, header.epoch, at: now, cited: cited)
  }

  func mayRead(
    _ change: (volet: VoletTag, stratum: StratumID, epoch: EpochID), at now: Instant?
  ) -> Bool {
    view.mayRead(change.volet, change.stratum, change.epoch, at: now, cited: cited)
  }

  func liveWraps(_ volet: VoletTag) -> [EpochStart] { view.liveWraps(volet).map(\.start) }

  /// Volets that something allows, whatever the clock says.
  var openVolets: [VoletTag] {
    view.effective().keys.filter { allowance($0, at: nil) != nil }.sorted()
  }
}

extension Act {
  var asGrant: Grant? {
    if case .grant(let grant) = self { grant } else { nil }
  }
}
