import CRDT

/// One field of a kind of record.
///
///     RecordField("plate", .name, isRequired: true)
///     RecordField("seized_by", .line(.line), apart: .justice)
public struct RecordField: Hashable, Sendable {
  /// What a field holds, and what is checked before it is written.
  public enum Content: Hashable, Sendable {
    /// A register: a text of which something is seen, exactly as typed.
    case line(TextLimit)
    /// A register: a name, by the rule of ``Names``.
    case name
    /// A list of such texts, in an order.
    case lines(TextLimit)
    /// A register: a ``CalendarDate``, perhaps only a month or a year.
    case date
    /// A register: a ``WrittenMoment``.
    case moment
    /// A register: a whole number.
    case integer(ClosedRange<Int64>)
    /// A register: yes or no.
    case flag
    /// A register: a code.
    case code(Vocabulary)
    /// A register for each code that was ever in it.
    case codes(Vocabulary)
    /// A register: the id of a record, of one of these kinds; of any kind when none is named.
    case reference([String])
    /// A register for each record that was ever in it.
    case references([String])
    /// A text that merges, of which something is seen.
    case prose(TextLimit)
  }

  /// How a field stands in a document.
  public enum Storage: Hashable, Sendable {
    case register
    /// A register for each member, whose key is the field, a stop and the member.
    case members
    case list
    case text
  }

  /// The key of the register, of the list or of the text.
  public var code: String { known.declared.code }
  public var content: Content { known.declared.content }
  /// Written at creation, and never emptied.
  public var isRequired: Bool { known.declared.isRequired }
  /// What it says by being there tells of a prison or a court.
  public var isPenal: Bool { known.declared.isPenal }
  /// The person's own words.
  public var isOwnWords: Bool { known.declared.isOwnWords }
  /// What a record of the kind is written for: asked for where nobody gives it.
  public var isAsked: Bool { known.declared.isAsked }
  /// A date of what happened: a day to come is more often a slip, and is told, never refused.
  public var isPast: Bool { known.declared.isPast }
  /// What is written at creation when nobody says anything else.
  public var initial: String? { known.declared.initial }
  /// The volet of a record beside, in which it is written where its own record lives in a volet that may be shared: even
  /// an empty field there would tell of a prison or a court. Nil for one that stands in its record.
  public var apart: Volet? { known.declared.apart }
  /// Of a set that has an ``apart``: only its penal codes stand there, the others in the record. A set has no gap.
  public var isApartWherePenal: Bool { known.declared.isApartWherePenal }
  /// Of a code that has an ``apart``: those that stand in the record itself. While another one stands apart, the record holds
  /// what it has at first. None for any other field.
  public var openCodes: [String] { known.declared.openCodes }
  /// It never leaves the service: it is part of no sheet, and stands in no volet that may be shared.
  public var staysHere: Bool { known.declared.staysHere }
  /// Of a date, the months after which people are told how long ago it was; nil for a date that does not age.
  public var staleAfter: Int? { known.declared.staleAfter }
  /// Which day is meant where somebody gives a day and a month alone; nil where the year is to be given.
  public internal(set) var nearest: NearestDay? {
    get { known.declared.nearest }
    set { change { $0.nearest = newValue } }
  }
  /// What is due by it; nil for a field by which nothing is.
  public internal(set) var due: Due? {
    get { known.declared.due }
    set { change { $0.due = newValue } }
  }
  /// Of a reference, the field in which stands what others may be told of the record that it names; nil for any other.
  public internal(set) var fills: String? {
    get { known.declared.fills }
    set { change { $0.fills = newValue } }
  }
  /// The field in place of which others may be told this one; nil for any other.
  public internal(set) var standsFor: String? {
    get { known.declared.standsFor }
    set { change { $0.standsFor = newValue } }
  }

