import CRDT
import CaseFile
import Envelope
import Store

/// A record that this worker may write in, with what stands beside it.
struct WritablePlace {
  let whole: WholeRecord
  /// As it stands, read as one.
  let record: Record
  let caseFile: CaseID
  let volet: Volet

  var opened: OpenDocument { whole.record }

  func edit(from start: RecordVersionHeads) -> WholeEdit { WholeEdit(self, from: start) }

  /// Whether a version is all that stands.
  func hasSeenAll(_ version: RecordVersionHeads) -> Bool {
    whole.documents.allSatisfy {
      $0.document.at(version[$0.id]).frontier == $0.document.frontier
    }
  }
}

/// A draft of one act on a record: a change of its document, and of each of its companions that the act touches.
/// Protocol/records.md, "What stands apart".
struct WholeEdit {
  /// What stands beside the record, as the author had seen it; not one of which she had seen nothing.
  struct Companion {
    let opened: OpenDocument
    let volet: Volet
    let start: Document
    var edit: RecordEdit

    func holds(_ code: String, in type: RecordType) -> Bool {
      Record(start, among: [type])?.texts(code).isEmpty == false
    }
  }

  let type: RecordType
  let start: RecordVersionHeads
  private let place: WritablePlace
  private let document: Document
  var record: RecordEdit
  private(set) var companions: [Companion] = []
  /// Whether the act deletes the record: its companions then say that the deletion had seen them.
  private var deletes = false
  /// What is begun beside the record, by volet.
  private(set) var begun = RecordParts()

  fileprivate init(_ place: WritablePlace, from start: RecordVersionHeads) {
    (self.place, self.start, type) = (place, start, place.record.type)
    let opened = place.opened
    func version(_ opened: OpenDocument) -> Document {
      let then = opened.document.at(start[opened.id])
      return then.frontier == opened.document.frontier ? opened.document : then
    }
    document = version(opened)
    record = RecordEdit(document, type, in: place.volet, beside: opened.document)
    for (opened, volet) in place.whole.companions where !start[opened.id].isEmpty {
      guard let kind = type.companion(in: volet) else { continue }
      let then = version(opened)
      companions.append(
        Companion(
          opened: opened, volet: volet, start: then,
          edit: RecordEdit(then, kind, in: volet, beside: opened.document)))
    }
  }

  /// The document of the record.
  var recordID: DocumentID { place.opened.id }

  /// The record as it stands, whatever its author had seen.
  var standing: Record { place.record }

  /// Nothing is to be written.
  var isEmpty: Bool {
    record.operations.isEmpty && companions.allSatisfy(\.edit.operations.isEmpty)
      && begun.apart.isEmpty
  }

  /// The volets in which something is written beside the record.
  var voletsApart: [Volet] {
    type.voletsApart.filter { volet in
      begun.begun(in: volet)?.contains { !isOpen($0.value, in: $0.key) } == true
        || companions.contains { $0.volet == volet && !$0.edit.operations.isEmpty }
    }
  }

  /// Whether the record itself says the same of a field.
  private func isOpen(_ given: [String], in code: String) -> Bool {
    type[code].map { !$0.openCodes.isEmpty && !given.contains(where: $0.isClosed) } == true
  }

  /// The version that it starts from.
  var heads: [ChangeID] {
    ([document] + companions.map(\.start)).flatMap(\.frontier)
  }

  /// The changes that its author had not seen.
  var unseen: [ChangeID] {
    place.whole.documents.flatMap { opened in
      opened.document.changes(since: opened.document.at(start[opened.id]).frontier).map(\.id)
    }
  }

  /// What is written apart is a writing too: a deletion that its author had not seen does not hide it.
  mutating func stayWithWhatStandsApart() {
    if !isEmpty, record.operations.isEmpty { record.stay() }
  }

  // MARK: What is written

  /// Deletes the record, with what stands beside it as its author had seen it, which asks for no right to write there: it
  /// writes nothing. Where something else stands beside it, the deletion asks to delete.
  mutating func delete() {
    deletes = true
    record.delete(again: true)
  }

