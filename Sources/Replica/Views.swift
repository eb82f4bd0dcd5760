package import Consent
package import Envelope
package import Store

/// What the signed logs say, read once and kept until the ledger changes.
extension Replica {
  package func serviceView(_ id: ServiceID, _ ledger: LedgerReader) throws -> ServiceView {
    if let view = services[id] { return view }
    var view = ServiceView(
      service: id, statements: try ledger.statements(in: .service(id)),
      traces: try ledger.traces(in: .service(id)))
    if try ledger.hasUnknown(.service(id)) { view.markUnknown() }
    services[id] = view
    return view
  }

  package func ownView(_ id: CaseID, _ ledger: LedgerReader) throws -> OwnView {
    if let view = cases[id] { return view }
    var view = OwnView(
      caseFile: id, statements: try ledger.statements(in: .own(id)),
      traces: try ledger.traces(in: .own(id)),
      service: try serviceView(service, ledger))
    if try ledger.hasUnknown(.own(id)) { view.markUnknown() }
    cases[id] = view
    return view
  }

  /// Nil when nothing is known of the share, or no grant yet says whom it is between.
  package func share(_ id: ShareID, _ ledger: LedgerReader) throws -> Share? {
    if let share = shares[id] { return share.isParted ? try rejoin(id, ledger) : share }
    let statements = try ledger.statements(in: .share(id))
    guard let view = try shareView(id, statements, ledger) else { return nil }
    let cited = Set(statements.compactMap { $0.act.asGrant?.cites?.share }).subtracting([id])
    let share = Share(
      view: view, statements: statements,
      cited: try cited.sorted().compactMap {
        // Itself read without what it might cite: citations do not chain.
        try shareView($0, ledger.statements(in: .share($0)), ledger)
      }, earliest: try latest(Instant(milliseconds: 0), ledger))
    shares[id] = try stop(share, ledger)
    return shares[id]
  }

  /// The same share, knowing again the services whose logs have grown.
  @discardableResult
  private func rejoin(_ id: ShareID, _ ledger: LedgerReader) throws -> Share? {
    guard var share = shares.removeValue(forKey: id) else { return nil }
    try share.learn { try serviceView($0, ledger) }
    shares[id] = try stop(share, ledger)
    return shares[id]
  }

  /// The log of a service is about to grow: shares judged by it look at it again when they are asked for.
  private func part(from service: ServiceID) {
    for (id, share) in shares where share.services.contains(service) && !share.isSettled {
      shares[id] = nil
    }
    for id in shares.keys { shares[id]?.part(from: service) }
  }

  /// The same share, knowing what our own records say in clear that the person took back, wherever it was granted since.
  private func stop(_ share: Share, _ ledger: LedgerReader) throws -> Share {
    var share = share
    guard share.owner == service else { return share }
    if share.caseFile == nil {
      for volet in Set(share.grants.lazy.flatMap(\.volets)) where share.caseFile == nil {
        if case .own(let id) = try ledger.log(of: volet) { share.caseFile = id }
      }
    }
    guard let id = share.caseFile else { return share }
    let own = try ownView(id, ledger)
    let never = try neverGiven(by: share, ledger)
    share.stop(own.withdrawn.merging(never) { $0.union($1) })
    share.hold(own)
    return share
  }

  /// Takes a statement that was just kept into what was read of its log, and forgets what is judged by it.
  package func renew(after statement: ProvenStatement, _ ledger: LedgerReader) throws {
    // What comes to a whole log leaves it whole.
    if cutShort[statement.log] == true { cutShort[statement.log] = nil }
    switch statement.log {
    case .service(let id):
      part(from: id)
      if id == service { cases = [:] }
      services[id]?.insert(statement)
    case .own(let id):
      cases[id]?.insert(statement)
      guard case .ownRecord(_, _, let withdraws, _, _) = statement.act,
        try !withdraws.isEmpty || !ownView(id, ledger).closings.isEmpty
      else { break }
      shares = shares.filter { $0.value.owner != service }
    case .share(let id):
      for key in shares.keys where shares[key]?.cited.contains(where: { $0.share == id }) == true {
        if shares[key]?.isParted == true { try rejoin(key, ledger) }
        shares[key]?.hear(statement)
      }
      if shares[id]?.isParted == true { try rejoin(id, ledger) }
      guard var share = shares.removeValue(forKey: id) else { break }
      // A return share that answers another one is read with it.
      if let cited = statement.act.asGrant?.cites?.share, cited != id,
        !share.cited.contains(where: { $0.share == cited })
      {
        break
      }
      share.add(statement)
      shares[id] = try stop(share, ledger)
    }
  }

  /// The same for what is kept of a refused one.
  package func renew(after trace: StatementTrace) {
    switch trace.log {
    case .service(let id):
      part(from: id)
      if id == service { cases = [:] }
      services[id]?.insert(trace)
    case .own(let id): cases[id]?.insert(trace)
    case .share(let id):
      shares = shares.filter { $0.key == id || !$0.value.cited.contains { $0.share == id } }
      if shares[id]?.isParted == true { shares[id] = nil } else { shares[id]?.add(trace) }
    }
  }

  /// A share judged by itself. Nil when no grant yet says whom it is between.
  private func shareView(
    _ id: ShareID, _ statements: [ProvenStatement], _ ledger: LedgerReader
  ) throws -> ShareView? {
    let grants = statements.compactMap(\.act.asGrant)
    guard let first = grants.first else { return nil }
    let owners = try Set(grants.map(\.owner)).sorted().map { try serviceView($0, ledger) }
    let witnesses = ShareView.Witnesses(owners, reader: service)
    let graph = StatementGraph(
      log: .share(id), statements: statements, traces: try ledger.traces(in: .share(id)))
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

  /// Every share known, with its view; one whose log does not open on this disk gives nothing.
  package func allShares(_ ledger: LedgerReader) throws -> [Share] {
    try ledger.logs(of: .share).compactMap { log in
      guard case .share(let id) = log else { return nil }
      return try ifSound { try share(id, ledger) } ?? nil
    }
  }

  /// Shares of a volet of ours.
  ///
  ///     let sent = try replica.shares(of: tag, ledger).filter { $0.sending(tag, at: now) != nil }
  ///     sent.map(\.recipient)
  package func shares(of volet: VoletTag, _ ledger: LedgerReader) throws -> [Share] {
    try ledger.shares(of: volet, by: service).compactMap { try share($0, ledger) }
      .filter { $0.owner == service }
  }

  /// Shares in which a service gave us a volet: two, when two of its nodes gave it apart, or when it is given to us and
  /// answers what we gave. Each says for itself what of it may be read. Of a volet that another service gives under the
  /// same tag they say nothing.
  package func receivedShares(
    of volet: VoletTag, from owner: ServiceID, _ ledger: LedgerReader
  ) throws -> [Share] {
    guard owner != service else { return [] }
    return try ledger.shares(of: volet, by: owner).compactMap { try share($0, ledger) }
      .filter { $0.owner == owner && $0.recipient == service }
  }
}
