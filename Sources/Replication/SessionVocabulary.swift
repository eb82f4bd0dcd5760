public import Envelope

/// Which side opened the stream.
public enum SessionRole: Hashable, Sendable {
  case dialler
  case listener
}

/// When the conversation ends.
public enum SessionMode: Hashable, Sendable {
  /// The dialler says goodbye once both sides hold everything; the listener follows.
  case once
  /// Goes on until somebody closes.
  case live
}

/// Times and sizes of a session.
public struct SessionLimits: Hashable, Sendable {
  /// Bytes of item frames that may be sent and not yet acknowledged. Protocol/replication.md, section 6.
  public var window: Int
  /// Bytes that a frame of items is filled to.
  public var frameTarget: Int
  /// Milliseconds until the peer must have said Hello.
  public var helloTimeout: Int64
  /// Milliseconds without a byte from the peer, or with nothing but signs of life while it owes an answer, after which it is
  /// given up.
  public var idleTimeout: Int64
  /// Milliseconds without a byte to the peer after which a Ping is sent.
  public var pingInterval: Int64

  /// `window` is what both sides of the protocol expect, 4 MiB, or less.
  public init(
    window: Int = 4 << 20, frameTarget: Int = 128 << 10, helloTimeout: Int64 = 15_000,
    idleTimeout: Int64 = 90_000, pingInterval: Int64 = 30_000
  ) {
    (self.window, self.frameTarget) = (window, frameTarget)
    (self.helloTimeout, self.idleTimeout) = (helloTimeout, idleTimeout)
    self.pingInterval = pingInterval
  }

  /// The window that a receiver grants.
  public static let receiveWindow = 4 << 20
}

/// What the store knows of one peer when a stream opens.
public struct SessionStart: Hashable, Sendable {
  /// Counts restores of this node, kept outside the database.
  public var incarnation: UInt64
  /// The feed of statements that this node sends to the peer, and the last position numbered in it:
  /// number everything the peer may see before opening.
  public var control: FeedPosition
  /// The feed of changes; more may be numbered while the session runs.
  public var content: FeedPosition
  /// Last positions that the peer is known to have acknowledged, of the two feeds above.
  public var acknowledgedControl: UInt64
  public var acknowledgedContent: UInt64
  /// What this node holds, durably, of the peer's feeds; nil for nothing.
  public var holdsControl: FeedPosition?
  public var holdsContent: FeedPosition?

  public init(
    incarnation: UInt64, control: FeedPosition, content: FeedPosition,
    acknowledgedControl: UInt64, acknowledgedContent: UInt64, holdsControl: FeedPosition?,
    holdsContent: FeedPosition?
  ) {
    (self.incarnation, self.control, self.content) = (incarnation, control, content)
    self.acknowledgedControl = acknowledgedControl
    self.acknowledgedContent = acknowledgedContent
    (self.holdsControl, self.holdsContent) = (holdsControl, holdsContent)
  }
}

/// Whose items a fingerprint is over.
public enum FingerprintSide: Hashable, Sendable {
  /// Items of this node's own feeds.
  case sent
  /// Items held of the peer's feeds.
  case held
}

/// What happens to a session.
public enum SessionEvent: Sendable {
  /// The stream is open and the store was read.
  case opened(SessionStart)
  /// Bytes of the stream, in any chunks.
  case received([UInt8])
  /// Answers `load`: items at the positions that follow, none withheld from the numbering; `more`
  /// when the feed goes on after them.
  case loaded(Lane, [NumberedItem], more: Bool)
  /// Answers `commit`: everything through this position is durable, these items were not accepted.
  case committed(Lane, through: UInt64, refused: [ItemRefusal])
  /// Answers `fingerprint`.
  case fingerprinted(FingerprintSide, Fingerprint)
  /// Answers `renumber`: the new feed, and the last position numbered in it.
  case renumbered(Lane, FeedPosition)
  /// This node may have more to send.
  case news
  /// Time has passed: see `Session.deadline`.
  case tick
  /// This node wants to end.
  case stop
  /// The peer was removed here meanwhile.
  case remove
  /// Too much that the peer sent waits already: what was not committed is not taken.
  case full
  /// The store of this node failed.
  case failed
  /// The stream is gone.
  case closed
}

