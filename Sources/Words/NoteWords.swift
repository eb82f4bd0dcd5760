public import CaseFile

/// How a note stands for its reader.
public enum NoteStanding: String, CaseIterable, Hashable, Sendable {
  case current
  case conflict
  case deleteRequested
  /// Meant for a share that was closed meanwhile.
  case orphan
  /// Arrived, and part of it does not open.
  case parked
}

/// A line of a list of notes. What has several values shows them all.
public struct NoteRow: Hashable, Sendable {
  public var id: String
  public var caseID: String
  public var volet: Volet
  /// Codes of ``NoteKind``.
  public var kinds: [String]
  public var author: String
  /// The service of the author.
  public var service: String
  /// Whether it is from another service.
  public var isReceived: Bool
  /// Dates as written in the note.
  public var happened: [String]
  public var written: [String]
  public var entered: ZonedMoment
  public var titles: [String]
  public var standing: NoteStanding

  public init(
    id: String, caseID: String, volet: Volet, kinds: [String], author: String,
    service: String, isReceived: Bool = false, happened: [String] = [], written: [String] = [],
    entered: ZonedMoment, titles: [String] = [], standing: NoteStanding = .current
  ) {
    self.id = id
    self.caseID = caseID
    self.volet = volet
    self.kinds = kinds
    self.author = author
    self.service = service
    self.isReceived = isReceived
    self.happened = happened
    self.written = written
    self.entered = entered
    self.titles = titles
    self.standing = standing
  }
}

/// One of several values of a field, and who wrote it.
public struct WrittenValue: Hashable, Sendable {
  /// `nil` when the writer emptied the field.
  public var value: String?
  public var author: String
  public var entered: ZonedMoment

  public init(value: String?, author: String, entered: ZonedMoment) {
    self.value = value
    self.author = author
    self.entered = entered
  }
}

/// A field with several values.
public struct ConflictingField: Hashable, Sendable {
  public var field: NoteField
  public var values: [WrittenValue]

  public init(field: NoteField, values: [WrittenValue]) {
    self.field = field
    self.values = values
  }
}

/// A note, opened.
public struct NotePage: Hashable, Sendable {
  public var row: NoteRow
  public var text: String
  public var conflicts: [ConflictingField]
  public var apart: [ProseWrittenApart]

  public init(
    row: NoteRow, text: String, conflicts: [ConflictingField] = [], apart: [ProseWrittenApart] = []
  ) {
    self.row = row
    self.text = text
    self.conflicts = conflicts
    self.apart = apart
  }
}

/// One change of a note, as its history tells it.
public struct NoteVersion: Hashable, Sendable {
  public var change: String
  public var author: String
  public var entered: ZonedMoment
  /// The whole text after the change.
  public var text: String

  public init(change: String, author: String, entered: ZonedMoment, text: String) {
    self.change = change
    self.author = author
    self.entered = entered
    self.text = text
  }
}

/// Why a note does not go to a paired service.
public enum WhyUnreached: String, CaseIterable, Hashable, Sendable {
  case noConsent
  case planned
  case otherVolets
  case earlierNote
}

/// A paired service that a note does not go to.
public struct UnreachedService: Hashable, Sendable {
  public var service: String
  public var why: WhyUnreached

  public init(_ service: String, _ why: WhyUnreached = .noConsent) {
    (self.service, self.why) = (service, why)
  }
}

extension Phrasebook {
  private func whyUnreached(_ why: WhyUnreached) -> String {
    switch why {
    case .noConsent: say("aucun accord", "no consent", "geen toestemming")
    case .planned:
      say(
        "l’accord prévu n’a pas pris effet", "the planned consent has not taken effect",
        "de geplande toestemming is nog niet ingegaan")
    case .otherVolets:
      say(
        "l’accord en cours porte sur d’autres volets", "the present consent is for other volets",
        "de lopende toestemming gaat over andere luiken")
    case .earlierNote:
      say(
        "l’accord en cours ne porte pas sur cette note d’avant",
        "the present consent does not go for this earlier note",
        "de lopende toestemming geldt niet voor deze eerdere notitie")
    }
  }

