import CaseFile

/// A follow-up that passes to a colleague.
extension Phrasebook {
  /// Before anything is written: what passes, person by person.
  public func handover(_ page: HandoverPage) -> String {
    let to = Visible.line(page.to)
    var text =
      say("À transmettre à \(to)", "To be handed over to \(to)", "Over te dragen aan \(to)") + "\n"
    for file in page.files { text += "\n" + lines(of: file).joined(separator: "\n") + "\n" }
    return text + (page.isWhole ? "" : "\n" + maybeMore + "\n")
  }

  private func lines(of file: HandoverPage.File) -> [String] {
    var lines = [
      (file.row.person.map { person($0.name) + ", " + birth($0.born) } ?? "–") + " – "
        + file.row.caseID.shortened
    ]
    let from = file.from.map(Visible.line).joined(separator: ", ")
    lines.append(
      "  "
        + (from.isEmpty
          ? say(
            "Personne ne la suit jusqu’ici.", "Nobody follows until now.",
            "Tot nu volgt niemand op.")
          : labelled(
            say("Référent·e jusqu’ici", "Referent until now", "Referent tot nu"), from)))
    // Who follows stands above already.
    var row = file.row
    row.workers = nil
    let open = toDo(row)
    if !open.isEmpty { lines.append("  " + open.joined(separator: ", ")) }
    for meeting in file.row.meetings {
      lines.append(
        "  "
          + labelled(
            say("Rendez-vous", "Appointment", "Afspraak"),
            weekday(meeting.day) + " " + hour(meeting)))
    }
    return lines + file.things.map { "  " + told($0) }
  }

  private var maybeMore: String {
    say(
      "Votre rôle ne lit pas tous les volets : il peut y avoir autre chose en cours.",
      "Your role does not read every volet: more may be open.",
      "Uw rol leest niet elk luik: er kan nog iets anders lopen.")
  }

  /// What is due, before its day: an answer is waited for since then.
  private func label(of matter: Due.Matter) -> String {
    switch matter {
    case .answer:
      say("attend une réponse depuis", "waits for an answer since", "wacht op antwoord sinds")
    case .appointment, .expiry, .renewal, .review, .erasure: name(of: .due(matter))
    }
  }

  /// What it is, how far, and by when.
  ///
  /// - Parameter onPaper: without what stands apart, and without what tells of a prison.
  private func told(_ thing: HandoverPage.Thing, onPaper: Bool = false) -> String {
    let facts = thing.type.fields.flatMap { (field) -> [String] in
      if onPaper, field.isDiscreet { return [] }
      let values = thing.values[field.code] ?? []
      if let due = field.due {
        return values.map { labelled(label(of: due.matter), value($0, of: field)) }
      }
      guard let vocabulary = field.vocabulary else { return [] }
      return values.filter {
        !onPaper || vocabulary[$0]?.isPenal != true && !field.isClosed($0)
      }.map {
        value($0, of: field)
      }
    }
    return labelled(name(of: thing.type).capitalisedFirst, facts.joined(separator: ", "))
  }

  // MARK: Afterwards

  /// What passed, and what the person is to be told.
  ///
  /// - Parameter worker: who handed over, as the history of the period tells from then on.
  public func handedOver(
    _ rows: [HandedRow], to colleague: String, by worker: String
  ) -> String {
    let (to, by) = (Visible.line(colleague), Visible.line(worker))
    let passed = rows.filter { !$0.isUnchanged && !$0.from.isEmpty }
    var text = ""
    for row in rows {
      let name = (row.person.map { person($0.name) } ?? "–") + " (" + row.caseID.shortened + ")"
      text +=
        row.isUnchanged
        ? say(
          "\(name) : \(to) est déjà référent·e. \(noteBeside(row))\n",
          "\(name): \(to) is the referent already. \(noteBeside(row))\n",
          "\(name): \(to) is al referent. \(noteBeside(row))\n")
        : say(
          "\(name) : transmis à \(to). \(noteTold(row))\n",
          "\(name): handed over to \(to). \(noteTold(row))\n",
          "\(name): overgedragen aan \(to). \(noteTold(row))\n")
    }
    guard !passed.isEmpty else { return text }
    return text
      + say(
        "Changement de référent·e : à lui dire. L’historique dit qui a transmis : \(by). Ce qui était écrit garde son auteur.\n",
        "Change of referent: to be told to the person. The history says who handed over: \(by). What was written keeps its author.\n",
        "Andere referent: aan de persoon te zeggen. De geschiedenis zegt wie heeft overgedragen: \(by). Wat geschreven was, behoudt zijn auteur.\n"
      )
  }

