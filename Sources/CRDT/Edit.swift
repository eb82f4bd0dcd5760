/// A draft of one change: what a person does to a document, written as operations.
///
/// Each step sees the ones before it. The parents of the change are the document's ``Document/frontier``
/// at the time of ``Document/edit()``. Offsets beyond the end count as the end.
public struct Edit: Sendable {
  /// What the draft amounts to so far, its own operations under ``ChangeID/draft``.
  private(set) var state: State

  public private(set) var operations: [Operation] = []

  init(state: State) {
    self.state = state
  }

  /// Writes a value and replaces every value the register has now.
  public mutating func set(_ key: String, _ value: Value) {
    let replaced = state.registers[ExactString(key)]?.sorted ?? []
    append(.set(key: key, value: value, overwrites: replaced.map { reference($0.0) }))
  }

  /// Inserts a text before the scalar at `offset`.
  public mutating func insertText(_ key: String, _ text: String, at offset: Int) {
    let view = textView(key)
    let offset = min(max(offset, 0), view.count)
    insert(text[...].unicodeScalars, in: key, at: view.attachment(at: offset), view)
  }

  /// Removes `count` scalars from `offset` on.
  public mutating func removeText(_ key: String, at offset: Int, count: Int) {
    let view = textView(key)
    let lower = min(max(offset, 0), view.count)
    let upper = lower + min(max(count, 0), view.count - lower)
    remove([lower..<upper], from: key, view)
  }

  /// Turns the text into another one by a small difference: what is common is left in place, so that
  /// it merges with what others do to it meanwhile.
  public mutating func replaceText(_ key: String, with text: String) {
    let view = textView(key)
    let contents = state.texts[ExactString(key)]?.contents ?? []
    let old = view.segments.flatMap { contents[$0.run][$0.offsets] }
    let new = Array(text.unicodeScalars)
    let hunks = TextDifference.hunks(from: old, to: new)
    // Hunks stand apart, so a placement read before the others were inserted stays right.
    remove(hunks.map(\.removed), from: key, view)
    for hunk in hunks {
      let place = view.attachment(at: hunk.removed.lowerBound)
      insert(new[hunk.inserted], in: key, at: place, view)
    }
  }

  /// Inserts an item before the one at `index`.
  public mutating func insertItem(_ key: String, _ value: Value, at index: Int) {
    let view = SequenceView(state.lists[ExactString(key)]?.tree ?? RunTree())
    let place = view.attachment(at: min(max(index, 0), view.count))
    append(.insertItem(key: key, placement: placement(place, view), value: value))
  }

  /// Removes the item at `index`; nothing happens when there is none.
  public mutating func removeItem(_ key: String, at index: Int) {
    let view = SequenceView(state.lists[ExactString(key)]?.tree ?? RunTree())
    guard (0..<view.count).contains(index) else { return }
    for span in view.elements(at: index..<index + 1) {
      append(.removeItem(key: key, item: reference(view.id(ofRun: span.run))))
    }
  }

  /// The text as the draft leaves it.
  public func text(_ key: String) -> String {
    state.texts[ExactString(key)]?.text ?? ""
  }

  private func textView(_ key: String) -> SequenceView {
    SequenceView(state.texts[ExactString(key)]?.tree ?? RunTree())
  }

  private mutating func append(_ operation: Operation) {
    let id = OperationID(change: .draft, index: UInt32(operations.count))
    operations.append(operation)
    state.apply(operation, as: id)
  }

  /// One operation, or several that continue each other when the text exceeds the limit of one.
  private mutating func insert(
    _ scalars: some Collection<Unicode.Scalar>, in key: String, at first: RunTree.Attachment,
    _ view: SequenceView
  ) {
    var place = placement(first, view)
    let next =
      switch place {
      case .left(let anchor): Optional(anchor)
      case .right(_, let before): before
      }
    var piece = String.UnicodeScalarView()
    var bytes = 0
    func flush(_ edit: inout Edit) {
      guard !piece.isEmpty else { return }
      let last = Anchor(run: .own(UInt32(edit.operations.count)), offset: UInt32(piece.count - 1))
      edit.append(.insertText(key: key, placement: place, text: String(piece)))
      place = .right(of: last, before: next)
      piece = String.UnicodeScalarView()
      bytes = 0
    }
    for scalar in scalars {
      let width = UTF8.width(scalar)
      if bytes + width > OperationLimits.textBytes { flush(&self) }
      piece.append(scalar)
      bytes += width
    }
    flush(&self)
  }

  private mutating func remove(_ visible: [Range<Int>], from key: String, _ view: SequenceView) {
    var ranges = visible.filter { !$0.isEmpty }.flatMap { view.elements(at: $0) }.map { span in
      AnchorRange(
        run: reference(view.id(ofRun: span.run)), offset: UInt32(span.offsets.lowerBound),
        count: UInt32(span.offsets.count))
    }[...]
    while !ranges.isEmpty {
      let some = ranges.prefix(OperationLimits.references)
      append(.removeText(key: key, ranges: Array(some)))
      ranges = ranges.dropFirst(some.count)
    }
  }

  private func reference(_ id: OperationID) -> Reference {
    id.change == .draft ? .own(id.index) : .past(id)
  }

  private func placement(_ attachment: RunTree.Attachment, _ view: SequenceView) -> Placement {
    func anchor(_ place: RunTree.Place) -> Anchor? {
      guard place != .origin else { return nil }
      return Anchor(run: reference(view.id(ofRun: place.run)), offset: UInt32(place.offset))
    }
    let parent = anchor(attachment.parent)
    if case .left = attachment.side, let parent { return .left(of: parent) }
    return .right(of: parent, before: attachment.rightOrigin.flatMap(anchor))
  }
}
