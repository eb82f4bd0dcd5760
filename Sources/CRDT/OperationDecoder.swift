/// Reads operations from bytes of any origin. Allocates in proportion to the bytes that are there,
/// never to the counts they announce.
struct OperationDecoder {
  private let bytes: [UInt8]
  private var position = 0
  /// Where the field being read must end: the end of the bytes, or of one operation.
  private var end: Int
  private var cited: [ChangeID] = []
  private var used: [Bool] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    end = bytes.count
  }

  mutating func operations() throws(CodecError) -> [Operation] {
    guard try integer() == OperationCodec.format else { throw .unknownFormat }
    try readCitations()
    let count = try count(atMost: OperationLimits.operations, eachAtLeast: 2)
    var operations: [Operation] = []
    operations.reserveCapacity(count)
    for _ in 0..<count { operations.append(try operation()) }
    guard position == end else { throw .trailingBytes }
    guard used.allSatisfy({ $0 }) else { throw .unusedCitation }
    return operations
  }

  private mutating func readCitations() throws(CodecError) {
    let count = try count(atMost: OperationLimits.citations, eachAtLeast: ChangeID.byteCount)
    cited.reserveCapacity(count)
    for _ in 0..<count {
      guard let id = ChangeID(try take(ChangeID.byteCount)) else { throw .truncated }
      if let last = cited.last, last >= id { throw .unsortedCitations }
      cited.append(id)
    }
    used = Array(repeating: false, count: count)
  }

  private mutating func operation() throws(CodecError) -> Operation {
    let number = try integer()
    let length = try count(atMost: OperationLimits.encodedBytes, eachAtLeast: 1)
    guard let kind = OperationCodec.Kind(rawValue: number) else {
      guard length <= OperationLimits.payloadBytes else { throw .beyondLimits }
      return .unknown(kind: number, payload: Array(try take(length)))
    }
    let outer = end
    end = position + length
    let operation = try body(of: kind)
    guard position == end else { throw .trailingBytes }
    end = outer
    return operation
  }

  private mutating func body(of kind: OperationCodec.Kind) throws(CodecError) -> Operation {
    let key = try text(atMost: OperationLimits.keyBytes)
    guard !key.isEmpty else { throw .beyondLimits }
    switch kind {
    case .set:
      let value = try value()
      let count = try count(atMost: OperationLimits.references, eachAtLeast: 2)
      var overwrites: [Reference] = []
      for _ in 0..<count { overwrites.append(try reference()) }
      return .set(key: key, value: value, overwrites: overwrites)
    case .insertText:
      let placement = try placement()
      let text = try text(atMost: OperationLimits.textBytes)
      return .insertText(key: key, placement: placement, text: text)
    case .removeText:
      let count = try count(atMost: OperationLimits.references, eachAtLeast: 4)
      var ranges: [AnchorRange] = []
      for _ in 0..<count {
        let run = try reference()
        ranges.append(AnchorRange(run: run, offset: try smallInteger(), count: try smallInteger()))
      }
      return .removeText(key: key, ranges: ranges)
    case .insertItem:
      let placement = try placement()
      return .insertItem(key: key, placement: placement, value: try value())
    case .removeItem:
      return .removeItem(key: key, item: try reference())
    }
  }

  private mutating func placement() throws(CodecError) -> Placement {
    guard let tag = OperationCodec.PlacementTag(rawValue: try integer()) else { throw .unknownTag }
    switch tag {
    case .left: return .left(of: try anchor())
    case .rightOfOriginAtEnd: return .right(of: nil, before: nil)
    case .rightOfOrigin: return .right(of: nil, before: try anchor())
    case .rightAtEnd: return .right(of: try anchor(), before: nil)
    case .right:
      let parent = try anchor()
      return .right(of: parent, before: try anchor())
    }
  }

  private mutating func anchor() throws(CodecError) -> Anchor {
    let run = try reference()
    return Anchor(run: run, offset: try smallInteger())
  }

  private mutating func reference() throws(CodecError) -> Reference {
    let number = try integer()
    let index = try smallInteger()
    guard number > 0 else { return .own(index) }
    guard number <= UInt64(cited.count) else { throw .danglingCitation }
    let slot = Int(number) - 1
    used[slot] = true
    return .past(OperationID(change: cited[slot], index: index))
  }

  private mutating func value() throws(CodecError) -> Value {
    guard let tag = OperationCodec.ValueTag(rawValue: try integer()) else { throw .unknownTag }
    switch tag {
    case .none: return .none
    case .text: return .text(try text(atMost: OperationLimits.textBytes))
    case .integer:
      let folded = try integer()
      return .integer(Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1))
    case .no: return .flag(false)
    case .yes: return .flag(true)
    }
  }

  private mutating func text(atMost limit: Int) throws(CodecError) -> String {
    let count = try count(atMost: limit, eachAtLeast: 1)
    guard let text = String(validating: try take(count), as: UTF8.self) else {
      throw .invalidText
    }
    return text
  }

  /// A count of things that each take at least `size` bytes, all of which must be there.
  private mutating func count(atMost limit: Int, eachAtLeast size: Int) throws(CodecError) -> Int {
    let count = try integer()
    guard count <= UInt64(limit) else { throw .beyondLimits }
    guard Int(count) <= (end - position) / size else { throw .truncated }
    return Int(count)
  }

  private mutating func smallInteger() throws(CodecError) -> UInt32 {
    guard let small = UInt32(exactly: try integer()) else { throw .beyondLimits }
    return small
  }

  private mutating func integer() throws(CodecError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: 0, through: 63, by: 7) {
      guard position < end else { throw .truncated }
      let byte = bytes[position]
      position += 1
      let part = UInt64(byte & 0x7F)
      guard shift < 63 || part <= 1 else { throw .malformedInteger }
      value |= part << UInt64(shift)
      if byte & 0x80 == 0 {
        guard byte != 0 || shift == 0 else { throw .malformedInteger }
        return value
      }
    }
    throw .malformedInteger
  }

  private mutating func take(_ count: Int) throws(CodecError) -> ArraySlice<UInt8> {
    guard count <= end - position else { throw .truncated }
    defer { position += count }
    return bytes[position..<position + count]
  }
}
