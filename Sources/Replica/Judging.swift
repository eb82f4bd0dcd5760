package import Consent
package import Envelope
package import Store

/// Whose something is to say, and by which logs it is judged. The judge itself stands in `Consent`.
extension Replica {
  /// The log by which a statement is judged. Nil when no grant says whose share it stands in.
  package func log(of statement: ProvenStatement, _ ledger: LedgerReader) throws -> Judge.Log? {
    switch statement.log {
    case .service(let id): return .service(try serviceView(id, ledger))
    case .own(let id): return .own(try ownView(id, ledger))
    case .share(let id):
      if let share = try share(id, ledger) { return .share(share.view) }
      return try statement.act.asGrant.map { grant in
        .share(
          ShareView(
            share: id, owner: try serviceView(grant.owner, ledger),
            recipient: try serviceView(grant.recipient, ledger)))
      }
    }
  }

  /// Whether a statement that came from a peer waits for the grant that says whose share it stands in: one that its own
  /// service signed, in a share that is not the peer's as far as is known. That somebody else's share of this name is
  /// here makes no difference: nothing is to be learned from the answer.
  package func mayTurnOutTheirs(
    _ statement: ProvenStatement, _ origin: Origin, _ ledger: LedgerReader
  ) throws -> Bool {
    guard case .share = statement.log, statement.act.asGrant == nil, let node = origin.peer,
      let peer = try ledger.peer(node), let theirs = peer.service, try isEnrolled(peer, ledger)
    else { return false }
    return try serviceView(theirs, ledger).hasKey(statement.author)
  }

  /// Whether a statement of this log may come from there at all: a peer speaks for its own service and for the shares
  /// between its service and ours; a node of our service passes on everything.
  package func maySpeak(
    _ origin: Origin, in log: LogID, _ ledger: LedgerReader, about statement: ProvenStatement? = nil
  ) throws -> Bool {
    guard let node = origin.peer else { return true }
    guard let peer = try ledger.peer(node), let theirs = peer.service else { return false }
    if case .service(let id) = log, id == theirs { return true }
    guard try isEnrolled(peer, ledger) else { return false }
    if peer.own { return true }
    switch log {
    case .service(let id): return id == theirs
    case .own: return false
    case .share(let id):
      if let share = try share(id, ledger) {
        return Set([share.owner, share.recipient]) == Set([service, theirs])
      }
      guard let grant = statement?.act.asGrant else { return false }
      return Set([grant.owner, grant.recipient]) == Set([service, theirs])
    }
  }

  /// Whether a node of another service may bring a statement of our own service's log: this node may have forgotten it.
  /// What is refused of it leaves no trace, and what waits for more is bounded as everything that this peer brings.
  package func mayGiveBack(_ log: LogID, _ origin: Origin, _ ledger: LedgerReader) throws -> Bool {
    guard log == .service(service), let node = origin.peer, let peer = try ledger.peer(node) else {
      return false
    }
    return try !peer.own && isEnrolled(peer, ledger)
  }

  /// The services whose notes something of this volet may be of when it comes from there, ours included; none when it is
  /// not theirs to say. A peer brings what its own service gives us by some share, and that alone, whatever stands here
  /// under the same names: neither the answer nor what is kept depends on what others gave. Our own nodes bring
  /// everything: whose it is, the log that its author knew says. What our own devices wrote of a volet that we give comes
  /// back from whom we give it: this node may have forgotten it.
  ///
  /// - Parameter device: who wrote it; nil for a bundle.
  package func owners(
    of volet: VoletTag, by device: SigningKey? = nil, knowing heads: [StatementID],
    from origin: Origin, _ ledger: LedgerReader
  ) throws -> [ServiceID] {
    guard let node = origin.peer else { return [service] }
    guard let peer = try ledger.peer(node), let theirs = peer.service,
      try isEnrolled(peer, ledger)
    else { return [] }
    guard peer.own, origin.isOwn else {
      if try !receivedShares(of: volet, from: theirs, ledger).isEmpty { return [theirs] }
      guard let device, case .own = try ledger.log(of: volet),
        try serviceView(service, ledger).device(device) != nil
      else { return [] }
      return try shares(of: volet, ledger).contains { $0.recipient == theirs } ? [service] : []
    }
    var owners = try ledger.givers(of: volet).filter { $0 != service }
    if case .own = try ledger.log(of: volet) { owners.append(service) }
    let authors = try owners.filter { owner in
      let known = try serviceView(owner, ledger).graph
      return heads.contains(where: known.contains)
    }
    return authors.isEmpty ? owners : authors
  }

  /// How the store names a service: nothing for ours.
  package func named(_ owner: ServiceID) -> ServiceID? { owner == service ? nil : owner }

  /// Where a volet of these services stands: in a case file of ours, or in the shares that give it to us.
  package func homes(
    of volet: VoletTag, by owners: [ServiceID], _ ledger: LedgerReader
  ) throws -> [Judge.Home] {
    try owners.flatMap { owner -> [Judge.Home] in
      guard owner == service else {
        return try receivedShares(of: volet, from: owner, ledger).map {
          .share($0.view, cited: $0.cited)
        }
      }
      guard case .own(let id) = try ledger.log(of: volet) else { return [] }
      return [.own(try ownView(id, ledger), of: try serviceView(service, ledger))]
    }
  }
}
