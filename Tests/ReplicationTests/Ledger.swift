import Envelope
import Testing

@testable import Replication

/// What one side keeps durably about the other, in memory: its own two feeds and what it holds.
struct Ledger {
  struct Outgoing {
    var feed: FeedID
    var items: [FeedItem] = []
    var acknowledged: UInt64 = 0
    var refused: [UInt64] = []
  }
  struct Incoming {
    var feed: FeedID?
    var items: [FeedItem] = []
    var refused: [UInt64] = []
  }

  var out: PerLane<Outgoing>
  var held = PerLane(control: Incoming(), content: Incoming())
  /// Bytes that this side's judge refuses when they stand first in an envelope.
  var refusedMark: UInt8?
  var feedsMade: UInt64

  init(site: UInt64) {
    feedsMade = site << 32
    out = PerLane(
      control: Outgoing(feed: feedID(site << 32 + 1)),
      content: Outgoing(feed: feedID(site << 32 + 2)))
    feedsMade += 2
  }

  var start: SessionStart {
    func held(_ lane: Lane) -> FeedPosition? {
      self.held[lane].feed.map {
        FeedPosition(feed: $0, position: UInt64(self.held[lane].items.count))
      }
    }
    func sent(_ lane: Lane) -> FeedPosition {
      FeedPosition(feed: out[lane].feed, position: UInt64(out[lane].items.count))
    }
    return SessionStart(
      incarnation: 1, control: sent(.control), content: sent(.content),
      acknowledgedControl: out.control.acknowledged,
      acknowledgedContent: out.content.acknowledged, holdsControl: held(.control),
      holdsContent: held(.content))
  }

  mutating func renumber(_ lane: Lane) -> FeedPosition {
    feedsMade += 1
    out[lane].feed = feedID(feedsMade)
    (out[lane].acknowledged, out[lane].refused) = (0, [])
    return FeedPosition(feed: out[lane].feed, position: UInt64(out[lane].items.count))
  }

  func load(_ lane: Lane, after: UInt64, limit: Int) -> ([NumberedItem], more: Bool) {
    var items: [NumberedItem] = []
    var bytes = 0
    var position = after
    for item in out[lane].items.dropFirst(Int(after)) {
      if !items.isEmpty && bytes + item.size > limit { return (items, true) }
      bytes += item.size
      position += 1
      items.append(NumberedItem(position: position, item: item))
    }
    return (items, false)
  }

  mutating func commit(_ lane: Lane, _ feed: FeedID, first: UInt64, _ items: [FeedItem])
    -> [ItemRefusal]
  {
    if held[lane].feed != feed { held[lane] = Incoming(feed: feed) }
    var refusals: [ItemRefusal] = []
    for (offset, item) in items.enumerated() {
      held[lane].items.append(item)
      if let mark = refusedMark, item.name.first == mark {
        held[lane].refused.append(first + UInt64(offset))
        refusals.append(ItemRefusal(position: first + UInt64(offset), code: .closed))
      }
    }
    return refusals
  }

  func fingerprint(
    _ side: FingerprintSide, key: [UInt8], control: UInt64, content: UInt64
  ) -> Fingerprint {
    var fingerprint = Fingerprint()
    for (lane, through) in [(Lane.control, control), (.content, content)] {
      let items = side == .sent ? out[lane].items : held[lane].items
      let refused = Set(side == .sent ? out[lane].refused : held[lane].refused)
      for (index, item) in items.prefix(Int(through)).enumerated()
      where item != .withheld && !refused.contains(UInt64(index + 1)) {
        fingerprint.insert(Digest.hash(.change, item.name), key: key)
      }
    }
    return fingerprint
  }
}

extension Ledger: CustomTestStringConvertible {
  var testDescription: String {
    Lane.allCases.map {
      "\($0): \(out[$0].items.count) out, \(held[$0].items.count) held"
    }.joined(separator: "; ")
  }
}

extension FeedItem {
  /// The bytes that name the item.
  var name: [UInt8] {
    switch self {
    case .statement(let statement, _): statement.bytes
    case .change(let change, _): change.bytes
    case .access(let batch): batch.bytes
    case .bundle(let bundle, _): bundle.bytes
    case .withheld: []
    }
  }

  var size: Int {
    switch self {
    case .statement(let statement, let rows):
      statement.bytes.count + rows.reduce(0) { $0 + $1.count }
    case .access(let batch): batch.bytes.count
    case .change(let change, let secret): change.bytes.count + (secret?.count ?? 0)
    case .bundle(let bundle, let secret): bundle.bytes.count + secret.count
    case .withheld: 0
    }
  }
}

func feedID(_ number: UInt64) -> FeedID {
  let bytes = (0..<16).map { $0 < 8 ? 0xFE : UInt8(truncatingIfNeeded: number >> (8 * (15 - $0))) }
  guard let id = FeedID(bytes) else { preconditionFailure("16 bytes") }
  return id
}

/// A change of so many bytes that no other number gives.
func change(_ number: Int, size: Int = 40) -> FeedItem {
  let name = withUnsafeBytes(of: UInt64(number).bigEndian) { Array($0) }
  return .change(
    SealedEnvelope(bytes: [0x0C] + name + [UInt8](repeating: 7, count: max(0, size - 9))),
    secret: [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 32))
}

func statement(_ number: Int, rows: Int = 1) -> FeedItem {
  let name = withUnsafeBytes(of: UInt64(number).bigEndian) { Array($0) }
  return .statement(
    SealedStatement(bytes: [0x05] + name),
    attachments: (0..<rows).map { [UInt8](repeating: UInt8(truncatingIfNeeded: $0), count: 20) })
}

/// SplitMix64: the same seed tells the same story.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