  /// After saving: where the note is, where it will go, where it will not.
  public func noteSaved(id: String, willReach: [String], willNotReach: [UnreachedService])
    -> String
  {
    var text = say(
      "Enregistré sur cet appareil.", "Saved on this device.", "Bewaard op dit toestel.")
    if !willReach.isEmpty {
      let names = willReach.map(Visible.line).joined(separator: ", ")
      text += say(
        " Sera transmis à : \(names).", " Will be sent to: \(names).",
        " Wordt verstuurd naar: \(names).")
    }
    for why in WhyUnreached.allCases {
      let names = willNotReach.filter { $0.why == why }.map { Visible.line($0.service) }
        .joined(separator: ", ")
      guard !names.isEmpty else { continue }
      text += say(
        " Pas transmis à : \(names) (\(whyUnreached(why))).",
        " Not sent to: \(names) (\(whyUnreached(why))).",
        " Niet verstuurd naar: \(names) (\(whyUnreached(why))).")
    }
    return text + "\n" + say("Note : \(id)\n", "Note: \(id)\n", "Notitie: \(id)\n")
  }

  public func noteDeleted() -> String {
    say(
      "Note supprimée sur cet appareil. Si quelqu’un y écrivait en même temps, elle restera, et vous serez prévenu·e.\n",
      "Note deleted on this device. If somebody was writing in it meanwhile, it will stay, and you will be told.\n",
      "Notitie verwijderd op dit toestel. Schreef iemand er intussen in, dan blijft ze en krijgt u dat te zien.\n"
    )
  }

  /// After erasing; `asked` are the other services that may hold the note, `attested` those of them that have answered.
  public func noteErased(asked: [String], attested: [String]) -> String {
    var text = say(
      "Les mots de cette note sont détruits sur cet appareil. Les autres appareils du service les détruiront au prochain échange.",
      "The words of this note are destroyed on this device. The other devices of the service will destroy them at the next exchange.",
      "De woorden van deze notitie zijn vernietigd op dit toestel. De andere toestellen van de dienst doen het bij de volgende uitwisseling."
    )
    let waited = asked.filter { name in !attested.contains { $0.utf8.elementsEqual(name.utf8) } }
    if !waited.isEmpty {
      let names = waited.map(Visible.line).joined(separator: ", ")
      text += say(
        " Il est demandé d’effacer à ceux qui ont pu la recevoir : \(names). La demande part au prochain échange ; personne ne peut effacer à distance.",
        " Those who may have received it are asked to erase it: \(names). The request leaves with the next exchange; nobody can erase from afar.",
        " Wie ze kan hebben ontvangen, wordt gevraagd te wissen: \(names). De vraag vertrekt bij de volgende uitwisseling; niemand kan van op afstand wissen."
      )
    }
    if !attested.isEmpty {
      let names = attested.map(Visible.line).joined(separator: ", ")
      text += say(
        " Ont attesté l’effacement : \(names).", " Have attested the erasure: \(names).",
        " Hebben het wissen bevestigd: \(names).")
    }
    return text + "\n"
  }

  public func noteStanding(_ standing: NoteStanding) -> String {
    switch standing {
    case .current: ""
    case .conflict: say("à accorder", "to settle", "af te stemmen")
    case .deleteRequested:
      say("suppression demandée", "deletion requested", "verwijdering gevraagd")
    case .orphan: say("note orpheline", "orphan note", "weesnotitie")
    case .parked: say("pas encore lisible", "not readable yet", "nog niet leesbaar")
    }
  }

  public func noteField(_ field: NoteField) -> String {
    switch field {
    case .kind: say("Type", "Kind", "Soort")
    case .title: say("Titre", "Title", "Titel")
    case .happened: say("S’est passé le", "Happened on", "Gebeurd op")
    case .written: say("Écrit le", "Written on", "Geschreven op")
    }
  }

  func fieldValue(_ value: String, of field: NoteField) -> String {
    switch field {
    case .kind: noteKind(code: value)
    case .title: Visible.line(value)
    case .happened, .written: date(written: value)
    }
  }

  public func noteList(_ rows: [NoteRow]) -> String {
    guard !rows.isEmpty else {
      return say(
        "Aucune note que vous puissiez lire ici.\n", "No note here that you may read.\n",
        "Geen notitie hier die u mag lezen.\n")
    }
    var table = Table([
      "NOTE", say("VOLET", "VOLET", "LUIK"), say("DATE", "DATE", "DATUM"),
      say("TYPE", "KIND", "SOORT"), say("AUTEUR·E", "AUTHOR", "AUTEUR"),
      say("TITRE", "TITLE", "TITEL"), "",
    ])
    for row in rows {
      let days = row.happened.isEmpty ? [day(row.entered)] : row.happened.map(date(written:))
      table.rows.append([
        row.id.shortened, row.volet.code, days.joined(separator: " / "),
        row.kinds.map(noteKind(code:)).joined(separator: " / "), signature(row),
        row.titles.joined(separator: " / "), noteStanding(row.standing),
      ])
    }
    return table.text
  }

