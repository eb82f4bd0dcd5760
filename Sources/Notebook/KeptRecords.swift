import CRDT
import CaseFile
import Envelope

/// What the records of a case file say without their prose, as a session found them when it last read them. Derived: its loss
/// costs time and nothing else. Protocol/vault.md, "Kept records".
struct KeptRecords: Equatable {
  /// One that opened, deleted or not.
  struct Entry: Equatable {
    let record: DocumentID
    let volet: Volet
    let type: RecordType
    let heads: [ChangeID]
    /// The device that began it; nil where that change does not open.
    let device: SigningKey?
    let creation: RecordSignature
    /// Everybody who wrote something that stands in it.
    let authors: [String]
    let state: RecordSummary.State
    /// Without prose.
    let values: RecordValues
  }

  /// The last touch of the words of the case file that it knows of.
  var through: Int64
  /// The last change, of whatever document, that had come when it was made.
  var arrival: Int64
  /// Documents of which something did not open: they are read again each time.
  var unopened: [DocumentID]
  /// Ascending by document.
  var entries: [Entry]
}

// MARK: Bytes

extension KeptRecords {
  private static let version: UInt64 = 1

  /// What a row is read by: another one is written where the kinds are declared otherwise.
  static func digest(of kinds: [RecordType]) -> [UInt8] {
    Digest.hash(
      .keptRecords,
      Array((kinds + kinds.flatMap(\.companions)).map(\.shape).joined(separator: "\n").utf8))
  }

  /// As those of ``KeptSummary``. Before each entry stand its kind, its volet and its length, so that whoever looks for
  /// others passes over it.
  func bytes(by digest: [UInt8]) -> [UInt8] {
    var out = SummaryWriter()
    out.write(Self.version)
    out.bytes += digest
    out.write(UInt64(bitPattern: through))
    out.write(UInt64(bitPattern: arrival))
    out.write(list: unopened) { $0.bytes += $1.bytes }
    out.write(list: entries) { out, entry in
      out.write(entry.type.name)
      out.write(entry.volet.code)
      var body = SummaryWriter()
      body.write(entry)
      out.write(UInt64(body.bytes.count))
      out.bytes += body.bytes
    }
    return out.bytes
  }

  /// Nil for bytes that are none of this version, or of kinds that were declared otherwise: it is made again.
  ///
  /// - Parameter wanted: the kind of an entry, by its name, where it is to be read; nil where it is not.
  init?(
    bytes: [UInt8], by digest: [UInt8], _ wanted: (_ kind: String, _ volet: Volet) -> RecordType?
  ) {
    var rest = SummaryReader(bytes: bytes[...])
    do {
      guard try rest.number() == Self.version, try rest.take(digest.count).elementsEqual(digest)
      else { return nil }
      through = Int64(bitPattern: try rest.number())
      arrival = Int64(bitPattern: try rest.number())
      unopened = try rest.list { try $0.document() }
      entries = []
      for _ in 0..<(try rest.count()) {
        let (kind, code) = (try rest.text(), try rest.text())
        let body = try rest.take(try rest.count())
        guard let volet = Volet(code: code) else { return nil }
        guard let type = wanted(kind, volet) else { continue }
        var reader = SummaryReader(bytes: body)
        entries.append(try reader.entry(type, volet))
        guard reader.bytes.isEmpty else { return nil }
      }
    } catch {
      return nil
    }
    guard rest.bytes.isEmpty else { return nil }
  }
}

extension SummaryWriter {
  fileprivate mutating func write(_ entry: KeptRecords.Entry) {
    bytes += entry.record.bytes
    write(list: entry.heads) { $0.bytes += $1.bytes }
    write(entry.device) { $0.bytes += $1.bytes }
    write(entry.creation)
    write(list: entry.authors) { $0.write($1) }
    write(entry.state.rawValue)
    write(entry.values)
  }
}

/// What rows of records and rows of notes have alike.
extension SummaryWriter {
  mutating func write(_ signature: RecordSignature) {
    write(signature.author)
    write(signature.entered) { $0.write($1) }
    write(UInt64(bitPattern: Int64(signature.zone)))
  }

  /// By field, ascending.
  mutating func write(_ values: RecordValues) {
    write(list: values.byField.sorted { $0.key < $1.key }) { out, field in
      out.write(field.key)
      out.write(list: field.value) { $0.write($1) }
    }
  }
}

extension SummaryReader {
  fileprivate mutating func entry(
    _ type: RecordType, _ volet: Volet
  ) throws -> KeptRecords.Entry {
    KeptRecords.Entry(
      record: try document(), volet: volet, type: type, heads: try list { try $0.change() },
      device: try optional { try $0.id() },
      creation: try signature(),
      authors: try list { try $0.text() }, state: try state(), values: try values())
  }
}

extension SummaryReader {
  mutating func signature() throws -> RecordSignature {
    RecordSignature(
      author: try text(), entered: try optional { try $0.moment() },
      zone: Int(Int64(bitPattern: try number())))
  }

  mutating func state() throws -> RecordSummary.State {
    guard let state = RecordSummary.State(rawValue: try text()) else { throw Ended() }
    return state
  }

  mutating func values() throws -> RecordValues {
    var byField: [String: [String]] = [:]
    for _ in 0..<(try count()) {
      let field = try text()
      byField[field] = try list { try $0.text() }
    }
    return RecordValues(byField)
  }
}

extension RecordSignature {
  fileprivate init(author: String, entered: Instant?, zone: Int) {
    (self.author, self.entered, self.zone) = (author, entered, zone)
  }
}
