public import Envelope
import GRDB

/// Words of an erased note that the order to erase it did not know of: what this device wrote after `seen`. Until they are
/// given back to their author the secret of the note is kept, and nothing of it is shown. Protocol/consent.md, 5.7.
public struct KeptBack: Hashable, Sendable {
  public let document: DocumentID
  public let device: SigningKey
  /// The greatest sequence of this device that the order knew of.
  public let seen: UInt64
  /// The order.
  public let record: StatementID

  public init(document: DocumentID, device: SigningKey, seen: UInt64, record: StatementID) {
    (self.document, self.device, self.seen, self.record) = (document, device, seen, record)
  }
}

extension LedgerReader {
  /// In order of documents and devices.
  public func keptBack() throws -> [KeptBack] {
    try rows("SELECT document, device, seen, record FROM kept_back ORDER BY document, device").map {
      KeptBack(
        document: try $0.id(0), device: try $0.id(1), seen: try $0.count(2), record: try $0.id(3))
    }
  }
}

extension LedgerWriter {
  /// From now on the note counts as erased, and nothing made here can carry it away; its secret stays for these words.
  /// What was kept back of it before is forgotten.
  public func keepBack(_ words: [KeptBack], of document: DocumentID) throws {
    if let volet = try self.document(document)?.tag { try removeBundlesMade(in: volet, of: nil) }
    try run(
      "DELETE FROM checkpoint WHERE document = (SELECT number FROM document WHERE id = ?)",
      .id(document))
    if changed > 0 { try owe() }
    try forgetWords()
    try run("DELETE FROM kept_back WHERE document = ?", .id(document))
    for one in words {
      try run(
        "INSERT INTO kept_back (document, device, seen, record) VALUES (?, ?, ?, ?)",
        .id(document), .id(one.device), .position(one.seen), .id(one.record))
    }
    try refuse(name: document.bytes)
  }

  /// These words were given back, or there were none: with the last of them the secret goes.
  public func settle(_ words: KeptBack) throws {
    try run(
      "DELETE FROM kept_back WHERE document = ? AND device = ?", .id(words.document),
      .id(words.device))
    guard try !exists("SELECT 1 FROM kept_back WHERE document = ?", .id(words.document)) else {
      return
    }
    try eraseNoteSecret(of: words.document)
  }
}
