/// A kind of record of a case file, declared: where it lives and what it holds. A note is one, the card of the person
/// another. Protocol/records.md.
///
///     RecordType.note["title"]?.content   // .line(.line)
public struct RecordType: Hashable, Sendable {
  /// Stable: it never changes meaning.
  public let code: String
  /// Raised with every change that an older reader would misread.
  public let version: Int
  /// Those that one of it may live in; the usual one first, unless it may live in all of them.
  public let volets: [Volet]
  /// In the order in which people read them.
  public let fields: [RecordField]

  public init(code: String, version: Int, volets: [Volet], fields: [RecordField]) {
    (self.code, self.version, self.volets, self.fields) = (code, version, volets, fields)
  }

  /// Where one is written when nobody says where; nil when somebody has to.
  public var usualVolet: Volet? { volets == Volet.allCases ? nil : volets.first }

  /// What the register `type` of such a record holds.
  public var name: String { "\(code)/\(version)" }

  /// `nil` for a field that it does not have.
  public subscript(field: String) -> RecordField? { fields.first { $0.code == field } }

  /// What one of its fields is called, for a sentence.
  public func name(of field: RecordField) -> FieldName { FieldName("\(code).\(field.code)") }

  /// Whether people add one: the card of a person comes with her case file.
  public func checkAdded() throws(RuleBroken) {
    guard self != .person else { throw .cardStays }
  }

  /// Whether one may be written in a volet.
  public func checkLives(in volet: Volet) throws(RuleBroken) {
    guard volets.contains(volet) else { throw .kindNotInVolet(self, volet) }
  }
}

extension Volet {
  /// What tells of a prison or a court stands where it is meant for, or where nobody can be given it as a whole.
  public var mayHoldPenal: Bool { self == .justice || !isShareable }
}
