/// A document: a set of changes, and the state that set amounts to.
///
/// Merging commutes, associates and is idempotent: equal sets of changes give equal documents,
/// whatever the order and the grouping of their arrival. A value: copies share what neither alters.
public struct Document: Sendable {
  var past = History()
  var log = OperationLog()
  var arena = TextArena()
  var names = ObjectNames()
  /// By number.
  var registers: [Register] = []
  /// The texts and the lists, by number.
  var sequences: [SpanTree] = []
  /// What hangs where in these, and how deep, once somebody else's insertion was placed.
  var branches = Branches()
  var depthIndex = DepthIndex()

  /// Changes that wait for a parent.
  var waiting: [ChangeID: Change] = [:]
  /// For each parent that is not here, the changes that wait for it.
  private var waitingFor: [ChangeID: [Waiting]] = [:]

  /// A change that waits, and where among its parents stands the one that it waits for: those before
  /// are here.
  private struct Waiting {
    let id: ChangeID
    let place: Int
  }

  /// Changes that apply nothing. They stay in the history, where others may descend from them.
  public internal(set) var refused: [ChangeID: MergeRefusal] = [:]
  /// What refused changes say, since the log holds none of it.
  var refusedOperations: [ChangeID: [Operation]] = [:]

  /// Whether a change made by a newer version stands in the history: what this document shows may
  /// be incomplete, and must not be offered as the whole.
  public internal(set) var hasUnknownOperations = false

  /// The first entry of the log that belongs to a draft, when this is the document of one.
  var draft: Int?

  /// What is removed for certain.
  var hidden = HiddenVersions()

  /// The pasts of changes admitted lately, when they were asked for.
  var pasts = Pasts()

  public init() {}

  /// Adds changes, in any order; those already here are ignored. A change whose parents are not all
  /// here waits, and is applied when the last of them comes.
  public mutating func merge(_ changes: some Sequence<Change>) {
    if let changes = changes as? [Change] { return merge(changes) }
    if changes.underestimatedCount > 16 { past.reserve(changes.underestimatedCount) }
    var resolution = Resolution()
    for change in changes { add(change, &resolution) }
  }

  /// The same of an array, whose changes need no iterator to be asked for.
  public mutating func merge(_ changes: [Change]) {
    if changes.count > 16 { past.reserve(changes.count) }
    var resolution = Resolution()
    for change in changes { add(change, &resolution) }
  }

  /// Admits a change and those that waited for it, or lets it wait.
  private mutating func add(_ change: Change, _ resolution: inout Resolution) {
    guard !contains(change.id) else { return }
    if admitIfReady(change, from: 0, &resolution), !waiting.isEmpty {
      settleWaiting(for: change.id, &resolution)
    }
  }

  /// Admits what waited for a change that is here now.
  mutating func settleWaiting(for id: ChangeID) {
    guard !waiting.isEmpty else { return }
    var resolution = Resolution()
    settleWaiting(for: id, &resolution)
  }

  private mutating func settleWaiting(for id: ChangeID, _ resolution: inout Resolution) {
    waiting[id] = nil
    var admitted = [id]
    while let parent = admitted.popLast() {
      let released = (waitingFor.removeValue(forKey: parent) ?? []).sorted { $0.id < $1.id }
      for waited in released {
        guard let child = waiting.removeValue(forKey: waited.id) else { continue }
        if admitIfReady(child, from: waited.place + 1, &resolution) { admitted.append(waited.id) }
      }
    }
  }

  /// Admits a change whose parents are here, those before `place` for certain; lets another one wait,
  /// and says false.
  private mutating func admitIfReady(
    _ change: Change, from place: Int, _ resolution: inout Resolution
  ) -> Bool {
    // Waiting for one absent parent is enough: when it comes, the next one is looked for.
    let late = place > 0 ? past.firstAbsent(of: change.parents, from: place) : nil
    if let absent = late ?? past.numbers(of: change.parents, into: &resolution.parents) {
      waiting[change.id] = change
      waitingFor[change.parents[absent], default: []].append(Waiting(id: change.id, place: absent))
      return false
    }
    swap(&names, &resolution.names)
    swap(&pasts, &resolution.pasts)
    let verdict = judge(change, &resolution)
    swap(&names, &resolution.names)
    swap(&pasts, &resolution.pasts)
    switch verdict {
    case .hasNoRoom:
      waiting[change.id] = change
      return false
    case .applies: admit(change, nil, &resolution)
    case .refused(let refusal): admit(change, refusal, &resolution)
    }
    return true
  }

  private func judge(_ change: Change, _ resolution: inout Resolution) -> Resolution.Verdict {
    resolution.verdict(on: change, in: self)
  }

  private mutating func admit(
    _ change: Change, _ refusal: MergeRefusal?, _ resolution: inout Resolution
  ) {
    if resolution.asksPasts { pasts.keep(for: past.count) }
    past.append(change.id, parents: resolution.parents, firstEntry: log.entries.count)
    if let refusal {
      refused[change.id] = refusal
      refusedOperations[change.id] = change.operations
      return
    }
    makeNamedObjects()
    for index in change.operations.indices {
      apply(index, of: change, &resolution)
    }
  }
}

extension Operation {
  /// At least as many as the local versions that it makes, without counting them.
  var mostElements: Int {
    switch self {
    case .insertText(_, _, let text): text.utf8.count
    case .insertItem, .set: 1
    case .removeText, .removeItem, .unknown: 0
    }
  }
}
