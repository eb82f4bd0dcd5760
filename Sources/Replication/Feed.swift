public import Envelope

/// Which of the two feeds of one direction: statements travel in the first, and go first.
public enum Lane: Hashable, CaseIterable, Sendable {
  /// Statements: who belongs to a service, consents, withdrawals, purges, receipts.
  case control
  /// Changes of documents.
  case content
}

/// A feed and a position in it; items are numbered from 1, so position 0 is before the first.
public struct FeedPosition: Hashable, Sendable {
  public var feed: FeedID
  public var position: UInt64

  public init(feed: FeedID, position: UInt64) { (self.feed, self.position) = (feed, position) }
}

/// One item of a feed, as the store keeps it and as the peer sends it: nothing is proven yet.
public enum FeedItem: Hashable, Sendable {
  /// A statement and those of its detachable rows that the receiver may hold.
  case statement(SealedStatement, attachments: [[UInt8]])
  /// A change and the row of its note secret; nil once the note was erased.
  case change(SealedEnvelope, secret: [UInt8]?)
  /// Many changes under one seal, and the row of the secret of that.
  case bundle(SealedBundle, secret: [UInt8])
  /// Lines of the access log of one node, for the other nodes of its service.
  case access(SealedAccessBatch)
  /// Nothing: what had this position was purged or withdrawn since it was numbered.
  case withheld

  /// Bytes of what is signed and of the rows that came with it.
  public var byteCount: Int {
    switch self {
    case .statement(let statement, let attachments):
      attachments.reduce(statement.bytes.count) { $0 + $1.count }
    case .change(let change, let secret): change.bytes.count + (secret?.count ?? 0)
    case .bundle(let bundle, let secret): bundle.bytes.count + secret.count
    case .access(let batch): batch.bytes.count
    case .withheld: 0
    }
  }
}

/// An item of this side's own feed, at the position that the store gave it.
public struct NumberedItem: Hashable, Sendable {
  public var position: UInt64
  public var item: FeedItem

  public init(position: UInt64, item: FeedItem) { (self.position, self.item) = (position, item) }
}

/// An item that a judge did not accept; it counts as acknowledged.
public struct ItemRefusal: Hashable, Sendable {
  public var position: UInt64
  public var code: RefusalCode

  public init(position: UInt64, code: RefusalCode) {
    (self.position, self.code) = (position, code)
  }
}

/// A value for each of the two lanes.
struct PerLane<Element: Sendable>: Sendable {
  var control: Element
  var content: Element

  subscript(lane: Lane) -> Element {
    get {
      switch lane {
      case .control: control
      case .content: content
      }
    }
    set {
      switch lane {
      case .control: control = newValue
      case .content: content = newValue
      }
    }
  }
}

extension PerLane: Equatable where Element: Equatable {}
extension PerLane: Hashable where Element: Hashable {}
