public import Envelope

/// Why an inviter turned a joiner away; the raw value is the word in the frame. Protocol/pairing.md, section 6.
public enum PairingRefusal: String, Hashable, CaseIterable, Sendable {
  /// The invitation was used before, perhaps by somebody else.
  case used
  case expired
  case unknown
  /// The joiner does not hold the token, or its commitment does not match what it revealed.
  case badProof
  /// The key that TLS saw is not the one of the presentation, or of the invitation.
  case wrongKey
  case version
  /// The inviter can keep nothing now: its disk, or a defect.
  case fault

  /// The frame that says it.
  public var frame: [UInt8] { PairingFrame.refused(rawValue).raw.bytes }
}

/// What two nodes know of each other once the string can be compared. Nothing is verified yet.
public struct PairedPeer: Hashable, Sendable {
  public var presentation: Presentation
  /// The presentation exactly as received.
  public var presentationBytes: [UInt8]
  public var invitation: InvitationID
  /// The invitation was for a further node of the same service.
  public var own: Bool
  /// What both operators must see alike.
  public var string: ShortString
}

/// What happens to either side of a pairing.
public enum PairingEvent: Sendable {
  /// The stream is open: the joiner speaks first.
  case opened
  /// Bytes of the stream, in any chunks.
  case received([UInt8])
  /// Answers `lookUp`: the invitation, and whether it was used; nil when there is none.
  case found(Invitation?, used: Bool)
  /// Answers `consume`: it is durable that the invitation is used; false when somebody else was first.
  case consumed(Bool)
  /// The stream is gone.
  case closed
}

/// What either side of a pairing asks of its driver, in this order.
public enum PairingEffect: Hashable, Sendable {
  case send([UInt8])
  /// Find an invitation of this node's; answer `found`.
  case lookUp(InvitationID)
  /// Mark the invitation used, durably, unless it is used already; answer `consumed`.
  case consume(InvitationID)
  /// Record the peer as proven, not yet verified, and show the string. After this the session may
  /// still be cut: the other side has recorded as much, or nothing.
  case proven(PairedPeer)
  /// Close the stream; nothing follows.
  case close(PairingEnd)
}

/// How a pairing ended.
public enum PairingEnd: Hashable, Sendable {
  /// Both sides can compare strings.
  case done
  /// This side turned the other away.
  case refused(PairingRefusal)
  /// The other side turned this one away; nil for a word that this version does not know.
  case refusedByPeer(PairingRefusal?)
  case violation(ProtocolViolation)
  /// The stream went away too early.
  case cut
}

/// The values that pairing is made of. Protocol/pairing.md, section 5.
enum PairingValues {
  /// That the joiner holds the token, for these two nodes.
  static func proof(
    token: [UInt8], joiner: SigningKey, inviter: SigningKey, invitation: InvitationID
  ) -> [UInt8] {
    Digest.keyed(token, .pairingProof, joiner.bytes, inviter.bytes, invitation.bytes)
  }

  /// Binds the joiner to its nonce before it has seen the inviter's.
  static func commitment(nonce: [UInt8], presentation: [UInt8]) -> [UInt8] {
    Digest.hash(.pairingCommitment, nonce, presentation)
  }

  /// Equality of two secrets of public length, without a hint where they differ.
  static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count
      && zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
