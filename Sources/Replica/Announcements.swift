import Consent
public import Envelope
public import Store

/// Something of the ledger changed: what a list, a page or a reading room shows anew. It says which, never how.
/// Protocol/house.md, "Announcements".
public enum Announcement: Hashable, Sendable {
  /// A record took a change. Nil for one whose place is not known here.
  case record(DocumentID, in: LogID?)
  /// A case file of ours took a decision: it opened, closed, recorded a consent, a refusal, a release.
  case caseFile(CaseID)
  /// A share took a statement: a consent was given, narrowed, withdrawn, answered.
  case consent(ShareID)
  /// The log of a service grew: who works there, and on what; or, of ours, what holds for the whole of it changed.
  case service(ServiceID)
  /// Some peer was paired, met or removed.
  case peers
  /// Words were destroyed: whatever was made of the ledger before is made anew.
  case destroyed
}

extension Replica {
  /// What changed since a position, each once, and the position to ask from next.
  ///
  ///     var position = try replica.position()
  ///     …
  ///     let news = try replica.announcements(since: position)
  ///     position = news.position
  public func announcements(
    since position: LedgerPosition
  ) throws -> (news: [Announcement], position: LedgerPosition) {
    try read { try announcements(since: position, $0) }
  }

  /// The same within a transaction.
  public func announcements(
    since position: LedgerPosition, _ ledger: LedgerReader
  ) throws -> (news: [Announcement], position: LedgerPosition) {
    let now = try ledger.position()
    guard now != position else { return ([], now) }
    var news: [Announcement] = now.removals == position.removals ? [] : [.destroyed]
    if now.peers != position.peers { news.append(.peers) }
    for log in try ledger.logs(grownAfter: position) {
      switch log {
      case .service(let id): news.append(.service(id))
      case .own(let id):
        news.append(id == serviceFile ? .service(service) : .caseFile(id))
      case .share(let id): news.append(.consent(id))
      }
    }
    for document in try ledger.documents(changedAfter: position) {
      news.append(.record(document, in: try home(of: document, ledger)))
    }
    return (news, now)
  }

  /// How far the ledger has come.
  public func position() throws -> LedgerPosition { try read { try $0.position() } }

  private func home(of document: DocumentID, _ ledger: LedgerReader) throws -> LogID? {
    try ifSound {
      try ledger.document(document).flatMap {
        try home(of: document, $0.tag, by: $0.owner ?? service, ledger)
      }
    } ?? nil
  }
}

extension SharedReplica {
  /// What changes from now on, in order, whoever writes it: this process at once, another one when this one looks. A reader
  /// that is slow gets more at a time, and misses nothing.
  ///
  ///     for try await news in try await shared.announcements() { … }
  public func announcements() throws -> Announcements {
    let position = try perform { replica, _ in try replica.position() }
    return Announcements(of: self, since: position, bell: newBell())
  }
}

/// Changes of a ledger, as they come.
public struct Announcements: AsyncSequence, Sendable {
  private let replica: SharedReplica
  private let position: LedgerPosition
  private let bell: AsyncStream<Void>

  init(of replica: SharedReplica, since position: LedgerPosition, bell: AsyncStream<Void>) {
    (self.replica, self.position, self.bell) = (replica, position, bell)
  }

  /// Begins at the position that the stream was asked for at.
  public func makeAsyncIterator() -> Iterator {
    Iterator(replica: replica, position: position, bell: bell.makeAsyncIterator())
  }

  /// One reader, and how far it has come.
  public struct Iterator: AsyncIteratorProtocol {
    let replica: SharedReplica
    var position: LedgerPosition
    var bell: AsyncStream<Void>.Iterator

    /// What came since the last, never nothing; nil once the task is cancelled.
    public mutating func next() async throws -> [Announcement]? {
      while !Task.isCancelled {
        let (news, now) = try await replica.announced(since: position)
        position = now
        if !news.isEmpty { return news }
        guard await bell.next() != nil else { return nil }
      }
      return nil
    }
  }
}
