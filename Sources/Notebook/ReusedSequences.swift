import Consent
public import Envelope
import Replica
import Store

/// A device that used one number twice for changes of one note: it, or a copy of it, does not keep to the protocol.
public struct ReusedSequences: Hashable, Sendable {
  public let device: SigningKey
  /// The service that enrolled it; empty when no log here says.
  public let service: String
  /// Of our own service alone; empty otherwise.
  public let worker: String
  /// How many notes.
  public let notes: Int
}

extension Notebook {
  /// In order of the devices. Protocol/change.md, "What a reader refuses".
  public func reusedSequences() throws -> [ReusedSequences] {
    let names = Dictionary(
      try workers().map { ($0.worker, $0.name) }, uniquingKeysWith: { first, _ in first })
    return try read { ledger in
      let found = Dictionary(grouping: try ledger.equivocations(), by: \.device)
      return try found.keys.sorted().map { device in
        let views = try ledger.logs(of: .service).compactMap { log in
          if case .service(let id) = log { try replica.serviceView(id, ledger) } else { nil }
        }
        let home = views.first { $0.device(device) != nil }
        let worker = home?.service == service ? home?.device(device)?.worker : nil
        return ReusedSequences(
          device: device, service: home?.genesis?.name ?? "",
          worker: worker.flatMap { names[$0] } ?? "",
          notes: Set(found[device, default: []].map(\.document)).count)
      }
    }
  }
}
