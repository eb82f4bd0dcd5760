public import CaseFile
public import Notebook

/// A paired service that a note does not go to.
public struct UnreachedService: Hashable, Sendable {
  public var service: String
  public var why: Unreached
  /// Of an earlier note: the day from which on that service gets notes of the volet.
  public var since: CalendarDate?

  public init(_ service: String, _ why: Unreached = .noConsent, since: CalendarDate? = nil) {
    (self.service, self.why, self.since) = (service, why, since)
  }
}

extension Phrasebook {
  /// How a record stands, in a word; empty for one that stands as it is.
  public func noteStanding(_ standing: RecordSummary.State) -> String {
    switch standing {
    case .current: ""
    case .conflict: say("à accorder", "to settle", "af te stemmen")
    case .deleteRequested:
      say("suppression demandée", "deletion requested", "verwijdering gevraagd")
    case .parked: say("pas encore lisible", "not readable yet", "nog niet leesbaar")
    case .unreadable: say("illisible", "unreadable", "onleesbaar")
    case .damaged:
      say(
        "abîmée sur cet appareil : ne s’ouvre pas, ou pas entière",
        "damaged on this device: does not open, or not whole",
        "beschadigd op dit toestel: gaat niet open, of niet volledig")
    case .newer: say("version plus récente", "newer version", "nieuwere versie")
    case .deleted: say("supprimée", "deleted", "verwijderd")
    }
  }

  /// What is to be known of a record beside how it stands, in a word.
  public func noteMark(_ mark: RecordSummary.Mark) -> String {
    switch mark {
    case .orphan: say("note orpheline", "orphan note", "weesnotitie")
    case .afterEnd:
      say(
        "écrite après la fin de l’accès", "written after the end of access",
        "geschreven na het einde van de toegang")
    case .arrivedLate:
      say(
        "arrivée après la fin de l’accès", "arrived after the end of access",
        "aangekomen na het einde van de toegang")
    case .apart: say("à relire", "to be read again", "te herlezen")
    case .toCoSign: say("à cosigner", "to be co-signed", "mee te ondertekenen")
    }
  }

  /// How it stands and what is to be known of it, in a few words; empty when there is nothing to say.
  func standing(of row: RecordRow) -> String { standing(row.standing, row.marks) }

  /// The same on a list, with who co-signed it last; the copy has a line for that.
  func listed(_ row: RecordRow) -> String {
    [standing(of: row), row.coSigners.isEmpty ? "" : coSigned(row)].filter { !$0.isEmpty }
      .joined(separator: ", ")
  }

  func standing(_ standing: RecordSummary.State, _ marks: [RecordSummary.Mark]) -> String {
    ([noteStanding(standing)] + marks.map(noteMark)).filter { !$0.isEmpty }
      .joined(separator: ", ")
  }

  /// `deleted` counts the notes that were deleted and are not in `rows`.
  public func noteList(_ rows: [RecordRow], deleted: Int = 0) -> String {
    guard !rows.isEmpty else {
      return deletedNotShown(deleted)
        + noNote
    }
    var table = Table([
      say("NOTE", "NOTE", "NOTITIE"), say("VOLET", "VOLET", "LUIK"), say("DATE", "DATE", "DATUM"),
      say("TYPE", "KIND", "SOORT"), say("AUTEUR·E", "AUTHOR", "AUTEUR"),
      say("TITRE", "TITLE", "TITEL"), "",
    ])
    for row in rows {
      let days = row.happened.isEmpty ? [dayOrNone(row.entered)] : row.happened.map(date(written:))
      table.rows.append([
        row.id.shortened, shortName(row.volet), days.joined(separator: " / "),
        row.kinds.map(noteKind(code:)).joined(separator: " / "), signature(row),
        titles(row.titles), listed(row),
      ])
    }
    return table.text + deletedNotShown(deleted)
  }

  /// Of a place in which nothing stands for this reader, and perhaps something for others.
  var noNote: String {
    say(
      "Aucune note que vous puissiez lire ici.\n", "No note here that you may read.\n",
      "Geen notitie hier die u mag lezen.\n")
  }

