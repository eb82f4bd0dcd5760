import CRDT
public import CaseFile
public import Envelope
import Store

/// Which appointment of a person is meant where she is named, and none by its number.
public enum MeantMeeting: Hashable, Sendable {
  /// The nearest one before now, or of today: what became of it is to be said, and was not yet.
  case past
  /// The next one to come of which nobody said it.
  case coming
  /// The next one to come, or the nearest one before: what became of it is something that may be known ahead.
  case either
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
  /// several on the one day that is nearest, none is taken, nor one behind another of which it was said already what became
  /// of it. Who looked is logged.
  ///
  /// - Parameter zone: minutes east of UTC, by which today is told.
  /// - Throws: `NotebookError.severalMeetings`, `.meetingTold`, `.noMeeting`; as for a case file that is named.
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
      let all = try structured(
        where: { $0 == kind }, keeping: { $0.caseFile == file }, &fresh, ledger, at: now)
      let meetings = Meetings(all, meeting, today: today, at: now)
      switch meetings.meant(which) {
      case .none:
        throw NotebookError.noMeeting(
          kind, which, file, try mayReadNames(ledger) ? ownPerson(of: file, ledger) : nil)
      case .several(let near): throw NotebookError.severalMeetings(typed, kind, near)
      case .told(let near, let open):
        throw NotebookError.meetingTold(typed, kind, near, open: open)
      case .one(let record): return (record, looks(at: [record]))
      }
    }
    keep(fresh, at: now)
    return MeantAppointment(name: found.record.description, found: found)
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

/// The appointments of one person, by their moments.
private struct Meetings {
  struct Moment {
    let record: StructuredRecord
    let moment: WrittenMoment
    /// Nobody said what became of it.
    let isOpen: Bool
  }

  enum Found {
    case none
    case one(StructuredRecord)
    case several([StructuredRecord])
    /// What became of the nearest was said already; and those of which it was not.
    case told([StructuredRecord], open: [StructuredRecord])
  }

  private let moments: [Moment]
  private let today: CalendarDate?
  private let now: Instant

  init(
    _ records: [StructuredRecord], _ meeting: (field: RecordField, due: Due),
    today: CalendarDate?, at now: Instant
  ) {
    moments = records.flatMap { record in
      (record.values[meeting.field.code] ?? []).compactMap(WrittenMoment.init(written:)).map {
        Moment(record: record, moment: $0, isOpen: !meeting.due.isOver(record.values))
      }
    }.sorted {
      ($0.moment.milliseconds, $0.record.record) < ($1.moment.milliseconds, $1.record.record)
    }
    (self.today, self.now) = (today, now)
  }

  func meant(_ which: MeantMeeting) -> Found {
    switch which {
    case .coming: return one(of: coming(moments.filter(\.isOpen)))
    case .past: return before
    case .either:
      let next = coming(moments)
      guard !next.isEmpty else { return before }
      let open = next.filter(\.isOpen)
      guard !open.isEmpty else { return told(next) }
      return one(of: past.filter(\.isOpen) + open)
    }
  }

  /// The nearest day before now, or today.
  private var before: Found {
    let near = past
    let open = near.filter(\.isOpen)
    let isToldNow = near.contains { !$0.isOpen && !isToCome($0) } && open.allSatisfy(isToCome)
    if open.isEmpty || isToldNow { return near.isEmpty ? .none : told(near.filter { !$0.isOpen }) }
    return one(of: open)
  }

  private var past: [Moment] {
    let wanted = moments.filter { one in today.map { !$0.isWhole(before: one.moment.day) } ?? false
    }
    return wanted.filter { $0.moment.day == wanted.last?.moment.day }
  }

  private func coming(_ moments: [Moment]) -> [Moment] {
    let wanted = moments.filter(isToCome)
    return wanted.filter { $0.moment.day == wanted.first?.moment.day }
  }

  private func isToCome(_ one: Moment) -> Bool { one.moment.milliseconds >= now.milliseconds }

  private func told(_ near: [Moment]) -> Found {
    .told(records(near), open: records(moments.filter(\.isOpen)))
  }

  private func one(of near: [Moment]) -> Found {
    let found = records(near)
    guard let first = found.first else { return .none }
    return found.count == 1 ? .one(first) : .several(found)
  }

  /// Each once, by their moments.
  private func records(_ near: [Moment]) -> [StructuredRecord] {
    var seen: Set<DocumentID> = []
    return near.map(\.record).filter { seen.insert($0.record).inserted }
  }
}
