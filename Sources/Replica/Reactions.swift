import Consent
package import Envelope
package import Store

/// What a freshly admitted statement changes on this node besides being kept.
extension Replica {
  package func follow(
    _ statement: ProvenStatement, from origin: Origin, into ledger: LedgerWriter, at now: Instant
  ) throws {
    followed = now
    switch statement.act {
    case .nodeEnrolled:
      if case .service(let id) = statement.log {
        try nameEnrolled(in: id, into: ledger)
        try settleTwins(of: id, into: ledger)
      }
    case .nodeEnded(let node):
      if case .service(let id) = statement.log { try removeEnded(node, of: id, into: ledger) }
    case .genesis, .workerEnrolled, .workerAdmitted, .workerEnded, .stratumOpened,
      .epochOpened, .receipt:
      break
    case .rootOpened:
      if statement.log != .service(service) { try ledger.owe(.issueWaiting) }
    case .ownRecord(let subject, _, _, let seen, _):
      if case .own(let id) = statement.log {
        if let document = Erasure.document(subject),
          try !serviceView(service, ledger).isDoubted(statement.author)
        {
          try erase(document, seen: seen, after: statement.id, into: ledger)
        }
        try oweSettling(of: id, into: ledger)
        if let share = ShareID(subject) { try oweSettling(ofReturnsTo: share, into: ledger) }
        // An answer whose record comes after the news that its link was undone.
        if let consent = ConsentID(subject) {
          for answered in try shares(giving: consent, in: id, ledger).compactMap(\.cites?.share) {
            try oweSettling(ofReturnsTo: answered, into: ledger)
          }
        }
        // What it gave was held back until something said that it followed the closing.
        if let consent = ConsentID(subject), try !ownView(id, ledger).closings.isEmpty {
          for share in try shares(giving: consent, in: id, ledger) {
            try offerContent(of: share.id, from: .ourselves, into: ledger)
          }
        }
      }
    case .caseOpened(let volets, _):
      for start in volets { try ledger.bind(start.volet, to: statement.log) }
    case .grant, .epochsWrapped:
      guard case .share(let share) = statement.log else { break }
      try enact(statement, in: share, into: ledger, at: now)
      // Who grants here is about to record it; what another node granted may have been ended here.
      if origin != .ourselves, let grant = statement.act.asGrant, grant.owner == service,
        let volet = grant.volets.first, case .own(let id) = try ledger.log(of: volet)
      {
        try oweSettling(of: id, into: ledger)
      }
      try offerContent(of: share, from: .ourselves, into: ledger)
    case .anchor(let authors, _):
      guard case .share(let share) = statement.log, !authors.isEmpty else { break }
      try enactAnchored(Set(authors), in: share, into: ledger, at: now)
      // What it leaves standing of an ended author may be read again.
      try offerContent(of: share, from: .ourselves, into: ledger)
    case .withdrawal, .ceased, .erasure:
      guard case .share(let share) = statement.log else { break }
      try enact(statement, in: share, into: ledger, at: now)
    }
  }

  /// Where a case file gives something, what ended in it elsewhere is carried out by whoever has the keys.
  private func oweSettling(of id: CaseID, into ledger: LedgerWriter) throws {
    for volet in try ownView(id, ledger).volets where try !ledger.shares(of: volet.tag).isEmpty {
      return try ledger.owe(.settle(id))
    }
  }

  private func oweSettling(ofReturnsTo share: ShareID, into ledger: LedgerWriter) throws {
    guard try self.share(share, ledger)?.recipient == service else { return }
    try ledger.owe(.settleReturns(of: share))
  }

