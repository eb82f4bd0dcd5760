import CaseFile
import Consent
import Envelope
import Replica
import Store
import SwiftProtobuf
import Wire

/// Strata, epochs and their wraps on the owner's side. Protocol/change.md, "Strata and epochs".
extension WorkerSession {
  /// The code of each volet of a case, by its tag.
  func voletCodes(of id: CaseID, _ ledger: LedgerReader) throws -> [VoletTag: Volet] {
    try openNewRoots(ledger)
    let view = try replica.ownView(id, ledger)
    if view.volets.isEmpty, try replica.isCutShort(.own(id), ledger) { throw StoreError.damaged }
    var codes: [VoletTag: Volet] = [:]
    var opened: [AttachmentID: [String]] = [:]
    for volet in view.volets {
      if opened[volet.sealed] == nil {
        guard let row = try ledger.attachment(volet.sealed) else {
          // A case file whose volets the disk lost is not one without notes.
          if try replica.isLost(volet.sealed, of: id, ledger) { throw StoreError.damaged }
          continue
        }
        let plain = try worker().keyring.openRecord(row, context: WorkerSession.caseContext(id))
        opened[volet.sealed] = try WireCaseSealed(serializedBytes: plain).volets
      }
      let names = opened[volet.sealed] ?? []
      if names.indices.contains(volet.position) {
        codes[volet.tag] = Volet(code: names[volet.position])
      }
    }
    return codes
  }

  func tag(of volet: Volet, in id: CaseID, _ ledger: LedgerReader) throws -> VoletTag {
    let found = try voletCodes(of: id, ledger).filter { $0.value == volet }.keys.min()
    if let found { return found }
    // What named it may be missing.
    guard try !replica.isCutShort(.own(id), ledger) else { throw StoreError.damaged }
    throw NotebookError.rule(.unknownVolet(volet.code))
  }

  static func caseContext(_ id: CaseID) -> [UInt8] { Array("carnet/case/v1".utf8) + id.bytes }

  /// A fresh epoch for a stratum, with its wrap under the current root.
  func startEpoch(
    of volet: VoletTag, in stratum: StratumID, _ ledger: LedgerReader
  ) throws -> (start: EpochStart, row: [UInt8]) {
    let keyring = try worker().keyring
    let epoch = keyring.makeEpoch(using: &chance)
    let row = try keyring.sealEpoch(epoch, under: try currentRoot(ledger), using: &chance)
    let start = EpochStart(
      volet: volet, stratum: stratum, epoch: epoch, wrap: AttachmentID(of: row))
    return (start, row)
  }

  /// The epoch under which the next change of a stratum is sealed; rotated first when somebody holds the present key who
  /// may no longer read.
  func writingEpoch(
    of volet: VoletTag, in stratum: StratumID, case id: CaseID, into ledger: LedgerWriter,
    at now: Instant
  ) throws -> EpochID {
    if try !ledger.shares(of: volet).isEmpty {
      try closeWithdrawn(in: id, into: ledger, at: now)
    }
    guard let current = try replica.ownView(id, ledger).currentEpoch(of: stratum) else {
      throw NotebookError.noContentKey
    }
    var writing = current
    if try mustRotate(current, of: volet, case: id, ledger, at: now) {
      let (start, row) = try startEpoch(of: volet, in: stratum, ledger)
      try state(
        .epochOpened(start), in: .own(id), as: .worker, attachments: [row], into: ledger, at: now)
      writing = start.epoch
    } else {
      try openEpoch(current, in: .own(id), ledger)
    }
    // Those who may read learn of a key with the first change under it, and not when somebody else's consent made it.
    try wrapMissing(for: volet, case: id, into: ledger, at: now) { $0 == writing }
    return writing
  }

  /// A new epoch for every stratum of a volet; those who may read get its key with the first change under it.
  func renewEpochs(
    of volet: VoletTag, case id: CaseID, into ledger: LedgerWriter, at now: Instant
  ) throws {
    for stratum in try replica.ownView(id, ledger).strata(of: volet) {
      let (start, row) = try startEpoch(of: volet, in: stratum, ledger)
      try state(
        .epochOpened(start), in: .own(id), as: .worker, attachments: [row], into: ledger, at: now)
    }
  }