  /// What was declared, held once: a kind gives its fields to whoever goes through them.
  private struct Declared: Hashable, Sendable {
    var code: String
    var content: Content
    var isRequired: Bool
    var isPenal: Bool
    var isOwnWords: Bool
    var isAsked: Bool
    var isPast: Bool
    var initial: String?
    var apart: Volet?
    var isApartWherePenal: Bool
    var openCodes: [String]
    var staysHere: Bool
    var staleAfter: Int?
    var nearest: NearestDay?
    var due: Due?
    var fills: String?
    var standsFor: String?
  }

  /// The same with what follows from it.
  private final class Known: Sendable {
    let declared: Declared
    let storage: Storage

    init(_ declared: Declared) {
      self.declared = declared
      storage =
        switch declared.content {
        case .line, .name, .date, .moment, .integer, .flag, .code, .reference: .register
        case .codes, .references: .members
        case .lines: .list
        case .prose: .text
        }
    }
  }

  private var known: Known

  private mutating func change(_ body: (inout Declared) -> Void) {
    var declared = known.declared
    body(&declared)
    known = Known(declared)
  }

  public init(
    _ code: String, _ content: Content, isRequired: Bool = false, isPenal: Bool = false,
    isOwnWords: Bool = false, isAsked: Bool = false, isPast: Bool = false, initial: String? = nil,
    apart: Volet? = nil, isApartWherePenal: Bool = false, openCodes: [String] = [],
    staysHere: Bool = false, staleAfter: Int? = nil
  ) {
    known = Known(
      Declared(
        code: code, content: content, isRequired: isRequired, isPenal: isPenal,
        isOwnWords: isOwnWords, isAsked: isAsked, isPast: isPast, initial: initial, apart: apart,
        isApartWherePenal: isApartWherePenal, openCodes: openCodes, staysHere: staysHere,
        staleAfter: staleAfter,
        nearest: isPast ? .last : nil))
  }

  /// What it says by being there may tell of a prison or a court: it stands on no list.
  public var isDiscreet: Bool { isPenal || isWhollyApart }

  /// Nothing of it stands in a record that may be shared.
  public var isWhollyApart: Bool { apart != nil && !isApartWherePenal && openCodes.isEmpty }

  public var storage: Storage { known.storage }

  public var isProse: Bool { storage == .text }

  /// It says a day, with or without an hour.
  public var isDay: Bool { content == .date || content == .moment }

  /// It holds several values that stand together.
  public var isPlural: Bool { storage == .members || storage == .list }

  /// Somebody's own words, rather than a choice.
  public var holdsWords: Bool {
    switch content {
    case .line, .name, .lines, .prose: true
    case .date, .moment, .integer, .flag, .code, .codes, .reference, .references: false
    }
  }

  /// Whether a list may be narrowed by it: it holds choices of a closed list.
  public var narrows: Bool {
    switch content {
    case .code, .codes, .flag: true
    case .line, .name, .lines, .date, .moment, .integer, .reference, .references, .prose: false
    }
  }

  /// The codes that it may hold; nil when it holds none.
  public var vocabulary: Vocabulary? {
    switch content {
    case .code(let vocabulary), .codes(let vocabulary): vocabulary
    case .line, .name, .lines, .date, .moment, .integer, .flag, .reference, .references, .prose:
      nil
    }
  }

  /// The kinds that it may refer to, none of them for whichever; nil for a field that refers to nothing.
  public var referredKinds: [String]? {
    switch content {
    case .reference(let kinds), .references(let kinds): kinds
    case .line, .name, .lines, .date, .moment, .integer, .flag, .code, .codes, .prose: nil
    }
  }

  /// How many values it holds at most; what a reader shows has no such bound.
  var maximum: Int {
    switch storage {
    case .register, .text: 1
    case .members: Limits.members
    case .list: Limits.lines
    }
  }
}

extension RecordField {
  public static func == (left: RecordField, right: RecordField) -> Bool {
    left.known === right.known || left.known.declared == right.known.declared
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(known.declared) }
}

