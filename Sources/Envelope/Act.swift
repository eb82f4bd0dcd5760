/// Which log a statement stands in. Protocol/consent.md, "Three logs".
public enum LogID: Hashable, Comparable, Sendable {
  case service(ServiceID)
  case own(CaseID)
  case share(ShareID)

  /// Order by kind, then bytewise.
  public static func < (left: Self, right: Self) -> Bool {
    left.rank == right.rank
      ? left.bytes.lexicographicallyPrecedes(right.bytes) : left.rank < right.rank
  }

  /// The bytes of the id inside: 32 for a service, else 16.
  public var bytes: [UInt8] {
    switch self {
    case .service(let id): id.bytes
    case .own(let id): id.bytes
    case .share(let id): id.bytes
    }
  }

  private var rank: Int {
    switch self {
    case .service: 0
    case .own: 1
    case .share: 2
    }
  }
}

/// What a statement says, as the node tier reads it. Protocol/consent.md, one section per case.
public enum Act: Hashable, Sendable {
  case genesis(Genesis)
  case nodeEnrolled(node: SigningKey, operator: SigningKey)
  case nodeEnded(node: SigningKey)
  case workerEnrolled(WorkerEnrolled)
  case rootOpened(RootOpened)
  case workerAdmitted(device: SigningKey, wraps: [RootWrap])
  case workerEnded(worker: WorkerID, devices: [SigningKey])
  /// Until when a worker comes in, in a row that the nodes of the service alone hold.
  case workerTerm(worker: WorkerID, term: AttachmentID)
  /// What paired services may read; it takes the place of what was published under the same number before.
  case sheetPublished(Sheet)
  case sheetWithdrawn(SheetID)
  case caseOpened(volets: [EpochStart], sealed: AttachmentID)
  /// `from`: where the run begins, milliseconds since 1970; 0 for what is about any moment before the next run.
  case stratumOpened(
    EpochStart, closes: [StratumID], from: Instant = Instant(milliseconds: 0))
  case epochOpened(EpochStart)
  /// `withdraws`: what the person takes back of the consent that is the subject, in clear for the nodes of the owner.
  /// `seen`: of an order to erase, what its author's node held of the note, ascending by device.
  /// `turn`: that the case file, which is the subject, is closed or opened again, in clear for the same nodes.
  case ownRecord(
    subject: [UInt8], sealed: AttachmentID, withdraws: [VoletTag] = [], seen: [SeenThrough] = [],
    turn: CaseTurn? = nil)
  case grant(Grant)
  case epochsWrapped([EpochStart], box: BoxKey)
  case withdrawal(consent: ConsentID, volets: [VoletTag], purge: [EpochID])
  case receipt(withdrawal: StatementID, node: SigningKey, outcome: Outcome, reason: String)
  case anchor(authors: [SigningKey], heads: [StatementID])
  case erasure(documents: [DocumentID])
  /// The service ended the follow-up. No volet named: all of the share.
  case ceased(consent: ConsentID, volets: [VoletTag])
}

/// What a record of a case file itself says. Protocol/consent.md, 6.12.
public enum CaseTurn: UInt32, Hashable, Sendable {
  case closed = 1
  case reopened = 2
}

/// The greatest sequence of a device that somebody held of a document. Protocol/consent.md, 5.7.
public struct SeenThrough: Hashable, Sendable {
  public static let length = SigningKeyKind.length + 8

  public var device: SigningKey
  public var sequence: UInt64

  public init(device: SigningKey, sequence: UInt64) {
    (self.device, self.sequence) = (device, sequence)
  }

  /// The device, then the sequence, big-endian.
  var bytes: [UInt8] {
    device.bytes + (0..<8).map { UInt8(truncatingIfNeeded: sequence >> (56 - 8 * UInt64($0))) }
  }

  /// Nil for another number of bytes.
  init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.length, let device = SigningKey(bytes.prefix(SigningKeyKind.length))
    else { return nil }
    self.init(device: device, sequence: bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) })
  }
}

public struct Genesis: Hashable, Sendable {
  public var rootKey: SigningKey
  public var operatorKey: SigningKey
  public var name: String
  public var kind: String
  public var country: String
  /// 16 random bytes.
  public var nonce: [UInt8]
  /// The first worker's device: nobody else may open the first content root.
  public var device: SigningKey

