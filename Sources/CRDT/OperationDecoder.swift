/// Reads operations from columns of any origin. Allocates in proportion to the bytes that are there,
/// never to the counts they announce.
struct OperationDecoder {
  private var reader: ByteReader
  private var cited: [ChangeID] = []
  private var isCited: [Bool] = []
  private var keys: [String] = []

  /// What is known of one operation while the columns are read.
  private struct Draft {
    let kind: UInt64
    let known: OperationCodec.Kind?
    var key = 0
    var references: [Reference] = []
    var ranges: [AnchorRange] = []
    var placement = Placement.right(of: nil, before: nil)
    var value = Value.none
    /// The bytes of its text or payload.
    var length: Int?
  }

  init(_ bytes: [UInt8]) {
    reader = ByteReader(bytes)
  }

  mutating func operations() throws(CodecError) -> [Operation] {
    guard try reader.integer() == OperationCodec.format else { throw .unknownFormat }
    try readCitations()
    let keyCount = try reader.count(atMost: OperationLimits.operations, eachAtLeast: 2)
    for _ in 0..<keyCount { keys.append(try reader.key()) }
    let count = try reader.count(atMost: OperationLimits.operations, eachAtLeast: 1)
    var drafts: [Draft] = []
    drafts.reserveCapacity(count)
    for _ in 0..<count {
      let kind = try reader.integer()
      drafts.append(Draft(kind: kind, known: OperationCodec.Kind(rawValue: kind)))
    }
    try readKeyNumbers(&drafts)
    for slot in drafts.indices { try readNames(&drafts[slot]) }
    for slot in drafts.indices { try readValue(&drafts[slot]) }
    var operations: [Operation] = []
    operations.reserveCapacity(count)
    for draft in drafts { operations.append(try operation(draft)) }
    try reader.expectEnd()
    guard isCited.allSatisfy({ $0 }) else { throw .unusedCitation }
    return operations
  }

  private mutating func readCitations() throws(CodecError) {
    let count = try reader.count(
      atMost: OperationLimits.citations, eachAtLeast: ChangeID.byteCount)
    cited.reserveCapacity(count)
    for _ in 0..<count {
      let id = try reader.id()
      if let last = cited.last, last >= id { throw .unsortedCitations }
      cited.append(id)
    }
    isCited = Array(repeating: false, count: count)
  }

  /// Keys are numbered in order of first use, each once.
  private mutating func readKeyNumbers(_ drafts: inout [Draft]) throws(CodecError) {
    var used = 0
    for slot in drafts.indices where drafts[slot].known != nil {
      let number = try reader.integer()
      guard number <= UInt64(used), number < UInt64(keys.count) else { throw .unorderedKeys }
      if number == UInt64(used) { used += 1 }
      drafts[slot].key = Int(number)
    }
    guard used == keys.count, Set(keys.map { ExactString($0) }).count == keys.count else {
      throw .unorderedKeys
    }
  }

  private mutating func readNames(_ draft: inout Draft) throws(CodecError) {
    switch draft.known {
    case .set?:
      let count = try reader.count(atMost: OperationLimits.references, eachAtLeast: 2)
      for _ in 0..<count { draft.references.append(try reference()) }
    case .insertText?, .insertItem?: draft.placement = try placement()
    case .removeText?:
      let count = try reader.count(atMost: OperationLimits.references, eachAtLeast: 4)
      for _ in 0..<count {
        let run = try reference()
        let offset = try reader.smallInteger()
        draft.ranges.append(
          AnchorRange(run: run, offset: offset, count: try reader.smallInteger()))
      }
    case .removeItem?: draft.references.append(try reference())
    case nil: break
    }
  }

  private mutating func readValue(_ draft: inout Draft) throws(CodecError) {
    switch draft.known {
    case .set?, .insertItem?:
      guard let tag = OperationCodec.ValueTag(rawValue: try reader.integer()) else {
        throw .unknownTag
      }
      switch tag {
      case .none: draft.value = .none
      case .text: draft.length = try length(atMost: OperationLimits.textBytes)
      case .integer: draft.value = .integer(try reader.signedInteger())
      case .no: draft.value = .flag(false)
      case .yes: draft.value = .flag(true)
      }
    case .insertText?: draft.length = try length(atMost: OperationLimits.textBytes)
    case nil: draft.length = try length(atMost: OperationLimits.payloadBytes)
    case .removeText?, .removeItem?: break
    }
  }

  private mutating func length(atMost limit: Int) throws(CodecError) -> Int {
    try reader.count(atMost: limit, eachAtLeast: 1)
  }

  private mutating func operation(_ draft: Draft) throws(CodecError) -> Operation {
    guard let kind = draft.known else {
      return .unknown(kind: draft.kind, payload: Array(try reader.take(draft.length ?? 0)))
    }
    let key = keys[draft.key]
    switch kind {
    case .set:
      return .set(key: key, value: try value(draft), overwrites: draft.references)
    case .insertText:
      return .insertText(
        key: key, placement: draft.placement, text: try reader.text(of: draft.length ?? 0))
    case .removeText: return .removeText(key: key, ranges: draft.ranges)
    case .insertItem:
      return .insertItem(key: key, placement: draft.placement, value: try value(draft))
    case .removeItem: return .removeItem(key: key, item: draft.references[0])
    }
  }

  private mutating func value(_ draft: Draft) throws(CodecError) -> Value {
    guard let length = draft.length else { return draft.value }
    return .text(try reader.text(of: length))
  }

  private mutating func placement() throws(CodecError) -> Placement {
    guard let tag = OperationCodec.PlacementTag(rawValue: try reader.integer()) else {
      throw .unknownTag
    }
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
    return Anchor(run: run, offset: try reader.smallInteger())
  }

  private mutating func reference() throws(CodecError) -> Reference {
    let number = try reader.integer()
    let index = try reader.smallInteger()
    guard number > 0 else { return .own(index) }
    guard number <= UInt64(cited.count) else { throw .danglingCitation }
    let slot = Int(number) - 1
    isCited[slot] = true
    return .past(OperationID(change: cited[slot], index: index))
  }
}
