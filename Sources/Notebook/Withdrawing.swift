import CRDT
public import CaseFile
import Consent
public import Envelope
import Replica
import Store
import SwiftProtobuf
import Wire

/// What a withdrawal came to, as it is told to the person.
public struct Withdrawal: Sendable {
  /// Another consent that ended with it, whole or for some volets.
  public struct Along: Sendable {
    public let consent: ConsentID
    /// What it lost.
    public let volets: [Volet]
    public let status: ConsentSummary.Status
  }

  public let consent: ConsentID
  /// How the consent stands now.
  public let status: ConsentSummary.Status
  /// The other service.
  public let service: String
  /// The person said it to the service that receives.
  public let isAtRecipient: Bool
  /// It had ended before, in the same volets: nothing was changed.
  public let wasSo: Bool
  /// It had been said by somebody whose access had ended: what was to be forgotten is asked for now.
  public var isConfirmation = false
  /// It never took effect: there was nothing to stop.
  public let wasOnlyPlanned: Bool
  /// What this took back; nil when their names are not known here any more.
  public let volets: [Volet]?
  /// Those of them in which this node had sent the other service something.
  public let sent: [Volet]
  /// What this node had sent of them before, by the name of its kind; of volets that the role of the worker does not read,
  /// and where the disk damaged what tells it, nothing is counted.
  public var counts: [String: Int] = [:]
  /// Those in which something may have left that this node does not remember: it is an older self, or began anew from a
  /// copy.
  public var maybeSent: [Volet] = []
  /// When what is left of it had ended already; nil when it goes on, or when nothing is left.
  public var restEndedAt: Instant?
  /// This node had sent the agreement itself, which names the person.
  public let isAnnounced: Bool
  /// Nothing at all of what gives it had left this node, which remembers all that it sent.
  public var isUntold = false
  /// A share of it takes no more statements: nobody can be asked in it to forget, and nothing crosses by it.
  public var isUnwritable = false
  /// What goes on of what was named, where the person said so to the service that receives.
  public var left: [Volet] = []
  public let along: [Along]
}

/// Withdrawing: from this moment nothing new leaves, and the recipient is asked to forget. Protocol/consent.md, "Withdrawal".
extension WorkerSession {
  /// Withdraws a consent, whole or for some volets: one of ours, or one that another service transmits under, for the
  /// person who says so here. Withdrawing twice is no error.
  ///
  /// - Parameters:
  ///   - typed: a consent or a received share by number, or the name of the person.
  ///   - other: the service at the other end, where a name alone means several consents.
  /// - Throws: `NotebookError.unknownConsent`, `.ambiguous`, `.severalPeople`, `.severalConsents`,
  ///   `.voletsNotInConsent`.
  public func withdraw(
    _ typed: String, to other: String? = nil, volets: [Volet]?, at now: Instant
  ) throws -> Withdrawal {
    try checkReadingNames()
    return try write(at: now) { ledger in
      try replica.checkBelongs(ledger)
      return switch try consentPlace(typed, with: other, volets: volets, ledger, at: now) {
      case .own(let id, let consent):
        try withdraw(consent, volets: volets, in: id, into: ledger, at: now)
      case .received(let shares):
        try withdrawReceived(shares, volets: volets, into: ledger, at: now)
      }
    }
  }

