import Envelope
import Foundation
import Testing

@testable import Replication

@Suite("Vectors that every implementation agrees on")
struct VectorTests {
  struct Case: Decodable {
    var inputs: [String: Value]
    var outputs: [String: Value]
  }

  enum Value: Decodable, Hashable {
    case text(String)
    case list([String])
    case number(UInt64)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let list = try? container.decode([String].self) {
        self = .list(list)
      } else {
        self = .number(try container.decode(UInt64.self))
      }
    }

    var bytes: [UInt8]? {
      guard case .text(let text) = self else { return nil }
      return Hexadecimal.decode(text)
    }
  }

  func cases(_ name: String) throws -> [Case] {
    let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appendingPathComponent("Protocol/vectors/\(name).json")
    return try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
  }

  @Test("Proof, commitment and string of a pairing")
  func pairing() throws {
    let cases = try cases("pairing-values")
    #expect(cases.count == 3)
    for one in cases {
      func bytes(_ name: String) throws -> [UInt8] { try #require(one.inputs[name]?.bytes) }
      let inviter = try #require(SigningKey(try bytes("inviter_key")))
      let joiner = try #require(SigningKey(try bytes("joiner_key")))
      let invitation = try #require(InvitationID(try bytes("invitation")))
      let said = (
        inviter: try bytes("inviter_presentation"), joiner: try bytes("joiner_presentation")
      )
      #expect(Presentation(bytes: said.inviter)?.bytes == said.inviter)
      #expect(Presentation(bytes: said.joiner)?.bytes == said.joiner)
      let proof = PairingValues.proof(
        token: try bytes("token"), joiner: joiner, inviter: inviter, invitation: invitation)
      #expect(proof == one.outputs["proof"]?.bytes)
      let commitment = PairingValues.commitment(
        nonce: try bytes("joiner_nonce"), presentation: said.joiner)
      #expect(commitment == one.outputs["commitment"]?.bytes)
      let string = ShortString(
        inviter: inviter, joiner: joiner, inviterPresentation: said.inviter,
        joinerPresentation: said.joiner, inviterNonce: try bytes("inviter_nonce"),
        joinerNonce: try bytes("joiner_nonce"))
      #expect(Value.text(string.description) == one.outputs["string"])
    }
  }

  @Test("Key and fingerprint of a session")
  func fingerprint() throws {
    let cases = try cases("replication-fingerprint")
    #expect(cases.count == 3)
    for one in cases {
      let dialler = try #require(one.inputs["dialler_nonce"]?.bytes)
      let listener = try #require(one.inputs["listener_nonce"]?.bytes)
      let key = Digest.hash(.sessionKey, dialler, listener)
      #expect(key == one.outputs["key"]?.bytes)
      guard case .list(let ids) = one.inputs["ids"] else {
        Issue.record("no ids")
        continue
      }
      var fingerprint = Fingerprint()
      for id in ids { fingerprint.insert(try #require(Hexadecimal.decode(id)), key: key) }
      #expect(fingerprint.bytes == one.outputs["sum"]?.bytes)
      #expect(.number(fingerprint.count) == one.outputs["count"])
    }
  }
}