  /// Whether somebody holds a key who may no longer read, or it was used for long enough.
  func mustRotate(
    _ epoch: EpochID, of volet: VoletTag, case id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws -> Bool {
    if try isWorn(epoch, of: volet, case: id, ledger, at: now) { return true }
    if let wrap = try replica.ownView(id, ledger).wrap(of: epoch),
      let row = try ledger.attachment(wrap),
      let root = RootID(row.prefix(RootKind.length)), root != (try currentRoot(ledger))
    {
      return true
    }
    return try replica.shares(of: volet, ledger).contains { share in
      share.view.wasWrapped(epoch)
        && (!share.view.isSent(epoch) || share.sending(volet, at: nil) == nil)
    }
  }

  /// Cover: a key under which somebody else reads was first written with so long ago that the next one says nothing.
  private func isWorn(
    _ epoch: EpochID, of volet: VoletTag, case id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws -> Bool {
    let isRead = try replica.shares(of: volet, ledger).contains {
      $0.view.isSent(epoch) && $0.sending(volet, at: now) != nil
    }
    guard isRead, let first = try ledger.firstChange(under: epoch),
      let since = try written(first, ledger) ?? replica.ownView(id, ledger).opened(epoch)
    else { return false }
    // A clock that was ahead once leaves no key in use for ever.
    return abs(now.milliseconds - since.milliseconds) >= NotebookLimits.coverMilliseconds
  }

  /// When a change was written, by its author's clock; nil when it does not open.
  private func written(
    _ change: ProvenEnvelope, _ ledger: LedgerReader
  ) throws -> Instant? {
    guard let log = try ledger.log(of: change.header.volet),
      let secret = try ledger.noteSecret(of: change.header.document)
    else { return nil }
    do {
      try openEpoch(change.header.epoch, in: log, ledger)
      try openSecretEpoch(secret, in: log, ledger)
      let content = try worker().keyring.openChange(change, secretRow: secret)
      return content.clock.instant
    } catch is EnvelopeError {
      return nil
    } catch NotebookError.noContentKey {
      return nil
    }
  }

  /// Wraps to each entitled service the epochs among `wanted` that it should hold and does not: of every stratum it was
  /// given, and of the strata that followed. Idempotent.
  private func wrapMissing(
    for volet: VoletTag, case id: CaseID, into ledger: LedgerWriter, at now: Instant,
    _ wanted: (EpochID) throws -> Bool
  ) throws {
    let own = try replica.ownView(id, ledger)
    // Whoever's consent has run out learns of no key: nor that somebody writes.
    for share in try replica.shares(of: volet, ledger) where share.sending(volet, at: now) != nil {
      let given = Set(share.sendingWraps(volet).map(\.stratum))
      let missing = try own.heirs(of: given, in: volet).flatMap { stratum in
        try own.epochs(of: stratum).filter { try !share.view.isSent($0) && wanted($0) }
          .map { (stratum, $0) }
      }
      try wrap(missing, of: volet, case: id, in: share.id, into: ledger, at: now)
    }
  }

  /// The repair that any unlocked node of the owner makes: keys under which something was written by a node that did not
  /// know of everybody who may read.
  func wrapWritten(
    for volet: VoletTag, case id: CaseID, into ledger: LedgerWriter, at now: Instant
  ) throws {
    try wrapMissing(for: volet, case: id, into: ledger, at: now) {
      try ledger.holdsChanges(under: $0)
    }
  }

  /// Wraps epochs to the recipient of a share.
  func wrap(
    _ epochs: [(stratum: StratumID, epoch: EpochID)], of volet: VoletTag, case id: CaseID,
    in share: ShareID, into ledger: LedgerWriter, at now: Instant
  ) throws {
    guard !epochs.isEmpty, let recipient = try replica.share(share, ledger)?.recipient,
      let box = try replica.serviceView(recipient, ledger).currentBox
    else { return }
    let keyring = try worker().keyring
    var rows: [[UInt8]] = []
    var starts: [EpochStart] = []
    for (stratum, epoch) in epochs {
      try openEpoch(epoch, in: .own(id), ledger)
      let row = try keyring.sealEpoch(epoch, to: box, using: &chance)
      rows.append(row)
      starts.append(
        EpochStart(volet: volet, stratum: stratum, epoch: epoch, wrap: AttachmentID(of: row)))
    }
    try state(
      .epochsWrapped(starts, box: box), in: .share(share), as: .worker, attachments: rows,
      into: ledger, at: now)
  }

  /// Makes sure that the keyring holds an epoch key, own or received.
  ///
  /// - Throws: `NotebookError.noContentKey` when no row gives it.
  func openEpoch(_ epoch: EpochID, in log: LogID, _ ledger: LedgerReader) throws {
    let keyring = try worker().keyring
    guard !keyring.holds(epoch) else { return }
    try openNewRoots(ledger)
    switch log {
    case .service: throw NotebookError.noContentKey
    case .own(let id):
      guard let wrap = try replica.ownView(id, ledger).wrap(of: epoch),
        let row = try ledger.attachment(wrap)
      else { throw NotebookError.noContentKey }
      try keyring.openEpoch(epoch, ownWrap: row)
    case .share(let id):
      var failure: EnvelopeError?
      for wrap in try wraps(of: epoch, in: id, ledger) {
        guard keyring.holds(wrap.box), let row = try ledger.attachment(wrap.start.wrap) else {
          continue
        }
        do {
          return try keyring.openEpoch(epoch, boxWrap: row, box: wrap.box)
        } catch let error {
          // Another row may hold the key.
          failure = error
        }
      }
      if let failure { throw failure }
      throw NotebookError.noContentKey
    }
  }

  /// Rows that may hold an epoch key: those of a share, then those of the shares that give the same volets.
  private func wraps(
    of epoch: EpochID, in id: ShareID, _ ledger: LedgerReader
  ) throws -> [(start: EpochStart, box: BoxKey)] {
    guard let share = try replica.share(id, ledger) else { return [] }
    let beside = try Set(share.grants.flatMap(\.volets)).flatMap {
      try ledger.shares(of: $0, by: share.owner)
    }
    let others = try Set(beside).subtracting([id]).sorted().compactMap {
      try replica.share($0, ledger)
    }
    return ([share] + others).flatMap(\.wraps).filter { $0.start.epoch == epoch }
  }
}
