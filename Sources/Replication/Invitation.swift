public import Envelope
import SwiftProtobuf
import Wire

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What an operator hands to another by a channel of their own, so that two nodes can meet once.
///
/// These are its bytes; the text that people copy is a checked base32 of them. Protocol/pairing.md, section 2.
public struct Invitation: Hashable, Sendable {
  /// Bytes of the token.
  public static let tokenLength = 16

  public var id: InvitationID
  /// 16 random bytes, secret: whoever holds them may ask, once.
  public var token: [UInt8]
  /// The node that invites: the one key that the joiner's TLS accepts.
  public var nodeKey: SigningKey
  /// Whole seconds; exclusive.
  public var expires: Instant
  /// For a further node of the same service.
  public var own: Bool
  /// `host:port`, tried in order.
  public var addresses: [String]

  /// `expires` is cut to whole seconds.
  public init(
    id: InvitationID, token: [UInt8], nodeKey: SigningKey, expires: Instant, own: Bool,
    addresses: [String]
  ) {
    precondition(token.count == Self.tokenLength, "an invitation's token has 16 bytes")
    (self.id, self.token, self.nodeKey) = (id, token, nodeKey)
    (self.own, self.addresses) = (own, addresses)
    self.expires = Instant(milliseconds: expires.milliseconds / 1000 * 1000)
  }

  /// The serialised message.
  public var bytes: [UInt8] {
    serialised(
      WireInvitation.with { message in
        message.version = PairingLimits.version
        message.id = Data(id.bytes)
        message.token = Data(token)
        message.nodeKey = Data(nodeKey.bytes)
        message.expires = UInt64(clamping: expires.milliseconds / 1000)
        message.own = own
        message.addresses = addresses
      })
  }

  /// Throws `version` for a later one, `malformed` for anything else that is not an invitation.
  public init(bytes: [UInt8]) throws(InvitationError) {
    guard bytes.count <= PairingLimits.invitationBytes else { throw .malformed }
    let message: WireInvitation
    do {
      message = try WireInvitation(serializedBytes: bytes)
    } catch {
      throw .malformed
    }
    guard message.version == PairingLimits.version else { throw .version(message.version) }
    guard let id = InvitationID(message.id), let nodeKey = SigningKey(message.nodeKey),
      message.token.count == Self.tokenLength,
      message.expires <= PairingLimits.latestExpiry,
      PairingLimits.areSound(message.addresses)
    else { throw .malformed }
    self.init(
      id: id, token: [UInt8](message.token), nodeKey: nodeKey,
      expires: Instant(milliseconds: Int64(message.expires) * 1000), own: message.own,
      addresses: message.addresses)
  }
}

/// Why bytes are no invitation for this program.
public enum InvitationError: Error, Hashable, Sendable {
  case malformed
  case version(UInt32)
}

/// What a node says of itself when two nodes meet. Protocol/pairing.md, section 3.
public struct Presentation: Hashable, Sendable {
  public var nodeKey: SigningKey
  /// Nil for a node that joins its own service.
  public var operatorKey: SigningKey?
  /// The serialised StatementEnvelope of the service's genesis; empty for a node that joins its own
  /// service. Nothing is proven of it here.
  public var genesis: [UInt8]
  /// `host:port` where this node listens, none if it does not.
  public var addresses: [String]
  /// The serialised StatementEnvelope by which the service enrolled this node and its operator; empty for none. Nothing
  /// is proven of it here.
  public var enrolment: [UInt8]

  public init(
    nodeKey: SigningKey, operatorKey: SigningKey?, genesis: [UInt8], addresses: [String],
    enrolment: [UInt8] = []
  ) {
    (self.nodeKey, self.operatorKey) = (nodeKey, operatorKey)
    (self.genesis, self.addresses, self.enrolment) = (genesis, addresses, enrolment)
  }

  /// The serialised message: what is committed to, hashed and sent, never encoded a second time.
  public var bytes: [UInt8] {
    serialised(
      WirePresentation.with { message in
        message.nodeKey = Data(nodeKey.bytes)
        message.operatorKey = Data(operatorKey?.bytes ?? [])
        message.genesis = Data(genesis)
        message.addresses = addresses
        message.enrolment = Data(enrolment)
      })
  }

  /// Nil for bytes that are no presentation, or out of bounds.
  public init?(bytes: [UInt8]) {
    guard bytes.count <= PairingLimits.presentationBytes else { return nil }
    let message: WirePresentation
    do {
      message = try WirePresentation(serializedBytes: bytes)
    } catch {
      return nil
    }
    let operatorKey = SigningKey(message.operatorKey)
    guard let nodeKey = SigningKey(message.nodeKey),
      operatorKey != nil || message.operatorKey.isEmpty,
      PairingLimits.areSound(message.addresses)
    else { return nil }
    self.init(
      nodeKey: nodeKey, operatorKey: operatorKey, genesis: [UInt8](message.genesis),
      addresses: message.addresses, enrolment: [UInt8](message.enrolment))
  }
}

/// Bounds of what two nodes say when they meet.
enum PairingLimits {
  static let version: UInt32 = 1
  static let nonceLength = 32
  static let invitationBytes = 2048
  static let presentationBytes = 64 << 10
  static let addresses = 16
  static let addressBytes = 255
  /// Seconds: the end of the year 9999.
  static let latestExpiry: UInt64 = 253_402_300_799

  static func areSound(_ addresses: [String]) -> Bool {
    addresses.count <= Self.addresses
      && addresses.allSatisfy { !$0.isEmpty && $0.utf8.count <= addressBytes }
  }
}
