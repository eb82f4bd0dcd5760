import Envelope
import SwiftProtobuf
import Wire

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What the side that accepts an invitation says first.
struct PairRequest: Hashable {
  var version: UInt32
  var invitation: InvitationID
  /// 32 bytes.
  var proof: [UInt8]
  /// 32 bytes.
  var commitment: [UInt8]
  var presentation: [UInt8]
}

/// A frame of the pairing conversation, within bounds. Protocol/pairing.md, section 4.
enum PairingFrame: Hashable {
  case request(PairRequest)
  case answer(nonce: [UInt8], presentation: [UInt8])
  case reveal(nonce: [UInt8])
  case done
  case refused(String)

  enum Kind: UInt8 {
    case request = 1
    case answer, reveal, done, refused
  }

  var raw: RawFrame {
    switch self {
    case .request(let request):
      Self.frame(
        .request,
        WirePairRequest.with { message in
          message.version = request.version
          message.invitation = Data(request.invitation.bytes)
          message.proof = Data(request.proof)
          message.commitment = Data(request.commitment)
          message.presentation = Data(request.presentation)
        })
    case .answer(let nonce, let presentation):
      Self.frame(
        .answer,
        WirePairAnswer.with { ($0.nonce, $0.presentation) = (Data(nonce), Data(presentation)) })
    case .reveal(let nonce):
      Self.frame(.reveal, WirePairReveal.with { $0.nonce = Data(nonce) })
    case .done: Self.frame(.done, WirePairDone())
    case .refused(let reason):
      Self.frame(.refused, WirePairRefused.with { $0.reason = reason })
    }
  }

  private static func frame(_ kind: Kind, _ message: some Message) -> RawFrame {
    RawFrame(type: kind.rawValue, payload: serialised(message))
  }

  /// What a frame says. Throws `unknownFrame`, `undecodable`, `tooMuch` or `badField`.
  init(_ frame: RawFrame) throws(ProtocolViolation) {
    guard let kind = Kind(rawValue: frame.type) else { throw .unknownFrame(frame.type) }
    guard frame.payload.count <= PairingLimits.presentationBytes + 1024 else {
      throw .tooMuch(frame.type)
    }
    switch kind {
    case .request: self = .request(try PairRequest(frame))
    case .answer:
      let message = try decoded(WirePairAnswer.self, frame)
      guard message.nonce.count == PairingLimits.nonceLength else {
        throw .badField(frame.type)
      }
      self = .answer(nonce: [UInt8](message.nonce), presentation: [UInt8](message.presentation))
    case .reveal:
      let message = try decoded(WirePairReveal.self, frame)
      guard message.nonce.count == PairingLimits.nonceLength else {
        throw .badField(frame.type)
      }
      self = .reveal(nonce: [UInt8](message.nonce))
    case .done:
      _ = try decoded(WirePairDone.self, frame)
      self = .done
    case .refused:
      let reason = try decoded(WirePairRefused.self, frame).reason
      guard reason.utf8.count <= FrameLimits.reasonBytes else { throw .badField(frame.type) }
      self = .refused(reason)
    }
  }
}

extension PairRequest {
  fileprivate init(_ frame: RawFrame) throws(ProtocolViolation) {
    let message = try decoded(WirePairRequest.self, frame)
    self.init(
      version: message.version,
      invitation: InvitationID(message.invitation) ?? InvitationID.zero,
      proof: [UInt8](message.proof), commitment: [UInt8](message.commitment),
      presentation: [UInt8](message.presentation))
    // A later version may be laid out otherwise: say so rather than call it broken.
    guard version == PairingLimits.version else { return }
    guard InvitationID(message.invitation) != nil, proof.count == Digest.length,
      commitment.count == Digest.length
    else { throw .badField(frame.type) }
  }
}

extension InvitationID {
  /// Sixteen zero bytes, which nobody draws.
  fileprivate static var zero: InvitationID {
    guard let id = InvitationID([UInt8](repeating: 0, count: 16)) else {
      preconditionFailure("an invitation id has 16 bytes")
    }
    return id
  }
}
