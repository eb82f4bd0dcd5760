public import Envelope

/// Own records that say something of one document of the service, which the node tier knows by their subject, 32 bytes,
/// without opening them: 16 bytes that say what, then the document. Protocol/consent.md, 5.7.2.
public struct DocumentRecord: Hashable, Sendable {
  private let mark: [UInt8]

  /// It was decided with the person that the document stays in the own file.
  public static let kept = DocumentRecord(mark: Array("carnet/keep/v1".utf8) + [0, 0])
  /// The document was meant for a share that closed before it was sent.
  public static let orphaned = DocumentRecord(mark: Array("carnet/orphan/v1".utf8))

  public func subject(of document: DocumentID) -> [UInt8] { mark + document.bytes }

  /// The document that a subject names; nil for the subject of any other record.
  public func document(_ subject: [UInt8]) -> DocumentID? {
    subject.starts(with: mark) ? DocumentID(subject.dropFirst(mark.count)) : nil
  }
}
