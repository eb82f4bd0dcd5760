import CaseFile
import Notebook

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
    let own = ownWords(export)
    if !own.isEmpty { text += "\n" + underlined(ownWordsTitle, "-") }
    for said in own { text += "\n  " + underLabel(said.label) + ended(Visible.block(said.text)) }
    if let person = export.person { text += exportText(person: person) }
    for part in export.volets {
      text += "\n" + underlined(volet(part.volet), "-")
      for record in part.records { text += "\n" + exportText(record) }
    }
    if let rows = export.log {
      text += "\n" + underlined(logTitle, "-")
      for line in copyLog(rows, of: export) { text += "- " + line + "\n" }
      for line in copyLogEnd(export) { text += line + "\n" }
      text += logLacks(
        export.logDevices, unreadable: export.logUnreadable, putBacks: export.putBacks)
    }
    return text
  }

  private func exportText(person: RecordPage) -> String {
    let facts = personFacts(person)
    guard !facts.isEmpty || !person.conflicts.isEmpty else { return "" }
    let lines = facts.map { labelled($0.label, $0.value) + "\n" }.joined()
    return "\n" + underlined(personTitle, "-") + lines + conflicts(of: person)
  }

  private func conflicts(of page: RecordPage) -> String {
    page.conflicts.map { conflict in
      "  " + severalVersions(conflict) + "\n"
        + conflict.values.map { "    - " + writtenValue($0, conflict) + "\n" }.joined()
    }.joined()
  }

  private func exportText(_ record: CaseExport.ExportedRecord) -> String {
    let row = record.page.row
    var text = "* " + title(row) + "\n"
    for fact in facts(row) { text += "  " + labelled(fact.label, fact.value) + "\n" }
    text += conflicts(of: record.page)
    text += writtenApart(record.page.apart)
    if row.standing == .damaged { text += "  " + damagedSentence + "\n" }
    text += exportedWords(row.values, of: row.type)
    if !record.history.isEmpty { text += "\n  " + versionsTitle(of: row.type) + "\n" }
    for version in record.history {
      text += "\n  " + versionTitle(version) + "\n"
      if version.writes { text += words(of: version) }
    }
    return text
  }

  /// The prose of a note, or each prose of another kind under its label.
  private func exportedWords(_ values: [String: [String]], of type: RecordType?) -> String {
    guard let type, type != .note else {
      return "\n" + ended(Visible.block(values["text"]?.first ?? ""))
    }
    return proses(values, of: type).map { prose in
      "\n  " + underLabel(prose.label) + ended(Visible.block(prose.text))
    }.joined()
  }

  var logTitle: String {
    say("Qui a consulté ce suivi", "Who consulted this case file", "Wie dit dossier raadpleegde")
  }

  func severalVersions(_ conflict: ConflictingField) -> String {
    let name = name(of: conflict)
    return say(
      "\(name) : plusieurs versions", "\(name): several versions", "\(name): meerdere versies")
  }

  func writtenValue(_ written: WrittenValue, _ conflict: ConflictingField) -> String {
    let value = value(written, of: conflict)
    return "\(value) – \(Visible.line(written.author)), \(momentIfKnown(written.entered))"
  }

  func versionTitle(_ version: RecordVersionRow) -> String {
    let who = "\(Visible.line(version.author)), \(moment(version.entered))"
    if let deed = deed(version) { return labelled(who, deed) }
    return say("Version \(de: who)", "Version by \(who)", "Versie van \(who)")
  }

  private func underlined(_ title: String, _ mark: Character) -> String {
    title + "\n" + String(repeating: mark, count: title.count) + "\n"
  }

  private func ended(_ text: String) -> String {
    text.utf8.last == 0x0A ? text : text + "\n"
  }
}
