import Consent
public import Envelope
import Replica
import Store
import SwiftProtobuf
import Wire

/// What closing a case file did.
public struct ClosingReport: Sendable {
  public let caseFile: CaseID
  /// It was closed before: nothing was changed.
  public let wasClosed: Bool
  /// Consents that the person withdrew on the same occasion.
  public let withdrawn: [ConsentSummary]
  /// Consents under which something was sent until now.
  public let ended: [ConsentSummary]
  /// Consents that were waiting for a day or a release.
  public let cancelled: [ConsentSummary]
}

/// Ending a follow-up, and resuming it. A service that closes a case file ends what it shares of it; only the person
/// withdraws. Protocol/consent.md, "Ceasing".
extension Notebook {
  /// Closes a case file: nothing new leaves it, what was sent stays where it is, what was planned is cancelled. Closing
  /// twice is no error.
  ///
  /// - Parameter withdrawing: the person also takes back everything that was shared, or was to be.
  public func closeCase(
    _ typed: String, withdrawing: Bool = false, at now: Instant
  ) throws -> ClosingReport {
    try checkWritingContact()
    return try write(at: now) { ledger in
      try replica.checkBelongs(ledger)
      let id = try caseID(typed, ledger)
      let wasClosed = try isClosed(id, ledger)
      let shared = withdrawing ? try consents(of: id, ledger, at: now).filter(\.isWithdrawable) : []
      for consent in shared {
        _ = try withdraw(consent.consent, volets: nil, in: id, into: ledger, at: now)
      }
      var ended: [ConsentSummary] = []
      var cancelled: [ConsentSummary] = []
      if !wasClosed {
        for consent in try consents(of: id, ledger, at: now) {
          switch consent.status {
          case .given, .suspended:
            // What took the place of another ends: it is told once.
            if !consent.isReplaced { ended.append(consent) }
          case .planned: cancelled.append(consent)
          case .refused, .withdrawn, .expired, .ceased, .unlinked: break
          }
        }
        try record(
          .with { $0.close = .with { $0.at = UInt64(clamping: now.milliseconds) } },
          about: id.bytes, in: id, turn: .closed, into: ledger, at: now)
        try ceaseEnded(in: id, into: ledger, at: now)
        try log(.close, case: id, volets: [], into: ledger, at: now)
      }
      return ClosingReport(
        caseFile: id, wasClosed: wasClosed, withdrawn: shared, ended: ended,
        cancelled: cancelled)
    }
  }

  /// Opens a closed case file again. What ended with the closing stays ended: it takes a new consent.
  ///
  /// - Returns: the case file, and whether it was open already.
  public func reopenCase(_ typed: String, at now: Instant) throws -> (
    caseFile: CaseID, wasOpen: Bool
  ) {
    try checkWritingContact()
    return try write(at: now) { ledger in
      try replica.checkBelongs(ledger)
      let id = try caseID(typed, ledger)
      guard try isClosed(id, ledger) else { return (id, true) }
      try record(
        .with { $0.reopen = .with { $0.at = UInt64(clamping: now.milliseconds) } },
        about: id.bytes, in: id, turn: .reopened, into: ledger, at: now)
      try log(.reopen, case: id, volets: [], into: ledger, at: now)
      return (id, false)
    }
  }

  /// What a closed case file does not take: notes and edits, consents, releases, links.
  func checkOpen(_ id: CaseID, _ ledger: LedgerReader) throws {
    if try isClosed(id, ledger) { throw NotebookError.caseClosed }
  }

  /// See ``OwnView/isFileClosed``.
  func isClosed(_ id: CaseID, _ ledger: LedgerReader) throws -> Bool {
    try replica.ownView(id, ledger).isFileClosed
  }

  /// Every closing of a case file, reopened since or not, oldest first.
  func closings(of id: CaseID, _ ledger: LedgerReader) throws -> [OwnRecord] {
    let closings = Set(try replica.ownView(id, ledger).closings)
    return try records(of: id, ledger).filter { closings.contains($0.statement) }
  }

  /// A consent as closings left it. Whoever recorded it did not know of the closing: it ended then, for good.
  ///
  /// - Parameter first: the statement that first recorded it; nil of one that was found again: nobody knows that it was
  ///   given after a closing, whenever it was found.
  /// - Parameter wasReplaced: whether others had taken its place before: the closing ended them, and it is told as that.
  func ended(
    _ summary: ConsentSummary, _ first: StatementID?, by closings: [OwnRecord],
    in id: CaseID, _ ledger: LedgerReader, wasReplaced: (OwnRecord) throws -> Bool
  ) throws -> ConsentSummary {
    let own = try replica.ownView(id, ledger)
    let closing = closings.first { closing in
      first.map { !own.isInPast(closing.statement, of: $0) } ?? true
    }
    guard let closing else { return summary }
    switch summary.status {
    case .refused, .ceased, .unlinked: return summary
    case .withdrawn: return summary.withdrawnAfter(closing.at, by: closing.sealed.by)
    case .given where try wasReplaced(closing): return summary.endedReplaced
    case .planned, .given, .suspended: return summary.ended(at: closing.at, by: closing.sealed.by)
    case .expired:
      // By our own clock: that of whoever closed may be wrong by years, and ends what it closed all the same.
      if let until = summary.until, until <= closing.at { return summary }
      return summary.ended(at: closing.at, by: closing.sealed.by)
    }
  }

