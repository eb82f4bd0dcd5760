public import CRDT

/// A record of the kind `person`: who the followed person is, as she wants to be called.
public struct PersonCard: Sendable {
  public let name: Field
  public let born: Field

  /// `nil` when the document is no person's card.
  public init?(_ document: Document) { self.init(Record(document, among: [.person])) }

  /// The same from a checkpoint, which may not tell: see ``Record``.
  public init?(_ checkpoint: Checkpoint) { self.init(Record(checkpoint, among: [.person])) }

  private init?(_ record: Record?) {
    guard let record else { return nil }
    (name, born) = (record[Self.name], record[Self.born])
  }

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
    var values = [Self.name: [name]]
    values[Self.born] = born.map { [$0.description] }
    return try RecordEdit.creation(.person, values, in: .contact)
  }

  /// The change that writes another name or date; empty when nothing changes.
  public static func change(
    _ document: Document, name: String? = nil, born: CalendarDate? = nil
  ) throws(RuleBroken) -> [Operation] {
    var edit = RecordEdit(document, .person, in: .contact)
    if let name { try edit.set(Self.name, [name]) }
    if let born { try edit.set(Self.born, [born.description]) }
    return edit.operations
  }

  private static let name = "name"
  private static let born = "born"
}
