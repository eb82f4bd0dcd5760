public import CRDT

/// A structured field of a note.
public enum NoteField: String, CaseIterable, Hashable, Sendable {
  case kind
  case title
  case happened
  case written
}

/// A record of the kind `note`, by the names of its fields.
public struct Note: Sendable {
  public let record: Record

  /// `nil` when the document is no note.
  public init?(_ document: Document) { self.init(Record(document, among: [.note])) }

  /// The same from a checkpoint, which may not tell: see ``Record``.
  public init?(_ checkpoint: Checkpoint) { self.init(Record(checkpoint, among: [.note])) }

  private init?(_ record: Record?) {
    guard let record else { return nil }
    self.record = record
  }

  /// Exactly as typed.
  public var text: String { record.prose(Self.text) }
  public var kind: Field { self[.kind] }
  public var title: Field { self[.title] }
  public var happened: Field { self[.happened] }
  public var written: Field { self[.written] }
  public var state: RecordState { record.state }
  public var apart: [ProseApart] { record.apart[Self.text] ?? [] }
  public var deletions: [ChangeID] { record.deletions }
  public var isIncomplete: Bool { record.isIncomplete }

  public subscript(field: NoteField) -> Field { record[field.rawValue] }

  /// The fields with several values, in the order of ``NoteField``.
  public func conflicts() -> [NoteFieldConflict] {
    NoteField.allCases.filter { self[$0].isConflicting }.map {
      NoteFieldConflict(field: $0, values: self[$0].values)
    }
  }

  /// The key of the prose.
  static let text = "text"

  /// The text of a note as it stood at a version.
  public static func text(of document: Document, at heads: [ChangeID]) -> String {
    document.text(text, at: heads)
  }
}

/// A field of a note with several values, each with the change that wrote it.
public struct NoteFieldConflict: Hashable, Sendable {
  public let field: NoteField
  public let values: [FieldValue]
}
