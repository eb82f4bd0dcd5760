/// A draft of one change: what a person does to a document, written as operations.
///
/// Each step sees the ones before it. The parents of the change are the document's ``Document/frontier``
/// at the time of ``Document/edit()``. Offsets beyond the end count as the end. Letters typed one
/// after another are one operation, and so are letters removed one after another.
public struct Edit: Sendable {
  /// What the draft amounts to so far.
  private var document: Document
  /// The first entry of the draft in the log.
  private let start: Int
  /// The visible elements that the last operation removed, when it removed some.
  private var removal: Removal?

  /// The text in which the last operation typed, if it typed.
  private var typedText = -1

  private struct Removal: Sendable {
    var sequence: Int
    var position: UInt32
  }

  init(_ document: Document) {
    self.document = document
    start = document.log.entries.count
    self.document.draft = start
  }

  public var operations: [Operation] {
    document.operations(in: start..<document.log.entries.count)
  }

  /// Whether the draft holds no operation yet.
  public var isEmpty: Bool { document.log.entries.count == start }

  /// The document with this draft as one change, sealed meanwhile under a name.
  public func committed(as id: ChangeID) -> Document {
    var document = document
    document.draft = nil
    document.past.append(id, parents: document.past.heads, firstEntry: start)
    return document
  }

  // MARK: Registers

  /// Writes a value and replaces every value the register has now.
  public mutating func set(_ key: String, _ value: Value) {
    typedText = -1
    let register = document.registerNumber(key)
    let replaced = document.registers[register]
    let sorted =
      replaced.count > 1
      ? replaced.sorted { document.name(of: $0).operation < document.name(of: $1).operation }
      : replaced
    document.write(value, in: register, replacing: sorted)
  }

  // MARK: Texts

  /// A text to work on letter by letter, so that its key is looked up once.
  public struct TextHandle: Sendable {
    fileprivate let number: Int
  }

  public mutating func handle(ofText key: String) -> TextHandle {
    TextHandle(number: document.textNumber(key))
  }

  /// Inserts a text before the scalar at `offset`.
  public mutating func insertText(_ key: String, _ text: String, at offset: Int) {
    guard !text.isEmpty else { return }
    insert(text, into: handle(ofText: key), at: offset)
  }

  public mutating func insert(_ text: String, into handle: TextHandle, at offset: Int) {
    let number = handle.number
    let utf8 = text.utf8
    if number == typedText, utf8.count == 1, let letter = utf8.first,
      document.typeMore(letter, in: number, at: UInt32(truncatingIfNeeded: offset))
    {
      return
    }
    let position = min(max(offset, 0), document.sequences[number].tree.visible)
    document.type(text, in: number, at: UInt32(position))
    typedText = number
  }

  /// Removes `count` scalars from `offset` on.
  public mutating func removeText(_ key: String, at offset: Int, count: Int) {
    guard document.names.text(key) != nil else { return }
    remove(count, from: handle(ofText: key), at: offset)
  }

  public mutating func remove(_ count: Int, from handle: TextHandle, at offset: Int) {
    let number = handle.number
    let visible = document.sequences[number].tree.visible
    let lower = min(max(offset, 0), visible)
    let count = min(max(count, 0), visible - lower)
    guard count > 0 else { return }
    remove(UInt32(count), at: UInt32(lower), from: number)
  }

  /// Removes visible elements: more of the last operation when they touch what it removed.
  private mutating func remove(_ count: UInt32, at position: UInt32, from number: Int) {
    typedText = -1
    if let removal, removal.sequence == number, document.log.entries.count > start,
      document.log.entries[document.log.entries.count - 1].kind == .removeText
    {
      if removal.position == position {
        document.removeMore(count, at: position, from: number, inFront: false)
        return
      }
      if removal.position == position + count {
        document.removeMore(count, at: position, from: number, inFront: true)
        self.removal = Removal(sequence: number, position: position)
        return
      }
    }
    document.removeVisible(count, at: position, from: number)
    removal = Removal(sequence: number, position: position)
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
    document.text(key)
  }

  // MARK: Lists

  /// Inserts an item before the one at `index`.
  public mutating func insertItem(_ key: String, _ value: Value, at index: Int) {
    typedText = -1
    let number = document.listNumber(key)
    let position = min(max(index, 0), document.sequences[number].tree.visible)
    document.insertItem(value, in: number, at: UInt32(position))
  }

  /// Removes the item at `index`; nothing happens when there is none.
  public mutating func removeItem(_ key: String, at index: Int) {
    guard let number = document.names.list(key), index >= 0,
      index < document.sequences[number].tree.visible
    else { return }
    typedText = -1
    document.removeItem(at: UInt32(index), from: number)
  }
}

extension Document {
  /// A draft of the next change, on the current state.
  public func edit() -> Edit {
    Edit(self)
  }
}
