/// The columns of a document, straight from the fuzzer: refused, or a sound document that can be
/// written, read, checkpointed and edited.
///
/// Columns are parted by a byte that UTF-8 does not know. In the column of names one byte stands for
/// a whole name.
enum FuzzDocuments {
  static let separator: UInt8 = 0xFE

  static func run(_ bytes: [UInt8]) {
    do throws(CodecError) {
      let document = try DocumentCodec.decode(DocumentCodec.pack(columns(bytes), .plain))
      Laws.checkInvariants(of: document, "read")
      check(document, bytes)
    } catch {
      // Refused, which is what is asked of most bytes.
    }
  }

  /// A tampered document may say what no merge says (a name outside the past); it must do no harm.
  /// One that its changes amount to must obey every law.
  private static func check(_ document: Document, _ bytes: [UInt8]) {
    let waiting = document.pending.compactMap { document.change($0) }
    let merged = Document(document.changes + waiting)
    Laws.checkInvariants(of: merged, "merged")
    var program = Program(Array(bytes.suffix(16)))
    if merged == document, merged.changes == document.changes {
      Laws.checkRoundTrip(document, .plain)
      Laws.checkCheckpoint(document)
      let edited = Laws.checkEditing(document, &program)
      Laws.checkEqual(edited, Document(edited.changes + waiting), "edited, from its changes")
    } else {
      _ = DocumentCodec.encode(document, .plain)
      _ = Checkpoint(document)
      var edit = document.edit()
      edit.insertText("t", "suite", at: Int(program.byte()))
      edit.removeText("t", at: Int(program.byte()), count: 3)
      // One byte names a change in the columns: this name is not among them.
      Laws.checkInvariants(of: edit.committed(as: Names.id(251, 252)), "edited")
    }
  }

  private static func columns(_ bytes: [UInt8]) -> [[UInt8]] {
    let count = DocumentCodec.Column.allCases.count
    var columns = bytes.split(
      separator: separator, maxSplits: count - 1, omittingEmptySubsequences: false
    ).map { Array($0) }
    columns += Array(repeating: [], count: count - columns.count)
    let names = DocumentCodec.Column.names.rawValue
    columns[names] = columns[names].flatMap { Names.id($0, Int($0)).bytes }
    return columns
  }

  /// The columns of an honest history, and of a dishonest one.
  static func seed(_ generator: inout Generator) -> [UInt8]? {
    let size = Int.random(in: 10...60, using: &generator)
    var towns = Towns(Program((0..<size).map { _ in UInt8.random(in: 0...255, using: &generator) }))
    towns.live(atMost: 8)
    var renamed: [ChangeID: ChangeID] = [:]
    for (number, change) in towns.changes.enumerated() {
      renamed[change.id] = Names.id(UInt8(number), number)
    }
    let document = Document(towns.changes.map { rename($0, renamed) })
    do throws(CodecError) {
      var columns = try DocumentCodec.unpack(DocumentCodec.encode(document, .plain))
      let names = columns[DocumentCodec.Column.names.rawValue]
      columns[DocumentCodec.Column.names.rawValue] = stride(from: 0, to: names.count, by: 32)
        .map { names[$0] }
      guard columns.allSatisfy({ !$0.contains(separator) }) else { return nil }
      return Array(columns.joined(separator: [separator]))
    } catch {
      fatalError("a document does not read its own bytes: \(error)")
    }
  }

  private static func rename(_ change: Change, _ names: [ChangeID: ChangeID]) -> Change {
    func new(_ id: ChangeID) -> ChangeID { names[id] ?? id }
    func new(_ reference: Reference) -> Reference {
      guard case .past(let id) = reference else { return reference }
      return .past(OperationID(change: new(id.change), index: id.index))
    }
    func new(_ anchor: Anchor) -> Anchor { Anchor(run: new(anchor.run), offset: anchor.offset) }
    func new(_ placement: Placement) -> Placement {
      switch placement {
      case .left(let anchor): .left(of: new(anchor))
      case .right(let anchor, let before):
        .right(of: anchor.map { new($0) }, before: before.map { new($0) })
      }
    }
    let operations = change.operations.map { operation -> Operation in
      switch operation {
      case .set(let key, let value, let overwrites):
        .set(key: key, value: value, overwrites: overwrites.map { new($0) })
      case .insertText(let key, let placement, let text):
        .insertText(key: key, placement: new(placement), text: text)
      case .removeText(let key, let ranges):
        .removeText(
          key: key,
          ranges: ranges.map { AnchorRange(run: new($0.run), offset: $0.offset, count: $0.count) })
      case .insertItem(let key, let placement, let value):
        .insertItem(key: key, placement: new(placement), value: value)
      case .removeItem(let key, let item): .removeItem(key: key, item: new(item))
      case .unknown: operation
      }
    }
    return Change(
      id: new(change.id), parents: change.parents.map { new($0) }, operations: operations)
  }
}
