public import CaseFile
import Consent
public import Envelope
import Replica
public import Store
import Wire

/// Everything of a case file that the worker may read: the copy that the person has a right to.
public struct CaseCopy: Sendable {
  public let summary: CaseSummary
  /// As written in the card of the person.
  public let names: [String]
  public let born: [String]
  /// What stood in the card, oldest first: former names are kept about her too.
  public let card: [RecordVersion]
  /// As they were recorded, oldest first; a later one corrects an earlier one.
  public let releases: [RecordedRelease]
  /// Our own service.
  public let service: String
  /// The country whose law it is under, by its code.
  public let country: String
  public let madeBy: String
  /// In order of entry, each with its versions, oldest first; deleted ones too, since their words are still kept. The card
  /// of the person stands apart.
  public let records: [(detail: RecordDetail, history: [RecordVersion])]
  /// What stands in the card; nil when it does not open, or not for this worker.
  public let person: RecordDetail?
  /// Records whose words were destroyed, in order of that.
  public let erased: [ErasedRecord]
  /// What the person decided about sharing.
  public let consents: [ConsentSummary]
  /// Notes in volets that the worker's role may not read.
  public let withheld: Int
  /// Records of other kinds there.
  public let withheldRecords: Int
  /// Of the records that are in it, those of which something stands apart in a volet that the worker's role may not read.
  public let withheldApart: Int
  /// What became of the papers that were made for her, oldest first.
  public let handings: [Handing]
  /// Numbers and addresses that are not to be used: they are covered wherever they were typed. None where the copy was asked
  /// for with them.
  public let covered: HiddenDigits
  /// Nil when the log is not part of the copy.
  public let log: AccessLog?
  /// Records (consents, releases, closings) that the disk damaged: what they say is not in the copy.
  public let damagedRecords: Int
  /// The service has other devices: what happens there is known here at the next exchange at the soonest.
  public let hasOtherDevices: Bool
  /// When this home was put back from a copy, since the file was opened: what was written then may be missing.
  public let putBacks: [PutBack]
}

/// What is left of a record whose words were destroyed: that it was, and how far it has come.
public struct ErasedRecord: Sendable {
  /// What became of the words on this device.
  public enum Here: String, Sendable {
    case destroyed
    /// Somebody reads the notebook: it happens when they have finished.
    case notYet
    /// Words that the order did not know of wait for their author; the rest goes then.
    case wordsWait
    /// Somebody ordered it whose access had ended: it waits for a person.
    case undecided
  }
  public let record: DocumentID
  public let volet: Volet
  public let by: String
  public let at: Instant
  public let here: Here
  /// Of each other service that was asked, by name.
  public let answers: [ErasureAnswer]
}

/// Copying a case file out of the notebook; the log says that it was done.
extension WorkerSession {
  /// Everything of a case file that the worker may read, for the person. That a copy was made is logged.
  ///
  ///     let copy = try session.exportCase("Kaïs", withLog: true, at: now)
  ///     copy.records.map(\.detail.summary.type)
  ///
  /// - Parameters:
  ///   - revealing: also the numbers that are not to be used, which is logged as a gesture of its own: the copy may be found
  ///     by the very person from whom they are kept.
  ///   - isForInside: it is to be kept in a prison. The log says so, and of which volets something may stand on it; what
  ///     is told here is the whole.
  public func exportCase(
    _ typed: String, withLog: Bool, revealing: Bool = false, isForInside: Bool = false,
    at now: Instant
  ) throws -> CaseCopy {
    let id = try looks(at: now) { ledger in
      let id = try caseID(typed, ledger)
      let readable = try readableOfRole(id, ledger)
      var looks = [
        isForInside
          ? Look(
            action: .exportInside, place: .own(id), volets: readable.filter(\.isToldInside))
          : Look(action: .export, place: .own(id), volets: readable)
      ]
      let revealed = revealing ? try hidingVolets(of: id, ledger, at: now) : []
      if !revealed.isEmpty {
        looks.append(Look(action: .reveal, place: .own(id), volets: revealed))
      }
      if withLog { looks.append(Look(action: .readLog, place: .own(id), volets: [])) }
      return (id, looks)
    }
    let accesses = withLog ? try accessLog(id.description, at: now) : nil
    return try read { ledger in
      let rules = try rules(ledger)
      var (withheld, withheldRecords) = (0, 0)
      for (tag, volet) in try voletCodes(of: id, ledger).sorted(by: { $0.key < $1.key })
      where !rules.mayRead(volet) {
        for document in try ledger.documents(in: tag) {
          switch try isNote(document, volet, ledger) {
          case true?: withheld += 1
          case false?: withheldRecords += 1
          case nil: break
          }
        }
      }
      let card = try person(of: id, ledger)
      let found = try records(in: .own(id), deleted: true, ledger, at: now)
      let taken = try found.map { detail in
        (
          record: try copied(detail, revealing: revealing, ledger, at: now),
          lacksApart: try lacksApart(detail.summary.record, detail.summary.volet, ledger)
        )
      }
      let summary = try summary(of: id, ledger)
      let putBacks = try ledger.putBacks().filter { putBack in
        guard let noticed = putBack.noticed, let opened = summary.openedOn else { return true }
        return opened <= noticed
      }
      return CaseCopy(
        summary: summary, names: card?.name.texts ?? [],
        born: card?.born.texts ?? [],
        card: try mayReadNames(ledger)
          ? replica.ifSound {
            try cardDocument(of: id, ledger).map {
              versions(of: try whole(try openWhole($0, ledger), .contact, ledger, at: nil))
            }
          }
          .flatMap { $0 } ?? [] : [],
        releases: try releases(of: id, ledger), service: try serviceName(of: .own(id), ledger),
        country: try replica.serviceView(service, ledger).genesis?.country ?? "",
        madeBy: try worker().name,
        records: taken.map(\.record), person: try personDetail(of: id, ledger, at: now),
        erased: try erasedRecords(of: id, ledger),
        consents: try consents(of: id, ledger, at: now), withheld: withheld,
        withheldRecords: withheldRecords,
        withheldApart: taken.count(where: \.lacksApart),
        handings: try handings(of: id, ledger),
        covered: revealing ? HiddenDigits() : try hiddenDigits(of: found, ledger, at: now),
        log: accesses,
        damagedRecords: try replica.damagedRecords(of: id, ledger),
        hasOtherDevices: try replica.hasOtherNodes(ledger), putBacks: putBacks)
    }
  }

