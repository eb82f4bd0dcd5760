import Consent
import Envelope
import Store

/// What a freshly admitted statement changes on this node besides being kept.
extension Notebook {
  func follow(_ statement: ProvenStatement, into ledger: LedgerWriter, at now: Instant) throws {
    followed = now
    switch statement.act {
    case .nodeEnrolled:
      if case .service(let id) = statement.log { try nameEnrolled(in: id, into: ledger) }
    case .genesis, .nodeEnded, .workerEnrolled, .workerAdmitted, .workerEnded, .stratumOpened,
      .epochOpened, .receipt:
      break
    case .rootOpened:
      if statement.log != .service(service) { try issueWaitingIfUnlocked(into: ledger, at: now) }
    case .ownRecord(let subject, _, _):
      if case .own(let id) = statement.log {
        if let document = Erasure.document(subject),
          try !serviceView(service, ledger).isDoubted(statement.author)
        {
          try erase(document, into: ledger)
        }
        try closeWithdrawnIfUnlocked(in: id, into: ledger, at: now)
        if let share = ShareID(subject) {
          try settleReturnsIfUnlocked(of: share, into: ledger, at: now)
        }
      }
    case .caseOpened(let volets, _):
      for start in volets { try ledger.bind(start.volet, to: statement.log) }
    case .grant(let grant):
      guard case .share(let share) = statement.log else { break }
      for volet in grant.volets {
        try ledger.bind(volet, sharedIn: share)
        guard grant.owner != service else { continue }
        // Whoever reads a volet of ours knows its tag. Naming it takes nothing from us.
        if case .own = try ledger.log(of: volet) { continue }
        try ledger.bind(volet, to: statement.log)
      }
      try offerContent(of: share, from: .ourselves, into: ledger)
      if grant.owner == service, let volet = grant.volets.first,
        case .own(let id) = try ledger.log(of: volet)
      {
        try closeWithdrawnIfUnlocked(in: id, into: ledger, at: now)
      }
    case .epochsWrapped(let starts, _):
      guard case .share(let share) = statement.log else { break }
      if let judged = try self.share(share, ledger), judged.recipient == service {
        try ledger.readmit(epochs: starts.map(\.epoch).filter(judged.view.isLive))
        // Wrapped by a node that did not know of a withdrawal which came here first.
        let dead = starts.filter { judged.view.isToBeForgotten($0, wrappedBy: statement.id) }
          .map(\.epoch).filter { !judged.view.isLive($0) }
        if !dead.isEmpty { try forget(dead, of: judged, into: ledger) }
      }
      try offerContent(of: share, from: .ourselves, into: ledger)
    case .anchor(let authors, _):
      // What it leaves standing of an ended author may be read again.
      guard case .share(let share) = statement.log, !authors.isEmpty else { break }
      try offerContent(of: share, from: .ourselves, into: ledger)
      try obeyAnchored(Set(authors), in: share, into: ledger, at: now)
    case .withdrawal:
      guard case .share(let share) = statement.log else { break }
      try close(share, after: statement, into: ledger, at: now)
    case .ceased:
      guard case .share(let share) = statement.log else { break }
      // What was meant to go back and had not left stays here.
      try orphanUnsentReturns(of: share, into: ledger)
    case .erasure(let documents):
      guard case .share(let share) = statement.log else { break }
      try obey(documents, of: share, after: statement, into: ledger, at: now)
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
      let ordered = Set(purge.filter { judged.view.wasWrapped($0) && !judged.view.isLive($0) })
      let forgotten = ordered.subtracting(try stillGiven(ordered, beside: judged, ledger)).sorted()
      for peer in try peers(of: judged.recipient, ledger) {
        try ledger.withdrawFromFeeds(peer: peer.node, epochs: forgotten)
      }
      let effect = judged.view.effect(of: statement.id)
      guard effect.closed || !effect.died.isEmpty else { return }
      if let volet = judged.grants.first?.volets.first,
        case .own(let id) = try ledger.log(of: volet)
      {
        try closeWithdrawnIfUnlocked(in: id, into: ledger, at: now)
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

  /// An anchor says of what an ended author signed that it stands: orders to forget that waited for it are obeyed now.
  private func obeyAnchored(
    _ authors: Set<SigningKey>, in share: ShareID, into ledger: LedgerWriter, at now: Instant
  ) throws {
    guard let judged = try self.share(share, ledger), judged.recipient == service else { return }
    for statement in judged.statements where authors.contains(statement.author) {
      guard case .withdrawal = statement.act, judged.view.ordersForgetting(statement.id),
        !judged.view.receipts(of: statement.id).contains(where: { $0.node == node })
      else { continue }
      try close(share, after: statement, into: ledger, at: now)
    }
  }

  /// Epochs that another share between the same two services lets its recipient read: two nodes gave the volet apart, or
  /// it goes back in answer too. What one share takes back the other one gives still.
  private func stillGiven(
    _ epochs: Set<EpochID>, beside share: Share, _ ledger: LedgerReader
  ) throws -> Set<EpochID> {
    var given: Set<EpochID> = []
    for start in epochs.flatMap(share.view.wraps) {
      for other in try ledger.shares(of: start.volet) where other != share.id {
        guard let other = try self.share(other, ledger), other.owner == share.owner,
          other.recipient == share.recipient,
          other.mayRead((start.volet, start.stratum, start.epoch), at: nil)
        else { continue }
        given.insert(start.epoch)
      }
    }
    return given
  }

  /// Deletes received rows, keys and names: envelopes and note secrets under `ordered`, which no wrap gives any more; their
  /// wraps; and the sealed part of every grant once the share allows nothing. What another share gives still stays, and so
  /// does what is our own: a service that knows epochs of ours, by what we let go back, orders nothing about them.
  private func forget(
    _ ordered: [EpochID], of share: Share, into ledger: LedgerWriter
  ) throws {
    let ordered = Set(ordered)
    let ours = try ownEpochs(among: ordered, given: share.owner, ledger)
    let gone = ordered.subtracting(ours).subtracting(
      try stillGiven(ordered, beside: share, ledger))
    let epochs = gone.sorted()
    if !gone.isEmpty { _ = try ledger.purge(epochs: epochs) }
    var rows = gone.flatMap(share.view.wraps).map(\.wrap)
    if share.view.effective().isEmpty {
      rows += share.grants.flatMap { [$0.sealed, $0.recipientWrap, $0.ownerWrap] }
    }
    for row in rows where try !ledger.isRefused(name: row.bytes) {
      try ledger.removeAttachment(row)
      try ledger.refuse(name: row.bytes)
    }
    for epoch in epochs { workerRoom?.keyring.forget(epoch) }
  }

  /// Epochs of our own case files that we wrapped for a service.
  private func ownEpochs(
    among epochs: Set<EpochID>, given service: ServiceID, _ ledger: LedgerReader
  ) throws -> Set<EpochID> {
    guard !epochs.isEmpty else { return [] }
    let given = try allShares(ledger).filter {
      $0.owner == self.service && $0.recipient == service
    }
    return epochs.filter { epoch in given.contains { $0.view.wasWrapped(epoch) } }
  }

  /// Notes of ours that were meant for the owner of `share` through a return share and had not left: they stay here, as
  /// orphans, for their author to decide with the person.
  private func orphanUnsentReturns(of share: ShareID, into ledger: LedgerWriter) throws {
    for answer in try returnShares(citing: share, ledger) {
      let epochs = Set(answer.wraps.map(\.start.epoch))
      for peer in try peers(of: answer.recipient, ledger) {
        for id in try ledger.pendingChanges(to: peer.node) {
          guard let change = try ledger.change(id), epochs.contains(change.header.epoch),
            try !shares(of: change.header.volet, ledger).contains(where: {
              $0.recipient == answer.recipient && $0.maySend(change.header, at: nil)
            })
          else { continue }
          try ledger.mark(change.header.document, .orphan)
          // What the owner holds already stays in the count until the return share is closed by its worker.
          try ledger.withdraw(.change(id), from: peer.node)
        }
      }
    }
  }

  /// Our return shares that answer `share`.
  func returnShares(citing share: ShareID, _ ledger: LedgerReader) throws -> [Share] {
    try allShares(ledger).filter { $0.cites?.share == share && $0.owner == service }
  }
}