  /// Withdraws a consent of ours.
  ///
  /// - Parameter cause: nil when the person said so to the worker who is here.
  func withdraw(
    _ consent: ConsentID, volets: [Volet]?, in id: CaseID, because cause: EndingCause? = nil,
    into ledger: LedgerWriter, at now: Instant
  ) throws -> Withdrawal {
    let before = try consents(of: id, ledger, at: now)
    guard let current = before.first(where: { $0.consent == consent }),
      var record = try lastRecord(of: consent, in: id, ledger)
    else { throw NotebookError.unknownConsent(consent.description) }
    let named = volets.map { $0.map(\.code) } ?? record.volets
    let agreed = current.takenBack.union(record.volets)
    if let other = volets?.first(where: { !agreed.contains($0.code) }) {
      throw NotebookError.voletsNotInConsent(other)
    }
    let given = try replica.shares(giving: consent, in: id, ledger)
    guard current.isWithdrawable, !current.takenBack.isSuperset(of: named) || named.isEmpty else {
      let isConfirmed = try confirm(consent, in: given, into: ledger, at: now)
      var answer = try ended(current, volets, in: given, ledger)
      answer.isConfirmation = isConfirmed
      return answer
    }
    let gone = named.compactMap(Volet.init(code:))
    let whole = Set(named).isSuperset(of: current.codes)
    let sent = try sentVolets(gone, in: given, case: id, ledger)
    let maybeSent = try maybeSentVolets(gone, in: given, case: id, ledger).filter {
      !sent.contains($0)
    }
    // Before their keys are taken back.
    let counts =
      sent.isEmpty
      ? nil
      : try replica.ifSound {
        try transmitted(sent, to: current.recipient, of: id, ledger, at: now)
      }
    let isAnnounced = try given.contains { try wasAnnounced($0, ledger) }
    var tags = try gone.map { try tag(of: $0, in: id, ledger) }
    // All of it is what only a newer version has a name for, too.
    if whole {
      for tag in given.flatMap({ $0.view.standing(of: consent) }) where !tags.contains(tag) {
        tags.append(tag)
      }
    }
    try takeBack(consent, Set(tags), in: given, into: ledger, at: now)
    if given.isEmpty {
      // Another node may have put it into effect: what is written here from now on is under keys that it never wrapped.
      for volet in gone {
        try renewEpochs(of: try tag(of: volet, in: id, ledger), case: id, into: ledger, at: now)
      }
    }
    if !whole { record.volets.removeAll(where: named.contains) }
    record.say(whole ? .withdrawn : .narrowed)
    record.clearCause()
    if let cause { record.set(cause, said: now) }
    try self.record(
      .with { $0.consent = record }, about: consent.bytes, in: id, withdraws: tags, into: ledger,
      at: now)
    try log(.withdraw, case: id, volets: gone, into: ledger, at: now)
    // What another consent gives in the same share goes on telling there.
    let isUntold =
      try cause == nil && !given.isEmpty && sent.isEmpty && !isAnnounced && ledger.incarnation == 1
      && ledger.damagedPeers() == 0
      && given.allSatisfy { try replica.share($0.id, ledger)?.standingVolets.isEmpty ?? true }
    let along = try recordEndedAlong(with: consent, before, in: id, into: ledger, at: now)
    return Withdrawal(
      consent: consent, status: whole ? .withdrawn : current.status,
      service: current.recipientName, isAtRecipient: false, wasSo: false,
      wasOnlyPlanned: current.wasOnlyPlanned && given.isEmpty,
      volets: gone.filter { !current.takenBack.contains($0.code) }, sent: sent,
      counts: counts ?? [:], maybeSent: maybeSent,
      restEndedAt: !whole && current.status == .expired ? current.until : nil,
      isAnnounced: isAnnounced, isUntold: isUntold,
      isUnwritable: given.contains(where: \.isUnwritable), along: along)
  }

  /// Restates what somebody withdrew whose access had ended, where the order to forget waits for a person.
  ///
  /// - Returns: whether something waited.
  private func confirm(
    _ consent: ConsentID, in given: [Share], into ledger: LedgerWriter, at now: Instant
  ) throws -> Bool {
    var isConfirmed = false
    for share in given where share.owner == service {
      for waiting in share.view.waitingOrders where waiting.consent == consent {
        try state(
          .withdrawal(consent: consent, volets: waiting.volets, purge: waiting.purge),
          in: .share(share.id), as: .worker, into: ledger, at: now)
        isConfirmed = true
      }
    }
    return isConfirmed
  }

  /// A withdrawal of what had ended already.
  ///
  /// - Parameter volets: those that were named.
  private func ended(
    _ consent: ConsentSummary, _ volets: [Volet]?, in given: [Share], _ ledger: LedgerReader
  ) throws -> Withdrawal {
    Withdrawal(
      consent: consent.consent, status: consent.status, service: consent.recipientName,
      isAtRecipient: false, wasSo: true, wasOnlyPlanned: given.isEmpty,
      volets: volets ?? consent.volets, sent: [],
      isAnnounced: false, along: [])
  }

  /// Takes back those of the volets that the consent still stands for in a share, effective or not: a later consent may
  /// have taken its place and left open what it had opened.
  func withdraw(
    _ consent: ConsentID, _ volets: [Volet], in judged: Share, case id: CaseID,
    into ledger: LedgerWriter, at now: Instant
  ) throws {
    // Anew: what was stated a moment ago may have led to more.
    guard let judged = try replica.share(judged.id, ledger) else { return }
    let standing = judged.view.standing(of: consent)
    guard !standing.isEmpty else { return }
    let codes = try voletCodes(of: id, ledger)
    let tags = standing.filter { tag in codes[tag].map(volets.contains) ?? false }
    try withdraw(consent, tags, in: judged, into: ledger, at: now)
  }

  private func withdraw(
    _ consent: ConsentID, _ tags: [VoletTag], in share: Share, into ledger: LedgerWriter,
    at now: Instant
  ) throws {
    guard !tags.isEmpty else { return }
    let purge = Set(tags.flatMap { share.liveWraps($0).map(\.epoch) }).sorted()
    try state(
      .withdrawal(consent: consent, volets: tags, purge: purge), in: .share(share.id), as: .worker,
      into: ledger, at: now)
  }

  /// Takes back what a consent stands for in the shares that give it, and the same volets in every other share of this
  /// case file to those services: what the person takes back from a service, no other consent leaves open there.
  private func takeBack(
    _ consent: ConsentID, _ gone: Set<VoletTag>, in given: [Share], into ledger: LedgerWriter,
    at now: Instant
  ) throws {
    var taken: [ServiceID: Set<VoletTag>] = [:]
    for share in given {
      taken[share.recipient, default: []].formUnion(
        share.view.standing(of: consent).filter(gone.contains))
      // Anew: what was stated a moment ago may have led to more.
      guard let present = try replica.share(share.id, ledger) else { continue }
      try withdraw(
        consent, present.view.standing(of: consent).filter(gone.contains), in: present,
        into: ledger, at: now)
    }
    for (recipient, tags) in taken.sorted(by: { $0.key < $1.key }) {
      for id in try Set(tags.flatMap { try ledger.shares(of: $0) }).sorted() {
        guard let share = try replica.share(id, ledger), share.owner == service,
          share.recipient == recipient
        else { continue }
        let open = tags.intersection(share.standingVolets).sorted()
        try withdraw(consent, open, in: share, into: ledger, at: now)
      }
    }
  }

