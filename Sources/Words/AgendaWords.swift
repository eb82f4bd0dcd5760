import CaseFile
import Notebook

/// What is due, as people read it.
extension Phrasebook {
  /// What is late first, then by day and hour.
  public func agenda(_ page: AgendaPage) -> String {
    var text = ""
    if !page.late.isEmpty {
      text += say("À faire depuis :\n", "To be done since:\n", "Te doen sinds:\n")
      for row in page.late { text += line(row, isLate: true) }
    }
    var last: CalendarDate?
    for row in page.rows {
      if row.day != last { text += (text.isEmpty ? "" : "\n") + weekday(row.day) + "\n" }
      last = row.day
      text += line(row, isLate: false)
    }
    return text + nothing(page) + leftOut(page)
  }

  private func leftOut(_ page: AgendaPage) -> String {
    page.leavesOutShared
      ? say(
        "Ce que d’autres services partagent n’y est pas : lisez-le avec « carnet case list --received », puis « carnet record list ».\n",
        "What other services share is not in it: read it with “carnet case list --received”, then “carnet record list”.\n",
        "Wat andere diensten delen staat er niet in: lees het met “carnet case list --received”, daarna “carnet record list”.\n"
      )
      : ""
  }

  /// Days of which nothing is said are told together.
  private func nothing(_ page: AgendaPage) -> String {
    let (first, last) = (page.days.lowerBound, page.days.upperBound)
    guard page.rows.isEmpty else {
      let days = last.daysSince1970 - first.daysSince1970 + 1
      let isFull = Set(page.rows.map(\.day)).count >= days
      return isFull
        ? "" : say("\nRien d’autre ", "\nNothing else ", "\nNiets anders ") + between(page)
    }
    return (page.late.isEmpty ? "" : "\n") + say("Rien ", "Nothing ", "Niets ") + between(page)
  }

  private func between(_ page: AgendaPage) -> String {
    let (first, last) = (date(page.days.lowerBound), date(page.days.upperBound))
    guard first != last else { return say("le \(first).\n", "on \(first).\n", "op \(first).\n") }
    return say(
      "du \(first) au \(last).\n", "from \(first) to \(last).\n", "van \(first) tot \(last).\n")
  }

  private func line(_ row: AgendaRow, isLate: Bool) -> String {
    var start = row.moment.map { hour($0) } ?? ""
    if isLate {
      start = [date(row.written), start].filter { !$0.isEmpty }.joined(separator: " ")
    }
    let place = row.places.map(Visible.line).joined(separator: " / ")
    let parts = [row.person.map(person), what(row), place].compactMap(\.self)
    let marks = [
      told(outcomesOf: row), row.record.map { "(\($0.shortened))" } ?? "", erasing(row),
    ]
    return "  "
      + ([start] + [parts.filter { !$0.isEmpty }.joined(separator: " – ")] + marks)
      .filter { !$0.isEmpty }.joined(separator: "  ") + "\n"
  }

  /// What sort of thing it is, and what tells it from others.
  private func what(_ row: AgendaRow) -> String {
    let name = name(of: row)
    switch row.what {
    case .due:
      guard let type = row.type else { return name }
      // The day and the place stand beside it, and what became of it behind; who asked for another day says nothing of what
      // it is about.
      let beside = [
        row.field?.code, type.placeField?.code, type.meetingState?.code, row.field?.due?.mover,
      ]
      // Any other day without its label would read as the one on which it is due.
      let told = row.values.filter { !beside.contains($0.key) && type[$0.key]?.isDay != true }
      let heading = heading(told, of: type)
      return heading.isEmpty ? name : labelled(name, heading)
    case .consentEnds, .consentBegins:
      return row.service.map { labelled(name, Visible.line($0)) } ?? name
    case .release: return name
    }
  }

  /// The command that erases what is kept no longer; nothing for the rest.
  private func erasing(_ row: AgendaRow) -> String {
    guard row.what == .due(.erasure), let type = row.type, let record = row.record else {
      return ""
    }
    return typed("carnet \(type.code) erase \(record.shortened)")
  }

  private func told(outcomesOf row: AgendaRow) -> String {
    var marks: [String] = []
    if row.isOver, let vocabulary = row.type?.meetingState?.vocabulary {
      marks.append(row.outcomes.map { label($0, of: vocabulary) }.joined(separator: " / "))
    }
    if row.isUnsettled { marks.append(say("à accorder", "to settle", "af te stemmen")) }
    return marks.isEmpty ? "" : "[" + marks.joined(separator: ", ") + "]"
  }

  /// What is due, in a word or two: an appointment goes by its kind.
  func name(of row: AgendaRow) -> String {
    if row.isAppointment, let type = row.type { return name(of: type) }
    return name(of: row.what)
  }

  /// The same where nobody knows the kind.
  func name(of what: AgendaRow.What) -> String {
    switch what {
    case .due(.appointment): say("rencontre", "meeting", "ontmoeting")
    case .due(.expiry): say("fin de validité", "runs out", "vervalt")
    case .due(.renewal): say("à renouveler", "to renew", "te vernieuwen")
    case .due(.answer): say("réponse attendue", "answer awaited", "antwoord verwacht")
    case .due(.review): say("à revoir ensemble", "to look at again", "samen te herzien")
    case .due(.erasure):
      say("gardée jusque-là, à effacer", "kept until then, to erase", "tot dan bewaard, te wissen")
    case .consentEnds: say("fin d’un accord", "end of a consent", "einde van een toestemming")
    case .consentBegins:
      say("début d’un accord", "beginning of a consent", "begin van een toestemming")
    case .release: say("sortie", "release", "vrijlating")
    }
  }

  // MARK: Days and hours

  /// The hour on the wall.
  func hour(_ moment: WrittenMoment) -> String {
    hour(ZonedMoment(milliseconds: moment.milliseconds, offset: moment.offset))
  }

  /// `lundi 23/11/2026`; a day, and neither a month nor a year.
  func weekday(_ day: CalendarDate) -> String {
    // 1 January 1970 was a Thursday.
    let number = ((day.daysSince1970 + 3) % 7 + 7) % 7
    let names = Self.weekdays[number]
    return say(names.french, names.english, names.dutch) + " " + date(day)
  }

  private static let weekdays: [(french: French, english: Told, dutch: Told)] = [
    ("lundi", "Monday", "maandag"), ("mardi", "Tuesday", "dinsdag"),
    ("mercredi", "Wednesday", "woensdag"), ("jeudi", "Thursday", "donderdag"),
    ("vendredi", "Friday", "vrijdag"), ("samedi", "Saturday", "zaterdag"),
    ("dimanche", "Sunday", "zondag"),
  ]

  /// A file was written for who asked for one.
  public func agendaWritten(paper: String?, calendar: String?) -> String {
    let written = [paper, calendar].compactMap(\.self).filter { $0 != "-" }.map { Visible.line($0) }
    return written.map { file in
      say("Écrit : \(file)\n", "Written: \(file)\n", "Geschreven: \(file)\n")
    }.joined()
  }
}
