/// A document: a set of changes, and the state that set amounts to.
///
/// Merging commutes, associates and is idempotent: equal sets of changes give equal documents,
/// whatever the order and the grouping of their arrival. A value: copies share what neither alters.
public struct Document: Sendable {
  var past = History()
  var log = OperationLog()
  var arena = TextArena()
  var names = ObjectNames()
  /// The writes of each register that no other write replaced, by number of the register.
  var registers: [[LocalVersion]] = []
  /// The texts and the lists, by number.
  var sequences: [ElementSequence] = []

  /// Changes that wait for a parent.
  var waiting: [ChangeID: Change] = [:]
  /// For each parent that is not here, the changes that wait for it.
  private var waitingFor: [ChangeID: Set<ChangeID>] = [:]

  /// Changes that apply nothing. They stay in the history, where others may descend from them.
  public internal(set) var refused: [ChangeID: Refusal] = [:]
  /// What refused changes say, since the log holds none of it.
  var refusedOperations: [ChangeID: [Operation]] = [:]

  /// Whether a change made by a newer version stands in the history: what this document shows may
  /// be incomplete, and must not be offered as the whole.
  public internal(set) var hasUnknownOperations = false

  /// The first entry of the log that belongs to a draft, when this is the document of one.
  var draft: Int?

  /// What was written apart from the change admitted last, when it was asked for.
  private var apart: (number: Int, changes: [UInt32])?

  public init() {}

  /// Adds changes, in any order; those already here are ignored. A change whose parents are not all
  /// here waits, and is applied when the last of them comes.
  public mutating func merge(_ changes: some Sequence<Change>) {
    for change in changes {
      guard !contains(change.id) else { continue }
      settle(change)
    }
  }

  /// Admits a change and those that waited for it, or lets it wait.
  private mutating func settle(_ change: Change) {
    var ready = [change]
    while let next = ready.popLast() {
      guard let parents = past.numbers(of: next.parents), hasRoom(for: next) else {
        park(next)
        continue
      }
      admit(next, parents: parents)
      guard !waiting.isEmpty else { continue }
      waiting[next.id] = nil
      for id in (waitingFor.removeValue(forKey: next.id) ?? []).sorted() {
        if let child = waiting[id] { ready.append(child) }
      }
    }
  }

  private mutating func park(_ change: Change) {
    waiting[change.id] = change
    // Waiting for one absent parent is enough: when it comes, the next one is looked for.
    if let absent = change.parents.first(where: { past.number(of: $0) == nil }) {
      waitingFor[absent, default: []].insert(change.id)
    }
  }

  /// Whether the local versions that a change makes can be numbered.
  private func hasRoom(for change: Change) -> Bool {
    guard log.next > OperationLog.capacity / 2 else { return true }
    let needed = change.operations.reduce(0) { $0 + $1.elementCount }
    return needed <= Int(OperationLog.capacity - log.next)
  }

  private mutating func admit(_ change: Change, parents: [UInt32]) {
    let concurrent = concurrent(with: parents)
    let (refusal, versions) = judge(change, concurrent)
    apart = (past.count, concurrent)
    past.append(change.id, parents: parents, firstEntry: log.entries.count)
    if let refusal {
      refused[change.id] = refusal
      refusedOperations[change.id] = change.operations
      return
    }
    var named = versions[...]
    for operation in change.operations { apply(operation, naming: &named) }
  }

  private func judge(
    _ change: Change, _ concurrent: [UInt32]
  ) -> (refusal: Refusal?, versions: [LocalVersion]) {
    var resolution = Resolution(from: log.next, concurrent: concurrent)
    let refusal = resolution.refusal(of: change, in: self)
    return (refusal, resolution.versions)
  }

  /// What was written apart from a change with these parents. Most changes follow the one before:
  /// then it is what was written apart from that one.
  private func concurrent(with parents: [UInt32]) -> [UInt32] {
    if past.heads == parents { return [] }
    if let apart, parents == [UInt32(apart.number)], apart.number == past.count - 1 {
      return apart.changes
    }
    return past.concurrent(with: parents)
  }
}

extension Operation {
  /// The local versions that it makes.
  var elementCount: Int {
    switch self {
    case .insertText(_, _, let text): text.unicodeScalars.count
    case .insertItem, .set: 1
    case .removeText, .removeItem, .unknown: 0
    }
  }
}

/// The numbers of registers, and of texts and lists, by key.
struct ObjectNames: Sendable {
  private(set) var registers: [String] = []
  private(set) var sequences: [(key: String, isText: Bool)] = []
  private var registerNumbers: [ExactString: Int] = [:]
  private var textNumbers: [ExactString: Int] = [:]
  private var listNumbers: [ExactString: Int] = [:]

  func register(_ key: String) -> Int? { registerNumbers[ExactString(key)] }
  func text(_ key: String) -> Int? { textNumbers[ExactString(key)] }
  func list(_ key: String) -> Int? { listNumbers[ExactString(key)] }

  mutating func addRegister(_ key: String) -> Int {
    registerNumbers[ExactString(key)] = registers.count
    registers.append(key)
    return registers.count - 1
  }

  mutating func addSequence(_ key: String, isText: Bool) -> Int {
    if isText {
      textNumbers[ExactString(key)] = sequences.count
    } else {
      listNumbers[ExactString(key)] = sequences.count
    }
    sequences.append((key, isText))
    return sequences.count - 1
  }
}

extension Document {
  /// The number of a register, made if there is none yet.
  mutating func registerNumber(_ key: String) -> Int {
    if let number = names.register(key) { return number }
    registers.append([])
    return names.addRegister(key)
  }

  mutating func textNumber(_ key: String) -> Int {
    if let number = names.text(key) { return number }
    sequences.append(ElementSequence())
    return names.addSequence(key, isText: true)
  }

  mutating func listNumber(_ key: String) -> Int {
    if let number = names.list(key) { return number }
    sequences.append(ElementSequence())
    return names.addSequence(key, isText: false)
  }
}
