import Consent
package import Envelope
package import Store

/// One thing that a statement changes on this node besides being kept. Protocol/house.md, "The loop".
///
/// It carries names: what the logs and the ledger say of them is looked up when it is carried out, after everything that
/// comes before it.
package enum Reaction: Hashable, Sendable {
  /// Something else, or nothing: the logs say it when it is its turn.
  case ask(Question)

  // MARK: Of services

  /// Peers that a service has enrolled take its name.
  case nameEnrolled(in: ServiceID)
  /// Two copies of one home may have keys of their own now.
  case settleTwins(of: ServiceID)
  /// A service ended one of its nodes.
  case removeEnded(SigningKey, of: ServiceID)

  // MARK: Of case files

  /// Volets of ours take their tags.
  case bind([VoletTag], to: LogID)
  /// The words of a document of ours go, but for those that a device of this node wrote and the order did not know of.
  case erase(DocumentID, seen: [SeenThrough], after: StatementID)
  /// Somebody with keys is to do this.
  case owe(KeyedDuty)

  // MARK: Of shares

  /// Whoever reads a volet knows its tag.
  case bindShared([VoletTag], in: ShareID, by: ServiceID)
  /// The owner of a share gives epochs again that were forgotten.
  case readmit([EpochID], of: ServiceID)
  /// What was received under these epochs goes.
  case forgetEpochs([EpochID], of: ShareID)
  /// What the recipient forgets counts no more among what it was sent.
  case takeFromFeeds([EpochID], of: ShareID)
  /// What was meant to go back through a share and had not left stays here.
  case orphanUnsentReturns(of: ShareID)
  /// Another node of ours found that a document of ours was meant for a share that had closed.
  case markOrphan(DocumentID)
  /// The words of a document go, without exception.
  case eraseWords(of: DocumentID, by: ServiceID)
  /// An order is to be answered once what it asked for is in no file any more.
  case answer(Duty.Answer)
  /// The recipient of a share of ours is offered what it is sent now.
  case offerContent(of: ShareID)

  // MARK: Of what waits

  /// Whatever waited for this is tried.
  case free(Arrival)
  /// One of these, as it was parked.
  case admit(parked: [UInt8])

  /// What a statement comes to by what the logs say.
  package enum Question: Hashable, Sendable {
    /// A record says that a document was erased.
    case record(StatementID, erases: DocumentID, seen: [SeenThrough], by: SigningKey)
    /// Something may have ended in a case file.
    case ended(in: CaseID)
    /// The same in the case file that a volet of ours stands in.
    case endedAround(VoletTag)
    /// What answers a share may be out of order.
    case returns(to: ShareID)
    /// The same of what is answered by shares that give a consent.
    case returnsAnswered(by: ConsentID, in: CaseID)
    /// A closing may have held back what a consent gives.
    case heldBack(ConsentID, in: CaseID)
    /// Epochs were wrapped: some may be given again, some be taken back already.
    case wrapped([EpochStart], by: StatementID, in: ShareID)
    /// A withdrawal takes back what it names, and what its author had not heard of.
    case withdrawn(by: StatementID, purging: [EpochID], in: ShareID)
    /// Words of documents are to be forgotten.
    case erasure([DocumentID], by: StatementID, in: ShareID)
    /// What these authors said in a share may stand.
    case anchored(Set<SigningKey>, in: ShareID)
  }

  /// What something may have waited for.
  package enum Arrival: Hashable, Sendable {
    case statement(ProvenStatement)
    /// What is kept of a refused one.
    case trace(StatementTrace)
  }

  /// Whether it comes when nothing else is left to do.
  package var isOfWhatWaits: Bool {
    switch self {
    case .free, .admit: true
    case .ask, .nameEnrolled, .settleTwins, .removeEnded, .bind, .erase, .owe, .bindShared,
      .readmit, .forgetEpochs, .takeFromFeeds, .orphanUnsentReturns, .markOrphan, .eraseWords,
      .answer,
      .offerContent:
      false
    }
  }
}

