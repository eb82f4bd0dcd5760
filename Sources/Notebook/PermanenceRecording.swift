import CRDT
public import CaseFile
public import Envelope
import Store

/// What somebody says of one person on the list of a permanence.
public struct PermanenceLine: Hashable, Sendable {
  /// The number on the list; or the beginning of the id of the entry, or of the case file, of four characters or more.
  public let entry: String
  /// A code of contact-outcome.
  public let outcome: String
  /// A code of prevented-by; nil where nobody said it.
  public let preventedBy: String?
  /// Nil where nobody said it.
  public let minutes: Int?
  /// Nil for none.
  public let words: String?

  public init(
    number: Int, outcome: String, preventedBy: String? = nil, minutes: Int? = nil,
    words: String? = nil
  ) {
    self.init(
      entry: String(number), outcome: outcome, preventedBy: preventedBy, minutes: minutes,
      words: words)
  }

  public init(
    entry: String, outcome: String, preventedBy: String? = nil, minutes: Int? = nil,
    words: String? = nil
  ) {
    (self.entry, self.outcome, self.preventedBy) = (entry, outcome, preventedBy)
    (self.minutes, self.words) = (minutes, words)
  }
}

/// Where the words of a late entry go, and when they were written on paper.
public struct PermanenceEntering: Sendable {
  public let volet: Volet
  /// The day of the permanence where nobody says another one.
  public let written: CalendarDate?

  /// The usual volet of such words: no consent can name it, so that what was typed from a sheet never leaves the service by
  /// itself, and whoever may write the contact may write there. Somebody who reads it again moves it where it belongs.
  public static let usualVolet = Volet.interne

  public init(volet: Volet = Self.usualVolet, written: CalendarDate? = nil) {
    (self.volet, self.written) = (volet, written)
  }
}

/// What one line came to.
public struct PermanenceRecorded: Sendable {
  /// What the line did not say, and stands as it was.
  public struct Kept: Hashable, Sendable {
    /// In the order of the contact; several while nobody chose.
    public var minutes: [String] = []
    /// Codes of prevented-by.
    public var preventedBy: [String] = []
    /// The numbers of notes of an earlier line that this one did not write again.
    public var notes: [String] = []

    public init() {}
  }

  public let line: PermanenceLine
  public let kept: Kept
  /// Nil while people left several.
  public let number: Int?
  /// Nil for who reads no names.
  public let person: Namesake?
  public let caseFile: CaseID
  public let contact: RecordWritten
  /// The outcomes that stood before; none for the first time.
  public let before: [String]
  /// Nil where there were no words.
  public let note: RecordWritten?
  /// The day of the permanence, where it is still to come: nobody knows yet what becomes of it. Nil for one of before.
  public let ahead: CalendarDate?

  /// Whether the first word of another line means who was recorded.
  public func isMeant(by entry: String) -> Bool {
    guard entry.utf8.count >= 4 else {
      return line.entry == entry || number.map(String.init) == entry
    }
    return contact.record.description.hasPrefix(entry) || caseFile.description.hasPrefix(entry)
  }
}

/// Late entry of what became of a list. Protocol/records.md, "Permanences".
extension WorkerSession {
  /// Before somebody types what became of a list.
  ///
  /// - Throws: `RuleBroken.roleMayNotWrite`, `.roleMayNotRead` for who may not write the list, or not read it.
  public func checkLateEntry() throws { try read(checkEnteringOnList) }

