/// Histories of several writers: in whatever order they arrive, one document, the one of the plain
/// engine, whole after coding, right about its past.
enum FuzzHistories {
  static func run(_ bytes: [UInt8]) {
    var generator = Generator(bytes)
    var towns = Towns(Program(bytes))
    towns.live(atMost: 40)
    for document in towns.documents { Laws.checkInvariants(of: document, "a writer") }
    let changes = towns.changes.filter { !towns.dropped.contains($0.id) }

    let whole = Document(changes)
    Laws.checkInvariants(of: whole, "in order of writing")
    Laws.checkPlain(whole, PlainDocument(changes))
    for change in changes where whole.history.contains(change.id) {
      require(
        whole.change(change.id)?.operations == change.operations,
        "a change is not given back as it was")
    }
    let backwards = Document(changes.reversed())
    Laws.checkInvariants(of: backwards, "backwards")
    Laws.checkEqual(whole, backwards, "backwards")
    checkDripFed(changes, whole, &generator)
    var together = Document()
    for document in towns.documents { together.merge(document.changes.shuffled(using: &generator)) }
    together.merge(changes)
    if towns.dropped.isEmpty { Laws.checkEqual(whole, together, "writers together") }

    let back = Laws.checkRoundTrip(whole, .plain)
    require(
      DocumentCodec.encode(backwards, .plain) == DocumentCodec.encode(back, .plain),
      "the bytes tell the order of arrival")
    Laws.checkCheckpoint(backwards)
    checkPast(whole, &generator)
    var program = Program(Array(bytes.suffix(24)))
    let edited = Laws.checkEditing(whole, &program)
    Laws.checkEqual(edited, Document(edited.changes + waiting(edited)), "edited, from its changes")
    Laws.checkRoundTrip(edited, .plain)
  }

  private static func waiting(_ document: Document) -> [Change] {
    document.pending.compactMap { document.change($0) }
  }

  /// Some changes late, one by one, some of them twice.
  private static func checkDripFed(
    _ changes: [Change], _ whole: Document, _ generator: inout Generator
  ) {
    var document = Document()
    let shuffled = changes.shuffled(using: &generator)
    for (number, change) in shuffled.enumerated() {
      document.merge([change])
      if number % 3 == 2 { document.merge([shuffled[number / 2]]) }
      if number % 5 == 4 { Laws.checkInvariants(of: document, "drip-fed") }
      if number == changes.count / 2 {
        document = Laws.checkRoundTrip(document, .plain)
        if generator.next() % 2 == 0 { _ = document.edit().text("t") }
      }
    }
    Laws.checkInvariants(of: document, "drip-fed")
    Laws.checkEqual(whole, document, "drip-fed")
  }

  /// What it says of its past is what the document of that past says.
  private static func checkPast(_ whole: Document, _ generator: inout Generator) {
    let history = whole.history
    for _ in 0..<3 {
      let heads = (0..<Int.random(in: 0...3, using: &generator)).compactMap { _ in
        history.randomElement(using: &generator)
      }
      let past = whole.at(heads)
      for key in ["t", "u"] {
        require(Laws.same(whole.text(key, at: heads), past.text(key)), "text \(key) at some heads")
      }
      var caughtUp = past
      caughtUp.merge(whole.changes(since: heads))
      require(caughtUp.history == whole.history, "what a peer lacks")
    }
    let text = Array(whole.text("t").unicodeScalars)
    for range in whole.concurrentRanges("t") {
      let found = String(String.UnicodeScalarView(text[range.range]))
      require(Laws.same(found, range.text), "a concurrent range says what is not there")
    }
    for key in whole.conflicts { require(whole.values(key).count > 1, "no conflict in \(key)") }
  }
}
