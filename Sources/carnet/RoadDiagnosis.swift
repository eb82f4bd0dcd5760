import Notebook
import Transport
import Words

/// What only the command line meets: errors of roads, and of commands.
extension Diagnosis {
  /// Nil for an error of no floor of ours.
  func told(_ error: any Error) -> Fact? {
    switch error {
    case let error as CommandFailure: error.fact
    case let error as TransportError: fact(error)
    case is PairingBroken: .network(.protocolBroken(peer))
    case let error as ControlFailure: .home(.defect(error.word))
    case _: fact(of: error)
    }
  }

  private func fact(_ error: TransportError) -> Fact {
    switch error {
    case .invalidIdentity: .home(.damaged)
    case .addressInUse(let endpoint), .cannotBind(let endpoint, _):
      .network(.cannotListen(endpoint.text))
    case .unreachable(let endpoint, _): .network(.unreachable(named(endpoint.text)))
    case .handshakeFailed(let fault): fact(fault)
    case .peerNotPinned: .pairing(.peerKeyChanged(peer))
    case .refusedByPeer: .network(.notAccepted(peer))
    case .timedOut: .network(.unreachable(peer))
    case .cutOff, .closed, .cancelled: .network(.cut(peer))
    case .lineTooLong: .home(.inputOutput(folder))
    case .doorTaken, .folderInUse: .network(.serveRuns)
    case .pathTooLong(let path): .home(.cannotCreate(path))
    case .file(let path, let reason): .home(.inputOutput(path, SystemReason(reason)))
    }
  }

  private func fact(_ fault: HandshakeFault) -> Fact {
    switch fault {
    case .tls, .otherProtocol, .noKey: .network(.protocolBroken(peer))
    case .cutOff: .network(.cut(peer))
    }
  }

  private func named(_ address: String) -> String { peer.isEmpty ? address : peer }
}
