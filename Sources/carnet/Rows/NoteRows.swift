import Envelope
import Notebook
import Words

/// From what the notebook knows of notes to the rows that `Words` shows.
extension Desk {
  func row(_ note: NoteSummary) -> NoteRow {
    let isReceived = if case .share = note.place { true } else { false }
    return NoteRow(
      id: note.note.description, caseID: Hexadecimal.encode(note.place.bytes), volet: note.volet,
      kinds: [note.kind].filter { !$0.isEmpty }, author: note.author, service: note.service,
      isReceived: isReceived, happened: note.happened.map { [$0] } ?? [],
      written: note.written.map { [$0] } ?? [], entered: moment(note.entered, zone: note.zone),
      titles: note.titles, standing: standing(note.state))
  }

  func page(_ note: NoteDetail) -> NotePage {
    NotePage(
      row: row(note.summary), text: note.text,
      conflicts: note.conflicts.map { conflict in
        ConflictingField(
          field: conflict.field,
          values: conflict.values.map {
            WrittenValue(value: $0.value, author: $0.author, entered: moment($0.entered))
          })
      },
      apart: note.apart.map { stretch in
        ProseWrittenApart(
          range: stretch.range,
          pieces: stretch.pieces.map {
            WrittenValue(value: $0.text, author: $0.author, entered: moment($0.entered))
          })
      })
  }

  /// Every version of a note.
  func versions(of typed: String, in notebook: Notebook) throws -> [Words.NoteVersion] {
    try notebook.noteHistory(typed, at: now).map { version in
      Words.NoteVersion(
        change: "\(version.change)", author: version.author,
        entered: moment(version.entered, zone: version.zone), text: version.text)
    }
  }

  func row(_ hit: SearchHit) -> SearchRow {
    SearchRow(
      note: hit.note.description, caseID: Hexadecimal.encode(hit.place.bytes), volet: hit.volet,
      titles: [hit.title].filter { !$0.isEmpty }, snippet: hit.snippet)
  }

  private func standing(_ state: NoteSummary.State) -> NoteStanding {
    switch state {
    case .current: .current
    case .conflict: .conflict
    case .deleteRequested: .deleteRequested
    case .orphan: .orphan
    case .parked: .parked
    }
  }
}
