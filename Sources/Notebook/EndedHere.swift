import Consent
import Envelope
import Replica
import Store
import Wire

/// Somebody whose access by this node has ended.
public struct EndedHere: Hashable, Sendable {
  public let name: String
  /// By another device.
  public let worksOn: Bool
}

extension Notebook {
  /// Workers of this node whose access has ended and who could open it before: they are told by whatever speaks with the
  /// other nodes, not only when they come. Not somebody who was enrolled here again since.
  public func endedHere() throws -> [EndedHere] {
    try read { ledger in
      let view = try replica.serviceView(service, ledger)
      let ended = view.devices.filter { $0.node == node && $0.state == .ended }
        .sorted {
          (view.ended($0.key)?.milliseconds ?? 0) < (view.ended($1.key)?.milliseconds ?? 0)
        }
      let labels = Set(try ledger.slots().map(\.label))
      // Of names that are read as one, the last.
      let people = Dictionary(
        try ended.compactMap { device in
          try card(device.card, ledger).map {
            EndedHere(name: $0.name, worksOn: try worksOn(device.worker, ledger))
          }
        }.map { (Notebook.fold($0.name), $0) }, uniquingKeysWith: { $1 })
      return try people.values.filter { person in
        try slotLabels(of: person.name, ledger).contains(where: labels.contains)
          && !worksHere(person.name, ledger)
      }.sorted { $0.name < $1.name }
    }
  }
}
