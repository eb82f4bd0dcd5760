extension Document {
  /// The writes of a register that no other write replaced, sorted by operation. None if it was
  /// never written; more than one is a conflict that a person settles.
  public func values(_ key: String) -> [(OperationID, Value)] {
    state.registers[ExactString(key)]?.sorted ?? []
  }

  /// A text, exactly as typed: scalars are neither normalised nor trimmed.
  public func text(_ key: String) -> String {
    state.texts[ExactString(key)]?.text ?? ""
  }

  /// A text cut by who inserted it, in order.
  public func textRuns(_ key: String) -> [(operation: OperationID, offset: Int, text: String)] {
    runs(key).map { ($0.operation, $0.offset, String(String.UnicodeScalarView($0.scalars))) }
  }

  /// The items of a list, in order, each named by the operation that inserted it.
  public func items(_ key: String) -> [(OperationID, Value)] {
    guard let list = state.lists[ExactString(key)] else { return [] }
    let view = SequenceView(list.tree)
    return view.segments.flatMap { segment in
      segment.offsets.map { (view.id(ofRun: segment.run), list.contents[segment.run][$0]) }
    }
  }

  /// The registers ever written, sorted by UTF-8 bytes.
  public var registerKeys: [String] { state.registers.keys.sorted().map(\.string) }

  /// The texts ever inserted in, sorted by UTF-8 bytes.
  public var textKeys: [String] { state.texts.keys.sorted().map(\.string) }

  /// The lists ever inserted in, sorted by UTF-8 bytes.
  public var listKeys: [String] { state.lists.keys.sorted().map(\.string) }

  /// A draft of the next change, on the current state.
  public func edit() -> Edit {
    Edit(state: state)
  }

  private func runs(
    _ key: String
  ) -> [(operation: OperationID, offset: Int, scalars: ArraySlice<Unicode.Scalar>)] {
    guard let text = state.texts[ExactString(key)] else { return [] }
    let view = SequenceView(text.tree)
    return view.segments.map { segment in
      (
        view.id(ofRun: segment.run), segment.offsets.lowerBound,
        text.contents[segment.run][segment.offsets]
      )
    }
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
      left.refused == right.refused,
      left.hasUnknownOperations == right.hasUnknownOperations,
      sameKeys(left.registerKeys, right.registerKeys),
      sameKeys(left.textKeys, right.textKeys), sameKeys(left.listKeys, right.listKeys)
    else { return false }
    return left.registerKeys.allSatisfy { equal(left.values($0), right.values($0)) }
      && left.listKeys.allSatisfy { equal(left.items($0), right.items($0)) }
      && left.textKeys.allSatisfy { key in
        left.runs(key).elementsEqual(right.runs(key)) {
          $0.operation == $1.operation && $0.offset == $1.offset && $0.scalars == $1.scalars
        }
      }
  }
}
