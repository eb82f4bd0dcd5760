/// What the fields of a record hold, by their codes: only those that hold something, and all values of one that nobody
/// settled.
public struct RecordValues: Hashable, Sendable {
  public let byField: [String: [String]]

  public init(_ byField: [String: [String]] = [:]) { self.byField = byField }

  public subscript(field: String) -> [String]? { byField[field] }
}

extension RecordValues: CustomStringConvertible {
  /// In the order of the codes.
  public var description: String {
    byField.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
  }
}

extension Record {
  public var values: RecordValues {
    RecordValues(
      type.fields.reduce(into: [:]) { found, field in
        let texts = texts(field.code)
        if !texts.isEmpty { found[field.code] = texts }
      })
  }
}
