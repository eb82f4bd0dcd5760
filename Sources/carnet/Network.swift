import Notebook
import Replication
import Transport
import Words

extension CommandContext {
  /// Tells a running `serve` that something was written; nothing is said when none runs.
  func ring() async { await ControlClient.ring(folder: home) }

  /// The addresses given, else where a running `serve` of this folder listens.
  func addresses(or given: [String]) async throws -> [String] {
    guard given.isEmpty else { return given }
    return try await ControlClient.address(folder: home).map { [$0] } ?? []
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
    case _: told
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
}
