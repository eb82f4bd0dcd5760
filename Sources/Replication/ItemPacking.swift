import Envelope
import SwiftProtobuf
import Wire

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Fills one frame of items and knows its size to the byte. Protocol/replication.md, section 3.
struct ItemPacking {
  let lane: Lane
  let first: UInt64
  private(set) var count = 0
  private(set) var itemCount = ItemCount()
  private(set) var attachments = 0
  private var mostAttachments = 0
  private var payload: [UInt8]

  init(lane: Lane, first: UInt64) {
    (self.lane, self.first) = (lane, first)
    payload = serialised(
      WireItems.with { ($0.control, $0.first) = (lane == .control, first) })
  }

  /// Bytes of the frame so far, on the stream.
  var byteCount: Int { FrameLimits.headerBytes + payload.count }

  /// Position of the last item.
  var last: UInt64 { first + UInt64(count) - 1 }

  /// Within what a peer accepts: false only for a single item that is too large.
  var isSendable: Bool {
    payload.count < FrameLimits.lengthBytes
      && mostAttachments <= FrameLimits.attachmentsPerStatement
  }

  var frame: RawFrame {
    RawFrame(type: SessionFrame.Kind.items.rawValue, payload: payload)
  }

  /// Adds the item, unless the frame has one already and would grow above `target` bytes.
  mutating func add(_ item: FeedItem, target: Int) -> Bool {
    let serialisedItem = serialised(item.message)
    let field = [0x1A] + Self.varint(UInt64(serialisedItem.count)) + serialisedItem
    let rows = item.attachmentCount
    let fits =
      byteCount + field.count <= target && count < FrameLimits.itemsPerFrame
      && attachments + rows <= FrameLimits.attachmentsPerFrame
    guard count == 0 || fits else { return false }
    payload += field
    count += 1
    attachments += rows
    mostAttachments = max(mostAttachments, rows)
    itemCount.add(item, at: last)
    return true
  }

  /// One frame of a whole batch, whatever its size.
  static func frame(_ batch: ItemBatch) -> RawFrame {
    var packing = ItemPacking(lane: batch.lane, first: batch.first)
    for item in batch.items { _ = packing.add(item, target: .max) }
    return packing.frame
  }

  private static func varint(_ value: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }
}

extension FeedItem {
  fileprivate var attachmentCount: Int {
    switch self {
    case .statement(_, let attachments): attachments.count
    case .change, .bundle, .access, .withheld: 0
    }
  }

  fileprivate var message: WireItem {
    switch self {
    case .statement(let statement, let attachments):
      WireItem.with { item in
        item.statement = WireStatementItem.with {
          ($0.envelope, $0.attachments) = (Data(statement.bytes), attachments.map { Data($0) })
        }
      }
    case .change(let change, let secret):
      WireItem.with { item in
        item.change = WireChangeItem.with {
          ($0.envelope, $0.secret) = (Data(change.bytes), Data(secret ?? []))
        }
      }
    case .bundle(let bundle, let secret):
      WireItem.with { item in
        item.bundle = WireBundleItem.with {
          ($0.envelope, $0.secret) = (Data(bundle.bytes), Data(secret))
        }
      }
    case .access(let batch):
      WireItem.with { item in
        item.access = WireAccessItem.with { $0.envelope = Data(batch.bytes) }
      }
    case .withheld: WireItem()
    }
  }
}
