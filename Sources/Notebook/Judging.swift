import Consent
import Envelope
import Store

/// The judge's question put to the right log, once it is known to be the sender's to ask. The rules themselves stand in
/// `Consent`.
extension Notebook {
  func judge(
    _ statement: ProvenStatement, from origin: Origin, _ ledger: LedgerReader
  ) throws -> Judgement {
    switch statement.log {
    case .service(let id): return try serviceView(id, ledger).judge(statement)
    case .own(let id): return try ownView(id, ledger).judge(statement)
    case .share(let id):
      if let share = try share(id, ledger) { return share.view.judge(statement) }
      guard let grant = statement.act.asGrant else { return .waiting(.parents) }
      return ShareView(
        share: id, owner: try serviceView(grant.owner, ledger),
        recipient: try serviceView(grant.recipient, ledger)
      ).judge(statement)
    }
  }

  /// Whether a statement that came from a peer waits for the grant that says whose share it stands in: one that its own
  /// service signed, in a share that is not the peer's as far as is known. That somebody else's share of this name is
  /// here makes no difference: nothing is to be learned from the answer.
  func mayTurnOutTheirs(
    _ statement: ProvenStatement, _ origin: Origin, _ ledger: LedgerReader
  ) throws -> Bool {
    guard case .share = statement.log, statement.act.asGrant == nil, let node = origin.peer,
      let peer = try ledger.peer(node), let theirs = peer.service, try isEnrolled(peer, ledger)
    else { return false }
    return try serviceView(theirs, ledger).hasKey(statement.author)
  }

  /// Whether a statement of this log may come from there at all: a peer speaks for its own service and for the shares
  /// between its service and ours; a node of our service passes on everything.
  func maySpeak(
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

  /// Whether a change or a bundle of this volet may come from there at all: our own nodes bring everything, a peer what
  /// its share with us gives.
  func mayBring(
    _ volet: VoletTag, of log: LogID, _ origin: Origin, _ ledger: LedgerReader
  ) throws -> Bool {
    switch log {
    case .service: return false
    case .own: return try origin.isOwn && maySpeak(origin, in: log, ledger)
    case .share:
      return try receivedShares(of: volet, ledger).contains {
        try maySpeak(origin, in: .share($0.id), ledger)
      }
    }
  }

  func judge(
    _ change: ProvenEnvelope, in log: LogID, from origin: Origin, _ ledger: LedgerReader
  ) throws -> Judgement {
    switch log {
    case .service: return .refused(.unknownVolet)
    case .own(let id):
      return ChangeJudge.judge(
        own: change.header, caseFile: try ownView(id, ledger),
        service: try serviceView(service, ledger))
    case .share:
      return try judge(volet: change.header.volet, from: origin, ledger) {
        ChangeJudge.judge(shared: change.header, share: $0.view, at: nil, cited: $0.cited)
      }
    }
  }

  func judge(
    _ bundle: ProvenBundle, in log: LogID, from origin: Origin, _ ledger: LedgerReader
  ) throws -> Judgement {
    switch log {
    case .service: return .refused(.unknownVolet)
    case .own(let id):
      return ChangeJudge.judge(
        own: bundle.header, caseFile: try ownView(id, ledger),
        service: try serviceView(service, ledger))
    case .share:
      return try judge(volet: bundle.header.volet, from: origin, ledger) {
        ChangeJudge.judge(shared: bundle.header, share: $0.view, at: nil, cited: $0.cited)
      }
    }
  }

  /// By every share that gives us the volet: what one of them allows is allowed, and what one waits for may come.
  private func judge(
    volet: VoletTag, from origin: Origin, _ ledger: LedgerReader, by judge: (Share) -> Judgement
  ) throws -> Judgement {
    var judgement = Judgement.refused(.otherLog)
    for share in try receivedShares(of: volet, ledger)
    where try maySpeak(origin, in: .share(share.id), ledger) {
      let verdict = judge(share)
      switch verdict {
      case .allowed: return .allowed
      case .waiting: judgement = verdict
      case .refused: if judgement == .refused(.otherLog) { judgement = verdict }
      }
    }
    return judgement
  }
}