  private func deletedNotShown(_ number: Int) -> String {
    guard number > 0 else { return "" }
    let counted = count(
      number, ("note supprimée n’est pas montrée", "notes supprimées ne sont pas montrées"),
      ("deleted note is not shown", "deleted notes are not shown"),
      ("verwijderde notitie is niet getoond", "verwijderde notities zijn niet getoond"))
    return say(
      "\(counted) : --deleted les montre.\n", "\(counted): --deleted shows them.\n",
      "\(counted): --deleted toont ze.\n")
  }

  /// The day of a moment, or a dash when nothing tells it.
  func dayOrNone(_ moment: ZonedMoment?) -> String { moment.map(day) ?? "–" }

  /// The day and the hour of a moment, when something tells it.
  func momentIfKnown(_ known: ZonedMoment?) -> String {
    known.map(moment) ?? say("date inconnue", "unknown date", "onbekende datum")
  }

  /// Everybody who wrote something that stands in a record, and the service when it is another one.
  func signature(_ row: RecordRow) -> String {
    let names = (row.authors.isEmpty ? [row.author] : row.authors).filter { !$0.isEmpty }
    let authors = names.map(Visible.line).joined(separator: ", ")
    guard row.isReceived else { return names.isEmpty ? "–" : authors }
    let service = Visible.line(row.service)
    return names.isEmpty ? service : "\(authors) (\(service))"
  }

  /// `supprimée le … par …`; nothing when nobody did.
  func deletionLine(_ row: RecordRow) -> String {
    guard let deletion = row.deletion else { return "" }
    let by = Visible.line(deletion.author)
    let when = momentIfKnown(deletion.entered)
    return say(
      "Suppression demandée par \(by) (\(when)).\n", "Deletion asked by \(by) (\(when)).\n",
      "Verwijdering gevraagd door \(by) (\(when)).\n")
  }

  /// A note. Control characters are made visible, for a terminal and for a file, which somebody shows on a terminal; the
  /// exact text is in JSON.
  ///
  /// - Parameter endsLine: whether a newline ends the text, as a terminal needs it.
  public func notePage(_ page: RecordPage, endsLine: Bool = true) -> String {
    var text = noteHeader(page.row)
    for conflict in page.conflicts { text += conflicting(conflict) }
    text += writtenApart(page.apart)
    text += "\n"
    text += Visible.block(page.text)
    return page.text.utf8.last == 0x0A || !endsLine ? text : text + "\n"
  }

  private func noteHeader(_ row: RecordRow) -> String {
    let titles = row.titles.filter { !$0.isEmpty }
    var text = titles.isEmpty ? "" : titles.map(Visible.line).joined(separator: " / ") + "\n"
    let kinds = row.kinds.filter { !$0.isEmpty }.map(noteKind(code:)).joined(separator: " / ")
    text +=
      [volet(row.volet), kinds, signature(row)].filter { !$0.isEmpty && $0 != "–" }
      .joined(separator: " – ") + "\n"
    var dates: [String] = []
    if !row.happened.isEmpty {
      let days = row.happened.map(on(written:)).joined(separator: " / ")
      dates.append(say("s’est passé \(days)", "happened \(days)", "gebeurd \(days)"))
    }
    if !row.written.isEmpty {
      let days = row.written.map(on(written:)).joined(separator: " / ")
      dates.append(say("écrit \(days)", "written \(days)", "geschreven \(days)"))
    }
    if let entered = row.entered { dates.append(enteredLine(entered)) }
    if !dates.isEmpty { text += dates.joined(separator: ", ") + "\n" }
    if let type = row.type, let code = type.rectified, let field = type[code] {
      let reasons = (row.values[code] ?? []).map(Visible.line).joined(separator: " / ")
      if !reasons.isEmpty { text += labelled(name(of: field, in: type), reasons) + "\n" }
    }
    if !row.version.isEmpty { text += versionLine(row.version) }
    return text + standingLines(row)
  }

