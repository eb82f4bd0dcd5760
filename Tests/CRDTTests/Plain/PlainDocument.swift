@testable import CRDT

/// The plain engine: a document that keeps a tree of runs and reads the order anew each time. Slower
/// by far than the real one, quick enough to follow it through histories that the oracle cannot.
struct PlainDocument: Sendable {
  private(set) var causality = PlainCausality()
  private(set) var state = PlainState()
  /// Changes that wait for a parent.
  private(set) var waiting: [ChangeID: Change] = [:]
  /// For each parent that is not here, the changes that wait for it.
  private var waitingFor: [ChangeID: Set<ChangeID>] = [:]

  /// Changes that apply nothing. They stay in the history, where others may descend from them.
  private(set) var refused: [ChangeID: MergeRefusal] = [:]

  /// Whether a change made by a newer version stands in the history: what this document shows may
  /// be incomplete, and must not be offered as the whole.
  private(set) var hasUnknownOperations = false

  init() {}

  /// Adds changes, in any order; those already here are ignored. A change whose parents are not all
  /// here waits, and is applied when the last of them comes.
  mutating func merge(_ changes: some Sequence<Change>) {
    for change in changes {
      guard !contains(change.id) else { continue }
      settle(change)
    }
  }

  /// Admits a change and those that waited for it, or lets it wait.
  private mutating func settle(_ change: Change) {
    var ready = [change]
    while let next = ready.popLast() {
      guard let parents = causality.parents(of: next) else {
        park(next)
        continue
      }
      waiting[next.id] = nil
      admit(next, parents: parents)
      for id in (waitingFor.removeValue(forKey: next.id) ?? []).sorted() {
        if let child = waiting[id] { ready.append(child) }
      }
    }
  }

  private mutating func park(_ change: Change) {
    waiting[change.id] = change
    // Waiting for one absent parent is enough: when it comes, the next one is looked for.
    if let absent = change.parents.first(where: { causality.indices[$0] == nil }) {
      waitingFor[absent, default: []].insert(change.id)
    }
  }

  private mutating func admit(_ change: Change, parents: [Int]) {
    let refusal = refusal(of: change, parents: parents)
    causality.append(change, parents: parents)
    if let refusal {
      refused[change.id] = refusal
      return
    }
    for (index, operation) in change.operations.enumerated() {
      if case .unknown = operation { hasUnknownOperations = true }
      state.apply(operation, as: OperationID(change: change.id, index: UInt32(index)))
    }
  }

  private func refusal(of change: Change, parents: [Int]) -> MergeRefusal? {
    let seesEverything = causality.heads == Set(parents)
    var past: [Bool]?
    return PlainValidation.refusal(of: change, state: state) { id in
      guard let index = causality.indices[id] else { return false }
      if seesEverything { return true }
      let marks = past ?? causality.past(of: parents)
      past = marks
      return marks[index]
    }
  }
}

extension PlainDocument {
  init(_ changes: some Sequence<Change>) {
    self.init()
    merge(changes)
  }

  private func contains(_ id: ChangeID) -> Bool {
    causality.indices[id] != nil || waiting[id] != nil
  }

  func text(_ key: String) -> String {
    state.texts[ExactString(key)]?.text ?? ""
  }

  func items(_ key: String) -> [(OperationID, Value)] {
    guard let list = state.lists[ExactString(key)] else { return [] }
    let view = PlainView(list.tree)
    return view.segments.flatMap { segment in
      segment.offsets.map { (view.id(ofRun: segment.run), list.contents[segment.run][$0]) }
    }
  }

  func values(_ key: String) -> [(OperationID, Value)] {
    state.registers[ExactString(key)]?.sorted ?? []
  }
}
