import CaseFile
import Envelope
public import Notebook

/// Records of any kind, and what became of them, as the reader's clock tells them.
extension WallClock {
  /// A line of a list of records.
  ///
  ///     words.recordList(records.map(clock.row), of: .right)
  public func row(_ record: RecordSummary) -> RecordRow {
    var row = RecordRow(
      id: record.record.description, caseID: Hexadecimal.encode(record.place.bytes),
      volet: record.volet, type: record.type, values: record.values.byField, author: record.author,
      service: record.service, entered: moment(record.creation), standing: record.state)
    if case .share = record.place { row.isReceived = true }
    row.isOfService = record.isOfService
    row.authors = record.authors
    row.marks = record.marks
    row.deletion = record.deletion.map(signed)
    row.coSigners = record.coSigners.map(signed)
    row.version = record.version.description
    row.names = record.referredNames
    row.staleMonths = staleMonths(row.values, of: record.type)
    row.hidden = record.hidden
    return row
  }

  /// A record that is about to be erased.
  public func row(_ record: RecordToErase) -> ErasedRecordRow {
    var row = ErasedRecordRow(
      record: record.record.description, type: record.type, person: record.person,
      volet: record.volet, values: record.values.byField, author: record.creation.author,
      entered: moment(record.creation))
    row.takesOff = record.takesOff
    return row
  }

  /// What became of the request to erase at one other service.
  public func row(_ answer: ErasureAnswer) -> ErasureAnswerRow {
    let state: ErasureAnswerRow.State =
      switch answer.state {
      case .waiting: .waiting
      case .sent: .sent
      case .attested(let at): .attested(local(at))
      case .refused(let at): .refused(local(at))
      }
    return ErasureAnswerRow(
      service: answer.service, state: state, askedAt: answer.askedAt.map(local),
      lastExchange: answer.lastExchange.map(local), isCutOff: answer.isCutOff)
  }

  /// Words that came back in a note of their own.
  public func row(_ kept: KeptWords) -> KeptWordsRow {
    KeptWordsRow(
      note: kept.note.description, keptIn: kept.keptIn, type: kept.type, person: kept.person,
      volet: kept.volet,
      by: kept.erasedBy,
      on: local(kept.erasedAt))
  }

  /// A record, opened.
  ///
  ///     words.recordPage(clock.page(try session.showRecord(right, at: now)))
  public func page(_ record: RecordDetail) -> RecordPage {
    guard let type = record.summary.type else { return RecordPage(row: row(record.summary)) }
    return RecordPage(
      row: row(record.summary),
      conflicts: record.conflicts.map { conflict in
        ConflictingField(
          type: type, field: conflict.field, member: conflict.member,
          values: conflict.values.map {
            WrittenValue(value: $0.value, author: $0.by.author, entered: moment($0.by))
          })
      },
      apart: record.apart.map { stretch in
        ProseWrittenApart(
          range: stretch.range, standing: stretch.standing,
          sides: stretch.sides.map { side in
            WrittenValue(
              value: side.text, author: side.by.map(\.author).joined(separator: ", "),
              entered: side.by.last.flatMap(moment))
          }, in: type, stretch.field.code)
      }, hidesConflict: record.hidesConflict)
  }

  /// How a record stands after somebody wrote in it.
  public func outcome(_ written: RecordWritten) -> RecordOutcome {
    RecordOutcome(
      of: written.type, version: written.version.description, standing: written.state,
      unseen: written.unseen.map(signed), isApart: written.isApart,
      replaced: written.replaced.map { replaced in
        RecordOutcome.Replaced(
          version: replaced.version.description,
          fields: replaced.fields.map { .init(field: $0.field, values: $0.values) })
      }, isOvertaken: written.isOvertaken, apartIn: written.apart, isToCoSign: written.isToCoSign)
  }

  func signed(_ signature: RecordSignature) -> Signed {
    Signed(author: signature.author, entered: moment(signature))
  }

  /// When something was entered, by the clock of who wrote it and in its zone; nil when nothing tells it.
  func moment(_ signature: RecordSignature) -> ZonedMoment? {
    signature.entered.map { moment($0, zone: signature.zone) }
  }

  /// One change of a record, as its history tells it.
  public func row(_ version: RecordVersion) -> RecordVersionRow {
    RecordVersionRow(
      change: "\(version.change)", author: version.author,
      entered: moment(version.entered, zone: version.zone), type: version.type,
      values: version.values.byField, changed: version.changed, deletion: version.deletion,
      coSignature: version.coSignature, hidden: version.hidden)
  }

  /// What a search found, by the words that tell a record from others.
  public func row(_ hit: SearchHit, in words: Phrasebook) -> SearchRow {
    let row = row(hit.summary)
    return SearchRow(
      note: row.id, caseID: row.caseID, volet: row.volet,
      titles: words.found(row), snippet: hit.snippet,
      type: row.type, standing: row.standing, marks: row.marks, person: hit.person?.name,
      born: hit.person?.born, hasNamesake: hit.hasNamesake)
  }
}
