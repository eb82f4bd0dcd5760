import CRDT

/// A name that looks like a hash: the order of such names says nothing about the order of numbers.
func id(_ number: UInt64) -> ChangeID {
  var generator = SplitMix64(seed: number)
  let bytes = (0..<32).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
  guard let id = ChangeID(bytes) else { preconditionFailure("32 bytes make an id") }
  return id
}

/// A name of 32 equal bytes, for worked examples whose order must be seen.
func plainID(_ byte: UInt8) -> ChangeID {
  guard let id = ChangeID(Array(repeating: byte, count: 32)) else {
    preconditionFailure("32 bytes make an id")
  }
  return id
}

extension Document {
  init(_ changes: some Sequence<Change>) {
    self.init()
    merge(changes)
  }

  /// Makes a change on everything that is here, merges it and returns it.
  @discardableResult
  mutating func write(_ name: ChangeID, _ steps: (inout Edit) -> Void) -> Change {
    var edit = edit()
    steps(&edit)
    let change = Change(id: name, parents: frontier, operations: edit.operations)
    merge([change])
    return change
  }
}

/// Everything a document shows, in a form that can be compared and printed.
struct Portrait: Equatable, CustomStringConvertible {
  var history: Set<ChangeID> = []
  var pending: [ChangeID] = []
  var frontier: [ChangeID] = []
  var refused: [ChangeID: MergeRefusal] = [:]
  var hasUnknownOperations = false
  var registers: [String: [String]] = [:]
  var texts: [String: String] = [:]
  var lists: [String: [String]] = [:]

  init() {}

  init(_ document: Document) {
    history = Set(document.history)
    pending = document.pending
    frontier = document.frontier
    refused = document.refused
    hasUnknownOperations = document.hasUnknownOperations
    for key in document.registerKeys {
      registers[key] = document.values(key).map { "\($0.0)=\($0.1)" }
    }
    for key in document.textKeys { texts[key] = document.text(key) }
    for key in document.listKeys { lists[key] = document.items(key).map { "\($0.0)=\($0.1)" } }
  }

  var description: String {
    "texts \(texts) registers \(registers) lists \(lists) refused \(refused) pending \(pending)"
  }
}

/// Every order of a few things.
func permutations<Element>(_ elements: [Element]) -> [[Element]] {
  guard let last = elements.last else { return [[]] }
  return permutations(Array(elements.dropLast())).flatMap { shorter in
    (0...shorter.count).map { slot in
      var longer = shorter
      longer.insert(last, at: slot)
      return longer
    }
  }
}