  /// Finds the case file in whose log a consent was recorded.
  func consentID(_ typed: String, _ ledger: LedgerReader) throws -> (CaseID, ConsentID) {
    guard let prefix = WorkerSession.prefix(typed) else {
      throw NotebookError.unknownConsent(typed)
    }
    let touches = ledger.touchesWhenAsked()
    let files = Set(try ledger.caseFiles(recordedAboutPrefix: prefix).map(\.caseFile))
    let found = try files.subtracting([replica.serviceFile]).sorted().flatMap { id in
      try recordedConsents(in: id, since: touches, ledger) {
        Replica.isPrefix(typed, of: $0.description)
      }.map { (id, $0) }
    }
    guard let first = found.first else { throw NotebookError.unknownConsent(typed) }
    guard found.count == 1 else { throw NotebookError.ambiguous(typed, count: found.count) }
    return first
  }

  // MARK: What had been sent

  /// Those of the volets in which this node has sent the recipient something that it may still open, whatever became of
  /// the pairing since.
  private func sentVolets(
    _ volets: [Volet], in given: [Share], case id: CaseID, _ ledger: LedgerReader
  ) throws -> [Volet] {
    try volets.filter { volet in
      let tag = try tag(of: volet, in: id, ledger)
      return try given.contains { share in
        let open = Set(share.liveWraps(tag).map(\.epoch))
        let peers = try replica.peersEver(of: share.recipient, ledger)
        guard !open.isEmpty, !peers.isEmpty else { return false }
        return try ledger.documents(in: tag).contains { document in
          try ledger.changes(of: document).contains { change in
            try open.contains(change.header.epoch)
              && peers.contains { try replica.reached(change.id, $0, ledger) }
          }
        }
      }
    }
  }

  /// Those of the volets in which the recipient may hold something that this node does not remember having sent: its feeds
  /// began anew from a copy, and what was written lies under keys that the recipient was given, or came back.
  private func maybeSentVolets(
    _ volets: [Volet], in given: [Share], case id: CaseID, _ ledger: LedgerReader
  ) throws -> [Volet] {
    guard try ledger.incarnation > 1 else { return [] }
    return try volets.filter { volet in
      let tag = try tag(of: volet, in: id, ledger)
      let open = Set(given.flatMap { $0.liveWraps(tag).map(\.epoch) })
      return try open.contains { try ledger.holdsChanges(under: $0) }
    }
  }

  /// Whether this node has sent the recipient a grant of the share, with the name of the person in it.
  private func wasAnnounced(_ share: Share, _ ledger: LedgerReader) throws -> Bool {
    let peers = try replica.peersEver(of: share.recipient, ledger)
    return try share.statements.contains { statement in
      try statement.act.asGrant != nil
        && peers.contains { try ledger.wasNumbered(.statement(statement.id), for: $0.node) }
    }
  }
}

extension ConsentSummary {
  /// Whether there is something of it to take back.
  public var isWithdrawable: Bool {
    switch status {
    case .withdrawn, .refused, .unlinked: false
    case .planned, .given, .expired, .suspended, .ceased: true
    }
  }

  /// Its volets in which no later consent took its place.
  public var notReplaced: [Volet] {
    let gone = Set(replaced.values.joined())
    return volets.filter { !gone.contains($0) }
  }

  /// Later consents took its place in all that is left of it.
  public var isReplaced: Bool {
    (status == .given || told == .replaced) && !replaced.isEmpty && notReplaced.isEmpty
  }

  /// It waits for its day, or was cancelled before it came.
  var wasOnlyPlanned: Bool {
    status == .planned || told == .stopped && begunAt == nil
      || status == .ceased && events.contains { $0.event == .cancelled }
  }

  /// Whether no clock, reopening or anchor brings it back.
  var isEndedForGood: Bool {
    switch status {
    case .withdrawn, .refused, .ceased, .unlinked: true
    case .planned, .given, .expired, .suspended: false
    }
  }

  /// Whether the recipient receives by it, or will.
  var isLive: Bool {
    switch status {
    case .withdrawn, .refused, .expired, .ceased, .unlinked: false
    case .planned, .given, .suspended: true
    }
  }
}

extension Notebook {
  /// Consents whose withdrawal was said by somebody whose access had ended: nothing is sent any more, and nothing is
  /// forgotten there before somebody says the same. Protocol/consent.md, 6.10.
  public func waitingPurges() throws -> [ConsentID] {
    try read { ledger in
      let ours = try replica.allShares(ledger).filter { $0.owner == service }
      return Set(ours.flatMap(\.view.waitingOrders).map(\.consent)).sorted()
    }
  }
}
