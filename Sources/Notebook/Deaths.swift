public import CaseFile
import Consent
public import Envelope
import Replica
import Store
import Wire

/// What recording a death did.
public struct DeathReport: Sendable {
  /// As of a closing: another service sees that the follow-up ended, and not why.
  public let closing: ClosingReport
  /// What became of the card.
  public let written: RecordWritten
  /// The days that the card gave before, which are not that of this death; none where there was none.
  public let replaced: [String]
}

/// What taking a recorded death back did.
public struct DeathTakenBack: Sendable {
  public let caseFile: CaseID
  /// Nothing was recorded: nothing was changed.
  public let wasNotRecorded: Bool
  /// The case file had been closed with the death, and is open again.
  public let isReopened: Bool
  /// It stays closed: it had been closed for itself.
  public let staysClosed: Bool
}

/// A death: it ends what is shared as any closing does, purges nothing, is told to nobody, and is taken back.
/// Protocol/consent.md, "Ceasing".
extension WorkerSession {
  /// Records that the person died, and closes the case file.
  ///
  /// The closing comes first: nothing that is written of the death is offered to anybody.
  ///
  /// - Parameters:
  ///   - day: of the death, or the month or the year of it.
  ///   - source: who said so; nil leaves what stands there.
  /// - Throws: `.rule(.deathToCome)` of a day to come, `.rule(.deathBeforeBirth)`, and nothing ends.
  public func recordDeath(
    _ typed: String, on day: CalendarDate, source: String?, zone: Int, at now: Instant
  ) throws -> DeathReport {
    try checkActing()
    return try write(at: now) { ledger in
      try replica.checkBelongs(ledger)
      let id = try caseID(typed, ledger)
      let replaced = try deathRecorded(of: id, ledger) ?? []
      let closing = try close(id, death: true, into: ledger, at: now)
      var values = [Self.deathField: [day.description]]
      if let source { values[Self.deathSourceField] = [source] }
      return DeathReport(
        closing: closing, written: try editCard(of: id, values, zone: zone, into: ledger, at: now),
        replaced: replaced.filter { $0 != day.description })
    }
  }

  /// Takes a recorded death back: the card says nothing of it any more, and what was closed with it is open again. What had
  /// ended stays ended: it takes a new consent. Taking back twice is no error.
  public func takeBackDeath(
    _ typed: String, zone: Int, at now: Instant
  ) throws -> DeathTakenBack {
    try checkActing()
    return try write(at: now) { ledger in
      try replica.checkBelongs(ledger)
      let id = try caseID(typed, ledger)
      let isRecorded = try deathRecorded(of: id, ledger) != nil
      if isRecorded {
        _ = try editCard(
          of: id, [Self.deathField: [], Self.deathSourceField: []], zone: zone, into: ledger,
          at: now)
      }
      let isReopened = try isRecorded && isClosedByDeath(id, ledger)
      if isReopened { try reopen(id, into: ledger, at: now) }
      return DeathTakenBack(
        caseFile: id, wasNotRecorded: !isRecorded, isReopened: isReopened,
        staysClosed: try isClosed(id, ledger))
    }
  }

  /// The days that the card gives for her death, several while people left several; nil where it says nothing of one. Whoever
  /// reads names is told of them, also where the volet that keeps them is not for her: decision 0099.
  public func deathRecorded(of id: CaseID) throws -> [String]? {
    try read { ledger in
      try checkReadingNames(ledger)
      return try deathRecorded(of: id, ledger)
    }
  }

  /// The same, told beside what somebody does; nil too for who reads no names.
  public func deathToTell(of id: CaseID) throws -> [String]? {
    try read { ledger in try mayReadNames(ledger) ? deathRecorded(of: id, ledger) : nil }
  }

  func deathRecorded(of id: CaseID, _ ledger: LedgerReader) throws -> [String]? {
    let days = try replica.ifSound { () -> [String]? in
      guard let card = try cardDocument(of: id, ledger) else { return nil }
      let beside = try companions(of: card, in: .own(id), ledger).compactMap { document in
        try replica.ifSound { try read(document, ledger) }
      }
      let opened = try read(card, ledger)
      let ofCard = beside.filter { $0.record?.type.companionOf == opened.record?.type.code }
      return opened.joined(with: ofCard).record?.values[Self.deathField]
    }
    guard let days = days ?? nil, !days.isEmpty else { return nil }
    return days
  }

  private func editCard(
    of id: CaseID, _ values: [String: [String]], zone: Int, into ledger: LedgerWriter,
    at now: Instant
  ) throws -> RecordWritten {
    guard let card = try cardDocument(of: id, ledger) else { throw NotebookError.noContentKey }
    // As it stands, whatever its author last read: what a colleague said of a death is taken back too.
    let present = try joined(try read(card, ledger), .contact, ledger, at: nil)
    return try edit(
      card.description, of: .person, values,
      from: RecordVersionName(present.heads).description, zone: zone, into: ledger, at: now)
  }

  /// Closed, and every closing that counts came with a death.
  private func isClosedByDeath(_ id: CaseID, _ ledger: LedgerReader) throws -> Bool {
    let own = try replica.ownView(id, ledger)
    let counting = Set(
      own.closings.filter { closing in
        !own.turns.contains { own.isInPast(closing, of: $0.statement) }
      })
    let ofDeath = try records(of: id, ledger).filter { record in
      guard case .close(let close) = record.sealed.record else { return false }
      return close.death && counting.contains(record.statement)
    }
    return !counting.isEmpty && ofDeath.count == counting.count
  }

  private static let deathField = "deceased"
  private static let deathSourceField = "deceased_source"
}
