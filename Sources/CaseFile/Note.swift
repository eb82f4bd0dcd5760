public import CRDT

/// What became of a note.
public enum NoteState: Hashable, Sendable {
  case current
  /// A field has several values, until a person chooses.
  case conflict
  /// Somebody deleted the note, and somebody else wrote in it without having seen that: it stays,
  /// and a person decides.
  case deleteRequested
  case deleted
}

/// A field with several values, each with the change that wrote it.
public struct FieldConflict: Hashable, Sendable {
  public let field: NoteField
  public let values: [FieldValue]
}

/// A note as it reads, with everything that nobody settled yet.
public struct Note: Sendable {
  /// Exactly as typed.
  public let text: String
  public let kind: Field
  public let title: Field
  public let happened: Field
  public let written: Field
  public let state: NoteState
  /// Prose that nobody has read together yet; it is no conflict: both stand in the text.
  public let apart: [ProseApart]
  /// The deletions that nobody took back, sorted: who asked, when ``state`` says deleted or asked for.
  public let deletions: [ChangeID]
  /// Part of it was written by a newer version and is not shown.
  public let isIncomplete: Bool

  /// `nil` when the document is no note.
  public init?(_ document: Document) {
    guard !document.values(NoteDocument.kind).isEmpty else { return nil }
    text = document.text(NoteDocument.text)
    kind = Field(document, NoteDocument.kind)
    title = Field(document, NoteDocument.title)
    happened = Field(document, NoteDocument.happened)
    written = Field(document, NoteDocument.written)
    apart = ProseApart.all(of: document)
    isIncomplete = document.hasUnknownOperations
    let fields = [kind, title, happened, written]
    let deletion = Deletion(document)
    deletions = deletion.standing
    state =
      deletion.state
      ?? (fields.contains(where: \.isConflicting) ? .conflict : .current)
  }

  /// The same from a checkpoint, without the history; `nil` as well when only the history can tell how the note stands:
  /// several heads, or a deletion.
  public init?(_ checkpoint: Checkpoint) {
    guard checkpoint.frontier.count == 1, !checkpoint.values(NoteDocument.kind).isEmpty,
      checkpoint.values(NoteDocument.deleted).isEmpty
    else { return nil }
    text = checkpoint.text(NoteDocument.text)
    kind = Field(checkpoint.values(NoteDocument.kind))
    title = Field(checkpoint.values(NoteDocument.title))
    happened = Field(checkpoint.values(NoteDocument.happened))
    written = Field(checkpoint.values(NoteDocument.written))
    apart = []
    deletions = []
    isIncomplete = checkpoint.hasUnknownOperations
    let fields = [kind, title, happened, written]
    state = fields.contains(where: \.isConflicting) ? .conflict : .current
  }

  /// Whose words stand in a note, in its text and its title: the changes that wrote them, in that order, each once.
  public static func writers(of document: Document) -> [ChangeID] {
    var seen: Set<ChangeID> = []
    let titles = document.values(NoteDocument.title).filter { $0.1 != .none }.map(\.0.change)
    return (document.textWriters(NoteDocument.text) + titles).filter { seen.insert($0).inserted }
  }

  /// Whether a change deletes a note and does nothing else.
  public static func isDeletion(_ change: Change) -> Bool {
    !change.operations.isEmpty && Deletion.writesNothing(change)
  }

  /// Whether a deletion did what it says: no other change stands that it had not seen and whose author had not seen it.
  /// One that did not asks to delete. A change that follows it takes it back, and was made knowing it.
  public static func tookEffect(_ deletion: ChangeID, in document: Document) -> Bool {
    let past = Deletion.past(of: deletion, in: document)
    var after: Set<ChangeID> = [deletion]
    for id in document.history
    where document.change(id)?.parents.contains(where: after.contains) == true {
      after.insert(id)
    }
    return Deletion.edits(of: document).allSatisfy { past.contains($0.id) || after.contains($0.id) }
  }

  public subscript(field: NoteField) -> Field {
    switch field {
    case .kind: kind
    case .title: title
    case .happened: happened
    case .written: written
    }
  }

  /// The fields with several values, in the order of ``NoteField``.
  public func conflicts() -> [FieldConflict] {
    NoteField.allCases.filter { self[$0].isConflicting }.map {
      FieldConflict(field: $0, values: self[$0].values)
    }
  }
}

/// Which deletions stand, and whether one of them had seen the whole note.
struct Deletion {
  let state: NoteState?
  let standing: [ChangeID]

  /// A note is deleted when some deletion that nobody took back has every other change in its
  /// causal past. Two deletions that each saw a part do not add up to one that saw the whole.
  init(_ document: Document) {
    let standing = Set(
      document.values(NoteDocument.deleted).filter { $0.1 == .flag(true) }.map(\.0.change))
    self.standing = standing.sorted()
    guard !standing.isEmpty else {
      state = nil
      return
    }
    let edits = Self.edits(of: document)
    let sawAll = standing.sorted().contains { deletion in
      let past = Self.past(of: deletion, in: document)
      return edits.allSatisfy { $0.id == deletion || past.contains($0.id) }
    }
    state = sawAll ? .deleted : .deleteRequested
  }

  /// The changes that write something and stand.
  static func edits(of document: Document) -> [Change] {
    document.changes.filter { document.refused[$0.id] == nil && !writesNothing($0) }
  }

  /// A deletion, or somebody's word that the note reads well.
  static func writesNothing(_ change: Change) -> Bool {
    change.operations.allSatisfy { operation in
      if case .set(NoteDocument.deleted, .flag(true), _) = operation { true } else { false }
    }
  }

  static func past(of change: ChangeID, in document: Document) -> Set<ChangeID> {
    var past: Set<ChangeID> = []
    var waiting = document.change(change)?.parents ?? []
    while let next = waiting.popLast() {
      guard past.insert(next).inserted else { continue }
      waiting.append(contentsOf: document.change(next)?.parents ?? [])
    }
    return past
  }
}
