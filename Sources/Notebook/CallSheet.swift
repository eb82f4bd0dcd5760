import CRDT
public import CaseFile
public import Envelope
import Replica
import Store

/// What a worker reads before she calls somebody. Protocol/records.md, "How she is reached".
public struct CallSheet: Sendable {
  /// One way to reach her.
  public struct Way: Sendable {
    public let summary: RecordSummary
    public let rule: ReachRule
  }

  public let caseFile: CaseID
  /// Nil while her card does not open.
  public let person: Namesake?
  /// What her card says.
  public let card: RecordValues
  /// The days that it gives for her death, several while people left several; none where it says nothing of one. Whoever may
  /// read the sheet is told of them.
  public let deceased: [String]
  /// The safest first, and of those the last verified.
  public let ways: [Way]

  /// Whether whoever answers is not told where the person is: unless of every way it is known that who answers knows.
  public var hidesWhere: Bool { ways.isEmpty || ways.contains(where: \.rule.hidesWhere) }
}

extension WorkerSession {
  /// How the person of a case file is reached, from our own records and from what others share of her. Who looked is logged.
  ///
  /// - Parameter revealing: also what is not to be used, which is logged as a gesture of its own.
  public func callSheet(
    _ typed: String, revealing: Bool = false, at now: Instant
  ) throws -> CallSheet {
    try checkReadingNames()
    return try looks(at: now) { ledger in
      let id = try caseID(typed, ledger)
      let found = try ways(of: id, ledger, at: now)
      let guarded = try guarded(found, of: id, ledger, at: now)
      let sheet = try sheet(of: id, revealing ? found : guarded, ledger)
      let volets = [Volet.contact] + found.map(\.summary.volet)
      let look = Look(action: .read, place: .own(id), volets: volets.withoutRepeats)
      let hidden = guarded.filter { !$0.summary.hidden.isEmpty }.map(\.summary.volet)
      guard revealing, !hidden.isEmpty else { return (sheet, [look]) }
      return (
        sheet, [look, Look(action: .reveal, place: .own(id), volets: hidden.withoutRepeats)]
      )
    }
  }

  /// The same of a look at more than it, without what is not to be used; whoever looks is to be logged.
  func guardedSheet(
    of id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws -> CallSheet {
    let found = try ways(of: id, ledger, at: now)
    return try sheet(of: id, try guarded(found, of: id, ledger, at: now), ledger)
  }

  private func sheet(
    of id: CaseID, _ ways: [CallSheet.Way], _ ledger: LedgerReader
  ) throws -> CallSheet {
    CallSheet(
      caseFile: id, person: try ownPerson(of: id, ledger), card: try cardValues(of: id, ledger),
      deceased: try deathRecorded(of: id, ledger) ?? [], ways: ways)
  }

  /// What the card of a person says, with what stands beside it; nothing where it does not open or the disk damaged it.
  func cardValues(of id: CaseID, _ ledger: LedgerReader) throws -> RecordValues {
    let values = try replica.ifSound { () -> RecordValues? in
      guard let card = try cardDocument(of: id, ledger) else { return nil }
      return try joined(try read(card, ledger), .contact, ledger, at: nil).record?.values
    }
    return (values ?? nil) ?? RecordValues()
  }

  /// The same without what is not to be used, and without what somebody wrote of it beside another way.
  private func guarded(
    _ ways: [CallSheet.Way], of id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws -> [CallSheet.Way] {
    let digits = try hiddenDigits(of: id, ledger, at: now)
    return ways.map { way in
      var summary = way.summary.guarded
      let telling = (summary.type?.fields ?? []).filter { field in
        field.holdsWords && (summary.values[field.code] ?? []).contains(where: digits.stand)
      }
      summary.hidden.formUnion(telling.map(\.code))
      summary.values = summary.values.without(Set(telling.map(\.code)))
      return CallSheet.Way(summary: summary, rule: way.rule)
    }
  }

  private func ways(
    of id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws -> [CallSheet.Way] {
    let links = try links(ledger)
    let received = try receivedPeople(ledger, at: now)
      .filter { try file(of: $0, links, ledger) == id }.map(\.place)
    var known: Set<DocumentID> = []
    var ways: [CallSheet.Way] = []
    for place in [.own(id)] + received {
      for detail in try records(in: place, ledger, at: now) {
        guard let rule = detail.summary.type?.reachRule(detail.summary.values),
          known.insert(detail.summary.record).inserted
        else { continue }
        ways.append(CallSheet.Way(summary: detail.summary, rule: rule))
      }
    }
    return ways.enumerated().sorted { left, right in
      let (first, second) = (left.element.rule, right.element.rule)
      if first.use != second.use { return first.use < second.use }
      if first.verified != second.verified {
        guard let earlier = first.verified, let later = second.verified else {
          return first.verified != nil
        }
        return earlier > later
      }
      return left.offset < right.offset
    }.map(\.element)
  }
}

extension [Volet] {
  var withoutRepeats: [Volet] { Volet.allCases.filter(contains) }
}
