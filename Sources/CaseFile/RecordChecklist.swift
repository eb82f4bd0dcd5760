/// A catalogue that people go through with the person: a row for each code of a field.
/// Protocol/records.md, "Going through a catalogue".
public struct RecordChecklist: Hashable, Sendable {
  /// The field that holds a code of the catalogue.
  public let field: String
  /// What is told of each, in order.
  public let columns: [String]
  /// The fields that say why, told together.
  public let reasons: [String]
  /// What says that a code is settled: nobody is to do anything about it for now.
  let settled: Due.Ending

  public init(
    _ field: String, telling columns: [String], because reasons: [String], until settled: Due.Ending
  ) {
    (self.field, self.columns, self.reasons) = (field, columns, reasons)
    self.settled = settled
  }

  /// Whether something is still to be done. While people left several values, it is.
  public func isOpen(_ values: RecordValues) -> Bool {
    !settled.isSo(values) && values[settled.field]?.isEmpty == false
  }
}

extension RecordType {
  /// The codes of its catalogue that a service of a country goes through: what the law of another country alone has is left
  /// out. None for a kind without a catalogue; all where the country is not known.
  public func catalogue(of country: Country?) -> [String] {
    guard let checklist, let vocabulary = self[checklist.field]?.vocabulary else { return [] }
    return vocabulary.offered.filter { code in
      guard let own = code.country, let country else { return true }
      return own == country
    }.map(\.code)
  }
}
