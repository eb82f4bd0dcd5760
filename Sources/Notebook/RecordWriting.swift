public import CRDT
public import CaseFile
public import Envelope
import Store

/// What a worker asks to be written in a new record.
public struct RecordDraft: Sendable {
  public let type: RecordType
  public let volet: Volet
  /// By field; a reference may be typed shorter than it is, as any other id.
  public let values: [String: [String]]

  public init(_ type: RecordType, in volet: Volet, _ values: [String: [String]]) {
    (self.type, self.volet, self.values) = (type, volet, values)
  }
}

/// What became of a record by one change.
public struct RecordWritten: Sendable {
  public let record: DocumentID
  public let type: RecordType
  public let change: ChangeID
  /// The version that the author left: what her next edit starts from.
  public let version: RecordVersionName
  /// How the record stands now, with what others wrote meanwhile.
  public let state: RecordSummary.State
  /// Who wrote, in the record as it stands, what the author had not seen; the two were merged.
  public let unseen: [RecordSignature]
  /// Whether some of it is to be read together.
  public let isApart: Bool
  /// What stood there and was replaced although nobody said that it was read; nil otherwise.
  public let replaced: RecordReplaced?
  /// Nothing was to be changed: nothing was written.
  public let isUnchanged: Bool
  /// Of what is unchanged: what was given is the version that the author had read, and what others wrote in it since stands.
  public let isOvertaken: Bool
}

/// What an edit replaced: only what it set.
public struct RecordReplaced: Sendable {
  public let version: RecordVersionName
  /// In the order of the declaration.
  public let fields: [(field: RecordField, values: [String])]
}

/// Writing records, of whatever kind. Protocol/change.md.
extension WorkerSession {
  /// Asked before anybody writes the words of a record: whether this worker may, there and now.
  ///
  /// - Throws: what `addRecord` would, but for the words themselves.
  public func checkWriting(_ kind: RecordType, in volet: Volet, of typed: String) throws {
    try read { ledger in
      let rules = try rules(ledger)
      try checkRule { () throws(RuleBroken) in
        try rules.checkWrite(volet)
        try kind.checkAdded()
        try kind.checkLives(in: volet)
      }
      try checkOpen(try fileOfRecords(typed, ledger), ledger)
    }
  }

  /// The same of a record that exists.
  ///
  /// - Parameter version: the one that the edit will start from, as it was typed.
  /// - Throws: what `editRecord` would, but for the words themselves.
  public func checkWriting(
    _ record: String, of kind: RecordType?, from version: String? = nil
  ) throws {
    try read { ledger in
      let place = try writable(record, kind, ledger)
      if let version { _ = try heads(version, of: place.opened) }
      let seen =
        try lastSeen(place.opened, ledger).map { place.opened.document.at($0.heads) }
        ?? place.opened.document
      guard reading(seen)?.state != .deleted || place.record.state != .deleted else {
        throw NotebookError.deleted(place.record)
      }
    }
  }

  /// Writes a record; it is durable when this returns.
  public func addRecord(
    _ draft: RecordDraft, to typed: String, zone: Int, at now: Instant
  ) throws -> RecordWritten {
    try write(at: now) { ledger in
      let rules = try rules(ledger)
      try checkRule { () throws(RuleBroken) in
        try rules.checkWrite(draft.volet)
        try draft.type.checkAdded()
        try draft.type.checkLives(in: draft.volet)
      }
      let id = try fileOfRecords(typed, ledger)
      try checkOpen(id, ledger)
      let values = try resolved(draft.values, of: draft.type, in: id, ledger)
      let operations = try checked { () throws(RuleBroken) in
        try RecordEdit.creation(draft.type, values, in: draft.volet)
      }
      try maintainWithAnswers(id, into: ledger, at: now)
      let volet = try tag(of: draft.volet, in: id, ledger)
      let made = try create(operations, in: volet, case: id, zone: zone, into: ledger, at: now)
      try log(.write, case: id, volets: [draft.volet], into: ledger, at: now)
      return try written(draft.type, made, into: ledger)
    }
  }

  /// What is told of a record that was just made: its author has seen it.
  func written(
    _ type: RecordType, _ made: (document: DocumentID, change: ChangeID), into ledger: LedgerWriter
  ) throws -> RecordWritten {
    try keepSeen(SeenVersion(record: made.document, heads: [made.change]), into: ledger)
    return RecordWritten(
      record: made.document, type: type, change: made.change,
      version: RecordVersionName([made.change]), state: .current, unseen: [], isApart: false,
      replaced: nil, isUnchanged: false, isOvertaken: false)
  }