  /// What a statement of a share changes here, once it stands.
  private func enact(
    _ statement: ProvenStatement, in share: ShareID, into ledger: LedgerWriter, at now: Instant
  ) throws {
    switch statement.act {
    case .grant(let grant):
      for volet in grant.volets {
        // Whoever reads a volet knows its tag. Naming it takes nothing from whose it is.
        try ledger.bind(volet, sharedIn: share, by: grant.owner)
      }
    case .epochsWrapped(let starts, _):
      guard let judged = try self.share(share, ledger) else { break }
      // Wrapped by a node that did not know of a withdrawal which came here first.
      let dead = starts.filter { judged.view.isToBeForgotten($0, wrappedBy: statement.id) }
        .map(\.epoch).filter { !judged.view.isLive($0) }
      if judged.recipient == service {
        try ledger.readmit(
          epochs: starts.map(\.epoch).filter(judged.view.isLive), of: named(judged.owner))
        if !dead.isEmpty { try forget(dead, of: judged, into: ledger) }
      } else if !dead.isEmpty {
        try takeFromFeeds(Set(dead), of: judged, ledger)
      }
    case .withdrawal: try close(share, after: statement, into: ledger, at: now)
    case .ceased:
      // What was meant to go back and had not left stays here.
      try orphanUnsentReturns(of: share, into: ledger)
    case .erasure(let documents):
      try obey(documents, of: share, after: statement, into: ledger, at: now)
    case .nodeEnrolled, .nodeEnded, .genesis, .workerEnrolled, .workerAdmitted, .workerEnded,
      .caseOpened, .stratumOpened, .epochOpened, .ownRecord, .rootOpened, .receipt, .anchor:
      break
    }
  }

  /// A withdrawal has come: nothing more is sent; what was received under it goes, and a receipt says so once it is gone
  /// from the log too.
  private func close(
    _ share: ShareID, after statement: ProvenStatement, into ledger: LedgerWriter, at now: Instant
  ) throws {
    guard case .withdrawal(_, _, let purge) = statement.act else { return }
    guard let judged = try self.share(share, ledger) else { return }
    if judged.owner == service {
      let effect = judged.view.effect(of: statement.id)
      if judged.view.ordersForgetting(statement.id) {
        let named = purge.filter { judged.view.wasWrapped($0) && !judged.view.isLive($0) }
        // What it does not name because its author had not heard of it goes over there all the same.
        try takeFromFeeds(Set(named + effect.died.map(\.epoch)), of: judged, ledger)
      }
      // One that takes back nothing changes nothing: a recipient may state thousands of them.
      guard effect.closed || !effect.died.isEmpty else { return }
      if let volet = judged.grants.first?.volets.first,
        case .own(let id) = try ledger.log(of: volet)
      {
        try oweSettling(of: id, into: ledger)
      }
      return
    }
    try orphanUnsentReturns(of: share, into: ledger)
    guard judged.view.ordersForgetting(statement.id) else { return }
    let named = purge.filter { judged.view.wasWrapped($0) && !judged.view.isLive($0) }
    let effect = judged.view.effect(of: statement.id)
    try forget(named + effect.died.map(\.epoch), of: judged, into: ledger)
    try ledger.owe(Duty.Answer(to: statement.id, in: share))
  }

  /// What the recipient forgets counts no more among what it was sent. Protocol/replication.md, 7.5.
  private func takeFromFeeds(
    _ ordered: Set<EpochID>, of share: Share, _ ledger: LedgerWriter
  ) throws {
    let forgotten = ordered.subtracting(try stillGiven(ordered, beside: share, ledger)).sorted()
    guard !forgotten.isEmpty else { return }
    for peer in try peers(of: share.recipient, ledger) {
      try ledger.withdrawFromFeeds(peer: peer.node, epochs: forgotten)
    }
  }

  /// An anchor says of what an ended author signed that it stands: what that changes here is done now.
  private func enactAnchored(
    _ authors: Set<SigningKey>, in share: ShareID, into ledger: LedgerWriter, at now: Instant
  ) throws {
    guard let judged = try self.share(share, ledger) else { return }
    for statement in judged.statements
    where authors.contains(statement.author)
      && judged.view.judgement(of: statement.id)?.isAllowed == true
    {
      // What was answered was obeyed.
      guard !judged.view.receipts(of: statement.id).contains(where: { $0.node == node })
      else { continue }
      try enact(statement, in: share, into: ledger, at: now)
    }
  }