  public init(
    rootKey: SigningKey, operatorKey: SigningKey, device: SigningKey, name: String, kind: String,
    country: String, nonce: [UInt8]
  ) {
    (self.rootKey, self.operatorKey, self.device) = (rootKey, operatorKey, device)
    (self.name, self.kind, self.country, self.nonce) = (name, kind, country, nonce)
  }
}

public struct WorkerEnrolled: Hashable, Sendable {
  public var worker: WorkerID
  public var device: SigningKey
  public var box: BoxKey
  public var node: SigningKey
  /// The worker's name and role, on own nodes only.
  public var card: AttachmentID

  public init(
    worker: WorkerID, device: SigningKey, box: BoxKey, node: SigningKey, card: AttachmentID
  ) {
    (self.worker, self.device, self.box) = (worker, device, box)
    (self.node, self.card) = (node, card)
  }
}

public struct RootOpened: Hashable, Sendable {
  public var root: RootID
  public var box: BoxKey
  public var boxSecret: AttachmentID
  /// Earlier content roots sealed under this one; nil for the first.
  public var previous: AttachmentID?
  public var wraps: [DeviceWrap]

  public init(
    root: RootID, box: BoxKey, boxSecret: AttachmentID, previous: AttachmentID?,
    wraps: [DeviceWrap]
  ) {
    (self.root, self.box, self.boxSecret) = (root, box, boxSecret)
    (self.previous, self.wraps) = (previous, wraps)
  }
}

public struct DeviceWrap: Hashable, Sendable {
  public var device: SigningKey
  public var wrap: AttachmentID

  public init(device: SigningKey, wrap: AttachmentID) { (self.device, self.wrap) = (device, wrap) }
}

public struct RootWrap: Hashable, Sendable {
  public var root: RootID
  public var wrap: AttachmentID

  public init(root: RootID, wrap: AttachmentID) { (self.root, self.wrap) = (root, wrap) }
}

/// An epoch of a stratum of a volet, and the detachable row that holds its key for one audience.
public struct EpochStart: Hashable, Sendable {
  public var volet: VoletTag
  public var stratum: StratumID
  public var epoch: EpochID
  public var wrap: AttachmentID

  public init(volet: VoletTag, stratum: StratumID, epoch: EpochID, wrap: AttachmentID) {
    (self.volet, self.stratum, self.epoch, self.wrap) = (volet, stratum, epoch, wrap)
  }
}

public struct Grant: Hashable, Sendable {
  public var consent: ConsentID
  public var owner: ServiceID
  public var recipient: ServiceID
  /// Ascending, distinct.
  public var volets: [VoletTag]
  /// Exclusive; nil for no end.
  public var until: Instant?
  public var bothWays: Bool
  /// A return share names the share, and the consent in it, that it answers.
  public var cites: Citation?
  public var sealed: AttachmentID
  public var ownerWrap: AttachmentID
  public var recipientWrap: AttachmentID

  public init(
    consent: ConsentID, owner: ServiceID, recipient: ServiceID, volets: [VoletTag],
    until: Instant?, bothWays: Bool, cites: Citation?, sealed: AttachmentID,
    ownerWrap: AttachmentID, recipientWrap: AttachmentID
  ) {
    (self.consent, self.owner, self.recipient) = (consent, owner, recipient)
    (self.volets, self.until, self.bothWays) = (volets, until, bothWays)
    (self.cites, self.sealed) = (cites, sealed)
    (self.ownerWrap, self.recipientWrap) = (ownerWrap, recipientWrap)
  }
}

/// What the grant of a return share answers: a consent in a share of the other direction, volet by volet.
/// Protocol/consent.md, section 9.
public struct Citation: Hashable, Sendable {
  public var share: ShareID
  public var consent: ConsentID
  /// Tags of the cited share: one for each volet of the grant, in the grant's order.
  public var volets: [VoletTag]

  public init(share: ShareID, consent: ConsentID, volets: [VoletTag]) {
    (self.share, self.consent, self.volets) = (share, consent, volets)
  }
}

public enum Outcome: Hashable, Sendable {
  case attested
  case refused
}
