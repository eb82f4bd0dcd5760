import CRDT

/// One author's trace.
struct SequentialPhases {
  /// How a history is cut into changes.
  enum Cut: String {
    /// The whole trace is one draft and one change.
    case one
    /// As the form says: a change ends at a pause.
    case pauses
  }

  let history: History
  let saved: String

  private func file(_ packing: Packing, _ cut: Cut, _ names: Names) -> String {
    "\(saved)/carnet-\(packing.rawValue)-\(cut.rawValue)-\(names.rawValue)"
  }

  private var checkpointFile: String { "\(saved)/carnet-checkpoint" }

  /// The document with the start content, and the pieces that become a change each.
  private func begun(_ cut: Cut) -> (document: Document, pieces: [[Patch]]) {
    var document = Document()
    for change in history.changes[..<history.setup] {
      document = Engine.replay(change.patches[...], on: consume document, as: change.id)
    }
    let changes = history.changes[history.setup...]
    let pieces =
      switch cut {
      case .one: changes.isEmpty ? [] : [changes.flatMap(\.patches)]
      case .pauses: changes.map(\.patches)
      }
    return (document, pieces)
  }

  private func replay(_ pieces: [[Patch]], on document: consuming Document) -> Document {
    for (index, patches) in pieces.enumerated() {
      let id = history.changes[history.setup + index].id
      document = Engine.replay(patches[...], on: consume document, as: id)
    }
    return document
  }

  private func check(_ document: Document) throws(Misuse) {
    guard document.refused.isEmpty else { throw .refused }
    guard isSame(Engine.text(document), history.end) else { throw .wrongText }
  }

  func apply(_ cut: Cut) throws -> Report {
    let (start, pieces) = begun(cut)
    var meter = Meter()
    let document = meter.time { replay(pieces, on: start) }
    let report = meter.report(holding: pieces)
    try check(document)
    return report
  }

  func save(_ packing: Packing, _ cut: Cut, _ names: Names) throws -> Report {
    let (start, pieces) = begun(cut)
    let document = replay(pieces, on: start)
    let lines = names == .derived ? history.lines : nil
    var meter = Meter()
    let bytes = meter.time { Engine.save(document, packing.packing, lines: lines) }
    try Files.write(bytes, to: file(packing, cut, names))
    let report = meter.report(holding: document, bytes: bytes.count)
    try check(document)
    return report
  }

  /// From bytes to a document that has taken its first edit.
  func load(_ packing: Packing, _ cut: Cut, _ names: Names) throws -> Report {
    let bytes = try Files.read(file(packing, cut, names))
    var meter = Meter()
    let document = try meter.time { Engine.editOnce(try Engine.load(bytes, names)) }
    let report = meter.report(holding: bytes)
    try check(document)
    return report
  }

  func saveCheckpoint() throws -> Report {
    let (start, pieces) = begun(.pauses)
    let document = replay(pieces, on: start)
    var meter = Meter()
    let bytes = meter.time { Engine.checkpoint(document) }
    try Files.write(bytes, to: checkpointFile)
    return meter.report(holding: document, bytes: bytes.count)
  }

  /// From the bytes of a checkpoint to the text.
  func readCheckpoint() throws -> Report {
    let bytes = try Files.read(checkpointFile)
    var meter = Meter()
    let text = try meter.time { try Checkpoint(decoding: bytes).text(Engine.key) }
    let report = meter.report(holding: bytes)
    guard isSame(text, history.end) else { throw Misuse.wrongText }
    return report
  }

  /// From the bytes of a checkpoint to a document that has taken its first edit.
  func resumeCheckpoint() throws -> Report {
    let bytes = try Files.read(checkpointFile)
    var meter = Meter()
    let document = try meter.time { Engine.editOnce(try Checkpoint(decoding: bytes).document()) }
    let report = meter.report(holding: bytes)
    try check(document)
    return report
  }
}
