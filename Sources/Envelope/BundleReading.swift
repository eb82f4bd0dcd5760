import CRDT

/// The part of a bundle that is not compressed: tables of ids, secrets, nonces, signatures; and the frame behind them.
///
/// Lives no longer than the plain part that it points into.
struct BundleTables {
  let strata: [StratumID]
  let heads: [StatementID]
  let outside: [ChangeID]
  let frame: [UInt8]

  private let flags: BundlePlain.Flags
  private let secrets: UnsafeRawBufferPointer
  private let nonces: UnsafeRawBufferPointer
  private let signatures: UnsafeRawBufferPointer

  init(_ padded: UnsafeRawBufferPointer, header: BundleHeader) throws(EnvelopeError) {
    let changes = header.count
    var cursor = RawCursor(try Padding.unpad(padded))
    guard try cursor.take(1).first == UInt8(BundleLimits.version) else {
      throw .malformed(.columns)
    }
    flags = BundlePlain.Flags(rawValue: try cursor.take(1).first ?? .max)
    guard flags.isSubset(of: .all) else { throw .malformed(.columns) }
    let strata = try cursor.count(atMost: changes)
    let heads = try cursor.count(atMost: changes * ChangeLimits.controlHeads)
    let outside = try cursor.count(atMost: changes * ChangeLimits.parents)
    self.strata = try cursor.identifiers(strata)
    secrets = try cursor.take(header.documents.count * Self.secretLength(flags))
    nonces = try cursor.take(flags.contains(.bodyNonces) ? changes * AEAD.nonceLength : 0)
    signatures = try cursor.take(changes * Signatures.length)
    self.heads = try cursor.identifiers(heads)
    let ids = try cursor.take(outside * ChangeID.byteCount)
    self.outside = (0..<outside).compactMap { place in
      ChangeID(ids[place * ChangeID.byteCount..<(place + 1) * ChangeID.byteCount])
    }
    frame = Array(try cursor.take(cursor.remaining))
    guard Set(self.strata).count == strata, Set(self.heads).count == heads,
      Set(self.outside).count == outside
    else { throw .unsorted(.columns) }
  }

  /// Bytes of a note secret and, when it is carried, of the nonce of its row.
  private static func secretLength(_ flags: BundlePlain.Flags) -> Int {
    SecretKey.length + (flags.contains(.rowNonces) ? AEAD.nonceLength : 0)
  }

  /// The secret of a document, by its place in the header: 32 bytes.
  func secret(_ place: Int) -> UnsafeRawBufferPointer {
    slice(secrets, at: place * Self.secretLength(flags), SecretKey.length)
  }

  /// The nonce of the row of that secret, 24 bytes; nil when it follows from the secret.
  func secretNonce(_ place: Int) -> [UInt8]? {
    guard flags.contains(.rowNonces) else { return nil }
    return Array(
      slice(secrets, at: place * Self.secretLength(flags) + SecretKey.length, AEAD.nonceLength))
  }

  /// The nonce of the body of a change, by its place in the bundle, 24 bytes; nil when it follows from the rest.
  func nonce(_ place: Int) -> [UInt8]? {
    guard flags.contains(.bodyNonces) else { return nil }
    return Array(slice(nonces, at: place * AEAD.nonceLength, AEAD.nonceLength))
  }

  /// The signature of a change, by its place in the bundle: 64 bytes.
  func signature(_ place: Int) -> [UInt8] {
    Array(slice(signatures, at: place * Signatures.length, Signatures.length))
  }

  private func slice(
    _ bytes: UnsafeRawBufferPointer, at start: Int, _ count: Int
  ) -> UnsafeRawBufferPointer {
    // The places of raw memory are not checked in a release build: these are.
    precondition(start >= 0 && start + count <= bytes.count, "a place inside the table")
    return UnsafeRawBufferPointer(rebasing: bytes[start..<start + count])
  }
}

/// Reads raw memory from its start on, never beyond its end.
private struct RawCursor {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var remaining: Int { bytes.count - position }

  mutating func take(_ count: Int) throws(EnvelopeError) -> UnsafeRawBufferPointer {
    guard (0...remaining).contains(count) else { throw .malformed(.columns) }
    defer { position += count }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
  }

  /// Four bytes, big-endian.
  mutating func count(atMost limit: Int) throws(EnvelopeError) -> Int {
    let count = try take(4).reduce(0) { $0 << 8 | Int($1) }
    guard count <= limit else { throw .outOfBounds(.columns) }
    return count
  }

  mutating func identifiers<Kind>(_ count: Int) throws(EnvelopeError) -> [Identifier<Kind>] {
    let taken = Array(try take(count * Kind.length))
    return (0..<count).map { place in
      Identifier(exactly: Array(taken[place * Kind.length..<(place + 1) * Kind.length]))
    }
  }
}

