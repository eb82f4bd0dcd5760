/// What a list of records adds up: the numbers of a field, for each code of another one.
/// Protocol/records.md, "The facts of the work".
public struct RecordTally: Hashable, Sendable {
  /// The field that holds the number.
  public let number: String
  /// The field by whose codes it is added up.
  public let by: String

  public init(of number: String, by code: String) {
    (self.number, self.by) = (number, code)
  }

  /// What the records of one code come to.
  public struct Sum: Hashable, Sendable {
    public let code: String
    /// Of those that say one number.
    public var number = 0
    /// Those of which nobody said one number: none, or several while nobody settled them.
    public var unsaid = 0
  }

  /// The sums, in the order of the vocabulary; a record of several codes that nobody settled is in none.
  ///
  /// - Parameter records: what the fields of each hold.
  public func sums(_ records: [[String: [String]]], of type: RecordType) -> [Sum] {
    let codes = type[by]?.vocabulary?.codes.map(\.code) ?? []
    return codes.compactMap { code in
      let own = records.filter { $0[by] == [code] }
      guard !own.isEmpty else { return nil }
      return own.reduce(into: Sum(code: code)) { sum, record in
        let values = record[number] ?? []
        if values.count == 1, let one = Int(values[0]) {
          sum.number += one
        } else {
          sum.unsaid += 1
        }
      }
    }
  }
}
