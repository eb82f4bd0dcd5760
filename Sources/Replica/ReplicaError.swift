public import Replication
public import Store

/// What a node does not do, as a fact; `Words` makes it a sentence. Protocol/errors.md.
public enum ReplicaError: Error, Sendable {
  /// Another copy of this home is in use under the same key.
  case twin
  /// The service removed this node: what a person decides here would reach nobody.
  case leftService
  /// The service removed this node, which meets no other any more.
  case removedMeetsNobody

  // Names that lead nowhere
  case unknownPeer(String)
  /// What was typed can mean this many peers.
  case ambiguousPeer(String, count: Int)

  // Pairing
  case invitationForOwnNode
  case invitationForOtherService
  case pairing(PairingRefusal)
  /// This node has answered that invitation already; the peer that it led to.
  case invitationUsedHere(PeerRow)
  case peerNotVerified(String)

  /// Our own gate does not let in what we state.
  case statementRefused(RefusalCode)
}
