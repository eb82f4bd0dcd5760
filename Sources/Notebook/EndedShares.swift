public import CaseFile
import Consent
public import Envelope
import Replica
import Store

/// What another service shared with us and shares no more, in whole or in part. Nothing is kept for it: the statements
/// remain, and what was forgotten is not named.
public struct EndedShare: Hashable, Sendable {
  /// Why it ended.
  public enum Cause: String, CaseIterable, Sendable {
    /// The person withdrew, at the service that gave.
    case withdrawnThere
    /// It answered what we transmit, and the other service took it back: the person withdrew there, or a link was undone.
    case takenBack
    /// The person withdrew, at our counter.
    case withdrawnHere
    /// It answered what we transmit, and the person ended that.
    case answered
    /// It answered what we transmit both ways, and a later consent of ours goes one way.
    case oneWay
    /// It ran out: what had come is kept and not shown.
    case ranOut
  }
  public let share: ShareID
  public let from: String
  public let cause: Cause
  /// Since when: when it was said, as far as the other service's clock is right.
  public let at: Instant
  /// Nil for all of it; else what ended, beside what goes on.
  public let volets: [Volet]?
  /// When this node stated that it forgot; nil when nothing was to be forgotten, or not yet.
  public let forgottenAt: Instant?
  public let linkedTo: CaseID?
}

/// Telling that a received share ended. Protocol/consent.md, "Withdrawal".
extension WorkerSession {
  /// What another service shared with us and shares no more, oldest first.
  ///
  /// - Parameter typed: only what was linked to the case file of somebody who is called so: what ended names nobody by itself.
  public func listEnded(named typed: String? = nil, at now: Instant) throws -> [EndedShare] {
    try read { ledger in
      try checkReadingNames(ledger)
      let all = try ended(ledger, at: now)
      guard let typed else { return all }
      let own = try caseFiles(named: typed, ledger)
      return all.filter { $0.linkedTo.map(own.contains) == true }
    }
  }

  func ended(_ ledger: LedgerReader, at now: Instant) throws -> [EndedShare] {
    let links = try links(ledger)
    let now = try replica.latest(now, ledger)
    return try replica.allShares(ledger).filter { $0.recipient == service }.flatMap {
      (share) -> [EndedShare] in
      let granted = Set(share.view.consents.flatMap(share.view.grantedVolets(of:)))
      let gone = granted.filter { share.allowance($0, at: now) == nil }
      // One for each ending: what was said there and what was said here are two.
      var ends: [ShareEnd: [VoletTag]] = [:]
      for tag in gone.sorted() {
        if let end = share.end(of: tag, at: now) { ends[end, default: []].append(tag) }
      }
      var codes = try grantedVolets(of: share, ledger)
      // Of an answer whose name and keys are gone, our own case file knows what it answered.
      for tag in gone where codes[tag] == nil {
        codes[tag] = try answeredVolet(tag, in: share, ledger)
      }
      let from = try replica.toldName(share.view.owner.genesis?.name ?? "", of: share.owner, ledger)
      return ends.map { end, tags in
        EndedShare(
          share: share.id, from: from, cause: end.cause, at: end.at,
          volets: tags.count == granted.count
            ? nil : Volet.allCases.filter { code in tags.contains { codes[$0] == code } },
          forgottenAt: share.attestation(of: tags, by: node), linkedTo: links[share.id]?.only)
      }
    }.sorted {
      ($0.at, $0.share, $0.volets?.first?.code ?? "") < (
        $1.at, $1.share, $1.volets?.first?.code ?? ""
      )
    }
  }
}

extension WorkerSession {
  /// The volet of ours that a volet of a return share answers.
  private func answeredVolet(
    _ tag: VoletTag, in share: Share, _ ledger: LedgerReader
  ) throws -> Volet? {
    for grant in share.grants where grant.volets.contains(tag) {
      guard let answered = Answered(grant, for: tag),
        case .own(let id)? = try ledger.log(of: answered.volet)
      else { continue }
      return try voletCodes(of: id, ledger)[answered.volet]
    }
    return nil
  }
}

/// One ending of volets of a share.
private struct ShareEnd: Hashable {
  let cause: EndedShare.Cause
  let at: Instant
}

extension Share {
  /// Why a volet that was given is given no more, and since when; nil when only a statement of somebody who left is missing.
  fileprivate func end(of tag: VoletTag, at now: Instant) -> ShareEnd? {
    if let allowance = view.effective(tag) {
      if let until = self.end(of: tag), until <= now { return ShareEnd(cause: .ranOut, at: until) }
      if let since = oneWay(tag) { return ShareEnd(cause: .oneWay, at: since) }
      return answeredEnd(of: allowance, at: now).map { ShareEnd(cause: .answered, at: $0) }
    }
    guard let first = view.endings(for: tag).first else { return nil }
    if view.isByRecipient(first) { return ShareEnd(cause: .withdrawnHere, at: first.at) }
    if let until = view.lastEnd(of: tag), until <= first.at {
      return ShareEnd(cause: .ranOut, at: until)
    }
    if let since = oneWay(tag) { return ShareEnd(cause: .oneWay, at: since) }
    if isAnsweredEnded(tag) { return ShareEnd(cause: .answered, at: first.at) }
    return ShareEnd(cause: cites == nil ? .withdrawnThere : .takenBack, at: first.at)
  }

  /// When a node had stated of the last of these volets that it forgot it, as somebody asked. Whoever takes back more later
  /// asks for it once more, and that changes nothing.
  fileprivate func attestation(of tags: [VoletTag], by node: SigningKey) -> Instant? {
    tags.compactMap { tag in
      view.endings(for: tag).flatMap { view.receipts(of: $0.statement) }
        .filter { $0.node == node && $0.outcome == .attested }.map(\.at).min()
    }.max()
  }

  /// When what an allowance answers ended: it was taken back, or ran out, or was replaced by one that is not both ways.
  /// Nil when it answers something that is not known here: nothing is told of that.
  private func answeredEnd(of allowance: ShareView.Allowance, at now: Instant) -> Instant? {
    var ends: [Instant] = []
    for answered in allowance.cites {
      guard let other = cited.first(where: { $0.share == answered.share }),
        other.grantedVolets(of: answered.consent).contains(answered.volet)
      else { return nil }
      ends += other.endings(of: answered.consent, for: answered.volet).map(\.at)
      if let until = other.lastEnd(of: answered.volet), until <= now { ends.append(until) }
    }
    return ends.max() ?? answeredEnd ?? now
  }

  /// Since when what a volet answers goes one way, while the person withdrew nothing of it; nil when it does not.
  private func oneWay(_ tag: VoletTag) -> Instant? {
    guard
      let answered = grants.last(where: { $0.volets.contains(tag) }).flatMap({
        Answered($0, for: tag)
      })
    else { return nil }
    return cited.lazy.filter { $0.share == answered.share }.compactMap { given in
      given.stands(answered.consent, for: answered.volet)
        ? given.oneWay(answered.consent, for: answered.volet)?.since : nil
    }.first
  }

  /// Whether what a volet answers was withdrawn: the consent, for the very volet.
  private func isAnsweredEnded(_ tag: VoletTag) -> Bool {
    grants.filter { $0.volets.contains(tag) }.compactMap { Answered($0, for: tag) }
      .contains { answered in
        cited.contains {
          $0.share == answered.share
            && !$0.endings(of: answered.consent, for: answered.volet).isEmpty
        }
      }
  }

  /// When a consent that this share answers was last withdrawn.
  private var answeredEnd: Instant? {
    cited.flatMap(\.withdrawals).map(\.at).max()
  }
}