  /// Whether a document is a note, or what is left of one on a damaged disk; nil for what stands on no list.
  private func isNote(
    _ document: DocumentID, _ volet: Volet, _ ledger: LedgerReader
  ) throws -> Bool? {
    guard
      let read = try replica.ifSound({ try detail(of: try read(document, ledger), volet, ledger) })
    else { return true }
    return read.flatMap { $0.summary.type == .person ? nil : $0.summary.isNote }
  }

  private func personDetail(
    of id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws -> RecordDetail? {
    guard try mayReadNames(ledger) else { return nil }
    let found = try replica.ifSound { () -> RecordDetail? in
      guard let card = try cardDocument(of: id, ledger) else { return nil }
      return try shown(try read(card, ledger), .contact, ledger, at: now)
    }
    return found ?? nil
  }

  /// A record with its versions. One whose versions the disk damaged says so: nobody takes what is left for the whole.
  private func copied(
    _ detail: RecordDetail, revealing: Bool, _ ledger: LedgerReader, at now: Instant
  ) throws -> (detail: RecordDetail, history: [RecordVersion]) {
    let history = try replica.ifSound {
      let opened = try open(detail.summary.record, ledger)
      return versions(of: try whole(opened, detail.summary.volet, ledger, at: now))
    }
    let standing = detail.summary
    var detail = revealing ? detail : detail.guarded
    if let history {
      return (
        detail, revealing ? history : history.guarded(asNow: standing.values, of: standing.type)
      )
    }
    detail.summary.state = .damaged
    return (detail, [])
  }

  /// Where records stand of which something is shown by a gesture of its own alone, now or as they once stood.
  private func hidingVolets(
    of id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws -> [Volet] {
    let reaching = try records(in: .own(id), deleted: true, ledger, at: now).filter {
      $0.summary.type?.reach != nil
    }
    let hiding = try reaching.filter { detail in
      let copied = try copied(detail, revealing: false, ledger, at: now)
      return !copied.detail.summary.hidden.isEmpty || copied.history.contains { !$0.hidden.isEmpty }
    }
    return hiding.map(\.summary.volet).withoutRepeats
  }

  /// Records of a case file whose words were destroyed, in the volets that the worker's role may read. What stood beside
  /// one went with it, and is not told.
  private func erasedRecords(of id: CaseID, _ ledger: LedgerReader) throws -> [ErasedRecord] {
    let codes = try voletCodes(of: id, ledger)
    let readable = Set(try readableOfRole(id, ledger))
    let beside = try erasedCompanions(in: id, ledger)
    var found: [DocumentID: ErasedRecord] = [:]
    for record in try records(of: id, ledger) {
      guard let erased = Erasure.document(record.subject), found[erased] == nil,
        record.sealed.companionOf.isEmpty, let tag = try ledger.document(erased)?.tag,
        let volet = codes[tag], readable.contains(volet)
      else { continue }
      found[erased] = ErasedRecord(
        record: erased, volet: volet, by: record.sealed.by, at: record.at,
        here: try state(ofErased: erased, ledger),
        answers: try answers(about: [(erased, tag)] + (beside[erased] ?? []), ledger))
    }
    return found.values.sorted { ($0.at, $0.record) < ($1.at, $1.record) }
  }

  private func state(
    ofErased record: DocumentID, _ ledger: LedgerReader
  ) throws -> ErasedRecord.Here {
    guard try ledger.isErased(record, of: nil) else { return .undecided }
    if try ledger.keptBack().contains(where: { $0.document == record }) { return .wordsWait }
    return try ledger.duties().isEmpty ? .destroyed : .notYet
  }

  private func readableOfRole(_ id: CaseID, _ ledger: LedgerReader) throws -> [Volet] {
    let rules = try rules(ledger)
    return try voletCodes(of: id, ledger).values.filter { rules.mayRead($0) }
  }

  /// The country of our own service; nil for one that this version does not know.
  public func serviceCountry() throws -> Country? {
    try read { try replica.serviceView(service, $0).genesis.flatMap { Country(code: $0.country) } }
  }

  /// The name of our own service.
  public func serviceName() throws -> String {
    try read { try replica.serviceView(service, $0).genesis?.name ?? "" }
  }
}
