import CaseFile

extension Phrasebook {
  /// One page that needs nothing else: no script, no image, no font, no address of anywhere.
  func exportHTML(_ export: CaseExport) -> String {
    var html = HTML()
    html.raw("<!DOCTYPE html>\n")
    html.element("html", [("lang", language.code)]) { html in
      html.newline()
      head(into: &html)
      html.element("body") { html in
        html.newline()
        html.element("main") { html in
          html.newline()
          introduction(export, into: &html)
          for part in export.volets { section(part, into: &html) }
          if let rows = export.log { section(log: rows, of: export, into: &html) }
        }
        html.newline()
      }
      html.newline()
    }
    html.newline()
    return html.text
  }

  private func head(into html: inout HTML) {
    html.element("head") { html in
      html.raw(
        """

        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">

        """)
      // The window's title names nobody.
      html.element("title", copyTitle)
      html.raw(
        """

        <style>
        body { font: 1.125rem/1.6 sans-serif; color: #111; background: #fff; margin: 0; }
        main { max-width: 42rem; margin: 0 auto; padding: 1rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; }
        dd { margin: 0; }
        table { border-collapse: collapse; }
        th, td { text-align: left; padding: 0.25rem 0.75rem 0.25rem 0; vertical-align: top; }
        .words { white-space: pre-wrap; overflow-wrap: anywhere; }
        @media print { article { break-inside: avoid; } }
        </style>

        """)
    }
    html.newline()
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
      for note in part.notes { article(note, into: &html) }
    }
    html.newline()
  }

  private func article(_ note: CaseExport.ExportedNote, into html: inout HTML) {
    html.element("article") { html in
      html.newline()
      html.element("h3", noteTitle(note.page.row))
      html.newline()
      html.element("dl") { html in
        for fact in noteFacts(note.page.row) {
          html.element("dt", fact.label)
          html.element("dd", fact.value)
        }
      }
      html.newline()
      if note.page.row.standing == .damaged {
        html.element("p", damagedSentence)
        html.newline()
      }
      for conflict in note.page.conflicts {
        html.element("p", severalVersions(conflict.field))
        html.element("ul") { html in
          for written in conflict.values {
            html.element("li", writtenValue(written, conflict.field))
          }
        }
        html.newline()
      }
      if !note.page.apart.isEmpty {
        html.element("p", writtenApartTitle)
        html.element("ul") { html in
          for line in note.page.apart.flatMap(apartLines) { html.element("li", line) }
        }
        html.newline()
      }
      html.element("div", [("class", "words")]) { $0.add(note.page.text) }
      html.newline()
      if !note.history.isEmpty {
        html.element("h4", versionsTitle)
        html.newline()
      }
      for version in note.history {
        html.element("p", versionTitle(version))
        guard version.deletion == nil else { continue }
        html.element("div", [("class", "words")]) { $0.add(version.text) }
        html.newline()
      }
    }
    html.newline()
  }

  private func section(log rows: [LogRow], of export: CaseExport, into html: inout HTML) {
    html.element("section", [("aria-labelledby", "log")]) { html in
      html.newline()
      html.element("h2", [("id", "log")]) { $0.add(logTitle) }
      html.newline()
      html.element("ul") { html in
        for line in copyLog(rows) { html.element("li", line) }
      }
      html.newline()
      let lacks = logLacks(
        export.logDevices, unreadable: export.logUnreadable, putBacks: export.putBacks)
      for line in lacks.split(separator: "\n") { html.element("p", String(line)) }
    }
    html.newline()
  }
}
