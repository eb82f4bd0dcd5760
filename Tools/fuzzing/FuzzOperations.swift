/// Bytes of operations: refused, or read and written back to the same bytes; merged, a sound document.
enum FuzzOperations {
  static func run(_ bytes: [UInt8]) {
    do throws(CodecError) {
      let operations = try OperationCodec.decode(bytes)
      require(OperationCodec.encode(operations) == bytes, "another encoding was accepted")
      let change = Change(id: Names.id(4, 4), parents: base.frontier, operations: operations)
      var document = base
      document.merge([change])
      Laws.checkInvariants(of: document, "after operations")
      require(document.history.count == base.history.count + 1, "it was not admitted")
      if document.refused[change.id] == nil {
        require(document.change(change.id)?.operations == operations, "not given back")
      }
      Laws.checkRoundTrip(document, .plain)
    } catch {
      // Refused, which is what is asked of most bytes.
    }
  }

  /// Two people's text, list and register, written apart and merged.
  static let base: Document = {
    var one = Document()
    write(&one, 1) {
      $0.insertText("t", "abcdef", at: 0)
      $0.insertItem("l", .flag(true), at: 0)
      $0.set("r", .none)
    }
    var other = one
    write(&one, 2) {
      $0.insertText("t", "éx", at: 3)
      $0.removeText("t", at: 1, count: 3)
    }
    write(&other, 3) {
      $0.insertText("t", "yz", at: 3)
      $0.insertItem("l", .none, at: 1)
      $0.set("r", .integer(3))
    }
    one.merge(other.changes)
    return one
  }()

  private static func write(
    _ document: inout Document, _ byte: UInt8, _ steps: (inout Edit) -> Void
  ) {
    var edit = document.edit()
    steps(&edit)
    document = edit.committed(as: Names.id(byte, Int(byte)))
  }

  /// Drafts upon the base, and what dishonest writers make of it.
  static func seed(_ generator: inout Generator) -> [UInt8] {
    if generator.next() % 2 == 0 {
      var edit = base.edit()
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let offset = Int.random(in: 0...6, using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: edit.insertText("t", "mno", at: offset)
        case 1: edit.removeText("t", at: offset, count: 2)
        case 2: edit.set("r", .text("w"))
        case 3: edit.insertItem("l", .none, at: offset)
        case _: edit.removeItem("l", at: 0)
        }
      }
      return OperationCodec.encode(edit.operations)
    }
    let names = (1...3).flatMap { byte in
      (0..<3).map { Reference.past(OperationID(change: Names.id(byte, Int(byte)), index: $0)) }
    }
    let run = names.randomElement(using: &generator) ?? .own(0)
    let other = names.randomElement(using: &generator) ?? .own(0)
    let anchor = Anchor(run: run, offset: UInt32.random(in: 0...2, using: &generator))
    let before = Anchor(run: other, offset: UInt32.random(in: 0...2, using: &generator))
    return OperationCodec.encode([
      .insertText(key: "t", placement: .right(of: anchor, before: before), text: "p"),
      .insertText(
        key: "t", placement: .left(of: Anchor(run: .own(0), offset: 0)), text: "qé"),
      .removeText(
        key: "t",
        ranges: [
          AnchorRange(
            run: .past(OperationID(change: Names.id(1, 1), index: 0)),
            offset: 1, count: 3), AnchorRange(run: .own(1), offset: 1, count: 1),
        ]),
      .set(key: "r", value: .integer(9), overwrites: [run]),
      .unknown(kind: 9, payload: [1, 2]),
    ])
  }
}
