public import CaseFile

/// What people type for a field of a record, as it is written.
extension Spoken {
  /// How many minutes east of UTC the clocks stand at an hour of a day.
  public typealias Zone = (CalendarDate, _ hour: Int, _ minute: Int) -> Int

  /// The values of a field: each time that its option was given, what followed. An empty one empties the field.
  ///
  ///     let field = RecordType.right["valid_until"]
  ///     try field.map { try Spoken.values(["31/03/2027"], of: $0, today: today) { _, _, _ in 60 } }
  ///
  /// - Parameter today: the local day, for the words that count from it.
  public static func values(
    _ typed: [String], of field: RecordField, today: CalendarDate, zone: Zone
  ) throws(RuleBroken) -> [String] {
    var values: [String] = []
    for word in typed where !trimmed(word).isEmpty {
      switch field.content {
      case .line, .name, .lines, .prose: values.append(word)
      case .date: values.append(try date(word, today: today, nearest: field.nearest).description)
      case .moment:
        let moment = try moment(word, today: today, nearest: field.nearest, zone: zone)
        values.append(moment.description)
      case .integer: values.append(trimmed(word))
      case .flag: values.append(String(try flag(word)))
      case .code(let vocabulary): values.append(try code(word, of: vocabulary))
      case .codes(let vocabulary): values += try codes(word, of: vocabulary)
      case .reference: values.append(trimmed(word).lowercased())
      case .references(let kinds):
        // What is found by its name may hold blanks.
        let isNamed = RecordType.all.contains { $0.isOfService && kinds.contains($0.code) }
        values += word.split { ",;".contains($0) || !isNamed && $0.isWhitespace }
          .map { trimmed(String($0)).lowercased() }.filter { !$0.isEmpty }
      }
    }
    return values
  }

  /// Several codes, separated by commas or semicolons; a name that holds one itself is read whole.
  private static func codes(
    _ typed: String, of vocabulary: Vocabulary
  ) throws(RuleBroken) -> [String] {
    if let whole = find(typed, choices(vocabulary)) { return [whole] }
    var found: [String] = []
    for part in typed.split(whereSeparator: { ",;".contains($0) }) {
      found.append(try code(String(part), of: vocabulary))
    }
    return found
  }

  /// Yes or no, in any of our languages.
  public static func flag(_ typed: String) throws(RuleBroken) -> Bool {
    let key = WordKey.key(trimmed(typed))
    if ["oui", "yes", "ja", "true", "o", "y", "j"].contains(key) { return true }
    if ["non", "no", "nee", "false", "n"].contains(key) { return false }
    throw .invalidFlag(trimmed(typed))
  }

  /// A day and an hour: `3/12/2026 10:30`, `demain à 10h`, `2026-12-03T10:30+01:00`.
  public static func moment(
    _ typed: String, today: CalendarDate, nearest: NearestDay? = nil, zone: Zone
  ) throws(RuleBroken) -> WrittenMoment {
    let text = trimmed(typed)
    if text.utf8.count == 22, text.contains("T") { return try WrittenMoment(parsing: text) }
    guard let parts = momentParts(text), let hour = Int(parts.hour),
      let minute = parts.minute.map({ Int($0) }) ?? 0
    else { throw .invalidMoment(text) }
    let date = try wholeDay(parts.day, today: today, nearest: nearest)
    guard (0..<24).contains(hour), (0..<60).contains(minute) else { throw .noSuchHour(text) }
    let offset = zone(date, hour, minute)
    guard let moment = WrittenMoment(day: date, hour: hour, minute: minute, offset: offset) else {
      throw .invalidMoment(text)
    }
    return moment
  }

  /// What is typed of a day and of an hour, folded; nil for what names no hour.
  static func momentParts(
    _ typed: String
  ) -> (day: String, hour: Substring, minute: Substring?)? {
    let key = WordKey.key(trimmed(typed).map { $0 == "T" ? " " : String($0) }.joined())
    let clock = #/^(.+?) (?:a |at |om )?(\d{1,2}) ?[h:u] ?(\d{2})?(?: ?uur)?$/#
    let whole = #/^(.+?) (?:a |at |om )(\d{1,2})(?: ?uur)?$/#
    if let match = key.wholeMatch(of: clock) { return (String(match.1), match.2, match.3) }
    return key.wholeMatch(of: whole).map { (String($0.1), $0.2, nil) }
  }

  /// A kind of record, by its code or by what it is called; nil for another.
  public static func kind(_ typed: String, among kinds: [RecordType]) -> RecordType? {
    let wanted = WordKey.key(trimmed(typed))
    return kinds.first { $0.commandNames.contains { WordKey.key($0) == wanted } }
  }
}
