public import CRDT

/// How the card of the followed person is laid in a document.
public enum PersonDocument {
  /// Register: a text. Written at creation, so a document that has it is a person's card.
  public static let name = "name"
  /// Register: a ``CalendarDate``, perhaps only a month or a year.
  public static let born = "born"

  /// Nobody is born after `today`, nor longer before it than people live.
  public static func check(born: CalendarDate, today: CalendarDate) throws(RuleBroken) {
    let first = (born.year, born.month ?? 1, born.day ?? 1)
    guard first <= (today.year, today.month ?? 12, today.day ?? 31),
      today.year - born.year <= Limits.yearsOfLife
    else { throw .implausibleBirth(born) }
  }

  /// The change that creates a card.
  public static func creation(
    name: String, born: CalendarDate? = nil
  ) throws(RuleBroken) -> [Operation] {
    let name = try Names.tidy(name, .personName)
    let document = Document()
    var edit = document.edit()
    edit.setText(Self.name, name, in: document)
    edit.setText(Self.born, born?.description, in: document)
    return edit.operations
  }

  /// The change that writes another name or date; empty when nothing changes.
  public static func change(
    _ document: Document, name: String? = nil, born: CalendarDate? = nil
  ) throws(RuleBroken) -> [Operation] {
    var edit = document.edit()
    if let name {
      edit.setText(Self.name, try Names.tidy(name, .personName), in: document)
    }
    if let born { edit.setText(Self.born, born.description, in: document) }
    return edit.operations
  }
}

/// Who the followed person is, as she wants to be called.
public struct PersonCard: Sendable {
  public let name: Field
  public let born: Field

  /// `nil` when the document is no person's card.
  public init?(_ document: Document) {
    guard !document.values(PersonDocument.name).isEmpty else { return nil }
    name = Field(document, PersonDocument.name)
    born = Field(document, PersonDocument.born)
  }

  /// The same from a checkpoint.
  public init?(_ checkpoint: Checkpoint) {
    guard !checkpoint.values(PersonDocument.name).isEmpty else { return nil }
    name = Field(checkpoint.values(PersonDocument.name))
    born = Field(checkpoint.values(PersonDocument.born))
  }
}
