import CaseFile
import Consent
import Envelope
import Replica
import Store

/// An edit of the day that a record tells of moves nothing: it stays in the run that it was born in.
/// Protocol/consent.md, 5.3.2.
extension WorkerSession {
  /// What is told of another day, by which other services would have got the record at its first save; nil when the same
  /// would have.
  func movedDay(
    of place: WritablePlace, to after: Record?, _ ledger: LedgerReader, at now: Instant
  ) throws -> RecordDoubt? {
    let (opened, before) = (place.opened, place.record)
    guard let after, after.firstDay != before.firstDay,
      // What stays in the own file goes to nobody, whatever day it tells of.
      try !replica.stays(opened.id, in: opened.tag, ledger),
      let born = try ledger.changes(of: opened.id).first?.header.stratum,
      let creation = opened.reading.creation
    else { return nil }
    let own = try replica.ownView(place.caseFile, ledger)
    let entered = creation.clock.instant
    let moment =
      WorkerSession.moment(about: after.firstDay, zone: creation.zone, at: entered) ?? entered
    guard let other = own.run(of: opened.tag, at: moment).first else { return nil }
    let reads = try entitled(to: born, of: opened.tag, own, ledger, at: now)
    let would = try entitled(to: other, of: opened.tag, own, ledger, at: now)
    guard reads != would else { return nil }
    return .dayMovesNothing(
      reads: reads.subtracting(would).sorted(), unread: would.subtracting(reads).sorted())
  }

  /// Names of the services that what is written in a stratum goes to.
  private func entitled(
    to stratum: StratumID, of volet: VoletTag, _ own: OwnView, _ ledger: LedgerReader,
    at now: Instant
  ) throws -> Set<String> {
    var names: Set<String> = []
    for share in try replica.shares(of: volet, ledger)
    where share.owner == service && share.sending(volet, at: now) != nil {
      let given = Set(share.sendingWraps(volet).map(\.stratum))
      guard own.heirs(of: given, in: volet).contains(stratum) else { continue }
      let genesis = try replica.serviceView(share.recipient, ledger).genesis
      names.insert(
        try replica.toldName(
          genesis?.name ?? share.recipient.description, of: share.recipient, ledger))
    }
    return names
  }
}
