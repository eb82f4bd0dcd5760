/// How a note is laid in a document: registers for what is structured, a text for the prose.
///
/// The volet, the author and the day of entry are not here: they belong to the sealed changes.
public enum NoteDocument {
  /// Register: the code of a ``NoteKind``. Written at creation, so a document that has it is a note.
  public static let kind = "kind"
  /// Register: a text.
  public static let title = "title"
  /// Register: the ``CalendarDate`` on which what is told happened.
  public static let happened = "happened"
  /// Register: the ``CalendarDate`` on which it was written on paper.
  public static let written = "written"
  /// Register: a flag, true for a deletion; `none` for the wish to keep the note after all.
  public static let deleted = "deleted"
  /// Text: the prose.
  public static let text = "text"
}

/// A structured field of a note.
public enum NoteField: String, CaseIterable, Hashable, Sendable {
  case kind
  case title
  case happened
  case written

  /// The register.
  public var key: String { rawValue }
}
