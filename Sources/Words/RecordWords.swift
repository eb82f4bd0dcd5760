public import CaseFile
import Notebook

/// Records of every kind but the note, as people read them: each field with its label.
extension Phrasebook {
  /// What a kind is called.
  public func name(of type: RecordType) -> String { type.labels.said(in: self) }

  /// What a field is called, to begin a line.
  func name(of field: RecordField, in type: RecordType) -> String {
    type.labels(of: field).said(in: self).capitalisedFirst
  }

  func name(of conflict: ConflictingField) -> String {
    let field = name(of: conflict.field, in: conflict.type)
    guard let member = conflict.member else { return field }
    return labelled(field, value(member, of: conflict.field))
  }

  /// A value of a field as people read it.
  func value(_ value: String, of field: RecordField) -> String {
    switch field.content {
    case .line, .name, .lines, .prose, .integer: Visible.line(value)
    case .date: date(written: value)
    case .moment: moment(written: value)
    case .flag: flag(value)
    case .code(let vocabulary), .codes(let vocabulary): label(value, of: vocabulary)
    case .reference, .references:
      Visible.line(RecordField.isIdentifier(value) ? value.shortened : value)
    }
  }

  /// What somebody wrote where several did.
  func value(_ written: WrittenValue, of conflict: ConflictingField) -> String {
    if conflict.member != nil {
      return written.value == nil
        ? say("retiré", "taken out", "weggehaald") : say("ajouté", "added", "toegevoegd")
    }
    return written.value.map { value($0, of: conflict.field) } ?? say("(vide)", "(empty)", "(leeg)")
  }

  func flag(_ value: String) -> String {
    switch Bool(value) {
    case true?: say("oui", "yes", "ja")
    case false?: say("non", "no", "nee")
    case nil: bounded(value, Limits.oddWordScalars, .scalars)
    }
  }

  /// A moment as it stands in a document; as it was written if this version cannot read it.
  private func moment(written text: String) -> String {
    do throws(RuleBroken) {
      let moment = try WrittenMoment(parsing: text)
      return self.moment(ZonedMoment(milliseconds: moment.milliseconds, offset: moment.offset))
    } catch {
      return bounded(text, Limits.oddWordScalars, .scalars)
    }
  }

  // MARK: One record

  /// A label and what it labels, for each field that holds something and is no prose, in the order of the declaration.
  func facts(
    _ values: [String: [String]], of type: RecordType
  ) -> [(label: String, value: String)] {
    type.fields.filter { !$0.isProse }.compactMap { field in
      guard let texts = values[field.code], !texts.isEmpty else { return nil }
      let told = texts.map { value($0, of: field) }
      let joined =
        field.isPlural
        ? told.joined(separator: say(" ; ", "; ", "; ")) : told.joined(separator: " / ")
      return (name(of: field, in: type), joined)
    }
  }

  /// The proses of a record that say something, each with its label.
  func proses(
    _ values: [String: [String]], of type: RecordType
  ) -> [(label: String, text: String)] {
    type.fields.filter(\.isProse).compactMap { field in
      values[field.code]?.first.map { (name(of: field, in: type), $0) }
    }
  }

  /// What tells a record from others of its kind, on a list: the first things that it says. Nothing of a prison stands there.
  func heading(_ values: [String: [String]], of type: RecordType) -> String {
    // A rule stands before the number that it is about.
    let rule = type.reachRule(RecordValues(values)).map { [told($0)] } ?? []
    let hasRule = rule.isEmpty ? nil : type.reach?.rule
    var parts: [String] = []
    let proses = type.fields.filter(\.isProse)
    let isOfTwo = proses.contains(where: \.isOwnWords) && !proses.allSatisfy(\.isOwnWords)
    for field in type.fields
    where field.code != hasRule && parts.count < Self.headingParts && !field.isDiscreet {
      let texts = (values[field.code] ?? []).filter { field.vocabulary?[$0]?.isPenal != true }
      guard !texts.isEmpty, field.tells else { continue }
      let told =
        field.isProse
        ? bounded(oneLine(texts[0]), Self.headingScalars, .scalars)
        : texts.map { value($0, of: field) }.joined(separator: " / ")
      parts.append(isOfTwo && field.isProse ? labelled(name(of: field, in: type), told) : told)
    }
    return bounded((rule + parts).joined(separator: " – "), Limits.titleScalars, .scalars)
  }

  private static let headingParts = 3
  private static let headingScalars = 60

