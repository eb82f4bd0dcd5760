import Consent
import Envelope
import Replica
import Store

/// Of which case files there is something to tell or to do, so that nobody opens the summary of every other one. Derived: its
/// loss costs time and nothing else. Protocol/vault.md, "The overview".
struct KeptOverview: Equatable {
  /// The last touch that it knows of.
  let through: Int64
  /// By the clock then.
  let madeAt: Instant
  /// When one of the others changes by itself; nil when nothing is to come of them.
  let next: Instant?
  /// Those that are not in order, or of which something is told wherever a worker asks how things stand. Each once.
  let telling: [CaseID]
  /// Case files that depend on shares with which the ledger does not say that they have to do: those that another one cites.
  let citing: [Citing]

  struct Citing: Equatable {
    let caseFile: CaseID
    let share: ShareID
  }
}

extension KeptOverview {
  private static let version: UInt64 = 1

  /// As ``KeptSummary/bytes``.
  var bytes: [UInt8] {
    var out = SummaryWriter()
    out.write(Self.version)
    out.write(UInt64(bitPattern: through))
    out.write(madeAt)
    out.write(next) { $0.write($1) }
    out.write(list: telling) { $0.bytes += $1.bytes }
    out.write(list: citing) { $0.bytes += $1.caseFile.bytes + $1.share.bytes }
    return out.bytes
  }

  /// Nil for bytes that are no overview of this version: it is made again.
  init?(bytes: [UInt8]) {
    var rest = SummaryReader(bytes: bytes[...])
    do {
      guard try rest.number() == Self.version else { return nil }
      through = Int64(bitPattern: try rest.number())
      madeAt = try rest.moment()
      next = try rest.optional { try $0.moment() }
      telling = try rest.list { try $0.id() }
      citing = try rest.list { Citing(caseFile: try $0.id(), share: try $0.id()) }
    } catch {
      return nil
    }
    guard rest.bytes.isEmpty else { return nil }
  }
}

extension KeptSummary {
  /// Whether something of it is told wherever a worker asks how things stand, or is still to be done.
  func tells(at now: Instant) -> Bool {
    hasRefusalApart || owesErasures
      || consents.contains { consent in
        consent.waitsForExchange
          || (consent.status == .planned || consent.status == .given)
            && consent.due.map { now < $0 } ?? false
      }
  }
}

/// Where something may be to tell or to do.
struct CaseFilesToLookAt {
  let files: [CaseID]
  /// What the others were left out by; nil when these are all of them.
  let overview: KeptOverview?

  /// Whether an overview made now would spare enough to be kept.
  var isWorthKeeping: Bool {
    files.count > (overview?.telling.count ?? 0) + NotebookLimits.leastOverlooked
  }
}

/// Case files that nobody needs to look at. Protocol/vault.md, "The overview".
extension WorkerSession {
  /// Those that the overview names and those of which something came since, or of a share that they depend on; all of them
  /// where something came of a service, where one of the others has changed by itself, and where the clock has gone back.
  func filesToLookAt(_ ledger: LedgerReader, at now: Instant) throws -> CaseFilesToLookAt {
    guard let kept = try keptOverview(ledger), now >= kept.madeAt,
      try kept.next.map({ try replica.latest(now, ledger) < $0 }) ?? true,
      case let came = try ledger.touched(after: kept.through), !came.isOfServices
    else { return CaseFilesToLookAt(files: try replica.caseFiles(ledger), overview: nil) }
    var more = came.caseFiles
    for share in came.shares { more.formUnion(try ledger.caseFiles(of: share)) }
    more.formUnion(kept.citing.filter { came.shares.contains($0.share) }.map(\.caseFile))
    more.subtract(kept.telling + [replica.serviceFile])
    return CaseFilesToLookAt(files: kept.telling + more.sorted(), overview: kept)
  }

  /// Read at once for all of them, and for a few as each is asked for.
  func touches(of looked: CaseFilesToLookAt, _ ledger: LedgerReader) throws -> Touches {
    try looked.overview == nil ? ledger.touches() : ledger.touchesWhenAsked()
  }

  /// What case files come to of which something is to be told, beside some of which nothing is.
  func summariesToTell(_ ledger: LedgerReader, at now: Instant) throws -> [(
    id: CaseID, summary: KeptSummary
  )] {
    let looked = try filesToLookAt(ledger, at: now)
    let touches = try touches(of: looked, ledger)
    return try looked.files.map { id in
      (id, try summary(of: id, since: touches, ledger, at: now))
    }
  }

  /// Nil when none is kept, or nobody's keys open it.
  private func keptOverview(_ ledger: LedgerReader) throws -> KeptOverview? {
    guard workerKeys != nil,
      let row = try replica.ifSound({ try ledger.caseOverview() }) ?? nil
    else { return nil }
    try openNewRoots(ledger)
    do {
      return KeptOverview(
        bytes: try worker().keyring.openRecord(row, context: overviewContext))
    } catch is EnvelopeError {
      // A row that does not open is as none: it is made again.
      return nil
    }
  }

  /// Looks once more at what was looked at, and keeps what it comes to.
  func keepOverview(into ledger: LedgerWriter, at now: Instant) throws {
    let looked = try filesToLookAt(ledger, at: now)
    let touches = try touches(of: looked, ledger)
    let files = Set(looked.files)
    var telling: [CaseID] = []
    var citing = (looked.overview?.citing ?? []).filter { !files.contains($0.caseFile) }
    var next = looked.overview?.next
    for id in looked.files {
      let kept = try keptSummary(of: id, ledger)
      guard let kept, try disorder(in: id, kept, since: touches, ledger, at: now) == nil,
        !kept.tells(at: now)
      else {
        telling.append(id)
        continue
      }
      next = [next, kept.next].compactMap { $0 }.min()
      for share in kept.shares where try !ledger.caseFiles(of: share).contains(id) {
        citing.append(KeptOverview.Citing(caseFile: id, share: share))
      }
    }
    let made = KeptOverview(
      through: try ledger.lastTouch(), madeAt: now, next: next, telling: telling, citing: citing)
    // One that was made when the clock stood earlier serves as well.
    if let kept = looked.overview, kept.through == made.through, kept.next == made.next,
      kept.telling == made.telling, kept.citing == made.citing
    {
      return
    }
    try ledger.keepCaseOverview(
      try worker().keyring.sealRecord(
        made.bytes, context: overviewContext, under: try currentRoot(ledger), using: &chance))
  }

  private var overviewContext: [UInt8] { Domain.caseOverview.bytes + node.bytes }
}
