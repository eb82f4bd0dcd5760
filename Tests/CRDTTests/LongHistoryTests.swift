import Testing

@testable import CRDT

@Suite("Long texts and long histories")
struct LongHistoryTests {
  /// Letters of one to four bytes.
  private static let letters = Array("abcdefgh é\u{301}œ€\n👩🏽".unicodeScalars)

  private static func word(_ length: Int, _ generator: inout SplitMix64) -> String {
    var word = String.UnicodeScalarView()
    for _ in 0..<length {
      word.append(letters[Int.random(in: 0..<letters.count, using: &generator)])
    }
    return String(word)
  }

  @Test("A draft of thousands of steps is what an array of letters is", arguments: Seeds.few)
  func editing(seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SplitMix64(seed: seed)
    var plain: [Unicode.Scalar] = []
    var document = Document()
    for draft in 0..<4 {
      var edit = document.edit()
      let handle = edit.handle(ofText: "t")
      var cursor = 0
      for _ in 0..<2_500 {
        if generator.chance(15) { cursor = Int.random(in: 0...plain.count, using: &generator) }
        cursor = min(cursor, plain.count)
        switch Int.random(in: 0..<10, using: &generator) {
        case 0..<5:
          let word = Self.word(Int.random(in: 1...2, using: &generator), &generator)
          edit.insert(word, into: handle, at: cursor)
          plain.insert(contentsOf: word.unicodeScalars, at: cursor)
          cursor += word.unicodeScalars.count
        case 5, 6:
          // Backwards, as one does who corrects.
          guard cursor > 0 else { continue }
          edit.remove(1, from: handle, at: cursor - 1)
          plain.remove(at: cursor - 1)
          cursor -= 1
        case 7, 8:
          let count = min(Int.random(in: 1...3, using: &generator), plain.count - cursor)
          edit.remove(count, from: handle, at: cursor)
          plain.removeSubrange(cursor..<cursor + count)
        case _:
          let word = Self.word(Int.random(in: 3...40, using: &generator), &generator)
          edit.insert(word, into: handle, at: cursor)
          plain.insert(contentsOf: word.unicodeScalars, at: cursor)
        }
      }
      let expected = String(String.UnicodeScalarView(plain))
      #expect(edit.text("t").utf8.elementsEqual(expected.utf8))
      let name = id(seed &* 100 &+ UInt64(draft))
      let change = Change(id: name, parents: document.frontier, operations: edit.operations)
      let committed = edit.committed(as: name)
      document.merge([change])
      #expect(committed == document)
      #expect(document.text("t").utf8.elementsEqual(expected.utf8))
      try committed.checkInvariants()
      try document.checkInvariants()
      // Half of the drafts go on from what was committed, half from what was merged.
      if draft % 2 == 0 { document = committed }
    }
  }

  @Test(
    "Writers apart for long merge into what the plain engine shows, in any order",
    arguments: Seeds.few)
  func apart(seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SplitMix64(seed: seed)
    var names = seed &* 10_000
    var changes: [Change] = []
    var documents = Array(repeating: Document(), count: 3)
    for _ in 0..<120 {
      let writer = Int.random(in: 0..<3, using: &generator)
      if generator.chance(12) {
        documents[writer].merge(documents[(writer + 1) % 3].changes)
      }
      names += 1
      let change = documents[writer].write(id(names)) { edit in
        let length = edit.text("t").unicodeScalars.count
        var cursor = Int.random(in: 0...length, using: &generator)
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
          if generator.chance(30) {
            edit.removeText("t", at: cursor, count: Int.random(in: 1...5, using: &generator))
          } else {
            let word = Self.word(Int.random(in: 1...6, using: &generator), &generator)
            edit.insertText("t", word, at: cursor)
            if generator.chance(70) { cursor += word.unicodeScalars.count }
          }
          if generator.chance(20) {
            edit.insertItem("l", .integer(Int64(cursor)), at: cursor % 7)
          }
          if generator.chance(10) { edit.removeItem("l", at: cursor % 5) }
        }
      }
      changes.append(change)
    }
    let plain = PlainDocument(changes)
    for round in 0..<4 {
      let document = Document(round == 0 ? changes : changes.shuffled(using: &generator))
      #expect(document.text("t").utf8.elementsEqual(plain.text("t").utf8))
      #expect(document.items("l").elementsEqual(plain.items("l")) { $0 == $1 })
      #expect(document.refused.isEmpty)
      try document.checkInvariants()
    }
    for document in documents { try document.checkInvariants() }
  }

  @Test("Dishonest writers, long: the plain engine shows the same", arguments: Seeds.few)
  func dishonest(seed: UInt64) throws {
    print("seed \(seed)")
    var town = Town(seed: seed &+ 900)
    town.live(steps: 60)
    town.live(steps: 140, dishonest: 85)
    let plain = PlainDocument(town.changes)
    for _ in 0..<3 {
      let document = Document(town.changes.shuffled(using: &town.generator))
      #expect(document.refused == plain.refused)
      #expect(document.text("t").utf8.elementsEqual(plain.text("t").utf8))
      #expect(document.items("l").elementsEqual(plain.items("l")) { $0 == $1 })
      #expect(document.values("r").elementsEqual(plain.values("r")) { $0 == $1 })
      try document.checkInvariants()
    }
  }

  @Test(
    "A text as of some changes is that of the document made of their past", arguments: Seeds.all)
  func asOf(seed: UInt64) {
    var town = Town(seed: seed)
    town.live(steps: 25, dishonest: 10)
    let whole = Document(town.changes)
    for change in town.changes {
      #expect(
        whole.text("t", at: [change.id]).utf8.elementsEqual(whole.at([change.id]).text("t").utf8))
    }
    #expect(whole.text("t", at: whole.frontier) == whole.text("t"))
    #expect(whole.text("t", at: []) == "")
    #expect(whole.text("absent", at: whole.frontier) == "")
  }

  @Test("The worked merge of INTERNALS.md, on both machines")
  func workedMerge() {
    func spans(_ document: Document) -> [String] {
      var spans: [String] = []
      document.sequences[0].forEachSpan { span, _ in
        spans.append("\(span.first)–\(span.end - 1)")
      }
      return spans
    }
    var ann = Document()
    ann.write(plainID(1)) { $0.insertText("t", "Vu Paul.", at: 0) }
    var bob = ann
    ann.write(plainID(3)) { $0.insertText("t", " hier", at: 2) }
    ann.write(plainID(4)) { $0.insertText("t", " soir", at: 7) }
    bob.write(plainID(2)) { $0.insertText("t", " chez lui", at: 2) }
    #expect(spans(ann) == ["0–1", "8–17", "2–7"])
    let fromAnn = ann.changes
    ann.merge(bob.changes)
    bob.merge(fromAnn)
    #expect(spans(ann) == ["0–1", "18–26", "8–17", "2–7"])
    #expect(spans(bob) == ["0–1", "8–26", "2–7"])
    #expect(ann.text("t") == "Vu chez lui hier soir Paul.")
    #expect(bob.text("t") == ann.text("t"))
  }
}