// MARK: What is written

extension RecordField {
  /// What is written when somebody gives these values, each once for what has members; none empties the field.
  ///
  /// - Parameter present: what stands there; it is not checked again.
  /// - Throws: what the field's own check finds; of a required field that is emptied, that it is.
  func checked(
    _ values: [String], beside present: [String], in type: RecordType
  ) throws(RuleBroken) -> [String] {
    let name = type.name(of: self)
    guard !values.isEmpty else {
      if isRequired { throw missing(name) }
      return []
    }
    guard values.count <= maximum else {
      throw isPlural
        ? .tooMany(name, maximum: maximum, found: values.count) : .severalValues(name)
    }
    var found: [String] = []
    for value in values {
      let value = present.contains(value) ? value : try checked(value, name)
      if storage != .members || !found.contains(value) { found.append(value) }
    }
    return found
  }

  private func checked(_ value: String, _ name: FieldName) throws(RuleBroken) -> String {
    switch content {
    case .line(let limit), .lines(let limit):
      try Limits.check(visible: value, LimitedField(name, limit))
      guard !NationalNumber.stands(in: value) else { throw .nationalNumber(name) }
      return value
    case .prose(let limit):
      try Limits.check(visible: value, LimitedField(name, limit))
      return value
    case .name:
      guard !NationalNumber.stands(in: value) else { throw .nationalNumber(name) }
      return try Names.tidy(value, LimitedField(name, .name))
    case .date: return try CalendarDate(parsing: value).description
    case .moment: return try WrittenMoment(parsing: value).description
    case .integer(let range):
      guard let number = Int64(value), range.contains(number) else {
        throw .invalidNumber(name, value, range)
      }
      return String(number)
    case .flag:
      guard Bool(value) != nil else { throw .invalidFlag(value) }
      return value
    case .code(let vocabulary), .codes(let vocabulary):
      try vocabulary.check(value)
      return value
    case .reference, .references:
      guard Self.isIdentifier(value) else { throw .invalidReference(value) }
      return value
    }
  }

  private func missing(_ name: FieldName) -> RuleBroken {
    switch content {
    case .line, .name, .lines, .integer, .flag, .prose: .empty(name)
    case .date: .invalidDate("")
    case .moment: .invalidMoment("")
    case .code(let vocabulary), .codes(let vocabulary): .unknownCode(vocabulary, "")
    case .reference, .references: .invalidReference("")
    }
  }

  /// The id of a document: thirty-two small hexadecimal digits.
  public static func isIdentifier(_ text: String) -> Bool {
    text.utf8.count == 32
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// Whether what is written tells of a prison or a court where it must not.
  func checkPenal(_ values: [String], in type: RecordType, _ volet: Volet) throws(RuleBroken) {
    guard !volet.mayHoldPenal, !values.isEmpty else { return }
    if isDiscreet { throw .penalElsewhere(type.name(of: self), code: nil, volet) }
    for value in values where vocabulary?[value]?.isPenal == true || isClosed(value) {
      throw .penalElsewhere(type.name(of: self), code: value, volet)
    }
  }

  /// A checked value as the register holds it.
  func encoded(_ value: String) -> Value {
    switch content {
    case .line, .name, .lines, .date, .moment, .code, .codes, .reference, .references, .prose:
      .text(value)
    case .integer: Int64(value).map { .integer($0) } ?? .none
    case .flag: Bool(value).map { .flag($0) } ?? .none
    }
  }

  /// What a register holds, as it is written; nil for a value of another type than the field's.
  func decoded(_ value: Value) -> String? {
    switch (content, value) {
    case (.integer, .integer(let number)): String(number)
    case (.flag, .flag(let flag)): String(flag)
    case (.integer, _), (.flag, _): nil
    case (_, .text(let text)): text
    case (_, .integer), (_, .flag), (_, .none): nil
    }
  }
}
