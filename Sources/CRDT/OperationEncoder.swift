/// Writes operations as columns, after the tables of the changes they cite and of their keys.
struct OperationEncoder {
  typealias Kind = OperationCodec.Kind
  typealias ValueTag = OperationCodec.ValueTag
  typealias PlacementTag = OperationCodec.PlacementTag

  private let operations: [Operation]
  private let cited: [ChangeID]
  private let numbers: [ChangeID: Int]
  private var keys: [ExactString: Int] = [:]
  private var orderedKeys: [String] = []

  private var kinds = ByteWriter()
  private var keyNumbers = ByteWriter()
  private var names = ByteWriter()
  private var values = ByteWriter()
  private var text = ByteWriter()

  init(_ operations: [Operation]) {
    self.operations = operations
    var found: Set<ChangeID> = []
    for operation in operations {
      for case .past(let id) in operation.references { found.insert(id.change) }
    }
    cited = found.sorted()
    numbers = Dictionary(uniqueKeysWithValues: zip(cited, 1...))
  }

  mutating func encoded() -> [UInt8] {
    for operation in operations { write(operation) }
    var whole = ByteWriter()
    whole.write(OperationCodec.format)
    whole.write(cited.count)
    for change in cited { whole.write(change) }
    whole.write(orderedKeys.count)
    for key in orderedKeys { whole.write(counted: key.utf8) }
    whole.write(operations.count)
    for column in [kinds, keyNumbers, names, values, text] { whole.write(bytes: column.bytes) }
    return whole.bytes
  }

  private mutating func write(_ operation: Operation) {
    switch operation {
    case .set(let key, let value, let overwrites):
      write(.set, key)
      names.write(overwrites.count)
      for reference in overwrites { write(reference) }
      write(value)
    case .insertText(let key, let placement, let inserted):
      write(.insertText, key)
      write(placement)
      write(counted: inserted)
    case .removeText(let key, let ranges):
      write(.removeText, key)
      names.write(ranges.count)
      for range in ranges {
        write(range.run)
        names.write(range.offset)
        names.write(range.count)
      }
    case .insertItem(let key, let placement, let value):
      write(.insertItem, key)
      write(placement)
      write(value)
    case .removeItem(let key, let item):
      write(.removeItem, key)
      write(item)
    case .unknown(let kind, let payload):
      kinds.write(kind)
      values.write(payload.count)
      text.write(bytes: payload)
    }
  }

  private mutating func write(_ kind: Kind, _ key: String) {
    kinds.write(kind.rawValue)
    if let number = keys[ExactString(key)] {
      keyNumbers.write(number)
    } else {
      keyNumbers.write(orderedKeys.count)
      keys[ExactString(key)] = orderedKeys.count
      orderedKeys.append(key)
    }
  }

  private mutating func write(_ placement: Placement) {
    switch placement {
    case .left(let anchor):
      names.write(PlacementTag.left.rawValue)
      write(anchor)
    case .right(nil, nil):
      names.write(PlacementTag.rightOfOriginAtEnd.rawValue)
    case .right(nil, let before?):
      names.write(PlacementTag.rightOfOrigin.rawValue)
      write(before)
    case .right(let anchor?, nil):
      names.write(PlacementTag.rightAtEnd.rawValue)
      write(anchor)
    case .right(let anchor?, let before?):
      names.write(PlacementTag.right.rawValue)
      write(anchor)
      write(before)
    }
  }

  private mutating func write(_ anchor: Anchor) {
    write(anchor.run)
    names.write(anchor.offset)
  }

  private mutating func write(_ reference: Reference) {
    switch reference {
    case .own(let index):
      names.write(0 as UInt64)
      names.write(index)
    case .past(let id):
      // The table was made from these very references.
      names.write(numbers[id.change] ?? 0)
      names.write(id.index)
    }
  }

  private mutating func write(_ value: Value) {
    switch value {
    case .none: values.write(ValueTag.none.rawValue)
    case .text(let inserted):
      values.write(ValueTag.text.rawValue)
      write(counted: inserted)
    case .integer(let integer):
      values.write(ValueTag.integer.rawValue)
      values.write(integer)
    case .flag(let flag): values.write((flag ? ValueTag.yes : ValueTag.no).rawValue)
    }
  }

  private mutating func write(counted inserted: String) {
    values.write(inserted.utf8.count)
    text.write(bytes: inserted.utf8)
  }
}

extension Operation {
  /// Every name of another operation, in the order of the bytes.
  var references: [Reference] {
    switch self {
    case .set(_, _, let overwrites): overwrites
    case .insertText(_, let placement, _), .insertItem(_, let placement, _): placement.references
    case .removeText(_, let ranges): ranges.map(\.run)
    case .removeItem(_, let item): [item]
    case .unknown: []
    }
  }
}

extension Placement {
  var references: [Reference] {
    switch self {
    case .left(let anchor): [anchor.run]
    case .right(let anchor, let before): [anchor, before].compactMap { $0?.run }
    }
  }
}
