import CRDT

/// The engine as the phases use it. Every call that edits, merges, saves or loads stands in this file.
enum Engine {
  static let key = "body"

  /// The document after `patches`, each an edit of its own in one draft, which becomes one change.
  static func replay(
    _ patches: ArraySlice<Patch>, on document: consuming Document, as id: ChangeID
  ) -> Document {
    var edit = document.edit()
    document = Document()
    let text = edit.handle(ofText: key)
    for patch in patches {
      if patch.removed > 0 { edit.remove(patch.removed, from: text, at: patch.position) }
      if !patch.inserted.isEmpty { edit.insert(patch.inserted, into: text, at: patch.position) }
    }
    return edit.committed(as: id)
  }

  /// A note: its registers and its text, written as one change.
  static func write(_ note: Note, as id: ChangeID) -> Document {
    var edit = Document().edit()
    for (register, value) in note.registers { edit.set(register, .text(value)) }
    edit.insert(note.body, into: edit.handle(ofText: key), at: 0)
    return edit.committed(as: id)
  }

  static func merge(_ changes: some Sequence<Change>) -> Document {
    var document = Document()
    document.merge(changes)
    return document
  }

  static func text(_ document: Document) -> String { document.text(key) }

  static func note(_ document: Document, registers: [String]) -> Note {
    Note(
      registers: registers.map { ($0, written(document.values($0).first?.1)) },
      body: document.text(key))
  }

  private static func written(_ value: Value?) -> String {
    if case .text(let text)? = value { text } else { "" }
  }
}
