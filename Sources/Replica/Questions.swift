import Consent
import Envelope
package import Store

/// What a statement comes to by what the logs say at its turn: read, nothing written.
extension Replica {
  package func answer(
    to question: Reaction.Question, _ ledger: LedgerReader
  ) throws -> [Reaction] {
    switch question {
    case .record(let record, let document, let seen, let author):
      return try serviceView(service, ledger).isDoubted(author)
        ? [] : [.erase(document, seen: seen, after: record)]
    case .ended(let id): return try gives(id, ledger) ? [.owe(.settle(id))] : []
    case .endedAround(let volet):
      guard case .own(let id) = try ledger.log(of: volet) else { return [] }
      return [.ask(.ended(in: id))]
    case .returns(let share):
      return try self.share(share, ledger)?.recipient == service
        ? [.owe(.settleReturns(of: share))] : []
    case .returnsAnswered(let consent, let id):
      return try shares(giving: consent, in: id, ledger).compactMap(\.cites?.share)
        .map { .ask(.returns(to: $0)) }
    case .heldBack(let consent, let id):
      guard try !ownView(id, ledger).closings.isEmpty else { return [] }
      return try shares(giving: consent, in: id, ledger).map { .offerContent(of: $0.id) }
    case .wrapped(let starts, let wrap, let share):
      return try keeping(starts, by: wrap, in: share, ledger)
    case .withdrawn(let order, let purge, let share):
      return try takingBack(order, purge, in: share, ledger)
    case .erasure(let documents, let order, let share):
      return try obeying(documents, of: share, after: order, ledger)
    case .anchored(let authors, let share): return try enacting(authors, in: share, ledger)
    }
  }

  /// Whether some volet of a case file is given to anybody: what ended in it elsewhere is carried out by whoever has the
  /// keys.
  private func gives(_ id: CaseID, _ ledger: LedgerReader) throws -> Bool {
    try ownView(id, ledger).volets.contains { try !ledger.shares(of: $0.tag).isEmpty }
  }

  private func keeping(
    _ starts: [EpochStart], by wrap: StatementID, in share: ShareID, _ ledger: LedgerReader
  ) throws -> [Reaction] {
    guard let judged = try self.share(share, ledger) else { return [] }
    // Wrapped by a node that did not know of a withdrawal which came here first.
    let dead = starts.filter { judged.view.isToBeForgotten($0, wrappedBy: wrap) }
      .map(\.epoch).filter { !judged.view.isLive($0) }
    guard judged.recipient == service else {
      return dead.isEmpty ? [] : [.takeFromFeeds(dead, of: share)]
    }
    let live = starts.map(\.epoch).filter(judged.view.isLive)
    return [.readmit(live, of: judged.owner)]
      + (dead.isEmpty ? [] : [.forgetEpochs(dead, of: share)])
  }

  /// A withdrawal has come: nothing more is sent; what was received under it goes, and a receipt says so once it is gone
  /// from the log too.
  private func takingBack(
    _ order: StatementID, _ purge: [EpochID], in share: ShareID, _ ledger: LedgerReader
  ) throws -> [Reaction] {
    guard let judged = try self.share(share, ledger) else { return [] }
    let effect = judged.view.effect(of: order)
    // What it does not name because its author had not heard of it goes over there all the same.
    let epochs =
      judged.view.ordersForgetting(order)
      ? purge.filter { judged.view.wasWrapped($0) && !judged.view.isLive($0) }
        + effect.died.map(\.epoch) : nil
    guard judged.owner == service else {
      return [.orphanUnsentReturns(of: share)]
        + (epochs.map {
          [.forgetEpochs($0, of: share), .answer(Duty.Answer(to: order, in: share))]
        } ?? [])
    }
    var reactions = epochs.map { [Reaction.takeFromFeeds($0, of: share)] } ?? []
    // One that takes back nothing changes nothing: a recipient may state thousands of them.
    if effect.closed || !effect.died.isEmpty, let volet = judged.grants.first?.volets.first {
      reactions.append(.ask(.endedAround(volet)))
    }
    return reactions
  }

  /// An anchor says of what an ended author signed that it stands: what that changes here is done now.
  private func enacting(
    _ authors: Set<SigningKey>, in share: ShareID, _ ledger: LedgerReader
  ) throws -> [Reaction] {
    guard let judged = try self.share(share, ledger) else { return [] }
    return judged.statements.filter { statement in
      authors.contains(statement.author)
        && judged.view.judgement(of: statement.id)?.isAllowed == true
        // What was answered was obeyed.
        && !judged.view.receipts(of: statement.id).contains { $0.node == node }
    }.flatMap { Reaction.enacting($0, in: share) }
  }
}