/// The compressed part of a bundle, decompressed and checked: what each change says, its ids and secrets apart.
struct BundleColumnReader {
  /// One change, by places in the tables.
  struct Fields {
    enum Parent {
      /// So many changes before this one.
      case earlier(Int)
      /// A place in the table of ids that are not in the bundle.
      case outside(Int)
    }

    let document: Int
    let stratum: Int
    let epoch: Int
    let heads: [StatementID]
    let sequence: UInt64
    let parents: [Parent]
    let content: ChangeContent
  }

  let rowEpochs: [Int]

  private let authors: [String]
  private let roles: [String]
  private let headSets: [[StatementID]]
  private var columns = [[UInt64]](repeating: [], count: BundleColumn.allCases.count)
  private let operations: ArraySlice<UInt8>
  private let tables: BundleTables
  private let header: BundleHeader

  init(
    _ bytes: [UInt8], tables: BundleTables, header: BundleHeader
  ) throws(EnvelopeError) {
    (self.tables, self.header) = (tables, header)
    var cursor = ColumnCursor(bytes)
    let words = BundleWords(
      try cursor.table(atMost: BundleWords.limit, bytes: BundleWords.wordBytes))
    authors = try cursor.texts(atMost: header.count, bytes: ChangeLimits.authorBytes, as: .author)
    roles = try cursor.texts(atMost: header.count, bytes: ChangeLimits.roleBytes, as: .role)
    headSets = try cursor.sets(of: tables.heads, atMost: header.count)
    for column in BundleColumn.allCases {
      let count =
        switch column {
        case .rowEpoch: header.documents.count
        case .parent: try Self.sum(columns[BundleColumn.parentCount.rawValue])
        case .document, .stratum, .epoch, .heads, .author, .role, .sequence, .parentCount,
          .milliseconds, .counter, .zone, .operations:
          header.count
        }
      columns[column.rawValue] = try cursor.column(count)
    }
    operations = try Self.operations(
      bytes, from: cursor.position, words, lengths: columns[BundleColumn.operations.rawValue])
    rowEpochs = try columns[BundleColumn.rowEpoch.rawValue].map { index throws(EnvelopeError) in
      guard index < UInt64(header.epochs.count) else { throw .malformed(.columns) }
      return Int(index)
    }
  }

  /// The operations of all changes, one after another: as many bytes as the column of lengths says.
  private static func operations(
    _ bytes: [UInt8], from start: Int, _ words: BundleWords, lengths: [UInt64]
  ) throws(EnvelopeError) -> ArraySlice<UInt8> {
    var total = 0
    for length in lengths {
      guard length <= UInt64(BundleLimits.columnBytes - total) else { throw .outOfBounds(.columns) }
      total += Int(length)
    }
    if words.words.isEmpty {
      guard total == bytes.count - start else { throw .malformed(.columns) }
      return bytes[start...]
    }
    guard let decoded = words.decode(bytes, from: start, count: total) else {
      throw .malformed(.columns)
    }
    return decoded[...]
  }

  /// The number of parents of all changes.
  private static func sum(_ counts: [UInt64]) throws(EnvelopeError) -> Int {
    guard counts.allSatisfy({ $0 <= UInt64(ChangeLimits.parents) }) else {
      throw .outOfBounds(.parents)
    }
    return Int(counts.reduce(0, +))
  }

  private func value(_ column: BundleColumn, _ place: Int) -> UInt64 {
    columns[column.rawValue][place]
  }

  /// Gives the changes in their order; every table is used from its start to its end, every byte belongs to something.
  func forEachChange(
    _ body: (Fields) throws(EnvelopeError) -> Void
  ) throws(EnvelopeError) {
    var documents = FirstUseCheck(count: header.documents.count)
    var strata = FirstUseCheck(count: tables.strata.count)
    var sets = FirstUseCheck(count: headSets.count)
    var authorUse = FirstUseCheck(count: authors.count)
    var roleUse = FirstUseCheck(count: roles.count)
    var outside = FirstUseCheck(count: tables.outside.count)
    var sequences = [UInt64](repeating: 0, count: header.documents.count)
    var (document, clock, parent, position) = (
      -1 as Int64, 0 as Int64, 0, operations.startIndex
    )
    for place in 0..<header.count {
      document &+= Varint.unzigzag(value(.document, place))
      let documentPlace = try documents.place(UInt64(bitPattern: document))
      let step = UInt64(bitPattern: Varint.unzigzag(value(.sequence, place)))
      sequences[documentPlace] &+= 1 &+ step
      let epoch = value(.epoch, place)
      guard epoch < UInt64(header.epochs.count) else { throw .malformed(.columns) }
      let parents = try (0..<Int(value(.parentCount, place))).map { _ throws(EnvelopeError) in
        defer { parent += 1 }
        let reference = value(.parent, parent)
        if reference & 1 == 1 { return Fields.Parent.outside(try outside.place(reference >> 1)) }
        guard reference >= 2, reference >> 1 <= UInt64(place) else { throw .malformed(.columns) }
        return .earlier(Int(reference >> 1))
      }
      clock &+= Varint.unzigzag(value(.milliseconds, place))
      let content = ChangeContent(
        author: authors[try authorUse.place(value(.author, place))],
        role: roles[try roleUse.place(value(.role, place))],
        clock: try Self.clock(clock, counter: value(.counter, place)),
        zone: try Self.zone(value(.zone, place)),
        operations: slice(value(.operations, place), at: &position))
      try body(
        Fields(
          document: documentPlace, stratum: try strata.place(value(.stratum, place)),
          epoch: Int(epoch), heads: headSets[try sets.place(value(.heads, place))],
          sequence: sequences[documentPlace], parents: parents, content: content))
    }
    let isUsedUp =
      documents.isUsedUp && strata.isUsedUp && sets.isUsedUp && authorUse.isUsedUp
      && roleUse.isUsedUp && outside.isUsedUp
    guard isUsedUp else { throw .malformed(.columns) }
  }

