/// What a view of many records goes by: no kind is named by it.
extension RecordType {
  /// Whether its records say something without their prose: those of a note alone do not.
  public var isStructured: Bool { !fields.contains { $0.isProse && $0.isAsked } }

  /// The kind and its fields with what they hold, as far as it matters to whoever keeps their values: another one is written
  /// where a value would be read otherwise.
  public var shape: String {
    name + fields.map { " \($0.code) \($0.content.word)" }.joined()
  }
}

extension RecordField.Content {
  fileprivate var word: String {
    switch self {
    case .line: "line"
    case .name: "name"
    case .lines: "lines"
    case .date: "date"
    case .moment: "moment"
    case .integer: "integer"
    case .flag: "flag"
    case .code: "code"
    case .codes(let vocabulary): "codes of \(vocabulary.codes.count)"
    case .reference: "reference"
    case .references: "references"
    case .prose: "prose"
    }
  }
}

extension RecordValues {
  /// All but prose.
  public func withoutProse(of type: RecordType) -> RecordValues {
    RecordValues(byField.filter { type[$0.key]?.isProse != true })
  }
}