extension Reaction {
  /// What a statement that was just kept and is in effect changes on a node of `service`, in order.
  package static func following(
    _ statement: ProvenStatement, on service: ServiceID, from origin: Origin
  ) -> [Reaction] {
    switch statement.act {
    case .nodeEnrolled:
      guard case .service(let id) = statement.log else { return [] }
      return [.nameEnrolled(in: id), .settleTwins(of: id)]
    case .nodeEnded(let node):
      guard case .service(let id) = statement.log else { return [] }
      return [.removeEnded(node, of: id)]
    case .rootOpened: return statement.log == .service(service) ? [] : [.owe(.issueWaiting)]
    case .caseOpened(let volets, _): return [.bind(volets.map(\.volet), to: statement.log)]
    case .ownRecord(let subject, _, _, let seen, _):
      guard case .own(let id) = statement.log else { return [] }
      return following(recordOf: subject, seen: seen, statement, in: id)
    case .grant(let grant):
      guard case .share(let share) = statement.log else { return [] }
      return enacting(statement, in: share) + settling(grant, on: service, from: origin)
        + [.offerContent(of: share)]
    case .epochsWrapped:
      guard case .share(let share) = statement.log else { return [] }
      return enacting(statement, in: share) + [.offerContent(of: share)]
    case .anchor(let authors, _):
      guard case .share(let share) = statement.log, !authors.isEmpty else { return [] }
      // What it leaves standing of an ended author may be read again.
      return [.ask(.anchored(Set(authors), in: share)), .offerContent(of: share)]
    case .withdrawal, .ceased, .erasure:
      guard case .share(let share) = statement.log else { return [] }
      return enacting(statement, in: share)
    case .genesis, .workerEnrolled, .workerAdmitted, .workerEnded, .workerTerm, .sheetPublished,
      .sheetWithdrawn,
      .stratumOpened, .epochOpened,
      .receipt:
      return []
    }
  }

  /// Who grants here is about to record it; what another node granted may have been ended here.
  private static func settling(
    _ grant: Grant, on service: ServiceID, from origin: Origin
  ) -> [Reaction] {
    guard origin != .ourselves, grant.owner == service, let volet = grant.volets.first else {
      return []
    }
    return [.ask(.endedAround(volet))]
  }

  private static func following(
    recordOf subject: [UInt8], seen: [SeenThrough], _ statement: ProvenStatement, in id: CaseID
  ) -> [Reaction] {
    var reactions: [Reaction] = []
    if let document = Erasure.document(subject) {
      reactions.append(
        .ask(.record(statement.id, erases: document, seen: seen, by: statement.author)))
    }
    if let document = DocumentRecord.orphaned.document(subject) {
      reactions.append(.markOrphan(document))
    }
    reactions.append(.ask(.ended(in: id)))
    if let share = ShareID(subject) { reactions.append(.ask(.returns(to: share))) }
    if let consent = ConsentID(subject) {
      // An answer whose record comes after the news that its link was undone.
      reactions.append(.ask(.returnsAnswered(by: consent, in: id)))
      // What it gave was held back until something said that it followed the closing.
      reactions.append(.ask(.heldBack(consent, in: id)))
    }
    return reactions
  }

  /// What a statement of a share changes here once it stands, now or when an anchor says so.
  package static func enacting(_ statement: ProvenStatement, in share: ShareID) -> [Reaction] {
    switch statement.act {
    case .grant(let grant): [.bindShared(grant.volets, in: share, by: grant.owner)]
    case .epochsWrapped(let starts, _): [.ask(.wrapped(starts, by: statement.id, in: share))]
    case .withdrawal(_, _, let purge):
      [.ask(.withdrawn(by: statement.id, purging: purge, in: share))]
    case .ceased: [.orphanUnsentReturns(of: share)]
    case .erasure(let documents): [.ask(.erasure(documents, by: statement.id, in: share))]
    case .nodeEnrolled, .nodeEnded, .genesis, .workerEnrolled, .workerAdmitted, .workerEnded,
      .workerTerm,
      .sheetPublished, .sheetWithdrawn,
      .caseOpened, .stratumOpened, .epochOpened, .ownRecord, .rootOpened, .receipt, .anchor:
      []
    }
  }
}
