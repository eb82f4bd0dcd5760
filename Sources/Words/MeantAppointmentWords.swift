import CaseFile
import Envelope
public import Notebook

/// One of several appointments that may be meant.
public struct MeetingRow: Hashable, Sendable {
  public let id: String
  /// As they are written; several while nobody chose.
  public let moments: [String]
  /// What others may be told of where.
  public let places: [String]
  /// What became of it, by codes.
  public let outcomes: [String]

  public init(id: String, moments: [String], places: [String], outcomes: [String] = []) {
    (self.id, self.moments, self.places) = (id, moments, places)
    self.outcomes = outcomes
  }

  init(_ record: StructuredRecord, of kind: RecordType) {
    func held(_ field: RecordField?) -> [String] {
      field.flatMap { record.values[$0.code] } ?? []
    }
    self.init(
      id: record.record.description, moments: held(kind.meeting?.field),
      places: held(kind.placeField), outcomes: held(kind.meetingState))
  }
}

extension LookupFact {
  static func severalMeetingsRow(
    _ given: String, _ kind: RecordType, _ rows: [MeetingRow]
  ) -> Wording {
    let names = kind.labels.three
    func list(_ language: Language) -> String {
      let words = Phrasebook(language)
      return rows.map(words.apart).joined(separator: words.say("\u{A0}; ", "; ", "; "))
    }
    return Wording(
      "severalMeetings", .usage,
      "« \(given) » peut désigner plusieurs fiches (\(names.0)). Rien n’a été changé. Tapez à sa place le numéro de la bonne : \(list(.french)).",
      "“\(given)” can mean several records (\(names.1)). Nothing was changed. Type in its place the number of the right one: \(list(.english)).",
      "“\(given)” kan meerdere fiches betekenen (\(names.2)). Er is niets gewijzigd. Typ in de plaats ervan het nummer van de juiste: \(list(.dutch))."
    )
  }

  static func meetingToldRow(
    _ given: String, _ kind: RecordType, _ rows: [MeetingRow], _ open: [MeetingRow]
  ) -> Wording {
    let names = kind.labels.three
    func list(_ rows: [MeetingRow], _ words: Phrasebook, outcomes: Bool) -> String {
      rows.map { row in
        let told = row.outcomes.map { code in
          (kind.meetingState?.vocabulary.flatMap { Labels.of(code, in: $0) }
            ?? Labels(unlabelled: code)).said(in: words)
        }
        return outcomes
          ? words.labelled(words.apart(row), told.joined(separator: " / ")) : words.apart(row)
      }.joined(separator: words.say("\u{A0}; ", "; ", "; "))
    }
    func others(_ language: Language) -> String {
      let words = Phrasebook(language)
      let found = list(open, words, outcomes: false)
      return found.isEmpty
        ? ""
        : words.say(
          " Sans issue : \(found).", " Without an outcome: \(found).",
          " Zonder uitkomst: \(found).")
    }
    func told(_ language: Language) -> String {
      list(rows, Phrasebook(language), outcomes: true)
    }
    return Wording(
      "meetingTold", .refused,
      "« \(given) » (\(names.0)) : l’issue est déjà notée : \(told(.french)). Rien n’a été changé. Pour la corriger, ou pour une autre fiche, tapez à la place du nom le numéro.\(others(.french))",
      "“\(given)” (\(names.1)): what became of it is noted already: \(told(.english)). Nothing was changed. To correct it, or for another record, type the number in place of the name.\(others(.english))",
      "“\(given)” (\(names.2)): de uitkomst is al genoteerd: \(told(.dutch)). Er is niets gewijzigd. Om ze te verbeteren, of voor een andere fiche, typt u het nummer in plaats van de naam.\(others(.dutch))"
    )
  }

  static func noMeetingRow(
    _ kind: RecordType, _ which: MeantMeeting, _ file: String, _ person: String?
  ) -> Wording {
    let names = kind.labels.three
    let who = person.map { Visible.line($0) } ?? file
    let list = "carnet \(kind.commandNames[0]) list \(file)"
    func wanted(_ language: Language) -> String {
      let words = Phrasebook(language)
      return switch which {
      case .past:
        words.say(
          "d’aujourd’hui ou d’avant, sans issue", "of today or before, without an outcome",
          "van vandaag of eerder, zonder uitkomst")
      case .coming: words.say("à venir", "to come", "die nog komt")
      case .either: words.say("sans issue", "without an outcome", "zonder uitkomst")
      }
    }
    return Wording(
      "noMeeting", .notFound,
      "Rien de ce type (\(names.0)) \(wanted(.french)) pour \(who). Rien n’a été changé. « \(command: list) » montre les autres : tapez le bon numéro.",
      "Nothing of this kind (\(names.1)) \(wanted(.english)) for \(who). Nothing was changed. “\(list)” shows the others: type the number of the one that you mean.",
      "Niets van deze soort (\(names.2)) \(wanted(.dutch)) voor \(who). Er is niets gewijzigd. “\(list)” toont de andere: typ het nummer van degene die u bedoelt."
    )
  }
}

extension Phrasebook {
  /// What can be typed for an appointment, and what tells it from others.
  func apart(_ row: MeetingRow) -> String {
    apart(row.id, row.moments, row.places)
  }

  /// By its number, with when and where.
  func apart(_ id: String, _ moments: [String], _ places: [String]) -> String {
    let told = [moments.map(momentWritten), places.map { Visible.line($0) }]
      .map { $0.joined(separator: " / ") }
    return id.shortened + " (" + told.filter { !$0.isEmpty }.joined(separator: ", ") + ")"
  }

  /// Which appointment was taken where a person was named: a wrong guess is seen.
  ///
  /// - Parameter found: as it stood before anything of it was changed.
  public func taken(_ found: StructuredRecord) -> String {
    let row = MeetingRow(found, of: found.type)
    let who = found.person.map { person($0.name) } ?? ""
    let purpose = (found.values["purpose"] ?? []).map { Visible.line($0) }
    let told = [who, row.moments.map(momentWritten).joined(separator: " / ")] + purpose
    return labelled(
      name(of: found.type), told.filter { !$0.isEmpty }.joined(separator: " – "))
      + " (\(row.id.shortened))\n"
  }
}