  /// Writes what became of one person: the contact and the words, in one transaction. A second time it changes the first;
  /// what the line does not say stays as it was, and what stood in the way only while the outcome is the same.
  ///
  /// - Throws: `NotebookError.notOnList`, `.severalOnList`; `.fieldsToChoose` while people left several days of the permanence.
  public func recordPermanence(
    _ name: PermanenceName, _ line: PermanenceLine, _ entering: PermanenceEntering, zone: Int,
    at now: Instant
  ) throws -> PermanenceRecorded {
    var fresh = FreshRecords()
    let recorded = try write(at: now) { ledger in
      try checkEnteringOnList(ledger)
      let permanence = try permanence(name, ledger)
      let when = permanence.record.type.fields.filter { $0.code == "when" }
      guard
        let day = permanence.record.values.only("when").flatMap(WrittenMoment.init(written:))?.day
      else { throw NotebookError.fieldsToChoose(permanence.record.type, when) }
      let listed = try list(of: permanence.id, &fresh, ledger, at: now)
      let entry = try only(line.entry, of: try meant(line.entry, of: listed, ledger))
      let note = try line.words.map { words in
        try write(
          words, of: entry, entering, day: day, zone: zone, into: ledger, at: now)
      }
      var (values, kept) = changes(of: entry.values, line, entering, day: day)
      if let told = entry.type.contact {
        values.merge(told.placing(entry.values, after: line.outcome)) { given, _ in given }
      }
      let today = LocalMoment(milliseconds: now.milliseconds, offset: zone)?.date
      let notes = entry.values["notes"] ?? []
      kept.notes = notes.filter { $0 != note?.record.description }
      if let note {
        values["notes"] = notes + [note.record.description].filter { !notes.contains($0) }
      }
      let contact = try edit(
        entry.record.description, of: entry.type, values, zone: zone, into: ledger, at: now)
      return PermanenceRecorded(
        line: line, kept: kept, number: entry.listNumber, person: entry.person,
        caseFile: entry.caseFile, contact: contact,
        before: entry.values["outcome"] ?? [], note: note,
        ahead: today.flatMap { $0.isWhole(before: day) ? day : nil })
    }
    keep(fresh, at: now)
    return recorded
  }

  /// What a line changes of the contact, and what of it stays; its notes left out.
  private func changes(
    of before: RecordValues, _ line: PermanenceLine, _ entering: PermanenceEntering,
    day: CalendarDate
  ) -> ([String: [String]], PermanenceRecorded.Kept) {
    var kept = PermanenceRecorded.Kept()
    var values = ["outcome": [line.outcome]]
    if before["happened"] == nil { values["happened"] = [day.description] }
    if let written = entering.written ?? (before["written"] == nil ? day : nil) {
      values["written"] = [written.description]
    }
    if let minutes = line.minutes {
      values["minutes"] = [String(minutes)]
    } else {
      kept.minutes = before["minutes"] ?? []
    }
    if let hindrance = line.preventedBy {
      values["prevented_by"] = [hindrance]
    } else if before["outcome"] == [line.outcome] {
      kept.preventedBy = before["prevented_by"] ?? []
    } else {
      values["prevented_by"] = []
    }
    return (values, kept)
  }

  /// The words of a line: a note of their own, or another version of the one that the contact names already.
  private func write(
    _ words: String, of entry: StructuredRecord, _ entering: PermanenceEntering, day: CalendarDate,
    zone: Int, into ledger: LedgerWriter, at now: Instant
  ) throws -> RecordWritten {
    if let earlier = try earlierNote(of: entry, in: entering.volet, ledger) {
      var values = ["text": [words]]
      values["written"] = entering.written.map { [$0.description] }
      return try edit(earlier, of: .note, values, zone: zone, into: ledger, at: now)
    }
    let written = [(entering.written ?? day).description]
    let draft = RecordDraft(
      .note, in: entering.volet,
      ["text": [words], "happened": [day.description], "written": written])
    try checkAdding(draft, by: try rules(ledger))
    return try add(draft, in: entry.caseFile, zone: zone, into: ledger, at: now)
  }

  /// The one note of a contact, where it stands in that volet and was begun by who writes now: somebody else's words are left
  /// alone.
  private func earlierNote(
    of entry: StructuredRecord, in volet: Volet, _ ledger: LedgerReader
  ) throws -> String? {
    guard let named = entry.values.only("notes"), let bytes = Hexadecimal.decode(named),
      let id = DocumentID(bytes), let place = try ledger.document(id),
      try voletCodes(of: entry.caseFile, ledger)[place.tag] == volet
    else { return nil }
    let opened = try read(id, ledger)
    guard !opened.isErased, opened.record?.type == .note, opened.record?.state != .deleted,
      try isByReader(opened, ledger)
    else { return nil }
    return named
  }
}
