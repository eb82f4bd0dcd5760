public import CaseFile
import Envelope
public import Notebook

/// A line of the log: what was done when, and by which function; never what was written, nor by whom.
public struct LogRow: Hashable, Sendable {
  /// By which its name is asked for; nil for a line of no case file.
  public var line: String?
  /// Of which the day is told.
  public var at: ZonedMoment
  /// A code of ``Role``, or one of a newer version; empty where none was recorded.
  public var function: String
  /// Whoever did it, once two workers decided that the name is told.
  public var name: String?
  /// A code of ``AccessEvent.Action``, or one of a newer version.
  public var action: String
  public var caseID: String?
  /// The person of the case file, for a reader who may know; not in the answer for scripts.
  public var person: String?
  public var volets: [Volet]

  public init(
    line: String? = nil, at: ZonedMoment, function: String, name: String? = nil, action: String,
    caseID: String? = nil, person: String? = nil, volets: [Volet] = []
  ) {
    (self.line, self.at, self.function, self.name) = (line, at, function, name)
    (self.action, self.caseID, self.person, self.volets) = (action, caseID, person, volets)
  }

  /// `{"line"?, "day", "function", "name"?, "action", "case"?, "volets"?}`, the day as YYYY-MM-DD, null where none is told
  public var json: JSONValue {
    .present([
      ("line", line.map { .string($0) }),
      ("day", at.local.map { .string($0.date.description) } ?? .null),
      ("function", .string(function)), ("name", name.map { .string($0) }),
      ("action", .string(action)), ("case", caseID.map { .string($0) }),
      ("volets", volets.isEmpty ? nil : .strings(volets.map(\.code))),
    ])
  }

  /// Whether it says the same of another volet, on the same day.
  fileprivate func tellsBeside(_ other: LogRow) -> Bool {
    (at.local?.date, at.isBelieved, function, name, action)
      == (other.at.local?.date, other.at.isBelieved, other.function, other.name, other.action)
  }
}

/// That the name in a line of the log was asked for.
public struct ReaderRow: Hashable, Sendable {
  public var line: String
  public var caseID: String
  /// A code of ``Role``, of whoever asked.
  public var function: String
  public var at: ZonedMoment
  /// Nil for a reader who is not told, as the reason is: the function and the day are.
  public var by: String?
  public var reason: String?
  /// When a second worker agreed; nil while none has.
  public var agreedAt: ZonedMoment?
  /// Nil for a reader who is not told.
  public var agreedBy: String?
  /// Nil while it is not decided, and where the line itself tells it.
  public var name: String?

  public init(
    line: String, caseID: String, function: String, at: ZonedMoment, by: String? = nil,
    reason: String? = nil, agreedAt: ZonedMoment? = nil, agreedBy: String? = nil,
    name: String? = nil
  ) {
    (self.line, self.caseID, self.function, self.at) = (line, caseID, function, at)
    (self.by, self.reason, self.name) = (by, reason, name)
    (self.agreedAt, self.agreedBy) = (agreedAt, agreedBy)
  }

  /// `{"line", "case", "function", "day", "decided", "askedBy"?, "askedAt"?, "reason"?, "agreedBy"?, "agreedAt"?, "name"?}`: the
  /// day as YYYY-MM-DD, null where none is told, and no moment without a name.
  public var json: JSONValue {
    .present([
      ("line", .string(line)), ("case", .string(caseID)), ("function", .string(function)),
      ("day", at.local.map { .string($0.date.description) } ?? .null),
      ("decided", .flag(agreedAt != nil)), ("askedBy", by.map { .string($0) }),
      ("askedAt", by.map { _ in at.json }), ("reason", reason.map { .string($0) }),
      ("agreedBy", agreedBy.map { .string($0) }),
      ("agreedAt", agreedBy.flatMap { _ in agreedAt?.json }), ("name", name.map { .string($0) }),
    ])
  }
}

extension WallClock {
  /// A line of the log, with the day of the place.
  public func row(_ event: AccessEvent) -> LogRow {
    LogRow(
      line: event.line?.description, at: local(event.at).judged(at: now.milliseconds),
      function: event.function, name: event.name, action: event.action, caseID: event.caseFile,
      volets: event.volets.compactMap(Volet.init(code:)))
  }

  /// That a name was asked for.
  public func row(_ asked: ReaderAsked) -> ReaderRow {
    ReaderRow(
      line: asked.line.description, caseID: asked.caseFile.description, function: asked.function,
      at: moment(asked.at), by: asked.by, reason: asked.reason,
      agreedAt: asked.agreed.map { moment($0.at) }, agreedBy: asked.agreed?.by)
  }

