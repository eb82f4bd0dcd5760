/// Stops the process, which is how a fuzzer learns that something is wrong.
func require(_ holds: Bool, _ message: @autoclosure () -> String) {
  if !holds { fatalError(message()) }
}

/// What must hold of every document whatever it was made of.
enum Laws {
  static func checkInvariants(of document: Document, _ what: String) {
    do throws(BrokenInvariant) {
      try document.checkInvariants()
    } catch {
      fatalError("\(what): \(error)")
    }
  }

  static func checkEqual(_ left: Document, _ right: Document, _ what: String) {
    require(left == right, "\(what): two documents differ")
  }

  static func same(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8)
  }

  static func same(_ left: [(OperationID, Value)], _ right: [(OperationID, Value)]) -> Bool {
    left.elementsEqual(right) { $0.0 == $1.0 && $0.1 == $1.1 }
  }

  /// A document and the plain engine show the same.
  static func checkPlain(_ document: Document, _ plain: PlainDocument) {
    require(document.refused == plain.refused, "refused: \(document.refused), \(plain.refused)")
    require(
      document.hasUnknownOperations == plain.hasUnknownOperations, "unknown operations differ")
    require(document.pending == plain.waiting.keys.sorted(), "what waits differs")
    for key in Set(document.textKeys + plain.state.texts.keys.map(\.string)) {
      require(
        same(document.text(key), plain.text(key)),
        "text \(key): \(document.text(key)), \(plain.text(key))")
    }
    for key in Set(document.listKeys + plain.state.lists.keys.map(\.string)) {
      require(same(document.items(key), plain.items(key)), "list \(key)")
    }
    for key in Set(document.registerKeys + plain.state.registers.keys.map(\.string)) {
      require(same(document.values(key), plain.values(key)), "register \(key)")
    }
  }

  static func decoded(_ bytes: [UInt8], _ what: String) -> Document {
    do throws(CodecError) {
      return try DocumentCodec.decode(bytes)
    } catch {
      fatalError("\(what) does not read its own bytes: \(error)")
    }
  }

  /// Written and read back, it is the same document of the same bytes.
  @discardableResult
  static func checkRoundTrip(_ document: Document, _ packing: DocumentCodec.Packing) -> Document {
    let bytes = DocumentCodec.encode(document, packing)
    let back = decoded(bytes, "a document")
    checkEqual(document, back, "round trip")
    require(back.changes == document.changes, "round trip: the changes differ")
    checkInvariants(of: back, "round trip")
    require(DocumentCodec.encode(back, packing) == bytes, "round trip: the bytes differ")
    return back
  }

  /// A checkpoint shows what its document shows, and is it again.
  static func checkCheckpoint(_ document: Document) {
    guard let made = Checkpoint(document) else { fatalError("no checkpoint of a small document") }
    require(made.frontier == document.frontier, "checkpoint: frontier")
    require(made.hasUnknownOperations == document.hasUnknownOperations, "checkpoint: unknown")
    for key in document.textKeys {
      require(same(made.text(key), document.text(key)), "checkpoint: text \(key)")
    }
    for key in document.listKeys {
      require(same(made.items(key), document.items(key)), "checkpoint: list \(key)")
    }
    for key in document.registerKeys {
      require(same(made.values(key), document.values(key)), "checkpoint: register \(key)")
    }
    do throws(CodecError) {
      checkEqual(try made.document(), document, "checkpoint")
    } catch {
      fatalError("checkpoint: \(error)")
    }
  }

  /// A draft made of a few steps, against arrays of letters; committed and merged it is the same.
  @discardableResult
  static func checkEditing(_ document: Document, _ program: inout Program) -> Document {
    var edit = document.edit()
    var plain: [String: [Unicode.Scalar]] = [:]
    for _ in 0..<1 + program.number(below: 6) {
      let key = program.chance(4) ? "u" : "t"
      var letters = plain[key] ?? Array(document.text(key).unicodeScalars)
      let offset = program.number(below: letters.count + 2)
      let position = min(offset, letters.count)
      switch program.number(below: 4) {
      case 0:
        let count = program.number(below: 6)
        edit.removeText(key, at: offset, count: count)
        letters.removeSubrange(position..<min(position + count, letters.count))
      case 1:
        edit.set("r", .integer(Int64(offset)))
        edit.insertItem("l", .flag(true), at: offset)
      case _:
        let word = program.word(atMost: 4)
        edit.insertText(key, word, at: offset)
        letters.insert(contentsOf: word.unicodeScalars, at: position)
      }
      plain[key] = letters
    }
    for (key, letters) in plain {
      let expected = String(String.UnicodeScalarView(letters))
      require(same(edit.text(key), expected), "draft of \(key): \(edit.text(key)), \(expected)")
    }
    let id = Names.id(250, 250)
    guard !document.contains(id) else { return document }
    var merged = document
    merged.merge([Change(id: id, parents: document.frontier, operations: edit.operations)])
    require(merged.refused[id] == nil, "an honest draft is refused")
    checkEqual(edit.committed(as: id), merged, "committed and merged")
    checkInvariants(of: merged, "an edited document")
    return merged
  }
}

enum Names {
  /// A name that begins with a byte of choice, which decides ties.
  static func id(_ first: UInt8, _ number: Int) -> ChangeID {
    var bytes = [UInt8](repeating: 0, count: ChangeID.byteCount)
    bytes[0] = first
    bytes[1] = UInt8(truncatingIfNeeded: number >> 8)
    bytes[2] = UInt8(truncatingIfNeeded: number)
    bytes[31] = 1
    guard let id = ChangeID(bytes) else { fatalError("32 bytes make an id") }
    return id
  }
}

extension Document {
  init(_ changes: some Sequence<Change>) {
    self.init()
    merge(changes)
  }
}
