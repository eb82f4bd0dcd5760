/// A kind of record of a case file, declared: what it holds. A note is one, the card of the person another.
/// Protocol/records.md.
///
///     RecordType.note["title"]?.content   // .line(.noteTitle)
public struct RecordType: Hashable, Sendable {
  /// Stable: it never changes meaning.
  public let code: String
  /// Raised with every change that an older reader would misread.
  public let version: Int
  /// In the order in which people read them.
  public let fields: [RecordField]

  public init(code: String, version: Int, fields: [RecordField]) {
    (self.code, self.version, self.fields) = (code, version, fields)
  }

  /// What the register `type` of such a record holds.
  public var name: String { "\(code)/\(version)" }

  /// `nil` for a field that it does not have.
  public subscript(field: String) -> RecordField? { fields.first { $0.code == field } }

  /// The one of that name; `nil` for one of a newer version, or of none.
  public static func named(_ name: String) -> RecordType? { all.first { $0.name == name } }
}

/// One field of a kind of record.
public struct RecordField: Hashable, Sendable {
  /// What a field holds, and what is checked before it is written.
  public enum Content: Hashable, Sendable {
    /// A register: a text of which something is seen, exactly as typed.
    case line(LimitedField)
    /// A register: a name, by the rule of ``Names``.
    case name(LimitedField)
    /// A register: a ``CalendarDate``, perhaps only a month or a year.
    case date
    /// A register: a code.
    case code(CodeList)
    /// A text that merges, of which something is seen.
    case prose(LimitedField)
  }

  /// The key of the register or of the text.
  public let code: String
  public let content: Content
  /// Written at creation, and never emptied.
  public let isRequired: Bool

  public init(_ code: String, _ content: Content, isRequired: Bool = false) {
    (self.code, self.content, self.isRequired) = (code, content, isRequired)
  }

  public var isProse: Bool {
    switch content {
    case .prose: true
    case .line, .name, .date, .code: false
    }
  }

  /// What is written when somebody gives a value; `nil` empties the field.
  ///
  /// - Throws: what the field's own check finds; of a required field that is emptied, that it is.
  func checked(_ value: String?) throws(RuleBroken) -> String? {
    guard let value else {
      if isRequired { throw missing }
      return nil
    }
    switch content {
    case .line(let field), .prose(let field):
      try Limits.check(visible: value, field)
      return value
    case .name(let field): return try Names.tidy(value, field)
    case .date: return try CalendarDate(parsing: value).description
    case .code(let list):
      guard list.codes.contains(value) else { throw list.unknown(value) }
      return value
    }
  }

  private var missing: RuleBroken {
    switch content {
    case .line(let field), .name(let field), .prose(let field): .empty(field)
    case .date: .invalidDate("")
    case .code(let list): list.unknown("")
    }
  }
}

/// The codes that a field may hold.
public enum CodeList: String, CaseIterable, Hashable, Sendable {
  case noteKind = "note-kind"

  public var codes: [String] {
    switch self {
    case .noteKind: NoteKind.allCases.map(\.code)
    }
  }

  func unknown(_ code: String) -> RuleBroken {
    switch self {
    case .noteKind: .unknownNoteKind(code)
    }
  }
}
