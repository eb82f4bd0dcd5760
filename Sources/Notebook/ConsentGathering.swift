import CaseFile
import Consent
import Envelope
import Replica
import Store

/// What the ledger knows of the consents of a case file. Protocol/consent.md, "The life of a consent".
extension WorkerSession {
  /// Consents of a case in the order in which they were first recorded.
  func consents(of id: CaseID, _ ledger: LedgerReader, at now: Instant) throws -> [ConsentSummary] {
    try consents(of: id, try consentRecords(of: id, ledger), ledger, at: now)
  }

  /// The same, of records that were read already.
  func consents(
    of id: CaseID, _ records: ConsentRecords, _ ledger: LedgerReader, at now: Instant
  ) throws -> [ConsentSummary] {
    let facts = ConsentFacts(
      caseFile: id, records: records, shared: try shared(records, of: id, ledger),
      latest: try replica.latest(now, ledger))
    return try facts.lives().map { life in
      var told = life
      told.recipientName = try replica.toldName(life.recordedName, of: life.recipient, ledger)
      told.waitsForExchange = try waitsForExchange(life, ledger)
      told.unpaired = try replica.unpaired(from: life.recipient, ledger)
      told.holders = try holders(of: life.recipient, facts.shared[life.consent], ledger)
      return told
    }
  }

  /// What the own log of a case file says of its consents.
  func consentRecords(of id: CaseID, _ ledger: LedgerReader) throws -> ConsentRecords {
    let records = try records(of: id, ledger)
    let own = try replica.ownView(id, ledger)
    return ConsentRecords(records, closings: Set(own.closings)) { own.isInPast($0, of: $1) }
  }

  private func waitsForExchange(
    _ consent: ConsentSummary, _ ledger: LedgerReader
  ) throws -> Bool {
    guard consent.status == .given,
      try replica.serviceView(consent.recipient, ledger).currentBox == nil
    else { return false }
    return try replica.shares(giving: consent.consent, in: consent.caseFile, ledger).isEmpty
  }

  /// What the shares say of the consents that were issued in them.
  private func shared(
    _ records: ConsentRecords, of id: CaseID, _ ledger: LedgerReader
  ) throws -> [ConsentID: SharedConsent] {
    var found: [ConsentID: SharedConsent] = [:]
    var names: [VoletTag: Volet]?
    for one in records.consents {
      guard let issued = one.share, let share = try replica.share(issued, ledger) else { continue }
      let known = try names ?? voletCodes(of: id, ledger)
      names = known
      found[one.consent] = share.facts(
        of: one.consent, named: known, withSuccessors: !records.closings.isEmpty)
    }
    return found
  }
}

extension Share {
  /// What it says of one consent.
  ///
  /// - Parameters:
  ///   - names: the volets of the case file, by their tags.
  ///   - withSuccessors: nobody asks for them where nothing was closed.
  fileprivate func facts(
    of consent: ConsentID, named names: [VoletTag: Volet], withSuccessors: Bool
  ) -> SharedConsent {
    // In the order of their tags; what stands was granted.
    let tags = Set(view.grantedVolets(of: consent)).union(view.standing(of: consent)).sorted()
    let ends = tags.reduce(into: [VoletTag: ShareView.Withdrawn]()) { ends, tag in
      ends[tag] = view.endings(of: consent, for: tag).first
    }
    return SharedConsent(
      status: view.status(of: consent), recipient: view.recipient.genesis?.name ?? "",
      nodes: view.recipient.nodes.filter { !$0.isEnded }.map(\.key),
      granted: tags.map { tag in
        SharedConsent.Granted(
          volet: names[tag], stands: view.stands(consent, for: tag),
          allowed: view.effective(tag)?.consents ?? [],
          successors: withSuccessors ? view.successors(of: consent, for: tag) : [],
          endedAt: ends[tag]?.at, oneWay: narrower(of: consent, in: tag, endedBy: ends[tag]))
      },
      withdrawals: withdrawals(concerning: consent, ends, named: names), stop: stop(of: consent))
  }

