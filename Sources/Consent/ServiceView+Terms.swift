public import Envelope

/// Until when those who work in a service come in. Protocol/consent.md, "Terms".
extension ServiceView {
  /// The row that says until when a worker comes in; nil while nobody said so.
  ///
  /// Of the valid statements about her, those count that every ending of their author knew of; of these the deepest, of
  /// equals the one with the smallest id.
  public func term(of worker: WorkerID) -> AttachmentID? {
    let counting = membership.terms[worker, default: []].filter { index in
      membership.endings(ofOperator: graph.claims[index].author).allSatisfy {
        graph.isInPast(index, of: $0)
      }
    }
    let last = counting.min { left, right in
      graph.depth(of: left) == graph.depth(of: right)
        ? graph.claims[left].id < graph.claims[right].id
        : graph.depth(of: left) > graph.depth(of: right)
    }
    guard let last, case .workerTerm(_, let term) = graph.claims[last].act else { return nil }
    return term
  }
}
