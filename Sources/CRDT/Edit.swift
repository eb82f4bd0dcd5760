/// A draft of one change: what a person does to a document, written as operations.
///
/// Each step sees the ones before it. The parents of the change are the document's ``Document/frontier``
/// at the time of ``Document/edit()``. Offsets beyond the end count as the end. Letters typed one
/// after another are one operation, and so are letters removed one after another.
public struct Edit: Sendable {
  /// What the draft amounts to, but for what the hand is doing.
  private var settled: Document
  /// The first entry of the draft in the log.
  private let start: Int
  /// What the hand is doing: it becomes one operation when it does something else.
  private var gesture = Gesture()
  /// The text that it is typing.
  private var typed: [UInt8] = []

  /// A text typed on from a position, or neighbours removed one after another, backwards or
  /// forwards, from a position on.
  private struct Gesture: Sendable {
    enum Kind: Sendable {
      case none
      case typing
      case removing
    }

    var kind = Kind.none
    var text = -1
    var position = 0
    var count = 0
    /// What was visible before a removal.
    var visible = 0
  }

  init(_ document: Document) {
    settled = document
    start = document.log.entries.count
    settled.draft = start
  }

  public var operations: [Operation] {
    let document = current
    return document.operations(in: start..<document.log.entries.count)
  }

  /// Whether the draft holds no operation yet.
  public var isEmpty: Bool {
    gesture.kind == .none && settled.log.entries.count == start
  }

  /// The document with this draft as one change, sealed meanwhile under a name. The draft must be
  /// within ``OperationLimits``, as what is sealed is: others refuse what exceeds them.
  public consuming func committed(as id: ChangeID) -> Document {
    settle()
    settled.draft = nil
    settled.past.append(id, parents: settled.past.heads, firstEntry: start)
    settled.settleWaiting(for: id)
    return settled
  }

  /// What the draft amounts to so far.
  private var current: Document {
    var edit = self
    edit.settle()
    return edit.settled
  }

  /// Writes down what the hand was doing.
  private mutating func settle() {
    let position = UInt32(truncatingIfNeeded: gesture.position)
    let count = UInt32(truncatingIfNeeded: gesture.count)
    switch gesture.kind {
    case .none: return
    case .typing: settled.type(typed, scalars: count, in: gesture.text, at: position)
    case .removing:
      settled.removeVisible(count, at: position, from: gesture.text)
    }
    gesture.kind = .none
    typed.removeAll(keepingCapacity: true)
  }

  // MARK: Registers

  /// Writes a value and replaces every value the register has now.
  public mutating func set(_ key: String, _ value: Value) {
    settle()
    let register = settled.registerNumber(key)
    settled.write(value, in: register, replacing: settled.standing(in: register)[...])
  }

  // MARK: Texts

  /// A text to work on letter by letter, so that its key is looked up once.
  public struct TextHandle: Sendable {
    fileprivate let number: Int
  }

  public mutating func handle(ofText key: String) -> TextHandle {
    TextHandle(number: settled.textNumber(key))
  }

  /// Inserts a text before the scalar at `offset`.
  public mutating func insertText(_ key: String, _ text: String, at offset: Int) {
    guard !text.isEmpty else { return }
    insert(text, into: handle(ofText: key), at: offset)
  }

  public mutating func insert(_ text: String, into handle: TextHandle, at offset: Int) {
    let length = text.utf8.count
    if gesture.kind == .typing, handle.number == gesture.text,
      offset == gesture.position + gesture.count,
      typed.count + length <= OperationLimits.textBytes
    {
      if length == 1 {
        typed.append(text.utf8[text.utf8.startIndex])
        gesture.count += 1
      } else {
        typed.append(contentsOf: text.utf8)
        gesture.count += TextArena.scalarCount(text.utf8)
      }
    } else if length > 0 {
      begin(typing: text.utf8, in: handle.number, at: offset)
    }
  }

  private mutating func begin(typing utf8: String.UTF8View, in number: Int, at offset: Int) {
    settle()
    let position = min(max(offset, 0), settled.sequences[number].visible)
    if utf8.count > OperationLimits.textBytes {
      settled.typeInPieces(Array(utf8), in: number, at: UInt32(position))
      return
    }
    typed.append(contentsOf: utf8)
    gesture = Gesture(
      kind: .typing, text: number, position: position, count: TextArena.scalarCount(utf8))
  }

  /// Removes `count` scalars from `offset` on.
  public mutating func removeText(_ key: String, at offset: Int, count: Int) {
    guard settled.names.text(key) != nil else { return }
    remove(count, from: handle(ofText: key), at: offset)
  }

  public mutating func remove(_ count: Int, from handle: TextHandle, at offset: Int) {
    if gesture.kind == .removing, handle.number == gesture.text, offset >= 0, count > 0 {
      if offset == gesture.position {
        gesture.count += min(count, gesture.visible - offset - gesture.count)
        return
      }
      if offset < gesture.position, count == gesture.position - offset {
        gesture.position = offset
        gesture.count += count
        return
      }
    }
    begin(removing: count, from: handle.number, at: offset)
  }

  private mutating func begin(removing count: Int, from number: Int, at offset: Int) {
    settle()
    let visible = settled.sequences[number].visible
    let position = min(max(offset, 0), visible)
    let count = min(max(count, 0), visible - position)
    guard count > 0 else { return }
    gesture = Gesture(
      kind: .removing, text: number, position: position, count: count, visible: visible)
  }

  /// Turns the text into another one by a small difference: what is common is left in place, so that
  /// it merges with what others do to it meanwhile.
  public mutating func replaceText(_ key: String, with text: String) {
    let old = Array(self.text(key).unicodeScalars)
    let new = Array(text.unicodeScalars)
    let hunks = TextDifference.hunks(from: old, to: new)
    guard !hunks.isEmpty else { return }
    let handle = handle(ofText: key)
    // From the end, so that what lies before keeps its place.
    for hunk in hunks.reversed() {
      remove(hunk.removed.count, from: handle, at: hunk.removed.lowerBound)
      insert(
        String(String.UnicodeScalarView(new[hunk.inserted])), into: handle,
        at: hunk.removed.lowerBound)
    }
  }

  /// The text as the draft leaves it.
  public func text(_ key: String) -> String {
    current.text(key)
  }

  // MARK: Lists

  /// Inserts an item before the one at `index`.
  public mutating func insertItem(_ key: String, _ value: Value, at index: Int) {
    settle()
    let number = settled.listNumber(key)
    let position = min(max(index, 0), settled.sequences[number].visible)
    settled.insertItem(value, in: number, at: UInt32(position))
  }

  /// Removes the item at `index`; nothing happens when there is none.
  public mutating func removeItem(_ key: String, at index: Int) {
    settle()
    guard let number = settled.names.list(key), index >= 0,
      index < settled.sequences[number].visible
    else { return }
    settled.removeItem(at: UInt32(index), from: number)
  }
}

extension Document {
  /// A draft of the next change, on the current state.
  public func edit() -> Edit {
    Edit(self)
  }
}