  /// Changes fields of a record of our own service, from the version that `base` names, or that this worker last saw whole
  /// or wrote here, or the present one: what others wrote meanwhile is merged. A field set here settles a conflict: the new
  /// value overwrites those seen, and stands beside one that was not seen.
  ///
  /// - Parameter values: by field; none empties it.
  public func editRecord(
    _ typed: String, of kind: RecordType?, _ values: [String: [String]], from base: String? = nil,
    zone: Int, at now: Instant
  ) throws -> RecordWritten {
    try change(typed, kind, from: base, Set(values.keys), zone: zone, at: now) {
      edit, file, ledger in
      let values = try resolved(values, of: edit.type, in: file, ledger)
      if edit.type == .person { try checkBirth(values["born"]?.first, zone: zone, at: now) }
      try checked { () throws(RuleBroken) in
        for field in edit.type.fields {
          if let given = values[field.code] { try edit.set(field.code, given) }
        }
      }
    }
  }

  /// Deletes a record as it was last seen. Against an edit made elsewhere without knowing, it becomes a request to delete.
  ///
  /// - Throws: `.noteDeleted` or `.recordDeleted` when it is, whoever did it.
  public func deleteRecord(
    _ typed: String, of kind: RecordType?, from base: String? = nil, zone: Int, at now: Instant
  ) throws -> RecordWritten {
    try change(typed, kind, from: base, [], deletes: true, zone: zone, at: now) { edit, _, _ in
      guard edit.type != .person else { throw NotebookError.rule(.cardStays) }
      edit.delete()
    }
  }

  /// Brings an older version back as a new change, on the present one: everything as it stood then, deleted or not.
  public func restoreRecord(
    _ typed: String, of kind: RecordType?, _ version: String, zone: Int, at now: Instant
  ) throws -> RecordWritten {
    try write(at: now) { ledger in
      let place = try writable(typed, kind, ledger)
      let then = place.opened.document.at(try heads(version, of: place.opened))
      guard let earlier = reading(then) else { throw NotebookError.unknownVersion(version) }
      var edit = place.edit(place.opened.document)
      edit.restore(earlier)
      return try commit(
        edit, of: place, from: place.opened.document.frontier,
        replaced: Set(place.record.type.fields.map(\.code)), telling: .all, zone: zone,
        into: ledger, at: now)
    }
  }

  /// Says that a record reads well as it stands, what was written apart included, and keeps it where somebody asked to
  /// delete it.
  ///
  /// - Throws: `.noteNotRead` or `.recordNotRead` when this worker did not see it whole as it stands; `.fieldsToChoose` when
  ///   a field has several values, of which only an edit chooses.
  public func settleRecord(
    _ typed: String, of kind: RecordType?, from base: String? = nil, zone: Int, at now: Instant
  ) throws -> RecordWritten {
    try write(at: now) { ledger in
      let place = try writable(typed, kind, ledger)
      let document = place.opened.document
      let seen =
        try base.map { try heads($0, of: place.opened) } ?? lastSeen(place.opened, ledger)?.heads
      guard let seen, document.at(seen).frontier == document.frontier else {
        throw NotebookError.notRead(place.record)
      }
      guard place.record.state != .deleted else { throw NotebookError.deleted(place.record) }
      try checkChosen(place.record)
      var edit = place.edit(document)
      edit.keep()
      return try commit(
        edit, of: place, from: document.frontier, settles: document.frontier.count > 1, zone: zone,
        into: ledger, at: now)
    }
  }

  private func checkChosen(_ record: Record) throws {
    let codes = Set(record.conflicts.map(\.field.code))
    guard !codes.isEmpty else { return }
    throw NotebookError.fieldsToChoose(
      record.type, record.type.fields.filter { codes.contains($0.code) })
  }

  // MARK: One change

  /// A record that this worker may write in.
  struct WritablePlace {
    let opened: OpenDocument
    /// As it stands.
    let record: Record
    let caseFile: CaseID
    let volet: Volet