  /// A record of any kind, whole; exact texts are in JSON.
  public func recordPage(_ page: RecordPage, endsLine: Bool = true) -> String {
    guard let type = page.row.type, type != .note else {
      return notePage(page, endsLine: endsLine)
    }
    let row = page.row
    let heading = heading(row.values, of: type)
    var text = heading.isEmpty ? "" : heading + "\n"
    text +=
      [volet(row.volet), name(of: type), signature(row)].filter { !$0.isEmpty && $0 != "–" }
      .joined(separator: " – ") + "\n"
    if let entered = row.entered { text += enteredLine(entered).capitalisedFirst + "\n" }
    if !row.version.isEmpty { text += versionLine(row.version) }
    text += standingLines(row)
    text += answered(row)
    for mark in sheetMarks(row) { text += mark.capitalisedFirst + "\n" }
    for conflict in page.conflicts { text += conflicting(conflict) }
    text += writtenApart(page.apart)
    text += hiddenLine(row)
    if page.hidesConflict { text += hiddenConflict(row.id.shortened) }
    return text + "\n" + words(row.namedValues, of: type) + proofLines(page.proofs)
  }

  /// What somebody saw for a record, a line each: the paper, who saw it and when.
  private func proofLines(_ proofs: [RecordRow]) -> String {
    guard let type = proofs.first?.type else { return "" }
    let lines = proofs.map { "  \(heading($0.values, of: type)) (\($0.id.shortened))\n" }
    return underLabel(name(of: type)) + lines.joined()
  }

  /// In how many days an answer came; nothing for what has none.
  private func answered(_ row: RecordRow) -> String {
    let entered = row.entered.flatMap {
      LocalMoment(milliseconds: $0.milliseconds, offset: $0.offset)?.date
    }
    guard let number = row.type?.answeredIn(row.values, entered: entered) else { return "" }
    let days = count(number, ("jour", "jours"), ("day", "days"), ("dag", "dagen"))
    return say(
      "Réponse après \(days).\n", "Answered after \(days).\n", "Antwoord na \(days).\n")
  }

  /// Every field that holds something, a line each, then the proses.
  func words(_ values: [String: [String]], of type: RecordType) -> String {
    let lines = facts(values, of: type).map { labelled($0.label, $0.value) + "\n" }
    return lines.joined() + proseLines(values, of: type)
  }

  private func proseLines(_ values: [String: [String]], of type: RecordType) -> String {
    proses(values, of: type).map { prose in
      underLabel(prose.label) + Visible.block(prose.text)
        + (prose.text.utf8.last == 0x0A ? "" : "\n")
    }.joined()
  }

  /// What stood in a version: its fields, those that it emptied, and its proses, that of a note without its label.
  func words(of version: RecordVersionRow) -> String {
    let facts = facts(of: version).map { labelled($0.label, $0.value) + "\n" }.joined()
    guard version.type == .note else { return facts + proseLines(version.values, of: version.type) }
    return facts + Visible.block(version.text) + (version.text.utf8.last == 0x0A ? "" : "\n")
  }

  /// The fields of a version that are no prose, and after them those that are hidden and those that it emptied.
  func facts(of version: RecordVersionRow) -> [(label: String, value: String)] {
    let emptied = version.type.fields.filter {
      version.changed.contains($0.code) && version.values[$0.code]?.isEmpty != false
        && !version.hidden.contains($0.code)
    }
    let hidden = version.type.fields.filter { version.hidden.contains($0.code) }
    return facts(version.values, of: version.type)
      + hidden.map { field in
        (name(of: field, in: version.type), say("masqué", "hidden", "verborgen"))
      }
      + emptied.map { field in
        (name(of: field, in: version.type), say("vidé", "emptied", "leeggemaakt"))
      }
  }

  /// A label on a line of its own, for what stands below it.
  func underLabel(_ label: String) -> String {
    say("\(label) :\n", "\(label):\n", "\(label):\n")
  }

