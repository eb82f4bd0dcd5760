import CRDT
public import CaseFile
public import Envelope
import Store

/// Writing records, of whatever kind. Protocol/change.md.
extension WorkerSession {
  /// Asked before anybody writes the words of a record: whether this worker may, there and now.
  ///
  /// - Parameter values: what is given already, by field.
  /// - Returns: the case file that was typed.
  /// - Throws: what `addRecord` would, but for the words themselves.
  @discardableResult
  public func checkWriting(
    _ kind: RecordType, in volet: Volet, of typed: String, giving values: [String: [String]] = [:]
  ) throws -> CaseID {
    try read { ledger in
      let rules = try rules(ledger)
      try checkRule { () throws(RuleBroken) in
        try rules.checkWrite(kind, in: volet)
        try kind.checkAdded()
        try kind.checkLives(in: volet)
        try rules.checkWrite(RecordParts(values, of: kind, in: volet))
      }
      let file = try fileOfRecords(typed, ledger)
      try checkOpen(file, ledger)
      return file
    }
  }

  /// The same of a record that exists.
  ///
  /// - Parameters:
  ///   - version: the one that the edit will start from, as it was typed.
  ///   - values: what is given already, by field.
  /// - Throws: what `editRecord` would, but for the words themselves.
  public func checkWriting(
    _ record: String, of kind: RecordType?, from version: String? = nil,
    giving values: [String: [String]] = [:]
  ) throws {
    try read { ledger in
      let place = try writable(record, kind, ledger)
      let rules = try rules(ledger)
      try checkRule { () throws(RuleBroken) in
        let type = place.record.type
        try rules.checkWrite(RecordParts(values, of: type, in: place.volet))
      }
      if let version { _ = try heads(version, of: place.whole) }
      let seen =
        try lastSeen(place.whole, ledger).map { place.opened.document.at($0.heads) }
        ?? place.opened.document
      guard reading(seen)?.state != .deleted || place.record.state != .deleted else {
        throw NotebookError.deleted(place.record)
      }
    }
  }

  /// The field that says why a record is changed, where an edit of it would be a rectification now: its kind asks for a
  /// reason, and its first day is over.
  ///
  /// - Throws: what `editRecord` would, but for the words themselves.
  public func reasonAsked(
    _ record: String, of kind: RecordType?, at now: Instant
  ) throws -> RecordField? {
    try read { ledger in
      let place = try writable(record, kind, ledger)
      let type = place.record.type
      guard let code = type.rectified, let begun = place.opened.reading.creation?.clock.instant,
        now.milliseconds - begun.milliseconds >= Int64(Limits.hoursUntilRectified) * 3_600_000
      else { return nil }
      return type[code]
    }
  }

  /// Writes a record; it is durable when this returns.
  ///
  ///     let made = try session.addRecord(
  ///       RecordDraft(.request, in: .droits, ["words": ["Je veux mes papiers."]]),
  ///       to: "Kaïs", zone: 60, at: now)
  public func addRecord(
    _ draft: RecordDraft, to typed: String, zone: Int, at now: Instant
  ) throws -> RecordWritten {
    try write(at: now) { ledger in
      try checkAdding(draft, by: try rules(ledger))
      return try add(
        draft, in: try fileOfRecords(typed, ledger), zone: zone, into: ledger, at: now)
    }
  }

  /// Asked before a case file is looked for: the refusal is the same whether there is one.
  func checkAdding(_ draft: RecordDraft, by rules: AccessRules) throws {
    try checkRule { () throws(RuleBroken) in
      try rules.checkWrite(draft.type, in: draft.volet)
      try draft.type.checkAdded()
      try draft.type.checkLives(in: draft.volet)
    }
  }

