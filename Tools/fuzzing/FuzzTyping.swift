/// A long draft of edits by position, as an editor makes them, against arrays of letters.
enum FuzzTyping {
  static func run(_ bytes: [UInt8]) {
    var program = Program(bytes)
    var state = State()
    var generator = Generator(bytes)
    while !program.isAtEnd { state.step(&program, &generator) }
    state.check()
    state.commit()
    state.check()
    let committed = state.document
    Laws.checkInvariants(of: committed, "committed")
    let merged = Document(state.changes.reversed())
    Laws.checkInvariants(of: merged, "merged")
    Laws.checkEqual(committed, merged, "committed and merged")
    require(merged.refused.isEmpty, "an honest draft is refused")
    Laws.checkRoundTrip(committed, .plain)
    Laws.checkCheckpoint(committed)
  }

  private struct State {
    var document = Document()
    var edit = Document().edit()
    var letters: [[Unicode.Scalar]] = [[], []]
    var items: [Int64] = []
    var cursor = 0
    var text = 0
    var changes: [Change] = []
    private static let keys = ["t", "u"]

    mutating func step(_ program: inout Program, _ generator: inout Generator) {
      let byte = program.byte()
      let length = 1 + Int(byte >> 4)
      cursor = min(cursor, letters[text].count)
      switch byte & 15 {
      case 0..<4: type(Self.word(length % 3 + 1, byte))
      case 4, 5: backspace()
      case 6: remove(length)
      case 7, 8: cursor = program.number(below: letters[text].count + 1)
      case 9: text = 1 - text
      case 10: type(Self.word(length * 9, byte))
      case 11: replace(&program)
      case 12:
        items.insert(Int64(byte), at: min(length - 1, items.count))
        edit.insertItem("l", .integer(Int64(byte)), at: length - 1)
      case 13:
        if length - 1 < items.count { items.remove(at: length - 1) }
        edit.removeItem("l", at: length - 1)
      case 14: edit.set("r", .integer(Int64(length)))
      case _:
        if length & 3 == 3 { check() }
        commit()
        if length & 4 == 4 { document = Document(changes.shuffled(using: &generator)) }
        if length & 8 == 8 { document = Laws.checkRoundTrip(document, .plain) }
        edit = document.edit()
      }
    }

    private static func word(_ length: Int, _ byte: UInt8) -> String {
      let letters = Array("abcé\u{301}€👩\n".unicodeScalars)
      return String(
        String.UnicodeScalarView(
          (0..<length).map { letters[($0 + Int(byte >> 2)) % letters.count] }))
    }

    private mutating func type(_ word: String) {
      if cursor % 2 == 0 {
        let handle = edit.handle(ofText: Self.keys[text])
        edit.insert(word, into: handle, at: cursor)
      } else {
        edit.insertText(Self.keys[text], word, at: cursor)
      }
      letters[text].insert(contentsOf: word.unicodeScalars, at: cursor)
      cursor += word.unicodeScalars.count
    }

    private mutating func backspace() {
      guard cursor > 0 else { return }
      cursor -= 1
      remove(1)
    }

    private mutating func remove(_ count: Int) {
      edit.removeText(Self.keys[text], at: cursor, count: count)
      letters[text].removeSubrange(cursor..<min(cursor + count, letters[text].count))
    }

    private mutating func replace(_ program: inout Program) {
      let start = program.number(below: letters[text].count + 1)
      let count = min(program.number(below: 40), letters[text].count - start)
      letters[text].replaceSubrange(
        start..<start + count, with: program.word(atMost: 12).unicodeScalars)
      edit.replaceText(
        Self.keys[text], with: String(String.UnicodeScalarView(letters[text])))
    }

    mutating func commit() {
      let id = Names.id(UInt8(truncatingIfNeeded: changes.count &* 83), changes.count)
      changes.append(
        Change(id: id, parents: document.frontier, operations: edit.operations))
      document = edit.committed(as: id)
      edit = document.edit()
    }

    func check() {
      for (key, letters) in zip(Self.keys, letters) {
        let expected = String(String.UnicodeScalarView(letters))
        require(Laws.same(edit.text(key), expected), "draft of \(key)")
      }
    }
  }
}
