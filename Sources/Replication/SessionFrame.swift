import Envelope
import SwiftProtobuf
import Wire

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What each side says first.
struct Greeting: Hashable {
  var versions: [UInt32]
  var nonce: [UInt8]
  var incarnation: UInt64
  /// The feeds that the speaker sends, and the last position in each.
  var sends: PerLane<FeedPosition>
  /// The feeds of the listener that the speaker holds, durably up to a position.
  var holds: PerLane<FeedPosition?>
}

/// Items of one lane, at consecutive positions.
struct ItemBatch: Hashable {
  var lane: Lane
  var first: UInt64
  var items: [FeedItem]
}

/// A frame of the replication conversation, understood and within bounds. Protocol/replication.md, section 3.
enum SessionFrame: Hashable {
  case hello(Greeting)
  case items(ItemBatch)
  case acknowledged(Lane, through: UInt64, refused: [ItemRefusal])
  case restarted(Lane, FeedPosition)
  case proof(Fingerprint, refused: UInt64)
  case verdict(Bool)
  case bye(String)
  case ping

  enum Kind: UInt8 {
    case hello = 16
    case items, acknowledged, restarted, proof, verdict, bye, ping
  }
}

extension SessionFrame {
  /// The frame on the stream. Items are packed by `ItemPacking` instead, which counts as it goes.
  var raw: RawFrame {
    switch self {
    case .hello(let greeting): Self.frame(.hello, greeting.message)
    case .items(let batch): ItemPacking.frame(batch)
    case .acknowledged(let lane, let through, let refused):
      Self.frame(
        .acknowledged,
        WireAcknowledged.with { message in
          message.control = lane == .control
          message.position = through
          message.refused = refused.map { refusal in
            WireRefusedItem.with { item in
              item.position = refusal.position
              item.code = WireRefusalCode(rawValue: refusal.code.rawValue) ?? .unknown
            }
          }
        })
    case .restarted(let lane, let state):
      Self.frame(
        .restarted,
        WireRestarted.with { message in
          message.control = lane == .control
          message.state = state.message
        })
    case .proof(let fingerprint, let refused):
      Self.frame(
        .proof,
        WireProof.with { message in
          message.fingerprint = Data(fingerprint.bytes)
          (message.count, message.refused) = (fingerprint.count, refused)
        })
    case .verdict(let equal): Self.frame(.verdict, WireVerdict.with { $0.equal = equal })
    case .bye(let reason): Self.frame(.bye, WireBye.with { $0.reason = reason })
    case .ping: Self.frame(.ping, WirePing())
    }
  }

  private static func frame(_ kind: Kind, _ message: some Message) -> RawFrame {
    RawFrame(type: kind.rawValue, payload: serialised(message))
  }
}

extension Greeting {
  fileprivate var message: WireHello {
    WireHello.with { message in
      message.versions = versions
      message.nonce = Data(nonce)
      message.incarnation = incarnation
      message.control = sends.control.message
      message.content = sends.content.message
      if let held = holds.control { message.holdsControl = held.message }
      if let held = holds.content { message.holdsContent = held.message }
    }
  }
}

extension FeedPosition {
  fileprivate var message: WireFeedState {
    WireFeedState.with { ($0.feed, $0.position) = (Data(feed.bytes), position) }
  }

  /// Nil when the id has another length or the position is out of bounds.
  init?(_ message: WireFeedState) {
    guard message.position < FrameLimits.positions, let feed = FeedID(message.feed) else {
      return nil
    }
    self.init(feed: feed, position: message.position)
  }
}

/// A message of ours as bytes.
func serialised(_ message: some Message) -> [UInt8] {
  do {
    return try message.serializedBytes()
  } catch {
    // Only a missing required field or 2 GiB can fail here: version 3 has none, and frames are small.
    preconditionFailure("a message of ours does not serialise: \(error)")
  }
}