  /// The same as ``addRecord(_:to:zone:at:)`` within a transaction, after ``checkAdding(_:by:)``.
  func add(
    _ draft: RecordDraft, in id: CaseID, zone: Int, into ledger: LedgerWriter, at now: Instant
  ) throws -> RecordWritten {
    let rules = try rules(ledger)
    try checkOpen(id, ledger)
    let values = try resolved(draft.values, of: draft.type, in: id, ledger)
    let parts = RecordParts(values, of: draft.type, in: draft.volet)
    let operations = try checked { () throws(RuleBroken) in
      try rules.checkWrite(parts)
      return try RecordEdit.creation(
        draft.type, parts.own, in: draft.volet, isToCoSign: rules.isCoSigned(draft.volet))
    }
    try maintainWithAnswers(id, into: ledger, at: now)
    let volet = try tag(of: draft.volet, in: id, ledger)
    let made = try create(operations, in: volet, case: id, zone: zone, into: ledger, at: now)
    let beside = try begin(
      parts, beside: made.document, draft.type, about: draft.type.firstDay(in: values), in: id,
      zone: zone, into: ledger, at: now)
    try log(.write, case: id, volets: [draft.volet], into: ledger, at: now)
    return try written(
      draft.type, made, beside: beside,
      apart: draft.type.voletsApart.filter { parts.begun(in: $0) != nil },
      isToCoSign: draft.type.isCoSigned && rules.isCoSigned(draft.volet),
      doubts: doubts(
        values, of: draft.type, in: draft.volet, by: rules,
        births: births(draft.type, in: id, ledger),
        isFirst: isFirst(made.document, draft.type, in: id, ledger, at: now),
        prisons: prisonHints(
          for: draft.type, in: draft.volet, of: id, giving: values.values.joined(), ledger, at: now
        ),
        today: Self.today(zone, at: now)) + followerDoubts(values, of: draft.type, ledger)
        + meetingDoubts(
          RecordValues(values), of: draft.type, giving: Set(values.keys), in: id,
          (draft.volet, RecordValues()), into: ledger, at: now),
      into: ledger)
  }

  /// What is told of a record that was just made: its author has seen it, with what was made beside it.
  func written(
    _ type: RecordType, _ made: (document: DocumentID, change: ChangeID),
    beside companions: [ChangeID] = [], apart: [Volet] = [], isToCoSign: Bool = false,
    doubts: [RecordDoubt] = [], into ledger: LedgerWriter
  ) throws -> RecordWritten {
    let version = [made.change] + companions
    try keepSeen(SeenVersion(record: made.document, heads: version), into: ledger)
    return RecordWritten(
      record: made.document, type: type, change: made.change,
      version: RecordVersionName(version), state: .current, unseen: [], isApart: false,
      isToCoSign: isToCoSign, replaced: nil, isUnchanged: false, isOvertaken: false, apart: apart,
      sent: try [made.document] + companions.compactMap { try ledger.place(of: $0)?.document },
      doubts: doubts)
  }

  /// What a person is told of what she gave for a new record: it is read as if all of it stood in one document.
  private func doubts(
    _ values: [String: [String]], of type: RecordType, in volet: Volet, by rules: AccessRules,
    births: [String], isFirst: Bool, prisons: PrisonHints, today: CalendarDate?
  ) throws -> [RecordDoubt] {
    let parts = RecordParts(values, of: type, in: volet)
    let operations = try checked { () throws(RuleBroken) in
      try RecordEdit.creation(type, parts.own, in: volet)
    }
    guard let own = Record(operations, among: kinds) else { return [] }
    let beside = try type.voletsApart.compactMap { apart -> Record? in
      guard let given = parts.begun(in: apart) else { return nil }
      let operations = try checked { () throws(RuleBroken) in
        try RecordEdit.companion(
          of: String(repeating: "0", count: 32), type, given, in: apart)
      }
      return Record(operations, among: kinds)
    }
    let whole = own.joined(with: beside)
    let given = Set(values.keys)
    return whole.doubts(
      giving: given, in: volet, births: births, isFirst: isFirst, prisons: prisons
    ) {
      rules.mayWrite($0)
    }
      + (today.map { whole.doubtsOfMeeting(giving: given, today: $0) } ?? [])
  }

  /// The day where somebody writes, by the zone in which she is; nil beyond what a calendar holds.
  static func today(_ zone: Int, at now: Instant) -> CalendarDate? {
    LocalMoment(milliseconds: now.milliseconds, offset: zone)?.date
  }

