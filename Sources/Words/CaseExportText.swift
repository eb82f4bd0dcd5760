import CaseFile

extension Phrasebook {
  func exportText(_ export: CaseExport) -> String {
    let name = copyName(export)
    var text = underlined("\(copyTitle) – \(name)", "=")
    if !export.born.isEmpty {
      let born = export.born.map(date(written:)).joined(separator: " / ")
      text += say("Naissance : \(born)\n", "Born: \(born)\n", "Geboren: \(born)\n")
    }
    text += copyOrigin(export) + "\n"
    for section in firstPage(export) {
      text += "\n" + underlined(section.title, "-")
      for line in section.lines { text += line + "\n" }
    }
    for part in export.volets {
      text += "\n" + underlined(volet(part.volet), "-")
      for note in part.notes { text += "\n" + exportText(note) }
    }
    if let rows = export.log {
      text += "\n" + underlined(logTitle, "-")
      for line in copyLog(rows) { text += "- " + line + "\n" }
      text += logLacks(
        export.logDevices, unreadable: export.logUnreadable, putBacks: export.putBacks)
    }
    return text
  }

  private func exportText(_ note: CaseExport.ExportedNote) -> String {
    var text = "* " + noteTitle(note.page.row) + "\n"
    for fact in noteFacts(note.page.row) {
      text += "  " + labelled(fact.label, fact.value) + "\n"
    }
    for conflict in note.page.conflicts {
      text += "  " + severalVersions(conflict.field) + "\n"
      for written in conflict.values {
        text += "    - " + writtenValue(written, conflict.field) + "\n"
      }
    }
    text += writtenApart(note.page.apart)
    if note.page.row.standing == .damaged { text += "  " + damagedSentence + "\n" }
    text += "\n" + ended(Visible.block(note.page.text))
    if !note.history.isEmpty { text += "\n  " + versionsTitle + "\n" }
    for version in note.history {
      text += "\n  " + versionTitle(version) + "\n"
      if version.deletion == nil { text += ended(Visible.block(version.text)) }
    }
    return text
  }

  var logTitle: String {
    say("Qui a consulté ce suivi", "Who consulted this case file", "Wie dit dossier raadpleegde")
  }

  func severalVersions(_ field: NoteField) -> String {
    let name = noteField(field)
    return say(
      "\(name) : plusieurs versions", "\(name): several versions", "\(name): meerdere versies")
  }

  func writtenValue(_ written: WrittenValue, _ field: NoteField) -> String {
    let value =
      written.value.map { fieldValue($0, of: field) } ?? say("(vide)", "(empty)", "(leeg)")
    return "\(value) – \(Visible.line(written.author)), \(momentIfKnown(written.entered))"
  }

  func versionTitle(_ version: NoteVersion) -> String {
    let who = "\(Visible.line(version.author)), \(moment(version.entered))"
    if let deletion = version.deletion { return labelled(who, did(deletion)) }
    return say("Version \(de: who)", "Version by \(who)", "Versie van \(who)")
  }

  private func underlined(_ title: String, _ mark: Character) -> String {
    title + "\n" + String(repeating: mark, count: title.count) + "\n"
  }

  private func ended(_ text: String) -> String {
    text.utf8.last == 0x0A ? text : text + "\n"
  }
}
