import CRDT
public import CaseFile
public import Envelope
import Store

/// Which appointment of a person is meant where she is named, and none by its number.
public enum MeantMeeting: Hashable, Sendable {
  /// The nearest one before now, or of today, of which nobody said what became of it.
  case past
  /// The next one to come of which nobody did.
  case coming
}

/// An appointment that somebody means.
public struct MeantAppointment: Sendable {
  /// What names it: as it was typed, or its whole number where the person was.
  public let name: String
  /// What was found by the name of the person or by her case file; nil for what was named by its number.
  public let found: StructuredRecord?
}

/// Appointments that go by whose they are. Protocol/records.md, "What is due".
extension WorkerSession {
  /// The appointment that somebody means by its number, by the name of the person or by her case file. None is guessed: of
  /// several on the one day that is nearest, none is taken. Who looked is logged.
  ///
  /// - Parameter zone: minutes east of UTC, by which today is told.
  /// - Throws: `NotebookError.severalMeetings`, `.noMeeting`; as for a case file that is named.
  public func appointmentMeant(
    _ typed: String, of kind: RecordType, _ which: MeantMeeting, zone: Int, at now: Instant
  ) throws -> MeantAppointment {
    guard let meeting = kind.meeting, try !read({ try isNumber(typed, of: kind, $0) }) else {
      return MeantAppointment(name: typed, found: nil)
    }
    let today = LocalMoment(milliseconds: now.milliseconds, offset: zone)?.date
    var fresh = FreshRecords()
    let found = try looks(at: now) { ledger in
      let file = try fileNamed(typed, of: kind, ledger)
      let open = try structured(
        where: { $0 == kind },
        keeping: { $0.caseFile == file && !meeting.due.isOver($0.values) }, &fresh, ledger, at: now)
      let moments = open.flatMap { record in
        (record.values[meeting.field.code] ?? []).compactMap(WrittenMoment.init(written:))
          .map { (record, $0) }
      }
      let near = nearest(moments, which, today: today, at: now)
      guard let first = near.first else {
        throw NotebookError.noMeeting(
          kind, which, file, try mayReadNames(ledger) ? ownPerson(of: file, ledger) : nil)
      }
      guard near.count == 1 else { throw NotebookError.severalMeetings(typed, kind, near) }
      return (first, looks(at: near))
    }
    keep(fresh, at: now)
    return MeantAppointment(name: found.record.description, found: found)
  }

  /// Those of the nearest day, each once, by their moments.
  private func nearest(
    _ moments: [(StructuredRecord, WrittenMoment)], _ which: MeantMeeting, today: CalendarDate?,
    at now: Instant
  ) -> [StructuredRecord] {
    let wanted = moments.filter { _, moment in
      switch which {
      case .past: today.map { !$0.isWhole(before: moment.day) } ?? false
      case .coming: moment.milliseconds >= now.milliseconds
      }
    }.sorted { ($0.1.milliseconds, $0.0.record) < ($1.1.milliseconds, $1.0.record) }
    let day =
      switch which {
      case .past: wanted.last?.1.day
      case .coming: wanted.first?.1.day
      }
    var seen: Set<DocumentID> = []
    return wanted.filter { $0.1.day == day && seen.insert($0.0.record).inserted }.map(\.0)
  }

  /// Whether what was typed begins the number of a record; one that begins several is told as that.
  private func isNumber(
    _ typed: String, of kind: RecordType, _ ledger: LedgerReader
  ) throws -> Bool {
    do {
      _ = try documentID(typed, of: kind, ledger)
      return true
    } catch NotebookError.unknownRecord {
      return false
    }
  }

  /// What may be a number and names nobody is told as a number.
  private func fileNamed(
    _ typed: String, of kind: RecordType, _ ledger: LedgerReader
  ) throws -> CaseID {
    do {
      return try fileOfRecords(typed, ledger)
    } catch NotebookError.unknownCase where WorkerSession.prefix(typed) != nil {
      throw NotebookError.unknown(kind, typed)
    }
  }
}
