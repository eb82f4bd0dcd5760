/// One atomic step of a document's history.
///
/// The caller vouches that `id` is the hash of the rest: two different changes never share an id.
public struct Change: Equatable, Sendable {
  public let id: ChangeID
  /// The changes its author had seen last. Their order and repetition mean nothing.
  public let parents: [ChangeID]
  public let operations: [Operation]

  public init(id: ChangeID, parents: [ChangeID], operations: [Operation]) {
    self.id = id
    self.parents = parents
    self.operations = operations
  }
}

/// Why a change applies nothing, and at which operation that was found.
///
/// A function of the change and of its causal past, so every replica refuses the same changes.
public struct MergeRefusal: Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// It exceeds ``OperationLimits``.
    case beyondLimits
    /// It names an operation outside the causal past of its change.
    case outsidePast
    /// It names an operation of its own change that does not come before it.
    case notEarlier
    /// What it names is no such write, text or item of that key.
    case noSuchTarget
    /// It inserts no text, or removes no element.
    case empty
    /// It is kept as unknown under a kind that is known.
    case reservedKind
  }

  public let operation: Int
  public let reason: Reason

  public init(operation: Int, reason: Reason) {
    self.operation = operation
    self.reason = reason
  }
}
