public import CaseFile
import Consent
public import Envelope
import Store
import SwiftProtobuf
import Wire

/// Withdrawing: from this moment nothing new leaves, and the recipient is asked to forget. Protocol/consent.md, "Withdrawal".
extension Notebook {
  /// Withdraws a consent, whole or for some volets. Withdrawing twice is no error.
  public func withdraw(_ typed: String, volets: [Volet]?, at now: Instant) throws -> (
    consent: ConsentID, status: ConsentSummary.Status
  ) {
    _ = try worker()
    return try write { ledger in
      let (id, consent) = try consentID(typed, ledger)
      guard
        let current = try consents(of: id, ledger, at: now).first(where: { $0.consent == consent }),
        var record = try lastRecord(of: consent, in: id, ledger)
      else { throw NotebookError.unknownConsent(typed) }
      switch current.status {
      case .withdrawn, .refused: return (consent, current.status)
      case .planned, .given, .expired, .suspended: break
      }
      let named = volets.map { $0.map(\.code) } ?? record.volets
      let agreed = current.takenBack.union(record.volets)
      if let other = volets?.first(where: { !agreed.contains($0.code) }) {
        throw NotebookError.voletsNotInConsent(other)
      }
      let whole = Set(named).isSuperset(of: current.volets)
      let given = try shares(giving: consent, in: id, ledger)
      for share in given {
        try withdraw(
          consent, named.compactMap(Volet.init(code:)), in: share, case: id, into: ledger, at: now)
      }
      if given.isEmpty {
        // Another node may have put it into effect: what is written here from now on is under keys that it never wrapped.
        for volet in named.compactMap(Volet.init(code:)) {
          try renewEpochs(of: try tag(of: volet, in: id, ledger), case: id, into: ledger, at: now)
        }
      }
      if !whole { record.volets.removeAll(where: named.contains) }
      record.event = whole ? "withdrawn" : "narrowed"
      try self.record(
        .with { $0.consent = record }, about: consent.bytes, in: id, into: ledger, at: now)
      try log(
        .consent, case: id, volets: named.compactMap(Volet.init(code:)), into: ledger, at: now)
      return (consent, whole ? .withdrawn : current.status)
    }
  }

  /// A consent that has run out is taken back before another begins "from now on": what was written in between stays here.
  func endLapsed(
    _ volets: [Volet], to recipient: ServiceID, case id: CaseID, into ledger: LedgerWriter,
    at now: Instant
  ) throws {
    for volet in volets {
      let tag = try tag(of: volet, in: id, ledger)
      for share in try shares(of: tag, ledger) where share.recipient == recipient {
        guard let lapsed = share.view.effective(tag), let until = lapsed.until, until <= now,
          let consent = lapsed.consents.first
        else { continue }
        try withdraw(consent, [volet], in: share, case: id, into: ledger, at: now)
      }
    }
  }

  /// Shares in which a consent was given: two, when two nodes put it into effect without knowing of each other.
  private func shares(
    giving consent: ConsentID, in id: CaseID, _ ledger: LedgerReader
  ) throws -> [Share] {
    var found: [ShareID: Share] = [:]
    for volet in try ownView(id, ledger).volets {
      for share in try shares(of: volet.tag, ledger)
      where share.grants.contains(where: { $0.consent == consent }) { found[share.id] = share }
    }
    return found.keys.sorted().compactMap { found[$0] }
  }

  /// A grant that another node issued without knowing that the person had withdrawn, all or some volets, is taken back.
  func closeWithdrawn(in id: CaseID, into ledger: LedgerWriter, at now: Instant) throws {
    for consent in try consents(of: id, ledger, at: now) {
      let gone = Volet.allCases.filter {
        consent.status == .withdrawn || consent.takenBack.contains($0.code)
      }
      guard !gone.isEmpty else { continue }
      for share in try shares(giving: consent.consent, in: id, ledger) {
        try withdraw(consent.consent, gone, in: share, case: id, into: ledger, at: now)
      }
    }
  }

  /// The same as soon as the news comes in, where somebody's keys are open.
  func closeWithdrawnIfUnlocked(
    in id: CaseID, into ledger: LedgerWriter, at now: Instant
  ) throws {
    guard try isUnlocked(ledger) else { return }
    for volet in try ownView(id, ledger).volets where try !ledger.shares(of: volet.tag).isEmpty {
      return try closeWithdrawn(in: id, into: ledger, at: now)
    }
  }

  /// Takes back those of the volets that the consent still stands for in a share, effective or not: a later consent may
  /// have taken its place and left open what it had opened.
  private func withdraw(
    _ consent: ConsentID, _ volets: [Volet], in judged: Share, case id: CaseID,
    into ledger: LedgerWriter, at now: Instant
  ) throws {
    let share = judged.id
    let standing = judged.view.standing(of: consent)
    guard !standing.isEmpty else { return }
    let codes = try voletCodes(of: id, ledger)
    let tags = standing.filter { tag in codes[tag].map(volets.contains) ?? false }
    guard !tags.isEmpty else { return }
    let purge = Set(tags.flatMap { judged.liveWraps($0).map(\.epoch) }).sorted()
    try state(
      .withdrawal(consent: consent, volets: tags, purge: purge), in: .share(share), as: .worker,
      into: ledger, at: now)
  }

  /// Finds the case file in whose log a consent was recorded.
  private func consentID(_ typed: String, _ ledger: LedgerReader) throws -> (CaseID, ConsentID) {
    let wanted = typed.lowercased()
    var found: [(CaseID, ConsentID)] = []
    guard wanted.utf8.count >= 4 else { throw NotebookError.unknownConsent(typed) }
    for case .own(let id) in try ledger.logs(of: .own) {
      var seen: Set<ConsentID> = []
      for record in try ownView(id, ledger).records {
        guard let consent = ConsentID(record.subject), seen.insert(consent).inserted,
          consent.description.utf8.starts(with: wanted.utf8), consent.bytes != id.bytes,
          try lastRecord(of: consent, in: id, ledger) != nil
        else { continue }
        found.append((id, consent))
      }
    }
    guard let first = found.first else { throw NotebookError.unknownConsent(typed) }
    guard found.count == 1 else { throw NotebookError.ambiguous(typed) }
    return first
  }

  /// Closes, volet by volet, return shares of ours whose cited consent stands no more, so that what they carried is
  /// forgotten there too.
  func closeReturnShares(into ledger: LedgerWriter, at now: Instant) throws {
    for share in try allShares(ledger) where share.owner == service && share.cites != nil {
      let closed = Set(
        share.view.effective().keys.filter { share.allowance($0, at: nil) == nil })
      guard let first = closed.min(), case .own(let id) = try ledger.log(of: first) else {
        continue
      }
      for consent in share.view.consents {
        let tags = share.view.standing(of: consent).filter(closed.contains)
        guard !tags.isEmpty else { continue }
        let purge = Set(tags.flatMap { share.liveWraps($0).map(\.epoch) }).sorted()
        try state(
          .withdrawal(consent: consent, volets: tags, purge: purge), in: .share(share.id),
          as: .worker, into: ledger, at: now)
        guard var record = try lastRecord(of: consent, in: id, ledger) else { continue }
        let codes = try voletCodes(of: id, ledger)
        let gone = tags.compactMap { codes[$0]?.code }
        let left = record.volets.filter { !gone.contains($0) }
        record.event = left.isEmpty ? "withdrawn" : "narrowed"
        if !left.isEmpty { record.volets = left }
        try self.record(
          .with { $0.consent = record }, about: consent.bytes, in: id, into: ledger, at: now)
      }
    }
  }
}
