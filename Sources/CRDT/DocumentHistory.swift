extension Document {
  /// Whether a change is here, applied, refused or waiting.
  public func contains(_ id: ChangeID) -> Bool {
    past.number(of: id) != nil || (!waiting.isEmpty && waiting[id] != nil)
  }

  /// A change that is here, applied, refused or waiting; its parents ascending, each once.
  public func change(_ id: ChangeID) -> Change? {
    past.number(of: id).map { change(at: $0) } ?? waiting[id]
  }

  func change(at number: Int) -> Change {
    Change(id: past.ids[number], parents: parents(at: number), operations: operations(of: number))
  }

  private func parents(at number: Int) -> [ChangeID] {
    past.parents(of: number).map { past.ids[Int($0)] }.sorted()
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
    past.heads.map { past.ids[Int($0)] }.sorted()
  }

  /// Every change that does not wait: parents before children, by depth and then by id.
  public var history: [ChangeID] {
    past.sorted.map { past.ids[$0] }
  }

  /// The changes of ``history``, in the same order.
  public var changes: [Change] {
    past.sorted.map { change(at: $0) }
  }

  /// What a peer with these heads lacks: the changes of ``history`` outside their past, in the same
  /// order. Heads that are not in the history are ignored.
  public func changes(since heads: [ChangeID]) -> [Change] {
    let known = past.marked(from: heads.compactMap { past.number(of: $0) }.map { UInt32($0) })
    return past.sorted.filter { !known[$0] }.map { change(at: $0) }
  }

  /// Whether `ancestor` lies strictly in the causal past of `descendant`. False for a change that
  /// waits or is not here.
  public func isAncestor(_ ancestor: ChangeID, of descendant: ChangeID) -> Bool {
    guard let ancestor = past.number(of: ancestor), let descendant = past.number(of: descendant)
    else { return false }
    return past.isAncestor(ancestor, of: descendant)
  }

  /// The document made of `heads` and their causal past. Heads that are not in the history are
  /// ignored. For a text alone, ``text(_:at:)`` is cheaper.
  public func at(_ heads: [ChangeID]) -> Document {
    let known = past.marked(from: heads.compactMap { past.number(of: $0) }.map { UInt32($0) })
    var document = Document()
    document.merge(known.indices.lazy.filter { known[$0] }.map { change(at: $0) })
    return document
  }
}
