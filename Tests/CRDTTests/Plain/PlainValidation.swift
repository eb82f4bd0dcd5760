@testable import CRDT

/// Judges one change against the state that its causal past is part of.
///
/// Looks at operations of the causal past only, so the verdict is the same on every replica, however
/// much more each of them knows.
struct PlainValidation {
  /// What an earlier operation of the same change can be named for.
  private enum Target {
    case write(ExactString)
    case text(ExactString, length: Int)
    case item(ExactString)
    case nothing
  }

  private let state: PlainState
  private let isPast: (ChangeID) -> Bool
  private var earlier: [Target] = []

  /// `isPast` tells whether a change lies in the causal past of the one that is judged.
  static func refusal(
    of change: Change, state: PlainState, isPast: (ChangeID) -> Bool
  ) -> MergeRefusal? {
    guard change.operations.count <= OperationLimits.operations else {
      return MergeRefusal(operation: OperationLimits.operations, reason: .beyondLimits)
    }
    return withoutActuallyEscaping(isPast) { isPast in
      var validation = PlainValidation(state: state, isPast: isPast)
      for (index, operation) in change.operations.enumerated() {
        if let reason = validation.reason(against: operation) {
          return MergeRefusal(operation: index, reason: reason)
        }
      }
      return nil
    }
  }

  private init(state: PlainState, isPast: @escaping (ChangeID) -> Bool) {
    self.state = state
    self.isPast = isPast
  }

  private mutating func reason(against operation: Operation) -> MergeRefusal.Reason? {
    guard operation.isWithinLimits else { return .beyondLimits }
    switch operation {
    case .set(let key, _, let overwrites):
      let key = ExactString(key)
      for reference in overwrites {
        if let reason = reason(againstWrite: reference, of: key) { return reason }
      }
      earlier.append(.write(key))
    case .insertText(let key, let placement, let text):
      let key = ExactString(key)
      guard !text.isEmpty else { return .empty }
      if let reason = reason(against: placement, length: { textLength($0, key) }) { return reason }
      earlier.append(.text(key, length: text.unicodeScalars.count))
    case .removeText(let key, let ranges):
      let key = ExactString(key)
      guard !ranges.isEmpty else { return .empty }
      for range in ranges {
        guard range.count > 0 else { return .empty }
        let reason = reason(
          against: range.run, last: UInt64(range.offset) + UInt64(range.count) - 1,
          length: { textLength($0, key) })
        if let reason { return reason }
      }
      earlier.append(.nothing)
    case .insertItem(let key, let placement, _):
      let key = ExactString(key)
      if let reason = reason(against: placement, length: { itemLength($0, key) }) { return reason }
      earlier.append(.item(key))
    case .removeItem(let key, let item):
      let key = ExactString(key)
      if let reason = reason(against: item, last: 0, length: { itemLength($0, key) }) {
        return reason
      }
      earlier.append(.nothing)
    case .unknown(let kind, _):
      guard OperationCodec.Kind(rawValue: kind) == nil else { return .reservedKind }
      earlier.append(.nothing)
    }
    return nil
  }

  private func reason(againstWrite reference: Reference, of key: ExactString) -> MergeRefusal
    .Reason?
  {
    switch reference {
    case .own(let index):
      guard index < earlier.count else { return .notEarlier }
      guard case .write(key) = earlier[Int(index)] else { return .noSuchTarget }
    case .past(let id):
      guard isPast(id.change) else { return .outsidePast }
      guard let register = state.registers[key], register.writes.contains(id) else {
        return .noSuchTarget
      }
    }
    return nil
  }

  private func reason(
    against placement: Placement, length: (Reference) -> Int?
  ) -> MergeRefusal.Reason? {
    let anchors =
      switch placement {
      case .left(let anchor): [anchor]
      case .right(let anchor, let before): [anchor, before].compactMap { $0 }
      }
    for anchor in anchors {
      let reason = reason(against: anchor.run, last: UInt64(anchor.offset), length: length)
      if let reason { return reason }
    }
    return nil
  }

  private func reason(
    against reference: Reference, last: UInt64, length: (Reference) -> Int?
  ) -> MergeRefusal.Reason? {
    switch reference {
    case .own(let index): guard index < earlier.count else { return .notEarlier }
    case .past(let id): guard isPast(id.change) else { return .outsidePast }
    }
    guard let length = length(reference), last < UInt64(length) else { return .noSuchTarget }
    return nil
  }

  private func textLength(_ reference: Reference, _ key: ExactString) -> Int? {
    switch reference {
    case .own(let index):
      guard case .text(key, let length) = earlier[Int(index)] else { return nil }
      return length
    case .past(let id):
      return state.texts[key]?.length(of: id)
    }
  }

  private func itemLength(_ reference: Reference, _ key: ExactString) -> Int? {
    switch reference {
    case .own(let index):
      guard case .item(key) = earlier[Int(index)] else { return nil }
      return 1
    case .past(let id):
      return state.lists[key]?.length(of: id)
    }
  }
}

extension Operation {
  /// Whether each part keeps within ``OperationLimits``.
  var isWithinLimits: Bool {
    switch self {
    case .set(let key, let value, let overwrites):
      OperationLimits.allow(key: key) && OperationLimits.allow(value: value)
        && overwrites.count <= OperationLimits.references
    case .insertText(let key, _, let text):
      OperationLimits.allow(key: key) && OperationLimits.allow(text: text)
    case .removeText(let key, let ranges):
      OperationLimits.allow(key: key) && ranges.count <= OperationLimits.references
    case .insertItem(let key, _, let value):
      OperationLimits.allow(key: key) && OperationLimits.allow(value: value)
    case .removeItem(let key, _): OperationLimits.allow(key: key)
    case .unknown(_, let payload): payload.count <= OperationLimits.payloadBytes
    }
  }
}
