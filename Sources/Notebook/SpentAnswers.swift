import CaseFile
import Consent
import Envelope
import Replica
import Store
import Wire

/// Which answers to a received share count no more, and which of them go on. Protocol/consent.md, "Own log".
extension WorkerSession {
  /// Whether a consent of a received share was answered from a case file since it was last linked to it. What the person
  /// withdrew there stays answered: no link opens it again.
  func isAnswered(
    _ consent: ConsentID, of share: ShareID, from id: CaseID, _ ledger: LedgerReader
  ) throws -> Bool {
    let spent = try spentAnswers(to: share, from: id, ledger)
    let links = try linkTurns(of: share, ledger).filter { $0.caseFile == id && !$0.unlinked }
    let own = try replica.ownView(id, ledger)
    return try returns(of: share, from: id, ledger).flatMap(\.grants).contains { grant in
      guard grant.cites?.consent == consent else { return false }
      guard let ended = spent[grant.consent] else { return true }
      if ended.isCrossed { return false }
      return !links.contains { own.isInPast(ended.begun, of: $0.statement) }
    }
  }

  /// An answer that ended although the person did not withdraw it.
  private struct SpentAnswer {
    /// The statement that recorded it first.
    let begun: StatementID
    /// A colleague stopped it who did not know yet that people agree about the link again: nothing here ended it.
    let isCrossed: Bool
  }

  /// Answers from a case file that an unlinking, a closing or a disagreement about the link ended.
  private func spentAnswers(
    to share: ShareID, from id: CaseID, _ ledger: LedgerReader
  ) throws -> [ConsentID: SpentAnswer] {
    let answers = try returns(of: share, from: id, ledger)
    let records = try consentRecords(of: id, ledger)
    var first: [ConsentID: StatementID] = [:]
    var unlinked: Set<ConsentID> = []
    var withdrawn: [ConsentID: EndingCause?] = [:]
    for one in records.consents {
      first[one.consent] = one.records.first?.statement
      for entry in one.records {
        switch entry.record.said {
        case .withdrawn: withdrawn[one.consent] = .some(entry.record.endingCause)
        case .unlinked: unlinked.insert(one.consent)
        case .planned, .given, .refused, .effective, .recovered, .narrowed, .extended, .renewed,
          .purgeAsked,
          .purgeAttested, .purgeRefused, .expired, .stopped, .ceased, .cancelled, .disputed, nil:
          break
        }
      }
    }
    // What a colleague had opened by the same link, unaware, was undone with it: nobody withdrew that either.
    let undone = withdrawn.filter { _, cause in
      if case .beside(let other) = cause { unlinked.contains(other) } else { false }
    }.keys
    for consent in undone {
      unlinked.insert(consent)
      withdrawn[consent] = nil
    }
    let asked = try replica.share(share, ledger)
    var spent: [ConsentID: SpentAnswer] = [:]
    for (consent, begun) in first where withdrawn[consent] == nil {
      let answer = answers.first { $0.view.isStopped(consent) }
      let isEndedHere =
        unlinked.contains(consent)
        || records.closings.contains { !records.isKnown($0.statement, begun) }
      guard isEndedHere || answer != nil else { continue }
      // While the service that it answers sends us nothing more under that consent, nothing goes back.
      let cited = answer?.grants.last { $0.consent == consent }?.cites?.consent
      let isAskedStill = cited.map { asked?.view.sendingTags(of: $0).isEmpty == false } ?? false
      spent[consent] = SpentAnswer(begun: begun, isCrossed: !isEndedHere && isAskedStill)
    }
    return spent
  }

  /// An answer that was opened since the share was last linked, and that a colleague stopped who did not know of that, goes
  /// on: what was written under it was told to go.
  ///
  /// - Returns: whether there is one.
  func goesOn(
    _ answering: Answering, from id: CaseID, into ledger: LedgerWriter, at now: Instant
  ) throws -> Bool {
    let own = try replica.ownView(id, ledger)
    let links = LinkState.heads(of: try linkTurns(of: answering.share, ledger)).filter {
      $0.caseFile == id && !$0.unlinked
    }
    let spent = try spentAnswers(to: answering.share, from: id, ledger)
    let answers = try returns(of: answering.share, from: id, ledger).flatMap(\.grants)
    let crossed = answers.last { grant in
      guard grant.cites?.consent == answering.consent, let ended = spent[grant.consent] else {
        return false
      }
      return ended.isCrossed && links.contains { own.isInPast($0.statement, of: ended.begun) }
    }
    guard let consent = crossed?.consent,
      var record = try lastRecord(of: consent, in: id, ledger)
    else { return false }
    record.volets.removeAll { code in
      Volet(code: code).map { answering.tags[$0] == nil } ?? true
    }
    let share = try issue(
      record, consent, case: id, into: ledger, at: now, answering: answering)
    return share != nil
  }

  /// Whether linking once more would open again what ended, or what a colleague stopped who did not know.
  func hasSpentAnswer(
    to share: ShareID, from id: CaseID, _ ledger: LedgerReader
  ) throws -> Bool {
    let spent = try spentAnswers(to: share, from: id, ledger)
    let grants = try returns(of: share, from: id, ledger).flatMap(\.grants)
    return !grants.isEmpty && grants.allSatisfy { spent[$0.consent] != nil }
  }
}
