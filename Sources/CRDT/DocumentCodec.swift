/// The bytes of a whole document: its history, with everything that is needed to go on editing and
/// merging. Layout: `README.md`, "The bytes of a document".
///
/// The bytes are a function of the set of changes, whatever the order of their arrival. They are read
/// back as one's own: a document that others send is sent as changes, and merged.
public enum DocumentCodec {
  public enum Packing: Sendable {
    /// Columns of variable-length integers, and the text.
    case plain
    /// The same columns, each through zstd where that makes it smaller.
    case compact
  }

  /// What stands for the names of changes.
  public enum Naming: Sendable {
    /// Their 32 bytes.
    case stored
    /// A label of each; whoever reads knows how a name follows from the label and from how many
    /// changes with that label came before.
    case derived(label: @Sendable (ChangeID) -> UInt64)
  }

  static let format: UInt64 = 1

  public static func encode(
    _ document: Document, _ packing: Packing, naming: Naming = .stored
  ) -> [UInt8] {
    var encoder = DocumentEncoder(document.inCodingOrder())
    encoder.encode(naming)
    return pack(encoder.columns, packing)
  }

  /// Reads a document whose changes have their names stored.
  public static func decode(_ bytes: [UInt8]) throws(CodecError) -> Document {
    try decode(bytes, name: nil)
  }

  /// Reads a document whose changes are named by what they are labelled; `number` counts the changes
  /// with the same label, from 0. Names must differ.
  public static func decode(
    _ bytes: [UInt8], naming name: (_ label: UInt64, _ number: Int) -> ChangeID
  ) throws(CodecError) -> Document {
    try withoutActuallyEscaping(name) { (name) throws(CodecError) in
      try decode(bytes, name: name)
    }
  }

  private static func decode(
    _ bytes: [UInt8], name: ((_ label: UInt64, _ number: Int) -> ChangeID)?
  ) throws(CodecError) -> Document {
    var decoder = try DocumentDecoder(columns: unpack(bytes))
    return try decoder.document(name)
  }

  // MARK: Columns

  enum Column: Int, CaseIterable {
    case objects
    case names
    case parents
    case counts
    case tokens
    case low
    case high
    case lengths
    case numbers
    case values
    case text
    case raw
  }

  /// For each column the count of its bytes, twice when they are compressed: before and after.
  static func pack(_ columns: [[UInt8]], _ packing: Packing) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(format)
    var bodies: [[UInt8]] = []
    for column in columns {
      switch packing {
      case .plain:
        writer.write(column.count << 1)
        bodies.append(column)
      case .compact:
        let smaller = column.count < 32 ? column : Compression.compress(column)
        if smaller.count + 2 < column.count {
          writer.write(column.count << 1 | 1)
          writer.write(smaller.count)
          bodies.append(smaller)
        } else {
          writer.write(column.count << 1)
          bodies.append(column)
        }
      }
    }
    for body in bodies { writer.write(bytes: body) }
    return writer.bytes
  }

  static func unpack(_ bytes: [UInt8]) throws(CodecError) -> [[UInt8]] {
    var reader = ByteReader(bytes)
    var columns: [[UInt8]] = []
    for size in try sizes(&reader) {
      guard let packed = size.packed else {
        columns.append(Array(try reader.take(size.whole)))
        continue
      }
      let column = try Compression.decompress(
        Array(try reader.take(packed)), atMost: size.whole)
      guard column.count == size.whole else { throw .truncated }
      columns.append(column)
    }
    try reader.expectEnd()
    return columns
  }

  private static func sizes(
    _ reader: inout ByteReader
  ) throws(CodecError) -> [(whole: Int, packed: Int?)] {
    guard try reader.integer() == format else { throw .unknownFormat }
    var sizes: [(whole: Int, packed: Int?)] = []
    var total = 0
    for _ in Column.allCases {
      let size = try reader.integer()
      guard size >> 1 <= UInt64(DocumentLimits.decodedBytes - total) else { throw .beyondLimits }
      total += Int(size >> 1)
      let packed: Int? = size & 1 == 1 ? try reader.count(eachAtLeast: 1) : nil
      sizes.append((Int(size >> 1), packed))
    }
    return sizes
  }

  /// Where, in the bytes of a reader, the text column of a plain document lies.
  static func textColumn(of reader: ByteReader) throws(CodecError) -> Range<Int> {
    var reader = reader
    for (column, size) in zip(Column.allCases, try sizes(&reader)) {
      guard size.packed == nil else { throw .malformedHistory }
      let start = reader.position
      _ = try reader.take(size.whole)
      if column == .text { return start..<reader.position }
    }
    throw .truncated
  }

  // MARK: Tokens

  /// The lowest three bits of a token. The others are the length, or `longLength` when it is that or
  /// more; of an ``other`` token they are its ``OtherToken``.
  enum Token: UInt8 {
    case insertHere = 0
    case insertBefore = 1
    case insertBehind = 2
    case removeHere = 3
    case removeBefore = 4
    case removeBehind = 5
    case other = 6
  }

  enum OtherToken: UInt8 {
    /// The tokens that follow work on another text.
    case text = 0
    /// A write over everything that stands in the register.
    case set = 1
    case setNamed = 2
    case insertTextNamed = 3
    case removeTextNamed = 4
    case insertItem = 5
    case insertItemNamed = 6
    case removeItem = 7
    case removeItemNamed = 8
    case unknown = 9
  }

  static let longLength: UInt32 = 31
}
