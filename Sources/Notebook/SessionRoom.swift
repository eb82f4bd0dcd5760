import CaseFile
import Envelope
import Store

/// The reading room of a session: the words that this worker may search, and what of the ledger they were taken from.
/// Protocol/vault.md, "The reading room".
///
/// A copy is of the same words: whoever takes some in puts the room back where it was.
struct SessionRoom: Sendable {
  let words: ReadingRoom
  var basis: RoomBasis
  /// Notes that were taken in since an image of it was kept.
  var unkept: Int

  init() throws {
    (words, basis, unkept) = (try ReadingRoom(), RoomBasis(), 0)
  }

  /// What an image comes to.
  ///
  /// - Throws: `StoreError.damaged` for what is none.
  init(image: [UInt8]) throws(StoreError) {
    var reader = RoomReader(image)
    guard let basis = RoomBasis(&reader), let rest = reader.bytes() else { throw .damaged }
    words = try ReadingRoom(image: rest)
    (self.basis, unkept) = (basis, 0)
  }

  func image() throws -> [UInt8] {
    var bytes = RoomBytes()
    basis.append(to: &bytes)
    bytes.append(try words.image())
    return bytes.bytes
  }

  /// Enough was taken in since the last image, measured by what the room holds.
  func isImageDue(of least: Int) -> Bool {
    words.count >= least && unkept > 0 && unkept * 16 >= words.count
  }

  /// More of the index stands for nothing than is worth carrying.
  var isWorn: Bool { words.wornRows > max(words.count / 4, NotebookLimits.leastImage) }
}

/// What a reading room was made of, and for whom.
struct RoomBasis: Equatable, Sendable {
  var position = LedgerPosition(changes: 0, statements: 0, removals: 0)
  /// The role by whose rules its notes were chosen, and what the matrix said of it.
  var role = ""
  /// The kinds whose words were known, each with its version, then a digest of what their codes are called.
  var kinds: [String] = []
  /// Volets of shares that were open.
  var shares: [LogID: [VoletTag]] = [:]
  /// Documents that did not open, though a key may come for them.
  var closed: Set<DocumentID> = []
  /// Documents that the disk damaged, and those whose place it did.
  var damaged: Set<DocumentID> = []
  var displaced: Set<DocumentID> = []
  /// Case files and shares that the disk damaged.
  var damagedPlaces: Set<LogID> = []

  init() {}

  func append(to bytes: inout RoomBytes) {
    bytes.append(UInt64(bitPattern: position.changes))
    bytes.append(UInt64(bitPattern: position.statements))
    bytes.append(position.removals)
    bytes.append(Array(role.utf8))
    bytes.append(UInt64(kinds.count))
    for kind in kinds { bytes.append(Array(kind.utf8)) }
    bytes.append(UInt64(shares.count))
    for (log, tags) in shares.sorted(by: { $0.key < $1.key }) {
      bytes.append(log.bytes)
      bytes.append(UInt64(tags.count))
      for tag in tags { bytes.add(tag.bytes) }
    }
    for set in [closed, damaged, displaced] {
      bytes.append(UInt64(set.count))
      for document in set.sorted() { bytes.add(document.bytes) }
    }
    bytes.append(UInt64(damagedPlaces.count))
    for log in damagedPlaces.sorted() {
      if case .own = log { bytes.append(UInt64(1)) } else { bytes.append(UInt64(0)) }
      bytes.append(log.bytes)
    }
  }

  /// Nil for what is no basis.
  init?(_ reader: inout RoomReader) {
    func text() -> String? { reader.bytes().flatMap { String(validating: $0, as: UTF8.self) } }
    func id<Kind>(_ kind: Kind.Type) -> Identifier<Kind>? {
      reader.take(Kind.length).flatMap { Identifier<Kind>(Array($0)) }
    }
    func several<T>(_ one: () -> T?) -> [T]? {
      guard let count = reader.count() else { return nil }
      var found: [T] = []
      for _ in 0..<count {
        guard let next = one() else { return nil }
        found.append(next)
      }
      return found
    }
    func share() -> (LogID, [VoletTag])? {
      guard let number = reader.bytes().flatMap({ ShareID($0) }),
        let tags = several({ id(VoletKind.self) })
      else { return nil }
      return (.share(number), tags)
    }
    func place() -> LogID? {
      guard let isOwn = reader.number(), let bytes = reader.bytes() else { return nil }
      return isOwn == 1 ? CaseID(bytes).map { .own($0) } : ShareID(bytes).map { .share($0) }
    }
    guard let changes = reader.number(), let statements = reader.number(),
      let removals = reader.number(), let role = text(), let kinds = several(text),
      let shares = several(share), let closed = several({ id(DocumentKind.self) }),
      let damaged = several({ id(DocumentKind.self) }),
      let displaced = several({ id(DocumentKind.self) }), let places = several(place)
    else { return nil }
    position = LedgerPosition(
      changes: Int64(bitPattern: changes), statements: Int64(bitPattern: statements),
      removals: removals)
    (self.role, self.kinds) = (role, kinds)
    self.shares = Dictionary(shares) { _, last in last }
    (self.closed, self.damaged) = (Set(closed), Set(damaged))
    (self.displaced, damagedPlaces) = (Set(displaced), Set(places))
  }
}
