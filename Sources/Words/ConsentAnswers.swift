import CaseFile
public import Envelope
public import Notebook

/// Consents, and what became of them, as the reader's clock tells them.
extension WallClock {
  /// Of one that later consents replaced in part, the volets that are left; of one that they replaced whole, all.
  public func row(_ consent: ConsentSummary) -> ConsentRow {
    let (left, isReplaced) = (consent.notReplaced, consent.isReplaced)
    var row = ConsentRow(
      id: consent.consent.description, to: consent.recipientName,
      volets: isReplaced ? consent.volets : left,
      // A refusal says nothing of either.
      past: consent.past ?? .none, effective: consent.effective ?? .now,
      until: consent.until.flatMap(lastDay(before:)),
      bothWays: consent.bothWays, oneWay: consent.oneWay,
      status: isReplaced ? .replaced : status(consent),
      events: consent.events.map(row), proof: proof(consent.proof),
      explainedIn: language(consent.explainedIn))
    row.circumstances = consent.circumstances
    row.waitsForExchange = consent.waitsForExchange
    row.unpaired = consent.unpaired
    row.holders = consent.holders.map(self.row)
    let agreed = Volet.allCases.filter(consent.agreed.contains)
    if Set(agreed) != Set(row.volets) { row.agreed = agreed }
    row.replaced = consent.replaced.sorted { $0.key < $1.key }.map { later, volets in
      .init(by: later.description, volets: Volet.allCases.filter(volets.contains))
    }
    return row
  }

  private func row(_ event: ConsentSummary.Event) -> ConsentRow.Event {
    ConsentRow.Event(
      event: event.event, at: moment(event.at), by: event.by, volets: event.volets,
      cause: event.cause, carriedOutBy: event.carriedOutBy, isUnaware: event.isUnaware)
  }

  /// A received share that ended.
  public func row(_ ended: EndedShare) -> EndedRow {
    EndedRow(
      id: ended.share.description, from: ended.from, cause: ended.cause,
      at: moment(ended.at), volets: ended.volets, forgottenAt: ended.forgottenAt.map(moment),
      linkedTo: ended.linkedTo?.description)
  }

  /// What a withdrawal came to, with what the other service has answered so far.
  ///
  /// - Parameters:
  ///   - summary: how the consent stands now; nil for one of the other service.
  ///   - last: the last exchange with that service.
  ///   - isMet: whether this device still exchanges with it.
  public func report(
    _ done: Withdrawal, _ summary: ConsentSummary?, lastExchange last: Instant?,
    hasOtherDevices: Bool, isMet: Bool
  ) -> WithdrawalReport {
    var report = WithdrawalReport(
      at: local(now), service: done.service, volets: done.volets,
      confirmation: confirmation(summary, since: last))
    (report.isAtRecipient, report.wasSo) = (done.isAtRecipient, done.wasSo)
    (report.wasOnlyPlanned, report.sent) = (done.wasOnlyPlanned, done.sent)
    (report.isAnnounced, report.isUnwritable) = (done.isAnnounced, done.isUnwritable)
    report.isConfirmation = done.isConfirmation
    (report.maybeSent, report.counts) = (done.maybeSent, done.counts)
    report.isUntold = done.isUntold
    report.restEndedOn = done.restEndedAt.flatMap(lastDay(before:))
    report.hasOtherDevices = hasOtherDevices
    // Another device of this service may still meet that one, and passes on what is said here.
    report.isCutOff = !hasOtherDevices && !isMet
    report.unpaired = summary?.unpaired
    report.holders = summary?.holders.map(row) ?? []
    if done.isAtRecipient {
      report.left = done.left
    } else if done.status != .withdrawn {
      report.left = summary?.volets ?? []
    }
    report.along = done.along.map {
      .init(id: $0.consent.description, volets: $0.volets)
    }
    return report
  }

  /// The last answer counts when it came after the last request.
  private func confirmation(
    _ summary: ConsentSummary?, since lastExchange: Instant?
  ) -> WithdrawalReport.Confirmation {
    for event in summary?.events.reversed() ?? [] {
      switch event.event {
      case .purgeAttested: return .attested(local(event.at))
      case .purgeRefused: return .refused(local(event.at))
      case .purgeAsked: return .awaited(lastExchange: lastExchange.map(local))
      case .planned, .given, .refused, .effective, .recovered, .narrowed, .extended, .renewed,
        .withdrawn, .expired,
        .stopped, .ceased, .cancelled, .unlinked, .disputed:
        continue
      }
    }
    return .awaited(lastExchange: lastExchange.map(local))
  }

  /// The paper of a consent of ours; nil for a refusal and for an answer, which the person was not asked.
  ///
  /// - Parameter later: the consents that took its place.
  public func receipt(
    _ consent: ConsentSummary, person: String, from service: String, later: [ConsentSummary]
  ) -> ConsentReceipt? {
    let row = row(consent)
    guard let proof = row.proof, let explainedIn = row.explainedIn, let first = consent.events.first
    else { return nil }
    var receipt = ConsentReceipt(
      person: person, from: service, consent: row, proof: proof, explainedIn: explainedIn,
      givenAt: local(first.at), recordedBy: first.by)
    receipt.replacedOn = later.compactMap(\.begunAt).max().map(local)
    return receipt
  }

  /// The paper of a refusal; nil for anything else.
  public func refusal(_ consent: ConsentSummary, person: String, from service: String)
    -> RefusalPaper?
  {
    guard consent.status == .refused,
      let said = consent.events.first(where: { $0.event == .refused })
    else { return nil }
    return RefusalPaper(
      id: consent.consent.description, person: person, from: service, to: consent.recipientName,
      at: local(said.at), recordedBy: said.by)
  }

  private func proof(_ code: String) -> ProofOfConsent? {
    do throws(RuleBroken) {
      return try ProofOfConsent(parsing: code)
    } catch {
      return nil
    }
  }

  private func language(_ code: String) -> LanguageTag? {
    do throws(RuleBroken) {
      return try LanguageTag(parsing: code)
    } catch {
      return nil
    }
  }

  private func status(_ consent: ConsentSummary) -> ConsentStatus {
    switch consent.told {
    case .disputed: .disputed
    case .replaced: .replaced
    case .unlinked: .unlinked
    case .stopped: .stopped
    case nil: status(consent.status)
    }
  }

  /// How a consent stands, as it is told.
  public func status(_ status: ConsentSummary.Status) -> ConsentStatus { ConsentStatus(status) }

  /// One of several consents of a person who was named.
  public func row(_ consent: NamedConsent) -> NamedConsentRow {
    NamedConsentRow(
      number: consent.number, service: consent.service, volets: consent.volets,
      isReceived: consent.isReceived,
      status: consent.isReplaced ? .replaced : consent.status.map(ConsentStatus.init),
      recordedOn: consent.recordedAt.flatMap(day), until: consent.until.flatMap(lastDay(before:)))
  }

  /// A planned consent that a clock began before its day.
  public func row(_ begun: BegunAhead) -> BegunAheadRow {
    BegunAheadRow(
      consent: begun.consent.description, person: begun.person, recipient: begun.recipient,
      volets: begun.volets, at: local(begun.at))
  }
}

extension ConsentStatus {
  init(_ status: ConsentSummary.Status) {
    self =
      switch status {
      case .planned: .planned
      case .given: .given
      case .refused: .refused
      case .withdrawn: .withdrawn
      case .expired: .expired
      case .suspended: .suspended
      case .ceased: .ceased
      case .unlinked: .unlinked
      }
  }
}
