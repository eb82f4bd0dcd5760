/// What a record is expected to say because of something else that it says. Whoever saves one without it is told, and nothing
/// is refused for it. Protocol/records.md, "What is expected".
public struct RecordExpectation: Hashable, Sendable {
  /// When it is.
  public enum Occasion: Hashable, Sendable {
    /// A field holds one of these values, as they are written.
    case says(String, [String])
    /// It is not the first of its kind in its case file.
    case another
  }

  /// The field that is to hold something.
  public let field: String
  public let occasion: Occasion

  public init(_ field: String, when occasion: Occasion) {
    (self.field, self.occasion) = (field, occasion)
  }
}

/// An expectation that a record does not meet.
public struct UnmetExpectation: Hashable, Sendable {
  /// The field that holds nothing.
  public let field: RecordField
  /// The field that says why it is expected; nil where the case file does.
  public let because: RecordField?
  /// What that one says.
  public let value: String?

  public init(_ field: RecordField, because: RecordField? = nil, value: String? = nil) {
    (self.field, self.because, self.value) = (field, because, value)
  }
}

extension RecordType {
  /// Whether it matters if a record is the first of the kind in its case file.
  public var countsOthers: Bool { expects.contains { $0.occasion == .another } }

  /// What a record of the kind leaves out, in the order of the declaration, each field once.
  public func unmet(_ values: RecordValues, isFirst: Bool) -> [UnmetExpectation] {
    var found: [UnmetExpectation] = []
    for expectation in expects {
      guard let field = self[expectation.field], values[field.code]?.isEmpty != false,
        !found.contains(where: { $0.field == field })
      else { continue }
      switch expectation.occasion {
      case .another where !isFirst: found.append(UnmetExpectation(field))
      case .another: break
      case .says(let code, let wanted):
        guard let value = values[code]?.first(where: wanted.contains) else { continue }
        found.append(UnmetExpectation(field, because: self[code], value: value))
      }
    }
    return found
  }
}
