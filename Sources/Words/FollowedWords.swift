import CaseFile
import Notebook

/// Those who are followed, as people read them: nothing of why.
extension Phrasebook {
  /// A line for each person, then how many.
  public func caseload(_ page: CaseloadPage) -> String {
    guard !page.rows.isEmpty else {
      return say(
        "Personne. --all montre toutes les personnes suivies.\n",
        "Nobody. --all shows all those who are followed.\n",
        "Niemand. --all toont iedereen die opgevolgd wordt.\n")
    }
    return lines(of: page) + counts(page)
  }

  /// A line for each person.
  func lines(of page: CaseloadPage) -> String {
    var table = Table([
      say("SUIVI", "CASE", "DOSSIER"), say("NOM", "NAME", "NAAM"),
      say("DERNIER CONTACT", "LAST CONTACT", "LAATSTE CONTACT"),
      say("PROCHAIN RENDEZ-VOUS", "NEXT APPOINTMENT", "VOLGENDE AFSPRAAK"),
      say("À FAIRE", "TO DO", "TE DOEN"),
    ])
    for row in page.rows {
      table.rows.append([
        row.caseID.shortened, row.person.map { person($0.name) } ?? "–",
        row.lastContact.map { date($0) } ?? "–",
        row.nextMeeting.map { date($0.day) + " " + hour($0) } ?? "–",
        toDo(row).joined(separator: ", "),
      ])
    }
    return table.text + "\n"
  }

  /// What is late first.
  func toDo(_ row: CaseloadPage.Row) -> [String] {
    var parts: [String] = []
    if row.late > 0 {
      parts.append(
        say("\(row.late) en retard", "\(row.late) late", "\(row.late) te laat"))
    }
    if row.urgent > 0 {
      let days = Limits.daysUrgent
      parts.append(
        say(
          "\(row.urgent) d’ici \(days) jours", "\(row.urgent) within \(days) days",
          "\(row.urgent) binnen \(days) dagen"))
    }
    if row.unanswered > 0 {
      let asked = count(
        row.unanswered, ("demande sans réponse", "demandes sans réponse"),
        ("request without an answer", "requests without an answer"),
        ("vraag zonder antwoord", "vragen zonder antwoord"))
      parts.append(asked + (row.longestWait.map { " (\(days($0)))" } ?? ""))
    }
    if row.openRights > 0 {
      parts.append(
        count(
          row.openRights, ("droit en cours", "droits en cours"),
          ("right under way", "rights under way"), ("lopend recht", "lopende rechten")))
    }
    if row.reviews > 0 {
      parts.append(
        count(
          row.reviews, ("point à faire ensemble", "points à faire ensemble"),
          ("look together due", "looks together due"),
          ("gesprek samen te doen", "gesprekken samen te doen")))
    }
    if row.orphans > 0 {
      parts.append(
        count(
          row.orphans, ("note à décider", "notes à décider"),
          ("note to decide about", "notes to decide about"),
          ("notitie te beslissen", "notities te beslissen")))
    }
    if row.workers?.isEmpty == true {
      parts.append(say("sans référent·e", "nobody follows", "zonder referent"))
    }
    return parts
  }

  /// How many, with the rule of what is counted.
  private func counts(_ page: CaseloadPage) -> String {
    let people = count(
      page.rows.count, ("personne", "personnes"), ("person", "people"), ("persoon", "personen"))
    guard page.knowsWho else {
      return say(
        "\(people). Votre rôle ne lit pas qui suit qui : tous les suivis ouverts sont là.\n",
        "\(people). Your role does not read who follows whom: all open case files are here.\n",
        "\(people). Uw rol leest niet wie wie opvolgt: alle open dossiers staan hier.\n")
    }
    let (active, day, rest) = (page.active, date(page.today), Limits.daysPaused)
    return say(
      "\(people). File active : \(active) (suivis ouverts, ou en pause depuis \(rest) jours au plus, le \(day) à 23 h 59).\n",
      "\(people). Active: \(active) (follow-ups that are open, or on hold for at most \(rest) days, on \(day) at 23:59).\n",
      "\(people). Actief: \(active) (opvolgingen die open zijn, of hoogstens \(rest) dagen gepauzeerd, op \(day) om 23.59 uur).\n"
    )
  }

  private func days(_ number: Int) -> String {
    count(number, ("jour", "jours"), ("day", "days"), ("dag", "dagen"))
  }

  /// What waits for an answer, the oldest first.
  public func waiting(_ rows: [WaitingRow]) -> String {
    guard !rows.isEmpty else {
      return say(
        "Aucune demande sans réponse que vous puissiez lire.\n",
        "No request without an answer that you may read.\n",
        "Geen vraag zonder antwoord die u mag lezen.\n")
    }
    var table = Table([
      say("ATTEND DEPUIS", "WAITS SINCE", "WACHT SINDS"), say("DÉLAI", "DELAY", "TERMIJN"),
      say("ÉCRITE LE", "WRITTEN ON", "GESCHREVEN OP"),
      say("PERSONNE", "PERSON", "PERSOON"), say("CONTENU", "CONTENT", "INHOUD"),
      say("FICHE", "RECORD", "FICHE"),
    ])
    for row in rows {
      table.rows.append([
        row.since.map { date($0) } ?? "–", row.days.map { days($0) } ?? "–",
        row.values["written"].map { $0.map { date(written: $0) }.joined(separator: " / ") } ?? "–",
        row.person.map { person($0.name) } ?? "–", content(of: row), row.record.shortened,
      ])
    }
    let number = count(
      rows.count, ("demande sans réponse", "demandes sans réponse"),
      ("request without an answer", "requests without an answer"),
      ("vraag zonder antwoord", "vragen zonder antwoord"))
    return table.text + "\n" + number + ".\n"
  }

  /// What is asked for and how it came, for who may read it: neither is on this row for anybody else.
  private func content(of row: WaitingRow) -> String {
    let waits = row.type.fields.first { $0.due?.matter == .answer }?.code
    let facts = row.type.fields.filter { field in
      !field.isProse && field.code != waits && (field.apart != nil || field.isPlural)
    }.flatMap { field in (row.values[field.code] ?? []).map { value($0, of: field) } }
    return facts.joined(separator: " – ")
  }
}
