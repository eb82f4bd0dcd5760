import Notebook
import Replication
import Transport
import Words

extension CommandContext {
  /// Tells a running `serve` that something was written; nothing is said when none runs.
  func ring() async { await ControlClient.ring(folder: home) }

  /// The addresses that were typed; else those that the node was given when it was born, then where a running `serve` of this
  /// folder listens, unless that is every interface, which is no address to dial.
  func addresses(_ typed: [String], or given: [String]) async throws -> [String] {
    guard typed.isEmpty else { return typed }
    let served = try await ControlClient.address(folder: home).flatMap(Endpoint.init(parsing:))
    guard let served, !["0.0.0.0", "::"].contains(served.host), !given.contains(served.text) else {
      return given
    }
    return given + [served.text]
  }

  /// Speaks with another node; what goes wrong is told with the name of who was called.
  func naming<T>(_ peer: String, _ body: () async throws -> T) async throws -> T {
    do {
      return try await body()
    } catch {
      throw named(peer, error)
    }
  }

  /// An error met while an invitation was answered: before that, nothing exists between the two.
  func answering(_ invitation: Invitation, _ error: any Error) -> any Error {
    let inviter = invitation.addresses.first ?? ""
    let told = named(inviter, error)
    return switch (told as? CommandFailure)?.fact {
    case .network(.unreachable(let peer))?: CommandFailure(.network(.inviterUnreachable(peer)))
    case .network(.cut(let peer))?: CommandFailure(.pairing(.pairingCut(peer)))
    case .pairing(.peerKeyChanged(let peer))?: CommandFailure(.pairing(.otherDeviceAnswers(peer)))
    // The other side has kept its half by then.
    case .home(.diskFull)?, .home(.readOnly)?, .home(.inputOutput)?:
      CommandFailure(.pairing(.pairingUnkept(inviter)))
    case .access?, .lookup?, .rule?, .pairing?, .network?, .home?, .input?, .record?, nil: told
    }
  }

  /// The same error, told with the name of who was called.
  func named(_ peer: String, _ error: any Error) -> any Error {
    Diagnosis(folder: home, peer: peer, clock: clock).told(error).map(CommandFailure.init) ?? error
  }
}

extension Endpoint {
  /// An address that a person typed, as it is kept.
  static func checked(_ typed: String) throws -> String {
    guard let endpoint = Endpoint(parsing: typed),
      endpoint.host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { throw CommandFailure(.network(.badAddress(typed))) }
    return endpoint.text
  }

  /// The same of an address that others dial: port 0 is a free one for who listens, and none for who dials.
  static func reached(_ typed: String) throws -> String {
    let text = try checked(typed)
    guard Endpoint(parsing: text)?.port != 0 else {
      throw CommandFailure(.network(.badAddress(typed)))
    }
    return text
  }
}
