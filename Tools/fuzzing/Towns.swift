/// Writers who edit apart, honestly and dishonestly, as a program says.
struct Towns {
  private(set) var changes: [Change] = []
  /// Changes that are never delivered.
  private(set) var dropped: Set<ChangeID> = []
  private(set) var documents: [Document]
  private var program: Program

  init(_ program: Program) {
    self.program = program
    documents = Array(repeating: Document(), count: 1 + self.program.number(below: 5))
  }

  /// Runs the program and gives back what is left of it, which is nothing.
  mutating func live(atMost limit: Int) {
    while !program.isAtEnd, changes.count < limit { step() }
  }

  private mutating func step() {
    let byte = Int(program.byte())
    let writer = (byte >> 4) % documents.count
    switch byte & 15 {
    case 0..<6: writeHonestly(writer)
    case 6..<11: writeDishonestly(writer)
    case 11, 12:
      let other = program.number(below: documents.count)
      documents[writer].merge(documents[other].changes)
    case 13:
      guard !changes.isEmpty else { return }
      documents[writer].merge([changes[program.number(below: changes.count)]])
    case 14:
      guard let last = changes.last, program.chance(3) else { return }
      dropped.insert(last.id)
    case _:
      writeStranger(writer)
    }
  }

  private mutating func admit(_ operations: [Operation], _ parents: [ChangeID], _ writer: Int) {
    let id = Names.id(program.byte(), changes.count)
    let change = Change(id: id, parents: parents, operations: operations)
    documents[writer].merge([change])
    changes.append(change)
  }

  private mutating func writeHonestly(_ writer: Int) {
    let document = documents[writer]
    var edit = document.edit()
    for _ in 0..<1 + program.number(below: 3) {
      let key = program.chance(8) ? "u" : "t"
      let length = edit.text(key).unicodeScalars.count
      let offset = program.number(below: length + 2)
      switch program.number(below: 9) {
      case 0..<4: edit.insertText(key, program.word(atMost: 6), at: offset)
      case 4: edit.removeText(key, at: offset, count: program.number(below: 5))
      case 5:
        edit.replaceText(key, with: program.word(atMost: 9) + " " + edit.text(key).suffix(4))
      case 6: edit.set(program.chance(3) ? "s" : "r", .text(program.word(atMost: 2)))
      case 7: edit.insertItem("l", .integer(Int64(offset)), at: offset)
      case _: edit.removeItem("l", at: program.number(below: 3))
      }
    }
    let id = Names.id(program.byte(), changes.count)
    let change = Change(id: id, parents: document.frontier, operations: edit.operations)
    documents[writer] = edit.committed(as: id)
    changes.append(change)
  }

  private mutating func writeDishonestly(_ writer: Int) {
    let operations = (0..<1 + program.number(below: 4)).map { _ in dishonest() }
    var parents = documents[writer].frontier
    if program.chance(4), !changes.isEmpty {
      parents = (0..<program.number(below: 4)).map { _ in
        changes[program.number(below: changes.count)].id
      }
    }
    admit(operations, parents, writer)
  }

  private mutating func writeStranger(_ writer: Int) {
    let operations: [Operation] =
      switch program.number(below: 4) {
      case 0: []
      case 1: [.unknown(kind: 6 + UInt64(program.byte()), payload: [program.byte()])]
      case 2: [.set(key: "t", value: .none, overwrites: [])]
      case _: [.insertItem(key: "t", placement: .right(of: nil, before: nil), value: .none)]
      }
    admit(operations, documents[writer].frontier, writer)
  }

  private mutating func dishonest() -> Operation {
    let key = program.chance(12) ? "u" : "t"
    switch program.number(below: 10) {
    case 0:
      return .set(
        key: "r", value: .integer(-1),
        overwrites: (0..<program.number(below: 4)).map { _ in name() })
    case 1, 2:
      return .removeText(
        key: key,
        ranges: (0..<1 + program.number(below: 3)).map { _ in
          AnchorRange(run: name(), offset: offset(), count: 1 + offset())
        })
    case 3: return .insertItem(key: "l", placement: placement(), value: .none)
    case 4: return .removeItem(key: "l", item: name())
    case _: return .insertText(key: key, placement: placement(), text: program.word(atMost: 4))
    }
  }

  private mutating func placement() -> Placement {
    switch program.number(below: 6) {
    case 0: .left(of: anchor())
    case 1: .right(of: anchor(), before: nil)
    case 2: .right(of: nil, before: anchor())
    case 3: .right(of: nil, before: nil)
    case _: .right(of: anchor(), before: anchor())
    }
  }

  private mutating func anchor() -> Anchor {
    Anchor(run: name(), offset: offset())
  }

  private mutating func offset() -> UInt32 {
    let byte = program.byte()
    return byte == 255 ? .max - 1 : UInt32(byte & 3)
  }

  /// Mostly a change that really is there; one byte in eight names the change's own operations.
  private mutating func name() -> Reference {
    let byte = program.byte()
    if byte & 7 == 7 { return .own(UInt32(byte >> 6)) }
    guard !changes.isEmpty else { return .own(0) }
    let change = changes[Int(byte >> 1) % changes.count]
    let index = byte & 1 == 0 ? 0 : program.byte() & 3
    return .past(OperationID(change: change.id, index: UInt32(index)))
  }
}
