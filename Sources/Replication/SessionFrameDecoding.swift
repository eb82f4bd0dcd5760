import Envelope
import SwiftProtobuf
import Wire

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Decodes a message that has been counted; unknown fields are dropped, not kept, and groups are refused wherever they
/// stand.
func decoded<M: Message>(
  _ type: M.Type, _ frame: RawFrame, _ shape: MessageShape = .flat
) throws(ProtocolViolation) -> M {
  var options = BinaryDecodingOptions()
  options.discardUnknownFields = true
  do {
    try FieldWalk.check(frame.payload[...], shape)
    return try M(serializedBytes: frame.payload, options: options)
  } catch {
    throw .undecodable(frame.type)
  }
}

extension SessionFrame {
  /// What a frame says. Throws `unknownFrame`, `undecodable`, `tooMuch` or `badField`.
  init(_ frame: RawFrame) throws(ProtocolViolation) {
    guard let kind = Kind(rawValue: frame.type) else { throw .unknownFrame(frame.type) }
    switch kind {
    case .hello: self = .hello(try Greeting(frame))
    case .items: self = .items(try ItemBatch(frame))
    case .acknowledged: self = try Self.acknowledged(frame)
    case .restarted: self = try Self.restarted(frame)
    case .proof:
      let message = try small(WireProof.self, frame)
      guard
        let fingerprint = Fingerprint(bytes: [UInt8](message.fingerprint), count: message.count),
        message.refused < FrameLimits.positions
      else { throw .badField(frame.type) }
      self = .proof(fingerprint, refused: message.refused)
    case .verdict: self = .verdict(try small(WireVerdict.self, frame).equal)
    case .bye:
      let reason = try small(WireBye.self, frame).reason
      guard reason.utf8.count <= FrameLimits.reasonBytes else { throw .badField(frame.type) }
      self = .bye(reason)
    case .ping:
      _ = try small(WirePing.self, frame)
      self = .ping
    }
  }

  private static func acknowledged(_ frame: RawFrame) throws(ProtocolViolation) -> SessionFrame {
    guard try slices(of: 3, in: frame.payload[...], of: frame.type) != nil else {
      throw .tooMuch(frame.type)
    }
    let message = try decoded(
      WireAcknowledged.self, frame, MessageShape(messages: [3: .flat]))
    guard message.position < FrameLimits.positions else { throw .badField(frame.type) }
    return .acknowledged(
      message.control ? .control : .content, through: message.position,
      refused: message.refused.map {
        ItemRefusal(
          position: $0.position, code: RefusalCode(rawValue: $0.code.rawValue) ?? .unknown)
      })
  }

  private static func restarted(_ frame: RawFrame) throws(ProtocolViolation) -> SessionFrame {
    let message = try small(WireRestarted.self, frame, MessageShape(messages: [2: .flat]))
    guard let state = FeedPosition(message.state) else { throw .badField(frame.type) }
    return .restarted(message.control ? .control : .content, state)
  }
}

private func small<M: Message>(
  _ type: M.Type, _ frame: RawFrame, _ shape: MessageShape = .flat
) throws(ProtocolViolation) -> M {
  guard frame.payload.count <= FrameLimits.smallPayloadBytes else { throw .tooMuch(frame.type) }
  return try decoded(type, frame, shape)
}

/// The contents of a repeated field, nil when there are more than a frame may hold.
private func slices(
  of field: UInt64, in bytes: ArraySlice<UInt8>, of type: UInt8,
  atMost limit: Int = FrameLimits.itemsPerFrame
) throws(ProtocolViolation) -> [ArraySlice<UInt8>]? {
  do {
    return try FieldWalk.contents(of: field, in: bytes, atMost: limit)
  } catch {
    throw .undecodable(type)
  }
}

extension Greeting {
  /// The feeds sent and held.
  private static let shape = MessageShape(messages: [5: .flat, 6: .flat, 7: .flat, 8: .flat])

  fileprivate init(_ frame: RawFrame) throws(ProtocolViolation) {
    let message = try small(WireHello.self, frame, Self.shape)
    guard message.nonce.count == Session.nonceLength,
      message.incarnation < FrameLimits.positions,
      let control = FeedPosition(message.control), let content = FeedPosition(message.content)
    else { throw .badField(frame.type) }
    let heldControl = message.hasHoldsControl ? FeedPosition(message.holdsControl) : nil
    let heldContent = message.hasHoldsContent ? FeedPosition(message.holdsContent) : nil
    guard (heldControl != nil) == message.hasHoldsControl,
      (heldContent != nil) == message.hasHoldsContent
    else { throw .badField(frame.type) }
    self.init(
      versions: message.versions, nonce: [UInt8](message.nonce),
      incarnation: message.incarnation, sends: PerLane(control: control, content: content),
      holds: PerLane(control: heldControl, content: heldContent))
  }
}

extension ItemBatch {
  /// Items, and what each of them is.
  private static let shape = MessageShape(
    messages: [3: MessageShape(messages: [1: .flat, 2: .flat, 3: .flat, 4: .flat])])

  fileprivate init(_ frame: RawFrame) throws(ProtocolViolation) {
    try Self.count(frame)
    let message = try decoded(WireItems.self, frame, Self.shape)
    guard message.first >= 1, message.first < FrameLimits.positions, !message.items.isEmpty else {
      throw .badField(frame.type)
    }
    self.init(
      lane: message.control ? .control : .content, first: message.first,
      items: message.items.map(FeedItem.init))
  }

  /// Counts items and attachments on the bytes, before anything is built of them.
  private static func count(_ frame: RawFrame) throws(ProtocolViolation) {
    guard let items = try slices(of: 3, in: frame.payload[...], of: frame.type) else {
      throw .tooMuch(frame.type)
    }
    var left = FrameLimits.attachmentsPerFrame
    for item in items {
      var leftOfItem = min(left, FrameLimits.attachmentsPerStatement)
      let statements = try slices(of: 1, in: item, of: frame.type)
      for statement in statements ?? [] {
        let attachments = try slices(of: 2, in: statement, of: frame.type, atMost: leftOfItem)
        guard let count = attachments?.count else { throw .tooMuch(frame.type) }
        leftOfItem -= count
        left -= count
      }
      guard statements != nil else { throw .tooMuch(frame.type) }
    }
  }
}

extension FeedItem {
  fileprivate init(_ message: WireItem) {
    switch message.item {
    case .statement(let statement):
      self = .statement(
        SealedStatement(bytes: [UInt8](statement.envelope)),
        attachments: statement.attachments.map { [UInt8]($0) })
    case .change(let change):
      self = .change(
        SealedEnvelope(bytes: [UInt8](change.envelope)),
        secret: change.secret.isEmpty ? nil : [UInt8](change.secret))
    case .bundle(let bundle):
      self = .bundle(
        SealedBundle(bytes: [UInt8](bundle.envelope)), secret: [UInt8](bundle.secret))
    case .access(let access):
      self = .access(SealedAccessBatch(bytes: [UInt8](access.envelope)))
    case nil: self = .withheld
    }
  }
}
