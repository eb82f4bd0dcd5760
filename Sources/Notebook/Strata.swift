import CaseFile
import Consent
import Envelope
import Store
import SwiftProtobuf
import Wire

/// Strata, epochs and their wraps on the owner's side. Protocol/change.md, "Strata and epochs".
extension Notebook {
  /// The code of each volet of a case, by its tag.
  func voletCodes(of id: CaseID, _ ledger: LedgerReader) throws -> [VoletTag: Volet] {
    try openNewRoots(ledger)
    let view = try ownView(id, ledger)
    var codes: [VoletTag: Volet] = [:]
    var opened: [AttachmentID: [String]] = [:]
    for volet in view.volets {
      if opened[volet.sealed] == nil {
        guard let row = try ledger.attachment(volet.sealed) else { continue }
        let plain = try worker().keyring.openRecord(row, context: Notebook.caseContext(id))
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
    guard let found else { throw NotebookError.rule(.unknownVolet(volet.code)) }
    return found
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
    guard let current = try ownView(id, ledger).currentEpoch(of: stratum) else {
      throw NotebookError.noContentKey
    }
    guard try mustRotate(current, of: volet, case: id, ledger) else {
      try openEpoch(current, in: .own(id), ledger)
      return current
    }
    let (start, row) = try startEpoch(of: volet, in: stratum, ledger)
    try state(
      .epochOpened(start), in: .own(id), as: .worker, attachments: [row], into: ledger, at: now)
    try wrapMissing(for: volet, case: id, into: ledger, at: now)
    return start.epoch
  }

  /// A new epoch for every stratum of a volet, wrapped to those who are entitled.
  func renewEpochs(
    of volet: VoletTag, case id: CaseID, into ledger: LedgerWriter, at now: Instant
  ) throws {
    for stratum in try ownView(id, ledger).strata(of: volet) {
      let (start, row) = try startEpoch(of: volet, in: stratum, ledger)
      try state(
        .epochOpened(start), in: .own(id), as: .worker, attachments: [row], into: ledger, at: now)
    }
    try wrapMissing(for: volet, case: id, into: ledger, at: now)
  }

  private func mustRotate(
    _ epoch: EpochID, of volet: VoletTag, case id: CaseID, _ ledger: LedgerReader
  ) throws -> Bool {
    if let wrap = try ownView(id, ledger).wrap(of: epoch), let row = try ledger.attachment(wrap),
      let root = RootID(row.prefix(RootKind.length)), root != (try currentRoot(ledger))
    {
      return true
    }
    return try shares(of: volet, ledger).contains { share in
      share.wraps.contains { $0.start.epoch == epoch }
        && (!share.liveWraps(volet).contains { $0.epoch == epoch }
          || share.allowance(volet, at: nil) == nil)
    }
  }

  /// Wraps to each entitled service the epochs that it should hold and does not: every epoch of every stratum it was
  /// given, and of the strata that followed. Idempotent: the repair that any unlocked node of the owner makes.
  func wrapMissing(
    for volet: VoletTag, case id: CaseID, into ledger: LedgerWriter, at now: Instant
  ) throws {
    let own = try ownView(id, ledger)
    for share in try shares(of: volet, ledger) where share.allowance(volet, at: nil) != nil {
      let live = Set(share.liveWraps(volet).map(\.epoch))
      let given = Set(share.liveWraps(volet).map(\.stratum))
      let strata = try heirs(of: given, among: own.strata(of: volet), case: id, ledger)
      let missing = strata.flatMap { stratum in
        own.epochs(of: stratum).filter { !live.contains($0) }.map { (stratum, $0) }
      }
      try wrap(missing, of: volet, case: id, in: share.id, into: ledger, at: now)
    }
  }

  /// Strata that were given, and those that took over from them.
  func heirs(
    of given: Set<StratumID>, among strata: [StratumID], case id: CaseID, _ ledger: LedgerReader
  ) throws -> [StratumID] {
    var reached = given
    for statement in try ledger.statements(in: .own(id)) {
      if case .stratumOpened(let start, let closes) = statement.act,
        closes.contains(where: reached.contains)
      {
        reached.insert(start.stratum)
      }
    }
    return strata.filter(reached.contains)
  }

  /// Wraps epochs to the recipient of a share.
  func wrap(
    _ epochs: [(stratum: StratumID, epoch: EpochID)], of volet: VoletTag, case id: CaseID,
    in share: ShareID, into ledger: LedgerWriter, at now: Instant
  ) throws {
    guard !epochs.isEmpty, let recipient = try self.share(share, ledger)?.recipient,
      let box = try serviceView(recipient, ledger).currentBox
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
      guard let wrap = try ownView(id, ledger).wrap(of: epoch),
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
    guard let share = try share(id, ledger) else { return [] }
    let beside = try Set(share.grants.flatMap(\.volets)).flatMap { try ledger.shares(of: $0) }
    let others = try Set(beside).subtracting([id]).sorted().compactMap {
      try self.share($0, ledger)
    }
    return ([share] + others).flatMap(\.wraps).filter { $0.start.epoch == epoch }
  }
}
