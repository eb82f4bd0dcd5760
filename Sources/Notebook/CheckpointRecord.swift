import CRDT
import CaseFile
import Envelope

/// What stands in the row of a checkpoint: a document as it reads, and who wrote each of its changes.
/// Protocol/vault.md, "Checkpoints".
struct CheckpointRecord {
  private static let version: UInt64 = 3
  /// Fewer changes are as soon opened as their checkpoint.
  static let leastChanges = 2

  /// The change that created the document.
  let first: ChangeID
  /// Without their operations.
  let authors: [ChangeID: ChangeContent]
  /// Those that wrote what stands in it.
  let writers: [ChangeID]
  let checkpoint: Checkpoint

  /// Nil for a document of which something waits, or which is too small to be worth it.
  init?(_ opened: OpenDocument) {
    guard opened.parked.isEmpty, opened.document.pending.isEmpty,
      opened.authors.count >= Self.leastChanges, let first = opened.document.history.first,
      let checkpoint = Checkpoint(opened.document)
    else { return nil }
    self.first = first
    authors = opened.authors
    writers = Record.writers(of: opened.document, among: opened.kinds)
    self.checkpoint = checkpoint
  }

  /// version ‖ first change ‖ how many changes ‖ each with its id, clock, zone, author and role ‖ how many
  /// writers ‖ their changes ‖ checkpoint. Numbers have 8 bytes, big-endian; a text has its length in front.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    func write(_ number: UInt64) {
      for shift in stride(from: UInt64(56), through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: number >> shift))
      }
    }
    func write(_ text: String) {
      write(UInt64(text.utf8.count))
      bytes += text.utf8
    }
    write(Self.version)
    bytes += first.bytes
    write(UInt64(authors.count))
    for (change, content) in authors.sorted(by: { $0.key < $1.key }) {
      bytes += change.bytes
      write(content.clock.raw)
      write(UInt64(bitPattern: Int64(content.zone)))
      write(content.author)
      write(content.role)
    }
    write(UInt64(writers.count))
    for change in writers { bytes += change.bytes }
    return bytes + checkpoint.bytes
  }

  /// Nil for bytes that are no record: it is made again.
  init?(bytes: [UInt8]) {
    var rest = bytes[...]
    func take(_ count: Int) -> ArraySlice<UInt8>? {
      guard rest.count >= count else { return nil }
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }
    func number() -> UInt64? { take(8).map { $0.reduce(0) { $0 << 8 | UInt64($1) } } }
    func text() -> String? {
      guard let length = number(), length <= UInt64(rest.count) else { return nil }
      return take(Int(length)).flatMap { String(validating: $0, as: UTF8.self) }
    }
    func change() -> ChangeID? { take(ChangeID.byteCount).flatMap { ChangeID(Array($0)) } }
    guard number() == Self.version, let first = change(), let count = number(),
      count <= UInt64(rest.count)
    else { return nil }
    var authors: [ChangeID: ChangeContent] = [:]
    for _ in 0..<count {
      guard let id = change(), let clock = number(), let zone = number(), let author = text(),
        let role = text()
      else { return nil }
      authors[id] = ChangeContent(
        author: author, role: role, clock: HybridClock(raw: clock),
        zone: Int(Int64(bitPattern: zone)), operations: [])
    }
    guard let writing = number(), writing <= UInt64(rest.count) else { return nil }
    var writers: [ChangeID] = []
    for _ in 0..<writing {
      guard let id = change() else { return nil }
      writers.append(id)
    }
    do {
      checkpoint = try Checkpoint(decoding: Array(rest))
    } catch {
      return nil
    }
    (self.first, self.authors, self.writers) = (first, authors, writers)
  }
}
