import CRDT

/// Whether a save holds the 32 bytes of each change's name, or a reader makes the names again from
/// lines of work and numbers, as the peers do with theirs.
enum Names: String {
  case stored, derived
}

/// The engine as the phases use it. Every call that edits, merges, saves or loads stands in this file.
enum Engine {
  static let key = "body"

  /// The document after `patches`, each an edit of its own in one draft, which becomes one change.
  static func replay(
    _ patches: ArraySlice<Patch>, on document: consuming Document, as id: ChangeID
  ) -> Document {
    // Nobody else holds the document then, so that editing it copies nothing.
    var edit = (consume document).edit()
    let text = edit.handle(ofText: key)
    for patch in patches {
      if patch.removed > 0 { edit.remove(patch.removed, from: text, at: patch.position) }
      if !patch.inserted.isEmpty { edit.insert(patch.inserted, into: text, at: patch.position) }
    }
    return (consume edit).committed(as: id)
  }

  /// A note: its registers and its text, written as one change.
  static func write(_ note: Note, as id: ChangeID) -> Document {
    var edit = Document().edit()
    for (register, value) in note.registers { edit.set(register, .text(value)) }
    edit.insert(note.body, into: edit.handle(ofText: key), at: 0)
    return (consume edit).committed(as: id)
  }

  /// One character at the start, and away again: what a lazy load has put off is paid here.
  static func editOnce(_ document: consuming Document) -> Document {
    let key = Patch(position: 0, removed: 0, inserted: "x")
    let backspace = Patch(position: 0, removed: 1, inserted: "")
    let name = ChangeNames.name(line: .max, number: 0)
    return replay([key, backspace], on: document, as: name)
  }

  static func merge(_ changes: some Sequence<Change>) -> Document {
    var document = Document()
    document.merge(changes)
    return document
  }

  /// `lines` are the lines of work of the changes, when names are to follow from them.
  static func save(
    _ document: Document, _ packing: DocumentCodec.Packing, lines: [ChangeID: UInt64]? = nil
  ) -> [UInt8] {
    guard let lines else { return DocumentCodec.encode(document, packing) }
    return DocumentCodec.encode(
      document, packing, naming: .derived(label: { lines[$0] ?? .max }))
  }

  static func load(_ bytes: [UInt8], _ names: Names = .stored) throws -> Document {
    switch names {
    case .stored: try DocumentCodec.decode(bytes)
    case .derived: try DocumentCodec.decode(bytes, naming: ChangeNames.name)
    }
  }

  static func checkpoint(_ document: Document) -> [UInt8] {
    Checkpoint(document)?.bytes ?? []
  }

  /// Goes once through everything with next to nothing, so that a phase does not pay for pages of
  /// the program that nobody has touched yet.
  static func warmUp() throws {
    let typed = [
      Patch(position: 0, removed: 0, inserted: "été"),
      Patch(position: 1, removed: 1, inserted: "a"),
    ]
    let name = ChangeNames.name(line: .max, number: 1)
    let document = merge(replay(typed[...], on: Document(), as: name).changes)
    for packing in [DocumentCodec.Packing.plain, .compact] {
      _ = text(editOnce(try load(save(document, packing))))
    }
    let kept = try Checkpoint(decoding: checkpoint(document))
    _ = kept.text(key)
    _ = text(editOnce(try kept.document()))
  }

  static func text(_ document: Document) -> String { document.text(key) }

  static func note(_ document: Document, registers: [String]) -> Note {
    Note(
      registers: registers.map { ($0, written(document.values($0).first?.1)) },
      body: document.text(key))
  }

  static func note(_ checkpoint: Checkpoint, registers: [String]) -> Note {
    Note(
      registers: registers.map { ($0, written(checkpoint.values($0).first?.1)) },
      body: checkpoint.text(key))
  }

  private static func written(_ value: Value?) -> String {
    if case .text(let text)? = value { text } else { "" }
  }
}
