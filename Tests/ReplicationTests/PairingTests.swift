import Envelope
import Testing

@testable import Replication

@Suite("Pairing")
struct PairingTests {
  static let now = Instant(milliseconds: 1_800_000_000_000)

  static func key(_ number: UInt8) -> SigningKey {
    guard let key = SigningKey([UInt8](repeating: number, count: 32)) else {
      preconditionFailure("32 bytes")
    }
    return key
  }

  static func presentation(_ number: UInt8) -> Presentation {
    Presentation(
      nodeKey: key(number), operatorKey: key(number + 100),
      genesis: [UInt8](repeating: number, count: 90), addresses: ["127.0.0.1:70\(number)"])
  }

  static func invitation() -> Invitation {
    guard let id = InvitationID([UInt8](repeating: 0x1D, count: 16)) else {
      preconditionFailure("16 bytes")
    }
    return Invitation(
      id: id, token: [UInt8](0..<16), nodeKey: key(1),
      expires: Instant(milliseconds: now.milliseconds + 3_600_000), own: false,
      addresses: ["127.0.0.1:7001", "[::1]:7001"])
  }

  /// An inviter, a joiner, and the invitations that the inviter keeps.
  struct Meeting {
    var invitation = PairingTests.invitation()
    var inviter = Inviter(
      presentation: presentation(1), peerKey: key(2), nonce: .init(repeating: 0xA1, count: 32))
    var joiner = Joiner(
      invitation: PairingTests.invitation(), presentation: presentation(2), peerKey: key(1),
      nonce: .init(repeating: 0xB2, count: 32))
    var used: Set<InvitationID> = []
    var now = PairingTests.now
    var toInviter: [UInt8] = []
    var toJoiner: [UInt8] = []
    var inviterPeer: PairedPeer?
    var joinerPeer: PairedPeer?
    var inviterEnd: PairingEnd?
    var joinerEnd: PairingEnd?
    var bytesLeft = Int.max
    var delivered = 0
    /// What the road does to each frame: (from the joiner, frame) → frame.
    var tamper: (Bool, RawFrame) -> RawFrame = { $1 }

    mutating func tellInviter(_ event: PairingEvent) {
      for effect in inviter.handle(event, at: now) {
        switch effect {
        case .send(let bytes): toJoiner += tampered(bytes, fromJoiner: false)
        case .lookUp(let id):
          let found = id == invitation.id ? invitation : nil
          tellInviter(.found(found, used: used.contains(id)))
        case .consume(let id): tellInviter(.consumed(used.insert(id).inserted))
        case .proven(let peer): inviterPeer = peer
        case .close(let end): inviterEnd = end
        }
      }
    }

    mutating func tellJoiner(_ event: PairingEvent) {
      for effect in joiner.handle(event, at: now) {
        switch effect {
        case .send(let bytes): toInviter += tampered(bytes, fromJoiner: true)
        case .lookUp, .consume: Issue.record("a joiner keeps no invitations")
        case .proven(let peer): joinerPeer = peer
        case .close(let end): joinerEnd = end
        }
      }
    }

    private func tampered(_ bytes: [UInt8], fromJoiner: Bool) -> [UInt8] {
      var reader = FrameReader()
      reader.append(bytes)
      var out: [UInt8] = []
      while let frame = try? reader.next() { out += tamper(fromJoiner, frame).bytes }
      return out
    }

    mutating func run() {
      tellJoiner(.opened)
      while bytesLeft > 0, !toInviter.isEmpty || !toJoiner.isEmpty {
        if let byte = toInviter.first {
          toInviter.removeFirst()
          tellInviter(.received([byte]))
        } else if let byte = toJoiner.first {
          toJoiner.removeFirst()
          tellJoiner(.received([byte]))
        }
        delivered += 1
        bytesLeft -= 1
      }
      tellInviter(.closed)
      tellJoiner(.closed)
    }
  }

