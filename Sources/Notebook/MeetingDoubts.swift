import CaseFile
import Envelope
import Store

/// What is told of an appointment by how the person is reached. Protocol/records.md, "What is only told".
extension WorkerSession {
  /// Of what somebody gave for an appointment: a reminder that no number of hers takes, a number that is not to be used, a
  /// day before which she wants to be left alone. Each as far as the worker reads it; a card of which something is told was
  /// looked at, which is logged.
  ///
  /// - Parameters:
  ///   - values: how the appointment stands.
  ///   - fields: those that the act gave.
  ///   - place: where it stands, and how it stood before.
  func meetingDoubts(
    _ values: RecordValues, of type: RecordType, giving fields: Set<String>, in id: CaseID,
    _ place: (volet: Volet, before: RecordValues), into ledger: LedgerWriter, at now: Instant
  ) throws -> [RecordDoubt] {
    guard let meeting = type.meeting, !meeting.due.isOver(values) else {
      return try sharedNumbers(values, of: type, giving: fields, in: id, place, ledger, at: now)
    }
    let volets = kinds.filter { $0.reach != nil }.flatMap(\.volets).withoutRepeats
    let reaching = try records(
      in: .own(id), deleted: true, among: volets, ledger, at: now
    ).filter { $0.summary.type?.reach != nil }
    var found: [RecordDoubt] = []
    if let field = meeting.due.reminder.flatMap({ type[$0] }), fields.contains(field.code),
      let code = (values[field.code] ?? []).first(where: meeting.due.messages.contains)
    {
      let ways = reaching.filter { $0.summary.state != .deleted }.compactMap { way in
        way.summary.type?.takesMessage(way.summary.values)
      }
      if !ways.isEmpty, !ways.contains(true) {
        found.append(.unsafeReminder(type.name(of: field), is: code))
      }
    }
    let worded = type.told.filter { $0.holdsWords && fields.contains($0.code) }
    if !reaching.isEmpty, worded.contains(where: { values[$0.code] != nil }) {
      let hidden = try hiddenDigits(of: reaching, ledger, at: now)
      found += worded.filter { (values[$0.code] ?? []).contains(where: hidden.stand) }
        .map { .unsafeNumber(type.name(of: $0)) }
    }
    guard fields.contains(meeting.field.code), try mayReadNames(ledger),
      let day = values.only(meeting.field.code).flatMap(WrittenMoment.init(written:))?.day
    else { return found }
    let until = try cardValues(of: id, ledger)["no_contact_before"] ?? []
    if let last = until.compactMap(Self.day).max(by: { $0.latestDay < $1.latestDay }),
      day.latestDay < last.latestDay
    {
      try log(.read, case: id, volets: [.contact], into: ledger, at: now)
      found.append(.beforeQuiet(type.name(of: meeting.field), until: last))
    }
    return found
  }

  /// Of any other record in a volet that may be shared: the fields in whose words somebody typed a number or an address that
  /// is not to be used, as far as the worker reads it; of a way to reach somebody those that are not hidden with it. What
  /// stood there before was told then.
  private func sharedNumbers(
    _ values: RecordValues, of type: RecordType, giving fields: Set<String>, in id: CaseID,
    _ place: (volet: Volet, before: RecordValues), _ ledger: LedgerReader, at now: Instant
  ) throws -> [RecordDoubt] {
    guard !type.isOfService, place.volet.isShareable else { return [] }
    let kept = type.hiddenFields(values)
    let worded = type.told.filter { field in
      field.apart == nil && field.holdsWords && fields.contains(field.code)
        && !kept.contains(field.code)
        && (values[field.code] ?? []) != (place.before[field.code] ?? [])
    }
    guard worded.contains(where: { values[$0.code]?.isEmpty == false }) else { return [] }
    let reaching = try kinds.filter { $0.reach != nil }.flatMap { kind in
      try records(in: .own(id), of: kind, deleted: true, among: kind.volets, ledger, at: now)
    }
    let hidden = try hiddenDigits(of: reaching, ledger, at: now)
    return worded.filter { field in
      (values[field.code] ?? []).contains(where: hidden.stand)
        && !(place.before[field.code] ?? []).contains(where: hidden.stand)
    }.map { .numberShared(type.name(of: $0), place.volet) }
  }

  /// Nil for what a newer version wrote in its own way.
  private static func day(_ text: String) -> CalendarDate? {
    do throws(RuleBroken) {
      return try CalendarDate(parsing: text)
    } catch {
      return nil
    }
  }
}
