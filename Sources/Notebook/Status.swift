public import CaseFile
import CRDT
import Consent
public import Envelope
import Replica
import Store

/// Why a note does not go to a paired service.
public enum Unreached: CaseIterable, Sendable {
  case noConsent
  /// It said that it exchanges no longer with this node.
  case removed
  /// The pairing with it ended, and no other node of ours may exchange with it.
  case unpaired
  /// This node exchanges with it no more; another node of ours may.
  case unpairedHere
  /// One is recorded for this volet and has not begun.
  case planned
  /// One is recorded, has not begun, and this volet is not in it.
  case plannedOthers
  /// One is in force, and begins when that service is met for the first time.
  case firstExchange
  /// One is in force, and this volet is not in it.
  case otherVolets
  /// One is in force for this volet, and this note is from before, or tells of before.
  case earlierNote
  /// It stays in the own file: that was decided with the person, or it began with what came after the access of its author
  /// had ended.
  case stays
}

/// A paired service that a note does not go to.
public struct UntoldService: Hashable, Sendable {
  public let service: String
  public let why: Unreached
  /// Of an earlier note: the day from which on that service gets notes of the volet.
  public let since: CalendarDate?
}

extension WorkerSession {
  /// Names of the services that what was written will go to, or some of it, by whatever node of ours, and of those that it
  /// will not and why.
  public func readers(of written: RecordWritten, at now: Instant) throws -> (
    told: [String], untold: [UntoldService]
  ) {
    let all = try written.sent.map { try readers(of: $0, at: now) }
    let told = Set(all.flatMap(\.told))
    // What does not go is said of the record itself, where it was written.
    return (told.sorted(), (all.first?.untold ?? []).filter { !told.contains($0.service) })
  }

  /// The same of one document of a volet.
  public func readers(of note: DocumentID, at now: Instant) throws -> (
    told: [String], untold: [UntoldService]
  ) {
    try read { ledger in
      guard let place = try ledger.document(note),
        try rules(ledger).mayReadSome || isOfService(place.tag, ledger),
        let change = try ledger.changes(of: note).last
      else { return ([], []) }
      let shares = try replica.shares(of: place.tag, ledger)
      let hasOthers = try replica.hasOtherNodes(ledger)
      let isOfService = try isOfService(place.tag, ledger)
      let stays = try replica.stays(note, in: place.tag, ledger)
      var told: Set<String> = []
      var untold: [String: Untold] = [:]
      for peer in try ledger.peers() where peer.state == .verified {
        let mayRead = shares.contains {
          $0.recipient == peer.service
            && $0.judge(change.header.place, for: .sending(at: now)).isAllowed
        }
        let reads = peer.own || mayRead && !stays
        let name =
          try peer.service.map { try replica.toldName(peer.name, of: $0, ledger) } ?? peer.name
        if reads, peer.hasRemovedUs {
          untold[name] = (peer.own || !hasOthers ? .removed : .unpairedHere, nil)
        } else if reads {
          told.insert(name)
        } else if mayRead {
          untold[name] = (.stays, nil)
        } else if let recipient = peer.service, !isOfService {
          untold[name] = try whyUnreached(recipient, from: place.tag, ledger, at: now)
        }
      }
      if !isOfService, !stays {
        try tellElsewhere(of: place.tag, change.header, &told, &untold, ledger, at: now)
      }
      return (
        told.sorted(),
        untold.sorted { $0.key < $1.key }.filter { !told.contains($0.key) }
          .map { UntoldService(service: $0.key, why: $0.value.why, since: $0.value.since) }
      )
    }
  }

  private typealias Untold = (why: Unreached, since: CalendarDate?)

  /// Adds the services that this node exchanges with no more, and those that another node of ours exchanges with, as far as
  /// this one knows: those of a consent in force or planned.
  private func tellElsewhere(
    of volet: VoletTag, _ header: ChangeHeader, _ told: inout Set<String>,
    _ untold: inout [String: Untold], _ ledger: LedgerReader, at now: Instant
  ) throws {
    let hasOthers = try replica.hasOtherNodes(ledger)
    let met = Set(try ledger.peers().filter { $0.state == .verified }.compactMap(\.service))
    for share in try replica.shares(of: volet, ledger)
    where share.owner == service && !met.contains(share.recipient)
      && share.judge(header.place, for: .sending(at: now)).isAllowed
    {
      let genesis = try replica.serviceView(share.recipient, ledger).genesis
      let name = try replica.toldName(
        genesis?.name ?? share.recipient.description, of: share.recipient, ledger)
      switch try replica.unpaired(from: share.recipient, ledger) {
      case .whole?: untold[name] = (.unpaired, nil)
      case .here?: untold[name] = (.unpairedHere, nil)
      case nil: if hasOthers { told.insert(name) }
      }
    }
    guard hasOthers else { return }
    guard case .own(let id) = try ledger.log(of: volet) else { return }
    for consent in try consents(of: id, ledger, at: now)
    where consent.isLive && !met.contains(consent.recipient)
      && !told.contains(consent.recipientName) && untold[consent.recipientName] == nil
    {
      untold[consent.recipientName] = try whyUnreached(
        consent.recipient, from: volet, ledger, at: now)
    }
  }

  /// Why a note of a volet does not go to a service, beside the consents that there are.
  private func whyUnreached(
    _ recipient: ServiceID, from volet: VoletTag, _ ledger: LedgerReader, at now: Instant
  ) throws -> Untold {
    guard case .own(let id) = try ledger.log(of: volet) else { return (.noConsent, nil) }
    let open = try replica.ownView(id, ledger).volets.map(\.tag).filter { tag in
      try replica.shares(of: tag, ledger).contains {
        $0.recipient == recipient && $0.sending(tag, at: now) != nil
      }
    }
    if open.contains(volet) {
      return (.earlierNote, try firstDay(for: recipient, of: volet, in: id, ledger, at: now))
    }
    let recorded = try consents(of: id, ledger, at: now).filter { $0.recipient == recipient }
    let planned = recorded.filter { $0.status == .planned }
    let code = try voletCodes(of: id, ledger)[volet]
    func isIn(_ consents: [ConsentSummary]) -> Bool {
      consents.contains { consent in code.map(consent.volets.contains) ?? false }
    }
    let unmet = try recorded.filter {
      try $0.status == .given && replica.shares(giving: $0.consent, in: id, ledger).isEmpty
    }
    if isIn(unmet) { return (.firstExchange, nil) }
    if isIn(planned) { return (.planned, nil) }
    if !open.isEmpty || !unmet.isEmpty { return (.otherVolets, nil) }
    return (planned.isEmpty ? .noConsent : .plannedOthers, nil)
  }

  /// The day from which on a service gets notes of a volet; nil when it gets those of any day.
  private func firstDay(
    for recipient: ServiceID, of volet: VoletTag, in id: CaseID, _ ledger: LedgerReader,
    at now: Instant
  ) throws -> CalendarDate? {
    let own = try replica.ownView(id, ledger)
    let given = try replica.shares(of: volet, ledger).filter {
      $0.recipient == recipient && $0.sending(volet, at: now) != nil
    }.flatMap { $0.sendingWraps(volet).map(\.stratum) }
    guard let from = given.map(own.from).min(), from.milliseconds > 0 else { return nil }
    return LocalMoment(milliseconds: from.milliseconds, offset: 0)?.date
  }
}
