import CRDT

/// Writers who edit apart, read each other now and then, and are sometimes dishonest.
struct Town {
  var generator: SplitMix64
  var documents: [Document]
  var changes: [Change] = []
  private var names: UInt64

  init(seed: UInt64, writers: Int = 3) {
    generator = SplitMix64(seed: seed)
    documents = Array(repeating: Document(), count: writers)
    names = seed &* 1_000_003
  }

  mutating func live(steps: Int, dishonest percent: Int = 0) {
    for _ in 0..<steps {
      let writer = Int.random(in: 0..<documents.count, using: &generator)
      if generator.chance(35) {
        let other = Int.random(in: 0..<documents.count, using: &generator)
        documents[writer].merge(documents[other].changes)
      }
      names += 1
      let operations =
        generator.chance(percent)
        ? dishonestOperations() : honestOperations(on: documents[writer])
      let change = Change(
        id: id(names), parents: documents[writer].frontier, operations: operations)
      documents[writer].merge([change])
      changes.append(change)
    }
  }

  private mutating func honestOperations(on document: Document) -> [Operation] {
    var edit = document.edit()
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let length = document.text("t").unicodeScalars.count
      let offset = Int.random(in: 0...length + 1, using: &generator)
      switch Int.random(in: 0..<8, using: &generator) {
      case 0, 1, 2: edit.insertText("t", word(), at: offset)
      case 3: edit.removeText("t", at: offset, count: Int.random(in: 1...3, using: &generator))
      case 4: edit.replaceText("t", with: document.text("t") + " " + word())
      case 5: edit.set("r", .integer(Int64.random(in: 0...9, using: &generator)))
      case 6: edit.insertItem("l", .text(word()), at: Int.random(in: 0...4, using: &generator))
      case _: edit.removeItem("l", at: Int.random(in: 0...4, using: &generator))
      }
    }
    return edit.operations
  }

  /// Operations whose references point anywhere: into the past, beside it, forwards, at nothing.
  mutating func dishonestOperations() -> [Operation] {
    (0..<Int.random(in: 1...2, using: &generator)).map { _ in
      switch Int.random(in: 0..<7, using: &generator) {
      case 0: .set(key: "r", value: .flag(true), overwrites: generator.chance(50) ? [name()] : [])
      case 1:
        .removeText(key: "t", ranges: [AnchorRange(run: name(), offset: small(), count: small())])
      case 2: .insertItem(key: "l", placement: placement(), value: .none)
      case 3: .removeItem(key: "l", item: name())
      case _: .insertText(key: "t", placement: placement(), text: word())
      }
    }
  }

  private mutating func placement() -> Placement {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: .left(of: Anchor(run: name(), offset: small()))
    case 1: .right(of: Anchor(run: name(), offset: small()), before: nil)
    case 2: .right(of: nil, before: Anchor(run: name(), offset: small()))
    case _:
      .right(
        of: Anchor(run: name(), offset: small()), before: Anchor(run: name(), offset: small()))
    }
  }

  private mutating func small() -> UInt32 {
    generator.chance(3) ? .max : UInt32.random(in: 0...1, using: &generator)
  }

  /// Mostly an insertion that really is in the text, so that many dishonest changes are applied.
  private mutating func name() -> Reference {
    if generator.chance(5) { return .own(UInt32.random(in: 0...2, using: &generator)) }
    let runs = changes.suffix(12).flatMap { change in
      change.operations.indices.map { OperationID(change: change.id, index: UInt32($0)) }
    }
    guard let some = runs.randomElement(using: &generator) else { return .own(0) }
    return .past(some)
  }

  mutating func word() -> String {
    let letters = Array("abcdeé\u{301}f ".unicodeScalars)
    var word = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      word.append(letters[Int.random(in: 0..<letters.count, using: &generator)])
    }
    return String(word)
  }
}