  /// Epochs that another share between the same two services lets its recipient read: two nodes gave the volet apart, or
  /// it goes back in answer too. What one share takes back the other one gives still.
  private func stillGiven(
    _ epochs: Set<EpochID>, beside share: Share, _ ledger: LedgerReader
  ) throws -> Set<EpochID> {
    var given: Set<EpochID> = []
    for start in epochs.flatMap(share.view.wraps) {
      for other in try ledger.shares(of: start.volet, by: share.owner) where other != share.id {
        guard let other = try self.share(other, ledger), other.owner == share.owner,
          other.recipient == share.recipient,
          other.judge(start.place, for: .keeping).isAllowed
        else { continue }
        given.insert(start.epoch)
      }
    }
    return given
  }

  /// Deletes received rows, keys and names: envelopes and note secrets under `ordered`, which no wrap gives any more; their
  /// wraps; and the sealed part of every grant once the share allows nothing. What another share of the same service gives
  /// still stays. What we or anybody else sealed is none of its business, whatever epochs and rows it names: it knows
  /// those of ours that we gave it, and those that it received from the same service as we.
  private func forget(
    _ ordered: [EpochID], of share: Share, into ledger: LedgerWriter
  ) throws {
    let ordered = Set(ordered)
    let gone = ordered.subtracting(try stillGiven(ordered, beside: share, ledger))
    let epochs = gone.sorted()
    if !gone.isEmpty {
      _ = try ledger.purge(
        epochs: epochs, of: share.owner, broughtBy: try bringers(of: share.owner, ledger))
    }
    var rows = gone.flatMap(share.view.wraps).map(\.wrap)
    if share.view.effective().isEmpty {
      rows += share.grants.flatMap { [$0.sealed, $0.recipientWrap, $0.ownerWrap] }
    }
    let log = LogID.share(share.id)
    for row in rows where try !ledger.isRefused(attachment: row, in: log) {
      try ledger.removeAttachment(row, of: log)
    }
    forgotten += epochs
  }

  /// Notes of ours that were meant for the owner of `share` through a return share and had not left: they stay here, as
  /// orphans, for their author to decide with the person.
  private func orphanUnsentReturns(of share: ShareID, into ledger: LedgerWriter) throws {
    for answer in try returnShares(citing: share, ledger) {
      let epochs = Set(answer.wraps.map(\.start.epoch))
      let waiting = try peers(of: answer.recipient, ledger).map { peer in
        (peer: peer, changes: try ledger.pendingChanges(to: peer.node))
      }
      for id in Set(waiting.flatMap(\.changes)).sorted() {
        guard let change = try ledger.change(id), epochs.contains(change.header.epoch),
          try !shares(of: change.header.volet, ledger).contains(where: {
            $0.recipient == answer.recipient
              && $0.judge(change.header.place, for: .offering).isAllowed
          })
        else { continue }
        // What one device of that service took is there, whatever its others have.
        let isThere = try waiting.contains { peer, changes in
          try !changes.contains(id) && reached(id, peer, ledger)
        }
        if !isThere { try ledger.mark(change.header.document, .orphan) }
        // What the owner holds already stays in the count until the return share is closed by its worker.
        for (peer, changes) in waiting where changes.contains(id) {
          try ledger.withdraw(.change(id), from: peer.node)
        }
      }
    }
  }

  /// Our return shares that answer `share`.
  package func returnShares(citing share: ShareID, _ ledger: LedgerReader) throws -> [Share] {
    try allShares(ledger).filter { $0.cites?.share == share && $0.owner == service }
  }
}