  private static func clock(
    _ milliseconds: Int64, counter: UInt64
  ) throws(EnvelopeError) -> HybridClock {
    guard (0..<1 << 48).contains(milliseconds), counter <= 0xFFFF else {
      throw .malformed(.columns)
    }
    return HybridClock(raw: UInt64(milliseconds) << 16 | counter)
  }

  private static func zone(_ value: UInt64) throws(EnvelopeError) -> Int {
    guard let zone = Int(exactly: Varint.unzigzag(value)),
      (-ChangeLimits.zoneMinutes...ChangeLimits.zoneMinutes).contains(zone)
    else { throw .outOfBounds(.zone) }
    return zone
  }

  /// The next `length` bytes of the operations: the lengths are known to add up to all of them.
  private func slice(_ length: UInt64, at position: inout Int) -> [UInt8] {
    defer { position += Int(length) }
    return Array(operations[position..<position + Int(length)])
  }
}

/// Checks that indexes into a table come in the order of first use, and use all of it.
private struct FirstUseCheck {
  private let count: Int
  private var used = 0

  init(count: Int) { self.count = count }

  var isUsedUp: Bool { used == count }

  mutating func place(_ index: UInt64) throws(EnvelopeError) -> Int {
    guard index <= UInt64(used), index < UInt64(count) else { throw .malformed(.columns) }
    if index == UInt64(used) { used += 1 }
    return Int(index)
  }
}

/// Reads varints, texts and sets; allocates in proportion to the bytes that are there.
private struct ColumnCursor {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func value() throws(EnvelopeError) -> UInt64 {
    guard let value = Varint.read(bytes, at: &position) else { throw .malformed(.columns) }
    return value
  }

  /// A count of things of at least one byte each, all of which must be there.
  private mutating func count(atMost limit: Int) throws(EnvelopeError) -> Int {
    let count = try value()
    guard count <= UInt64(limit) else { throw .outOfBounds(.columns) }
    guard count <= UInt64(bytes.count - position) else { throw .malformed(.columns) }
    return Int(count)
  }

  mutating func column(_ count: Int) throws(EnvelopeError) -> [UInt64] {
    guard count <= bytes.count - position else { throw .malformed(.columns) }
    var column: [UInt64] = []
    column.reserveCapacity(count)
    for _ in 0..<count { column.append(try value()) }
    return column
  }

  /// Different strings of bytes.
  mutating func table(
    atMost limit: Int, bytes length: Int
  ) throws(EnvelopeError) -> [[UInt8]] {
    var rows: [[UInt8]] = []
    for _ in 0..<(try count(atMost: limit)) {
      let length = try count(atMost: length)
      rows.append(Array(bytes[position..<position + length]))
      position += length
    }
    guard Set(rows).count == rows.count else { throw .unsorted(.columns) }
    return rows
  }

  mutating func texts(
    atMost limit: Int, bytes length: Int, as subject: EnvelopeError.Subject
  ) throws(EnvelopeError) -> [String] {
    try table(atMost: limit, bytes: length).map { text throws(EnvelopeError) in
      guard let text = String(validating: text, as: UTF8.self) else { throw .malformed(subject) }
      return text
    }
  }

  /// Sets of ids, by places in the table of them.
  mutating func sets(
    of ids: [StatementID], atMost limit: Int
  ) throws(EnvelopeError) -> [[StatementID]] {
    var check = FirstUseCheck(count: ids.count)
    var sets: [[StatementID]] = []
    for _ in 0..<(try count(atMost: limit)) {
      var set: [StatementID] = []
      for _ in 0..<(try count(atMost: ChangeLimits.controlHeads)) {
        set.append(ids[try check.place(try value())])
      }
      sets.append(set)
    }
    guard check.isUsedUp, Set(sets).count == sets.count else { throw .unsorted(.columns) }
    return sets
  }
}
