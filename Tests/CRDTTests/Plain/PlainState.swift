@testable import CRDT

/// A multi-value register: the writes that no other write has replaced.
struct PlainRegister: Sendable {
  /// Every write ever made, so that naming one can be checked.
  private(set) var writes: Set<OperationID> = []
  private(set) var live: [OperationID: Value] = [:]

  mutating func write(_ value: Value, as id: OperationID, replacing replaced: [OperationID]) {
    for other in replaced { live[other] = nil }
    writes.insert(id)
    live[id] = value
  }

  var sorted: [(OperationID, Value)] {
    live.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

/// What the applied operations amount to.
struct PlainState: Sendable {
  private(set) var registers: [ExactString: PlainRegister] = [:]
  private(set) var texts: [ExactString: PlainSequence<Unicode.Scalar>] = [:]
  private(set) var lists: [ExactString: PlainSequence<Value>] = [:]

  /// Applies an operation that `PlainValidation` accepted.
  mutating func apply(_ operation: Operation, as id: OperationID) {
    switch operation {
    case .set(let key, let value, let overwrites):
      let replaced = overwrites.map { $0.resolved(in: id.change) }
      registers[ExactString(key), default: PlainRegister()].write(
        value, as: id, replacing: replaced)
    case .insertText(let key, let placement, let text):
      let scalars = Array(text.unicodeScalars)
      texts[ExactString(key), default: PlainSequence()].insert(id, scalars, placement)
    case .removeText(let key, let ranges):
      texts[ExactString(key)]?.remove(ranges, in: id.change)
    case .insertItem(let key, let placement, let value):
      lists[ExactString(key), default: PlainSequence()].insert(id, [value], placement)
    case .removeItem(let key, let item):
      let whole = AnchorRange(run: item, offset: 0, count: 1)
      lists[ExactString(key)]?.remove([whole], in: id.change)
    case .unknown:
      break
    }
  }
}

extension PlainSequence {
  fileprivate mutating func insert(
    _ id: OperationID, _ elements: [Element], _ placement: Placement
  ) {
    func place(_ anchor: Anchor) -> PlainTree.Place {
      guard let run = tree.index(of: anchor.run.resolved(in: id.change)) else {
        preconditionFailure("an operation was applied before it was validated")
      }
      return PlainTree.Place(run: run, offset: Int(anchor.offset))
    }
    let attachment =
      switch placement {
      case .left(let anchor):
        PlainTree.Attachment(parent: place(anchor), side: .left, rightOrigin: nil)
      case .right(let anchor, let before):
        PlainTree.Attachment(
          parent: anchor.map(place) ?? .origin, side: .right, rightOrigin: before.map(place))
      }
    insert(id, elements, at: attachment)
  }

  fileprivate mutating func remove(_ ranges: [AnchorRange], in change: ChangeID) {
    for range in ranges {
      guard let run = tree.index(of: range.run.resolved(in: change)) else {
        preconditionFailure("an operation was applied before it was validated")
      }
      let lower = Int(range.offset)
      remove(lower..<lower + Int(range.count), ofRun: run)
    }
  }
}

extension Reference {
  func resolved(in change: ChangeID) -> OperationID {
    switch self {
    case .own(let index): OperationID(change: change, index: index)
    case .past(let id): id
    }
  }
}
