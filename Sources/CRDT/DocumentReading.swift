extension Document {
  /// The writes of a register that no other write replaced, sorted by operation. None if it was
  /// never written; more than one is a conflict that a person settles.
  public func values(_ key: String) -> [(OperationID, Value)] {
    guard let register = names.register(key) else { return [] }
    return registers[register].standing.map { (name(of: $0).operation, log.value(of: $0)) }
      .sorted { $0.0 < $1.0 }
  }

  /// The registers that hold several values, sorted by UTF-8 bytes.
  public var conflicts: [String] {
    registers.indices.filter { registers[$0].count > 1 }
      .map { ExactString(names.registers[$0]) }.sorted().map(\.string)
  }

  /// A text, exactly as typed: scalars are neither normalised nor trimmed.
  public func text(_ key: String) -> String {
    guard let number = names.text(key) else { return "" }
    return string(visibleBytes(of: sequences[number]))
  }

  /// A text cut by who inserted it, in order.
  public func textRuns(_ key: String) -> [(operation: OperationID, offset: Int, text: String)] {
    guard let number = names.text(key) else { return [] }
    var runs: [(operation: OperationID, offset: Int, text: String)] = []
    forEachVisibleRun(in: sequences[number]) { entry, range in
      runs.append(
        (
          name(ofEntry: entry), Int(range.first - log.firsts[entry]),
          String(decoding: arena.utf8(range), as: UTF8.self)
        ))
    }
    return runs
  }

  /// The items of a list, in order, each named by the operation that inserted it.
  public func items(_ key: String) -> [(OperationID, Value)] {
    guard let number = names.list(key) else { return [] }
    var items: [(OperationID, Value)] = []
    forEachVisibleRun(in: sequences[number]) { entry, range in
      items.append((name(ofEntry: entry), log.value(of: range.first)))
    }
    return items
  }

  /// The registers ever written, sorted by UTF-8 bytes.
  public var registerKeys: [String] {
    names.registers.map { ExactString($0) }.sorted().map(\.string)
  }

  /// The texts ever inserted in, sorted by UTF-8 bytes.
  public var textKeys: [String] { sequenceKeys(areTexts: true) }

  /// The lists ever inserted in, sorted by UTF-8 bytes.
  public var listKeys: [String] { sequenceKeys(areTexts: false) }

  private func sequenceKeys(areTexts: Bool) -> [String] {
    zip(names.sequences, sequences)
      .filter { $0.isText == areTexts && $1.first != nil }
      .map { ExactString($0.0.key) }.sorted().map(\.string)
  }

  /// Visible elements in order, each piece within one insertion.
  func forEachVisibleRun(in tree: SpanTree, _ body: (Int, VersionRange) -> Void) {
    tree.forEachSpan { span, _ in
      guard !span.isRemoved else { return }
      var rest = VersionRange(first: span.first, count: span.count)
      while rest.count > 0 {
        let entry = log.entry(of: rest.first)
        let end = min(rest.end, log.end(of: entry))
        body(entry, VersionRange(first: rest.first, count: end - rest.first))
        rest = VersionRange(first: end, count: rest.end - end)
      }
    }
  }

  /// The UTF-8 bytes of what is visible.
  func visibleBytes(of tree: SpanTree) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(tree.visible)
    tree.forEachSpan { span, _ in
      guard !span.isRemoved else { return }
      bytes.append(contentsOf: arena.utf8(VersionRange(first: span.first, count: span.count)))
    }
    return bytes
  }

  func string(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}

extension Document: Equatable {
  /// Same history, same waiting changes, same refusals, and the same values, texts and lists.
  public static func == (left: Self, right: Self) -> Bool {
    func equal(_ left: [(OperationID, Value)], _ right: [(OperationID, Value)]) -> Bool {
      left.elementsEqual(right) { $0.0 == $1.0 && $0.1 == $1.1 }
    }
    func sameKeys(_ left: [String], _ right: [String]) -> Bool {
      left.elementsEqual(right) { ExactString($0) == ExactString($1) }
    }
    guard left.history == right.history, left.pending == right.pending,
      left.refused == right.refused, left.hasUnknownOperations == right.hasUnknownOperations,
      sameKeys(left.registerKeys, right.registerKeys),
      sameKeys(left.textKeys, right.textKeys), sameKeys(left.listKeys, right.listKeys)
    else { return false }
    return left.registerKeys.allSatisfy { equal(left.values($0), right.values($0)) }
      && left.listKeys.allSatisfy { equal(left.items($0), right.items($0)) }
      && left.textKeys.allSatisfy { key in
        left.textRuns(key).elementsEqual(right.textRuns(key)) {
          $0.operation == $1.operation && $0.offset == $1.offset
            && ExactString($0.text) == ExactString($1.text)
        }
      }
  }
}
