import CaseFile
import Notebook

extension Phrasebook {
  /// The window's title names nobody.
  func exportHTML(_ export: CaseExport, isLarge: Bool) -> String {
    page(title: copyTitle, style: isLarge ? .largeCopy : .copy) { html in
      html.newline()
      html.element("main") { html in
        html.newline()
        introduction(export, into: &html)
        section(said: ownWords(export), into: &html)
        if let person = export.person { section(person: person, into: &html) }
        for part in export.volets { section(part, into: &html) }
        if let rows = export.log { section(log: rows, of: export, into: &html) }
      }
      html.newline()
    }
  }

  private func introduction(_ export: CaseExport, into html: inout HTML) {
    let name = copyName(export)
    html.element("h1", "\(copyTitle) – \(name)")
    html.newline()
    if !export.born.isEmpty {
      let born = export.born.map(date(written:)).joined(separator: " / ")
      html.element("p", say("Naissance : \(born)", "Born: \(born)", "Geboren: \(born)"))
      html.newline()
    }
    html.element("p", copyOrigin(export))
    html.newline()
    for section in firstPage(export) {
      html.element("h2", section.title)
      html.newline()
      for line in section.lines {
        html.element("p", line)
        html.newline()
      }
    }
  }

  private func section(_ part: CaseExport.ExportedVolet, into html: inout HTML) {
    let id = "volet-\(part.volet.code)"
    html.element("section", [("aria-labelledby", id)]) { html in
      html.newline()
      html.element("h2", [("id", id)]) { $0.add(volet(part.volet)) }
      html.newline()
      for record in part.records { article(record, into: &html) }
    }
    html.newline()
  }

  /// What stands in the card of the person beside her name and her birth; nothing when nothing does.
  private func section(person: RecordPage, into html: inout HTML) {
    let facts = personFacts(person)
    guard !facts.isEmpty || !person.conflicts.isEmpty else { return }
    html.element("section", [("aria-labelledby", "person")]) { html in
      html.newline()
      html.element("h2", [("id", "person")]) { $0.add(personTitle) }
      html.newline()
      list(facts, into: &html)
      conflicts(of: person, into: &html)
    }
    html.newline()
  }

  private func list(_ facts: [(label: String, value: String)], into html: inout HTML) {
    html.element("dl") { html in
      for fact in facts {
        html.element("dt", fact.label)
        html.element("dd", fact.value)
      }
    }
    html.newline()
  }

  private func conflicts(of page: RecordPage, into html: inout HTML) {
    for conflict in page.conflicts {
      html.element("p", severalVersions(conflict))
      html.element("ul") { html in
        for written in conflict.values {
          html.element("li", writtenValue(written, conflict))
        }
      }
      html.newline()
    }
    if !page.apart.isEmpty {
      html.element("p", writtenApartTitle(of: page.row.type))
      html.element("ul") { html in
        for line in page.apart.flatMap(apartLines) { html.element("li", line) }
      }
      html.newline()
    }
  }

  private func article(_ record: CaseExport.ExportedRecord, into html: inout HTML) {
    let row = record.page.row
    html.element("article") { html in
      html.newline()
      html.element("h3", title(row))
      html.newline()
      list(facts(row), into: &html)
      if row.standing == .damaged {
        html.element("p", damagedSentence)
        html.newline()
      }
      conflicts(of: record.page, into: &html)
      if let first = corrected(record) {
        beside(first, row, into: &html)
      } else {
        words(row.values, of: row.type, into: &html)
      }
      if !record.history.isEmpty {
        html.element("h4", versionsTitle(of: row.type))
        html.newline()
      }
      for version in record.history {
        html.element("p", versionTitle(version))
        guard version.writes else { continue }
        let facts = facts(of: version)
        if !facts.isEmpty { list(facts, into: &html) }
        words(version.values, of: version.type, into: &html)
      }
    }
    html.newline()
  }

  /// What a record said first and what it says now, in two columns.
  private func beside(_ first: RecordVersionRow, _ row: RecordRow, into html: inout HTML) {
    html.element("table", [("class", "beside")]) { html in
      html.element("tr") { html in
        html.element("th", [("scope", "col")]) { $0.add(correctedFirst(first)) }
        html.element("th", [("scope", "col")]) { $0.add(correctedNow) }
      }
      html.newline()
      html.element("tr") { html in
        html.element("td") { html in
          list(facts(of: first), into: &html)
          words(first.values, of: first.type, into: &html)
        }
        html.element("td") { html in
          if let type = row.type { list(facts(row.values, of: type), into: &html) }
          words(row.values, of: row.type, into: &html)
        }
      }
    }
    html.newline()
  }

  private func section(said own: [(label: String, text: String)], into html: inout HTML) {
    guard !own.isEmpty else { return }
    html.element("section", [("aria-labelledby", "said")]) { html in
      html.newline()
      html.element("h2", [("id", "said")]) { $0.add(ownWordsTitle) }
      html.newline()
      for said in own {
        html.element("p", said.label)
        html.element("blockquote", [("class", "words")]) { $0.add(said.text) }
        html.newline()
      }
    }
    html.newline()
  }

  /// The prose of a note, or each prose of another kind under its label.
  private func words(
    _ values: [String: [String]], of type: RecordType?, into html: inout HTML
  ) {
    guard let type, type != .note else {
      html.element("div", [("class", "words")]) { $0.add(values["text"]?.first ?? "") }
      return html.newline()
    }
    for prose in proses(values, of: type) {
      html.element("p", prose.label)
      html.element("div", [("class", "words")]) { $0.add(prose.text) }
      html.newline()
    }
  }

  private func section(log rows: [LogRow], of export: CaseExport, into html: inout HTML) {
    html.element("section", [("aria-labelledby", "log")]) { html in
      html.newline()
      html.element("h2", [("id", "log")]) { $0.add(logTitle) }
      html.newline()
      html.element("ul") { html in
        for line in copyLog(rows, of: export) { html.element("li", line) }
      }
      html.newline()
      for line in copyLogEnd(export) { html.element("p", line) }
      let lacks = logLacks(
        export.logDevices, unreadable: export.logUnreadable, putBacks: export.putBacks)
      for line in lacks.split(separator: "\n") { html.element("p", String(line)) }
    }
    html.newline()
  }
}
