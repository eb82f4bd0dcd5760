import Consent
public import Envelope
import Replica
import Store
import Wire

/// A further device of our own service, and who works on it.
public struct OwnDevice: Hashable, Sendable {
  public let node: SigningKey
  /// Names of those whose access there has not ended by itself, sorted.
  public let workers: [String]
  /// The service log enrolled it.
  public let isOfService: Bool
}

extension Notebook {
  /// What is known of a device of our own service, ended or not.
  public func ownDevice(_ node: SigningKey) throws -> OwnDevice {
    try read { try ownDevice(node, $0) }
  }

  private func ownDevice(_ node: SigningKey, _ ledger: LedgerReader) throws -> OwnDevice {
    let view = try replica.serviceView(service, ledger)
    let names = try view.devices.filter { device in
      device.node == node && !view.hasEnded(byItself: device.key)
    }.compactMap { try card(view.card(of: $0.worker) ?? $0.card, ledger)?.name }
    return OwnDevice(
      node: node, workers: Set(names).sorted(), isOfService: view.nodes.contains { $0.key == node })
  }

  /// A device of ours is named by its number: the name of the service is that of all of them, and of this one.
  func checkOwnDevice(_ typed: String, _ ledger: LedgerReader) throws {
    let meant = try Replica.named(typed, ledger.peers()).filter { peer in
      peer.own && peer.state != .removed && !Replica.isPrefix(typed, of: peer.node.description)
    }
    guard meant.isEmpty else {
      throw NotebookError.ownDeviceNotNamed(
        typed, try meant.map(\.node).sorted().map { try ownDevice($0, ledger) })
    }
  }
}
