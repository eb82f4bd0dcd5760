import CRDT

/// A number of a list is given once, also where the entry that had it was erased: the list keeps the number, and nothing
/// else of it. Protocol/records.md, "Permanences".
extension Record {
  /// The highest that anybody wrote; nil where nobody did.
  static func numbersErased(_ writes: [(OperationID, Value)]) -> Int? {
    writes.compactMap { write -> Int? in
      if case .integer(let number) = write.1 { Int(exactly: number) } else { nil }
    }.max()
  }
}

extension RecordEdit {
  /// Keeps the number of an entry that is erased; nothing where a higher one is kept.
  ///
  /// - Returns: whether it writes something.
  public mutating func keepErased(number: Int) -> Bool {
    guard erasedNumber.map({ $0 < number }) ?? true else { return false }
    mark(RecordKeys.numbersErased, .integer(Int64(number)))
    return true
  }
}

extension Change {
  /// Whether it keeps the number of what was erased and does nothing else: people wrote nothing by it.
  var keepsNumberAlone: Bool {
    !operations.isEmpty
      && operations.allSatisfy { operation in
        switch operation {
        case .set(RecordKeys.numbersErased, _, _): true
        case .set, .insertText, .removeText, .insertItem, .removeItem, .unknown: false
        }
      }
  }
}