  func signature(_ row: NoteRow) -> String {
    let author = Visible.line(row.author)
    return row.isReceived ? "\(author) (\(Visible.line(row.service)))" : author
  }

  /// A note. For a terminal (`onTerminal`) control characters are made visible and a newline ends
  /// the text; elsewhere the text is exactly the text.
  public func notePage(_ page: NotePage, onTerminal: Bool) -> String {
    var text = noteHeader(page.row)
    for conflict in page.conflicts { text += conflicting(conflict) }
    text += writtenApart(page.apart)
    text += "\n"
    guard onTerminal else { return text + page.text }
    text += Visible.block(page.text)
    return page.text.utf8.last == 0x0A ? text : text + "\n"
  }

  private func noteHeader(_ row: NoteRow) -> String {
    var text =
      row.titles.isEmpty ? "" : row.titles.map(Visible.line).joined(separator: " / ") + "\n"
    text +=
      "\(volet(row.volet)) – \(row.kinds.map(noteKind(code:)).joined(separator: " / "))"
      + " – \(signature(row))\n"
    var dates: [String] = []
    if !row.happened.isEmpty {
      let days = row.happened.map(date(written:)).joined(separator: " / ")
      dates.append(say("s’est passé le \(days)", "happened on \(days)", "gebeurd op \(days)"))
    }
    if !row.written.isEmpty {
      let days = row.written.map(date(written:)).joined(separator: " / ")
      dates.append(say("écrit le \(days)", "written on \(days)", "geschreven op \(days)"))
    }
    let entered = moment(row.entered)
    dates.append(say("saisi le \(entered)", "entered on \(entered)", "ingevoerd op \(entered)"))
    text += dates.joined(separator: ", ") + "\n"
    switch row.standing {
    case .current, .conflict: break
    case .deleteRequested:
      text += say(
        "Quelqu’un a demandé de supprimer cette note pendant qu’une autre personne y écrivait. Elle reste ; décidez ensemble.\n",
        "Somebody asked to delete this note while another person was writing in it. It stays; decide together.\n",
        "Iemand vroeg deze notitie te verwijderen terwijl iemand anders erin schreef. Ze blijft; beslis samen.\n"
      )
    case .orphan:
      text += say(
        "Note orpheline : l’accord a pris fin avant son envoi. Elle reste ici ; décidez avec la personne.\n",
        "Orphan note: the consent ended before it was sent. It stays here; decide with the person.\n",
        "Weesnotitie: de toestemming eindigde voor het versturen. Ze blijft hier; beslis met de persoon.\n"
      )
    case .parked:
      text += say(
        "Une partie de cette note ne s’ouvre pas encore.\n",
        "Part of this note does not open yet.\n",
        "Een deel van deze notitie gaat nog niet open.\n")
    }
    return text
  }

  private func conflicting(_ conflict: ConflictingField) -> String {
    let field = noteField(conflict.field)
    let number = conflict.values.count
    var text = say(
      "\(field) : \(number) versions. Gardez-en une ou écrivez la bonne ; toutes restent consultables.\n",
      "\(field): \(number) versions. Keep one or write the right one; all stay readable.\n",
      "\(field): \(number) versies. Houd er één of schrijf de juiste; alle blijven leesbaar.\n")
    for written in conflict.values {
      let value =
        written.value.map { fieldValue($0, of: conflict.field) }
        ?? say("(vide)", "(empty)", "(leeg)")
      let by = Visible.line(written.author)
      text += say(
        "  \(value) – écrit par \(by) (\(moment(written.entered)))\n",
        "  \(value) – written by \(by) (\(moment(written.entered)))\n",
        "  \(value) – geschreven door \(by) (\(moment(written.entered)))\n")
    }
    return text
  }

  /// Every version of a text, oldest first.
  public func noteHistory(_ versions: [NoteVersion]) -> String {
    versions.map { version in
      "\(moment(version.entered)) – \(Visible.line(version.author)) (\(version.change.shortened))\n"
        + Visible.block(version.text) + (version.text.utf8.last == 0x0A ? "" : "\n")
    }.joined(separator: "\n")
  }
}