  @Test("Both sides show the same twelve digits, and each knows what the other said")
  func honest() throws {
    var meeting = Meeting()
    meeting.run()
    let inviterPeer = try #require(meeting.inviterPeer)
    let joinerPeer = try #require(meeting.joinerPeer)
    #expect(meeting.inviterEnd == .done && meeting.joinerEnd == .done)
    #expect(inviterPeer.string == joinerPeer.string)
    #expect(inviterPeer.string.description.count == 14)
    #expect(inviterPeer.presentation == Self.presentation(2))
    #expect(joinerPeer.presentation == Self.presentation(1))
    #expect(meeting.used == [meeting.invitation.id])
  }

  @Test(
    "What was typed is read with or without what people put between digits, and twelve it must be")
  func typing() throws {
    var meeting = Meeting()
    meeting.run()
    let string = try #require(meeting.inviterPeer?.string)
    let shown = string.description
    for separator in ["", " ", "\u{A0}", "\u{202F}", "-", "\u{2011}", " – ", ".", "\n"] {
      #expect(ShortString(shown.replacing(" ", with: separator)) == string, "\(separator)")
    }
    #expect(ShortString(" " + shown.map { "\($0)\u{202F}" }.joined()) == string)
    for malformed in ["", String(shown.dropLast()), shown + "0", shown + "x", "‑", shown + "/"] {
      #expect(ShortString(malformed) == nil, "\(malformed)")
    }
    for index in shown.indices where shown[index] != " " {
      let other = shown[index] == "7" ? "8" : "7"
      let typed = try #require(ShortString(shown.replacingCharacter(at: index, with: other)))
      #expect(!string.matches(typed))
    }
    #expect(string.matches(string))
    #expect(ShortString(shown) == string)
  }

  @Test("Any byte that the road changes in what is said leaves the strings different, or no peer")
  func altered() throws {
    let changes: [(Bool, UInt8, Int)] = [(true, 1, 150), (false, 2, 150), (true, 3, 34)]
    for (fromJoiner, type, length) in changes {
      var meeting = Meeting()
      for index in 0..<length {
        meeting = Meeting()
        meeting.tamper = { side, frame in
          guard side == fromJoiner, frame.type == type, index < frame.payload.count else {
            return frame
          }
          var payload = frame.payload
          payload[payload.count - 1 - index] ^= 1
          return RawFrame(type: type, payload: payload)
        }
        meeting.run()
        if let inviter = meeting.inviterPeer, let joiner = meeting.joinerPeer {
          #expect(inviter.string != joiner.string, "type \(type), byte \(index) from the end")
        }
      }
    }
  }

  @Test("Two honest ends that each met a third party in the middle see different strings")
  func manInTheMiddle() throws {
    // The third party knows the invitation, and joins as 3; towards the joiner it plays the inviter
    // with its own key, which a joiner whose invitation was replaced accepts.
    var left = Meeting()
    left.inviter = Inviter(
      presentation: Self.presentation(1), peerKey: Self.key(3),
      nonce: .init(repeating: 1, count: 32))
    left.joiner = Joiner(
      invitation: left.invitation, presentation: Self.presentation(3), peerKey: Self.key(1),
      nonce: .init(repeating: 2, count: 32))
    left.run()
    var forged = Self.invitation()
    forged.nodeKey = Self.key(3)
    var right = Meeting()
    right.invitation = forged
    right.inviter = Inviter(
      presentation: Self.presentation(3), peerKey: Self.key(2),
      nonce: .init(repeating: 1, count: 32))
    right.joiner = Joiner(
      invitation: forged, presentation: Self.presentation(2), peerKey: Self.key(3),
      nonce: .init(repeating: 2, count: 32))
    right.run()
    let inviter = try #require(left.inviterPeer)
    let joiner = try #require(right.joinerPeer)
    #expect(inviter.string != joiner.string)
  }