  /// States in the shares that consents have ended, here or where they are answered, if something is sent under them
  /// still: a node may have put them into effect without knowing. A consent that is in force goes on under a grant that
  /// has seen it.
  func ceaseEnded(in id: CaseID, into ledger: LedgerWriter, at now: Instant) throws {
    let consents = try consents(of: id, ledger, at: now)
    if try !closings(of: id, ledger).isEmpty {
      // Also where another node gave what it did not know to be stopped, and its record has not come: opened again, only
      // what is known to have been recorded after the closing goes on.
      let isClosed = try isClosed(id, ledger)
      let known = isClosed ? [] : Set(consents.map(\.consent))
      for volet in try replica.ownView(id, ledger).volets {
        for share in try replica.shares(of: volet.tag, ledger) where share.owner == service {
          // An answer goes by its link, and those made before the closing went with it.
          guard isClosed || share.cites == nil else { continue }
          for consent in share.view.consents where !known.contains(consent) {
            guard let current = try replica.share(share.id, ledger) else { continue }
            try cease(consent, in: current, into: ledger, at: now)
          }
        }
      }
    }
    for consent in consents where consent.status == .ceased {
      for share in try replica.shares(giving: consent.consent, in: id, ledger) {
        try cease(consent.consent, in: share, into: ledger, at: now)
      }
    }
    let device = try worker().keys.signing.publicKey
    // An older self gives nothing before it has read what it forgot.
    guard try !isClosed(id, ledger), try !replica.isRestoring(ledger) else { return }
    for consent in consents where consent.status == .given {
      // Where this device has granted it again already, another grant would say nothing more.
      let isStopped = try replica.shares(giving: consent.consent, in: id, ledger).contains {
        $0.cites == nil && !$0.view.stoppedTags(of: consent.consent).isEmpty
          && !$0.hasGranted(consent.consent, by: device)
      }
      guard isStopped, let record = try lastRecord(of: consent.consent, in: id, ledger)
      else { continue }
      _ = try issue(record, consent.consent, case: id, into: ledger, at: now)
    }
  }

  /// Nothing further is sent in a share under a consent.
  func cease(
    _ consent: ConsentID, in share: Share, into ledger: LedgerWriter, at now: Instant
  ) throws {
    let tags = share.view.sendingTags(of: consent)
    guard !tags.isEmpty else { return }
    try state(
      .ceased(consent: consent, volets: tags), in: .share(share.id), as: .worker, into: ledger,
      at: now)
  }

  /// An answer that stopped while nobody closed the case file here: the service that it answers ended its follow-up, or
  /// people here disagree about the link.
  func endedThere(_ summary: ConsentSummary, in share: Share) -> ConsentSummary {
    let tags = share.view.tags(of: summary.consent)
    let answered = tags.compactMap { share.view.effective($0) }.flatMap(\.cites)
    let there = answered.lazy.compactMap { (answered) -> (by: String, at: Instant)? in
      guard let cited = share.cited.first(where: { $0.share == answered.share }),
        !cited.stands(answered.consent, for: answered.volet, of: .sending),
        let first = cited.ceasings(after: answered.consent).map(\.at).min()
      else { return nil }
      return (cited.owner.genesis?.name ?? "", first)
    }.first
    let here = share.view.ceasings(after: summary.consent).map(\.at).min()
    guard summary.status == .given, share.cites != nil, !tags.isEmpty,
      let first = [there?.at, here].compactMap(\.self).min(),
      tags.allSatisfy({
        share.sending($0, at: nil) == nil && share.allowance($0, at: nil) != nil
      })
    else { return summary }
    // Whoever stopped it may not have known of it: it ended as it was given.
    let ended = max(first, summary.begunAt ?? first)
    guard let there else { return summary.disputed(at: ended) }
    return summary.ended(at: ended, by: there.by)
  }
}

extension ConsentSummary {
  /// The same, opened by a link that was undone: taken back there, and no withdrawal by the person.
  var unlinked: ConsentSummary {
    var copy = self
    copy.status = .unlinked
    return copy
  }

  /// The same, stopped while people here disagree about the link that it goes back by. It counts as ended by the service.
  fileprivate func disputed(at moment: Instant) -> ConsentSummary {
    var copy = self
    copy.events.removeAll { $0.event == .expired }
    let place = copy.events.firstIndex { $0.at > moment } ?? copy.events.endIndex
    copy.events.insert(.init(event: .disputed, at: moment, by: ""), at: place)
    (copy.status, copy.told) = (.ceased, .disputed)
    return copy
  }

  /// The same, which others had replaced when the case file was closed: it counts as ended, and the closing ended them.
  fileprivate var endedReplaced: ConsentSummary {
    var copy = self
    (copy.status, copy.told) = (.ceased, .replaced)
    return copy
  }

  /// The same, ended by a service that closed its case file.
  fileprivate func ended(at moment: Instant, by name: String) -> ConsentSummary {
    var copy = self
    copy.events.removeAll { $0.event == .expired }
    copy.tell(moment, by: name)
    copy.status = .ceased
    return copy
  }

  /// The same, told of a closing that came before the person withdrew.
  fileprivate func withdrawnAfter(_ moment: Instant, by name: String) -> ConsentSummary {
    guard let withdrawal = events.first(where: { $0.event == .withdrawn }),
      moment < withdrawal.at
    else { return self }
    var copy = self
    copy.tell(moment, by: name)
    return copy
  }

  /// Tells of an end of the follow-up, where it belongs among the events.
  private mutating func tell(_ moment: Instant, by name: String) {
    let began = events.contains { [.given, .effective, .recovered].contains($0.event) }
    let place = events.firstIndex { $0.at > moment } ?? events.endIndex
    for later in events.indices[place...] {
      switch events[later].event {
      case .planned, .given, .effective: events[later].isUnaware = true
      case .refused, .recovered, .narrowed, .withdrawn, .purgeAsked, .purgeAttested,
        .purgeRefused, .expired, .ceased, .cancelled, .unlinked, .disputed:
        break
      }
    }
    events.insert(
      .init(event: began ? .ceased : .cancelled, at: moment, by: name), at: place)
  }
}