  func enteredLine(_ entered: ZonedMoment) -> String {
    let told = moment(entered)
    return entered.isBelieved && entered.local != nil
      ? say("saisi le \(told)", "entered on \(told)", "ingevoerd op \(told)")
      : say("saisi à une \(told)", "entered on an \(told)", "ingevoerd op een \(told)")
  }

  /// How a record stands and what is to be known of it, a sentence a line; nothing when there is nothing to say.
  func standingLines(_ row: RecordRow) -> String {
    let noun = RecordNoun(row.type)
    var text = ""
    switch row.standing {
    case .current, .conflict: break
    case .deleteRequested:
      text += say(
        "Quelqu’un a demandé de supprimer cette \(noun.french) pendant qu’une autre personne y écrivait. Elle reste ; décidez ensemble.\n",
        "Somebody asked to delete this \(noun.english) while another person was writing in it. It stays; decide together.\n",
        "Iemand vroeg deze \(noun.dutch) te verwijderen terwijl iemand anders erin schreef. Ze blijft; beslis samen.\n"
      )
      text += deletionLine(row)
    case .deleted:
      let copied =
        row.isOfService
        ? ("", "", "")
        : (
          " et dans la copie de la personne", " and in the person’s copy",
          " en in de kopie van de persoon"
        )
      text += say(
        "\(noun.french.capitalisedFirst) supprimée. Ses mots restent ici\(copied.0) ; « \(command: "carnet \(noun.command) restore") » la reprend, « \(command: "carnet \(noun.command) erase") » détruit ses mots.\n",
        "Deleted \(noun.english). Its words stay here\(copied.1); “carnet \(noun.command) restore” brings it back, “carnet \(noun.command) erase” destroys its words.\n",
        "Verwijderde \(noun.dutch). De woorden blijven hier\(copied.2); “carnet \(noun.command) restore” haalt ze terug, “carnet \(noun.command) erase” vernietigt de woorden.\n"
      )
      text += deletionLine(row)
    case .parked:
      text += say(
        "Une partie de cette note ne s’ouvre pas encore.\n",
        "Part of this note does not open yet.\n",
        "Een deel van deze notitie gaat nog niet open.\n")
    case .unreadable:
      let service = Visible.line(row.service)
      text += say(
        "Cette note est arrivée \(de: service) et ne pourra jamais être lue : l’appareil qui l’a envoyée l’a mal écrite. Dites-le à ce service.\n",
        "This note came from \(service) and can never be read: the device that sent it wrote it wrongly. Tell that service.\n",
        "Deze notitie kwam van \(service) en zal nooit gelezen kunnen worden: het toestel dat ze stuurde, schreef ze verkeerd. Zeg het die dienst.\n"
      )
    case .damaged: text += damagedSentence + "\n"
    case .newer:
      text += say(
        "Ceci a été écrit avec une version plus récente de Carnet, qui seule peut le montrer. Rien n’en est perdu. Mettez Carnet à jour sur cet appareil.\n",
        "This was written with a newer version of Carnet, which alone can show it. Nothing of it is lost. Update Carnet on this device.\n",
        "Dit is met een nieuwere versie van Carnet geschreven, die het als enige kan tonen. Er gaat niets van verloren. Werk Carnet op dit toestel bij.\n"
      )
    }
    for mark in row.marks { text += said(mark, noun) }
    if !row.coSigners.isEmpty { text += coSigned(row).capitalisedFirst + "\n" }
    return text
  }

  func conflicting(_ conflict: ConflictingField) -> String {
    let field = name(of: conflict)
    let number = conflict.values.count
    var text = say(
      "\(field) : \(number) versions. Gardez-en une ou écrivez la bonne ; toutes restent consultables.\n",
      "\(field): \(number) versions. Keep one or write the right one; all stay readable.\n",
      "\(field): \(number) versies. Houd er één of schrijf de juiste; alle blijven leesbaar.\n")
    for written in conflict.values {
      let value = value(written, of: conflict)
      let by = Visible.line(written.author)
      text += say(
        "  \(value) – écrit par \(by) (\(momentIfKnown(written.entered)))\n",
        "  \(value) – written by \(by) (\(momentIfKnown(written.entered)))\n",
        "  \(value) – geschreven door \(by) (\(momentIfKnown(written.entered)))\n")
    }
    return text
  }