  /// What is written in a companion, once the change of the record is known.
  func operations(of companion: Companion, with change: ChangeID?) -> [Operation] {
    guard let change, deletes else { return companion.edit.operations }
    var draft = companion.edit
    draft.leave(with: change)
    return draft.operations
  }

  /// Writes fields, each where it stands.
  mutating func set(_ values: [String: [String]], by rules: AccessRules) throws(RuleBroken) {
    let parts = RecordParts(values, of: type, in: place.volet)
    try rules.checkWrite(parts)
    for field in type.fields {
      if let given = parts.own[field.code] {
        try record.set(field.code, given)
      } else if values[field.code] != nil {
        // Written there by another program: what it says stands beside it now.
        try record.set(field.code, [])
      }
    }
    for volet in type.voletsApart {
      for field in type.fields where field.apart == volet {
        guard let given = parts.apart[volet]?[field.code] else { continue }
        try set(field, given, in: volet)
      }
    }
    try checkTouched(by: rules)
  }

  /// In the companion that holds the field already, or the first; the others let it go, which settles what was written
  /// apart. Where its author had seen none, one is begun: what stands in another one then stands against it.
  private mutating func set(
    _ field: RecordField, _ given: [String], in volet: Volet
  ) throws(RuleBroken) {
    guard let kind = type.companion(in: volet) else { return }
    let there = companions.indices.filter { companions[$0].volet == volet }
    guard
      let main = there.first(where: { companions[$0].holds(field.code, in: kind) }) ?? there.first
    else {
      if !given.isEmpty { begun.apart[volet, default: [:]][field.code] = given }
      return
    }
    for index in there {
      let present = Record(companions[index].start, among: [kind])?.texts(field.code) ?? []
      // What the record says too says nothing there.
      if given.isEmpty, isOpen(present, in: field.code) { continue }
      let kept = field.isPlural ? given.filter(present.contains) : []
      try companions[index].edit.set(field.code, index == main ? given : kept)
    }
  }

  /// Writes a code that the record may hold, even where it stands already, and beside the record too where its author writes
  /// there: what somebody says meanwhile, in the one or the other, is to stand against it.
  mutating func insist(
    _ code: String, on value: String, by rules: AccessRules
  ) throws(RuleBroken) {
    try record.insist(code, on: value)
    guard let field = type[code], !field.openCodes.isEmpty,
      let volet = type.voletApart(of: field, in: place.volet), rules.mayWrite(volet)
    else { return }
    let there = companions.indices.filter { companions[$0].volet == volet }
    if there.isEmpty { begun.apart[volet, default: [:]][code] = [value] }
    for index in there { try companions[index].edit.insist(code, on: value) }
  }

  /// Writes everything as it stood in an earlier version, in each document; one that was not there then is emptied.
  ///
  /// - Parameter rule: as in ``RecordEdit/restore(_:ruledBy:)``.
  mutating func restore(
    _ earlier: Record, _ then: RecordVersionHeads, ruledBy rule: String?, by rules: AccessRules
  ) throws(RuleBroken) {
    record.restore(earlier, ruledBy: rule)
    for index in companions.indices {
      let companion = companions[index]
      guard let kind = type.companion(in: companion.volet) else { continue }
      let heads = then[companion.opened.id]
      if let before = Record(companion.opened.document.at(heads), among: [kind]) {
        companions[index].edit.restore(before)
      } else {
        for field in kind.told { try companions[index].edit.set(field.code, []) }
      }
    }
    try checkTouched(by: rules)
  }

  /// Whether somebody writes in the volet where a field stands.
  func mayWrite(_ field: RecordField, by rules: AccessRules) -> Bool {
    type.voletApart(of: field, in: place.volet).map(rules.mayWrite) != false
  }

