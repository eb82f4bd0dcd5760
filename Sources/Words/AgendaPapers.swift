import CaseFile
public import Notebook

/// What leaves the screen is poorer than what stands on it. Protocol/records.md, "What is due".
extension Phrasebook {
  /// A paper of the days, for who works: of each person the first name and an initial, and whether she is met or something
  /// is to be done. Nothing of a consent, of a release, nor of what it is about.
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
          html.element(
            "td", row.person.map { FirstName.shown(of: $0, written: row.firstName) } ?? "")
          // What runs out or is waited for would say too much of whoever is named beside it.
          html.element(
            "td", row.isAppointment ? name(of: row) : say("à faire", "to do", "te doen"))
          html.element("td", row.placesTold.joined(separator: " / "))
        }
        html.newline()
      }
    }
    html.newline()
  }

  /// The slip that a person carries away: where and when, and nothing else.
  public func appointmentSlip(_ slip: AppointmentSlip) -> String {
    paper(title: say("Rendez-vous", "Appointment", "Afspraak")) { html in
      html.element("p", [("class", "large")]) { $0.add(weekday(slip.moment.day)) }
      html.element("p", [("class", "large")]) { $0.add(hour(slip.moment)) }
      for text in [slip.place, slip.address].compactMap(\.self) {
        html.element("p", text)
      }
      if let name = slip.askFor {
        html.element(
          "p", say("Demander : \(name)", "Ask for: \(name)", "Vragen naar: \(name)"))
      }
    }
  }

  /// Asked on a terminal before a slip is written of which something is told, after that.
  public var slipQuestion: String {
    say(
      "Écrire le papillon ainsi\u{A0}? (o/N) ", "Write the slip like that? (y/N) ",
      "Het briefje zo schrijven? (j/N) ")
  }

  /// One page in large letters.
  func paper(title: String, _ content: (inout HTML) -> Void) -> String {
    page(title: title, style: .paper) { html in
      html.element("h1", title)
      html.newline()
      // Under the title: what stands last may be on a page of its own.
      if let draftPaper {
        html.element("p", [("class", "draft")]) { $0.add(draftPaper) }
        html.newline()
      }
      content(&html)
    }
  }
}

extension String {
  fileprivate var trimmed: String { Spoken.trimmed(self) }
}
