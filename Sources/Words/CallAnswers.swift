public import CaseFile
import Envelope
public import Notebook

/// How a person is reached, as somebody reads it before she calls.
public struct CallPage: Hashable, Sendable {
  /// One way to reach her.
  public struct Way: Hashable, Sendable {
    public var row: RecordRow
    public var rule: ReachRule
    /// Nobody has verified it for too long.
    public var isStale: Bool

    public init(row: RecordRow, rule: ReachRule, isStale: Bool = false) {
      (self.row, self.rule, self.isStale) = (row, rule, isStale)
    }
  }

  public var caseID: String
  public var person: PersonRow?
  /// What her card says, by field, and the days of her death, whoever reads the sheet.
  public var card: [String: [String]]
  /// The safest first.
  public var ways: [Way]
  /// Whoever answers is not told where the person is.
  public var hidesWhere: Bool
  public var today: CalendarDate

  public init(
    caseID: String, person: PersonRow?, card: [String: [String]] = [:], ways: [Way],
    hidesWhere: Bool, today: CalendarDate
  ) {
    (self.caseID, self.person, self.card, self.ways) = (caseID, person, card, ways)
    (self.hidesWhere, self.today) = (hidesWhere, today)
  }

  /// The days before which she wants to be left alone, where they have not come.
  var quietUntil: [CalendarDate] {
    (card["no_contact_before"] ?? []).compactMap(Spoken.day(written:)).filter { day in
      (day.year, day.month ?? 12, day.day ?? 31) > (today.year, today.month ?? 1, today.day ?? 1)
    }
  }
}

extension WallClock {
  /// How a person is reached.
  public func page(_ sheet: CallSheet, today: CalendarDate) -> CallPage {
    var card = sheet.card.byField
    if !sheet.deceased.isEmpty { card["deceased"] = sheet.deceased }
    return CallPage(
      caseID: sheet.caseFile.description, person: sheet.person.map(row), card: card,
      ways: sheet.ways.map { way in
        CallPage.Way(
          row: row(way.summary), rule: way.rule, isStale: way.rule.isStale(on: today))
      }, hidesWhere: sheet.hidesWhere, today: today)
  }
}

extension Spoken {
  /// A date as it stands in a record; nil for what this version does not read.
  static func day(written text: String) -> CalendarDate? {
    do throws(RuleBroken) { return try CalendarDate(parsing: text) } catch { return nil }
  }
}

extension CallPage {
  /// `{"case", "deceased"?, "noContactBefore"?, "hideWhere", "person"?, "card", "ways": [{"rule", "record"}]}`: what is to
  /// be known before the numbers stands before them.
  public var json: JSONValue {
    .present([
      ("case", .string(caseID)),
      ("deceased", card["deceased"].map { .strings($0) }),
      (
        "noContactBefore", quietUntil.isEmpty ? nil : .strings(quietUntil.map(\.description))
      ),
      ("hideWhere", .flag(hidesWhere)), ("person", person?.json),
      ("card", RecordType.person.json(card)),
      ("ways", .array(ways.map(\.json))),
    ])
  }
}

extension CallPage.Way {
  var json: JSONValue {
    .present([
      ("rule", rule.json), ("stale", isStale ? .flag(true) : nil), ("record", row.recordJSON),
    ])
  }
}

extension ReachRule {
  /// `{"use", "noMessage", "hideOrigin", "hideWhere"}`
  var json: JSONValue {
    .object([
      ("use", .string(use.rawValue)), ("noMessage", .flag(isQuiet)),
      ("hideOrigin", .flag(isMasked)), ("hideWhere", .flag(hidesWhere)),
    ])
  }
}