  /// What came of asking for a name, or of agreeing to it.
  public func row(_ answer: ReaderAnswer) -> ReaderRow {
    var row = row(answer.asked)
    row.name = answer.name
    return row
  }
}

extension Phrasebook {
  /// What somebody did, in a word.
  public func logAction(_ action: AccessEvent.Action) -> String {
    switch action {
    case .read: say("a lu", "read", "las")
    case .write: say("a écrit", "wrote", "schreef")
    case .consent: say("a enregistré un accord", "recorded a consent", "legde toestemming vast")
    case .plan:
      say("a enregistré un accord prévu", "planned a consent", "plande een toestemming")
    case .refuse: say("a enregistré un refus", "recorded a refusal", "legde een weigering vast")
    case .withdraw:
      say("a enregistré un retrait", "recorded a withdrawal", "legde een intrekking vast")
    case .release: say("a noté la sortie", "recorded the release", "noteerde de vrijlating")
    case .reveal:
      say(
        "a affiché des coordonnées à ne pas utiliser", "showed a contact that is not to be used",
        "toonde gegevens die niet te gebruiken zijn")
    case .search: say("a cherché", "searched", "zocht")
    case .export: say("a exporté", "exported", "exporteerde")
    case .exportInside:
      say(
        "a fait une copie pour l’intérieur", "made a copy for the inside",
        "maakte een kopie voor binnen")
    case .erase:
      say(
        "a effacé une note ou une fiche", "erased a note or a record",
        "wiste een notitie of een fiche")
    case .close: say("a clos le suivi", "closed the case file", "sloot het dossier")
    case .reopen: say("a rouvert le suivi", "reopened the case file", "heropende het dossier")
    case .stop: say("a arrêté un partage", "stopped a sharing", "stopte een delen")
    case .link:
      say("a relié un partage reçu", "linked a received share", "koppelde een ontvangen deling")
    case .unlink:
      say(
        "a défait le lien d’un partage reçu", "undid the link of a received share",
        "maakte de koppeling van een ontvangen deling ongedaan")
    case .readLog: say("a lu ce journal", "read this log", "las dit logboek")
    case .askReader:
      say(
        "a demandé un nom de ce journal", "asked for a name of this log",
        "vroeg een naam uit dit logboek")
    case .agreeReader:
      say(
        "a accepté qu’un nom de ce journal soit dit", "agreed that a name of this log is told",
        "stemde ermee in dat een naam uit dit logboek gezegd wordt")
    case .changePassphrase:
      say("a changé de phrase de passe", "changed the passphrase", "wijzigde de wachtzin")
    case .recoverPassphrase:
      say(
        "a repris l’accès avec sa feuille de secours", "came back in by the recovery sheet",
        "kwam weer binnen met het herstelblad")
    }
  }

  private func logAction(code: String) -> String {
    AccessEvent.Action(rawValue: code).map(logAction) ?? Visible.line(code)
  }

  /// A line for each thing that was done in a service, or that there is none, and what was asked of names.
  public func log(_ rows: [LogRow], asked: [ReaderRow] = []) -> String {
    guard !rows.isEmpty else {
      return say("Rien dans le journal.\n", "Nothing in the log.\n", "Niets in het logboek.\n")
    }
    return logTable(rows).text + asked.map(readerAsked).joined()
  }

  /// Short names; all of them named say nothing more than all.
  private func logged(_ volets: [Volet]) -> String {
    isEveryVolet(volets) ? everyVolet : volets.map(shortName).joined(separator: ", ")
  }

  private func isEveryVolet(_ volets: [Volet]) -> Bool {
    Set(volets).count == Volet.allCases.count
  }

  private var everyVolet: String { say("tous les volets", "all volets", "alle luiken") }

  /// What whoever did it was in the service; the name too where two workers decided it.
  private func reader(_ row: LogRow) -> String {
    let function = functionName(row.function)
    return row.name.map { "\(function) (\(Visible.line($0)))" } ?? function
  }

  private func functionName(_ code: String) -> String {
    code.isEmpty
      ? say("fonction inconnue", "unknown function", "onbekende functie") : role(code: code)
  }

  private func logDay(_ row: LogRow) -> String {
    row.at.isBelieved ? day(row.at) : moment(row.at)
  }

  func logTable(_ rows: [LogRow]) -> Table {
    var table = Table([
      say("LIGNE", "LINE", "REGEL"), say("JOUR", "DAY", "DAG"),
      say("FONCTION", "FUNCTION", "FUNCTIE"), say("QUOI", "WHAT", "WAT"),
      say("SUIVI", "CASE", "DOSSIER"), say("VOLETS", "VOLETS", "LUIKEN"),
    ])
    for row in rows {
      table.rows.append([
        row.line?.shortened ?? "–", logDay(row), reader(row), logAction(code: row.action),
        row.person.map(person) ?? row.caseID?.shortened ?? "–", logged(row.volets),
      ])
    }
    return table
  }

