import CaseFile
public import Notebook

/// What leaves the screen is poorer than what stands on it. Protocol/records.md, "What is due".
extension Phrasebook {
  /// A paper of the days, for who works: of each person the first name and an initial, and what sort of thing is due. Nothing
  /// of a consent, of a release, nor of what it is about.
  public func agendaPaper(_ page: AgendaPage) -> String {
    paper(title: say("Agenda", "Agenda", "Agenda")) { html in
      let late = page.late.filter(\.isOfRecord)
      if !late.isEmpty {
        html.element("h2", say("À faire depuis", "To be done since", "Te doen sinds"))
        table(late, withDay: true, into: &html)
      }
      let rows = page.rows.filter { $0.isOfRecord && !$0.isOver }
      var days: [CalendarDate] = []
      for row in rows where days.last != row.day { days.append(row.day) }
      for day in days {
        html.element("h2", weekday(day))
        table(rows.filter { $0.day == day }, withDay: false, into: &html)
      }
      if rows.isEmpty {
        let (first, last) = (date(page.days.lowerBound), date(page.days.upperBound))
        html.element(
          "p",
          say(
            "Rien : \(first) – \(last)", "Nothing: \(first) – \(last)", "Niets: \(first) – \(last)")
        )
      }
    }
  }

  private func table(_ rows: [AgendaRow], withDay: Bool, into html: inout HTML) {
    html.element("table") { html in
      for row in rows {
        html.element("tr") { html in
          let hour = row.moment.map { self.hour($0) } ?? ""
          let day = withDay ? date(row.written) + " " : ""
          html.element("td", (day + hour).trimmed)
          html.element("td", row.person.map { firstName($0) } ?? "")
          html.element("td", name(of: row))
          html.element("td", row.places.joined(separator: " / "))
        }
        html.newline()
      }
    }
    html.newline()
  }

  /// The first name and an initial: `Kaïs D.` of `Kaïs Dupont`.
  func firstName(_ name: String) -> String {
    // While people left several names the first of them says enough.
    let words = (name.split(separator: "/").first ?? "").split(whereSeparator: \.isWhitespace)
    guard let first = words.first, words.count > 1, let last = words.last?.first else {
      return words.first.map(String.init) ?? ""
    }
    return "\(first) \(last)."
  }

  /// The slip that a person carries away: where and when, and nothing else.
  public func appointmentSlip(_ slip: AppointmentSlip) -> String {
    paper(title: say("Rendez-vous", "Appointment", "Afspraak")) { html in
      html.element("p", [("class", "large")]) { $0.add(weekday(slip.moment.day)) }
      html.element("p", [("class", "large")]) { $0.add(hour(slip.moment)) }
      for text in [slip.place, slip.address].compactMap(\.self) { html.element("p", text) }
      if let name = slip.askFor {
        html.element(
          "p", say("Demander : \(name)", "Ask for: \(name)", "Vragen naar: \(name)"))
      }
    }
  }

  /// One page that needs nothing else, in large letters.
  func paper(title: String, _ content: (inout HTML) -> Void) -> String {
    var html = HTML()
    html.raw("<!DOCTYPE html>\n")
    html.element("html", [("lang", language.code)]) { html in
      html.element("head") { html in
        html.raw(
          """

          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="referrer" content="no-referrer">
          <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">

          """)
        html.element("title", title)
        html.raw(
          """

          <style>
          body { font: 1.5rem/1.5 sans-serif; color: #000; background: #fff; margin: 2rem; }
          table { border-collapse: collapse; width: 100%; }
          td { border-bottom: 1px solid #000; padding: 0.5rem 1rem 0.5rem 0; vertical-align: top; }
          .large { font-size: 2.25rem; font-weight: bold; margin: 0.5rem 0; }
          @page { margin: 1.5cm; }
          @media print { tr { break-inside: avoid; } h2 { break-after: avoid; } }
          </style>

          """)
      }
      html.newline()
      html.element("body") { html in
        html.element("h1", title)
        html.newline()
        content(&html)
      }
      html.newline()
    }
    html.newline()
    return html.text
  }
}

extension String {
  fileprivate var trimmed: String { Spoken.trimmed(self) }
}
