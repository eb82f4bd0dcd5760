public import CaseFile
import Envelope
public import Notebook

/// A record of which it is to be decided with the person whether it stays, as people are told.
public struct OrphanRow: Hashable, Sendable {
  /// Why, with the moment since which it is so; nil where nothing tells it.
  public struct Cause: Hashable, Sendable {
    public var cause: OrphanRecord.Cause
    public var since: ZonedMoment?

    public init(_ cause: OrphanRecord.Cause, since: ZonedMoment?) {
      (self.cause, self.since) = (cause, since)
    }
  }
  public var row: RecordRow
  /// Nil for who reads no names.
  public var person: PersonRow?
  public var causes: [Cause]

  public init(_ row: RecordRow, person: PersonRow?, causes: [Cause]) {
    (self.row, self.person, self.causes) = (row, person, causes)
  }

  /// The first moment since which it is so.
  var since: ZonedMoment? { causes.compactMap(\.since).min { $0.milliseconds < $1.milliseconds } }
}

/// A record that was kept and erased apart, as people are told.
public struct DecidedApartRow: Hashable, Sendable {
  public var record: String
  public var caseID: String
  /// Nil for who reads no names.
  public var person: PersonRow?
  public var volet: Volet
  public var keptBy: String
  public var erasedBy: String
  public var erasedAt: ZonedMoment

  public init(
    record: String, caseID: String, person: PersonRow?, volet: Volet, keptBy: String,
    erasedBy: String, erasedAt: ZonedMoment
  ) {
    (self.record, self.caseID, self.person, self.volet) = (record, caseID, person, volet)
    (self.keptBy, self.erasedBy, self.erasedAt) = (keptBy, erasedBy, erasedAt)
  }
}

/// A decision to keep a record, as people are told.
public struct KeepingRow: Hashable, Sendable {
  public var by: String
  public var at: ZonedMoment
  /// Nil where a newer version says it.
  public var agreedOn: CalendarDate?

  public init(by: String, at: ZonedMoment, agreedOn: CalendarDate?) {
    (self.by, self.at, self.agreedOn) = (by, at, agreedOn)
  }
}

extension WallClock {
  /// One of which it is to be decided.
  public func row(_ orphan: OrphanRecord) -> OrphanRow {
    OrphanRow(
      row(orphan.summary), person: orphan.person.map(row),
      causes: orphan.causes.map { OrphanRow.Cause($0.cause, since: $0.since.map(moment)) })
  }

  /// One that was kept and erased apart.
  public func row(_ apart: DecidedApart) -> DecidedApartRow {
    DecidedApartRow(
      record: apart.record.description, caseID: apart.caseFile.description,
      person: apart.person.map(row), volet: apart.volet, keptBy: apart.keptBy,
      erasedBy: apart.erasedBy, erasedAt: moment(apart.erasedAt))
  }

  /// A decision to keep.
  public func row(_ decision: KeepingDecision) -> KeepingRow {
    KeepingRow(by: decision.by, at: moment(decision.at), agreedOn: decision.agreedOn)
  }
}

extension Phrasebook {
  /// What is to be decided with people, with the commands that decide, and what was decided otherwise apart.
  public func orphans(_ rows: [OrphanRow], apart: [DecidedApartRow]) -> String {
    guard !rows.isEmpty else {
      return say(
        "Aucune note dont il vous revient de décider avec la personne.\n",
        "No note about which it is for you to decide with the person.\n",
        "Geen notitie waarover u met de persoon te beslissen hebt.\n") + decidedApart(apart)
    }
    var table = Table([
      say("NOTE", "NOTE", "NOTITIE"), say("PERSONNE", "PERSON", "PERSOON"),
      say("VOLET", "VOLET", "LUIK"), say("AUTEUR·E", "AUTHOR", "AUTEUR"),
      say("DEPUIS", "SINCE", "SINDS"), say("POURQUOI", "WHY", "WAAROM"),
    ])
    for orphan in rows {
      table.rows.append([
        orphan.row.id.shortened, orphan.person.map { person($0.name) } ?? "–",
        shortName(orphan.row.volet), signature(orphan.row), dayOrNone(orphan.since),
        orphan.causes.map { cause($0.cause) }.joined(separator: say(" ; ", "; ", "; ")),
      ])
    }
    return table.text + "\n" + decide(rows) + decidedApart(apart)
  }

  private func cause(_ cause: OrphanRecord.Cause) -> String {
    switch cause {
    case .shareEnded(let service?):
      let service = Visible.line(service)
      return say(
        "prévue pour \(service), pas envoyée : l’accord a pris fin",
        "meant for \(service), not sent: the consent ended",
        "bedoeld voor \(service), niet verstuurd: de toestemming eindigde")
    case .shareEnded(nil):
      return say(
        "pas envoyée : l’accord a pris fin", "not sent: the consent ended",
        "niet verstuurd: de toestemming eindigde")
    case .accessEnded(let worker):
      let worker = Visible.line(worker)
      return say(
        "l’accès de \(worker) avait pris fin", "the access of \(worker) had ended",
        "de toegang van \(worker) was beëindigd")
    }
  }

