extension Document {
  /// Whether a change is here, applied, refused or waiting.
  public func contains(_ id: ChangeID) -> Bool {
    causality.indices[id] != nil || waiting[id] != nil
  }

  /// A change that is here, applied, refused or waiting.
  public func change(_ id: ChangeID) -> Change? {
    causality.indices[id].map { causality.nodes[$0].change } ?? waiting[id]
  }

  /// The changes that wait for a parent, sorted.
  public var pending: [ChangeID] {
    waiting.keys.sorted()
  }

  /// The parents that changes wait for and that are not here at all, sorted.
  public var missing: [ChangeID] {
    var absent: Set<ChangeID> = []
    for change in waiting.values {
      absent.formUnion(change.parents.filter { !contains($0) })
    }
    return absent.sorted()
  }

  /// The changes that no other change has seen, sorted: the parents of the next change.
  public var frontier: [ChangeID] {
    causality.heads.map { causality.nodes[$0].change.id }.sorted()
  }

  /// Every change that does not wait: parents before children, by depth and then by id.
  public var history: [ChangeID] {
    causality.sorted.map { causality.nodes[$0].change.id }
  }

  /// The changes of ``history``, in the same order.
  public var changes: [Change] {
    causality.sorted.map { causality.nodes[$0].change }
  }

  /// Whether `ancestor` lies strictly in the causal past of `descendant`. False for a change that
  /// waits or is not here.
  public func isAncestor(_ ancestor: ChangeID, of descendant: ChangeID) -> Bool {
    guard let ancestor = causality.indices[ancestor], let descendant = causality.indices[descendant]
    else { return false }
    return causality.isAncestor(ancestor, of: descendant)
  }

  /// The document made of `heads` and their causal past. Heads that are not in the history are
  /// ignored.
  public func at(_ heads: [ChangeID]) -> Document {
    let past = causality.past(of: heads.compactMap { causality.indices[$0] })
    var document = Document()
    document.merge(
      causality.nodes.indices.lazy.filter { past[$0] }.map { causality.nodes[$0].change })
    return document
  }
}
