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
  var nesting = Nesting()

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
  public internal(set) var refused: [ChangeID: Refusal] = [:]
  /// What refused changes say, since the log holds none of it.
  var refusedOperations: [ChangeID: [Operation]] = [:]

  /// Whether a change made by a newer version stands in the history: what this document shows may
  /// be incomplete, and must not be offered as the whole.
  public internal(set) var hasUnknownOperations = false

  /// The first entry of the log that belongs to a draft, when this is the document of one.
  var draft: Int?

  /// What is removed for certain.
  var hidden = HiddenVersions()

  /// What was written apart from the change admitted last, when it was asked for.
  private var apart: (number: Int, changes: [UInt32])?

  public init() {}

  /// Adds changes, in any order; those already here are ignored. A change whose parents are not all
  /// here waits, and is applied when the last of them comes.
  public mutating func merge(_ changes: some Sequence<Change>) {
    if changes.underestimatedCount > 16 { past.reserve(changes.underestimatedCount) }
    for change in changes {
      guard !contains(change.id) else { continue }
      settle(change)
    }
  }

  /// Admits a change and those that waited for it, or lets it wait.
  private mutating func settle(_ change: Change) {
    if admitIfReady(change), !waiting.isEmpty { settleWaiting(for: change.id) }
  }

  /// Admits what waited for a change that is here now.
  mutating func settleWaiting(for id: ChangeID) {
    waiting[id] = nil
    var admitted = [id]
    while let parent = admitted.popLast() {
      let released = (waitingFor.removeValue(forKey: parent) ?? []).sorted { $0.id < $1.id }
      for waited in released {
        guard let child = waiting.removeValue(forKey: waited.id) else { continue }
        if admitIfReady(child, from: waited.place + 1) { admitted.append(waited.id) }
      }
    }
  }

  /// Admits a change whose parents are here, those before `place` for certain; lets another one wait,
  /// and says false.
  private mutating func admitIfReady(_ change: Change, from place: Int = 0) -> Bool {
    // Waiting for one absent parent is enough: when it comes, the next one is looked for.
    let rest = place..<change.parents.count
    if let absent = rest.first(where: { past.number(of: change.parents[$0]) == nil }) {
      waiting[change.id] = change
      waitingFor[change.parents[absent], default: []].append(Waiting(id: change.id, place: absent))
      return false
    }
    guard let parents = past.numbers(of: change.parents), hasRoom(for: change) else {
      waiting[change.id] = change
      return false
    }
    admit(change, parents: parents)
    return true
  }

  /// Whether the local versions that a change makes can be numbered.
  private func hasRoom(for change: Change) -> Bool {
    let most = change.operations.reduce(Int(log.next)) { $0 + $1.mostElements }
    return most <= Int(OperationLog.capacity)
  }

  private mutating func admit(_ change: Change, parents: [UInt32]) {
    let (refusal, versions, concurrent) = judge(change, parents)
    apart = concurrent.map { (past.count, $0) }
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
    _ change: Change, _ parents: [UInt32]
  ) -> (refusal: Refusal?, versions: [LocalVersion], concurrent: [UInt32]?) {
    var resolution = Resolution(from: log.next, parents: parents)
    let refusal = resolution.refusal(of: change, in: self)
    return (refusal, resolution.versions, resolution.concurrent)
  }

  /// What was written apart from a change with these parents. Many changes follow the one before:
  /// then it is what was written apart from that one.
  func concurrent(with parents: [UInt32]) -> [UInt32] {
    if past.heads == parents { return [] }
    if let apart, parents == [UInt32(apart.number)], apart.number == past.count - 1 {
      return apart.changes
    }
    return past.concurrent(with: parents)
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

  /// The local versions that it makes.
  var elementCount: Int {
    switch self {
    case .insertText(_, _, var text): text.withUTF8 { TextArena.scalarCount($0) }
    case .insertItem, .set: 1
    case .removeText, .removeItem, .unknown: 0
    }
  }
}

/// The numbers of registers, and of texts and lists, by key.
struct ObjectNames: Sendable {
  private(set) var registers: [String] = []
  private(set) var sequences: [(key: String, isText: Bool)] = []
  /// By key, once there are more than a few.
  private var registerNumbers: [ExactString: Int] = [:]
  private var textNumbers: [ExactString: Int] = [:]
  private var listNumbers: [ExactString: Int] = [:]

  /// Up to this many objects are looked through faster than looked up.
  private static let few = 8

  func register(_ key: String) -> Int? {
    if registers.count > Self.few { return registerNumbers[ExactString(key)] }
    return registers.firstIndex { ExactString($0) == ExactString(key) }
  }

  func text(_ key: String) -> Int? { sequence(key, isText: true) }
  func list(_ key: String) -> Int? { sequence(key, isText: false) }

  private func sequence(_ key: String, isText: Bool) -> Int? {
    if sequences.count > Self.few { return (isText ? textNumbers : listNumbers)[ExactString(key)] }
    return sequences.firstIndex { $0.isText == isText && ExactString($0.key) == ExactString(key) }
  }

  mutating func addRegister(_ key: String) -> Int {
    registers.append(key)
    if registers.count > Self.few {
      for number in registerNumbers.count..<registers.count {
        registerNumbers[ExactString(registers[number])] = number
      }
    }
    return registers.count - 1
  }

  mutating func addSequence(_ key: String, isText: Bool) -> Int {
    sequences.append((key, isText))
    if sequences.count > Self.few {
      for number in textNumbers.count + listNumbers.count..<sequences.count {
        let key = ExactString(sequences[number].key)
        if sequences[number].isText { textNumbers[key] = number } else { listNumbers[key] = number }
      }
    }
    return sequences.count - 1
  }
}

extension Document {
  /// The number of a register, made if there is none yet.
  mutating func registerNumber(_ key: String) -> Int {
    if let number = names.register(key) { return number }
    registers.append(Register())
    return names.addRegister(key)
  }

  mutating func textNumber(_ key: String) -> Int {
    if let number = names.text(key) { return number }
    sequences.append(SpanTree())
    return names.addSequence(key, isText: true)
  }

  mutating func listNumber(_ key: String) -> Int {
    if let number = names.list(key) { return number }
    sequences.append(SpanTree())
    return names.addSequence(key, isText: false)
  }
}