  /// What was written where nothing passed.
  private func noteBeside(_ row: HandedRow) -> String {
    row.note == nil
      ? say("Rien n’a été changé.", "Nothing was changed.", "Er is niets gewijzigd.")
      : noteTold(row)
  }

  private func noteTold(_ row: HandedRow) -> String {
    guard let note = row.note?.shortened else {
      return say(
        "Sans note de transmission.", "Without a note for the colleague.",
        "Zonder overdrachtsnotitie.")
    }
    return say(
      "Note de transmission : \(note).", "Note for the colleague: \(note).",
      "Overdrachtsnotitie: \(note).")
  }

  /// What somebody has to hand over, then how much.
  public func handoverList(_ page: CaseloadPage) -> String {
    guard !page.rows.isEmpty else {
      return say(
        "Aucun suivi à transmettre que vous puissiez lire.\n",
        "No case file to hand over that you may read.\n",
        "Geen dossier over te dragen dat u mag lezen.\n")
    }
    let files = count(
      page.rows.count, ("suivi à transmettre", "suivis à transmettre"),
      ("case file to hand over", "case files to hand over"),
      ("dossier over te dragen", "dossiers over te dragen"))
    let meetings = page.meetingsNextWeek
    let next = count(
      meetings, ("rendez-vous", "rendez-vous"), ("appointment", "appointments"),
      ("afspraak", "afspraken"))
    return lines(of: page)
      + say(
        "\(files). \(next) la semaine prochaine.\n", "\(files). \(next) next week.\n",
        "\(files). \(next) volgende week.\n")
  }

  // MARK: On paper

  /// A page for each person, for the colleague alone: what is open, when they meet, and how she is reached.
  public func handoverPaper(_ page: HandoverPage) -> String {
    paper(title: say("Transmission", "Hand-over", "Overdracht")) { html in
      for file in page.files where !file.isTheirs {
        html.element("div", [("class", "page")]) { html in
          begin(file.call, into: &html)
          html.element("h2", say("Rendez-vous", "Appointments", "Afspraken"))
          let meetings = file.row.meetings.map { weekday($0.day) + " " + hour($0) }
          for line in meetings.isEmpty ? ["–"] : meetings { html.element("p", line) }
          html.element("h2", say("En cours", "Open", "Lopend"))
          for line in openOnPaper(file, isWhole: page.isWhole) { html.element("p", line) }
          ways(of: file.call, into: &html)
        }
        html.newline()
      }
    }
  }

  /// Of what may not lie about there is only the number.
  private func openOnPaper(_ file: HandoverPage.File, isWhole: Bool) -> [String] {
    let shown = file.things.filter { $0.volet.mayLieAbout && $0.volet != .sejour }
    var lines = shown.map { told($0, onPaper: true) }
    let others = file.things.count - shown.count
    if others > 0 {
      let things = count(
        others, ("autre chose", "autres choses"), ("other thing", "other things"),
        ("ander punt", "andere punten"))
      lines.append(
        say(
          "\(things) à lire dans Carnet.", "\(things) to read in Carnet.",
          "\(things) te lezen in Carnet."))
    }
    if !isWhole {
      lines.append(
        say(
          "Cette page peut être incomplète : elle vient d’un rôle qui ne lit pas tous les volets.",
          "This page may be incomplete: it comes from a role that does not read every volet.",
          "Dit blad kan onvolledig zijn: het komt van een rol die niet elk luik leest."))
    }
    return lines.isEmpty ? ["–"] : lines
  }
}
