/// How an operation names another one.
///
/// The hash of a change is not known while its operations are written, so an operation names those
/// of its own change by index alone.
public enum Reference: Hashable, Sendable {
  /// An earlier operation of the same change.
  case own(UInt32)
  /// An operation of a change in the causal past.
  case past(OperationID)
}

/// How an operation names one element of a text or a list: the operation that inserted it, and its
/// offset in what that operation inserted (scalars for a text, always 0 for a list).
public struct Anchor: Hashable, Sendable {
  public let run: Reference
  public let offset: UInt32

  public init(run: Reference, offset: UInt32) {
    self.run = run
    self.offset = offset
  }
}

/// `count` consecutive elements of one insertion, from `offset` on.
public struct AnchorRange: Hashable, Sendable {
  public let run: Reference
  public let offset: UInt32
  public let count: UInt32

  public init(run: Reference, offset: UInt32, count: UInt32) {
    self.run = run
    self.offset = offset
    self.count = count
  }
}

/// Where an insertion hangs in the tree of a text or a list (see `README.md`, "Order").
public enum Placement: Hashable, Sendable {
  /// A left child of an element.
  case left(of: Anchor)
  /// A right child of an element, or of the origin when `nil`; `before` is the element that
  /// followed at the time of writing, `nil` at the end.
  case right(of: Anchor?, before: Anchor?)
}

/// One step of a change.
public enum Operation: Sendable {
  /// Writes a value in a register and replaces the writes it names.
  case set(key: String, value: Value, overwrites: [Reference])
  /// Inserts a run of Unicode scalars in a text.
  case insertText(key: String, placement: Placement, text: String)
  /// Marks elements of a text as removed.
  case removeText(key: String, ranges: [AnchorRange])
  /// Inserts one item in a list.
  case insertItem(key: String, placement: Placement, value: Value)
  /// Marks an item of a list as removed; the item is named by the operation that inserted it.
  case removeItem(key: String, item: Reference)
  /// Made by a newer version: kept, applied by nobody who does not know it.
  case unknown(kind: UInt64, payload: [UInt8])
}

extension Operation: Equatable {
  /// Keys and texts are compared by their UTF-8 bytes.
  public static func == (left: Self, right: Self) -> Bool {
    func same(_ left: String, _ right: String) -> Bool { ExactString(left) == ExactString(right) }
    switch (left, right) {
    case (.set(let key, let value, let names), .set(let otherKey, let otherValue, let otherNames)):
      return same(key, otherKey) && value == otherValue && names == otherNames
    case (
      .insertText(let key, let place, let text),
      .insertText(let otherKey, let otherPlace, let otherText)
    ):
      return same(key, otherKey) && place == otherPlace && same(text, otherText)
    case (.removeText(let key, let ranges), .removeText(let otherKey, let otherRanges)):
      return same(key, otherKey) && ranges == otherRanges
    case (
      .insertItem(let key, let place, let value),
      .insertItem(let otherKey, let otherPlace, let otherValue)
    ):
      return same(key, otherKey) && place == otherPlace && value == otherValue
    case (.removeItem(let key, let item), .removeItem(let otherKey, let otherItem)):
      return same(key, otherKey) && item == otherItem
    case (.unknown(let kind, let payload), .unknown(let otherKind, let otherPayload)):
      return kind == otherKind && payload == otherPayload
    case (.set, _), (.insertText, _), (.removeText, _), (.insertItem, _), (.removeItem, _),
      (.unknown, _):
      return false
    }
  }
}
