/// What is expected of a record, and never asked of anybody: it is told where it is not so.
/// Protocol/records.md, "What is only told".
public enum RecordExpectation: Hashable, Sendable {
  /// Where a field holds one of these, as they are written, another one says more.
  case said(String, where: String, is: [String])
  /// In every record: it says little without.
  case written(String)
  /// In a record that is not the first of its kind in its case file.
  case saidAgain(String)
  /// Whoever is surely younger than this on a date: a set holds a code that says so.
  case aged(Int, on: String, unless: String, holds: String)
  /// One date is not after another.
  case ordered(String, String)
}

/// Something that a record may well be, and that is more often forgotten or a slip: it is saved, and a person is told.
public enum RecordDoubt: Hashable, Sendable {
  /// Nothing says why a field holds a code.
  case unsaid(FieldName, where: FieldName, is: String)
  /// Nothing is written under what a record of the kind is written for.
  case unwritten(FieldName)
  /// The case file has a record of the kind already, and nothing says why another one begins.
  case unsaidAgain(FieldName)
  /// Younger on a date than whom the service is for, and a set does not hold the code that says so.
  case younger(than: Int, on: FieldName, unsaid: FieldName, code: String)
  /// A date after the one that it is to come before.
  case crossed(FieldName, FieldName)
  /// It says nothing of what the record is about now, and stays: it stands in a volet in which whoever wrote does not write.
  case leftApart(FieldName, Volet)
  /// A slip was handed over that bears what the record said before.
  case slipOutdated(FieldName)
  /// What became of a meeting is told by a code that nobody knows before its day, which is still to come.
  case ahead(FieldName, is: String, CalendarDate)
  /// A meeting was moved to a moment that is past.
  case movedBack(FieldName, CalendarDate)
  /// A name that nobody bears who works here, where it says who follows; and the names of those who do.
  case followerUnknown(FieldName, String, known: [String])
  /// Somebody who follows, by what is written, and whose role does not write who does, or who is here for a time.
  case followerUnfit(FieldName, String, Role)
  /// All words that tell of a prison, in a volet that may be shared; as they were typed. `instead`: the field of the same
  /// record that stands apart and may say it.
  case tellsPrison(FieldName, words: String, Volet, instead: FieldName? = nil)
  /// The same on the slip that a person carries away.
  case slipTellsPrison(FieldName, words: String, instead: FieldName?)
  /// Words that hold what reads as a number that a state gives to everybody, or as one of which a digit is wrong.
  case likeNationalNumber(FieldName)
  /// A reminder by a written message, of somebody none of whose numbers takes one: not to be used, or no message.
  case unsafeReminder(FieldName, is: String)
  /// Words that others will act upon hold a number or an address that is not to be used.
  case unsafeNumber(FieldName)
  /// The same in words of a volet that may be shared: whoever receives it reads it.
  case numberShared(FieldName, Volet)
  /// The same on a slip: the line is left out of it.
  case slipLeavesOut(FieldName)
  /// A meeting before the day until which she wants to be left alone.
  case beforeQuiet(FieldName, until: CalendarDate)
  /// Another day, by which other services would have got the record when it was first saved; which ones get it stays as it
  /// was. `reads`: those that get it and would not have; `unread`: those that do not and would have.
  case dayMovesNothing(reads: [String], unread: [String])
  /// A version that was brought back makes another number or address the one that counts, under this rule.
  case reachBack(FieldName, ReachRule.Use)
}

extension RecordType {
  /// Whether it matters if a record is the first of the kind in its case file.
  public var countsOthers: Bool {
    expectations.contains { if case .saidAgain = $0 { true } else { false } }
  }
}

extension RecordType {
  /// Whether something of its records is held against the age of the person.
  public var countsAge: Bool {
    expectations.contains { if case .aged = $0 { true } else { false } }
  }
}

extension Record {
  /// What a person is told of a record that was just written.
  ///
  /// - Parameters:
  ///   - fields: those that the act gave; nothing is told of what it did not touch.
  ///   - before: how the record stood; what was there already was told then.
  ///   - births: of the person, as her card says; nothing is told by several.
  ///   - isFirst: of a record that is new, whether its case file has no other of its kind.
  ///   - prisons: what else tells of a prison: what places are called in the service, numbers of the person.
  ///   - mayWrite: whether whoever wrote may write in a volet: nobody is told of what she could not say.
  public func doubts(
    giving fields: Set<String>, in volet: Volet, after before: Record? = nil,
    births: [String] = [], isFirst: Bool = true, prisons: PrisonHints = .none,
    mayWrite: (Volet) -> Bool = { _ in true }
  ) -> [RecordDoubt] {
    type.expectations.compactMap {
      doubt(
        $0, giving: fields, in: volet, isNew: before == nil, isFirst: isFirst, mayWrite: mayWrite)
    } + youth(giving: fields, births)
      + prisonWords(giving: fields, in: volet, after: before, prisons)
      + nationalNumbers(giving: fields, after: before)
  }

  /// What a field may hold already was told then.
  private func nationalNumbers(giving fields: Set<String>, after before: Record?) -> [RecordDoubt] {
    type.told.filter { field in
      fields.contains(field.code) && field.holdsWords
        && texts(field.code).contains(where: NationalNumber.mayStand)
        && before?.texts(field.code).contains(where: NationalNumber.mayStand) != true
    }.map { .likeNationalNumber(type.name(of: $0)) }
  }

