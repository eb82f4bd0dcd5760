public import Envelope
import GRDB

/// In which case files records tell of a consent or a share: an index of the own logs by what their records are about, so
/// that nobody walks the case files for it. Protocol/vault.md, "What records are about".
extension LedgerReader {
  /// Case files with a record about this, ascending; none for what no record is about.
  ///
  /// - Parameter subject: the bytes of a consent or of a share, as the record names them in clear.
  public func caseFiles(recordedAbout subject: [UInt8]) throws -> [CaseID] {
    try rows(
      "SELECT case_file FROM own_subject WHERE subject = ? ORDER BY case_file", .bytes(subject)
    ).map { try $0.id(0) }
  }

  /// Case files that have to do with a share: a volet of theirs was granted in it, or a record of theirs is about it.
  public func caseFiles(of share: ShareID) throws -> Set<CaseID> {
    let granted = try rows(
      """
      SELECT volet_tag.log FROM shared_volet JOIN volet_tag ON volet_tag.tag = shared_volet.tag
      WHERE shared_volet.share = ? AND volet_tag.kind = ?
      """, .id(share), .integer(LogKind.own.rawValue)
    ).map { try $0.id(0) as CaseID }
    return Set(granted).union(try caseFiles(recordedAbout: share.bytes))
  }

  /// Case files with a record about something that begins with these bytes, by what it is.
  public func caseFiles(
    recordedAboutPrefix prefix: [UInt8]
  ) throws -> [(subject: [UInt8], caseFile: CaseID)] {
    try rows(
      """
      SELECT subject, case_file FROM own_subject WHERE subject >= ? AND subject < ?
      ORDER BY subject, case_file
      """, .bytes(prefix), .bytes(Prefix.end(of: prefix))
    ).map { (try $0.bytes(0), try $0.id(1)) }
  }
}

extension LedgerWriter {
  /// In the transaction that keeps a record of a case file. One about the case file itself is found by its log.
  func bindSubject(of statement: ProvenStatement) throws {
    guard case .own(let id) = statement.log,
      case .ownRecord(let subject, _, _, _, _) = statement.act, subject != id.bytes
    else { return }
    try run(
      "INSERT OR IGNORE INTO own_subject (subject, case_file) VALUES (?, ?)", .bytes(subject),
      .id(id))
  }
}
