import CaseFile
import Consent
public import Envelope
import Store
import Wire

/// Erasing the words of one note. Protocol/change.md, "Note secret"; Protocol/consent.md, "Own log".
extension Notebook {
  /// Destroys the secret of a note of ours, here at once and on every node of the service that hears of it: no body of
  /// the note opens any more. Its id and its place among the changes remain; an edit made elsewhere still lands, and
  /// does not open. Erasing twice is no error. Nobody can take it back.
  ///
  /// - Returns: the note, and the services that may have received it: theirs is another machine, which only a
  ///   withdrawal asks to forget.
  public func eraseNote(_ typed: String, at now: Instant) throws -> (
    note: DocumentID, received: [String]
  ) {
    let role = try Role(parsing: try worker().role)
    let note = try write { ledger in
      let id = try documentID(typed, ledger)
      guard let place = try ledger.document(id), let log = try ledger.log(of: place.tag) else {
        throw NotebookError.unknownNote(typed)
      }
      guard case .own(let caseFile) = log else { throw NotebookError.noteOfAnotherService }
      guard try !ledger.isErased(id) else { return id }
      let opened = try read(id, ledger)
      guard opened.note != nil,
        let volet = try voletCodes(of: caseFile, ledger)[place.tag]
      else { throw NotebookError.unknownNote(typed) }
      let own = try isByReader(opened, ledger)
      try checkRule { () throws(RuleBroken) in
        try AccessMatrix.standard.checkWrite(role, volet, own: own)
      }
      try record(
        WireOwnSealed(), about: Erasure.subject(of: id), in: caseFile, into: ledger, at: now)
      try self.log(.erase, case: caseFile, volets: [volet], into: ledger, at: now)
      return id
    }
    return (note, try recipients(of: note))
  }

  /// What the record of an erasure does on any node of the service, unlocked or not.
  func erase(_ document: DocumentID, into ledger: LedgerWriter) throws {
    try ledger.eraseNoteSecret(of: document)
    try forgetParkedSecrets(of: document, into: ledger)
    purged = true
  }

  /// Services whose consent ever gave them a change of a note.
  private func recipients(of note: DocumentID) throws -> [String] {
    try read { ledger in
      guard let place = try ledger.document(note) else { return [] }
      let changes = try ledger.changes(of: note)
      var names: Set<String> = []
      for share in try shares(of: place.tag, ledger)
      where changes.contains(where: { share.mayRead($0.header, at: nil) }) {
        names.insert(try serviceView(share.recipient, ledger).genesis?.name ?? "")
      }
      return names.sorted()
    }
  }
}

/// The own record that says a note was erased: the node tier knows it by its subject, 32 bytes, without opening it.
enum Erasure {
  private static let mark = Array("carnet/erase/v1".utf8) + [0]

  static func subject(of document: DocumentID) -> [UInt8] { mark + document.bytes }

  /// The document that a subject says was erased; nil for the subject of any other record.
  static func document(_ subject: [UInt8]) -> DocumentID? {
    guard subject.starts(with: mark) else { return nil }
    return DocumentID(subject.dropFirst(mark.count))
  }
}
