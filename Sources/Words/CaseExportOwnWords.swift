import CaseFile
import Notebook

/// What the person said in her own words, before what others wrote: once more at its place in the copy.
extension Phrasebook {
  /// Each thing that she said, with what it is about; nothing of what was deleted, which stands at its place.
  func ownWords(_ export: CaseExport) -> [(label: String, text: String)] {
    export.volets.flatMap(\.records).map(\.page.row).filter { $0.standing != .deleted }
      .flatMap { row -> [(label: String, text: String)] in
        guard let type = row.type else { return [] }
        return type.fields.filter(\.isOwnWords).flatMap { field in
          (row.values[field.code] ?? []).filter { !$0.isEmpty }.map { text in
            ("\(name(of: field, in: type)), \(momentIfKnown(row.entered))", text)
          }
        }
      }
  }

  var ownWordsTitle: String {
    say("Ce que vous avez dit", "What you said", "Wat u zei")
  }

  // MARK: What was corrected

  /// What a record said first, where it says something else now: both stand side by side. Nil where nothing was corrected,
  /// and for what does not open or was deleted.
  func corrected(_ record: CaseExport.ExportedRecord) -> RecordVersionRow? {
    let row = record.page.row
    switch row.standing {
    case .current, .conflict, .deleteRequested: break
    case .parked, .unreadable, .damaged, .newer, .deleted: return nil
    }
    guard row.type != nil, let first = record.history.first(where: \.writes),
      first.values != row.values || first.hidden != row.hidden
    else { return nil }
    return first
  }

  /// Over the first words, with who wrote them and when.
  func correctedFirst(_ first: RecordVersionRow) -> String {
    labelled(
      say("D’abord", "First", "Eerst"),
      "\(Visible.line(first.author)), \(momentIfKnown(first.entered))")
  }

  var correctedNow: String { say("Maintenant", "Now", "Nu") }
}