  /// Whether the case file has no other record of the kind, of those that the worker reads, where that matters.
  private func isFirst(
    _ made: DocumentID, _ type: RecordType, in id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws -> Bool {
    try !type.countsOthers
      || records(in: .own(id), of: type, ledger, at: now).allSatisfy { $0.summary.record == made }
  }

  /// Changes fields of a record of our own service, from the version that `base` names, or that this worker last saw whole
  /// or wrote here, or the present one: what others wrote meanwhile is merged. A field set here settles a conflict: the new
  /// value overwrites those seen, and stands beside one that was not seen.
  ///
  ///     _ = try session.editRecord(
  ///       right, of: .right, ["state": ["accorde"]], zone: 60, at: now)
  ///
  /// - Parameter values: by field; none empties it.
  public func editRecord(
    _ typed: String, of kind: RecordType?, _ values: [String: [String]], from base: String? = nil,
    zone: Int, at now: Instant
  ) throws -> RecordWritten {
    try write(at: now) { ledger in
      try edit(typed, of: kind, values, from: base, zone: zone, into: ledger, at: now)
    }
  }

  /// The same within a transaction, of an act after which other fields say nothing any more: those that it does not give are
  /// emptied, each where this worker writes. What stays is told.
  ///
  /// - Parameters:
  ///   - lapsing: the codes of these fields.
  ///   - insisted: what is written even where it stands already, by field: what a colleague says of it meanwhile, without
  ///     knowing of the act, is to stand against it.
  func edit(
    _ typed: String, of kind: RecordType?, _ values: [String: [String]], lapsing: [String] = [],
    insisting insisted: [String: String] = [:], from base: String? = nil, zone: Int,
    into ledger: LedgerWriter, at now: Instant
  ) throws -> RecordWritten {
    let lapsing = lapsing.filter { values[$0] == nil }
    var left: [RecordDoubt] = []
    var written = try change(
      typed, kind, from: base, Set(values.keys).union(lapsing).union(insisted.keys), zone: zone,
      into: ledger, at: now
    ) { edit, file, ledger in
      var values = try resolved(values, of: edit.type, in: file, ledger)
      if edit.type == .person {
        try checkDates(ofCard: values, of: file, ledger, zone: zone, at: now)
      }
      let rules = try rules(ledger)
      let fields = lapsing.compactMap { edit.type[$0] }
      for field in fields where edit.mayWrite(field, by: rules) { values[field.code] = [] }
      left = edit.doubts(
        lapsing: fields + insisted.keys.compactMap { edit.type[$0] }, by: rules)
      try checked { () throws(RuleBroken) in
        try edit.set(values, by: rules)
        for (code, value) in insisted { try edit.insist(code, on: value, by: rules) }
      }
      edit.record.repeatRule()
      edit.record.leaveReason(unless: Set(values.keys))
    }
    if !written.isUnchanged {
      written.doubts += try left + followerDoubts(values, of: written.type, ledger)
    }
    return written
  }

  /// Deletes a record as it was last seen. Against an edit made elsewhere without knowing, it becomes a request to delete.
  ///
  ///     _ = try session.deleteRecord(note, of: .note, zone: 60, at: now)
  ///
  /// - Throws: `.noteDeleted` or `.recordDeleted` when it is, whoever did it; `RuleBroken.coSignedOnly`; as
  ///   ``placesLost(with:_:_:at:)``.
  public func deleteRecord(
    _ typed: String, of kind: RecordType?, from base: String? = nil, zone: Int, at now: Instant
  ) throws -> RecordWritten {
    try write(at: now) { ledger in
      try delete(typed, of: kind, from: base, zone: zone, into: ledger, at: now)
    }
  }

  /// The same within a transaction.
  func delete(
    _ typed: String, of kind: RecordType?, from base: String? = nil, zone: Int,
    into ledger: LedgerWriter, at now: Instant
  ) throws -> RecordWritten {
    try change(typed, kind, from: base, [], deletes: true, zone: zone, into: ledger, at: now) {
      edit, _, ledger in
      guard edit.type != .person else { throw NotebookError.rule(.cardStays) }
      _ = try placesLost(with: edit.recordID, edit.standing, ledger, at: now)
      edit.delete()
    }
  }

  /// Brings an older version back as a new change, on the present one: everything as it stood then, deleted or not.
  ///
  ///     let versions = try session.recordHistory(note, of: .note, at: now)
  ///     _ = try session.restoreRecord(
  ///       note, of: .note, "\(versions[0].change)", zone: 60, at: now)
  public func restoreRecord(
    _ typed: String, of kind: RecordType?, _ version: String, zone: Int, at now: Instant
  ) throws -> RecordWritten {
    try write(at: now) { ledger in
      let place = try writable(typed, kind, ledger)
      let then = place.whole.version(try heads(version, of: place.whole))
      guard let earlier = reading(place.opened.document.at(then[place.opened.id])) else {
        throw NotebookError.unknownVersion(version)
      }
      var edit = place.edit(from: place.whole.seen(place.whole.heads))
      let rules = try rules(ledger)
      let rule = ruleBack(earlier, to: place)
      try checked { () throws(RuleBroken) in
        try edit.restore(earlier, then, ruledBy: rule, by: rules)
      }
      var written = try commit(
        edit, of: place, replaced: Set(place.record.type.fields.map(\.code)), telling: .all,
        zone: zone, into: ledger, at: now)
      if rule != nil || !written.isUnchanged,
        let doubt = reachBack(earlier, to: place, ruledBy: rule)
      {
        written.doubts.append(doubt)
      }
      return written
    }
  }

  // MARK: One change

  func writable(
    _ typed: String, _ kind: RecordType?, _ ledger: LedgerReader
  ) throws -> WritablePlace {
    let rules = try rules(ledger)
    let opened = try open(try documentID(typed, of: kind, ledger), ledger)
    let reading = opened.reading
    guard case .own(let id) = opened.log else {
      throw NotebookError.received(reading, kind, from: try serviceName(of: opened.log, ledger))
    }
    guard !opened.isErased else { throw NotebookError.erased(kind) }
    try checkOpen(id, ledger, unlessCard: reading)
    try checkSound(reading, ledger)
    try checkKind(of: reading, kind, typed)
    guard let record = reading.record, let volet = try voletCodes(of: id, ledger)[opened.tag]
    else { throw noRecord(reading, kind, typed) }
    let own = try isByReader(reading, ledger)
    try checkRule { () throws(RuleBroken) in
      try rules.checkWrite(record.type, volet, in: opened.log, own: own)
    }
    let whole = try whole(opened, volet, ledger, at: nil)
    return WritablePlace(
      whole: whole, record: whole.reading.record ?? record, caseFile: id, volet: volet)
  }

  /// A closed case file takes nothing new, but for her name and her birth, which are hers.
  private func checkOpen(
    _ id: CaseID, _ ledger: LedgerReader, unlessCard opened: ReadDocument
  ) throws {
    if opened.card == nil { try checkOpen(id, ledger) }
  }

  /// An edit of a version, `fields` being the fields that it sets.
  private func change(
    _ typed: String, _ kind: RecordType?, from base: String?, _ fields: Set<String>,
    deletes: Bool = false, zone: Int, into ledger: LedgerWriter, at now: Instant,
    _ body: (inout WholeEdit, CaseID, LedgerReader) throws -> Void
  ) throws -> RecordWritten {
    let place = try writable(typed, kind, ledger)
    if deletes { try checkDeleting(place, ledger) }
    let whole = place.whole
    let last = base == nil ? try lastSeen(whole, ledger) : nil
    let seen = try base.map { try heads($0, of: whole) } ?? last?.heads
    var start = whole.seen(seen ?? whole.heads)
    if start[place.opened.id].isEmpty { start = whole.version(seen ?? whole.heads) }
    let isPresent = place.hasSeenAll(start)
    // One that she deleted and that somebody kept meanwhile is not deleted.
    let isGone =
      deletes || reading(place.opened.document.at(start[place.opened.id]))?.state == .deleted
    guard !isGone || place.record.state != .deleted else {
      throw NotebookError.deleted(place.record)
    }
    var edit = place.edit(from: start)
    try body(&edit, place.caseFile, ledger)
    if place.record.state == .deleted, !deletes { edit.stayWithWhatStandsApart() }
    return try commit(
      edit, of: place, replaced: fields,
      telling: seen == nil ? .all : last?.isLeft == true && isPresent ? .wordsTakenOut : .nothing,
      zone: zone, into: ledger, at: now)
  }

  /// Seals an edit as changes of its version, one of each document that it touches, and tells how the record stands
  /// afterwards. One that does nothing writes nothing, unless it `settles`.
  func commit(
    _ edit: WholeEdit, of place: WritablePlace, replaced fields: Set<String> = [],
    telling: ReplacedTold = .nothing, settles: Bool = false, zone: Int, into ledger: LedgerWriter,
    at now: Instant
  ) throws -> RecordWritten {
    var edit = edit
    if try isToCoSign(edit, of: place, ledger) { edit.record.askCoSignature() }
    let opened = place.opened
    let isUnchanged = edit.isEmpty && !settles
    var (version, after) = (edit.heads, place.record as Record?)
    var written: [ChangeID] = []
    if !isUnchanged {
      try maintainWithAnswers(place.caseFile, into: ledger, at: now)
      let made = try seal(edit, of: place, settles: settles, zone: zone, into: ledger, at: now)
      (version, after, written) = (made.version, made.record, made.written)
      let isText = edit.type.fields.contains { $0.isProse && fields.contains($0.code) }
      try keepSeen(SeenVersion(record: opened.id, heads: version, isLeft: isText), into: ledger)
      try log(.write, case: place.caseFile, volets: [place.volet], into: ledger, at: now)
      if let after, place.record.shows(in: after) {
        try log(.reveal, case: place.caseFile, volets: [place.volet], into: ledger, at: now)
      }
    }
    if let after, !edit.isEmpty { try checkAlone(after, opened.id, before: place.record, ledger) }
    let authors = place.whole.reading
    return RecordWritten(
      record: opened.id, type: edit.type,
      change: written.first ?? version.first ?? opened.document.history[0],
      version: RecordVersionName(version),
      state: after.map { RecordSummary.State($0.state) } ?? .current,
      unseen: RecordSignature.latest(edit.unseen.map(authors.signature)),
      isApart: after?.apart.values.contains { !$0.isEmpty } == true,
      isToCoSign: after.map { CoSigned($0.coSignature, authors.signature).waits } ?? false,
      replaced: edit.isEmpty
        ? nil
        : RecordReplaced(
          place.record, RecordVersionName(place.whole.heads), fields, by: after,
          telling: telling),
      isUnchanged: isUnchanged,
      isOvertaken: isUnchanged && isOvertaken(edit.start, place, in: fields),
      apart: edit.voletsApart,
      sent: isUnchanged
        ? [opened.id] : try written.compactMap { try ledger.place(of: $0)?.document },
      doubts: isUnchanged
        ? []
        : try doubts(
          after, of: place, giving: fields, by: try rules(ledger),
          births: try births(edit.type, in: place.caseFile, ledger),
          prisons: try prisonHints(
            for: edit.type, in: place.volet, of: place.caseFile,
            giving: fields.flatMap { after?.texts($0) ?? [] }, ledger, at: now),
          today: Self.today(zone, at: now))
          + [try movedDay(of: place, to: after, ledger, at: now)].compactMap(\.self)
          + meetingDoubts(
            after?.values ?? RecordValues(), of: edit.type, giving: fields, in: place.caseFile,
            (place.volet, place.record.values), into: ledger, at: now))
  }

  /// When the person was born, as her card says, where something of the kind is held against her age.
  private func births(
    _ type: RecordType, in id: CaseID, _ ledger: LedgerReader
  ) throws -> [String] {
    guard type.countsAge, try mayReadNames(ledger) else { return [] }
    return try person(of: id, ledger)?.born.texts ?? []
  }

  private func doubts(
    _ after: Record?, of place: WritablePlace, giving fields: Set<String>, by rules: AccessRules,
    births: [String], prisons: PrisonHints, today: CalendarDate?
  ) -> [RecordDoubt] {
    guard let after else { return [] }
    return after.doubts(
      giving: fields, in: place.volet, after: place.record, births: births, prisons: prisons
    ) { rules.mayWrite($0) }
      + (today.map { after.doubtsOfMeeting(giving: fields, today: $0) } ?? [])
  }

  /// Whether some of these fields stand otherwise than in the version that was edited.
  private func isOvertaken(
    _ start: RecordVersionHeads, _ place: WritablePlace, in fields: Set<String>
  ) -> Bool {
    guard let start = place.whole.at(start) else { return false }
    return fields.contains { code in
      !start.texts(code).elementsEqual(place.record.texts(code)) {
        $0.utf8.elementsEqual($1.utf8)
      }
    }
  }

  private func reading(_ document: Document) -> Record? { Record(document, among: kinds) }
}