  private func oneLine(_ text: String) -> String {
    Visible.line(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }

  // MARK: A list

  /// `deleted` counts the records that were deleted and are not in `rows`.
  public func recordList(
    _ rows: [RecordRow], of kind: RecordType? = nil, deleted: Int = 0
  ) -> String {
    if kind == .note { return noteList(rows, deleted: deleted) }
    guard !rows.isEmpty else {
      return deletedRecordsNotShown(deleted) + (kind == .roleAccess ? noRule : noRecord)
    }
    var table = Table([
      say("FICHE", "RECORD", "FICHE"), say("VOLET", "VOLET", "LUIK"),
      say("TYPE", "KIND", "SOORT"), say("SAISI", "ENTERED", "INGEVOERD"),
      say("AUTEUR·E", "AUTHOR", "AUTEUR"), say("CONTENU", "CONTENT", "INHOUD"), "",
    ])
    for row in rows {
      table.rows.append([
        row.id.shortened, shortName(row.volet), row.type.map(name(of:)) ?? "–",
        dayOrNone(row.entered), signature(row), content(of: row), marks(of: row),
      ])
    }
    return table.text + sums(rows, of: kind) + hiddenLines(rows) + rulesOfOneCell(rows)
      + deletedRecordsNotShown(deleted)
  }

  private func marks(of row: RecordRow) -> String {
    ([listed(row)] + sheetMarks(row)).filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// What tells a record from others, on a line: the titles of a note.
  func content(of row: RecordRow) -> String {
    guard let type = row.type, type != .note else { return titles(row.titles) }
    return [heading(row.values, of: type), number(of: row) ?? ""].filter { !$0.isEmpty }
      .joined(separator: " – ")
  }

  /// What a search shows of a record beside the words that were found.
  public func found(_ row: RecordRow) -> [String] {
    guard let type = row.type, type != .note else {
      return row.titles.isEmpty ? [] : [row.titles.joined(separator: " / ")]
    }
    let heading = heading(row.values, of: type)
    return heading.isEmpty ? [] : [heading]
  }

  private var noRecord: String {
    say(
      "Aucune fiche que vous puissiez lire ici.\n", "No record here that you may read.\n",
      "Geen fiche hier die u mag lezen.\n")
  }

  private var noRule: String {
    say(
      "Aucune règle d’accès du service : la proposition du métier vaut pour chaque rôle et chaque volet.\n",
      "No rule of access of the service: the proposal of the field holds for each role and volet.\n",
      "Geen toegangsregel van de dienst: het voorstel van het vak geldt voor elke rol en elk luik.\n"
    )
  }

  /// Rules that were written apart for one role in one volet, a line for each such cell; nothing when each has one.
  public func rulesOfOneCell(_ rows: [RecordRow]) -> String {
    struct Cell: Hashable {
      let role: String
      let volet: String
    }
    var rules: [Cell: Int] = [:]
    for row in rows where row.type == .roleAccess && row.standing != .deleted {
      for role in Set(row.values["role"] ?? []) {
        for volet in Set(row.values["volet"] ?? []) {
          rules[Cell(role: role, volet: volet), default: 0] += 1
        }
      }
    }
    return rules.filter { $0.value > 1 }
      .sorted { ($0.key.role, $0.key.volet) < ($1.key.role, $1.key.volet) }
      .map { cell, number in
        let role = Role(code: cell.role).map(self.role) ?? Visible.line(cell.role)
        let volet = Volet(code: cell.volet).map(shortName) ?? Visible.line(cell.volet)
        return say(
          "\(number) règles pour \(role), volet \(volet) : la plus étroite vaut. Supprimez celles qui ne sont pas la bonne.\n",
          "\(number) rules for \(role), volet \(volet): the narrowest holds. Delete those that are not the right one.\n",
          "\(number) regels voor \(role), luik \(volet): de engste geldt. Verwijder die niet de juiste zijn.\n"
        )
      }.joined()
  }

  private func deletedRecordsNotShown(_ number: Int) -> String {
    guard number > 0 else { return "" }
    let counted = count(
      number, ("fiche supprimée n’est pas montrée", "fiches supprimées ne sont pas montrées"),
      ("deleted record is not shown", "deleted records are not shown"),
      ("verwijderde fiche is niet getoond", "verwijderde fiches zijn niet getoond"))
    return say(
      "\(counted) : --deleted les montre.\n", "\(counted): --deleted shows them.\n",
      "\(counted): --deleted toont ze.\n")
  }

  func records(_ number: Int) -> String {
    count(number, ("fiche", "fiches"), ("record", "records"), ("fiche", "fiches"))
  }
}

extension RecordField {
  /// Whether a value alone, without its label, says something.
  fileprivate var tells: Bool {
    switch content {
    case .line, .name, .lines, .date, .moment, .code, .codes, .prose: true
    case .integer, .flag, .reference, .references: false
    }
  }
}