  /// What was done by day, service and function, a sentence a line, without numbers of files or codes.
  func copyLog(_ rows: [LogRow], of export: CaseExport) -> [String] {
    guard !rows.isEmpty else {
      return [say("Rien n’est noté.", "Nothing is noted.", "Er is niets genoteerd.")]
    }
    let service = Visible.line(export.service)
    return byDay(rows).map { row in
      let what = isEveryVolet(row.volets) ? everyVolet : volets(row.volets)
      let deed = labelled(
        logDay(row), "\(service), \(reader(row)) \(logAction(code: row.action))")
      return what.isEmpty ? deed : deed + " – " + what
    }
  }

  /// The same done on one day by the same function is told once, with all of its volets: how often tells her nothing more.
  private func byDay(_ rows: [LogRow]) -> [LogRow] {
    var told: [LogRow] = []
    for row in rows {
      guard let place = told.lastIndex(where: row.tellsBeside) else {
        told.append(row)
        continue
      }
      let volets = Set(told[place].volets + row.volets)
      told[place].volets = Volet.allCases.filter(volets.contains)
    }
    return told
  }

  /// After the lines of her copy: whose name is told, and what is known of other services.
  func copyLogEnd(_ export: CaseExport) -> [String] {
    let service = Visible.line(export.service)
    let names = say(
      "Les noms n’y sont pas, sauf ceux que deux personnes de l’équipe ont décidé de dire. Pour en connaître un, dites-le à \(service) : deux personnes en décident, avec la raison.",
      "Names are not in it, but for those that two workers decided to tell. To know one, tell \(service): two workers decide it, with the reason.",
      "Namen staan er niet in, behalve die welke twee medewerkers beslisten te zeggen. Wilt u er een kennen, zeg het aan \(service): twee medewerkers beslissen erover, met de reden."
    )
    guard export.shares.contains(where: { $0.status != .refused }) else { return [names] }
    return [
      names,
      say(
        "Ce que d’autres services ont consulté chez eux n’est pas connu ici : demandez-le-leur.",
        "What other services consulted on their side is not known here: ask them.",
        "Wat andere diensten bij zich raadpleegden, is hier niet bekend: vraag het hun."),
    ]
  }

  // MARK: A name that is asked for

  private func readerAsked(_ row: ReaderRow) -> String {
    let line = row.line.shortened
    guard let by = row.by, let reason = row.reason else {
      let function = functionName(row.function)
      return say(
        "Nom demandé, ligne \(line) (\(function), \(day(row.at))).",
        "Name asked for, line \(line) (\(function), \(day(row.at))).",
        "Naam gevraagd, regel \(line) (\(function), \(day(row.at))).") + " " + decision(row) + "\n"
    }
    let asker = "\(Visible.line(by)), \(moment(row.at))"
    let first = say(
      "Nom demandé, ligne \(line) (\(asker)) : \(quoted(reason)).",
      "Name asked for, line \(line) (\(asker)): \(quoted(reason)).",
      "Naam gevraagd, regel \(line) (\(asker)): \(quoted(reason)).")
    return first + " " + decision(row) + "\n"
  }

  private func decision(_ row: ReaderRow) -> String {
    guard let agreedAt = row.agreedAt else {
      let line = row.line.shortened
      return say(
        "Une deuxième personne en décide : « carnet case reader \(line) --agree ».",
        "A second worker decides it: “carnet case reader \(line) --agree”.",
        "Een tweede medewerker beslist: “carnet case reader \(line) --agree”.")
    }
    guard let agreedBy = row.agreedBy else {
      return say(
        "Accepté par une deuxième personne.", "Agreed by a second worker.",
        "Ingestemd door een tweede medewerker.")
    }
    let by = "\(Visible.line(agreedBy)), \(moment(agreedAt))"
    return say("Accepté par \(by).", "Agreed by \(by).", "Ingestemd door \(by).")
  }

  /// After a name was asked for, or agreed to: what was recorded, and the name once both stand.
  public func reader(_ row: ReaderRow, isUnchanged: Bool) -> String {
    let first =
      isUnchanged
      ? say("C’était déjà noté.", "It was recorded already.", "Dat was al genoteerd.")
      : say("C’est noté.", "Noted.", "Genoteerd.")
    let told = first + " " + readerAsked(row)
    guard let name = row.name.map(Visible.line) else { return told }
    return told
      + say(
        "Cette ligne est de \(name). Dites-le à la personne.\n",
        "This line is by \(name). Tell the person.\n",
        "Deze regel is van \(name). Zeg het aan de persoon.\n")
  }
}