  private func decide(_ rows: [OrphanRow]) -> String {
    let number = rows[0].row.id.shortened
    let others = rows.contains { !$0.row.isNote }
    let erase = others ? "record erase" : "note erase"
    return say(
      "À décider avec la personne. La garder dans ce suivi : « carnet note keep \(number) --agreed-on DATE ». L’effacer : « \(command: "carnet \(erase)") \(number) ». Une note gardée n’est plus transmise à personne ; pour la partager, écrivez-en une nouvelle.\n",
      "To be decided with the person. To keep it in this case file: “carnet note keep \(number) --agreed-on DATE”. To erase it: “carnet \(erase) \(number)”. A note that is kept is sent to nobody any more; to share it, write a new one.\n",
      "Met de persoon te beslissen. In dit dossier houden: “carnet note keep \(number) --agreed-on DATE”. Wissen: “carnet \(erase) \(number)”. Een notitie die blijft, gaat naar niemand meer; schrijf een nieuwe om ze te delen.\n"
    )
  }

  private func decidedApart(_ rows: [DecidedApartRow]) -> String {
    rows.map { row in
      let (kept, erased) = (Visible.line(row.keptBy), Visible.line(row.erasedBy))
      let (number, day) = (row.record.shortened, day(row.erasedAt))
      return say(
        "Décidé séparément : \(kept) gardait la note \(number), \(erased) l’a effacée le \(day). Elle reste effacée ; dites-le à la personne.\n",
        "Decided apart: \(kept) kept note \(number), \(erased) erased it on \(day). It stays erased; tell the person.\n",
        "Los van elkaar beslist: \(kept) behield notitie \(number), \(erased) wiste ze op \(day). Ze blijft gewist; zeg het de persoon.\n"
      )
    }.joined()
  }

  /// After a decision to keep.
  public func orphanKept(_ keeping: KeepingRow, isUnchanged: Bool) -> String {
    guard !isUnchanged else {
      return say("C’était déjà décidé.", "It was decided already.", "Dat was al beslist.") + " "
        + kept(keeping)
    }
    return say("C’est noté.", "Noted.", "Genoteerd.") + " " + kept(keeping)
      + say(
        "Elle n’est plus à décider, et n’est plus transmise à personne.\n",
        "Nothing is to be decided about it any more, and it is sent to nobody any more.\n",
        "Er is niets meer over te beslissen, en ze gaat naar niemand meer.\n")
  }

  /// Who recorded that it is kept, and on which day that was decided: of several who decided apart, the first.
  public func kept(_ keeping: KeepingRow) -> String {
    let by = Visible.line(keeping.by)
    let on = keeping.agreedOn.map { date($0) } ?? "–"
    return say(
      "Gardée dans ce suivi, décidé avec la personne : \(on). Noté par \(by) (\(moment(keeping.at))).\n",
      "Kept in this case file, decided with the person: \(on). Recorded by \(by) (\(moment(keeping.at))).\n",
      "Behouden in dit dossier, met de persoon beslist: \(on). Genoteerd door \(by) (\(moment(keeping.at))).\n"
    )
  }
}

extension OrphanRow {
  /// `{"record", "kind", "case", "person"?, "volet", "author", "marks", "since"?, "causes": [cause, …]}`, a cause being
  /// `{"cause": "shareEnded", "service"?, "since"?}` or `{"cause": "accessEnded", "worker", "since"?}`.
  public var json: JSONValue {
    .present([
      ("record", .string(row.id)), ("kind", row.type.map { .string($0.code) } ?? .null),
      ("case", .string(row.caseID)), ("person", person.map { .string($0.name) }),
      ("volet", .string(row.volet.code)), ("author", .string(row.author)),
      ("marks", .strings(row.marks.map(\.rawValue))), ("since", since?.json),
      ("causes", .array(causes.map(\.json))),
    ])
  }
}

extension OrphanRow.Cause {
  fileprivate var json: JSONValue {
    switch cause {
    case .shareEnded(let service):
      .present([
        ("cause", .string("shareEnded")), ("service", service.map { .string($0) }),
        ("since", since?.json),
      ])
    case .accessEnded(let worker):
      .present([
        ("cause", .string("accessEnded")), ("worker", .string(worker)), ("since", since?.json),
      ])
    }
  }
}

extension DecidedApartRow {
  /// `{"record", "case", "person"?, "volet", "decision": "erased", "keptBy", "erasedBy", "erasedAt"}`
  public var json: JSONValue {
    .present([
      ("record", .string(record)), ("case", .string(caseID)),
      ("person", person.map { .string($0.name) }), ("volet", .string(volet.code)),
      ("decision", .string("erased")), ("keptBy", .string(keptBy)),
      ("erasedBy", .string(erasedBy)), ("erasedAt", erasedAt.json),
    ])
  }
}

extension KeepingRow {
  /// `{"decision": "kept", "author", "entered", "agreedOn"?}`
  public var json: JSONValue {
    .present([
      ("decision", .string("kept")), ("author", .string(by)), ("entered", at.json),
      ("agreedOn", agreedOn.map { .string($0.description) }),
    ])
  }
}