  func versionLine(_ version: String) -> String {
    labelled(say("Version", "Version", "Versie"), version) + "\n"
  }

  /// Every version of a record, oldest first, and how what is hidden in them is seen.
  ///
  /// - Parameter record: by what it was named; none for a card, in which nothing is hidden.
  public func recordHistory(_ versions: [RecordVersionRow], of record: String = "") -> String {
    let isHidden = versions.contains { !$0.hidden.isEmpty }
    return told(versions) + (isHidden ? "\n" + hiddenLine(of: Visible.line(record.shortened)) : "")
  }

  private func told(_ versions: [RecordVersionRow]) -> String {
    versions.map { version in
      let by = version.author.isEmpty ? "" : Visible.line(version.author) + " "
      let head = "\(moment(version.entered)) – \(by)(\(version.change.shortened))"
      if let deed = deed(version) { return head + " – " + deed + "\n" }
      let waits = version.coSignature == .asked ? " – " + noteMark(.toCoSign) : ""
      return head + waits + "\n" + words(of: version)
    }.joined(separator: "\n")
  }

  func did(_ deletion: DeletionOutcome, to type: RecordType) -> String {
    let noun = RecordNoun(type)
    return switch deletion {
    case .done:
      say(
        "a supprimé la \(noun.french)", "deleted the \(noun.english)",
        "verwijderde de \(noun.dutch)")
    case .asked:
      say(
        "a demandé de supprimer la \(noun.french), sans avoir vu ce qu’une autre personne écrivait : elle est restée",
        "asked to delete the \(noun.english), not having seen what somebody else was writing: it stayed",
        "vroeg de \(noun.dutch) te verwijderen, zonder gezien te hebben wat iemand anders schreef: ze bleef"
      )
    }
  }
}

extension Phrasebook {
  private func said(_ mark: RecordSummary.Mark, _ noun: RecordNoun) -> String {
    switch mark {
    case .orphan:
      say(
        "\(noun.french.capitalisedFirst) orpheline : l’accord a pris fin avant son envoi. Elle reste ici ; décidez avec la personne.\n",
        "Orphan \(noun.english): the consent ended before it was sent. It stays here; decide with the person.\n",
        "Wees\(noun.dutch): de toestemming eindigde voor het versturen. Ze blijft hier; beslis met de persoon.\n"
      )
    case .afterEnd:
      say(
        "Quelqu’un y a écrit après la fin de son accès, sans le savoir ou malgré elle. Relisez-la avant de vous y fier ; vérifiez avec cette personne ou avec la personne suivie.\n",
        "Somebody wrote in it after their access had ended, not knowing or in spite of it. Read it again before you rely on it; check with them or with the followed person.\n",
        "Iemand schreef erin na het einde van de toegang, zonder het te weten of ondanks dat. Lees ze opnieuw voor u erop vertrouwt; ga na bij die persoon of bij de begeleide persoon.\n"
      )
    case .arrivedLate:
      say(
        "Une partie de cette \(noun.french) est arrivée après la fin de l’accès de son auteur ; sa date ne peut pas être vérifiée. Elle peut avoir été écrite avant, sans réseau.\n",
        "Part of this \(noun.english) arrived after its author’s access had ended; its date cannot be checked. It may have been written before, without a network.\n",
        "Een deel van deze \(noun.dutch) kwam aan na het einde van de toegang van de auteur; de datum kan niet gecontroleerd worden. Ze kan ervoor geschreven zijn, zonder netwerk.\n"
      )
    case .toCoSign: waitsForCoSignature(noun)
    // Its sentences are shown below, and say so.
    case .apart: ""
    }
  }
}