  /// What is told of fields that say nothing any more of what the record is about: each that stays since another volet holds
  /// it, in which the author does not write, and a slip that was handed over.
  func doubts(lapsing fields: [RecordField], by rules: AccessRules) -> [RecordDoubt] {
    fields.filter { !isOpen(place.record.texts($0.code), in: $0.code) }.filter {
      !place.record.texts($0.code).isEmpty
    }.compactMap { field in
      if !mayWrite(field, by: rules), let volet = type.voletApart(of: field, in: place.volet) {
        return .leftApart(type.name(of: field), volet)
      }
      let isGiven =
        field.code == type.meeting?.due.slip && place.record.texts(field.code) != ["false"]
      return isGiven ? .slipOutdated(type.name(of: field)) : nil
    }
  }

  private func checkTouched(by rules: AccessRules) throws(RuleBroken) {
    for companion in companions where !companion.edit.operations.isEmpty {
      try rules.checkWrite(companion.volet)
    }
  }
}

extension AccessRules {
  /// Whether she writes in a volet of a case file.
  func mayWrite(_ volet: Volet) -> Bool { matrix.mayWrite(role, volet) }

  /// Whether somebody writes wherever what she gives would stand.
  func checkWrite(_ parts: RecordParts) throws(RuleBroken) {
    for volet in parts.asked { try checkWrite(volet) }
  }
}

extension WorkerSession {
  /// What an act came to: the version that its author left, the record as it stands, and the changes, that of the record
  /// first.
  typealias SealedEdit = (version: [ChangeID], record: Record?, written: [ChangeID])

  /// Seals an edit: a change of each document that it touches, in one transaction.
  func seal(
    _ edit: WholeEdit, of place: WritablePlace, settles: Bool, zone: Int,
    into ledger: LedgerWriter, at now: Instant
  ) throws -> SealedEdit {
    var written: [ChangeID] = []
    var version: [ChangeID] = []
    func extended(
      _ opened: OpenDocument, _ operations: [Operation], from heads: [ChangeID], settles: Bool
    ) throws -> Document {
      guard !operations.isEmpty || settles else {
        version += heads
        return opened.document
      }
      let change = try extend(
        opened, with: operations, from: heads, zone: zone, into: ledger, at: now)
      written.append(change)
      version.append(change)
      var merged = opened.document
      merged.merge([Change(id: change, parents: heads, operations: operations)])
      return merged
    }
    let opened = place.opened
    let start = opened.document.at(edit.start[opened.id]).frontier
    let merged = try extended(opened, edit.record.operations, from: start, settles: settles)
    let own = written.first
    var beside: [Record] = place.whole.companions.filter { one in
      !edit.companions.contains { $0.opened.id == one.opened.id }
    }.compactMap { Record($0.opened.document, among: kinds) }
    for companion in edit.companions {
      let document = try extended(
        companion.opened, edit.operations(of: companion, with: own),
        from: companion.start.frontier, settles: false)
      if let record = Record(document, among: kinds) { beside.append(record) }
    }
    let begun = try begin(
      edit.begun, beside: opened.id, edit.type, about: place.record.firstDay, in: place.caseFile,
      zone: zone, into: ledger, at: now)
    for change in begun {
      written.append(change)
      version.append(change)
      guard let document = try ledger.place(of: change)?.document,
        let record = try read(document, ledger).record
      else { continue }
      beside.append(record)
    }
    return (version, Record(merged, among: kinds)?.joined(with: beside), written)
  }

  /// Begins what stands beside a record, a document in each volet where something is given.
  ///
  /// - Parameter day: the first that the record tells of.
  /// - Returns: the changes that did it.
  func begin(
    _ parts: RecordParts, beside record: DocumentID, _ type: RecordType, about day: CalendarDate?,
    in id: CaseID, zone: Int, into ledger: LedgerWriter, at now: Instant
  ) throws -> [ChangeID] {
    try type.voletsApart.compactMap { volet in
      guard let values = parts.begun(in: volet) else { return nil }
      let operations = try checked { () throws(RuleBroken) in
        try RecordEdit.companion(of: record.description, type, values, in: volet)
      }
      let tag = try tag(of: volet, in: id, ledger)
      return try create(
        operations, in: tag, about: day, case: id, zone: zone, into: ledger, at: now
      ).change
    }
  }
}