    func edit(_ document: Document) -> RecordEdit {
      RecordEdit(document, record.type, in: volet, beside: opened.document)
    }
  }

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
    return WritablePlace(opened: opened, record: record, caseFile: id, volet: volet)
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
    deletes: Bool = false, zone: Int, at now: Instant,
    _ body: (inout RecordEdit, CaseID, LedgerReader) throws -> Void
  ) throws -> RecordWritten {
    try write(at: now) { ledger in
      let place = try writable(typed, kind, ledger)
      let whole = place.opened.document
      let last = base == nil ? try lastSeen(place.opened, ledger) : nil
      let seen = try base.map { try heads($0, of: place.opened) } ?? last?.heads
      let start = seen.map { whole.at($0) } ?? whole
      let isPresent = start.frontier == whole.frontier
      // One that she deleted and that somebody kept meanwhile is not deleted.
      let isGone = deletes || reading(start)?.state == .deleted
      guard !isGone || place.record.state != .deleted else {
        throw NotebookError.deleted(place.record)
      }
      var edit = place.edit(isPresent ? whole : start)
      try body(&edit, place.caseFile, ledger)
      return try commit(
        edit, of: place, from: start.frontier, replaced: fields,
        telling: seen == nil ? .all : last?.isLeft == true && isPresent ? .wordsTakenOut : .nothing,
        zone: zone, into: ledger, at: now)
    }
  }

  /// Seals an edit as a change of its version and tells how the record stands afterwards. One that does nothing writes
  /// nothing, unless it `settles`.
  private func commit(
    _ edit: RecordEdit, of place: WritablePlace, from heads: [ChangeID],
    replaced fields: Set<String> = [],
    telling: ReplacedTold = .nothing, settles: Bool = false, zone: Int, into ledger: LedgerWriter,
    at now: Instant
  ) throws -> RecordWritten {
    let opened = place.opened
    let operations = edit.operations
    var merged = opened.document
    var version = heads
    if !operations.isEmpty || settles {
      try maintainWithAnswers(place.caseFile, into: ledger, at: now)
      let change = try extend(
        opened, with: operations, from: heads, zone: zone, into: ledger, at: now)
      merged.merge([Change(id: change, parents: heads, operations: operations)])
      version = [change]
      let isText = edit.type.fields.contains { $0.isProse && fields.contains($0.code) }
      try keepSeen(SeenVersion(record: opened.id, heads: version, isLeft: isText), into: ledger)
      try log(.write, case: place.caseFile, volets: [place.volet], into: ledger, at: now)
    }
    let record = reading(merged)
    let unseen = opened.document.changes(since: heads).map(\.id)
    return RecordWritten(
      record: opened.id, type: edit.type, change: version.first ?? opened.document.history[0],
      version: RecordVersionName(version),
      state: record.map { RecordSummary.State($0.state) } ?? .current,
      unseen: RecordSignature.latest(unseen.map(opened.reading.signature)),
      isApart: record?.apart.values.contains { !$0.isEmpty } == true,
      replaced: operations.isEmpty
        ? nil
        : RecordReplaced(
          place.record, RecordVersionName(opened.document.frontier), fields, by: record,
          telling: telling),
      isUnchanged: operations.isEmpty && !settles,
      isOvertaken: operations.isEmpty && !settles
        && isOvertaken(opened.document.at(heads), place.record, in: fields))
  }

  /// Whether some of these fields stand otherwise than in the version that was edited.
  private func isOvertaken(_ start: Document, _ present: Record, in fields: Set<String>) -> Bool {
    guard let start = reading(start) else { return false }
    return fields.contains { code in
      !start.texts(code).elementsEqual(present.texts(code)) { $0.utf8.elementsEqual($1.utf8) }
    }
  }

  private func reading(_ document: Document) -> Record? { Record(document, among: kinds) }
}

/// What an answer says of what an edit replaced.
private enum ReplacedTold {
  case nothing
  /// Whoever wrote did not say what she had read.
  case all
  /// She began from what she had left herself, and had not looked since: another window of hers may hold less.
  case wordsTakenOut
}

extension RecordReplaced {
  /// What of a record differs afterwards, of these fields.
  fileprivate init?(
    _ before: Record, _ version: RecordVersionName, _ fields: Set<String>, by after: Record?,
    telling: ReplacedTold
  ) {
    guard let after else { return nil }
    self.version = version
    self.fields = before.type.fields.filter { fields.contains($0.code) }.compactMap { field in
      let (then, now) = (before.texts(field.code), after.texts(field.code))
      switch telling {
      case .nothing: return nil
      case .all where field.isProse:
        // An emptied prose was nothing that anybody replaced.
        if then.isEmpty || then.elementsEqual(now, by: { $0.utf8.elementsEqual($1.utf8) }) {
          return nil
        }
      case .all: if then.isEmpty || then == now { return nil }
      case .wordsTakenOut:
        guard field.isProse, let text = then.first else { return nil }
        let lines = text.split(separator: "\n")
        if lines.allSatisfy({ now.first?.contains($0) == true }) { return nil }
      }
      return (field, then)
    }
    if self.fields.isEmpty { return nil }
  }
}
