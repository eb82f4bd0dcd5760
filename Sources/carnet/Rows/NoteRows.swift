import Envelope
import Notebook
import Words

/// From what the notebook knows of notes to the rows that `Words` shows.
extension CommandContext {
  func row(_ note: NoteSummary) -> NoteRow {
    let isReceived = if case .share = note.place { true } else { false }
    return NoteRow(
      id: note.note.description, caseID: Hexadecimal.encode(note.place.bytes), volet: note.volet,
      kinds: [note.kind].filter { !$0.isEmpty }, author: note.author, authors: note.authors,
      service: note.service, isReceived: isReceived, happened: note.happened.map { [$0] } ?? [],
      written: note.written.map { [$0] } ?? [], entered: moment(note.creation),
      titles: note.titles, standing: standing(note.state), marks: note.marks.map(mark),
      deletion: note.deletion.map(signed), version: note.version.description)
  }

  func row(_ note: NoteToErase) -> ErasedNoteRow {
    ErasedNoteRow(
      note: note.note.description, person: note.person, volet: note.volet, titles: note.titles,
      author: note.creation.author, entered: moment(note.creation))
  }

  func row(_ answer: ErasureAnswer) -> ErasureAnswerRow {
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

  func row(_ kept: KeptWords) -> KeptWordsRow {
    KeptWordsRow(
      note: kept.note.description, person: kept.person, volet: kept.volet, by: kept.erasedBy,
      on: local(kept.erasedAt))
  }

  func page(_ note: NoteDetail) -> NotePage {
    NotePage(
      row: row(note.summary), text: note.text,
      conflicts: note.conflicts.map { conflict in
        ConflictingField(
          field: conflict.field,
          values: conflict.values.map {
            WrittenValue(value: $0.value, author: $0.by.author, entered: moment($0.by))
          })
      },
      apart: note.apart.map { stretch in
        ProseWrittenApart(
          range: stretch.range, standing: stretch.standing,
          sides: stretch.sides.map { side in
            WrittenValue(
              value: side.text, author: side.by.map(\.author).joined(separator: ", "),
              entered: side.by.last.flatMap(moment))
          })
      })
  }

  func outcome(_ written: NoteWritten) -> NoteOutcome {
    NoteOutcome(
      version: written.version.description, standing: standing(written.state),
      unseen: written.unseen.map(signed), isApart: written.isApart,
      replaced: written.replaced.map { replaced in
        NoteOutcome.Replaced(
          version: replaced.version.description,
          fields: replaced.fields.map { .init(field: $0.field, values: $0.values) },
          text: replaced.text)
      })
  }

  func signed(_ signature: NoteSignature) -> Signed {
    Signed(author: signature.author, entered: moment(signature))
  }

  /// When something was entered, by the clock of who wrote it and in its zone; nil when nothing tells it.
  func moment(_ signature: NoteSignature) -> ZonedMoment? {
    signature.entered.map { moment($0, zone: signature.zone) }
  }

  /// Every version of a note.
  func versions(of typed: String, in notebook: Notebook) throws -> [Words.NoteVersion] {
    try notebook.noteHistory(typed, at: now).map { version in
      Words.NoteVersion(
        change: "\(version.change)", author: version.author,
        entered: moment(version.entered, zone: version.zone), text: version.text,
        deletion: deletion(version.deletion))
    }
  }

  func deletion(_ outcome: DeletionOutcome?) -> NoteDeletion? {
    switch outcome {
    case .done: .done
    case .asked: .asked
    case nil: nil
    }
  }

  func row(_ hit: SearchHit) -> SearchRow {
    SearchRow(
      note: hit.note.description, caseID: Hexadecimal.encode(hit.place.bytes), volet: hit.volet,
      titles: [hit.title].filter { !$0.isEmpty }, snippet: hit.snippet,
      standing: standing(hit.state), marks: hit.marks.map(mark))
  }

  private func standing(_ state: NoteSummary.State) -> NoteStanding {
    switch state {
    case .current: .current
    case .conflict: .conflict
    case .deleteRequested: .deleteRequested
    case .parked: .parked
    case .unreadable: .unreadable
    case .damaged: .damaged
    case .newer: .newer
    case .deleted: .deleted
    }
  }

  private func mark(_ mark: NoteSummary.Mark) -> NoteMark {
    switch mark {
    case .orphan: .orphan
    case .afterEnd: .afterEnd
    case .arrivedLate: .arrivedLate
    case .apart: .apart
    }
  }
}
