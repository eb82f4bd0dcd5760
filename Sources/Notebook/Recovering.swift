import CaseFile
import Consent
public import Envelope
import Replica
import Store
import SwiftProtobuf
import Wire

/// What an older self learns of its own doings from those to whom it told them. Protocol/vault.md, "Older selves".
extension WorkerSession {
  /// Before a worker begins: another root, where one is due, and records of what the shares came back with; where the disk
  /// takes it.
  public func takeUp(at now: Instant) throws {
    guard workerKeys != nil else { return }
    do {
      if try read(isRootDue) { try write(at: now) { try rotateRootIfNeeded(into: $0, at: now) } }
      guard try read(hasForgotten) else { return }
      try write(at: now) { try recordRecovered(into: $0, at: now) }
    } catch let error as StoreError where error.isOfTheDisk {
      // Reading goes on, and every opening tries again.
    }
  }

  /// How the person gave a consent that was found again: nobody here knows any more.
  static let forgottenProof = "forgotten"

  /// Records the consents of ours that stand in a share and in no record here: without a record nobody could see them, or
  /// take them back, while notes leave under them. What the other side never saw of them stays unknown. Of one that goes
  /// on, what is written from now on is given: what it had begun before was forgotten with it.
  func recordRecovered(into ledger: LedgerWriter, at now: Instant) throws {
    for (share, grant, id) in try unrecorded(ledger) {
      let codes = try voletCodes(of: id, ledger)
      let standing = share.view.standing(of: grant.consent)
      let volets = Set(standing.compactMap { codes[$0] })
      var found = WireConsentRecord.with {
        $0.say(.recovered)
        $0.recipient = .init(share.recipient.bytes)
        $0.recipientName = share.view.recipient.genesis?.name ?? ""
        $0.volets = Volet.allCases.filter(volets.contains).map(\.code)
        $0.past = Past.none.code
        $0.effective = Effective.now.code
        $0.until = UInt64(clamping: grant.until?.milliseconds ?? 0)
        $0.bothWays = grant.bothWays
        $0.proof = Self.forgottenProof
        $0.share = .init(share.id.bytes)
      }
      if try !isClosed(id, ledger), standing.allSatisfy({ share.sending($0, at: now) != nil }) {
        try begin(&found, nil, case: id, into: ledger, at: now)
        _ = try issue(found, grant.consent, case: id, into: ledger, at: now)
      }
      try record(
        .with { $0.consent = found }, about: grant.consent.bytes, in: id, into: ledger, at: now)
    }
  }

  private func hasForgotten(_ ledger: LedgerReader) throws -> Bool {
    try isUnlocked(ledger) && !unrecorded(ledger).isEmpty
  }

  /// Only an older self may have forgotten them; on other nodes the record of a colleague may still be on its way. Answers
  /// go by their links.
  private func unrecorded(
    _ ledger: LedgerReader
  ) throws -> [(share: Share, grant: Grant, caseFile: CaseID)] {
    guard try ledger.regress() != nil,
      try !replica.isRestoring(ledger) || ledger.meta(Meta.alone) != nil
    else { return [] }
    var found: [(share: Share, grant: Grant, caseFile: CaseID)] = []
    var seen: Set<ConsentID> = []
    for share in try replica.allShares(ledger) where share.owner == service {
      for grant in share.grants where grant.cites == nil {
        guard let tag = share.view.standing(of: grant.consent).first,
          case .own(let id)? = try ledger.log(of: tag), !seen.contains(grant.consent),
          try lastRecord(of: grant.consent, in: id, ledger) == nil
        else { continue }
        seen.insert(grant.consent)
        found.append((share, grant, id))
      }
    }
    return found
  }
}
