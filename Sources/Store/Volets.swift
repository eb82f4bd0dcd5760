public import Envelope
import GRDB

extension LedgerReader {
  /// The case file or the share that a tag belongs to.
  ///
  ///     guard case .own(let caseFile)? = try ledger.log(of: tag) else { return }
  public func log(of tag: VoletTag) throws -> LogID? {
    if let known = logsRead[tag] { return known }
    let log = try row("SELECT kind, log FROM volet_tag WHERE tag = ?", .id(tag))?.log(
      kind: 0, id: 1)
    if !isWriting { logsRead[tag] = .some(log) }
    return log
  }

  /// In order of binding.
  public func tags(of log: LogID) throws -> [VoletTag] {
    try rows(
      "SELECT tag FROM volet_tag WHERE kind = ? AND log = ? ORDER BY number", .kind(log),
      .bytes(log.bytes)
    ).map { try $0.id(0) }
  }

  /// Shares in which a volet was ever granted, by us or to us, ascending.
  ///
  ///     let wasShared = try !ledger.shares(of: tag).isEmpty
  public func shares(of tag: VoletTag) throws -> [ShareID] {
    try rows("SELECT share FROM shared_volet WHERE tag = ?", .id(tag))
      .map { try $0.id(0) as ShareID }.sorted()
  }

  /// Those of them in which this service gives it.
  public func shares(of tag: VoletTag, by owner: ServiceID) throws -> [ShareID] {
    try rows(
      "SELECT share FROM shared_volet WHERE tag = ? AND owner = ? ORDER BY share", .id(tag),
      .id(owner)
    ).map { try $0.id(0) }
  }

  /// Services that ever granted a volet of this tag, ascending; ours among them.
  public func givers(of tag: VoletTag) throws -> [ServiceID] {
    try rows("SELECT DISTINCT owner FROM shared_volet WHERE tag = ? ORDER BY owner", .id(tag))
      .map { try $0.id(0) }
  }
}

extension LedgerWriter {
  /// The last binding of a tag counts.
  public func bind(_ tag: VoletTag, to log: LogID) throws {
    try run(
      """
      INSERT INTO volet_tag (tag, kind, log) VALUES (?, ?, ?)
      ON CONFLICT (tag) DO UPDATE SET kind = excluded.kind, log = excluded.log
      """, .id(tag), .kind(log), .bytes(log.bytes))
  }

  /// A volet is granted in this share of `owner` too.
  public func bind(_ tag: VoletTag, sharedIn share: ShareID, by owner: ServiceID) throws {
    try run(
      "INSERT OR IGNORE INTO shared_volet (tag, owner, share) VALUES (?, ?, ?)", .id(tag),
      .id(owner), .id(share))
    if changed > 0, case .own(let id)? = try log(of: tag) { try touch(.own(id)) }
  }
}