  /// The later consent one way by which nothing comes back any more in a volet of this one, and since when.
  private func narrower(
    of consent: ConsentID, in tag: VoletTag, endedBy end: ShareView.Withdrawn?
  ) -> (by: ConsentID, since: Instant)? {
    guard let found = view.oneWay(consent, for: tag),
      isOneWay(tag, of: consent, endedBy: end, by: found)
    else { return nil }
    return (found.by, found.since)
  }

  /// Withdrawals of this consent, and those of others that took something of it.
  private func withdrawals(
    concerning consent: ConsentID, _ ends: [VoletTag: ShareView.Withdrawn],
    named names: [VoletTag: Volet]
  ) -> [SharedConsent.Withdrawal] {
    let ended = ends.reduce(into: [StatementID: [VoletTag]]()) { ended, end in
      ended[end.value.statement, default: []].append(end.key)
    }
    let concerning = view.withdrawals.filter {
      $0.consent == consent || !taken(by: $0, from: consent, ended).isEmpty
    }
    return view.inSaidOrder(concerning).map { withdrawal in
      let taken = Set(taken(by: withdrawal, from: consent, ended).compactMap { names[$0] })
      return SharedConsent.Withdrawal(
        statement: withdrawal.statement, at: withdrawal.at, isOwn: withdrawal.consent == consent,
        isAtRecipient: view.isByRecipient(withdrawal), isWhole: withdrawal.volets.isEmpty,
        // Of a doubted author it orders nothing: it waits for a person, and nothing was asked.
        asks: !withdrawal.purge.isEmpty && view.ordersForgetting(withdrawal.statement),
        volets: Volet.allCases.filter(taken.contains),
        receipts: view.receipts(of: withdrawal.statement).map {
          SharedConsent.Receipt(node: $0.node, outcome: $0.outcome, at: $0.at)
        })
    }
  }

  /// Volets that a withdrawal names of its own consent; of another one, and of all of its own, those that it ended, where
  /// it was stated at the recipient's counter: it speaks of whatever that service is given.
  private func taken(
    by withdrawal: ShareView.Withdrawn, from consent: ConsentID,
    _ ended: [StatementID: [VoletTag]]
  ) -> [VoletTag] {
    if withdrawal.consent == consent, !withdrawal.volets.isEmpty { return withdrawal.volets }
    guard let tags = ended[withdrawal.statement],
      withdrawal.consent == consent || view.isByRecipient(withdrawal)
    else { return [] }
    return tags
  }

  /// Whether a later consent, which goes one way, is what counts for a volet of this one; of one that ended there, whether
  /// it was until then: what was given after an end changes nothing of it.
  private func isOneWay(
    _ tag: VoletTag, of consent: ConsentID, endedBy end: ShareView.Withdrawn?,
    by narrower: (since: Instant, by: ConsentID, statement: StatementID)
  ) -> Bool {
    guard !view.wasRenewed(consent, for: tag, before: narrower.statement) else { return false }
    guard let end else {
      return view.effective(tag)?.bothWays == false
    }
    guard !view.graph.isInPast(end.statement, of: narrower.statement), narrower.since <= end.at
    else { return false }
    guard let theirs = view.endings(of: narrower.by, for: tag).first else { return true }
    return theirs.statement == end.statement || theirs.at > end.at
  }

  /// Nil unless it answers another share and nothing goes by this consent any more, though it may be read.
  private func stop(of consent: ConsentID) -> SharedConsent.Stop? {
    guard cites != nil else { return nil }
    let tags = view.tags(of: consent)
    guard !tags.isEmpty,
      tags.allSatisfy({ sending($0, at: nil) == nil && allowance($0, at: nil) != nil })
    else { return nil }
    let answered = tags.compactMap { view.effective($0) }.flatMap(\.cites)
    let there = answered.lazy.compactMap { (answered) -> (by: String, at: Instant)? in
      guard let cited = self.cited.first(where: { $0.share == answered.share }),
        !cited.stands(answered.consent, for: answered.volet, of: .sending),
        let first = cited.ceasings(after: answered.consent).map(\.at).min()
      else { return nil }
      return (cited.owner.genesis?.name ?? "", first)
    }.first
    return SharedConsent.Stop(
      there: there, here: view.ceasings(after: consent).map(\.at).min())
  }
}
