/// Writes operations after the sorted table of the changes they cite.
struct OperationEncoder {
  typealias Kind = OperationCodec.Kind
  typealias ValueTag = OperationCodec.ValueTag
  typealias PlacementTag = OperationCodec.PlacementTag

  private(set) var bytes: [UInt8] = []
  private let cited: [ChangeID]
  private let numbers: [ChangeID: Int]

  init(citing operations: [Operation]) {
    var found: Set<ChangeID> = []
    for operation in operations {
      for case .past(let id) in operation.references { found.insert(id.change) }
    }
    cited = found.sorted()
    numbers = Dictionary(uniqueKeysWithValues: zip(cited, 1...))
  }

  mutating func write(_ operations: [Operation]) {
    write(OperationCodec.format)
    write(cited.count)
    for change in cited { bytes += change.bytes }
    write(operations.count)
    for operation in operations { write(operation) }
  }

  private mutating func write(_ operation: Operation) {
    switch operation {
    case .set(let key, let value, let overwrites):
      writeOperation(.set) { body in
        body.write(key)
        body.write(value)
        body.write(overwrites.count)
        for reference in overwrites { body.write(reference) }
      }
    case .insertText(let key, let placement, let text):
      writeOperation(.insertText) { body in
        body.write(key)
        body.write(placement)
        body.write(text)
      }
    case .removeText(let key, let ranges):
      writeOperation(.removeText) { body in
        body.write(key)
        body.write(ranges.count)
        for range in ranges {
          body.write(range.run)
          body.write(UInt64(range.offset))
          body.write(UInt64(range.count))
        }
      }
    case .insertItem(let key, let placement, let value):
      writeOperation(.insertItem) { body in
        body.write(key)
        body.write(placement)
        body.write(value)
      }
    case .removeItem(let key, let item):
      writeOperation(.removeItem) { body in
        body.write(key)
        body.write(item)
      }
    case .unknown(let kind, let payload):
      write(kind)
      write(payload.count)
      bytes += payload
    }
  }

  /// The kind, the length of the body, the body.
  private mutating func writeOperation(_ kind: Kind, _ body: (inout Self) -> Void) {
    write(kind.rawValue)
    var inner = self
    inner.bytes = []
    body(&inner)
    write(inner.bytes.count)
    bytes += inner.bytes
  }

  private mutating func write(_ placement: Placement) {
    switch placement {
    case .left(let anchor):
      write(PlacementTag.left.rawValue)
      write(anchor)
    case .right(nil, nil):
      write(PlacementTag.rightOfOriginAtEnd.rawValue)
    case .right(nil, let before?):
      write(PlacementTag.rightOfOrigin.rawValue)
      write(before)
    case .right(let anchor?, nil):
      write(PlacementTag.rightAtEnd.rawValue)
      write(anchor)
    case .right(let anchor?, let before?):
      write(PlacementTag.right.rawValue)
      write(anchor)
      write(before)
    }
  }

  private mutating func write(_ anchor: Anchor) {
    write(anchor.run)
    write(UInt64(anchor.offset))
  }

  private mutating func write(_ reference: Reference) {
    switch reference {
    case .own(let index):
      write(0 as UInt64)
      write(UInt64(index))
    case .past(let id):
      // The table was made from these very references.
      write(numbers[id.change] ?? 0)
      write(UInt64(id.index))
    }
  }

  private mutating func write(_ value: Value) {
    switch value {
    case .none:
      write(ValueTag.none.rawValue)
    case .text(let text):
      write(ValueTag.text.rawValue)
      write(text)
    case .integer(let integer):
      write(ValueTag.integer.rawValue)
      write(UInt64(bitPattern: integer << 1 ^ integer >> 63))
    case .flag(let flag):
      write((flag ? ValueTag.yes : ValueTag.no).rawValue)
    }
  }

  private mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes += text.utf8
  }

  private mutating func write(_ count: Int) {
    write(UInt64(count))
  }

  private mutating func write(_ integer: UInt64) {
    var rest = integer
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
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
