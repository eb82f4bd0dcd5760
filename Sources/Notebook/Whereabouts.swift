import CaseFile

/// Where somebody works who has no slot on this node.
public enum Whereabouts: Hashable, Sendable {
  /// On another node of the service, under this name.
  case elsewhere(String)
  case ended(String)
  /// On another node, and no more on this one.
  case endedHere(String)
  /// Nobody of the service is called so.
  case nowhere
}

extension Notebook {
  /// What the service log knows of a name that opens nothing on this node.
  public func whereabouts(of name: String) throws -> Whereabouts {
    let theirs = try workers().filter { Names.areAlike($0.name, name) }
    if let working = theirs.first(where: { $0.state != .ended }) {
      let wasHere = working.devices.contains { $0.isHere && $0.state == .ended }
      return wasHere ? .endedHere(working.name) : .elsewhere(working.name)
    }
    return theirs.first.map { .ended($0.name) } ?? .nowhere
  }
}
