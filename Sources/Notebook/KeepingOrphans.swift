public import CaseFile
import Consent
public import Envelope
import Replica
import Store
import Wire

/// That it was decided with the person to keep a record in the own file.
public struct KeepingDecision: Hashable, Sendable {
  /// Who recorded it, and when.
  public let by: String
  public let at: Instant
  /// The day on which it was decided with the person; nil where what says it is of a newer version.
  public let agreedOn: CalendarDate?
}

/// A record that stays in the own file.
public struct RecordKept: Sendable {
  public let record: DocumentID
  public let caseFile: CaseID
  public let decision: KeepingDecision
  /// Somebody had decided the same already: nothing was written.
  public let isUnchanged: Bool
}

/// Keeping what was meant for a share that closed, or came from somebody whose access had ended. Protocol/consent.md, 5.7.2.
extension WorkerSession {
  /// Records that it was decided with the person to keep a record of ours, as it stands here: it goes to no other service
  /// any more, and nothing is to be decided about it. What else somebody wrote in it after their access had ended, and
  /// that comes later, is marked as before.
  ///
  /// - Parameter agreedOn: the day on which it was decided, or as much of it as is known.
  /// - Throws: `.nothingToDecide` for a record about which nothing is; `.orphanOfOthers` where it is for somebody else to
  ///   decide; `.agreedTooEarly` for a day of before the opening of the case file; `RuleBroken`, as for who erases it;
  ///   `.noteErased` and `.recordErased`.
  public func keepOrphan(
    _ typed: String, agreedOn: CalendarDate, at now: Instant
  ) throws -> RecordKept {
    try write(at: now) { ledger in
      try replica.checkBelongs(ledger)
      let rules = try rules(ledger)
      // Whoever decides writes no word of it.
      let (id, _, file, found) = try recordOfOurs(typed, nil, ledger) {
        _, volet, home, own throws(RuleBroken) in
        try rules.checkRead(volet, in: home, own: own)
      }
      guard let (opened, volet) = found else { throw NotebookError.noteErased }
      let stood = try keepings(of: id, in: file, ledger).first
      guard let detail = try detail(of: opened, volet, ledger),
        !Set(detail.summary.marks).isDisjoint(with: Self.toDecide)
      else {
        guard let stood else { throw NotebookError.nothingToDecide(typed) }
        return RecordKept(record: id, caseFile: file, decision: stood, isUnchanged: true)
      }
      let pass = try OrphanPass(self, ledger, at: now)
      guard try pass.decides(in: file, volet, own: isByReader(opened, ledger)) else {
        throw NotebookError.orphanOfOthers
      }
      try checkAgreed(on: agreedOn, in: file, ledger, at: now)
      try keep(opened, agreedOn, in: file, into: ledger, at: now)
      // What stands beside it stays with it.
      for companion in try companions(of: id, in: .own(file), ledger) {
        try keep(try read(companion, ledger), agreedOn, in: file, into: ledger, at: now)
      }
      try self.log(.write, case: file, volets: [volet], into: ledger, at: now)
      let decision = KeepingDecision(by: try worker().name, at: now, agreedOn: agreedOn)
      return RecordKept(record: id, caseFile: file, decision: decision, isUnchanged: false)
    }
  }

  /// Nobody decided anything about a record before there was a case file; a clock that was ahead when it was opened keeps
  /// nobody from deciding.
  private func checkAgreed(
    on day: CalendarDate, in id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws {
    let own = try replica.ownView(id, ledger)
    guard let opened = own.volets.compactMap({ own.began($0.tag) }).min(), opened <= now,
      let opening = LocalMoment(milliseconds: opened.milliseconds, offset: 0)?.date,
      // Where it was opened, that day may have been the one before.
      let eve = CalendarDate(daysSince1970: opening.daysSince1970 - 1)
    else { return }
    if day.isWhole(before: eve) { throw NotebookError.agreedTooEarly(day, opening: opening) }
  }

  private func keep(
    _ opened: ReadDocument, _ agreedOn: CalendarDate, in id: CaseID, into ledger: LedgerWriter,
    at now: Instant
  ) throws {
    var sealed = WireOwnSealed()
    sealed.resolve.agreedOn = agreedOn.description
    try record(
      sealed, about: DocumentRecord.kept.subject(of: opened.id), in: id,
      seen: try seen(of: opened, ledger), into: ledger, at: now)
  }

  // MARK: What was decided

  /// The decisions to keep a record of ours, in the order in which they were recorded: two nodes that decide apart leave
  /// two. None where what is typed names a record of another service.
  public func keepings(of typed: String, _ kind: RecordType?) throws -> [KeepingDecision] {
    try read { ledger in
      let id = try documentID(typed, of: kind, ledger)
      guard let place = try ledger.document(id), place.owner == nil,
        case .own(let file)? = try ledger.log(of: place.tag)
      else { return [] }
      return try keepings(of: id, in: file, ledger)
    }
  }

  private func keepings(
    of document: DocumentID, in id: CaseID, _ ledger: LedgerReader
  ) throws -> [KeepingDecision] {
    guard try decisions(in: id, ledger).isKept(document) else { return [] }
    let subject = DocumentRecord.kept.subject(of: document)
    return try records(of: id, ledger).filter { $0.subject == subject }.map { record in
      KeepingDecision(
        by: record.sealed.by, at: record.at,
        agreedOn: CalendarDate(recorded: record.sealed.resolve.agreedOn))
    }
  }

  // MARK: Telling other nodes

  /// Whether this node found an orphan of which no record tells the other nodes of the service.
  func owesOrphans(_ ledger: LedgerReader) throws -> Bool { try !untoldOrphans(ledger).isEmpty }

  /// Records which notes this node found to be orphans: only the one that was to send a note knows that it could not.
  func tellOrphans(into ledger: LedgerWriter, at now: Instant) throws {
    for (document, id) in try untoldOrphans(ledger) {
      try record(
        WireOwnSealed(), about: DocumentRecord.orphaned.subject(of: document), in: id,
        into: ledger, at: now)
    }
  }

  private func untoldOrphans(_ ledger: LedgerReader) throws -> [(DocumentID, CaseID)] {
    try ledger.documents(marked: .orphan).compactMap { document in
      guard let place = try ledger.document(document), place.owner == nil,
        case .own(let id)? = try ledger.log(of: place.tag), try !ledger.isErased(document)
      else { return nil }
      let own = try replica.ownView(id, ledger)
      guard !own.isClosed, !own.orphaned.contains(document), !own.kept.contains(document) else {
        return nil
      }
      return (document, id)
    }
  }
}
