/// A document as it reads now, with what it takes to go on: first what is visible, then, read only
/// when somebody edits or merges, the whole history. Layout: `README.md`, "The bytes of a checkpoint".
///
/// Derived data: made from a document, and thrown away without loss.
public struct Checkpoint: Sendable {
  static let format: UInt64 = 1

  public let bytes: [UInt8]
  /// The changes that no other change has seen, sorted.
  public let frontier: [ChangeID]
  /// Part of the document was made by a newer version.
  public let hasUnknownOperations: Bool

  private var registers: [(key: String, values: [(OperationID, Value)])] = []
  private var lists: [(key: String, items: [(OperationID, Value)])] = []
  private var texts: [(key: String, pieces: [Range<Int>])] = []
  /// Where the columns of the document begin in the bytes.
  private let columnsStart: Int
  /// Where its text column, the arena, begins in the bytes.
  private let arenaStart: Int

  /// `nil` for a document beyond ``DocumentLimits``.
  public init?(_ document: Document) {
    let document = document.inCodingOrder()
    let columns = DocumentCodec.encode(document, .plain)
    var head = ByteWriter()
    head.write(document.frontier.count)
    for id in document.frontier { head.write(id) }
    head.write(document.hasUnknownOperations ? 1 : 0)
    head.write(document.registerKeys.count)
    for key in document.registerKeys {
      head.write(counted: key.utf8)
      Self.write(document.values(key), to: &head)
    }
    head.write(document.listKeys.count)
    for key in document.listKeys {
      head.write(counted: key.utf8)
      Self.write(document.items(key), to: &head)
    }
    head.write(document.textKeys.count)
    for key in document.textKeys {
      head.write(counted: key.utf8)
      Self.write(document.visiblePieces(of: key), to: &head)
    }
    var writer = ByteWriter()
    writer.write(Self.format)
    writer.write(counted: head.bytes)
    writer.write(bytes: columns)
    do throws(CodecError) {
      try self.init(decoding: writer.bytes)
    } catch {
      // Only what exceeds the limits is not read back, and a document is read without it too.
      return nil
    }
  }

  private static func write(_ values: [(OperationID, Value)], to writer: inout ByteWriter) {
    writer.write(values.count)
    for (operation, value) in values {
      writer.write(operation.change)
      writer.write(operation.index)
      writer.write(value)
    }
  }

  /// Byte ranges of the arena: how far each begins behind the one before, signed, and its length.
  private static func write(_ pieces: [Range<Int>], to writer: inout ByteWriter) {
    writer.write(pieces.count)
    var end = 0
    for piece in pieces {
      writer.write(Int64(piece.lowerBound - end))
      writer.write(piece.count)
      end = piece.upperBound
    }
  }

  /// Reads what is visible; the history is left for ``document()``.
  public init(decoding bytes: [UInt8]) throws(CodecError) {
    var reader = ByteReader(bytes)
    guard try reader.integer() == Self.format else { throw .unknownFormat }
    var head = try reader.part()
    columnsStart = reader.position
    let arena = try DocumentCodec.textColumn(of: reader)
    self.bytes = bytes
    arenaStart = arena.lowerBound
    var frontier: [ChangeID] = []
    for _ in 0..<(try head.count(eachAtLeast: ChangeID.byteCount)) {
      frontier.append(try head.id())
    }
    self.frontier = frontier
    switch try head.integer() {
    case 0: hasUnknownOperations = false
    case 1: hasUnknownOperations = true
    case _: throw .unknownTag
    }
    for _ in 0..<(try head.count(eachAtLeast: 3)) {
      registers.append((try head.key(), try Self.values(&head)))
    }
    for _ in 0..<(try head.count(eachAtLeast: 3)) {
      lists.append((try head.key(), try Self.values(&head)))
    }
    for _ in 0..<(try head.count(eachAtLeast: 3)) {
      texts.append((try head.key(), try Self.pieces(&head, within: arena.count)))
    }
    try head.expectEnd()
  }

  private static func values(
    _ reader: inout ByteReader
  ) throws(CodecError) -> [(OperationID, Value)] {
    var values: [(OperationID, Value)] = []
    for _ in 0..<(try reader.count(eachAtLeast: ChangeID.byteCount + 2)) {
      let id = OperationID(change: try reader.id(), index: try reader.smallInteger())
      values.append((id, try reader.value()))
    }
    return values
  }

  private static func pieces(
    _ reader: inout ByteReader, within size: Int
  ) throws(CodecError) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var end = 0
    var total = 0
    for _ in 0..<(try reader.count(eachAtLeast: 2)) {
      let distance = try reader.signedInteger()
      let length = try reader.integer()
      guard distance >= -Int64(end), distance <= Int64(size - end),
        length <= UInt64(size - end - Int(distance))
      else { throw .malformedHistory }
      let start = end + Int(distance)
      end = start + Int(length)
      total += Int(length)
      // Each byte of the arena is visible once at most.
      guard total <= size else { throw .malformedHistory }
      pieces.append(start..<end)
    }
    return pieces
  }

  // MARK: Reading

  public func values(_ key: String) -> [(OperationID, Value)] {
    registers.first { ExactString($0.key) == ExactString(key) }?.values ?? []
  }

  /// The registers ever written, sorted by UTF-8 bytes.
  public var registerKeys: [String] { registers.map(\.key) }

  public func items(_ key: String) -> [(OperationID, Value)] {
    lists.first { ExactString($0.key) == ExactString(key) }?.items ?? []
  }

  /// A text, exactly as typed.
  public func text(_ key: String) -> String {
    guard let text = texts.first(where: { ExactString($0.key) == ExactString(key) }) else {
      return ""
    }
    var visible: [UInt8] = []
    visible.reserveCapacity(text.pieces.reduce(0) { $0 + $1.count })
    for piece in text.pieces {
      visible.append(
        contentsOf: bytes[arenaStart + piece.lowerBound..<arenaStart + piece.upperBound])
    }
    return String(decoding: visible, as: UTF8.self)
  }

  /// The whole document, to edit or to merge.
  public func document() throws(CodecError) -> Document {
    try DocumentCodec.decode(Array(bytes[columnsStart...]))
  }
}

extension Document {
  /// The visible bytes of a text as ranges of the arena, those that touch joined.
  fileprivate func visiblePieces(of key: String) -> [Range<Int>] {
    guard let number = names.text(key) else { return [] }
    var pieces: [Range<Int>] = []
    sequences[number].forEachSpan { span, _ in
      guard !span.isRemoved else { return }
      let piece = arena.byteRange(VersionRange(first: span.first, count: span.count))
      if let last = pieces.last, last.upperBound == piece.lowerBound {
        pieces[pieces.count - 1] = last.lowerBound..<piece.upperBound
      } else {
        pieces.append(piece)
      }
    }
    return pieces
  }
}
