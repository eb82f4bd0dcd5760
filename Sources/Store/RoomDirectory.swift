import Envelope

/// Which note each row of the index is of, and where it stands: what is asked of every row that matches, so in arrays.
struct RoomDirectory {
  /// Notes of one volet of one case file or share.
  struct Shelf: Hashable {
    var log: LogID
    /// Code of the volet.
    var volet: String
  }

  private(set) var shelves: [Shelf] = []
  private var shelfNumbers: [Shelf: UInt32] = [:]
  /// By row, from 0. A row that no note holds any more keeps its place.
  private var notes: [DocumentID] = []
  private var shelfOfRow: [UInt32] = []
  private var entered: [Int64] = []
  private var isHeld: [Bool] = []
  private var rows: [DocumentID: Int] = [:]

  init() {}

  /// Notes in the room.
  var count: Int { rows.count }
  /// Rows of the index that no note holds any more.
  var wornRows: Int { notes.count - rows.count }
  /// The next note stands in this row.
  var nextRow: Int { notes.count }

  func holds(row: Int) -> Bool { isHeld.indices.contains(row) && isHeld[row] }
  func note(at row: Int) -> DocumentID { notes[row] }
  func shelf(at row: Int) -> Int { Int(shelfOfRow[row]) }
  func entered(at row: Int) -> Int64 { entered[row] }

  mutating func append(_ note: DocumentID, on shelf: Shelf, entered moment: Int64) {
    remove(note)
    rows[note] = notes.count
    notes.append(note)
    shelfOfRow.append(number(of: shelf))
    entered.append(moment)
    isHeld.append(true)
  }

  mutating func remove(_ note: DocumentID) {
    if let row = rows.removeValue(forKey: note) { isHeld[row] = false }
  }

  /// Notes of a case file or share.
  func notes(of log: LogID) -> [DocumentID] {
    let wanted = Set(shelves.indices.filter { shelves[$0].log == log })
    return rows.filter { wanted.contains(shelf(at: $0.value)) }.map(\.key)
  }

  private mutating func number(of shelf: Shelf) -> UInt32 {
    if let number = shelfNumbers[shelf] { return number }
    let number = UInt32(shelves.count)
    shelves.append(shelf)
    shelfNumbers[shelf] = number
    return number
  }

  // MARK: Bytes

  private static let unheld: UInt32 = 1 << 31

  /// How many shelves ‖ each with its kind, id and volet ‖ how many rows ‖ each with its note, shelf and moment.
  var bytes: [UInt8] {
    var writer = RoomBytes()
    writer.reserve(notes.count * 28 + shelves.count * 40)
    writer.append(UInt64(shelves.count))
    for shelf in shelves {
      writer.append(UInt64(bitPattern: LogKind(shelf.log).rawValue))
      writer.append(shelf.log.bytes)
      writer.append(Array(shelf.volet.utf8))
    }
    writer.append(UInt64(notes.count))
    for row in notes.indices {
      writer.add(notes[row].bytes)
      writer.append(shelfOfRow[row] | (isHeld[row] ? 0 : Self.unheld))
      writer.append(UInt64(bitPattern: entered[row]))
    }
    return writer.bytes
  }

  /// Nil for what is no directory.
  init?(_ reader: inout RoomReader) {
    guard let count = reader.count() else { return nil }
    for _ in 0..<count {
      guard let kind = reader.number().flatMap({ LogKind(rawValue: Int64(bitPattern: $0)) }),
        let id = reader.bytes(), let log = Self.log(kind, id),
        let volet = reader.bytes().flatMap({ String(validating: $0, as: UTF8.self) })
      else { return nil }
      let shelf = Shelf(log: log, volet: volet)
      shelfNumbers[shelf] = UInt32(shelves.count)
      shelves.append(shelf)
    }
    guard let found = reader.count() else { return nil }
    notes.reserveCapacity(found)
    rows.reserveCapacity(found)
    for row in 0..<found {
      guard let note = reader.take(DocumentKind.length).flatMap({ DocumentID(Array($0)) }),
        let place = reader.short(), let moment = reader.number(),
        Int(place & ~Self.unheld) < shelves.count
      else { return nil }
      notes.append(note)
      shelfOfRow.append(place & ~Self.unheld)
      entered.append(Int64(bitPattern: moment))
      isHeld.append(place & Self.unheld == 0)
      if isHeld[row] { rows[note] = row }
    }
  }

  private static func log(_ kind: LogKind, _ id: [UInt8]) -> LogID? {
    do {
      return try kind.log(id)
    } catch {
      return nil
    }
  }
}

/// Bytes of an image, in order: numbers big-endian, a text or an id of several lengths with its length in front.
package struct RoomBytes {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  package mutating func append(_ number: UInt64) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }

  package mutating func append(_ number: UInt32) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }

  package mutating func append(_ text: [UInt8]) {
    append(UInt64(text.count))
    bytes += text
  }

  /// Of a length that the reader knows.
  package mutating func add(_ text: [UInt8]) { bytes += text }
}

/// The same, read without trust.
package struct RoomReader {
  private let whole: [UInt8]
  private var next = 0

  package init(_ bytes: [UInt8]) { whole = bytes }

  /// What was not read yet.
  package var rest: ArraySlice<UInt8> { whole[next...] }

  package mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, whole.count - next >= count else { return nil }
    defer { next += count }
    return whole[next..<(next + count)]
  }

  package mutating func number() -> UInt64? {
    take(8).map { $0.reduce(0) { $0 << 8 | UInt64($1) } }
  }
  package mutating func short() -> UInt32? { take(4).map { $0.reduce(0) { $0 << 8 | UInt32($1) } } }

  /// How many follow: never more than there are bytes.
  package mutating func count() -> Int? {
    number().flatMap { $0 <= UInt64(whole.count - next) ? Int($0) : nil }
  }

  package mutating func bytes() -> [UInt8]? { count().flatMap { take($0) }.map { Array($0) } }
}