  /// What a person is told who says of a meeting what became of it, or sets its day.
  ///
  /// - Parameters:
  ///   - fields: those that the act gave.
  ///   - today: where she is.
  public func doubtsOfMeeting(giving fields: Set<String>, today: CalendarDate) -> [RecordDoubt] {
    guard let (moment, due) = type.meeting, let state = type.meetingState,
      fields.contains(state.code) || fields.contains(moment.code),
      let code = texts(state.code).first(where: due.happened.contains),
      let day = date(moment.code), today.isWhole(before: day)
    else { return [] }
    return [.ahead(type.name(of: state), is: code, day)]
  }

  private func doubt(
    _ expectation: RecordExpectation, giving fields: Set<String>, in volet: Volet, isNew: Bool,
    isFirst: Bool, mayWrite: (Volet) -> Bool
  ) -> RecordDoubt? {
    switch expectation {
    case .said(let reason, let field, let codes):
      guard fields.contains(field) || fields.contains(reason),
        let code = texts(field).first(where: codes.contains),
        texts(reason).isEmpty, let reason = type[reason], let field = type[field],
        type.voletApart(of: reason, in: volet).map(mayWrite) != false
      else { return nil }
      return .unsaid(type.name(of: reason), where: type.name(of: field), is: code)
    case .written(let field):
      let isBlank = texts(field).allSatisfy { $0.allSatisfy(\.isWhitespace) }
      guard isNew || fields.contains(field), isBlank, let field = type[field] else { return nil }
      return .unwritten(type.name(of: field))
    case .saidAgain(let reason):
      guard !isFirst, texts(reason).isEmpty, let reason = type[reason] else { return nil }
      return .unsaidAgain(type.name(of: reason))
    case .aged: return nil
    case .ordered(let first, let last):
      guard fields.contains(first) || fields.contains(last),
        let earlier = date(first), let later = date(last), later.isWhole(before: earlier),
        let first = type[first], let last = type[last]
      else { return nil }
      return .crossed(type.name(of: first), type.name(of: last))
    }
  }

  /// Only where no reading of the dates makes her old enough.
  private func youth(giving fields: Set<String>, _ births: [String]) -> [RecordDoubt] {
    guard births.count == 1, let birth = Self.date(births[0]) else { return [] }
    return type.expectations.compactMap { expectation in
      guard case .aged(let years, let on, let set, let code) = expectation,
        fields.contains(on) || fields.contains(set), !texts(set).contains(code),
        let day = date(on), day.ages(born: birth).upperBound < years,
        let on = type[on], let set = type[set]
      else { return nil }
      return .younger(than: years, on: type.name(of: on), unsaid: type.name(of: set), code: code)
    }
  }

  private static func date(_ text: String) -> CalendarDate? {
    do throws(RuleBroken) { return try CalendarDate(parsing: text) } catch { return nil }
  }

  /// The day, of a moment too. Nil for none, for several that nobody settled, and for what is no date.
  private func date(_ field: String) -> CalendarDate? {
    guard let text = texts(field).first, texts(field).count == 1 else { return nil }
    do throws(RuleBroken) {
      if type[field]?.content == .moment { return try WrittenMoment(parsing: text).day }
      return try CalendarDate(parsing: text)
    } catch {
      return nil
    }
  }

  private func prisonWords(
    giving fields: Set<String>, in volet: Volet, after before: Record?, _ prisons: PrisonHints
  ) -> [RecordDoubt] {
    guard !type.isOfService, !volet.mayHoldPenal else { return [] }
    return type.prisonWords(in: values.only(fields), or: prisons).compactMap { field, words in
      let known = Set(
        (before?.texts(field.code) ?? []).flatMap { PrisonWords.found(in: $0, or: prisons) }
          .map(Folding.fold))
      let found = words.filter { !known.contains(Folding.fold($0)) }
      return found.isEmpty
        ? nil
        : .tellsPrison(
          type.name(of: field), words: found.joined(separator: ", "), volet,
          instead: type.apartFor(field).map(type.name(of:)))
    }
  }
}

extension RecordType {
  /// What of these values tells of a prison, as it was typed.
  ///
  /// - Parameter fields: those that are looked at; nil for all that stand with the record.
  public func prisonWords(
    in values: RecordValues, or prisons: PrisonHints = .none, of fields: [RecordField]? = nil
  ) -> [(field: RecordField, words: [String])] {
    (fields ?? told.filter { $0.apart == nil }).filter(\.holdsWords).compactMap { field in
      let found = (values[field.code] ?? []).flatMap { PrisonWords.found(in: $0, or: prisons) }
      return found.isEmpty ? nil : (field, found)
    }
  }

  /// The field that says apart what another one says to everybody: of where people meet, the place itself.
  public func apartFor(_ field: RecordField) -> RecordField? {
    field == placeField ? siteField : nil
  }
}

extension RecordValues {
  /// These fields alone.
  fileprivate func only(_ fields: Set<String>) -> RecordValues {
    RecordValues(byField.filter { fields.contains($0.key) })
  }
}

extension CalendarDate {
  /// Whether all of it is over when the other begins: a year is before none of its days.
  public func isWhole(before other: CalendarDate) -> Bool {
    (year, month ?? 12, day ?? 31) < (other.year, other.month ?? 1, other.day ?? 1)
  }
}