  @Test("An invitation that is used, expired, unknown, or without its token is refused with a word")
  func refusals() {
    func end(_ change: (inout Meeting) -> Void) -> (Meeting, PairingEnd?) {
      var meeting = Meeting()
      change(&meeting)
      meeting.run()
      #expect(meeting.inviterPeer == nil && meeting.joinerPeer == nil)
      return (meeting, meeting.inviterEnd)
    }
    func expect(_ refusal: PairingRefusal, _ change: (inout Meeting) -> Void) {
      let (meeting, end) = end(change)
      #expect(end == .refused(refusal))
      #expect(meeting.joinerEnd == .refusedByPeer(refusal))
    }
    expect(.used) { $0.used = [$0.invitation.id] }
    expect(.expired) { $0.invitation.expires = $0.now }
    expect(.badProof) { $0.invitation.token[3] ^= 1 }
    expect(.unknown) {
      guard let other = InvitationID([UInt8](repeating: 9, count: 16)) else { return }
      $0.invitation.id = other
    }
    expect(.wrongKey) {
      $0.inviter = Inviter(
        presentation: Self.presentation(1), peerKey: Self.key(9),
        nonce: .init(repeating: 1, count: 32))
    }
    expect(.version) {
      $0.tamper = { fromJoiner, frame in
        fromJoiner ? RawFrame(type: 1, payload: [0x08, 2] + frame.payload.dropFirst(2)) : frame
      }
    }
    expect(.badProof) {
      $0.tamper = { _, frame in
        guard frame.type == 3 else { return frame }
        return PairingFrame.reveal(nonce: .init(repeating: 0, count: 32)).raw
      }
    }
  }

  @Test("A joiner that dialled the wrong node, or too late, says nothing")
  func joinerRefuses() {
    for (peerKey, now, refusal) in [
      (Self.key(7), Self.now, PairingRefusal.wrongKey),
      (Self.key(1), Self.invitation().expires, .expired),
    ] {
      var joiner = Joiner(
        invitation: Self.invitation(), presentation: Self.presentation(2), peerKey: peerKey,
        nonce: .init(repeating: 1, count: 32))
      #expect(joiner.handle(.opened, at: now) == [.close(.refused(refusal))])
    }
  }

  @Test("Cut after any byte, the inviter has at most a used invitation and a proven peer")
  func cuts() {
    var whole = Meeting()
    whole.run()
    for cut in 0..<whole.delivered {
      var meeting = Meeting()
      meeting.bytesLeft = cut
      meeting.run()
      if meeting.inviterPeer != nil { #expect(meeting.used == [meeting.invitation.id]) }
      if meeting.joinerPeer != nil { #expect(meeting.inviterPeer != nil) }
      #expect(meeting.inviterEnd != nil && meeting.joinerEnd != nil)
      // A second attempt with the same invitation is refused once it was used.
      var again = Meeting()
      again.used = meeting.used
      again.run()
      #expect((again.inviterEnd == .done) == meeting.used.isEmpty)
    }
  }

  @Test("Frames out of turn end the pairing")
  func outOfTurn() {
    let frames: [PairingFrame] = [
      .reveal(nonce: .init(repeating: 1, count: 32)), .done,
      .answer(nonce: .init(repeating: 1, count: 32), presentation: []),
    ]
    for frame in frames {
      var meeting = Meeting()
      meeting.tellInviter(.received(frame.raw.bytes))
      #expect(meeting.inviterEnd == .violation(.unexpected(frame.raw.type)))
    }
  }

  @Test("An invitation reads back from its bytes; altered or later ones are told apart")
  func invitations() throws {
    let invitation = Self.invitation()
    #expect(try Invitation(bytes: invitation.bytes) == invitation)
    #expect(throws: InvitationError.version(2)) {
      try Invitation(bytes: [0x08, 2] + invitation.bytes.dropFirst(2))
    }
    for length in 0..<invitation.bytes.count {
      #expect(throws: (any Error).self, "\(length) bytes") {
        let cut = try Invitation(bytes: Array(invitation.bytes.prefix(length)))
        // Cut between two addresses it still is an invitation, only a shorter one.
        if cut != invitation { throw InvitationError.malformed }
      }
    }
    for seed in UInt64(1)...2000 {
      var chance = Seeded(seed)
      let bytes = (0..<Int.random(in: 0...80, using: &chance)).map { _ in
        UInt8.random(in: 0...255, using: &chance)
      }
      _ = try? Invitation(bytes: bytes)
      _ = Presentation(bytes: bytes)
    }
  }
}

extension String {
  fileprivate func replacingCharacter(at index: Index, with other: String) -> String {
    self[..<index] + other + self[self.index(after: index)...]
  }
}