/// What a session asks of its driver, to be carried out in this order.
public enum SessionEffect: Hashable, Sendable {
  /// Write bytes to the stream.
  case send([UInt8])
  /// Read own items after this position, number what is new, stop at about so many bytes of
  /// envelopes, rows and secrets, never before one item; answer `loaded`.
  case load(Lane, after: UInt64, byteLimit: Int)
  /// Judge and keep these items of the peer's feed, the first at this position, in one transaction,
  /// with the feed id and the last position; answer `committed`, refusals included.
  case commit(Lane, FeedID, first: UInt64, [FeedItem])
  /// The peer holds everything through this position, durably: record it, and what it refused.
  case acknowledged(Lane, through: UInt64, refused: [ItemRefusal])
  /// The peer holds this position of the feed, which is not the one on record: record it.
  case resume(Lane, from: UInt64)
  /// The peer holds a position that was never numbered here: start a new feed with a fresh random
  /// id, number everything the peer may see from 1; answer `renumbered`.
  case renumber(Lane)
  /// Fingerprint under this key the ids of the items at positions from 1 through these two, of own
  /// feeds or of the peer's, leaving out what is withheld or refused; answer `fingerprinted`.
  case fingerprint(FingerprintSide, key: [UInt8], control: UInt64, content: UInt64)
  /// The peer holds another set than was sent: start both own feeds anew before the next session.
  case mismatch
  /// Something worth showing or counting.
  case report(SessionFact)
  /// Close the stream; nothing follows.
  case close(CloseReason)
}

/// Milestones of a session.
public enum SessionFact: Hashable, Sendable {
  /// The peer said Hello; its incarnation, to be compared with the last one seen.
  case greeted(version: UInt32, incarnation: UInt64)
  /// What the peer said in its Hello that it holds of our control feed, and which one it sends.
  case reminded(holds: FeedPosition?, sends: FeedPosition)
  /// Control items have travelled in both directions; content may flow.
  case controlExchanged
  /// The fingerprint that the peer sent, compared with what is held here.
  case judgedPeer(equal: Bool)
  /// The fingerprint that was sent, as the peer compared it.
  case judgedByPeer(equal: Bool)
}

/// Why a session ended.
public enum CloseReason: Hashable, Sendable {
  /// Both sides hold everything, and somebody said so.
  case done
  /// This node was asked to stop.
  case stopped
  /// The peer's key was removed here.
  case removed
  /// The stream went away.
  case cut
  /// The peer said goodbye with a reason of its own.
  case peerLeft(String)
  case violation(ProtocolViolation)
  case helloTimeout
  case idleTimeout
  /// The peer holds another set than was sent.
  case mismatch
  /// Too much that the peer sent waits here for what it leans on.
  case full
  case localFault(LocalFault)
}

/// What the driver of a session did wrong.
public enum LocalFault: Hashable, Sendable {
  /// An answer that nobody asked for, or a second opening.
  case unaskedAnswer
  /// Loaded items that do not follow the last position, or end before what Hello announced.
  case brokenOutbox(Lane)
  /// An item that no frame can carry.
  case unsendable(Lane, position: UInt64)
  /// A commit of what was never received, or refusals out of order.
  case badCommit(Lane)
  /// Its store failed.
  case store
}

/// What a session did, in numbers.
public struct SessionSummary: Hashable, Sendable {
  /// Own statements and changes, in bundles too, that the peer acknowledged and did not refuse.
  public internal(set) var sent: UInt64 = 0
  /// Statements and changes of the peer, in bundles too, that were committed and not refused.
  public internal(set) var received: UInt64 = 0
  /// Items that either side refused.
  public internal(set) var refused: UInt64 = 0
  /// Bytes of frames, without TLS.
  public internal(set) var bytesSent: UInt64 = 0
  public internal(set) var bytesReceived: UInt64 = 0
  /// Length of the longest chain of question and answer: how often this side had to wait for an
  /// answer before it could send what it sent next, the answer to Hello included.
  public internal(set) var roundTrips: UInt64 = 0
  /// Both sides compared fingerprints and both found them equal. Nil until then.
  public var rootsEqual: Bool?

  public init() {}
}
