import CRDT
import CaseFile
import Envelope

/// What a list of the notes of a case file shows, as a session found it when it last listed them. Derived: its loss costs time
/// and nothing else. Protocol/vault.md, "Kept notes".
struct KeptNotes: Equatable {
  /// A note of which everything that is here opened, deleted or not.
  struct Entry: Equatable {
    let record: DocumentID
    let volet: Volet
    let heads: [ChangeID]
    /// The device that began it; nil where that change is not here.
    let device: SigningKey?
    let creation: RecordSignature
    /// Everybody who wrote something that stands in it, in the order in which they are named.
    let authors: [String]
    let state: RecordSummary.State
    /// People wrote in one sentence apart, and nobody has read it together yet.
    let isApart: Bool
    let coSigned: CoSigned
    let deletion: RecordSignature?
    /// Without prose.
    let values: RecordValues
    /// Every device that wrote in it, ascending.
    let writers: [Writer]
  }

  struct Writer: Equatable {
    let device: SigningKey
    /// The latest moment, by its clock, at which it wrote in the note.
    let last: Instant
  }

  /// The last touch of the words of the case file that it knows of.
  var through: Int64
  /// The last change, of whatever document, that had come when it was made.
  var arrival: Int64
  /// Documents that are read again each time, ascending: something of them did not open, or their kind or volet is not known.
  var unopened: [DocumentID]
  /// Ascending by document.
  var entries: [Entry]
}

// MARK: Bytes

extension KeptNotes {
  private static let version: UInt64 = 2

  /// What a row is read by: another one is written where the kinds are declared otherwise.
  static func digest(of kinds: [RecordType]) -> [UInt8] {
    Digest.hash(
      .keptNotes,
      Array((kinds + kinds.flatMap(\.companions)).map(\.shape).joined(separator: "\n").utf8))
  }

  /// As those of ``KeptSummary``.
  func bytes(by digest: [UInt8]) -> [UInt8] {
    var out = SummaryWriter()
    out.write(Self.version)
    out.bytes += digest
    out.write(UInt64(bitPattern: through))
    out.write(UInt64(bitPattern: arrival))
    out.write(list: unopened) { $0.bytes += $1.bytes }
    out.write(list: entries) { $0.write($1) }
    return out.bytes
  }

  /// Nil for bytes that are none of this version, or of kinds that were declared otherwise: it is made again.
  init?(bytes: [UInt8], by digest: [UInt8]) {
    var rest = SummaryReader(bytes: bytes[...])
    do {
      guard try rest.number() == Self.version, try rest.take(digest.count).elementsEqual(digest)
      else { return nil }
      through = Int64(bitPattern: try rest.number())
      arrival = Int64(bitPattern: try rest.number())
      unopened = try rest.list { try $0.document() }
      entries = try rest.list { try $0.entry() }
    } catch {
      return nil
    }
    guard rest.bytes.isEmpty else { return nil }
  }
}

extension SummaryWriter {
  fileprivate mutating func write(_ entry: KeptNotes.Entry) {
    bytes += entry.record.bytes
    write(entry.volet.code)
    write(list: entry.heads) { $0.bytes += $1.bytes }
    write(entry.device) { $0.bytes += $1.bytes }
    write(entry.creation)
    write(list: entry.authors) { $0.write($1) }
    write(entry.state.rawValue)
    write(entry.isApart)
    write(entry.coSigned.waits)
    write(list: entry.coSigned.by) { $0.write($1) }
    write(entry.deletion) { $0.write($1) }
    write(entry.values)
    write(list: entry.writers) { out, writer in
      out.bytes += writer.device.bytes
      out.write(writer.last)
    }
  }
}

extension SummaryReader {
  fileprivate mutating func entry() throws -> KeptNotes.Entry {
    KeptNotes.Entry(
      record: try document(), volet: try volet(), heads: try list { try $0.change() },
      device: try optional { try $0.id() }, creation: try signature(),
      authors: try list { try $0.text() }, state: try state(), isApart: try flag(),
      coSigned: CoSigned(waits: try flag(), by: try list { try $0.signature() }),
      deletion: try optional { try $0.signature() }, values: try values(),
      writers: try list { KeptNotes.Writer(device: try $0.id(), last: try $0.moment()) })
  }

  private mutating func volet() throws -> Volet {
    guard let volet = Volet(code: try text()) else { throw Ended() }
    return volet
  }
}
